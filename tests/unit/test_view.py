"""The immutable view: orders, groups, marks, edits, and searches that are gone on with in portions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.model import Deadline, DeadlineKind, Document, Status, Task, Unit
from govtui.review.directory import Directory
from govtui.review.grouping import Grouping, grouping_named, remembered_word
from govtui.review.orders import Order
from govtui.review.scan import FIRST_PORTION
from govtui.review.view import TaskView

DAY = dt.date(2026, 9, 18)
UNITS = ("县教育局", "县财政局", "县水利局")
STATUSES = tuple(Status)


def task(place: int, **changes: object) -> Task:
    """Return a task of a made-up plan; its place decides what it is like."""
    month, unit = place * 5 % 12 + 1, UNITS[place % 3 :][:2]
    kind = place % 7
    deadline = Deadline(DeadlineKind.ONGOING) if kind == 3 else Deadline()
    if kind not in (3, 5):
        deadline = Deadline(DeadlineKind.BY, due=dt.date(2026, month, 20))
    values: Mapping[str, object] = {
        "id": f"{place % 2 + 1}-{place}",
        "document": str(place % 2 + 1),
        "seq": str(place),
        "themes": (f"主题{place % 4}",) if place % 5 else (),
        "requirement": f"第{place}件，{'培训' if place % 3 else '公开'}",
        "units": unit if place % 6 else (),
        "units_text": "、".join(unit) if place % 6 else "",
        "deadline": deadline,
        "status": STATUSES[place * 3 % 5],
        **changes,
    }
    return Task(**values)  # type: ignore[arg-type]


DOCUMENTS = [
    Document(id="1", source="a.txt", title="甲方案", year=2026, imported_at=dt.datetime(2026, 1, 5, tzinfo=dt.UTC)),
    Document(id="2", source="b.txt", year=2026, imported_at=dt.datetime(2026, 1, 5, tzinfo=dt.UTC)),
]
TASKS = [task(place) for place in range(40)]
VIEW = TaskView.of(TASKS, DAY, documents=DOCUMENTS)


def ids(view: TaskView) -> list[str]:
    return [row.task.id for row in view.rows]


ARRANGEMENTS = [(order, grouping) for order in Order for grouping in Grouping]


@pytest.mark.parametrize(("order", "grouping"), ARRANGEMENTS)
def test_groups_cover_the_rows_one_after_the_other(order: Order, grouping: Grouping) -> None:
    view = VIEW.ordered(order).grouped(grouping)
    assert sorted(ids(view)) == sorted(ids(VIEW))
    if grouping is Grouping.NONE:
        assert view.groups == ()
        return
    titles = [group.title for group in view.groups]
    assert len(set(titles)) == len(titles), "none is cut in two"
    place = 0
    for group in view.groups:
        members = view.rows[group.start : group.start + group.count]
        assert group.start == place
        assert group.settled == sum(row.task.status.settled for row in members)
        assert group.overdue == sum(row.overdue for row in members)
        place += group.count
        chosen = [row.task for row in VIEW.rows if row in members]
        within = TaskView.of(chosen, DAY, documents=DOCUMENTS).ordered(order)
        assert [row.task.id for row in members] == ids(within), "within a group the order holds"
    assert place == len(view.rows)


def test_groups_stand_in_an_order_of_their_own_or_as_they_appear() -> None:
    def titles(grouping: Grouping) -> list[str]:
        return [group.title for group in VIEW.grouped(grouping).groups]

    assert titles(Grouping.STATUS) == ["未启动", "推进中", "暂缓", "已完成", "已销号"]
    assert titles(Grouping.LIGHT)[0] == "红"
    assert titles(Grouping.UNIT) == ["没有写责任单位", "县财政局", "县水利局", "县教育局"]
    assert titles(Grouping.DOCUMENT) == ["来文1  甲方案", "来文2  b.txt"]
    assert titles(Grouping.THEME) == ["没有主题", "主题1", "主题2", "主题3", "主题0"]
    months = titles(Grouping.MONTH)
    assert months[0] == "2026年1月"
    assert months[-2:] == ["长期", "没有写时限"]


def test_units_that_are_one_are_one_group() -> None:
    tasks = [task(1, units=("财政局",)), task(2, units=("县财政局",), lead=("县财政局",))]
    directory = Directory.of(tasks, [Unit(id="1", name="县财政局", aliases=("财政局",))])
    view = TaskView.of(tasks, DAY).grouped(Grouping.UNIT)
    assert [group.title for group in view.groups] == ["财政局", "县财政局"]
    (group,) = view.with_directory(directory).groups
    assert (group.title, group.start, group.count) == ("县财政局", 0, 2)
    assert view.filtered("单位:县财政局").with_directory(directory).query.text == "单位:县财政局"
    assert len(view.filtered("单位:县财政局").with_directory(directory).rows) == 2


FILTERS = [
    "",
    "培训",
    "px",
    "状态:推进中",
    "单位:财政局",
    "-公开",
    "时限:逾期",
    "标记:有",
    "排序:时限",
    "分组:月份 培训",
    "xx:1",
]
CHANGES = st.dictionaries(
    st.integers(0, 39),
    st.fixed_dictionaries(
        {},
        optional={
            "status": st.sampled_from(STATUSES),
            "themes": st.sampled_from([(), ("主题9",), ("主题1",)]),
            "units": st.sampled_from([(), ("县水利局",), ("县新局",)]),
            "requirement": st.sampled_from(["培训", "公开"]),
            "deadline": st.just(Deadline(DeadlineKind.BY, due=dt.date(2026, 9, 1))),
        },
    ),
    max_size=5,
)


@given(
    st.sampled_from(FILTERS),
    st.sampled_from(Order),
    st.sampled_from(Grouping),
    st.lists(CHANGES, min_size=1, max_size=3),
    st.sets(st.sampled_from([made.id for made in TASKS]), max_size=6),
)
def test_after_changes_a_view_is_as_if_made_anew(
    text: str, order: Order, grouping: Grouping, rounds: list[dict[int, dict[str, object]]], marks: set[str]
) -> None:
    view = VIEW.ordered(order).grouped(grouping).marked(marks).filtered(text)
    tasks = list(TASKS)
    for changes in rounds:
        for place, values in changes.items():
            tasks[place] = msgspec.structs.replace(tasks[place], **values)
        view = view.updated({tasks[place].id: tasks[place] for place in changes})
    anew = TaskView.of(tasks, DAY, documents=DOCUMENTS, directory=VIEW.directory)
    anew = anew.marked(marks).filtered(text).grouped(grouping).ordered(order)
    assert [row.task for row in view.rows] == [row.task for row in anew.rows]
    assert view.groups == anew.groups
    assert ids(view.replaced(tasks, DOCUMENTS)) == ids(anew)


@given(st.lists(st.sampled_from(FILTERS), min_size=1, max_size=4))
def test_filtering_step_by_step_gives_what_filtering_at_once_gives(steps: list[str]) -> None:
    view = VIEW
    for text in steps:
        view = view.filtered(text)
    at_once = VIEW.filtered(steps[-1])
    assert view.rows == at_once.rows
    assert view.groups == at_once.groups


def test_a_filter_that_begins_to_order_or_no_longer_does_is_searched_anew() -> None:
    by_deadline = VIEW.filtered("培训 排序:时限")
    assert by_deadline.shown_order is Order.DEADLINE
    assert by_deadline.filtered("培训 第").rows == VIEW.filtered("培训 第").rows
    assert VIEW.filtered("培训").filtered("培训 排序:时限").rows == by_deadline.rows


def test_marks_go_with_their_tasks() -> None:
    view = VIEW.marked([TASKS[3].id, TASKS[4].id])
    assert view.replaced(TASKS[:4]).marks == {TASKS[3].id}
    assert view.updated({TASKS[4].id: task(4, note="改")}).marks == {TASKS[3].id, TASKS[4].id}
    assert VIEW.marks == frozenset(), "a view never changes"


MANY = TaskView.of([task(place, id=str(place)) for place in range(FIRST_PORTION * 5)], DAY)


@pytest.mark.parametrize("text", ["培训", "px", "排序:时限 培训", "没有的词", ""])
def test_a_scan_finds_the_first_rows_first_and_then_the_rest(text: str) -> None:
    whole = MANY.filtered(text)
    scan = MANY.scan(text)
    assert scan.rows == []
    steps = 0
    while not scan.advance(0.0):
        steps += 1
        assert tuple(scan.rows) == whole.rows[: len(scan.rows)]
        assert scan.searched < scan.total
    assert (steps > 0) is bool(text)
    assert scan.view.rows == whole.rows
    assert scan.view.query.text == text
    assert scan.view is scan.view


def test_a_scan_stops_when_there_is_enough() -> None:
    scan = MANY.scan("培训")
    assert not scan.advance(60.0, enough=10)
    assert 10 <= len(scan.rows) < len(MANY.filtered("培训").rows)
    assert scan.view.rows == tuple(scan.rows), "the view of what was found so far"
    assert scan.finish().rows == MANY.filtered("培训").rows


def test_a_filter_that_adds_to_the_last_one_searches_its_rows_alone() -> None:
    narrowed = MANY.filtered("第1")
    assert narrowed.scan("第12").total == len(narrowed.rows)
    assert narrowed.scan("第12 排序:时限").total == len(MANY.rows)
    assert narrowed.scan("第2").total == len(MANY.rows)
    assert narrowed.filtered("第12").rows == MANY.filtered("第12").rows


def test_a_grouping_is_remembered_by_its_word() -> None:
    assert [grouping_named(remembered_word(grouping)) for grouping in Grouping] == list(Grouping)
    assert remembered_word(Grouping.NONE) == ""
    assert grouping_named("按天气") is Grouping.NONE, "from a file that somebody has edited"


def test_what_was_to_be_kept_up_until_a_day_is_not_overdue_after_it() -> None:
    kept_up = task(1, deadline=Deadline(DeadlineKind.ONGOING, until=DAY - dt.timedelta(days=1)), status=Status.DOING)
    owed = task(2, deadline=Deadline(DeadlineKind.BY, due=DAY - dt.timedelta(days=1)), status=Status.DOING)
    done = task(3, deadline=Deadline(DeadlineKind.BY, due=DAY - dt.timedelta(days=1)), status=Status.DONE)
    assert ids(TaskView.of([kept_up, owed, done], DAY).filtered("时限:逾期")) == [owed.id]
