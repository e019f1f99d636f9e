"""The paragraphs of a text: a row each, or put together where the text was broken into lines of one length."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec

from govtui.intake.fates import Fate
from govtui.intake.grid import Cell, Grid
from govtui.intake.kinds import ends_sentence
from govtui.intake.notice.labels import opens_with_label
from govtui.intake.notice.markers import Marker, read_marker
from govtui.text import one_line, width

FEWEST_LINES = 8
"""Lines from which on a text can be seen to be broken by length."""
LONGEST_LINE = 130
"""Cells of a line on paper; longer lines are paragraphs."""
FULL_SHARE = 0.3
"""Share of the lines that must be full where the text is broken by length."""
CUT_SHARE = 0.3
"""Share of the full lines that must break off where no sentence ends."""
FEWEST_CUT = 3
CERTAIN_SHARE = 0.6
"""Number and share of the full lines that must break off for certain where only few lines are full."""
RAGGED = 5
"""Cells by which a full line may be shorter or longer than the others: no line begins with a comma."""

_WHOLE_END = re.compile("[。！？；：:;）)”》」】]$")
_PAGE_NUMBER = re.compile(r"\s*(?:[-—–－]+\s*\d{1,4}\s*[-—–－]+|第\s*\d{1,4}\s*页(?:.{0,4}共\s*\d{1,4}\s*页)?)\s*")


class Paragraph(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A paragraph with its place in the source."""

    text: str
    """On one line, blanks folded."""
    row: int
    """The row of the grid where it begins."""
    line: int
    last_line: int
    marker: Marker | None = None
    """The number that opens it."""
    fate: Fate | None = None
    """What the clerk has decided about it."""

    @property
    def content(self) -> str:
        """The text without the number that opens it."""
        return self.marker.rest if self.marker else self.text


class _Piece(msgspec.Struct, gc=False):
    """A line of the text on its way to a paragraph."""

    text: str
    row: int
    cell: Cell
    indent: int
    width: int
    gap: bool


def is_page_number(text: str) -> bool:
    """Tell whether a line is the number of a page."""
    return _PAGE_NUMBER.fullmatch(text) is not None


def find_paragraphs(grid: Grid, fates: Mapping[int, Fate]) -> list[Paragraph]:
    """Return the paragraphs of a stack, without page numbers.

    `fates` are the clerk's decisions by line: each but `CONTINUATION` begins a paragraph, and that one goes on with
    the one above.
    """
    pieces = list(_pieces(grid))
    measure = _measure(pieces)
    indented = sum(piece.indent > 1 for piece in pieces) * 8 > len(pieces)
    groups: list[list[_Piece]] = []
    for piece in pieces:
        above = groups[-1][-1] if groups else None
        fate = fates.get(piece.cell.line) if above is None or piece.cell is not above.cell else None
        if is_page_number(piece.text) and fate is None:
            continue
        if above is not None and fate is None and _goes_on(above, piece, measure, indented):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [_paragraph(group, fates) for group in groups]


def _pieces(grid: Grid) -> Iterator[_Piece]:
    raw = {line.number: line.text for line in grid.lines}
    for number, row in enumerate(grid.rows):
        cell = row.cells[0]
        first = True
        for paragraph in cell.paragraphs:
            for line in paragraph.split("\n"):
                if text := one_line(line):
                    source = raw.get(cell.line, line) if first and len(cell.paragraphs) == 1 else line
                    source = source if "\n" not in paragraph else line
                    indent = len(source) - len(source.lstrip())
                    yield _Piece(text, number, cell, indent, indent + width(text), row.after_break)
                    first = False


def _measure(pieces: Sequence[_Piece]) -> int:
    """Return the cells of a full line, 0 where the text is not broken by length."""
    if len(pieces) < FEWEST_LINES:
        return 0
    widths = sorted(piece.width for piece in pieces)
    longest = widths[-1 - len(widths) // 50]
    full = [piece for piece in pieces if abs(piece.width - longest) <= RAGGED]
    cut = sum(not ends_sentence(piece.text) for piece in full)
    certain = sum(
        _breaks_off(piece, below) for piece, below in pairwise(pieces) if abs(piece.width - longest) <= RAGGED
    )
    many = len(full) >= FULL_SHARE * len(pieces) or certain >= max(FEWEST_CUT, CERTAIN_SHARE * len(full))
    if longest > LONGEST_LINE or not many or cut < CUT_SHARE * len(full):
        return 0
    return longest if longest > 30 else 0


def _breaks_off(piece: _Piece, below: _Piece) -> bool:
    """Tell whether a line breaks off where nothing can end, and the one below begins nothing."""
    return (
        _WHOLE_END.search(piece.text) is None
        and not below.gap
        and read_marker(below.text) is None
        and not opens_with_label(below.text)
        and not below.text.startswith(("（", "("))
    )


def _goes_on(above: _Piece, piece: _Piece, measure: int, indented: bool) -> bool:
    """Tell whether a line goes on with the paragraph of the one above."""
    opens = read_marker(piece.text) is not None or opens_with_label(piece.text)
    if piece.cell is above.cell:  # a line break inside a paragraph
        return not opens and not ends_sentence(above.text)
    if not measure or above.width < measure - RAGGED:
        return False
    if indented and piece.indent > 1:
        return False
    if opens and (ends_sentence(above.text) or not indented):
        return False
    return not piece.gap or not ends_sentence(above.text)


def _paragraph(group: Sequence[_Piece], fates: Mapping[int, Fate]) -> Paragraph:
    text = group[0].text
    for piece in group[1:]:
        latin = text[-1].isascii() and piece.text[0].isascii() and text[-1].isalpha() and piece.text[0].isalpha()
        text += f" {piece.text}" if latin else piece.text
    fate = fates.get(group[0].cell.line)
    return Paragraph(
        text=text,
        row=group[0].row,
        line=group[0].cell.line,
        last_line=group[-1].cell.last_line,
        marker=None if fate is Fate.CONTINUATION else read_marker(text),
        fate=fate,
    )
