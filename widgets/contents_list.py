"""The contents of a long text: its headings, with the cursor on the one that is being read."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from textual.strip import Strip

from govtui.text import clip
from widgets.row_list import RowList
from widgets.segments import Line


class ContentsList(RowList):
    """Headings, those of the second level set in."""

    def __init__(self, headings: Sequence[tuple[str, int]], *, id: str | None = None) -> None:
        """Show `headings`, each with its level from 1."""
        super().__init__(id=id)
        self._headings = headings
        self.hold(len(headings), 0)

    def header_line(self, cells: int) -> Line:
        """Return what the list is."""
        return [(" 目录", "")]

    def row_strip(self, place: int, cells: int, base: Style) -> Strip:
        """Draw a heading."""
        text, level = self._headings[place]
        indent = " " * (2 * level - 1)
        return self.draw([(indent, ""), (clip(text, cells - len(indent)), "" if level > 1 else "strong")], cells, base)
