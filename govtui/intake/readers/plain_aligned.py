"""Columns that are set apart by blanks, as printed text and consoles show a table: two blanks or more, or a wide one.

Places are counted in cells of the screen. Where blank gutters run down the whole table, a text belongs to the column
in which it stands, and a cell goes on in the lines below. Where they do not (a tab has become a few blanks), the texts
of a line are its cells in their order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from govtui.intake.grid import Cell, Line, Row
from govtui.intake.readers.plain_cells import MAX_COLUMNS, PAGE_NUMBER, cell_of, unwrapped, within_limit
from govtui.text import width

HEADER_CANDIDATES = 12
"""Lines at the beginning of which one may be the header, with as many texts as there are columns."""
WIDEST = 1000
"""Cells of a line that are looked at; what stands beyond them belongs to the last column."""
LONGEST_ROW = 200
"""Lines of a row."""
NEARLY_FULL = 3
"""Cells that may be free at the end of a line that was wrapped: one character, and a mark that may not begin a line."""
ALIKE_SHARE = 0.6
"""Share of the lines that must have the same number of texts where there are no gutters."""
TOLERATED_SHARE = 0.02
"""Share of the lines that may run across a gutter."""

_PIECE = re.compile(r"\S+(?: \S+)*")
_SENTENCE_ENDS = ("。", "；", ";", "！", "!", "？")
_NUMBER = re.compile(r"[（(]?\d{1,4}[）)]?[.．、]?")


class Piece(msgspec.Struct, frozen=True, gc=False):
    """A text between gaps, with the cells from `start` up to and without `end` that it takes up on the screen."""

    text: str
    start: int
    end: int


class _TextLine(msgspec.Struct, frozen=True, gc=False):
    number: int
    pieces: tuple[Piece, ...]
    after_blank: bool


Column = tuple[int, int]
"""The cells of the screen that a column takes up, from the first up to and without the second."""


def aligned_rows(lines: Sequence[Line]) -> list[Row]:
    """Return the rows of a table in columns set apart by blanks, none where there is no such table."""
    texts = list(_text_lines(lines))
    with_gaps = [index for index, text in enumerate(texts) if len(text.pieces) > 1]
    if len(with_gaps) < 2:
        return []
    if found := _columns(texts, with_gaps):
        start, columns = found
        return _rows_in_columns(texts[start:], columns)
    return _rows_by_gaps(texts[with_gaps[0] : with_gaps[-1] + 1])


def _text_lines(lines: Sequence[Line]) -> Iterator[_TextLine]:
    after_blank = False
    for line in lines:
        if not line.text.strip() or PAGE_NUMBER.fullmatch(line.text):
            after_blank = True
            continue
        yield _TextLine(line.number, tuple(_pieces(line.text)), after_blank)
        after_blank = False


def _pieces(text: str) -> Iterator[Piece]:
    at = place = 0
    for found in _PIECE.finditer(text.expandtabs(8)):
        start = place + found.start() - at  # only blanks stand between them
        place = start + width(found[0])
        at = found.end()
        yield Piece(found[0], start, place)


def _columns(texts: Sequence[_TextLine], with_gaps: Sequence[int]) -> tuple[int, list[Column]] | None:
    """Return the line of the header and the columns below it: the most columns that a line has a text in each of."""
    best: tuple[int, list[Column]] | None = None
    for place, start in enumerate(with_gaps[:HEADER_CANDIDATES]):
        below = [texts[index] for index in with_gaps[place:]]
        if len(below) < 2:
            break
        columns = _between_gutters(below)
        if not (len(best[1]) if best else 1) < len(columns) <= MAX_COLUMNS:
            continue
        if len({_column_of(piece, columns) for piece in texts[start].pieces}) == len(columns):
            best = start, columns
    return best


def _between_gutters(texts: Sequence[_TextLine]) -> list[Column]:
    changes = [0] * (WIDEST + 2)
    for text in texts:
        for piece in text.pieces:
            changes[min(piece.start, WIDEST)] += 1
            changes[min(piece.end, WIDEST + 1)] -= 1
    tolerated = int(len(texts) * TOLERATED_SHARE)
    columns: list[Column] = []
    covered = start = 0
    for place, change in enumerate(changes):
        before, covered = covered, covered + change
        if before <= tolerated < covered:
            start = place
        elif covered <= tolerated < before:
            columns.append((start, place))
    return columns


def _column_of(piece: Piece, columns: Sequence[Column]) -> int:
    """Return the column that a piece has most of its cells in, the first where it is in none."""
    return max(range(len(columns)), key=lambda place: _shared(piece, columns[place]))


def _shared(piece: Piece, column: Column) -> int:
    return min(piece.end, column[1]) - max(piece.start, column[0])


def _crosses(text: _TextLine, columns: Sequence[Column]) -> bool:
    """Tell whether a line is one text that runs across the columns: a heading, a note."""
    return len(text.pieces) == 1 and sum(_shared(text.pieces[0], column) > 0 for column in columns) > 1


def _rows_in_columns(texts: Sequence[_TextLine], columns: Sequence[Column]) -> list[Row]:
    last = max(index for index, text in enumerate(texts) if len(text.pieces) > 1)
    placed = [(text, _placed(text, columns)) for text in texts]
    numbers = _number_column([cells for text, cells in placed if len(text.pieces) > 1])
    blocks = _blank_lines_part_rows(texts[: last + 1])
    rows: list[Row] = []
    open_row: list[tuple[_TextLine, dict[int, Piece]]] = []
    for index, (text, cells) in enumerate(placed):
        goes_on = bool(open_row) and (
            _cut_by_page(open_row, cells, columns, numbers)
            if text.after_blank
            else blocks or _goes_on(open_row, cells, columns, numbers)
        )
        if _crosses(text, columns) and not (blocks and goes_on):
            rows += _closed(open_row, columns)
            open_row = []
            if index > last:  # what follows the table
                break
            rows.append(_lone(text))
        elif goes_on:
            open_row.append((text, cells))
        else:
            rows += _closed(open_row, columns)
            open_row = []
            if index > last:
                break
            open_row = [(text, cells)]
    rows += _closed(open_row, columns)
    return [Row(row.cells) for row in rows] if blocks else rows


def _lone(text: _TextLine) -> Row:
    return Row((cell_of([Line(text.pieces[0].text, text.number)]),), text.after_blank)


def _placed(text: _TextLine, columns: Sequence[Column]) -> dict[int, Piece]:
    """Return the pieces of a line by their columns; those of one column as one."""
    placed: dict[int, Piece] = {}
    for piece in text.pieces:
        column = _column_of(piece, columns)
        other = placed.get(column)
        placed[column] = Piece(f"{other.text} {piece.text}", other.start, piece.end) if other else piece
    return placed


def _number_column(rows: Sequence[dict[int, Piece]]) -> int | None:
    """Return the column of running numbers: a number below a name, in each line that has a text there."""
    for column in range(2):
        texts = [row[column].text for row in rows[1:] if column in row]
        if texts and all(_NUMBER.fullmatch(text) for text in texts):
            return column
    return None


def _blank_lines_part_rows(texts: Sequence[_TextLine]) -> bool:
    """Tell whether blank lines stand between the rows, whose lines follow one another without."""
    parted = sum(text.after_blank for text in texts[1:])
    runs = parted + 1
    full = max(len(text.pieces) for text in texts)
    complete = sum(len(text.pieces) == full for text in texts)
    return parted > 1 and runs < len(texts) and complete <= runs


def _goes_on(
    row: Sequence[tuple[_TextLine, dict[int, Piece]]],
    cells: dict[int, Piece],
    columns: Sequence[Column],
    numbers: int | None,
) -> bool:
    """Tell whether a line goes on with the cells of the row above: each of its texts with one that was wrapped.

    A cell was wrapped if its line is filled; in a table with numbers also whatever has none and lacks other texts.
    """
    if len(row) >= LONGEST_ROW or len(cells) == len(columns) or numbers in cells:
        return False
    _line, above = row[-1]
    started = {column for _text, found in row for column in found}
    if not started.issuperset(cells):
        return numbers is not None and numbers in started
    if numbers is not None and numbers in started:
        return len(cells) < len(started) - 1 or _all_wrapped(cells, above, columns)
    return _all_wrapped(cells, above, columns)


def _cut_by_page(
    row: Sequence[tuple[_TextLine, dict[int, Piece]]],
    cells: dict[int, Piece],
    columns: Sequence[Column],
    numbers: int | None,
) -> bool:
    """Tell whether a line below a blank one goes on with the row above, for certain: it was cut by the end of a page.

    The widest column goes on in mid-sentence from a line that is filled, and only one of the two has a number.
    """
    if numbers is None or len(row) >= LONGEST_ROW:
        return False
    if numbers in cells and any(numbers in found for _text, found in row):
        return False
    widest = max(range(len(columns)), key=lambda place: columns[place][1] - columns[place][0])
    above = next((found[widest] for _text, found in reversed(row) if widest in found), None)
    return (
        widest in cells
        and above is not None
        and _is_filled(above, columns[widest])
        and not above.text.endswith(_SENTENCE_ENDS)
    )


def _all_wrapped(cells: dict[int, Piece], above: dict[int, Piece], columns: Sequence[Column]) -> bool:
    return all(column in above and _is_filled(above[column], columns[column]) for column in cells)


def _is_filled(piece: Piece, column: Column) -> bool:
    return piece.end + NEARLY_FULL >= column[1]


def _closed(row: Sequence[tuple[_TextLine, dict[int, Piece]]], columns: Sequence[Column]) -> Iterator[Row]:
    """Give the row that stands on some lines, if there are any; all of its cells take up all of them."""
    if not row:
        return
    first, last = row[0][0], row[-1][0]
    cells = []
    for column in range(len(columns)):
        parts = [
            (Line(found[column].text, text.number), _is_filled(found[column], columns[column]))
            for text, found in row
            if column in found
        ]
        paragraphs = cell_of(unwrapped(parts)).paragraphs if parts else ()
        cells.append(Cell(paragraphs, first.number, last.number))
    yield Row(within_limit(cells), first.after_blank)


def _rows_by_gaps(texts: Sequence[_TextLine]) -> list[Row]:
    """Return rows whose cells are the texts of a line, none where too few lines have the same number of them."""
    counts = Counter(len(text.pieces) for text in texts if len(text.pieces) > 1)
    count, lines = counts.most_common(1)[0]
    if count < 3 or lines < ALIKE_SHARE * counts.total() or lines * 2 < len(texts):
        return []
    return [
        Row(within_limit([cell_of([Line(piece.text, text.number)]) for piece in text.pieces]), text.after_blank)
        for text in texts
    ]


def looks_aligned(lines: Sequence[Line]) -> bool:
    """Tell cheaply whether two lines that follow one another have gaps at all."""
    gaps = ["  " in line.text.strip() for line in lines if line.text.strip()]
    return any(first and second for first, second in pairwise(gaps)) or sum(gaps) > 1
