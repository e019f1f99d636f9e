"""`govtui repair`: a new ledger of what is sound in a damaged one, in a folder of its own.

The old folder is only read: whatever this makes of it, it can be made again. What cannot be taken over is not dropped
but written, as it stands, into a text file beside the new ledger.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from io import BytesIO, FileIO
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple
from uuid import uuid4

import msgspec

from govtui.collector import collector_held
from govtui.errors import LedgerError, RequestError
from govtui.ledger.backup.manifest import evidence_in
from govtui.ledger.checkpoint import write_checkpoint
from govtui.ledger.disk import explain, sync_folder, write_file
from govtui.ledger.evidence import UnwrittenError, Watch, copy_file, put_in_place, unwatched
from govtui.ledger.journal import Place
from govtui.ledger.lock import account_name, computer_name
from govtui.ledger.mending.check import Steps, check
from govtui.ledger.mending.differences import changes_before, changes_between
from govtui.ledger.mending.findings import FindingKind, Report
from govtui.ledger.mending.references import differences
from govtui.ledger.mending.salvage import Bridge, Piece, Salvage, apply, can_apply, read_piece, survey
from govtui.ledger.recovery import CHECKPOINT_NAME, JOURNAL_NAME, recover
from govtui.ledger.transactions import FORMAT, Change, Transaction, decode, seal

UNRECOVERED_NAME: Final = "未能恢复的记录.txt"
"""The lines that could not be taken over, as they stood in the old journal."""

_BLOCK: Final = 1 << 20
_STRETCHES_NAMED: Final = 3
_STAYS_BROKEN: Final = (
    FindingKind.EVIDENCE_MISSING,
    FindingKind.EVIDENCE_CHANGED,
    FindingKind.SHEET_MISSING,
    FindingKind.SHEET_CHANGED,
)
"""What no repair can bring back."""


class Repaired(NamedTuple):
    """What came of a repair."""

    folder: Path
    """The new ledger's."""
    kept: int
    """Lines of the journal that were taken over as they are."""
    resealed: int
    """Lines that were taken over with a new place in the chain; time, operator and content are theirs."""
    bridges: tuple[str, ...]
    """What was put in place of lost lines, in Chinese: one for each transaction that was added."""
    unrecovered: int
    """Lines that stand in the file `UNRECOVERED_NAME`, which is there only if there are any."""
    repeated: int
    """Lines that stood there more than once, and were taken over once."""
    unreadable: str
    """Why the old journal could not be read to its end; empty where it could."""
    copied: tuple[str, ...]
    """Paths of evidence and sheets that were copied."""
    report: Report
    """What the check of the new ledger found."""

    @property
    def evidence(self) -> int:
        """How many files were copied."""
        return len(self.copied)


def repair(folder: Path, target: Path, *, moment: dt.datetime, operator: str, watch: Watch = unwatched) -> Repaired:
    """Make a new ledger in `target` of the damaged one in `folder`, which is never written to and may be in use.

    Taken over are: the sound beginning of the journal as it is; the state in `ledger.json` where that goes further, by
    a transaction of its own; the sound lines behind that, where need be behind one that restores what a line says was
    there before it; all evidence. `moment` and `operator` stand in what is added. Raises RequestError where there is no
    ledger or `target` is no empty place of its own; LedgerError where it cannot be read or written, or the result is
    not sound. Nothing stays in `target` then.
    """
    folder, target = Path(folder), Path(target)
    if not any((folder / name).exists() for name in (CHECKPOINT_NAME, JOURNAL_NAME)):
        raise RequestError(
            "没有可修复的台账",
            f"{folder} 中没有台账（{CHECKPOINT_NAME} 和 {JOURNAL_NAME} 都不在）",
            "请用 --ledger 指定台账所在的文件夹",
        )
    try:
        with _empty_place(folder, target), collector_held():
            return _Repair(folder, target, moment, operator, watch).run()
    except OSError as error:
        cause, hint = explain(error)
        raise LedgerError(
            "台账没有修复", f"从 {folder} 修复到 {target} 时出错（{cause}），原台账没有改动", hint
        ) from error


