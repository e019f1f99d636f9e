"""A short list to choose one line from, with a digit before each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.message import Message
from textual.strip import Strip

from widgets.segments import InkedView


class ChoiceList(InkedView):
    """Lines with a cursor. Keys come from the dialog; a click chooses."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"choice--cursor"}

    DEFAULT_CSS = """
    ChoiceList {
        height: auto;
        overflow: hidden hidden;
    }
    """

    @dataclass
    class Chosen(Message):
        """The line at `place`, counted from 0, was clicked."""

        place: int

    def __init__(self, choices: Sequence[str], cursor: int = 0) -> None:
        super().__init__()
        self._choices = tuple(choices)
        self.cursor = cursor
        self.styles.height = len(self._choices)

    def move(self, step: int) -> None:
        """Move the cursor, past the end to the other end."""
        self.cursor = (self.cursor + step) % len(self._choices)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one choice."""
        style = self.get_component_rich_style("choice--cursor") if y == self.cursor else self.rich_style
        line = [(f"  {y + 1} ", "key"), (f" {self._choices[y]}", "")] if y < len(self._choices) else []
        return self.draw(line, self.size.width, style)

    def on_click(self, event: events.Click) -> None:
        """Choose the line under the mouse."""
        if event.y < len(self._choices):
            self.post_message(self.Chosen(event.y))
