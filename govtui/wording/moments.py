"""Points in time as plans word them: 2023年11月底, 12月31日前, 第三季度, 上半年, 2021.8, 年底.

A stretch of time counts by its natural last day: 上半年 is in time until 30 June, 11月中旬 until the 20th. 前 after a
day or after an end (12月31日前, 10月底前) includes it, as offices mean it; 前 after a stretch (10月前, 第三季度前)
ends on the day before the stretch begins: who means its end writes 底, and of the two readings the earlier one can do
no harm. Only where that day would lie before the plan's own year (上半年前, 一季度前) the end must be meant.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator

import msgspec

from govtui.wording.numerals import CHINESE_DIGITS, parse_number

EARLIEST_YEAR, LATEST_YEAR = 1900, 2099
"""Years outside of this are no years of a plan: 1000年 is a misread number."""

YEAR_NUMBER = rf"(?:(?<!\d)\d{{4}}|(?<![{CHINESE_DIGITS}])[一二][{CHINESE_DIGITS}]{{3}})"
YEAR = f"{YEAR_NUMBER}年"
SMALL_NUMBER = r"(?:\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
"""Pieces of regular expressions, without groups: 2023 or 二〇二三, the same with 年, the number of a month or day."""

_LIST = "[、和—–~～至到-]"
_DASH = "[-.．/／]"
_WITHIN = "之?内"
_MOMENT = re.compile(
    rf"""
    (?P<named>(?P<year>{YEAR})度?|(?P<this>今年|本年度?|当年)|(?P<next>明年|次年|翌年)|(?P<past>去年|上一?年度?|前年))?
    (?:
      # 11月, 11月30日, 11月底, 11月中旬, 3、6、9月底, 1—3月, 9月1日至20日
      (?<![\d第十一二三四五六七八九])(?P<months>(?:{SMALL_NUMBER}{_LIST}){{0,11}}{SMALL_NUMBER})月份?
      (?:
        (?P<days>(?:{SMALL_NUMBER}[日号]?{_LIST}){{0,11}}{SMALL_NUMBER})[日号]
        |(?P<month_end>[底末])|(?P<third>[上中下])旬|{_WITHIN}
      )?
      # 三季度, 第3季度末, 一、二季度, 前三季度
      |(?:(?<![\d每])第?(?P<quarters>(?:[一二三1-3１-３]{_LIST}){{0,3}}[一二三四1-4１-４])|(?P<first_quarters>前三)个?)
      季度(?:(?P<quarter_end>[底末])|{_WITHIN})?
      # 上半年
      |(?P<half>[上下])半年(?:(?P<half_end>[底末])|{_WITHIN})?
      # 年底, 2023年底, 2023年年底, 今年年内; but not 三年内
      |(?(named)年?|(?<![\d十百千一二三四五六七八九几多近全每半两周])年度?)(?P<year_end>[底末终]|{_WITHIN})
    )
    # 2023-11-30, 2021.8, 2023.11底
    |(?<![\d.．/／-])(?P<short_year>\d{{4}}){_DASH}(?P<short_month>\d{{1,2}})(?:{_DASH}(?P<short_day>\d{{1,2}})日?)?
    (?![\d.．/／-])(?P<short_end>月?[底末])?
    # 2023年 where nothing else stands, 到2025年, 2023—2025年
    |(?:(?<=[到至—–~～-])|^)(?:(?P<whole_year>{YEAR})度?|(?P<whole_this>今年|本年度?))(?=[之以]?前|完成|$)
    """,
    re.VERBOSE,
)
_BEFORE = re.compile("[之以]?前(?![后期])")
_SINCE = re.compile("度?(?:以来|[以之]?后|之?日?起|开始|至今)")
"""What makes a point in time a beginning, not an end: 2022年1月以来, 9月1日起."""

_JOIN = re.compile(r"\s*(?:[、,，和及与或至到—–~～-]|以及|并?于|分别)*\s*")
"""What may stand between points in time that are named in one breath: 6月20日、12月20日前."""


class Moment(msgspec.Struct, frozen=True, gc=False):
    """A point in time in a text."""

    day: dt.date
    """The last day that is in time."""
    start: int
    end: int
    """Where the wording stands in the text, its 前 included."""
    precise: bool
    """It names a day or an end (9月5日, 10月底), not a stretch (9月, 三季度)."""


class _Span(msgspec.Struct, frozen=True, gc=False):
    first: dt.date
    last: dt.date
    precise: bool


def find_moments(text: str, year: int | None) -> tuple[tuple[Moment, ...], ...]:
    """Return the points in time of a text, in its order; those named in one breath stand together.

    `year` is the document's: it is taken where none is printed. What cannot be dated (no year at all, 13月) is left
    out, and so is what lies in the past or only begins something (去年12月, 2022年1月以来).
    """
    groups: list[list[Moment]] = []
    inherited = year
    for match in _MOMENT.finditer(text):
        joined = bool(groups) and _JOIN.fullmatch(text, groups[-1][-1].end, match.start()) is not None
        if not joined:
            inherited = year
        moments = _read(match, inherited, year)
        if not moments:
            continue
        if not joined:
            groups.append([])
        groups[-1] += moments
        inherited = _printed_year(match, year) or inherited
    return tuple(map(tuple, groups))


def end_of_year(year: int | None) -> dt.date | None:
    """Return the last day of a year; None where no year is known, or none that a plan can have."""
    return dt.date(year, 12, 31) if year is not None and EARLIEST_YEAR <= year <= LATEST_YEAR else None


def read_date(year: str, month: str, day: str) -> dt.date | None:
    """Return the date that three printed numbers write; None where there is no such day."""
    return _date(read_year(year), _number(month), _number(day))


def read_year(text: str) -> int | None:
    """Return the year that a printed number or `YEAR` writes; None where no plan can have it."""
    year = _number(text.rstrip("年"))
    return year if year is not None and EARLIEST_YEAR <= year <= LATEST_YEAR else None


def _read(match: re.Match[str], year: int | None, document_year: int | None) -> list[Moment]:
    text, end = match.string, match.end()
    year = _printed_year(match, document_year) or year
    if year is None or not EARLIEST_YEAR <= year <= LATEST_YEAR or match["past"] or _SINCE.match(text, end):
        return []
    before = _BEFORE.match(text, end)
    end = before.end() if before else end
    moments = []
    for span in _spans(match, year):
        day = span.last
        eve = span.first - dt.timedelta(days=1)
        if before and not span.precise and eve.year >= (document_year or 0):
            day = eve
        moments.append(Moment(day, match.start(), end, span.precise))
    return moments


def _printed_year(match: re.Match[str], document_year: int | None) -> int | None:
    for group in ("year", "short_year", "whole_year"):
        if printed := match[group]:
            return read_year(printed)
    if document_year is not None and match["next"]:
        return document_year + 1
    return document_year if match["this"] or match["whole_this"] else None


def _spans(match: re.Match[str], year: int) -> Iterator[_Span]:
    """Give the stretches of time that a match names in `year`: several for 3、6、9、12月底, one for 1—3月."""
    if months := match["months"] or match["short_month"]:
        *earlier, month = _listed(months)
        for number in earlier if not match["days"] else ():
            yield from _month_spans(match, year, number)
        yield from _month_spans(match, year, month)
    elif match["quarters"]:
        for quarter in _listed(match["quarters"]):
            yield _months(year, 3 * quarter - 2, 3 * quarter, bool(match["quarter_end"]))
    elif match["first_quarters"]:
        yield _months(year, 1, 9, bool(match["quarter_end"]))
    elif match["half"]:
        yield _months(year, *((1, 6) if match["half"] == "上" else (7, 12)), bool(match["half_end"]))
    else:
        yield _months(year, 1, 12, match["year_end"] is not None)


def _month_spans(match: re.Match[str], year: int, month: int) -> Iterator[_Span]:
    if not 1 <= month <= 12:
        return
    if days := match["days"] or match["short_day"]:
        for number in _listed(days):
            if day := _date(year, month, number):
                yield _Span(day, day, True)
    elif match["third"]:
        # 中旬前 is said like 月底前: a soft point in the month, not the day before the ten days begin.
        end = dt.date(year, month, {"上": 10, "中": 20}.get(match["third"], _last_day(year, month)))
        yield _Span(end, end, True)
    else:
        yield _months(year, month, month, bool(match["month_end"] or match["short_end"]))


def _listed(numbers: str) -> list[int]:
    """Return the numbers of an enumeration, 3、6、9; of a range (1—3, 1至3) only its end."""
    parts = [_number(part.rstrip("日号")) or 0 for part in re.split(_LIST, numbers)]
    return parts if re.search("[、和]", numbers) else parts[-1:]


def _months(year: int, first: int, last: int, precise: bool) -> _Span:
    return _Span(dt.date(year, first, 1), dt.date(year, last, _last_day(year, last)), precise)


def _last_day(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _date(year: int | None, month: int | None, day: int | None) -> dt.date | None:
    if year is None or month is None or day is None:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _number(text: str) -> int | None:
    value = parse_number(text)
    return value if isinstance(value, int) else None
