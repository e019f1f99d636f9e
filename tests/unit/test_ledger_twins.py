from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger_samples import Clock, document_draft, task_draft

from govtui.errors import ReadOnlyError, RequestError
from govtui.ledger.ledger import Ledger
from govtui.ledger.mending.check import check
from govtui.ledger.mending.findings import FindingKind
from govtui.model import Progress
from govtui.timekeeping import Count

DAY = dt.date(2023, 11, 22)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "台账", operator="李四", now=Clock()) as ledger:
        ledger.add_documents([document_draft("1", "2"), document_draft("1", "3"), document_draft("1", "4")])
        yield ledger


def twins(ledger: Ledger) -> dict[str, tuple[str, ...]]:
    return {task.id: task.twins for task in ledger.tasks.values() if task.twins}


def test_linked_tasks_know_each_other(ledger: Ledger) -> None:
    transaction = ledger.link(["2-1", "1-1"])
    assert transaction
    assert transaction.reason == "关联为相同任务：1-1、2-1"
    assert twins(ledger) == {"1-1": ("2-1",), "2-1": ("1-1",)}
    assert ledger.link(["1-1", "2-1"]) is None


def test_a_link_to_one_is_a_link_to_all(ledger: Ledger) -> None:
    ledger.link(["1-1", "2-1"])
    ledger.link(["3-1", "3-4"])
    ledger.link(["2-1", "3-4"])
    assert twins(ledger) == {
        "1-1": ("2-1", "3-1", "3-4"),
        "2-1": ("1-1", "3-1", "3-4"),
        "3-1": ("1-1", "2-1", "3-4"),
        "3-4": ("1-1", "2-1", "3-1"),
    }
    ledger.undo()
    assert twins(ledger) == {"1-1": ("2-1",), "2-1": ("1-1",), "3-1": ("3-4",), "3-4": ("3-1",)}


def test_one_that_leaves_leaves_the_others_linked(ledger: Ledger) -> None:
    ledger.link(["1-1", "2-1", "3-1"])
    transaction = ledger.unlink(["2-1"])
    assert transaction
    assert transaction.reason == "取消相同任务的关联：2-1"
    assert twins(ledger) == {"1-1": ("3-1",), "3-1": ("1-1",)}
    ledger.unlink(["1-1", "3-1"])
    assert twins(ledger) == {}
    assert ledger.unlink(["1-1"]) is None
    ledger.undo()
    ledger.undo()
    assert twins(ledger) == {"1-1": ("2-1", "3-1"), "2-1": ("1-1", "3-1"), "3-1": ("1-1", "2-1")}


def test_one_task_is_no_pair(ledger: Ledger) -> None:
    with pytest.raises(RequestError, match="只选了一项任务"):
        ledger.link(["1-1", "1-1"])
    with pytest.raises(RequestError, match="没有编号为"):
        ledger.link(["1-1", "9-9"])


def test_progress_goes_to_linked_tasks_when_asked_for(ledger: Ledger) -> None:
    ledger.link(["1-1", "2-1"])
    entry = Progress(DAY, "已核对", problem="人手不足", next_step="12月补齐")
    assert ledger.add_progress(["1-1"], entry).reason == (
        "登记进展“已核对”，存在问题“人手不足”，下一步措施“12月补齐”：1-1"
    )
    transaction = ledger.add_progress(["1-1"], Progress(DAY, "再次核对"), with_twins=True)
    assert transaction.reason == "登记进展“再次核对”，含相同任务1项：1-1、2-1"
    assert [len(ledger.task(task_id).progress) for task_id in ("1-1", "2-1", "3-1")] == [2, 1, 0]
    ledger.undo()
    assert [len(ledger.task(task_id).progress) for task_id in ("1-1", "2-1")] == [1, 0]


def test_a_linked_task_counts_what_it_has_an_indicator_for(ledger: Ledger) -> None:
    ledger.edit(["2-1"], {"requirement": "窗口办事指南每年核对不少于4次。"})
    ledger.link(["1-1", "2-1", "3-1"])
    ledger.add_progress(["1-1"], Progress(DAY, "已核对", counts=(Count("不少于2次", 1),)), with_twins=True)
    assert [len(ledger.task(task_id).progress[0].counts) for task_id in ("1-1", "2-1", "3-1")] == [1, 0, 1]


def test_no_task_gets_no_progress(ledger: Ledger) -> None:
    with pytest.raises(RequestError, match="进展没有登记"):
        ledger.add_progress([], Progress(DAY, "已核对"), with_twins=True)


def test_a_newer_version_keeps_the_link_and_one_that_drops_the_task_is_no_fault(ledger: Ledger) -> None:
    ledger.link(["1-1", "2-1"])
    ledger.renew("2", document_draft(tasks=(task_draft("1", measure="每月3次"), task_draft("3"))))
    assert twins(ledger) == {"1-1": ("2-1",), "2-1": ("1-1",)}
    assert check(ledger.folder).sound
    ledger.renew("2", document_draft(tasks=(task_draft("3"),), fingerprint="a" * 64))
    assert twins(ledger) == {"1-1": ("2-1",)}
    assert ledger.add_progress(["1-1"], Progress(DAY, "已核对"), with_twins=True).reason == "登记进展“已核对”：1-1"
    report = check(ledger.folder)
    assert report.sound
    assert [finding.kind for finding in report.findings] == [FindingKind.LOST_TWIN]
    ledger.link(["1-1", "3-1"])
    assert twins(ledger) == {"1-1": ("3-1",), "3-1": ("1-1",)}


def test_an_onlooker_links_nothing(ledger: Ledger) -> None:
    with Ledger.open(ledger.folder, reading=True) as other:
        for change in (other.link, other.unlink):
            with pytest.raises(ReadOnlyError):
                change(["1-1", "2-1"])
    assert twins(ledger) == {}
