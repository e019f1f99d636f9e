"""Reporting rounds and the tasks that owe an entry for one: two lists of which each draws only its window."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from rich.style import Style
from textual.strip import Strip

from govtui.model import Task
from govtui.review.rounds import scope_words
from govtui.text import clip, one_line, pad
from govtui.timing.rounds import NO_UNIT, RoundReading, RoundState
from widgets.row_list import RowList
from widgets.segments import Line

STATE_INKS = {
    RoundState.NOT_BEGUN: "label",
    RoundState.FILLING: "yellow",
    RoundState.HANDED_IN: "green",
    RoundState.MISSED: "red",
}

_DATE_CELLS, _SCOPE_CELLS, _STATE_CELLS, _OWING_CELLS, _LEFT_CELLS = 12, 12, 10, 14, 12
_ID_CELLS, _UNIT_CELLS, _LAST_CELLS = 8, 20, 14


class RoundTable(RowList):
    """The rounds by their dates: how far each has come, how many tasks owe an entry."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[RoundReading] = ()
        self._today = dt.date.min

    @property
    def row(self) -> RoundReading | None:
        """The round under the cursor."""
        return self._rows[self.cursor] if self._rows else None

    def show(self, rows: Sequence[RoundReading], today: dt.date, cursor: int) -> None:
        """Show other rounds."""
        self._rows, self._today = rows, today
        self.hold(len(rows), cursor)

    def header_line(self, cells: int) -> Line:
        """Return the names of the columns."""
        names = pad(" 日期", _DATE_CELLS) + pad("批次", self._title_cells(cells)) + pad("范围", _SCOPE_CELLS)
        return [(names + pad("状态", _STATE_CELLS) + pad("未登记", _OWING_CELLS) + "距今", "")]

    def row_strip(self, place: int, cells: int, base: Style) -> Strip:
        """Draw a round."""
        row = self._rows[place]
        title = self._title_cells(cells)
        handed_in = row.state is RoundState.HANDED_IN
        owing = f"共{len(row.tasks)}项" if handed_in else f"{len(row.owing)}/{len(row.tasks)}项"
        line: Line = [
            (pad(f" {row.due}", _DATE_CELLS), ""),
            (pad(clip(one_line(row.title), title - 1), title), "strong"),
            (pad(clip(scope_words(row.documents), _SCOPE_CELLS - 1), _SCOPE_CELLS), "label"),
            (pad(row.state.value, _STATE_CELLS), STATE_INKS[row.state]),
            (pad(owing, _OWING_CELLS), "label" if handed_in or not row.owing else ""),
            (distance_words(row, self._today), "label"),
        ]
        return self.draw(line, cells, base)

    def empty_line(self) -> Line:
        """Say how rounds come about."""
        return [(" 还没有报送批次：来文里没有写报送日期。按 F7 设定，如“每月25日前”", "label")]

    def _title_cells(self, cells: int) -> int:
        taken = _DATE_CELLS + _SCOPE_CELLS + _STATE_CELLS + _OWING_CELLS + _LEFT_CELLS
        return max(10, cells - taken)


def distance_words(row: RoundReading, today: dt.date) -> str:
    """Return how far a round is: 还有3天, 今天, 过了3天; when it was handed in: 9月4日报."""
    if row.opened and row.opened.handed_in:
        day = row.opened.handed_in.at.date()
        return f"{day.month}月{day.day}日报"
    left = (row.due - today).days
    return "今天" if not left else f"还有{left}天" if left > 0 else f"过了{-left}天"


class OwingTable(RowList):
    """The tasks that owe an entry for a round."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[Task] = ()
        self._empty = ""

    @property
    def row(self) -> Task | None:
        """The task under the cursor."""
        return self._rows[self.cursor] if self._rows else None

    def show(self, rows: Sequence[Task], empty: str, cursor: int = 0) -> None:
        """Show other tasks; `empty` is said where there is none."""
        self._rows, self._empty = rows, empty
        self.hold(len(rows), cursor)

    def header_line(self, cells: int) -> Line:
        """Return the names of the columns."""
        names = pad(" 编号", _ID_CELLS) + pad("责任单位", _UNIT_CELLS) + pad("上次登记", _LAST_CELLS)
        return [(names + "具体要求", "")]

    def row_strip(self, place: int, cells: int, base: Style) -> Strip:
        """Draw a task."""
        task = self._rows[place]
        units = "、".join(task.lead or task.units) or NO_UNIT
        last = str(max(entry.day for entry in task.progress)) if task.progress else "从未登记"
        room = max(10, cells - _ID_CELLS - _UNIT_CELLS - _LAST_CELLS)
        line: Line = [
            (pad(f" {task.id}", _ID_CELLS), "label"),
            (pad(clip(one_line(units), _UNIT_CELLS - 1), _UNIT_CELLS), ""),
            (pad(last, _LAST_CELLS), "label"),
            (clip(one_line(task.requirement), room), ""),
        ]
        return self.draw(line, cells, base)

    def empty_line(self) -> Line:
        """Say why there is none."""
        return [(f" {self._empty}", "label")]
