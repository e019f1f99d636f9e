"""Cells with several content lines, items over several rows: what becomes a task of its own and what does not."""

from __future__ import annotations

import datetime as dt

import pytest
from intake_grids import PLAN, Rows, document, read, requirements, sheet

from govtui.intake.contents import content_lines, marker_of, points, wrapped_lines
from govtui.intake.fates import Fate
from govtui.intake.grid import Source


@pytest.mark.parametrize(
    ("paragraphs", "lines"),
    [
        (["修补坑槽。"], ["修补坑槽。"]),
        (["1.修补坑槽。", "2.加宽窄桥。"], ["1.修补坑槽。", "2.加宽窄桥。"]),
        (["（1）修补坑槽\n（2）加宽窄桥"], ["（1）修补坑槽", "（2）加宽窄桥"]),
        (["①修补坑槽；②加宽窄桥。"], ["①修补坑槽；②加宽窄桥。"]),
        (["（1）修补坑槽。（2）加宽窄桥，限载5吨。"], ["（1）修补坑槽。", "（2）加宽窄桥，限载5吨。"]),
        (["1.修补坑槽。长1.2公里。2.加宽窄桥。3.5吨限载。"], ["1.修补坑槽。长1.2公里。", "2.加宽窄桥。3.5吨限载。"]),
        (["1.修补县道、\n乡道的坑槽。\n2.加宽窄桥。"], ["1.修补县道、乡道的坑槽。", "2.加宽窄桥。"]),
        (["3.修补坑槽。", "4.加宽窄桥。"], ["3.修补坑槽。", "4.加宽窄桥。"]),
        (["做好以下工作：", "1.修补坑槽。", "2.加宽窄桥。"], ["做好以下工作：1.修补坑槽。2.加宽窄桥。"]),
        (["修好道路。", "1.修补坑槽。", "2.加宽窄桥。"], ["修好道路。1.修补坑槽。2.加宽窄桥。"]),
        (["修补坑槽。", "加宽窄桥。"], ["修补坑槽。", "加宽窄桥。"]),
        (["修补县道的\n坑槽。"], ["修补县道的坑槽。"]),
        (["修好道路。", "一是修补坑槽。", "二是加宽窄桥。"], ["修好道路。一是修补坑槽。二是加宽窄桥。"]),
        (["1.5公里县道大修。", "2座窄桥加宽。"], ["1.5公里县道大修。", "2座窄桥加宽。"]),
        (["", " \n"], []),
    ],
)
def test_lines_of_a_cell(paragraphs: list[str], lines: list[str]) -> None:
    assert list(content_lines(paragraphs)) == lines


def test_points_count_from_one_in_one_style() -> None:
    assert points(["1.甲", "2.乙"]) == ("甲", "乙")
    assert points(["（一）甲", "（二）乙"]) == ("甲", "乙")
    assert points(["2.甲", "3.乙"]) is None
    assert points(["1.甲", "（2）乙"]) is None
    assert points(["1.甲"]) is None
    assert marker_of("１、甲") == (0, 1, 2)
    assert marker_of("2026年") is None


def tasks_of(rows: Rows, *, merges: bool = True) -> list[tuple[str, str, str, str]]:
    found = read(Source(grids=(sheet(rows, merges=merges),)))
    return [(task.seq, task.requirement, task.units_text, task.deadline_text) for task in found.document.tasks]


def test_points_of_a_numbered_item() -> None:
    rows = [PLAN[0], [*PLAN[1][:2], "1.修补坑槽。¶2.加宽窄桥。", *PLAN[1][3:]], PLAN[3]]
    assert tasks_of(rows) == [
        ("1.1", "修补坑槽。", "县交通局", "2026年6月底"),
        ("1.2", "加宽窄桥。", "县交通局", "2026年6月底"),
        ("3", "公交线路延伸到60个行政村。", "县交通局", "全年"),
    ]


def test_numbers_that_run_on_from_cell_to_cell_are_the_plan_s_own() -> None:
    rows = [
        ["重点任务", "具体要求", "责任单位", "完成时限"],
        ["修好公路", "1.修补坑槽。\n2.加宽窄桥。", "县交通局", "6月底"],
        ["保障上学", "3.增设减速带。\n4.增设警示牌。", "县公安局", "9月底"],
        ["办好公交", "5.延伸公交线路。", "县交通局", "全年"],
    ]
    found = tasks_of(rows)
    assert [task[0] for task in found] == ["1", "2", "3", "4", "5"]
    assert [task[1] for task in found][1:3] == ["加宽窄桥。", "增设减速带。"]
    assert [task[2] for task in found][2:4] == ["县公安局", "县公安局"]
    themes = [task.themes for task in read(Source(grids=(sheet(rows),))).document.tasks]
    assert themes == [("修好公路",)] * 2 + [("保障上学",)] * 2 + [("办好公交",)]


