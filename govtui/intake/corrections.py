"""The clerk's corrections of a reading, each as a function from the choices before it to those after it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

import msgspec

from govtui.intake.choices import Choices
from govtui.intake.columns import Field
from govtui.intake.fates import Fate
from govtui.intake.grid import Cell
from govtui.intake.outline import Outline, OutlineRow

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


def with_field(choices: Choices, table: int, place: int, field: Field) -> Choices:
    """Return the choices with a column taken for a field."""
    before = choices.of(table)
    return choices.changed(table, msgspec.structs.replace(before, fields={**before.fields, place: field}))


def with_header(choices: Choices, table: int, header: tuple[int, int] | None) -> Choices:
    """Return the choices with the header in rows from the first up to and without the second; None: as it is found.

    The fields that were decided for the columns are forgotten: they were those of another header.
    """
    return choices.changed(table, msgspec.structs.replace(choices.of(table), header=header, fields={}))


def with_tables(choices: Choices, tables: Iterable[int]) -> Choices:
    """Return the choices with other tables to be read; none: those that are found."""
    return msgspec.structs.replace(choices, tables=tuple(sorted(set(tables))))


def with_fate(choices: Choices, table: int, line: int, fate: Fate | None) -> Choices:
    """Return the choices with the fate of the row that begins at a line; None: as it is found."""
    before = choices.of(table)
    return choices.changed(table, msgspec.structs.replace(before, fates=_with(before.fates, line, fate)))


def with_cell(choices: Choices, table: int, line: int, place: int, text: str | None) -> Choices:
    """Return the choices with another text of a cell of the row that begins at a line; None: as it is in the source."""
    before = choices.of(table)
    return choices.changed(table, msgspec.structs.replace(before, cells=_with(before.cells, (line, place), text)))


def cell_text(cell: Cell) -> str:
    """Return a cell's text as it is edited: a paragraph a line."""
    return "\n".join("".join(paragraph.split("\n")) for paragraph in cell.paragraphs)


def joined(choices: Choices, outline: Outline, task: int) -> Choices | None:
    """Return the choices that join a task with the one above it; None where there is none or nothing to join by.

    A task in a row of its own goes on with the row above; one of several in a cell is joined with the line above it.
    """
    rows = outline.of_tasks[task]
    if not rows or not task:
        return None
    row = outline.rows[rows[0]]
    if row.table is None:
        return None
    if task - 1 not in row.tasks:
        return with_fate(choices, row.table, row.first, Fate.CONTINUATION)
    place = requirement_place(outline, row)
    if place is None:
        return None
    line = row.tasks.index(task)
    paragraphs = [text for text in cell_text(row.cells[place]).split("\n") if text.strip()]
    if len(paragraphs) != len(row.tasks):
        return None
    paragraphs[line - 1 : line + 1] = ["".join(paragraphs[line - 1 : line + 1])]
    return with_cell(choices, row.table, row.first, place, "\n".join(paragraphs))


def requirement_place(outline: Outline, row: OutlineRow) -> int | None:
    """Return which cell of a row holds the requirement, None where that cannot be told."""
    fields = [column.field for column in outline.columns_of(row)[: len(row.cells)]]
    return fields.index(Field.REQUIREMENT) if Field.REQUIREMENT in fields else None


def _with(values: Mapping[_Key, _Value], key: _Key, value: _Value | None) -> dict[_Key, _Value]:
    """Return a mapping with a value in it, or without any for the key where there is none."""
    kept = {other: told for other, told in values.items() if other != key}
    return kept if value is None else {**kept, key: value}
