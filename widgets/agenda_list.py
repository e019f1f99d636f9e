"""The list of what falls due, under headings: draws only the rows in its window."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import ClassVar

from rich.style import Style
from textual.strip import Strip

from govtui.review.agenda import Item, number_of, when_words
from govtui.review.today import Heading, Section
from govtui.text import pad, width
from widgets.columns import GAP
from widgets.line_bar import clipped
from widgets.row_list import RowList
from widgets.segments import Line, Piece

_KEY_CELLS, _LONGEST_KEY = 8, 16
_WHEN_CELLS = 9
_DAY_CELLS = 10
_DETAIL_CELLS = 28
_DETAIL_FROM = 104
"""From this many columns on, the units stand in a column of their own."""

Row = Section | Item


class AgendaList(RowList):
    """Items with their number, how far away they are, their day, what they are about. The cursor passes headings by."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set()

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: tuple[Row, ...] = ()
        self._today = dt.date.min
        self._key_cells = _KEY_CELLS
        self._empty_text = ""

    @property
    def item(self) -> Item | None:
        """The item under the cursor; None where there is none."""
        row = self._rows[self.cursor] if self._rows else None
        return row if isinstance(row, Item) else None

    def show(self, rows: Iterable[Row], today: dt.date, *, empty_text: str = "", cursor: int = 0) -> None:
        """Show headings and items; the cursor stands on the item at `cursor`, or on the nearest one."""
        self._rows = tuple(rows)
        self._today = today
        self._empty_text = empty_text
        numbers = (width(number_of(row)) for row in self._rows if isinstance(row, Item))
        self._key_cells = min(_LONGEST_KEY, max(_KEY_CELLS, max(numbers, default=0)))
        self.hold(len(self._rows), self._item_near(cursor, 1))
        self._show_top()

    def move_to(self, place: int) -> None:
        """Put the cursor on the item at `place`; from a heading it goes on in the direction it came from."""
        place = max(0, min(place, len(self._rows) - 1))
        super().move_to(self._item_near(place, 1 if place >= self.cursor else -1))
        self._show_top()

    def to_section(self, step: int) -> None:
        """Put the cursor on the first item under another heading; behind the last heading comes the first."""
        places = [place for place, row in enumerate(self._rows) if isinstance(row, Section)]
        if places:
            here = sum(place <= self.cursor for place in places) - 1
            place = places[(here + step) % len(places)]
            super().move_to(self._item_near(place + 1, 1))
            self.jump(place)
            self.keep_in_window(self.cursor)

    def header_line(self, cells: int) -> Line:
        """Return the names of the columns."""
        return self._aligned([("编号", ""), ("时间", ""), ("日期", ""), ("内容", ""), ("责任单位", "")], cells)

    def row_strip(self, place: int, cells: int, base: Style) -> Strip:
        """Draw a heading or an item."""
        row = self._rows[place]
        if isinstance(row, Section):
            return self.draw(clipped(heading_line(row), cells), cells, self.rich_style)
        pieces = [
            (number_of(row), "label"),
            (when_words(row, self._today), _ink(row, self._today)),
            (row.day.isoformat() if row.day else "", "label"),
            (row.title, ""),
            (row.detail, "label"),
        ]
        return self.draw(self._aligned(pieces, cells), cells, base)

    def empty_line(self) -> Line:
        """Return what stands there where there is nothing."""
        return [(f"  {self._empty_text}", "label")]

    def clicked_in(self, x: int) -> None:
        """Leave a heading that the mouse pointed at for its first item."""
        self._cursor = self._item_near(self._cursor, 1)

    def _item_near(self, place: int, step: int) -> int:
        """Return the place of the nearest item in a direction, or else in the other one."""
        for way in (step, -step):
            here = place
            while 0 <= here < len(self._rows):
                if isinstance(self._rows[here], Item):
                    return here
                here += way
        return 0

    def _show_top(self) -> None:
        """Show the heading above the first item together with it."""
        if self.cursor <= 1:
            self.jump(0)

    def _aligned(self, pieces: list[Piece], cells: int) -> Line:
        """Return the five columns, the fourth in the room that the others leave."""
        fixed = [self._key_cells, _WHEN_CELLS, _DAY_CELLS]
        shown = pieces if cells >= _DETAIL_FROM else pieces[:4]
        behind = [_DETAIL_CELLS] * (len(shown) - 4)
        room = cells - sum(fixed) - sum(behind) - GAP * (len(shown) + 1)
        line: Line = []
        for (text, ink), column in zip(shown, [*fixed, max(4, room), *behind], strict=True):
            line += [(" " * GAP, ""), (pad(text, column), ink)]
        return clipped(line, cells)


def heading_line(section: Section) -> Line:
    """Return a heading with how many things stand under it."""
    counted = [] if section.heading is Heading.ROUND else [(f" {section.count}项", "strong")]
    note = [(f" {section.note}", "label")] if section.note else []
    return [(f"【{section.heading.value}】", "heading"), *counted, *note]


def _ink(item: Item, today: dt.date) -> str:
    left = item.left(today)
    if left is None:
        return "label"
    if left < 0:
        return "yellow" if item.ends else "red"
    return "yellow" if left <= 7 else ""
