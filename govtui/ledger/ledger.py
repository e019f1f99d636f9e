"""The ledger: the only writer of the clerk's work. One method for each thing that a clerk does.

What is done to tasks stands in `TaskBook`, what is done about time in `TimeBook`.

Every change is a transaction. It is a line of the journal, on disk, before the method returns; `ledger.json` is only
the state at some line of the journal and is written now and then. Folder, lock and both files are the session's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from govtui.collector import collector_held
from govtui.errors import LedgerError, RequestError
from govtui.ledger import summary
from govtui.ledger.backup.manifest import Manifest
from govtui.ledger.disk import explain
from govtui.ledger.drafts import additions, document_of
from govtui.ledger.past import Past
from govtui.ledger.recovery import JOURNAL_NAME
from govtui.ledger.renewal import compare, renewal_changes
from govtui.ledger.session import News, Session
from govtui.ledger.state import THE_LEDGER, State
from govtui.ledger.taking_back import find, newest_standing, newest_taken_back, taking_back
from govtui.ledger.taskbook import TaskBook
from govtui.ledger.then import Present
from govtui.ledger.timebook import TimeBook
from govtui.ledger.transactions import Change, Transaction
from govtui.ledger.unitbook import UnitBook
from govtui.model import Document, DocumentDraft
from govtui.text import one_line


class AlreadyLoadedError(RequestError):
    """The same file stands in the ledger already, or twice among those to be loaded."""

    def __init__(self, source: str, document: Document) -> None:
        super().__init__(
            "重复导入",
            f"“{source}”与来文 {document.id}（{document.source}）内容完全相同，没有存入任何内容",
            "如果确实要再存一份，请选择再次导入",
        )
        self.document = document


def local_now() -> dt.datetime:
    """Return the computer's time with its offset."""
    return dt.datetime.now().astimezone()


