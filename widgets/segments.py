"""Lines of styled text, for widgets that draw themselves line by line.

A line is a list of pieces; a piece is a text with the name of an ink (`""` for the widget's own colour). Text is drawn
as it is: nothing in it is ever read as markup. The inks are component classes of the screen, which the style sheets
colour (`assets/styles/app.tcss`).
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from govtui.model import Light

Piece = tuple[str, str]
Line = list[Piece]

FILLS = frozenset({"fill-red", "fill-yellow", "fill-green", "fill-blue", "fill-off"})
"""Inks that colour what lies behind a text: blanks in them make a bar (`widgets/bars.py`)."""

INKS = FILLS | {
    *("label", "strong", "faint", "theme", "heading", "key", "hit", "mark"),
    *("red", "yellow", "green", "blue", "off"),
}
"""Every ink that a piece may name; `hit` is what was searched for, `mark` what the clerk has marked."""

INK_CLASSES = frozenset(f"ink--{ink}" for ink in INKS)
"""The component classes of every screen that has such widgets: worked out once for it, and not for each of them."""

LIGHT_INKS = {light: light.value for light in Light}


class InkedView(ScrollView, can_focus=False):
    """A scrolling view of lines in inks. It never takes the focus: keys reach it through the screen's actions."""

    def draw(self, line: Sequence[Piece], cells: int, base: Style) -> Strip:
        """Return `line` as a strip of exactly `cells` cells, filled up and underlaid with `base`."""
        segments = [Segment(text, base + self.ink(name) if name else base) for text, name in line]
        return Strip(segments).adjust_cell_length(cells, base)

    def ink(self, name: str) -> Style:
        """Return the style of an ink; the background stays the line's own."""
        return self.screen.get_component_rich_style(f"ink--{name}", partial=True)

    def reach(self, lines: int) -> None:
        """Say how many lines there are to scroll through."""
        self.virtual_size = Size(self.scrollable_content_region.width, lines)

    def jump(self, line: int) -> None:
        """Scroll so that `line` is the first in the window, at once."""
        self.scroll_to(y=line, animate=False, immediate=True, force=True)
