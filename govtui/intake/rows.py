"""Rows of a table to records: repeated headers, headings and notes between the rows, pages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from govtui.intake.columns import Column, Field
from govtui.intake.fates import Fate, Fates
from govtui.intake.fitting import Fitting, fit_columns
from govtui.intake.grid import Cell, Grid, Merge, Row
from govtui.intake.guessing import Decisions
from govtui.intake.header import Header, header_names
from govtui.intake.kinds import LONGEST_THEME, ends_sentence, heading_rank, is_note, looks_like_number
from govtui.intake.records import Record, make_record
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

    `chosen` are the fields decided for some of its columns, `decided` the fates of some of its lines; the headings
    `above` the table hold until others follow.
    """
    decided = decided or {}
    body = grid.rows[header.end :]
    fitting = fit_columns(header, [row for row in body if _is_full(row, header, decided)], chosen)
    end = max((index + 1 for index, row in enumerate(body) if len(_filled(row)) > 1), default=0)
    arabic = any(row.cells[0].text[:1].isdecimal() for row in body)
    fates: Fates = {}
    records: list[Record] = []
    sections = tuple(above)
    page = 0
    for index, row in enumerate(body):
        page += row.after_break or (index > 0 and _reshaped(body[index - 1], row))
        fate = decided.get(row.first_line) or _fate(row, header, title, below=index >= end)
        if fate is Fate.REPEATED_HEADER:
            page += 1
        elif fate is Fate.THEME or (fate is None and (heading := _heading(row, fitting, numerals=arabic))):
            sections = _under(sections, heading if fate is None and heading else _whole(row))
            fate = Fate.THEME
        elif fate in _OF_TASKS and _filled(row):
            placed = _place(row, fitting)
            records.append(
                make_record(
                    placed,
                    fitting.columns,
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


def _is_full(row: Row, header: Header, decided: Fates) -> bool:
    """Tell whether a row shows what stands in the columns."""
    return len(_filled(row)) > 1 and decided.get(row.first_line) in _OF_TASKS and not _repeats(row, header)


def _fate(row: Row, header: Header, title: str | None, *, below: bool) -> Fate | None:
    if _repeats(row, header):
        return Fate.REPEATED_HEADER
    return Fate.NOTE if _is_note(row, title, below=below) else None


def _whole(row: Row) -> str:
    return "".join(cell.text for cell in _filled(row))


def _filled(row: Row) -> list[Cell]:
    return [cell for cell in row.cells if cell.paragraphs]


def _reshaped(above: Row, row: Row) -> bool:
    """Tell whether a row has other columns than the one above: a table changes them at a page break only."""
    return len(row.cells) != len(above.cells) and min(len(row.cells), len(above.cells)) > 1


def _repeats(row: Row, header: Header) -> bool:
    """Tell whether a row is the header again, as it stands at the top of each page."""
    filled = _filled(row)
    first = filled[0].text if filled else ""
    if first.isdecimal() or (first not in header.names and first not in header.parents and not column_word(first)):
        return False  # nearly every row ends here, at its number or its theme
    texts = {cell.text for cell in filled}
    return len(texts) > 1 and (texts <= {*header.names, *header.parents} or header_names(row) is not None)


def _is_note(row: Row, title: str | None, *, below: bool) -> bool:
    """Tell whether a row is no part of the table: a note, the title again, a total, one text `below` the rows."""
    filled = _filled(row)
    if not filled:
        return False
    text = filled[0].text
    if _CONTINUED.fullmatch(text) and len(filled) == 1:
        return True
    if len(filled) > 1:
        return text in _TOTALS or all(is_note(cell.text) for cell in filled)
    return text == title or is_note(text) or (below and (len(row.cells) == 1 or spans(row)))


def spans(row: Row) -> bool:
    """Tell whether a row is one cell that is merged across all of its columns."""
    return len(row.cells) > 1 and all(cell.merge is Merge.LEFT for cell in row.cells[1:])


def _heading(row: Row, fitting: Fitting, *, numerals: bool) -> str | None:
    """Return the heading of a row that holds nothing else.

    It is one cell alone, a text in the column of numbers, or a text behind a Chinese numeral there (一 | 优化服务),
    if such `numerals` are not the numbers of the tasks. Where there are numbers, a text （一）优化服务 among the
    requirements is one too if nothing stands beside it.
    """
    filled = _filled(row)
    text = filled[-1].text if filled else ""
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
        fates.update(dict.fromkeys(range(cell.line, cell.last_line + 1), fate))


def _mark_themes(fates: Fates, placed: Sequence[tuple[Column, Cell]]) -> None:
    """Mark the lines that hold nothing but a theme."""
    others = {cell.line for column, cell in placed if column.field is not Field.THEME}
    themes = [cell for column, cell in placed if column.field is Field.THEME and cell.paragraphs]
    _mark(fates, [cell for cell in themes if cell.line not in others], Fate.THEME)
