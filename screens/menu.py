"""The menu: every function in words, in groups, with what it does and its key."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from govtui.keys.actions import Part
from govtui.keys.helping import MENU
from govtui.keys.main import MENU_GROUPS
from govtui.keys.searching import Found, Offer, offers_of, search
from screens.bindings import bindings
from screens.dialog import Dialog
from screens.moving import RowMoving, Rows
from widgets.action_list import ActionList
from widgets.choice_list import ChoiceList
from widgets.row_list import RowList

HINT = "打拼音首字母，光标就到那一项，如 dc 导出"


class MenuDialog(Dialog[str], RowMoving):
    """Groups on the left, functions on the right. Its result is the action to run."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(MENU)

    def __init__(self, part: Part) -> None:
        """Offer everything of `part` that has a place in the menu."""
        super().__init__("菜单", MENU)
        offers = offers_of(part)
        self.groups: dict[str, list[Offer]] = {
            group: [offer for offer in offers if offer.group == group] for group in MENU_GROUPS
        }
        """The functions of each group."""
        self._typed = ""

    def body(self) -> ComposeResult:
        """Lay out groups and functions."""
        with Horizontal(id="menu"):
            yield ChoiceList(list(self.groups))
            yield ActionList()

    def on_mount(self) -> None:
        """Show the first group."""
        self._show_group(0)
        self.say((HINT, "label"))

    @property
    def moved_rows(self) -> Rows:
        """The functions."""
        return self.query_one(ActionList)

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Tell the whole of what the function does: there may be no room for it in the list."""
        self._tell()

    def on_choice_list_chosen(self, message: ChoiceList.Chosen) -> None:
        """Show the clicked group."""
        self._show_group(message.place)

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A double click does it."""
        self.action_choose()

    def action_choose(self) -> None:
        """Do what the cursor stands on."""
        if found := self.query_one(ActionList).chosen:
            self.dismiss(found.offer.run)

    def action_next_group(self) -> None:
        """Go to the next group, from the last to the first."""
        self._show_group(self.query_one(ChoiceList).cursor + 1)

    def action_previous_group(self) -> None:
        """Go to the group before, from the first to the last."""
        self._show_group(self.query_one(ChoiceList).cursor - 1)

    def action_pick(self, number: int) -> None:
        """Go to the group with this number."""
        self._show_group(number - 1)

    def on_key(self, event: events.Key) -> None:
        """Go to the function that is typed; a character that leads nowhere begins anew."""
        if not event.is_printable or not event.character or event.character.isspace() or event.character.isdigit():
            return
        event.stop()
        everything = [offer for group in self.groups.values() for offer in group]
        for typed in (self._typed + event.character, event.character):
            if found := search(everything, typed):
                self._typed = typed
                self._go_to(found[0].offer)
                return
        self._typed = ""
        self.say((f"没有“{event.character}”的功能", "yellow"))

    def action_erase(self) -> None:
        """Forget the last character that was typed."""
        self._typed = self._typed[:-1]
        self._tell()

    def _go_to(self, offer: Offer) -> None:
        self._show_group(list(self.groups).index(offer.group), self.groups[offer.group].index(offer))

    def _show_group(self, place: int, cursor: int = 0) -> None:
        place %= len(self.groups)
        groups = self.query_one(ChoiceList)
        groups.move(place - groups.cursor)
        offers = list(self.groups.values())[place]
        self.query_one(ActionList).show([Found(offer) for offer in offers], cursor)
        self._tell()

    def _tell(self) -> None:
        """Say what the function under the cursor does, behind what was typed to come there."""
        found = self.query_one(ActionList).chosen
        typed = [(f"找“{self._typed}”  ", "strong")] if self._typed else []
        self.say(*typed, (found.offer.help if found else "", "label"))
