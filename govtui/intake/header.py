"""Where the header of a table is: the row, or the run of a stack's cells, that is made of column names."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby

import msgspec

from govtui.intake.grid import Grid, Merge, Row
from govtui.intake.words import CONTENT, Word, column_word, ending_word, looks_like_header
from govtui.wording.documents import find_year

FEWEST_IN_STACK = 3
"""Names that must follow one another in a stack, where any short line could be one by chance."""
MOST_IN_STACK = 20
"""Names that are looked for in a stack; the time to read it grows with their square."""

DEEPEST = 30
"""Rows among which a header that was pointed out before is looked for."""
LONGEST_SUB = 12
"""Characters of the name of a sub-column."""
DEEPEST_HEADER = 4
"""Rows of a header."""
MANY_KNOWN = 4
"""Known names that make a header even among many that are not known."""

_YEAR_CHARACTERS = 6
"""Of a text that begins with a year: 2026年度."""


class Header(msgspec.Struct, frozen=True, gc=False):
    """The column names of a table and the rows of the grid that they take up."""

    names: tuple[str, ...]
    """Without white space; empty for a sub-column without a name of its own."""
    start: int
    end: int
    """The rows of the grid from `start` up to and without `end`; equal for a table that has no header."""
    parents: tuple[str, ...] = ()
    """The names of the upper row where the header has two; else as `names`."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The table's own column names in order; one over two sub-columns is named once."""
        return tuple(name for name, _group in groupby(self.parents or self.names) if name)


def find_header(grid: Grid, learnt: Collection[tuple[str, ...]] = ()) -> Header | None:
    """Return the header of a grid, None where no row is one.

    `learnt` are the names of headers that a clerk has pointed out before: a row that has them is one without question.
    """
    if grid.is_stack:
        return _find_in_stack(grid.rows)
    if learnt:
        headers = (header_at(grid.rows, index) for index in range(min(len(grid.rows), DEEPEST)))
        if header := next((header for header in headers if header and header.names in learnt), None):
            return header
    for index, row in enumerate(grid.rows):
        depth = _depth(grid.rows, index)
        if depth > 1 and (header := _merged(grid.rows, index, depth)) and _names_columns(header.names):
            return header
        if names := header_names(row):
            return _with_second_row(grid.rows, index, _filled_up(names, len(row.cells) if grid.solid else 0))
    return None


def header_at(rows: Sequence[Row], index: int, end: int | None = None) -> Header | None:
    """Return the header that the rows from `index` up to `end` make, None where they are empty.

    Without `end` it takes the rows that merged cells or the names of sub-columns make part of it.
    """
    depth = _depth(rows, index) if end is None else end - index
    if depth > 1:
        return _merged(rows, index, depth)
    names = _trimmed(tuple(cell.text for cell in rows[index].cells))
    if not names:
        return None
    return Header(names, index, index + 1) if end is not None else _with_second_row(rows, index, names)


def header_names(row: Row) -> tuple[str, ...] | None:
    """Return the names in a row if it is a header, else None."""
    names = tuple(cell.text for cell in row.cells)
    return _trimmed(names) if _names_columns(names) else None


def _names_columns(names: Sequence[str]) -> bool:
    """Tell whether texts are the names of a table's columns.

    At least two of them, and at least half or four, must name known columns, one of them what is to be done; where
    three are known, one may be longer than names are.
    """
    written = [name for name in names if name]
    words = [column_word(name) for name in written]
    known = [word for word in words if word]
    if len(set(known)) < 2:
        return False
    words = [word or ending_word(name) for name, word in zip(written, words, strict=True)]
    known = [word for word in words if word]
    if not any(word in CONTENT for word in known):
        return False
    too_long = sum(not looks_like_header(name) for name in written)
    if too_long > (len(set(known)) > 2):
        return False
    return len(known) * 2 >= len(words) or len(set(known)) >= MANY_KNOWN


def _depth(rows: Sequence[Row], index: int) -> int:
    """Return how many rows hang together with the one at `index` by cells that are merged downwards."""
    depth = 1
    while depth < DEEPEST_HEADER and index + depth < len(rows):
        above, row = rows[index], rows[index + depth]
        if len(row.cells) != len(above.cells) or not any(cell.merge is Merge.UP for cell in row.cells):
            break
        depth += 1
    return depth


def _merged(rows: Sequence[Row], index: int, depth: int) -> Header | None:
    """Return the header of several rows with merged cells: each column has the name that stands lowest in it.

    A lower name that says nothing by itself is given with the one above it: 责任单位（市级）.
    """
    block = rows[index : index + depth]
    width = max(len(row.cells) for row in block)  # rows of a text differ in length
    parents = [*_filled_up(tuple(cell.text for cell in block[0].cells), width)]
    for place, cell in enumerate(block[0].cells):
        if cell.merge is Merge.LEFT and place:
            parents[place] = parents[place - 1]
    names = [*_filled_up(tuple(cell.text for cell in block[0].cells), width)]
    for row in block[1:]:
        for place, cell in enumerate(row.cells):
            if cell.merge is Merge.NONE and cell.text and not column_word(cell.text) and parents[place]:
                names[place] = f"{parents[place]}（{cell.text}）" if parents[place] != cell.text else cell.text
            elif cell.merge is not Merge.UP:
                names[place] = cell.text
    if not any(names):
        return None
    return Header(tuple(names), index, index + depth, tuple(parents))


