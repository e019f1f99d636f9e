"""The rows of a sheet as SpreadsheetML (ECMA-376 part 1, 18.3.1).

openpyxl makes an object of every cell and an XML element of every part of it, which takes several times as long as
all the rest of an export, even in its write-only mode. So openpyxl makes the workbook around the rows, with everything
that is intricate, and the rows, which are of one kind only, are written here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import NamedTuple
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from govtui.excel.styles import Style

_SHEET = "xl/worksheets/sheet{}.xml"
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


class SheetRows(NamedTuple):
    """What is put into one sheet."""

    rows: Iterator[str]
    merged: list[str]
    """Merged cells as ranges, `B4:B7`; read when the rows are through: it may be filled while they are made."""


def put_rows(workbook: bytes, sheets: Sequence[SheetRows]) -> bytes:
    """Return the workbook with rows and merged cells put into its sheets, one after the other, which have none."""
    parts = {_SHEET.format(number): sheet for number, sheet in enumerate(sheets, 1)}
    result = BytesIO()
    with ZipFile(BytesIO(workbook)) as source, ZipFile(result, "w", ZIP_DEFLATED) as archive:
        for name in source.namelist():
            if name not in parts:
                archive.writestr(name, source.read(name))
                continue
            before, after = _NO_ROWS.split(source.read(name))
            with archive.open(name, "w") as file:
                file.write(before + b"<sheetData>")
                for row in parts[name].rows:
                    file.write(row.encode())
                file.write(f"</sheetData>{_merge_cells(parts[name].merged)}".encode() + after)
    return result.getvalue()


def _merge_cells(merged: list[str]) -> str:
    references = "".join(f'<mergeCell ref="{reference}"/>' for reference in merged)
    return f'<mergeCells count="{len(merged)}">{references}</mergeCells>' if merged else ""
