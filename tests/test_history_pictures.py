"""The sheet of the history as LibreOffice prints it: nothing cut off, the head on every page."""

from __future__ import annotations

import datetime as dt
import math
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from govtui.excel.fonts import families
from govtui.excel.history_sheet import HistoryForm, write_history
from govtui.ledger.ledger import Ledger
from govtui.model import Progress, Status
from govtui.review.history import entries_of
from tests.ledger_samples import Clock, document_draft
from tests.sheet_samples import SENTENCES
from tests.test_sheet_pictures import Office, letters, office

__all__ = ["office"]

FONTS = families(["方正小标宋简体", "黑体", "仿宋"])


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("history")
    with Ledger.open(folder / "ledger", operator="欧阳春生", now=Clock()) as ledger:
        ledger.add_documents([document_draft(*map(str, range(1, 41)))])
        for number in range(1, 31):
            entry = Progress(dt.date(2023, 9, number), SENTENCES[number % 6], "县行政审批服务局")
            ledger.change([f"1-{number}"], status=Status.DOING, progress=entry)
        ledger.set_status(list(ledger.tasks), Status.DONE)
        ledger.undo()
        for note in ("".join(SENTENCES) * 3, "".join(SENTENCES) * 4):
            ledger.set_note(["1-1"], note)
        entries = entries_of(ledger.history())
    form = HistoryForm(title="青禾县便民服务台账修改记录", day=dt.date(2023, 11, 22), unit="青禾县政府办公室")
    return write_history(folder / "记录.xlsx", entries, form, installed=FONTS).path


def test_it_is_printed_whole(office: Office, book: Path) -> None:
    (file,) = office.convert("pdf", book)
    done = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True)
    pages = done.stdout.decode("utf-8").split("\f")[:-1]
    (sheet,) = load_workbook(book).worksheets
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
    breaks = len(sheet.row_breaks.brk)
    head = "".join(str(cell.value or "") for cell in sheet[3])
    numbers = "".join(f"第{number}页共{len(pages)}页" for number in range(1, len(pages) + 1))
    assert len(pages) == 1 + breaks
    assert letters("".join(pages)) == letters("".join(map(str, cells)) + head * breaks + numbers)


def test_no_row_is_lower_than_its_text(office: Office, book: Path) -> None:
    (sheet,) = load_workbook(book).worksheets
    given = [sheet.row_dimensions[row].height or 0 for row in range(1, sheet.max_row + 1)]
    fitting = office.fitting_heights(book)
    assert all(needed <= height for needed, height in zip(fitting, [*given, math.inf], strict=True))
