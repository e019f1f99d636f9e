"""Any sequence of what can be done to a ledger, and of what can happen to it, gives the state of a simple model.

`GOVTUI_SEQUENCES=2000 pytest tests/faults/test_stateful.py` is the long form: so many sequences of up to 60 steps.
"""

from __future__ import annotations

import datetime as dt
import itertools
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from ledger_samples import Clock
from ledgers import CHECKPOINT, JOURNAL, copy_as_on_disk, standing
from model_ledger import (
    ConflictError,
    Model,
    Present,
    adding,
    attaching,
    changing,
    detaching,
    difference,
    naming,
    putting_right,
    renewing,
    reporting,
)

from govtui.errors import LedgerError, RequestError
from govtui.ledger import session as session_module
from govtui.ledger.ledger import Ledger
from govtui.ledger.taking_back import DependentError
from govtui.ledger.transactions import Transaction
from govtui.ledger.unitbook import UnitBook
from govtui.model import DocumentDraft, Evidence, EvidenceKind, Progress, Status, Task, TaskDraft

SEQUENCES = int(os.environ.get("GOVTUI_SEQUENCES", "60"))
STEPS = 60 if "GOVTUI_SEQUENCES" in os.environ else 40
DAY = dt.date(2023, 11, 20)

WORDINGS = (
    "公示办事指南",
    "增设咨询台",
    "推行延时服务",
    "更新取号机软件",
    "每月开展满意度回访",
    "开通老年人绿色通道",
    "统一窗口工作人员着装",
)
picks = st.integers(0, 1000)
several = st.lists(picks, min_size=1, max_size=4)
wordings = st.lists(st.sampled_from(WORDINGS), min_size=1, max_size=4, unique=True)


UNIT_DEEDS: tuple[Callable[[UnitBook], Transaction | None], ...] = (
    lambda units: units.set_own("县财政局"),
    lambda units: units.set_own("县发改局"),
    lambda units: units.set_own(""),
    lambda units: units.join(["县发改局"], "县发展和改革局"),
    lambda units: units.join(["县发展和改革局", "县财政局"], "县发改局"),
    lambda units: units.part("县发改局"),
    lambda units: units.part("县财政局"),
    lambda units: units.set_group("各部门", ["县财政局", "县发改局"]),
    lambda units: units.set_group("各部门", []),
    lambda units: units.set_short("县财政局", "财政"),
    lambda units: units.set_short("县财政局", ""),
)


