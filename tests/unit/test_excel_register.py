"""The register read back cell by cell."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from govtui.excel.columns import cell_text
from govtui.excel.fonts import families
from govtui.excel.measure import UNIT, height_of, line_count, room_of
from govtui.excel.register import SheetForm, WrittenSheet, write_register
from govtui.excel.workbook import sheet_name
from govtui.model import Document, Progress, Status
from govtui.review.rows import TaskRow
from tests.sheet_samples import DAY, FORM, plan_rows, task_row

FONTS = families(["方正小标宋简体", "黑体", "仿宋"])
HEAD_ROW = 3
PAGE_WIDTH = (297 - 40) / 25.4 * 72
"""Points between the margins."""


def written(path: Path, rows: list[TaskRow], form: SheetForm = FORM, **options: object) -> WrittenSheet:
    return write_register(path, rows, form, installed=FONTS, **options)  # type: ignore[arg-type]


def sheet_of(sheet: WrittenSheet) -> Worksheet:
    workbook: Workbook = load_workbook(sheet.path)
    (worksheet,) = workbook.worksheets
    return worksheet


def values(worksheet: Worksheet) -> list[list[object]]:
    return [list(row) for row in worksheet.iter_rows(values_only=True)]


def heads(worksheet: Worksheet) -> list[str]:
    return [str(cell.value or "").replace("\n", "") for cell in worksheet[HEAD_ROW]]


def merges(worksheet: Worksheet) -> set[str]:
    return set(map(str, worksheet.merged_cells.ranges))


@pytest.fixture
def small(tmp_path: Path) -> Worksheet:
    rows = [
        task_row("1", themes=("一、窗口", "（一）办事"), units_text="县民政局", deadline_text="2023年11月底前"),
        task_row(
            "2",
            themes=("一、窗口", "（一）办事"),
            status=Status.DOING,
            note="材料已归档",
            progress=(Progress(dt.date(2023, 9, 5), "已核对7处。"), Progress(DAY, "已更正。", "县民政局")),
        ),
        task_row("3", themes=("一、窗口", "（二）热线")),
        task_row("4", themes=("二、监督",)),
        task_row("5", themes=("二、监督",)),
        task_row("6"),
    ]
    return sheet_of(written(tmp_path / "台账.xlsx", rows))


def test_every_cell(small: Worksheet) -> None:
    requirement = task_row().task.requirement
    left_over = [None] * 8
    assert values(small) == [
        ["青禾县2023年便民服务重点任务台账", *left_over],
        ["填报单位（盖章）：青禾县行政审批服务局", *[None] * 5, "填报日期：2023年11月22日", None, None],
        ["序号", "重点任务", None, "具体要求", "责任\n单位", "完成时限", "办理\n状态", "进展情况", "备注"],
        [1, "一、窗口", "（一）办事", requirement, "县民政局", "2023年11月底前", "未启动", None, None],
        [
            2,
            None,
            None,
            requirement,
            None,
            None,
            "推进中",
            "9月5日：已核对7处。\n11月22日（县民政局）：已更正。",
            "材料已归档",
        ],
        [3, None, "（二）热线", requirement, None, None, "未启动", None, None],
        [4, "二、监督", None, requirement, None, None, "未启动", None, None],
        [5, None, None, requirement, None, None, "未启动", None, None],
        [6, None, None, requirement, None, None, "未启动", None, None],
        ["填报人：李春生　　　　审核人：周慧　　　　联系电话：0539-2120000", *left_over],
    ]


def test_merged_cells(small: Worksheet) -> None:
    lines = {"A1:I1", "A2:F2", "G2:I2", "B3:C3", "A10:I10"}
    themes = {"B4:B6", "C4:C5", "B7:C8", "B9:C9"}
    assert merges(small) == lines | themes


def test_page(small: Worksheet) -> None:
    setup = small.page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight) == ("landscape", 9, 1, 0)
    assert small.sheet_properties.pageSetUpPr.fitToPage
    assert small.print_title_rows == "$3:$3"
    assert small.print_area == "'工作台账'!$A$1:$I$10"
    assert small.freeze_panes == "A4"
    assert small.oddFooter.center.text == "第 &P 页 共 &N 页"
    assert small.print_options.horizontalCentered
    millimetres = {edge: getattr(small.page_margins, edge) * 25.4 for edge in ("top", "bottom", "left", "right")}
    assert millimetres == pytest.approx({"top": 28, "bottom": 26, "left": 20, "right": 20}, abs=0.1)
    widths = [dimension.width for dimension in small.column_dimensions.values()]
    assert len(widths) == 9
    assert 0.95 < sum(widths) * UNIT / PAGE_WIDTH <= 1


def test_document_properties(tmp_path: Path) -> None:
    sheet = written(tmp_path / "a.xlsx", [task_row()], msgspec.structs.replace(FORM, sheet_name="报送[表]/2023"))
    workbook = load_workbook(sheet.path)
    assert workbook.sheetnames == ["报送表2023"]
    properties = workbook.properties
    assert (properties.title, properties.creator) == (FORM.title, "李春生")
    assert properties.created == dt.datetime(2023, 11, 22)


def test_styles(small: Worksheet) -> None:
    fonts = {row: (small.cell(row, 1).font.name, small.cell(row, 1).font.sz) for row in (1, 2, 3, 4, 10)}
    assert fonts == {1: ("方正小标宋简体", 22), 2: ("仿宋", 12), 3: ("黑体", 12), 4: ("仿宋", 10.5), 10: ("仿宋", 12)}
    assert all((cell.alignment.wrap_text, cell.alignment.vertical) == (True, "center") for cell in small["A"])
    assert [small.cell(4, column).alignment.horizontal for column in range(1, 10)] == [
        *["center"] * 3,
        "left",
        *["center"] * 3,
        "left",
        "left",
    ]


def test_every_cell_of_the_table_has_borders_the_merged_ones_too(tmp_path: Path) -> None:
    sheet = written(tmp_path / "a.xlsx", [task_row("1", themes=("甲",)), task_row("2", themes=("甲",))])
    rows = list(
        load_workbook(sheet.path, read_only=True).worksheets[0].rows
    )  # otherwise openpyxl makes merged cells up
    for cell in (cell for row in rows[HEAD_ROW - 1 : -1] for cell in row):
        edges = cell.border
        assert {edges.left.style, edges.right.style, edges.top.style, edges.bottom.style} == {"thin"}
    for cell in (rows[0][0], rows[1][0], rows[-1][0]):
        assert cell.border.left.style is None


def test_columns_are_counted_in_a_font_of_the_same_measures_everywhere(small: Worksheet) -> None:
    workbook = small.parent
    assert workbook is not None
    normal = workbook._named_styles["Normal"].font
    assert (normal.name, normal.sz) == ("Times New Roman", 12)
    assert workbook._fonts[0].name == "Times New Roman"


@pytest.mark.parametrize(
    "text", ["=1+1", "+86 539", "-", "@全体", "＝1+1", '=HYPERLINK("http://x","y")', "#N/A", "TRUE"]
)
def test_text_is_never_a_formula(tmp_path: Path, text: str) -> None:
    row = task_row("=2", requirement=text, note=text, progress=(), themes=(text,))
    worksheet = sheet_of(written(tmp_path / "a.xlsx", [row], msgspec.structs.replace(FORM, title=text, filler=text)))
    dangerous = text not in ("#N/A", "TRUE")
    for cell in (worksheet["A1"], worksheet["B4"], worksheet["C4"], worksheet["H4"]):
        assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", dangerous)
    assert (worksheet["A4"].value, worksheet["A4"].data_type, worksheet["A4"].quotePrefix) == ("=2", "s", True)


def test_numbers_stay_text_where_they_are_not_plain(tmp_path: Path) -> None:
    worksheet = sheet_of(written(tmp_path / "a.xlsx", [task_row("01"), task_row("4.10"), task_row("12")]))
    cells = [worksheet.cell(row, 1) for row in (4, 5, 6)]
    assert [(cell.value, cell.data_type, cell.number_format) for cell in cells] == [
        ("01", "s", "@"),
        ("4.10", "s", "@"),
        ("12", "s", "@"),
    ]


def test_rows_of_several_documents(tmp_path: Path) -> None:
    loaded = dt.datetime(2023, 3, 1, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))
    documents = [Document(id=name, source=f"{name}.txt", title=f"方案{name}", imported_at=loaded) for name in "12"]
    rows = [task_row("4", themes=("甲",)), task_row("4", document="2", themes=("甲",)), task_row("5", document="2")]
    worksheet = sheet_of(written(tmp_path / "a.xlsx", rows, documents=documents))
    source = heads(worksheet).index("任务来源")
    assert [(row[0], row[1], row[source]) for row in values(worksheet)[3:6]] == [
        (1, "甲", "来文1第4项"),
        (2, "甲", "来文2第4项"),
        (3, None, "来文2第5项"),
    ]
    assert values(worksheet)[6][0] == "任务来源：来文1为《方案1》；来文2为《方案2》。"
    assert str(values(worksheet)[7][0]).startswith("填报人")
    assert worksheet.print_area.endswith("$8")
    assert not {"B4:B5", "B5:B6"} & merges(worksheet)


def test_one_task(tmp_path: Path) -> None:
    sheet = written(tmp_path / "a.xlsx", [task_row(measure="每月1次")])
    assert (sheet.rows, sheet.notes) == (1, ())
    worksheet = sheet_of(sheet)
    assert heads(worksheet)[1:3] == ["具体要求", "量化指标"]
    assert worksheet.max_row == 5


def test_nothing_to_report(tmp_path: Path) -> None:
    sheet = written(tmp_path / "a.xlsx", [], msgspec.structs.replace(FORM, unit="", filler=""))
    assert sheet.rows == 0
    assert any("没有符合条件的任务" in note for note in sheet.notes)
    worksheet = sheet_of(sheet)
    assert worksheet["A4"].value == "（无）"
    assert worksheet["A2"].value == "填报单位（盖章）："
    assert str(worksheet["A5"].value).startswith("填报人：　　　　　　　　")
    assert {"A4:G4", "A5:G5"} <= merges(worksheet)


def test_pages_end_where_they_were_planned_and_begin_with_their_theme(tmp_path: Path) -> None:
    worksheet = sheet_of(written(tmp_path / "a.xlsx", plan_rows(50)))
    breaks = [page_break.id for page_break in worksheet.row_breaks.brk]
    assert breaks
    assert all(worksheet.cell(row + 1, 2).value and worksheet.cell(row + 1, 3).value for row in breaks)
    for merged in worksheet.merged_cells.ranges:
        assert not any(merged.min_row <= row < merged.max_row for row in breaks)


def test_a_very_long_task_goes_on_in_further_rows(tmp_path: Path) -> None:
    text = "".join(f"第{number}句话。" for number in range(5000))
    assert len(text) > 32767, "more than one cell can hold"
    sheet = written(tmp_path / "a.xlsx", [task_row("8", requirement=text), task_row("9")])
    assert sheet.notes == ("第8项内容较长，一页放不下，已分成几行接续填写，接续的行在序号后标“续”",)
    rows = values(sheet_of(sheet))[3:-2]
    assert [row[0] for row in rows] == [8, *["8\n续"] * (len(rows) - 1)]
    assert "".join(str(row[1]) for row in rows) == text


def test_a_theme_too_long_for_a_page_is_cut_and_said_so(tmp_path: Path) -> None:
    sheet = written(tmp_path / "a.xlsx", [task_row(themes=("很长的主题" * 2000,))])
    assert "末尾标“略”" in sheet.notes[0]
    assert str(sheet_of(sheet)["B4"].value).endswith("…（略）")


def test_more_pages_than_breaks_are_allowed(tmp_path: Path) -> None:
    long = "青禾县便民服务中心。" * 60
    sheet = written(tmp_path / "a.xlsx", [task_row(str(number), requirement=long, note=long) for number in range(1100)])
    assert not sheet_of(sheet).row_breaks.brk


def test_substituted_fonts_are_in_the_notes(tmp_path: Path) -> None:
    sheet = write_register(tmp_path / "a.xlsx", [task_row()], FORM, installed=families(["simsun.ttc", "simhei.ttf"]))
    assert sheet.notes == ("本机没有标题字体“方正小标宋简体”，改用“宋体”", "本机没有正文字体“仿宋”，改用“宋体”")
    worksheet = sheet_of(sheet)
    assert (worksheet["A1"].font.name, worksheet["A1"].font.b) == ("宋体", True)
    assert (worksheet["A4"].font.name, worksheet["A4"].font.b) == ("宋体", False)


anything = st.text(st.characters(codec="utf-8") | st.sampled_from("青禾县，。（）“”\n\t\x00\x1b=<&>]"), max_size=300)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(anything, anything, anything, anything), min_size=1, max_size=5), anything)
def test_any_text_can_be_read_back_and_fits_its_cell(
    tmp_path: Path, drawn: list[tuple[str, str, str, str]], title: str
) -> None:
    rows = [
        task_row(str(seq), requirement=requirement, units_text=units, themes=(theme,), note=note)
        for seq, (requirement, units, theme, note) in enumerate(drawn, 1)
    ]
    worksheet = sheet_of(written(tmp_path / "a.xlsx", rows, msgspec.structs.replace(FORM, title=title)))
    for field, head in ((0, "具体要求"), (1, "责任单位"), (3, "备注")):
        place = heads(worksheet).index(head)
        read = "".join(str(row[place] or "") for row in values(worksheet)[HEAD_ROW:-1])
        assert "".join(read.split()) == "".join("".join(cell_text(texts[field]) for texts in drawn).split())
    merged = {(merge.min_row, merge.min_col): merge for merge in worksheet.merged_cells.ranges}
    for row in worksheet.iter_rows(min_row=HEAD_ROW + 1, max_row=worksheet.max_row - 1):
        for cell in row:
            if cell.value is None:
                continue
            last_row, last_column = cell.row, cell.column
            if merge := merged.get((cell.row, cell.column)):
                last_row, last_column = merge.max_row, merge.max_col
            letters = map(get_column_letter, range(cell.column, last_column + 1))
            units = sum(worksheet.column_dimensions[letter].width for letter in letters)
            height = sum(worksheet.row_dimensions[r].height or 0 for r in range(cell.row, last_row + 1))
            assert height_of(line_count(str(cell.value), room_of(units))) <= height + 0.01
            assert max(worksheet.row_dimensions[r].height or 0 for r in range(cell.row, last_row + 1)) <= 409.5


@pytest.mark.parametrize(
    ("name", "accepted"),
    [
        ("工作台账", "工作台账"),
        ("a/b\\c?d*e:f[g]", "abcdefg"),
        ("'引号'", "引号"),
        ("", "工作台账"),
        ("History", "工作台账"),
        ("长" * 40, "长" * 31),
        ("一\n二", "一 二"),
    ],
)
def test_sheet_names(name: str, accepted: str) -> None:
    assert sheet_name(name) == accepted


def test_the_file_holds_one_sheet_and_is_sound(tmp_path: Path) -> None:
    sheet = written(tmp_path / "a.xlsx", plan_rows(30))
    with zipfile.ZipFile(sheet.path) as archive:
        assert archive.testzip() is None
        assert [name for name in archive.namelist() if "worksheets/" in name] == ["xl/worksheets/sheet1.xml"]
        assert len(archive.namelist()) == len(set(archive.namelist()))
