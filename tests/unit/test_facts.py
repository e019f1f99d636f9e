"""What there is to say of a task that came from a table with columns of its own, filled in already."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from govtui.model import STATUS_WORDS, After, Deadline, DeadlineKind, Progress, Status, Task, status_of
from govtui.printing.pages import fact_lines
from govtui.review.facts import Fact, deadline_fact, entry_words, status_words, task_facts, time_facts
from govtui.review.timekeeping import TaskTime
from govtui.timekeeping import Extension, Pause
from govtui.timing.lights import LightReader

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


def test_what_happened_to_the_time_of_a_task() -> None:
    after = Deadline(DeadlineKind.AFTER, after=After("方案印发", 10, workdays=True))
    waiting = task(deadline_text="方案印发后10日内", deadline=after)
    assert deadline_fact(waiting) == ("完成时限", "方案印发后10日内（方案印发后10个工作日内，起算日期待定）")
    moved = msgspec.structs.replace(
        waiting,
        event_on=DAY,
        pauses=(Pause(DAY, DAY, "补正"), Pause(dt.date(2026, 3, 9), reason="征求第三方意见")),
        extensions=(Extension(DAY, dt.date(2026, 3, 16), dt.date(2026, 4, 1), "材料多", "周慧"),),
        checked_on=DAY,
    )
    assert deadline_fact(moved) == ("完成时限", "方案印发后10日内（方案印发后10个工作日内）")
    assert time_facts(moved) == [
        ("起算日", "2026-03-02（方案印发）"),
        ("暂停", "2026-03-02至2026-03-02，补正\n2026-03-09起，征求第三方意见"),
        ("延期", "2026-03-16 → 2026-04-01，材料多，批准人周慧"),
    ]
    assert ("已核验", "2026-03-02") in task_facts(moved)


def test_stages_are_told_with_the_time_that_is_left() -> None:
    staged = task(
        deadline_text="2026年6月底前完成方案，11月底前完成验收",
        deadline=Deadline(DeadlineKind.BY, due=dt.date(2026, 11, 30)),
    )

    def stages(of: Task, today: dt.date) -> list[str]:
        return [text for label, text in task_facts(of, TaskTime.of(of, LightReader(today))) if label == "分阶段"]

    assert stages(staged, dt.date(2026, 11, 24)) == ["2026年6月底前完成方案：已过147天\n11月底前完成验收：还有6天"]
    done = msgspec.structs.replace(staged, status=Status.DONE)
    assert stages(done, dt.date(2026, 11, 24)) == ["2026年6月底前完成方案\n11月底前完成验收"]
    assert stages(task(deadline_text="2026年底"), DAY) == [""]


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


def test_an_entry_of_progress_is_told_with_what_stands_in_its_way() -> None:
    entry = Progress(DAY, "已修补3处", "县交通运输局", problem="雨天停工", next_step="天晴后复工")
    assert entry_words(entry) == "县交通运输局：已修补3处\n存在问题：雨天停工\n下一步措施：天晴后复工"
    assert entry_words(Progress(DAY, "已修补3处")) == "已修补3处"
