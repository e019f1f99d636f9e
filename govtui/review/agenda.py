"""Everything that falls on a day: deadlines of tasks, legal clocks, reporting rounds, as one kind of value.

What comes first today, the month's page and the file for another calendar are all made of these.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from enum import Enum
from functools import lru_cache

import msgspec

from govtui.model import DeadlineKind
from govtui.review.rounds import scope_words
from govtui.review.rows import TaskRow
from govtui.text import one_line
from govtui.timekeeping import Clock
from govtui.timing.clock_templates import ClockTemplate
from govtui.timing.clocks import ClockReading, ClockState, left_words
from govtui.timing.rounds import RoundReading, RoundState
from govtui.wording.stages import Stage, stages_of

_DAYS = re.compile("[月日号底末初]|季度|半年|年前")
"""What every wording of a day holds."""


class ItemKind(Enum):
    """What falls due; the value is the clerk's word for it."""

    TASK = "任务"
    CLOCK = "法定期限"
    ROUND = "报送"


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """Something with a day on which it falls due, or should have been looked at."""

    kind: ItemKind
    key: str
    """The id of the task or the clock, of a stage with its place; of a round its day and its documents, which stay the
    same when it is opened."""
    day: dt.date | None
    """None for a task that has no date."""
    title: str
    """What it is about, on one line."""
    detail: str = ""
    """Who or what else belongs to it: the units, the rule that a clock runs by."""
    word: str = ""
    """What is to be said instead of the days left."""
    task: str = ""
    """The id of the task that it leads to; empty where it leads to none."""
    ends: bool = False
    """The day ends a stretch of ongoing work (全年), so that nothing is overdue after it."""
    caveat: str = ""
    """What makes the day an estimate; empty where it is sure."""

    def left(self, today: dt.date) -> int | None:
        """Return the days until its day, negative after it; None without one."""
        return (self.day - today).days if self.day else None


def task_items(rows: Iterable[TaskRow]) -> list[Item]:
    """Return the unsettled tasks among `rows`, in their order."""
    return [task_item(row) for row in rows if not row.task.status.settled]


def task_item(row: TaskRow) -> Item:
    """Return a task as an item."""
    task = row.task
    return Item(
        kind=ItemKind.TASK,
        key=task.id,
        day=row.reading.due,
        title=one_line(task.requirement),
        detail=one_line(task.units_text or "、".join(task.units)),
        task=task.id,
        ends=task.deadline.kind is DeadlineKind.ONGOING,
    )


def stage_items(row: TaskRow, today: dt.date) -> list[Item]:
    """Return the stages on the way to a task's deadline that are still to come, where its wording sets several.

    Whether one that has passed was done in time nobody has said, so it is not told of.
    """
    task = row.task
    end = task.deadline.due or task.deadline.until
    stages = _stages(task.deadline_text, end.year if end else None)
    units = one_line(task.units_text or "、".join(task.units))
    return [
        Item(
            kind=ItemKind.TASK,
            key=f"{task.id} {place}",
            day=stage.due,
            title=f"{one_line(stage.text)}：{one_line(task.requirement)}",
            detail=units,
            task=task.id,
        )
        for place, stage in enumerate(stages, 1)
        if stage.due and stage.due >= today and stage.due != row.reading.due
    ]


@lru_cache(maxsize=4096)  # many tasks share a wording
def _stages(deadline_text: str, year: int | None) -> tuple[Stage, ...]:
    several = len(_DAYS.findall(deadline_text)) > 1  # tells most wordings at once
    return stages_of(deadline_text, year) if several else ()


def clock_item(clock: Clock, template: ClockTemplate, reading: ClockReading) -> Item:
    """Return a legal clock as an item; one that stands still has no day."""
    paused = reading.state is ClockState.PAUSED
    full = reading.state is ClockState.FULL
    return Item(
        kind=ItemKind.CLOCK,
        key=clock.id,
        day=None if paused else reading.due,
        title=one_line(clock.title),
        detail=f"{template.title}，{left_words(reading)}",
        word="暂停" if paused else reading.state.value if full else "",
        task=clock.task,
        ends=full,
        caveat=reading.caveat,
    )


def round_item(reading: RoundReading) -> Item:
    """Return a reporting round as an item."""
    word = reading.state.value if reading.state in (RoundState.HANDED_IN, RoundState.MISSED) else ""
    return Item(
        kind=ItemKind.ROUND,
        key=reading.key,
        day=reading.due,
        title=one_line(reading.title),
        detail=f"{scope_words(reading.documents)}，{len(reading.tasks)}项",
        word=word,
    )


def by_day(items: Iterable[Item]) -> dict[dt.date, list[Item]]:
    """Return the items that have a day under it, the days in their order."""
    days: dict[dt.date, list[Item]] = {}
    for item in sorted((item for item in items if item.day), key=lambda item: item.day or dt.date.max):
        days.setdefault(item.day or dt.date.max, []).append(item)
    return days


def counts_of(items: Iterable[Item]) -> Mapping[ItemKind, int]:
    """Return how many items of each kind there are; a kind of which there is none is left out."""
    counts: dict[ItemKind, int] = {}
    for item in items:
        counts[item.kind] = counts.get(item.kind, 0) + 1
    return {kind: counts[kind] for kind in ItemKind if kind in counts}


def when_words(item: Item, today: dt.date) -> str:
    """Return how far away an item's day is, as an office words it: 逾期12天, 今天, 还有3天, 长期, or empty."""
    left = item.left(today)
    if item.word or left is None:
        return item.word or ("长期" if item.ends else "")
    if left < 0:
        return f"{'期满' if item.ends else '逾期'}{-left}天"
    return f"还有{left}天" if left else "今天"


def number_of(item: Item) -> str:
    """Return what names an item in a list: the task's number, or the kind of what is no task."""
    return item.task if item.kind is ItemKind.TASK else item.kind.value
