"""Separated text to a grid: encodings, separators, quotation marks, ragged rows, and what is refused."""

from __future__ import annotations

import csv
import time
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbooks import check_words, only, texts

from govtui.errors import IntakeError
from govtui.intake.grid import Grid
from govtui.intake.readers import separated
from govtui.intake.readers.separated import read_separated
from govtui.intake.watch import StoppedError

PLAN = "序号,事项,单位,时限\n1,修好东街,县交通局,6月底\n2,建成北桥,县住建局,全年\n"
ROWS = [["序号", "事项", "单位", "时限"], ["1", "修好东街", "县交通局", "6月底"], ["2", "建成北桥", "县住建局", "全年"]]


def grid_of(text: str, encoding: str = "utf-8") -> Grid:
    return only(read_separated(text.encode(encoding)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("separator", [",", "\t", ";", "，"])
def test_encodings_and_separators(encoding: str, separator: str) -> None:
    grid = grid_of(PLAN.replace(",", separator), encoding)
    assert texts(grid) == ROWS
    assert not grid.states_merges


def test_separator_is_the_one_that_makes_equal_rows() -> None:
    text = "序号;事项;单位\n1;修东街, 修西街, 修北街;县交通局\n2;架桥;县住建局\n3;植树, 种草;县林业局\n"
    assert texts(grid_of(text))[1] == ["1", "修东街, 修西街, 修北街", "县交通局"]
    text = "序号\t事项\n1\t修,架,植\n2\t种;收\n3\t打,晒,运\n"
    assert texts(grid_of(text))[3] == ["3", "打,晒,运"]
    text = "序号,事项\n1,修路，架桥，植树\n2,种草，养花，收粮\n"
    assert texts(grid_of(text))[2] == ["2", "种草，养花，收粮"]


def test_quoted_cells() -> None:
    text = '序号,事项,时限\n1,"修东街,\n再修""老""西街",6月\n"2",架桥,"\n9月\n"\n3,"",全年\n'
    grid = grid_of(text)
    assert texts(grid)[1:] == [["1", '修东街,\n再修"老"西街', "6月"], ["2", "架桥", "9月"], ["3", "", "全年"]]
    assert [row.first_line for row in grid.rows] == [1, 2, 4, 7]
    assert [(line.number, line.text) for line in grid.lines][1] == (2, '1\t修东街, 再修"老"西街\t6月')


@given(st.lists(st.lists(st.text('甲乙,;"\n \t=1', max_size=6), min_size=3, max_size=3), min_size=2, max_size=6))
def test_what_csv_writes_is_read(rows: list[list[str]]) -> None:
    target = StringIO()
    csv.writer(target, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(
        [["甲", "乙", "丙"], *([f"丁{cell}丁" for cell in row] for row in rows)]
    )
    assert texts(grid_of(target.getvalue()))[1:] == [[f"丁{cell}丁" for cell in row] for row in rows]


def test_quotation_mark_that_never_closes_does_not_swallow_the_file() -> None:
    lines = ['1,"修东街,甲局,6月', '2,"架桥, 铺路",乙局,7月', "3,植树,丙局,8月", "4,种草,丁局,9月"]
    grid = grid_of("\n".join(["序号,事项,单位,时限", *lines]))
    assert texts(grid)[1:] == [
        ["1", '"修东街', "甲局", "6月"],
        ["2", "架桥, 铺路", "乙局", "7月"],
        ["3", "植树", "丙局", "8月"],
        ["4", "种草", "丁局", "9月"],
    ]
    many = "\n".join(["序号,事项,单位", '1,"修路,甲局', *(f"{row},架桥,乙局" for row in range(2, 400))])
    assert len(grid_of(many).rows) == 400


def test_marks_that_were_not_doubled_are_characters() -> None:
    grid = grid_of('序号,事项,单位\n1,"改东街, 办好"一件事"",甲局\n2,修5"管,乙局\n3,"架桥" ,丙局\n')
    assert texts(grid)[1:] == [["1", '改东街, 办好"一件事"', "甲局"], ["2", '修5"管', "乙局"], ["3", "架桥", "丙局"]]


def test_rows_of_other_length_are_filled_up_and_blank_columns_dropped() -> None:
    above = "青禾县任务表\n制表：县政府办,2023年\n\n"
    table = "序号,事项,单位,时限,\n1,修路,甲局,,\n2,架桥\n一、其他,,,,\n3,植树,丙局,全年,\n,,,,\n"
    grid = grid_of(above + table)
    assert texts(grid) == [
        ["青禾县任务表", "", "", ""],
        ["制表：县政府办", "2023年", "", ""],
        ["序号", "事项", "单位", "时限"],
        ["1", "修路", "甲局", ""],
        ["2", "架桥", "", ""],
        ["一、其他", "", "", ""],
        ["3", "植树", "丙局", "全年"],
    ]
    assert [row.after_break for row in grid.rows] == [False, False, True, False, False, False, False]


def test_blank_lines_between_all_rows_are_no_breaks() -> None:
    assert not any(row.after_break for row in grid_of(PLAN.replace("\n", "\n\n")).rows)


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"', "SEP=;"])
def test_separator_that_is_named(first: str) -> None:
    grid = grid_of(f"{first}\n序号;事项,措施,办法\n1;修路,铺路,扫路\n")
    assert texts(grid) == [["序号", "事项,措施,办法"], ["1", "修路,铺路,扫路"]]
    assert grid.rows[0].first_line == 2
    assert texts(grid_of("sep=\t\n序号\t事项\n1\t修,架\n")) == [["序号", "事项"], ["1", "修,架"]]


def test_formulas_that_keep_text_from_becoming_numbers() -> None:
    grid = grid_of('编号,事项\n="001",修路\n"=""002""",架桥\n="00,3",植树\n')
    assert texts(grid)[1:] == [["001", "修路"], ["002", "架桥"], ["00,3", "植树"]]


def test_workbook_that_is_really_text() -> None:
    text = '序号\t事项\t单位\r\n1\t"修路\r\n架桥"\t甲局\r\n2\t植树\t\r\n'
    assert texts(grid_of(text, "gb18030")) == [["序号", "事项", "单位"], ["1", "修路\n架桥", "甲局"], ["2", "植树", ""]]


def test_text_that_nothing_separates_is_plain() -> None:
    source = read_separated(
        "一、修路\n牵头单位：县交通局，配合单位：各乡镇。\n二、架桥\n牵头单位：县住建局。\n".encode()
    )
    assert source.ways
    assert source.grids[-1].is_stack


def test_xml_workbook_of_old_excel_is_named() -> None:
    xml = '<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>'
    assert "另存为" in refusal(xml).hint


def refusal(text: str) -> IntakeError:
    with pytest.raises(IntakeError) as refused:
        read_separated(text.encode())
    check_words(refused.value)
    return refused.value


def test_limits_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "第 1 行有 101 栏" in refusal("\n".join([",".join("甲" * 101)] * 3)).message
    assert "第 2 行起的一格有 20001 个字" in refusal(f"序号,事项\n1,{'字' * 20_001}\n2,修路\n").message
    monkeypatch.setattr(separated, "MAX_LINES", 3)
    assert "最多能读 3 行" in refusal(PLAN + PLAN).message


@pytest.mark.parametrize("line", ['1,"修路', '"""",""x', '"', '="', 'a""b,"', '"a,b"c"', '""",', '""""",x'])
def test_hostile_quotation_marks_take_no_time(line: str) -> None:
    begin = time.perf_counter()
    head = "序号,事项\n1,修路\n" * 1500
    for text in ("\n".join([line] * 60_000), "\n".join([line, *['""' * 2000] * 150] * 5)):
        grid_of(head + text)
    assert time.perf_counter() - begin < 10


def test_watch_may_stop() -> None:
    def stop(done: int, total: int) -> None:
        assert done <= total
        if done > 1000:
            raise StoppedError

    with pytest.raises(StoppedError):
        read_separated((PLAN * 1000).encode(), stop)


def test_notice_above_the_table_does_not_hide_the_separator() -> None:
    notice = ["青禾县人民政府办公室通知", "各乡镇：", "现将任务印发给你们。", "2026年3月1日", "附件", "任务表"]
    table = ["序号,任务,单位", "一、改善出行,,", "1,修补坑槽,县交通局", "2,加宽窄桥,县交通局"]
    grid = grid_of("\n".join([*notice, *table]))
    assert [len(row.cells) for row in grid.rows] == [3] * 10
    assert texts(grid)[-1] == ["2", "加宽窄桥", "县交通局"]
