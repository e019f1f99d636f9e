"""How the columns of a source's table share the width of its pane. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence

from govtui.intake.columns import Column
from govtui.intake.grid import Cell, Merge
from govtui.intake.labels import FIELD_LABELS
from govtui.text import one_line, width

GAP = 1
"""Blank cells behind a column."""
NARROWEST = 6
WIDEST = 40
"""Cells that a column takes at most while others want room."""
SAMPLE = 120
"""Rows whose texts are measured."""


def column_label(columns: Sequence[Column], place: int) -> str:
    """Return what a column was taken for."""
    return FIELD_LABELS[columns[place].field] if place < len(columns) else "" if columns else f"第{place + 1}栏"


def wanted_widths(rows: Sequence[Sequence[Cell]], columns: Sequence[Column]) -> list[int]:
    """Return the cells that each column of a table would like to have, by its label and its longest text."""
    count = max((len(row) for row in rows), default=0)
    wanted = [max(NARROWEST - 2, width(column_label(columns, place)) + 1) for place in range(count)]
    for row in rows[:SAMPLE]:
        for place, cell in enumerate(row):
            wanted[place] = max(wanted[place], min(WIDEST, width(cell_line(cell)[:WIDEST])))
    return wanted


def shared(wanted: Sequence[int], cells: int, first: int = 0) -> list[int]:
    """Return the widths in which columns from `first` on stand in `cells`; those that do not fit are left out.

    Where not all have what they want, what is there beyond the narrowest is shared by what they lack: the column of
    the requirements, which lacks most, has most of it.
    """
    open_columns = list(wanted[first:])
    smallest = [min(want, NARROWEST) + GAP for want in open_columns]
    while len(smallest) > 1 and sum(smallest) > cells:
        smallest.pop()
    wanted_here = open_columns[: len(smallest)]
    widths = [min(want, NARROWEST) for want in wanted_here]
    room = max(0, cells - GAP * len(widths) - sum(widths))
    lacking = [want - got for want, got in zip(wanted_here, widths, strict=True)]
    if widths and sum(lacking) <= room:
        widths = wanted_here
        widths[widths.index(max(widths))] += room - sum(lacking)
    elif widths:
        widths = [got + room * lack // sum(lacking) for got, lack in zip(widths, lacking, strict=True)]
    return widths


def first_shown(wanted: Sequence[int], cells: int, cursor: int) -> int:
    """Return the first column to be shown so that the one under the cursor is; 0 if that will do."""
    first = 0
    while first < cursor and cursor >= first + len(shared(wanted, cells, first)):
        first += 1
    return first


def cell_line(cell: Cell) -> str:
    """Return a cell's text on one line; a cell that is part of the one above shows a ditto mark."""
    if cell.merge is Merge.UP:
        return "〃"
    return one_line("".join(paragraph.replace("\n", "") for paragraph in cell.paragraphs))
