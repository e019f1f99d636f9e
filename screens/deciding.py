"""The dialog that shows what something would do and asks whether to do it."""

from __future__ import annotations

from textual.app import ComposeResult

from govtui.keys.actions import Part
from screens.dialog import Dialog
from screens.moving import ChoiceMoving
from widgets.choice_list import ChoiceList
from widgets.text_pane import LinesAt, TextPane


class DecisionDialog(Dialog[bool], ChoiceMoving):
    """A text to scroll through, and two ways. Its result is True for the first way, False for the second."""

    def __init__(self, title: str, part: Part, lines_at: LinesAt, ways: tuple[str, str], advice: str) -> None:
        """Offer two ways; `advice` says in a line what the first one means."""
        super().__init__(title, part)
        self._lines_at = lines_at
        self._ways = ways
        self._advice = advice

    def body(self) -> ComposeResult:
        """Lay out what would be done, and the two ways."""
        yield TextPane(self._lines_at)
        yield ChoiceList(self._ways, numbered=False)

    def on_mount(self) -> None:
        """Say what the first way means."""
        self.say((self._advice, "label"))

    def on_choice_list_chosen(self, message: ChoiceList.Chosen) -> None:
        """Take the clicked way."""
        self.dismiss(message.place == 0)

    def action_page_up(self) -> None:
        """Scroll the text a window up."""
        self.query_one(TextPane).scroll_pages(-1)

    def action_page_down(self) -> None:
        """Scroll the text a window down."""
        self.query_one(TextPane).scroll_pages(1)

    def action_choose(self) -> None:
        """Take the way under the cursor."""
        self.dismiss(self.query_one(ChoiceList).cursor == 0)
