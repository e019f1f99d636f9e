"""The rows of a sheet as SpreadsheetML (ECMA-376 part 1, 18.3.1).

openpyxl makes an object of every cell and an XML element of every part of it, which takes several times as long as
all the rest of an export, even in its write-only mode. So openpyxl makes the workbook around the rows, with everything
that is intricate, and the rows, which are of one kind only, are written here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from govtui.excel.styles import Style

_SHEET = "xl/worksheets/sheet1.xml"
_NO_ROWS = re.compile(rb"<sheetData\s*/>|<sheetData></sheetData>")

_FORMULA_STARTS = frozenset("=+-@＝＋－＠")
"""What a program could take for a formula when the clerk edits the cell; the wide forms become narrow on typing."""


def text_cell(reference: str, style: Style, text: str) -> str:
    """Return a cell that holds text and nothing but text, whatever it looks like. The text must be clean."""
    if not text:
        return f'<c r="{reference}" s="{style.plain}"/>'
    number = style.quoted if text[0] in _FORMULA_STARTS else style.plain
    return f'<c r="{reference}" s="{number}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def number_cell(reference: str, style: Style, number: str) -> str:
    """Return a cell that holds a number, given by its digits."""
    return f'<c r="{reference}" s="{style.plain}"><v>{number}</v></c>'


def row_of(row: int, height: float, cells: Iterable[str]) -> str:
    """Return a row with its cells; `height` in points."""
    return f'<row r="{row}" ht="{height:g}" customHeight="1">{"".join(cells)}</row>'


def put_rows(workbook: bytes, rows: Iterator[str], merged: list[str]) -> bytes:
    """Return the workbook with rows put into its only sheet, which has none, and with merged cells.

    `merged`, ranges such as `B4:B7`, is read when the rows are through: it may be filled while they are made.
    """
    result = BytesIO()
    with ZipFile(BytesIO(workbook)) as source, ZipFile(result, "w", ZIP_DEFLATED) as archive:
        for name in source.namelist():
            if name != _SHEET:
                archive.writestr(name, source.read(name))
                continue
            before, after = _NO_ROWS.split(source.read(name))
            with archive.open(name, "w") as file:
                file.write(before + b"<sheetData>")
                for row in rows:
                    file.write(row.encode())
                file.write(f"</sheetData>{_merge_cells(merged)}".encode() + after)
    return result.getvalue()


def _merge_cells(merged: list[str]) -> str:
    references = "".join(f'<mergeCell ref="{reference}"/>' for reference in merged)
    return f'<mergeCells count="{len(merged)}">{references}</mergeCells>' if merged else ""