class Ledger(TaskBook):
    """A ledger in a folder, opened for one clerk. To be used by one thread at a time."""

    @classmethod
    def open(
        cls, folder: Path, *, operator: str = "", now: Callable[[], dt.datetime] = local_now, reading: bool = False
    ) -> Ledger:
        """Open the ledger in `folder`, which is created if absent; `operator` is the clerk's name.

        Who is only `reading` takes nobody's turn: the lock stays free, and nothing is written.
        Where another instance holds it, where it cannot be written, where its journal is damaged or a newer program
        wrote it, the ledger is opened for reading only and `read_only` says why. Raises LedgerError where it cannot
        even be read.
        """
        return cls(Session.open(Path(folder), one_line(operator), now, reading=reading))

    def __init__(self, session: Session) -> None:
        """Use `Ledger.open`."""
        super().__init__(session)
        self.time = TimeBook(session, self.task)
        """What a clerk does about time: events, pauses, extensions, clocks, rounds."""
        self.units = UnitBook(session)
        """What a clerk puts right about units: 本单位, names that mean one, members of collectives."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def folder(self) -> Path:
        """Where the ledger lies."""
        return self._session.folder

    @property
    def name(self) -> str:
        """What the clerk calls the ledger; empty until it gets a name."""
        return self._session.state.name

    @property
    def read_only(self) -> str:
        """Empty when the ledger can be changed, else a sentence in Chinese: why not, and what follows."""
        return self._session.read_only

    @property
    def notices(self) -> tuple[str, ...]:
        """What was found on opening and what was done about it, in Chinese."""
        return self._session.notices

    @property
    def operator(self) -> str:
        """操作人: the name that changes are signed with; empty where only the computer's account is known."""
        return self._session.operator

    def set_operator(self, name: str) -> None:
        """Sign changes with another name from now on."""
        self._session.operator = one_line(name)

    def document_with(self, fingerprint: str) -> Document | None:
        """Return the document loaded from a file with this SHA-256, None if there is none."""
        return self._fingerprints().get(fingerprint)

    def add_documents(self, drafts: Sequence[DocumentDraft], *, again: bool = False) -> Transaction:
        """Load documents with their tasks in one transaction: all of them or none.

        Raises AlreadyLoadedError for a file that stands in the ledger, unless it is to be loaded `again`; RequestError
        if there is no document; ReadOnlyError; LedgerError if it cannot be saved.
        """
        self.refuse_if_read_only()
        if not drafts:
            raise RequestError("没有可导入的内容", "一份来文也没有读到", "请选择任务分解表后重试")
        with collector_held():
            return self._load(drafts, again)

    def _load(self, drafts: Sequence[DocumentDraft], again: bool) -> Transaction:
        known = self._fingerprints()
        moment = self._session.clock()
        changes: list[Change] = []
        for number, draft in enumerate(drafts, self._session.state.last_document + 1):
            if not again and draft.fingerprint in known:
                raise AlreadyLoadedError(one_line(draft.source), known[draft.fingerprint])
            document = document_of(draft, str(number), moment)
            if document.fingerprint:
                known[document.fingerprint] = document
            changes += additions(document, draft.tasks)
        return self._session.commit(summary.of_documents(drafts), changes, moment=moment)

    def renew(self, document_id: str, draft: DocumentDraft) -> Transaction | None:
        """Put a newer version in the place of a document, in one transaction; `renewal.compare` tells what comes of it.

        Tasks that stayed keep their id, status, progress and note and take the new wording. Of those that are dropped
        the ones with such work stay, put off and noted as not listed. Returns None if nothing changes.
        Raises RequestError for an unknown document or a version without a task; AlreadyLoadedError for the file of
        another document; ReadOnlyError; LedgerError if it cannot be saved.
        """
        self.refuse_if_read_only()
        document = self.documents.get(document_id)
        if document is None or not draft.tasks:
            missing = "新版来文里没有任务" if document else f"台账中没有来文 {one_line(document_id)}"
            raise RequestError("来文没有更新", missing, "请选择台账中的来文和带有任务的新版文件后重试")
        other = self._fingerprints().get(draft.fingerprint)
        if other is not None and document.fingerprint != draft.fingerprint:
            raise AlreadyLoadedError(one_line(draft.source), other)
        with collector_held():
            renewal = compare(document, self.tasks, draft)
            moment, order = self._session.clock(), self._session.state.order_of(document_id)
            changes = list(renewal_changes(renewal, draft, order, self._former_ids(document_id), moment))
            return self._session.commit(summary.of_renewal(draft, renewal), changes, moment=moment) if changes else None

    def _former_ids(self, document_id: str) -> set[str]:
        """Return the ids that tasks of a document have had: on a printed sheet they name one task for good."""
        with _reading():
            changes = [
                change
                for transaction in self._session.journal.oldest_first(containing=b'{"table":"order","id":')
                for change in transaction.changes
                if change.table == "order" and change.id == document_id
            ]
        orders = [order for change in changes for order in (change.before, change.after) if order]
        return {task_id for order in orders for task_id in order["tasks"]}

    def rename(self, name: str) -> Transaction | None:
        """Call the ledger by another name. Returns None if it has that name.

        Raises RequestError for an empty name; ReadOnlyError; LedgerError if it cannot be saved.
        """
        self.refuse_if_read_only()
        name = one_line(name)
        if not name:
            raise RequestError("没有改名", "台账的名称是空的", "请写一个名称，如“2024年政务公开台账”")
        if name == self.name:
            return None
        change = Change("ledger", THE_LEDGER, {"name": self.name}, {"name": name})
        return self._session.commit(f"台账改名为“{name}”", [change])

    def undo(self, number: int | None = None) -> Transaction:
        """Take back the newest change that is not taken back yet, or the one with a number, by the inverse of it.

        The number of a taking back makes its change stand again. Raises RequestError if there is no such change or
        nothing is left, DependentError for one that later ones depend on; ReadOnlyError; LedgerError.
        """
        self.refuse_if_read_only()
        with _reading():
            newest_first = self._session.journal.newest_first()
            wanted, later = find(number, newest_first) if number else (newest_standing(newest_first), [])
        if wanted is None:
            raise RequestError("没有可以撤销的修改", "台账中的修改都已撤销，或者还没有修改过")
        return self._take_back(wanted, later)

    def redo(self) -> Transaction:
        """Make the change stand again that was taken back last.

        Raises RequestError if there is none, or something else was changed since; ReadOnlyError; LedgerError.
        """
        self.refuse_if_read_only()
        with _reading():
            wanted = newest_taken_back(self._session.journal.newest_first())
        if wanted is None:
            raise RequestError("没有可以恢复的修改", "最近没有撤销过修改，或者撤销之后又作了别的修改")
        return self._take_back(wanted)

    def _take_back(self, wanted: Transaction, later: Sequence[Transaction] = ()) -> Transaction:
        found = taking_back(wanted, later, self._session.state)
        return self._session.commit(found.reason, found.changes, undoes=found.undoes, redoes=found.redoes)

    def history(self, task_id: str | None = None) -> list[Transaction]:
        """Return all transactions, or those that touch a task, oldest first. Raises LedgerError."""
        with _reading():
            if task_id is None:
                return list(self._session.journal.oldest_first())
            found = self._session.journal.oldest_first(containing=b'"id":' + msgspec.json.encode(task_id))
            return [
                transaction
                for transaction in found
                if any(change.table == "tasks" and change.id == task_id for change in transaction.changes)
            ]

    def past(self) -> Past:
        """Return the history as it stands now, to be read from its newest change on, as far as anybody looks back."""
        return Past(self.folder / JOURNAL_NAME, self._session.journal.place)

    def present(self) -> Present:
        """Return the ledger as it stands now, to see from there how the tasks stood earlier."""
        state = State()
        state.become(self._session.state)
        return Present(state, self.past())

    def follow(self) -> News:
        """Take in what another instance has changed, where this one looks on. Raises LedgerError."""
        return self._session.follow()

    def is_free(self) -> bool:
        """Say whether this one looks on, and nobody is writing any more."""
        return self._session.is_free()

    def take_over(self) -> str:
        """Take the right to write where nobody has it; returns why not otherwise, in Chinese. Raises LedgerError."""
        return self._session.take_over()

    def tidy(self) -> bool:
        """Have a checkpoint and a backup written in the background where they are due, and say whether one is.

        To be called while the clerk does nothing. `trouble` tells what became of it.
        """
        return self._session.tidy()

    def back_up(self, target: Path) -> Manifest:
        """Back up the ledger with its evidence to a file, or into a folder under a telling name. Raises LedgerError."""
        return self._session.back_up(target)

    def back_up_if_due(self) -> None:
        """Make the automatic backup now, if it is due. Raises LedgerError; nothing of the work is lost then."""
        self._session.back_up_if_due()

    def advice(self) -> tuple[str, ...]:
        """Return what should be said of the ledger's place and of its backups, in Chinese; empty if all is well."""
        return self._session.advice()

    @property
    def trouble(self) -> str:
        """Why what was written in the background last has failed, in Chinese; empty where it went well."""
        return self._session.trouble

    def checkpoint(self) -> None:
        """Write `ledger.json` if the journal is ahead of it. Raises LedgerError; nothing is lost then."""
        self._session.checkpoint()

    def close(self) -> None:
        """Write a checkpoint and let others have the ledger. It can be read on, but not changed any more."""
        self._session.close()

    def _fingerprints(self) -> dict[str, Document]:
        documents = reversed(list(self.documents.values()))  # of several with the same file the first is named
        return {document.fingerprint: document for document in documents if document.fingerprint}


@contextmanager
def _reading() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        cause, hint = explain(error)
        raise LedgerError("修改记录读不出来", f"读取 {JOURNAL_NAME} 时出错（{cause}）", hint) from error
