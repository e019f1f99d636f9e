"""Rows whose cells have found their columns: what the following steps work on."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from govtui.intake.columns import Column, Field
from govtui.intake.contents import content_lines, wrapped_lines
from govtui.intake.grid import Cell, Merge
from govtui.intake.kinds import as_above

_CONTINUED = re.compile(r"[（(]续[）)]$")
"""What is printed behind a number or a theme that is repeated after a page break."""


class Record(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One row of the table.

    In `themes` and `values` None means that the cell may be covered by one above; an empty text or tuple that it is
    certainly empty.
    """

    line: int
    last_line: int
    page: int
    """Rows of one page stand in the source without interruption."""
    number: str = ""
    """The printed number as it stands."""
    themes: tuple[str | None, ...] = ()
    """One for each theme column of the row's page, the outermost first, inner blanks kept."""
    requirement: tuple[str, ...] = ()
    """The paragraphs of the requirement cell."""
    values: tuple[tuple[str, ...] | None, ...] = ()
    """The lines of the cells of all other columns, in the order of `value_columns`."""
    sections: tuple[str, ...] = ()
    """Headings that stand in rows of their own above, the outermost first."""
    covered: frozenset[int] = frozenset()
    """The places in `values` of cells that are part of the one above, as the source states or 同上 says."""
    begins: bool | None = None
    """What the clerk decided: it begins a task, or goes on with the one above; None where nothing was decided."""


def value_columns(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Return the columns whose cells a record carries as values."""
    return tuple(column for column in columns if column.field not in (Field.SEQ, Field.THEME, Field.REQUIREMENT))


def make_record(
    placed: Sequence[tuple[Column, Cell]],
    wanted: Sequence[Column],
    *,
    page: int,
    sections: tuple[str, ...] = (),
    states_merges: bool = False,
    begins: bool | None = None,
    solid: bool = False,
) -> Record:
    """Return the record of cells that were placed in columns; `wanted` are the value columns of the whole table.

    In a `solid` one a line break in a cell was made by hand, and may part content lines; else the cell was wrapped.
    """
    number = ""
    themes: list[str | None] = []
    requirement: list[str] = []
    values: list[tuple[str, ...] | None] = [None] * len(wanted)
    covered = set()
    for column, cell in placed:
        if column.field is Field.SEQ:
            number += cell.text
        elif column.field is Field.THEME:
            themes.append(_theme(cell, states_merges))
        elif column.field is Field.REQUIREMENT:
            requirement += cell.paragraphs
        elif column in wanted:
            place = wanted.index(column)
            if (lines := _value(cell, states_merges)) is not None:
                values[place] = (values[place] or ()) + lines
            elif cell.merge is Merge.UP or cell.paragraphs:
                covered.add(place)
    return Record(
        line=min([cell.line for _column, cell in placed]),
        last_line=max([cell.last_line for _column, cell in placed]),
        page=page,
        number=_CONTINUED.sub("", number),
        themes=tuple(themes),
        requirement=_requirement(requirement, solid),
        values=tuple(values),
        sections=sections,
        covered=frozenset(covered),
        begins=begins,
    )


def _requirement(paragraphs: Sequence[str], solid: bool) -> tuple[str, ...]:
    if solid:
        return content_lines(paragraphs)
    return tuple(line for paragraph in paragraphs for line in wrapped_lines(paragraph))


def _value(cell: Cell, states_merges: bool) -> tuple[str, ...] | None:
    if as_above(cell.text):
        return None
    if lines := cell.lines:
        return lines
    return () if states_merges and cell.merge is Merge.NONE else None


def _theme(cell: Cell, states_merges: bool) -> str | None:
    text = _CONTINUED.sub("", "".join(cell.lines))
    if text and not as_above(text):
        return text
    return "" if cell.merge is Merge.LEFT or (states_merges and cell.merge is Merge.NONE) else None
