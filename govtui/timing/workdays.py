"""Working days: weekends, statutory holidays and make-up days (调休上班) of the years whose table is there.

What the State Council announces for a year is a `Year`; a `WorkCalendar` counts with those that are there. In every
other year it counts Monday to Friday, and each result says so. A year's notice may also rule the last days of the
December before it; where two years speak of one day, the later one, announced later, is right.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Mapping
from enum import Enum
from functools import cache, cached_property

import msgspec

_SATURDAY = 5
_MONDAY_TO_FRIDAY = "按周一至周五估算"


class Year(msgspec.Struct, frozen=True):
    """What was announced for one year: when everybody is off, and on which weekend days everybody works."""

    number: int
    holidays: Mapping[dt.date, str]
    """Each day off with the name of its feast; weekend days within a feast's span are among them."""
    make_up_days: Mapping[dt.date, str]
    """Each Saturday or Sunday on which there is work, with the name of the feast that it makes up for."""


class DayKind(Enum):
    """What a day is, in the words of a calendar."""

    WORKDAY = "工作日"
    WEEKEND = "周末"
    HOLIDAY = "放假"
    MAKE_UP = "调休上班"

    @property
    def works(self) -> bool:
        """Whether offices work on such a day."""
        return self in (DayKind.WORKDAY, DayKind.MAKE_UP)


class DayReading(msgspec.Struct, frozen=True, gc=False):
    """What one day is."""

    kind: DayKind
    name: str = ""
    """The feast that it belongs to, also for a make-up day; empty for ordinary days."""


class Reckoned(msgspec.Struct, frozen=True):
    """A day that was found by counting working days."""

    day: dt.date
    unknown_years: tuple[int, ...] = ()
    """The years without a table in which days were counted."""

    @property
    def caveat(self) -> str:
        """The sentence to be shown with the day; empty where every year is known."""
        return estimate_words(self.unknown_years)


class Counted(msgspec.Struct, frozen=True):
    """A number of working days."""

    days: int
    """Negative where the end lies before the start."""
    unknown_years: tuple[int, ...] = ()
    """The years without a table in which days were counted."""

    @property
    def caveat(self) -> str:
        """The sentence to be shown with the number; empty where every year is known."""
        return estimate_words(self.unknown_years)


class _Table(msgspec.Struct, frozen=True, gc=False):
    """The working days of one year as sums, so that counting costs the same however long the span is."""

    before: tuple[int, ...]
    """How many working days there are among the first n days of the year, for n from 0 to its length."""
    workdays: tuple[int, ...]
    """Each working day as its place in the year, from 0."""


