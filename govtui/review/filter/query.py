"""What a filter means: words and conditions that must all hold, an order, a grouping, and what was not understood."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from govtui.review.grouping import Grouping
from govtui.review.orders import Order
from govtui.review.rows import TaskRow

Predicate = Callable[[TaskRow], bool]


@dataclass(frozen=True, slots=True)
class Problem:
    """A part of a filter that was not understood and does not count."""

    start: int
    end: int
    """Behind its last character."""
    explanation: str
    """A sentence in Chinese that says what would be right."""


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed filter: `words` are searched in the prepared strings, `predicates` hold the rest."""

    text: str = ""
    words: tuple[str, ...] = ()
    predicates: tuple[Predicate, ...] = ()
    order: Order | None = None
    """The order that the text asks for; None where it asks for none."""
    group: Grouping | None = None
    problems: tuple[Problem, ...] = ()
    hits: tuple[str, ...] = ()
    """What is to be marked in the texts that are shown."""
    asks_marks: bool = False
    """Which tasks are marked makes a difference."""

    @property
    def lets_all_through(self) -> bool:
        """No row is kept out."""
        return not self.words and not self.predicates

    def select(self, rows: Iterable[TaskRow]) -> tuple[TaskRow, ...]:
        """Return the rows for which all terms hold, in their order."""
        found = list(rows)
        for row in found:
            row.prepare()
        for word in self.words:
            found = [row for row in found if word in row.haystack]
        for predicate in self.predicates:
            found = list(filter(predicate, found))
        return tuple(found)

    def narrows(self, other: Query) -> bool:
        """Say whether this query surely lets through no row that `other` keeps out: one more letter was typed."""
        if self.predicates or other.predicates or len(self.words) < len(other.words):
            return False
        return all(old in new for old, new in zip(other.words, self.words, strict=False))


EVERYTHING = Query()
"""The query that lets everything through."""
