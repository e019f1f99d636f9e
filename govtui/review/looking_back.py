"""Looking through the history from its newest change on, in portions: what a filter lets through, found bit by bit.

What is kept of a change that was found is its place in the journal, not its content. So a history of a million changes
can be scrolled through from one end to the other, and what stands in a row is read when the row is drawn.
"""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Iterator

from govtui.ledger.past import Past, PastLine
from govtui.review.entries import Entry, Head
from govtui.review.history import Standing, entry_of, head_of
from govtui.review.history_query import HistoryQuery, Looked

_HEADS_KEPT = 500


class LookingBack:
    """The entries of a history that a filter lets through, newest first, as far as it has been read."""

    def __init__(self, past: Past, query: HistoryQuery | None = None) -> None:
        self.past = past
        self.query = query or HistoryQuery()
        self.reached: dt.datetime | None = None
        """When the oldest change was made that has been looked at."""
        self._starts = array("q")
        self._standing = Standing()
        self._end = past.end
        self._heads: dict[int, Head] = {}

    @property
    def count(self) -> int:
        """How many entries have been found so far."""
        return len(self._starts)

    @property
    def finished(self) -> bool:
        """Whether everything has been looked at."""
        return self._end == 0

    def read_on(self) -> None:
        """Look at some hundreds of changes more. Raises LedgerError."""
        block = self.past.before(self._end)
        for line in block.lines:
            looked = Looked(line)
            if line.takes_back:
                self._standing.meet(looked.heading)
            if self.query.lets_through(looked):
                self._starts.append(line.start)
        if block.lines:
            self.reached = block.lines[-1].heading().time
        self._end = block.start

    def read_all(self) -> None:
        """Look at everything that has not been looked at yet. Raises LedgerError."""
        while not self.finished:
            self.read_on()

    def head(self, place: int) -> Head:
        """Return what a list shows of the entry at a place, counted from 0. Raises LedgerError."""
        head = self._heads.get(place)
        if head is None:
            if len(self._heads) >= _HEADS_KEPT:
                self._heads.clear()
            heading = self._line(place).heading()
            head = self._heads[place] = head_of(heading, self._standing.taken_back_by(heading.number))
        return head

    def entry(self, place: int) -> Entry:
        """Return the entry at a place, counted from 0. Raises LedgerError."""
        transaction = self._line(place).transaction()
        return entry_of(transaction, self._standing.taken_back_by(transaction.number))

    def oldest_first(self) -> Iterator[Entry]:
        """Yield what has been found from the oldest on. Raises LedgerError."""
        return map(self.entry, reversed(range(self.count)))

    def place_of(self, number: int) -> int:
        """Return the place of the entry with a number among those found, or of the next older one; -1 for none."""
        low, high = 0, self.count
        while low < high:
            middle = (low + high) // 2
            if self.head(middle).number > number:
                low = middle + 1
            else:
                high = middle
        return low if low < self.count else self.count - 1

    def _line(self, place: int) -> PastLine:
        return self.past.at(self._starts[place])
