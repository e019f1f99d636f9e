from __future__ import annotations

import datetime as dt

import pytest

from govtui.ledger.renewal import FieldChange, compare
from govtui.model import Document, DocumentDraft, Status, Task, TaskDraft
from govtui.review.renewals import change_words, renewal_facts

DOCUMENT = Document(id="1", source="a.txt", imported_at=dt.datetime(2026, 1, 5, tzinfo=dt.UTC))


def standing(seq: str, requirement: str, status: Status = Status.TODO) -> Task:
    return Task(id=f"1-{seq}", document="1", seq=seq, requirement=requirement, deadline_text="6月底", status=status)


def test_what_a_newer_version_brings_is_told_task_by_task() -> None:
    tasks = {
        task.id: task
        for task in (
            standing("1", "修补县乡道路坑槽。"),
            standing("2", "加宽危窄桥梁12座。"),
            standing("3", "延伸公交线路。", Status.DOING),
            standing("4", "公布河长名单。", Status.DONE),
            standing("5", "检测饮用水水质。"),
        )
    }
    newer = DocumentDraft(
        source="b.txt",
        tasks=(
            TaskDraft(seq="1", requirement="修补县乡道路坑槽。", deadline_text="9月底", extra=(("责任人", "王某"),)),
            TaskDraft(seq="2", requirement="中小学门前划设斑马线。"),
            TaskDraft(seq="3", requirement="检测饮用水水质。", deadline_text="6月底"),
        ),
    )
    assert renewal_facts(compare(DOCUMENT, tasks, newer)) == [
        ("新版变化", "新增1项、改动1项、取消3项，1项只改了序号"),
        ("新增", "第2项 中小学门前划设斑马线。"),
        ("改动", "1-1 修补县乡道路坑槽。：完成时限“6月底”→“9月底”；责任人新增“王某”"),
        ("取消", "1-2 加宽危窄桥梁12座。"),
        ("取消", "1-3 延伸公交线路。（已有办理情况，保留并转为“暂缓”，备注“新版来文未列入”）"),
        ("取消", "1-4 公布河长名单。（已有办理情况，保留，备注“新版来文未列入”）"),
    ]


def test_the_same_again_brings_nothing() -> None:
    tasks = {"1-1": standing("1", "修补县乡道路坑槽。")}
    draft = DocumentDraft(
        source="b.txt", tasks=(TaskDraft(seq="1", requirement="修补县乡道路坑槽。 ", deadline_text="６月底"),)
    )
    assert renewal_facts(compare(DOCUMENT, tasks, draft)) == [("新版变化", "任务没有变化")]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("甲", "乙", "具体要求“甲”→“乙”"),
        ("", "乙", "具体要求新增“乙”"),
        ("甲", "", "具体要求删去“甲”"),
        (
            f"{'修' * 60}补坑槽三十处{'路' * 60}",
            f"{'修' * 60}补坑槽五十处{'路' * 60}",
            "具体要求“…修修修补坑槽三十处路路路路…”→“…修修修补坑槽五十处路路路路…”",
        ),
        (f"{'修' * 60}路", f"{'修' * 60}路。", f"具体要求“…{'修' * 5}路”→“…{'修' * 5}路。”"),
    ],
)
def test_change_of_a_field(before: str, after: str, words: str) -> None:
    assert change_words(FieldChange("具体要求", before, after)) == words
