"""Where rows and group headers stand in a table whose rows have several lines. Arithmetic, at any size the same."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple


class Spot(NamedTuple):
    """What stands in a line of the table: a line of a row, or the header of a group."""

    row: int
    """The place of the row; under a header, that of the group's first row."""
    line: int = 0
    """Which of the row's lines it is, from 0."""
    group: int | None = None
    """The place of the group whose header it is."""


class TableLines:
    """Lines are counted from 0, without the table's own header."""

    def __init__(self, rows: int, height: int = 1, starts: Sequence[int] = ()) -> None:
        """Lay out `rows` rows of `height` lines, a header line before each row that stands in `starts`, ascending."""
        self.rows = rows
        self.height = height
        self._starts = list(starts)
        self._headers = [start * height + place for place, start in enumerate(starts)]
        self.total = rows * height + len(self._starts)
        """All lines there are."""

    def of(self, row: int) -> int:
        """Return the first line of the row at a place."""
        return row * self.height + bisect_right(self._starts, row)

    def top_of(self, row: int) -> int:
        """Return the line from which on a row is seen with the header of its group, which stays in sight."""
        return self.of(row) - 1 if self._starts else self.of(row)

    def group_of(self, row: int) -> int:
        """Return the place of the group that a row stands in."""
        return bisect_right(self._starts, row) - 1

    def at(self, line: int) -> Spot | None:
        """Return what stands in a line, None beyond the last."""
        if not 0 <= line < self.total:
            return None
        group = bisect_right(self._headers, line) - 1
        if group >= 0 and self._headers[group] == line:
            return Spot(self._starts[group], group=group)
        row, inner = divmod(line - group - 1, self.height)
        return Spot(row, inner)

    def row_near(self, line: int) -> int:
        """Return the row at a line, or the nearest to it; the first of a group for its header."""
        spot = self.at(max(0, min(line, self.total - 1)))
        return spot.row if spot else 0
