"""Opening: what the two files of a ledger say together, and what is to be thought of it where they disagree.

The journal decides. Its chain of hashes is verified from the first line to the last; the checkpoint only saves the
work of replaying it. Where the journal itself is damaged the checkpoint counts for more, and then nothing is written.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import msgspec

from govtui.collector import collector_held
from govtui.ledger.checkpoint import Checkpoint, DamagedError, read_checkpoint
from govtui.ledger.journal import Link, Place, read_links
from govtui.ledger.proof import prove
from govtui.ledger.state import ContradictionError, State
from govtui.ledger.transactions import FORMAT, decode, format_of, newer_format

CHECKPOINT_NAME: Final = "ledger.json"
JOURNAL_NAME: Final = "journal.jsonl"


@dataclass
class Recovery:
    """What a ledger's folder holds."""

    state: State = field(default_factory=State)
    place: Place = field(default_factory=Place)
    """Where the journal ends that leads to `state`."""
    saved: Place | None = None
    """Where the journal ended when `ledger.json` was written; None if there is no such file or it is of no use."""
    spoiled: str = ""
    """What is wrong with `ledger.json`, in Chinese; empty where it could be used."""
    fault: str = ""
    """What is wrong with the journal, in Chinese; empty where it is sound."""
    torn: bool = False
    """Behind `place` stands a line whose writing was interrupted."""
    format: int = 0
    """The format of what was written last; 0 where nothing was."""
    newer: int = 0
    """The format of the files if they are newer than this program: `state` may not be all of it then."""

    @property
    def refusal(self) -> str:
        """Why nothing may be written, in Chinese; empty where all is sound."""
        if self.newer:
            return (
                f"台账由较新版本的程序写入（格式 {self.newer}，本程序只认识到格式 {FORMAT}），"
                "显示的内容可能不全，只能查看，不能修改；请升级程序后再打开"
            )
        if self.fault:
            return (
                f"{self.fault}；为防止覆盖，只能查看，不能修改。"
                "请先复制整个台账文件夹，再修复（govtui repair 新文件夹）或从备份恢复"
            )
        return ""


class _ForkedError(Exception):
    """The checkpoint was written after a line that the journal does not have: they are not of one ledger."""


def recover(folder: Path) -> Recovery:
    """Read the ledger in `folder`, an empty one where there is none. Nothing is written. Raises OSError."""
    with collector_held(lasting=True):
        try:
            checkpoint = read_checkpoint(folder / CHECKPOINT_NAME)
        except DamagedError:
            return _rebuild(folder, f"{CHECKPOINT_NAME} 已损坏或被别的程序改动")
        if checkpoint is None:
            return _rebuild(folder, "")
        if checkpoint.meta.format > FORMAT:
            return Recovery(checkpoint.state, checkpoint.place, newer=checkpoint.meta.format)
        try:
            return _replay(folder, checkpoint)
        except _ForkedError:
            return _rebuild(folder, f"{CHECKPOINT_NAME} 与修改记录（{JOURNAL_NAME}）对不上")


def _rebuild(folder: Path, spoiled: str) -> Recovery:
    """Take everything from the journal. A missing `ledger.json` is worth a word only if there was something in it."""
    recovery = _replay(folder, None)
    if recovery.place.number:
        recovery.spoiled = spoiled or f"{CHECKPOINT_NAME} 不见了"
    elif spoiled and not recovery.fault:
        recovery.fault = f"{spoiled}，而修改记录（{JOURNAL_NAME}）是空的，任务无法重建"
    return recovery


def _replay(folder: Path, checkpoint: Checkpoint | None) -> Recovery:
    """Go through the journal: where it is sound up to the checkpoint, line by line only through what lies beyond."""
    journal = folder / JOURNAL_NAME
    proven = prove(journal, checkpoint.place) if checkpoint else None
    replay = _Replay(checkpoint, proven)
    for link in read_links(journal, proven or Place()):
        replay.take(link)
    return replay.finish()


class _Replay:
    """One pass through the journal, on top of a checkpoint or of nothing."""

    def __init__(self, checkpoint: Checkpoint | None, proven: Place | None) -> None:
        self._found = Recovery()
        if checkpoint:
            place = proven or checkpoint.place
            self._found = Recovery(checkpoint.state, place, place, format=checkpoint.meta.format)
        self._start = self._found.place
        self._reached = proven is not None or not self._start.number
        """The line after which the checkpoint was written has been met."""
        self._lines = proven.number if proven else 0
        self._last = b""
        """The last line that counts."""
        self._broken = 0
        """The first line that is not in order."""

    def take(self, link: Link) -> None:
        """Verify a line, and apply it if it lies beyond the checkpoint. Raises _ForkedError."""
        if link.torn:
            self._found.torn = True
            return
        self._lines = link.position
        if not link.chained:
            self._break(link.position)
        header, place = link.header, self._found.place
        if header is None:
            return
        self._last = link.line
        if header.number <= self._start.number:
            self._found.place = place._replace(end=link.end)
            if header.number == self._start.number:
                self._meet(header.hash)
        elif header.number == place.number + 1 and header.previous == place.hash and self._apply(link):
            self._reached = True
            self._found.place = Place(header.number, header.hash, link.end)

    def finish(self) -> Recovery:
        """Return what was found in all."""
        found = self._found
        with suppress(msgspec.DecodeError, UnicodeDecodeError):
            found.format = max(found.format, format_of(self._last) if self._last else 0)
        if self._broken:
            found.fault = f"修改记录（{JOURNAL_NAME}）第 {self._broken} 行被改动，或它前面缺了行"
        elif not self._reached:
            found.fault = f"修改记录（{JOURNAL_NAME}）缺少第 {self._lines + 1} 行起的内容"
        if found.fault:
            lost = self._lines > found.place.number
            found.fault += f"，第 {found.place.number + 1} 行起的修改没有载入" if lost else "，任务的内容没有受影响"
        return found

    def _break(self, position: int) -> None:
        self._broken = self._broken or position

    def _meet(self, line_hash: str) -> None:
        if line_hash != self._start.hash:
            raise _ForkedError
        self._reached = True
        self._found.saved = self._found.place

    def _apply(self, link: Link) -> bool:
        """Say whether the line could be applied. Those behind one that could not do not follow any more."""
        try:
            if newer := newer_format(link.line):
                self._found.newer = newer
                return False
            self._found.state.apply(self._found.state.resolve(decode(link.line).changes))
        except (msgspec.DecodeError, UnicodeDecodeError, ContradictionError):
            self._break(link.position)
            return False
        return True
