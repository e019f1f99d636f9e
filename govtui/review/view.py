"""The immutable view that the screen shows and the sheets write: tasks, filter, order, groups, marks.

A view never changes. Filtering, sorting, marking or an edit of the ledger gives a new one with the rest as it was.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from govtui.model import Document, Light, Status, Task
from govtui.review.directory import Directory
from govtui.review.filter.context import Context
from govtui.review.filter.parsing import parse_filter
from govtui.review.filter.query import EVERYTHING, Query
from govtui.review.grouping import Group, Grouping, groups_of
from govtui.review.orders import Order
from govtui.review.rows import TaskRow
from govtui.review.scan import Scan
from govtui.review.stock import EMPTY, Stock
from govtui.timing.almanac import PLAIN, Almanac
from govtui.timing.lights import LightReader
from govtui.timing.pace import beginnings


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
    stock: Stock = field(default=EMPTY, repr=False)
    """All tasks of the ledger, and what is known of them as a whole."""
    query: Query = EVERYTHING
    order: Order = Order.PLAN
    """The order that was chosen; what the filter says goes before it."""
    group: Grouping = Grouping.NONE
    """The grouping that was chosen, likewise."""
    rows: tuple[TaskRow, ...] = ()
    """The rows that the filter lets through, in their order, those of one group together."""
    marks: frozenset[str] = frozenset()
    """The ids of the marked tasks, shown or not."""

    @property
    def today(self) -> dt.date:
        """The day of the view."""
        return self.reader.today

    @property
    def everything(self) -> tuple[TaskRow, ...]:
        """All tasks of the ledger, in the order of their plans."""
        return self.stock.rows

    @property
    def directory(self) -> Directory:
        """The directory of units by which the filter and the groups go."""
        return self.stock.directory

    @property
    def shown_order(self) -> Order:
        """The order in which the rows stand."""
        return self.query.order or self.order

    @property
    def shown_group(self) -> Grouping:
        """What the rows are grouped by."""
        return self.query.group or self.group

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The groups of the rows, in their order; none where the rows are not grouped."""
        if self.shown_group is Grouping.NONE:
            return ()
        return groups_of(self.rows, self.stock.belongs(self.shown_group))

    @cached_property
    def context(self) -> Context:
        """What a filter of this view is read against."""
        return Context(self.today, self.reader, self.directory, self.marks, self.stock)

    @classmethod
    def of(
        cls,
        tasks: Iterable[Task],
        today: dt.date,
        *,
        almanac: Almanac = PLAIN,
        documents: Iterable[Document] = (),
        directory: Directory | None = None,
    ) -> TaskView:
        """Return the view of all `tasks` on the day `today`; from their `documents` is known when the plans began.

        Where no `directory` of units is given, it is made of the names that the tasks have.
        """
        listed, named = tuple(tasks), {document.id: document for document in documents}
        reader = LightReader(today, almanac, beginnings(named.values()))
        rows = tuple([TaskRow(task, reader.read(task), place) for place, task in enumerate(listed)])
        stock = Stock(rows, named, Directory.of(listed) if directory is None else directory)
        return cls(reader, stock, rows=rows)

    def scan(self, text: str) -> Scan:
        """Begin to look for what another filter lets through, to be gone on with in small portions.

        A filter that only adds to the present one searches its rows alone.
        """
        query = parse_filter(text, self.context)
        view = replace(self, query=query, rows=())
        if query.narrows(self.query) and view._stands_as(self):
            return Scan(query, self.rows, view._with_rows)
        return Scan(query, view._arrangement(), view._with_rows)

    def filtered(self, text: str) -> TaskView:
        """Return the view under another filter."""
        return self.scan(text).finish()

    def ordered(self, order: Order) -> TaskView:
        """Return the view in another order."""
        return replace(self, order=order)._arranged()

    def grouped(self, grouping: Grouping) -> TaskView:
        """Return the view with its rows in other groups."""
        return replace(self, group=grouping)._arranged()

    def marked(self, ids: Collection[str]) -> TaskView:
        """Return the view with other tasks marked."""
        view = replace(self, marks=frozenset(ids))
        return view._read_anew() if self.query.asks_marks else view

    def with_directory(self, directory: Directory) -> TaskView:
        """Return the view under another directory of units."""
        return replace(self, stock=self.stock.with_directory(directory))._read_anew()

    def replaced(self, tasks: Iterable[Task], documents: Iterable[Document] = ()) -> TaskView:
        """Return the view of other tasks of other documents under the same filter, order and grouping.

        The directory is the same; marks of tasks that are gone go with them.
        """
        return self._remade(tasks, self.reader.almanac, documents)

    def counted_by(self, almanac: Almanac, documents: Iterable[Document]) -> TaskView:
        """Return the view of the same tasks, all days counted anew by another almanac."""
        return self._remade([row.task for row in self.everything], almanac, documents)

    def _remade(self, tasks: Iterable[Task], almanac: Almanac, documents: Iterable[Document]) -> TaskView:
        view = TaskView.of(tasks, self.today, almanac=almanac, documents=documents, directory=self.directory)
        marks = self.marks.intersection(row.task.id for row in view.rows) if self.marks else self.marks
        return replace(view, query=self.query, order=self.order, group=self.group, marks=marks)._read_anew()

    def updated(self, tasks: Mapping[str, Task]) -> TaskView:
        """Return the view after `tasks` (by id) have changed; those that the view does not know are ignored."""
        rows, changed = list(self.everything), []
        for number, task in tasks.items():
            if (place := self.stock.places.get(number)) is not None:
                rows[place] = TaskRow(task, self.reader.read(task), place)
                changed.append(rows[place])
        stock = self.stock.updated(tuple(rows), changed, self.shown_order, self.shown_group)
        view = replace(self, stock=stock, query=parse_filter(self.query.text, replace(self.context, stock=stock)))
        if view.query.problems != self.query.problems:  # a word means something now, or no longer does
            return view._arranged()
        if view.query.lets_all_through:
            return view._with_rows(view._arrangement())
        places = {row.place for row in self.rows}.difference([row.place for row in changed])
        places.update([row.place for row in view.query.select(changed)])
        return view._with_rows(tuple([row for row in view._arrangement() if row.place in places]))

    def counts(self) -> Counts:
        """Count the shown tasks by status and by light."""
        return Counts(
            shown=len(self.rows),
            total=len(self.everything),
            statuses=Counter([row.task.status for row in self.rows]),
            lights=Counter([row.reading.light for row in self.rows]),
            extended=sum([row.reading.extended for row in self.rows]),
        )

    def _stands_as(self, other: TaskView) -> bool:
        return (self.shown_order, self.shown_group) == (other.shown_order, other.shown_group)

    def _arrangement(self) -> tuple[TaskRow, ...]:
        return self.stock.arranged(self.shown_order, self.shown_group)

    def _read_anew(self) -> TaskView:
        """Return the view with the words of its filter read against what it holds now."""
        return replace(self, query=parse_filter(self.query.text, self.context))._arranged()

    def _arranged(self) -> TaskView:
        rows = self._arrangement()
        return self._with_rows(rows if self.query.lets_all_through else self.query.select(rows))

    def _with_rows(self, rows: tuple[TaskRow, ...]) -> TaskView:
        return replace(self, rows=rows)
