"""Finding a function by typing: Chinese, first letters, full pinyin, or a key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from govtui.keys.helping import PALETTE
from govtui.keys.searching import Offer, search
from screens.bindings import bindings
from screens.dialog import Dialog
from screens.moving import RowMoving, Rows
from widgets.action_list import ActionList
from widgets.row_list import RowList
from widgets.search_line import SearchLine


class PaletteDialog(Dialog[str], RowMoving):
    """A line to type into and what fits. Its result is the action to run."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(PALETTE)

    def __init__(self, offers: Sequence[Offer]) -> None:
        """Find among `offers`."""
        super().__init__("找功能", PALETTE)
        self._offers = offers

    def body(self) -> ComposeResult:
        """Lay out line and list."""
        yield SearchLine(self._look_for, "打字找功能，如：导出、dc、daochu、F8", id="wanted")
        yield ActionList("没有这样的功能。换个说法，或按 F10 看菜单")

    def on_mount(self) -> None:
        """Show everything."""
        self._show("")

    @property
    def moved_rows(self) -> Rows:
        """The functions that fit."""
        return self.query_one(ActionList)

    def _look_for(self, wanted: str) -> None:
        if self.is_mounted:  # the line tells of its first value before there is a list
            self._show(wanted)

    def _show(self, wanted: str) -> None:
        self.query_one(ActionList).show(search(self._offers, wanted))
        self._tell()

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Tell the whole of what the function does: there may be no room for it in the list."""
        self._tell()

    def _tell(self) -> None:
        found = self.query_one(ActionList).chosen
        key = f"  下次可直接按 {found.offer.key}" if found and found.offer.key else ""
        self.say((found.offer.help if found else "", "label"), (key, "strong"))

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A double click does it."""
        self.action_choose()

    def action_choose(self) -> None:
        """Do what the cursor stands on."""
        if found := self.query_one(ActionList).chosen:
            self.dismiss(found.offer.run)
