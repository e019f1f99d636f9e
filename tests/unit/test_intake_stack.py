"""Plans copied from a web page: one cell a line, no row marks, with the page and the notice around them."""

from __future__ import annotations

import datetime as dt

import pytest
from intake_plans import (
    NAMES,
    ROADS,
    TITLE,
    Task,
    examine_text,
    expected,
    fields,
    numbered,
    read_lines,
    remarks_of,
    rows_of,
    stacked,
)

from govtui.intake.fates import Fate
from govtui.model import RemarkKind

PAGE = [
    "首页 > 信息公开 > 县政府文件",
    "索引号：QH01/2025-7",
    "发文字号：青政办发〔2025〕12号　成文日期：2025年3月2日",
    "青禾县人民政府办公室关于印发2025年民生实事任务分解表的通知",
    "",
    "各乡镇人民政府，县直各部门：",
    "",
    "现将《2025年民生实事任务分解表》印发给你们。",
    "",
    "青禾县人民政府办公室",
    "2025年3月2日",
    "",
    f"一、改善群众出行。{''.join(task.requirement for task in ROADS[:4])}",
    "",
    *(line for task in ROADS[4:] for line in (task.requirement, "")),
    f"附件：{TITLE}",
    "",
    "附件",
    "",
    TITLE,
    "",
]
"""What stands above the table: every requirement stands here too, word for word."""
FOOT = ["扫一扫在手机打开", "打印本页 关闭窗口", "主办单位：青禾县人民政府办公室"]
KINDS = ["outer", "inner", "requirement", "units", "deadline"]
COLUMNS = [NAMES[1], *NAMES[3:]]


@pytest.mark.parametrize("spaced", [True, False])
def test_table_is_found_below_page_notice_and_prose(spaced: bool) -> None:
    document = read_lines([*PAGE, *stacked([COLUMNS, *rows_of(ROADS, KINDS)], spaced), *FOOT])
    assert fields(document) == expected(numbered(ROADS), KINDS)
    assert document.title == TITLE
    assert document.columns == tuple(COLUMNS)
    assert document.index_number == "QH01/2025-7"
    assert document.doc_number == "青政办发〔2025〕12号"
    assert document.issuer == "青禾县人民政府办公室"
    assert document.issued_on == dt.date(2025, 3, 2)


def test_every_line_around_the_table_has_a_fate_and_is_told() -> None:
    lines = [*PAGE, *stacked([COLUMNS, *rows_of(ROADS, KINDS)]), *FOOT]
    found = examine_text(lines)
    assert set(found.fates) == {number for number, line in enumerate(lines, 1) if line.strip()}
    by_text = {line: found.fates[number] for number, line in enumerate(lines, 1) if line.strip()}
    assert by_text["首页 > 信息公开 > 县政府文件"] is Fate.LEFT_OUT
    assert by_text["索引号：QH01/2025-7"] is Fate.DATA
    assert by_text[TITLE] is Fate.TITLE
    assert by_text["完成时限"] is Fate.HEADER
    assert by_text["修好农村公路"] is Fate.THEME
    assert by_text[ROADS[0].requirement] is Fate.TASK
    assert by_text["扫一扫在手机打开"] is Fate.LEFT_OUT
    told = " ".join(remarks_of(found.document, RemarkKind.LEFT_OUT))
    assert "首页" in told
    assert "扫一扫" in told


def test_paragraphs_on_lines_without_a_blank_between_are_one_cell() -> None:
    rows = [["修好\n公路", "对县乡道路逐段排查，\n汛期前修补到位。", "县交通局牵头，\n各乡镇配合", "2025年\n6月底"]]
    task = read_lines(["2025年任务表", "", *stacked([COLUMNS, *rows])]).tasks[0]
    assert task.themes == ("修好公路",)
    assert task.requirement == "对县乡道路逐段排查，汛期前修补到位。"
    assert (task.lead, task.support) == (("县交通局",), ("各乡镇",))
    assert task.deadline_text == "2025年6月底"


def test_units_that_break_off_go_on_in_the_next_paragraph() -> None:
    rows = [["修好公路", "对县乡道路逐段排查。", "县交通局牵头，", "各乡镇配合", "全年"]]
    task = read_lines(["2025年任务表", "", *stacked([COLUMNS, *rows])]).tasks[0]
    assert task.units_text == "县交通局牵头，各乡镇配合"


def test_two_paragraphs_under_a_new_theme_share_the_units_that_follow() -> None:
    rows = [
        *rows_of(ROADS[:2], KINDS),
        ["治理噪声扰民", "划定禁鸣路段。", "夜间施工提前公示。", "县公安局", "2025年5月底"],
    ]
    tasks = read_lines(["2025年任务表", "", *stacked([COLUMNS, *rows])]).tasks[2:]
    assert [(task.requirement, task.units_text) for task in tasks] == [
        ("划定禁鸣路段。", "县公安局"),
        ("夜间施工提前公示。", "县公安局"),
    ]


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ("一、改善出行", "（一）修好公路"),
        ("（一）改善出行", "修好公路"),
        ("改善出行", "（一）修好公路"),
        ("改善出行", "修好公路"),
    ],
)
def test_levels_of_headings_by_their_numbers(outer: str, inner: str) -> None:
    tasks = [
        Task("逐段排查坑槽", (outer, inner), "县交通局", "全年"),
        Task("修补到位", (outer, inner), "县交通局", "全年"),
        Task("增设警示牌", (outer, inner.replace("一", "二").replace("公路", "护栏")), "县公安局", "全年"),
        Task(
            "张贴公示",
            (outer.replace("一", "二").replace("出行", "饮水"), inner.replace("公路", "水厂")),
            "县水务局",
            "全年",
        ),
    ]
    document = read_lines(["2025年任务表", "", *stacked([COLUMNS, *rows_of(tasks, KINDS)])])
    assert fields(document) == expected(numbered(tasks), KINDS)


@pytest.mark.parametrize("theme", ["一、改善出行", "（一）改善出行", "改善出行"])
def test_one_level_of_headings_is_not_taken_for_two(theme: str) -> None:
    tasks = [
        Task(
            requirement,
            (theme if index < 2 else theme.replace("一", "二").replace("出行", "饮水"),),
            units,
            "2025年5月底",
        )
        for index, (requirement, units) in enumerate(
            [("逐段排查坑槽", "县交通局"), ("修补到位", "县交通局"), ("张贴公示", "县水务局"), ("改造水厂", "县水务局")]
        )
    ]
    kinds = ["outer", "requirement", "units", "deadline"]
    document = read_lines(["2025年任务表", "", *stacked([COLUMNS, *rows_of(tasks, kinds)])])
    assert fields(document) == expected(numbered(tasks), kinds)


def test_header_repeated_in_the_stack() -> None:
    rows = rows_of(ROADS, KINDS)
    document = read_lines(["2025年任务表", "", *stacked([COLUMNS, *rows[:5], COLUMNS, *rows[5:]])])
    assert fields(document) == expected(numbered(ROADS), KINDS)


def test_half_width_punctuation() -> None:
    tasks = [
        Task(
            task.requirement.replace("，", ",").replace("。", ""),
            tuple(theme.replace("，", ",").replace("（", "(").replace("）", ")") for theme in task.themes),
            task.units.replace("，", ",").replace("（", "(").replace("）", ")"),
            task.deadline,
        )
        for task in ROADS
    ]
    document = read_lines(["2025年任务表", "", *stacked([COLUMNS, *rows_of(tasks, KINDS)])])
    assert fields(document) == expected(numbered(tasks), KINDS)