class WorkCalendar(msgspec.Struct, frozen=True, dict=True):
    """Counts working days by the tables of the years that it is made of."""

    years: tuple[Year, ...] = ()
    """One for each year that is known, in any order."""

    def knows(self, year: int) -> bool:
        """Say whether the year's own table is there; a single day that another year's table names is not enough."""
        return year in self._known

    def kind_of(self, day: dt.date) -> DayReading:
        """Return what `day` is; in a year without a table Monday to Friday are working days."""
        if reading := self._announced.get(day):
            return reading
        return _WEEKEND if day.weekday() >= _SATURDAY else _WORKDAY

    def is_workday(self, day: dt.date) -> bool:
        """Say whether offices work on `day`."""
        return self.kind_of(day).kind.works

    def add(self, start: dt.date, days: int) -> Reckoned:
        """Return the day that is so many working days after `start`, or before it where `days` is negative.

        Counting begins on the day beside `start`, whatever day `start` is, as 之日起20个工作日内 is counted; no days
        give `start` itself. Raises OverflowError where that day is beyond any calendar.
        """
        if not days:
            return Reckoned(start)
        year = start.year
        table, passed = self._table(year), (start - _first_of(year)).days
        place = table.before[passed + 1] + days - 1 if days > 0 else table.before[passed] + days
        while place >= len(table.workdays):
            place -= len(table.workdays)
            year += 1
            table = self._table(year)
        while place < 0:
            year -= 1
            table = self._table(year)
            place += len(table.workdays)
        day = _first_of(year) + dt.timedelta(table.workdays[place])
        return Reckoned(day, self._unknown_between(start, day))

    def count(self, start: dt.date, end: dt.date) -> Counted:
        """Return the working days from the day after `start` to `end`, so that adding them to `start` leads there.

        Where `end` lies before `start`, they are those from `end` to the day before `start`, as a negative number.
        """
        if end < start:
            days = self._total(start.year, end.year) + self._before(end) - self._before(start)
        else:
            days = self._total(start.year, end.year) + self._before(end, 1) - self._before(start, 1)
        return Counted(days, self._unknown_between(start, end))

    def _before(self, day: dt.date, more: int = 0) -> int:
        """Return the working days of the year before `day`, the day itself among them with one `more`."""
        return self._table(day.year).before[(day - _first_of(day.year)).days + more]

    def _total(self, first: int, last: int) -> int:
        """Return the working days from the beginning of one year to the beginning of the other."""
        if first == last:
            return 0
        if last < first:
            return -self._total(last, first)
        return sum(len(self._table(year).workdays) for year in range(first, last))

    def _unknown_between(self, start: dt.date, end: dt.date) -> tuple[int, ...]:
        """Return the years without a table that have a day between the two, `start` itself not counted."""
        first, last = start.year, end.year
        if end < start:
            first, last = last, first - (start.month == 1 and start.day == 1)
        elif start.month == 12 and start.day == 31:
            first += 1
        if first == last and first in self._known:
            return ()
        return tuple(year for year in range(first, last + 1) if year not in self._known) if start != end else ()

    def _table(self, year: int) -> _Table:
        table = self._tables.get(year)
        if table is None:
            table = self._tables[year] = self._make_table(year)
        return table

    def _make_table(self, year: int) -> _Table:
        if not dt.MINYEAR <= year <= dt.MAXYEAR:
            raise OverflowError("no calendar has that year")
        first = _first_of(year)
        length = 366 if calendar.isleap(year) else 365
        if year not in self._touched:
            return _plain_table(first.weekday(), length)
        return _sum_up(self.is_workday(first + dt.timedelta(day)) for day in range(length))

    @cached_property
    def _announced(self) -> dict[dt.date, DayReading]:
        readings = {}
        for year in sorted(self.years, key=lambda year: year.number):
            for day, name in year.holidays.items():
                readings[day] = DayReading(DayKind.HOLIDAY, name)
            for day, name in year.make_up_days.items():
                readings[day] = DayReading(DayKind.MAKE_UP, name)
        return readings

    @cached_property
    def _known(self) -> frozenset[int]:
        return frozenset(year.number for year in self.years)

    @cached_property
    def _touched(self) -> frozenset[int]:
        """The years of which some table says something."""
        return frozenset(day.year for day in self._announced)

    @cached_property
    def _tables(self) -> dict[int, _Table]:
        """Those that were needed so far."""
        return {}


_WORKDAY, _WEEKEND = DayReading(DayKind.WORKDAY), DayReading(DayKind.WEEKEND)


def estimate_words(unknown_years: Iterable[int]) -> str:
    """Return the sentence that goes with what was counted in years without a table; empty without such years."""
    spans: list[list[int]] = []
    for year in sorted(set(unknown_years)):
        if spans and spans[-1][-1] == year - 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    words = (f"{span[0]}至{span[-1]}" if len(span) > 2 else "、".join(map(str, span)) for span in spans)
    return f"{_MONDAY_TO_FRIDAY}（未导入{'、'.join(words)}年放假安排）" if spans else ""


@cache
def _plain_table(first_weekday: int, length: int) -> _Table:
    """Return the table of a year in which Monday to Friday are worked; there are only fourteen of them."""
    return _sum_up((first_weekday + day) % 7 < _SATURDAY for day in range(length))


def _sum_up(works: Iterable[bool]) -> _Table:
    before, workdays = [0], []
    for day, worked in enumerate(works):
        before.append(before[-1] + worked)
        if worked:
            workdays.append(day)
    return _Table(tuple(before), tuple(workdays))


@cache
def _first_of(year: int) -> dt.date:
    return dt.date(year, 1, 1)
