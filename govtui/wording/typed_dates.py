"""Dates as people type them into a form: 9.5, 9月5日, 2023-9-5, 昨天, 上周五, 3天前, 月底."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable

_NAMED_DAYS = {"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "前天": -2, "明天": 1, "明日": 1, "后天": 2}
_WEEKS = {"上": -1, "本": 0, "这": 0, "": 0, "下": 1}
_MONTHS = {"上": -1, "本": 0, "这": 0, "": 0, "下": 1}
_DIRECTIONS = {"前": -1, "后": 1}
_WEEKDAYS = "一二三四五六日"


def parse_typed_date(text: str, today: dt.date) -> dt.date | None:
    """Return the date that `text` means on the day `today`, None if it means none.

    Full-width digits count as half-width ones, blanks do not count. A date without a year lies in the year of `today`.
    """
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).replace("星期", "周").replace("周天", "周日")
    for form, read in _FORMS:
        if match := form.fullmatch(text):
            try:
                return read(match, today)
            except (ValueError, OverflowError):  # 2月30日, or so many days that no calendar has them
                return None
    return None


def _separated(match: re.Match[str], today: dt.date) -> dt.date:
    year, month, day = match.groups()
    return dt.date(int(year or today.year), int(month), int(day))


def _named_day(match: re.Match[str], today: dt.date) -> dt.date:
    return today + dt.timedelta(days=_NAMED_DAYS[match[0]])


def _days_away(match: re.Match[str], today: dt.date) -> dt.date:
    return today + dt.timedelta(days=int(match[1]) * _DIRECTIONS[match[2]])


def _months_away(match: re.Match[str], today: dt.date) -> dt.date:
    from dateutil.relativedelta import relativedelta

    return today + relativedelta(months=int(match[1]) * _DIRECTIONS[match[2]])


def _month_end(match: re.Match[str], today: dt.date) -> dt.date:
    from dateutil.relativedelta import relativedelta

    return today + relativedelta(months=_MONTHS[match[1]], day=31)


def _weekday(match: re.Match[str], today: dt.date) -> dt.date:
    monday = today - dt.timedelta(days=today.weekday())
    return monday + dt.timedelta(weeks=_WEEKS[match[1]], days=_WEEKDAYS.index(match[2]))


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], dt.date], dt.date]], ...] = (
    (re.compile(r"(?:(\d{4})[-./年])?(\d{1,2})[-./月](\d{1,2})[日号]?"), _separated),
    (re.compile(r"(\d{4})(\d{2})(\d{2})"), _separated),
    (re.compile("|".join(_NAMED_DAYS)), _named_day),
    (re.compile(r"(\d{1,4})[天日]([前后])"), _days_away),
    (re.compile(r"(\d{1,3})个?月([前后])"), _months_away),
    (re.compile(r"([上本这下]?)(?:个月|月)(?:底|末)"), _month_end),
    (re.compile(rf"([上本这下]?)(?:个周|周)([{_WEEKDAYS}])"), _weekday),
)
"""The forms in which a date can be typed; none matches what another one does."""
