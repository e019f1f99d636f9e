"""When recurring work falls due: 每月25日前, 每季度末, 每季度首月10日前, 每半年, 每年6月底和12月底, 每周五.

What recurs without a day of its own is due at the end of each stretch: 每月 on its last day, 每季度 on the last of
March, June, September and December, 每周 on Friday, the last day of an office's week. What the wording leaves open has
no dates: every other week (which one?), 每月初, 每学期, 每年春节前; nor have working days (每月第3个工作日), which only
a calendar can count.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Literal

import msgspec

from govtui.wording.moments import find_moments, separate_days
from govtui.wording.numerals import parse_number
from govtui.wording.rhythms import RECURRING

Frequency = Literal["day", "week", "month", "year"]

LAST_DAY = 31
"""As a day of a month: its last one, however long it is."""

_WEEKDAYS = "一二三四五六日"
_FRIDAY = 4
_LEAP_YEAR = 2000
"""The year in which days of a year are looked for: it has all of them."""
_QUARTERLY = {(1, 4, 7, 10): "首月", (2, 5, 8, 11): "第二个月", (3, 6, 9, 12): "末月"}
_SURE_DAY = 28
"""Every month has it."""

_NUMBER = r"(?:\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
_CLAUSE_END = re.compile("[,;。!]")
_DAY = re.compile(rf"[于的]?(?P<days>(?:{_NUMBER}[日号]?前?[、和及~至到—-]+)*{_NUMBER})[日号](?!常|均)")
_END = re.compile("[于的]?月?[底末]")
_THIRD = re.compile("[于的]?(?P<third>[上中下])旬")
_THIRDS = {"上": 10, "中": 20, "下": LAST_DAY}
_CLOSED = re.compile(rf"(?:结束|终了)[之以]?后的?(?:(?P<days>{_NUMBER})[日天][之以]?内|次月(?P<day>{_NUMBER})[日号])")
_NEXT_MONTH = re.compile(rf"[于的]?次月(?P<day>{_NUMBER})[日号]")
_NTH_WEEKDAY = re.compile(
    rf"[于的]?(?:第(?P<nth>[一二三四1-4])个?|最后一?个?)(?:周|星期)(?:(?:周|星期)?(?P<weekday>[{_WEEKDAYS}天]))"
)
_WEEKDAY = re.compile(rf"[、和及]?(?:每?(?:周|星期))?(?P<weekday>[{_WEEKDAYS}天])(?![次期轮篇条场个报更])")
_MONTH_OF = re.compile(
    rf"[于的]?(?:(?P<first>首月|第[一1]个?月)|第[二2]个?月|(?P<third>第[三3]个?月)|(?P<last>末月|最后[一1]?个?月|末(?={_NUMBER}[日号])))"
)
_QUARTER, _MIDDLE_OF_QUARTER = 3, 2
_VAGUE = re.compile("[日号初底末旬前后内首逢第]|工作日|周|星期|节|期|个月|次月|季|年|上午|下午")
"""What says more of the time than is understood: 每月初, 每季度第三周, 每月例会前."""


class Recurrence(msgspec.Struct, frozen=True, gc=False):
    """Days that come again and again. Wordings of the same days give equal values: 每季度末 and 每年3、6、9、12月底."""

    freq: Frequency
    weekdays: tuple[int, ...] = ()
    """0 for Monday to 6 for Sunday, in order; of a `week`, or of a `month` with `nth`."""
    nth: int = 0
    """Which of such weekdays in a month: 1 for the first, -1 for the last."""
    days: tuple[int, ...] = ()
    """The days of a `month` from 1 to `LAST_DAY`, in order; a month that is shorter has its last day instead."""
    month_days: tuple[tuple[int, int], ...] = ()
    """Month and day (as in `days`) in a `year`, in order."""


def dates(recurrence: Recurrence, start: dt.date, end: dt.date) -> tuple[dt.date, ...]:
    """Return the days from `start` to `end`, both included, on which the recurring work falls due, in order."""
    if start > end:
        return ()
    from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule, rruleset

    rules = rruleset()
    first = dt.datetime.combine(start.replace(day=1), dt.time())
    match recurrence.freq:
        case "day":
            rules.rrule(rrule(DAILY, first))
        case "week":
            rules.rrule(rrule(WEEKLY, first, byweekday=recurrence.weekdays))
        case "month" if recurrence.nth:
            rules.rrule(rrule(MONTHLY, first, byweekday=recurrence.weekdays, bysetpos=recurrence.nth))
        case "month":
            for day in recurrence.days:
                rules.rrule(rrule(MONTHLY, first, bymonthday=range(1, day + 1), bysetpos=-1))
        case "year":
            for month, day in recurrence.month_days:
                rules.rrule(rrule(YEARLY, first, bymonth=month, bymonthday=range(1, day + 1), bysetpos=-1))
    last = dt.datetime.combine(end, dt.time())
    return tuple(day.date() for day in rules.between(dt.datetime.combine(start, dt.time()), last, inc=True))


def recurrence_of(text: str) -> Recurrence | None:
    """Return the first rhythm of a text, None where there is none or its days are not certain."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    recurring = RECURRING.search(text)
    if not recurring:  # most texts
        return None
    found = [(match, read) for form, read in _FORMS if (match := form.match(text, recurring.start()))]
    if not found:
        return None
    match, read = max(found, key=lambda each: each[0].end())
    rest = _CLAUSE_END.split(text[match.end() :], maxsplit=1)[0]
    return read("" if rest.startswith("、") else rest)


