"""A layout written down as a workbook, by openpyxl's write-only mode."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from govtui.excel.columns import PLAIN_NUMBER, cell_text
from govtui.excel.fonts import FontSet
from govtui.excel.layout import MARGINS_MM, Layout, Line, SheetForm
from govtui.excel.pages import Strip, runs
from govtui.excel.pens import Pen, PenBox

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell

_A4 = 9
_HEAD_ROW = 3

_MOST_BREAKS = 1023
"""Page breaks that a sheet may have ([MS-XLSB] 2.4.196); a longer register is left to the program's own breaks."""

_NOTHING = "（无）"
"""What an office writes into a table when it has nothing to report."""

_NOTHING_HEIGHT = 30.0


def workbook_bytes(layout: Layout, form: SheetForm, fonts: FontSet) -> bytes:
    """Return the bytes of an .xlsx file.

    Raises OSError where the computer's temporary folder, in which openpyxl keeps the rows, cannot be written.
    """
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    _set_default_font(workbook)
    properties = workbook.properties
    properties.title = cell_text(form.title)
    properties.creator = cell_text(form.filler or form.unit)
    properties.created = dt.datetime.combine(form.day, dt.time())
    _SheetWriter(workbook.create_sheet(sheet_name(form.sheet_name)), layout, fonts).write()
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def sheet_name(name: str) -> str:
    """Return the nearest name that Excel accepts for a sheet: without / \\ ? * : [ ], 31 characters at most."""
    kept = re.sub(r"[\\/*?:\[\]]", "", cell_text(name).replace("\n", "")).strip("' ")[:31].rstrip("' ")
    return kept if kept and kept.casefold() != "history" else "工作台账"


def _set_default_font(workbook: Any) -> None:
    """Make Times New Roman 12 the font by whose digits the widths of columns are counted.

    Its digits are half an em, 8 pixels, on every system or in the stand-in of the same measures (Liberation Serif).
    With the usual default, Calibri, columns come out up to a quarter wider where that font is missing.
    """
    from openpyxl.styles import Font
    from openpyxl.utils.indexed_list import IndexedList

    font = Font(name="Times New Roman", size=12, family=1)
    workbook._fonts = IndexedList([font])
    workbook._named_styles["Normal"].font = font


class _SheetWriter:
    """Writes one sheet from top to bottom, as the write-only mode demands."""

    def __init__(self, sheet: Any, layout: Layout, fonts: FontSet) -> None:
        self._sheet = sheet
        self._layout = layout
        self._pens = PenBox(sheet, fonts)
        self._width = len(layout.columns)
        self._row = 0
        """The row that was written last, counted from 1."""

    def write(self) -> None:
        """Write the whole sheet."""
        self._set_up()
        frame = self._layout.frame
        self._write_line(self._pens.title(), frame.title)
        self._write_unit_and_day()
        self._write_head()
        self._write_pages()
        self._write_line(self._pens.line("left"), frame.signature)
        self._sheet.print_area = f"A1:{_letter(self._width)}{self._row}"

    def _set_up(self) -> None:
        """Set what is the same for every sheet; much of it stands before the rows in the file."""
        from openpyxl.worksheet.properties import PageSetupProperties

        sheet = self._sheet
        for column, width in enumerate(self._layout.widths, 1):
            sheet.column_dimensions[_letter(column)].width = width
        sheet.freeze_panes = f"A{_HEAD_ROW + 1}"
        sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        setup = sheet.page_setup
        setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight = "landscape", _A4, 1, 0
        for edge, millimetres in MARGINS_MM.items():
            setattr(sheet.page_margins, edge, round(millimetres / 25.4, 3))
        sheet.print_options.horizontalCentered = True
        footer = sheet.HeaderFooter.oddFooter.center
        footer.text, footer.size = "第 &P 页 共 &N 页", 11

    def _write_line(self, pen: Pen, line: Line) -> None:
        self._append([pen.write(line.text)], line.height)
        self._merge(1, self._row, self._width, self._row)

    def _write_unit_and_day(self) -> None:
        frame = self._layout.frame
        left = self._width - frame.day_columns
        unit, day = self._pens.line("left").write(frame.unit.text), self._pens.line("right").write(frame.day)
        self._append([unit, *[None] * (left - 1), day], frame.unit.height)
        self._merge(1, self._row, left, self._row)
        self._merge(left + 1, self._row, self._width, self._row)

    def _write_head(self) -> None:
        frame = self._layout.frame
        texts = [text for head in frame.heads for text in (head.text, *[""] * (head.columns - 1))]
        self._append([self._pens.head().write(text) for text in texts], frame.head_height)
        column = 1
        for head in frame.heads:
            self._merge(column, self._row, column + head.columns - 1, self._row)
            column += head.columns

    def _write_pages(self) -> None:
        layout = self._layout
        pens = [self._pens.body(centred=column.centred) for column in layout.columns]
        if not layout.numeric:
            pens[0] = self._pens.short_text()
        for page in layout.pages:
            self._write_page(page, pens)
            if page is not layout.pages[-1] and len(layout.pages) <= _MOST_BREAKS:
                self._break_page()
        if not any(layout.pages):
            self._append([pen.write(_NOTHING) for pen in pens], _NOTHING_HEIGHT)
            self._merge(1, self._row, self._width, self._row)

    def _write_page(self, page: list[Strip], pens: list[Pen]) -> None:
        self._merge_themes(page)
        number_pen, *text_pens = pens
        for strip, themes in zip(page, self._theme_texts(page), strict=True):
            number, *texts = strip.texts
            plain = self._layout.numeric and PLAIN_NUMBER.fullmatch(number)
            first = number_pen.write_number(int(number)) if plain else number_pen.write(number)
            others = [pen.write(text) for pen, text in zip(text_pens, (*themes, *texts), strict=True)]
            self._append([first, *others], strip.height)

    def _merge_themes(self, page: list[Strip]) -> None:
        for level in range(self._layout.levels):
            row, column = self._row + 1, 2 + level
            for run in runs(page, level):
                if columns := run[0].themes[level].columns:
                    self._merge(column, row, column + columns - 1, row + len(run) - 1)
                row += len(run)

    def _theme_texts(self, page: list[Strip]) -> list[tuple[str, ...]]:
        """Return the texts of the theme cells row by row: each in the first of the rows that share it."""
        columns = [
            [text for run in runs(page, level) for text in (run[0].themes[level].text, *[""] * (len(run) - 1))]
            for level in range(self._layout.levels)
        ]
        return list(zip(*columns, strict=True)) if columns else [()] * len(page)

    def _break_page(self) -> None:
        from openpyxl.worksheet.pagebreak import Break

        self._sheet.row_breaks.append(Break(id=self._row))

    def _append(self, cells: Sequence[Cell | None], height: float) -> None:
        self._row += 1
        self._sheet.row_dimensions[self._row].height = height
        self._sheet.append(cells)
        del self._sheet.row_dimensions[self._row]  # it is written by now, and a long register would pile them up

    def _merge(self, first_column: int, first_row: int, last_column: int, last_row: int) -> None:
        from openpyxl.worksheet.cell_range import CellRange

        if (first_column, first_row) != (last_column, last_row):
            merged = CellRange(min_col=first_column, min_row=first_row, max_col=last_column, max_row=last_row)
            self._sheet.merged_cells.ranges.add(merged)  # the set itself: `merged_cells.add` compares with all others


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(column)
