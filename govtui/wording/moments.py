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
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from govtui.wording.named_times import (
    FEAST,
    FEAST_SECONDS,
    FEAST_STARTS,
    PLAN_PERIOD,
    QUOTED_FEAST,
    is_movable,
    plan_end,
    read_feast,
)
from govtui.wording.numerals import CHINESE_DIGITS, parse_number
from govtui.wording.scanning import find_each

EARLIEST_YEAR, LATEST_YEAR = 1900, 2099
"""Years outside of this are no years of a plan: 1000年 is a misread number."""

YEAR_NUMBER = rf"(?:(?<!\d)\d{{4}}|(?<![{CHINESE_DIGITS}])[一二][{CHINESE_DIGITS}]{{3}})"
YEAR = f"{YEAR_NUMBER}年"
SMALL_NUMBER = r"(?:\d{1,2}|元(?=月)|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
"""Pieces of regular expressions, without groups: 2023 or 二〇二三, the same with 年, the number of a month or day."""

_TO = "[—–―－~～至到-]{1,2}"
_LIST = f"(?:{_TO}|[、和])"
_DASH = "[-.．/／]"
_WITHIN = "之?内"
_BEFORE_IT = "[之以]?前(?![后期])"
_MOMENT = re.compile(
    rf"""
    (?P<named>(?P<year>{YEAR})度?|(?P<this>今年|本年度?|当年)|(?P<next>明年|次年|翌年|来年|(?<![以如])下一?年度?)
    |(?P<past>去年|上一?年度?|前年))?
    (?:
      # 11月, 11月30日, 11月底, 11月中旬, 3、6、9月底, 1—3月, 9月1日至20日; 26年11月
      (?:(?<![\d第])(?P<two_digits>\d{{2}})年)?
      (?<![\d第十一二三四五六七八九])(?P<months>(?:{SMALL_NUMBER}{_LIST}){{0,11}}{SMALL_NUMBER})月份?
      (?:
        的?(?P<days>(?:{SMALL_NUMBER}[日号]?{_LIST}){{0,11}}{SMALL_NUMBER})[日号]
        |的?(?P<third>上中|中上|中下|[上中下])旬|(?P<month_end>[底末])|{_WITHIN}
      )?
      # 三季度, 第3季度末, 一、二季度, 前三季度
      |(?:(?<![\d每])第?(?P<quarters>(?:[一二三1-3１-３]{_LIST}){{0,3}}[一二三四1-4１-４])|(?P<first_quarters>前三)个?)
      季度(?:(?P<quarter_end>[底末])|{_WITHIN})?
      # 上半年
      |(?P<half>[上下])半年(?:(?P<half_end>[底末])|{_WITHIN})?
      # 年底, 2023年底, 2023年年底, 今年年内; but not 三年内, 学年末
      |(?(named)年?|(?<![\d十百千一二三四五六七八九几多近全每半两周学财往])年度?)(?P<year_end>[底末终]|{_WITHIN})
      # 国庆节前, “五一”前
      |(?P<feast>{FEAST}|{QUOTED_FEAST})(?={_BEFORE_IT})
    )
    # 2023-11-30, 2021.8, 2023.11底, 2023.3-11, 2023.3.1—11.30
    |(?<![\d.．/／])(?<![^\d月日号底]-)(?P<short_year>\d{{4}})(?P<dash>{_DASH})(?P<short_month>\d{{1,2}})
    (?:(?P=dash)(?P<short_day>\d{{1,2}})日?)?
    (?:(?!(?P=dash)){_TO}(?P<last_month>\d{{1,2}})(?:(?P=dash)(?P<last_day>\d{{1,2}})日?)?)?
    (?!{_DASH}?\d|{_TO}\d{{1,3}}(?!\d))(?P<short_end>月?[底末])?
    # 9.30前, 11.5日, 9.1日-9.5日; not the amount 1.5日内
    |(?<![\d.．/／第])(?<![^日]-)(?P<bare_month>\d{{1,2}})[.．/／](?P<bare_day>\d{{1,2}})(?:日(?!内|均)|(?={_BEFORE_IT}))
    # “十五五”末
    |(?P<plan>{PLAN_PERIOD})
    # 2023年 where nothing else stands, 到2025年, 2023—2025年
    |(?:(?<=[到至—–~～－-])|^)(?:(?P<whole_year>{YEAR})度?|(?P<whole_this>今年|本年度?))(?=[之以]?前|完成|$|\d{{1,3}}[%％])
    """,
    re.VERBOSE,
)
_OPENING = re.compile(
    rf"""
    [\d一二三四五六七八九十今本当明次翌来去前上下第年元{FEAST_STARTS}“"「]
    (?:
      (?<=[\d一二三四五六七八九十])[\d{CHINESE_DIGITS}十年月季、和.．/／—–―－~～至到-]
      |(?<=[今本当明次翌来去前])年|(?<=元)月|(?<=[上下])[一半年]|(?<=前)三|(?<=第)[\d一二三四]|(?<=年)[度底末终之内]
      |(?<=[{FEAST_STARTS}])[{FEAST_SECONDS}]|(?<=[“"「])[十{FEAST_STARTS}]
    )
    """,
    re.VERBOSE,
)
"""The first two characters of a point in time, as `find_each` wants them."""
_BEFORE = re.compile(_BEFORE_IT)
_SINCE = re.compile("度?(?:以来|[以之]?后|之?日?起|开始|至今)")
"""What makes a point in time a beginning, not an end: 2022年1月以来, 9月1日起."""

