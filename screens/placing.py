"""The dialogs that ask where a copy of the ledger goes: a backup, the package of a hand-over."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import ClassVar, Generic

import msgspec
from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input

from govtui.intake.folder import drives
from govtui.keys.keymap import TARGET
from govtui.ledger.backup.keeping import is_apart, made_elsewhere
from govtui.paths import shown_path, typed_path
from govtui.text import one_line
from screens.bindings import bindings
from screens.browsing import exists, is_folder
from screens.dialog import FormDialog, Result
from widgets.segments import Line
from widgets.task_text import paragraph
from widgets.text_pane import TextPane


def other_disks(folder: Path) -> tuple[Path, ...]:
    """Return where a copy of the ledger in `folder` is safe from its disk: the last such place first, then the drives.

    To be called in a thread: a network drive that does not answer may take seconds.
    """
    last = [Path(made.path).parent for made in reversed(made_elsewhere(folder)) if made.apart]
    found: list[Path] = []
    for place in (*last[:1], *(entry.path for entry in drives())):
        with suppress(OSError):
            if place not in found and place.is_dir() and is_apart(folder, place) and os.access(place, os.W_OK):
                found.append(place)
    return tuple(found)


class PlacingDialog(FormDialog[Result], Generic[Result]):
    """A line for the path of the copy, with the other disks to choose from. A file is replaced when asked for twice."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(TARGET)

    class Found(Message):
        """These are the other disks."""

        def __init__(self, disks: tuple[Path, ...]) -> None:
            super().__init__()
            self.disks = disks

    def __init__(self, title: str, said: str, ledger_folder: Path, file_name: str) -> None:
        """Ask for the place of a file that is called `file_name` unless the clerk calls it otherwise."""
        super().__init__(title, TARGET)
        self._said = said
        self._ledger_folder = ledger_folder
        self._file_name = file_name
        self._disks: tuple[Path, ...] = ()
        self._proposed = str(Path.home() / file_name)
        self._confirmed: Path | None = None

    def body(self) -> ComposeResult:
        """Lay out what it is about, what else is asked, and the path."""
        yield TextPane(self._lines, id="said")
        yield from self.other_lines()
        yield from self.line("存为文件", "path", self._proposed)

    def _lines(self, cells: int) -> list[Line]:
        return paragraph(self._said, cells, "label")

    def other_lines(self) -> ComposeResult:
        """Lay out what is asked beside the path."""
        yield from ()

    def on_mount(self) -> None:
        """Look for other disks."""
        self.say(("正在找U盘和其他盘……", "label"))
        self._find()

    @work(thread=True)
    def _find(self) -> None:
        self.post_message(self.Found(other_disks(self._ledger_folder)))

    def on_placing_dialog_found(self, message: Found) -> None:
        """Propose the first of them, unless the clerk has written something else already."""
        self._disks = message.disks
        line = self.query_one("#path", Input)
        if not self._disks:
            self.say(("没有找到U盘或其他盘：存在同一块盘上，盘坏了会一起丢失", "yellow"))
        elif line.value == self._proposed:
            self._propose(self._disks[0])
        else:
            self._say_disks()

    def action_next_drive(self) -> None:
        """Propose the next disk."""
        if not self._disks:
            self.say(("没有找到U盘或其他盘；插上后按 Esc 退出，再进来一次", "yellow"))
            return
        now = Path(self.value("path")).parent
        place = self._disks.index(now) + 1 if now in self._disks else 0
        self._propose(self._disks[place % len(self._disks)])

    def _propose(self, disk: Path) -> None:
        self._proposed = str(disk / self._file_name)
        self.query_one("#path", Input).value = self._proposed
        self._say_disks()

    def _say_disks(self) -> None:
        others = "、".join(shown_path(disk, 24) for disk in self._disks[:3])
        self.say((f"可存到：{others}" + ("  按 F4 换盘" if len(self._disks) > 1 else ""), "label"))

    def finished(self, name: str) -> None:
        """Save after the last line, else go on to the next."""
        if name == "path":
            self.action_save()
        else:
            self.focus_next()

    def action_save(self) -> None:
        """Hand over what was asked, or say what is wrong with the path."""
        if not self.value("path"):
            self.say(("还没有写存到哪个文件", "yellow"))
            return
        path = typed_path(self.value("path"))
        if is_folder(path):
            path = path / self._file_name
        elif path.suffix.lower() != ".zip":
            path = path.with_name(f"{path.name}.zip")
        if not is_folder(path.parent):
            self.say((f"没有 {shown_path(path.parent, 40)} 这个文件夹，U盘请先插好", "yellow"))
        elif exists(path) and path != self._confirmed:
            self._confirmed = path
            self.say(("文件已经存在，再按一次 Enter 或 Ctrl+S 覆盖，也可以改个名字", "yellow"))
        else:
            self.dismiss(self.request(path))

    def request(self, path: Path) -> Result:
        """Return what is asked for, with the copy at `path`."""
        raise NotImplementedError


class BackupDialog(PlacingDialog[Path]):
    """Its result is the file to back up to."""

    def request(self, path: Path) -> Path:
        """Return the path."""
        return path


class HandoverRequest(msgspec.Struct, frozen=True):
    """A hand-over: where its package goes, from whom to whom."""

    path: Path
    giver: str
    receiver: str
    witness: str


class HandoverDialog(PlacingDialog[HandoverRequest]):
    """Who hands over to whom, and where the package goes."""

    def __init__(self, title: str, said: str, ledger_folder: Path, file_name: str, giver: str) -> None:
        """Ask, with the name of the `giver` filled in."""
        super().__init__(title, said, ledger_folder, file_name)
        self._giver = giver

    def other_lines(self) -> ComposeResult:
        """Lay out the names."""
        yield from self.line("移交人", "giver", self._giver, "可不填，打印后手写")
        yield from self.line("接收人", "receiver", "", "可不填，打印后手写")
        yield from self.line("监交人", "witness", "", "可不填，打印后手写")

    def request(self, path: Path) -> HandoverRequest:
        """Return path and names."""
        names = {name: one_line(self.value(name)) for name in ("giver", "receiver", "witness")}
        return HandoverRequest(path, **names)
