"""Any sequence of edits, undos, crashes and reopenings gives the state of a simple model in memory."""

from __future__ import annotations

import datetime as dt
import itertools
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from ledger_samples import Clock, document_draft

from govtui.errors import RequestError
from govtui.ledger.ledger import Ledger
from govtui.model import Progress, Status

Shown = tuple[Status, str, tuple[str, ...]]
"""Status, note and the texts of the progress entries."""

texts = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=8)


class LedgerMachine(RuleBasedStateMachine):
    """The real ledger beside a dictionary and a list of its former states."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="govtui-"))
        self.names = itertools.count()
        self.clock = Clock()
        self.ledger = self.opened(self.root / f"{next(self.names)}")
        self.tasks: dict[str, Shown] = {}
        self.former: list[dict[str, Shown]] = []
        self.loaded = 0
        self.transactions = 0

    def opened(self, folder: Path) -> Ledger:
        ledger = Ledger.open(folder, operator="张三", now=self.clock)
        assert ledger.read_only == ""
        return ledger

    def teardown(self) -> None:
        self.ledger.close()
        shutil.rmtree(self.root)

    def changed(self, tasks: dict[str, Shown]) -> None:
        self.former.append(self.tasks)
        self.tasks = tasks
        self.transactions += 1

    def pick(self, data: st.DataObject) -> list[str]:
        return data.draw(st.lists(st.sampled_from(sorted(self.tasks)), min_size=1, max_size=3, unique=True))

    @initialize()
    def first_import(self) -> None:
        self.load(3)

    @rule(count=st.integers(0, 3))
    def load(self, count: int) -> None:
        self.loaded += 1
        seqs = [str(number) for number in range(1, count + 1)]
        self.ledger.add_documents([document_draft(*seqs)], again=True)
        fresh: Shown = (Status.TODO, "", ())
        self.changed(self.tasks | {f"{self.loaded}-{seq}": fresh for seq in seqs})

    @precondition(lambda self: self.tasks)
    @rule(data=st.data(), status=st.none() | st.sampled_from(Status), note=st.none() | st.just("") | texts)
    def change(self, data: st.DataObject, status: Status | None, note: str | None) -> None:
        ids = self.pick(data)
        new = dict(self.tasks)
        for task_id in ids:
            old_status, old_note, entries = new[task_id]
            new[task_id] = (status or old_status, old_note if note is None else note, entries)
        transaction = self.ledger.change(ids, status=status, note=note)
        assert (transaction is not None) == (new != self.tasks)
        if transaction is not None:
            self.changed(new)

    @precondition(lambda self: self.tasks)
    @rule(data=st.data(), text=texts)
    def report(self, data: st.DataObject, text: str) -> None:
        ids = self.pick(data)
        self.ledger.add_progress(ids, Progress(dt.date(2023, 11, 20), text))
        added = {task_id: (*self.tasks[task_id][:2], (*self.tasks[task_id][2], text)) for task_id in ids}
        self.changed(self.tasks | added)

    @rule()
    def undo(self) -> None:
        if self.former:
            self.ledger.undo()
            self.tasks = self.former.pop()
            self.transactions += 1
        else:
            with pytest.raises(RequestError):
                self.ledger.undo()

    @rule()
    def checkpoint(self) -> None:
        self.ledger.checkpoint()

    @rule()
    def reopen(self) -> None:
        self.ledger.close()
        self.ledger = self.opened(self.ledger.folder)
        assert self.ledger.notices == ()

    @rule(torn=st.binary(max_size=40), lose_checkpoint=st.booleans())
    def crash(self, torn: bytes, lose_checkpoint: bool) -> None:
        """Go on with a copy of what is on the disk at this moment, perhaps without `ledger.json`."""
        folder = self.root / f"{next(self.names)}"
        shutil.copytree(self.ledger.folder, folder)
        torn = torn.replace(b"\n", b"")
        with (folder / "journal.jsonl").open("ab") as file:
            file.write(torn)
        if lose_checkpoint:
            (folder / "ledger.json").unlink()
        self.ledger.close()
        self.ledger = self.opened(folder)
        assert len(self.ledger.notices) == bool(torn) + lose_checkpoint

    @invariant()
    def the_ledger_is_the_model(self) -> None:
        shown = {
            task.id: (task.status, task.note, tuple(entry.text for entry in task.progress))
            for task in self.ledger.tasks.values()
        }
        assert shown == self.tasks
        assert list(shown) == list(self.tasks)

    @invariant()
    def the_history_is_whole(self) -> None:
        assert [transaction.number for transaction in self.ledger.history()] == [*range(1, self.transactions + 1)]


LedgerMachine.TestCase.settings = settings(
    max_examples=50, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestLedgerMachine = LedgerMachine.TestCase
