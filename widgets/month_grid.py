"""A month as a grid from Monday to Sunday, with a cursor on one day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from govtui.review.month import Day, Month
from govtui.text import pad, width
from govtui.timing.workdays import DayKind
from govtui.timing.year_checks import WEEKDAYS
from widgets.line_bar import clipped
from widgets.segments import InkedView, Line

HEADER_LINES = 1
LOWEST_WEEK = 2
"""Lines of a week: the date with what the day is, and how much falls on it."""

_ROOMY_FROM = 20
"""From this many cells on, a day has its counts and its feast in whole words."""


class MonthGrid(InkedView):
    """Weeks that share the height; keys come from the screen, a click moves the cursor."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"month--header", "month--cursor", "month--off", "month--today"}

    DEFAULT_CSS = """
    MonthGrid {
        height: 1fr;
        overflow: hidden hidden;
    }
    """

    @dataclass
    class Pointed(Message):
        """A day was clicked; `twice` if the cursor stood there already."""

        day: dt.date
        twice: bool

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._month: Month | None = None
        self._cursor = dt.date.min
        self._today = dt.date.min

    def show(self, month: Month, cursor: dt.date, today: dt.date) -> None:
        """Show a month with the cursor on a day of it."""
        self._month, self._cursor, self._today = month, cursor, today
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the names of the weekdays, or a line of a week."""
        cells = self.size.width
        if y < HEADER_LINES:
            return self._header(cells)
        height = self._week_height()
        week, line = divmod(y - HEADER_LINES, height)
        if self._month is None or week >= len(self._month.weeks):
            return self.draw([], cells, self.rich_style)
        strips = [
            self._day_line(day, line, self._edges(cells)[place + 1] - self._edges(cells)[place])
            for place, day in enumerate(self._month.weeks[week])
        ]
        return Strip.join(strips).adjust_cell_length(cells, self.rich_style)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the day that the mouse points at."""
        week = (event.y - HEADER_LINES) // self._week_height()
        place = sum(edge <= event.x for edge in self._edges(self.size.width)[1:])
        if self._month and event.y >= HEADER_LINES and week < len(self._month.weeks) and place < 7:
            day = self._month.weeks[week][place]
            if day:
                self.post_message(self.Pointed(day.day, day.day == self._cursor and event.chain > 1))

    def _header(self, cells: int) -> Strip:
        style = self.get_component_rich_style("month--header")
        edges = self._edges(cells)
        line = [(pad(f" 周{name}", edges[place + 1] - edges[place]), "") for place, name in enumerate(WEEKDAYS)]
        return self.draw(line, cells, style)

    def _day_line(self, day: Day | None, line: int, cells: int) -> Strip:
        if day is None:
            return Strip([Segment(" " * cells, self.rich_style)])
        return self.draw(clipped([(" ", ""), *self._words(day, line, cells)], cells - 1), cells, self._base(day))

    def _words(self, day: Day, line: int, cells: int) -> Line:
        if line == 0:
            return _date_line(day, today=day.day == self._today, cells=cells - 2)
        if line == 1:
            return [(day.count_words(short=cells < _ROOMY_FROM), "strong")]
        items = day.items[line - 2 : line - 1]
        return [
            piece for item in items for piece in [(f"{item.task} " if item.task else "", "label"), (item.title, "")]
        ]

    def _base(self, day: Day) -> Style:
        if day.day == self._cursor:
            return self.get_component_rich_style("month--cursor")
        if day.day == self._today:
            return self.get_component_rich_style("month--today")
        return self.rich_style if day.reading.kind.works else self.get_component_rich_style("month--off")

    def _week_height(self) -> int:
        weeks = len(self._month.weeks) if self._month else 6
        return max(LOWEST_WEEK, (self.size.height - HEADER_LINES) // weeks)

    def _edges(self, cells: int) -> list[int]:
        """Return where the seven columns begin, and where the last one ends."""
        return [cells * place // 7 for place in range(8)]


def _date_line(day: Day, *, today: bool, cells: int) -> Line:
    """Return the date, whether it is today, and what the day is, if possible so that it fits into `cells`."""
    ink = {DayKind.HOLIDAY: "red", DayKind.MAKE_UP: "yellow"}.get(day.reading.kind, "label")
    number = f"{day.day.day:2}"
    now = "今" if today else ""
    feast = day.feast(short=cells < _ROOMY_FROM)
    gap = " " if width(f"{number}{now}{day.mark} {feast}") <= cells else ""
    told = f"{day.mark}{gap}{feast}" if day.mark else ""
    return [(number, "strong" if day.reading.kind.works else "label"), (now, "key"), (told, ink)]
