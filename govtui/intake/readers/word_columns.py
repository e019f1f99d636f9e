"""The columns of a table of Word's: from cells that say how many columns of its ruler they cover to a full grid.

Word rules a table finer than anybody sees. Where the edges of two rows do not quite meet there are slivers, columns
that no row fills; and rows may have edges of their own altogether although their cells stand below each other in order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from govtui.intake.grid import Cell, Merge, Row

SLIVER = 170
"""Twentieths of a point (3 mm): edges that are closer are meant to be one."""
_UNKNOWN_WIDTH = 1000
_WIDEST = 31_680
"""Twentieths of a point that a table can be wide (22 inches)."""


class Placed(NamedTuple):
    """A cell on the ruler: from an edge up to and without another one."""

    start: int
    end: int
    paragraphs: tuple[str, ...] = ()
    goes_on: bool = False
    """It is part of the cell above."""
    taken: bool = False
    """It says something, be it by the cell of which it is a part."""


class PlacedRow(NamedTuple):
    """A row with its line in the source."""

    cells: tuple[Placed, ...]
    line: int


class _Edges(NamedTuple):
    """Edges of the ruler that are meant to be one."""

    members: tuple[int, ...]
    taken: int
    """The rows in which a cell that says something begins here, a bit each."""
    orders: frozenset[tuple[int, int]]
    """Which cell of how many that is in its row."""

    def joined(self, other: _Edges) -> _Edges:
        return _Edges(self.members + other.members, self.taken | other.taken, self.orders | other.orders)


def full_rows(rows: Sequence[PlacedRow], widths: Sequence[int]) -> list[Row]:
    """Return rows of equally many cells, without the columns that are blank in all of them.

    `widths` are those of the ruler's columns in twentieths of a point, as far as they are known.
    """
    columns = {
        edge: column for column, edges in enumerate(_meant(rows, widths)) for edge in edges.members
    }  # the column that begins at each edge
    full = [_full_row(row, columns) for row in rows]
    count = max(columns.values(), default=-1) + 1
    kept = [place for place in range(count) if any(row.cells[place].paragraphs for row in full)]
    if len(kept) == count:
        return full
    return [Row(tuple(row.cells[place] for place in kept)) for row in full]


def _meant(rows: Sequence[PlacedRow], widths: Sequence[int]) -> list[_Edges]:
    """Return the edges that begin columns, those put together that are meant to be one, the nearest first."""
    found = _found(rows)
    along = _positions(widths, max((edges.members[-1] for edges in found), default=0))
    while True:
        apart = [
            (along[right.members[0]] - along[left.members[-1]], place)
            for place, (left, right) in enumerate(pairwise(found))
            if _may_be_one(left, right, along)
        ]
        if not apart:
            return found
        _, place = min(apart)
        found[place : place + 2] = [found[place].joined(found[place + 1])]


def _found(rows: Sequence[PlacedRow]) -> list[_Edges]:
    taken: dict[int, int] = {}
    orders: dict[int, set[tuple[int, int]]] = {}
    for number, row in enumerate(rows):
        for order, cell in enumerate(row.cells):
            taken.setdefault(cell.start, 0)
            if cell.taken:
                taken[cell.start] |= 1 << number
                orders.setdefault(cell.start, set()).add((order, len(row.cells)))
    return [_Edges((edge,), taken[edge], frozenset(orders.get(edge, ()))) for edge in sorted(taken)]


def _positions(widths: Sequence[int], last: int) -> list[int]:
    """Return how far each edge is from the left."""
    along = [0]
    for place in range(last):
        width = widths[place] if place < len(widths) else 0
        along.append(along[-1] + (width if 0 < width <= _WIDEST else _UNKNOWN_WIDTH))
    return along


def _may_be_one(left: _Edges, right: _Edges, along: Sequence[int]) -> bool:
    """Tell whether no row has cells that say something at both, and they are close or of one order in their rows."""
    if left.taken & right.taken:
        return False
    return along[right.members[-1]] - along[left.members[0]] <= SLIVER or len(left.orders | right.orders) == 1


def _full_row(row: PlacedRow, columns: Mapping[int, int]) -> Row:
    cells: dict[int, Cell] = {}
    for cell in row.cells:
        column = columns[cell.start]
        if column in cells and not cell.taken and cells[column].merge is not Merge.LEFT:
            continue  # a blank sliver behind the cell that has the column
        merge = Merge.UP if cell.goes_on else Merge.NONE
        cells[column] = Cell(cell.paragraphs, row.line, row.line, merge)
        for edge in range(cell.start + 1, cell.end):
            covered = columns.get(edge, column)
            if covered > column:
                cells[covered] = Cell((), row.line, row.line, Merge.UP if cell.goes_on else Merge.LEFT)
    blank = Cell((), row.line, row.line)
    return Row(tuple(cells.get(column, blank) for column in range(max(columns.values()) + 1)))
