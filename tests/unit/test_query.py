"""The filter line's language, and the views it makes."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from govtui.model import Deadline, DeadlineKind, Light, Progress, Status, Task
from govtui.printing.pages import count_words
from govtui.review.filter.parsing import parse_filter
from govtui.review.orders import Order
from govtui.review.view import TaskView
from govtui.timekeeping import Extension
from widgets.summary import summary_line

DAY = dt.date(2026, 9, 18)


def due(day: dt.date) -> Deadline:
    return Deadline(DeadlineKind.BY, due=day)


TASKS = (
    Task(
        id="1-1",
        document="1",
        seq="1",
        themes=("（一）建设便民网站",),
        requirement="改版门户网站，提供PC端查询",
        units_text="县政府办公室牵头，县财政局配合",
        units=("县政府办公室", "县财政局"),
        lead=("县政府办公室",),
        support=("县财政局",),
        deadline_text="2026年8月底",
        deadline=due(dt.date(2026, 8, 31)),
        status=Status.DOING,
    ),
    Task(
        id="1-4.1",
        document="1",
        seq="4.1",
        requirement="组织乡镇业务培训",
        units_text="县人社局",
        units=("县人社局",),
        deadline_text="2026年9月底",
        deadline=due(dt.date(2026, 9, 30)),
    ),
    Task(
        id="1-4.2",
        document="1",
        seq="4.2",
        requirement="公布培训课件",
        deadline_text="2026年年底",
        deadline=due(dt.date(2026, 12, 31)),
        status=Status.DONE,
        progress=(Progress(dt.date(2026, 9, 1), "课件已上传至云盘", "县人社局"),),
    ),
    Task(
        id="2-41",
        document="2",
        seq="41",
        requirement="清理历史账目",
        units_text="县财政局",
        units=("县财政局",),
        deadline_text="长期坚持",
        deadline=Deadline(DeadlineKind.ONGOING),
        status=Status.PAUSED,
        note="等候审计意见",
    ),
)
VIEW = TaskView.of(TASKS, DAY)


def found(text: str) -> list[str]:
    return [row.task.id for row in VIEW.filtered(text).rows]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("", ["1-1", "1-4.1", "1-4.2", "2-41"]),
        ("  ", ["1-1", "1-4.1", "1-4.2", "2-41"]),
        ("培训", ["1-4.1", "1-4.2"]),
        ("培训 乡镇", ["1-4.1"]),
        ("培训　乡镇", ["1-4.1"]),  # a full-width blank
        ("培训 -乡镇", ["1-4.2"]),
        ("pc端", ["1-1"]),
        ("ＰＣ端", ["1-1"]),
        ("云盘", ["1-4.2"]),  # words of the progress
        ("审计", ["2-41"]),  # words of the note
        ("便民", ["1-1"]),  # words of the theme
        ("逾期", ["1-1"]),  # the light's word
        ("状态:推进中", ["1-1"]),
        ("状态：推进中", ["1-1"]),
        ("状态:未启动,已办结", ["1-4.1", "1-4.2"]),
        ("状态:未启动、done", ["1-4.1", "1-4.2"]),
        ("status:paused", ["2-41"]),
        ("状态:已", ["1-4.2"]),
        ("-状态:已完成", ["1-1", "1-4.1", "2-41"]),
        ("灯:红", ["1-1"]),
        ("灯:red", ["1-1"]),
        ("灯:临期", ["1-4.1"]),
        ("灯:红,黄", ["1-1", "1-4.1"]),
        ("单位:财政", ["1-1", "2-41"]),
        ("牵头:政府办", ["1-1"]),
        ("牵头:财政", []),
        ("配合:财政", ["1-1"]),
        ("来文:2", ["2-41"]),
        ("编号:4", ["1-4.1", "1-4.2"]),  # not 41
        ("编号:4.1", ["1-4.1"]),
        ("编号:1-4", ["1-4.1", "1-4.2"]),
        ("编号:1-1,2-41", ["1-1", "2-41"]),
        ("来文:1 培训 -状态:已完成", ["1-4.1"]),
        ("状态:", ["1-1", "1-4.1", "1-4.2", "2-41"]),  # still being typed
        ("http://", ["1-1", "1-4.1", "1-4.2", "2-41"]),  # no field of that name, nor in any text: it does not count
        ("没有的词", []),
        ("-", ["1-1", "1-4.1", "1-4.2", "2-41"]),  # a word like any other: it stands in every number
    ],
)
def test_filter(text: str, ids: list[str]) -> None:
    assert found(text) == ids


def test_one_letter_more_searches_only_what_was_left() -> None:
    def narrows(text: str, other: str) -> bool:
        return parse_filter(text, VIEW.context).narrows(parse_filter(other, VIEW.context))

    for text, other in (
        ("培训", "培"),
        ("培训 县", "培训"),
        ("县 培训", "培训"),
        ("培训 状态:推进中", "培训"),
        ("培训 状态:推进中 -乡镇", "-乡镇 状态:推进中"),
        ("乡镇 培训", "培训 乡镇"),
        ("caiz", "cai"),
        ("czj", "cz"),
    ):
        assert narrows(text, other), (text, other)
    for text, other in (
        ("培", "培训"),
        ("状态:推进中,已完成", "状态:推进中"),
        ("状态:推进", "状态:推"),
        ("-乡镇", "-乡"),
        ("ca", "c"),
        ("zcai", "cai"),
    ):
        assert not narrows(text, other), (text, other)


@pytest.mark.parametrize(
    ("order", "ids"),
    [
        (Order.PLAN, ["1-1", "1-4.1", "1-4.2", "2-41"]),
        (Order.URGENCY, ["1-1", "1-4.1", "2-41", "1-4.2"]),
        (Order.DEADLINE, ["1-1", "1-4.1", "1-4.2", "2-41"]),
        (Order.STATUS, ["1-4.1", "1-1", "2-41", "1-4.2"]),
    ],
)
def test_order(order: Order, ids: list[str]) -> None:
    assert [row.task.id for row in VIEW.ordered(order).rows] == ids


def test_change_of_a_task_keeps_filter_and_order() -> None:
    view = VIEW.filtered("培训").ordered(Order.STATUS)
    closed = msgspec.structs.replace(TASKS[1], status=Status.CLOSED)
    changed = view.updated({closed.id: closed})
    assert [row.task.id for row in changed.rows] == ["1-4.2", "1-4.1"]
    assert [row.reading.word for row in changed.rows] == ["办结", "办结"]
    assert [row.task.status for row in view.rows] == [Status.TODO, Status.DONE], "a view never changes"


def test_counts_are_of_the_shown_rows() -> None:
    counts = VIEW.filtered("培训").counts()
    assert (counts.shown, counts.total) == (2, 4)
    assert counts.statuses == {Status.TODO: 1, Status.DONE: 1}
    assert counts.lights == {Light.YELLOW: 1, Light.OFF: 1}


def test_other_columns_of_the_plan_are_searched() -> None:
    plan = Task(
        id="1-1", document="1", seq="1", requirement="修补坑槽。", extra=(("责任人", "王某"),), status_text="待批"
    )
    other = Task(id="1-2", document="1", seq="2", requirement="加宽窄桥。")
    view = TaskView.of([plan, other], dt.date(2026, 3, 2))
    for text in ("王某", "责任人：王某", "责任人:王", "待批"):
        assert [row.task.id for row in view.filtered(text).rows] == ["1-1"]
    assert [row.task.id for row in view.filtered("-王某").rows] == ["1-2"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("责任人:李某", ["1", "2"]),
        ("责任人:刘某,孙某", ["1"]),
        ("主要责任人:李某", ["2"]),
        ("联系人:李某", []),
        ("责任人:", ["1", "2"]),
        ("-责任人:李某", ["3"]),
        ("备注:孙某", ["3"]),
        ("备注:李某", []),
        ("责任人:李某 加宽", ["2"]),
        ("10:30", ["3"]),
        ("时间:上午", ["1", "2", "3"]),
    ],
)
def test_a_column_of_the_plan_is_searched_by_its_name(text: str, found: list[str]) -> None:
    tasks = [
        Task(id="1", document="1", seq="1", requirement="修补坑槽。", extra=(("责 任 人", "王某、李某，刘某"),)),
        Task(
            id="2", document="1", seq="2", requirement="加宽窄桥。", extra=(("主要责任人", "李某"), ("联系人", "王某"))
        ),
        Task(id="3", document="1", seq="3", requirement="每天上午10:30巡查。", note="孙某代办"),
    ]
    assert [row.task.id for row in TaskView.of(tasks, dt.date(2026, 3, 2)).filtered(text).rows] == found


def test_tasks_that_were_extended_are_found_and_counted() -> None:
    granted = (Extension(DAY, None, DAY, "场地未定"),)
    view = TaskView.of([TASKS[0], msgspec.structs.replace(TASKS[1], extensions=granted)], DAY).filtered("延期")
    assert [row.task.id for row in view.rows] == [TASKS[1].id]
    assert view.counts().extended == 1
    assert ("延期 1  ", "label") in summary_line(view.counts())
    assert count_words(view.counts()).endswith("，延期1项")
