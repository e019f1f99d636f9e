"""A ledger with something of everything, and what tests do to its files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
from ledger_samples import Clock, document_draft

from govtui.ledger.evidence import keep_file
from govtui.ledger.ledger import Ledger
from govtui.ledger.transactions import GENESIS, Transaction, decode, seal
from govtui.model import Evidence, EvidenceKind, Status

CONTENT = "青禾县窗口核对记录\n".encode() * 50


def opened(folder: Path) -> Ledger:
    return Ledger.open(folder, operator="李四", now=Clock())


def work(ledger: Ledger, tmp_path: Path) -> None:
    """Make nine transactions: two plans, a status, a note, evidence of each kind, one undone and done again."""
    source = tmp_path / "核对记录.pdf"
    source.write_bytes(CONTENT)
    ledger.add_documents([document_draft("1", "2", "3")])
    ledger.set_status(["1-1"], Status.DOING)
    ledger.set_note(["1-2"], "甲")
    ledger.attach("1-1", [keep_file(ledger.folder, source), Evidence(EvidenceKind.WEB, "https://qinghe.gov.cn")])
    ledger.set_status(["1-3"], Status.DONE)
    ledger.add_documents([document_draft("9")])
    ledger.set_note(["2-9"], "乙")
    ledger.undo()
    ledger.redo()


LINES = 9
"""Of `work`."""


def make_ledger(tmp_path: Path, checkpoint_after: int = LINES) -> Path:
    """Return the folder of a ledger with `work` in it, whose `ledger.json` is that after one of the lines."""
    folder = tmp_path / "台账"
    with opened(folder) as ledger:
        work(ledger, tmp_path)
    if checkpoint_after < LINES:
        content = lines(folder)
        put_lines(folder, content[:checkpoint_after])
        (folder / "ledger.json").unlink()
        with opened(folder):
            pass
        put_lines(folder, content)
    for name in ("lock", "holder.json", "ledger.json.damaged"):
        (folder / name).unlink(missing_ok=True)
    return folder


def lines(folder: Path) -> list[bytes]:
    return (folder / "journal.jsonl").read_bytes().splitlines(keepends=True)


def put_lines(folder: Path, content: Iterable[bytes]) -> None:
    (folder / "journal.jsonl").write_bytes(b"".join(content))


def damaged(line: bytes) -> bytes:
    """Return a line as somebody else would have it."""
    return line.replace("李四".encode(), "王五".encode(), 1)


def sealed_anew(transactions: Iterable[Transaction]) -> list[bytes]:
    """Return the lines of a journal of its own, numbered and chained as they should be."""
    result, previous = [], GENESIS
    for number, transaction in enumerate(transactions, 1):
        sealed = seal(msgspec.structs.replace(transaction, number=number, previous=previous, hash=""))
        result.append(sealed.line)
        previous = sealed.transaction.hash
    return result


def rewrite(folder: Path, change: Callable[[list[Transaction]], None]) -> None:
    """Change the transactions of a journal and sign all of them anew; `ledger.json` is taken away."""
    transactions = list(map(decode, lines(folder)))
    change(transactions)
    put_lines(folder, sealed_anew(transactions))
    (folder / "ledger.json").unlink()
