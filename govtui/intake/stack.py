"""A stack of cells to rows: text copied from a web page has one cell a line, no row marks and no empty cells.

Which cell belongs to which column is found as a whole: of all ways to lay the stack on the columns, row after row, the
one in which the cells suit their columns best (`kinds.misfit`) and the fewest cells are missing (Viterbi's algorithm,
time proportional to the cells). A theme column may hold two levels in each row: a row then has 5, 4 or 3 cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec

from govtui.intake.columns import Column, Field, assign
from govtui.intake.fates import Fate, Fates
from govtui.intake.grid import Cell, Grid, Row
from govtui.intake.header import Header
from govtui.intake.kinds import IMPOSSIBLE, ends_sentence, goes_on, heading_rank, is_note, misfit
from govtui.intake.records import make_record
from govtui.intake.rows import Table

_MISSING = {
    Field.SEQ: 5.0,
    Field.THEME: 0.0,
    Field.REQUIREMENT: 12.0,
    Field.UNITS: 2.5,
    Field.LEAD: 2.5,
    Field.SUPPORT: 0.3,
    Field.MEASURE: 1.0,
    Field.DEADLINE: 3.0,
    Field.OTHER: 0.2,
}
"""What it costs that a row lacks a column: merged cells have no text, 配合单位 is often empty, a requirement never."""
_LACKS_INNER = 2.0
"""A new outer theme nearly always brings a new inner one."""
_WRONG_RANK = 3.0
"""一、 in the place of the inner theme, （一） in that of the outer one."""
_SAME_CELL = {
    Field.UNITS: 2.0,
    Field.LEAD: 2.0,
    Field.SUPPORT: 2.0,
    Field.MEASURE: 2.0,
    Field.DEADLINE: 3.0,
    Field.OTHER: 1.0,
}
_SAME_CELL_ELSEWHERE = 7.0
"""What it costs to take a paragraph as more of the cell before it; next to nothing where that breaks off."""
_BROKEN_OFF = 0.3
_LEAVE = 2.0
_OUTSIDE = 1.5
_LOST_PROSE = 4.0
"""The cells after the last row: to end the table, for each cell, and more for one that reads like a requirement."""


def read_stack(grid: Grid, header: Header) -> Table:
    """Return the table below the header of a stack; cells after its last row are left without a fate."""
    fates: Fates = {}
    cells = list(_cells(grid, header, fates))
    slots = _slots(assign(header.names))
    records = []
    outer_known = False
    for row in _completed(_rows(cells, slots), slots) if cells else ():
        lines = [number for cell in row.values() for number in (cell.line, cell.last_line)]
        empty = Cell((), min(lines), max(lines))
        placed = [(column, row.get(place, empty)) for place, column in enumerate(slots)]
        record = make_record(placed, slots, page=0, states_merges=grid.states_merges)
        outer_known = outer_known or bool(record.themes and record.themes[0])
        if record.themes and not outer_known:  # in a stack an outer theme comes before its inner ones
            record = msgspec.structs.replace(record, themes=("", *record.themes[1:]))
        records.append(record)
        for place, cell in row.items():
            fate = Fate.THEME if slots[place].field is Field.THEME else Fate.TASK
            fates.update(dict.fromkeys(range(cell.line, cell.last_line + 1), fate))
    return Table(slots, tuple(records), fates)


def _slots(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return the columns with two places for the theme where it has one column."""
    themes = [place for place, column in enumerate(columns) if column.field is Field.THEME]
    if len(themes) != 1:
        return columns
    return (*columns[: themes[0]], columns[themes[0]], *columns[themes[0] :])


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
            for row in following:
                fates[row.first_line] = Fate.REPEATED_HEADER
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


class _Step(NamedTuple):
    """Where a cell was laid on the best way to it."""

    cost: float
    source: int
    """The slot of the cell before."""
    begins: bool
    """The cell begins a row."""


