"""The box in which one field is put right: Enter finishes it instead of breaking the line."""

from __future__ import annotations

from textual import events
from textual.message import Message

from widgets.entry_area import EntryArea


class FieldArea(EntryArea):
    """Takes one field after the other."""

    class Finished(Message):
        """Enter was pressed: the field is as it shall be."""

    def take(self, text: str, *, selected: bool) -> None:
        """Take another field's text, all of it selected or with the cursor behind it."""
        self.load_text(text)
        if selected:
            self.select_all()
        else:
            self.move_cursor(self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        """Finish with Enter; everything else is written."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Finished())
