"""A short list to choose one line from, with a digit before each where the dialog has keys for them."""

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

    def __init__(self, choices: Sequence[str], cursor: int = 0, *, numbered: bool = True) -> None:
        super().__init__()
        self._choices = tuple(choices)
        self._numbered = numbered
        self.cursor = cursor
        self.styles.height = len(self._choices)

    def show(self, choices: Sequence[str]) -> None:
        """Show other words for the same choices."""
        self._choices = tuple(choices)
        self.refresh()

    def move(self, step: int) -> None:
        """Move the cursor, past the end to the other end."""
        self.cursor = (self.cursor + step) % len(self._choices)
        self._keep_in_window()
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in sight where there is no room for all."""
        self.reach(len(self._choices))
        self._keep_in_window()

    def render_line(self, y: int) -> Strip:
        """Draw one choice."""
        y += self.scroll_offset.y
        style = self.get_component_rich_style("choice--cursor") if y == self.cursor else self.rich_style
        number = [(f"  {y + 1} ", "key")] if self._numbered else [(" ", "")]
        line = [*number, (f" {self._choices[y]}", "")] if y < len(self._choices) else []
        return self.draw(line, self.size.width, style)

    def on_click(self, event: events.Click) -> None:
        """Choose the line under the mouse."""
        if (place := event.y + self.scroll_offset.y) < len(self._choices):
            self.post_message(self.Chosen(place))

    def _keep_in_window(self) -> None:
        first, rows = self.scroll_offset.y, max(1, self.size.height)
        if not first <= self.cursor < first + rows:
            self.jump(self.cursor if self.cursor < first else self.cursor - rows + 1)