def _lay(texts: Sequence[str], slots: Sequence[Column]) -> list[tuple[int, bool]]:
    """Return for each cell of the best layout its slot and whether it begins a row.

    The slot is `len(slots)` for cells after the table.
    """
    outside = len(slots)
    before = [_missing(slots, 0, slot) for slot in range(outside)]
    after = [_missing(slots, slot + 1, outside, outer=slot) for slot in range(outside)] + [0.0]
    within = {(i, j): _missing(slots, i + 1, j, outer=i) for j in range(outside) for i in range(j)}
    first = [_Step(before[slot] + _suits(slots, slot, texts[0]), slot, True) for slot in range(outside)]
    steps = [[*first, _Step(_LEAVE + _lost(texts[0]), outside, False)]]
    for previous, text in pairwise(texts):
        known = [step.cost for step in steps[-1]]
        row_end = min(range(outside), key=lambda slot: known[slot] + after[slot])
        row_cost = known[row_end] + after[row_end]
        broken = goes_on(previous)
        layer = []
        for slot, column in enumerate(slots):
            again = _BROKEN_OFF if broken else _SAME_CELL.get(column.field, _SAME_CELL_ELSEWHERE)
            ways = [_Step(known[i] + within[i, slot], i, False) for i in range(slot)]
            ways += [_Step(row_cost + before[slot], row_end, True), _Step(known[slot] + again, slot, False)]
            best = min(ways)
            layer.append(best._replace(cost=best.cost + _suits(slots, slot, text)))
        left = min(_Step(known[outside], outside, False), _Step(row_cost + _LEAVE, row_end, False))
        layer.append(left._replace(cost=left.cost + _lost(text)))
        steps.append(layer)
    slot = min(range(outside + 1), key=lambda slot: steps[-1][slot].cost + after[slot])
    path = []
    for layer in reversed(steps):
        path.append((slot, layer[slot].begins))
        slot = layer[slot].source
    return path[::-1]


def _missing(slots: Sequence[Column], start: int, end: int, outer: int | None = None) -> float:
    """Return what it costs that the slots from `start` up to `end` are empty after `outer`."""
    cost = sum(_MISSING[column.field] for column in slots[start:end])
    leaves_inner = outer is not None and start < end and slots[outer].field is slots[start].field is Field.THEME
    return cost + (_LACKS_INNER if leaves_inner else 0.0)


def _suits(slots: Sequence[Column], slot: int, text: str) -> float:
    field = slots[slot].field
    cost = misfit(field, text)
    if field is Field.THEME and (rank := heading_rank(text)) is not None:
        themes = [place for place, column in enumerate(slots) if column.field is Field.THEME]
        cost += _WRONG_RANK * (len(themes) > 1 and (rank == 0) != (slot == themes[0]))
    return min(cost, IMPOSSIBLE)


def _lost(text: str) -> float:
    if is_note(text):
        return 0.0
    return _OUTSIDE + (_LOST_PROSE if ends_sentence(text) or len(text) > 30 else 0.0)


def _rows(cells: Sequence[Cell], slots: Sequence[Column]) -> list[dict[int, Cell]]:
    """Return the rows of a stack, each with its cells by slot."""
    rows: list[dict[int, Cell]] = []
    for cell, (slot, begins) in zip(cells, _lay([cell.text for cell in cells], slots), strict=True):
        if slot == len(slots):
            break
        if begins:
            rows.append({})
        known = rows[-1].get(slot, Cell((), cell.line))
        rows[-1][slot] = Cell(known.paragraphs + cell.paragraphs, known.line, cell.last_line)
    return rows


def _completed(rows: Sequence[dict[int, Cell]], slots: Sequence[Column]) -> list[dict[int, Cell]]:
    """Return the rows with those put together that are one requirement of several paragraphs.

    A row that opens a theme and has nothing but a requirement cannot inherit its units from another theme: what is
    said of it comes after its next paragraph.
    """
    content = next(place for place, column in enumerate(slots) if column.field is Field.REQUIREMENT)
    done: list[dict[int, Cell]] = []
    for row in rows:
        previous = done[-1] if done else {}
        opens = len(done) == 1 or min(previous, default=content) < content
        if opens and content in previous and max(previous) == content and min(row) == content:
            cell, more = previous[content], row[content]
            done[-1] = {**previous, **row, content: Cell(cell.paragraphs + more.paragraphs, cell.line, more.last_line)}
        else:
            done.append(row)
    return done
