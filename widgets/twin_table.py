"""Pairs of tasks that may be the same matter, the likest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from rich.style import Style
from textual.strip import Strip

from govtui.text import one_line, pad, width
from widgets.columns import GAP
from widgets.line_bar import clipped
from widgets.row_list import RowList
from widgets.segments import Line

_LIKENESS_CELLS = 5
_LEAST_ID_CELLS = 4


class TwinRow(NamedTuple):
    """A pair as it stands in the table."""

    likeness: str
    first: str
    second: str
    requirement: str


class TwinTable(RowList):
    """How like two tasks are, their ids, and what the first demands."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set()

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._row_at: Callable[[int], TwinRow] = lambda _place: TwinRow("", "", "", "")
        self._id_cells = _LEAST_ID_CELLS
        self._empty_text = ""

    def show(self, ids: Sequence[str], count: int, cursor: int, row_at: Callable[[int], TwinRow], empty: str) -> None:
        """Show `count` pairs of tasks, which have some `ids`, with the cursor on one of them."""
        self._row_at, self._empty_text = row_at, empty
        self._id_cells = max(_LEAST_ID_CELLS, *map(width, ids)) if ids else _LEAST_ID_CELLS
        self.hold(count, cursor)

    def header_line(self, cells: int) -> Line:
        """Return the names of the columns."""
        return self._aligned(TwinRow("相似", "编号", "编号", "前一项的具体要求"), cells, "")

    def row_strip(self, place: int, cells: int, base: Style) -> Strip:
        """Draw a pair."""
        return self.draw(self._aligned(self._row_at(place), cells, "strong"), cells, base)

    def empty_line(self) -> Line:
        """Return what stands there where there is no pair."""
        return [(f"  {self._empty_text}", "label")]

    def _aligned(self, row: TwinRow, cells: int, ink: str) -> Line:
        gap = (" " * GAP, "")
        line: Line = [gap, (pad(row.likeness, _LIKENESS_CELLS, "right"), ink)]
        for task_id in (row.first, row.second):
            line += [gap, (pad(task_id, self._id_cells), "")]
        return clipped([*line, gap, (one_line(row.requirement), "")], cells)
