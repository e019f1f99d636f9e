"""分类: by what tasks are told apart, and how many there are of each under a filter.

A facet's own terms do not count for its own values: who has chosen 推进中 still sees how many are 已完成. Counting goes
on in slices, so that keys come first however many tasks there are.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple, cast

from govtui.model import DeadlineKind, Status
from govtui.review.filter.context import Context
from govtui.review.filter.editing import has_term
from govtui.review.filter.reference import BY_NAME, Key
from govtui.review.filter.tally import keys_of
from govtui.review.filter.terms import terms_of
from govtui.review.orders import URGENCY
from govtui.review.rows import TaskRow
from govtui.review.view import TaskView
from govtui.text import fold, one_line

COUNTED_AT_ONCE = 1000
"""Tasks between two looks at the clock: less than a millisecond's work."""

SCANNED_AT_ONCE = 0.002
"""Seconds."""


class FacetValue(NamedTuple):
    """A value that tasks can have."""

    value: str
    """As it stands in a filter."""
    label: str
    """As the clerk sees it."""
    tasks: int
    """How many tasks have it."""
    chosen: bool
    """The filter asks for it."""


class Facet(NamedTuple):
    """What tasks are told apart by."""

    title: str
    field: str
    """Its name in a filter."""
    values: tuple[FacetValue, ...]


Keys = Callable[[TaskRow], Iterable[str]]


class _Kind(NamedTuple):
    title: str
    field: str
    keys: Callable[[Context], Keys]
    fixed: tuple[str, ...] = ()
    """Values that are always shown, in their order; without any, the values are sorted."""
    known: Callable[[Context], Iterable[str]] = lambda _context: ()
    """All values that tasks have."""
    largest_first: bool = False
    """Sorted by their numbers; else by themselves."""


def _units(context: Context) -> Keys:
    """Return for a row the units that it names, by the names under which they count, members of collectives too."""
    return cast("Keys", keys_of(Key.UNIT, context))


def _every_unit(context: Context) -> Iterable[str]:
    return dict.fromkeys(map(context.directory.canonical, context.directory.names))


def _themes(row: TaskRow) -> Iterable[str]:
    return set(map(one_line, row.task.themes))


def _every_theme(context: Context) -> Iterable[str]:
    return dict.fromkeys(map(one_line, context.stock.themes))


def _months(row: TaskRow) -> Iterable[str]:
    if due := row.reading.due:
        return (f"{due.year}-{due.month:02}",)
    return (_WITHOUT_A_DAY.get(row.task.deadline.kind, UNDATED),)


_MONTH = re.compile("[0-9]{4}-[0-9]{2}|长期|待定|无")
UNDATED = "无"
_WITHOUT_A_DAY = {DeadlineKind.ONGOING: "长期", DeadlineKind.AFTER: "待定"}

KINDS = (
    _Kind("办理状态", "状态", lambda _: lambda row: (row.task.status.label,), tuple(status.label for status in Status)),
    _Kind("亮灯", "灯", lambda _: lambda row: (row.reading.light.label,), tuple(light.label for light in URGENCY)),
    _Kind("完成时限", "时限", lambda _: _months),
    _Kind("责任单位", "单位", _units, known=_every_unit, largest_first=True),
    _Kind("重点任务", "主题", lambda _: _themes, known=_every_theme, largest_first=True),
    _Kind("来文", "来文", lambda _: lambda row: (row.task.document,), known=lambda context: context.stock.documents),
)
"""In the order in which they are shown."""


class FacetCounting:
    """The facets of a view, counted bit by bit."""

    def __init__(self, view: TaskView, documents: Mapping[str, str]) -> None:
        """Count under the filter of `view`; `documents` gives the names of documents by their ids."""
        self._view = view
        self._documents = documents
        self._steps = self._count()
        self._facets: list[Facet] = []

    @property
    def facets(self) -> tuple[Facet, ...]:
        """Those that are counted by now; all of them when `advance` has said so."""
        return tuple(self._facets)

    def advance(self, seconds: float) -> bool:
        """Count on for some time, and say whether all is counted."""
        end = time.monotonic() + seconds
        return all(time.monotonic() < end for _step in self._steps)

    def _count(self) -> Iterator[None]:
        view, text = self._view, self._view.query.text
        for kind in KINDS:
            rows = view.rows
            rest = _without(text, kind.field)
            if rest != text:
                scan = view.scan(rest)
                while not scan.advance(SCANNED_AT_ONCE):
                    yield
                rows = scan.view.rows
            counts: Counter[str] = Counter(dict.fromkeys((*kind.fixed, *self._asked(kind, rest)), 0))
            keys = kind.keys(view.context)
            for start in range(0, len(rows), COUNTED_AT_ONCE):
                counts.update(chain.from_iterable(map(keys, rows[start : start + COUNTED_AT_ONCE])))
                yield
            self._facets.append(self._facet(kind, counts, text if rest != text else ""))

    def _asked(self, kind: _Kind, rest: str) -> list[str]:
        """Return the values that the filter asks for and that tasks have, though perhaps none of those it lets through.

        Others were typed as a part of several values; `rest` is the filter without them.
        """
        text = self._view.query.text
        if rest == text or kind.fixed:
            return []
        asked = {value.text for term in terms_of(text) for value in term.values}
        if kind.field == "时限":
            return [value for value in asked if _MONTH.fullmatch(value) and has_term(text, kind.field, value)]
        known = kind.known(self._view.context)
        return [value for value in known if fold(value) in asked and has_term(text, kind.field, value)]

    def _facet(self, kind: _Kind, counts: Counter[str], text: str) -> Facet:
        ordered = list(counts) if kind.fixed else sorted(counts)
        if kind.largest_first:
            ordered.sort(key=lambda value: -counts[value])
        if kind.field == "来文":
            ordered.sort(key=lambda value: (len(value), value))
        values = (
            FacetValue(value, self._label(kind, value), counts[value], bool(text) and has_term(text, kind.field, value))
            for value in ordered
        )
        return Facet(kind.title, kind.field, tuple(values))

    def _label(self, kind: _Kind, value: str) -> str:
        if kind.field == "来文":
            return self._documents.get(value, value)
        if kind.field == "时限" and value[:4].isdigit():
            return f"{value[:4]}年{int(value[5:])}月"
        return "没有写" if kind.field == "时限" and value == UNDATED else value


def _without(text: str, field: str) -> str:
    """Return a filter without what it asks of a field; what it says that shall not be, stays."""
    rest = text
    for term in reversed(terms_of(text)):
        if term.field is not None and not term.negated and BY_NAME.get(term.field) is BY_NAME[field]:
            rest = f"{rest[: term.start].rstrip()} {rest[term.end :].lstrip()}".strip()
    return rest


def count_facets(view: TaskView, documents: Mapping[str, str]) -> tuple[Facet, ...]:
    """Return the facets of a view, counted at once."""
    counting = FacetCounting(view, documents)
    while not counting.advance(1.0):
        pass
    return counting.facets
