"""Dates as people type them into a form: 9.5, 9月5日, 2023-9-5, 昨天, 下周五, 3天后, 月底, 明年一季度末, +10工作日.

What a short form leaves open is taken from the day on which it is typed, never from whether the date would lie
before or behind it: 9.5 is in that day's year, 25日 in its month, 周五 in its week (Monday to Sunday), 季度末 ends its
quarter. So the same text always means the same on the same day; who means the year before or after says so (明年1.15).
半年底 and 年中 are both 30 June. A year of two digits is the one nearest to today. 月中 is the 15th; 上旬 ends on the
10th and 中旬 on the 20th, as in deadlines. A stretch by itself (9月, 一季度) is no date.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable

from govtui.wording.numerals import CHINESE_DIGITS, parse_number

AddWorkdays = Callable[[dt.date, int], dt.date]
"""Gives the day so many working days after a day, or before it where the number is negative."""

_NAMED_DAYS = {
    "大前天": -3,
    "前天": -2,
    "前日": -2,
    "昨天": -1,
    "昨日": -1,
    "今天": 0,
    "今日": 0,
    "当天": 0,
    "当日": 0,
    "明天": 1,
    "明日": 1,
    "后天": 2,
    "后日": 2,
    "大后天": 3,
}
_NEAR_YEARS = {
    "大前年": -3,
    "前年": -2,
    "去年": -1,
    "上年": -1,
    "今年": 0,
    "本年": 0,
    "当年": 0,
    "明年": 1,
    "来年": 1,
    "次年": 1,
    "后年": 2,
    "大后年": 3,
}
_SHIFTS = {"上上": -2, "上": -1, "": 0, "本": 0, "这": 0, "当": 0, "下": 1, "下下": 2}
_WEEKDAYS = {**{name: at for at, name in enumerate("一二三四五六日")}, **{str(at + 1): at for at in range(7)}}
_DIRECTIONS = {"前": -1, "后": 1, "内": 1, "-": -1, "+": 1}
_DAYS = {"": 1, "天": 1, "日": 1, "周": 7}

_NUMBER = rf"(?:\d{{1,3}}|[{CHINESE_DIGITS}十百]{{1,7}})"
_SMALL = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = rf"(?:(?P<year>\d{{4}}|\d{{2}}|[{CHINESE_DIGITS}]{{4}})年度?|(?P<near>{'|'.join(_NEAR_YEARS)})度?)"
_SHIFT = "(?P<shift>上上|上|本|这|当|下下|下)?"
_THIRDS = "上旬|中旬|下旬"
_UNIT = "天|日|周|月|年"
_BEFORE_IT = re.compile("[之以]?前$")
"""Behind a date it adds nothing (9月5日前, 月底前); 3天前 has been read before that."""

_WORKDAYS = re.compile(
    rf"(?P<sign>[+-])(?P<signed>{_NUMBER})个?工作日|(?P<number>{_NUMBER})个?工作日[之以]?(?P<direction>[前后内])"
)


def parse_typed_date(text: str, today: dt.date, add_workdays: AddWorkdays | None = None) -> dt.date | None:
    """Return the date that `text` means on the day `today`, None if it means none.

    Full-width digits count as half-width ones, Chinese numerals as digits, blanks do not count. Working days
    (+10工作日, 10个工作日后) are counted by `add_workdays`; without it they mean nothing.
    """
    text = _plain(text)
    try:
        if match := _WORKDAYS.fullmatch(text):
            return _workdays_away(match, today, add_workdays) if add_workdays else None
        for form, read in (*_DISTANCES, *_DATES):
            if match := form.fullmatch(text):
                return read(match, today)
        if before := _BEFORE_IT.search(text):
            for form, read in _DATES:
                if match := form.fullmatch(text, 0, before.start()):
                    return read(match, today)
    except (ValueError, OverflowError):  # 2月30日, or so many days that no calendar has them
        return None
    return None


def _plain(text: str) -> str:
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).replace("−", "-")
    return text.replace("星期", "周").replace("礼拜", "周").replace("周天", "周日")


def _number(text: str) -> int:
    value = parse_number(text)
    if not isinstance(value, int):
        raise ValueError(text)
    return value


def _year(match: re.Match[str], today: dt.date) -> int:
    if near := match["near"]:
        return today.year + _NEAR_YEARS[near]
    if not match["year"]:
        return today.year
    return _full_year(match["year"], today)


def _full_year(text: str, today: dt.date) -> int:
    """Return the year of four digits as it stands, of two digits the nearest one that ends in them."""
    number = _number(text)
    return number if len(text) > 2 else today.year + (number - today.year + 50) % 100 - 50


def _day(match: re.Match[str], today: dt.date) -> dt.date:
    return dt.date(_year(match, today), _number(match["month"]), _number(match["day"]))


def _separated(match: re.Match[str], today: dt.date) -> dt.date:
    return dt.date(_full_year(match["year"], today), int(match["month"]), int(match["day"]))


def _named_day(match: re.Match[str], today: dt.date) -> dt.date:
    return today + dt.timedelta(days=_NAMED_DAYS[match[0]])


def _away(match: re.Match[str], today: dt.date) -> dt.date:
    return _moved(today, _number(match["number"]) * _DIRECTIONS[match["direction"]], match["unit"] or "")


def _half_away(match: re.Match[str], today: dt.date) -> dt.date:
    direction = _DIRECTIONS[match["direction"]]
    return _moved(today, 6 * direction, "月") if match["unit"] == "年" else _moved(today, 15 * direction, "日")


def _moved(day: dt.date, number: int, unit: str) -> dt.date:
    from dateutil.relativedelta import relativedelta

    if unit in _DAYS:
        return day + dt.timedelta(days=number * _DAYS[unit])
    return day + relativedelta(months=number * (12 if unit == "年" else 1))


def _workdays_away(match: re.Match[str], today: dt.date, add_workdays: AddWorkdays) -> dt.date:
    direction = _DIRECTIONS[match["sign"] or match["direction"]]
    return add_workdays(today, direction * _number(match["signed"] or match["number"]))


def _weekday(match: re.Match[str], today: dt.date) -> dt.date:
    monday = today - dt.timedelta(days=today.weekday())
    return monday + dt.timedelta(weeks=_SHIFTS[match["shift"] or ""], days=_WEEKDAYS[match["weekday"]])


def _day_of_month(match: re.Match[str], today: dt.date) -> dt.date:
    first = _moved(today.replace(day=1), _SHIFTS[match["shift"] or ""], "月")
    return first.replace(day=_number(match["day"]))


def _in_month(match: re.Match[str], today: dt.date) -> dt.date:
    """Read 9月底, 下月初, 明年3月中旬."""
    if match["month"]:
        first = dt.date(_year(match, today), _number(match["month"]), 1)
    else:
        first = _moved(today.replace(day=1), _SHIFTS[match["shift"] or ""], "月")
    return _point(first, 1, match["point"])


def _in_quarter(match: re.Match[str], today: dt.date) -> dt.date:
    """Read 季度末, 下季度末, 明年一季度末."""
    if match["quarter"]:
        return _point(dt.date(_year(match, today), 3 * _number(match["quarter"]) - 2, 1), 3, match["point"])
    first = dt.date(today.year, today.month - (today.month - 1) % 3, 1)
    return _point(_moved(first, 3 * _SHIFTS[match["shift"] or ""], "月"), 3, match["point"])


def _in_half_year(match: re.Match[str], today: dt.date) -> dt.date:
    """Read 半年底, 下半年末, 明年上半年底."""
    return _point(dt.date(_year(match, today), 7 if match["half"] == "下" else 1, 1), 6, match["point"])


def _in_year(match: re.Match[str], today: dt.date) -> dt.date:
    """Read 年底, 明年底, 2024年初, 年中."""
    first = dt.date(_year(match, today), 1, 1)
    return _point(first, 6, "末") if match["point"] == "中" else _point(first, 12, match["point"])


def _point(first: dt.date, months: int, point: str) -> dt.date:
    """Return the day that a word points to in the stretch of months that begins on `first`."""
    if day := {"初": 1, "上旬": 10, "中": 15, "中旬": 20}.get(point):
        return first.replace(day=day)
    from dateutil.relativedelta import relativedelta

    return first + relativedelta(months=months - 1, day=31)


_Form = tuple[re.Pattern[str], Callable[[re.Match[str], dt.date], dt.date]]

_DISTANCES: tuple[_Form, ...] = (
    (re.compile("|".join(_NAMED_DAYS)), _named_day),
    (re.compile(rf"(?P<number>{_NUMBER})个?(?P<unit>{_UNIT})[之以]?(?P<direction>[前后内])"), _away),
    (re.compile(rf"(?P<direction>[+-])(?P<number>{_NUMBER})(?:个?(?P<unit>{_UNIT}))?"), _away),
    (re.compile("半(?:个(?=月))?(?P<unit>[月年])[之以]?(?P<direction>[前后内])"), _half_away),
)
"""How far from today: 昨天, 3天后, 两周内, +10, 半年后."""

_DATES: tuple[_Form, ...] = (
    (
        re.compile(
            r"(?:(?P<year>\d{4})[-./年]|(?P<near>" + "|".join(_NEAR_YEARS) + r"))?"
            r"(?P<month>\d{1,2})[-./月](?P<day>\d{1,2})[日号]?"
        ),
        _day,
    ),
    (re.compile(rf"{_YEAR}?(?P<month>{_SMALL})月(?P<day>{_SMALL})[日号]?"), _day),
    (re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"), _separated),
    (re.compile(r"(?P<year>\d{2})(?P<sign>[-./])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})"), _separated),
    (re.compile(rf"(?:{_SHIFT}个?月)?(?P<day>{_SMALL})[日号]"), _day_of_month),
    (re.compile(rf"{_SHIFT}个?周周?(?P<weekday>[{''.join(_WEEKDAYS)}])"), _weekday),
    (re.compile(rf"(?:{_YEAR}?(?P<month>{_SMALL})月|{_SHIFT}个?月)(?P<point>月?[底末]|[初中]|{_THIRDS})"), _in_month),
    (re.compile(rf"(?:{_YEAR}?第?(?P<quarter>[一二三四1-4])|{_SHIFT}个?)季度?(?P<point>[底末初])"), _in_quarter),
    (re.compile(rf"{_YEAR}?(?P<half>[上下])?半年(?P<point>[底末])"), _in_half_year),
    (re.compile(rf"(?:{_YEAR}年?|年度?)(?P<point>[底末终初中])"), _in_year),
)
"""The forms in which a date can be typed; none matches what another one does."""
