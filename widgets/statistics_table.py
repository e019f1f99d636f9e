"""Statistics as tables: units, themes, documents or months with their figures, and the months one behind the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from govtui.review.figures import GAP, Figure, Sorting, cell_of, columns_for, percent, title_of
from govtui.review.statistics import Point, Statistics, Tally
from govtui.text import pad, width
from widgets.bars import stacked
from widgets.row_list import RowList
from widgets.segments import Line

WIDE_GAP = 4
"""Blanks before a number where there is room for more."""

NAME_AT_MOST, BAR_AT_LEAST, BAR_AT_MOST = 48, 6, 30

INKS = {Figure.RED: "red", Figure.YELLOW: "yellow", Figure.BEHIND: "yellow", Figure.RATE: "green"}
"""What a number that is not nothing is written in."""


class Column(NamedTuple):
    """A column where it stands."""

    figure: Figure
    start: int
    """The cells before it, the blanks before its number included."""
    cells: int


class StatisticsTable(RowList):
    """The total and a row for each unit, theme … with a cursor on one figure of a row."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._statistics: Statistics | None = None
        self._rows: Sequence[Tally] = ()
        self._sorting = Sorting()
        self._figure = Figure.TASKS
        self._empty = ""

    @property
    def row(self) -> Tally | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if self._rows else None

    @property
    def figure(self) -> Figure:
        """The figure under the cursor."""
        shown = [column.figure for column in self._columns(self._cells)]
        return self._figure if self._figure in shown or not shown else Figure.TASKS

    def show(
        self, statistics: Statistics, rows: Sequence[Tally], sorting: Sorting, cursor: int, empty: str = ""
    ) -> None:
        """Show the total and `rows` below it; `empty` is said where there is no task at all."""
        self._statistics, self._sorting, self._empty = statistics, sorting, empty
        self._rows = (statistics.total, *rows) if rows else ()
        self.hold(len(self._rows), cursor)

    def put_on(self, figure: Figure) -> None:
        """Put the cursor on a figure of its row."""
        self._figure = figure
        self.refresh()
        self.post_message(self.Moved(self))

    def move_column(self, step: int) -> None:
        """Put the cursor on the next figure of its row, or the one before."""
        shown = [column.figure for column in self._columns(self._cells)]
        if shown:
            place = shown.index(self.figure) + step
            self.put_on(shown[max(0, min(place, len(shown) - 1))])

    def clicked_in(self, x: int) -> None:
        """Put the cursor on the figure under the mouse."""
        for column in self._columns(self._cells):
            if x < column.start + column.cells:
                self._figure = column.figure
                return

    def header_line(self, cells: int) -> Line:
        """Return the names of the columns; the one that the rows are sorted by stands out."""
        line: Line = []
        if self._statistics is None:
            return line
        taken = 0
        for figure, start, room in self._columns(cells):
            ink = "key" if figure is self._sorting.figure else ""
            title = title_of(figure, self._statistics)
            line += [(" " * (start - taken), ""), (pad(title, room, _side(figure)), ink)]
            taken = start + room
        return [*line, (" " * GAP + "进度", "")] if self._bar_cells(cells) else line

    def row_strip(self, place: int, cells: int, base: Style) -> Strip:
        """Draw a row: its name, its figures and its bar."""
        row = self._rows[place]
        under = self.figure if place == self.cursor and self.active else None
        pieces: list[Segment] = []
        taken = 0
        for figure, start, room in self._columns(cells):
            style = base + self.get_component_rich_style("rows--cell") if figure is under else base
            ink = "" if figure is under else self._ink(figure, row)
            text = pad(self._text(figure, row), room, _side(figure))
            pieces += [Segment(" " * (start - taken), base), Segment(text, style + self.ink(ink) if ink else style)]
            taken = start + room
        if bar_cells := self._bar_cells(cells):
            pieces.append(Segment(" " * GAP, base))
            pieces += [Segment(text, base + self.ink(ink)) for text, ink in self._bar(row, bar_cells)]
        return Strip(pieces).adjust_cell_length(cells, base)

    def empty_line(self) -> Line:
        """Say why there is nothing."""
        return [(f" {self._empty}", "label")]

    @property
    def _cells(self) -> int:
        return self.scrollable_content_region.width

    def _text(self, figure: Figure, row: Tally) -> str:
        if figure is Figure.LED and row is self._rows[0]:
            return ""
        return cell_of(figure, row)

    def _ink(self, figure: Figure, row: Tally) -> str:
        if row is self._rows[0]:
            return "strong"
        text = cell_of(figure, row)
        if text in ("0", "0%") or text.startswith("0/") or figure is Figure.LAST:
            return "faint"
        return INKS.get(figure, "")

    def _columns(self, cells: int) -> list[Column]:
        """Return the columns that fit, the one with the names first."""
        if self._statistics is None or not self._rows or not cells:
            return []
        room = cells - 2 - GAP - BAR_AT_LEAST
        widths = columns_for(self._statistics, room)
        name = widths.pop(Figure.NAME)
        gap = WIDE_GAP if name + sum(widths.values()) + WIDE_GAP * len(widths) + BAR_AT_MOST <= room else GAP
        longest = max(width(cell_of(Figure.NAME, row)) for row in self._rows)
        name = min(NAME_AT_MOST, longest, max(name, room - sum(widths.values()) - gap * len(widths)))
        columns, start = [Column(Figure.NAME, 1, name)], 1 + name
        for figure, figure_cells in widths.items():
            columns.append(Column(figure, start + gap, figure_cells))
            start += gap + figure_cells
        return columns

    def _bar(self, row: Tally, cells: int) -> Line:
        """Return what is settled, what has a red light, a yellow one, of all tasks of a row; without colours, that
        cannot be told apart, only the first.
        """
        number = max(1, row.tasks)
        parts = [(row.settled / number, "green"), (row.red / number, "red"), (row.yellow / number, "yellow")]
        return stacked(parts[:1] if self.app.no_color else parts, cells)

    def _bar_cells(self, cells: int) -> int:
        """Return the cells that are left for the bar, 0 where it would be too short to say anything."""
        columns = self._columns(cells)
        if not columns:
            return 0
        left = cells - columns[-1].start - columns[-1].cells - GAP - 1
        return min(BAR_AT_MOST, left) if left >= BAR_AT_LEAST else 0


