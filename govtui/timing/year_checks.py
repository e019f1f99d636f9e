"""What a year's holidays must hold before they are believed: a year that is half there would count as known.

Each fault is a sentence for the clerk. The feasts of the moon lie within the windows of 1900 to 2100.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

import msgspec

from govtui.text import clip, fold, squeeze
from govtui.timing.workdays import Year

EARLIEST_YEAR, LATEST_YEAR = 1949, 2099
LONGEST_FEAST = 20
"""Days under one name; more are a slip in a date."""

WEEKDAYS = "一二三四五六日"

FEAST = "元旦节?|春节|清明节?|(?:“?五一”?)?(?:国际)?劳动节?|端午节?|中秋节?|国庆节?"
"""The piece of a regular expression, without groups, for the names of the seven feasts as notices print them."""

_FEASTS = {
    "元旦": ((1, 1), (1, 1)),
    "春节": ((1, 21), (2, 21)),
    "清明节": ((4, 4), (4, 6)),
    "劳动节": ((5, 1), (5, 1)),
    "端午节": ((5, 27), (6, 26)),
    "中秋节": ((9, 7), (10, 8)),
    "国庆节": ((10, 1), (10, 1)),
}
"""The feasts that every year has, each with the first and the last day on which it can be."""

_SEVERAL = re.compile(rf"(?:{FEAST})(?:[、和与及](?:{FEAST}))*")
_NAME = re.compile(r"[\u4e00-\u9fff、\d]{1,30}")


class YearReading(msgspec.Struct, frozen=True):
    """What was read as the holidays of a year."""

    year: Year | None
    """None where anything is wrong with it: half a year is not handed on."""
    faults: tuple[str, ...] = ()
    """What is wrong, a sentence each; empty where nothing is."""


def judged(year: Year) -> YearReading:
    """Return a year that was read as it stands, or what is wrong with it."""
    faults = year_faults(year)
    return YearReading(None if faults else year, faults)


@lru_cache(maxsize=256)  # a table gives it with each day
def proper_name(name: str) -> str:
    """Return the name of a feast as it is kept: 国庆 and 中秋 as 国庆节、中秋节, any other name as it stands."""
    name = squeeze(name)
    if not _SEVERAL.fullmatch(name):
        return name
    return "、".join(feast for word in re.findall(FEAST, name) for feast in _feasts_in(word))


def year_faults(year: Year) -> tuple[str, ...]:
    """Return what is wrong with a year's holidays, a sentence each; none where they can be believed."""
    if not EARLIEST_YEAR <= year.number <= LATEST_YEAR:
        return (f"年份{year.number}不对",)
    return tuple(
        fault
        for check in (_wrong_names, _strange_days, _wrong_make_up_days, _missing_feasts, _wrong_spans)
        for fault in check(year)
    )


def spans_of(days: Iterable[dt.date]) -> list[tuple[dt.date, dt.date]]:
    """Return days as stretches without a gap, each with its first and its last day."""
    counted = enumerate(sorted(day.toordinal() for day in days))
    runs = [[ordinal for _place, ordinal in run] for _key, run in groupby(counted, lambda pair: pair[1] - pair[0])]
    return [(dt.date.fromordinal(run[0]), dt.date.fromordinal(run[-1])) for run in runs]


def days_of(names: Mapping[dt.date, str], name: str) -> list[dt.date]:
    """Return the days that have a name, in their order."""
    return sorted(day for day, named in names.items() if named == name)


def day_words(day: dt.date, year: int) -> str:
    """Return a day as a notice of `year` prints it: 1月4日（周日）, with its year where that is another one."""
    return f"{'' if day.year == year else f'{day.year}年'}{day.month}月{day.day}日（周{WEEKDAYS[day.weekday()]}）"


def _wrong_names(year: Year) -> Iterator[str]:
    for name in dict.fromkeys((*year.holidays.values(), *year.make_up_days.values())):
        if not _NAME.fullmatch(name):
            yield f"节日名称“{clip(name, 40)}”不对，应为元旦、春节等汉字名称"
    for day, name in sorted(year.make_up_days.items()):
        if name not in year.holidays.values():
            yield f"{day_words(day, year.number)}上班属于“{clip(name, 40)}”，但没有“{clip(name, 40)}”的放假日期"


def _strange_days(year: Year) -> Iterator[str]:
    for day in sorted({*year.holidays, *year.make_up_days}):
        if day.year != year.number and (day.year, day.month) != (year.number - 1, 12):
            yield f"{day_words(day, year.number)}不在{year.number}年"
    for day in sorted(year.holidays.keys() & year.make_up_days.keys()):
        yield f"{day_words(day, year.number)}既写作放假，又写作上班"


def _wrong_make_up_days(year: Year) -> Iterator[str]:
    for day in sorted(year.make_up_days):
        if day.weekday() < WEEKDAYS.index("六"):
            yield f"{day_words(day, year.number)}本来就上班，不会是调休上班的日子"


def _missing_feasts(year: Year) -> Iterator[str]:
    present = {feast for name in year.holidays.values() for feast in _feasts_in(name)}
    if missing := [feast for feast in _FEASTS if feast not in present]:
        yield f"缺少{'、'.join(missing)}的放假安排"


def _wrong_spans(year: Year) -> Iterator[str]:
    for name in dict.fromkeys(year.holidays.values()):
        days = days_of(year.holidays, name)
        if len(days) > LONGEST_FEAST:
            yield f"“{clip(name, 40)}”放假共{len(days)}天，太长"
            continue
        for feast in _feasts_in(name):
            first, last = (dt.date(year.number, *day) for day in _FEASTS[feast])
            if not any(first <= day <= last for day in days):
                when = f"里没有{_plain(first)}" if first == last else f"不在{_plain(first)}至{_plain(last)}之间"
                yield f"{feast}的放假日期{when}"
        for day in _gaps(days, year):
            yield f"“{clip(name, 40)}”的放假日期中间缺{day_words(day, year.number)}"


def _gaps(days: Sequence[dt.date], year: Year) -> Iterator[dt.date]:
    """Give the days from Monday to Friday between the first and the last of `days` that are no holidays.

    Nobody works for a day in the middle of a feast. Lists often leave out its weekend, which makes no difference.
    """
    for ordinal in range(days[0].toordinal(), days[-1].toordinal()):
        day = dt.date.fromordinal(ordinal)
        if day not in year.holidays and day.weekday() < WEEKDAYS.index("六"):
            yield day


@lru_cache(maxsize=256)
def _feasts_in(name: str) -> tuple[str, ...]:
    """Return the feasts of `_FEASTS` that a name holds, in its order: 国庆节、中秋节 holds two."""
    bare = fold(name)
    places = {feast: bare.find(feast.removesuffix("节") if feast != "春节" else feast) for feast in _FEASTS}
    return tuple(sorted((feast for feast, place in places.items() if place >= 0), key=lambda feast: places[feast]))


def _plain(day: dt.date) -> str:
    return f"{day.month}月{day.day}日"
