"""Columns set apart by blanks, and tables drawn with characters: what the plain-text reader makes of them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from intake_plans import HEAD, KINDS, NAMES, ROADS, expected, fields, numbered, read_lines, rows_of

from govtui.intake.decode import decode
from govtui.intake.grid import Grid
from govtui.intake.readers.plain import read_plain
from govtui.text import pad, width, wrap

Rows = Sequence[Sequence[str]]

WIDTHS = (6, 12, 12, 24, 16, 12)


def shape(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in grid.rows]


def first_way(text: str) -> list[list[str]]:
    return shape(read_plain(decode(text.encode()))[0])


def cell_lines(row: Sequence[str], widths: Sequence[int] | None) -> list[list[str]]:
    """Return the lines of a row, each its cells; cells are wrapped to `widths`."""
    cells = [wrap(cell, cells) for cell, cells in zip(row, widths, strict=True)] if widths else [[cell] for cell in row]
    return [[cell[index] if index < len(cell) else "" for cell in cells] for index in range(max(map(len, cells)))]


def filled(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [pad(cell, size) for cell, size in zip(cells, widths, strict=True)]


def aligned(rows: Rows, widths: Sequence[int] | None = None, gap: str = "  ") -> list[str]:
    """Return rows in columns set apart by `gap`, wrapped to `widths` or as wide as they are."""
    sizes = widths or [max(width(row[place]) for row in rows) for place in range(len(rows[0]))]
    return [gap.join(filled(line, sizes)).rstrip() for row in rows for line in cell_lines(row, widths)]


def boxed(rows: Rows, upright: str, rule: Sequence[str], widths: Sequence[int] | None = None) -> list[str]:
    """Return rows in a box: `rule` is its left corner, its line, the crossing and its right corner."""
    sizes = widths or [max(width(row[place]) for row in rows) for place in range(len(rows[0]))]
    left, dash, cross, right = rule
    line = left + cross.join(dash * (size + 2) for size in sizes) + right
    drawn = [line]
    for row in rows:
        for cells in cell_lines(row, widths):
            drawn.append(f"{upright} {f' {upright} '.join(filled(cells, sizes))} {upright}")
        drawn.append(line)
    return drawn


PLAN = [NAMES, *rows_of(numbered(ROADS))]


@pytest.mark.parametrize("gap", ["  ", "     "])
@pytest.mark.parametrize("indent", ["", "    "])
def test_columns_of_one_line_each(gap: str, indent: str) -> None:
    table = [indent + line for line in aligned(PLAN, gap=gap)]
    assert fields(read_lines([*HEAD, *table])) == expected(numbered(ROADS))


@pytest.mark.parametrize("widths", [WIDTHS, (4, 14, 10, 40, 12, 14), (4, 24, 24, 70, 40, 16)])
def test_cells_wrapped_under_their_column(widths: Sequence[int]) -> None:
    assert fields(read_lines([*HEAD, *aligned(PLAN, widths)])) == expected(numbered(ROADS))


def test_cells_wrapped_and_rows_parted_by_blank_lines() -> None:
    table = [line for row in PLAN for line in (*aligned([row], WIDTHS), "")]
    assert fields(read_lines([*HEAD, *table])) == expected(numbered(ROADS))


def test_merged_themes_are_blanks() -> None:
    rows = rows_of(numbered(ROADS), KINDS, ("outer", "inner"))
    assert fields(read_lines([*HEAD, *aligned([NAMES, *rows])])) == expected(numbered(ROADS))


def test_full_width_blanks_set_columns_apart() -> None:
    text = "序号　具体要求　　　责任单位\n１　　修好农村公路　县交通局\n２　　改造水厂　　　县水务局\n"
    assert first_way(text) == [
        ["序号", "具体要求", "责任单位"],
        ["１", "修好农村公路", "县交通局"],
        ["２", "改造水厂", "县水务局"],
    ]


def test_columns_that_no_gutter_parts() -> None:
    text = (
        "序号    具体要求    责任单位\n1   把县乡道路逐段修好   县交通局\n2   改造三座老旧水厂，年底前通水   县水务局\n"
    )
    assert first_way(text)[2] == ["2", "改造三座老旧水厂，年底前通水", "县水务局"]


def test_data_above_and_notes_below_the_columns() -> None:
    above = ["填报单位：青禾县政府办公室          填报日期：2025年3月5日", ""]
    below = ["", "注：本表由县政府督查室负责解释。"]
    document = read_lines([*HEAD, *above, *aligned(PLAN), *below])
    assert fields(document) == expected(numbered(ROADS))


def test_form_feeds_and_page_numbers_between_the_pages() -> None:
    table = aligned(PLAN)
    text = "\n".join([*HEAD, *table[:5], "      — 1 —", "\f" + table[5], *table[6:]])
    assert fields(read_lines(text.split("\n"))) == expected(numbered(ROADS))


def test_a_row_that_the_end_of_a_page_cuts_is_one() -> None:
    lines = aligned(PLAN, WIDTHS)
    inside = next(index for index, line in enumerate(lines) if "老年人" in line) + 1
    assert lines[inside].strip()
    text = [*HEAD, *lines[:inside], "", "— 1 —", "", *lines[inside:]]
    assert fields(read_lines(text)) == expected(numbered(ROADS))


def test_running_text_with_gaps_is_no_table() -> None:
    text = (
        "一、修好农村公路  \n对县乡道路逐段排查。  汛期前修补到位。\n牵头单位：县交通局\n\n"
        "二、改造水厂\n水质每季度公布。\n"
    )
    assert len(read_plain(decode(text.encode()))) == 1


BOXES = {
    "ascii": ("|", "+-++"),
    "ascii, double": ("|", "+=++"),
    "box": ("│", "├─┼┤"),
    "heavy box": ("┃", "┣━╋┫"),
    "double box": ("║", "╠═╬╣"),
    "old text": ("｜", "├－┼┤"),
}


@pytest.mark.parametrize("widths", [None, WIDTHS])
@pytest.mark.parametrize(("upright", "rule"), BOXES.values(), ids=BOXES)
def test_boxes_with_rules_between_the_rows(upright: str, rule: str, widths: Sequence[int] | None) -> None:
    assert fields(read_lines([*HEAD, *boxed(PLAN, upright, rule, widths)])) == expected(numbered(ROADS))


def test_a_box_with_a_rule_below_the_header_only() -> None:
    drawn = boxed(PLAN, "│", "├─┼┤")
    rules = [index for index, line in enumerate(drawn) if line.startswith("├")]
    table = [line for index, line in enumerate(drawn) if index not in rules[2:-1]]
    assert fields(read_lines([*HEAD, *table])) == expected(numbered(ROADS))


def test_rules_that_leave_out_a_merged_cell() -> None:
    text = """┌──┬────┬────┐
