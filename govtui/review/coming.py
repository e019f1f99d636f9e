"""What comes in a ledger: the items of its tasks, clocks and rounds, for today's screen, the month and the file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Protocol

import msgspec

from govtui.review.agenda import Item, clock_item, round_item, stage_items, task_item, task_items
from govtui.review.rounds import next_round, rounds_on
from govtui.review.rows import TaskRow
from govtui.review.today import NextRound, Today, today_of
from govtui.review.view import TaskView
from govtui.text import one_line
from govtui.timekeeping import Clock, Round, Schedule
from govtui.timing.clocks import clock_due
from govtui.timing.rounds import RoundReading, RoundState
from govtui.timing.workdays import estimate_words

YEAR_AHEAD = dt.timedelta(366)
"""How far schedules are followed in the file for another calendar."""


class Times(Protocol):
    """The records of time of a ledger."""

    @property
    def clocks(self) -> Mapping[str, Clock]:
        """The legal clocks by id."""

    @property
    def rounds(self) -> Mapping[str, Round]:
        """The rounds that were opened, by id."""

    @property
    def schedules(self) -> Mapping[str, Schedule]:
        """The schedules of rounds, by id."""


class Coming(msgspec.Struct, frozen=True):
    """What is still to be done, with its days."""

    today: dt.date
    tasks: tuple[Item, ...]
    """The tasks that are not settled, in the order of their plans."""
    stages: tuple[Item, ...]
    """The stages of these tasks that are still to come."""
    clocks: tuple[Item, ...]
    """The clocks that are not answered."""
    readings: tuple[RoundReading, ...]
    """The rounds by their dates, also those that were handed in."""
    caveats: tuple[str, ...] = ()
    """What could not be worked out, a sentence each."""

    @property
    def rounds(self) -> tuple[Item, ...]:
        """The rounds that were not handed in. A day that passed before anybody kept rounds is none of them."""
        return tuple(
            round_item(reading)
            for reading in self.readings
            if reading.state is not RoundState.HANDED_IN and (reading.opened or reading.due >= self.today)
        )

    @property
    def items(self) -> tuple[Item, ...]:
        """All of it."""
        return (*self.tasks, *self.stages, *self.clocks, *self.rounds)


def coming_of(view: TaskView, times: Times, until: dt.date | None = None) -> Coming:
    """Return what comes for all tasks of a view and in the records of time; of schedules all days up to `until`."""
    today, almanac = view.today, view.reader.almanac
    running = [clock for clock in times.clocks.values() if not clock.answered]
    by_key = {template.key: template for template in almanac.templates} if running else {}
    caveats: list[str] = []
    clocks = []
    for clock in running:
        template = by_key.get(clock.template)
        if template is None:
            caveats.append(f"法定期限“{one_line(clock.title)}”的模板“{one_line(clock.template)}”没有了，算不出日期")
            continue
        try:
            clocks.append(clock_item(clock, template, clock_due(clock, template, almanac.calendar, today)))
        except OverflowError:
            caveats.append(f"法定期限“{one_line(clock.title)}”超出可计算的日期")
    tasks = [row.task for row in view.everything]
    readings = rounds_on(tasks, times.rounds.values(), times.schedules.values(), today, until)
    stages = [item for row in view.everything if not row.task.status.settled for item in stage_items(row, today)]
    return Coming(
        today=today,
        tasks=tuple(task_items(view.everything)),
        stages=tuple(stages),
        clocks=tuple(clocks),
        readings=readings,
        caveats=tuple(caveats),
    )


def today_from(coming: Coming, view: TaskView) -> Today:
    """Return what is to be looked at on the day of the view that `coming` was made of."""
    today, almanac, rows = view.today, view.reader.almanac, view.everything
    reading = next_round(coming.readings, today)
    resting = {rule.name for rule in almanac.rules.rules if rule.stale_days is not None}
    found = today_of(
        today,
        coming.items,
        stale=[task_item(row) for row in rows if row.reading.rule in resting],
        next_round=_next(reading, rows) if reading else None,
        caveats=coming.caveats,
    )
    if almanac.calendar.knows(today.year) or any(str(today.year) in caveat for caveat in found.caveats):
        return found
    return msgspec.structs.replace(found, caveats=(*found.caveats, estimate_words([today.year])))


def _next(reading: RoundReading, rows: Sequence[TaskRow]) -> NextRound:
    owing = set(reading.owing)
    missing = (task_item(row) for row in rows if row.task.id in owing)
    return NextRound(round_item(reading), tuple(missing))
