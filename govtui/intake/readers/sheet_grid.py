"""What stands in a sheet to a grid, and what there is to say of it; the same for every format of workbooks.

Rows and columns are counted from 1, as the sheet's frame shows them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from govtui.errors import IntakeError
from govtui.intake.grid import Cell, Grid, Line, Merge, Row

MAX_ROWS = 100_000
"""Rows of a sheet with text in them."""
MAX_COLUMNS = 100
"""Columns with text in them."""
MAX_CELL = 20_000
"""Characters of a cell. A sheet's cell holds no more than 32,767, a requirement hardly 500."""
MAX_CELLS = 500_000
"""Cells of a file's tables, the blank ones between written ones too: 150 MB of memory while they are read."""
ROWS_A_STEP = 500
"""Rows between two looks whether to stop."""
_MOST_PLACES = 5
"""Places that a notice names; there may be hundreds."""

SAVE_AS_XLSX = "请在 WPS 表格或 Excel 中打开，另存为“Excel 工作簿（*.xlsx）”再导入"

Range = tuple[int, int, int, int]
"""A merged range: its first row and column, its last row and column."""

_YEAR = re.compile(r"(?:19|20)\d\d\s*年|二[〇○零]..年")
_ONLY_PLAN = "请只保留任务分解表，删去多余的行、列和工作表，另存后再导入"


@dataclass(kw_only=True)
class SheetContent:
    """What a reader finds in a sheet. It grows while the sheet is read, so it is no frozen value."""

    name: str
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    """Clean texts by row and column, without blank ones."""
    merges: list[Range] = field(default_factory=list)
    knows_merges: bool = True
    """The format says which cells are merged."""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    """First and last of each run of hidden columns."""
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    """Formulas that came to an error: row, column, error."""
    uncomputed: list[tuple[int, int]] = field(default_factory=list)
    """Formulas whose result is not in the file."""
    without_year: dict[tuple[int, int], str] = field(default_factory=dict)
    """Dates that are shown without their year, with it."""


def lay_out(content: SheetContent, stop: Callable[[], None]) -> Grid | None:
    """Return the grid of a sheet, None for a blank one; raises IntakeError beyond a limit, and whatever `stop` does."""
    _add_years(content)
    rows = content.rows
    ranges = _with_text_first(content)
    numbers = sorted(number for number in rows if rows[number])
    columns = sorted({column for number in numbers for column in rows[number]})
    if not numbers:
        return None
    _check_size(content.name, len(numbers), len(columns))
    merges = dict(_merges(ranges, numbers, columns))
    broken = _breaks(numbers, ranges)
    built: list[Row] = []
    lines: list[Line] = []
    for index, number in enumerate(numbers):
        if index % ROWS_A_STEP == 0:
            stop()
        texts = rows[number]
        blank = Cell((), number, number)
        if merges:
            cells = tuple(
                Cell((), number, number, merges[index, place])
                if (index, place) in merges
                else Cell((texts[column],), number, number)
                if column in texts
                else blank
                for place, column in enumerate(columns)
            )
        else:
            cells = tuple(Cell((texts[column],), number, number) if column in texts else blank for column in columns)
        built.append(Row(cells, number in broken))
        lines.append(
            Line("\t".join(texts.get(column, "") for column in columns).replace("\n", " ").strip("\t"), number)
        )
    return Grid(
        rows=tuple(built),
        lines=tuple(lines),
        states_merges=content.knows_merges and _states_merges(ranges, numbers),
        name=content.name,
    )


def _add_years(content: SheetContent) -> None:
    """Give dates their years where no other text of the sheet names one.

    A year that the format hides is that of the typing, and of last year's plan where that was typed over: the plan's
    own year is better, if only it is said.
    """
    if not content.without_year or _YEAR.search(content.name):
        return
    dated = content.without_year
    named = any(
        _YEAR.search(text)
        for row, cells in content.rows.items()
        for column, text in cells.items()
        if (row, column) not in dated
    )
    for (row, column), text in dated.items():
        if not named and column in content.rows.get(row, ()):
            content.rows[row][column] = text


# --- merged cells ---


def _with_text_first(content: SheetContent) -> list[Range]:
    """Return the merged ranges that hold together what is seen, and take out what lies unseen under them.

    Ranges made by copying a format keep the texts of all their cells, of which only the first is seen. Where that has
    none but others have, the range is left aside rather than the texts.
    """
    numbers = sorted(content.rows)
    columns = sorted({column for cells in content.rows.values() for column in cells})
    budget = len(numbers) * len(columns)  # ranges that lie over each other, as no program makes them, are cut short
    kept: list[Range] = []
    for found in content.merges:
        top, left, bottom, right = found
        covered = numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]
        across = columns[bisect_left(columns, left) : bisect_right(columns, right)]
        budget -= len(covered) * len(across)
        if budget < 0:
            break
        texts = [(row, column) for row in covered for column in across if column in content.rows[row]]
        if texts and texts[0] != (top, left):
            continue
        kept.append(found)
        for row, column in texts[1:]:
            del content.rows[row][column]
    return kept


