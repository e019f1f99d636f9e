"""The fields of a task, or of several, with what stands in each; what was changed is marked by a word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.style import Style
from textual.strip import Strip

from govtui.text import one_line, pad, width
from widgets.columns import GAP
from widgets.line_bar import clipped
from widgets.row_list import RowList
from widgets.segments import Line

_LABEL_CELLS = 12
_CHANGED = "已改"


class FieldRow(NamedTuple):
    """A field as it stands in the table."""

    label: str
    text: str
    ink: str = ""
    changed: bool = False


class FieldTable(RowList):
    """Label and text of each field, a line each."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set()

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._fields: tuple[FieldRow, ...] = ()

    def show(self, fields: Sequence[FieldRow]) -> None:
        """Show fields; the cursor stays on its row."""
        self._fields = tuple(fields)
        self.hold(len(self._fields), self.cursor)

    def header_line(self, cells: int) -> Line:
        """Return the names of the columns."""
        return [(" " * GAP, ""), (pad("栏目", _LABEL_CELLS), ""), ("内容", "")]

    def row_strip(self, place: int, cells: int, base: Style) -> Strip:
        """Draw a field."""
        row = self._fields[place]
        mark = f" {_CHANGED} " if row.changed else ""
        room = max(0, cells - width(mark))
        line: Line = [(" " * GAP, ""), (pad(row.label, _LABEL_CELLS), "label"), (one_line(row.text), row.ink)]
        line = clipped(line, room)
        gap = room - sum(width(text) for text, _ink in line)
        return self.draw([*line, (" " * gap, ""), (mark, "yellow")], cells, base)