def recurrence_words(recurrence: Recurrence) -> str:
    """Return a rhythm in words that `recurrence_of` reads: 每月25日, 每季度末, 每年6月底、12月底."""
    match recurrence.freq:
        case "day":
            return "每天"
        case "week":
            return "每" + "、".join(f"周{_WEEKDAYS[day]}" for day in recurrence.weekdays)
        case "month" if recurrence.nth:
            nth = "最后一个" if recurrence.nth < 0 else f"第{'一二三四'[recurrence.nth - 1]}个"
            return f"每月{nth}周{_WEEKDAYS[recurrence.weekdays[0]]}"
        case "month" if recurrence.days == (LAST_DAY,):
            return "每月底"
        case "month":
            return "每月" + "、".join(f"{day}日" for day in recurrence.days)
    for name, months in (("每季度末", (3, 6, 9, 12)), ("每半年末", (6, 12)), ("每年底", (12,))):
        if recurrence.month_days == tuple((month, LAST_DAY) for month in months):
            return name
    months, days = zip(*recurrence.month_days, strict=True)
    if months in _QUARTERLY and len(set(days)) == 1:
        return f"每季度{_QUARTERLY[months]}{'底' if days[0] == LAST_DAY else f'{days[0]}日'}"
    named = (f"{month}月底" if day == LAST_DAY else f"{month}月{day}日" for month, day in recurrence.month_days)
    return "每年" + "、".join(named)


def _weekly(rest: str) -> Recurrence | None:
    weekdays, at = set(), 0
    while match := _WEEKDAY.match(rest, at):
        weekdays.add(_weekday(match))
        at = match.end()
    if not weekdays and re.search(f"[{_WEEKDAYS}天][报更]|[末底初前后内第]|工作日|周|星期", rest):
        return None
    return Recurrence("week", weekdays=tuple(sorted(weekdays or {_FRIDAY})))


def _monthly(rest: str) -> Recurrence | None:
    if match := _NTH_WEEKDAY.match(rest):
        nth = _number(match["nth"]) if match["nth"] else -1
        return Recurrence("month", weekdays=(_weekday(match),), nth=nth)
    if match := _CLOSED.match(rest) or _NEXT_MONTH.match(rest):
        day = _number(match["day"] or match["days"])
        return Recurrence("month", days=(day,)) if 1 <= day <= _SURE_DAY else None
    days = _days_in_month(rest)
    return Recurrence("month", days=days) if days else None


def _thirds_of_month(rest: str) -> Recurrence | None:
    days = tuple(_THIRDS.values())
    return None if _VAGUE.search(_END.sub("", rest, count=1)) else Recurrence("month", days=days)


def _month_after(rest: str) -> Recurrence | None:
    return _monthly("次月" + rest)


def _in_months(*months: int) -> Callable[[str], Recurrence | None]:
    """Return the reader of what comes in some months of a year: 每双月10日前."""
    return lambda rest: _yearly_on(months, _days_in_month(rest))


def _in_stretches(length: int) -> Callable[[str], Recurrence | None]:
    """Return the reader of what comes in each stretch of so many months, counted from January: 每季度首月10日前."""
    firsts, lasts = range(1, 13, length), range(length, 13, length)

    def read(rest: str) -> Recurrence | None:
        if (named := _named_days(rest)) and len(named) == len(lasts):
            return Recurrence("year", month_days=named)
        if match := _CLOSED.match(rest):
            day = _number(match["day"] or match["days"])
            return _yearly_on(firsts, (day,) if 1 <= day <= _SURE_DAY else None)
        if match := _MONTH_OF.match(rest):
            last = match["last"] or match["third"]
            months = firsts if match["first"] else lasts if last else range(_MIDDLE_OF_QUARTER, 13, length)
            sure = match["first"] or match["last"] or length == _QUARTER
            return _yearly_on(months, _days_in_month(rest[match.end() :]) if sure else None)
        return None if _DAY.match(rest) or _THIRD.match(rest) else _yearly_on(lasts, _days_in_month(rest))

    return read


