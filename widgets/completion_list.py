"""What can be typed next, in a list that lies over the lines below the filter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from textual import events
from textual.message import Message
from textual.strip import Strip

from govtui.text import clip, pad, width
from widgets.segments import InkedView

MOST_LINES = 8
MOST_CELLS = 64
LEAST_CELLS = 20


class Offer(NamedTuple):
    """Something that can be typed."""

    text: str
    """What comes into the line."""
    label: str
    """What stands in the list."""
    said: str = ""
    """How many tasks it would leave, or what it means."""


class CompletionList(InkedView):
    """Offers with a cursor, which is on none of them at first. Keys come from the filter line."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"completion--cursor"}

    DEFAULT_CSS = """
    CompletionList {
        overlay: screen;
        position: absolute;
        constrain: inside inside;
        display: none;
        width: 20;
        height: 1;
        overflow: hidden hidden;
    }
    """

    @dataclass
    class Chosen(Message):
        """The offer at `place`, counted from 0, was clicked."""

        place: int

    def __init__(self) -> None:
        super().__init__()
        self._offers: Sequence[Offer] = ()
        self._note = ""
        self.cursor = -1
        """The place of the offer under the cursor; -1 for none."""

    def show(self, offers: Sequence[Offer], start: int, note: str = "") -> None:
        """Show offers below the line, from the cell `start` on, and under them a `note` on what was not understood.

        The cursor stays on its offer; at first it is on none.
        """
        chosen = self._offers[self.cursor].label if self.display and self.cursor >= 0 else None
        self._offers, self._note = offers, note
        self.cursor = next((place for place, offer in enumerate(offers) if offer.label == chosen), -1)
        widest = max((width(offer.label) + width(offer.said) + 4 for offer in offers), default=0)
        noted = min(width(note) + 3, self.app.size.width - 2) if note else 0
        self.styles.width = max(LEAST_CELLS, min(widest, MOST_CELLS), noted)
        self.styles.height = min(len(offers), MOST_LINES) + bool(note)
        self.styles.offset = (start, 1)
        self.display = True
        self.reach(len(offers))
        self._keep_in_window()
        self.refresh()

    def close(self) -> None:
        """Hide the list. All is painted anew: of a wide character at its edge only half would come back."""
        if self.display:
            self.screen.refresh()
        self.display = False
        self.cursor = -1

    def move(self, step: int) -> None:
        """Move the cursor; above the first offer it stands on none."""
        self.cursor = max(-1, min(self.cursor + step, len(self._offers) - 1))
        self._keep_in_window()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one offer: what it is on the left, its number on the right."""
        cells, place = self.size.width, y + self.scroll_offset.y
        if self._note and y == self.size.height - 1:
            return self.draw([(f" {clip(self._note, cells - 2)}", "yellow")], cells, self.rich_style)
        style = self.get_component_rich_style("completion--cursor") if place == self.cursor else self.rich_style
        if place >= len(self._offers):
            return self.draw([], cells, style)
        offer = self._offers[place]
        room = max(0, cells - width(offer.said) - 3)
        line = [(f" {pad(offer.label, room)} ", ""), (f"{offer.said} ", "label")]
        return self.draw(line, cells, style)

    def on_resize(self) -> None:
        """Know how far one can scroll."""
        self.reach(len(self._offers))

    def on_click(self, event: events.Click) -> None:
        """Choose the offer under the mouse."""
        event.stop()
        place = event.y + self.scroll_offset.y
        if place < len(self._offers) and event.y < MOST_LINES:
            self.post_message(self.Chosen(place))

    def _keep_in_window(self) -> None:
        first = min(self.scroll_offset.y, max(0, len(self._offers) - MOST_LINES))
        place = max(0, self.cursor)
        self.jump(min(max(first, place - MOST_LINES + 1), place))
