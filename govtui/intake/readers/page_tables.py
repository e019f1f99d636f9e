"""Tables of a web page to rows of equal length, and which of its tables only arrange the page.

Cells are placed by what they span without spreading it out: `colspan="1000"` costs no more than `colspan="2"`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec

from govtui.errors import IntakeError
from govtui.intake.grid import Cell, Line, Merge, Row
from govtui.intake.readers.page_parts import PageCell, PageTable

MAX_ROWS = 50_000
MAX_COLUMNS = 100
"""Columns with text in them."""
MAX_PLACES = 400
"""Columns where a cell begins, those without text included."""
MAX_CELLS = 1_000_000
"""Cells of a table with those that merged ones cover."""
MAX_TEXT = 20_000
"""Characters of a cell."""
FEWEST_DATA_ROWS = 3
FEWEST_DATA_CELLS = 3
"""A table with others in it holds data itself if it has so many rows with so many cells of mere text."""

_HINT = "请只保留任务分解表，另存后再导入"


class Placed(msgspec.Struct, frozen=True, gc=False):
    """A cell with text or not, and the columns that it covers, from `start` up to and without `end`."""

    paragraphs: tuple[str, ...]
    start: int
    end: int
    covered: bool = False
    """It began in a row above."""


def holds_data(table: PageTable) -> bool:
    """Tell whether a table is one of rows and columns and does not merely arrange the page.

    One with other tables in it arranges them, unless most of its own rows are cells of mere text.
    """
    rows = list(table.rows)
    written = [sum(any(isinstance(part, str) for part in cell.content) for cell in row) for row in rows]
    if any(isinstance(part, PageTable) for row in rows for cell in row for part in cell.content):
        full = sum(count >= FEWEST_DATA_CELLS for count in written)
        return full >= FEWEST_DATA_ROWS and full * 2 > len([count for count in written if count])
    return sum(count > 0 for count in written) > 1 and max(written) > 1


def paragraphs_of(cell: PageCell) -> tuple[str, ...]:
    """Return the paragraphs of a cell; each row of a table in it is one."""
    return tuple(_paragraphs(cell))


def _paragraphs(cell: PageCell) -> Iterator[str]:
    for part in cell.content:
        if isinstance(part, str):
            yield part
        else:
            for row in part.rows:
                if texts := [" ".join(paragraphs_of(inner)) for inner in row]:
                    yield " ".join(filter(None, texts))


def rows_of(table: PageTable, first_line: int) -> tuple[tuple[Row, ...], tuple[Line, ...], bool]:
    """Return the rows of a table with their lines, and whether it has cells that are merged downwards.

    Rows and columns without any text are left out; each row of the rest is a line from `first_line` on.
    """
    placed = [row for row in _placed(table) if any(cell.paragraphs and not cell.covered for cell in row)]
    starts = sorted({cell.start for row in placed for cell in row if cell.paragraphs and not cell.covered})
    if len(starts) > MAX_COLUMNS:
        raise IntakeError("表格太宽", f"网页里的表格有 {len(starts)} 栏，最多能读 {MAX_COLUMNS} 栏", _HINT)
    if len(starts) * len(placed) > MAX_CELLS:
        raise IntakeError("表格太大", f"网页里的表格超过 {MAX_CELLS} 格", _HINT)
    rows: list[Row] = []
    lines: list[Line] = []
    for number, cells in enumerate(placed, first_line):
        row = Row(tuple(_row_cells(cells, starts, number)))
        rows.append(row)
        lines.append(Line("\t".join(" ".join(cell.lines) for cell in row.cells), number))
    merged = any(cell.covered and cell.paragraphs for row in placed for cell in row)
    return tuple(rows), tuple(lines), merged


def _row_cells(cells: Sequence[Placed], starts: Sequence[int], number: int) -> Iterator[Cell]:
    """Give the cells of a row, one for each of the columns that begin at `starts`."""
    blank = Cell((), number, number)
    left = Cell((), number, number, Merge.LEFT)
    up = Cell((), number, number, Merge.UP)
    at = 0
    for start in starts:
        while at < len(cells) and cells[at].end <= start:
            at += 1
        cell = cells[at] if at < len(cells) and cells[at].start <= start else None
        if cell is None or not cell.paragraphs:  # what an empty cell covers is empty, too
            yield blank
        elif cell.start != start:
            yield left
        else:
            yield up if cell.covered else Cell(cell.paragraphs, number, number)


def _placed(table: PageTable) -> Iterator[list[Placed]]:
    """Give the cells of each row from left to right with those that reach into it from above."""
    count = 0
    for group in _groups(table):
        reaching: list[tuple[Placed, int]] = []  # with the rows that are still to be covered
        for index, row in enumerate(group):
            count += 1
            if count > MAX_ROWS:
                raise IntakeError("表格太长", f"网页里的表格超过 {MAX_ROWS} 行", _HINT)
            above = [cell for cell, _rows in reaching]
            reaching = [(cell, rows - 1) for cell, rows in reaching if rows > 1]
            cells = list(above)
            for cell, start, end in _free_places(row, above):
                paragraphs = _checked(paragraphs_of(cell))
                cells.append(Placed(paragraphs, start, end))
                below = (cell.rows or len(group)) - 1
                if below and index + 1 < len(group):
                    reaching.append((Placed(paragraphs, start, end, covered=True), below))
            if len(cells) > MAX_PLACES:
                raise IntakeError("表格太宽", f"网页里的表格有一行超过 {MAX_PLACES} 格", _HINT)
            reaching.sort(key=lambda reach: reach[0].start)
            yield sorted(cells, key=lambda placed: placed.start)


def _groups(table: PageTable) -> Iterator[list[list[PageCell]]]:
    """Give the rows of each group in the order of the page: a cell does not span beyond its group."""
    order = {id(row): group for group in table.groups for row in group.rows}
    for _group, rows in groupby(table.rows, key=lambda row: id(order[id(row)])):
        yield list(rows)


def _free_places(row: Sequence[PageCell], above: Sequence[Placed]) -> Iterator[tuple[PageCell, int, int]]:
    """Give the cells of a row with the columns that they take: each the next that no cell from above covers.

    A cell that would run into one from above is cut: browsers lay one over the other.
    """
    at = 0
    taken = 0
    for cell in row:
        while taken < len(above) and above[taken].start <= at:
            at = max(at, above[taken].end)
            taken += 1
        end = at + cell.columns
        if taken < len(above):
            end = min(end, above[taken].start)
        yield cell, at, end
        at = end


def _checked(paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    if (length := sum(map(len, paragraphs))) > MAX_TEXT:
        raise IntakeError("单元格太长", f"网页里的一格有 {length} 个字，最多能读 {MAX_TEXT} 个", _HINT)
    return paragraphs
