"""Items to task drafts: what merged cells cover is handed down, and the wording is read."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import msgspec

from govtui.intake.columns import Column, Field
from govtui.intake.items import Entry, Gathered, Item
from govtui.intake.themes import Themes
from govtui.model import TaskDraft, status_of
from govtui.text import squeeze
from govtui.wording.deadlines import join_deadline_lines, task_deadline
from govtui.wording.indicators import find_indicators
from govtui.wording.report_dates import find_report_dates
from govtui.wording.units import UnitCell, join_unit_lines, parse_units

Lines = tuple[str, ...]


class Drafts(msgspec.Struct, frozen=True, gc=False):
    """The tasks of a table."""

    tasks: tuple[TaskDraft, ...]
    inherited: dict[str, int]
    """How many tasks took over a cell from a row above, by the name of the column."""
    unread: dict[str, int]
    """How many cells with text stand in columns that the clerk does not want, by the name of the column."""


class _Values(NamedTuple):
    """The value cells of a task."""

    columns: Sequence[Column]
    places: Mapping[Field, Sequence[int]]
    """Where the columns of each field stand."""
    lines: Sequence[Lines]

    def of(self, *fields: Field) -> list[tuple[Column, Lines]]:
        """Return the cells with text in the columns of some fields, in the order of the columns."""
        places = sorted([place for field in fields for place in self.places[field]])
        return [(self.columns[place], lines) for place in places if (lines := self.lines[place])]


def make_drafts(
    gathered: Gathered, themes: Sequence[Sequence[Themes]], columns: Sequence[Column], year: int | None
) -> Drafts:
    """Return the tasks of `gathered` items; `columns` are its value columns, `year` the document's."""
    tasks: list[TaskDraft] = []
    inherited: Counter[str] = Counter()
    above: list[Lines] = [()] * len(columns)
    handed_down = frozenset(
        place for place, column in enumerate(columns) if _means_above(column, place, gathered.items)
    )
    places = {field: [place for place, column in enumerate(columns) if column.field is field] for field in Field}
    for item, item_themes in zip(gathered.items, themes, strict=True):
        for index, (part, under) in enumerate(zip(item.parts, item_themes, strict=True)):
            above = _values(item, index, columns, above, inherited, handed_down)
            number = item.seq(index) or str(len(tasks) + 1)
            values = _Values(columns, places, above)
            tasks.append(_draft(number, under, squeeze(part.requirement), values, year))
    unread = {
        column.name: count
        for place, column in enumerate(columns)
        if column.field is Field.IGNORED and (count := sum(bool(item.values[place]) for item in gathered.items))
    }
    return Drafts(tuple(tasks), dict(inherited), unread)


def _values(
    item: Item,
    index: int,
    columns: Sequence[Column],
    above: Sequence[Lines],
    inherited: Counter[str],
    handed_down: frozenset[int],
) -> list[Lines]:
    """Return the lines of each value cell that holds for a part of an item, with those of the part `above` it.

    Columns `handed_down` are so from item to item, anything else only within an item and where the source states that
    the cell is part of the one above. 配合单位 goes with its 牵头单位: where that is printed anew, an empty cell
    beside it is empty.
    """
    own = [_entry(entries, index) for entries in item.values]
    leads_anew = any(entry and column.field in _LEADING for entry, column in zip(own, columns, strict=True))
    values: list[Lines] = []
    for place, (column, entry, before) in enumerate(zip(columns, own, above, strict=True)):
        if entry is not None:
            lines, beside = entry.lines, item.parts[entry.part].line == item.parts[index].line
        elif place in handed_down or place in item.covered or (column.field is Field.SUPPORT and not leads_anew):
            lines, beside = before, False
        else:
            lines, beside = (), True
        if lines and not beside:
            inherited[column.name] += 1
        values.append(lines)
    return values


_LEADING = (Field.UNITS, Field.LEAD)
"""The columns beside which 配合单位 stands."""


def _means_above(column: Column, place: int, items: Sequence[Item]) -> bool:
    """Tell whether a blank in a column says that the cell above holds: where units and deadlines stand it always does.

    Measures are often blank, and then there is none. But where the same ones come again and again and never below each
    other, equal neighbours have been merged, and a program that knows no merged cells has left blanks.
    """
    if column.field is not Field.MEASURE:
        return column.field in (Field.UNITS, Field.LEAD, Field.DEADLINE)
    texts = [item.values[place][0].lines if item.values[place] else () for item in items]
    filled = [text for text in texts if text]
    beside = any(text and text == below for text, below in pairwise(texts))
    return bool(texts) and texts[0] != () and not beside and 1 < len(set(filled)) < len(filled) < len(texts)


