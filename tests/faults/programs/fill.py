"""Edit the ledger in the folder given under a limit to the size of files that moves on step by step.

Prints how many edits were refused. Any edit that is neither refused whole nor saved whole ends it with an error.
"""

import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from govtui.errors import LedgerError
from govtui.ledger.evidence import fault_of, keep_file
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


def refused_at_every_byte(action: Callable[[], object], sizes: range, files: Callable[[], object]) -> int:
    """Try an action under each limit of `sizes` until it is done; return how often it was refused."""
    before = files()
    for refused, size in enumerate(sizes):
        said = refusal(action, size)
        if not said:
            return refused
        assert "系统允许的大小" in said, said
        assert any(words in said for words in ("没有存入", "没有丢失", "没有附上")), said
        assert files() == before
    raise AssertionError(f"not done under a limit of {sizes[-1]}")


def main(folder: Path) -> None:
    journal, checkpoint = folder / "journal.jsonl", folder / "ledger.json"
    tasks = tuple(TaskDraft(seq=str(seq), requirement="核对办事指南") for seq in range(1, 5))
    plan = DocumentDraft(source="便民服务.txt", tasks=tasks)
    refused = 0
    with Ledger.open(folder) as ledger:

        def files() -> object:
            contents = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
            return contents, dict(ledger.documents), dict(ledger.tasks)

        ledger.add_documents([plan])
        for edit in (
            lambda: ledger.set_status(["1-3"], Status.DONE),
            lambda: ledger.add_documents([plan]),
        ):
            size = journal.stat().st_size
            refused += refused_at_every_byte(edit, range(size, size + 1_000_000), files)
        size = checkpoint.stat().st_size
        refused += refused_at_every_byte(ledger.checkpoint, range(size + 1_000_000), files)
        assert checkpoint.stat().st_size > size
        ledger.undo()
        source = folder.with_name("佐证.txt")
        source.write_bytes(b"0123456789" * 30)
        refused += refused_at_every_byte(lambda: keep_file(folder, source), range(1_000_000), files)
        evidence = keep_file(folder, source)
        assert fault_of(folder, evidence) == ""
    print(refused)


main(Path(sys.argv[1]))