def _yearly(rest: str) -> Recurrence | None:
    if named := _named_days(rest):
        return Recurrence("year", month_days=named)
    end = _END.match(rest)
    return None if _VAGUE.search(rest, end.end() if end else 0) else Recurrence("year", month_days=((12, LAST_DAY),))


def _unknown(rest: str) -> None:
    """Read nothing: 每两周, 每学期."""


def _named_days(rest: str) -> tuple[tuple[int, int], ...]:
    """Return the months and days that stand first in a text or in its brackets: 6月底和12月底, （6月25日前）."""
    group = next(iter(find_moments(rest, _LEAP_YEAR)), ())
    if not group or rest[: group[0].start].rpartition("(")[2] not in ("", "于", "的", "分别于"):
        return ()
    days = {(day.month, day.day if day.day < _last_day(day.month) else LAST_DAY) for day in separate_days(rest, group)}
    return tuple(sorted(days))


def _last_day(month: int) -> int:
    return calendar.monthrange(_LEAP_YEAR, month)[1]


def _yearly_on(months: Iterable[int], days: tuple[int, ...] | None) -> Recurrence | None:
    if not days:
        return None
    month_days = {(month, day if day < _last_day(month) else LAST_DAY) for month in months for day in days}
    return Recurrence("year", month_days=tuple(sorted(month_days)))


def _days_in_month(rest: str) -> tuple[int, ...] | None:
    """Return the days of a month that stand first in a text, its last day where none is named, None if in doubt."""
    if match := _DAY.match(rest):
        parts = (re.split("[~至到—-]+", part)[-1] for part in re.split("[、和及]+", match["days"]))
        days = tuple(sorted({_number(part.rstrip("日号前")) for part in parts}))
        return days if days[0] >= 1 and days[-1] <= LAST_DAY else None
    if match := _THIRD.match(rest):
        return (_THIRDS[match["third"]],)
    if _END.match(rest):
        return (LAST_DAY,)
    return None if _VAGUE.search(rest) else (LAST_DAY,)


def _weekday(match: re.Match[str]) -> int:
    return _WEEKDAYS.index(match["weekday"].replace("天", "日"))


def _number(text: str) -> int:
    value = parse_number(text)
    return value if isinstance(value, int) else 0


_TIMES = "[一1](?:次|报|调度|通报|汇报|总结|评|查|会商|研判|更新|督|会|公开)"
_SPREAD = "(?:调度|通报|研判|会商)"
_ALONE = r"(?<![\d一二三四五六七八九十两半每双单隔次])"

_FORMS: tuple[tuple[re.Pattern[str], Callable[[str], Recurrence | None]], ...] = (
    (re.compile(rf"每[日天晚晨]|每个日|按日|逐日|{_ALONE}日{_SPREAD}"), lambda _rest: Recurrence("day")),
    (
        re.compile(rf"每个?(?:周|星期)|[按逐](?:周|星期)|{_ALONE}[一1]?(?:周|星期)(?={_TIMES})|{_ALONE}周{_SPREAD}"),
        _weekly,
    ),
    (re.compile("每个?旬|[按逐]旬"), _thirds_of_month),
    (
        re.compile(
            rf"每[一1]?个?(?:自然)?月度?|各月份|[按逐]月度?|{_ALONE}[一1]?个?月(?={_TIMES})|{_ALONE}月度?{_SPREAD}"
        ),
        _monthly,
    ),
    (re.compile(r"次月(?=\d{1,2}[日号]前.{0,6}上(?:个|一)?月)"), _month_after),
    (re.compile("每个?双月|逢双月"), _in_months(2, 4, 6, 8, 10, 12)),
    (re.compile("每个?单月|逢单月"), _in_months(1, 3, 5, 7, 9, 11)),
    (re.compile(rf"每[两二2]个?月|{_ALONE}[两二2]个?月(?={_TIMES})"), _in_stretches(2)),
    (
        re.compile(
            rf"每[一1]?个?(?:自然)?季度?|每[三3]个?月|各季度|[按逐]季度?|{_ALONE}[一1]?个?季度?(?={_TIMES})|{_ALONE}季度?{_SPREAD}"
        ),
        _in_stretches(3),
    ),
    (re.compile("每[四4]个?月"), _in_stretches(4)),
    (re.compile(rf"每隔?个?半年|每[六6]个?月|(?<![上下每])半年(?={_TIMES})"), _in_stretches(6)),
    (re.compile(rf"每[一1]?个?年度?|各年度|[按逐]年度?|{_ALONE}[一1]年(?={_TIMES})"), _yearly),
    (
        re.compile(
            rf"每隔?{_NUMBER}个?(?:日|天|工作日|周|星期|月|季度|年|小时)|每个?[两双单]周|每隔|每个?工作日|每个?学期"
        ),
        _unknown,
    ),
)
"""How often, and who reads the rest of the clause. Of two that begin at the same place the longer one holds."""
