"""The ledgers to choose from: which is open, which cannot be reached, its name, when it was open last, its folder."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from pathlib import Path

import msgspec
from rich.style import Style
from textual.strip import Strip

from govtui.paths import shown_path
from govtui.text import clip, pad
from widgets.row_list import RowList
from widgets.segments import Line

STATE_CELLS = 6
TIME_CELLS = 18


class LedgerState(Enum):
    """What is known of a ledger that is listed; the value is what is said of it."""

    OPEN = "现在"
    THERE = ""
    AWAY = "不在"
    UNKNOWN = "…"


class LedgerRow(msgspec.Struct, frozen=True):
    """A ledger as it is listed."""

    folder: Path
    title: str
    opened: str
    """When it was open last; empty where that is not known."""
    state: LedgerState


class LedgerTable(RowList):
    """Ledgers, the one opened last first."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[LedgerRow] = ()

    @property
    def row(self) -> LedgerRow | None:
        """The ledger under the cursor."""
        return self._rows[self.cursor] if self._rows else None

    def show(self, rows: Sequence[LedgerRow], cursor: int) -> None:
        """Show other ledgers."""
        self._rows = rows
        self.hold(len(rows), cursor)

    def header_line(self, cells: int) -> Line:
        """Return the names of the columns."""
        title, place = self._shares(cells)
        return [(" " * STATE_CELLS + pad("名称", title) + pad("上次打开", TIME_CELLS) + pad("位置", place), "")]

    def row_strip(self, place: int, cells: int, base: Style) -> Strip:
        """Draw a ledger."""
        row = self._rows[place]
        title, where = self._shares(cells)
        ink = "green" if row.state is LedgerState.OPEN else "yellow"
        line: Line = [
            (pad(f" {row.state.value}", STATE_CELLS), ink),
            (pad(clip(row.title, title - 2), title), "faint" if row.state is LedgerState.AWAY else ""),
            (pad(row.opened, TIME_CELLS), "label"),
            (shown_path(row.folder, max(4, where)), "label"),
        ]
        return self.draw(line, cells, base)

    def _shares(self, cells: int) -> tuple[int, int]:
        """Return the cells of name and folder, which share what is left."""
        left = max(20, cells - STATE_CELLS - TIME_CELLS - 1)
        title = min(40, left * 11 // 20)
        return title, left - title
