"""Layouts written down as a workbook: openpyxl makes the workbook, `govtui.excel.rows` the rows."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import accumulate
from typing import Any, NamedTuple

from govtui.excel.columns import PLAIN_NUMBER
from govtui.excel.fonts import FontSet
from govtui.excel.forms import FormLayout, FormRow
from govtui.excel.layout import MARGINS_MM, Layout, Line
from govtui.excel.pages import Strip, runs
from govtui.excel.rows import SheetRows, number_cell, put_rows, row_of, text_cell
from govtui.excel.styles import FormStyles, Style, Styles
from govtui.text import one_line

_A4 = 9
_HEAD_ROW = 3

_MOST_BREAKS = 1023
"""Page breaks that a sheet may have ([MS-XLSB] 2.4.196); a longer register is left to the program's own breaks."""

_NOTHING = "（无）"
"""What an office writes into a table when it has nothing to report."""

_NOTHING_HEIGHT = 30.0


class Sheet(NamedTuple):
    """One sheet of a workbook."""

    name: str
    layout: Layout | FormLayout


def workbook_bytes(sheets: Sequence[Sheet], fonts: FontSet, *, title: str, creator: str, day: dt.date) -> bytes:
    """Return the bytes of an .xlsx file; title, creator and day of making stand in its properties.

    Raises OSError where the computer's temporary folder, which openpyxl uses, cannot be written.
    """
    # With lxml, which is there for other formats, it writes larger sheets and complains about a full disk on its own.
    os.environ.setdefault("OPENPYXL_LXML", "False")
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    _set_default_font(workbook)
    properties = workbook.properties
    properties.title = one_line(title)
    properties.creator = one_line(creator)
    properties.created = dt.datetime.combine(day, dt.time())
    filled = [_filled(workbook.create_sheet(sheet_name(sheet.name)), sheet.layout, fonts) for sheet in sheets]
    buffer = BytesIO()
    workbook.save(buffer)
    return put_rows(buffer.getvalue(), filled)


def _filled(sheet: Any, layout: Layout | FormLayout, fonts: FontSet) -> SheetRows:
    """Set up a sheet; return what is to be put into it."""
    _set_widths(sheet, layout.widths)
    if isinstance(layout, FormLayout):
        form = _FormRows(layout, FormStyles(sheet, fonts))
        _set_up_page(sheet, len(layout.widths), len(layout.rows), pages=1)
        return SheetRows(form.all(), form.merged)
    rows = _Rows(layout, Styles(sheet, fonts))
    _set_up_table(sheet, layout)
    return SheetRows(rows.all(), rows.merged)


def sheet_name(name: str) -> str:
    """Return the nearest name that Excel accepts for a sheet: without / \\ ? * : [ ], 31 characters at most."""
    kept = re.sub(r"[\\/*?:\[\]]", "", one_line(name)).strip("' ")[:31].rstrip("' ")
    return kept if kept and kept.casefold() != "history" else "工作台账"


def _set_default_font(workbook: Any) -> None:
    """Make Times New Roman 12 the font by whose digits the widths of columns are counted.

    Its digits are half an em, 8 pixels, on every system or in the stand-in of the same measures (Liberation Serif).
    With the usual default, Calibri, columns come out up to a quarter wider where that font is missing. openpyxl has no
    public way to change it.
    """
    from openpyxl.styles import Font
    from openpyxl.utils.indexed_list import IndexedList

    font = Font(name="Times New Roman", size=12, family=1)
    workbook._fonts = IndexedList([font])
    workbook._named_styles["Normal"].font = font


def _set_widths(sheet: Any, widths: Sequence[int]) -> None:
    from openpyxl.utils import get_column_letter

    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def _set_up_table(sheet: Any, layout: Layout) -> None:
    sheet.freeze_panes = f"A{_HEAD_ROW + 1}"
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    rows = _HEAD_ROW + max(1, sum(map(len, layout.pages))) + len(layout.frame.endings)
    _set_up_page(sheet, len(layout.columns), rows)
    _break_pages(sheet, layout.pages)


