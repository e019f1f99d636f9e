"""The header of a table under the mouse: which title it points at, which column's edge it has taken. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence

from govtui.config import ColumnChoice
from widgets.columns import GAP, NARROWEST, WIDEST, Column


def column_at(columns: Sequence[Column], x: int) -> Column | None:
    """Return the column at a cell of the line, None between two of them and beyond the last."""
    start = GAP
    for column in columns:
        if start <= x < start + column.cells:
            return column
        start += column.cells + GAP
    return None


def edge_at(columns: Sequence[Column], x: int) -> int | None:
    """Return the place of the column whose right edge can be taken at a cell: the gap behind it; None elsewhere."""
    end = GAP
    for place, column in enumerate(columns):
        end += column.cells
        if end <= x < end + GAP:
            return place
        end += GAP
    return None


def with_edge(
    columns: Sequence[Column], choices: Sequence[ColumnChoice], place: int, x: int
) -> tuple[ColumnChoice, ...]:
    """Return the choice of columns after the right edge of the one at `place` was drawn to the cell `x`.

    `choices` are those before, none where the table found its columns itself.
    """
    start = GAP + sum(column.cells + GAP for column in columns[:place])
    cells = min(max(NARROWEST, x - start), WIDEST)
    before = choices or tuple(ColumnChoice(column.title) for column in columns)
    return tuple(ColumnChoice(each.name, cells) if at == place else each for at, each in enumerate(before))
