"""What the clerk decides about the reading of a file, where the reader was wrong or in doubt.

Choices are values: reading the same source with the same choices gives the same tasks, so a correction is taken back by
reading with the choices before it. Rows are named by the line of the source where they begin, columns by their place.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from govtui.intake.columns import Field
from govtui.intake.fates import Fate


class TableChoices(msgspec.Struct, frozen=True, kw_only=True):
    """What was decided about one table."""

    header: tuple[int, int] | None = None
    """The rows of the header, from the first up to and without the second, counted from 0; equal where there is none.
    None: what the reader finds."""
    fields: Mapping[int, Field] = {}
    """The fields of columns, by their place from 0."""
    fates: Mapping[int, Fate] = {}
    """The fates of rows, by the line where they begin. `TASK` begins a task, `CONTINUATION` goes on with the one above,
    `THEME` is a heading; `LEFT_OUT` and `NOTE` are no part of the tasks, `TITLE` is the document's title."""
    cells: Mapping[tuple[int, int], str] = {}
    """The texts of cells, by the line where their row begins and their place in it; a line break parts paragraphs."""


class Choices(msgspec.Struct, frozen=True, kw_only=True):
    """What was decided about a file."""

    tables: tuple[int, ...] = ()
    """The tables to be read, by their place in the source from 0; empty: those that the reader finds."""
    by_table: Mapping[int, TableChoices] = {}
    """What was decided about tables, by their place."""

    def of(self, table: int) -> TableChoices:
        """Return what was decided about a table."""
        return self.by_table.get(table, NONE)

    def changed(self, table: int, choices: TableChoices) -> Choices:
        """Return these choices with others for one table."""
        return msgspec.structs.replace(self, by_table={**self.by_table, table: choices})


NONE = TableChoices()
"""Nothing was decided."""
