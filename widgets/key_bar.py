"""The keys that can be pressed now, at the foot of a screen or dialog; a click is as good as the key."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from govtui.keys.actions import Action, Part, key_name
from govtui.text import width
from widgets.segments import InkedView, Line


class KeyBar(InkedView):
    """Made from the table of keys; on more lines than one where that is allowed, and without the last keys that still
    do not fit.
    """

    DEFAULT_CSS = """
    KeyBar {
        height: auto;
        dock: bottom;
        overflow: hidden hidden;
    }
    """

    @dataclass
    class Pressed(Message):
        """An action was clicked; `action` is its id."""

        action: str

    def __init__(self, part: Part, *, lines: int = 1, id: str | None = None) -> None:
        super().__init__(id=id)
        self._actions = tuple(action for action in part.actions if action.shown)
        self._lines = lines

    def show(self, part: Part) -> None:
        """Show the keys of another part of the screen."""
        self._actions = tuple(action for action in part.actions if action.shown)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that the keys take in `width` cells."""
        return max((line for _action, line, _start, _end in self._placed(width)), default=0) + 1

    def render_line(self, y: int) -> Strip:
        """Draw the keys that fit."""
        line: Line = []
        for action, at, _start, _end in self._placed(self.size.width):
            if at == y:
                line += [(f" {key_name(action.keys[0])}", "key"), (f" {action.label}", "")]
        return self.draw(line, self.size.width, self.rich_style)

    def on_click(self, event: events.Click) -> None:
        """Report the action under the mouse."""
        for action, line, start, end in self._placed(self.size.width):
            if line == event.y and start <= event.x < end:
                self.post_message(self.Pressed(action.id))

    def _placed(self, cells: int) -> list[tuple[Action, int, int, int]]:
        """Return the actions that fit into `cells`, each with its line, where it begins there and where it ends."""
        placed, line, start = [], 0, 0
        for action in self._actions:
            room = width(f" {key_name(action.keys[0])} {action.label}")
            if start and start + room > cells:
                line, start = line + 1, 0
            if line == self._lines:
                break
            placed.append((action, line, start, start + room))
            start += room
        return placed
