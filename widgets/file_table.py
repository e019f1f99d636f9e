"""The folders and files to choose from, with size and day."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from textual.strip import Strip

from govtui.intake.folder import Entry
from govtui.text import pad
from widgets.row_list import RowList
from widgets.segments import Line

SIZE_CELLS = 9
DAY_CELLS = 16


class FileTable(RowList):
    """Entries of a folder; the cursor begins on the first file."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._entries: Sequence[Entry] = ()
        self._empty_text = ""

    @property
    def entries(self) -> Sequence[Entry]:
        """All that are shown."""
        return self._entries

    @property
    def entry(self) -> Entry | None:
        """The entry under the cursor."""
        return self._entries[self.cursor] if self._entries else None

    def show(self, entries: Sequence[Entry], empty_text: str) -> None:
        """Show other entries."""
        self._entries, self._empty_text = entries, empty_text
        first = next((place for place, entry in enumerate(entries) if not entry.is_folder), 0)
        self.jump(0)
        self.hold(len(entries), first)

    def header_line(self, cells: int) -> Line:
        """Return the names of the columns."""
        return [(pad(" 名称", self._name_cells(cells)), ""), (pad("大小", SIZE_CELLS, "right"), ""), ("  修改时间", "")]

    def row_strip(self, place: int, cells: int, base: Style) -> Strip:
        """Draw an entry."""
        entry = self._entries[place]
        name = f" {entry.name}" if entry.name == ".." or not entry.is_folder else f" {entry.name.rstrip('/')}/"
        if entry.name == "..":
            name += "  上一层文件夹"
        line: Line = [
            (pad(name, self._name_cells(cells)), "theme" if entry.is_folder else ""),
            (pad(entry.size_words, SIZE_CELLS, "right"), "label"),
            ("  " + entry.day_words, "label"),
        ]
        return self.draw(line, cells, base)

    def empty_line(self) -> Line:
        """Say why there is nothing."""
        return [(f"  {self._empty_text}", "label")]

    def _name_cells(self, cells: int) -> int:
        return max(10, cells - SIZE_CELLS - DAY_CELLS - 3)
