"""The ledger: the only writer of the clerk's work. One method for each thing that a clerk does.

Every change is a transaction. It is a line of the journal, on disk, before the method returns; `ledger.json` is only
the state at some line of the journal and is written now and then (see `checkpoint`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from govtui.errors import RequestError
from govtui.ledger.transactions import Transaction
from govtui.model import Document, DocumentDraft, Progress, Status, Task


class AlreadyLoadedError(RequestError):
    """The same file stands in the ledger already."""

    def __init__(self, source: str, document: Document) -> None:
        super().__init__("重复导入", f"“{source}”与来文 {document.id} 内容相同，没有存入任何内容")
        self.document = document


def local_now() -> dt.datetime:
    """Return the computer's time with its offset."""
    return dt.datetime.now().astimezone()


class Ledger:
    """A ledger in a folder, opened for one clerk. Not for several threads at a time."""

    folder: Path
    read_only: str
    """Empty when the ledger can be changed, else a sentence in Chinese: why not, and what follows."""
    notices: tuple[str, ...]
    """What was found on opening, in Chinese."""

    @classmethod
    def open(cls, folder: Path, *, operator: str = "", now: Callable[[], dt.datetime] = local_now) -> Ledger:
        """Open the ledger in `folder`, which is created if absent."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def documents(self) -> Mapping[str, Document]:
        """All documents by id, in the order of loading. A live view."""
        raise NotImplementedError

    @property
    def tasks(self) -> Mapping[str, Task]:
        """All tasks by id, in the order of their plans. A live view."""
        raise NotImplementedError

    def task(self, task_id: str) -> Task:
        """Return a task. Raises RequestError for an id that the ledger does not have."""
        raise NotImplementedError

    def document_with(self, fingerprint: str) -> Document | None:
        """Return the document loaded from a file with this SHA-256, None if there is none."""
        raise NotImplementedError

    def add_documents(self, drafts: Sequence[DocumentDraft], *, again: bool = False) -> Transaction:
        """Load documents with their tasks, all of them or none. Raises AlreadyLoadedError unless `again`."""
        raise NotImplementedError

    def set_status(self, task_ids: Sequence[str], status: Status) -> Transaction | None:
        """Change 办理状态. Returns None if nothing changes."""
        raise NotImplementedError

    def set_note(self, task_ids: Sequence[str], note: str) -> Transaction | None:
        """Change 备注. Returns None if nothing changes."""
        raise NotImplementedError

    def add_progress(self, task_ids: Sequence[str], entry: Progress) -> Transaction:
        """Add an entry of 进展情况."""
        raise NotImplementedError

    def change(
        self,
        task_ids: Sequence[str],
        *,
        status: Status | None = None,
        note: str | None = None,
        progress: Progress | None = None,
        reason: str = "",
    ) -> Transaction | None:
        """Change tasks in one transaction. Returns None if nothing changes."""
        raise NotImplementedError

    def undo(self) -> Transaction:
        """Take back the newest change that is not taken back yet. Raises RequestError if there is none."""
        raise NotImplementedError

    def history(self, task_id: str | None = None) -> list[Transaction]:
        """Return all transactions, or those that touch a task, oldest first."""
        raise NotImplementedError

    def checkpoint(self) -> None:
        """Write `ledger.json` if the journal is ahead of it."""
        raise NotImplementedError

    def close(self) -> None:
        """Write what `checkpoint` would and let others have the ledger."""
        raise NotImplementedError
