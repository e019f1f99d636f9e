"""A program of its own: reads an old workbook from its standard input by calamine and writes what stands in it.

It runs in a process of its own because calamine is not proof against hostile files: it may take any amount of memory,
abort, or print to the terminal that belongs to the screen. So it knows nothing of govtui and loads nothing of it.

Written is msgpack: a map with `error` (damaged, large), or with `sheets`, each a map with
`name`, `hidden`, `merges` (null where the format does not say; first row and column, last row and column) and `cells`,
a list of [row, column, value], all counted from 1. Dates and times are [kind, ISO 8601], durations [duration, seconds].
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import Any

MEMORY = 288 * 1024 * 1024
"""Bytes of address space; libraries and interpreter alone have about 60 MB of it."""


def main() -> None:
    """Read, and say what came of it."""
    import msgspec

    most_cells = int(sys.argv[1])
    data = sys.stdin.buffer.read()
    _limit_memory()
    result: dict[str, Any]
    try:
        result = {"sheets": list(_sheets(data, most_cells))}
    except MemoryError:
        result = {"error": "large"}
    except BaseException:  # a panic in Rust is no Exception
        result = {"error": "damaged"}
    sys.stdout.buffer.write(msgspec.msgpack.encode(result))


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _sheets(data: bytes, most_cells: int) -> Iterator[dict[str, Any]]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(BytesIO(data))
    for place, sheet in enumerate(book.sheets_metadata):
        if sheet.typ is not SheetTypeEnum.WorkSheet:
            continue
        found = book.get_sheet_by_index(place)
        cells = []
        top, left = found.start or (0, 0)
        for row, values in enumerate(found.to_python(skip_empty_area=True), top + 1):
            cells += [(row, column, _plain(value)) for column, value in enumerate(values, left + 1) if value != ""]
            if len(cells) > most_cells:
                raise MemoryError
        ranges = found.merged_cell_ranges
        merges = None if ranges is None else [_range(*corners) for corners in ranges]
        hidden = sheet.visible is not SheetVisibleEnum.Visible
        yield {"name": sheet.name, "hidden": hidden, "merges": merges, "cells": cells}


def _range(first: tuple[int, int], last: tuple[int, int]) -> tuple[int, int, int, int]:
    return first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1


def _plain(value: object) -> object:
    """Return a value as msgpack knows it."""
    if isinstance(value, dt.timedelta):
        return "duration", str(value.total_seconds())
    for kind in (dt.datetime, dt.date, dt.time):
        if isinstance(value, kind):
            return kind.__name__, value.isoformat()
    return value


if __name__ == "__main__":
    main()
