"""Small plans and a clock for the tests of the ledger."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

import msgspec

from govtui.ledger.ledger import Ledger
from govtui.model import Deadline, DeadlineKind, DocumentDraft, Indicator, Remark, RemarkKind, Task, TaskDraft

CHINA = dt.timezone(dt.timedelta(hours=8))


class Clock:
    """A clock that is a minute further each time it is asked."""

    def __init__(self) -> None:
        self.time = dt.datetime(2023, 11, 22, 9, 0, tzinfo=CHINA)

    def __call__(self) -> dt.datetime:
        self.time += dt.timedelta(minutes=1)
        return self.time


def task_draft(seq: str = "1", **fields: Any) -> TaskDraft:
    """Return a task with something in every field; `fields` stand in place of these."""
    draft = TaskDraft(
        seq=seq,
        themes=("一、便民服务", "（一）窗口建设"),
        requirement=f"青禾县政务服务大厅第{seq}项：窗口办事指南每月核对不少于2次。",
        units_text="县行政审批服务局牵头，各乡镇配合",
        lead=("县行政审批服务局",),
        support=("各乡镇",),
        units=("县行政审批服务局", "各乡镇"),
        measure="每月2次",
        deadline_text="2023年11月底",
        deadline=Deadline(DeadlineKind.BY, dt.date(2023, 11, 30)),
        report_dates=(dt.date(2023, 9, 5),),
        indicators=(Indicator("不少于2次", ">=", 2, "次", "月"),),
    )
    return msgspec.structs.replace(draft, **fields)


def document_draft(*seqs: str, **fields: Any) -> DocumentDraft:
    """Return a plan with tasks of these numbers; its fingerprint follows from them."""
    draft = DocumentDraft(
        source="便民服务.txt",
        title="青禾县便民服务任务分解表",
        year=2023,
        issued_on=dt.date(2023, 3, 1),
        columns=("序号", "具体措施", "责任单位", "完成时限"),
        tasks=tuple(map(task_draft, seqs)),
        remarks=(Remark(RemarkKind.GAP, "编号（二）缺失", 7, "2"),),
        fingerprint=hashlib.sha256(repr(seqs).encode()).hexdigest(),
    )
    return msgspec.structs.replace(draft, **fields)


def tasks_at(folder: Path, number: int) -> dict[str, Task]:
    """Return the tasks of the ledger in `folder` as they stood after a transaction."""
    with Ledger.open(folder, reading=True) as ledger:
        return ledger.present().tasks_at(number)
