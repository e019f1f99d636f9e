"""The immutable view that the screen shows and the sheets write: tasks, filter, order.

A view never changes. Filtering, sorting or an edit of the ledger gives a new one with the same filter and order.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from govtui.model import Document, Light, Status, Task
from govtui.review.query import EVERYTHING, Query, parse_query
from govtui.review.rows import TaskRow
from govtui.timing.almanac import PLAIN, Almanac
from govtui.timing.lights import LightReader
from govtui.timing.pace import beginnings

_NO_DATE = 10**6
"""Days left of a task without a date, for sorting: behind all others."""

_URGENCY = {Light.RED: 0, Light.YELLOW: 1, Light.BLUE: 2, Light.GREEN: 3, Light.OFF: 4}
_STAGE = {Status.TODO: 0, Status.DOING: 1, Status.PAUSED: 2, Status.DONE: 3, Status.CLOSED: 4}


class Order(Enum):
    """The orders in which tasks can be shown; the value is the word that the clerk sees."""

    PLAN = "原表顺序"
    URGENCY = "轻重缓急"
    DEADLINE = "完成时限"
    STATUS = "办理状态"


def _left(row: TaskRow) -> int:
    return _NO_DATE if row.reading.days_left is None else row.reading.days_left


_SORT_KEYS: dict[Order, Callable[[TaskRow], Any]] = {
    Order.URGENCY: lambda row: (_URGENCY[row.reading.light], _left(row)),
    Order.DEADLINE: _left,
    Order.STATUS: lambda row: (_STAGE[row.task.status], _URGENCY[row.reading.light], _left(row)),
}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of the shown tasks stand where."""

    shown: int
    total: int
    statuses: Mapping[Status, int]
    lights: Mapping[Light, int]
    extended: int = 0
    """How many have had an extension (延期)."""


@dataclass(frozen=True)
class TaskView:
    """Tasks on a given day under a filter, in an order."""

    reader: LightReader
    """Reads the lights on the day of the view."""
    everything: tuple[TaskRow, ...] = ()
    """All tasks of the ledger, in the order of their plans."""
    query: Query = EVERYTHING
    order: Order = Order.PLAN
    rows: tuple[TaskRow, ...] = ()
    """The rows that the filter lets through, in `order`."""

    @property
    def today(self) -> dt.date:
        """The day of the view."""
        return self.reader.today

    @classmethod
    def of(
        cls,
        tasks: Iterable[Task],
        today: dt.date,
        *,
        almanac: Almanac = PLAIN,
        documents: Iterable[Document] = (),
    ) -> TaskView:
        """Return the view of all `tasks` on the day `today`; from their `documents` is known when the plans began."""
        reader = LightReader(today, almanac, beginnings(documents))
        rows = tuple([TaskRow(task, reader.read(task)) for task in tasks])
        return cls(reader, rows, rows=rows)

    def filtered(self, text: str) -> TaskView:
        """Return the view under another filter. A filter that only adds to the present one searches its rows alone."""
        query = parse_query(text)
        if query.narrows(self.query):
            return replace(self, query=query, rows=query.select(self.rows))
        return replace(self, query=query)._arranged()

    def ordered(self, order: Order) -> TaskView:
        """Return the view in another order."""
        return replace(self, order=order)._arranged()

    def replaced(self, tasks: Iterable[Task], documents: Iterable[Document] = ()) -> TaskView:
        """Return the view of other tasks of other documents under the same filter, in the same order."""
        view = TaskView.of(tasks, self.today, almanac=self.reader.almanac, documents=documents)
        return replace(view, query=self.query, order=self.order)._arranged()

    def updated(self, tasks: Mapping[str, Task]) -> TaskView:
        """Return the view after `tasks` (by id) have changed; those that the view does not know are ignored."""
        rows = tuple(
            row if (task := tasks.get(row.task.id)) is None else TaskRow(task, self.reader.read(task))
            for row in self.everything
        )
        return replace(self, everything=rows)._arranged()

    def counts(self) -> Counts:
        """Count the shown tasks by status and by light."""
        return Counts(
            shown=len(self.rows),
            total=len(self.everything),
            statuses=Counter(row.task.status for row in self.rows),
            lights=Counter(row.reading.light for row in self.rows),
            extended=sum(row.reading.extended for row in self.rows),
        )

    def _arranged(self) -> TaskView:
        query = self.query
        rows = self.everything if not query.text.strip() else query.select(self.everything)
        if key := _SORT_KEYS.get(self.order):
            rows = tuple(sorted(rows, key=key))
        return replace(self, rows=rows)
