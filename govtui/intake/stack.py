"""A stack of cells to records: text copied from a web page has one cell a line, no row marks and no empty cells.

A theme column may hold two levels in each row: a row then has 5, 4 or 3 cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govtui.intake.columns import Column, Field
from govtui.intake.fates import Fate, Fates
from govtui.intake.grid import Cell, Grid, Row
from govtui.intake.guessing import Decisions, columns_of
from govtui.intake.header import Header
from govtui.intake.kinds import nature
from govtui.intake.laying import SECTION, lay
from govtui.intake.records import make_record, value_columns
from govtui.intake.rows import Table, read_rows

MOST_SUB_COLUMNS = 2
"""Columns that rows have beyond the header where the cells of a table are known but not its rows."""
CONTENT_SHARE = 0.9
"""Share of the rows that must have a requirement."""
TWO_LEVELS_GAIN = 3.0
"""Cost by which a stack must lie better on two levels of themes than on one for there to be two."""


def read_stack(
    grid: Grid,
    header: Header,
    title: str | None,
    *,
    chosen: Decisions | None = None,
    decided: Fates | None = None,
) -> Table:
    """Return the table below the header of a stack; cells after its last row are left without a fate.

    `chosen` are the fields decided for some of its columns, `decided` the fates of some of its lines.
    """
    decided = decided or {}
    fates: Fates = {}
    cells = list(_cells(grid, header, fates))
    if rows := _cut_in_rows(cells, len(header.names)):
        names = Row(tuple(row.cells[0] for row in grid.rows[header.start : header.end]))
        table = read_rows(Grid(rows=(names, *rows)), Header(header.names, 0, 1), title, chosen=chosen, decided=decided)
        return Table(table.columns, table.records, {**fates, **table.fates})
    headings = [cell for cell in cells if decided.get(cell.line) is Fate.THEME]
    cells = [cell for cell in cells if decided.get(cell.line) in (None, Fate.TASK, Fate.CONTINUATION)]
    fates.update((cell.line, Fate.THEME) for cell in headings)
    slots, laid = _lay(cells, columns_of(header.names, [], chosen), decided)
    wanted = value_columns(slots)
    records = []
    for row in _completed(laid, slots):
        lines = [number for cell in row.values() for number in (cell.line, cell.last_line)]
        empty = Cell((), min(lines), max(lines))
        records.append(
            make_record(
                [(column, row.get(place, empty)) for place, column in enumerate(slots)],
                wanted,
                page=0,
                sections=tuple(cell.text for cell in headings if cell.line < min(lines))[-1:],
                begins=_BEGINS.get(decided.get(min(lines), Fate.LEFT_OUT)),
            )
        )
        for place, cell in row.items():
            fate = Fate.THEME if slots[place].field is Field.THEME else Fate.TASK
            fates.update(dict.fromkeys(range(cell.line, cell.last_line + 1), fate))
    return Table(slots, tuple(records), fates)


def _cells(grid: Grid, header: Header, fates: Fates) -> Iterator[Cell]:
    """Give the cells below the header, without the header's repetitions.

    Where blank lines part the names of the header they part the cells too: lines without one between are one cell.
    """
    rows = grid.rows
    spaced = all(row.after_break for row in rows[header.start + 1 : header.end])
    index = header.end
    while index < len(rows):
        following = rows[index : index + len(header.names)]
        if tuple(row.cells[0].text for row in following) == header.names:
            fates.update(dict.fromkeys((row.first_line for row in following), Fate.REPEATED_HEADER))
            index += len(following)
            continue
        end = index + 1
        while spaced and end < len(rows) and not rows[end].after_break:
            end += 1
        yield _one_cell(rows[index:end])
        index = end


def _one_cell(rows: Sequence[Row]) -> Cell:
    cells = [row.cells[0] for row in rows]
    if len(cells) == 1:
        return cells[0]
    text = "\n".join(paragraph for cell in cells for paragraph in cell.paragraphs)
    return Cell((text,), cells[0].line, cells[-1].last_line)


def _cut_in_rows(cells: Sequence[Cell], columns: int) -> list[Row]:
    """Return the rows of a stack that has its empty cells, and so rows of one length; nothing for any other."""
    if all(cell.paragraphs for cell in cells):
        return []
    for width in range(columns, columns + MOST_SUB_COLUMNS + 1):
        rows = [Row(tuple(cells[start : start + width])) for start in range(0, len(cells), width)]
        filled = [
            sum(bool(row.cells[place].paragraphs) for row in rows if len(row.cells) == width) for place in range(width)
        ]
        if len(cells) % width == 0 and max(filled) >= CONTENT_SHARE * len(rows):
            return rows
    return []


_BEGINS = {Fate.TASK: True, Fate.CONTINUATION: False}
"""What a clerk's decision about its first cell says about a row."""

_LaidRow = dict[int, Cell]
"""The cells of a row by their slots."""


def _lay(
    cells: Sequence[Cell], columns: tuple[Column, ...], decided: Fates
) -> tuple[tuple[Column, ...], list[_LaidRow]]:
    """Return the slots of a stack and its rows; a single theme column has two slots where it holds two levels."""
    natures = [nature(cell.text) for cell in cells]
    begins = [decided.get(cell.line) is Fate.TASK for cell in cells]
    themes = [place for place, column in enumerate(columns) if column.field is Field.THEME]
    if not themes or columns[0].field is Field.SEQ:
        columns = (SECTION, *columns)
        themes = [place + 1 for place in themes]
    slots, best = columns, lay(natures, columns, begins)
    if len(themes) == 1:
        doubled = (*columns[: themes[0]], columns[themes[0]], *columns[themes[0] :])
        other = lay(natures, doubled, begins)
        if other.cost + TWO_LEVELS_GAIN < best.cost:
            slots, best = doubled, other
    rows: list[_LaidRow] = []
    for cell, place in zip(cells, best.places, strict=True):
        if place.slot == len(slots):
            break
        if place.begins:
            rows.append({})
        known = rows[-1].get(place.slot, Cell((), cell.line))
        rows[-1][place.slot] = Cell(known.paragraphs + cell.paragraphs, known.line, cell.last_line)
    return slots, rows


def _completed(rows: Sequence[_LaidRow], slots: Sequence[Column]) -> list[_LaidRow]:
    """Return the rows with those put together that are one requirement of several paragraphs.

    A row that opens a theme and has nothing but a requirement cannot inherit its units from another theme: what is
    said of it comes after its next paragraph.
    """
    content = next(place for place, column in enumerate(slots) if column.field is Field.REQUIREMENT)
    done: list[_LaidRow] = []
    for row in rows:
        above = done[-1] if done else {}
        opens = len(done) == 1 or min(above, default=content) < content
        if opens and content in above and max(above) == content and min(row) == content:
            cell, more = above[content], row[content]
            done[-1] = {**above, **row, content: Cell(cell.paragraphs + more.paragraphs, cell.line, more.last_line)}
        else:
            done.append(row)
    return done
