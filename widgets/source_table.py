"""The source of a plan: every line of it in order, the rows of its tables in columns, each with what became of it."""

from __future__ import annotations

from collections.abc import Collection

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from govtui.intake.fates import Fate
from govtui.intake.labels import FATE_MARKS
from govtui.intake.outline import Outline, OutlineRow
from govtui.text import one_line, pad
from widgets.row_list import RowList
from widgets.segments import Line
from widgets.source_columns import GAP, SAMPLE, cell_line, column_label, first_shown, shared, wanted_widths

_INKS = {
    Fate.TITLE: "heading",
    Fate.DATA: "label",
    Fate.HEADER: "key",
    Fate.REPEATED_HEADER: "label",
    Fate.THEME: "theme",
    Fate.TASK: "green",
    Fate.CONTINUATION: "green",
    Fate.NOTE: "faint",
    Fate.LEFT_OUT: "yellow",
}
_FAINT = (Fate.NOTE, Fate.REPEATED_HEADER)
_MARK_CELLS = 5
DOUBT = "？"


class SourceTable(RowList):
    """The rows of an outline, with a cursor on one cell of them."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._outline = Outline()
        self._doubts: Collection[int] = frozenset()
        self._wanted: dict[int, list[int]] = {}
        self._number_cells = 3
        self._column = 0
        self._first = 0

    @property
    def row(self) -> OutlineRow | None:
        """The row under the cursor."""
        return self._outline.rows[self.cursor] if self._outline.rows else None

    @property
    def column(self) -> int | None:
        """The place of the cell under the cursor in its row; None for a row that is one text."""
        row = self.row
        return min(self._column, len(row.cells) - 1) if row and row.cells else None

    def show(self, outline: Outline, doubts: Collection[int]) -> None:
        """Show another outline, with the rows that are doubtful; the cursor stays on its line if that is there."""
        row = self.row
        key = (row.table, row.first) if row and row.table is not None else None
        cursor = outline.places.get(key, self.cursor) if key else self.cursor
        self._outline, self._doubts = outline, doubts
        by_table: dict[int, list[OutlineRow]] = {}
        for other in outline.rows:
            if other.cells and other.table is not None and len(by_table.setdefault(other.table, [])) < SAMPLE:
                by_table[other.table].append(other)
        self._wanted = {
            table: wanted_widths([other.cells for other in rows], outline.columns.get(table, ()))
            for table, rows in by_table.items()
        }
        self._number_cells = max(3, len(str(max((other.last for other in outline.rows), default=0))))
        self.hold(len(outline.rows), cursor)
        self._keep_column()

    def move_column(self, step: int) -> None:
        """Put the cursor on another cell of its row."""
        if (column := self.column) is not None:
            self.go_to_column(column + step)

    def go_to_column(self, column: int) -> None:
        """Put the cursor on a cell of its row."""
        row = self.row
        self._column = max(0, min(column, len(row.cells) - 1)) if row and row.cells else 0
        self._keep_column()
        self.refresh()
        self.post_message(self.Moved(self))

    def header_line(self, cells: int) -> Line:
        """Return what the columns of the table under the cursor were taken for."""
        line: Line = [(pad(" 行", self._gutter - _MARK_CELLS) + pad("归为", _MARK_CELLS), "")]
        row = self._header_row()
        if row is None or row.table is None:
            return [*line, ("原文", "")]
        columns = self._outline.columns_of(row)
        for place, column_cells in enumerate(self._widths(row, cells), self._first):
            label = column_label(columns, place)
            more = "<" if place == self._first and self._first else ""
            line.append((pad(more + label, column_cells) + " " * GAP, ""))
        return line

    def row_strip(self, place: int, cells: int, base: Style) -> Strip:
        """Draw a row: its number, what became of it, its cells or its text."""
        row = self._outline.rows[place]
        if not row.first:
            return self.draw([(" " + row.text, "heading")], cells, base)
        number = str(row.first).rjust(self._number_cells)
        mark = FATE_MARKS[row.fate] if row.fate else ""
        doubt = (DOUBT, "yellow") if place in self._doubts else ("  ", "")
        line: Line = [(number, "faint"), doubt, (pad(mark, _MARK_CELLS), _INKS[row.fate] if row.fate else "")]
        if not row.cells:
            text = one_line(row.text)
            return self.draw([*line, (pad(text, max(0, cells - self._gutter)), self._text_ink(row))], cells, base)
        pieces = [self._segment(text, ink, base) for text, ink in line]
        under = self.column if place == self.cursor and self.active else None
        for column, column_cells in enumerate(self._widths(row, cells), self._first):
            if column < len(row.cells):
                text = pad(cell_line(row.cells[column]), column_cells)
                style = base + self.get_component_rich_style("rows--cell") if column == under else base
                pieces += [self._segment(text, self._text_ink(row), style), Segment(" " * GAP, base)]
        return Strip(pieces).adjust_cell_length(cells, base)

    def empty_line(self) -> Line:
        """Say that there is nothing."""
        return [("  文件里没有文字", "label")]

    def on_resize(self) -> None:
        """Keep the cell under the cursor in sight."""
        self._keep_column()

    def clicked_in(self, x: int) -> None:
        """Put the cursor on the cell under the mouse."""
        row = self.row
        if row is None or not row.cells:
            return
        left = self._gutter
        for place, column_cells in enumerate(self._widths(row, self.scrollable_content_region.width), self._first):
            left += column_cells + GAP
            if x < left:
                self._column = min(place, len(row.cells) - 1)
                return

    @property
    def _gutter(self) -> int:
        return self._number_cells + 2 + _MARK_CELLS

    def _segment(self, text: str, ink: str, style: Style) -> Segment:
        return Segment(text, style + self.ink(ink) if ink else style)

    def _text_ink(self, row: OutlineRow) -> str:
        return "faint" if row.fate in _FAINT else "label" if row.fate is Fate.LEFT_OUT else ""

    def _widths(self, row: OutlineRow, cells: int) -> list[int]:
        wanted = self._wanted.get(row.table, []) if row.table is not None else []
        return shared(wanted, max(0, cells - self._gutter), self._first)

    def _keep_column(self) -> None:
        row, column = self.row, self.column
        if row is not None and row.table is not None and column is not None:
            wanted = self._wanted.get(row.table, [])
            room = self.scrollable_content_region.width - self._gutter
            self._first = first_shown(wanted, room, column)

    def _header_row(self) -> OutlineRow | None:
        """Return the row whose table's columns are named: the one under the cursor, else the next one with cells."""
        row = self.row
        if row and row.cells:
            return row
        following = self._outline.rows[self.cursor : self.cursor + SAMPLE]
        return next((other for other in following if other.cells), None) or next(
            (other for other in self._outline.rows[: self.cursor][::-1] if other.cells), None
        )
