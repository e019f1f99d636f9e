"""Where the header of a table is: the row, or the run of a stack's cells, that is made of column names."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import msgspec

from govtui.intake.grid import Grid, Row
from govtui.intake.words import Word, column_word, looks_like_header
from govtui.wording.documents import find_year

FEWEST_IN_STACK = 3
"""Names that must follow one another in a stack, where any short line could be one by chance."""
MOST_IN_STACK = 20
"""Names that are looked for in a stack; the time to read it grows with their square."""

_YEAR_CHARACTERS = 6
"""Of a text that begins with a year: 2026年度."""

_CONTENT = (Word.REQUIREMENT, Word.TASK, Word.GOAL, Word.THEME)


class Header(msgspec.Struct, frozen=True, gc=False):
    """The column names of a table and the rows of the grid that they take up."""

    names: tuple[str, ...]
    """Without white space; empty for a sub-column without a name of its own."""
    start: int
    end: int
    """The rows of the grid from `start` up to and without `end`."""
    parents: tuple[str, ...] = ()
    """The names of the upper row where the header has two; else as `names`."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The table's own column names in order; one over two sub-columns is named once."""
        return tuple(name for name, _group in groupby(self.parents or self.names) if name)


def find_header(grid: Grid) -> Header | None:
    """Return the header of a grid, None where no row is one."""
    if grid.is_stack:
        return _find_in_stack(grid.rows)
    for index, row in enumerate(grid.rows):
        names = header_names(row)
        if names:
            return _with_second_row(grid.rows, index, names)
    return None


def header_names(row: Row) -> tuple[str, ...] | None:
    """Return the names in a row if it is a header, else None.

    At least two of its cells, and at least half of them, must name known columns, one of them what is to be done.
    """
    if len(row.cells) < 2 or not all(looks_like_header(cell.text) for cell in row.cells if cell.paragraphs):
        return None
    names = tuple(cell.text for cell in row.cells)
    words = [column_word(name) for name in names if name]
    known = [word for word in words if word]
    if len(set(known)) < 2 or len(known) * 2 < len(words) or not any(word in _CONTENT for word in known):
        return None
    return _trimmed(names)


def _trimmed(names: tuple[str, ...]) -> tuple[str, ...]:
    while not names[-1]:
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


def _find_in_stack(rows: Sequence[Row]) -> Header | None:
    texts = [row.cells[0].text for row in rows]
    words = [column_word(text) for text in texts]
    start = 0
    while start < len(rows):
        end = _run_end(texts, words, start)
        start = _run_start(texts, start, end)
        known = [word for word in words[start:end] if word]
        if len(known) >= FEWEST_IN_STACK and len(set(known)) > 1 and any(word in _CONTENT for word in known):
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
