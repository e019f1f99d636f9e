"""Workbooks for the tests of their readers: made by openpyxl, and changed in their XML where it cannot write that."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO

from openpyxl import Workbook

from govtui.errors import IntakeError
from govtui.intake.grid import Grid, Merge, Source
from govtui.text import clean

NAMES = ("序号", "重点任务", "工作举措", "责任单位", "完成时限")
SHEET = "xl/worksheets/sheet1.xml"


def saved(book: Workbook) -> bytes:
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def sheet_of(*rows: Sequence[object], merges: Sequence[str] = (), first: str = "A1", title: str = "分解表") -> bytes:
    """Return a workbook of one sheet whose rows begin at a place."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    begin = sheet[first]
    for down, row in enumerate(rows):
        for across, value in enumerate(row):
            sheet.cell(begin.row + down, begin.column + across).value = value
    for merged in merges:
        sheet.merge_cells(merged)
    return saved(book)


def _unchanged(text: str) -> str:
    return text


def edited(data: bytes, edits: Mapping[str, Callable[[str], str] | None]) -> bytes:
    """Return a workbook with parts changed, or taken out (None)."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            edit = edits.get(name, _unchanged)
            if edit is _unchanged:
                new.writestr(name, old.read(name))
            elif edit:
                new.writestr(name, edit(old.read(name).decode()))
    return target.getvalue()


def with_sheet_xml(body: str, *, head: str = "", tail: str = "", **parts: Callable[[str], str]) -> bytes:
    """Return a workbook whose sheet is written by hand: what stands in `sheetData`, before it and after it."""
    xml = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"{head}<sheetData>{body}</sheetData>{tail}</worksheet>"
    )
    return edited(sheet_of(["x"]), {SHEET: lambda _: xml, **{f"xl/{name}.xml": edit for name, edit in parts.items()}})


MARKS = {Merge.NONE: "", Merge.UP: "^", Merge.LEFT: "<"}


def texts(grid: Grid) -> list[list[str]]:
    """Return the cells of a grid, `^` and `<` for those that belong to the one above or at the left."""
    for row in grid.rows:
        assert len(row.cells) == len(grid.rows[0].cells)
        for cell in row.cells:
            assert cell.merge is Merge.NONE or not cell.paragraphs
            assert all(clean(text).strip() == text != "" for text in cell.paragraphs)
    return [[MARKS[cell.merge] or "¶".join(cell.paragraphs) for cell in row.cells] for row in grid.rows]


def only(source: Source) -> Grid:
    (grid,) = source.grids
    assert not source.ways
    return grid


def check_words(error: IntakeError) -> None:
    """Look whether a refusal says what happened, what it means and what to do."""
    for part in (error.title, error.message, error.hint):
        assert part
        assert not part.endswith("。")
