"""Rows as a worksheet with merged ranges."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from .table import Rows, boxes, repacked


def put_rows(sheet: Worksheet, rows: Rows, top: int = 1, left: int = 1, values: Callable[[str], Any] = str) -> int:
    """Write a table with its corner at `top`, `left` (counted from 1); return the first row below it.

    `values` says what is stored for a text. A paragraph's end and a line break are both Alt+Enter in a cell.
    """
    for box in boxes(rows):
        row, column = top + box.row, left + box.column
        text = box.text.replace("\v", "\n")
        sheet.cell(row, column, values(text) if text else None)
        if box.down > 1 or box.across > 1:
            sheet.merge_cells(
                start_row=row, start_column=column, end_row=row + box.down - 1, end_column=column + box.across - 1
            )
    return top + len(rows)


def put_line(sheet: Worksheet, text: str, row: int, across: int, left: int = 1) -> None:
    """Write a line merged across the sheet."""
    sheet.cell(row, left, text)
    if across > 1:
        sheet.merge_cells(start_row=row, start_column=left, end_row=row, end_column=left + across - 1)


def written(book: Workbook, changes: Mapping[str, Callable[[str], str]] | None = None) -> bytes:
    """Return the workbook's file."""
    file = io.BytesIO()
    book.save(file)
    return repacked(file.getvalue(), changes)


def write_book(above: list[str], rows: Rows, below: list[str] | None = None) -> bytes:
    """Return a workbook of one sheet with a table, and lines above and below it merged across."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    across = len(rows[0])
    for number, line in enumerate(above, 1):
        put_line(sheet, line, number, across)
    next_row = put_rows(sheet, rows, len(above) + 1)
    for number, line in enumerate(below or [], next_row):
        put_line(sheet, line, number, across)
    return written(book)
