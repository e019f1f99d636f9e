"""Edit the ledger in the folder given under a limit to the size of files that moves on step by step.

Prints how many edits were refused. Any edit that is neither refused whole nor saved whole ends it with an error.
"""

import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from govtui.errors import LedgerError
from govtui.ledger.ledger import Ledger
from govtui.model import DocumentDraft, Status, TaskDraft

_SOFT, HARD = resource.getrlimit(resource.RLIMIT_FSIZE)


@contextmanager
def files_limited_to(size: int) -> Iterator[None]:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, HARD))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (HARD, HARD))


def refusal(action: Callable[[], object], size: int) -> str:
    """Return what the ledger says to an action while no file may be longer than `size`, nothing if it is done."""
    try:
        with files_limited_to(size):
            action()
    except LedgerError as error:
        return str(error)
    return ""


def main(folder: Path) -> None:
    journal = folder / "journal.jsonl"
    tasks = tuple(TaskDraft(seq=str(seq), requirement="核对办事指南" * 20) for seq in range(1, 21))
    plan = DocumentDraft(source="便民服务.txt", tasks=tasks)
    refused = 0
    with Ledger.open(folder) as ledger:
        ledger.add_documents([plan])
        edits: list[tuple[Callable[[], object], int]] = [
            (lambda: ledger.set_status(["1-3"], Status.DONE), 23),
            (lambda: ledger.add_documents([plan]), 997),
        ]
        for edit, step in edits:
            size, limit, before = journal.stat().st_size, journal.stat().st_size, dict(ledger.tasks)
            while said := refusal(edit, limit):
                assert "没有保存" in said, said
                assert "系统允许的大小" in said, said
                assert journal.stat().st_size == size
                assert dict(ledger.tasks) == before
                refused += 1
                limit += step
            assert dict(ledger.tasks) != before
        assert "没有丢失" in refusal(ledger.checkpoint, 500)
        ledger.undo()
    print(refused)


main(Path(sys.argv[1]))
