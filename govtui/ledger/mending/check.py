"""`govtui check`: everything that a ledger's folder holds, looked at and compared, and nothing written.

The journal is replayed from nothing, line by line, so only the state is held in memory, however long it is.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from govtui.collector import collector_held
from govtui.errors import LedgerError, RequestError
from govtui.ledger.backup import archive
from govtui.ledger.backup.keeping import BACKUPS_NAME
from govtui.ledger.backup.manifest import EVIDENCE_NAME, SUBMISSIONS_NAME, evidence_in
from govtui.ledger.checkpoint import Checkpoint, DamagedError, read_checkpoint
from govtui.ledger.disk import explain
from govtui.ledger.evidence import Watch, fault_of, kept_path, unwatched
from govtui.ledger.journal import Link, read_links
from govtui.ledger.mending.findings import FindingKind, Findings, Report
from govtui.ledger.mending.references import (
    check_ids,
    check_state,
    check_taking_back,
    differences,
    evidence_of_change,
    evidence_of_task,
    strangers,
)
from govtui.ledger.mending.sequence import LineSequence
from govtui.ledger.recovery import CHECKPOINT_NAME, JOURNAL_NAME
from govtui.ledger.state import ContradictionError, State
from govtui.ledger.submissions import kept_sheet_path, sheet_fault
from govtui.ledger.transactions import FORMAT, GENESIS, Transaction, decode, inspect, newer_format
from govtui.model import Evidence

_LINES_BETWEEN: Final = 500
"""Lines after which progress is told."""
_EVIDENCE_MARK: Final = b'"sha256":"'


def check(folder: Path, watch: Watch = unwatched) -> Report:
    """Look at everything in a ledger's folder; it may be in use, and nothing is written.

    `watch` is told the bytes looked at and all that there are. Raises RequestError where there is no ledger, and
    LedgerError where the folder itself cannot be read.
    """
    try:
        if not any((folder / name).exists() for name in (CHECKPOINT_NAME, JOURNAL_NAME)):
            raise RequestError(
                "没有可检查的台账",
                f"{folder} 中没有台账（{CHECKPOINT_NAME} 和 {JOURNAL_NAME} 都不在）",
                "请用 --ledger 指定台账所在的文件夹",
            )
        return _Check(folder, watch).run()
    except OSError as error:
        cause, hint = explain(error)
        raise LedgerError("台账检查不了", f"读取台账文件夹 {folder} 时出错（{cause}）", hint) from error


class _Check:
    """One look at a folder."""

    def __init__(self, folder: Path, watch: Watch) -> None:
        self._folder = folder
        self._findings = Findings()
        self._evidence: dict[tuple[str, int], tuple[Evidence, str]] = {}
        """What is referred to, by sum and size, with the place of the first one that does."""
        self._lines = 0
        self._torn: Link | None = None
        self._backups = sorted(path for path in (folder / BACKUPS_NAME).glob("*.zip") if path.is_file())
        kept = [folder / path for path in evidence_in(folder)]
        self._watch = Steps(watch, sum(_size(path) for path in (folder / JOURNAL_NAME, *kept, *self._backups)))

    def run(self) -> Report:
        """Look at all of it."""
        checkpoint = self._read_checkpoint()  # before the journal, which a writer may lengthen in between
        replay = _Replay(checkpoint, self._findings, self._refer)
        with collector_held():
            self._read_journal(replay)
        state = replay.finish()
        check_state(state, self._findings)
        for task in state.tasks.values():
            for evidence in evidence_of_task(task):
                self._refer(evidence, f"任务 {task.id}")
        self._check_evidence()
        self._check_sheets(state)
        self._check_backups()
        self._note_leftovers()
        self._look_again_at_torn_line()
        counts = (self._lines, len(state.documents), len(state.tasks), len(self._evidence), len(self._backups))
        return Report(self._findings.all(), *counts)

    def _read_checkpoint(self) -> Checkpoint | None:
        try:
            checkpoint = read_checkpoint(self._folder / CHECKPOINT_NAME)
        except DamagedError:
            text = f"{CHECKPOINT_NAME} 已损坏或被别的程序改动"
            self._findings.add(FindingKind.CHECKPOINT_DAMAGED, text, CHECKPOINT_NAME)
            return None
        except OSError as error:
            self._findings.add(FindingKind.UNREADABLE_FILE, _unreadable(error), CHECKPOINT_NAME)
            return None
        if checkpoint is None:
            self._findings.add(FindingKind.CHECKPOINT_MISSING, f"{CHECKPOINT_NAME} 不见了", CHECKPOINT_NAME)
        elif checkpoint.meta.format > FORMAT:
            _note_newer(checkpoint.meta.format, CHECKPOINT_NAME, self._findings)
            return None
        return checkpoint

    def _read_journal(self, replay: _Replay) -> None:
        sequence, end = LineSequence(self._findings), 0
        try:
            for link in read_links(self._folder / JOURNAL_NAME):
                if link.torn:
                    self._torn = link
                    break
                self._lines = link.position
                sequence.take(link)
                replay.take(link)
                if link.position % _LINES_BETWEEN == 0:
                    self._watch.step(link.end - end)
                    end = link.end
        except OSError as error:
            text = f"第 {self._lines + 1} 行起读不出来：{_unreadable(error)}"
            self._findings.add(FindingKind.UNREADABLE_FILE, text, JOURNAL_NAME)
            return
        sequence.finish(replay.saved)
        self._watch.step(_size(self._folder / JOURNAL_NAME) - end)

    def _refer(self, evidence: Evidence, place: str) -> None:
        self._evidence.setdefault((evidence.sha256, evidence.size), (evidence, place))

    def _check_evidence(self) -> None:
        used = set()
        for evidence, place in self._evidence.values():
            with suppress(LedgerError):
                used.add(kept_path(self._folder, evidence))
            if fault := fault_of(self._folder, evidence, self._watch.within()):
                kept = _is_kept(self._folder, evidence)
                kind = FindingKind.EVIDENCE_CHANGED if kept else FindingKind.EVIDENCE_MISSING
                self._findings.add(kind, f"佐证材料“{evidence.name}”：{fault}", place)
        for path in evidence_in(self._folder):
            if self._folder / path not in used and path.startswith(f"{EVIDENCE_NAME}/"):
                self._findings.add(FindingKind.UNUSED_EVIDENCE, "没有任务用到这份佐证材料", path)

    def _check_sheets(self, state: State) -> None:
        """Look at the sheets that were handed in; one that stays behind when a hand-in is taken back is no finding."""
        for each in state.rounds.values():
            if each.handed_in and (fault := sheet_fault(self._folder, each.handed_in)):
                path = kept_sheet_path(self._folder, each.handed_in)
                kind = FindingKind.SHEET_CHANGED if path.is_file() else FindingKind.SHEET_MISSING
                text = f"“{each.title}”（{each.due}）报送的表：{fault}"
                self._findings.add(kind, text, f"{SUBMISSIONS_NAME}/{path.name}")

    def _check_backups(self) -> None:
        for path in self._backups:
            for fault in archive.faults_of(path):
                self._findings.add(FindingKind.BACKUP_DAMAGED, fault, f"{BACKUPS_NAME}/{path.name}")
            self._watch.step(_size(path))

    def _note_leftovers(self) -> None:
        for place in (self._folder, *map(self._folder.joinpath, (EVIDENCE_NAME, SUBMISSIONS_NAME, BACKUPS_NAME))):
            for path in sorted([*place.glob("*.tmp"), *place.glob("*.damaged")]):
                name = path.relative_to(self._folder).as_posix()
                text = "写到一半留下的文件" if path.suffix == ".tmp" else "以前损坏、另存下来的文件"
                self._findings.add(FindingKind.LEFTOVER, text, name)

    def _look_again_at_torn_line(self) -> None:
        """Name a line that is still torn now: a writer may just have been going on with it."""
        if self._torn is None:
            return
        with suppress(OSError), (self._folder / JOURNAL_NAME).open("rb") as file:
            file.seek(self._torn.end - len(self._torn.line))
            if inspect(file.readline()):
                return
        text = "最后一行没有写完，当时没有显示为已保存；重新打开台账时会去掉它"
        place = f"{JOURNAL_NAME} 第 {self._torn.position} 行"
        self._findings.add(FindingKind.TORN_LINE, text, place)


class _Replay:
    """The journal applied to nothing, compared with the checkpoint where it meets it."""

    def __init__(
        self, checkpoint: Checkpoint | None, findings: Findings, refer: Callable[[Evidence, str], None]
    ) -> None:
        self._checkpoint = checkpoint
        self._findings = findings
        self._refer = refer
        self._state = State()
        self._follows = True
        """The state is that of the line before: none was left out."""
        self._number, self._hash = 0, GENESIS
        self._newer = 0
        self.saved = checkpoint.meta.number if checkpoint else 0
        if not self.saved:
            self._compare()

    def take(self, link: Link) -> None:
        """Apply the next line, where that can be done."""
        if link.header is None:
            self._follows = False
            return
        if not self._follows:
            self._go_on_from_checkpoint(link.header.number, link.header.previous)
        self._follows = self._follows and link.header.number == self._number + 1 and link.header.previous == self._hash
        transaction = self._decoded(link)
        if transaction is None:
            self._follows = False
            return
        self._look_at(transaction, link)
        self._number, self._hash = link.header.number, link.header.hash
        if self._number == self.saved:
            self._compare()

    def finish(self) -> State:
        """Return the state at the end, that of the checkpoint where the journal does not lead to one."""
        return self._checkpoint.state if self._checkpoint else self._state

    def _decoded(self, link: Link) -> Transaction | None:
        place = _line(link)
        try:
            if newer := newer_format(link.line):
                if not self._newer:
                    _note_newer(newer, place, self._findings)
                self._newer = newer
                return None
            return decode(link.line)
        except (msgspec.DecodeError, UnicodeDecodeError):
            self._findings.add(FindingKind.UNKNOWN_LINE, f"第 {link.position} 行的内容不是修改记录的样子", place)
            return None

    def _look_at(self, transaction: Transaction, link: Link) -> None:
        place = _line(link)
        check_taking_back(transaction, place, self._findings)
        if _EVIDENCE_MARK in link.line:
            for change in transaction.changes:
                if change.table == "tasks":
                    for evidence in evidence_of_change(change):
                        self._refer(evidence, f"任务 {change.id}")
        if not check_ids(transaction.changes, place, self._findings):
            self._follows = False
        if self._follows:
            self._apply(transaction, link)

    def _apply(self, transaction: Transaction, link: Link) -> None:
        unknown = strangers(transaction, self._state)
        try:
            self._state.apply(self._state.resolve(transaction.changes))
        except (msgspec.ValidationError, ContradictionError):
            self._follows = False
            if unknown:
                text = f"第 {link.position} 行的任务顺序提到了台账中没有的任务 {unknown[0]}"
                self._findings.add(FindingKind.UNKNOWN_TASK, text, _line(link))
            else:
                text = f"第 {link.position} 行的修改与它之前的内容矛盾，其后的修改没有核对"
                self._findings.add(FindingKind.CONTRADICTING_LINE, text, _line(link))

    def _go_on_from_checkpoint(self, number: int, previous: str) -> None:
        """Take up the thread behind the line after which the checkpoint was written."""
        checkpoint = self._checkpoint
        if checkpoint and (number - 1, previous) == (checkpoint.meta.number, checkpoint.meta.hash):
            self._state, self._follows = checkpoint.state, True
            self._number, self._hash = checkpoint.meta.number, checkpoint.meta.hash

    def _compare(self) -> None:
        checkpoint = self._checkpoint
        if checkpoint is None:
            return
        if checkpoint.meta.hash != self._hash:
            text = f"{CHECKPOINT_NAME} 与修改记录（{JOURNAL_NAME}）对不上，可能来自另一个台账"
            self._findings.add(FindingKind.CHECKPOINT_FOREIGN, text, CHECKPOINT_NAME)
            self._checkpoint = None
        elif self._follows and (found := differences(self._state, checkpoint.state)):
            text = f"{CHECKPOINT_NAME} 的内容与修改记录推算的结果不同：{'，'.join(found)}"
            self._findings.add(FindingKind.CHECKPOINT_DIFFERENT, text, CHECKPOINT_NAME)
        if self._follows:
            self._checkpoint = None  # its state is needed no more


class Steps:
    """Adds up the bytes of several parts, and tells how far the whole is."""

    def __init__(self, watch: Watch, total: int) -> None:
        self._watch, self._done, self._total = watch, 0, total

    def step(self, size: int) -> None:
        """Tell that so many more bytes are done."""
        self._done += max(0, size)
        self._watch(min(self._done, self._total), self._total)

    def within(self) -> Watch:
        """Return what may be told how far one file is."""
        before = 0

        def told(done: int, _: int) -> None:
            nonlocal before
            self.step(done - before)
            before = done

        return told


def _is_kept(folder: Path, evidence: Evidence) -> bool:
    try:
        return kept_path(folder, evidence).is_file()
    except LedgerError:
        return False


def _note_newer(found: int, place: str, findings: Findings) -> None:
    text = f"由较新版本的程序写入（格式 {found}，本程序只认识到格式 {FORMAT}），不能全部检查；请升级程序后再检查"
    findings.add(FindingKind.NEWER_FORMAT, text, place)


def _line(link: Link) -> str:
    return f"{JOURNAL_NAME} 第 {link.position} 行"


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _unreadable(error: OSError) -> str:
    return explain(error)[0]
