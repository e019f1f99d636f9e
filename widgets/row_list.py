"""What the lists share that stand under a fixed header and draw only the rows in their window."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from widgets.segments import InkedView, Line

HEADER_LINES = 1


class RowList(InkedView):
    """Rows with a cursor, of which some can be lit up. Keys come from the screen as calls.

    A list of its own says how many rows there are by `count_rows` and what stands in them by `row_line`.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--header", "rows--cursor", "rows--cell", "rows--linked", "rows--even"}

    DEFAULT_CSS = """
    RowList {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
    }
    """

    @dataclass
    class Moved(Message):
        """The cursor of a list stands on another row, or another cell of it."""

        rows: RowList

    @dataclass
    class Chosen(Message):
        """The row under the cursor was clicked twice."""

        rows: RowList

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._count = 0
        self._cursor = 0
        self._linked: Collection[int] = frozenset()
        self.active = True
        """The keys go to this list: its cursor stands out."""

    @property
    def cursor(self) -> int:
        """The cursor's place among the rows, from 0."""
        return self._cursor

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._count

    @property
    def window_rows(self) -> int:
        """The rows that the window shows at once."""
        return max(1, self.size.height - HEADER_LINES)

    def header_line(self, cells: int) -> Line:
        """Return what stands above the rows."""
        return []

    def row_strip(self, place: int, cells: int, base: Style) -> Strip:
        """Draw a row."""
        return self.draw([], cells, base)

    def empty_line(self) -> Line:
        """Return what stands there where there is no row."""
        return []

    def hold(self, count: int, cursor: int) -> None:
        """Have `count` rows, and the cursor on the one nearest to `cursor`."""
        self._count = count
        self._cursor = max(0, min(cursor, count - 1))
        self.reach(count + HEADER_LINES)
        self.keep_in_window(self._cursor)
        self.refresh()

    def link(self, places: Collection[int], *, follow: bool = False) -> None:
        """Light up rows, and `follow` them: put the cursor on the first unless it stands on one, and show it."""
        self._linked = places
        if places and follow:
            if self._cursor not in places:
                self._cursor = min(places)
            if max(places) - min(places) < self.window_rows:
                self.keep_in_window(max(places))
            self.keep_in_window(self._cursor)
        self.refresh()

    def move_to(self, place: int) -> None:
        """Put the cursor on the row at `place`, or on the nearest there is."""
        place = max(0, min(place, self._count - 1))
        if place != self._cursor and self._count:
            self._cursor = place
            self.keep_in_window(place)
            self.refresh()
            self.post_message(self.Moved(self))

    def page(self, direction: int) -> None:
        """Move the cursor by a window full of rows: 1 down, -1 up."""
        self.move_to(self._cursor + direction * max(1, self.window_rows - 1))

    def keep_in_window(self, place: int) -> None:
        """Scroll if a row is out of the window; one that is far away comes into the middle of it."""
        first, rows = self.scroll_offset.y, self.window_rows
        if first <= place < first + rows or not self.size.height:  # laid out, it comes back here
            return
        if place == first - 1 or place == first + rows:
            self.jump(place if place < first else place - rows + 1)
        else:
            self.jump(max(0, place - rows // 2))

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window: the header, then the rows from the scroll position on."""
        cells = self.scrollable_content_region.width
        if y < HEADER_LINES:
            return self.draw(self.header_line(cells), cells, self.get_component_rich_style("rows--header"))
        place = y - HEADER_LINES + self.scroll_offset.y
        if place < self._count:
            return self.row_strip(place, cells, self._base(place))
        line = self.empty_line() if not self._count and y == HEADER_LINES + 1 else []
        return self.draw(line, cells, self.rich_style)

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.reach(self._count + HEADER_LINES)
        self.keep_in_window(self._cursor)
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse points."""
        place = event.y - HEADER_LINES + self.scroll_offset.y
        if not (event.y >= HEADER_LINES and place < self._count):
            return
        if place == self._cursor and event.chain > 1:
            self.post_message(self.Chosen(self))
            return
        self._cursor = place
        self.clicked_in(event.x)
        self.refresh()
        self.post_message(self.Moved(self))

    def clicked_in(self, x: int) -> None:
        """Take notice of where in its row the mouse pointed."""

    def _base(self, place: int) -> Style:
        if place == self._cursor and self.active:
            return self.get_component_rich_style("rows--cursor")
        if place in self._linked:
            return self.get_component_rich_style("rows--linked")
        return self.get_component_rich_style("rows--even") if place % 2 == 0 else self.rich_style
