"""One list of tasks in every layout, with other words, columns and levels: all of it must come back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from intake_plans import (
    HEAD,
    KINDS,
    LAYOUTS,
    NAMES,
    ROADS,
    TITLE,
    Task,
    expected,
    fields,
    numbered,
    on_lines,
    opened_by_tabs,
    read_lines,
    rows_of,
    stacked,
    without_stops,
)

VOCABULARIES = [
    {
        "seq": "序号",
        "outer": "重点任务",
        "inner": "工作任务",
        "requirement": "具体要求",
        "units": "责任单位",
        "measure": "量化指标",
        "deadline": "完成时限",
    },
    {
        "seq": "编 号",
        "outer": "类别",
        "inner": "任务名称",
        "requirement": "工作举措",
        "units": "承办单位",
        "measure": "考核指标",
        "deadline": "时间进度",
    },
    {
        "seq": "序号",
        "outer": "目标任务",
        "inner": "工作任务",
        "requirement": "主要任务",
        "units": "责任处室",
        "measure": "目标值",
        "deadline": "整改时限",
    },
    {
        "seq": "序号",
        "outer": "板块",
        "inner": "事项",
        "requirement": "工作内容及要求",
        "units": "责任部门（单位）",
        "measure": "成果形式",
        "deadline": "时限要求",
    },
]
"""Names of the columns as different offices choose them."""

THEMES = {
    "none": ([], []),
    "one level": (["outer"], ["outer"]),
    "one level, no numbers": (["inner"], ["inner"]),
    "two columns": (["outer", "inner"], ["outer", "inner"]),
    "one column over two levels": (["outer", "inner"], ["outer"]),
}
"""The theme columns of the rows, and those of the header."""

NUMBERS = {"column": (["seq"], "requirement"), "in the text": ([], "numbered requirement"), "none": ([], "requirement")}

Rows = Sequence[Sequence[str]]


def in_pages(head: Rows, rows: Rows) -> list[str]:
    return [*on_lines([*head, *rows[:4]]), "", *on_lines(rows[4:9]), "", *on_lines(rows[9:])]


RENDERINGS: dict[str, Callable[[Rows, Rows], list[str]]] = {
    "tabs": lambda head, rows: opened_by_tabs([*head, *rows]),
    "tabs, wrapped": lambda head, rows: opened_by_tabs(head) + opened_by_tabs(rows, 9),
    "tabs, blank lines in cells": lambda head, rows: opened_by_tabs(head) + opened_by_tabs(rows, 11, [""]),
    "tabs, header repeated": lambda head, rows: opened_by_tabs([*head, *rows[:5], *head, *rows[5:9], *head, *rows[9:]]),
    "lines": lambda head, rows: on_lines([*head, *rows]),
    "lines in pages": in_pages,
    "lines without trailing tabs": lambda head, rows: [line.rstrip() for line in on_lines([*head, *rows])],
    "lines that all end with a tab": lambda head, rows: [f"{line}\t" for line in on_lines([*head, *rows])],
    "lines with blank lines between": lambda head, rows: [
        part for line in on_lines([*head, *rows]) for part in (line, "")
    ],
    "tabs without those that stand alone": lambda head, rows: [
        line.rstrip() for line in opened_by_tabs([*head, *rows])
    ],
    "pipes": lambda head, rows: [f"| {line} |" for line in on_lines([*head, *rows], " | ")],
    "stack": lambda head, rows: stacked([*head, *rows]),
    "tight stack": lambda head, rows: stacked([*head, *rows], spaced=False),
    "tabs without row marks": lambda head, rows: [line for line in opened_by_tabs([*head, *rows]) if line],
}
MIXTURES = [(True, True, True), (True, False, False), (False, True, False), (False, False, True)]
"""Whether there is a column of units and one of measures, and whether requirements end with a full stop."""
NEED_THREE_NAMES = ("stack", "tight stack", "tabs without row marks")


@pytest.mark.parametrize("rendering", RENDERINGS)
@pytest.mark.parametrize("themes", THEMES)
@pytest.mark.parametrize("numbers", NUMBERS)
def test_all_of_it_comes_back(rendering: str, themes: str, numbers: str) -> None:
    read = 0
    for turn, (units, measure, stops) in enumerate(MIXTURES):
        seq, content = NUMBERS[numbers]
        in_rows, in_header = THEMES[themes]
        tail = [*(["units"] if units else []), *(["measure"] if measure else []), "deadline"]
        kinds = [*seq, *in_rows, content, *tail]
        words = VOCABULARIES[turn % len(VOCABULARIES)]
        head = [[words["requirement" if kind == content else kind] for kind in [*seq, *in_header, content, *tail]]]
        if len(head[0]) < 3 and rendering in NEED_THREE_NAMES:
            continue
        tasks = numbered(ROADS if stops else without_stops(ROADS))
        document = read_lines([*HEAD, *RENDERINGS[rendering](head, rows_of(tasks, kinds))])
        assert fields(document) == expected(tasks, kinds)
        assert (document.title, document.year) == (TITLE, 2025)
        read += 1
    assert read >= 3


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("size", [1, 2, 3])
def test_short_plans(layout: str, size: int) -> None:
    tasks = numbered(ROADS[:size])
    assert fields(read_lines([*HEAD, *LAYOUTS[layout]([NAMES, *rows_of(tasks)])])) == expected(tasks)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "order",
    [
        ("seq", "outer", "inner", "requirement", "deadline", "units"),
        ("seq", "units", "outer", "inner", "requirement", "deadline"),
        ("outer", "inner", "seq", "requirement", "units", "deadline"),
        ("deadline", "units", "seq", "outer", "inner", "requirement"),
    ],
    ids="-".join,
)
def test_columns_in_another_order(layout: str, order: tuple[str, ...]) -> None:
    tasks = numbered(ROADS)
    head = [NAMES[KINDS.index(kind)] for kind in order]
    assert fields(read_lines([*HEAD, *LAYOUTS[layout]([head, *rows_of(tasks, order)])])) == expected(tasks)


@pytest.mark.parametrize("layout", ["tabs", "lines"])
def test_names_that_nobody_knows_are_told_by_their_content(layout: str) -> None:
    tasks = numbered(ROADS)
    head = ["序号", "重点任务", "工作任务", "具体措施", "谁来负责", "何时办完"]
    assert fields(read_lines([*HEAD, *LAYOUTS[layout]([head, *rows_of(tasks)])])) == expected(tasks)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_three_columns_without_deadlines(layout: str) -> None:
    tasks = numbered(ROADS)
    kinds = ["seq", "requirement", "units"]
    document = read_lines([*HEAD, *LAYOUTS[layout]([["序号", "工作任务", "责任单位"], *rows_of(tasks, kinds)])])
    assert fields(document) == expected(tasks, kinds)


SUPPORTED = numbered(
    replace(
        task, lead="县交通局", support="" if index % 3 else "县财政局、各乡镇", note="市级试点" if index == 4 else ""
    )
    for index, task in enumerate(ROADS)
)
LEAD_KINDS = ["seq", "outer", "requirement", "lead", "support", "deadline", "note"]
LEAD_NAMES = ["序号", "重点任务", "具体措施", "牵头单位", "配合单位", "完成时限", "备注"]


def assert_lead_and_support(lines: Sequence[str]) -> None:
    tasks = read_lines(lines).tasks
    assert [(task.seq, task.requirement, task.deadline_text) for task in tasks] == [
        (task.seq, task.requirement, task.deadline) for task in SUPPORTED
    ]
    for task, wanted in zip(tasks, SUPPORTED, strict=True):
        assert task.lead == ("县交通局",)
        assert task.support == (("县财政局", "各乡镇") if wanted.support else ())
        assert task.units == task.lead + task.support
    assert tasks[0].units_text == "牵头单位：县交通局；配合单位：县财政局、各乡镇"
    assert tasks[1].units_text == "县交通局"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_columns_of_lead_and_support(layout: str) -> None:
    assert_lead_and_support([*HEAD, *LAYOUTS[layout]([LEAD_NAMES, *rows_of(SUPPORTED, LEAD_KINDS)])])


@pytest.mark.parametrize("layout", ["tabs", "lines"])
def test_header_of_two_rows_over_the_units(layout: str) -> None:
    head = [
        ["序号", "重点任务", "具体措施", "责任单位", "完成时限", "备注"],
        ["", "", "", "牵头单位", "配合单位", "", ""],
    ]
    lines = [*HEAD, *LAYOUTS[layout]([*head, *rows_of(SUPPORTED, LEAD_KINDS)])]
    assert_lead_and_support(lines)
    assert read_lines(lines).columns == tuple(head[0])


def test_header_of_two_rows_over_the_themes() -> None:
    tasks = numbered(ROADS)
    head = [["序号", "工作任务", "具体要求", "责任单位", "完成时限"], ["", "类别", "项目", "", "", ""]]
    document = read_lines([*HEAD, *opened_by_tabs([*head, *rows_of(tasks)])])
    assert fields(document) == expected(tasks)
    assert document.columns == tuple(head[0])


def test_header_with_wrapped_names_brackets_and_an_empty_sub_column() -> None:
    tasks = numbered(ROADS)
    head = ["序 号", "重 点\n任务", "", "具体\n要求", "责任单位\n（科室）", "完成时限\n（2025年）"]
    document = read_lines([*HEAD, *opened_by_tabs([head, *rows_of(tasks)])])
    assert fields(document) == expected(tasks)
    assert document.columns == ("序号", "重点任务", "具体要求", "责任单位（科室）", "完成时限（2025年）")


def with_merged_units() -> list[Task]:
    """Return tasks that share their units by threes and their deadlines by fours."""
    return numbered(
        replace(task, units=ROADS[index // 3 * 3].units, deadline=ROADS[index // 4 * 4].deadline)
        for index, task in enumerate(ROADS)
    )


@pytest.mark.parametrize("layout", LAYOUTS)
def test_merged_units_and_deadlines_are_handed_down(layout: str) -> None:
    tasks = with_merged_units()
    rows = rows_of(tasks, KINDS, ("outer", "inner", "units", "deadline"))
    assert fields(read_lines([*HEAD, *LAYOUTS[layout]([NAMES, *rows])])) == expected(tasks)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_one_deadline_merged_over_the_whole_table(layout: str) -> None:
    tasks = [replace(task, deadline="2025年11月底") for task in numbered(ROADS)]
    rows = rows_of(tasks, KINDS, ("outer", "inner", "deadline"))
    assert fields(read_lines([*HEAD, *LAYOUTS[layout]([NAMES, *rows])])) == expected(tasks)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_as_above_in_words(layout: str) -> None:
    tasks = with_merged_units()
    rows = [[*row[:4], row[4] or "同上", row[5]] for row in rows_of(tasks, KINDS, ("outer", "inner", "units"))]
    assert fields(read_lines([*HEAD, *LAYOUTS[layout]([NAMES, *rows])])) == expected(tasks)


@pytest.mark.parametrize("mark", ["{}.", "（{}）", "{}、", "第{}项"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_numbers_in_other_dress(layout: str, mark: str) -> None:
    tasks = numbered(ROADS)
    rows = [[mark.format(row[0]), *row[1:]] for row in rows_of(tasks)]
    assert fields(read_lines([*HEAD, *LAYOUTS[layout]([NAMES, *rows])])) == expected(tasks)


def test_numbers_that_begin_anew_under_each_theme() -> None:
    tasks = [replace(task, seq=str(index % 4 + 1)) for index, task in enumerate(ROADS)]
    assert fields(read_lines([*HEAD, *opened_by_tabs([NAMES, *rows_of(tasks)])])) == expected(tasks)


@pytest.mark.parametrize("layout", ["tabs", "lines"])
@pytest.mark.parametrize("stops", [True, False])
def test_one_number_over_several_rows(layout: str, stops: bool) -> None:
    tasks = ROADS if stops else without_stops(ROADS)
    printed = [replace(task, seq="" if index % 2 else str(index // 2 + 1)) for index, task in enumerate(tasks)]
    wanted = [replace(task, seq=f"{index // 2 + 1}.{index % 2 + 1}") for index, task in enumerate(tasks)]
    assert fields(read_lines([*HEAD, *LAYOUTS[layout]([NAMES, *rows_of(printed)])])) == expected(wanted)


def in_sections(heading: Callable[[int, str], list[str]], kinds: Sequence[str]) -> list[list[str]]:
    """Return the rows of the tasks with the outer themes in rows of their own."""
    rows: list[list[str]] = []
    tasks = numbered(ROADS)
    for index, row in enumerate(rows_of(tasks, kinds)):
        if index % 4 == 0:
            rows.append(heading(index // 4, tasks[index].themes[0]))
        rows.append(row)
    return rows


@pytest.mark.parametrize("layout", LAYOUTS)
def test_headings_in_rows_of_their_own(layout: str) -> None:
    kinds = ["seq", "inner", "requirement", "units", "deadline"]
    rows = in_sections(lambda _number, theme: [theme], kinds)
    document = read_lines([*HEAD, *LAYOUTS[layout]([["序号", *NAMES[2:]], *rows])])
    assert fields(document) == expected(numbered(ROADS))


@pytest.mark.parametrize("layout", ["tabs", "lines"])
def test_headings_with_their_empty_cells(layout: str) -> None:
    kinds = ["seq", "inner", "requirement", "units", "deadline"]
    rows = in_sections(lambda _number, theme: [theme, "", "", "", ""], kinds)
    document = read_lines([*HEAD, *LAYOUTS[layout]([["序号", *NAMES[2:]], *rows])])
    assert fields(document) == expected(numbered(ROADS))


@pytest.mark.parametrize("layout", ["tabs", "lines"])
def test_headings_behind_a_chinese_numeral(layout: str) -> None:
    kinds = ["seq", "requirement", "units", "deadline"]
    rows = in_sections(lambda number, theme: ["一二三"[number], theme[3:], "", ""], kinds)
    document = read_lines([*HEAD, *LAYOUTS[layout]([["序号", "工作任务", "责任单位", "完成时限"], *rows])])
    assert [task.requirement for task in document.tasks] == [task.requirement for task in ROADS]
    assert [task.themes for task in document.tasks[::4]] == [
        ("一、改善群众出行",),
        ("二、保障饮水安全",),
        ("三、扩大学位供给",),
    ]


@pytest.mark.parametrize("column", range(6))
def test_empty_paragraph_at_the_end_of_a_cell_does_not_end_the_row(column: int) -> None:
    tasks = numbered(ROADS)
    lines = list(HEAD)
    for index, row in enumerate([NAMES, *rows_of(tasks)]):
        for place, cell in enumerate(row):
            lines += [f"\t{cell}", ""] if place == column and index % 4 == 2 else [f"\t{cell}"]
        lines.append("")
    assert fields(read_lines(lines)) == expected(tasks)


@pytest.mark.parametrize(
    "note",
    [
        ["注：本表由县政府督查室负责解释。"],
        ["填报单位：青禾县政府办公室", "联系人：王某某"],
        ["说明", "1.每月报送一次。"],
    ],
    ids=lambda note: note[0][:2],
)
@pytest.mark.parametrize("blank", [[], [""]])
@pytest.mark.parametrize("layout", ["tabs", "lines", "stack"])
def test_notes_below_the_table_are_no_tasks(layout: str, blank: list[str], note: list[str]) -> None:
    tasks = numbered(ROADS)
    document = read_lines([*HEAD, *LAYOUTS[layout]([NAMES, *rows_of(tasks)]), *blank, *note])
    assert fields(document) == expected(tasks)
    assert any(note[0][:2] in remark.text for remark in document.remarks)


def test_last_column_that_goes_on_after_a_blank_line_is_no_note() -> None:
    tasks = [replace(task, units="县财政局牵头，县审计局配合") for task in numbered(ROADS)]
    order = ["seq", "outer", "inner", "requirement", "deadline", "units"]
    rows = [[*row[:5], "县财政局牵头，\n\n县审计局配合"] for row in rows_of(tasks, order)]
    head = [NAMES[KINDS.index(kind)] for kind in order]
    document = read_lines([*HEAD, *opened_by_tabs([head, *rows]), "", "注：自印发之日起执行。"])
    assert fields(document) == expected(tasks)
    assert (document.tasks[0].lead, document.tasks[0].support) == (("县财政局",), ("县审计局",))


def test_units_on_two_lines_keep_the_blank_that_separates_them() -> None:
    rows = [[*row[:4], "县委组织部\n各乡镇，县审计局", row[5]] for row in rows_of(numbered(ROADS))]
    task = read_lines([*HEAD, *opened_by_tabs([NAMES, *rows])]).tasks[0]
    assert task.units_text == "县委组织部 各乡镇，县审计局"
    assert task.units == ("县委组织部", "各乡镇", "县审计局")


def test_page_numbers_between_the_rows() -> None:
    tasks = numbered(ROADS)
    rows = rows_of(tasks)
    tabs = [*opened_by_tabs([NAMES, *rows[:5]]), "— 3 —", *opened_by_tabs([NAMES, *rows[5:]])]
    lines = [*on_lines([NAMES, *rows[:5]]), "", "第 3 页 共 8 页", "", *on_lines(rows[5:])]
    for table in (tabs, lines):
        assert fields(read_lines([*HEAD, *table])) == expected(tasks)


def test_windows_line_ends_and_wide_blanks() -> None:
    tasks = numbered(ROADS)
    lines = [*HEAD, *opened_by_tabs([NAMES, *rows_of(tasks)])]
    assert fields(read_lines(f"{line}\r" for line in lines)) == expected(tasks)
    assert fields(read_lines(line.replace("\t", "\t\u3000\u3000") for line in lines)) == expected(tasks)


def test_title_in_the_first_row_of_the_table() -> None:
    tasks = numbered(ROADS)
    for first, table in ((f"\t{TITLE}\n", opened_by_tabs), (f"{TITLE}\t\t\t\t\t", on_lines)):
        document = read_lines([first, *table([NAMES, *rows_of(tasks)])])
        assert fields(document) == expected(tasks)
        assert document.title == TITLE
