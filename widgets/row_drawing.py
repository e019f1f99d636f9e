"""A row of the task table as lines of pieces: texts cut or wrapped to their columns, marks, hits. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from govtui.pinyin import spans
from govtui.review.rows import TaskRow
from govtui.text import clip, width, wrap
from widgets.cells import BARE, CellContext
from widgets.columns import GAP, Column
from widgets.segments import Line, Piece

MARK = "*"
"""Before a task that is marked: it says so without any colour."""

CUT = "…"


class Part(NamedTuple):
    """What one line of a cell shows of the cell's text."""

    text: str
    start: int
    """Where it begins in the whole text."""
    cut: bool = False
    """There is more of the text than the cell shows."""


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
        hits = spans(words, text) if words and text else []
        ink = "mark" if marked and not place else ink
        for at, line in enumerate(lines):
            line += _inked(parts[at], ink, hits, column.cells + GAP) if at < len(parts) else [_blank(column)]
    return lines


def laid_out(text: str, cells: int, height: int) -> list[Part]:
    """Break a text into at most `height` lines of at most `cells` cells, the last ending in … if it does not fit."""
    if not text:
        return []
    text = text[: (height + 1) * cells + 1]  # no character but a combining mark is narrower than a cell
    if height == 1:
        if width(text) <= cells:
            return [Part(text, 0)]
        return [Part(clip(text, cells - 1, ""), 0, cut=True)]
    parts: list[Part] = []
    start = 0
    for line in wrap(text, cells):
        if len(parts) == height:
            last = parts[-1]
            parts[-1] = Part(clip(last.text, cells - 1, ""), last.start, cut=True)
            break
        start = text.index(line, start)
        parts.append(Part(line, start))
        start += len(line)
    return parts


def _blank(column: Column) -> Piece:
    return " " * (column.cells + GAP), ""


def _inked(part: Part, ink: str, hits: Sequence[tuple[int, int]], cells: int) -> Line:
    """Return the pieces of a part, filled up to `cells`, what was searched for in an ink of its own."""
    pieces: Line = []
    done = 0
    for begin, end in hits:
        begin, end = max(begin - part.start, done), min(end - part.start, len(part.text))
        if begin < end:
            if begin > done:
                pieces.append((part.text[done:begin], ink))
            pieces.append((part.text[begin:end], "hit"))
            done = end
    sign = CUT if part.cut else ""
    return [*pieces, (f"{part.text[done:]}{sign}{' ' * (cells - width(part.text) - len(sign))}", ink)]
