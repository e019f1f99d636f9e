"""The hand-over as LibreOffice prints it: nothing cut off, the first sheet on one page, heads on every page."""

from __future__ import annotations

import math
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from govtui.excel.fonts import families
from govtui.excel.handover import write_handover
from govtui.review.rows import TaskRow
from govtui.timing.lights import read_light
from tests.handover_samples import DOCUMENTS, FORM, MATERIALS, PLACES, change
from tests.sheet_samples import DAY, plan_rows
from tests.test_sheet_pictures import Office, letters, office

__all__ = ["office"]

FONTS = families(["方正小标宋简体", "黑体", "仿宋"])
HISTORY = [change(day, "李春生", f"登记进展“已核对{day}处。”：1-{day}", f"1-{day}") for day in range(1, 29)]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = [TaskRow(row.task, read_light(row.task, DAY)) for row in plan_rows(60)]
    path = tmp_path_factory.mktemp("handover") / "交接.xlsx"
    lists = {"documents": DOCUMENTS, "history": HISTORY, "materials": MATERIALS * 8, "places": PLACES}
    return write_handover(path, rows, FORM, installed=FONTS, **lists).path  # type: ignore[arg-type]


def test_it_is_printed_whole(office: Office, book: Path) -> None:
    (file,) = office.convert("pdf", book)
    done = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True)
    pages = done.stdout.decode("utf-8").split("\f")[:-1]
    sheets = load_workbook(book).worksheets
    cells = [cell for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
    numbers = "".join(f"第{number}页共{len(pages)}页" for number in range(1, len(pages) + 1))
    heads = ["".join(str(cell.value or "") for cell in sheet[3]) * len(sheet.row_breaks.brk) for sheet in sheets]
    assert len(pages) == sum(1 + len(sheet.row_breaks.brk) for sheet in sheets)
    assert letters("".join(pages)) == letters("".join(map(str, cells)) + "".join(heads) + numbers)
    assert "监交人（签字）" in pages[0]


def test_no_row_is_lower_than_its_text(office: Office, book: Path) -> None:
    given: list[float] = []
    for sheet in load_workbook(book).worksheets:
        given += [sheet.row_dimensions[row].height or 0 for row in range(1, sheet.max_row + 1)]
        given.append(math.inf)  # LibreOffice tells of one empty row below the last
    fitting = office.fitting_heights(book)
    assert all(needed <= height for needed, height in zip(fitting, given, strict=True))
