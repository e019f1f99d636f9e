"""Nothing is repaired or left out in silence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from intake_plans import (
    HEAD,
    KINDS,
    NAMES,
    ROADS,
    Task,
    numbered,
    on_lines,
    opened_by_tabs,
    read_lines,
    remarks_of,
    rows_of,
)

from govtui.intake import remarks
from govtui.model import Remark, RemarkKind


def read(tasks: list[Task], names: list[str] = NAMES, kinds: list[str] = KINDS) -> list[Remark]:
    return list(read_lines([*HEAD, *opened_by_tabs([names, *rows_of(tasks, kinds)])]).remarks)


def texts(found: list[Remark], kind: RemarkKind) -> list[str]:
    return [remark.text for remark in found if remark.kind is kind]


def test_plan_without_doubt_has_only_its_merged_cells_told() -> None:
    found = read(numbered(ROADS))
    assert texts(found, RemarkKind.INHERITED) == ["“重点任务”一栏有 6 条任务是空格，按合并单元格沿用上方内容"]
    assert len(found) == 1


@pytest.mark.parametrize(
    ("before", "after", "missing"),
    [("（二）", "（四）", "（三）"), ("九、", "十二、", "十、、十一、"), ("(1)", "(3)", "(2)"), ("1.", "4.", "2.、3.")],
)
def test_gap_in_the_numbers_of_themes(before: str, after: str, missing: str) -> None:
    tasks = [replace(task, themes=(f"{before if int(task.seq) < 7 else after}主题",)) for task in numbered(ROADS)]
    names = ["序号", "重点任务", "具体要求", "责任单位", "完成时限"]
    found = read(tasks, names, ["seq", "outer", "requirement", "units", "deadline"])
    (gap,) = [remark for remark in found if remark.kind is RemarkKind.GAP]
    assert f"缺{missing}" in gap.text
    assert gap.task == "7"


def test_inner_themes_that_begin_anew_are_no_gap() -> None:
    inner = ["（一）甲", "（二）乙", "（三）丙"]
    tasks = [
        replace(task, themes=(f"{'一二三四'[index // 3]}、主题", inner[index % 3]))
        for index, task in enumerate(numbered(ROADS))
    ]
    assert texts(read(tasks), RemarkKind.GAP) == []


def test_gap_and_repetition_in_the_numbers_of_tasks() -> None:
    numbers = ["1", "2", "3", "6", "7", "7", "8", "9", "10", "11", "12", "13"]
    found = read([replace(task, seq=number) for task, number in zip(ROADS, numbers, strict=True)])
    assert texts(found, RemarkKind.GAP) == ["任务序号从 3 跳到 6，原表缺 4、5，请与原件核对"]
    (repeated,) = texts(found, RemarkKind.UNCLEAR)
    assert "任务序号 7 排在 7 之后" in repeated


def test_the_same_requirement_twice() -> None:
    tasks = numbered([*ROADS, ROADS[2]])
    assert texts(read(tasks), RemarkKind.UNCLEAR) == ["第 3、13 项的要求文字完全相同，可能重复，请核对"]


def test_deadlines_that_are_not_understood_are_told_once_a_wording() -> None:
    tasks = [replace(task, deadline="按市里要求") if index in (2, 5) else task for index, task in enumerate(ROADS)]
    found = read(numbered(tasks))
    (unclear,) = [remark for remark in found if remark.kind is RemarkKind.UNCLEAR]
    assert "“按市里要求”" in unclear.text
    assert "第 3、6 项" in unclear.text
    assert unclear.task == "3"


def test_missing_columns_are_told() -> None:
    found = read(numbered(ROADS), ["序号", "工作任务"], ["seq", "requirement"])
    assert any("没有责任单位一栏" in text for text in texts(found, RemarkKind.UNCLEAR))
    assert any("没有完成时限一栏" in text for text in texts(found, RemarkKind.UNCLEAR))


def test_plan_without_numbers_is_told_how_it_was_numbered() -> None:
    found = read(list(ROADS), NAMES[1:], KINDS[1:])
    assert "原表没有序号，已按先后顺序编为 1 至 12" in texts(found, RemarkKind.UNCLEAR)


def test_other_columns_are_kept_with_their_tasks() -> None:
    tasks = [replace(task, note="市级试点" if task.seq in "24" else "") for task in numbered(ROADS)]
    rows = rows_of(tasks, [*KINDS, "note"])
    noted = read_lines([*HEAD, *opened_by_tabs([[*NAMES, "备注"], *rows])])
    assert [task.note for task in noted.tasks][:5] == ["", "市级试点", "", "市级试点", ""]
    assert texts(list(noted.remarks), RemarkKind.LEFT_OUT) == []
    named = read_lines([*HEAD, *opened_by_tabs([[*NAMES, "试点范围"], *rows])])
    assert [task.extra for task in named.tasks][:2] == [(), (("试点范围", "市级试点"),)]


def test_numbered_rows_without_a_requirement() -> None:
    rows = rows_of(numbered(ROADS))
    rows[4][3] = ""
    rows[7] = ["8", "", "", "", "", ""]
    document = read_lines([*HEAD, *on_lines([NAMES, *rows])])
    assert [task.seq for task in document.tasks] == ["1", "2", "3", "4", "5", "6", "7", "9", "10", "11", "12"]
    assert (document.tasks[4].requirement, document.tasks[4].themes) == ("改造农村水厂", ("（二）保障饮水安全",))
    told = [remark.text for remark in document.remarks]
    assert any("没有具体要求" in text for text in told)
    assert any("只有序号 8" in text for text in told)


def test_lines_left_out_are_told_in_runs() -> None:
    lines = ["首页", "", "欢迎访问", "", *HEAD, *opened_by_tabs([NAMES, *rows_of(numbered(ROADS))])]
    document = read_lines(lines)
    (left_out,) = remarks_of(document, RemarkKind.LEFT_OUT)
    assert left_out == "第 1 至 3 行（共 2 行文字）不在任务表内，没有读入，开头是“首页”"


def test_no_year_anywhere() -> None:
    tasks = [replace(task, deadline="12月31日前", requirement="做好公开。") for task in numbered(ROADS[:1])]
    found = read_lines(["任务表", "", *opened_by_tabs([NAMES, *rows_of(tasks)])])
    assert found.year is None
    assert any("没有找到文件的年度" in text for text in remarks_of(found, RemarkKind.UNCLEAR))


def test_a_flood_of_remarks_is_dammed() -> None:
    flood = [Remark(RemarkKind.GAP, f"缺 {number}") for number in range(100)]
    kept = list(remarks.limited([*flood, Remark(RemarkKind.JOINED, "一处")]))
    assert len(kept) == remarks.MOST_OF_A_KIND + 2
    assert "另有 70 处" in kept[-1].text


def test_remarks_are_whole_sentences_in_chinese() -> None:
    names = [*NAMES, "备注"]
    tasks = [replace(task, seq=str(index * 2), note="注") for index, task in enumerate(ROADS, 1)]
    for remark in read(tasks, names, [*KINDS, "note"]):
        assert len(remark.text) > 10
        assert not any(char.isascii() and char.isalpha() for char in remark.text)


def test_remarks_name_tasks_by_the_numbers_they_have() -> None:
    lines = [
        *HEAD,
        *"""序号|任务名称|具体内容|责任单位|完成时限
1|甲任务|做好甲项工作。|县民政局|2025年年底
4|一号主题 乙任务|做好乙项工作，|县民政局|视情

|丙字|并验收。|县财政局|
||张榜公布。||
5||戊任务|做好戊项工作。|县民政局|视情""".replace("|", "\t").split("\n"),
    ]
    document = read_lines(lines)
    numbers = {task.seq for task in document.tasks}
    named = {remark.task for remark in document.remarks if remark.task}
    assert named == {"1", "4.1"}
    assert named <= numbers
