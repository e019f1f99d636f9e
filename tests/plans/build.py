"""From the description of a plan to the file.

A description is JSON: `file`, the file's name, whose suffix says what it is; `expected`, what a perfect reader makes of
it, written by hand (for the document's own data a list of what can be defended); and one of

- `blocks`: paragraphs, and tables as lists of rows, for .docx;
- `sheets`: each with `name`, `rows` and, where it has them, `state`, `hidden_rows`, `hidden_columns`; a cell that is
  not a text is a number, `{"number": 45000, "format": …}` or `{"date": "2026-05-01", "format": …}`;
- `text` and its `encoding`, for web pages (.mht: the page that is kept in the archive), separated and plain text.

In rows `^` is part of the cell above and `<` of the one at the left; `\\n` parts paragraphs, `\\v` only breaks a line.
"""

from __future__ import annotations

import datetime as dt
import json
import quopri
import sys
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

sys.path.insert(0, str(Path(__file__).parents[1]))  # as the tests find it

from renderings.table import LEFT, UP, boxes
from renderings.word import write_word
from renderings.workbook import written

DATA = Path(__file__).parents[1] / "data" / "plans"
PLANS = sorted(DATA.glob("*.json"))

Description = dict[str, Any]


def load(path: Path) -> Description:
    """Return a description."""
    described: Description = json.loads(path.read_text(encoding="utf-8"))
    return described


def write(plan: Description, folder: Path) -> Path:
    """Write a plan as the file that it describes; return its path."""
    path = folder / plan["file"]
    if "blocks" in plan:
        path.write_bytes(write_word(plan["blocks"]))
    elif "sheets" in plan:
        path.write_bytes(_workbook(plan["sheets"]))
    else:
        text = plan["text"].encode(plan["encoding"])
        path.write_bytes(_archive(text, plan["encoding"]) if path.suffix == ".mht" else text)
    return path


def _archive(page: bytes, encoding: str) -> bytes:
    head = f"""From: <Saved by a browser>
Subject: page
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----part"

------part
Content-Type: text/html; charset={encoding}
Content-Transfer-Encoding: quoted-printable
Content-Location: http://localhost/page.html

"""
    return head.replace("\n", "\r\n").encode() + quopri.encodestring(page) + b"\r\n------part--\r\n"


def _workbook(sheets: list[Description]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for described in sheets:
        sheet = book.create_sheet(described["name"])
        _fill(sheet, described["rows"])
        sheet.sheet_state = described.get("state", "visible")
        for row in described.get("hidden_rows", ()):
            sheet.row_dimensions[row].hidden = True
        for column in described.get("hidden_columns", ()):
            sheet.column_dimensions[column].hidden = True
    return written(book)


def _fill(sheet: Worksheet, rows: list[list[Any]]) -> None:
    marks = [[value if value in (UP, LEFT) else "x" for value in row] for row in rows]
    for box in boxes(marks):
        place = {"start_row": box.row + 1, "start_column": box.column + 1}
        _put(sheet.cell(box.row + 1, box.column + 1), rows[box.row][box.column])
        if box.down > 1 or box.across > 1:
            sheet.merge_cells(**place, end_row=box.row + box.down, end_column=box.column + box.across)


def _put(cell: Cell, value: Any) -> None:
    if isinstance(value, dict):
        cell.value = dt.date.fromisoformat(value["date"]) if "date" in value else value["number"]
        cell.number_format = value["format"]
    elif value != "":
        cell.value = value.replace("\v", "\n") if isinstance(value, str) else value
