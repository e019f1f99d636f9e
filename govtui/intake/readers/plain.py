"""Plain text to grids, in the layouts in which plans are saved or copied as text, told apart by their shape.

- Cells opened by tabs: a line that begins with a tab opens a cell, a line without one goes on with it, even after a
  blank line; a lone tab is an empty cell; a blank line and then a tab begin the next row. (Word, “save as text”)
- Rows on lines: one row a line, cells separated by tabs; a blank line is a page break. (PDF, copied tables)
- Ruled tables: cells between `|` or box lines (`plain_ruled`). (mail, wikis, old programs)
- Aligned columns: cells set apart by two blanks or more (`plain_aligned`). (printed text, consoles)
- Stack: one cell a line or a paragraph, without row marks or empty cells. (web pages)

In all of them `<p>…</p>` and `<br>` that are left in the text part a cell into paragraphs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from govtui.errors import IntakeError
from govtui.intake.decode import decode
from govtui.intake.grid import Cell, Grid, Line, Row, Source
from govtui.intake.kinds import is_caption, is_note
from govtui.intake.readers.plain_aligned import aligned_rows, looks_aligned
from govtui.intake.readers.plain_cells import PAGE_NUMBER, cell_of, split_cells, within_limit
from govtui.intake.readers.plain_ruled import ruled_rows
from govtui.intake.watch import Watch, unwatched

MAX_LINES = 200_000
"""A plan of 1,000 tasks has about 10,000 lines."""
ALIKE_SHARE = 0.6
"""Share of the rows that must have the same length where no cell is empty."""
FEWEST_TABBED = 3
"""Lines with a tab from which the columns are not set apart by blanks."""
LONGEST_QUOTED = 40
"""Lines within which a quotation mark must close: one that never does is a misprint."""

_BOOKMARK = re.compile(r"\[bookmark:[^\[\]\n]{0,80}\]")


def read_text(data: bytes, watch: Watch = unwatched) -> Source:
    """Return the ways in which a file's text can be laid out; raises IntakeError as `decode` and `read_plain` do."""
    watch(0, 0)
    return Source(grids=read_plain(decode(data)), ways=True)


def read_plain(text: str) -> tuple[Grid, ...]:
    """Return the ways in which clean `text` can be laid out as a table, the likeliest first; at least the stack.

    Raises IntakeError where the text has too many lines or columns, or too much in one cell.
    """
    lines = [Line(line, number) for number, line in enumerate(_BOOKMARK.sub("", text).split("\n"), 1)]
    if len(lines) > MAX_LINES:
        raise IntakeError("文件太大", f"有 {len(lines)} 行，最多能读 {MAX_LINES} 行", "请只保留任务分解表再导入")
    tabbed = [line for line in lines if "\t" in line.text]
    opening = sum(line.text.rfind("\t") == 0 for line in tabbed)
    ways: list[Iterable[Row]] = []
    if opening > 2 and opening * 2 > len(tabbed):
        ways.append(_cells_opened_by_tabs(lines))
    elif len(tabbed) > 1:
        ways.append(_rows_on_lines(lines))
    drawn = ruled_rows(lines)
    if not drawn and len(tabbed) < FEWEST_TABBED and looks_aligned(lines):
        drawn = aligned_rows(lines)
    if drawn:
        ways.append(drawn)
    ways.append(_stack(lines))
    written = tuple(line for line in lines if line.text.strip())
    return tuple(Grid(rows=tuple(rows), lines=written) for rows in ways)


def _cells_opened_by_tabs(lines: Sequence[Line]) -> list[Row]:
    start = next(index for index, line in enumerate(lines) if line.text.startswith("\t"))
    rows: list[list[list[Line]]] = []  # rows of cells of lines; blank lines inside a cell are kept until its end
    after_blank = True
    for line in lines[start:]:
        if not line.text.startswith("\t"):
            page_number = PAGE_NUMBER.fullmatch(line.text)
            if after_blank and is_caption(line.text.strip()):
                rows.append([[line]])
            elif not page_number:
                rows[-1][-1].append(line)
            after_blank = bool(page_number) or not line.text.strip()
            continue
        if after_blank:
            rows.append([])
        rows[-1].extend([Line(text, line.number)] for text in split_cells(line, line.text[1:], "\t"))
        after_blank = False
    _cut_off_end(rows)
    cells = _mended([tuple(cell_of(cell) for cell in row) for row in rows])
    if not _marks_rows(cells):
        cells = [(cell,) for row in cells for cell in row]
    return [Row(within_limit(row)) for row in cells]


def _marks_rows(rows: Sequence[tuple[Cell, ...]]) -> bool:
    """Tell whether the blank lines between the cells mark rows.

    They do not where there are none, and where an editor has made blank lines of the lone tabs that are empty cells.
    """
    if len(rows) == 1:
        return False
    has_empty_cells = any(not cell.paragraphs for row in rows for cell in row)
    most_common = Counter(map(len, rows)).most_common(1)[0][1]
    return has_empty_cells or most_common >= ALIKE_SHARE * len(rows)


