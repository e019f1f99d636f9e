"""What every reader makes of a file: rows of cells that know their lines in the source. Values, frozen.

A grid says how the source is laid out and nothing about what it means; that is the recogniser's part. Lines are
counted from 1 and are whatever the source counts by: lines of a text, rows of a sheet, paragraphs of a document.
"""

from __future__ import annotations

from enum import Enum

import msgspec

from govtui.text import one_line, squeeze


class Merge(Enum):
    """How a cell hangs together with its neighbours, where the source says so."""

    NONE = "none"
    UP = "up"
    """Part of the cell above; its own text is empty."""
    LEFT = "left"
    """Part of the cell at its left; its own text is empty."""


class Line(msgspec.Struct, frozen=True, gc=False):
    """A line of the source."""

    text: str
    number: int


class Cell(msgspec.Struct, frozen=True, gc=False):
    """One cell with its place in the source."""

    paragraphs: tuple[str, ...] = ()
    """The paragraphs that the source tells apart. A `\\n` inside one is a mere line break: the cell was wrapped."""
    line: int = 0
    last_line: int = 0
    merge: Merge = Merge.NONE

    @property
    def lines(self) -> tuple[str, ...]:
        """The cell's lines that are not blank, each folded to single spaces."""
        text = "\n".join(self.paragraphs)
        if text.isprintable() and " " not in text:  # nearly always: one line without a blank
            return (text,) if text else ()
        return tuple(filter(None, map(one_line, text.split("\n"))))

    @property
    def text(self) -> str:
        """The whole text without the white space that wrapping left in it."""
        return squeeze("\n".join(self.paragraphs))


class Row(msgspec.Struct, frozen=True, gc=False):
    """Cells that stand beside each other; rows of one grid may differ in length."""

    cells: tuple[Cell, ...]
    after_break: bool = False
    """The source is interrupted before this row: by a blank line, a new page or a new table."""

    @property
    def first_line(self) -> int:
        """The source line where the row begins."""
        return self.cells[0].line

    @property
    def last_line(self) -> int:
        """The source line where the row ends."""
        return max([cell.last_line for cell in self.cells])


class Grid(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A table with the source in which it stands.

    A source that marks no rows gives rows of one cell each: a stack. The first rows may also be lines that stand above
    the table; only the recogniser can tell where the header is.
    """

    rows: tuple[Row, ...]
    lines: tuple[Line, ...] = ()
    """All lines of the source that are not blank, those of the cells and those above, between and below them."""
    states_merges: bool = False
    """The source states its merged cells: a cell that is empty and not merged is then really empty."""
    solid: bool = False
    """The source knows its rows and columns: each cell stands in its column, and no row is cut but at a break."""
    name: str = ""
    """What the source calls the table: the name of its sheet."""

    @property
    def is_stack(self) -> bool:
        """Each row is one cell."""
        return all(len(row.cells) == 1 for row in self.rows)

    def above(self, row: int) -> tuple[Line, ...]:
        """Return the lines above a row."""
        first = self.rows[row].first_line
        return tuple(line for line in self.lines if line.number < first)


class Source(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a reader makes of a file."""

    grids: tuple[Grid, ...]
    """Its tables in their order; a source without any has one grid of its lines, a stack."""
    ways: bool = False
    """The grids are not several tables but ways in which one text can be laid out, the likeliest first."""
    notices: tuple[str, ...] = ()
    """What the clerk must know of the file itself, a sentence each: 工作表“附件2”是隐藏的，没有读入."""
