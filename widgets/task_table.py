"""The table of tasks: draws only the lines in its window, so that its cost does not grow with their number."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from govtui.config import ColumnChoice
from govtui.review.grouping import Group
from govtui.review.rows import TaskRow
from govtui.text import pad
from widgets.cells import BARE, CellContext
from widgets.column_edges import column_at, edge_at, with_edge
from widgets.columns import GAP, Column, columns, longest_number
from widgets.group_line import Digits, group_line
from widgets.row_drawing import row_lines
from widgets.segments import InkedView
from widgets.table_lines import Spot, TableLines

HEADER_LINES = 1
CACHED_ROWS = 1000
MOST_LINES = 3


class _Look(NamedTuple):
    """All that the drawing of a row depends on, but for the columns."""

    row: TaskRow
    words: tuple[str, ...]
    under_cursor: bool
    marked: bool
    even: bool


class _Edge(NamedTuple):
    """The edge of a column that the mouse holds."""

    place: int
    taken_at: int
    """The cell of the line."""


class TaskTable(InkedView):
    """Rows under a fixed header, with a cursor; some of them may be put together under headings.

    It is handed rows by `show` and columns by `set_columns`, and says what happened by messages; keys come from the
    screen as calls of `move_to` and `page`.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "table--header",
        "table--cursor",
        "table--even",
        "table--marked",
        "table--group",
    }

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

    @dataclass
    class Marked(Message):
        """The place for the mark before a task was clicked."""

        row: TaskRow

    @dataclass
    class Resized(Message):
        """The edge of a column was drawn with the mouse, and let go."""

        columns: tuple[ColumnChoice, ...]

    @dataclass
    class OrderRequested(Message):
        """The title of a column was clicked by which tasks can be sorted."""

        title: str

    def __init__(self, *, empty_text: str = "", id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: tuple[TaskRow, ...] = ()
        self._groups: Sequence[Group] = ()
        self._digits = Digits(1, 1, 1)
        self._marks: frozenset[str] = frozenset()
        self._words: tuple[str, ...] = ()
        self._cell_context = BARE
        self._cursor = 0
        self._empty_text = empty_text
        self._number_cells = 0
        self._most_rows = 0
        self._choices: tuple[ColumnChoice, ...] = ()
        self._height = 1
        self._columns: tuple[Column, ...] = ()
        self._lines = TableLines(0)
        self._strips: LRUCache[_Look, list[Strip]] = LRUCache(CACHED_ROWS)
        self._plain: Style | None = None
        self._edge: _Edge | None = None
        self._edge_moved = False

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
        """The rows that the window shows at once, whole ones and without headings."""
        return max(1, self.window_lines // self._height)

    @property
    def window_lines(self) -> int:
        """The lines that the window has under the header."""
        return max(1, self.size.height - HEADER_LINES)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns as they stand there."""
        return self._columns

    def show(
        self,
        rows: tuple[TaskRow, ...],
        *,
        groups: Sequence[Group] = (),
        marks: frozenset[str] = frozenset(),
        words: Sequence[str] = (),
        empty_text: str = "",
    ) -> None:
        """Show `rows`, put together under `groups`, those with an id in `marks` marked, and `words` where they stand.

        The cursor stays on its task and in its line of the window; if the task is gone, on its place.
        """
        line = self._lines.of(self._cursor) - self.scroll_offset.y
        cursor = self._place_in(rows)
        if len(rows) > self._most_rows:  # a filter takes rows away: columns that jump while one types are hard to read
            self._most_rows = len(rows)
            self._number_cells = longest_number(rows)
        self._rows, self._groups, self._digits = rows, groups, Digits.of(groups)
        self._marks, self._words, self._empty_text = marks, tuple(words), empty_text
        self._cursor = cursor
        self._lay_out()
        self._keep_cursor_in_window(self._lines.of(cursor) - line)
        self.refresh()

    def set_columns(self, columns: tuple[ColumnChoice, ...], lines: int) -> None:
        """Have these columns, or those that fit if there are none, and rows of 1 to 3 lines."""
        line = self._lines.of(self._cursor) - self.scroll_offset.y
        self._choices = columns
        self._height = max(1, min(lines, MOST_LINES))
        self._lay_out()
        self._keep_cursor_in_window(self._lines.of(self._cursor) - line)
        self.refresh()

    def tell(self, context: CellContext) -> None:
        """Have the cells know what stands in no row."""
        if context != self._cell_context:
            self._cell_context = context
            self._strips.clear()
            self.refresh()

    def move_to(self, place: int) -> None:
        """Put the cursor on the row at `place`, or on the nearest there is."""
        place = max(0, min(place, len(self._rows) - 1))
        if place == self._cursor or not self._rows:
            return
        before, self._cursor = self._cursor, place
        if not self._keep_cursor_in_window(self._first_line_for(place)):
            self._refresh_row(before)
            self._refresh_row(place)
        self.post_message(self.Highlighted(self.cursor_row))

    def page(self, direction: int) -> None:
        """Move the cursor by a window full of rows: 1 down, -1 up."""
        step = max(1, self.window_lines - self._height - bool(self._groups))
        place = self._lines.row_near(self._lines.of(self._cursor) + direction * step)
        self.move_to(place if place != self._cursor else self._cursor + direction)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window: the header, then what stands there from the scroll position on."""
        cells = self.scrollable_content_region.width
        if y < HEADER_LINES:
            titles = "".join(f"{pad(column.title, column.cells)}{' ' * GAP}" for column in self._columns)
            return self.draw([(f"{' ' * GAP}{titles}", "")], cells, self.get_component_rich_style("table--header"))
        spot = self._spot(y)
        if spot is None:
            note = f"  {self._empty_text}" if not self._rows and y == HEADER_LINES + 1 else ""
            return self.draw([(note, "label")], cells, self.rich_style)
        if spot.group is not None:
            line = group_line(self._groups[spot.group], self._digits, cells)
            return self.draw(line, cells, self.get_component_rich_style("table--group"))
        return self._row_strips(spot.row, cells)[spot.line]

    def on_resize(self) -> None:
        """Share out the columns anew and keep the cursor in sight."""
        self._lay_out()
        self._keep_cursor_in_window(self.scroll_offset.y)

    def notify_style_update(self) -> None:
        """Forget what was drawn in the old colours."""
        self._strips.clear()
        self._plain = None
        super().notify_style_update()

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take the edge of a column."""
        self._edge_moved = False
        if event.y < HEADER_LINES and (place := edge_at(self._columns, event.x)) is not None:
            self._edge = _Edge(place, event.x)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Draw the edge that was taken to where the mouse is."""
        if self._edge and (self._edge_moved or event.x != self._edge.taken_at):
            self._edge_moved = True
            self.set_columns(with_edge(self._columns, self._choices, self._edge.place, event.x), self._height)

    def on_mouse_up(self) -> None:
        """Let the edge go."""
        if self._edge:
            self._edge = None
            self.release_mouse()
            if self._edge_moved:
                self.post_message(self.Resized(self._choices))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse points; a double click opens the task, one before it marks, a title sorts."""
        if self._edge_moved:
            return
        if event.y < HEADER_LINES:
            if (column := column_at(self._columns, event.x)) and column.order:
                self.post_message(self.OrderRequested(column.title))
            return
        spot = self._spot(event.y)
        if spot is None or spot.group is not None:
            return
        if event.x < GAP:
            self.post_message(self.Marked(self._rows[spot.row]))
        elif spot.row == self._cursor and event.chain > 1:
            self.post_message(self.Chosen(self._rows[spot.row]))
        self.move_to(spot.row)

    # Laying out and drawing

    def _place_in(self, rows: tuple[TaskRow, ...]) -> int:
        """Return the place for the cursor among other rows."""
        row = self.cursor_row
        last = max(0, len(rows) - 1)
        if row is None:
            return 0
        if self._cursor <= last and rows and rows[self._cursor].task.id == row.task.id:
            return self._cursor
        with suppress(ValueError):
            return rows.index(row)  # the very same: rows have no equality of their own
        places = (place for place, other in enumerate(rows) if other.task.id == row.task.id)
        return next(places, min(self._cursor, last))

    def _lay_out(self) -> None:
        columns_now = columns(self.scrollable_content_region.width, self._number_cells, self._choices)
        if columns_now != self._columns or self._height != self._lines.height:
            self._columns = columns_now
            self._strips.clear()
        self._lines = TableLines(len(self._rows), self._height, [group.start for group in self._groups])
        self.reach(self._lines.total + HEADER_LINES)

    def _spot(self, y: int) -> Spot | None:
        """Return what stands in a line of the window: in the first, the heading of the group that goes on there."""
        spot = self._lines.at(y - HEADER_LINES + self.scroll_offset.y)
        if spot and self._groups and y == HEADER_LINES:
            return Spot(spot.row, group=self._lines.group_of(spot.row))
        return spot

    def _row_strips(self, place: int, cells: int) -> list[Strip]:
        row = self._rows[place]
        look = _Look(row, self._words, place == self._cursor, row.task.id in self._marks, place % 2 == 0)
        strips = self._strips.get(look)
        if strips is None or strips[0].cell_length != cells:
            lines = row_lines(
                row, self._columns, self._height, marked=look.marked, words=self._words, context=self._cell_context
            )
            style = self._row_style(look)
            strips = self._strips[look] = [self.draw(line, cells, style) for line in lines]
        return strips

    def _row_style(self, look: _Look) -> Style:
        if look.under_cursor:
            return self.get_component_rich_style("table--cursor")
        if look.marked:
            return self.get_component_rich_style("table--marked")
        if look.even:
            return self.get_component_rich_style("table--even")
        if self._plain is None:  # it is composed anew from all that lies behind the table whenever it is asked for
            self._plain = self.rich_style
        return self._plain

    def _refresh_row(self, place: int) -> None:
        first = self._lines.of(place) - self.scroll_offset.y
        top, bottom = max(0, first), min(self.window_lines, first + self._height)
        if top < bottom:
            self.refresh(Region(0, top + HEADER_LINES, self.size.width, bottom - top))

    def _first_line_for(self, place: int) -> int:
        """Return the line to scroll to: the present one, but for a row far away one that has it in the middle."""
        first, line = self.scroll_offset.y, self._lines.of(place)
        near = first - self.window_lines <= line < first + 2 * self.window_lines
        return first if near else max(0, line - self.window_lines // 2)

    def _keep_cursor_in_window(self, first: int) -> bool:
        """Scroll to the line `first`, or as near to it as leaves the cursor in the window; say whether it had to."""
        top, bottom = self._lines.top_of(self._cursor), self._lines.of(self._cursor) + self._height
        last = max(0, self._lines.total - self.window_lines)
        target = min(max(min(first, last), bottom - self.window_lines), top)
        if target == self.scroll_offset.y:
            return False
        self.jump(target)
        return True
