"""The manual as lines of text: headings, lists, tables in columns of cells, examples. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from govtui.manual import Block, Kind, Text
from govtui.pinyin import spans
from govtui.text import width, wrap
from widgets.segments import Line

INK_OF = {"strong": "strong", "code": "key", "": ""}
GAP = 2
"""Cells between two columns of a table."""

NARROWEST = 4
"""Cells that a column keeps where there is no room for all."""


class Page(NamedTuple):
    """The lines of the manual at a width; `starts` are the lines at which its blocks begin, one for each."""

    lines: list[Line]
    starts: list[int]


def page_of(blocks: Sequence[Block], cells: int) -> Page:
    """Return the blocks as lines of at most `cells`."""
    lines: list[Line] = []
    starts = []
    before: Kind | None = None
    for block in blocks:
        if lines and not (before is block.kind is Kind.ITEM):
            lines.append([])
        if block.kind is Kind.HEADING and block.level == 1 and lines:
            lines.append([])
        starts.append(len(lines))
        lines += block_lines(block, cells)
        before = block.kind
    return Page(lines, starts)


def marked(page: Page, blocks: Sequence[int], words: Sequence[str]) -> list[Line]:
    """Return the lines of a page; in the blocks at some places what is found of `words` stands out."""
    lines = list(page.lines)
    ends = [*page.starts[1:], len(lines)]
    for block in blocks:
        for place in range(page.starts[block], ends[block]):
            lines[place] = _hit(lines[place], words)
    return lines


def block_lines(block: Block, cells: int) -> list[Line]:
    """Return the lines of one block."""
    if block.kind is Kind.HEADING:
        return inked(block.text, cells, "heading")
    if block.kind is Kind.ITEM:
        first = " " * 2 * block.level + (f"{block.mark} " if block.mark else "- ")
        return [
            [(first if not place else " " * len(first), "label"), *line]
            for place, line in enumerate(inked(block.text, cells - len(first)))
        ]
    if block.kind is Kind.TABLE:
        return table_lines(block.rows, cells)
    if block.kind is Kind.EXAMPLE:
        return [[("  ", ""), *line] for row in block.rows for line in inked(row[0], cells - 2)]
    return inked(block.text, cells)


def table_lines(rows: Sequence[Sequence[Text]], cells: int) -> list[Line]:
    """Return a table: its header in another ink, its cells wrapped to their columns."""
    count = max((len(row) for row in rows), default=0)
    widths = column_widths(rows, count, cells)
    lines: list[Line] = []
    for place, row in enumerate(rows):
        parts = [inked(row[at] if at < len(row) else (), widths[at], "" if place else "label") for at in range(count)]
        for level in range(max(map(len, parts), default=0)):
            line: Line = []
            for at, part in enumerate(parts):
                piece = part[level] if level < len(part) else []
                line += piece
                if at < count - 1:
                    line.append((" " * (widths[at] + GAP - line_cells(piece)), ""))
            lines.append(line)
    return lines


def column_widths(rows: Sequence[Sequence[Text]], count: int, cells: int) -> list[int]:
    """Return the width of each column: what it needs, and of what is left too little the widest give way."""
    room = max(count * NARROWEST, cells - GAP * (count - 1))
    needs = [max((_text_cells(row[at]) for row in rows if at < len(row)), default=1) for at in range(count)]
    while sum(needs) > room:
        widest = needs.index(max(needs))
        rest = [need for at, need in enumerate(needs) if at != widest]
        needs[widest] = max(NARROWEST, room - sum(rest), max(rest, default=0) * 4 // 5)
        if sum(needs) > room and needs[widest] == NARROWEST:
            break
    return needs


def inked(text: Text, cells: int, plain: str = "") -> list[Line]:
    """Return styled text as lines of at most `cells`, at least one; what has no style is in the ink `plain`."""
    whole = "".join(span.text for span in text)
    inks = [INK_OF[span.style] or plain for span in text for _ in span.text]
    lines: list[Line] = []
    at = 0
    for part in wrap(whole, cells):
        at = whole.index(part, at)
        lines.append(_pieces(part, inks[at : at + len(part)]))
        at += len(part)
    return lines


def line_cells(line: Line) -> int:
    """Return the cells that a line takes."""
    return sum(width(text) for text, _ink in line)


def _text_cells(text: Text) -> int:
    return sum(width(span.text) for span in text)


def _pieces(text: str, inks: Sequence[str]) -> Line:
    line: Line = []
    for char, ink in zip(text, inks, strict=True):
        if line and line[-1][1] == ink:
            line[-1] = (line[-1][0] + char, ink)
        else:
            line.append((char, ink))
    return line


def _hit(line: Line, words: Sequence[str]) -> Line:
    """Return a line in which what is found of `words` stands out."""
    text = "".join(piece for piece, _ink in line)
    inks = [ink for piece, ink in line for _ in piece]
    for start, end in spans(words, text):
        inks[start:end] = ["hit"] * (end - start)
    return _pieces(text, inks)
