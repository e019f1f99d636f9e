from __future__ import annotations

import datetime as dt

from govtui.ledger.transactions import GENESIS, Change, Transaction
from govtui.review.doings import doer_name, who_did_what
from tests.ledger_samples import CHINA


def change(number: int, operator: str, *task_ids: str, account: str = "wang@OFFICE-3") -> Transaction:
    return Transaction(
        number=number,
        time=dt.datetime(2023, 11, number, 9, 0, tzinfo=CHINA),
        operator=operator,
        account=account,
        reason=f"第{number}次",
        changes=tuple(Change("tasks", task_id, {"note": ""}, {"note": "已核实"}) for task_id in task_ids),
        previous=GENESIS,
    )


HISTORY = [
    change(1, "李春生", "1-1", "1-2", "1-3"),
    change(2, "周慧", "1-1"),
    change(3, "李春生", "1-2"),
    change(4, "", "1-1"),
    change(5, "李春生", "1-1", "1-2"),
]


def test_who_did_how_much_and_when() -> None:
    doers = who_did_what(HISTORY, (), 5).doers
    told = [(doer.name, doer.changes, doer.tasks, doer.first.day, doer.last.day, doer.latest) for doer in doers]
    assert told == [
        ("李春生", 3, 3, 1, 5, "第5次"),
        ("wang@OFFICE-3", 1, 1, 4, 4, "第4次"),
        ("周慧", 1, 1, 2, 2, "第2次"),
    ]


def test_the_latest_changes_of_the_tasks_that_are_asked_for() -> None:
    latest = who_did_what(HISTORY, {"1-1", "1-9"}, 3).latest
    assert {task_id: [made.number for made in found] for task_id, found in latest.items()} == {"1-1": [5, 4, 2]}


def test_documents_and_orders_are_no_tasks() -> None:
    loaded = Transaction(
        number=1,
        time=dt.datetime(2023, 3, 1, 9, 0, tzinfo=CHINA),
        operator="李春生",
        account="",
        reason="导入",
        changes=(Change("documents", "1", None, {"id": "1"}), Change("order", "1", None, {"tasks": ["1-1"]})),
        previous=GENESIS,
    )
    (doer,) = who_did_what([loaded], {"1"}, 5).doers
    assert (doer.changes, doer.tasks) == (1, 0)
    assert not who_did_what([loaded], {"1"}, 5).latest


def test_nobody_is_without_a_name() -> None:
    assert doer_name(change(1, "", account="")) == "未署名"
