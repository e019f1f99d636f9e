"""A month as the page of a calendar: weeks from Monday to Sunday, what each day is and what falls on it. Pure."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable

import msgspec

from govtui.review.agenda import Item, ItemKind, by_day, counts_of
from govtui.timing.workdays import DayKind, DayReading, WorkCalendar
from govtui.timing.year_checks import WEEKDAYS

MARKS = {DayKind.HOLIDAY: "休", DayKind.MAKE_UP: "班"}
"""The letters that a calendar prints beside such days; others have none."""

SHORT = {ItemKind.TASK: "期", ItemKind.ROUND: "报", ItemKind.CLOCK: "法"}
LONG = {ItemKind.TASK: "到期", ItemKind.ROUND: "报送", ItemKind.CLOCK: "法定"}
LEGEND = "休=放假　班=调休上班　期=任务到期　报=报送　法=法定期限"


class Day(msgspec.Struct, frozen=True):
    """A day of the page."""

    day: dt.date
    reading: DayReading
    items: tuple[Item, ...] = ()

    @property
    def mark(self) -> str:
        """休 or 班; empty for ordinary days."""
        return MARKS.get(self.reading.kind, "")

    def feast(self, *, short: bool = False) -> str:
        """Return the name of the feast, in short without its 节: 中秋、国庆; empty for ordinary days."""
        names = self.reading.name.split("、")
        return "、".join(name.removesuffix("节") if short and len(name) > 2 else name for name in names)

    def count_words(self, *, short: bool = False) -> str:
        """Return how much of each kind falls on the day: 到期3 报送1, in short 期3报1; empty where nothing does."""
        words = SHORT if short else LONG
        counts = (f"{words[kind]}{number}" for kind, number in counts_of(self.items).items())
        return ("" if short else " ").join(counts)

    @property
    def words(self) -> str:
        """What the day is, in a line: 2023年9月29日 星期五 放假（中秋节、国庆节）."""
        name = f"（{self.reading.name}）" if self.reading.name else ""
        weekday = f"星期{WEEKDAYS[self.day.weekday()]}"
        return f"{self.day.year}年{self.day.month}月{self.day.day}日 {weekday} {self.reading.kind.value}{name}"


class Month(msgspec.Struct, frozen=True):
    """A month with what falls on its days."""

    first: dt.date
    days: tuple[Day, ...]
    """From the first to the last day of the month."""
    caveat: str = ""
    """The sentence for a year whose holidays are not known; empty where they are."""

    @property
    def title(self) -> str:
        """2023年11月."""
        return f"{self.first.year}年{self.first.month}月"

    @property
    def weeks(self) -> tuple[tuple[Day | None, ...], ...]:
        """The weeks, seven places each; None where a place belongs to another month."""
        empty = self.first.weekday()
        places: list[Day | None] = [*[None] * empty, *self.days]
        places += [None] * (-len(places) % 7)
        return tuple(tuple(places[start : start + 7]) for start in range(0, len(places), 7))


def month_of(day: dt.date, items: Iterable[Item], workdays: WorkCalendar) -> Month:
    """Return the month that `day` lies in, with those of `items` that fall into it."""
    first = day.replace(day=1)
    falling = by_day(item for item in items if item.day and (item.day.year, item.day.month) == (day.year, day.month))
    numbers = range(1, calendar.monthrange(day.year, day.month)[1] + 1)
    days = tuple(
        Day(date, workdays.kind_of(date), tuple(falling.get(date, ())))
        for date in (first.replace(day=number) for number in numbers)
    )
    caveat = "" if workdays.knows(day.year) else f"未导入{day.year}年放假安排，只分周末和工作日"
    return Month(first, days, caveat)


def moved_by_months(day: dt.date, months: int) -> dt.date:
    """Return the day of the same number in another month, its last day where that is shorter.

    Beyond the first and the last year of any calendar it stays where it is.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        return day
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