_JOIN = re.compile(r"\s*(?:[、,，和及与或至到—–―~～－-]|以及|并?于|分别)*\s*")
"""What may stand between points in time that are named in one breath: 6月20日、12月20日前."""
_RANGE = re.compile(rf"\s*{_TO}\s*")
_EACH_TIME = re.compile("[^，,；;。]{0,4}?(?:各|分别)")
_LONGEST_MONTH = 31

_ROUGHLY = re.compile("(?:日|月份?|旬|底)?(?:[之以]?前后|左右|上下)")
_EARLY = re.compile("初(?![步稿审定验选评赛次始])|中(?=$|[前完，,。；;、）)])|[上中下]旬")
"""Whoever writes 11月左右, 11月初 or 6月中 has not said by which day."""
_EVENT = re.compile(
    "(?:份|的|各|中小|学校|学生|[春秋]季|新|主)*"
    "(?:开学|放假|汛期?|春节|中秋节?|端午节?|清明节?|春耕|秋收|供暖|采暖|两会|换届|高考|中考)[^，,。；;、]{0,4}?前"
)
"""9月开学前: the month only says about when the event will be."""
_SAME_BREATH = re.compile("[、和及与]|以及")
_BARE_MONTH = re.compile(rf"(?<![—–―－~～至到-])(?:{YEAR}|[今明次]年)?{SMALL_NUMBER}月份?")
_DAY_IN_MONTH = re.compile(
    rf"(?:{YEAR}|[今明次]年)?{SMALL_NUMBER}月份?的?(?:{SMALL_NUMBER}[日号]|.{{1,2}}(?P<third>旬))(?:[之以]?前)?"
)
"""3月、9月20日前: the day of the last month is that of the others too."""
_LUNAR = ("农历", "阴历", "旧历")
_YEARS_APART = 5
"""26年11月 is read as 2026年11月 in a plan of about that time only."""


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
    inherited, last_end, begun = year, -1, False
    for match in find_each(_MOMENT, _OPENING, text):
        join = _RANGE if begun else _JOIN
        joined = last_end >= 0 and join.fullmatch(text, last_end, match.start()) is not None
        if not joined:
            inherited = year
        moments = _read(match, inherited, year)
        since = _SINCE.match(text, match.end())
        if moments and joined and not begun and _runs_back(text, groups[-1][-1], match, moments):
            groups.pop()
            moments = []
        if moments and (begun or not joined):
            groups.append([])
        if moments:
            groups[-1] += moments
        if moments or since:
            begun = not moments
            last_end = since.end() if since and begun else moments[-1].end
            inherited = _printed_year(match, inherited, year) or inherited
        else:
            last_end = -1
    return tuple(tuple(_with_shared_day(text, group)) for group in groups)