def _side(figure: Figure) -> str:
    return "left" if figure is Figure.NAME else "right"


MONTH_CELLS, TREND_AT_MOST = 12, 80

TREND_COLUMNS = {"任务": 7, "完成": 7, "比上月": 8, "红灯": 7, "完成率": 8}
"""The numbers of a month with the cells that each takes."""


class TrendTable(RowList):
    """The months one below the other, each with a bar as long as it had tasks."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._points: Sequence[Point] = ()
        self._red = ""
        self._empty = ""

    @property
    def point(self) -> Point | None:
        """The month under the cursor."""
        return self._points[self.cursor] if self._points else None

    def show(self, points: Sequence[Point], red: str = "", empty: str = "") -> None:
        """Show other months, the newest last and under the cursor.

        `red` is what a red light is called, `empty` what is said where there is no month.
        """
        self._points, self._red, self._empty = points, red, empty
        self.hold(len(points), len(points) - 1)

    def header_line(self, cells: int) -> Line:
        """Return the names of the columns."""
        names = "".join(
            pad(self._red if name == "红灯" else name, room, "right") for name, room in TREND_COLUMNS.items()
        )
        said = "完成的" if self.app.no_color else f"绿：完成  红：{self._red}"
        return [(pad(" 月末", MONTH_CELLS) + names + " " * GAP, ""), (said, "")]

    def row_strip(self, place: int, cells: int, base: Style) -> Strip:
        """Draw a month."""
        point = self._points[place]
        before = self._points[place - 1] if place else None
        more = f"{point.settled - before.settled:+d}" if before else ""
        month = "今天" if place == len(self._points) - 1 else f"{point.day.year}年{point.day.month}月"
        texts = (str(point.tasks), str(point.settled), more, str(point.red), percent(point.rate))
        inks = (
            "strong",
            "" if point.settled else "faint",
            "faint" if more == "+0" else "",
            "red" if point.red else "faint",
            "green" if point.settled else "faint",
        )
        line: Line = [(pad(f" {month}", MONTH_CELLS), "")]
        for text, room, ink in zip(texts, TREND_COLUMNS.values(), inks, strict=True):
            line.append((pad(text, room, "right"), ink))
        return self.draw([*line, (" " * GAP, ""), *self._bar(point, cells)], cells, base)

    def empty_line(self) -> Line:
        """Say why there is nothing."""
        return [(f" {self._empty}", "label")]

    def _bar(self, point: Point, cells: int) -> Line:
        most = max(1, *(each.tasks for each in self._points))
        room = min(TREND_AT_MOST, cells - MONTH_CELLS - sum(TREND_COLUMNS.values()) - GAP - 1)
        length = max(1, round(room * point.tasks / most)) if point.tasks else 0
        number = max(1, point.tasks)
        parts = [(point.settled / number, "green"), (point.red / number, "red")]
        return stacked(parts[:1] if self.app.no_color else parts, length)
