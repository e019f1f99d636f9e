"""A small ledger with everything that falls on a day: tasks of each kind, a clock, a schedule of rounds."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from govtui.ledger.ledger import Ledger
from govtui.model import Deadline, DeadlineKind, DocumentDraft, Progress, Status, TaskDraft

NOW = dt.datetime(2023, 11, 22, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))


def _by(month: int, day: int, year: int = 2023) -> Deadline:
    return Deadline(DeadlineKind.BY, due=dt.date(year, month, day))


def _task(seq: str, requirement: str, unit: str, deadline: Deadline, *report_dates: dt.date) -> TaskDraft:
    return TaskDraft(
        seq=seq,
        requirement=requirement,
        units_text=unit,
        units=(unit,),
        deadline=deadline,
        report_dates=report_dates,
    )


def plan() -> DocumentDraft:
    """青禾县's plan; its first task is overdue on 22 November 2023."""
    whole_year = Deadline(DeadlineKind.ONGOING, until=dt.date(2023, 12, 31))
    reports = (dt.date(2023, 7, 10), dt.date(2023, 12, 10))
    return DocumentDraft(
        source="青禾县要点.txt",
        title="青禾县2023年便民公开重点任务分解表",
        year=2023,
        issued_on=dt.date(2023, 3, 20),
        fingerprint="e" * 64,
        tasks=(
            _task("1", "编制公开事项清单；写明时限, 渠道。", "县政府办公室", _by(6, 30)),
            _task("2", "公布惠农补贴发放名册，全年不少于4次。", "县农业农村局", _by(11, 30), *reports),
            _task("3", "邀请居民代表旁听会议。", "县政府办公室", _by(3, 31, 2024)),
            _task("4.1", "在各镇便民大厅设立窗口。", "县行政审批服务局", whole_year),
            _task("4.2", "办好县长信箱。", "县信访局", Deadline(DeadlineKind.ONGOING)),
            _task("5", "开展村务公开培训。", "县民政局", _by(12, 15)),
        ),
    )


def filled(folder: Path) -> Ledger:
    """Return the ledger, open: the third task is done, the second was reported on in September."""
    ledger = Ledger.open(folder, operator="李青", now=lambda: NOW)
    ledger.add_documents([plan()])
    ledger.set_status(["1-3"], Status.DONE)
    ledger.add_progress(["1-2"], Progress(dt.date(2023, 9, 4), "已公布3次。", "县农业农村局"))
    ledger.time.start_clock("依申请公开", "张某申请公开征地批文", dt.date(2023, 11, 6), task="1-5")
    ledger.time.add_schedule("每月25日前", "月报", dt.date(2023, 11, 1))
    return ledger
