"""A source as it is looked at: its lines and the rows of its tables in one order, each with what became of it.

Line numbers alone do not name a place, as each sheet of a workbook counts its own: a row of the outline does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from govtui.intake.columns import Column
from govtui.intake.fates import Fate, Fates
from govtui.intake.grid import Cell, Grid, Line, Source
from govtui.intake.recognition import Reading, Recognition
from govtui.intake.tables import TEXT_NAME
from govtui.model import Remark

_STRONGEST = (
    Fate.TASK,
    Fate.CONTINUATION,
    Fate.THEME,
    Fate.HEADER,
    Fate.REPEATED_HEADER,
    Fate.NOTE,
    Fate.TITLE,
    Fate.DATA,
)
"""Of several fates that the lines of one row have, the one that the row is shown with."""


class OutlineRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A row of a table, a line outside of the tables, or the name of a sheet."""

    table: int | None
    """The place of its table among those of the source; for a line outside the table that it is looked at with."""
    row: int | None = None
    """Its place among the rows of its table; None for what is no row."""
    first: int = 0
    last: int = 0
    """Its first and last line; 0 for the name of a sheet."""
    cells: tuple[Cell, ...] = ()
    """Of a row with columns; empty for what is shown as one text."""
    text: str = ""
    fate: Fate | None = None
    tasks: tuple[int, ...] = ()
    """The places of the tasks that were read from it, among the document's."""


