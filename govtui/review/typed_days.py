"""A date as it is typed into a form, understood with the calendar of working days, and how it is said back."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from govtui.timing.workdays import DayKind, WorkCalendar
from govtui.wording.typed_dates import parse_typed_date

DATE_EXAMPLES = "9.5、9月5日、月底、下周五、3天后、+10工作日"
"""How a date can be typed, for the line that says that one was not understood."""

_WEEKDAYS = "一二三四五六日"


class TypedDay(NamedTuple):
    """The day that was meant."""

    day: dt.date
    words: str
    """The day in full, what day of the week it is, whether offices are closed, and how sure the counting is."""


def read_day(text: str, today: dt.date, calendar: WorkCalendar) -> TypedDay | None:
    """Return the day that `text` means on the day `today`; None if it means none."""
    caveats: list[str] = []

    def add_workdays(start: dt.date, days: int) -> dt.date:
        reckoned = calendar.add(start, days)
        caveats.append(reckoned.caveat)
        return reckoned.day

    day = parse_typed_date(text, today, add_workdays)
    return None if day is None else TypedDay(day, "，".join(filter(None, (day_words(day, calendar), *caveats))))


def day_words(day: dt.date, calendar: WorkCalendar) -> str:
    """Return a day in full: 2023年10月2日（周一，国庆节放假）, 2023年10月7日（周六，调休上班）."""
    reading = calendar.kind_of(day)
    closed = {DayKind.HOLIDAY: f"{reading.name}放假", DayKind.MAKE_UP: "调休上班"}.get(reading.kind)
    named = "，".join(filter(None, (f"周{_WEEKDAYS[day.weekday()]}", closed)))
    return f"{day.year}年{day.month}月{day.day}日（{named}）"
