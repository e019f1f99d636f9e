"""A search that is gone on with in small portions, so that a key never waits for the whole of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from govtui.review.filter.query import Query
from govtui.review.rows import TaskRow

if TYPE_CHECKING:
    from govtui.review.view import TaskView

FIRST_PORTION, LARGEST_PORTION = 128, 2048
"""Rows that are searched before the time is looked at: few at first, for a window holds some dozens."""


class Scan:
    """What a filter lets through, found from the first row on. Who needs it no longer just lets go of it."""

    def __init__(
        self, query: Query, source: Sequence[TaskRow], finished: Callable[[tuple[TaskRow, ...]], TaskView]
    ) -> None:
        """Search the rows of `source`, which stand in their order; `finished` makes the view of those found."""
        self.query = query
        self.rows: list[TaskRow] = []
        """What was found so far, in its order."""
        self._source = source
        self._finished = finished
        self._searched = 0
        self._portion = FIRST_PORTION
        self._view: TaskView | None = None

    @property
    def total(self) -> int:
        """How many rows are to be searched."""
        return len(self._source)

    @property
    def searched(self) -> int:
        """How many of them have been."""
        return self._searched

    @property
    def done(self) -> bool:
        """Nothing is left to be searched."""
        return self._searched >= len(self._source)

    def advance(self, seconds: float, enough: int | None = None) -> bool:
        """Search on for about so long, or until there are `enough` rows, and say whether all has been searched."""
        if self.query.lets_all_through:
            self.rows, self._searched = list(self._source), len(self._source)
        end = time.perf_counter() + seconds
        while not self.done:
            portion = self._source[self._searched : self._searched + self._portion]
            self.rows += self.query.select(portion)
            self._searched += len(portion)
            self._portion = min(2 * self._portion, LARGEST_PORTION)
            if time.perf_counter() >= end or (enough is not None and len(self.rows) >= enough):
                break
        return self.done

    def finish(self) -> TaskView:
        """Search all the rest, and return the view."""
        while not self.done:
            self.advance(60.0)
        return self.view

    @property
    def view(self) -> TaskView:
        """The view of all that was found, once all has been searched; of what was found so far before that."""
        if not self.done:
            return self._finished(tuple(self.rows))
        if self._view is None:
            whole = len(self.rows) == len(self._source) and isinstance(self._source, tuple)
            self._view = self._finished(tuple(self._source) if whole else tuple(self.rows))
        return self._view
