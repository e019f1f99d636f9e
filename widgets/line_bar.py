"""One line of styled text: something on the left, something on the right."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip

from govtui.text import clip, width
from widgets.segments import InkedView, Line, Piece


class LineBar(InkedView):
    """A line whose right part gives way when there is no room for both."""

    DEFAULT_CSS = """
    LineBar {
        height: 1;
        overflow: hidden hidden;
    }
    """

    def __init__(self, left: Sequence[Piece] = (), right: Sequence[Piece] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._left: Sequence[Piece] = left
        self._right: Sequence[Piece] = right

    def show(self, left: Sequence[Piece], right: Sequence[Piece] = ()) -> None:
        """Show other texts."""
        self._left, self._right = left, right
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        cells = self.size.width
        left = clipped([(" ", ""), *self._left], cells)
        room = cells - _cells(left)
        right = [*self._right, (" ", "")] if self._right else []
        if _cells(right) >= room:
            right = []
        return self.draw([*left, (" " * (room - _cells(right)), ""), *right], cells, self.rich_style)


def clipped(line: Line, cells: int) -> Line:
    """Return as much of `line` as fits into `cells`."""
    kept: Line = []
    for text, ink in line:
        text = clip(text, cells)
        kept.append((text, ink))
        cells -= width(text)
        if cells <= 0:
            break
    return kept


def _cells(line: Sequence[Piece]) -> int:
    return sum(width(text) for text, _ in line)
