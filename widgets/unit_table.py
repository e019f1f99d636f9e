"""The units of a ledger as a table, with the names that may be one unit before them; the members of a collective."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rich.style import Style
from textual.strip import Strip

from govtui.review.directory import UnitEntry
from govtui.review.unit_likeness import Suggestion
from govtui.review.unit_words import unit_part, unit_remark
from govtui.text import clip, one_line, pad, width
from widgets.row_list import RowList
from widgets.segments import Line

COUNT_CELLS, PART_CELLS, SHORT_CELLS = 6, 9, 11
NAME_CELLS, LONGEST_NAME = 22, 40
REMARK_FROM = 14
"""Other names and members stand there where they get at least so many cells."""

UnitRow = UnitEntry | Suggestion

_OFFER = "可能是同一单位：Enter 合并，F8 不是"
_PART_INKS = {"本单位": "green", "含本单位": "green", "统称": "label"}


class UnitTable(RowList):
    """Units with a cursor."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[UnitRow] = ()
        self._empty = ""
        self._longest = NAME_CELLS

    @property
    def row(self) -> UnitRow | None:
        """What stands under the cursor."""
        return self._rows[self.cursor] if self._rows else None

    @property
    def entry(self) -> UnitEntry | None:
        """The unit under the cursor."""
        return self.row if isinstance(self.row, UnitEntry) else None

    def show(self, rows: Sequence[UnitRow], cursor: int = 0, empty: str = "") -> None:
        """Show other units; `empty` is what stands there where there is none."""
        self._rows, self._empty = rows, empty
        names = [width(one_line(row.name)) for row in rows if isinstance(row, UnitEntry)]
        self._longest = min(LONGEST_NAME, max(names, default=0) + 2)
        self.hold(len(rows), cursor)

    def header_line(self, cells: int) -> Line:
        """Return the names of the columns."""
        counts = "".join(pad(name, COUNT_CELLS, "right") for name in ("任务", "牵头", "配合"))
        remark = "又名、包括" if self._remark_cells(cells) else ""
        name = pad(" 单位", self._name_cells(cells))
        return [(f"{name}{counts}  {pad('说明', PART_CELLS)}{pad('简称', SHORT_CELLS)}{remark}", "")]

    def row_strip(self, place: int, cells: int, base: Style) -> Strip:
        """Draw a unit, or two names that may be one."""
        row = self._rows[place]
        if isinstance(row, Suggestion):
            return self.draw(_suggestion_line(row, cells), cells, base)
        part, remark = unit_part(row), self._remark_cells(cells)
        counts = "".join(pad(str(count or ""), COUNT_CELLS, "right") for count in (row.tasks, row.lead, row.support))
        return self.draw(
            [
                (pad(f" {one_line(row.name)}", self._name_cells(cells) - 1) + " ", "strong" if row.own else ""),
                (f"{counts}  ", ""),
                (pad(part, PART_CELLS), _PART_INKS.get(part, "")),
                (pad(one_line(row.short), SHORT_CELLS - 1) + " ", "theme"),
                (clip(unit_remark(row), remark) if remark else "", "label"),
            ],
            cells,
            base,
        )

    def empty_line(self) -> Line:
        """Return what can be done where no unit is shown."""
        return [(f"  {self._empty}", "label")]

    def _name_cells(self, cells: int) -> int:
        room = cells - 3 * COUNT_CELLS - 2 - PART_CELLS - SHORT_CELLS
        if room - self._longest >= REMARK_FROM:
            return max(NAME_CELLS, self._longest)
        return max(NAME_CELLS, room)

    def _remark_cells(self, cells: int) -> int:
        left = cells - self._name_cells(cells) - 3 * COUNT_CELLS - 2 - PART_CELLS - SHORT_CELLS - 1
        return left if left >= REMARK_FROM else 0


def _suggestion_line(suggestion: Suggestion, cells: int) -> Line:
    """Return two names and what can be done, which stands at the right edge of a narrow window."""
    room = cells - width(_OFFER) - 3
    names = f" {one_line(suggestion.name)}＝{one_line(suggestion.into)}"
    return [(pad(names, room - 1) + " ", "strong"), (_OFFER, "yellow")]


class MemberTable(RowList):
    """Units of which some are marked as the members of a collective."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._entries: Sequence[UnitEntry] = ()
        self._marked: Collection[str] = ()
        self._empty = ""

    @property
    def entry(self) -> UnitEntry | None:
        """The unit under the cursor."""
        return self._entries[self.cursor] if self._entries else None

    def show(self, entries: Sequence[UnitEntry], marked: Collection[str], cursor: int, empty: str = "") -> None:
        """Show other units, or other marks; `empty` is what stands there where there is no unit."""
        self._entries, self._marked, self._empty = entries, marked, empty
        self.hold(len(entries), cursor)

    def header_line(self, cells: int) -> Line:
        """Return the names of the columns."""
        return [(pad("     单位", cells - COUNT_CELLS - 1) + pad("任务", COUNT_CELLS, "right"), "")]

    def row_strip(self, place: int, cells: int, base: Style) -> Strip:
        """Draw a unit."""
        entry = self._entries[place]
        marked = entry.name in self._marked
        return self.draw(
            [
                (f" [{'x' if marked else ' '}] ", "key"),
                (pad(one_line(entry.name), cells - COUNT_CELLS - 6), "strong" if marked else ""),
                (pad(str(entry.tasks or ""), COUNT_CELLS, "right"), "label"),
            ],
            cells,
            base,
        )

    def empty_line(self) -> Line:
        """Return what can be done where no unit is shown."""
        return [(f"  {self._empty}", "label")]
