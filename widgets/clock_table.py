"""The register of legal clocks: what it is about, by which template, since when, until when, how it stands."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from textual.strip import Strip

from govtui.review.clocks import ClockRow
from govtui.text import one_line, pad
from govtui.timing.clocks import ClockState
from widgets.row_list import RowList
from widgets.segments import Line

STATE_CELLS, LEFT_CELLS, DUE_CELLS, KIND_CELLS = 9, 17, 11, 14
SINCE_CELLS, SHORT_SINCE_CELLS = 12, 7
WIDE_FROM = 100
"""From this many columns on, the day of the event stands there with its year."""

SOON = 3
"""Units of days from which on what is left is shown as pressing."""

_INKS = {
    ClockState.OVERDUE: "red",
    ClockState.LATE: "red",
    ClockState.EARLY: "yellow",
    ClockState.FULL: "yellow",
    ClockState.PAUSED: "label",
    ClockState.RUNNING: "green",
    ClockState.IN_TIME: "off",
}


def clock_ink(row: ClockRow) -> str:
    """Return the ink for how a clock stands; the words stand beside it."""
    reading = row.reading
    if reading is None:
        return "red"
    if reading.state is ClockState.RUNNING and reading.units_left <= SOON:
        return "yellow"
    return _INKS[reading.state]


class ClockTable(RowList):
    """Clocks under the cursor, the pressing ones first."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[ClockRow] = ()

    @property
    def row(self) -> ClockRow | None:
        """The clock under the cursor."""
        return self._rows[self.cursor] if self._rows else None

    def show(self, rows: Sequence[ClockRow], cursor: int) -> None:
        """Show other clocks."""
        self._rows = rows
        self.hold(len(rows), cursor)

    def header_line(self, cells: int) -> Line:
        """Return the names of the columns."""
        return [
            (
                pad(" 事项", self._title_cells(cells))
                + pad("期限", KIND_CELLS)
                + pad("起算", self._since_cells(cells))
                + pad("到期", DUE_CELLS)
                + pad("剩余", LEFT_CELLS)
                + "现状",
                "",
            )
        ]

    def row_strip(self, place: int, cells: int, base: Style) -> Strip:
        """Draw a clock."""
        row = self._rows[place]
        clock, ink = row.clock, clock_ink(row)
        since = f"{clock.started:%m-%d}" if cells < WIDE_FROM else str(clock.started)
        paused = row.reading is not None and row.reading.state is ClockState.PAUSED
        due = "" if row.reading is None else "恢复后再定" if paused else str(row.reading.due)
        left = f"{clock.answered}" if clock.answered and not row.left else row.left_in_short
        return self.draw(
            [
                (pad(f" {one_line(clock.title)}", self._title_cells(cells) - 1) + " ", ""),
                (pad(one_line(clock.template), KIND_CELLS - 1) + " ", "label"),
                (pad(since, self._since_cells(cells)), "label"),
                (pad(due, DUE_CELLS), "label" if paused or clock.answered else "strong"),
                (pad(left, LEFT_CELLS), "label" if clock.answered else ink),
                (row.state, ink),
            ],
            cells,
            base,
        )

    def empty_line(self) -> Line:
        """Return what to do where there is no clock."""
        return [("  还没有法定期限，按 F2 选一个模板开始计时", "label")]

    def _since_cells(self, cells: int) -> int:
        return SHORT_SINCE_CELLS if cells < WIDE_FROM else SINCE_CELLS

    def _title_cells(self, cells: int) -> int:
        fixed = STATE_CELLS + LEFT_CELLS + DUE_CELLS + KIND_CELLS + self._since_cells(cells)
        return max(12, cells - fixed)
