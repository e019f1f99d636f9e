"""Facets: what tasks can be told apart by, with numbers that agree with the filter."""

from __future__ import annotations

import datetime as dt

import pytest

from govtui.model import Deadline, DeadlineKind, Document, Progress, Status, Task
from govtui.review.facets import COUNTED_AT_ONCE, Facet, FacetCounting, count_facets
from govtui.review.filter.editing import toggled
from govtui.review.view import TaskView

TODAY = dt.date(2023, 11, 22)
NOW = dt.datetime(2023, 11, 22, 9, 30, tzinfo=dt.UTC)
DOCUMENTS = {"1": "来文1  要点", "2": "来文2  “十条” 措施"}


def task(number: str, units: str, due: dt.date | None = None, **more: object) -> Task:
    names = tuple(units.split("、"))
    deadline = Deadline(DeadlineKind.BY, due=due) if due else more.pop("deadline", Deadline(DeadlineKind.ONGOING))
    return Task(
        id=number,
        document=number.split("-")[0],
        seq=number.split("-")[1],
        requirement="公开办事清单",
        units_text=units,
        units=names,
        deadline=deadline,  # type: ignore[arg-type]
        **more,  # type: ignore[arg-type]
    )


TASKS = (
    task("1-1", "县财政局、县民政局", dt.date(2023, 6, 30), themes=("（一）公开", "推进 “阳光” 政务")),
    task("1-2", "县财政局", dt.date(2023, 12, 10), themes=("（一）公开",), status=Status.DOING),
    task("1-3", "县信访局", dt.date(2023, 12, 31), themes=("（二）服务",), status=Status.DONE),
    task("2-1", "县财政局", themes=("（二）服务",), progress=(Progress(dt.date(2023, 11, 1), "已办"),)),
    task("2-2", "县民政局", deadline=Deadline(DeadlineKind.AFTER), status=Status.PAUSED),
    task("2-3", "县信访局", deadline=Deadline()),
)


def view(text: str = "") -> TaskView:
    documents = [
        Document(id="1", source="要点.txt", title="要点", imported_at=NOW),
        Document(id="2", source="措施.txt", title="措施", imported_at=NOW),
    ]
    return TaskView.of(TASKS, TODAY, documents=documents).filtered(text)


def numbers(facets: tuple[Facet, ...], field: str) -> dict[str, int]:
    facet = next(facet for facet in facets if facet.field == field)
    return {value.label: value.tasks for value in facet.values if value.tasks}


def test_facets_of_everything() -> None:
    facets = count_facets(view(), DOCUMENTS)
    assert [facet.title for facet in facets] == ["办理状态", "亮灯", "完成时限", "责任单位", "重点任务", "来文"]
    assert numbers(facets, "状态") == {"未启动": 3, "推进中": 1, "已完成": 1, "暂缓": 1}
    assert numbers(facets, "单位") == {"县财政局": 3, "县信访局": 2, "县民政局": 2}
    assert numbers(facets, "时限") == {"2023年6月": 1, "2023年12月": 2, "长期": 1, "待定": 1, "没有写": 1}
    assert numbers(facets, "来文") == {"来文1  要点": 3, "来文2  “十条” 措施": 3}


@pytest.mark.parametrize("text", ["", "公开", "单位:财政局", "状态:推进中,未启动 -灯:红", "时限:2023-12 财政"])
def test_each_number_is_what_the_filter_finds(text: str) -> None:
    shown = view(text)
    for facet in count_facets(shown, DOCUMENTS):
        for value in facet.values:
            if value.chosen:
                continue
            alone = toggled(without_field(text, facet.field), facet.field, value.value)
            found = shown.filtered(alone)
            assert found.query.problems == (), (alone, found.query.problems)
            assert len(found.rows) == value.tasks, alone


def without_field(text: str, field: str) -> str:
    return " ".join(term for term in text.split() if not term.startswith(f"{field}:"))


def test_a_facet_does_not_count_its_own_terms() -> None:
    facets = count_facets(view("状态:推进中"), DOCUMENTS)
    assert numbers(facets, "状态") == {"未启动": 3, "推进中": 1, "已完成": 1, "暂缓": 1}
    assert numbers(facets, "单位") == {"县财政局": 1}
    chosen = [value.value for facet in facets for value in facet.values if value.chosen]
    assert chosen == ["推进中"]


def test_what_is_chosen_and_finds_nothing_can_be_taken_away() -> None:
    facets = count_facets(view("单位:县信访局 主题:（一）公开"), DOCUMENTS)
    units = next(facet for facet in facets if facet.field == "单位")
    assert [(value.value, value.tasks) for value in units.values if value.chosen] == [("县信访局", 0)]


def test_counting_goes_on_in_slices() -> None:
    many = [task(f"1-{number}", "县财政局") for number in range(2 * COUNTED_AT_ONCE)]
    counting = FacetCounting(TaskView.of(many, TODAY), DOCUMENTS)
    slices = 0
    while not counting.advance(0.0):
        slices += 1
    assert slices > 6
    assert numbers(counting.facets, "单位") == {"县财政局": 2 * COUNTED_AT_ONCE}
