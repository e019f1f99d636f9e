"""Items to task drafts: what merged cells cover is handed down, and the wording is read."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

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
Values = Sequence[tuple[Column, Lines]]
"""The value cells of a task, by column."""


class Drafts(msgspec.Struct, frozen=True, gc=False):
    """The tasks of a table."""

    tasks: tuple[TaskDraft, ...]
    inherited: dict[str, int]
    """How many tasks took over a cell from a row above, by the name of the column."""
    unread: dict[str, int]
    """How many cells with text stand in columns that the clerk does not want, by the name of the column."""


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
    for item, item_themes in zip(gathered.items, themes, strict=True):
        for index, (part, under) in enumerate(zip(item.parts, item_themes, strict=True)):
            above = _values(item, index, columns, above, inherited, handed_down)
            number = item.seq(index) or str(len(tasks) + 1)
            values = list(zip(columns, above, strict=True))
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
    leads_anew = any(
        entry for entry, column in zip(own, columns, strict=True) if column.field in (Field.UNITS, Field.LEAD)
    )
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
    if not entries:
        return None
    return entries[max(0, bisect_right(entries, index, key=lambda entry: entry.part) - 1)]


def _draft(number: str, themes: Themes, requirement: str, values: Values, year: int | None) -> TaskDraft:
    units_text, units = _units(values)
    deadline_text = join_deadline_lines(_lines_of(Field.DEADLINE, values))
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


def _report(values: Values) -> tuple[str, str]:
    """Return 办理状态 and 进展情况 as printed; a column of the latter may hold no more than the word of a status."""
    status, progress = _text_of(Field.STATUS, values), _text_of(Field.PROGRESS, values)
    if not status and status_of(progress):
        return progress, ""
    return status, progress


def _text_of(field: Field, values: Values) -> str:
    """Return the text of the columns of a field; each is named where there are several with one."""
    cells = [(column.name, squeeze("\n".join(lines))) for column, lines in values if column.field is field and lines]
    return cells[0][1] if len(cells) == 1 else "；".join(f"{name}：{text}" for name, text in cells)


def _extras(values: Values) -> Iterator[tuple[str, str]]:
    """Give the other columns with a text, each under a name of its own."""
    seen: Counter[str] = Counter()
    for number, (column, lines) in enumerate(values, 1):
        if column.field is not Field.OTHER:
            continue
        name = column.name or f"附加栏{number}"
        seen[name] += 1
        if text := squeeze("\n".join(lines)):
            yield (name if seen[name] == 1 else f"{name}{seen[name]}"), text


def _lines_of(field: Field, values: Values) -> Lines:
    return tuple(line for column, lines in values if column.field is field for line in lines)


def _units(values: Values) -> tuple[str, UnitCell]:
    """Return the unit cells as one text, and what they say.

    Columns for 牵头单位 and 配合单位 say the part of their units; the text then names the columns.
    """
    cells = [(column, join_unit_lines(lines)) for column, lines in values if column.field.names_units and lines]
    read = [(column.field, _parse_units(text)) for column, text in cells]
    fields = {column.field for column, _lines in values}
    supported = Field.SUPPORT in fields and Field.LEAD not in fields
    read = [(field, _with_part(field, cell, leads=supported)) for field, cell in read]
    text = cells[0][1] if len(cells) == 1 else "；".join(f"{column.name}：{text}" for column, text in cells)
    return text, UnitCell(
        lead=tuple(dict.fromkeys(name for _field, cell in read for name in cell.lead)),
        support=tuple(dict.fromkeys(name for _field, cell in read for name in cell.support)),
        units=tuple(dict.fromkeys(name for _field, cell in read for name in cell.units)),
    )


def _with_part(field: Field, cell: UnitCell, *, leads: bool) -> UnitCell:
    """Return the units with the part that their column gives them: 责任单位 leads beside a column 配合单位 alone."""
    if cell.lead or cell.support:
        return cell
    if field is Field.SUPPORT:
        return UnitCell(support=cell.units, units=cell.units)
    return UnitCell(lead=cell.units, units=cell.units) if field is Field.LEAD or leads else cell


@lru_cache(maxsize=1024)
def _parse_units(text: str) -> UnitCell:
    return parse_units(text)
