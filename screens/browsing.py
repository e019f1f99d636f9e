"""What the dialogs share in which a file or folder is chosen: a line to type into and the list of a folder below it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Generic

from textual import work
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Input

from govtui.errors import GovtuiError
from govtui.intake.folder import Entry, FileOrder, arranged, drives, list_folder
from govtui.keys.actions import Part
from govtui.paths import shown_path, typed_path
from govtui.text import clip
from screens.dialog import Dialog, Result
from screens.moving import RowMoving, Rows
from widgets.file_table import FileTable
from widgets.line_bar import LineBar
from widgets.line_input import PathInput
from widgets.row_list import RowList

LONGEST_PATH = 46
"""Cells of a folder's path."""

_PATH_SIGNS = ("/", "\\", "~", '"', "'", "“", "‘", "file:")
"""How a typed text begins that is a path and not a part of a name; a drive (`D:`) is one as well."""


class BrowsingDialog(Dialog[Result], RowMoving, Generic[Result]):
    """A line to type or drop a path into, which also filters the list of files below it.

    To be named after other bases that have a style of their own: the toolkit's style sheet follows the first alone.
    """

    placeholder = "打字筛选；或把文件拖到这里、粘贴路径，按 Enter 打开"
    nothing_here = "这个文件夹里没有能读的文件"

    class Listed(Message):
        """A folder was read; `entries` are what stands in it, or the error that kept it from it."""

        def __init__(self, folder: Path, entries: tuple[Entry, ...] | GovtuiError) -> None:
            super().__init__()
            self.folder, self.entries = folder, entries

    def __init__(self, title: str, part: Part) -> None:
        super().__init__(title, part)
        self._folder = Path.home()
        self._order = FileOrder.NEWEST
        self._entries: tuple[Entry, ...] = ()
        self._wanted = ""
        self._at_drives = False

    def body(self) -> ComposeResult:
        """Lay out the line, the folder's name and the list."""
        yield PathInput(placeholder=self.placeholder, id="path")
        yield LineBar(id="folder")
        yield FileTable()

    def entries_of(self, folder: Path) -> tuple[Entry, ...]:
        """Return what stands in a folder, as far as it can be chosen; in a thread. Raises IntakeError."""
        return list_folder(folder)

    def open_file(self, path: Path) -> None:
        """Take a file that was chosen; it need not be there."""

    # The list

    def go(self, folder: Path) -> None:
        """Show another folder."""
        folder = Path(os.path.normpath(folder.absolute()))
        self._folder, self._at_drives = folder, False
        self._list_in_background(folder)

    @work(thread=True)
    def _list_in_background(self, folder: Path) -> None:
        try:
            self.post_message(self.Listed(folder, self.entries_of(folder)))
        except GovtuiError as error:
            self.post_message(self.Listed(folder, error))

    def on_browsing_dialog_listed(self, message: Listed) -> None:
        """Show what stands in the folder that is wanted now."""
        if message.folder != self._folder or self._at_drives:
            return
        if isinstance(message.entries, GovtuiError):
            self._entries = (Entry("..", self._folder.parent, True),)
            self.say((f"{message.entries.title}：{message.entries.message}", "yellow"))
        else:
            self._entries = message.entries
        self.show_entries()

    def show_entries(self) -> None:
        """Show the entries that are wanted, in their order."""
        shown = arranged(self._entries, self._order, self._wanted)
        empty = f"没有名称含“{clip(self._wanted, 20)}”的文件" if self._wanted else self.nothing_here
        self.query_one(FileTable).show(shown, empty)
        where = "各个盘" if self._at_drives else shown_path(self._folder, LONGEST_PATH)
        self.query_one("#folder", LineBar).show(
            [("文件夹 ", "label"), (where, "theme")], [(self.count_words(shown), "label")]
        )

    def count_words(self, shown: tuple[Entry, ...]) -> str:
        """Return what is said of the list."""
        return f"{sum(not entry.is_folder for entry in shown)}个文件  {self._order.value}"

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter the list, or show the folder that is being typed."""
        text = event.value.strip()
        self._wanted = text
        if _is_path(text):
            folder, self._wanted = _folder_and_rest(typed_path(text))
            if folder is not None and folder != self._folder:
                self.go(folder)
                return
        self.show_entries()

    # Keys

    def on_input_submitted(self) -> None:
        """Enter in the line opens what was typed."""
        self.action_open()

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A double click opens."""
        self.action_open()

    def action_open(self) -> None:
        """Open what was typed if it is there, else what stands under the cursor."""
        text = self.query_one("#path", Input).value.strip()
        path = self._folder / typed_path(text) if text else None
        if path is not None and exists(path):
            self.open(path)
        elif entry := self.query_one(FileTable).entry:
            self.open(entry.path)
        elif path is not None:
            self.open_file(path)  # which says that it is not there

    def open(self, path: Path) -> None:
        """Go into a folder, or take a file."""
        if is_folder(path):
            self.query_one("#path", Input).value = ""
            self.go(path)
        else:
            self.open_file(path)

    @property
    def moved_rows(self) -> Rows:
        """The list that the keys move in."""
        return self.query_one(FileTable)

    def action_next_order(self) -> None:
        """Sort the files in the next order."""
        orders = list(FileOrder)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self.show_entries()

    def action_go_home(self) -> None:
        """Show the user's own folder."""
        self.query_one("#path", Input).value = ""
        self.go(Path.home())

    def action_show_drives(self) -> None:
        """Show the drives."""
        self.query_one("#path", Input).value = ""
        self._entries, self._at_drives = drives(), True
        self.show_entries()


def first_folder(folder: Path | None) -> Path:
    """Return the folder to begin in, the user's own one where that is gone."""
    return folder.absolute() if folder is not None and is_folder(folder) else Path.home()


def is_folder(path: Path) -> bool:
    """Tell whether a path leads to a folder, whatever was typed."""
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a name that the system does not take
        return False


def exists(path: Path) -> bool:
    """Tell whether a path leads to anything, whatever was typed."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _is_path(text: str) -> bool:
    return text.startswith(_PATH_SIGNS) or text[1:2] == ":" or "/" in text or "\\" in text


def _folder_and_rest(path: Path) -> tuple[Path | None, str]:
    """Return the folder of a path that is being typed, and what is typed of a name in it."""
    if not path.is_absolute():
        return None, str(path)
    if is_folder(path):
        return path, ""
    return (path.parent, path.name) if is_folder(path.parent) else (None, path.name)
