"""The dialogs in which the clerk chooses a ledger, begins one, or gives it another name."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import ClassVar, Final

import msgspec
from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input

from govtui.config import Settings
from govtui.errors import RequestError
from govtui.intake.folder import Entry, list_folder
from govtui.keys.keymap import CHOOSE_LEDGER, FORM, LEDGERS, NAME
from govtui.paths import shown_path, typed_path
from govtui.shelf import (
    holds_ledger,
    known,
    ledgers_folder,
    new_folder,
    proper_name,
    refuse_known_name,
    same_folder,
    stands_in_own_folder,
)
from screens.bindings import bindings
from screens.browsing import BrowsingDialog, first_folder
from screens.dialog import Dialog, FormDialog
from screens.moving import RowMoving, Rows
from widgets.file_table import FileTable
from widgets.ledger_table import LedgerRow, LedgerState, LedgerTable
from widgets.row_list import RowList


class Instead(Enum):
    """What the clerk wants instead of one of the listed ledgers."""

    CREATE = "create"
    RENAME = "rename"
    BROWSE = "browse"


class LedgersDialog(Dialog[Path | Instead], RowMoving):
    """The ledgers that are known here; its result is the folder of the one to open, or what is wanted instead."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(LEDGERS)

    class Looked(Message):
        """It is known which of the ledgers are there now: `there` are the places of those among the rows."""

        def __init__(self, folders: tuple[Path, ...], there: tuple[bool, ...]) -> None:
            super().__init__()
            self.folders, self.there = folders, there

    def __init__(self, present: Path, settings: Settings, forget: Callable[[Path], Settings]) -> None:
        """List what is remembered while the ledger in `present` is open; `forget` takes one out, and gives the rest."""
        super().__init__("打开台账", LEDGERS)
        self._present = present
        self._settings = settings
        self._forget = forget
        self._rows: tuple[LedgerRow, ...] = ()

    def body(self) -> ComposeResult:
        """Lay out the list."""
        yield LedgerTable()

    def on_mount(self) -> None:
        """Show what is remembered, and look which of it is there: a share may take its time to answer."""
        self._list(0)
        others = [place for place, row in enumerate(self._rows) if row.state is not LedgerState.OPEN]
        self.query_one(LedgerTable).show(self._rows, others[0] if others else 0)
        self._say_where()

    def _list(self, cursor: int) -> None:
        states = {str(row.folder): row.state for row in self._rows}
        self._rows = tuple(
            LedgerRow(
                Path(ledger.folder),
                ledger.title,
                f"{ledger.opened_at.astimezone():%Y-%m-%d %H:%M}" if ledger.opened_at else "",
                LedgerState.OPEN
                if same_folder(ledger.folder, self._present)
                else states.get(ledger.folder, LedgerState.UNKNOWN),
            )
            for ledger in known(self._settings)
        )
        self.query_one(LedgerTable).show(self._rows, cursor)
        self._look(tuple(row.folder for row in self._rows))

    @property
    def moved_rows(self) -> Rows:
        """The list that the keys move in."""
        return self.query_one(LedgerTable)

    @work(thread=True, exclusive=True)
    def _look(self, folders: tuple[Path, ...]) -> None:
        self.post_message(self.Looked(folders, tuple(map(holds_ledger, folders))))

    def on_ledgers_dialog_looked(self, message: Looked) -> None:
        """Show which are there."""
        there = dict(zip(message.folders, message.there, strict=True))
        self._rows = tuple(
            row
            if row.state is LedgerState.OPEN or row.folder not in there
            else msgspec.structs.replace(row, state=LedgerState.THERE if there[row.folder] else LedgerState.AWAY)
            for row in self._rows
        )
        table = self.query_one(LedgerTable)
        table.show(self._rows, table.cursor)
        if len(message.folders) > 1:
            self._say_where()

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Say where the ledger under the cursor is."""
        self._say_where()

    def _say_where(self) -> None:
        row = self.query_one(LedgerTable).row
        if row is None:
            return
        where = shown_path(row.folder, 60)
        if row.state is LedgerState.AWAY:
            self.say(("现在找不到：", "yellow"), (where, "label"))
        else:
            self.say((where, "label"))

    # Keys

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A double click opens."""
        self.action_open()

    def action_open(self) -> None:
        """Open the ledger under the cursor, if it is there and not open."""
        row = self.query_one(LedgerTable).row
        if row is None:
            return
        if row.state is LedgerState.OPEN:
            self.say(("这本台账现在就开着", "yellow"))
        elif row.state is LedgerState.AWAY:
            self._look((row.folder,))  # it may have been plugged in meanwhile: then the second Enter opens it
            self.say(("找不到：接好U盘或网络盘后再按 Enter；移走了的，按 F4 到新位置找", "yellow"))
        else:
            self.dismiss(row.folder)

    def action_create(self) -> None:
        """Begin a new one instead."""
        self.dismiss(Instead.CREATE)

    def action_rename(self) -> None:
        """Give the present one another name instead."""
        self.dismiss(Instead.RENAME)

    def action_browse(self) -> None:
        """Look for one in the folders instead."""
        self.dismiss(Instead.BROWSE)

    def action_forget(self) -> None:
        """Take the ledger under the cursor out of the list; its folder stays."""
        table = self.query_one(LedgerTable)
        row = table.row
        if row is None:
            return
        if row.state is LedgerState.OPEN:
            self.say(("现在开着的台账不能从列表移除", "yellow"))
        elif stands_in_own_folder(row.folder):
            self.say(("它在本程序自己的文件夹里，总会列出；要去掉它，请移走那个文件夹", "yellow"))
        else:
            self._settings = self._forget(row.folder)
            self._list(table.cursor)
            self.say(("已从列表移除，台账文件夹没有动；再打开一次就又会列出", "green"))


