"""Stretches of days that have been, as people type them: 2023, 2023-09, 9月, 9.1-9.30, 上周一至昨天."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from typing import NamedTuple

from govtui.wording.typed_dates import parse_typed_date

_YEAR = re.compile(r"(\d{4})年?")
_MONTH = re.compile(r"(?:(\d{4})[-./年])?(\d{1,2})月|(\d{4})[-./](\d{1,2})")
_BETWEEN = re.compile("[-~至到—]+")
_MONTH_ALONE = re.compile(r"\d{1,2}月")
_DAY_ALONE = re.compile(r"\d{1,2}[-./月]\d{1,2}[日号]?")


class Span(NamedTuple):
    """Days from one to another, both included."""

    first: dt.date
    last: dt.date


def typed_span(text: str, today: dt.date) -> Span | None:
    """Return the days that `text` means on the day `today`, None if it means none or they stand the wrong way round.

    A date or a month without a year is the latest one that is not in the future; behind one with a year, as in
    2022.9.1-9.30, it is of that year or the next.
    """
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    if single := _period(text, today):
        return single
    for sign in _BETWEEN.finditer(text):
        first, last = _period(text[: sign.start()], today), _period(text[sign.end() :], today)
        if first and last:
            last = _behind(first.first, text[sign.end() :], today) or last
            return Span(first.first, last.last) if first.first <= last.last else None
    return None


def _behind(first: dt.date, text: str, today: dt.date) -> Span | None:
    """Return the month or day that `text` means where it follows a day; None where it says by itself which year's."""
    if not (_MONTH_ALONE.fullmatch(text) or _DAY_ALONE.fullmatch(text)):
        return None
    periods = (_period(f"{year}-{text}", today) for year in (first.year, first.year + 1))
    return next((period for period in periods if period and period.last >= first), None)


def _period(text: str, today: dt.date) -> Span | None:
    """Return a year, a month or a day."""
    if match := _YEAR.fullmatch(text):
        year = int(match[1])
        return Span(dt.date(year, 1, 1), dt.date(year, 12, 31)) if year else None
    if match := _MONTH.fullmatch(text):
        return _month(match[1] or match[3], int(match[2] or match[4]), today)
    day = parse_typed_date(text, today)
    if day and day > today and _DAY_ALONE.fullmatch(text):
        day = parse_typed_date(f"{today.year - 1}-{text}", today)
    return Span(day, day) if day else None


def _month(year: str | None, month: int, today: dt.date) -> Span | None:
    if not 1 <= month <= 12:
        return None
    number = int(year) if year else today.year - (month > today.month)
    if not number:
        return None
    return Span(dt.date(number, month, 1), dt.date(number, month, calendar.monthrange(number, month)[1]))
