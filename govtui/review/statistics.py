"""Statistics (统计) of a view: by unit, theme, document, month, status or light. How far each has come, who is behind.

Under a unit stands each task that names it, so a task with two units stands twice; the total counts it once.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any

import msgspec

from govtui.model import DeadlineKind, Light, Status
from govtui.review.directory import Directory
from govtui.review.grouping import NO_THEME, NO_UNIT, document_words
from govtui.review.orders import STAGE, URGENCY
from govtui.review.rows import TaskRow
from govtui.review.view import TaskView
from govtui.text import one_line
from govtui.timing.lights import LightReader
from govtui.timing.pace import Verdict
from govtui.timing.rules import LightRules

ONGOING, WAITING, UNDATED = "长期", "待定", "没有写时限"
"""The months of tasks that have none: they are kept up, count from an event that has no day yet, or say nothing."""


class Dimension(Enum):
    """What tasks are counted by; the value is the word that the clerk sees."""

    UNIT = "单位"
    THEME = "主题"
    DOCUMENT = "来文"
    MONTH = "月份"
    STATUS = "状态"
    LIGHT = "亮灯"


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """What was counted for one unit, theme, document … or for all together."""

    name: str
    key: str
    """What it is known by: a name, a document's number, a month as `2026-09`, a word of the model; empty for none."""
    tasks: int
    led: int = 0
    """Of a unit: the tasks that it leads (牵头)."""
    settled: int = 0
    """已完成 and 已销号."""
    doing: int = 0
    todo: int = 0
    paused: int = 0
    red: int = 0
    yellow: int = 0
    idle: int = 0
    """Unsettled, and nothing has been entered for them yet (无进展)."""
    counted: int = 0
    """Unsettled, with indicators of which somebody counts."""
    behind: int = 0
    """Of those, the ones of which an indicator is behind its pace (欠序时) or above its limit."""
    last: dt.date | None = None
    """The day of the newest entry of progress."""

    @property
    def rate(self) -> float:
        """The share that is settled (完成率), 0 to 1."""
        return self.settled / self.tasks if self.tasks else 0.0


class Statistics(msgspec.Struct, frozen=True, kw_only=True):
    """What was counted on a day."""

    by: Dimension
    day: dt.date
    rows: tuple[Tally, ...]
    """In the order of their first task; months, statuses and lights in their own."""
    total: Tally
    """Each task counted once."""
    red: tuple[str, ...] = ()
    """What a red light can mean by the office's rules, in a word each."""
    yellow: tuple[str, ...] = ()

    @property
    def overlaps(self) -> bool:
        """Say whether a task stands under several rows, so that they add up to more than the total."""
        return sum(row.tasks for row in self.rows) > self.total.tasks


class Point(msgspec.Struct, frozen=True):
    """How things stood at the end of a day."""

    day: dt.date
    tasks: int
    settled: int
    red: int
    """How many had a red light on that day, by the rules of today."""

    @property
    def rate(self) -> float:
        """The share that was settled, 0 to 1."""
        return self.settled / self.tasks if self.tasks else 0.0


def statistics_of(view: TaskView, by: Dimension) -> Statistics:
    """Return what there is to count of the tasks that a view shows."""
    reader = view.reader
    whole = _Counting()
    parts: defaultdict[str, _Counting] = defaultdict(_Counting)
    keys_of = _keys_of(by, view.directory)
    for row in view.rows:
        standing = _standing(row, reader)
        entries = row.task.progress
        last = max([entry.day for entry in entries]) if entries else None
        for part in (whole, *map(parts.__getitem__, keys_of(row))):
            part.standings[standing] += 1
            if last is not None and (part.last is None or last > part.last):
                part.last = last
    if by is Dimension.UNIT:
        leading = _canonical_names(view.directory)
        for row in view.rows:
            for key in leading(row.task.lead):
                if key in parts:
                    parts[key].led += 1
    names = _names_of(by, view)
    rows = [part.tally(names(key), key) for key, part in parts.items()]
    if natural := NATURAL_ORDER.get(by):
        rows.sort(key=lambda row: natural(row.key))
    rules = reader.almanac.rules
    return Statistics(
        by=by,
        day=view.today,
        rows=tuple(rows),
        total=whole.tally("合计（不重计）" if sum(row.tasks for row in rows) > len(view.rows) else "合计", ""),
        red=_words_of(Light.RED, rules),
        yellow=_words_of(Light.YELLOW, rules),
    )


