"""The dialog for a document that seems to be a newer version of one in the ledger: what it changes, and what to do."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from govtui.keymap_intake import RENEWAL
from govtui.ledger.renewal import Renewal
from govtui.ledger.summary import title_of
from govtui.review.renewals import renewal_facts
from screens.bindings import bindings
from screens.dialog import Dialog
from widgets.choice_list import ChoiceList
from widgets.segments import Line
from widgets.task_text import labelled
from widgets.text_pane import TextPane


class RenewalDialog(Dialog[bool]):
    """Its result is True where the document in the ledger is to be renewed, False for a document of its own."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(RENEWAL)

    def __init__(self, renewal: Renewal) -> None:
        document = renewal.document
        super().__init__(f"像是来文{document.id}的新版", RENEWAL)
        self._document = document
        self._facts = [("台账中", f"来文{document.id} {title_of(document)}"), *renewal_facts(renewal)]

    def body(self) -> ComposeResult:
        """Lay out what changes, and the two ways."""
        yield TextPane(self._lines)
        yield ChoiceList([f"更新来文{self._document.id}（保留进展）", "存为新的来文"], numbered=False)

    def on_mount(self) -> None:
        """Say what the first way does."""
        self.say(("更新：同一项任务的状态、进展和备注不变，只换成新的文字；可以撤销", "label"))

    def _lines(self, cells: int) -> list[Line]:
        return labelled(self._facts, cells)

    def on_choice_list_chosen(self, message: ChoiceList.Chosen) -> None:
        """Take the clicked way."""
        self.dismiss(message.place == 0)

    def action_move_up(self) -> None:
        """Move the cursor up."""
        self.query_one(ChoiceList).move(-1)

    def action_move_down(self) -> None:
        """Move the cursor down."""
        self.query_one(ChoiceList).move(1)

    def action_page_up(self) -> None:
        """Scroll the list of changes a window up."""
        self.query_one(TextPane).scroll_pages(-1)

    def action_page_down(self) -> None:
        """Scroll the list of changes a window down."""
        self.query_one(TextPane).scroll_pages(1)

    def action_choose(self) -> None:
        """Take the way under the cursor."""
        self.dismiss(self.query_one(ChoiceList).cursor == 0)
