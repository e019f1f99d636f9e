"""What the cells of a sheet look like."""

from __future__ import annotations

from typing import Any, NamedTuple

from govtui.excel.fonts import Face, FontSet
from govtui.excel.measure import BODY_SIZE, HEAD_SIZE, TITLE_SIZE

_TEXT_FORMAT = "@"
"""Keeps 4.10 from becoming 4.1 on editing. Only for short cells: old programs show ##### in its place where more than
255 characters stand under it."""

_CHINESE = 134
"""The character set by which a program chooses a stand-in for a font that it does not have."""


class Style(NamedTuple):
    """The numbers of a style in its workbook."""

    plain: int
    quoted: int
    """The same for text that a program could take for a formula (`quotePrefix`)."""


class Styles:
    """The styles of tables, entered into the workbook of a sheet when this is made."""

    def __init__(self, sheet: Any, fonts: FontSet) -> None:
        self._sheet = sheet
        self.title = self._style(fonts.title, TITLE_SIZE, "center")
        self.line_left = self._style(fonts.body, HEAD_SIZE, "left")
        self.line_right = self._style(fonts.body, HEAD_SIZE, "right")
        self.note = self._style(fonts.body, BODY_SIZE, "left")
        self.head = self._style(fonts.head, HEAD_SIZE, "center", bordered=True)
        self.left = self._style(fonts.body, BODY_SIZE, "left", bordered=True)
        self.centred = self._style(fonts.body, BODY_SIZE, "center", bordered=True)
        self.short_text = self._style(fonts.body, BODY_SIZE, "center", bordered=True, number_format=_TEXT_FORMAT)
        """For texts that look like numbers."""

    def _style(
        self, face: Face, size: float, align: str, *, bordered: bool = False, number_format: str = "General"
    ) -> Style:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Border, Font, Side

        side = Side(style="thin" if bordered else None)
        plain, quoted = WriteOnlyCell(self._sheet), WriteOnlyCell(self._sheet)
        for prototype in (plain, quoted):
            prototype.font = Font(name=face.name, size=size, bold=face.bold, charset=_CHINESE)
            prototype.alignment = Alignment(horizontal=align, vertical="center", wrap_text=True)
            prototype.border = Border(side, side, side, side)
            prototype.number_format = number_format
        quoted.quotePrefix = True
        return Style(plain.style_id, quoted.style_id)


class FormStyles(Styles):
    """Those of a form besides, whose cells are set as large as the lines around a table."""

    def __init__(self, sheet: Any, fonts: FontSet) -> None:
        super().__init__(sheet, fonts)
        self.label = self.head
        self.large_left = self._style(fonts.body, HEAD_SIZE, "left", bordered=True)
        self.large_centred = self._style(fonts.body, HEAD_SIZE, "center", bordered=True)