def test_points_that_begin_anew_in_each_cell() -> None:
    rows = [
        ["重点任务", "具体要求", "责任单位"],
        ["修好公路", "1.修补坑槽。\n2.加宽窄桥。", "县交通局"],
        ["保障上学", "1.增设减速带。\n2.增设警示牌。", "县公安局"],
    ]
    assert [task[:3] for task in tasks_of(rows)] == [
        ("1", "修补坑槽。", "县交通局"),
        ("2", "加宽窄桥。", "县交通局"),
        ("3", "增设减速带。", "县公安局"),
        ("4", "增设警示牌。", "县公安局"),
    ]


def test_one_requirement_beside_several_units_and_deadlines() -> None:
    rows = [
        PLAN[0],
        ["1", "修好公路", "修补坑槽并加宽窄桥。", "县交通局牵头", "2026年6月底前完成一期"],
        ["^", "^", "^", "各乡镇配合", "2026年11月底前完成二期"],
        ["2", "^", "增设减速带。", "县公安局", "全年"],
    ]
    found = read(Source(grids=(sheet(rows),)))
    first, second = found.document.tasks
    assert (first.lead, first.support) == (("县交通局",), ("各乡镇",))
    assert first.deadline.due == dt.date(2026, 11, 30)
    assert second.requirement == "增设减速带。"
    assert found.readings[0].origins[0] == ((2, 2), (3, 3))
    assert found.fates[3] is Fate.CONTINUATION


def test_content_lines_in_rows_of_their_own() -> None:
    rows = [
        PLAN[0],
        ["1", "修好公路", "修补坑槽。", "县交通局", "6月底"],
        ["^", "^", "加宽窄桥。", "县财政局", "^"],
        ["2", "保障上学", "增设减速带。", "县公安局", "全年"],
    ]
    assert tasks_of(rows) == [
        ("1.1", "修补坑槽。", "县交通局", "6月底"),
        ("1.2", "加宽窄桥。", "县财政局", "6月底"),
        ("2", "增设减速带。", "县公安局", "全年"),
    ]


def test_three_levels_of_themes() -> None:
    rows = [
        ["序号", "一级任务", "二级任务", "具体要求", "责任单位"],
        ["一、民生", "<", "<", "<", "<"],
        ["1", "改善出行", "修好公路", "修补坑槽。", "县交通局"],
        ["2", "^", "办好公交", "延伸线路。", "县交通局"],
        ["二、生态", "<", "<", "<", "<"],
        ["3", "治理河道", "清淤", "清淤12公里。", "县水务局"],
    ]
    themes = [task.themes for task in read(document(rows)).document.tasks]
    assert themes == [
        ("一、民生", "改善出行", "修好公路"),
        ("一、民生", "改善出行", "办好公交"),
        ("二、生态", "治理河道", "清淤"),
    ]


def test_paragraph_that_breaks_off_at_a_comma_goes_on_in_the_next() -> None:
    rows = [PLAN[0], ["1", "修路", "修补县道坑槽30处，¶增设警示牌12块。¶每月巡查1次。", "县交通局", "全年"], PLAN[3]]
    assert requirements(read(document(rows)))[:2] == ["修补县道坑槽30处，增设警示牌12块。", "每月巡查1次。"]


def test_numbers_with_letters_stay_as_printed() -> None:
    rows = [PLAN[0], ["D-001", *PLAN[1][1:]], ["（Ｄ-００2）", "修路", *PLAN[2][2:]]]
    assert [task.seq for task in read(document(rows)).document.tasks] == ["D-001", "D-002"]


def test_units_beside_a_column_of_leading_ones_do_not_lead() -> None:
    names = ["序号", "工作任务", "牵头单位", "责任单位", "配合单位"]
    found = read(document([names, ["1", "修补县道坑槽。", "县交通局", "各乡镇", "县财政局"]]))
    task = found.document.tasks[0]
    assert (task.lead, task.support) == (("县交通局",), ("县财政局",))
    assert task.units == ("县交通局", "各乡镇", "县财政局")


@pytest.mark.parametrize(
    ("paragraph", "lines"),
    [
        ("修补县道\n坑槽。\n每月巡查。", ["修补县道坑槽。每月巡查。"]),
        ("1.修补县道\n坑槽。\n2.加宽窄桥。", ["1.修补县道坑槽。", "2.加宽窄桥。"]),
        ("1.投资\n2.5亿元修路。", ["1.投资2.5亿元修路。"]),
        ("", []),
    ],
)
def test_lines_of_a_wrapped_cell(paragraph: str, lines: list[str]) -> None:
    assert list(wrapped_lines(paragraph)) == lines