def separate_days(text: str, group: Sequence[Moment]) -> tuple[dt.date, ...]:
    """Return the days of points in time named in one breath; a range has only its last one, and so has 二、三季度."""
    runs_on = [_runs_on(text, *pair) for pair in pairwise(group)]
    return tuple(moment.day for moment, on in zip(group, (*runs_on, False), strict=False) if not on)


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


def _with_shared_day(text: str, group: list[Moment]) -> list[Moment]:
    """Give the months before a day its number: 3月、9月20日前 names 20 March, 6月、12月上旬 the 10th of June."""
    named: re.Match[str] | None = None
    for at in range(len(group) - 2, -1, -1):
        this, following = group[at : at + 2]
        if following.precise:
            named = _DAY_IN_MONTH.fullmatch(text, following.start, following.end) or named
        bare = not this.precise and _BARE_MONTH.fullmatch(text, this.start, this.end)
        if not (named and bare and _SAME_BREATH.fullmatch(text, this.end, following.start)):
            named = None
            continue
        last_third = named["third"] and following.day.day > 20
        day = this.day if last_third else _date(this.day.year, this.day.month, following.day.day)
        group[at] = Moment(day or this.day, this.start, this.end, day is not None)
    return group


def _read(match: re.Match[str], year: int | None, document_year: int | None) -> list[Moment]:
    text, end = match.string, match.end()
    year = _printed_year(match, year, document_year) or year
    if year is None or not EARLIEST_YEAR <= year <= LATEST_YEAR or match["past"] or not _is_certain(match, year):
        return []
    before = _BEFORE.match(text, end)
    end = before.end() if before else end
    moments = []
    for span in _spans(match, year):
        day = span.last
        eve = span.first - dt.timedelta(days=1)
        if before and not span.precise and (match["feast"] or eve.year >= (document_year or 0)):
            day = eve
        moments.append(Moment(day, match.start(), end, span.precise or bool(match["feast"])))
    return moments


def _is_certain(match: re.Match[str], year: int) -> bool:
    """Say whether a match means an end that can be dated: not 11月左右, 11月初, 9月1日起, 农历年底."""
    text, end = match.string, match.end()
    if _SINCE.match(text, end) or _ROUGHLY.match(text, end) or text[: match.start()].endswith(_LUNAR):
        return False
    if match["feast"]:
        return not is_movable(text[: match.start("feast")])
    if match["two_digits"] and read_year(f"20{match['two_digits']}") != year:
        return False
    names_day = any(match[group] for group in ("days", "short_day", "last_day", "bare_day", "third"))
    return names_day or not (_EARLY.match(text, end) or _EVENT.match(text, end))


def _runs_back(text: str, last: Moment, match: re.Match[str], moments: list[Moment]) -> bool:
    """Say whether a range ends before it begins (10月—3月), so that the year of its end is not certain."""
    return moments[-1].day < last.day and _RANGE.fullmatch(text, last.end, match.start()) is not None


def _runs_on(text: str, this: Moment, following: Moment) -> bool:
    """Say whether two points in time are one stretch: 3月—5月, 二、三季度, 5、6月; not 上半年、下半年各1次."""
    if _RANGE.fullmatch(text, this.end, following.start):
        return True
    if this.precise or following.precise or _EACH_TIME.match(text, following.end):
        return False
    whole = text[following.start : following.end]
    return whole.endswith(("季度", "半年")) or (following.day - this.day).days <= _LONGEST_MONTH


