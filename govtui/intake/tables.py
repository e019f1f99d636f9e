"""The tables of a source put together where pages cut them, and its text outside of them as one more table.

A table that Word, a web page or a PDF file breaks off goes on as a table of its own, with its header or without. Where
headings stand between tables of one header (a table under each heading), they are headings of one plan.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from govtui.intake.grid import Cell, Grid, Line, Merge, Row, Source
from govtui.intake.header import find_header
from govtui.intake.kinds import ends_sentence, heading_rank, is_caption, looks_like_number
from govtui.intake.rows import spans
from govtui.intake.words import looks_like_header
from govtui.text import squeeze

TEXT_NAME = "正文"
"""What the text outside of the tables is called where it can be chosen like a table."""
FEWEST_LINES = 5
"""Lines outside of the tables from which they can hold a plan of their own."""
LONGEST_HEADING = 60
MOST_BETWEEN = 3
"""Lines between two tables that can be headings of the second."""

_NOTHING = re.compile(r"[-—–－\s]*\d{0,4}[-—–－\s]*|第\s*\d{1,4}\s*页.{0,12}|[（(]?续表?[）)]?")


def put_together(source: Source) -> Source:
    """Return a source whose tables are whole, with the text outside of them as the last one where there is enough."""
    if source.ways:
        return msgspec.structs.replace(source, grids=tuple(_parted(grid)[0] for grid in source.grids))
    grids: list[Grid] = []
    solid = (msgspec.structs.replace(grid, solid=not grid.is_stack) for grid in source.grids)
    for grid in (part for whole in solid for part in _parted(whole)):
        joined = _joined(grids[-1], grid) if grids and _in_one_text(source.grids) else None
        if joined is None:
            grids.append(grid)
        else:
            grids[-1] = joined
    return _with_text(msgspec.structs.replace(source, grids=tuple(grids)))


def _parted(grid: Grid) -> list[Grid]:
    """Return the tables of a grid: below a caption (附件2 …) with another header begins another one."""
    header = None if grid.is_stack else find_header(grid)
    if header is None:
        return [grid]
    known = {*header.names, *header.parents}
    for index in range(header.end + 1, len(grid.rows) - 1):
        if not _is_caption(grid.rows[index]):
            continue
        texts = [cell.text for cell in grid.rows[index + 1].cells if cell.paragraphs]
        if len(texts) > 1 and not set(texts) <= known and all(map(_may_name, texts)):
            first = msgspec.structs.replace(grid, rows=grid.rows[:index])
            return [first, *_parted(msgspec.structs.replace(grid, rows=grid.rows[index + 1 :]))]
    return [grid]


def _is_caption(row: Row) -> bool:
    first = row.cells[0]
    alone = bool(first.paragraphs) and not any(cell.paragraphs for cell in row.cells[1:])
    return alone and is_caption(first.text)


def _may_name(text: str) -> bool:
    return looks_like_header(text) and not looks_like_number(text) and not ends_sentence(text)


def _in_one_text(grids: Sequence[Grid]) -> bool:
    """Tell whether the tables stand below one another in one text, and are not sheets with lines of their own."""
    return not any(grid.name for grid in grids)


def _joined(above: Grid, below: Grid) -> Grid | None:
    """Return two tables as one, None where the second is another one."""
    if above.is_stack or below.is_stack or not above.rows or not below.rows:
        return None
    between = _lines_between(above, below)
    header, repeated = find_header(above), find_header(below)
    if header is None or (repeated is not None and repeated.names != header.names):
        return None
    width, other = len(above.rows[0].cells), len(below.rows[0].cells)
    if repeated is None and (between or width != other):
        return None
    if len(between) > MOST_BETWEEN or not all(map(_is_heading, between)):
        return None
    headings = tuple(_heading_row(line, other) for line in between)
    rows = _merged_on(above, below, repeated.end if repeated else 0) if width == other and not between else below.rows
    first = msgspec.structs.replace(rows[0], after_break=True)
    return Grid(
        rows=(*above.rows, *headings, first, *rows[1:]),
        lines=above.lines,
        solid=True,
        states_merges=above.states_merges or below.states_merges,
        name=above.name,
    )


def _merged_on(above: Grid, below: Grid, start: int) -> tuple[Row, ...]:
    """Return the rows of a table below a cut, those from `start` on going on with cells that the cut went through.

    Such a cell has no text there; it is one where its column has merged cells above, down to the first text in it.
    """
    going_on = {place for row in above.rows for place, cell in enumerate(row.cells) if cell.merge is Merge.UP}
    rows = list(below.rows)
    for index in range(start, len(rows)):
        cells = list(rows[index].cells)
        for place in tuple(going_on):
            if cells[place].paragraphs:
                going_on.discard(place)
            elif cells[place].merge is Merge.NONE:
                cells[place] = msgspec.structs.replace(cells[place], merge=Merge.UP)
        if not going_on:
            break
        rows[index] = msgspec.structs.replace(rows[index], cells=tuple(cells))
    return tuple(rows)


def _lines_between(above: Grid, below: Grid) -> list[Line]:
    end, start = above.rows[-1].last_line, below.rows[0].first_line
    return [line for line in above.lines if end < line.number < start and not _NOTHING.fullmatch(line.text.strip())]


def _is_heading(line: Line) -> bool:
    text = squeeze(line.text)
    return heading_rank(text) is not None and len(text) <= LONGEST_HEADING and not ends_sentence(text)


def _heading_row(line: Line, width: int) -> Row:
    cell = Cell((line.text.strip(),), line.number, line.number)
    covered = Cell((), line.number, line.number, Merge.LEFT)
    return Row((cell, *[covered] * (width - 1)))


def headings_above(grid: Grid, start: int) -> tuple[Line, ...]:
    """Return the headings that stand right above the header of a table, `start` being its row, the outermost first.

    They count only where the tables that follow have such headings too: a lone one may be the title.
    """
    if not any(spans(row) and heading_rank(row.cells[0].text) is not None for row in grid.rows[start + 1 :]):
        return ()
    above = [line for line in grid.above(start) if line.text.strip()]
    headings: list[Line] = []
    while above and len(headings) < MOST_BETWEEN and _is_heading(above[-1]):
        headings.insert(0, above.pop())
    return tuple(headings)


def _with_text(source: Source) -> Source:
    """Return the source with the lines outside of its tables as one more table, a stack."""
    if not _in_one_text(source.grids) or all(grid.is_stack for grid in source.grids):
        return source
    lines = source.grids[0].lines
    taken = {number for grid in source.grids for row in grid.rows for number in _numbers(row)}
    outside = [line for line in lines if line.number not in taken and line.text.strip()]
    if len(outside) < FEWEST_LINES:
        return source
    numbers = {line.number for line in outside}
    rows = tuple(
        Row((Cell((line.text.strip(),), line.number, line.number),), line.number - 1 not in numbers) for line in outside
    )
    return msgspec.structs.replace(source, grids=(*source.grids, Grid(rows=rows, lines=lines, name=TEXT_NAME)))


def _numbers(row: Row) -> range:
    return range(row.first_line, row.last_line + 1)