@contextmanager
def _empty_place(folder: Path, target: Path) -> Iterator[None]:
    """Make the new folder, and leave nothing in it after a failure. Raises RequestError where it is not empty."""
    here, there = folder.resolve(), target.resolve()
    if there == here or there.is_relative_to(here):
        hint = "请另选一个位置，最好在另一块磁盘上"
        raise RequestError("台账没有修复", "修复的结果不能放在原来的台账文件夹里", hint)
    existed = target.exists()
    if existed and (not target.is_dir() or any(target.iterdir())):
        raise RequestError("台账没有修复", f"{target} 已经存在，里面不是空的", "请指定一个新的文件夹")
    try:
        target.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        with suppress(OSError):
            _empty(target)
            if not existed:
                target.rmdir()
        raise


def _opened(journal: Path) -> BinaryIO:
    """Return the old journal, an empty one if it is lost. Raises OSError."""
    return journal.open("rb") if journal.exists() else BytesIO()


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            _empty(path)
            path.rmdir()
        else:
            path.chmod(0o600)  # Windows does not remove what is for reading only
            path.unlink()


class _Repair:
    """One repair."""

    def __init__(self, folder: Path, target: Path, moment: dt.datetime, operator: str, watch: Watch) -> None:
        self._old, self._target = folder, target
        self._moment, self._operator = moment, operator
        self._paths = list(evidence_in(folder))
        sizes = sum((folder / path).stat().st_size for path in self._paths)
        journal = folder / JOURNAL_NAME
        self._steps = Steps(watch, sizes + (journal.stat().st_size if journal.exists() else 0))
        self._lost: list[Piece] = []
        self._numbers: dict[int, int] = {}
        """What the old numbers behind the sound part have become."""
        self._resealed = 0
        self._kept = 0
        self._bridges: list[str] = []

    def run(self) -> Repaired:
        """Do all of it. Raises OSError and LedgerError."""
        found = survey(self._old, self._steps)
        self._place, self._state, self._sound = found.place, found.state, found.place.number
        self._lost += found.damaged
        with _opened(self._old / JOURNAL_NAME) as self._journal:
            with FileIO(self._target / JOURNAL_NAME, "x") as self._file:
                self._copy_beginning(found.place.end)
                self._take_over(found)
                os.fsync(self._file.fileno())
            self._write_lost()
        write_checkpoint(self._target / CHECKPOINT_NAME, self._state.snapshot(), self._place)
        copied = tuple(filter(self._copy_evidence, self._paths))
        return Repaired(
            folder=self._target,
            kept=found.place.number + self._kept,
            resealed=self._resealed,
            bridges=tuple(self._bridges),
            unrecovered=len(self._lost),
            repeated=found.repeated,
            unreadable=found.unreadable,
            copied=copied,
            report=self._checked(),
        )

    def _copy_beginning(self, end: int) -> None:
        self._journal.seek(0)
        while end and (block := self._journal.read(min(end, _BLOCK))):
            self._write(block)
            end -= len(block)

    def _take_over(self, found: Salvage) -> None:
        """Take over the lines behind the sound part, by number, with the bridge where it belongs."""
        bridge = found.bridge
        for piece in found.pieces:
            if bridge and piece.number >= bridge.number:
                self._build(bridge)
                bridge = None
            if not self._take(piece, mending=bridge is None):
                self._lost.append(piece)
        if bridge:
            self._build(bridge)

    def _take(self, piece: Piece, *, mending: bool) -> bool:
        """Say whether a line could be taken over; `mending` may be done for it."""
        if piece.number <= self._sound or piece.number in self._numbers:  # another one has its number
            return False
        try:
            line = read_piece(self._journal, piece)
            transaction = decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, OSError):
            return False
        if mending and not can_apply(transaction, self._state):
            self._mend(transaction)
        fitting = self._with_new_numbers(transaction)
        if not apply(fitting, self._state):
            return False
        if fitting is transaction:  # it stood in a wrong place only
            self._append(line, piece.number, piece.hash)
            self._kept += 1
        else:
            self._seal(fitting)
            self._resealed += 1
        self._numbers[piece.number] = self._place.number
        return True

    def _mend(self, transaction: Transaction) -> None:
        """Bring the state to what a line says was there before it, if the line fits then."""
        changes = changes_before(transaction.changes, self._state)
        if not changes:
            return
        needed = msgspec.structs.replace(transaction, changes=tuple(changes))
        if not apply(needed, self._state):
            return
        fits = can_apply(transaction, self._state)
        apply(msgspec.structs.replace(transaction, changes=tuple(change.inverse() for change in changes)), self._state)
        if fits:
            source = f"第{transaction.number}条所记的改前内容"
            self._add(changes, transaction.number, source)

    def _with_new_numbers(self, transaction: Transaction) -> Transaction:
        """Return a transaction in the next place of the new chain; what it takes back is named as it is called now."""
        links = [number for number in (transaction.undoes, transaction.redoes) if number is not None]
        new = [number if 1 <= number <= self._sound else self._numbers.get(number) for number in links]
        # What takes back something that is lost is a change like any other.
        undoes, redoes = (*new, None, None)[:2] if None not in new else (None, None)
        place = {"number": self._place.number + 1, "previous": self._place.hash, "undoes": undoes, "redoes": redoes}
        same = all(getattr(transaction, name) == value for name, value in place.items())
        return transaction if same else msgspec.structs.replace(transaction, **place, hash="")

    def _build(self, bridge: Bridge) -> None:
        """Bring the state to that of the bridge."""
        if changes := changes_between(self._state, bridge.state):
            self._add(changes, bridge.number, CHECKPOINT_NAME)

    def _add(self, changes: Sequence[Change], number: int, source: str) -> None:
        """Add a transaction in place of what is lost before the old number `number`."""
        missing = _stretches(self._sound, sorted(self._numbers), number)
        what = f"第{missing}条修改记录损坏" if missing else f"第{number}条之前的内容对不上"
        reason = f"修复：{what}，按{_apart(source)}补上结果"
        transaction = Transaction(
            number=self._place.number + 1,
            format=FORMAT,
            time=self._moment,
            operator=self._operator,
            account=f"{account_name()}@{computer_name()}",
            reason=reason,
            changes=tuple(changes),
            previous=self._place.hash,
        )
        if not apply(transaction, self._state):
            raise _failed(f"按{_apart(source)}补不上损坏的内容")
        self._seal(transaction)
        self._bridges.append(reason)

    def _seal(self, transaction: Transaction) -> None:
        sealed = seal(transaction)
        self._append(sealed.line, transaction.number, sealed.transaction.hash)

    def _append(self, line: bytes, number: int, line_hash: str) -> None:
        self._write(line)
        self._place = Place(number, line_hash, self._place.end + len(line))

    def _write(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            rest = rest[self._file.write(rest) :]

    def _write_lost(self) -> None:
        """Write down what could not be taken over, in the order of the old journal."""
        if self._lost:
            lines = (read_piece(self._journal, piece) for piece in sorted(self._lost, key=lambda piece: piece.start))
            write_file(self._target / UNRECOVERED_NAME, b"".join(line.rstrip(b"\n") + b"\n" for line in lines))

    def _copy_evidence(self, path: str) -> bool:
        """Say whether a file could be copied; one that cannot be read any more is named by the check."""
        source, target = self._old / path, self._target / path
        temporary = target.with_name(f"{uuid4().hex}.tmp")
        try:
            with source.open("rb") as file:
                copy_file(file, source.stat().st_size, temporary, self._steps.within())
        except UnwrittenError as error:
            raise error.cause from error
        except OSError:
            temporary.unlink(missing_ok=True)
            return False
        put_in_place(temporary, target)
        return True

    def _checked(self) -> Report:
        """Look at the new ledger as anybody would who opens it. Raises LedgerError if it is not what it should be."""
        sync_folder(self._target)
        opened = recover(self._target)
        if opened.refusal or opened.spoiled or opened.torn or differences(opened.state, self._state):
            raise _failed(opened.refusal or opened.spoiled or "写下的内容读出来不一样")
        report = check(self._target)
        faults = [finding for finding in report.faults if finding.kind not in _STAYS_BROKEN]
        if faults:
            raise _failed(faults[0].text)
        return report


def _stretches(before: int, numbers: Iterable[int], end: int) -> str:
    """Return the numbers between `before` and `end` that are not among `numbers`: 5, 5至9, 5至9、11."""
    found = []
    for number in (*(number for number in numbers if number < end), end):
        if number > before + 1:
            found.append(f"{before + 1}" if number == before + 2 else f"{before + 1}至{number - 1}")
        before = number
    return "、".join(found[:_STRETCHES_NAMED]) + ("等" if len(found) > _STRETCHES_NAMED else "")


def _apart(source: str) -> str:
    """Return what follows a Chinese character and is followed by one, with blanks around a Latin name."""
    return f" {source} " if source.isascii() else source


def _failed(cause: str) -> LedgerError:
    hint = "请复制整个台账文件夹留作依据，再用最近的备份恢复（govtui restore）"
    return LedgerError("台账没有修复", f"修复的结果没有通过检查（{cause}），没有留下；原台账没有改动", hint)
