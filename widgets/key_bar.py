"""The keys that can be pressed now, at the foot of a screen or dialog; a click is as good as the key."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.strip import Strip

from govtui.keymap import Action, Part, key_name
from govtui.text import width
from widgets.segments import InkedView, Line


class KeyBar(InkedView):
    """Made from the table of keys; drops the last ones when the window is too narrow."""

    DEFAULT_CSS = """
    KeyBar {
        height: 1;
        dock: bottom;
        overflow: hidden hidden;
    }
    """

    @dataclass
    class Pressed(Message):
        """An action was clicked; `action` is its id."""

        action: str

    def __init__(self, part: Part, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._actions = tuple(action for action in part.actions if action.shown)

    def render_line(self, y: int) -> Strip:
        """Draw the keys that fit."""
        line: Line = []
        for action, _start, _end in self._placed():
            line += [(f" {key_name(action.keys[0])}", "key"), (f" {action.label}", "")]
        return self.draw(line, self.size.width, self.rich_style)

    def on_click(self, event: events.Click) -> None:
        """Report the action under the mouse."""
        for action, start, end in self._placed():
            if start <= event.x < end:
                self.post_message(self.Pressed(action.id))

    def _placed(self) -> list[tuple[Action, int, int]]:
        placed, start = [], 0
        for action in self._actions:
            end = start + width(f" {key_name(action.keys[0])} {action.label}")
            if end > self.size.width:
                break
            placed.append((action, start, end))
            start = end
        return placed