def _mended(rows: Sequence[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """Return the rows with those put together that a blank line at the end of a cell has parted.

    Two rows that are together as long as most rows are one.
    """
    width, rows_of_it = Counter(map(len, rows)).most_common(1)[0]
    if rows_of_it * 2 <= len(rows):
        return list(rows)
    mended: list[tuple[Cell, ...]] = []
    for row in rows:
        if mended and len(mended[-1]) < width and len(mended[-1]) + len(row) == width:
            mended[-1] += row
        else:
            mended.append(row)
    return mended


def _cut_off_end(rows: list[list[list[Line]]]) -> None:
    """Take what follows the table off its last cell.

    It follows two blank lines, or one where no other row goes on after a blank line in its last cell; a button of the
    page or a signature line (打印本页) needs none.
    """
    blanks = 2 if any(_resumes(row[-1]) for row in rows[:-1]) else 1
    last = rows[-1][-1]
    seen = 0
    for index, line in enumerate(last[1:], 1):
        if line.text.strip() and (seen >= blanks or is_note(line.text.strip())):
            del last[index:]
            return
        seen = 0 if line.text.strip() else seen + 1


def _resumes(cell: Sequence[Line]) -> bool:
    """Tell whether text follows a blank line in the cell."""
    return any(not before.text.strip() and after.text.strip() for before, after in pairwise(cell[1:]))


def _rows_on_lines(lines: Sequence[Line]) -> Iterable[Row]:
    table = [index for index, line in enumerate(lines) if "\t" in line.text]
    rows: list[Row] = []
    after_blank = False
    for row_lines in _row_lines(lines[_opening(lines, table[0]) : _closing(lines, table[-1])]):
        text = row_lines[0].text
        if text.strip() and not PAGE_NUMBER.fullmatch(text):
            rows.append(Row(within_limit(_cells_on_lines(row_lines)), after_blank))
            after_blank = False
        elif "\t" not in text:  # a row of empty cells is no break
            after_blank = True
    if sum(row.after_break for row in rows) * 2 > len(rows):  # blank lines everywhere mark no pages
        rows = [Row(row.cells) for row in rows]
    return _filled_up(rows)


def _opening(lines: Sequence[Line], first: int) -> int:
    """Return the line with which a table begins: the one above its first separator where a quoted cell opens there."""
    above = lines[first - 1].text if first else ""
    return first - 1 if above.startswith('"') and _opens_quotes(above) and '"' in lines[first].text else first


def _closing(lines: Sequence[Line], last: int) -> int:
    """Return the line behind a table: behind the one that closes the last quoted cell."""
    if lines[last].text.count('"') % 2 and _opens_quotes(lines[last].text):
        closing = range(last + 1, min(last + LONGEST_QUOTED, len(lines)))
        return next((at + 1 for at in closing if lines[at].text.count('"') % 2), last + 1)
    return last + 1


def _row_lines(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Give the lines of each row: one, or several where a cell goes on in the next line for certain.

    It does so between quotation marks, which spreadsheets put around a cell with line breaks, and from one literal
    paragraph (`<p>`) to the next.
    """
    start = 0
    while start < len(lines):
        end = start + 1
        while (
            end < len(lines)
            and lines[end].text.lstrip().lower().startswith("<p>")
            and lines[end - 1].text.rstrip().lower().endswith("</p>")
        ):
            end += 1
        if end == start + 1 and _opens_quotes(lines[start].text):
            closing = range(end, min(end + LONGEST_QUOTED, len(lines)))
            end = next((at + 1 for at in closing if lines[at].text.count('"') % 2), end)
        yield lines[start:end]
        start = end


def _opens_quotes(text: str) -> bool:
    last = text.split("\t")[-1].lstrip()
    return last.startswith('"') and last.count('"') % 2 == 1


def _cells_on_lines(lines: Sequence[Line]) -> list[Cell]:
    """Return the cells of a row; the first of a further line goes on with the last of the line before."""
    cells: list[list[Line]] = [[]]
    for line in lines:
        first, *others = (Line(text, line.number) for text in split_cells(line, line.text, "\t"))
        cells[-1].append(first)
        cells += [[other] for other in others]
    if len(lines) > 1:
        cells = [_unquoted(cell) for cell in cells]
    return [cell_of(cell) for cell in cells]


def _unquoted(cell: Sequence[Line]) -> list[Line]:
    first, last = cell[0].text.strip(), cell[-1].text.strip()
    if not (first.startswith('"') and last.endswith('"') and len(first) + len(last) > 2):
        return list(cell)
    texts = [line.text for line in cell]
    texts[0] = texts[0].replace('"', "", 1)
    texts[-1] = texts[-1].rstrip().removesuffix('"')
    return [Line(text.replace('""', '"'), line.number) for text, line in zip(texts, cell, strict=True)]


def _filled_up(rows: Sequence[Row]) -> Iterable[Row]:
    """Return the rows with their trailing empty cells, which some editors strip: each as long as its page is wide."""
    full = [row for row in rows if len(row.cells) > 1]
    while full and all(
        len(row.cells) > 1 and not row.cells[-1].paragraphs for row in full
    ):  # each line ends with a tab
        rows = [Row(row.cells[:-1], row.after_break) if len(row.cells) > 1 else row for row in rows]
        full = [row for row in rows if len(row.cells) > 1]
    if any(not row.cells[-1].paragraphs for row in full):
        return rows  # trailing empty cells are there
    pages: list[list[Row]] = [[]]
    for row in rows:
        if row.after_break:
            pages.append([])
        pages[-1].append(row)
    widths = [max(map(_width, page), default=0) for page in pages]
    return [_filled_up_row(row, width) for page, width in zip(pages, widths, strict=True) for row in page]


def _width(row: Row) -> int:
    return len(row.cells)


def _filled_up_row(row: Row, width: int) -> Row:
    if len(row.cells) == 1:  # a line of text between the rows
        return row
    empty = Cell((), row.first_line, row.last_line)
    return Row((*row.cells, *[empty] * (width - len(row.cells))), row.after_break)


def _stack(lines: Sequence[Line]) -> list[Row]:
    written = [line for line in lines if line.text.strip() and not PAGE_NUMBER.fullmatch(line.text)]
    numbers = {line.number for line in written}
    return [Row((cell_of([line]),), line.number - 1 not in numbers) for line in written]
