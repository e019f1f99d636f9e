"""Workbooks to grids: places, merged cells, what number formats show, what is hidden, and what is refused."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from workbooks import NAMES, SHEET, check_words, edited, only, saved, sheet_of, texts, with_sheet_xml

from govtui.errors import IntakeError
from govtui.intake.containers import COMPOUND
from govtui.intake.readers import sheet_grid, sheet_xml
from govtui.intake.readers.formats import BUILT_IN, shown
from govtui.intake.readers.sheet import read_sheet
from govtui.intake.watch import StoppedError


def refusal(data: bytes) -> IntakeError:
    with pytest.raises(IntakeError) as refused:
        read_sheet(data)
    check_words(refused.value)
    return refused.value


# --- places ---


def test_rows_know_their_numbers_in_the_sheet_and_lines_are_their_texts() -> None:
    grid = only(read_sheet(sheet_of(["青禾县任务表"], [], NAMES, [1, "修路", "修好\n东街", None, "全年"], first="C4")))
    assert texts(grid) == [
        ["青禾县任务表", "", "", "", ""],
        [*NAMES],
        ["1", "修路", "修好\n东街", "", "全年"],
    ]
    assert [row.first_line for row in grid.rows] == [4, 6, 7]
    assert [row.after_break for row in grid.rows] == [False, True, False]
    assert [(line.number, line.text) for line in grid.lines] == [
        (4, "青禾县任务表"),
        (6, "\t".join(NAMES)),
        (7, "1\t修路\t修好 东街\t\t全年"),
    ]
    assert grid.name == "分解表"
    assert not grid.states_merges


def test_columns_that_are_blank_in_every_row_are_dropped() -> None:
    grid = only(read_sheet(sheet_of([None, "序号", " ", "\u3000", "事项"], [None, 1, None, "", "修路"])))
    assert texts(grid) == [["序号", "事项"], ["1", "修路"]]


def test_blank_rows_between_all_rows_are_no_breaks() -> None:
    grid = only(read_sheet(sheet_of(["甲", "乙"], [], ["一", "二"], [], ["三", "四"], [], ["五", "六"])))
    assert not any(row.after_break for row in grid.rows)


def test_sheet_formatted_to_its_last_row_is_read_at_once() -> None:
    rows = "".join(
        f'<row r="{row}" ht="14" customHeight="1"><c r="A{row}" s="1"/></row>' for row in range(3, 1_048_577)
    )
    data = with_sheet_xml(f'<row r="1"><c r="A1"><v>1</v></c></row>{rows}<row r="1048576"/>')
    begin = time.perf_counter()
    assert texts(only(read_sheet(data))) == [["1"]]
    assert time.perf_counter() - begin < 10  # 2 here


def test_cells_and_rows_that_do_not_say_where_they_are_stand_in_order() -> None:
    body = "<row><c><v>1</v></c><c/><c><v>2</v></c></row><row><c r='B5'><v>3</v></c><c><v>4</v></c></row>"
    grid = only(read_sheet(with_sheet_xml(body)))
    assert texts(grid) == [["1", "", "2"], ["", "3", "4"]]
    assert [row.first_line for row in grid.rows] == [1, 2]


def test_elements_may_have_a_prefix() -> None:
    xml = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="2">'
        '<x:c r="A2" t="inlineStr"><x:is><x:t>修路</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>'
    )
    assert texts(only(read_sheet(edited(sheet_of(["x"]), {SHEET: lambda _: xml})))) == [["修路"]]


# --- merged cells ---


def test_merged_cells_belong_to_their_first() -> None:
    data = sheet_of(
        ["青禾县任务表"],
        NAMES,
        ["一、改善出行"],
        [1, "修路", "修好东街", "县交通局", "全年"],
        [2, None, "修好西街", None, "6月"],
        [3, "架桥", "建成北桥", "县住建局", "9月"],
        [None, None, "建成南桥"],
        merges=["A1:E1", "A3:E3", "B4:B5", "D4:D5", "A6:B7", "D6:E7"],
    )
    grid = only(read_sheet(data))
    assert texts(grid) == [
        ["青禾县任务表", "<", "<", "<", "<"],
        [*NAMES],
        ["一、改善出行", "<", "<", "<", "<"],
        ["1", "修路", "修好东街", "县交通局", "全年"],
        ["2", "^", "修好西街", "^", "6月"],
        ["3", "<", "建成北桥", "县住建局", "<"],
        ["^", "^", "建成南桥", "^", "^"],
    ]
    assert grid.states_merges


def test_header_of_two_rows_alone_does_not_state_merges() -> None:
    head = (["序号", "责任单位", None, "时限"], [None, "牵头", "配合", None])
    header_only = sheet_of(*head, [1, "甲局", "乙局", "全年"], merges=["A1:A2", "B1:C1", "D1:D2"])
    assert not only(read_sheet(header_only)).states_merges
    in_the_table = sheet_of(*head, [1, "甲局", "乙局", "全年"], [2], merges=["A1:A2", "B1:C1", "D1:D2", "B3:B4"])
    assert only(read_sheet(in_the_table)).states_merges


def test_range_that_begins_in_a_dropped_row_or_column_is_carried_by_its_first_cell_that_stays() -> None:
    grid = only(read_sheet(sheet_of(["甲", None, None], ["乙", None, "丙"], merges=["B1:C1"])))
    assert texts(grid) == [["甲", ""], ["乙", "丙"]]
    assert not grid.states_merges


def test_texts_under_a_range_that_only_copied_its_format_are_not_seen() -> None:
    data = edited(
        sheet_of(["题", "x"], ["修路", "东街"], ["修路", "西街"]),
        {
            SHEET: lambda xml: xml.replace(
                "</sheetData>", '</sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells>'
            )
        },
    )
    assert texts(only(read_sheet(data))) == [["题", "x"], ["修路", "东街"], ["^", "西街"]]


def test_range_without_text_in_its_first_cell_hides_nothing() -> None:
    data = with_sheet_xml(
        '<row r="1"><c r="B1"><v>7</v></c></row>', tail='<mergeCells><mergeCell ref="A1:C2"/></mergeCells>'
    )
    assert texts(only(read_sheet(data))) == [["7"]]


def test_rows_that_are_all_merged_upwards_are_no_break() -> None:
    data = sheet_of([1, "修路"], [], [2, "架桥"], [], [], [3, "植树"], [4, "种草"], merges=["A1:A2", "B1:B2"])
    assert [(row.first_line, row.after_break) for row in only(read_sheet(data)).rows] == [
        (1, False),
        (3, False),
        (6, True),
        (7, False),
    ]


def test_ranges_over_each_other_and_beyond_the_sheet_cost_nothing() -> None:
    ranges = '<mergeCell ref="A1:XFD1048576"/>' * 20_000 + '<mergeCell ref="ZZZZ1:A0"/><mergeCell ref="?"/>'
    body = "".join(f'<row r="{row}"><c r="B{row}"><v>{row}</v></c></row>' for row in range(1, 3000))
    begin = time.perf_counter()
    assert len(only(read_sheet(with_sheet_xml(body, tail=f"<mergeCells>{ranges}</mergeCells>"))).rows) == 2999
    assert time.perf_counter() - begin < 5


# --- values ---


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (7, "General", "7"),
        (7.0, "General", "7"),
        (0.1 + 0.2, "General", "0.3"),
        (110101199001011000, "General", "110101199001011000"),
        (-2.5, "General", "-2.5"),
        (1.1, "0.00", "1.10"),
        (12, "000", "012"),
        (12345.6, "#,##0.0", "12,345.6"),
        (0.95, "0%", "95%"),
        (0.955, "0.0%", "95.5%"),
        (-0.2, "0%", "-20%"),
        (0, "0%", "0%"),
        (3, '0"个"', "3个"),
        (3, 'General"、"', "3、"),
        (3, 'G/通用格式"项"', "3项"),
        (21, '[DBNum1][$-804]General"、"', "二十一、"),
        (10, "[DBNum1]0", "十"),
        (105, "[DBNum1]0", "一百零五"),
        (5, '"¥"#,##0.00', "¥5.00"),
        (5, "[$¥-804]#,##0.00", "¥5.00"),
        (0, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "-"),
        (-3, "0;[Red]-0", "-3"),
        (1.5, "# ?/?", "1.5"),
        (123456, "0.0E+00", "123456"),
        (5, "[>3]0;General", "5"),
        (0.5, ";;;", "0.5"),
        (5, "@", "5"),
        (45260, "yyyy/m/d", "2023年11月30日"),
        (45260, "yyyy-mm-dd;@", "2023年11月30日"),
        (45260, 'yyyy"年"m"月"d"日";@', "2023年11月30日"),
        (45260, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2023年11月30日"),
        (45260, 'yyyy"年"m"月"', "2023年11月"),
        (45260, "yyyy.mm", "2023年11月"),
        (45260, "mmm-yy", "2023年11月"),
        (45260, 'yyyy"年"m"月底前"', "2023年11月底前"),
        (45260, 'm"月"d"日"', "11月30日"),
        (45260, "m/d", "11月30日"),
        (45260, 'm"月"', "11月"),
        (45260, "yyyy/m/d h:mm", "2023年11月30日"),
        (45260.375, "yyyy/m/d h:mm", "2023年11月30日 9:00"),
        (45260.375, 'yyyy"年"m"月"d"日" h"时"mm"分"', "2023年11月30日 9:00"),
        (45260.375, "yyyy/m/d", "2023年11月30日"),
        (0.375, 'h"时"mm"分"', "9:00"),
        (1.25, "[h]:mm", "30:00"),
        (-1, "yyyy/m/d", "-1"),
        (99999999, "yyyy/m/d", "99999999"),
        (59, "yyyy/m/d", "1900年2月28日"),
        (61, "yyyy/m/d", "1900年3月1日"),
    ],
)
def test_numbers_are_given_as_the_sheet_shows_them(value: float, code: str, text: str) -> None:
    assert shown(value, code) == text
    book = Workbook()
    cell = book.active["A1"]
    book.active["B1"] = "2023年"  # the year is said, so dates need not have one
    cell.value, cell.number_format = value, code
    if code != "@":
        assert texts(only(read_sheet(saved(book))))[0][0] == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        *dict.fromkeys([(key, "2023年11月") for key in (27, 36, 50, 52, 57)]),
        *[(key, "2023年11月30日") for key in (14, 22, 28, 29, 30, 31, 51, 53, 54, 58)],
        *[(key, "12:00") for key in (32, 33, 34, 35, 55, 56)],
    ],
)
def test_east_asian_built_in_formats_are_dates(number: int, text: str) -> None:
    """openpyxl gives these cells as bare numbers."""
    styles = f'<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="{number}"/></cellXfs>'
    value = 45260.5 if "12:" in text else 45260
    data = with_sheet_xml(
        f'<row r="1"><c r="A1" s="1"><v>{value}</v></c></row>',
        styles=lambda _: (
            f'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{styles}</styleSheet>'
        ),
    )
    assert number in BUILT_IN
    assert texts(only(read_sheet(data))) == [[text]]


@pytest.mark.parametrize(
    ("other", "title", "text"),
    [
        ("青禾县2024年重点任务", "分解表", "3月31日"),
        ("重点任务", "2024年", "3月31日"),
        ("重点任务", "分解表", "2023年3月31日"),
    ],
)
def test_date_shown_without_year_gets_that_of_its_typing_only_where_no_other_is_said(
    other: str, title: str, text: str
) -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = title
    sheet["A1"] = other
    sheet["A2"], sheet["A2"].number_format = dt.date(2023, 3, 31), 'm"月"d"日"'
    assert texts(only(read_sheet(saved(book)))) == [[other], [text]]


def test_workbooks_that_count_from_1904() -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active["A1"] = dt.datetime(2023, 11, 30)
    assert texts(only(read_sheet(saved(book)))) == [["2023年11月30日"]]


def test_texts_stay_as_they_are() -> None:
    words = ["007", "１２", "2023.11.30", "2023/11", "11月底", "_x005F_x", "  前后空格 ", "零\u200b宽"]
    kept = ["007", "１２", "2023.11.30", "2023/11", "11月底", "_x005F_x", "前后空格", "零宽"]
    assert texts(only(read_sheet(sheet_of(words))))[0][:5] == kept[:5]
    body = '<row r="1"><c r="A1" t="inlineStr"><is><t>甲_x000D_\n乙_x000A_丙</t></is></c></row>'
    assert texts(only(read_sheet(with_sheet_xml(body)))) == [["甲\n乙\n丙"]]
    assert texts(only(read_sheet(sheet_of(words))))[0][6:] == kept[6:]


def test_rich_text_comments_links_and_readings() -> None:
    book = Workbook()
    sheet = book.active
    struck = TextBlock(InlineFont(strike=True), "六月")
    sheet["A1"] = CellRichText(struck, "七月", TextBlock(InlineFont(b=True), "底前"))
    sheet["B1"] = "见通知"
    sheet["B1"].hyperlink = "https://example.org/x"
    sheet["B1"].comment = Comment("批注", "某人")
    assert texts(only(read_sheet(saved(book)))) == [["六月七月底前", "见通知"]]
    reading = '<row r="1"><c r="A1" t="inlineStr"><is><t>青禾</t><rPh sb="0" eb="2"><t>qinghe</t></rPh></is></c></row>'
    assert texts(only(read_sheet(with_sheet_xml(reading)))) == [["青禾"]]


def test_truth_iso_dates_and_values_of_formulas() -> None:
    body = (
        '<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c> '
        '<c r="C1" t="d"><v>2023-11-30T00:00:00</v></c><c r="D1" t="str"><f>A1&amp;"x"</f><v>甲x</v></c>'
        '<c r="E1"><f>1+1</f><v>2</v></c><c r="F1" t="s"><v>99</v></c>'
        '<c r="G1" t="d"><v>某日</v></c><c r="H1"><v>abc</v></c><c r="I1" t="str"><f>""</f><v></v></c></row>'
    )
    source = read_sheet(with_sheet_xml(body))
    assert texts(only(source)) == [["是", "否", "2023年11月30日", "甲x", "2", "某日", "abc"]]
    assert source.notices == ()


# --- what the clerk must know ---


def test_errors_and_formulas_without_a_value_are_said() -> None:
    source = read_sheet(
        with_sheet_xml(
            '<row r="3"><c r="A3"><v>1</v></c><c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
            '<c r="C3" t="e"><v>#REF!</v></c><c r="D3"><f>A3*2</f></c></row>'
        )
    )
    assert texts(only(source)) == [["1"]]
    errors, uncomputed = source.notices
    assert errors == "工作表“分解表” B3 格等 2 处的公式出错（#DIV/0!），按空白读入，请核对"
    assert "D3 格是公式，文件里没有存下结果" in uncomputed
    assert "打开、保存一次" in uncomputed
    assert "是公式" in read_sheet(sheet_of(["甲", "=1+1"])).notices[0]


def test_hidden_rows_and_columns_are_read_and_said() -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = "附件"
    for row in range(1, 13):
        sheet.append([row, "事项", "单位", "时限"])
    for row in (5, 6, 7, 9, 11, 40):
        sheet.row_dimensions[row].hidden = True
    for letter in "BCZ":
        sheet.column_dimensions[letter].hidden = True
    without_height = {SHEET: lambda xml: xml.replace('<row r="12"', '<row r="12" ht="0" customHeight="1"')}
    source = read_sheet(edited(saved(book), without_height))
    assert len(only(source).rows) == 12
    assert len(only(source).rows[0].cells) == 4
    assert source.notices == (
        "工作表“附件”第 5 至 7、9、11 至 12 行是隐藏的，已一并读入，请核对",
        "工作表“附件”第 B 至 C 列是隐藏的，已一并读入，请核对",
    )


def test_only_the_first_of_many_hidden_rows_are_named() -> None:
    rows = "".join(f'<row r="{row}" hidden="{row % 2}"><c r="A{row}"><v>1</v></c></row>' for row in range(1, 41))
    assert "第 1、3、5、7、9 等 20 行是隐藏的" in read_sheet(with_sheet_xml(rows)).notices[0]


def test_sheets_are_grids_and_hidden_ones_are_said() -> None:
    book = Workbook()
    book.active.title = "封面"
    for name, state in (("附件1", "visible"), ("附件2", "visible"), ("字典", "hidden"), ("宏", "veryHidden")):
        sheet = book.create_sheet(name)
        sheet["A1"] = name
        sheet.sheet_state = state
    source = read_sheet(saved(book))
    assert [grid.name for grid in source.grids] == ["附件1", "附件2"]
    assert [grid.lines[0].text for grid in source.grids] == ["附件1", "附件2"]
    assert source.notices == ("工作表“字典”、“宏”是隐藏的，没有读入",)


def test_hidden_sheets_are_read_where_the_others_are_blank() -> None:
    book = Workbook()
    hidden = book.create_sheet("底稿")
    hidden["A1"], hidden.sheet_state = "修路", "hidden"
    source = read_sheet(saved(book))
    assert only(source).name == "底稿"
    assert source.notices == ("看得见的工作表都是空的，读的是隐藏的工作表“底稿”，请核对",)


# --- packages that are not by the book ---


def test_chart_sheets_and_missing_parts_do_no_harm() -> None:
    book = Workbook()
    book.active["A1"] = "修路"
    book.create_chartsheet("图")
    assert len(read_sheet(saved(book)).grids) == 1
    bare = edited(sheet_of([1, 2]), {"xl/styles.xml": None, "_rels/.rels": None, "xl/_rels/workbook.xml.rels": None})
    assert texts(only(read_sheet(bare))) == [["1", "2"]]


def test_styles_that_openpyxl_refuses_are_no_hindrance() -> None:
    odd = {"xl/styles.xml": lambda xml: xml.replace('patternType="gray125"', 'patternType="没有"')}
    broken = edited(sheet_of(["修路"]), odd)
    with pytest.raises(ValueError, match="stylesheet"):
        load_workbook(BytesIO(broken), read_only=True)
    assert texts(only(read_sheet(broken))) == [["修路"]]


@pytest.mark.parametrize("setting", ["True", "False"])
def test_choice_of_parser_for_openpyxl_does_not_matter(setting: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(sheet_of([1, "修路"], merges=["B1:C1"]))
    program = (
        "import sys, pathlib; from govtui.intake.readers.sheet import read_sheet;"
        "print(len(read_sheet(pathlib.Path(sys.argv[1]).read_bytes()).grids[0].rows))"
    )
    environment = {"OPENPYXL_LXML": setting, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", program, str(path)], env=environment, capture_output=True, check=True)
    assert done.stdout.strip() == b"1"


# --- what is refused ---


def test_blank_workbook() -> None:
    assert refusal(sheet_of([])).title == "文件是空的"


def test_encrypted_workbook() -> None:
    assert refusal(COMPOUND + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")).title == "文件加了密码"


def test_damaged_workbooks() -> None:
    whole = sheet_of(["修路"])
    assert refusal(whole[: len(whole) // 2]).title == "文件已损坏"
    assert refusal(b"PK\x03\x04").title == "文件已损坏"
    assert refusal(edited(whole, {SHEET: lambda xml: xml.replace("</sheetData>", "")})).title == "文件已损坏"


def test_entities_are_refused() -> None:
    hostile = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet><sheetData/></worksheet>'
    assert refusal(edited(sheet_of(["x"]), {SHEET: lambda _: hostile})).title == "文件不安全"


def test_limits_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "最多能读 100 栏" in refusal(sheet_of(range(101))).message
    assert "A1 格有 20001 个字，最多能读 20000 个" in refusal(sheet_of(["字" * 20_001])).message
    monkeypatch.setattr(sheet_grid, "MAX_ROWS", 3)
    assert "有 4 行，最多能读 3 行" in refusal(sheet_of(*[[1]] * 4)).message
    monkeypatch.setattr(sheet_grid, "MAX_CELLS", 3)
    assert "3 个单元格" in refusal(sheet_of([1, 2], [1, 2])).message
    monkeypatch.setattr(sheet_xml, "MAX_CELLS", 3)
    assert "3 个单元格" in refusal(sheet_of([1, 2, 3, 4])).message


def test_watch_is_told_and_may_stop() -> None:
    data = sheet_of(*[[row, "修好青禾县的道路"] for row in range(5000)])
    told: list[tuple[int, int]] = []
    read_sheet(data, lambda done, total: told.append((done, total)))
    assert len(told) > 10
    assert told[-1][0] == told[-1][1] > 0
    assert sorted(told) == sorted(told, key=lambda step: step[0])

    def stop(done: int, total: int) -> None:
        if done > 100_000:
            raise StoppedError

    with pytest.raises(StoppedError):
        read_sheet(data, stop)