def _set_up_page(sheet: Any, columns: int, rows: int, *, pages: int = 0) -> None:
    """Set paper and margins; the sheet is printed on so many `pages`, 0 for as many as it takes."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.print_area = f"A1:{get_column_letter(columns)}{rows}"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    setup = sheet.page_setup
    setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight = "landscape", _A4, 1, pages
    for edge, millimetres in MARGINS_MM.items():
        setattr(sheet.page_margins, edge, round(millimetres / 25.4, 3))
    sheet.print_options.horizontalCentered = True
    footer = sheet.HeaderFooter.oddFooter.center
    footer.text, footer.size = "第 &P 页 共 &N 页", 11


def _break_pages(sheet: Any, pages: Sequence[Sequence[Strip]]) -> None:
    from openpyxl.worksheet.pagebreak import Break

    if len(pages) <= _MOST_BREAKS:
        last_rows = accumulate(map(len, pages[:-1]), initial=_HEAD_ROW)
        sheet.row_breaks.brk = [Break(id=row) for row in last_rows][1:]


class _SheetRows:
    """Makes the rows of a sheet from top to bottom."""

    def __init__(self, columns: int) -> None:
        self.merged: list[str] = []
        """The merged cells of the rows made so far."""
        self._letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[:columns]
        self._row = 0
        """The row that was made last, counted from 1."""

    def _merge(self, column: int, below: int, columns: int, rows: int) -> None:
        """Merge cells from a column, counted from 0, in a row that is so many below the one made last."""
        if columns > 1 or rows > 1:
            first = f"{self._letters[column]}{self._row + below}"
            last = f"{self._letters[column + columns - 1]}{self._row + below + rows - 1}"
            self.merged.append(f"{first}:{last}")

    def _made(self, height: float, texts: Sequence[str], styles: Sequence[Style], *, number_first: bool = False) -> str:
        self._row += 1
        references = [f"{letter}{self._row}" for letter in self._letters]
        cells = list(map(text_cell, references, styles, texts))
        if number_first:
            cells[0] = number_cell(references[0], styles[0], texts[0])
        return row_of(self._row, height, cells)


class _FormRows(_SheetRows):
    """Those of a form."""

    def __init__(self, layout: FormLayout, styles: FormStyles) -> None:
        super().__init__(len(layout.widths))
        self._layout = layout
        self._styles = styles

    def all(self) -> Iterator[str]:
        """Return all rows."""
        return map(self._form_row, self._layout.rows)

    def _form_row(self, row: FormRow) -> str:
        texts: list[str] = []
        styles: list[Style] = []
        for cell in row.cells:
            self._merge(len(texts), 1, cell.columns, 1)
            texts += [cell.text, *[""] * (cell.columns - 1)]
            styles += [getattr(self._styles, cell.look)] * cell.columns
        return self._made(row.height, texts, styles)


class _Rows(_SheetRows):
    """Those of a table."""

    def __init__(self, layout: Layout, styles: Styles) -> None:
        super().__init__(len(layout.columns))
        self._layout = layout
        self._styles = styles

    def all(self) -> Iterator[str]:
        """Return all rows."""
        frame = self._layout.frame
        yield self._line(frame.title, self._styles.title)
        yield self._left_and_right()
        yield self._head()
        yield from self._tasks()
        if frame.note:
            yield self._line(frame.note, self._styles.note)
        if frame.signature:
            yield self._line(frame.signature, self._styles.line_left)

    def _line(self, line: Line, style: Style) -> str:
        self._merge(0, 1, len(self._letters), 1)
        return self._made(line.height, [line.text], [style])

    def _left_and_right(self) -> str:
        frame, styles = self._layout.frame, self._styles
        left = len(self._letters) - frame.right_columns
        self._merge(0, 1, left, 1)
        self._merge(left, 1, frame.right_columns, 1)
        texts = [frame.left.text, *[""] * (left - 1), frame.right, *[""] * (frame.right_columns - 1)]
        looks = [styles.line_left] * left + [styles.line_right] * frame.right_columns
        return self._made(frame.left.height, texts, looks)

    def _head(self) -> str:
        frame = self._layout.frame
        column = 0
        for head in frame.heads:
            self._merge(column, 1, head.columns, 1)
            column += head.columns
        texts = [text for head in frame.heads for text in (head.text, *[""] * (head.columns - 1))]
        return self._made(frame.head_height, texts, [self._styles.head] * len(texts))

    def _tasks(self) -> Iterator[str]:
        layout = self._layout
        styles = [self._styles.centred if column.centred else self._styles.left for column in layout.columns]
        if not layout.numeric:
            styles[0] = self._styles.short_text
        for page in layout.pages:
            yield from self._page(page, styles)
        if not any(layout.pages):
            self._merge(0, 1, len(self._letters), 1)
            yield self._made(
                _NOTHING_HEIGHT, [_NOTHING, *[""] * (len(styles) - 1)], [self._styles.centred] * len(styles)
            )

    def _page(self, page: Sequence[Strip], styles: Sequence[Style]) -> Iterator[str]:
        for strip, themes in zip(page, self._themes(page), strict=True):
            number, *texts = strip.texts
            plain = self._layout.numeric and PLAIN_NUMBER.fullmatch(number) is not None
            yield self._made(strip.height, (number, *themes, *texts), styles, number_first=plain)

    def _themes(self, page: Sequence[Strip]) -> list[tuple[str, ...]]:
        """Return the texts of the theme cells row by row, each in the first of the rows that share it; merge those."""
        columns = []
        for level in range(self._layout.levels):
            column: list[str] = []
            for run in runs(page, level):
                theme = run[0].themes[level]
                if theme.columns:
                    self._merge(1 + level, 1 + len(column), theme.columns, len(run))
                column += [theme.text, *[""] * (len(run) - 1)]
            columns.append(column)
        return list(zip(*columns, strict=True)) if columns else [()] * len(page)
