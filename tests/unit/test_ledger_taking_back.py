"""Undo and redo of anything: any number of steps, across restarts, and one change in the middle."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger_samples import Clock, document_draft

from govtui.errors import RequestError
from govtui.ledger.ledger import Ledger
from govtui.ledger.taking_back import DependentError
from govtui.model import Evidence, EvidenceKind, Progress, Status

DAY = dt.date(2023, 11, 20)
PAPER = Evidence(EvidenceKind.NUMBER, "青政办发〔2023〕15号")
PAGE = Evidence(EvidenceKind.WEB, "https://qinghe.example/gongkai")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "台账"


@pytest.fixture
def ledger(folder: Path) -> Iterator[Ledger]:
    with Ledger.open(folder, operator="张三", now=Clock()) as ledger:
        ledger.add_documents([document_draft("1", "2", "3")])
        yield ledger


def entry(text: str) -> Progress:
    return Progress(DAY, text)


def entries(ledger: Ledger, task_id: str = "1-1") -> list[str]:
    return [entry.text for entry in ledger.task(task_id).progress]


def again(folder: Path, ledger: Ledger) -> Ledger:
    ledger.close()
    return Ledger.open(folder, operator="李四", now=Clock())


# One step after the other


def test_what_was_taken_back_stands_again(ledger: Ledger) -> None:
    ledger.set_status(["1-1"], Status.DOING)
    ledger.undo()
    redone = ledger.redo()
    assert ledger.task("1-1").status is Status.DOING
    assert redone.reason == "恢复：办理状态改为“推进中”：1-1"
    assert (redone.undoes, redone.redoes) == (3, 2)


def test_many_steps_back_and_forth_over_a_restart(folder: Path, ledger: Ledger) -> None:
    states = [dict(ledger.tasks)]
    for status in (Status.DOING, Status.DONE, Status.CLOSED):
        ledger.set_status(["1-1", "1-2"], status)
        states.append(dict(ledger.tasks))
    for expected in reversed(states[:-1]):
        ledger.undo()
        assert dict(ledger.tasks) == expected
    ledger.undo()  # the import itself
    assert not ledger.tasks
    with again(folder, ledger) as ledger:
        for expected in states:
            ledger.redo()
            assert dict(ledger.tasks) == expected
        with pytest.raises(RequestError, match="没有可以恢复"):
            ledger.redo()
        ledger.undo()
        assert dict(ledger.tasks) == states[-2]


def test_a_new_change_ends_what_could_be_redone(ledger: Ledger) -> None:
    ledger.set_status(["1-1"], Status.DOING)
    ledger.undo()
    ledger.set_note(["1-2"], "试点")
    with pytest.raises(RequestError, match="没有可以恢复"):
        ledger.redo()


def test_nothing_to_redo(ledger: Ledger) -> None:
    with pytest.raises(RequestError, match="没有可以恢复"):
        ledger.redo()


def test_an_undone_redo_can_be_redone(ledger: Ledger) -> None:
    ledger.set_status(["1-1"], Status.DOING)
    for _ in range(3):
        ledger.undo()
        assert ledger.task("1-1").status is Status.TODO
        ledger.redo()
        assert ledger.task("1-1").status is Status.DOING


def test_a_document_that_stands_again_has_its_old_place(ledger: Ledger) -> None:
    ledger.add_documents([document_draft("7")])
    documents, tasks = list(ledger.documents), list(ledger.tasks)
    ledger.undo(1)
    assert list(ledger.tasks) == ["2-7"]
    ledger.redo()
    assert (list(ledger.documents), list(ledger.tasks)) == (documents, tasks)


# One in the middle


def test_a_change_in_the_middle_is_taken_back(folder: Path, ledger: Ledger) -> None:
    ledger.set_status(["1-1"], Status.DONE)
    ledger.set_note(["1-1"], "已核实")
    ledger.set_status(["1-2"], Status.DOING)
    ledger.undo(2)
    with again(folder, ledger) as ledger:
        assert (ledger.task("1-1").status, ledger.task("1-1").note) == (Status.TODO, "已核实")
        assert ledger.task("1-2").status is Status.DOING
        ledger.redo()
        assert ledger.task("1-1").status is Status.DONE


def test_what_later_ones_depend_on_is_not_taken_back_alone(ledger: Ledger) -> None:
    ledger.set_status(["1-1", "1-2"], Status.DOING)
    ledger.set_note(["1-1"], "与此无关")
    ledger.set_status(["1-1"], Status.DONE)
    ledger.set_status(["1-3"], Status.DONE)
    before = dict(ledger.tasks)
    with pytest.raises(DependentError) as caught:
        ledger.undo(2)
    assert [each.number for each in caught.value.dependents] == [4]
    assert "第4号“办理状态改为“已完成”：1-1”" in caught.value.message
    with pytest.raises(DependentError) as caught:
        ledger.undo(1)
    assert [each.number for each in caught.value.dependents] == [2, 3, 4, 5]
    assert dict(ledger.tasks) == before
    ledger.undo(4)
    ledger.undo(2)
    assert ledger.task("1-1").status is Status.TODO


def test_what_was_taken_back_is_in_nobodys_way(ledger: Ledger) -> None:
    ledger.set_status(["1-1"], Status.DOING)
    ledger.set_status(["1-1"], Status.DONE)
    ledger.undo()
    ledger.set_note(["1-1"], "试点")
    ledger.undo(2)
    assert (ledger.task("1-1").status, ledger.task("1-1").note) == (Status.TODO, "试点")


def test_entries_of_progress_do_not_depend_on_each_other(ledger: Ledger) -> None:
    for text in ("甲", "乙", "丙"):
        ledger.add_progress(["1-1"], entry(text))
    ledger.undo(3)
    assert entries(ledger) == ["甲", "丙"]
    ledger.undo()
    assert entries(ledger) == ["甲"]
    ledger.redo()
    ledger.redo()
    assert entries(ledger) == ["甲", "乙", "丙"]
    ledger.undo(2)
    ledger.undo(4)
    assert entries(ledger) == ["乙"]


def test_an_entry_with_evidence_attached_later_depends_on_that(ledger: Ledger) -> None:
    ledger.add_progress(["1-1"], entry("甲"))
    ledger.add_progress(["1-1"], entry("乙"))
    ledger.attach("1-1", [PAPER], 0)
    with pytest.raises(DependentError) as caught:
        ledger.undo(2)
    assert [each.number for each in caught.value.dependents] == [4], "the other entry has nothing to do with it"
    ledger.undo(4)
    ledger.undo(2)
    assert entries(ledger) == ["乙"]


def test_a_value_that_has_come_back_by_later_changes_is_theirs(ledger: Ledger) -> None:
    for status in (Status.DOING, Status.DONE, Status.DOING):
        ledger.set_status(["1-1"], status)
    with pytest.raises(DependentError) as caught:
        ledger.undo(2)
    assert [each.number for each in caught.value.dependents] == [3, 4]
    for expected in (Status.DONE, Status.DOING, Status.TODO):
        ledger.undo()
        assert ledger.task("1-1").status is expected


def test_a_document_does_not_go_without_the_tasks_that_came_later(ledger: Ledger) -> None:
    ledger.renew("1", document_draft("1", "2", "3", "4"))
    with pytest.raises(DependentError) as caught:
        ledger.undo(1)
    assert [each.number for each in caught.value.dependents] == [2]
    assert list(ledger.documents) == ["1"]


def test_an_entry_that_comes_back_alone_stands_before_those_that_followed_it(ledger: Ledger) -> None:
    for text in ("甲", "乙", "丙"):
        ledger.add_progress(["1-1"], entry(text))
    ledger.undo(3)
    ledger.undo(2)
    assert entries(ledger) == ["丙"]
    ledger.undo(5)
    assert entries(ledger) == ["乙", "丙"]


def test_the_number_of_a_taking_back_makes_its_change_stand_again(ledger: Ledger) -> None:
    ledger.set_status(["1-1"], Status.DOING)
    ledger.undo()
    ledger.set_note(["1-2"], "试点")
    restored = ledger.undo(3)
    assert ledger.task("1-1").status is Status.DOING
    assert (restored.undoes, restored.redoes) == (3, 2)
    assert ledger.undo(restored.number).undoes == 2, "taking that back takes back the change itself"
    assert ledger.task("1-1").status is Status.TODO


@pytest.mark.parametrize(("number", "said"), [(2, "已经撤销过"), (9, "没有第9号"), (-1, "没有第-1号")])
def test_what_cannot_be_taken_back(ledger: Ledger, number: int, said: str) -> None:
    ledger.set_status(["1-1"], Status.DOING)
    ledger.undo()
    with pytest.raises(RequestError) as caught:
        ledger.undo(number)
    assert said in caught.value.message
    assert "第3号" in caught.value.hint or number != 2


# What can be taken back besides


def test_evidence(ledger: Ledger) -> None:
    assert ledger.attach("1-1", [PAPER, PAGE]).reason == "添加佐证材料“青政办发〔2023〕15号”等2份：1-1"  # type: ignore[union-attr]
    assert ledger.attach("1-1", [PAGE]) is None
    assert ledger.task("1-1").evidence == (PAPER, PAGE)
    ledger.detach("1-1", PAPER)
    assert ledger.task("1-1").evidence == (PAGE,)
    ledger.undo()
    assert ledger.task("1-1").evidence == (PAPER, PAGE)
    with pytest.raises(RequestError, match="没有移除"):
        ledger.detach("1-2", PAPER)
    with pytest.raises(RequestError, match="没有这条进展"):
        ledger.attach("1-1", [PAPER], 0)
    with pytest.raises(RequestError, match="没有添加"):
        ledger.attach("1-1", [])


def test_name(folder: Path, ledger: Ledger) -> None:
    ledger.rename("2024年政务公开台账")
    assert ledger.rename(" 2024年政务公开台账 ") is None
    ledger.rename("2025年政务公开台账")
    ledger.undo()
    with again(folder, ledger) as ledger:
        assert ledger.name == "2024年政务公开台账"
        ledger.rename("旧台账")
        with pytest.raises(DependentError):
            ledger.undo(2)
    (folder / "ledger.json").unlink()
    with Ledger.open(folder) as ledger:
        assert ledger.name == "旧台账"
        with pytest.raises(RequestError, match="没有改名"):
            ledger.rename("  ")
