"""Workbooks of older programs to grids, made by LibreOffice or from fixtures of its making; and what is refused."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from openpyxl import Workbook
from workbooks import check_words, edited, only, saved, texts

from govtui.errors import IntakeError
from govtui.intake.containers import COMPOUND
from govtui.intake.kind import Kind, kind_of
from govtui.intake.readers import old_sheet, sheet_grid
from govtui.intake.readers.old_sheet import read_old_sheet
from govtui.intake.watch import StoppedError

FIXTURES = Path(__file__).parents[1] / "data" / "old_sheets"
"""`plan.xls` and `plan.ods`, made of `plan()` by LibreOffice 7.4."""

PLAN = [
    ["青禾县任务表", "<", "<", "<", "<"],
    ["序号", "重点任务", "工作举措", "责任单位", "完成时限"],
    ["1", "修路", "修好东街\n再修西街", "县交通局", "2026年11月30日"],
    ["2", "^", "架桥", "0.95", "2026年11月30日 9:30"],
    ["3", "植树", "１２３", "9:30", "是"],
]


def plan() -> bytes:
    """Return as .xlsx what the fixtures were made of."""
    book = Workbook()
    sheet = book.active
    sheet.title = "分解表"
    for row in (
        [None, "青禾县任务表"],
        [],
        [None, *PLAN[1]],
        [None, 1, "修路", "修好东街\n再修西街", "县交通局", dt.date(2026, 11, 30)],
        [None, 2, None, "架桥", 0.95, dt.datetime(2026, 11, 30, 9, 30)],
        [None, 3, "植树", "１２３", dt.time(9, 30), True],
    ):
        sheet.append(row)
    sheet.merge_cells("B1:F1")
    sheet.merge_cells("C4:C5")
    hidden = book.create_sheet("底稿")
    hidden["A1"], hidden.sheet_state = "旧", "hidden"
    return saved(book)


def refusal(data: bytes) -> IntakeError:
    with pytest.raises(IntakeError) as refused:
        read_old_sheet(data)
    check_words(refused.value)
    return refused.value


def fixture(name: str) -> bytes:
    return (FIXTURES / name).read_bytes()


def check_plan(data: bytes, merges: bool, truth: str) -> None:
    source = read_old_sheet(data)
    grid = only(source)
    expected = [[*row] for row in PLAN]
    expected[-1][-1] = truth
    assert texts(grid) == (
        expected if merges else [["" if cell in ("<", "^") else cell for cell in row] for row in expected]
    )
    assert grid.states_merges is merges
    assert grid.name == "分解表"
    assert [row.first_line for row in grid.rows] == [1, 3, 4, 5, 6]
    assert grid.rows[1].after_break
    assert source.notices == ("工作表“底稿”是隐藏的，没有读入",)


@pytest.mark.parametrize("name", ["a.xls", "a.et", "a.xlsx", "a"])
def test_workbook_of_old_excel_under_any_name(name: str) -> None:
    """What WPS writes as .et is the same format."""
    data = fixture("plan.xls")
    assert name == "a" or kind_of(name, data) is Kind.OLD_SHEET
    check_plan(data, merges=True, truth="是")


def test_open_document_states_no_merges() -> None:
    check_plan(fixture("plan.ods"), merges=False, truth="1")


@pytest.mark.skipif(not shutil.which("soffice"), reason="says whether the fixtures are still what LibreOffice makes")
@pytest.mark.parametrize(("suffix", "merges", "truth"), [("xls", True, "是"), ("ods", False, "1")])
def test_workbooks_fresh_from_the_office(suffix: str, merges: bool, truth: str, tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_bytes(plan())
    command = ["soffice", f"-env:UserInstallation={tmp_path.as_uri()}/profile", "--headless", "--convert-to", suffix]
    subprocess.run([*command, "plan.xlsx"], cwd=tmp_path, check=True, capture_output=True, timeout=120)
    check_plan((tmp_path / f"plan.{suffix}").read_bytes(), merges, truth)


def test_without_the_library_the_way_out_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    error = refusal(fixture("plan.xls"))
    assert "另存为“Excel 工作簿（*.xlsx）”" in error.hint


def test_encrypted_workbooks() -> None:
    locked = bytearray(fixture("plan.xls"))
    first = locked.index(b"\x09\x08\x10\x00")  # the record with which a workbook begins
    locked[first + 20 : first + 22] = b"\x2f\x00"  # the next one becomes FILEPASS
    assert refusal(bytes(locked)).title == "文件加了密码"
    odd = edited(fixture("plan.ods"), {"META-INF/manifest.xml": lambda xml: xml.replace("/>", "><m:encryption-data/>")})
    assert refusal(odd).title == "文件加了密码"
    assert refusal(COMPOUND + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")).title == "文件加了密码"


def test_damaged_workbooks() -> None:
    whole = fixture("plan.xls")
    assert refusal(whole[:700]).title == "文件已损坏"
    assert refusal(COMPOUND).title == "文件已损坏"
    assert refusal(b"").title == "文件已损坏"
    assert refusal(fixture("plan.ods")[:-100]).title == "文件已损坏"
    for place in range(512, len(whole), 97):
        mutated = bytearray(whole)
        mutated[place : place + 4] = b"\xff\xff\xff\x7f"
        if place % 5 == 0:
            try:
                read_old_sheet(bytes(mutated))
            except IntakeError as error:
                check_words(error)


def test_panic_and_abort_are_refusals(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A panic in Rust is no Exception, and an abort takes its process along."""
    whole = (Path(old_sheet.__file__).parent / "calamine_rows.py").read_text(encoding="utf-8")
    for what in ("class Panic(BaseException): pass\n    raise Panic", "import os\n    os.abort()", "raise MemoryError"):
        program = tmp_path / "program.py"
        program.write_text(whole.replace("    from python_calamine", f"    {what}\n    from python_calamine"), "utf-8")
        monkeypatch.setattr(old_sheet, "_PROGRAM", program)
        assert refusal(fixture("plan.xls")).title == ("文件太大" if "Memory" in what else "文件已损坏")


