"""The evidence of a task under what it belongs to: the task as a whole, then each entry of its progress."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from rich.style import Style
from textual.strip import Strip

from govtui.model import Evidence, EvidenceKind, Task
from govtui.review.facts import progress_words
from govtui.review.materials import KIND_WORDS, size_words
from govtui.text import one_line, pad
from widgets.row_list import RowList
from widgets.segments import Line

KIND_CELLS = 6
SIZE_CELLS = 10
STATE_CELLS = 16

SOUND = "完好"


class EvidenceRow(msgspec.Struct, frozen=True):
    """A heading or a piece of evidence under it."""

    place: int | None
    """The place of the progress entry, from 0; None for the task as a whole."""
    heading: str
    """What it belongs to, in words."""
    evidence: Evidence | None = None
    """None on the line of the heading itself."""
    state: str = ""
    """How a file was found, in words: 完好, or what is wrong with it; empty while that is not known."""


def evidence_rows(task: Task, states: dict[Evidence, str]) -> list[EvidenceRow]:
    """Return the rows of a task, with what is known of its files."""
    groups: list[tuple[int | None, str, Sequence[Evidence]]] = [(None, "整项任务", task.evidence)]
    groups += [
        (place, f"{entry.day} {one_line(progress_words(entry))}", entry.evidence)
        for place, entry in enumerate(task.progress)
    ]
    return [
        row
        for place, heading, pieces in groups
        for row in (
            EvidenceRow(place, heading),
            *(EvidenceRow(place, heading, piece, states.get(piece, "")) for piece in pieces),
        )
    ]


class EvidenceTable(RowList):
    """Headings and pieces, both under the cursor: the heading says where a new piece goes."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[EvidenceRow] = ()

    @property
    def row(self) -> EvidenceRow | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if self._rows else None

    def show(self, rows: Sequence[EvidenceRow], cursor: int) -> None:
        """Show other rows."""
        self._rows = rows
        self.hold(len(rows), cursor)

    def header_line(self, cells: int) -> Line:
        """Return the names of the columns."""
        names = pad(" 材料名称", self._name_cells(cells)) + pad("类别", KIND_CELLS)
        return [(names + pad("大小", SIZE_CELLS, "right") + "  现状", "")]

    def row_strip(self, place: int, cells: int, base: Style) -> Strip:
        """Draw a heading or a piece."""
        row = self._rows[place]
        if row.evidence is None:
            empty = not any(other.evidence and other.place == row.place for other in self._rows)
            room = max(10, cells - 12)
            line: Line = [(pad(f" {row.heading}", room), "theme"), ("（还没有）" if empty else "", "label")]
            return self.draw(line, cells, base)
        piece = row.evidence
        size = size_words(piece.size) if piece.kind is EvidenceKind.FILE else ""
        state = row.state.partition("：")[0].partition("（")[0]
        return self.draw(
            [
                (pad(f"   {one_line(piece.name)}", self._name_cells(cells)), ""),
                (pad(KIND_WORDS[piece.kind], KIND_CELLS), "label"),
                (pad(size, SIZE_CELLS, "right"), "label"),
                (f"  {state}", "green" if state == SOUND else "red"),
            ],
            cells,
            base,
        )

    def _name_cells(self, cells: int) -> int:
        return max(10, cells - KIND_CELLS - SIZE_CELLS - STATE_CELLS - 2)
