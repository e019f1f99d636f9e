"""报送批次 on a given day: which there are, how far each has come, who still owes an entry. Pure functions.

A round is a day and the documents that it is about. It comes from the report dates of a plan, from a schedule, from
what the clerk has opened, or from several of these at once. Of a plan it is about the tasks that name the day, else
about all tasks of its documents. A task owes an entry while it has none since the round before: since the day on which
that was handed in, or its date where it was not. Before a round of a schedule comes the last one of that schedule, so
that a quarterly report wants something told in the quarter; before a date of a plan the last date that the task itself
names; before one that the clerk has set the last of all. What is settled owes nothing.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from itertools import pairwise
from typing import Final

import msgspec

from govtui.model import Task
from govtui.timekeeping import Round, Schedule

DaysOf = Callable[[str, dt.date, dt.date], Sequence[dt.date]]
"""Gives the days that the wording of a schedule means between two days, both included, in order."""

LOOKED_BACK: Final = dt.timedelta(days=366)
"""How long a date of a plan is named that has passed without a round: older plans stay in the ledger for good."""

LOOKED_AHEAD: Final = dt.timedelta(days=366)
"""Within which the next round of a schedule is looked for."""

PASSED_SHOWN: Final = 6
"""Rounds of a schedule that are named though they have passed without one."""

NAMED_AT_MOST: Final = 3
"""Tasks that the title of a plan's round names; of more it says only whose they are."""

NO_UNIT: Final = "未写明单位"


class RoundState(Enum):
    """How far a round has come; the value is the word that the clerk sees."""

    NOT_BEGUN = "未开始"
    FILLING = "填报中"
    HANDED_IN = "已报送"
    MISSED = "过期未报"


class RoundReading(msgspec.Struct, frozen=True, kw_only=True):
    """A round as it stands on a given day."""

    due: dt.date
    title: str
    documents: tuple[str, ...] = ()
    """The documents whose tasks it is about; empty for all."""
    state: RoundState
    tasks: tuple[str, ...] = ()
    """The ids of the tasks that it is about, in their order."""
    owing: tuple[str, ...] = ()
    """Those of them without an entry since the round before; none of a round that is handed in."""
    opened: Round | None = None
    """What the clerk has opened; None until then."""
    schedule: str = ""
    """The id of the schedule that it comes from."""

    @property
    def key(self) -> str:
        """What it is known by, whether it is opened or not: its date and its documents."""
        return " ".join((self.due.isoformat(), *self.documents))


class _Slot:
    """A round while it is put together."""

    def __init__(self, due: dt.date, documents: tuple[str, ...]) -> None:
        self.due = due
        self.documents = documents
        self.named: list[Task] = []
        """The tasks whose requirement names the day."""
        self.schedule: Schedule | None = None
        self.began = dt.date.min
        """The day of the schedule before this one."""
        self.opened: Round | None = None

    @property
    def title(self) -> str:
        if self.opened:
            return self.opened.title
        if self.schedule:
            return self.schedule.title
        document = f"来文{'、'.join(self.documents)}"
        if len(self.named) > NAMED_AT_MOST:
            return f"{document}进展报送"
        return f"{document}第{'、'.join(task.seq for task in self.named)}项报送"

    def state(self, today: dt.date) -> RoundState:
        if self.opened and self.opened.handed_in:
            return RoundState.HANDED_IN
        if self.due < today:
            return RoundState.MISSED
        return RoundState.FILLING if self.opened else RoundState.NOT_BEGUN

    @property
    def series(self) -> str:
        """What tells the rounds that come one after the other; empty for one that the clerk has set by itself."""
        if self.schedule:
            return f"schedule {self.schedule.id}"
        return "plan" if self.named else ""

    @property
    def ended(self) -> dt.date:
        """The last day whose entries belong to this round and not to the next."""
        handed_in = self.opened.handed_in if self.opened else None
        return handed_in.at.date() if handed_in else self.due


def upcoming(
    tasks: Iterable[Task],
    rounds: Iterable[Round],
    schedules: Iterable[Schedule],
    today: dt.date,
    days_of: DaysOf,
    until: dt.date | None = None,
) -> tuple[RoundReading, ...]:
    """Return all rounds by their dates: those that were opened, the dates of plans, and those of schedules.

    Of a schedule these are the last ones that have passed and the next one, or all up to `until`. `days_of` knows what
    its wording means.
    """
    tasks = list(tasks)
    slots: dict[tuple[dt.date, tuple[str, ...]], _Slot] = {}

    def slot(due: dt.date, documents: tuple[str, ...]) -> _Slot:
        return slots.setdefault((due, documents), _Slot(due, documents))

    oldest = today - LOOKED_BACK
    for task in tasks:
        for day in task.report_dates:
            if day >= oldest:
                slot(day, (task.document,)).named.append(task)
    for schedule in schedules:
        for before, day in _days(schedule, today, days_of, until):
            found = slot(day, schedule.documents)
            found.schedule, found.began = schedule, before
    for opened in rounds:
        found = slot(opened.due, opened.documents)
        found.opened = opened
        if not found.named:  # of a plan that is older than what is looked at
            found.named = [task for task in tasks if opened.due in task.report_dates] if _is_old(found, oldest) else []
    return _readings([slots[key] for key in sorted(slots, key=lambda key: (key[0], _order(key[1])))], tasks, today)


