"""The views to choose from: the key, the name, what stands in the filter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.style import Style
from textual.strip import Strip

from govtui.text import pad
from widgets.row_list import RowList
from widgets.segments import Line

KEY_CELLS, NAME_CELLS = 10, 22


class ViewLine(NamedTuple):
    """A view as it is listed."""

    key: str
    name: str
    filter: str


class ViewTable(RowList):
    """Views, one a line."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._views: Sequence[ViewLine] = ()

    def show(self, views: Sequence[ViewLine], cursor: int) -> None:
        """Show other views."""
        self._views = views
        self.hold(len(views), cursor)

    def header_line(self, cells: int) -> Line:
        """Return the names of the columns."""
        return [(" " + pad("按键", KEY_CELLS) + pad("名称", NAME_CELLS) + "筛选", "")]

    def row_strip(self, place: int, cells: int, base: Style) -> Strip:
        """Draw a view."""
        view = self._views[place]
        room = max(4, cells - KEY_CELLS - NAME_CELLS - 1)
        line: Line = [
            (" " + pad(view.key, KEY_CELLS), "key"),
            (pad(view.name, NAME_CELLS - 1) + " ", "strong"),
            (pad(view.filter, room), "label"),
        ]
        return self.draw(line, cells, base)