│序号│主题    │具体要求│
├──┼────┼────┤
│1   │改善群众│修路    │
├──┤出行    ├────┤
│2   │        │修桥    │
├──┼────┼────┤
│3   │饮水安全│建厂    │
└──┴────┴────┘"""
    assert first_way(text) == [
        ["序号", "主题", "具体要求"],
        ["1", "改善群众出行", "修路"],
        ["2", "", "修桥"],
        ["3", "饮水安全", "建厂"],
    ]


def test_a_row_is_taken_up_by_the_lines_between_its_rules() -> None:
    grid = read_plain("+--+----+\n|序|任务|\n+--+----+\n|1 |修好|\n|  |公路|\n+--+----+\n|2 |建厂|\n+--+----+")[0]
    assert [(row.first_line, row.last_line) for row in grid.rows] == [(2, 2), (4, 5), (7, 7)]
    assert grid.rows[1].cells[1].paragraphs == ("修好公路",)


def test_pipes_with_cells_that_go_on_in_the_next_line() -> None:
    text = (
        "| 序号 | 具体要求 | 单位 |\n|---|---|---|\n| 1 | 修好农村公路，\n方便群众 | 县交通局 |\n"
        "| 2 | 改造 |  |\n|  | 水厂 |  |\n"
    )
    assert first_way(text) == [
        ["序号", "具体要求", "单位"],
        ["1", "修好农村公路，方便群众", "县交通局"],
        ["2", "改造水厂", ""],
    ]


def test_a_blank_below_a_merged_cell_begins_a_row() -> None:
    text = "| 主题 | 具体要求 | 单位 |\n|---|---|---|\n| 出行 | 修好农村公路。 | 县交通局 |\n|  | 修桥 | 县交通局 |\n"
    assert first_way(text)[1:] == [["出行", "修好农村公路。", "县交通局"], ["", "修桥", "县交通局"]]


# Tabs, as Excel and WPS put them on the clipboard


def test_quoted_cells_with_line_breaks_and_doubled_quotes() -> None:
    text = '序号\t具体要求\t单位\r\n1\t"推行“一村一策”，\r\n建立""路长""制"\t县交通局\r\n\t"修桥\r\n"\t县水务局\r\n'
    rows = first_way(text)
    assert rows[1] == ["1", '推行“一村一策”，建立"路长"制', "县交通局"]
    assert rows[2][0] == ""
    assert rows[2][2] == "县水务局"


def test_blank_first_cells_and_trailing_tabs() -> None:
    text = "主题\t序号\t具体要求\t备注\n出行\t1\t修好农村公路\t\n\t2\t修桥\t\n\t3\t设站\t\n"
    assert first_way(text) == [
        ["主题", "序号", "具体要求", "备注"],
        ["出行", "1", "修好农村公路", ""],
        ["", "2", "修桥", ""],
        ["", "3", "设站", ""],
    ]
