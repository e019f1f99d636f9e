"""What there is to say of a task that came from a table with columns of its own, filled in already."""

from __future__ import annotations

import datetime as dt

import pytest

from govtui.model import STATUS_WORDS, Progress, Status, Task, status_of
from govtui.printing import fact_lines
from govtui.review.facts import Fact, status_words, task_facts

DAY = dt.date(2026, 3, 2)


def task(**fields: object) -> Task:
    return Task(id="1-1", document="1", seq="1", requirement="修补坑槽。", **fields)  # type: ignore[arg-type]


def told(of: Task) -> list[Fact]:
    named = ("原表状态", "原表进展", "其他栏目", "备注")
    return [fact for fact in task_facts(of) if fact[0] in named and fact[1]]


def test_other_columns_and_note_are_told() -> None:
    noted = task(extra=(("责任人", "王某"), ("是否需要县级层面协调解决", "需要")), note="市级试点")
    assert told(noted) == [
        ("其他栏目", "责任人：王某"),
        ("其他栏目", "是否需要县级层面协调解决：需要"),
        ("备注", "市级试点"),
    ]
    assert fact_lines(told(noted), 60) == [
        "其他栏目  责任人：王某",
        "          是否需要县级层面协调解决：需要",
        "备注      市级试点",
    ]


def test_status_of_the_plan_is_told_where_it_was_not_understood() -> None:
    assert told(task(status_text="等待上级批复")) == [("原表状态", "等待上级批复")]
    assert told(task(status_text="正在推进", status=Status.DOING)) == []


def test_progress_of_the_plan_is_told_once() -> None:
    entry = Progress(DAY, "已修补12公里。")
    assert told(task(progress_text=entry.text, progress=(entry,))) == []
    assert told(task(progress_text=entry.text)) == [("原表进展", "已修补12公里。")]


def test_status_for_a_sheet() -> None:
    assert status_words(task()) == "未启动"
    assert status_words(task(status_text="等待上级批复")) == "等待上级批复"
    assert status_words(task(status_text="等待上级批复", status=Status.DONE)) == "已完成"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("正在推进", Status.DOING),
        ("已完成。", Status.DONE),
        ("已完成并长期坚持", Status.DONE),
        ("√", Status.DONE),
        ("尚未启动", Status.TODO),
        ("办结销号", Status.CLOSED),
        ("已完成80%", None),
        ("基本完成", None),
        ("√（待验收）", None),
        ("未达到序时进度", None),
        ("", None),
    ],
)
def test_a_status_is_the_whole_text_or_none(text: str, status: Status | None) -> None:
    assert status_of(text) is status


def test_labels_of_statuses_are_words_for_them() -> None:
    assert all(STATUS_WORDS[status.label] is status for status in Status)
