"""A line of input that keeps only the keys for editing; those for moving belong to the screen around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

EDITING: list[BindingType] = [
    Binding("left", "cursor_left", show=False),
    Binding("right", "cursor_right", show=False),
    Binding("ctrl+left", "cursor_left_word", show=False),
    Binding("ctrl+right", "cursor_right_word", show=False),
    Binding("ctrl+a", "home", show=False),
    Binding("ctrl+e", "end", show=False),
    Binding("backspace", "delete_left", show=False),
    Binding("delete", "delete_right", show=False),
    Binding("ctrl+w", "delete_left_word", show=False),
    Binding("ctrl+u", "delete_left_all", show=False),
    Binding("ctrl+v", "paste", show=False),
]
"""The toolkit's own line also takes the keys for scrolling, which nobody wants of a single line."""


class LineInput(Input, inherit_bindings=False):
    """A line of a form: Home and End stay in the line, Enter tells that it is finished.

    Coming into a line selects what stands in it, so that typing or pasting replaces it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *EDITING,
        Binding("home", "home", show=False),
        Binding("end", "end", show=False),
        Binding("enter", "submit", show=False),
    ]

    def __init__(self, value: str = "", placeholder: str = "", *, id: str | None = None) -> None:
        super().__init__(value, placeholder, id=id, compact=True, select_on_focus=True)


class PathInput(LineInput):
    """A line for a path. A table that is pasted into it is handed on instead of being cut after its first line."""

    @dataclass
    class TablePasted(Message):
        """Several lines, or columns, were pasted."""

        text: str

    def _on_paste(self, event: events.Paste) -> None:
        if "\t" in event.text.strip() or len(event.text.strip().splitlines()) > 1:
            event.prevent_default()
            event.stop()
            self.post_message(self.TablePasted(event.text))
