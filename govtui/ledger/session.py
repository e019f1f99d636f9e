"""A ledger's folder while it is open: the lock, the journal, the state in memory, and when that is written down.

Whoever does not hold the lock looks on: the state follows the journal as the holder writes it, and the right to write
is there for the asking when the holder has gone.
"""

from __future__ import annotations

import datetime as dt
import errno
import os
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from govtui.errors import LedgerError, ReadOnlyError
from govtui.ledger.backup import keeping as backups
from govtui.ledger.backup.manifest import Manifest
from govtui.ledger.checkpoint import write_checkpoint
from govtui.ledger.disk import explain, move_file, only_readable
from govtui.ledger.following import Advance, advance
from govtui.ledger.journal import Journal
from govtui.ledger.lock import FolderLock, account_name, computer_name
from govtui.ledger.migrations import migrate
from govtui.ledger.places import PlaceKind, place_warning
from govtui.ledger.recovery import CHECKPOINT_NAME, JOURNAL_NAME, Recovery, recover
from govtui.ledger.state import State
from govtui.ledger.transactions import FORMAT, Change, Transaction, seal

TAIL_BOUND: Final = 1 << 18
"""Bytes of the journal beyond the checkpoint from which a new one is worth its writing: some seven hundred edits."""

READING: Final = "这次打开只供查看"
CLOSED: Final = "台账已经关闭，请重新打开"

_TORN: Final = (
    "上次没有正常退出：修改记录末尾有一条没有写完，已经去掉。那次操作当时没有显示为已保存，请核对最后一次操作"
)

Clock = Callable[[], dt.datetime]


class News(NamedTuple):
    """What another writer has done since one looked last."""

    transactions: tuple[Transaction, ...] = ()
    anew: bool = False
    """The whole ledger is another one: it was restored from a backup or repaired."""

    def __bool__(self) -> bool:
        return self.anew or bool(self.transactions)


