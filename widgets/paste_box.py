"""A box of many lines for a pasted table."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.widgets import TextArea

from govtui.text import clean


class PasteBox(TextArea):
    """Takes a paste with its tabs and line breaks; what could act on the terminal is taken out.

    The toolkit's own Ctrl+V pastes what was copied inside the program: here it asks for the system's clipboard.
    """

    class Wanted(Message):
        """The content of the system's clipboard is wanted."""

    def __init__(self, text: str, placeholder: str) -> None:
        super().__init__(clean(text), soft_wrap=False, show_line_numbers=False, compact=True, placeholder=placeholder)

    def action_paste(self) -> None:
        """Ask for the system's clipboard."""
        self.post_message(self.Wanted())

    def add(self, text: str) -> None:
        """Put a text where the cursor stands, in place of what is selected."""
        start, end = self.selection
        self.replace(clean(text), start, end)

    async def _on_paste(self, event: events.Paste) -> None:
        """Take what the terminal pastes."""
        event.prevent_default()
        event.stop()
        self.add(event.text)
