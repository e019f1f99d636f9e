"""What can come next while a filter is typed."""

from __future__ import annotations

import datetime as dt

import pytest

from govtui.model import Deadline, DeadlineKind, Document, Status, Task, Unit
from govtui.review.directory import Directory
from govtui.review.filter.completing import MOST_CHOICES, Completions, complete
from govtui.review.view import TaskView

DAY = dt.date(2026, 9, 18)
DOCUMENTS = [
    Document(id="1", source="a.txt", title="青禾县政务公开要点", imported_at=dt.datetime(2026, 1, 5, tzinfo=dt.UTC))
]


def task(number: int, units: tuple[str, ...], status: Status, due: dt.date | None, theme: str) -> Task:
    return Task(
        id=f"1-{number}",
        document="1",
        seq=str(number),
        themes=(theme,),
        requirement="开展培训" if number % 2 else "公开名单",
        units=units,
        units_text="、".join(units),
        deadline=Deadline(DeadlineKind.BY, due=due) if due else Deadline(DeadlineKind.ONGOING),
        status=status,
        extra=(("责 任 人", "王某" if number < 3 else "李某"),),
    )


TASKS = [
    task(1, ("县财政局",), Status.DOING, dt.date(2026, 9, 20), "便民服务"),
    task(2, ("县财政局", "县教育局"), Status.DOING, dt.date(2026, 9, 1), "便民服务"),
    task(3, ("县教育局",), Status.TODO, None, "窗口 建设"),
    task(4, ("县水利局",), Status.DONE, dt.date(2026, 9, 1), "便民服务"),
]
VIEW = TaskView.of(TASKS, DAY, documents=DOCUMENTS)


def completed(text: str, view: TaskView = VIEW) -> Completions:
    """Return what the place marked with `|` can become."""
    cursor = text.index("|")
    return complete(text.replace("|", ""), cursor, view)


def choices(text: str, view: TaskView = VIEW) -> list[tuple[str, int | None]]:
    return [(choice.text, choice.count) for choice in completed(text, view).choices]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("状|", "状态:"),
        ("办|", "状态:"),
        ("zt|", "状态:"),
        ("zhu|", "状态:"),
        ("dw|", "单位:"),
        ("培训 sx|", "时限:"),
        ("-dw|", "单位:"),
        ("责任人|", "责任人:"),
        ("zrr|", "责任人:"),
        ("st|atus:done", "状态:"),
        ("|", "状态:"),
    ],
)
def test_fields_complete_by_each_of_their_names(text: str, first: str) -> None:
    assert first in [choice for choice, _ in choices(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("状态:|", [("推进中", 2), ("未启动", 1), ("已完成", 1)]),
        ("状态:推|", [("推进中", 2)]),
        ("zt:tj|", [("推进中", 2)]),
        ("状态:推进中,|", [("未启动", 1), ("已完成", 1)]),
        ("培训 状态:|", [("推进中", 1), ("未启动", 1)]),
        ("状态:| 单位:财政局", [("推进中", 2)]),
        ("单位:|", [("县财政局", 2), ("县教育局", 2), ("县水利局", 1)]),
        ("单位:财|", [("县财政局", 2)]),
        ("dw:czj|", [("县财政局", 2)]),
        ("dw:caizhe|", [("县财政局", 2)]),
        ("-单位:县水|", [("县水利局", 1)]),
        ("时限:|", [("逾期", 1), ("本周", 1), ("本月", 3), ("本季度", 3), ("7天内", 1), ("30天内", 1), ("长期", 1)]),
        ("时限:本|", [("本周", 1), ("本月", 3), ("本季度", 3)]),
        ("主题:|", [("便民服务", 3), ('"窗口 建设"', 1)]),
        ("来文:|", [("1", 4)]),
        ("来文:政务|", [("1", 4)]),
        ("责任人:|", [("王某", 2), ("李某", 2)]),
        ("zrr|:", [("责任人:", None)]),
        ("进展:|", [("无", 4), ("<3", 4)]),
        ("排序:时|", [("时限", None)]),
        ("分组:dw|", [("单位", None)]),
        ("标记:|", [("有", None), ("无", None)]),
        ("编号:|", []),
        ("没有这个:|", []),
        ("“状|", []),
    ],
)
def test_values_complete_with_their_counts_under_the_rest_of_the_filter(
    text: str, found: list[tuple[str, int | None]]
) -> None:
    assert choices(text) == found


def test_a_word_may_become_a_value_of_a_field() -> None:
    assert choices("财政|") == [("单位:县财政局", 2)]
    assert ("单位:县财政局", 2) in choices("培训 -czj|".replace("培训 ", ""))
    assert ("状态:推进中", 2) in choices("推进|")
    assert ("时限:逾期", 1) in choices("逾期|")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("培训 状|", 3, 4),
        ("-状|", 1, 2),
        ("状态:推|进", 3, 5),
        ("状态:推进中，已|完", 7, 9),
        ("状态:推进中,|", 7, 7),
        ("单位:“县 财|政”", 3, 9),
        ("zt|:推进中", 0, 3),
        ("培训 |", 3, 3),
    ],
)
def test_the_part_that_is_replaced(text: str, start: int, end: int) -> None:
    found = completed(text)
    assert (found.start, found.end) == (start, end)


def test_units_of_the_directory_count_under_one_name_and_collectives_for_their_members() -> None:
    units = (
        Unit(id="1", name="县财政局", aliases=("财政局",)),
        Unit(id="2", name="各部门", members=("县财政局",)),
        Unit(id="3", name="县教育局", own=True),
    )
    tasks = [
        task(1, ("财政局",), Status.DOING, None, "甲"),
        task(2, ("县财政局",), Status.DOING, None, "甲"),
        task(3, ("各部门",), Status.DOING, None, "甲"),
        task(4, ("县教育局",), Status.DOING, None, "甲"),
    ]
    view = TaskView.of(tasks, DAY, directory=Directory.of(tasks, units))
    found = dict(choices("单位:|", view))
    assert (found["县财政局"], found["各部门"], found["县教育局"], found["本单位"]) == (3, 1, 1, None)
    assert len(view.filtered("单位:县财政局").rows) == found["县财政局"]


def test_only_so_many_are_offered() -> None:
    tasks = [task(number, (f"第{number}局",), Status.TODO, None, "甲") for number in range(1, 40)]
    assert len(choices("单位:|", TaskView.of(tasks, DAY))) == MOST_CHOICES


@pytest.mark.parametrize("text", ["状态:|", "单位:|", "时限:|", "主题:|", "进展:|", "责任人:|", "灯:|", "更新:|"])
def test_what_is_chosen_leaves_as_many_tasks_as_was_said(text: str) -> None:
    for choice in completed(text).choices:
        view = VIEW.filtered(text.replace("|", choice.text))
        assert not view.query.problems
        assert choice.count == len(view.rows)
