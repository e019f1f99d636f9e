"""Grids: what the plain-text reader makes of shapes, and merged cells as other sources state them."""

from __future__ import annotations

from intake_plans import HEAD, NAMES, ROADS, examine_text, numbered, on_lines, opened_by_tabs, rows_of

from govtui.intake.fates import Fate
from govtui.intake.grid import Cell, Grid, Line, Merge, Row, Source
from govtui.intake.readers.plain import read_plain
from govtui.intake.recogniser import recognise
from govtui.model import RemarkKind


def shape(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in grid.rows]


def test_cells_opened_by_tabs() -> None:
    grid = read_plain("标题\n\t甲\n\t乙\n\n\t1\n\t第一\n行\n\n又一行\n\n\t2\n\t\n\n\n注")[0]
    assert shape(grid) == [["甲", "乙"], ["1", "第一行又一行"], ["2", ""]]
    assert [line.text for line in grid.above(0)] == ["标题"]
    assert grid.lines[-1] == Line("注", 15)
    cell = grid.rows[1].cells[1]
    assert (cell.line, cell.last_line) == (6, 9)
    assert cell.lines == ("第一", "行", "又一行")


def test_rows_on_lines() -> None:
    grid = read_plain("标题\n序号\t任务\n1\t<p>甲</p> <p>乙</p>\n\t\n\n2\t丙\n注")[0]
    assert shape(grid) == [["序号", "任务"], ["1", "甲乙"], ["2", "丙"]]
    assert grid.rows[1].cells[1].paragraphs == ("甲", "乙")
    assert [row.after_break for row in grid.rows] == [False, False, True]
    assert [line.text for line in grid.lines] == ["标题", "序号\t任务", "1\t<p>甲</p> <p>乙</p>", "2\t丙", "注"]


def test_blank_lines_between_all_rows_are_no_page_breaks() -> None:
    grid = read_plain("序号\t任务\n\n1\t甲\n\n2\t乙\n\n3\t丙")[0]
    assert not any(row.after_break for row in grid.rows)


def test_pipes() -> None:
    grid = read_plain("| 序号 | 任务 |\n|---|:--:|\n| 1 | 甲 |")[0]
    assert shape(grid) == [["序号", "任务"], ["1", "甲"]]


def test_the_stack_is_always_the_last_way() -> None:
    *_others, stack = read_plain("序号\t任务\n1\t甲\n\n第二段")
    assert stack.is_stack
    assert [row.after_break for row in stack.rows[1:]] == [False, True]


def merged(rows: list[list[str]]) -> Grid:
    """Return a grid of a source that states its merged cells: ^ is part of the cell above, < of that at the left."""
    marks = {"^": Merge.UP, "<": Merge.LEFT}
    return Grid(
        rows=tuple(
            Row(
                tuple(
                    Cell((), line, line, marks[text]) if text in marks else Cell((text,) if text else (), line, line)
                    for text in row
                )
            )
            for line, row in enumerate(rows, 1)
        ),
        states_merges=True,
    )


def test_merged_cells_are_handed_down_and_empty_ones_are_empty() -> None:
    found = recognise(
        Source(
            grids=(
                merged(
                    [
                        ["序号", "工作任务", "<", "具体要求", "责任单位", "完成时限"],
                        ["1", "改善出行", "修好公路", "逐段排查坑槽。", "县交通局", "全年"],
                        ["2", "^", "^", "增设警示牌。", "^", ""],
                        ["3", "^", "办好公交", "延伸公交线路。", "", "^"],
                        ["4", "单列任务", "<", "公布使用情况。", "县财政局", "长期坚持"],
                    ]
                ),
            )
        ),
        name="plan.docx",
    )
    tasks = found.document.tasks
    assert found.document.columns == ("序号", "工作任务", "具体要求", "责任单位", "完成时限")
    assert [task.themes for task in tasks] == [
        ("改善出行", "修好公路"),
        ("改善出行", "修好公路"),
        ("改善出行", "办好公交"),
        ("单列任务",),
    ]
    assert [task.units_text for task in tasks] == ["县交通局", "县交通局", "", "县财政局"]
    assert [task.deadline_text for task in tasks] == ["全年", "", "", "长期坚持"]


def test_first_way_with_a_header_is_taken() -> None:
    rows = [NAMES, *rows_of(numbered(ROADS))]
    text = "\n".join([*HEAD, *on_lines(rows)])
    assert len(read_plain(text)) == 2
    assert len(recognise(Source(grids=read_plain(text), ways=True), name="plan.txt").document.tasks) == len(ROADS)


def test_tabs_in_the_page_above_a_stack_do_not_hide_it() -> None:
    lines = ["首页\t新闻\t公开", "登录\t注册", "2025年任务表", "", "工作任务", "具体要求", "责任单位", "完成时限"]
    lines += ["修好公路", "逐段排查坑槽。", "县交通局", "全年"]
    (task,) = examine_text(lines).document.tasks
    assert (task.themes, task.requirement, task.units) == (("修好公路",), "逐段排查坑槽。", ("县交通局",))


def test_every_line_has_a_fate() -> None:
    rows = rows_of(numbered(ROADS))
    lines = [
        *HEAD,
        *opened_by_tabs([NAMES, *rows[:5]]),
        "— 2 —",
        "",
        *opened_by_tabs([NAMES, *rows[5:]]),
        "",
        "注：由县政府办公室解释。",
    ]
    found = examine_text(lines)
    assert set(found.fates) == {number for number, line in enumerate(lines, 1) if line.strip()}
    fates = {line.strip(): found.fates[number] for number, line in enumerate(lines, 1) if line.strip()}
    assert fates["附件"] is Fate.DATA
    assert fates[HEAD[1]] is Fate.TITLE
    assert fates["（一）改善群众出行"] is Fate.THEME
    assert fates[ROADS[0].requirement] is Fate.TASK
    assert fates["具体要求"] is Fate.REPEATED_HEADER
    assert found.fates[lines.index("\t具体要求") + 1] is Fate.HEADER
    assert fates["— 2 —"] is Fate.LEFT_OUT
    assert fates["注：由县政府办公室解释。"] is Fate.LEFT_OUT
    assert any(remark.kind is RemarkKind.LEFT_OUT for remark in found.document.remarks)


def test_rest_of_a_cut_row_is_a_continuation() -> None:
    lines = ["序号\t任务\t单位", "1\t新增社区食堂，对老人就餐\t县民政局", "", "\t给予补助。\t", "2\t公布条件。\t县残联"]
    assert examine_text(lines).fates == {
        1: Fate.HEADER,
        2: Fate.TASK,
        4: Fate.CONTINUATION,
        5: Fate.TASK,
    }


def test_quoted_cells_with_breaks_at_both_ends_of_a_table() -> None:
    grid = read_plain('标题\n"序\n号"\t"任\n务"\n1\t修路\n2\t"六月\n九月"\n\n注')[0]
    assert shape(grid) == [["序号", "任务"], ["1", "修路"], ["2", "六月九月"]]
    assert [line.text for line in grid.above(0)] == ["标题"]


def test_caption_between_cells_opened_by_tabs_is_a_row() -> None:
    grid = read_plain("\t序号\n\t任务\n\n\t1\n\t修路\n\n附件2 架桥任务\n\n\t2\n\t架桥\n")[0]
    assert shape(grid) == [["序号", "任务"], ["1", "修路"], ["附件2架桥任务"], ["2", "架桥"]]
