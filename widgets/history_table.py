"""The table of the history, newest first: draws only the entries in its window, and asks for no others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.style import Style
from textual.strip import Strip

from govtui.review.entries import Head, moment_words, task_words
from govtui.text import one_line, pad
from widgets.columns import GAP
from widgets.line_bar import clipped
from widgets.row_list import RowList
from widgets.segments import Line, Piece

HeadAt = Callable[[int], Head | None]
"""Gives the entry at a place, counted from 0; None for one that cannot be read."""

_TIME_CELLS = 16
_PERSON_CELLS = 8
_TASK_CELLS = 10
_ROOMY_PERSON_CELLS = 14
_ROOMY_FROM = 100
"""From this many columns on, a name may be longer."""


class HistoryTable(RowList):
    """When, who, what of each entry, under a fixed header. What does not stand any more is marked by a word."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set()

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._head_at: HeadAt = lambda _place: None
        self._number_cells = 2
        self._empty_text = ""

    def show(self, count: int, cursor: int, head_at: HeadAt, highest: int, empty_text: str = "") -> None:
        """Show `count` entries with the cursor on one of them; `highest` is the highest number that can come."""
        self._head_at = head_at
        self._number_cells = max(2, len(str(highest)))
        self._empty_text = empty_text
        self.hold(count, cursor)

    def header_line(self, cells: int) -> Line:
        """Return the names of the columns."""
        return self._aligned([("号", ""), ("时间", ""), ("操作人", ""), ("任务", "")], [("内容", "")], cells)

    def row_strip(self, place: int, cells: int, base: Style) -> Strip:
        """Draw an entry."""
        head = self._head_at(place)
        if head is None:
            return self.draw([("  这一条读不出来", "label")], cells, base)
        ink = "label" if head.mark else ""
        marks = [(f"{head.mark} ", "yellow")] if head.mark else []
        fixed = [
            (str(head.number), "label"),
            (moment_words(head.time), ink),
            (one_line(head.person), ink),
            (task_words(head.tasks, 1), ink),
        ]
        return self.draw(self._aligned(fixed, [*marks, (one_line(head.deed), ink)], cells), cells, base)

    def empty_line(self) -> Line:
        """Return what stands there where there is no entry."""
        return [(f"  {self._empty_text}", "label")]

    def _aligned(self, fixed: Sequence[Piece], said: Line, cells: int) -> Line:
        """Return the columns, those before the last in widths of their own."""
        person_cells = _ROOMY_PERSON_CELLS if cells >= _ROOMY_FROM else _PERSON_CELLS
        widths = (self._number_cells, _TIME_CELLS, person_cells, _TASK_CELLS)
        line: Line = []
        for (text, ink), column, align in zip(fixed, widths, ("right", "left", "left", "left"), strict=True):
            line += [(" " * GAP, ""), (pad(text, column, align), ink)]
        line.append((" " * GAP, ""))
        return clipped([*line, *said], cells)
