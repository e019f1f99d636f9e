"""A sheet that is filled in and signed rather than read row by row: cells of differing width, one page. Pure functions.

All heights are in points, all widths in units of column width.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from govtui.excel.measure import HEAD_SIZE, TITLE_SIZE, height_of, line_count, room_of

Look = Literal["title", "line_left", "line_right", "label", "large_left", "large_centred"]
"""What a cell looks like, as `govtui.excel.styles.FormStyles` names it."""


class FormCell(NamedTuple):
    """A cell of a form, over one column or several."""

    text: str
    columns: int
    look: Look = "large_left"


class FormRow(NamedTuple):
    """A row of a form, whose cells take all of its columns together."""

    height: float
    cells: tuple[FormCell, ...]


@dataclass(frozen=True, slots=True)
class FormLayout:
    """A form as it will stand on paper."""

    widths: tuple[int, ...]
    rows: tuple[FormRow, ...]


def form_row(cells: Iterable[FormCell], widths: Sequence[int], least: float = 0.0) -> FormRow:
    """Return a row as high as the tallest of its cells needs, and at least so high."""
    placed = tuple(cells)
    height, column = least, 0
    for cell in placed:
        size = TITLE_SIZE if cell.look == "title" else HEAD_SIZE
        room = room_of(sum(widths[column : column + cell.columns]), size)
        height = max(height, height_of(line_count(cell.text, room), size))
        column += cell.columns
    return FormRow(height, placed)
