"""Rows as a .csv, in which merged cells are flattened."""

from __future__ import annotations

import csv
import io

from .table import Rows, flattened


def write_separated(above: list[str], rows: Rows, delimiter: str = ",", encoding: str = "utf-8-sig") -> bytes:
    """Return the lines above the table, each in the first cell of its row, and the rows."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter, lineterminator="\r\n")
    width = len(rows[0])
    for line in above:
        writer.writerow([line, *[""] * (width - 1)])
    for row in flattened(rows):
        writer.writerow([text.replace("\v", "\n") for text in row])
    return file.getvalue().encode(encoding)