def test_file_that_takes_for_ever_is_given_up_and_can_be_stopped(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "program.py"
    program.write_text("import time; time.sleep(60)", encoding="utf-8")
    monkeypatch.setattr(old_sheet, "_PROGRAM", program)
    monkeypatch.setattr(old_sheet, "LONGEST", 0.3)
    begin = time.monotonic()
    assert refusal(b"x").title == "文件太大"
    looks = 0

    def stop(done: int, total: int) -> None:
        nonlocal looks
        looks += 1
        if looks > 3:
            raise StoppedError

    with pytest.raises(StoppedError):
        read_old_sheet(b"x", stop)
    assert time.monotonic() - begin < 10


def test_sheet_repeated_without_end_does_not_take_the_memory() -> None:
    """A few bytes of OpenDocument can stand for millions of cells."""
    rows = (
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="string" '
        'table:number-columns-repeated="16000"><text:p>x</text:p></table:table-cell></table:table-row></table:table>'
    )
    bomb = edited(fixture("plan.ods"), {"content.xml": lambda xml: xml.replace("</table:table>", rows, 1)})
    begin = time.monotonic()
    assert refusal(bomb).title in ("文件太大", "文件已损坏")
    assert time.monotonic() - begin < 30


def test_limits_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_grid, "MAX_COLUMNS", 4)
    assert "有 5 栏，最多能读 4 栏" in refusal(fixture("plan.xls")).message
    monkeypatch.setattr(old_sheet, "MAX_CELL", 5)
    assert "B1 格有 6 个字，最多能读" in refusal(fixture("plan.xls")).message
    monkeypatch.setattr(old_sheet, "MAX_CELLS", 10)
    assert refusal(fixture("plan.xls")).title == "文件太大"
