"""The table of tasks: draws only the rows in its window, so that its cost does not grow with their number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from govtui.review.rows import TaskRow
from govtui.text import pad
from widgets.columns import GAP, Column, columns, longest_number
from widgets.segments import InkedView, Line

HEADER_LINES = 1
CACHED_STRIPS = 2000


class TaskTable(InkedView):
    """Rows under a fixed header, with a cursor.

    It is handed rows by `show` and says what happened by messages; keys come from the screen as calls of
    `move_to` and `page`.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"table--header", "table--cursor", "table--even"}

    DEFAULT_CSS = """
    TaskTable {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
    }
    """

    @dataclass
    class Highlighted(Message):
        """The cursor was moved to another task."""

        row: TaskRow | None

    @dataclass
    class Chosen(Message):
        """A task was clicked while the cursor stood on it."""

        row: TaskRow

    def __init__(self, *, empty_text: str = "", id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: tuple[TaskRow, ...] = ()
        self._cursor = 0
        self._empty_text = empty_text
        self._number_cells = 0
        self._most_rows = 0
        self._columns: tuple[Column, ...] = ()
        self._strips: LRUCache[tuple[TaskRow, bool, bool], Strip] = LRUCache(CACHED_STRIPS)

    @property
    def cursor_row(self) -> TaskRow | None:
        """The row under the cursor, None if there is no row."""
        return self._rows[self._cursor] if self._rows else None

    @property
    def cursor(self) -> int:
        """The cursor's position among the rows, from 0."""
        return self._cursor

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    @property
    def window_rows(self) -> int:
        """The rows that the window shows at once."""
        return max(1, self.size.height - HEADER_LINES)

    def show(self, rows: tuple[TaskRow, ...], *, empty_text: str = "") -> None:
        """Show `rows`. The cursor stays on its task; if that is gone, on its place."""
        before = self.cursor_row
        self._rows = rows
        if len(rows) > self._most_rows:  # a filter takes rows away: columns that jump while one types are hard to read
            self._most_rows = len(rows)
            self._number_cells = longest_number(rows)
        self._empty_text = empty_text
        self._cursor = self._place_of(before)
        self._lay_out()
        self._keep_cursor_in_window()
        self.refresh()

    def move_to(self, place: int) -> None:
        """Put the cursor on the row at `place`, or on the nearest there is."""
        place = max(0, min(place, len(self._rows) - 1))
        if place == self._cursor or not self._rows:
            return
        before, self._cursor = self._cursor, place
        if not self._keep_cursor_in_window():
            self._refresh_row(before)
            self._refresh_row(place)
        self.post_message(self.Highlighted(self.cursor_row))

    def page(self, direction: int) -> None:
        """Move the cursor by a window full of rows: 1 down, -1 up."""
        self.move_to(self._cursor + direction * max(1, self.window_rows - 1))

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window: the header, then the rows from the scroll position on."""
        cells = self.scrollable_content_region.width
        if y < HEADER_LINES:
            titles = [(column.title, "") for column in self._columns]
            style = self.get_component_rich_style("table--header")
            return self.draw(self._aligned(titles), cells, style)
        place = y - HEADER_LINES + self.scroll_offset.y
        if place < len(self._rows):
            return self._row_strip(place, cells)
        note = f"  {self._empty_text}" if not self._rows and y == HEADER_LINES + 1 else ""
        return self.draw([(note, "label")], cells, self.rich_style)

    def on_resize(self) -> None:
        """Share out the columns anew and keep the cursor in sight."""
        self._lay_out()
        self._keep_cursor_in_window()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse points; a click on the cursor's own row opens the task."""
        place = event.y - HEADER_LINES + self.scroll_offset.y
        if not (event.y >= HEADER_LINES and place < len(self._rows)):
            return
        if place == self._cursor and event.chain > 1:
            self.post_message(self.Chosen(self._rows[place]))
        self.move_to(place)

    def notify_style_update(self) -> None:
        """Forget what was drawn in the old colours."""
        self._strips.clear()
        super().notify_style_update()

    def _place_of(self, row: TaskRow | None) -> int:
        last = max(0, len(self._rows) - 1)
        if row is None:
            return 0
        if self._cursor <= last and self._rows and self._rows[self._cursor].task.id == row.task.id:
            return self._cursor
        places = (place for place, other in enumerate(self._rows) if other.task.id == row.task.id)
        return next(places, min(self._cursor, last))

    def _lay_out(self) -> None:
        columns_now = columns(self.scrollable_content_region.width, self._number_cells)
        if columns_now != self._columns:
            self._columns = columns_now
            self._strips.clear()
        self.reach(len(self._rows) + HEADER_LINES)

    def _row_strip(self, place: int, cells: int) -> Strip:
        row = self._rows[place]
        key = (row, place == self._cursor, place % 2 == 0)
        strip = self._strips.get(key)
        if strip is None or strip.cell_length != cells:
            line = self._aligned([column.cell(row) for column in self._columns])
            strip = self.draw(line, cells, self._row_style(*key[1:]))
            self._strips[key] = strip
        return strip

    def _row_style(self, under_cursor: bool, even: bool) -> Style:
        if under_cursor:
            return self.get_component_rich_style("table--cursor")
        return self.get_component_rich_style("table--even") if even else self.rich_style

    def _aligned(self, pieces: Line) -> Line:
        blank = " " * GAP
        line: Line = [(blank, "")]
        for (text, ink), column in zip(pieces, self._columns, strict=True):
            line += [(pad(text, column.cells), ink), (blank, "")]
        return line

    def _refresh_row(self, place: int) -> None:
        y = place - self.scroll_offset.y + HEADER_LINES
        if HEADER_LINES <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    def _keep_cursor_in_window(self) -> bool:
        """Scroll if the cursor is out of the window, and say whether that was so."""
        first = self.scroll_offset.y
        target = min(max(first, self._cursor - self.window_rows + 1), self._cursor)
        if target == first:
            return False
        self.jump(target)
        return True