class FindLedgerDialog(BrowsingDialog[Path]):
    """The folders of the computer; its result is one that holds a ledger."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(CHOOSE_LEDGER)
    placeholder = "打字筛选；或粘贴、拖入台账所在的文件夹，按 Enter 打开"
    nothing_here = "这里没有下级文件夹"

    def __init__(self, folder: Path) -> None:
        """Begin in `folder`."""
        super().__init__("打开其他文件夹里的台账", CHOOSE_LEDGER)
        self._folder = first_folder(folder)

    def on_mount(self) -> None:
        """List the first folder."""
        self.go(self._folder)
        self.say(("标着 [台账] 的文件夹可以打开；找不到的，按 F4 看U盘和其他盘", "label"))

    def entries_of(self, folder: Path) -> tuple[Entry, ...]:
        """Return the folders of a folder; those that hold a ledger are marked."""
        return tuple(
            msgspec.structs.replace(entry, name=f"{_MARK}{entry.name}")
            if entry.name != ".." and holds_ledger(entry.path)
            else entry
            for entry in list_folder(folder, lambda _name: False)
        )

    def count_words(self, shown: tuple[Entry, ...]) -> str:
        """Return how many ledgers there are."""
        return f"{sum(map(_is_marked, shown))}本台账"

    def show_entries(self) -> None:
        """Show the folders, with the cursor on the first ledger."""
        super().show_entries()
        table = self.query_one(FileTable)
        table.move_to(next((place for place, entry in enumerate(table.entries) if _is_marked(entry)), 0))

    def open(self, path: Path) -> None:
        """Take a folder that holds a ledger; go into others."""
        if holds_ledger(path):
            self.dismiss(path)
        else:
            super().open(path)

    def open_file(self, path: Path) -> None:
        """Say why a file, or what is not there, is no ledger; what lies in a ledger's folder means that ledger."""
        if holds_ledger(path.parent):
            self.dismiss(path.parent)
        else:
            self.say(("台账是一个文件夹，这里没有台账", "yellow"))


_MARK: Final = "[台账] "
"""Before the name of a folder that holds a ledger; it puts these folders before the others."""


def _is_marked(entry: Entry) -> bool:
    return entry.name.startswith(_MARK)


class NewLedger(msgspec.Struct, frozen=True):
    """A ledger to be begun."""

    name: str
    folder: Path
    """Of its own; it is not there yet, or empty."""


class NewLedgerDialog(FormDialog[NewLedger]):
    """Name and place of a new ledger."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(FORM)

    def __init__(self, year: int, settings: Settings) -> None:
        """Ask for what no ledger of the `settings` is called; the name that is given as an example is one of `year`."""
        super().__init__("新建台账", FORM)
        self._year = year
        self._settings = settings

    def body(self) -> ComposeResult:
        """Lay out the lines."""
        yield from self.line("名称", "name", "", f"如 {self._year}年政务公开台账；每年或每个科室一本")
        yield from self.line("放在", "parent", str(ledgers_folder()))

    def on_mount(self) -> None:
        """Say what a ledger is."""
        self._say_place()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the folder that comes of it while it is typed."""
        self._say_place()

    def _say_place(self) -> None:
        if not self.value("name"):
            self.say(("台账存成一个文件夹，名称就是文件夹名；放在U盘上也行", "label"))
            return
        try:
            self.say((f"台账文件夹：{shown_path(self._new().folder, 60)}", "label"))
        except RequestError as error:
            self.say((f"{error.message}，{error.hint}", "yellow"))

    def finished(self, name: str) -> None:
        """Save after the last line, else go on to the next."""
        if name == "parent":
            self.action_save()
        else:
            self.focus_next()

    def action_save(self) -> None:
        """Hand over name and folder, or say what is wrong."""
        try:
            self.dismiss(self._new())
        except RequestError as error:
            self.say((f"{error.message}，{error.hint}", "yellow"))
            self.query_one("#name", Input).focus()

    def _new(self) -> NewLedger:
        name = proper_name(self.value("name"))
        refuse_known_name(self._settings, name)
        parent = self.value("parent")
        return NewLedger(name, new_folder(name, typed_path(parent) if parent else None))


class RenameDialog(FormDialog[str]):
    """Another name for the ledger; its result is that name."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(NAME)

    def __init__(self, name: str) -> None:
        """Ask, with the present name filled in."""
        super().__init__("给这本台账改名", NAME)
        self._name_now = name

    def body(self) -> ComposeResult:
        """Lay out the line."""
        yield from self.line("名称", "name", self._name_now, "如 政务公开台账（2024年）")

    def on_mount(self) -> None:
        """Say what stays as it is."""
        self.say(("只改名称，台账文件夹不移动也不改名", "label"))

    def finished(self, name: str) -> None:
        """Save."""
        self.action_save()

    def action_save(self) -> None:
        """Hand over the name, or say what is wrong with it."""
        try:
            self.dismiss(proper_name(self.value("name")))
        except RequestError as error:
            self.say((f"{error.message}，{error.hint}", "yellow"))
