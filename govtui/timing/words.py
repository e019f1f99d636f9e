"""How an office words the time that is left: 逾期12天, 今天, 还有3天, 11月底, 全年, 长期.

Days are counted where they are few enough to be counted; what is further off is called by its name. All of it fits
into ten cells.
"""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Final

from govtui.model import DeadlineKind

COUNTED_DAYS: Final = 30
"""Up to so many days before the end they are counted."""


def time_left_words(kind: DeadlineKind, end: dt.date | None, today: dt.date) -> str:
    """Return in words how long there is until `end`, the day that counts now; None where there is none.

    `kind` is that of the wording: what is kept up is never overdue (期满), and without an end it is 长期. What waits
    for an event is 待定, what has no deadline has no words.
    """
    if end is None:
        return {DeadlineKind.ONGOING: "长期", DeadlineKind.AFTER: "待定"}.get(kind, "")
    left = (end - today).days
    if left < 0:
        return f"{'期满' if kind is DeadlineKind.ONGOING else '逾期'}{-left}天"
    if left <= COUNTED_DAYS:
        return f"还有{left}天" if left else "今天"
    if kind is DeadlineKind.ONGOING and (end.year, end.month, end.day) == (today.year, 12, 31):
        return "全年"
    return point_words(end, today)


def point_words(day: dt.date, today: dt.date) -> str:
    """Return a day as it is called on the day `today`: 9月5日, 11月底, 年底, 明年3月底, 2028年底, else 2028-03-15."""
    at_end = day.day == calendar.monthrange(day.year, day.month)[1]
    if at_end and day.month == 12:
        return {0: "年底", 1: "明年底"}.get(day.year - today.year, f"{day.year}年底")
    if day.year == today.year:
        return f"{day.month}月{'底' if at_end else f'{day.day}日'}"
    return f"明年{day.month}月底" if at_end and day.year == today.year + 1 else day.isoformat()
