"""A made-up hand-over for the tests of its workbook and of its package."""

from __future__ import annotations

import datetime as dt

from govtui.excel.handover import HandoverForm, Material, Place
from govtui.ledger.transactions import GENESIS, Change, Transaction
from govtui.model import Deadline, DeadlineKind, Document, Evidence, EvidenceKind, Progress, Status
from tests.ledger_samples import CHINA
from tests.sheet_samples import DAY, SENTENCES, task_row

FORM = HandoverForm(
    day=DAY, unit="青禾县行政审批服务局办公室", giver="李春生", receiver="周慧", ledger="2023年便民服务台账"
)
PHOTO = Evidence(EvidenceKind.FILE, "窗口照片.jpg", "a" * 64, 345_678)
PAGE = Evidence(EvidenceKind.WEB, "https://www.qinghe.example/bm/2023.html")
PAPER = Evidence(EvidenceKind.NUMBER, "青政办发〔2023〕15号")

ROWS = [
    task_row("1", themes=("一、窗口",), status=Status.DONE, evidence=(PAPER,)),
    task_row(
        "2",
        themes=("一、窗口",),
        status=Status.DOING,
        units_text="县民政局",
        deadline_text="2023年9月底",
        deadline=Deadline(DeadlineKind.BY, dt.date(2023, 9, 30)),
        report_dates=(dt.date(2023, 12, 20),),
        progress=(
            Progress(dt.date(2023, 9, 5), "已核对7处。", evidence=(PHOTO,)),
            Progress(dt.date(2023, 10, 8), "已更正。", "县民政局", (PAGE,)),
        ),
        note="材料已归档",
    ),
    task_row("3", requirement=SENTENCES[1]),
    task_row("4", status=Status.PAUSED, deadline=Deadline(DeadlineKind.BY, dt.date(2023, 11, 30))),
    task_row("5", status=Status.CLOSED),
]

DOCUMENTS = [
    Document(
        id="1",
        source="分解表.docx",
        title="便民服务重点任务分解表",
        doc_number="青政办发〔2023〕8号",
        imported_at=dt.datetime(2023, 3, 1, 9, 0, tzinfo=CHINA),
    )
]


def change(number: int, operator: str, reason: str, *task_ids: str) -> Transaction:
    """Return a change of tasks, made at noon of the day of November that has its number."""
    return Transaction(
        number=number,
        time=dt.datetime(2023, 11, number, 12, 0, tzinfo=CHINA),
        operator=operator,
        account="wang@OFFICE-3",
        reason=reason,
        changes=tuple(Change("tasks", task_id, {"note": ""}, {"note": "已核实"}) for task_id in task_ids),
        previous=GENESIS,
    )


HISTORY = [
    change(1, "李春生", "导入《便民服务重点任务分解表》共5项", "1-1", "1-2", "1-3", "1-4", "1-5"),
    change(2, "周慧", "登记进展“已更正。”：1-2", "1-2"),
    change(3, "李春生", "办理状态改为“暂缓”：1-4", "1-4"),
]

MATERIALS = [
    Material("1-1", None, PAPER, "按文号查找"),
    Material("1-2", dt.date(2023, 9, 5), PHOTO, "佐证材料/1-2/窗口照片.jpg", "文件不见了"),
    Material("1-2", dt.date(2023, 10, 8), PAGE, "用浏览器打开"),
]

PLACES = [Place("台账文件夹", "2023年便民服务台账", "D:\\台账\\2023"), Place("所在电脑", "OFFICE-3", "", "账户 wang")]