def _filled_up(names: tuple[str, ...], width: int) -> tuple[str, ...]:
    """Return the names with empty ones for the columns at the right that have none."""
    return names + ("",) * (width - len(names))


def _trimmed(names: tuple[str, ...]) -> tuple[str, ...]:
    while names and not names[-1]:
        names = names[:-1]
    return names


def _with_second_row(rows: Sequence[Row], index: int, names: tuple[str, ...]) -> Header:
    """Return the header with the names of its sub-columns where the next row holds them.

    Such a row has names only below one or two of the upper ones: 责任单位 over 牵头单位 and 配合单位.
    """
    plain = Header(names, index, index + 1)
    if index + 1 == len(rows):
        return plain
    below = tuple(cell.text for cell in rows[index + 1].cells)
    if sum(map(bool, below)) > sum(map(bool, names)) and set(below) - {"", *names} and _names_columns(below):
        return _below_wide_names(names, below, index)
    if covered := _below_covering_names(names, below):
        return Header(covered[0], index, index + 2, covered[1])
    filled = [place for place, name in enumerate(below) if name]
    if len(filled) < 2 or len(filled) == len(below) or not all(column_word(below[place]) for place in filled):
        return plain
    extra = len(below) - len(names)
    first, last = filled[0], filled[-1]
    if last - first + 1 != len(filled) or extra not in (0, len(filled) - 1):
        return plain
    if extra:  # the upper row counts the covering name once
        names = (*names[:first], *[names[first]] * len(filled), *names[first + 1 :])
    lower = tuple(sub or name for name, sub in zip(names, below, strict=True))
    return Header(lower, index, index + 2, names)


def _below_wide_names(names: Sequence[str], below: tuple[str, ...], index: int) -> Header:
    """Return the header of two rows of which the upper one names several columns at once: 反馈问题 | 整改情况."""
    upper = [*names, *[""] * (len(below) - len(names))]
    parents = [next((name for name in reversed(upper[: place + 1]) if name), "") for place in range(len(below))]
    return Header(tuple(map(_or, below, upper)), index, index + 2, tuple(parents))


def _or(name: str, other: str) -> str:
    return name or other


def _below_covering_names(names: Sequence[str], below: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Return the names and the upper names of a header whose second row fills what the first one leaves empty.

    Merged cells that lost their merges look so: 责任分工 | (empty) over 牵头单位 | 责任单位.
    """
    upper = [*names, *[""] * (len(below) - len(names))]
    empty = [place for place, name in enumerate(upper) if not name and place]
    filled = [place for place, name in enumerate(below) if name]
    if len(below) < len(names) or not empty or not upper[0] or below[0] or not set(empty) <= set(filled):
        return None
    covering = {place - 1 for place in empty if upper[place - 1]}
    if set(filled) != covering | set(empty) or not any(column_word(below[place]) for place in filled):
        return None
    if not all(looks_like_header(below[place]) and len(below[place]) <= LONGEST_SUB for place in filled):
        return None
    parents = list(upper)
    for place in empty:
        parents[place] = parents[place - 1]
    lower = [_joint(parent, sub) for parent, sub in zip(parents, below, strict=True)]
    return tuple(lower), tuple(parents)


def _joint(parent: str, sub: str) -> str:
    return sub if column_word(sub) else f"{parent}（{sub}）" if sub else parent


def _find_in_stack(rows: Sequence[Row]) -> Header | None:
    texts = [row.cells[0].text for row in rows]
    words = [column_word(text) for text in texts]
    start = 0
    while start < len(rows):
        end = _run_end(texts, words, start)
        start = _run_start(texts, start, end)
        known = [word for word in words[start:end] if word]
        if len(known) >= FEWEST_IN_STACK and len(set(known)) > 1 and any(word in CONTENT for word in known):
            return Header(tuple(texts[start:end]), start, end)
        start = max(end, start + 1)
    return None


def _run_start(texts: Sequence[str], start: int, end: int) -> int:
    """Return where the header really begins: not with a title that is made of the same words (2026年重点工作任务)."""
    while start < end and find_year(texts[start][:_YEAR_CHARACTERS]):
        start += 1
    return start


def _run_end(texts: Sequence[str], words: Sequence[Word | None], start: int) -> int:
    """Return where the run of column names that begins at `start` ends; a name twice running has two sub-columns.

    One name that is not known is taken along between two that are, though not before 序号, which comes first.
    """
    end = start
    while end < min(len(texts), start + MOST_IN_STACK):
        if texts[end] in texts[start : max(start, end - 1)]:
            break
        if words[end]:
            end += 1
        elif end > start and looks_like_header(texts[end]) and _goes_on(words[end + 1 : end + 2]):
            end += 2
        else:
            break
    return end


def _goes_on(words: Sequence[Word | None]) -> bool:
    return any(word not in (None, Word.SEQ) for word in words)