def _entry(entries: Sequence[Entry], index: int) -> Entry | None:
    """Return the entry that covers a part of the item: the last one above, else the first, centred in its cell."""
    if len(entries) < 2:
        return entries[0] if entries else None
    return entries[max(0, bisect_right(entries, index, key=lambda entry: entry.part) - 1)]


def _draft(number: str, themes: Themes, requirement: str, values: _Values, year: int | None) -> TaskDraft:
    units_text, units = _units(values)
    deadline_text = join_deadline_lines([line for _column, lines in values.of(Field.DEADLINE) for line in lines])
    status_text, progress_text = _report(values)
    return TaskDraft(
        seq=number,
        themes=themes,
        requirement=requirement,
        units_text=units_text,
        lead=units.lead,
        support=units.support,
        units=units.units,
        measure=_text_of(Field.MEASURE, values),
        deadline_text=deadline_text,
        deadline=task_deadline(deadline_text, requirement, year),
        report_dates=find_report_dates(requirement, year),
        indicators=find_indicators(requirement),
        note=_text_of(Field.NOTE, values),
        status_text=status_text,
        progress_text=progress_text,
        extra=tuple(_extras(values)),
    )


def _report(values: _Values) -> tuple[str, str]:
    """Return 办理状态 and 进展情况 as printed; a column of the latter may hold no more than the word of a status."""
    status, progress = _text_of(Field.STATUS, values), _text_of(Field.PROGRESS, values)
    if not status and status_of(progress):
        return progress, ""
    return status, progress


def _text_of(field: Field, values: _Values) -> str:
    """Return the text of the columns of a field; each is named where there are several with one."""
    if not values.places[field]:
        return ""
    cells = [(column.name, squeeze("\n".join(lines))) for column, lines in values.of(field)]
    return cells[0][1] if len(cells) == 1 else "；".join(f"{name}：{text}" for name, text in cells)


def _extras(values: _Values) -> Iterator[tuple[str, str]]:
    """Give the other columns with a text, each under a name of its own."""
    seen: Counter[str] = Counter()
    for place in values.places[Field.OTHER]:
        name = values.columns[place].name or f"附加栏{place + 1}"
        seen[name] += 1
        if text := squeeze("\n".join(values.lines[place])):
            yield (name if seen[name] == 1 else f"{name}{seen[name]}"), text


def _units(values: _Values) -> tuple[str, UnitCell]:
    """Return the unit cells as one text, and what they say.

    Columns for 牵头单位 and 配合单位 say the part of their units; the text then names the columns.
    """
    supported = bool(values.places[Field.SUPPORT]) and not values.places[Field.LEAD]
    cells = values.of(Field.UNITS, Field.LEAD, Field.SUPPORT)
    read = [_read_units(lines, column.field, supported) for column, lines in cells]
    if len(read) == 1:
        return read[0]
    text = "；".join([f"{column.name}：{text}" for (column, _lines), (text, _cell) in zip(cells, read, strict=True)])
    return text, UnitCell(
        lead=tuple(dict.fromkeys([name for _text, cell in read for name in cell.lead])),
        support=tuple(dict.fromkeys([name for _text, cell in read for name in cell.support])),
        units=tuple(dict.fromkeys([name for _text, cell in read for name in cell.units])),
    )


def _with_part(field: Field, cell: UnitCell, *, leads: bool) -> UnitCell:
    """Return the units with the part that their column gives them: 责任单位 leads beside a column 配合单位 alone."""
    if cell.lead or cell.support:
        return cell
    if field is Field.SUPPORT:
        return UnitCell(support=cell.units, units=cell.units)
    return UnitCell(lead=cell.units, units=cell.units) if field is Field.LEAD or leads else cell


@lru_cache(maxsize=1024)  # the same cells come again and again in a plan
def _read_units(lines: Lines, field: Field, leads: bool) -> tuple[str, UnitCell]:
    text = join_unit_lines(lines)
    return text, _with_part(field, parse_units(text), leads=leads)
