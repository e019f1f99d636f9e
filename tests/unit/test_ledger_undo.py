from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger_samples import Clock, document_draft

from govtui.errors import RequestError
from govtui.ledger.ledger import Ledger
from govtui.ledger.taking_back import newest_standing
from govtui.ledger.transactions import Transaction
from govtui.model import Progress, Status


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger", operator="张三", now=Clock()) as ledger:
        ledger.add_documents([document_draft("1", "2", "3")])
        yield ledger


def reopened(ledger: Ledger) -> Ledger:
    ledger.close()
    return Ledger.open(ledger.folder, operator="李四", now=Clock())


def test_undo_takes_back_the_last_change_and_says_so(ledger: Ledger) -> None:
    before = dict(ledger.tasks)
    ledger.change(
        ["1-1", "1-3"], status=Status.DONE, note="甲", progress=Progress(dt.date(2023, 11, 20), "已核对", "县教育局")
    )
    undo = ledger.undo()
    assert undo.reason == "撤销：办理状态改为“已完成”，备注改为“甲”，登记进展“已核对”：1-1、1-3"
    assert (undo.number, undo.undoes) == (3, 2)
    assert dict(ledger.tasks) == before
    assert [transaction.number for transaction in ledger.history()] == [1, 2, 3]


def test_undo_goes_back_step_by_step(ledger: Ledger) -> None:
    for status in (Status.DOING, Status.DONE, Status.CLOSED):
        ledger.set_status(["1-2"], status)
    seen = []
    for _ in range(3):
        ledger.undo()
        seen.append(ledger.task("1-2").status)
    assert seen == [Status.DONE, Status.DOING, Status.TODO]


def test_edit_undo_undo_edit_undo(ledger: Ledger) -> None:
    ledger.set_status(["1-1"], Status.DOING)  # 2
    ledger.set_note(["1-2"], "甲")  # 3
    assert ledger.undo().undoes == 3
    assert ledger.undo().undoes == 2
    ledger.set_status(["1-1"], Status.DONE)  # 6
    assert ledger.undo().undoes == 6
    assert ledger.task("1-1").status is Status.TODO
    assert ledger.undo().undoes == 1
    assert not ledger.tasks
    with pytest.raises(RequestError):
        ledger.undo()


def test_undo_goes_on_after_reopening(ledger: Ledger) -> None:
    ledger.set_status(["1-1"], Status.DOING)  # 2
    ledger.set_status(["1-1"], Status.DONE)  # 3
    ledger.undo()  # 4
    again = reopened(ledger)
    undo = again.undo()
    assert (undo.undoes, undo.operator) == (2, "李四")
    again.set_note(["1-3"], "乙")  # 6
    again = reopened(again)
    assert again.undo().undoes == 6
    assert again.undo().undoes == 1
    again = reopened(again)
    with pytest.raises(RequestError):
        again.undo()
    assert len(again.history()) == 8
    again.close()


def test_an_undone_import_leaves_its_number_taken(ledger: Ledger) -> None:
    ledger.add_documents([document_draft("7")])
    ledger.undo()
    again = reopened(ledger)
    assert list(again.documents) == ["1"]
    again.add_documents([document_draft("7")])  # no longer known, so not loaded twice
    assert list(again.documents) == ["1", "3"]
    assert [transaction.number for transaction in again.history("2-7")] == [2, 3]
    again.close()
    (again.folder / "ledger.json").unlink()
    again = Ledger.open(again.folder)
    again.undo()
    again.add_documents([document_draft("7")])
    assert list(again.documents) == ["1", "4"]
    again.close()


def test_an_empty_ledger_has_nothing_to_undo(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "empty") as ledger, pytest.raises(RequestError) as caught:
        ledger.undo()
    assert caught.value.title == "没有可以撤销的修改"


def test_a_hundred_steps_back(ledger: Ledger) -> None:
    states = []
    for step in range(100):
        states.append(dict(ledger.tasks))
        ledger.set_note([f"1-{step % 3 + 1}"], f"第{step}次")
    for state in reversed(states):
        ledger.undo()
        assert dict(ledger.tasks) == state


@pytest.mark.parametrize(
    ("undoes", "standing"),
    [
        ([], None),
        ([None], 1),
        ([None, None], 2),
        ([None, 1], None),
        ([None, None, 2], 1),
        ([None, None, 2, 1], None),
        ([None, None, 2, 3], 2),  # the taking back is taken back
        ([None, None, 2, 3, 4], 1),
        ([None, None, 1], 2),  # one in the middle
    ],
)
def test_what_stands_is_read_from_the_newest_backwards(undoes: list[int | None], standing: int | None) -> None:
    def transaction(number: int, undone: int | None) -> Transaction:
        return Transaction(
            number=number, time=Clock()(), operator="", account="", reason="", changes=(), undoes=undone, previous=""
        )

    transactions = [transaction(number, undone) for number, undone in enumerate(undoes, 1)]
    found = newest_standing(reversed(transactions))
    assert (found and found.number) == standing
