"""The dialog in which the clerk chooses the file to be imported, or goes on to the paste box."""

from __future__ import annotations

import os
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input

from govtui.errors import GovtuiError
from govtui.intake.clipboard import PASTED, Clip
from govtui.intake.folder import Entry, FileOrder, arranged, drives, list_folder
from govtui.keymap import CHOOSE_FILE
from govtui.paths import typed_path
from govtui.text import clean, clip, width
from screens.bindings import bindings
from screens.importing import Intake, Loaded, load_clip, load_file
from screens.loading import LoadingDialog
from screens.paste import PasteDialog
from widgets.file_table import FileTable
from widgets.line_bar import LineBar
from widgets.line_input import PathInput
from widgets.row_list import RowList

LONGEST_PATH = 46
"""Cells of a folder's path."""

_PATH_SIGNS = ("/", "\\", "~", '"', "'", "“", "‘", "file:")
"""How a typed text begins that is a path and not a part of a name; a drive (`D:`) is one as well."""


class ChooseFileDialog(LoadingDialog[Loaded]):
    """A line to type or drop a path into, which also filters the list of files below it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(CHOOSE_FILE)

    class Listed(Message):
        """A folder was read; `entries` are what stands in it, or the error that kept it from it."""

        def __init__(self, folder: Path, entries: tuple[Entry, ...] | GovtuiError) -> None:
            super().__init__()
            self.folder, self.entries = folder, entries

    def __init__(self, intake: Intake, folder: str, plan: Path | None = None) -> None:
        """Begin in `folder`, where the last plan came from; a `plan` that is given is read at once."""
        super().__init__("导入任务分解表：选择文件", CHOOSE_FILE)
        self._intake = intake
        self._folder = _first_folder(plan.parent if plan else Path(folder) if folder else None)
        self._plan = plan
        self._order = FileOrder.NEWEST
        self._entries: tuple[Entry, ...] = ()
        self._wanted = ""
        self._at_drives = False
        self._pasted = ""

    def body(self) -> ComposeResult:
        """Lay out the line, the folder's name and the list."""
        yield PathInput(placeholder="打字筛选；或把文件拖到这里、粘贴路径，按 Enter 打开", id="path")
        yield LineBar(id="folder")
        yield FileTable()

    def on_mount(self) -> None:
        """List the first folder, and read what was given."""
        self._go(self._folder)
        if self._plan:
            self._read_file(self._plan)
        else:
            self.say(("选好后按 Enter 读入，先看预览再存入台账", "label"))

    # The list

    def _go(self, folder: Path) -> None:
        """Show another folder."""
        folder = Path(os.path.normpath(folder.absolute()))
        self._folder, self._at_drives = folder, False
        self._list_in_background(folder)

    @work(thread=True)
    def _list_in_background(self, folder: Path) -> None:
        try:
            self.post_message(self.Listed(folder, list_folder(folder)))
        except GovtuiError as error:
            self.post_message(self.Listed(folder, error))

    def on_choose_file_dialog_listed(self, message: Listed) -> None:
        """Show what stands in the folder that is wanted now."""
        if message.folder != self._folder or self._at_drives:
            return
        if isinstance(message.entries, GovtuiError):
            self._entries = (Entry("..", self._folder.parent, True),)
            self.say((f"{message.entries.title}：{message.entries.message}", "yellow"))
        else:
            self._entries = message.entries
        self._show()

    def _show(self) -> None:
        shown = arranged(self._entries, self._order, self._wanted)
        empty = f"没有名称含“{clip(self._wanted, 20)}”的文件" if self._wanted else "这个文件夹里没有能读的文件"
        self.query_one(FileTable).show(shown, empty)
        files = sum(not entry.is_folder for entry in shown)
        where = "各个盘" if self._at_drives else _where(self._folder)
        self.query_one("#folder", LineBar).show(
            [("文件夹 ", "label"), (where, "theme")], [(f"{files}个文件  {self._order.value}", "label")]
        )

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter the list, or show the folder that is being typed."""
        text = event.value.strip()
        self._wanted = text
        if _is_path(text):
            folder, self._wanted = _folder_and_rest(typed_path(text))
            if folder is not None and folder != self._folder:
                self._go(folder)
                return
        self._show()

    # Keys

    def on_input_submitted(self) -> None:
        """Enter in the line opens what was typed."""
        self.action_open()

    def action_open(self) -> None:
        """Open what was typed if it is there, else what stands under the cursor."""
        text = self.query_one("#path", Input).value.strip()
        path = self._folder / typed_path(text) if text else None
        if path is not None and _exists(path):
            self._open(path)
        elif entry := self.query_one(FileTable).entry:
            self._open(entry.path)
        elif path is not None:
            self._read_file(path)  # which says that it is not there

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A double click opens."""
        self.action_open()

    def _open(self, path: Path) -> None:
        if _is_folder(path):
            self.query_one("#path", Input).value = ""
            self._go(path)
        else:
            self._read_file(path)

    def _read_file(self, path: Path) -> None:
        self.read(clean(path.name), lambda watch: load_file(self._intake, path, watch))

    def loaded(self, loaded: Loaded) -> None:
        """Hand over what was read."""
        self.dismiss(loaded)

    def action_paste_table(self) -> None:
        """Go on to the paste box."""
        self.app.push_screen(PasteDialog(self._intake.clipboard, self._pasted), self._take_pasted)

    def on_path_input_table_pasted(self, message: PathInput.TablePasted) -> None:
        """A table that was pasted into the line goes into the paste box."""
        self._pasted = message.text
        self.action_paste_table()

    def _take_pasted(self, clip: Clip | None) -> None:
        if clip is not None:
            self._pasted = clip.text
            self.read(PASTED, lambda watch: load_clip(self._intake, clip, watch))

    def action_next_order(self) -> None:
        """Sort the files in the next order."""
        orders = list(FileOrder)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self._show()

    def action_go_home(self) -> None:
        """Show the user's own folder."""
        self.query_one("#path", Input).value = ""
        self._go(Path.home())

    def action_show_drives(self) -> None:
        """Show the drives."""
        self.query_one("#path", Input).value = ""
        self._entries, self._at_drives = drives(), True
        self._show()

    def action_move_up(self) -> None:
        """Move the cursor up."""
        self.query_one(FileTable).move_to(self.query_one(FileTable).cursor - 1)

    def action_move_down(self) -> None:
        """Move the cursor down."""
        self.query_one(FileTable).move_to(self.query_one(FileTable).cursor + 1)

    def action_page_up(self) -> None:
        """Move the cursor a window up."""
        self.query_one(FileTable).page(-1)

    def action_page_down(self) -> None:
        """Move the cursor a window down."""
        self.query_one(FileTable).page(1)


def _where(folder: Path) -> str:
    """Return a folder's path as it is shown: from the user's own one on, and its end where it is long."""
    home = Path.home()
    where = clean(str(Path("~") / folder.relative_to(home) if folder.is_relative_to(home) else folder))
    while width(where) > LONGEST_PATH:
        where = "…" + where.lstrip("…")[1:]  # the end of a path says more than its beginning
    return where


def _first_folder(folder: Path | None) -> Path:
    """Return the folder to begin in, the user's own one where that is gone."""
    return folder.absolute() if folder is not None and _is_folder(folder) else Path.home()


def _is_path(text: str) -> bool:
    return text.startswith(_PATH_SIGNS) or text[1:2] == ":" or "/" in text or "\\" in text


def _folder_and_rest(path: Path) -> tuple[Path | None, str]:
    """Return the folder of a path that is being typed, and what is typed of a name in it."""
    if not path.is_absolute():
        return None, str(path)
    if _is_folder(path):
        return path, ""
    return (path.parent, path.name) if _is_folder(path.parent) else (None, path.name)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a name that the system does not take
        return False


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
