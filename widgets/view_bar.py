"""The views that a digit chooses, in one line; the present one stands out, and a click is as good as the digit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.message import Message
from textual.strip import Strip

from govtui.text import width
from widgets.segments import InkedView, Line


class ViewBar(InkedView):
    """Names of views behind their digits; those that do not fit are left out from the end."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"views--present"}

    DEFAULT_CSS = """
    ViewBar {
        height: 1;
        overflow: hidden hidden;
    }
    """

    @dataclass
    class Chosen(Message):
        """The view with a `digit` was clicked."""

        digit: int

    def __init__(self, views: Sequence[tuple[int, str]]) -> None:
        """Show `views`, each with its digit and its name."""
        super().__init__()
        self._views = tuple(views)
        self._present: int | None = None
        self._own = ""

    def show(self, present: int | None, own: str = "") -> None:
        """Have the view with the digit `present` stand out, or name one of the clerk's `own` behind the others."""
        if (present, own) != (self._present, self._own):
            self._present, self._own = present, own
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the names that fit."""
        base, present = self.rich_style, self.get_component_rich_style("views--present")
        strips, cells = [], 0
        for digit, name, _start, end in self._placed():
            here = digit == self._present
            line: Line = [(f" {digit}", "strong" if here else "key"), (name, "strong" if here else "")]
            strips.append(self.draw(line, end - cells, present if here else base))
            cells = end
        room = self.size.width - cells
        own = f"  {self._own} " if self._own else ""
        shown = own if width(own) <= room else ""
        strips.append(self.draw([(shown, "strong")], width(shown), present if shown else base))
        strips.append(self.draw([], max(0, room - width(shown)), base))
        return Strip.join(strips)

    def on_click(self, event: events.Click) -> None:
        """Report the view under the mouse."""
        for digit, _name, start, end in self._placed():
            if start <= event.x < end:
                self.post_message(self.Chosen(digit))

    def _placed(self) -> list[tuple[int, str, int, int]]:
        """Return the views that fit, each with its digit, where it begins and where it ends."""
        placed, start = [], 0
        for digit, name in self._views:
            end = start + width(f" {digit}{name}")
            if end > self.size.width:
                break
            placed.append((digit, name, start, end))
            start = end
        return placed
