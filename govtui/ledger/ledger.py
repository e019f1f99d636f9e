"""The ledger: the only writer of the clerk's work. One method for each thing that a clerk does.

Every change is a transaction. It is a line of the journal, on disk, before the method returns; `ledger.json` is only
the state at some line of the journal and is written now and then (see `Ledger.checkpoint`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Final, Self

import msgspec

from govtui.collector import collector_held
from govtui.errors import LedgerError, ReadOnlyError, RequestError
from govtui.ledger import summary
from govtui.ledger.checkpoint import write_checkpoint
from govtui.ledger.disk import explain, move_file, only_readable
from govtui.ledger.drafts import additions, document_of
from govtui.ledger.edits import edit, presentable_entry, presentable_note
from govtui.ledger.journal import Journal
from govtui.ledger.lock import FolderLock, account_name, computer_name
from govtui.ledger.numbering import close_ids
from govtui.ledger.recovery import CHECKPOINT_NAME, JOURNAL_NAME, Recovery, recover
from govtui.ledger.renewal import compare, renewal_changes
from govtui.ledger.transactions import FORMAT, Change, Transaction, newest_standing, seal
from govtui.model import Document, DocumentDraft, Progress, Status, Task
from govtui.text import fold, one_line

TAIL_BOUND: Final = 8 << 20
"""Bytes of the journal beyond the checkpoint at which a new one is written: some twenty thousand edits, which take a
quarter of a second to replay. Writing a checkpoint takes longer than an edit may, so it must be rare."""


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


class Ledger:
    """A ledger in a folder, opened for one clerk. To be used by one thread at a time."""

    folder: Path
    read_only: str
    """Empty when the ledger can be changed, else a sentence in Chinese: why not, and what follows."""
    notices: tuple[str, ...]
    """What was found on opening and what was done about it, in Chinese."""
    documents: Mapping[str, Document]
    """All documents by id, in the order of loading. A live view."""
    tasks: Mapping[str, Task]
    """All tasks by id, in the order of their plans. A live view."""

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
        folder, operator = Path(folder), one_line(operator)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock = FolderLock(folder)
            held_back = _READING if reading else lock.acquire(operator, now())
            try:
                return cls(folder, lock, recover(folder), held_back, operator, now)
            except BaseException:
                lock.release()
                raise
        except OSError as error:
            cause, hint = explain(error)
            raise LedgerError("台账打不开", f"无法打开台账文件夹 {folder}（{cause}）", hint) from error

    def __init__(
        self,
        folder: Path,
        lock: FolderLock,
        recovery: Recovery,
        held_back: str,
        operator: str,
        now: Callable[[], dt.datetime],
    ) -> None:
        """Use `Ledger.open`."""
        self.folder = folder
        self.read_only = recovery.refusal or held_back
        self._lock = lock
        self._state = recovery.state
        self.documents = MappingProxyType(self._state.documents)
        self.tasks = MappingProxyType(self._state.tasks)
        self._journal = Journal(folder / JOURNAL_NAME, recovery.place)
        self._saved = recovery.saved
        self._checkpoint_at = recovery.saved.end + TAIL_BOUND if recovery.saved else 0
        self._operator = operator
        self._account = f"{account_name()}@{computer_name()}"
        self._now = now
        self.notices = tuple(self._begin(recovery))

    def _begin(self, recovery: Recovery) -> list[str]:
        """Make ready for writing, where that is allowed. Returns what the clerk should know of what was found."""
        if not self.read_only:
            try:
                self._journal.open()
                if recovery.spoiled:
                    _set_aside(self.folder / CHECKPOINT_NAME)
            except OSError as error:
                self.read_only = only_readable(error)
                self._journal.close()
        if self.read_only:
            self._lock.release()
        else:
            self._checkpoint_if_due()
        rebuilt = f"{recovery.spoiled}，任务内容已按修改记录（{JOURNAL_NAME}）重建" if recovery.spoiled else ""
        torn = _TORN if recovery.torn and not self.read_only else ""
        return [notice for notice in (recovery.fault, rebuilt, torn) if notice]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def task(self, task_id: str) -> Task:
        """Return a task; full-width letters and digits count as half-width ones.

        Raises RequestError for an id that the ledger does not have; its hint names those that come close.
        """
        task = self.tasks.get(task_id) or self.tasks.get(fold(task_id.strip()))
        if task is None:
            close = "、".join(close_ids(fold(task_id.strip()), self.tasks))
            hint = f"相近的编号：{close}" if close else "编号由来文号和序号组成，如 1-4"
            raise RequestError("没有这项任务", f"台账中没有编号为“{one_line(task_id)}”的任务", hint)
        return task

    def document_with(self, fingerprint: str) -> Document | None:
        """Return the document loaded from a file with this SHA-256, None if there is none."""
        return self._fingerprints().get(fingerprint)

    def refuse_if_read_only(self) -> None:
        """Raise ReadOnlyError where nothing can be changed: better before a clerk has typed something than after."""
        if self.read_only:
            raise ReadOnlyError("台账现在只能查看", self.read_only)

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
        moment = self._now()
        changes: list[Change] = []
        for number, draft in enumerate(drafts, self._state.last_document + 1):
            if not again and draft.fingerprint in known:
                raise AlreadyLoadedError(one_line(draft.source), known[draft.fingerprint])
            document = document_of(draft, str(number), moment)
            if document.fingerprint:
                known[document.fingerprint] = document
            changes += additions(document, draft.tasks)
        return self._commit(summary.of_documents(drafts), changes, moment)

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
            moment, order = self._now(), self._state.order_of(document_id)
            changes = list(renewal_changes(renewal, draft, order, self._former_ids(document_id), moment))
            return self._commit(summary.of_renewal(draft, renewal), changes, moment) if changes else None

    def _former_ids(self, document_id: str) -> set[str]:
        """Return the ids that tasks of a document have had: on a printed sheet they name one task for good."""
        with _reading():
            changes = [
                change
                for transaction in self._journal.oldest_first(containing=b'{"table":"order","id":')
                for change in transaction.changes
                if change.table == "order" and change.id == document_id
            ]
        orders = [order for change in changes for order in (change.before, change.after) if order]
        return {task_id for order in orders for task_id in order["tasks"]}

    def set_status(self, task_ids: Sequence[str], status: Status) -> Transaction | None:
        """Change 办理状态. Returns None if nothing changes; raises what `change` raises."""
        return self.change(task_ids, status=status)

    def set_note(self, task_ids: Sequence[str], note: str) -> Transaction | None:
        """Change 备注; an empty text removes it. Returns None if nothing changes; raises what `change` raises."""
        return self.change(task_ids, note=note)

    def add_progress(self, task_ids: Sequence[str], entry: Progress) -> Transaction:
        """Add an entry of 进展情况. Raises RequestError if there is no task, and what `change` raises."""
        transaction = self.change(task_ids, progress=entry)
        if transaction is None:
            raise RequestError("没有选中任务", "进展没有登记", "请先选中要登记进展的任务")
        return transaction

    def change(
        self,
        task_ids: Sequence[str],
        *,
        status: Status | None = None,
        note: str | None = None,
        progress: Progress | None = None,
        reason: str = "",
    ) -> Transaction | None:
        """Change tasks in one transaction, which is on disk when this returns; what is None stays as it is.

        `reason` stands in the history in place of what was changed. Returns None if nothing changes. Raises
        RequestError for an unknown task or an empty progress entry; ReadOnlyError; LedgerError if it cannot be saved.
        """
        self.refuse_if_read_only()
        tasks = {task.id: task for task in map(self.task, task_ids)}
        note = None if note is None else presentable_note(note)
        progress = None if progress is None else presentable_entry(progress)
        changes = [change for task in tasks.values() if (change := edit(task, status, note, progress))]
        if not changes:
            return None
        return self._commit(summary.of_changes(changes, status, note, progress, reason), changes, self._now())

    def undo(self) -> Transaction:
        """Take back the newest change that is not taken back yet, by a transaction that does the inverse.

        Raises RequestError if nothing is left; ReadOnlyError; LedgerError if it cannot be saved.
        """
        self.refuse_if_read_only()
        with _reading():
            last = newest_standing(self._journal.newest_first())
        if last is None:
            raise RequestError("没有可以撤销的修改", "台账中的修改都已撤销，或者还没有修改过")
        changes = [change.inverse() for change in reversed(last.changes)]
        return self._commit(f"撤销：{last.reason}", changes, self._now(), undoes=last.number)

    def history(self, task_id: str | None = None) -> list[Transaction]:
        """Return all transactions, or those that touch a task, oldest first. Raises LedgerError."""
        with _reading():
            if task_id is None:
                return list(self._journal.oldest_first())
            found = self._journal.oldest_first(containing=b'"id":' + msgspec.json.encode(task_id))
            return [
                transaction
                for transaction in found
                if any(change.table == "tasks" and change.id == task_id for change in transaction.changes)
            ]

    def checkpoint(self) -> None:
        """Write `ledger.json` if the journal is ahead of it. Raises LedgerError; nothing is lost then."""
        place = self._journal.place
        if self.read_only or (self._saved is not None and self._saved.number == place.number):
            return
        try:
            write_checkpoint(self.folder / CHECKPOINT_NAME, self._state, place)
        except OSError as error:
            cause, hint = explain(error)
            message = f"写 {CHECKPOINT_NAME} 时出错（{cause}）；修改都已存在修改记录（{JOURNAL_NAME}）中，没有丢失"
            raise LedgerError("台账没有整理完", message, hint) from error
        self._saved = place

    def close(self) -> None:
        """Write a checkpoint and let others have the ledger. It can be read on, but not changed any more."""
        try:
            self._checkpoint_quietly()
        finally:
            self.read_only = self.read_only or "台账已经关闭，请重新打开"
            self._journal.close()
            self._lock.release()

    def _commit(
        self, reason: str, changes: Iterable[Change], moment: dt.datetime, undoes: int | None = None
    ) -> Transaction:
        """Make one transaction: first the journal, then the memory."""
        place = self._journal.place
        sealed = seal(
            Transaction(
                number=place.number + 1,
                format=FORMAT,
                time=moment,
                operator=self._operator,
                account=self._account,
                reason=reason,
                changes=tuple(changes),
                undoes=undoes,
                previous=place.hash,
            )
        )
        # Resolved from what the line says, so that memory holds exactly what a later replay of the line gives.
        outcomes = self._state.resolve(sealed.transaction.changes)
        self._journal.append(sealed)
        self._state.apply(outcomes)
        self._checkpoint_if_due()
        return sealed.transaction

    def _fingerprints(self) -> dict[str, Document]:
        documents = reversed(list(self.documents.values()))  # of several with the same file the first is named
        return {document.fingerprint: document for document in documents if document.fingerprint}

    def _checkpoint_if_due(self) -> None:
        if self._journal.place.end >= self._checkpoint_at:
            self._checkpoint_quietly()
            self._checkpoint_at = self._journal.place.end + TAIL_BOUND

    def _checkpoint_quietly(self) -> None:
        """Write a checkpoint where its failure is no failure of what the clerk did: the journal holds everything."""
        with suppress(LedgerError):
            self.checkpoint()


_READING: Final = "这次打开只供查看"

_TORN: Final = (
    "上次没有正常退出：修改记录末尾有一条没有写完，已经去掉。那次操作当时没有显示为已保存，请核对最后一次操作"
)


def _set_aside(path: Path) -> None:
    """Keep a file that is of no use under another name. Raises OSError."""
    with suppress(FileNotFoundError):
        move_file(path, path.with_name(f"{path.name}.damaged"))


@contextmanager
def _reading() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        cause, hint = explain(error)
        raise LedgerError("修改记录读不出来", f"读取 {JOURNAL_NAME} 时出错（{cause}）", hint) from error