class LedgerMachine(RuleBasedStateMachine):
    """A writer, somebody who looks on, and the model of what both must see."""

    def __init__(self) -> None:
        super().__init__()
        self.base = Path(tempfile.mkdtemp())
        self.clock = Clock()
        self.model = Model(Present({}, {}, {}))
        self.count = itertools.count(1)
        self.left_open: list[Ledger] = []
        self.old_checkpoint = b""
        self.shuffled = False
        """Entries of progress stood again in another order than that in which they were taken back."""
        self.onlooker: Ledger | None = None
        self.writer = self.open(self.base / "0")

    def open(self, folder: Path) -> Ledger:
        ledger = Ledger.open(folder, operator="李四", now=self.clock)
        self.left_open.append(ledger)
        return ledger

    def teardown(self) -> None:
        for ledger in self.left_open:
            ledger.close()
        shutil.rmtree(self.base)

    def present(self, ledger: Ledger) -> Present:
        return Present.of(ledger.documents, ledger.tasks, ledger.name, ledger.units.records)

    def tasks(self, wanted: list[int]) -> list[Task]:
        tasks = list(self.writer.tasks.values())
        return [tasks[place] for place in dict.fromkeys(pick % len(tasks) for pick in wanted)]

    # What a clerk does

    @initialize(texts=wordings)
    def begin(self, texts: list[str]) -> None:
        self.load([texts])

    @rule(counts=st.lists(wordings, min_size=1, max_size=2))
    def load(self, counts: list[list[str]]) -> None:
        drafts = [DocumentDraft(source=f"第{next(self.count)}份.txt", tasks=tasks_of(texts)) for texts in counts]
        self.writer.add_documents(drafts)
        first = self.model.last_document + 1
        self.model.last_document += len(drafts)
        numbers = list(map(str, range(first, self.model.last_document + 1)))
        documents = [self.writer.documents[number] for number in numbers]
        assert [document.source for document in documents] == [draft.source for draft in drafts]
        tasks = [
            Task(id=f"{number}-{task.seq}", document=number, seq=task.seq, requirement=task.requirement)
            for number, draft in zip(numbers, drafts, strict=True)
            for task in draft.tasks
        ]
        self.model.done(adding(documents, tasks), [*numbers, *(task.id for task in tasks)])

    @precondition(lambda self: self.writer.tasks)
    @rule(
        wanted=several,
        status=st.none() | st.sampled_from(Status),
        note=st.none() | st.sampled_from(["", "甲", "乙", "分两批办理"]),
    )
    def change(self, wanted: list[int], status: Status | None, note: str | None) -> None:
        tasks = self.tasks(wanted)
        values = {name: value for name, value in (("status", status), ("note", note)) if value is not None}
        fields = {
            task.id: new
            for task in tasks
            if (new := {name: value for name, value in values.items() if getattr(task, name) != value})
        }
        made = self.writer.change([task.id for task in tasks], status=status, note=note)
        assert bool(made) is bool(fields)
        if fields:
            self.model.done(changing(fields), list(fields))

    @precondition(lambda self: self.writer.tasks)
    @rule(wanted=several, with_twins=st.booleans())
    def report(self, wanted: list[int], with_twins: bool) -> None:
        tasks = self.tasks(wanted)
        entry = Progress(DAY, f"第{next(self.count)}次核对", problem="人手不足", next_step="年底前补齐")
        self.writer.add_progress([task.id for task in tasks], entry, with_twins=with_twins)
        ids = {task.id for task in tasks}
        while with_twins and (new := {twin for each in ids for twin in self.writer.tasks[each].twins} - ids):
            if not (known := new & self.writer.tasks.keys()):
                break
            ids |= known
        self.model.done(reporting(list(ids), entry), list(ids))

    @precondition(lambda self: self.writer.tasks)
    @rule(
        wanted=several, text=st.sampled_from(WORDINGS), units=st.sampled_from(["县财政局牵头，县审计局配合", "各乡镇"])
    )
    def reword(self, wanted: list[int], text: str, units: str) -> None:
        ids = [task.id for task in self.tasks(wanted)]
        self.edited(lambda: self.writer.edit(ids, {"requirement": text, "units_text": units}))

    @precondition(lambda self: len(self.writer.tasks) > 1)
    @rule(wanted=several, away=st.booleans())
    def link(self, wanted: list[int], away: bool) -> None:
        ids = [task.id for task in self.tasks(wanted)]
        if away:
            self.edited(lambda: self.writer.unlink(ids))
        elif len(ids) > 1:
            self.edited(lambda: self.writer.link(ids))
            linked = {ids[0], *self.writer.tasks[ids[0]].twins}
            assert all({task_id, *self.writer.tasks[task_id].twins} == linked for task_id in linked)

    def edited(self, change: Callable[[], Transaction | None]) -> None:
        """Have tasks edited, and the model take in what has become of them."""
        before = dict(self.writer.tasks)
        made = change()
        fields = {
            task_id: new for task_id, task in self.writer.tasks.items() if (new := difference(before[task_id], task))
        }
        assert bool(made) is bool(fields)
        if made:
            assert {each.id for each in made.changes} == fields.keys()
            self.model.done(changing(fields), list(fields))

    @rule(deed=st.sampled_from(UNIT_DEEDS))
    def put_units_right(self, deed: Callable[[UnitBook], Transaction | None]) -> None:
        before = dict(self.writer.units.records)
        made = deed(self.writer.units)
        after = dict(self.writer.units.records)
        assert bool(made) is (before != after)
        assert sum(unit.own for unit in after.values()) <= 1
        names = [name for unit in after.values() for name in (unit.name, *unit.aliases)]
        assert len(names) == len(set(names)), "a name means one unit"
        if made:
            touched = [key for key in (*before, *after) if before.get(key) != after.get(key)]
            self.model.done(putting_right(before, after), [f"单位{key}" for key in touched])

    @precondition(lambda self: self.writer.tasks)
    @rule(wanted=picks, place=st.none() | picks, number=st.integers(1, 3))
    def attach(self, wanted: int, place: int | None, number: int) -> None:
        task, evidence = self.tasks([wanted])[0], Evidence(EvidenceKind.NUMBER, f"青政〔2023〕{number}号")
        entry = None if place is None or not task.progress else place % len(task.progress)
        holder = task if entry is None else task.progress[entry]
        text = None if isinstance(holder, Task) else holder.text
        made = self.writer.attach(task.id, [evidence], entry)
        assert bool(made) is (evidence not in holder.evidence)
        if made:
            self.model.done(attaching(task.id, evidence, text), [task.id])

    @precondition(lambda self: any(each.evidence for task in self.writer.tasks.values() for each in holders(task)))
    @rule(wanted=picks)
    def detach(self, wanted: int) -> None:
        held = [
            (task.id, evidence, place)
            for task in self.writer.tasks.values()
            for place, holder in enumerate(holders(task), -1)
            for evidence in holder.evidence
        ]
        task_id, evidence, place = held[wanted % len(held)]
        text = None if place < 0 else self.writer.tasks[task_id].progress[place].text
        self.writer.detach(task_id, evidence, None if place < 0 else place)
        self.model.done(detaching(task_id, evidence, text), [task_id])

    @rule(number=st.integers(1, 3))
    def rename(self, number: int) -> None:
        name = f"{number}号台账"
        if self.writer.rename(name):
            self.model.done(naming(name), ["ledger"])
        assert self.writer.name == name

    @precondition(lambda self: self.writer.documents)
    @rule(wanted=picks, texts=wordings)
    def renew(self, wanted: int, texts: list[str]) -> None:
        numbers = list(self.writer.documents)
        number = numbers[wanted % len(numbers)]
        before = self.present(self.writer)
        draft = DocumentDraft(source=before.documents[number].source, tasks=tasks_of(texts))
        if self.writer.renew(number, draft) is None:
            return
        after = self.present(self.writer)
        touched = {
            task_id
            for task_id in (*before.tasks, *after.tasks)
            if before.tasks.get(task_id) != after.tasks.get(task_id)
        }
        self.model.done(renewing(number, before, after), [number, *touched])

    @rule()
    def undo(self) -> None:
        number = self.model.newest_standing()
        if number is None:
            with pytest.raises(RequestError, match="没有可以撤销的修改"):
                self.writer.undo()
            return
        assert self.writer.undo().undoes == number
        self.model.take_back(number)

    @rule()
    def redo(self) -> None:
        number = self.model.next_to_stand_again()
        if number is None:
            with pytest.raises(RequestError, match="没有可以恢复的修改"):
                self.writer.redo()
            return
        made = self.writer.redo()
        self.model.take_back(number)
        assert (made.undoes, made.redoes) == (number, self.model.history[-1].redoes)

    @precondition(lambda self: self.model.history)
    @rule(wanted=picks)
    def undo_one_in_the_middle(self, wanted: int) -> None:
        named = wanted % len(self.model.history) + 1
        number = self.model.meant_by(named)
        if number is None:
            with pytest.raises(RequestError, match="已经撤销过了"):
                self.writer.undo(named)
            return
        later = self.model.later(number)
        try:
            made = self.writer.undo(named)
        except DependentError as error:
            assert later, "refused though nothing depends on it"
            dependents = [transaction.number for transaction in error.dependents]
            assert dependents, "refused without a reason"
            assert set(dependents) <= set(later)
            return
        assert made.undoes == number
        self.shuffled = self.shuffled or self.model.entry(number).step is None
        try:
            self.model.take_back(number)
        except ConflictError as error:
            raise AssertionError("taken back though later changes depend on it") from error

    # What happens to it

    @rule()
    def checkpoint(self) -> None:
        self.writer.checkpoint()
        self.old_checkpoint = (self.writer.folder / CHECKPOINT).read_bytes()

    @rule()
    def tidy(self) -> None:
        self.writer.tidy()

    @rule()
    def reopen(self) -> None:
        self.writer.close()
        self.writer = self.open(self.writer.folder)
        assert (self.writer.read_only, self.writer.notices) == ("", ())

    @rule(torn=picks, checkpoint=st.sampled_from(["as it is", "gone", "older", "damaged", "half-written beside it"]))
    def crash(self, torn: int, checkpoint: str) -> None:
        folder = self.base / str(next(self.count))
        copy_as_on_disk(self.writer.folder, folder)
        path, journal = folder / CHECKPOINT, folder / JOURNAL
        if checkpoint == "gone":
            path.unlink()
        elif checkpoint == "older" and self.old_checkpoint:
            path.write_bytes(self.old_checkpoint)
        elif checkpoint == "damaged":
            data = bytearray(path.read_bytes())
            data[torn % len(data)] ^= 0x01
            path.write_bytes(data)
        elif checkpoint == "half-written beside it":
            (folder / f"{CHECKPOINT}.tmp").write_bytes(path.read_bytes()[:torn])
        if torn % 2:
            line = journal.read_bytes().splitlines(keepends=True)[-1]
            with journal.open("ab") as file:
                file.write(line[: torn % (len(line) - 1) + 1])
        self.onlooker = None
        self.writer = self.open(folder)
        assert self.writer.read_only == ""
        assert any("没有写完" in notice for notice in self.writer.notices) is bool(torn % 2)
        assert any(CHECKPOINT in notice for notice in self.writer.notices) is (checkpoint in ("gone", "damaged"))

    @precondition(lambda self: self.writer.tasks)
    @rule(wanted=picks)
    def fail_to_save(self, wanted: int) -> None:
        """The disk fails as an edit is made durable."""

        def failing(handle: int) -> None:
            raise OSError(5, os.strerror(5))

        sync, os.fsync = os.fsync, failing
        try:
            with pytest.raises(LedgerError, match="没有保存"):
                self.writer.add_progress([self.tasks([wanted])[0].id], Progress(DAY, "没有存上"))
        finally:
            os.fsync = sync

    # Who looks on

    @precondition(lambda self: self.onlooker is None)
    @rule()
    def look_on(self) -> None:
        self.onlooker = self.open(self.writer.folder)
        assert "李四" in self.onlooker.read_only
        self.compare(self.onlooker)

    @precondition(lambda self: self.onlooker is not None)
    @rule()
    def follow(self) -> None:
        assert self.onlooker is not None
        seen = len(self.onlooker.history())
        news = self.onlooker.follow()
        assert not news.anew
        assert [each.number for each in news.transactions] == list(range(seen + 1, len(self.model.history) + 1))
        self.compare(self.onlooker)
        assert not self.onlooker.follow()

    @precondition(lambda self: self.onlooker is not None)
    @rule(gone=st.booleans())
    def take_over(self, gone: bool) -> None:
        assert self.onlooker is not None
        if not gone:
            assert not self.onlooker.is_free()
            assert "李四" in self.onlooker.take_over()
            return
        self.writer.close()
        assert self.onlooker.is_free()
        assert self.onlooker.take_over() == ""
        self.writer, self.onlooker = self.onlooker, None
        assert self.writer.notices == ()

    @invariant()
    def it_holds_what_the_model_holds(self) -> None:
        self.compare(self.writer)

    def compare(self, ledger: Ledger) -> None:
        documents, tasks = standing(ledger)
        expected = self.model.present.standing()
        assert ledger.name == self.model.present.name
        assert dict(ledger.units.records) == self.model.present.units
        assert documents == expected.documents
        assert list(map(self.shown, tasks)) == list(map(self.shown, expected.tasks))

    def shown(self, task: Task) -> object:
        if not self.shuffled:
            return task
        parts = (task.id, task.document, task.seq, task.requirement, task.status, task.note)
        return parts, sorted(map(repr, task.progress)), sorted(map(repr, task.evidence))

    @rule(wanted=picks)
    def look_into_the_history(self, wanted: int) -> None:
        told = [(each.number, each.undoes, each.redoes) for each in self.writer.history()]
        assert told == [(number, each.undoes, each.redoes) for number, each in enumerate(self.model.history, 1)]


def tasks_of(texts: list[str]) -> tuple[TaskDraft, ...]:
    return tuple(TaskDraft(seq=str(seq), requirement=text) for seq, text in enumerate(texts, 1))


def holders(task: Task) -> tuple[Task | Progress, ...]:
    """Return what 佐证材料 can be attached to: the task, and its entries of progress."""
    return (task, *task.progress)


def test_any_sequence_gives_the_state_of_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_module, "TAIL_BOUND", 2000)  # a few edits, so that checkpoints are due
    run_state_machine_as_test(
        LedgerMachine,
        settings=settings(
            max_examples=SEQUENCES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize="GOVTUI_SEQUENCES" not in os.environ,
            database=None,
            report_multiple_bugs=False,
        ),
    )
