"""Points in time that a document names by their distance from its own day: 本月底, 下月10日, 本季度末, 下周五.

Only the date of issue (成文日期) tells which day they mean. What is counted from another event (次月5日, 当月底) or
from receipt (10日内) stays as worded, and so does 本周内: whether the week ends on its Friday or Sunday is not said.
"""

from __future__ import annotations

import datetime as dt
import re

_WEEKDAYS = "一二三四五六日"
_NEAR = re.compile(
    rf"""
    (?<![每各])(?P<shift>本|这|下一?)个?
    (?:
      (?P<month>月)份?(?=[底末内前中上下完]|[\d十]|[一二三][十日号]|[一二三四五六七八九][日号]|$)
      |(?P<quarter>季度)(?=[底末内前完]|$)
      |(?P<week>周|星期)(?P<weekday>[{_WEEKDAYS}天])
    )
    """,
    re.VERBOSE,
)


def spell_out(text: str, issued_on: dt.date | None) -> str:
    """Return a text with the near times of a document of the day `issued_on` written out: 本月底 as 2026年9月底."""
    return _NEAR.sub(lambda match: _written(match, issued_on), text) if issued_on else text


def _written(match: re.Match[str], issued_on: dt.date) -> str:
    ahead = match["shift"].startswith("下")
    if match["week"]:
        weekday = _WEEKDAYS.index(match["weekday"].replace("天", "日"))
        day = issued_on + dt.timedelta(days=weekday - issued_on.weekday() + 7 * ahead)
        return f"{day.year}年{day.month}月{day.day}日"
    if match["month"]:
        year, month = divmod(12 * issued_on.year + issued_on.month - 1 + ahead, 12)
        return f"{year}年{month + 1}月"
    year, quarter = divmod(4 * issued_on.year + (issued_on.month - 1) // 3 + ahead, 4)
    return f"{year}年第{'一二三四'[quarter]}季度"
