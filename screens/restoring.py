"""The dialogs in which a backup is chosen, looked at, and put back."""

from __future__ import annotations

import datetime as dt
from enum import Enum
from pathlib import Path
from typing import ClassVar

import msgspec
from textual.app import ComposeResult
from textual.binding import BindingType

from govtui.errors import LedgerError
from govtui.intake.folder import Entry, list_folder
from govtui.keys.intake import CHOICE
from govtui.keys.keymap import CHOOSE_BACKUP
from govtui.ledger.backup.manifest import Manifest, kept_words
from govtui.text import one_line
from screens.bindings import bindings
from screens.browsing import BrowsingDialog, first_folder
from screens.dialog import Dialog
from screens.moving import ChoiceMoving
from widgets.choice_list import ChoiceList
from widgets.segments import Line
from widgets.task_text import field, paragraph
from widgets.text_pane import TextPane


class FindBackupDialog(BrowsingDialog[Path]):
    """The ZIP files of the computer; its result is one of them."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(CHOOSE_BACKUP)
    placeholder = "打字筛选；或粘贴、拖入备份文件，按 Enter 选定"
    nothing_here = "这个文件夹里没有备份（.zip）"

    def __init__(self, folder: Path) -> None:
        """Begin in `folder`, where the automatic backups are."""
        super().__init__("从备份恢复：选择备份", CHOOSE_BACKUP)
        self._folder = first_folder(folder)

    def on_mount(self) -> None:
        """List the first folder."""
        self.go(self._folder)
        self.say(("先看备份的内容再决定；别处的备份，按 F4 看U盘和其他盘", "label"))

    def entries_of(self, folder: Path) -> tuple[Entry, ...]:
        """Return the folders and ZIP files of a folder."""
        return list_folder(folder, lambda name: name.lower().endswith(".zip"))

    def open_file(self, path: Path) -> None:
        """Take a backup."""
        self.dismiss(path)


class RestoreWay(Enum):
    """Where a backup is put; the value is how it is offered."""

    BESIDE = "恢复成另一本台账，现在这本不动"
    HERE = "换下现在这本台账（现在的内容先自动备份）"


class Backup(msgspec.Struct, frozen=True):
    """A backup that was looked at."""

    path: Path
    manifest: Manifest


def looked_at(path: Path) -> Backup:
    """Return a backup all of which was read. Raises LedgerError where it is none, or not as it was made."""
    from govtui.ledger.backup.archive import faults_of, read_manifest

    manifest = read_manifest(path)
    if faults := faults_of(path):
        raise LedgerError("这份备份有问题", f"{path.name}：{'；'.join(faults[:3])}", "请换一份备份")
    return Backup(path, manifest)


class RestoreDialog(Dialog[RestoreWay], ChoiceMoving):
    """What a backup holds, and where it is to be put; its result is that place."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(CHOICE)

    def __init__(self, backup: Backup, present: int, *, here: bool) -> None:
        """Tell of a backup while the ledger has `present` changes; it can be put `here` only if one may write."""
        super().__init__(f"从备份恢复：{one_line(backup.path.name)}", CHOICE)
        self._backup = backup
        self._present = present
        self._ways = tuple(RestoreWay) if here else (RestoreWay.BESIDE,)

    def body(self) -> ComposeResult:
        """Lay out what the backup says of itself, and the ways."""
        yield TextPane(self._lines, id="said")
        cursor = len(self._ways) - 1 if not self._present else 0  # into an empty ledger, on a new computer
        yield ChoiceList([way.value for way in self._ways], cursor, numbered=False)

    def _lines(self, cells: int) -> list[Line]:
        manifest = self._backup.manifest
        evidence = kept_words(member.path for member in manifest.evidence)
        facts = [
            ("台账", one_line(manifest.name) or "未命名"),
            ("备份时间", _moment_words(manifest.made_at)),
            ("操作人", one_line(manifest.operator) or "未登记"),
            ("内容", f"共{manifest.number}次改动" + (f"，{evidence}" if evidence else "")),
            ("现在这本", f"共{self._present}次改动" if self._present else "还是空的"),
        ]
        lines = [line for label, text in facts for line in field(label, text, cells)]
        if manifest.raw:
            lines += paragraph("这是对有问题的台账原样做的备份，恢复后问题还在", cells, "yellow")
        if manifest.beside and not evidence:
            lines += paragraph("不含佐证材料的原件，它们在原台账文件夹里", cells, "label")
        return lines

    def on_choice_list_chosen(self, message: ChoiceList.Chosen) -> None:
        """Take the clicked one."""
        self.dismiss(self._ways[message.place])

    def action_choose(self) -> None:
        """Take the one under the cursor."""
        self.dismiss(self._ways[self.query_one(ChoiceList).cursor])


def _moment_words(moment: dt.datetime) -> str:
    return f"{moment.year}年{moment.month}月{moment.day}日 {moment:%H:%M}"