def _words_of(light: Light, rules: LightRules) -> tuple[str, ...]:
    return tuple(dict.fromkeys(rule.word for rule in rules.rules if rule.light is light))


class _Standing(msgspec.Struct, frozen=True, gc=False):
    """How a task stands, as far as it is counted. Few of them differ, so tasks are counted by it."""

    status: Status
    light: Light
    idle: bool
    counted: bool
    behind: bool


class _Counting:
    """What is being counted for one row."""

    __slots__ = ("last", "led", "standings")

    def __init__(self) -> None:
        self.standings: defaultdict[tuple[Any, ...], int] = defaultdict(int)
        self.led = 0
        self.last: dt.date | None = None

    def tally(self, name: str, key: str) -> Tally:
        counts = [(_Standing(*standing), number) for standing, number in self.standings.items()]

        def number_of(holds: Callable[[_Standing], bool]) -> int:
            return sum(number for standing, number in counts if holds(standing))

        return Tally(
            name=name,
            key=key,
            tasks=sum(self.standings.values()),
            led=self.led,
            settled=number_of(lambda each: each.status.settled),
            doing=number_of(lambda each: each.status is Status.DOING),
            todo=number_of(lambda each: each.status is Status.TODO),
            paused=number_of(lambda each: each.status is Status.PAUSED),
            red=number_of(lambda each: each.light is Light.RED),
            yellow=number_of(lambda each: each.light is Light.YELLOW),
            idle=number_of(lambda each: each.idle),
            counted=number_of(lambda each: each.counted),
            behind=number_of(lambda each: each.behind),
            last=self.last,
        )


def _standing(row: TaskRow, reader: LightReader) -> tuple[Any, ...]:
    task, light = row.task, row.reading.light
    if task.status.settled:
        return task.status, light, False, False, False
    paces = reader.paces(task) if task.indicators and task.progress else []
    behind = any(pace.verdict is Verdict.BEHIND or pace.verdict is Verdict.OVER for pace in paces)
    return task.status, light, not task.progress, bool(paces), behind


def _keys_of(by: Dimension, directory: Directory) -> Callable[[TaskRow], Iterable[str]]:
    """Return what tells the keys of the rows under which a task is counted."""
    match by:
        case Dimension.UNIT:
            named = _canonical_names(directory)
            return lambda row: named(row.task.units) or ("",)
        case Dimension.THEME:
            return lambda row: row.task.themes[:1] or ("",)
        case Dimension.DOCUMENT:
            return lambda row: (row.task.document,)
        case Dimension.MONTH:
            return lambda row: (_month_of(row),)
        case Dimension.STATUS:
            return lambda row: (row.task.status.value,)
        case Dimension.LIGHT:
            return lambda row: (row.reading.light.value,)


def _canonical_names(directory: Directory) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
    """Return what tells under which names units are counted, each once. Many tasks name the same units."""
    known: dict[tuple[str, ...], tuple[str, ...]] = {}

    def canonical(names: tuple[str, ...]) -> tuple[str, ...]:
        if (counted := known.get(names)) is None:
            counted = known[names] = tuple(dict.fromkeys(map(directory.canonical, names)))
        return counted

    return canonical


def _month_of(row: TaskRow) -> str:
    if due := row.reading.due:
        return f"{due.year}-{due.month:02}"
    return _MONTHLESS.get(row.task.deadline.kind, UNDATED)


_MONTHLESS = {DeadlineKind.ONGOING: ONGOING, DeadlineKind.AFTER: WAITING}


def _names_of(by: Dimension, view: TaskView) -> Callable[[str], str]:
    """Return what tells the name of a row from its key."""
    match by:
        case Dimension.UNIT:
            return lambda key: key or NO_UNIT
        case Dimension.THEME:
            return lambda key: one_line(key) or NO_THEME
        case Dimension.DOCUMENT:
            return lambda key: document_words(key, view.stock.documents)
        case Dimension.MONTH:
            return lambda key: f"{key[:4]}年{int(key[5:])}月" if key[0].isdigit() else key
        case Dimension.STATUS:
            return lambda key: Status(key).label
        case Dimension.LIGHT:
            return lambda key: Light(key).label


NATURAL_ORDER: dict[Dimension, Callable[[str], Any]] = {
    Dimension.MONTH: lambda key: (0 if key[0].isdigit() else (ONGOING, WAITING, UNDATED).index(key) + 1, key),
    Dimension.STATUS: lambda key: STAGE[Status(key)],
    Dimension.LIGHT: lambda key: URGENCY[Light(key)],
}
"""How the rows stand at first of what has an order of its own."""
