"""What the cells of a sheet look like, and the cells themselves, used over and over.

In openpyxl's write-only mode a row is written out the moment it is appended. So one styled cell a column serves all
rows: no style is looked up and no cell is made for the hundred thousand cells of a long register.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from govtui.excel.fonts import Face, FontSet
from govtui.excel.measure import BODY_SIZE, HEAD_SIZE, TITLE_SIZE

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell

_FORMULA_STARTS = frozenset("=+-@＝＋－＠")
"""What a program could take for a formula when the clerk edits the cell; the wide forms become narrow on typing."""

_TEXT_FORMAT = "@"
"""Keeps 4.10 from becoming 4.1 on editing. Only for short cells: old programs show ##### in its place where more than
255 characters stand under it."""

_CHINESE = 134
"""The character set by which a program chooses a stand-in for a font that it does not have."""


class Pen:
    """Writes text, and nothing but text, in one style."""

    def __init__(self, plain: Cell, quoted: Cell) -> None:
        self._plain = plain
        self._quoted = quoted

    def write(self, text: str) -> Cell:
        """Return a cell that holds `text` until the pen writes again. The text must be clean."""
        if not text:
            self._plain.value = None
            return self._plain
        cell = self._quoted if text[0] in _FORMULA_STARTS else self._plain
        cell.value = text
        cell.data_type = "s"  # openpyxl takes a leading = for a formula and #N/A for an error
        return cell

    def write_number(self, number: int) -> Cell:
        """Return a cell that holds a number until the pen writes again."""
        self._plain.value = number
        return self._plain


class PenBox:
    """Hands out pens for a sheet of a workbook in write-only mode. A row needs a pen of its own for every cell."""

    def __init__(self, sheet: Any, fonts: FontSet) -> None:
        self._sheet = sheet
        self._fonts = fonts

    def title(self) -> Pen:
        """Return a pen for the title."""
        return self._pen(self._fonts.title, TITLE_SIZE, "center")

    def line(self, align: str) -> Pen:
        """Return a pen for a line above or below the table; `align` is left or right."""
        return self._pen(self._fonts.body, HEAD_SIZE, align)

    def head(self) -> Pen:
        """Return a pen for the head of a column."""
        return self._pen(self._fonts.head, HEAD_SIZE, "center", bordered=True)

    def body(self, *, centred: bool, number_format: str = "General") -> Pen:
        """Return a pen for the cells of a column."""
        align = "center" if centred else "left"
        return self._pen(self._fonts.body, BODY_SIZE, align, bordered=True, number_format=number_format)

    def short_text(self) -> Pen:
        """Return a pen for a column of short texts that look like numbers."""
        return self.body(centred=True, number_format=_TEXT_FORMAT)

    def _pen(
        self, face: Face, size: float, align: str, *, bordered: bool = False, number_format: str = "General"
    ) -> Pen:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Border, Font, Side

        cells = WriteOnlyCell(self._sheet), WriteOnlyCell(self._sheet)
        for cell in cells:
            cell.font = Font(name=face.name, size=size, bold=face.bold, charset=_CHINESE)
            cell.alignment = Alignment(horizontal=align, vertical="center", wrap_text=True)
            cell.number_format = number_format
            if bordered:
                side = Side(style="thin")
                cell.border = Border(side, side, side, side)
        plain, quoted = cells
        quoted.quotePrefix = True
        return Pen(plain, quoted)
