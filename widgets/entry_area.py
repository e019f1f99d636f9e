"""A box of many lines for what a clerk writes; function keys and those for moving on belong to the screen around it."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from govtui.text import clean

_WRITING: list[BindingType] = [
    Binding("up", "cursor_up", show=False),
    Binding("down", "cursor_down", show=False),
    Binding("left", "cursor_left", show=False),
    Binding("right", "cursor_right", show=False),
    Binding("ctrl+left", "cursor_word_left", show=False),
    Binding("ctrl+right", "cursor_word_right", show=False),
    Binding("home", "cursor_line_start", show=False),
    Binding("end,ctrl+e", "cursor_line_end", show=False),
    Binding("pageup", "cursor_page_up", show=False),
    Binding("pagedown", "cursor_page_down", show=False),
    Binding("shift+left", "cursor_left(True)", show=False),
    Binding("shift+right", "cursor_right(True)", show=False),
    Binding("shift+up", "cursor_up(True)", show=False),
    Binding("shift+down", "cursor_down(True)", show=False),
    Binding("ctrl+a", "select_all", show=False),
    Binding("backspace", "delete_left", show=False),
    Binding("delete", "delete_right", show=False),
    Binding("ctrl+w", "delete_word_left", show=False),
    Binding("ctrl+u", "delete_to_start_of_line", show=False),
    Binding("ctrl+x", "cut", show=False),
    Binding("ctrl+c", "copy", show=False),
    Binding("ctrl+v", "paste", show=False),
    Binding("ctrl+z", "undo", show=False),
    Binding("ctrl+y", "redo", show=False),
]
"""The toolkit's own box also takes F6 and F7, which a form needs for what nobody wants to do with the mouse."""


class EntryArea(TextArea, inherit_bindings=False):
    """Takes what is typed and pasted; what could act on the terminal is taken out of it."""

    BINDINGS: ClassVar[list[BindingType]] = _WRITING

    def __init__(self, text: str = "", placeholder: str = "", *, id: str | None = None) -> None:
        super().__init__(text, soft_wrap=True, show_line_numbers=False, compact=True, placeholder=placeholder, id=id)
        self.move_cursor(self.document.end)

    @property
    def before_cursor(self) -> str:
        """The text in front of the cursor."""
        return self.get_text_range((0, 0), self.cursor_location)

    def write(self, text: str, replaced: int = 0) -> None:
        """Write where the cursor stands, in place of what is selected or of some characters in front of it."""
        start, end = self.selection
        if replaced and start == end:
            line, column = end
            start = (line, max(0, column - replaced))
        self.replace(text, start, end, maintain_selection_offset=False)

    async def _on_paste(self, event: events.Paste) -> None:
        """Take what the terminal pastes."""
        event.prevent_default()
        event.stop()
        self.write(clean(event.text))
