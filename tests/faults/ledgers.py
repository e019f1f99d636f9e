"""A small ledger with a bit of everything, and what is to be seen of one."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from ledger_samples import Clock

from govtui.ledger.ledger import Ledger
from govtui.model import Document, DocumentDraft, Progress, Status, Task, TaskDraft

JOURNAL: Final = "journal.jsonl"
CHECKPOINT: Final = "ledger.json"


WORDINGS: Final = {"1": "公示办事指南", "2": "增设咨询台", "3": "推行延时服务"}
"""Requirements by number, so unlike that none is taken for another's newer wording."""


class Standing(NamedTuple):
    """What stands in a ledger, in the order in which a clerk sees it."""

    documents: tuple[Document, ...] = ()
    tasks: tuple[Task, ...] = ()


def standing(ledger: Ledger) -> Standing:
    return Standing(tuple(ledger.documents.values()), tuple(ledger.tasks.values()))


def opened(folder: Path) -> Ledger:
    return Ledger.open(folder, operator="李四", now=Clock())


def plan(*seqs: str, source: str = "窗口建设.txt") -> DocumentDraft:
    """Return a plan that says as little as one can: the journal of a test that tries every byte must be short."""
    tasks = tuple(TaskDraft(seq=seq, requirement=WORDINGS[seq]) for seq in seqs)
    return DocumentDraft(source=source, tasks=tasks)


STEPS: Final[tuple[Callable[[Ledger], object], ...]] = (
    lambda ledger: ledger.add_documents([plan("1", "2")]),
    lambda ledger: ledger.set_status(["1-1", "1-2"], Status.DOING),
    lambda ledger: ledger.renew("1", plan("2", "3")),
    lambda ledger: ledger.add_progress(["1-2"], Progress(dt.date(2023, 11, 20), "已核对")),
    lambda ledger: ledger.undo(),
    lambda ledger: ledger.set_note(["1-3"], "甲"),
)
"""Edits of every kind, each one transaction."""


def written(folder: Path, checkpoint_after: int | None = None) -> list[Standing]:
    """Make the ledger of `STEPS` in `folder`, as a program leaves it that is killed after them.

    Its `ledger.json` is that after so many steps; there is none for None. Returns what stood in the ledger after each
    number of steps, from none to all.
    """
    running = folder.with_name(f"{folder.name} running")
    with opened(running) as ledger:
        if checkpoint_after is None:
            (running / CHECKPOINT).unlink()
        states = [standing(ledger)]
        for number, step in enumerate(STEPS, 1):
            step(ledger)
            states.append(standing(ledger))
            if number == checkpoint_after:
                ledger.checkpoint()
        copy_as_on_disk(running, folder)
    shutil.rmtree(running)
    return states


def copy_as_on_disk(folder: Path, copy: Path) -> None:
    """Make a copy of an open ledger's folder as a power cut would leave it: nobody holds it."""
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("*.tmp"))  # these go while one looks at them
    for name in ("lock", "holder.json"):
        (copy / name).unlink(missing_ok=True)


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of a ledger, the lock apart, which comes and goes."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files if path.name != "lock"}


def restore(folder: Path, files: dict[str, bytes]) -> None:
    """Put back what `contents` gave, and remove what came since."""
    for name in contents(folder).keys() - files.keys():
        (folder / name).unlink()
    for name, data in files.items():
        if not (folder / name).exists() or (folder / name).read_bytes() != data:
            (folder / name).write_bytes(data)