class Outline(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """All rows in their order, with the columns of the tables and the rows of each task."""

    rows: tuple[OutlineRow, ...] = ()
    columns: dict[int, tuple[Column, ...]] = {}
    """By the place of the table; empty for a table that was not read."""
    layouts: dict[int, Mapping[int, tuple[Column, ...]]] = {}
    """By the place of the table, as `Reading.layouts` has them."""
    of_tasks: tuple[tuple[int, ...], ...] = ()
    """For each task of the document the places of its rows."""
    places: dict[tuple[int, int], int] = {}
    """The place of a row by table and line."""

    def columns_of(self, row: OutlineRow) -> tuple[Column, ...]:
        """Return the columns in which the cells of a row stand; empty for a row of a table that was not read."""
        if row.table is None:
            return ()
        columns = self.columns.get(row.table, ())
        return self.layouts.get(row.table, {}).get(len(row.cells), columns)

    def header_place(self, row: OutlineRow, place: int) -> int | None:
        """Return the place in the header of the column in which a cell of a row stands, None for one beyond it."""
        columns = self.columns.get(row.table, ()) if row.table is not None else ()
        if not columns:
            return place
        own = self.columns_of(row)
        if place >= len(own):
            return None
        if own[place : place + 1] == columns[place : place + 1]:
            return place
        return columns.index(own[place]) if own[place] in columns else None

    def place_of(self, remark: Remark, tasks: dict[str, int]) -> int | None:
        """Return the row that a remark is about, None where it names no place; `tasks` are the places by number."""
        task = tasks.get(remark.task) if remark.task else None
        rows = self.of_tasks[task] if task is not None else ()
        if remark.line is not None:
            table = self.rows[rows[0]].table if rows else next(iter(self.columns), 0)
            place = self.places.get((table, remark.line)) if table is not None else None
            if place is not None:
                return place
        return rows[0] if rows else None


class _Shown(msgspec.Struct, frozen=True, gc=False):
    """A table that is shown row by row."""

    place: int
    grid: Grid
    reading: Reading | None


def outline(source: Source, recognition: Recognition | None, chosen: Sequence[int] = ()) -> Outline:
    """Return the outline of a source under a recognition; without one its tables are shown as they stand.

    `chosen` are the tables that the clerk wants read: they are shown even if they could not be.
    """
    shown = _shown(source, recognition, chosen)
    groups = _groups(source, shown)
    rows: list[OutlineRow] = []
    for name, places, tables in groups:
        if len(groups) > 1:
            rows.append(OutlineRow(table=places[0], text=_heading(name, source.grids[places[0]], read=bool(tables))))
        rows += _rows_of(tables)
    places_by_line = {
        (row.table, line): place
        for place, row in enumerate(rows)
        if row.table is not None and row.first
        for line in range(row.first, row.last + 1)
    }
    of_tasks = _rows_of_tasks(recognition, places_by_line) if recognition else ()
    tasks: dict[int, list[int]] = {}
    for task, found in enumerate(of_tasks):
        for place in found:
            tasks.setdefault(place, []).append(task)
    for place, named in tasks.items():
        rows[place] = msgspec.structs.replace(rows[place], tasks=tuple(named))
    columns = {table.place: table.reading.columns if table.reading else () for table in shown}
    layouts = {table.place: table.reading.layouts for table in shown if table.reading}
    return Outline(rows=tuple(rows), columns=columns, layouts=layouts, of_tasks=of_tasks, places=places_by_line)


def _shown(source: Source, recognition: Recognition | None, chosen: Sequence[int]) -> list[_Shown]:
    if recognition:
        return [_Shown(reading.table, reading.grid, reading) for reading in recognition.readings]
    wanted = chosen or (range(1) if source.ways else range(len(source.grids)))
    return [_Shown(place, source.grids[place], None) for place in wanted if place < len(source.grids)]


def _groups(source: Source, shown: Sequence[_Shown]) -> list[tuple[str, list[int], list[_Shown]]]:
    """Return the sheets of a workbook with the tables that are shown of each; any other source is one."""
    by_name: dict[str, tuple[list[int], list[_Shown]]] = {}
    shown_by_place = {table.place: table for table in shown}
    for place, grid in enumerate(source.grids):
        name = "" if grid.name == TEXT_NAME else grid.name
        places, tables = by_name.setdefault(name, ([], []))
        places.append(place)
        if place in shown_by_place:
            tables.append(shown_by_place[place])
    return [(name, places, tables) for name, (places, tables) in by_name.items()]


def _heading(name: str, grid: Grid, *, read: bool) -> str:
    return f"工作表“{name}”" if read else f"工作表“{name}”有{len(grid.rows)}行，没有读"


def _rows_of(tables: Sequence[_Shown]) -> Iterable[OutlineRow]:
    """Give the rows and the other lines of tables that share their lines, in the order of the lines."""
    if not tables:
        return []
    rows: list[OutlineRow] = []
    taken: set[int] = set()
    for table in tables:
        fates = table.reading.fates if table.reading else {}
        for index, row in enumerate(table.grid.rows):
            numbers = range(row.first_line, row.last_line + 1)
            taken.update(numbers)
            alone = len(row.cells) == 1
            rows.append(
                OutlineRow(
                    table=table.place,
                    row=index,
                    first=row.first_line,
                    last=row.last_line,
                    cells=() if alone else row.cells,
                    text=row.cells[0].text if alone else "",
                    fate=_fate(numbers, fates) if table.reading else None,
                )
            )
    rows += [_line(line, tables) for line in tables[0].grid.lines if line.number not in taken]
    return sorted(rows, key=lambda row: row.first)


def _line(line: Line, tables: Sequence[_Shown]) -> OutlineRow:
    """Return a line outside of the tables; what any of them knows of it is said."""
    known = [
        (table.place, fate)
        for table in tables
        if table.reading and (fate := table.reading.fates.get(line.number)) is not None
    ]
    told = [(place, fate) for place, fate in known if fate is not Fate.LEFT_OUT]
    place, fate = next(iter(told or known), (tables[0].place, None))
    return OutlineRow(table=place, first=line.number, last=line.number, text=line.text.strip(), fate=fate)


def _fate(numbers: range, fates: Fates) -> Fate:
    if len(numbers) == 1:
        return fates.get(numbers[0], Fate.LEFT_OUT)
    found = {fates[number] for number in numbers if number in fates}
    return next((fate for fate in _STRONGEST if fate in found), Fate.LEFT_OUT)


def _rows_of_tasks(recognition: Recognition, places: dict[tuple[int, int], int]) -> tuple[tuple[int, ...], ...]:
    found: list[tuple[int, ...]] = [()] * len(recognition.document.tasks)
    for reading in recognition.readings:
        for task, spans in enumerate(reading.origins, reading.start):
            rows = {
                places[reading.table, line]: None
                for first, last in spans
                for line in range(first, last + 1)
                if (reading.table, line) in places
            }
            found[task] = tuple(sorted(rows))
    return tuple(found)
