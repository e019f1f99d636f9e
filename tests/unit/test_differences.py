"""What has become of tasks between two moments, and the tasks as they stood at one."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import pytest
from ledger_samples import Clock, document_draft, task_draft, tasks_at

from govtui.errors import LedgerError, RequestError
from govtui.ledger.ledger import Ledger
from govtui.ledger.recovery import JOURNAL_NAME
from govtui.model import Evidence, EvidenceKind, Progress, Status
from govtui.review.differences import counts_of, differences, marks_of

DAY = dt.date(2023, 9, 1)
ENTRY = Progress(dt.date(2023, 9, 4), "已公布3次。", "县民政局")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "台账"
    with Ledger.open(folder, now=Clock()) as ledger:
        ledger.add_documents([document_draft("1", "2", "3", "4")])  # 1
        ledger.add_progress(["1-1"], ENTRY)  # 2
        ledger.set_status(["1-1", "1-2"], Status.DOING)  # 3
        ledger.undo()  # 4
        ledger.add_progress(["1-1"], Progress(dt.date(2023, 11, 20), "又公布1次。"))  # 5
        ledger.set_status(["1-1"], Status.DOING)  # 6
        ledger.time.extend(
            {"1-3": dt.date(2023, 11, 30)}, dt.date(2023, 12, 20), "雨季", day=dt.date(2023, 11, 20)
        )  # 7
        ledger.attach("1-2", [Evidence(EvidenceKind.NUMBER, "青政办发〔2023〕15号")])  # 8
        ledger.add_documents([document_draft("9", fingerprint="f" * 64)])  # 9
    return folder


def test_the_tasks_at_each_transaction_are_what_the_ledger_was(tmp_path: Path) -> None:
    folder = tmp_path / "台账"
    with Ledger.open(folder, now=Clock()) as ledger:
        seen = [dict(ledger.tasks)]
        for change in (
            lambda: ledger.add_documents([document_draft("1", "2", "3")]),
            lambda: ledger.set_status(["1-1", "1-3"], Status.DONE),
            lambda: ledger.add_progress(["1-2"], ENTRY),
            lambda: ledger.undo(2),
            lambda: ledger.renew("1", document_draft("3", "1", fingerprint="e" * 64)),
            lambda: ledger.set_note(["1-1"], "已核实"),
        ):
            assert change() is not None
            seen.append(dict(ledger.tasks))
        present = ledger.present()
        ledger.set_status(["1-2"], Status.CLOSED)  # goes on while one looks back
        assert [present.tasks_at(number) for number in range(len(seen))] == seen
        assert [list(present.tasks_at(number)) for number in range(len(seen))] == [list(tasks) for tasks in seen]


def test_a_number_that_the_journal_does_not_have(folder: Path) -> None:
    with pytest.raises(LedgerError, match="第99号"):
        tasks_at(folder, 99)


def test_a_journal_that_is_damaged_behind_that_is_told(folder: Path) -> None:
    with Ledger.open(folder, reading=True) as ledger:
        present = ledger.present()
        journal = folder / JOURNAL_NAME
        lines = journal.read_bytes().splitlines(keepends=True)
        journal.write_bytes(
            b"".join([*lines[:4], lines[4].replace("公布1次".encode(), "公布2次".encode()), *lines[5:]])
        )
        assert present.tasks_at(5)["1-1"].status is Status.TODO
        with pytest.raises(LedgerError, match="回不到第4号"):
            present.tasks_at(4)
        journal.unlink()
        with pytest.raises(LedgerError, match="修改记录"):
            present.tasks_at(8)


def test_every_moment_of_a_long_history_with_undos_and_redos(tmp_path: Path) -> None:
    dice, seen = random.Random(5), []
    with Ledger.open(tmp_path / "台账", now=Clock()) as ledger:
        seen.append(dict(ledger.tasks))
        ledger.add_documents([document_draft("1", "2", "3")])
        seen.append(dict(ledger.tasks))
        for _ in range(150):
            task_id = f"1-{dice.randint(1, 3)}"
            do = dice.choice(
                [
                    lambda task_id=task_id: ledger.set_status([task_id], dice.choice(list(Status))),
                    lambda task_id=task_id: ledger.add_progress([task_id], ENTRY),
                    lambda task_id=task_id: ledger.set_note([task_id], str(dice.random())),
                    lambda: ledger.time.open_round(dt.date(2023, 1, 1) + dt.timedelta(len(seen)), "报送", DAY),
                    ledger.undo,
                    ledger.redo,
                ]
            )
            try:
                made = do()
            except RequestError:
                continue
            if made is not None:
                seen.append(dict(ledger.tasks))
        present = ledger.present()
        for number, tasks in enumerate(seen):
            then = present.tasks_at(number)
            assert then == tasks
            assert list(then) == list(tasks)


def test_what_is_told_of_each_task(folder: Path) -> None:
    found = differences(tasks_at(folder, 2), tasks_at(folder, 9))
    assert marks_of(found) == {
        "1-1": "新增进展、状态变化",
        "1-2": "新增佐证",
        "1-3": "延期",
        "2-9": "新任务",
    }
    first, _, third, new = found
    assert [entry.text for entry in first.progress] == ["又公布1次。"]
    assert first.fields == (("办理状态", "未启动", "推进中"),)
    assert third.fields == (("延期", "2023-11-30", "2023-12-20（雨季）"),)
    assert new.task.id == "2-9"
    assert counts_of(found) == "新增进展1项，状态变化1项，新增佐证1项，延期1项，新任务1项"


def test_backwards_tasks_are_gone_and_entries_taken_out(folder: Path) -> None:
    found = {each.task.id: each for each in differences(tasks_at(folder, 9), tasks_at(folder, 2))}
    assert found["2-9"].marks == ("已取消",)
    assert found["1-1"].marks == ("状态变化", "进展有改动")
    assert ("进展（删去）", "又公布1次。", "") in found["1-1"].fields


def test_nothing_is_told_where_nothing_changed(folder: Path) -> None:
    assert differences(tasks_at(folder, 5), tasks_at(folder, 5)) == ()
    assert counts_of(()) == ""


def test_texts_of_a_newer_version_are_told(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "台账", now=Clock()) as ledger:
        ledger.add_documents([document_draft("1")])
        before = dict(ledger.tasks)
        newer = document_draft("1", fingerprint="e" * 64)
        changed = task_draft("1", deadline_text="2023年12月底", units_text="县财政局")
        ledger.renew("1", document_draft("1", fingerprint="e" * 64, tasks=(changed,), title=newer.title))
        (found,) = differences(before, ledger.tasks)
    assert set(found.marks) >= {"责任单位变化", "时限变化"}
    assert ("完成时限", "2023年11月底", "2023年12月底") in found.fields
