"""Choices that are written down instead of made on the screen: `--table 2 --header 3 --map 责任处室=units`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from govtui.errors import RequestError
from govtui.intake.choices import Choices, TableChoices
from govtui.intake.columns import FIELD_NAMES, Field, field_of_name
from govtui.intake.grid import Grid, Source
from govtui.intake.header import find_header, header_at
from govtui.text import fold, one_line, squeeze

DEEPEST = 30
"""Rows among which the named columns are looked for."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What was written."""

    tables: tuple[str, ...] = ()
    """Numbers from 1, or names of sheets."""
    header: str = ""
    """The number of the header's row, `3`, or of its rows, `3-4`; `0` for a table without one. Rows are counted as the
    source counts them: those of a sheet, the lines of a text; in other files those of the table."""
    fields: tuple[tuple[str, str], ...] = ()
    """Pairs of a column, its name or its number from 1, and a field."""


def asked_choices(source: Source, asked: Asked) -> Choices:
    """Return the choices that `asked` means for a source.

    Raises RequestError for tables, rows, columns and fields that there are not, with those that there are.
    """
    tables = tuple(place for word in asked.tables for place in _places(source, word))
    fields = {squeeze(column): _field(word) for column, word in asked.fields}
    by_table: dict[int, TableChoices] = {}
    for place in tables or range(len(source.grids)):
        grid = source.grids[place]
        if grid.is_stack and not tables:
            continue
        header = _header(grid, asked.header) if asked.header else _header_with(grid, fields)
        found = _columns(grid, header, fields)
        if found or header is not None:
            by_table[place] = TableChoices(header=header, fields=found)
    missing = [name for name in fields if not any(_answers(source, by_table, name))]
    if missing:
        raise _no_column(source, tables, missing[0])
    if fields and not tables:  # tables that have none of the named columns are none of the plan's
        tables = tuple(place for place, choices in by_table.items() if choices.fields)
    return Choices(tables=tables, by_table=by_table)


def _places(source: Source, word: str) -> list[int]:
    named = [place for place, grid in enumerate(source.grids) if grid.name and grid.name == word]
    if named:
        return named
    if word.isdecimal() and 1 <= int(word) <= len(source.grids):
        return [int(word) - 1]
    there = "、".join(
        f"{place}{f'（{one_line(grid.name)}）' if grid.name else ''}" for place, grid in _numbered(source)
    )
    raise RequestError("没有这个表", f"文件里没有“{one_line(word)}”这个表", f"可以写的有：{there}")


def _numbered(source: Source) -> list[tuple[int, Grid]]:
    return list(enumerate(source.grids, 1))


def _field(word: str) -> Field:
    try:
        return Field(fold(word))
    except ValueError:
        field = field_of_name(word)
    if field is None:
        known = "、".join(f"{name}（{field.value}）" for field, name in FIELD_NAMES.items())
        raise RequestError("没有这种栏目", f"不知道“{one_line(word)}”是什么栏目", f"可以写：{known}")
    return field


def _header(grid: Grid, word: str) -> tuple[int, int]:
    """Return the rows of a header by the numbers that the source counts them with."""
    first, _dash, last = word.partition("-")
    if not first.isdecimal() or (last and not last.isdecimal()):
        raise RequestError("表头行写法不对", f"“{one_line(word)}”不是行号", "写法如 3；两行表头写 3-4；没有表头写 0")
    if int(first) == 0:
        return (0, 0)
    start, end = _row(grid, int(first)), _row(grid, int(last or first)) + 1
    if last or grid.is_stack:
        return (start, max(start + 1, end))
    found = header_at(grid.rows, start)
    return (start, found.end if found else end)


def _row(grid: Grid, number: int) -> int:
    counted = not grid.solid or bool(grid.name)
    place = next((place for place, row in enumerate(grid.rows) if counted and row.first_line == number), number - 1)
    if not 0 <= place < len(grid.rows):
        raise RequestError("没有这一行", f"表里没有第{number}行", f"这个表共有{len(grid.rows)}行")
    return place


def _header_with(grid: Grid, fields: Mapping[str, Field]) -> tuple[int, int] | None:
    """Return the rows of the header that has the named columns, where the reader would not find it by itself."""
    names = {name for name in fields if not name.isdecimal()}
    if not names or grid.is_stack or find_header(grid):
        return None
    for place in range(min(len(grid.rows), DEEPEST)):
        header = header_at(grid.rows, place)
        if header and names <= set(header.names):
            return (header.start, header.end)
    return None


def _columns(grid: Grid, header: tuple[int, int] | None, fields: Mapping[str, Field]) -> dict[int, Field]:
    """Return the named fields by the places of their columns, as far as the table has them."""
    found = header_at(grid.rows, *header) if header and header[0] < header[1] else find_header(grid)
    names = found.names if found and header != (0, 0) else ()
    width = max((len(row.cells) for row in grid.rows), default=0)
    places = {name: place for place, name in reversed(list(enumerate(names))) if name}
    chosen: dict[int, Field] = {}
    for name, field in fields.items():
        if name in places:
            chosen[places[name]] = field
        elif name.isdecimal() and 1 <= int(name) <= max(width, len(names)):
            chosen[int(name) - 1] = field
    return chosen


def _answers(source: Source, by_table: Mapping[int, TableChoices], name: str) -> list[bool]:
    """Return for each table whether it has the named column."""
    alone = {name: Field.OTHER}
    return [bool(_columns(source.grids[place], choices.header, alone)) for place, choices in by_table.items()]


def _no_column(source: Source, tables: Sequence[int], name: str) -> RequestError:
    headers = (find_header(source.grids[place]) for place in tables or range(len(source.grids)))
    names = dict.fromkeys(column for header in headers if header for column in header.names if column)
    hint = f"表头里有：{'、'.join(names)}" if names else "也可以写第几栏，如 4=units，或用 --header 指明表头在第几行"
    return RequestError("没有这一栏", f"没有找到叫“{one_line(name)}”的栏目", hint)