def _printed_year(match: re.Match[str], year: int | None, document_year: int | None) -> int | None:
    """Return the year that a match names; `year` is the one of the point in time before it, or the document's."""
    for group in ("year", "short_year", "whole_year"):
        if printed := match[group]:
            return read_year(printed)
    if match["plan"]:
        return plan_end(match["plan"])
    if match["two_digits"] and document_year is not None:
        full = read_year(f"20{match['two_digits']}")
        return full if full is not None and abs(full - document_year) <= _YEARS_APART else None
    if match["next"] and document_year is not None:
        return 1 + (year if year is not None and match["next"] in ("次年", "翌年") else document_year)
    if match["next"] and year is not None:
        return year + 1
    return document_year if match["this"] or match["whole_this"] else None


def _spans(match: re.Match[str], year: int) -> Iterator[_Span]:
    """Give the stretches of time that a match names in `year`: several for 3、6、9、12月底, one for 1—3月."""
    if match["short_month"]:
        yield from _short_spans(match, year)
    elif months := match["months"]:
        for number in _listed(months)[-1 if match["days"] and _may_be_numbered(match) else 0 :]:
            yield from _month_spans(match, year, number)
    elif match["bare_month"]:
        if day := read_date(str(year), match["bare_month"], match["bare_day"]):
            yield _Span(day, day, True)
    elif match["feast"]:
        month, number = read_feast(match["feast"])
        # 元旦前 looks to the end of the plan's year, unless a year is printed.
        day = dt.date(year + 1 if month == 1 and not match["named"] else year, month, number)
        yield _Span(day, day, False)
    elif match["quarters"]:
        for quarter in _listed(match["quarters"]):
            yield _months(year, 3 * quarter - 2, 3 * quarter, bool(match["quarter_end"]))
    elif match["first_quarters"]:
        yield _months(year, 1, 9, bool(match["quarter_end"]))
    elif match["half"]:
        yield _months(year, *((1, 6) if match["half"] == "上" else (7, 12)), bool(match["half_end"]))
    else:
        yield _months(year, 1, 12, match["year_end"] is not None)


def _short_spans(match: re.Match[str], year: int) -> Iterator[_Span]:
    """Give what is printed without 年 and 月: 2026.11.30, 2026.11, 2026.3-11, 2026.3.1—11.30; no 2026.3—11.30."""
    first, last = _number(match["short_month"]), _number(match["last_month"] or match["short_month"])
    if first is None or last is None or not 1 <= first <= last <= 12:
        return
    if match["last_month"] and bool(match["last_day"]) != bool(match["short_day"]):
        return
    if day := match["last_day"] or match["short_day"]:
        if date := read_date(str(year), str(last), day):
            yield _Span(date, date, True)
    else:
        yield _months(year, last, last, bool(match["short_end"]))


def _month_spans(match: re.Match[str], year: int, month: int) -> Iterator[_Span]:
    if not 1 <= month <= 12:
        return
    if days := match["days"]:
        for number in _listed(days):
            if day := _date(year, month, number):
                yield _Span(day, day, True)
    elif third := match["third"]:
        # 中旬前 is said like 月底前: a soft point in the month, not the day before the ten days begin.
        end = dt.date(year, month, _last_day(year, month) if "下" in third else 20 if "中" in third else 10)
        yield _Span(end, end, True)
    else:
        yield _months(year, month, month, bool(match["month_end"]))


def _may_be_numbered(match: re.Match[str]) -> bool:
    """Say whether the first of two months can be the number of an item: 1、9月5日前, not 于6、12月20日前."""
    start = match.start()
    return len(_listed(match["months"])) <= 2 and not match.string[max(0, start - 1) : start].strip("；;。")


def _listed(numbers: str) -> list[int]:
    """Return the numbers of an enumeration, 3、6、9; of a range (1—3, 1至3) only its end, of one backwards none."""
    parts = [_number(part.rstrip("日号")) or 0 for part in re.split(_LIST, numbers)]
    if re.search("[、和]", numbers):
        return parts
    return parts[-1:] if parts[0] <= parts[-1] else []


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
    value = 1 if text == "元" else parse_number(text)  # 元月
    return value if isinstance(value, int) else None
