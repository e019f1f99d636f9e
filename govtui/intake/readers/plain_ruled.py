"""Tables drawn with characters: cells between `|` or box lines, with rules between the rows or without.

- With rules between the rows (+---+, ├──┼──┤) the lines between two rules are one row, whose cells go on in each line.
- Without, each line is a row, except where it goes on with the one above: it has no `|` at its beginning, or the line
  above has none at its end, or all it holds is one text below an unfinished one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from govtui.intake.grid import Cell, Line, Row
from govtui.intake.readers.plain_cells import PAGE_NUMBER, cell_of, split_cells, unwrapped, within_limit
from govtui.text import width

LONGEST_ROW = 60
"""Lines of a row."""
NEARLY_FULL = 4
"""Cells of the screen that may be free at the end of a line that was wrapped: a character, a mark, and the margin."""
FRAMED_SHARE = 0.5
"""Share of the rows that begin and end with `|` from which one that does not is a part of a row."""

_UPRIGHT = str.maketrans(dict.fromkeys("│┃║┆┇┊┋╎╏｜￨", "|"))
_DASH = re.compile(r"[+=\-\u2500-\u257f—－]")
_RULE = re.compile(r"[\s|:+=\-\u2500-\u257f—－]+")
_RULE_PART = re.compile(r"\s*:?[=\-\u2500-\u257f—－]{2,}:?\s*")
_ENDS = ("。", "；", ";", "！", "!")
_CROSSING = str.maketrans(dict.fromkeys("+\u251c\u2524\u253c\u2523\u252b\u254b\u2560\u2563\u256c", "|"))
_PARTLY_RULED = re.compile(r"[+\u251c\u2524\u253c\u2523\u252b\u254b\u2560\u2563\u256c][=\-\u2500\u2501\u2550－]{2}")


def ruled_rows(lines: Sequence[Line]) -> list[Row]:
    """Return the rows of a table with upright lines, none where there is no such table.

    Raises IntakeError where a row has too many cells or one of them is too long.
    """
    lines = [Line(line.text.translate(_UPRIGHT), line.number) for line in lines]
    table = [index for index, line in enumerate(lines) if line.text.count("|") > 1 and not _is_rule(line.text)]
    if len(table) < 2:
        return []
    first, last = table[0], table[-1]
    inside = lines[first : _end(lines, last) + 1]
    between = [index for index, line in enumerate(inside) if _is_rule(line.text)]
    rules = sum(1 for index in between if 0 < index < len(inside) - 1)
    if rules > 1 and rules * 2 >= len(table) // LONGEST_ROW:
        return list(_rows_between_rules(inside))
    return list(_rows_on_lines([line for line in inside if not _is_rule(line.text)]))


def _end(lines: Sequence[Line], last: int) -> int:
    """Return the last line of the table: a row that is broken off goes on up to the line that ends with `|`."""
    if lines[last].text.rstrip().endswith("|"):
        return last
    for index in range(last + 1, min(last + LONGEST_ROW, len(lines))):
        text = lines[index].text.rstrip()
        if not text:
            break
        if text.endswith("|"):
            return index
    return last


def _is_rule(text: str) -> bool:
    return _RULE.fullmatch(text) is not None and _DASH.search(text) is not None


def _split(line: Line) -> list[str]:
    return split_cells(line, line.text.strip().removeprefix("|").removesuffix("|"), "|")


def _rows_between_rules(lines: Sequence[Line]) -> Iterator[Row]:
    """Give the rows of a table with a rule below each, or below each but those of its last part.

    A rule that does not run through the whole width leaves the text of a merged cell beside it: that goes on above.
    """
    row: list[Line] = []
    after_break = False
    for line in lines:
        if _is_rule(line.text):
            yield from _joined(row, after_break)
            after_break = after_break and not row
            row = []
        elif _PARTLY_RULED.search(line.text):
            texts = _split(Line(line.text.translate(_CROSSING), line.number))
            text = "|".join("" if _RULE_PART.fullmatch(text) else text for text in texts)
            yield from _joined([*row, Line(f"|{text}|", line.number)], after_break)
            row, after_break = [], False
        elif "|" in line.text:
            row.append(line)
        elif line.text.strip() and not PAGE_NUMBER.fullmatch(line.text):
            yield from _joined(row, after_break)
            row = []
            yield Row((cell_of([line]),), after_break)
            after_break = False
        elif not line.text.strip():
            yield from _joined(row, after_break)
            row, after_break = [], True
    yield from _joined(row, after_break)


def _joined(lines: Sequence[Line], after_break: bool) -> Iterator[Row]:
    """Give the row whose cells stand below one another in `lines`."""
    if not lines:
        return
    columns: list[list[tuple[Line, bool]]] = []
    for line in lines:
        for place, text in enumerate(_split(line)):
            if place == len(columns):
                columns.append([])
            columns[place].append((Line(text, line.number), width(text) - width(text.rstrip()) <= NEARLY_FULL))
    first, last = lines[0].number, lines[-1].number
    yield Row(
        within_limit([Cell(cell_of(unwrapped(column)).paragraphs, first, last) for column in columns]), after_break
    )


def _rows_on_lines(lines: Sequence[Line]) -> Iterator[Row]:
    written = [line.text.strip() for line in lines if "|" in line.text]
    framed = sum(text.startswith("|") and text.endswith("|") for text in written) > FRAMED_SHARE * len(written)
    rows: list[Row] = []
    after_break = False
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if not line.text.strip() or PAGE_NUMBER.fullmatch(line.text):
            after_break = True
            continue
        parts = [line]
        if framed and line.text.lstrip().startswith("|"):
            while not parts[-1].text.rstrip().endswith("|") and at < len(lines) and len(parts) < LONGEST_ROW:
                parts.append(lines[at])
                at += 1
        cells = [cell_of(cell) for cell in _cells_on(parts)]
        if rows and not after_break and _goes_on(rows[-1], cells):
            rows[-1] = _with_more(rows[-1], cells)
        else:
            rows.append(Row(within_limit(cells), after_break))
        after_break = False
    if sum(row.after_break for row in rows) * 2 > len(rows):  # blank lines everywhere mark no pages
        rows = [Row(row.cells) for row in rows]
    yield from rows


def _cells_on(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the cells of a row; the first of a further line goes on with the last of the line before."""
    cells: list[list[Line]] = [[]]
    for place, line in enumerate(lines):
        text = line.text.strip()
        text = text.removeprefix("|") if place == 0 else text
        text = text.removesuffix("|") if place == len(lines) - 1 else text
        first, *others = (Line(part, line.number) for part in split_cells(line, text, "|"))
        cells[-1].append(first)
        cells += [[other] for other in others]
    return cells


def _goes_on(above: Row, cells: Sequence[Cell]) -> bool:
    """Tell whether a row holds nothing but the rest of one cell of the row above, which ends in mid-sentence."""
    filled = [place for place, cell in enumerate(cells) if cell.paragraphs]
    if len(filled) != 1 or len(cells) < 3 or len(cells) != len(above.cells):
        return False
    if cells[0].line - above.first_line >= LONGEST_ROW:
        return False
    cell = above.cells[filled[0]]
    written = sum(bool(other.paragraphs) for other in above.cells)
    return filled[0] > 0 and written > 1 and bool(cell.paragraphs) and not cell.text.endswith(_ENDS)


def _with_more(above: Row, cells: Sequence[Cell]) -> Row:
    joined = [
        Cell((*cell.paragraphs[:-1], f"{cell.paragraphs[-1]}\n{more.paragraphs[0]}", *more.paragraphs[1:]))
        if more.paragraphs
        else cell
        for cell, more in zip(above.cells, cells, strict=True)
    ]
    last = cells[0].last_line
    return Row(tuple(Cell(cell.paragraphs, above.first_line, last, cell.merge) for cell in joined), above.after_break)
