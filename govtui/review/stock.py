"""All tasks of a view in every order that was asked for, each worked out once, and the names that occur in them.

Sorting everything once and filtering it then is cheaper than sorting what each filter lets through.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import Any

from govtui.model import Document
from govtui.review.directory import NOBODY, Directory
from govtui.review.grouping import Belongs, Grouping, belongs
from govtui.review.orders import ORDER_KEYS, Order
from govtui.review.rows import TaskRow, bare
from govtui.text import fold

Arrangement = tuple[Order, Grouping]


class Stock:
    """Rows that stay as they are, and what is known of them as a whole."""

    def __init__(
        self,
        rows: tuple[TaskRow, ...],
        documents: Mapping[str, Document] | None = None,
        directory: Directory = NOBODY,
    ) -> None:
        """Hold rows in the order of their plans; `documents` by id."""
        self.rows = rows
        self.documents = documents or {}
        self.directory = directory
        self._arranged: dict[Arrangement, tuple[TaskRow, ...]] = {(Order.PLAN, Grouping.NONE): rows}
        self._ranks: dict[Grouping, dict[str, int]] = {}
        self._places: dict[str, int] = {}
        self._absent: list[str] = []
        self.kept: dict[object, Any] = {}
        """What others have worked out about these rows and want to find again."""

    def arranged(self, order: Order, grouping: Grouping) -> tuple[TaskRow, ...]:
        """Return all rows in an order, those of one group together."""
        known = self._arranged.get((order, grouping))
        if known is None:
            known = self._arranged[order, grouping] = tuple(sorted(self.rows, key=self._key(order, grouping)))
        return known

    def belongs(self, grouping: Grouping) -> Belongs:
        """Return the function that says in which group a row stands."""
        return belongs(grouping, self.directory, self.documents)

    def updated(
        self, rows: tuple[TaskRow, ...], changed: Collection[TaskRow], order: Order, grouping: Grouping
    ) -> Stock:
        """Return the stock of `rows`, of which only the `changed` ones are others.

        One arrangement, if it is known, is not sorted anew; the others are, when they are asked for.
        """
        stock = Stock(rows, self.documents, self.directory)
        stock._places = self._places  # the same tasks stand at the same places
        before = self._arranged.get((order, grouping))
        if before is None or (order, grouping) in stock._arranged or self._moves(grouping, changed):
            return stock
        if grouping in self._ranks:
            stock._ranks[grouping] = self._ranks[grouping]
        places = {row.place for row in changed}
        kept = [row for row in before if row.place not in places]
        key = stock._key(order, grouping)
        for row in changed:
            insort(kept, row, key=key)
        stock._arranged[order, grouping] = tuple(kept)
        return stock

    def with_directory(self, directory: Directory) -> Stock:
        """Return the same rows under another directory."""
        return Stock(self.rows, self.documents, directory)

    @property
    def places(self) -> Mapping[str, int]:
        """The place of each task by its id."""
        if not self._places:
            self._places.update((row.task.id, row.place) for row in self.rows)
        return self._places

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns that plans have of their own, as printed but without blanks."""
        return tuple(dict.fromkeys(bare(name) for row in self.rows for name, _ in row.task.extra))

    def occurs(self, text: str) -> bool:
        """Say whether a folded text stands anywhere in the tasks."""
        if any(part in text for part in self._absent):
            return False
        found = any(text in (row.haystack or row.folded()) for row in self.rows)
        if not found:
            self._absent.append(text)
        return found

    @cached_property
    def light_words(self) -> tuple[str, ...]:
        """The words with which lights burn."""
        return tuple(dict.fromkeys(row.reading.word for row in self.rows))

    @cached_property
    def themes(self) -> tuple[str, ...]:
        """All headings over tasks."""
        return tuple(dict.fromkeys(theme for row in self.rows for theme in row.task.themes))

    @cached_property
    def deadlines(self) -> frozenset[str]:
        """All wordings of deadlines, folded."""
        return frozenset(fold(text) for text in {row.task.deadline_text for row in self.rows})

    def _key(self, order: Order, grouping: Grouping) -> Any:
        own = ORDER_KEYS[order]
        if grouping is Grouping.NONE:
            return lambda row: (own(row), row.place)
        belonging, ranks = self.belongs(grouping), self._group_ranks(grouping)

        def key(row: TaskRow) -> tuple[Any, ...]:
            title, rank = belonging(row)
            return (ranks[title] if rank is None else rank, title, own(row), row.place)

        return key

    def _group_ranks(self, grouping: Grouping) -> dict[str, int]:
        """Return the places of the groups that have no order but that of their appearance."""
        if grouping not in self._ranks:
            belonging = self.belongs(grouping)
            titles = dict.fromkeys(title for title, rank in map(belonging, self.rows) if rank is None)
            self._ranks[grouping] = {title: place for place, title in enumerate(titles)}
        return self._ranks[grouping]

    def _moves(self, grouping: Grouping, changed: Iterable[TaskRow]) -> bool:
        """Say whether some of the rows went into another group of those that stand as they appear."""
        if grouping is Grouping.NONE:
            return False
        belonging = self.belongs(grouping)
        for row in changed:
            before, after = belonging(self.rows[row.place]), belonging(row)
            if after[1] is None and before[0] != after[0]:
                return True
        return False


EMPTY = Stock(())
"""No tasks at all."""
