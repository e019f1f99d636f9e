"""The days on which a requirement asks for reports (报送): 分别于6月10日、11月10日前报送总结."""

from __future__ import annotations

import datetime as dt
import re

from govtui.wording.moments import find_moments

_DECIDES = "[^，,。；;]{0,6}?(?:审批|审定|审议|审核|批准|研究|同意|决定)"
_TO_OFFICE = f"[省市县区州旗镇乡本我][^，,。；;]{{0,20}}?(?:办|局|委|科|处|中心|专班|小组|政府)(?!{_DECIDES})"
"""Whom a report goes to; what is to be decided there (报县政府审定) is none."""
_REPORT = (
    "(?:报送(?!制度|机制|平台|系统|渠道|要求|质量|规范|标准|流程|体系|工作(?:[，,。；;]|$))"
    f"|上报|呈报|报至|报(?={_TO_OFFICE})|提交[至给到]?(?={_TO_OFFICE})|反馈[至给到]?(?={_TO_OFFICE}))"
)
"""The verb, not the name of a thing: 12月底前制定信息报送制度 asks for no report."""
_ASKS = re.compile(_REPORT)
_DATED_REPORT = re.compile(f"[，,]?[^，,。；;]{{0,60}}?{_REPORT}")
_REPORT_DATED = re.compile(
    "报送(?:(?:时间|时限|节点)[^，,。；;]{0,4}|[^，,。；;]{0,12}[，,](?:时间)?分别(?:为|是|于))$"
)
_REPORT_BRACKET = re.compile("报送[^，,。；;（(]{0,20}[（(][^，,。；;（()）]{0,4}$")
"""每半年报送一次总结（6月25日、12月25日前）."""
_SHARES_VERB = re.compile("(?:[日号]?前)?将[^，,。；;]{0,24}(?:总结|情况|报告|结果|材料|台账|清单|报表|数据)[，,、]$")
"""7月10日前将半年总结，12月10日前将全年总结报送: the verb stands once for both."""
_COVERED = re.compile("截[至止]到?$")
"""The dates that a report covers: 截至11月30日的进展情况于12月5日前报送."""


def find_report_dates(requirement: str, year: int | None) -> tuple[dt.date, ...]:
    """Return the days before which a requirement asks for a report, in the order of the text, each once.

    `year` is the document's, for dates printed without one. Dates of other things (公开, 完成), whole months (于9月份)
    and rhythms without a date (每季度报送) are none.
    """
    if not _ASKS.search(requirement):  # most of them: no need to look for dates
        return ()
    days: list[dt.date] = []
    groups = find_moments(requirement, year)
    next_start, next_reported = len(requirement), False
    for group in reversed(groups):
        start, end = group[0].start, group[-1].end
        before = requirement[max(0, start - 30) : start]
        reported = bool(
            _DATED_REPORT.match(requirement, end, next_start)
            or _REPORT_DATED.search(before)
            or _REPORT_BRACKET.search(before)
            or (next_reported and _SHARES_VERB.fullmatch(requirement, end, next_start))
        )
        if reported and group[-1].precise and not _COVERED.search(before):
            days[:0] = [moment.day for moment in group]
        next_start, next_reported = start, reported
    return tuple(dict.fromkeys(days))
