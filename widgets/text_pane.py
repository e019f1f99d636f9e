"""A pane of styled text that is wrapped to its width and scrolls."""

from __future__ import annotations

from collections.abc import Callable

from textual.geometry import Size
from textual.strip import Strip

from widgets.segments import InkedView, Line

LinesAt = Callable[[int], list[Line]]
"""Gives the lines of a text for a width in cells."""

MARGIN = 1


class TextPane(InkedView):
    """Shows what a function makes of the pane's width; made again when the width changes."""

    DEFAULT_CSS = """
    TextPane {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
    }
    """

    def __init__(self, lines_at: LinesAt | None = None, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines_at: LinesAt = lines_at or (lambda _cells: [])
        self._lines: list[Line] = []
        self._cells = 0

    def show(self, lines_at: LinesAt) -> None:
        """Show another text, from its beginning."""
        self._lines_at = lines_at
        self._cells = 0
        self._wrap()
        self.jump(0)
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that the text takes in `width` cells."""
        return len(self._lines_at(max(4, width - 2 * MARGIN)))

    def scroll_lines(self, count: int) -> None:
        """Scroll by `count` lines, up if negative."""
        self.jump(max(0, self.scroll_offset.y + count))

    def scroll_pages(self, count: int) -> None:
        """Scroll by windows, keeping one line in sight."""
        self.scroll_lines(count * max(1, self.size.height - 1))

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        place = y + self.scroll_offset.y
        line = self._lines[place] if place < len(self._lines) else []
        return self.draw([(" " * MARGIN, ""), *line], self.scrollable_content_region.width, self.rich_style)

    def on_resize(self) -> None:
        """Wrap the text to the new width."""
        self._wrap()

    def _wrap(self) -> None:
        cells = self.scrollable_content_region.width
        if cells and cells != self._cells:
            self._cells = cells
            self._lines = self._lines_at(max(4, cells - 2 * MARGIN))
            self.reach(len(self._lines))
