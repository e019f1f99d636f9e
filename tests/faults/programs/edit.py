"""Edit the ledger in the folder given, at random, until killed.

Each edit is one line of JSON on the standard output before it is asked for, and the transaction's number on a line of
its own after the ledger has said that it is saved; 0 where it said that this cannot be done. Now and then the ledger is
closed and opened again, unless a third word says `steady`: who looks on might come in between.
"""

import datetime as dt
import json
import random
import sys
from collections.abc import Callable
from pathlib import Path

from govtui.errors import RequestError
from govtui.ledger import session
from govtui.ledger.evidence import keep_file
from govtui.ledger.ledger import Ledger
from govtui.ledger.transactions import Transaction
from govtui.model import DocumentDraft, Evidence, EvidenceKind, Progress, Status, TaskDraft

session.TAIL_BOUND = 5000  # a checkpoint every dozen edits, so that some are killed half-way

KINDS = ("status", "note", "progress", "several", "undo", "redo", "undo", "number", "number", "file", "import")


def announce(*edit: object) -> None:
    print(json.dumps(edit, ensure_ascii=False), flush=True)


class Clerk:
    """Somebody who does one thing after the other."""

    def __init__(self, folder: Path, seed: int, *, steady: bool) -> None:
        self._folder = folder
        self._reopening = 0 if steady else 0.02
        self._chance = random.Random(seed)
        self._ledger = self._open()
        self._count = len(self._ledger.history())

    def _open(self) -> Ledger:
        ledger = Ledger.open(self._folder, operator="张三")
        assert not ledger.read_only, ledger.read_only
        return ledger

    def work(self) -> None:
        """Do one thing: an edit, or something between two edits."""
        if self._chance.random() < self._reopening:
            self._ledger.close()
            self._ledger = self._open()
        if self._chance.random() < 0.2:
            self._ledger.tidy()
        try:
            saved = self._edit()()
        except RequestError:
            print(0, flush=True)
            return
        assert saved is not None
        self._count = saved.number
        print(saved.number, flush=True)

    def _edit(self) -> Callable[[], Transaction | None]:
        """Announce an edit, and return what does it."""
        tasks = list(self._ledger.tasks)
        kind = self._chance.choice(KINDS) if tasks else "import"
        if kind in ("undo", "redo"):
            announce(kind)
            return self._ledger.undo if kind == "undo" else self._ledger.redo
        if kind == "import" and len(tasks) < 60:
            return self._load()
        number = self._chance.randint(max(1, self._count - 20), max(1, self._count))
        if kind in ("undo", "import"):
            announce("undo", number)
            return lambda: self._ledger.undo(number)
        return self._edit_of(kind, self._chance.choice(tasks), tasks)

    def _edit_of(self, kind: str, task_id: str, tasks: list[str]) -> Callable[[], Transaction | None]:
        match kind:
            case "status":
                status = self._chance.choice([each for each in Status if each is not self._ledger.task(task_id).status])
                announce("status", [task_id], status.value)
                return lambda: self._ledger.set_status([task_id], status)
            case "note":
                note = f"备注{self._chance.random()}"
                announce("note", [task_id], note)
                return lambda: self._ledger.set_note([task_id], note)
            case "several":
                ids = self._chance.sample(tasks, self._chance.randint(1, len(tasks)))
                note = f"备注{self._chance.random()}"
                announce("note", ids, note)
                return lambda: self._ledger.set_note(ids, note)
            case "file":
                return self._attach(task_id)
        text = "已核对" * self._chance.randint(1, 100) + f"{self._chance.random()}"
        announce("progress", [task_id], text)
        return lambda: self._ledger.add_progress([task_id], Progress(dt.date(2023, 11, 20), text))

    def _attach(self, task_id: str) -> Callable[[], Transaction | None]:
        """Attach a file with the same words as its name, or the number of a paper."""
        name = f"佐证{self._chance.random()}.txt"
        if self._chance.random() < 0.5:
            announce("evidence", [task_id], name)
            return lambda: self._ledger.attach(task_id, [Evidence(EvidenceKind.NUMBER, name)])
        source = self._folder.with_name(name)
        source.write_text(name * 1000, encoding="utf-8")
        evidence = keep_file(self._folder, source)
        source.unlink()
        announce("evidence", [task_id], name)
        return lambda: self._ledger.attach(task_id, [evidence])

    def _load(self) -> Callable[[], Transaction | None]:
        count = self._chance.randint(1, 20)
        announce("import", count)
        tasks = tuple(TaskDraft(seq=str(seq), requirement="核对办事指南") for seq in range(1, count + 1))
        return lambda: self._ledger.add_documents([DocumentDraft(source="便民服务.txt", tasks=tasks)])


def main(folder: Path, seed: int, *manner: str) -> None:
    clerk = Clerk(folder, seed, steady="steady" in manner)
    print("ready", flush=True)
    while True:
        clerk.work()


main(Path(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:])
