"""What the layouts of plain text have in common: their limits, and lines to cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from govtui.errors import IntakeError
from govtui.intake.grid import Cell, Line

MAX_COLUMNS = 100
MAX_CELL = 20_000
"""Characters of a cell. A sheet's cell holds no more than 32,767, a requirement hardly 500."""

PAGE_NUMBER = re.compile(r"\s*(?:[-—–－]+\s*\d{1,4}\s*[-—–－]+|第\s*\d{1,4}\s*页(?:.{0,4}共\s*\d{1,4}\s*页)?)\s*")
_PARAGRAPH_MARK = re.compile(r"</?p\b[^<>\n]{0,200}>|<br\s*/?>", re.IGNORECASE)


def unwrapped(lines: Sequence[tuple[Line, bool]]) -> list[Line]:
    """Return the lines of a cell with those put together that were one: `True` says of a line that it is filled.

    A name that was cut where its column ends has no blank there, while one that ends before is a line of its own.
    """
    joined: list[Line] = []
    filled = False
    for line, is_filled in lines:
        text = line.text.strip()
        if (
            joined
            and filled
            and text
            and len(joined[-1].text) <= MAX_CELL
            and not (joined[-1].text[-1:].isascii() and text[0].isascii())
        ):
            joined[-1] = Line(joined[-1].text + text, joined[-1].number)
        else:
            joined.append(Line(text, line.number))
        filled = is_filled and bool(text)
    return joined


def cell_of(lines: Sequence[Line]) -> Cell:
    """Return the cell that takes up `lines`, at least one, without the blank lines at its ends.

    Raises IntakeError where it is too long.
    """
    written = [index for index, line in enumerate(lines) if line.text.strip()]
    lines = lines[written[0] : written[-1] + 1] if written else lines[:1]
    text = "\n".join(line.text for line in lines)
    if len(text) > MAX_CELL:
        raise IntakeError(
            "单元格太长",
            f"第 {lines[0].number} 行起的一格有 {len(text)} 个字，最多能读 {MAX_CELL} 个",
            "请确认文件是任务分解表，并且每条任务各占一行",
        )
    paragraphs = tuple(part for part in map(str.strip, _PARAGRAPH_MARK.split(text)) if part)
    return Cell(paragraphs, lines[0].number, lines[-1].number)


def split_cells(line: Line, text: str, separator: str) -> list[str]:
    """Return the texts between the separators in `text`, a part of a line; raises IntakeError as `within_limit` does.

    They are counted before they are made: a line may hold millions.
    """
    if (count := text.count(separator)) > MAX_COLUMNS:
        raise _too_wide(line.number, count + 1)
    return text.split(separator)


def within_limit(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Return the cells of a row; raises IntakeError where they are too many."""
    if len(cells) > MAX_COLUMNS:
        raise _too_wide(cells[0].line, len(cells))
    return tuple(cells)


def _too_wide(number: int, count: int) -> IntakeError:
    return IntakeError(
        "表格太宽",
        f"第 {number} 行有 {count} 栏，最多能读 {MAX_COLUMNS} 栏",
        "请只保留任务分解表的各栏再导入",
    )
