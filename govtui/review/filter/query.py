"""What a filter means: words and conditions that must all hold, an order, a grouping, and what was not understood."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from govtui.pinyin import sought_word
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
    """Folded; each must occur, literally or by pinyin."""
    predicates: tuple[Predicate, ...] = ()
    terms: tuple[str, ...] = ()
    """What the predicates were made from, one each: equal terms let through the same rows."""
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

    def select(self, rows: Sequence[TaskRow]) -> tuple[TaskRow, ...]:
        """Return the rows for which all terms hold, in their order."""
        found = list(rows)
        for word in self.words:
            found = _with_word(word, found)
        for predicate in self.predicates:
            found = [row for row in found if predicate(row)]
        return tuple(found)

    def narrows(self, other: Query) -> bool:
        """Say whether this query surely lets through no row that `other` keeps out: one more letter was typed."""
        if not set(other.terms) <= set(self.terms):
            return False
        return all(any(_implies(word, old) for word in self.words) for old in other.words)


def _implies(word: str, old: str) -> bool:
    """Say whether each text that holds `word` also holds `old`.

    By pinyin that is so only for the beginning of a word, and not for a single letter, which is no syllable yet.
    """
    if word == old:
        return True
    if any("a" <= char <= "z" for char in old):
        return len(old) > 1 and word.startswith(old)
    return old in word


def _with_word(word: str, rows: list[TaskRow]) -> list[TaskRow]:
    """Return the rows that hold a word, literally or by pinyin."""
    sought = sought_word(word)
    if not sought.letters and not sought.read_otherwise:
        return [row for row in rows if word in (row.haystack or row.folded())]
    if not sought.read_otherwise:
        return [row for row in rows if word in (row.initials or row.lettered())]
    within = sought.within
    return [row for row in rows if within(row.haystack or row.folded(), row.initials or row.lettered())]


EVERYTHING = Query()
"""The query that lets everything through."""
