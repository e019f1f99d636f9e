"""Rows of a table to records: repeated headers, headings and notes between the rows, pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from govtui.intake.columns import Column, Field
from govtui.intake.fates import Fate, Fates
from govtui.intake.fitting import Fitting, fit_columns
from govtui.intake.grid import Cell, Grid, Merge, Row
from govtui.intake.guessing import SAMPLE, Decisions
from govtui.intake.header import Header, header_names
from govtui.intake.kinds import LONGEST_THEME, ends_sentence, heading_rank, is_note, looks_like_number
from govtui.intake.records import Record, make_record, value_columns
from govtui.intake.words import column_word

LONGEST_HEADING = 60
"""Characters of a heading in a row of its own."""

_TOTALS = ("合计", "总计", "小计", "共计")
_CONTINUED = re.compile("[（(]?续(?:表|上表)?[0-9一二三四五六七八九十]{0,2}[）)]?")
_NUMERAL = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}(?P<mark>[）)、.．]*)")


class Table(msgspec.Struct, frozen=True, gc=False):
    """The records of a table with its columns and what became of its lines."""

    columns: tuple[Column, ...]
    records: tuple[Record, ...]
    fates: Fates
    layouts: Mapping[int, tuple[Column, ...]] = {}
    """As `Fitting.layouts` has them."""


def read_rows(
    grid: Grid,
    header: Header,
    title: str | None,
    *,
    chosen: Decisions | None = None,
    decided: Fates | None = None,
    above: Sequence[str] = (),
) -> Table:
    """Return the table below the header of a grid with rows.

    `chosen` are fields decided for its columns, `decided` fates of its lines; headings `above` it hold at first.
    """
    decided = decided or {}
    body = grid.rows[header.end :]
    fitting = fit_columns(header, list(_full_rows(body, header, decided)), chosen)
    end = next((index for index in range(len(body), 0, -1) if len(_filled(body[index - 1])) > 1), 0)
    arabic = any(row.cells[0].text[:1].isdecimal() for row in body)
    fates: Fates = {}
    records: list[Record] = []
    wanted = value_columns(fitting.columns)
    sections, page = tuple(above), 0
    for index, row in enumerate(body):
        page += row.after_break or (index > 0 and _reshaped(body[index - 1], row))
        filled = _filled(row)
        fate = decided.get(row.first_line) or _fate(row, filled, header, title, below=index >= end)
        if fate is Fate.REPEATED_HEADER:
            page += 1
        elif fate is Fate.THEME or (fate is None and (heading := _heading(row, filled, fitting, numerals=arabic))):
            sections = _under(sections, heading if fate is None and heading else _whole(filled))
            fate = Fate.THEME
        elif fate in _OF_TASKS and filled:
            placed = _place(row, fitting)
            records.append(
                make_record(
                    placed,
                    wanted,
                    page=page,
                    sections=sections,
                    states_merges=grid.states_merges,
                    begins=None if fate is None else fate is Fate.TASK,
                    solid=grid.solid,
                )
            )
            _mark(fates, row.cells, Fate.TASK)
            _mark_themes(fates, placed)
            continue
        if fate is not None:
            _mark(fates, row.cells, fate)
    return Table(fitting.columns, tuple(records), fates, fitting.layouts)


_OF_TASKS = (None, Fate.TASK, Fate.CONTINUATION)
"""The fates of rows that are part of a task; None where nothing speaks against it."""


def _full_rows(rows: Sequence[Row], header: Header, decided: Fates) -> Iterator[Row]:
    """Give the rows that show what stands in the columns, of each length as many as are looked at."""
    seen: Counter[int] = Counter()
    for row in rows:
        width = len(row.cells)
        if seen[width] >= SAMPLE or decided.get(row.first_line) not in _OF_TASKS:
            continue
        filled = _filled(row)
        if len(filled) > 1 and not _repeats(row, filled, header):
            seen[width] += 1
            yield row


def _fate(row: Row, filled: Sequence[Cell], header: Header, title: str | None, *, below: bool) -> Fate | None:
    if _repeats(row, filled, header):
        return Fate.REPEATED_HEADER
    return Fate.NOTE if _is_note(row, filled, title, below=below) else None


def _whole(filled: Sequence[Cell]) -> str:
    return "".join(cell.text for cell in filled)


def _filled(row: Row) -> list[Cell]:
    return [cell for cell in row.cells if cell.paragraphs]


def _reshaped(above: Row, row: Row) -> bool:
    """Tell whether a row has other columns than the one above: a table changes them at a page break only."""
    return len(row.cells) != len(above.cells) and min(len(row.cells), len(above.cells)) > 1


def _repeats(row: Row, filled: Sequence[Cell], header: Header) -> bool:
    """Tell whether a row is the header again, as it stands at the top of each page."""
    first = filled[0].text if filled else ""
    if first.isdecimal() or (first not in header.names and first not in header.parents and not column_word(first)):
        return False  # nearly every row ends here, at its number or its theme
    texts = {cell.text for cell in filled}
    return len(texts) > 1 and (texts <= {*header.names, *header.parents} or header_names(row) is not None)


def _is_note(row: Row, filled: Sequence[Cell], title: str | None, *, below: bool) -> bool:
    """Tell whether a row is no part of the table: a note, the title again, a total, one text `below` the rows."""
    if not filled:
        return False
    text = filled[0].text
    if len(filled) > 1:
        return text in _TOTALS or all(is_note(cell.text) for cell in filled)
    if _CONTINUED.fullmatch(text):
        return True
    return text == title or is_note(text) or (below and (len(row.cells) == 1 or spans(row)))


def spans(row: Row) -> bool:
    """Tell whether a row is one cell that is merged across all of its columns."""
    if len(row.cells) < 2 or row.cells[1].merge is not Merge.LEFT:  # nearly every row ends here
        return False
    return all(cell.merge is Merge.LEFT for cell in row.cells[1:])


def _heading(row: Row, filled: Sequence[Cell], fitting: Fitting, *, numerals: bool) -> str | None:
    """Return the heading of a row that holds nothing else.

    It is one cell alone, a text in the column of numbers, or a text behind a Chinese numeral there (一 | 优化服务),
    if such `numerals` are not the numbers of the tasks. Where there are numbers, a text （一）优化服务 among the
    requirements is one too if nothing stands beside it.
    """
    if not 0 < len(filled) < 3:
        return None
    text = filled[-1].text
    if not text or len(text) > LONGEST_HEADING or ends_sentence(text) or looks_like_number(text):
        return None
    among_numbers = row.cells[0] is filled[0] and fitting.columns[0].field is Field.SEQ
    if len(filled) == 1 and (len(row.cells) == 1 or among_numbers or spans(row)):
        return text
    if numerals and len(filled) == 1 and len(text) <= LONGEST_THEME and heading_rank(text) in (0, 1):
        fields = [column.field for column, cell in _place(row, fitting) if cell is filled[0]]
        if fields == [Field.REQUIREMENT] and fitting.columns[0].field in (Field.SEQ, Field.REQUIREMENT):
            return text
    if numerals and len(filled) == 2 and among_numbers and (numeral := _NUMERAL.fullmatch(filled[0].text)):
        return f"{numeral[0]}{text}" if numeral["mark"] else f"{numeral[0]}、{text}"
    return None


def _under(sections: tuple[str, ...], heading: str) -> tuple[str, ...]:
    """Return the headings that hold after another one: （一） stands under 一、, everything else replaces its like."""
    rank = heading_rank(heading)
    if rank is None:
        return (heading,)
    kept = (section for section in sections if (other := heading_rank(section)) is not None and other < rank)
    return (*kept, heading)


def _place(row: Row, fitting: Fitting) -> list[tuple[Column, Cell]]:
    if len(row.cells) in fitting.layouts:
        return fitting.place(row)
    if len(row.cells) == 1:  # a line between the rows that goes on with the task above
        return [(Column("", Field.REQUIREMENT), row.cells[0])]
    return list(zip(fitting.columns, row.cells, strict=False))


def _mark(fates: Fates, cells: Sequence[Cell], fate: Fate) -> None:
    for cell in cells:
        if cell.line == cell.last_line:  # as in every sheet
            fates[cell.line] = fate
        else:
            fates.update(dict.fromkeys(range(cell.line, cell.last_line + 1), fate))


def _mark_themes(fates: Fates, placed: Sequence[tuple[Column, Cell]]) -> None:
    """Mark the lines that hold nothing but a theme."""
    themes = [cell for column, cell in placed if column.field is Field.THEME and cell.paragraphs]
    if not themes:
        return
    others = {cell.line for column, cell in placed if column.field is not Field.THEME}
    _mark(fates, [cell for cell in themes if cell.line not in others], Fate.THEME)