def missing_by_unit(tasks: Iterable[Task]) -> tuple[tuple[str, int], ...]:
    """Return how many of the tasks that owe an entry each unit has, those with most first.

    A task counts for the units in the lead, for all of its units where none is.
    """
    counts = Counter(unit for task in tasks for unit in task.lead or task.units or (NO_UNIT,))
    return tuple(sorted(counts.items(), key=lambda item: -item[1]))


def _order(documents: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(int(document) if document.isdecimal() else 0 for document in documents)


def _is_old(found: _Slot, oldest: dt.date) -> bool:
    return found.due < oldest and len(found.documents) == 1


def _days(schedule: Schedule, today: dt.date, days_of: DaysOf, until: dt.date | None) -> list[tuple[dt.date, dt.date]]:
    """Return the days of a schedule that are named, each behind the day before it."""
    start = max(schedule.since, today - LOOKED_BACK) - LOOKED_BACK
    days = days_of(schedule.wording, start, max(today + LOOKED_AHEAD, until or today))
    pairs = [pair for pair in pairwise((dt.date.min, *days)) if pair[1] >= schedule.since]
    passed = [pair for pair in pairs if pair[1] < today]
    coming = [pair for pair in pairs if pair[1] >= today]
    wanted = [pair for place, pair in enumerate(coming) if not place or (until and pair[1] <= until)]
    return passed[-PASSED_SHOWN:] + wanted


def _readings(slots: Iterable[_Slot], tasks: Sequence[Task], today: dt.date) -> tuple[RoundReading, ...]:
    """Return the rounds, which come in the order of their dates, with the tasks that they are about."""
    scopes = _Scopes(tasks)
    before: dict[tuple[str, tuple[str, ...]], _Ended] = {}
    readings = []
    for slot in slots:
        named = tuple([task.id for task in slot.named]) if slot.named and not slot.schedule else ()
        about = scopes.newest_of(named) if named else scopes.of(slot.documents)
        state = slot.state(today)
        owing: tuple[str, ...] = ()
        if state is not RoundState.HANDED_IN:
            owing = before.get((slot.series, slot.documents), _NOTHING).owing(about, slot.began)
        for series in {slot.series, ""}:
            before.setdefault((series, slot.documents), _Ended()).end(named, slot.ended)
        readings.append(
            RoundReading(
                due=slot.due,
                title=slot.title,
                documents=slot.documents,
                state=state,
                tasks=named or scopes.ids_of(slot.documents),
                owing=owing,
                opened=slot.opened,
                schedule=slot.schedule.id if slot.schedule else "",
            )
        )
    return tuple(readings)


_Newest = Sequence[tuple[str, dt.date]]
"""The ids of tasks that are not settled, each with the day of its newest entry."""


class _Ended:
    """When the rounds before ended, for all tasks of some documents and for single ones."""

    def __init__(self) -> None:
        self._all: dt.date | None = None
        self._single: dict[str, dt.date] = {}

    def end(self, named: Iterable[str], day: dt.date) -> None:
        """Take notice of the next round: of all tasks, unless some are named."""
        if named:
            self._single.update(dict.fromkeys(named, day))
        else:
            self._all, self._single = day, {}

    def owing(self, about: _Newest, began: dt.date) -> tuple[str, ...]:
        """Return the tasks without an entry since the round before, or since `began` where there was none."""
        ended, single = self._all or began, self._single
        if not single:
            return tuple([key for key, newest in about if newest <= ended])
        return tuple([key for key, newest in about if newest <= single.get(key, ended)])


_NOTHING: Final = _Ended()
"""No round came before."""


class _Scopes:
    """The tasks of documents, each combination worked out once."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        self._tasks = tasks
        self._newest = {
            task.id: max([entry.day for entry in task.progress]) if task.progress else dt.date.min
            for task in tasks
            if not task.status.settled
        }
        self._known: dict[tuple[str, ...], tuple[tuple[str, ...], _Newest]] = {}

    def ids_of(self, documents: tuple[str, ...]) -> tuple[str, ...]:
        """Return the ids of the tasks of some documents, of all where none is named."""
        return self._both(documents)[0]

    def of(self, documents: tuple[str, ...]) -> _Newest:
        """Return those of them that are not settled."""
        return self._both(documents)[1]

    def newest_of(self, ids: Iterable[str]) -> _Newest:
        """Return those of some tasks that are not settled."""
        newest = self._newest
        return [(key, newest[key]) for key in ids if key in newest]

    def _both(self, documents: tuple[str, ...]) -> tuple[tuple[str, ...], _Newest]:
        if documents not in self._known:
            ids = tuple([task.id for task in self._tasks if not documents or task.document in documents])
            self._known[documents] = (ids, self.newest_of(ids) if documents else tuple(self._newest.items()))
        return self._known[documents]
