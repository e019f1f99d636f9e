"""A table as the tests write it down: rows of texts, with marks for the cells that a merge covers.

In a text `\\n` ends a paragraph and `\\v` only breaks the line. All rows of a table have the same length.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

UP = "^"
"""Covered by the cell above."""
LEFT = "<"
"""Covered by the cell at the left."""

Rows = Sequence[Sequence[str]]

_MOMENT = (2026, 1, 5, 9, 0, 0)


class Box(NamedTuple):
    """A cell that is not covered, with its place and size in rows and columns."""

    row: int
    column: int
    down: int
    across: int
    text: str


def boxes(rows: Rows) -> Iterator[Box]:
    """Yield the cells that are not covered, row by row; a merge is a rectangle that begins at its text."""
    for row, texts in enumerate(rows):
        assert len(texts) == len(rows[0]), f"row {row} has {len(texts)} cells, the first one {len(rows[0])}"
        for column, text in enumerate(texts):
            if text in (UP, LEFT):
                continue
            across = 1
            while column + across < len(texts) and texts[column + across] == LEFT:
                across += 1
            down = 1
            while row + down < len(rows) and rows[row + down][column] == UP:
                down += 1
            yield Box(row, column, down, across, text)


def flattened(rows: Rows) -> list[list[str]]:
    """Return the rows as a program leaves them that knows no merged cells: covered cells are blank."""
    return [["" if text in (UP, LEFT) else text for text in row] for row in rows]


def transposed_merges(rows: Rows) -> list[list[str]]:
    """Return the rows with every covered cell filled with the text that covers it."""
    filled: list[list[str]] = []
    for row, texts in enumerate(rows):
        filled.append([])
        for column, text in enumerate(texts):
            if text == UP:
                text = filled[row - 1][column]
            elif text == LEFT:
                text = filled[row][column - 1]
            filled[row].append(text)
    return filled


def merge_equal(rows: list[list[str]], column: int, within: Sequence[int] = ()) -> None:
    """Merge neighbours with the same text in a column, not beyond the cells of the columns `within`."""
    texts = [row[column] for row in rows]
    for number in range(1, len(rows)):
        if texts[number] == texts[number - 1] and all(rows[number][other] == UP for other in within):
            rows[number][column] = UP


def repacked(data: bytes, changes: Mapping[str, Callable[[str], str]] | None = None) -> bytes:
    """Return a zip container with some of its texts changed, and nothing in it that tells when it was made."""
    changes = dict(changes or {})
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT[\d:.]+Z", b"2026-01-05T09:00:00Z", content)
            if change := changes.pop(name, None):
                before = content.decode("utf-8")
                after = change(before)
                assert after != before, f"nothing was changed in {name}"
                content = after.encode("utf-8")
            new.writestr(zipfile.ZipInfo(name, _MOMENT), content, zipfile.ZIP_DEFLATED)
    assert not changes, f"not in the container: {sorted(changes)}"
    return packed.getvalue()