def _merges(
    ranges: Iterable[Range], numbers: Sequence[int], columns: Sequence[int]
) -> Iterator[tuple[tuple[int, int], Merge]]:
    """Give the covered cells by their places in the grid; the first cell of a range that is in the grid carries it."""
    for top, left, bottom, right in ranges:
        first_row, last_row = bisect_left(numbers, top), bisect_right(numbers, bottom)
        first, last = bisect_left(columns, left), bisect_right(columns, right)
        for row in range(first_row, last_row):
            for place in range(first, last):
                if row > first_row:
                    yield (row, place), Merge.UP
                elif place > first:
                    yield (row, place), Merge.LEFT


def _breaks(numbers: Sequence[int], ranges: Iterable[Range]) -> set[int]:
    """Return the rows that follow blank ones, unless those are the lower part of merged cells or parts every row."""
    tall = sorted((top, bottom) for top, _left, bottom, _right in ranges if bottom > top)
    found: set[int] = set()
    reach = following = 0
    for before, number in pairwise(numbers):
        while following < len(tall) and tall[following][0] <= before:
            reach = max(reach, tall[following][1])
            following += 1
        if number > before + 1 and reach < number - 1:
            found.add(number)
    return set() if len(found) * 2 > len(numbers) else found


def _states_merges(ranges: Iterable[Range], numbers: Sequence[int]) -> bool:
    """Tell whether cells are merged downwards in the table itself; in a header of two rows they always are.

    Such a header has its only tall ranges side by side, beside wide ones over the names of their parts.
    """
    tall, wide = set(), set()
    for top, _left, bottom, _right in ranges:
        if bisect_right(numbers, bottom) - bisect_left(numbers, top) > 1:
            tall.add((top, bottom))
        elif top == bottom:
            wide.add(top)
    return len(tall) > 1 or any(top not in wide for top, _bottom in tall)


# --- limits ---


def no_text() -> IntakeError:
    """Return the refusal of a workbook without any text."""
    return IntakeError("文件是空的", "工作簿里没有任何文字", "请确认选对了文件，内容是图片时请先转成文字")


def _check_size(name: str, rows: int, columns: int) -> None:
    if rows > MAX_ROWS:
        raise IntakeError("工作表太长", f"{sheet_named(name)}有 {rows} 行，最多能读 {MAX_ROWS} 行", _ONLY_PLAN)
    if columns > MAX_COLUMNS:
        raise IntakeError("表格太宽", f"{sheet_named(name)}有 {columns} 栏，最多能读 {MAX_COLUMNS} 栏", _ONLY_PLAN)
    if rows * columns > MAX_CELLS:
        raise too_many_cells(name)


def too_many_cells(name: str) -> IntakeError:
    """Return the refusal of a file with more cells than can be read."""
    return IntakeError("文件太大", f"读到{sheet_named(name)}时已超过 {MAX_CELLS} 个单元格，再多就读不了", _ONLY_PLAN)


def too_long(name: str, row: int, column: int, length: int) -> IntakeError:
    """Return the refusal of a cell with more text than can be read."""
    return IntakeError(
        "单元格太长",
        f"{sheet_named(name)}的 {letters(column)}{row} 格有 {length} 个字，最多能读 {MAX_CELL} 个",
        "请确认文件是任务分解表，并且每条任务各占一行",
    )


# --- what the clerk must know ---


def sheet_named(name: str) -> str:
    """Return 工作表“附件2”."""
    return f"工作表“{name}”"


def hidden_notices(names: Iterable[str], read: bool) -> list[str]:
    """Return what is to be said of hidden sheets: that they were not read, or that they were for want of others."""
    listed = "、".join(f"“{name}”" for name in names)
    if not listed:
        return []
    return [
        f"看得见的工作表都是空的，读的是隐藏的工作表{listed}，请核对" if read else f"工作表{listed}是隐藏的，没有读入"
    ]


def notices_of(content: SheetContent) -> Iterator[str]:
    """Give what is to be said of a sheet that was laid out."""
    name = sheet_named(content.name)
    rows = sorted(row for row in content.hidden_rows if content.rows.get(row))
    if rows:
        yield f"{name}第 {_runs(rows, str)} 行是隐藏的，已一并读入，请核对"
    written = {column for cells in content.rows.values() for column in cells}
    columns = sorted(
        column for column in written if any(first <= column <= last for first, last in content.hidden_columns)
    )
    if columns:
        yield f"{name}第 {_runs(columns, letters)} 列是隐藏的，已一并读入，请核对"
    if content.errors:
        yield f"{name}{_places(content.errors)}的公式出错（{content.errors[0][2]}），按空白读入，请核对"
    if content.uncomputed:
        yield (
            f"{name}{_places(content.uncomputed)}是公式，文件里没有存下结果，按空白读入；"
            "请用 WPS 表格或 Excel 打开、保存一次再导入"
        )


def _places(found: Sequence[tuple[int, int] | tuple[int, int, str]]) -> str:
    row, column = found[0][:2]
    return f" {letters(column)}{row} 格" + (f"等 {len(found)} 处" if len(found) > 1 else "")


def _runs(numbers: Sequence[int], named: Callable[[int], str]) -> str:
    """Return 5 至 7、9, and 等 with the number of all where there are too many."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    texts = [named(first) if first == last else f"{named(first)} 至 {named(last)}" for first, last in runs]
    more = f" 等 {len(numbers)} " if len(texts) > _MOST_PLACES else ""
    return "、".join(texts[:_MOST_PLACES]) + more.rstrip()


def letters(column: int) -> str:
    """Return the letters of a column: 1 is A, 28 is AB."""
    text = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