class Session:
    """One opening of a ledger. To be used by one thread; `tidy` has another one write, on what it takes with it."""

    @classmethod
    def open(cls, folder: Path, operator: str, clock: Clock, *, reading: bool) -> Session:
        """Open the ledger in `folder`, which is created if absent. Raises LedgerError where it cannot even be read."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock = FolderLock(folder)
            shared = place_warning(folder).kind is PlaceKind.NETWORK
            held_back = READING if reading else lock.acquire(operator, clock(), shared=shared)
            try:
                return cls(folder, lock, recover(folder), held_back, operator, clock)
            except BaseException:
                lock.release()
                raise
        except OSError as error:
            cause, hint = explain(error)
            raise LedgerError("台账打不开", f"无法打开台账文件夹 {folder}（{cause}）", hint) from error

    def __init__(
        self, folder: Path, lock: FolderLock, recovery: Recovery, held_back: str, operator: str, clock: Clock
    ) -> None:
        """Use `Session.open`."""
        self.folder = folder
        self.operator = operator
        self.clock = clock
        self.state = State()
        self.trouble = ""
        """Why the last writing down in the background failed, in Chinese; empty where it went well."""
        self._account = f"{account_name()}@{computer_name()}"
        self._lock = lock
        self._at_work: threading.Thread | None = None
        self._begin(recovery, held_back)

    def _begin(self, recovery: Recovery, held_back: str) -> None:
        """Take over what was found in the folder, and make ready for writing where that is allowed."""
        self.read_only = recovery.refusal or held_back
        self._can_follow = not recovery.refusal
        self.state.become(recovery.state)
        self.journal = Journal(self.folder / JOURNAL_NAME, recovery.place)
        self._saved = recovery.saved
        self._place = self.folder.stat()
        upgraded = ""
        if not self.read_only:
            try:
                self.journal.open()
                if recovery.spoiled:
                    _set_aside(self.folder / CHECKPOINT_NAME)
                if 0 < recovery.format < FORMAT:
                    upgraded = migrate(recovery.format, self._back_up_before, self.checkpoint)
            except OSError as error:
                self.read_only = only_readable(error)
            except LedgerError as error:
                self.read_only = (
                    f"台账由较早版本的程序写入，升级前的备份没有做成（{error.message}），只能查看；{error.hint}"
                )
        if self.read_only:
            self.journal.close()
            self._lock.release()
        elif self._saved is None:
            self._checkpoint_quietly()
        rebuilt = f"{recovery.spoiled}，任务内容已按修改记录（{JOURNAL_NAME}）重建" if recovery.spoiled else ""
        torn = _TORN if recovery.torn and not self.read_only else ""
        self.notices = tuple(notice for notice in (recovery.fault, rebuilt, torn, upgraded) if notice)

    # Writing

    def refuse_if_read_only(self) -> None:
        """Raise ReadOnlyError where nothing can be changed: better before a clerk has typed something than after."""
        if self.read_only:
            raise ReadOnlyError("台账现在只能查看", self.read_only)

    def commit(
        self,
        reason: str,
        changes: Iterable[Change],
        *,
        moment: dt.datetime | None = None,
        undoes: int | None = None,
        redoes: int | None = None,
    ) -> Transaction:
        """Make one transaction: first the journal, then the memory. Raises LedgerError; nothing is changed then."""
        place = self.journal.place
        sealed = seal(
            Transaction(
                number=place.number + 1,
                format=FORMAT,
                time=moment or self.clock(),
                operator=self.operator,
                account=self._account,
                reason=reason,
                changes=tuple(changes),
                undoes=undoes,
                redoes=redoes,
                previous=place.hash,
            )
        )
        # Resolved from what the line says, so that memory holds exactly what a later replay of the line gives.
        outcomes = self.state.resolve(sealed.transaction.changes)
        self.journal.append(sealed)
        self.state.apply(outcomes)
        return sealed.transaction

    def checkpoint(self) -> None:
        """Write `ledger.json` if the journal is ahead of it. Raises LedgerError; nothing is lost then."""
        self._wait()
        place = self.journal.place
        if self.read_only or (self._saved is not None and self._saved.number == place.number):
            return
        try:
            self._refuse_if_exchanged()
            write_checkpoint(self.folder / CHECKPOINT_NAME, self.state.snapshot(), place)
        except OSError as error:
            raise _not_written_down(error) from error
        self._saved = place

    def _refuse_if_exchanged(self) -> None:
        """Raise OSError where another folder stands in the place of the one that was opened: two sticks in turn."""
        if not os.path.samestat(self._place, self.folder.stat()):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self.folder))

    def _checkpoint_quietly(self) -> None:
        """Write a checkpoint where its failure is no failure of what the clerk did: the journal holds everything."""
        with suppress(LedgerError):
            self.checkpoint()

    def close(self) -> None:
        """Write a checkpoint and let others have the ledger. It can be read on, but not changed any more."""
        try:
            self._checkpoint_quietly()
        finally:
            self.read_only = self.read_only or CLOSED
            self._can_follow = False
            self.journal.close()
            self._lock.release()

    # While the clerk does nothing

    def tidy(self) -> bool:
        """Have written in the background what is due: a checkpoint, a backup. Say whether there was anything to do.

        To be called when nothing else is going on. What is written is taken along, so the work can go on at once.
        """
        if self.read_only or (self._at_work is not None and self._at_work.is_alive()):
            return False
        place, moment = self.journal.place, self.clock()
        behind = place.end - (self._saved.end if self._saved else 0)
        snapshot = self.state.snapshot() if behind >= TAIL_BOUND else None
        backup_due = backups.due(self.folder, place, moment)
        if snapshot is None and not backup_due:
            return False

        def work() -> None:
            try:
                self._refuse_if_exchanged()
                if snapshot is not None:
                    write_checkpoint(self.folder / CHECKPOINT_NAME, snapshot, place)
                    self._saved = place
                if backup_due:
                    backups.back_up(self.folder, place, made_at=moment, name=self.state.name, operator=self.operator)
                self.trouble = ""
            except OSError as error:
                self.trouble = str(_not_written_down(error))
            except LedgerError as error:
                self.trouble = str(error)

        self._at_work = threading.Thread(target=work, name="govtui-tidy")
        self._at_work.start()
        return True

    def back_up_if_due(self) -> None:
        """Make the automatic backup now if it is due. Raises LedgerError where that fails; no work is lost then."""
        self._wait()
        place, moment = self.journal.place, self.clock()
        if not self.read_only and backups.due(self.folder, place, moment):
            backups.back_up(self.folder, place, made_at=moment, name=self.state.name, operator=self.operator)

    def back_up(self, target: Path) -> Manifest:
        """Back up the ledger with its evidence to a file or into a folder. Raises LedgerError.

        Where one is only looking on, it is what one has seen of the ledger.
        """
        self._wait()
        place, moment = self.journal.place, self.clock()
        file = backups.file_for(target, self.state.name, place, moment)
        return backups.back_up_to(
            self.folder, file, place, made_at=moment, name=self.state.name, operator=self.operator
        )

    def _back_up_before(self, migration: str) -> None:
        from govtui.ledger.backup.archive import write_archive

        moment = self.clock()
        file = backups.backups_folder(self.folder) / f"{migration}-{moment:%Y%m%d-%H%M%S}.zip"
        write_archive(
            self.folder,
            file,
            self.journal.place,
            made_at=moment,
            name=self.state.name,
            operator=self.operator,
            evidence=False,
        )

    def _wait(self) -> None:
        if self._at_work is not None:
            self._at_work.join()
            self._at_work = None

    def advice(self) -> tuple[str, ...]:
        """Return what should be said of the ledger's place and of its backups, in Chinese; empty where all is well.

        That a stick breaks or a folder is cleaned is worth a word as long as there is no fresh copy elsewhere.
        """
        place = place_warning(self.folder)
        note = backups.elsewhere_note(self.folder, self.clock(), self.journal.begun_at())
        told = note or place.kind not in (PlaceKind.REMOVABLE, PlaceKind.TEMPORARY)
        return tuple(text for text in (place.text if told else "", note) if text)

    # Looking on

    def is_free(self) -> bool:
        """Say whether one looks on and nobody is writing any more: `take_over` would give the right to write."""
        return bool(self.read_only) and self._can_follow and self._lock.is_free()

    def follow(self) -> News:
        """Take in what another writer has added to the journal. Raises LedgerError where it cannot be read."""
        if not self.read_only or not self._can_follow:
            return News()
        try:
            found = advance(self.folder / JOURNAL_NAME, self.state, self.journal.place)
            return self._take_in(found)
        except OSError as error:
            cause, hint = explain(error)
            raise LedgerError("台账读不出来", f"读取 {JOURNAL_NAME} 时出错（{cause}）", hint) from error

    def _take_in(self, found: Advance) -> News:
        if found.follows:
            self.journal.place = found.place
            return News(found.transactions)
        recovery = recover(self.folder)
        if recovery.refusal:
            self._can_follow = False
            self.read_only = recovery.refusal
        self.state.become(recovery.state)
        self.journal.place = recovery.place
        return News(anew=True)

    def take_over(self) -> str:
        """Take the right to write, where nobody has it. Returns an empty text, or says in Chinese why not.

        Raises LedgerError where the ledger cannot be read.
        """
        if not self.read_only or not self._can_follow:
            return self.read_only
        try:
            if refusal := self._lock.acquire(self.operator, self.clock()):
                return refusal
            self._begin(recover(self.folder), "")
        except OSError as error:
            self._lock.release()
            cause, hint = explain(error)
            raise LedgerError("台账打不开", f"无法打开台账文件夹 {self.folder}（{cause}）", hint) from error
        return self.read_only


def _not_written_down(error: OSError) -> LedgerError:
    cause, hint = explain(error)
    message = f"写 {CHECKPOINT_NAME} 时出错（{cause}）；修改都已存在修改记录（{JOURNAL_NAME}）中，没有丢失"
    return LedgerError("台账没有整理完", message, hint)


def _set_aside(path: Path) -> None:
    """Keep a file that is of no use under another name. Raises OSError."""
    with suppress(FileNotFoundError):
        move_file(path, path.with_name(f"{path.name}.damaged"))
