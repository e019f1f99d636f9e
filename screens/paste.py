"""The box into which a table is pasted that was copied from Word, a sheet or a web page."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import TextArea

from govtui.errors import GovtuiError
from govtui.intake.clipboard import Clip
from govtui.keys.intake import PASTE
from screens.bindings import bindings
from screens.dialog import Dialog
from screens.reading import error_dialog
from widgets.paste_box import PasteBox

_INVITATION = "先在 Word、WPS、Excel 或网页里选中整张表格复制，再到这里按 Ctrl+V 或点鼠标右键"


class PasteDialog(Dialog[Clip]):
    """Its result is what is to be read: the text of the box, or the clipboard as it is."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(PASTE)

    class Taken(Message):
        """What the clipboard holds, or the error that kept it from being read."""

        def __init__(self, outcome: Clip | GovtuiError, *, at_once: bool) -> None:
            super().__init__()
            self.outcome = outcome
            self.at_once = at_once

    def __init__(
        self,
        clipboard: Callable[[], Clip],
        text: str = "",
        *,
        title: str = "粘贴表格",
        invitation: str = _INVITATION,
    ) -> None:
        """Read the clipboard by `clipboard`; begin with what was pasted before. An empty box shows the `invitation`."""
        super().__init__(title, PASTE)
        self._clipboard = clipboard
        self._text = text
        self._invitation = invitation

    def body(self) -> ComposeResult:
        """Lay out the box."""
        yield PasteBox(self._text, self._invitation)

    def on_mount(self) -> None:
        """Say how to go on."""
        self._count()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Say how much there is."""
        self._count()

    def _count(self) -> None:
        text = self.query_one(PasteBox).text
        lines = sum(bool(line.strip()) for line in text.split("\n"))
        tabs = "\t" in text
        if not lines:
            self.say(("粘贴后按 Ctrl+S 读入；粘不进来就按 F5，直接读剪贴板", "label"))
        elif lines > 1 and not tabs and "|" not in text:
            self.say((f"{lines}行，没有分栏。表格的栏目丢了就按 F5 直接读剪贴板；没丢按 Ctrl+S 读入", "yellow"))
        else:
            self.say((f"{lines}行，按 Ctrl+S 读入", "green"))

    def action_read(self) -> None:
        """Hand over what was pasted."""
        text = self.query_one(PasteBox).text
        if text.strip():
            self.dismiss(Clip(text))
        else:
            self.say(("还没有粘贴内容", "yellow"))

    def action_paste(self) -> None:
        """Put the clipboard's content into the box."""
        self._take(at_once=False)

    def on_paste_box_wanted(self) -> None:
        """Ctrl+V in the box does the same."""
        self.action_paste()

    def action_read_clipboard(self) -> None:
        """Read the clipboard and go on with it at once."""
        self._take(at_once=True)

    @work(thread=True, exclusive=True)
    def _take(self, *, at_once: bool) -> None:
        try:
            self.post_message(self.Taken(self._clipboard(), at_once=at_once))
        except GovtuiError as error:
            self.post_message(self.Taken(error, at_once=at_once))

    def on_paste_dialog_taken(self, message: Taken) -> None:
        """Show what the clipboard held, or why it could not be read."""
        if not isinstance(message.outcome, GovtuiError):
            if message.at_once:
                self.dismiss(message.outcome)
            else:
                self.query_one(PasteBox).add(message.outcome.text)
        elif message.at_once:
            self.app.push_screen(error_dialog(message.outcome))
        else:
            self.say((f"{message.outcome.title}。请点鼠标右键粘贴，或按 Ctrl+Shift+V", "yellow"))
