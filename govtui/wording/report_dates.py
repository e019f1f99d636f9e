"""The days on which a requirement asks for reports (报送): 分别于6月10日、11月10日前报送总结."""

from __future__ import annotations

import datetime as dt
import re

from govtui.wording.moments import find_moments

_TO_OFFICE = "[省市县区州旗镇乡本][^，,。；;]{0,20}?(?:办|局|委|科|处|中心|专班|小组)"
_REPORT = (
    "(?:报送(?!制度|机制|平台|系统|渠道|要求|质量|规范|标准|流程|体系|工作(?:[，,。；;]|$))"
    f"|上报|呈报|报至|报(?={_TO_OFFICE}))"
)
"""The verb, not the name of a thing: 12月底前制定信息报送制度 asks for no report."""
_DATED_REPORT = re.compile(f"[，,]?[^，,。；;]{{0,60}}?{_REPORT}")
_REPORT_DATED = re.compile("报送(?:时间|时限|节点)[^，,。；;]{0,4}$")
_COVERED = re.compile("截[至止]到?$")
"""The dates that a report covers: 截至11月30日的进展情况于12月5日前报送."""


def find_report_dates(requirement: str, year: int | None) -> tuple[dt.date, ...]:
    """Return the days before which a requirement asks for a report, in the order of the text, each once.

    `year` is the document's, for dates printed without one. Dates of other things (公开, 完成), whole months (于9月份)
    and rhythms without a date (每季度报送) are none.
    """
    days: list[dt.date] = []
    groups = find_moments(requirement, year)
    for index, group in enumerate(groups):
        start, end = group[0].start, group[-1].end
        before = requirement[max(0, start - 12) : start]
        next_start = groups[index + 1][0].start if index + 1 < len(groups) else len(requirement)
        reported = _DATED_REPORT.match(requirement, end, next_start) or _REPORT_DATED.search(before)
        if reported and group[-1].precise and not _COVERED.search(before):
            days += (moment.day for moment in group)
    return tuple(dict.fromkeys(days))
