"""Stretches of time as a filter words them: 本周, 下月, 7天内, 9月, 一季度, 12-1..12-31, <12-31. Pure functions."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from govtui.wording.numerals import parse_number

if TYPE_CHECKING:
    from govtui.wording.typed_dates import AddWorkdays

TIME_WORDS = ("今天", "明天", "本周", "下周", "本月", "下月", "本季度", "下季度", "今年", "7天内", "30天内")
"""The usual ones, in the order in which they are offered."""


class Stretch(NamedTuple):
    """The days from one to another, both included; None where it has no bound."""

    first: dt.date | None
    last: dt.date | None

    def holds(self, day: dt.date) -> bool:
        """Say whether a day is one of them."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


_COMPARISON = re.compile("(<=|>=|≤|≥|[<>=《》])(.+)")
_SIGNS = {"≤": "<=", "≥": ">=", "《": "<", "》": ">"}
"""An input method gives 《 and 》 for the keys < and >."""
_RANGE = re.compile(r"(.*?)(?:\.\.+|~|～|…+|至)(.*)")
_NEAR = re.compile("(上|本|这|当|下)(?:个|一)?(周|星期|月|季度?|年度?|半年)份?")
_WITHIN = re.compile(r"(近|最近|未来|今后)?([0-9一二三四五六七八九十百两半]+)个?(工作日|天|日|周|月|年)([之以]?内)?")
_MONTH = re.compile(
    r"(?:(\d{4})[-./年]|([今明去]年))?(\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|内)?|(\d{4})[-./](\d{1,2})"
)
_QUARTER = re.compile(r"(?:(\d{4})年|([今明去]年))?第?([一二三四1-4])季度?|(?:(\d{4})年)?q([1-4])")
_YEAR = re.compile(r"(20\d\d)年?度?|([今明去]年)")
_HALF = re.compile(r"(?:(\d{4})年|([今明去]年))?([上下])半年")
_YEARS = {"今年": 0, "明年": 1, "去年": -1}
_SHIFTS = {"上": -1, "下": 1}
_DAYS = {"天": 1, "日": 1, "周": 7, "月": 30, "年": 365}


def comparison_of(text: str) -> tuple[str, str]:
    """Return the sign of a comparison (`<`, `<=`, `>`, `>=`, `=`) and what stands behind it; no sign where none is."""
    match = _COMPARISON.fullmatch(text)
    return (_SIGNS.get(match[1], match[1]), match[2]) if match else ("", text)


def days_of(text: str) -> int | None:
    """Return a length of time in days: 90, 90天, 两周, 3个月; None for what is none."""
    match = re.fullmatch(r"([0-9一二三四五六七八九十百两]+)(?:个?(天|日|周|月|年))?", text)
    number = parse_number(match[1]) if match else None
    return int(number) * _DAYS[match[2] or "天"] if match and number is not None else None


def wanted_days(text: str, today: dt.date, add_workdays: AddWorkdays | None, *, back: bool = False) -> Stretch | None:
    """Return the days that a value asks for, with or without a comparison; None for what names none.

    A length of time (7天内) begins today, or ends today where it looks `back`.
    """
    sign, rest = comparison_of(text)
    stretch = stretch_of(rest, today, add_workdays, back=back)
    if stretch is None or not sign or sign == "=":
        return stretch
    first, last = stretch
    if first is None or last is None:
        return None
    day = dt.timedelta(days=1)
    return {
        "<": Stretch(None, first - day),
        "<=": Stretch(None, last),
        ">": Stretch(last + day, None),
        ">=": Stretch(first, None),
    }[sign]


def stretch_of(text: str, today: dt.date, add_workdays: AddWorkdays | None, *, back: bool = False) -> Stretch | None:
    """Return the days that some words name, None where they name none."""
    try:
        if match := _RANGE.fullmatch(text):
            return _between(match, today, add_workdays)
        for form, read in _FORMS:
            if match := form.fullmatch(text):
                return read(match, today)
        if found := _within(text, today, add_workdays, back):
            return found
        day = _typed(text, today, add_workdays)
    except (ValueError, OverflowError):  # the 13th month, a year beyond all calendars
        return None
    return Stretch(day, day) if day else None


def _typed(text: str, today: dt.date, add_workdays: AddWorkdays | None) -> dt.date | None:
    from govtui.wording.typed_dates import parse_typed_date  # what reads dates loads slowly, and few filters have one

    return parse_typed_date(text, today, add_workdays)


def _between(match: re.Match[str], today: dt.date, add_workdays: AddWorkdays | None) -> Stretch | None:
    if not match[1] and not match[2]:
        return None
    first = stretch_of(match[1], today, add_workdays) if match[1] else Stretch(None, None)
    last = stretch_of(match[2], today, add_workdays) if match[2] else Stretch(None, None)
    if first is None or last is None:
        return None
    if first.first and last.last and first.first > last.last:
        return None
    return Stretch(first.first, last.last)


def _within(text: str, today: dt.date, add_workdays: AddWorkdays | None, back: bool) -> Stretch | None:
    match = _WITHIN.fullmatch(text)
    if not match or not (match[1] or match[4]):
        return None
    length = f"{match[2]}个{match[3]}" if match[3] in ("工作日", "月") else f"{match[2]}{match[3]}"
    day = _typed(f"{length}{'前' if back else '后'}", today, add_workdays)
    if day is None:
        return None
    return Stretch(day, today) if back else Stretch(today, day)


def _near(match: re.Match[str], today: dt.date) -> Stretch:
    shift, unit = _SHIFTS.get(match[1], 0), match[2]
    if unit in ("周", "星期"):
        monday = today + dt.timedelta(days=7 * shift - today.weekday())
        return Stretch(monday, monday + dt.timedelta(days=6))
    if unit == "半年" and shift:
        return _months(today.year, 7 if shift > 0 else 1, 6)
    months = {"月": 1, "季": 3, "季度": 3, "半年": 6}.get(unit, 12)
    at = (today.year * 12 + today.month - 1) // months * months + shift * months
    return _months(at // 12, at % 12 + 1, months)


def _month(match: re.Match[str], today: dt.date) -> Stretch:
    if match[5]:
        return _months(int(match[4]), int(match[5]), 1)
    return _months(_year_of(match[1], match[2], today), _number(match[3]), 1)


def _quarter(match: re.Match[str], today: dt.date) -> Stretch:
    return _months(_year_of(match[1] or match[4], match[2], today), 3 * _number(match[3] or match[5]) - 2, 3)


def _half(match: re.Match[str], today: dt.date) -> Stretch:
    return _months(_year_of(match[1], match[2], today), 7 if match[3] == "下" else 1, 6)


def _year(match: re.Match[str], today: dt.date) -> Stretch:
    return _months(_year_of(match[1], match[2], today), 1, 12)


def _year_of(year: str | None, near: str | None, today: dt.date) -> int:
    return int(year) if year else today.year + _YEARS.get(near or "", 0)


def _number(text: str) -> int:
    value = parse_number(text)
    if not isinstance(value, int):
        raise ValueError(text)
    return value


def _months(year: int, month: int, count: int) -> Stretch:
    last = month + count - 1
    return Stretch(dt.date(year, month, 1), dt.date(year, last, calendar.monthrange(year, last)[1]))


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], dt.date], Stretch]], ...] = (
    (_HALF, _half),
    (_NEAR, _near),
    (_MONTH, _month),
    (_QUARTER, _quarter),
    (_YEAR, _year),
)
