"""Text whose cells are parted by commas, tabs or semicolons (.csv, .tsv, .xls that are really text) to a grid.

The separator is the one that makes rows of the most equal length. Quotation marks are taken at their word only where
they close: one that never does is a misprint, and its line is then parted without them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, pairwise

import msgspec

from govtui.errors import IntakeError
from govtui.intake.decode import decode
from govtui.intake.grid import Cell, Grid, Line, Row, Source
from govtui.intake.readers.plain import MAX_LINES, read_plain
from govtui.intake.readers.sheet_grid import MAX_CELL, MAX_COLUMNS, ROWS_A_STEP, SAVE_AS_XLSX
from govtui.intake.watch import Watch, unwatched

LONGEST_QUOTED = 100
"""Lines within which a quotation mark must close."""
SAMPLE = 2_000
"""Rows by which the separator is chosen."""
ALIKE_SHARE = 0.5
"""Share of the rows that a separator must part, so that it is one."""
ALIKE_SHARE_OF_PROSE = 0.8
"""The same for the full-width comma, which any sentence has; there the rows must be of one length."""

FEWEST_COLUMNS = 3
FEWEST_RECORDS = 3
"""Columns and rows of a table below a preamble."""

_XML_SHEET = "urn:schemas-microsoft-com:office:spreadsheet"
_SEPARATORS = ("\t", ",", ";")
_NAMED = re.compile(r'"?sep=(.)"?', re.IGNORECASE)
_OPENING = re.compile(' *=?"')
_FORMULA = re.compile(r'="((?:[^"]|"")*)"')


class _Record(msgspec.Struct, frozen=True):
    cells: tuple[str, ...]
    line: int
    """The line where it begins, counted from 1."""

    @property
    def is_blank(self) -> bool:
        return not any(self.cells)


def read_separated(data: bytes, watch: Watch = unwatched) -> Source:
    """Return the grid of a separated text, or the ways of plain text where nothing separates it.

    Raises IntakeError as `decode` and `read_plain` do, and where a table is too wide or a cell too long; StoppedError
    where the watch does.
    """
    watch(0, 0)
    text = decode(data)
    if _XML_SHEET in text[:4000]:
        raise IntakeError("不能读这种文件", "这是“XML 表格”，只是名字像普通工作簿", SAVE_AS_XLSX)
    lines = text.split("\n")
    if len(lines) > MAX_LINES:
        raise IntakeError("文件太大", f"有 {len(lines)} 行，最多能读 {MAX_LINES} 行", "请只保留任务分解表再导入")
    start, separator = _separator(lines)
    if not separator:
        return Source(grids=read_plain(text), ways=True)
    records: list[_Record] = []
    for record in _records(lines, start, separator):
        if len(records) % ROWS_A_STEP == 0:
            watch(record.line, len(lines))
        records.append(record)
    return Source(grids=(_grid(records),))


# --- which separator ---


def _separator(lines: Sequence[str]) -> tuple[int, str]:
    """Return the place of the first line of the table's text and its separator, "" where nothing separates it."""
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    if named := _NAMED.fullmatch(lines[first].rstrip()):  # Excel's way to say it
        return first + 1, named[1]
    if lines[first].strip().lower() == "sep=":  # a tab that was stripped
        return first + 1, "\t"
    found = max(_SEPARATORS, key=lambda separator: _fit(lines, separator))
    if _fit(lines, found) > (ALIKE_SHARE, 0):
        return 0, found
    return 0, "，" if _fit(lines, "，", of_one_length=True) > (ALIKE_SHARE_OF_PROSE, 0) else ""


def _fit(lines: Sequence[str], separator: str, *, of_one_length: bool = False) -> tuple[float, float]:
    """Return how well a separator fits: the share of rows that it parts, those of the commonest length twice.

    Tables have preambles and ragged ends, so rows of another length count as well, but less. The second figure decides
    between equals: the commonest length.
    """
    sample = (record for record in _records(lines, 0, separator) if not record.is_blank)
    first = list(islice(sample, SAMPLE))
    records = first if of_one_length else _without_preamble(first)
    widths = [len(_trimmed(record.cells)) for record in records]
    parted = [width for width in widths if width > 1]
    if len(parted) < 2:
        return 0.0, 0.0
    commonest, alike = Counter(parted).most_common(1)[0]
    share = alike / len(widths) if of_one_length else (alike + len(parted)) / (2 * len(widths))
    return (share, commonest) if not of_one_length or commonest > 2 else (0.0, 0.0)


def _without_preamble(records: list[_Record]) -> list[_Record]:
    """Return the records from the first one on that is as long as most long ones, empty cells at the end included.

    A notice may stand above its table; a heading between the rows is as long as these where a program wrote it.
    """
    lengths = [len(record.cells) for record in records]
    long = Counter(length for length in lengths if length >= FEWEST_COLUMNS)
    commonest, count = long.most_common(1)[0] if long else (0, 0)
    if count < FEWEST_RECORDS:
        return records
    table = records[lengths.index(commonest) :]
    return [record for record in table if len(_trimmed(record.cells)) > 1 or len(record.cells) != commonest]


