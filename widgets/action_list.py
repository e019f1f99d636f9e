"""A list of functions: what each is called, what it does, and its key, so that the key is learnt on the way."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from textual.strip import Strip

from govtui.keys.searching import Found
from govtui.text import clip, pad, width
from widgets.row_list import RowList
from widgets.segments import Line, Piece

LABEL_CELLS = 15
KEY_CELLS = 13
"""Room for Shift+上箭头."""


class ActionList(RowList):
    """Functions with a cursor. The characters that were looked for stand out."""

    def __init__(self, empty: str = "", *, id: str | None = None) -> None:
        """`empty` stands there where nothing was found."""
        super().__init__(id=id)
        self._found: Sequence[Found] = ()
        self._empty = empty

    def show(self, found: Sequence[Found], cursor: int = 0) -> None:
        """Show other functions, with the cursor on one of them."""
        self._found = found
        self.hold(len(found), cursor)

    @property
    def chosen(self) -> Found | None:
        """The function under the cursor."""
        return self._found[self.cursor] if self._found else None

    def header_line(self, cells: int) -> Line:
        """Return the titles of the columns."""
        help_cells = cells - LABEL_CELLS - KEY_CELLS - 2
        return [(" " + pad("功能", LABEL_CELLS) + pad("说明", help_cells) + pad("按键", KEY_CELLS), "")]

    def row_strip(self, place: int, cells: int, base: Style) -> Strip:
        """Draw a function."""
        found = self._found[place]
        offer, help_cells = found.offer, max(0, cells - LABEL_CELLS - KEY_CELLS - 2)
        line: Line = [
            (" ", ""),
            *spread(offer.label, found.label_span, LABEL_CELLS, "strong"),
            *spread(offer.help, found.help_span, help_cells - 1, ""),
            (" ", ""),
            (pad(offer.key, KEY_CELLS), "key"),
        ]
        return self.draw(line, cells, base)

    def empty_line(self) -> Line:
        """Return what stands there where nothing was found."""
        return [(f" {self._empty}", "label")]


def spread(text: str, span: tuple[int, int] | None, cells: int, ink: str) -> list[Piece]:
    """Return `text` in exactly `cells` cells, what stands at `span` in the ink of what was looked for."""
    if span is None:
        return [(pad(text, cells), ink)]
    shown = clip(text, cells)
    start, end = (min(place, len(shown)) for place in span)
    pieces = [(shown[:start], ink), (shown[start:end], "hit"), (shown[end:], ink)]
    return [*pieces, (" " * max(0, cells - width(shown)), "")]
