"""The hand-over read back cell by cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from govtui.errors import ExportError
from govtui.excel.fonts import families
from govtui.excel.handover import WrittenSheet, write_handover
from govtui.excel.measure import UNIT
from govtui.model import Progress
from tests.handover_samples import DOCUMENTS, FORM, HISTORY, MATERIALS, PLACES, ROWS
from tests.sheet_samples import task_row

FONTS = families(["方正小标宋简体", "黑体", "仿宋"])
SHEETS = ["交接说明", "未办结任务", "经办人员", "办理经过", "材料清单", "文件位置"]
PAGE_WIDTH, PAGE_HEIGHT = (297 - 40) / 25.4 * 72, (210 - 54) / 25.4 * 72
"""Points between the margins."""


def written(path: Path, **fields: Any) -> WrittenSheet:
    given = {"documents": DOCUMENTS, "history": HISTORY, "materials": MATERIALS, "places": PLACES, **fields}
    rows, form = given.pop("rows", ROWS), given.pop("form", FORM)
    return write_handover(path, rows, form, installed=FONTS, **given)


@pytest.fixture
def book(tmp_path: Path) -> Workbook:
    sheet = written(tmp_path / "交接.xlsx")
    assert (sheet.rows, sheet.notes) == (3, ())
    return load_workbook(sheet.path)


def texts(worksheet: Worksheet) -> list[list[str]]:
    rows = [[str(value or "") for value in row] for row in worksheet.iter_rows(values_only=True)]
    return [row for row in rows if any(row)]


def table(book: Workbook, name: str) -> list[dict[str, str]]:
    """Return the rows between the head and the signatures, by the names of the columns."""
    _title, _line, head, *rows = texts(book[name])
    names = [name.replace("\n", "") for name in head]
    assert rows[-1][0].startswith("移交人：李春生　　　　接收人：周慧　　　　监交人：　　　")
    return [dict(zip(names, row, strict=True)) for row in rows if len([cell for cell in row if cell]) > 1]


def test_the_sheets(book: Workbook) -> None:
    assert book.sheetnames == SHEETS
    for name in SHEETS[1:]:
        title, line, *_ = texts(book[name])
        assert title[0].startswith("工作交接")
        assert [text for text in line if text] == [
            "移交单位：青禾县行政审批服务局办公室",
            "交接日期：2023年11月22日",
        ]


def test_the_first_sheet_says_who_how_much_and_has_room_to_sign(book: Workbook) -> None:
    rows = [[text for text in row if text] for row in texts(book["交接说明"])]
    assert rows == [
        ["工作交接表"],
        ["移交单位：青禾县行政审批服务局办公室", "交接日期：2023年11月22日"],
        ["移交人", "李春生", "接收人", "周慧", "监交人"],
        ["台账名称", "2023年便民服务台账"],
        ["来文", "1份", "任务", "5项", "未办结", "3项"],
        ["未启动", "1项", "推进中", "1项", "暂缓", "1项"],
        ["已完成", "1项", "已销号", "1项", "佐证材料", "3件（1件有问题）"],
        ["逾期（红灯）", "1项", "临期、滞后等\n（黄灯）", "1项", "未办结且\n未登记进展", "2项"],
        [
            "所附清单",
            "1．未办结任务（3项）；2．经办人员（2人）；3．办理经过（3项）；4．材料清单（3件）；5．文件位置（3处）",
        ],
        ["其他需要\n说明的事项"],
        [str(book["交接说明"]["A11"].value)],
        [f"{who}（签字）：\n\n　　　　　　　　　年　　月　　日" for who in ("移交人", "接收人", "监交人")],
    ]
    assert "一式三份" in rows[-2][0]


def test_the_first_sheet_is_one_page(book: Workbook) -> None:
    sheet = book["交接说明"]
    heights = [sheet.row_dimensions[row].height or 0 for row in range(1, sheet.max_row + 1)]
    assert sum(heights) <= PAGE_HEIGHT
    widths = [dimension.width for dimension in sheet.column_dimensions.values()]
    assert 0.95 < sum(widths) * UNIT / PAGE_WIDTH <= 1
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 1)


@pytest.mark.parametrize("name", SHEETS[1:])
def test_every_list_can_be_printed_as_it_is(book: Workbook, name: str) -> None:
    sheet = book[name]
    setup = sheet.page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight) == ("landscape", 9, 1, 0)
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.freeze_panes == "A4"
    assert sheet.oddFooter.center.text == "第 &P 页 共 &N 页"
    assert all(sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1))


def test_open_tasks_with_what_is_owed(book: Workbook) -> None:
    second, third, fourth = table(book, "未办结任务")
    assert [second["编号"], third["编号"], fourth["编号"]] == ["1-2", "1-3", "1-4"]
    assert second["重点任务"] == "一、窗口"
    assert (second["责任单位"], second["办理状态"], second["亮灯"]) == ("县民政局", "推进中", "红 逾期")
    assert second["最近进展"] == "10月8日（县民政局）：已更正。"
    assert second["尚需办理"] == "逾期53天\n正在推进，尚未办结"
    assert second["下步时限"] == "12月20日前报送进展\n已于9月30日到期"
    assert second["备注"] == "材料已归档"
    assert (third["最近进展"], third["尚需办理"]) == ("", "尚未启动\n未登记过进展")
    assert (fourth["亮灯"], fourth["下步时限"]) == ("黄 临期", "11月30日到期（还有8天）")


def test_open_tasks_with_all_problems_beside_the_latest_progress(tmp_path: Path) -> None:
    entries = (
        Progress(dt.date(2023, 9, 5), "已部署。", problem="场地未落实", next_step="腾退旧库房"),
        Progress(dt.date(2023, 10, 8), "已更正。", "县民政局"),
    )
    rows = [task_row("1", progress=entries), task_row("2")]
    first, second = table(load_workbook(written(tmp_path / "交接.xlsx", rows=rows, materials=()).path), "未办结任务")
    assert list(first)[-6:] == ["最近进展", "尚需办理", "下步时限", "存在问题", "下一步措施", "备注"]
    assert first["最近进展"] == "10月8日（县民政局）：已更正。"
    assert (first["存在问题"], first["下一步措施"]) == ("9月5日：场地未落实", "9月5日：腾退旧库房")
    assert (second["存在问题"], second["下一步措施"]) == ("", "")


def test_who_did_what(book: Workbook) -> None:
    first, second = table(book, "经办人员")
    assert list(first.values()) == [
        *("1", "李春生", "2次", "5项", "2023-11-01至2023-11-03"),
        "2023-11-03 12:00 办理状态改为“暂缓”：1-4",
    ]
    assert (second["经办人"], second["起止日期"]) == ("周慧", "2023-11-02")


def test_the_latest_changes_of_each_open_task(book: Workbook) -> None:
    changes = {row["编号"]: row["最近办理情况"] for row in table(book, "办理经过")}
    loaded = "2023-11-01 12:00 李春生：导入《便民服务重点任务分解表》共5项"
    assert changes == {
        "1-2": f"2023-11-02 12:00 周慧：登记进展“已更正。”\n{loaded}",
        "1-3": loaded,
        "1-4": f"2023-11-03 12:00 李春生：办理状态改为“暂缓”\n{loaded}",
    }


def test_evidence_with_where_it_lies_and_how_it_was_found(book: Workbook) -> None:
    rows = table(book, "材料清单")
    names = ("任务编号", "材料名称", "类别", "大小", "存放位置", "现状")
    assert [[row[name] for name in names] for row in rows] == [
        ["1-1", "青政办发〔2023〕15号", "文号", "", "按文号查找", "请自行核对"],
        ["1-2", "窗口照片.jpg（9月5日进展）", "文件", "338 KB", "佐证材料/1-2/窗口照片.jpg", "文件不见了"],
        [
            *("1-2", "https://www.qinghe.example/bm/2023.html（10月8日进展）", "网址", "", "用浏览器打开"),
            "请自行核对",
        ],
    ]


def test_where_the_files_are(book: Workbook) -> None:
    assert [list(row.values()) for row in table(book, "文件位置")] == [
        ["1", "台账文件夹", "2023年便民服务台账", "D:\\台账\\2023", ""],
        ["2", "所在电脑", "OFFICE-3", "", "账户 wang"],
        ["3", "来文1", "《便民服务重点任务分解表》青政办发〔2023〕8号", "分解表.docx", "2023-03-01 09:00存入台账"],
    ]


def test_nothing_to_hand_over(tmp_path: Path) -> None:
    empty: Sequence[Any] = ()
    sheet = written(tmp_path / "a.xlsx", rows=empty, documents=empty, history=empty, materials=empty, places=empty)
    book = load_workbook(sheet.path)
    assert [book[name]["A4"].value for name in SHEETS[1:]] == ["（无）"] * 5
    assert "0项" in texts(book["交接说明"])[4]


def test_names_that_are_not_known_are_left_to_be_written(tmp_path: Path) -> None:
    form = msgspec.structs.replace(FORM, unit="", giver="", receiver="")
    book = load_workbook(written(tmp_path / "a.xlsx", form=form).path)
    assert book["交接说明"]["A2"].value == "移交单位："
    assert str(book["经办人员"].cell(book["经办人员"].max_row, 1).value).startswith("移交人：　　　　　　　　")


def test_text_is_never_a_formula(tmp_path: Path) -> None:
    form = msgspec.structs.replace(FORM, ledger="=1+1", giver="@全体")
    book = load_workbook(written(tmp_path / "a.xlsx", rows=[task_row(requirement="=1+1")], form=form).path)
    for cell in (book["交接说明"]["C4"], book["交接说明"]["C3"], book["未办结任务"]["B4"]):
        assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_a_long_task_goes_on_and_the_notes_say_in_which_list(tmp_path: Path) -> None:
    text = "".join(f"第{number}句话。" for number in range(2000))
    sheet = written(tmp_path / "a.xlsx", rows=[task_row("8", requirement=text)])
    assert sheet.notes == ("“未办结任务”中第1-8项内容较长，一页放不下，已分成几行接续填写，接续的行在序号后标“续”",)


def test_failures_are_those_of_the_register(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as caught:
        written(tmp_path / "没有" / "交接.xlsx")
    assert "没有" in caught.value.message
