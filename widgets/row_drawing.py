"""A row of the task table as lines of pieces: texts cut or wrapped to their columns, marks, hits. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence

from govtui.review.rows import TaskRow
from widgets.cells import BARE, CellContext
from widgets.columns import GAP, Column
from widgets.hits import Part, hits_shown, inked, laid_out
from widgets.segments import Line

MARK = "*"
"""Before a task that is marked: it says so without any colour."""

_NOTHING = Part("", 0, 0)


def row_lines(
    row: TaskRow,
    columns: Sequence[Column],
    height: int = 1,
    *,
    marked: bool = False,
    words: Sequence[str] = (),
    context: CellContext = BARE,
) -> list[Line]:
    """Return the `height` lines of a row, with what was searched for marked in all of its texts."""
    lines: list[Line] = [[(" " * GAP, "")] for _ in range(height)]
    if marked:
        lines[0] = [(MARK, "mark")]
    for place, column in enumerate(columns):
        text, ink = column.cell(row, context)
        parts = laid_out(text, column.cells, height if column.wraps else 1)
        hits = hits_shown(words, text, parts)
        ink = "mark" if marked and not place else ink
        for at, line in enumerate(lines):
            part = parts[at] if at < len(parts) else _NOTHING
            line += inked(part, ink, hits, " " * (column.cells + GAP - part.cells))
    return lines