def _trimmed(cells: Sequence[str]) -> Sequence[str]:
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return cells[:end]


# --- lines to records ---


def _records(lines: Sequence[str], start: int, separator: str) -> Iterator[_Record]:
    """Give the rows of the text from the line at `start` on, blank ones too."""
    at = start
    while at < len(lines):
        cells, end = _record(lines, at, separator)
        yield _Record(tuple(_plain(cell) for cell in cells), at + 1)
        at = end


def _record(lines: Sequence[str], at: int, separator: str) -> tuple[Sequence[str], int]:
    """Return the cells of the row that begins at a line, and where the next one begins."""
    line = lines[at]
    if '"' not in line:
        return line.split(separator), at + 1
    if (cells := _parted(line, separator, strict=True)) is not None:
        return cells, at + 1
    # Marks inside a cell are doubled, so the line where a cell that is open at the end of a line closes has an odd
    # number of them, unless it opens another.
    last = min(at + LONGEST_QUOTED, len(lines))
    end = next((place + 1 for place in range(at + 1, last) if lines[place].count('"') % 2), 0)
    if end and (cells := _parted("\n".join(lines[at:end]), separator, strict=True)) is not None:
        return cells, end
    return _parted(line, separator, strict=False) or line.split(separator), at + 1


def _parted(text: str, separator: str, *, strict: bool) -> list[str] | None:
    """Return the cells of a row, None where a quotation mark does not close in front of a separator or the end.

    Without `strict`, a mark inside a cell that was not doubled is one of its characters.
    """
    cells: list[str] = []
    at = 0
    while at >= 0:
        if opening := _OPENING.match(text, at):
            end = _closing(text, opening.end(), separator, strict=strict)
            if end < 0:
                return None
            cells.append(text[opening.end() : end].replace('""', '"'))
            end = text.find(separator, end + 1)
        else:
            end = text.find(separator, at)
            cells.append(text[at:] if end < 0 else text[at:end])
        at = end if end < 0 else end + len(separator)
    return cells


def _closing(text: str, at: int, separator: str, *, strict: bool) -> int:
    """Return the place of the mark that closes a quoted cell whose text begins at `at`; -1 where there is none."""
    while (at := text.find('"', at)) >= 0:
        if text.startswith('""', at):
            if not strict and _ends(separator).match(text, at + 2):
                return at + 1
            at += 2
        elif _ends(separator).match(text, at + 1):
            return at
        elif strict:
            return -1
        else:
            at += 1
    return -1


@lru_cache(maxsize=16)
def _ends(separator: str) -> re.Pattern[str]:
    return re.compile(rf" *(?:\Z|{re.escape(separator)})")


def _plain(cell: str) -> str:
    """Return a cell's text; `="001"` is how programs keep Excel from taking it for a number."""
    cell = cell.strip()
    if formula := _FORMULA.fullmatch(cell):
        return formula[1].replace('""', '"').strip()
    return cell


# --- records to a grid ---


def _grid(records: Sequence[_Record]) -> Grid:
    columns = sorted({place for record in records for place, cell in enumerate(record.cells) if cell})
    written = [record for record in records if not record.is_blank]
    _check_width(len(columns), written)
    breaks = {
        record.line
        for before, record in pairwise(records)
        if before.is_blank and not record.is_blank and before.line > written[0].line
    }
    if len(breaks) * 2 > len(written):  # blank lines everywhere mark no breaks
        breaks = set()
    rows = tuple(Row(_cells(record, columns), record.line in breaks) for record in written)
    lines = tuple(Line("\t".join(record.cells).replace("\n", " ").strip("\t"), record.line) for record in written)
    return Grid(rows=rows, lines=lines)


def _cells(record: _Record, columns: Sequence[int]) -> tuple[Cell, ...]:
    texts = [record.cells[place] if place < len(record.cells) else "" for place in columns]
    longest = max(map(len, texts), default=0)
    if longest > MAX_CELL:
        raise IntakeError(
            "单元格太长",
            f"第 {record.line} 行起的一格有 {longest} 个字，最多能读 {MAX_CELL} 个",
            "请确认文件是任务分解表，并且每条任务各占一行",
        )
    return tuple(Cell((text,) if text else (), record.line, record.line) for text in texts)


def _check_width(columns: int, written: Sequence[_Record]) -> None:
    if columns > MAX_COLUMNS:
        widest = max(written, key=lambda record: len(record.cells))
        raise IntakeError(
            "表格太宽",
            f"第 {widest.line} 行有 {len(widest.cells)} 栏，整个表最多能读 {MAX_COLUMNS} 栏",
            "请只保留任务分解表的各栏再导入",
        )
