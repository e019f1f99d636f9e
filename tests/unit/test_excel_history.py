"""The history as a sheet: a row for each thing changed, text as text, the head on every page."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from govtui.errors import ExportError
from govtui.excel.fonts import families
from govtui.excel.history_sheet import HistoryForm, write_history
from govtui.ledger.ledger import Ledger
from govtui.model import Evidence, EvidenceKind, Progress, Status
from govtui.review.entries import Entry
from govtui.review.history import entries_of
from tests.ledger_samples import Clock, document_draft

FONTS = families(["方正小标宋简体", "黑体", "仿宋"])
FORM = HistoryForm(title="青禾县便民服务台账修改记录", day=dt.date(2023, 11, 22), unit="青禾县政府办公室")
HEAD_ROW = 3
HEADS = ("序号", "时间", "操作人", "计算机", "类别", "任务", "内容", "改前", "改后")


@pytest.fixture
def entries(tmp_path: Path) -> tuple[Entry, ...]:
    with Ledger.open(tmp_path / "ledger", operator="李青", now=Clock()) as ledger:
        ledger.add_documents([document_draft(*map(str, range(1, 41)))])
        ledger.change(["1-1"], status=Status.DOING, progress=Progress(dt.date(2023, 9, 4), "已公布3次。"))
        ledger.set_note(["1-2"], "=SUM(A1)")
        ledger.undo()
        ledger.set_status(list(ledger.tasks), Status.DONE)
        ledger.attach("1-1", [Evidence(EvidenceKind.NUMBER, "青政办发〔2023〕15号")])
        return entries_of(ledger.history())


def written(tmp_path: Path, entries: tuple[Entry, ...], form: HistoryForm = FORM) -> Worksheet:
    sheet = write_history(tmp_path / "记录.xlsx", entries, form, installed=FONTS)
    assert sheet.rows == len(entries)
    found = load_workbook(sheet.path).active
    assert isinstance(found, Worksheet)
    return found


def rows(sheet: Worksheet) -> list[tuple[Any, ...]]:
    return [row for row in sheet.iter_rows(min_row=HEAD_ROW + 1, values_only=True) if isinstance(row[0], int)]


def test_every_change_has_its_rows(tmp_path: Path, entries: tuple[Entry, ...]) -> None:
    sheet = written(tmp_path, entries)
    assert tuple(cell.value for cell in sheet[HEAD_ROW]) == HEADS
    found = rows(sheet)
    assert [row[0] for row in found] == [1, 2, 2, 3, 4, 5, 5, 6]
    assert found[1][1:3] == ("2023-11-22 09:03:00", "李青")
    assert found[1][4:] == ("办理状态、进展", "1-1", "办理状态", "未启动", "推进中")
    assert found[2][5:] == ("1-1", "进展", None, "2023-09-04 已公布3次。")
    assert found[0][5:] == (None, "来文1", None, "《青禾县便民服务任务分解表》共40项任务")
    assert found[7][4:] == ("佐证", "1-1", "佐证材料", None, "青政办发〔2023〕15号")


def test_what_was_taken_back_says_so_and_so_does_the_taking_back(tmp_path: Path, entries: tuple[Entry, ...]) -> None:
    found = rows(written(tmp_path, entries))
    assert found[3][6] == "备注\n（已由第4号撤销）"
    assert found[4][4:8] == ("撤销、备注", "1-2", "撤销第3号：备注", "=SUM(A1)")


def test_text_is_text_whatever_it_looks_like(tmp_path: Path, entries: tuple[Entry, ...]) -> None:
    sheet = written(tmp_path, entries)
    (cell,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=SUM(A1)" and cell.column == 9]
    assert cell.data_type != "f"
    assert cell.quotePrefix


def test_many_tasks_are_named_line_by_line_up_to_a_number(tmp_path: Path, entries: tuple[Entry, ...]) -> None:
    many = rows(written(tmp_path, entries))[6][5]
    assert many.startswith("1-2、1-3、1-4、\n1-5、")
    assert many.endswith("1-31等39项")
    assert all(not line.endswith("-") for line in many.splitlines())


def test_the_page(tmp_path: Path, entries: tuple[Entry, ...]) -> None:
    sheet = written(tmp_path, entries)
    assert sheet.title == "修改记录"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == f"${HEAD_ROW}:${HEAD_ROW}"
    assert sheet.freeze_panes == f"A{HEAD_ROW + 1}"


def test_what_stands_around_the_table(tmp_path: Path, entries: tuple[Entry, ...]) -> None:
    sheet = written(tmp_path, entries, HistoryForm(title="修改记录", day=FORM.day, conditions=("任务1-1", "操作人:李")))
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert texts[:3] == ["修改记录", "共6条", "导出日期：2023年11月22日"]
    assert texts[-1].startswith("范围：任务1-1，操作人:李；共6条。")


def test_a_history_without_an_entry(tmp_path: Path) -> None:
    sheet = written(tmp_path, ())
    assert sheet.cell(HEAD_ROW + 1, 1).value == "（无）"


def test_more_than_a_sheet_holds_is_refused(
    tmp_path: Path, entries: tuple[Entry, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govtui.excel.history_sheet.MOST_ROWS", 7)
    with pytest.raises(ExportError, match="分几次导出"):
        write_history(tmp_path / "记录.xlsx", entries, FORM, installed=FONTS)
    assert not (tmp_path / "记录.xlsx").exists()


def test_a_place_that_cannot_be_written_is_told_of_before_anything_is_read(tmp_path: Path) -> None:
    def unread() -> Any:
        pytest.fail("nothing is to be read")
        yield

    with pytest.raises(ExportError, match="没有保存"):
        write_history(tmp_path / "没有" / "记录.xlsx", unread(), FORM, installed=FONTS)
