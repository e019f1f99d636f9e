"""How a stack of cells lies best on the columns of a table, row after row.

Of all ways to lay the cells on the columns in their order, the one is found in which they suit their columns best
(`suiting.misfit`) and the fewest cells are missing. Viterbi's algorithm; time is proportional to the number of cells.
The costs are in the unit of `suiting`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from govtui.intake.columns import Column, Field
from govtui.intake.kinds import Nature, goes_on, is_note
from govtui.intake.suiting import misfit

SECTION = Column("", Field.THEME)
"""A slot for numbered headings in rows of their own: before the number of a task, or in a table without themes."""

_MISSING = {
    Field.SEQ: 5.0,
    Field.THEME: 0.0,
    Field.REQUIREMENT: 12.0,
    Field.UNITS: 2.5,
    Field.LEAD: 2.5,
    Field.SUPPORT: 0.3,
    Field.MEASURE: 1.0,
    Field.DEADLINE: 3.0,
    **dict.fromkeys((Field.PROGRESS, Field.STATUS, Field.NOTE, Field.OTHER, Field.IGNORED), 0.2),
}
"""What it costs that a row lacks a column: merged cells have no text, 配合单位 is often empty, a requirement never."""
_LACKS_INNER = 2.0
"""A new outer theme nearly always brings a new inner one."""
_WRONG_LEVEL = 3.0
"""A heading in the place of a level that its number, or the lack of one, does not belong to."""
_SAME_CELL = {
    Field.SEQ: math.inf,
    Field.THEME: 7.0,
    Field.REQUIREMENT: 7.0,
    Field.UNITS: 4.0,
    Field.LEAD: 4.0,
    Field.SUPPORT: 4.0,
    Field.MEASURE: 3.0,
    Field.DEADLINE: 6.0,
    **dict.fromkeys((Field.PROGRESS, Field.STATUS, Field.NOTE, Field.OTHER, Field.IGNORED), 1.0),
}
"""What it costs to take a text as more of the cell before it …"""
_BROKEN_OFF = 0.3
"""… and where that cell breaks off."""
_AGAINST = 1000.0
"""What it costs to go against a decision."""
_LEAVE = 2.0
_OUTSIDE = 1.5
_LOST_PROSE = 4.0
"""The cells after the last row: to end the table, for each cell, and more for one that reads like a requirement."""
_LONGEST_FOOTER = 30

_FIRST = re.compile(r"第?[（(]?一[）)、.．章部]")


class Place(NamedTuple):
    """Where a cell was laid."""

    slot: int
    """The place among the slots; their number for cells after the table."""
    begins: bool
    """The cell begins a row."""


class Laying(NamedTuple):
    """The best way to lay a stack."""

    cost: float
    places: list[Place]


def lay(cells: Sequence[Nature], slots: Sequence[Column], begins: Sequence[bool] = ()) -> Laying:
    """Return how the cells lie best on `slots`; two slots of the theme's column hold two levels of it.

    `begins` tells for each cell whether it was decided that it begins a row.
    """
    outside = len(slots)
    found = _levels(cells)
    levels = [_levels_in(slots, slot, found) for slot in range(outside)]
    before = [_missing(slots, 0, slot) for slot in range(outside)]
    after = [_missing(slots, slot + 1, outside, outer=slot) for slot in range(outside)]
    within = [[_missing(slots, earlier + 1, slot, outer=earlier) for earlier in range(slot)] for slot in range(outside)]
    known = [math.inf] * outside  # the least cost with the last cell in each slot …
    left = math.inf  # … or after the table
    row_cost, row_end = 0.0, 0  # the least cost with the row ended, and the slot in which it does
    broken = False
    steps: list[
        list[int]
    ] = []  # for each cell and slot where the cell before lies: twice its slot, 1 more for a new row
    for cell, decided in zip(cells, begins or [False] * len(cells), strict=True):
        ahead, sources = [], []
        for slot, column in enumerate(slots):
            best, source = row_cost + before[slot], 2 * row_end + 1
            again = known[slot] + (
                _BROKEN_OFF if broken and column.field is not Field.SEQ else _SAME_CELL[column.field]
            )
            again += _AGAINST * decided
            if again < best:
                best, source = again, 2 * slot
            for earlier, gap in enumerate(within[slot]):
                gap += _AGAINST * decided
                if known[earlier] + gap < best:
                    best, source = known[earlier] + gap, 2 * earlier
            ahead.append(best + misfit(column.field, cell) + levels[slot].get(cell.rank, 0.0))
            sources.append(source)
        sources.append(2 * (row_end if row_cost + _LEAVE < left else outside))
        left = min(row_cost + _LEAVE, left) + _lost(cell)
        known, broken = ahead, goes_on(cell.text)
        row_cost, row_end = min((cost + gap, slot) for slot, (cost, gap) in enumerate(zip(known, after, strict=True)))
        steps.append(sources)
    return Laying(min(row_cost, left), _trace(steps, row_end if row_cost <= left else outside))


def _trace(steps: Sequence[Sequence[int]], slot: int) -> list[Place]:
    places = []
    for sources in reversed(steps):
        source, begins = divmod(sources[slot], 2)
        places.append(Place(slot, bool(begins)))
        slot = source
    return places[::-1]


def _missing(slots: Sequence[Column], start: int, end: int, outer: int | None = None) -> float:
    """Return what it costs that the slots from `start` up to `end` are empty after `outer`."""
    cost = sum(_MISSING[column.field] for column in slots[start:end])
    leaves_inner = outer is not None and start < end and slots[outer].field is slots[start].field is Field.THEME
    return cost + (_LACKS_INNER if leaves_inner else 0.0)


def _lost(cell: Nature) -> float:
    if is_note(cell.text):
        return 0.0
    return _OUTSIDE + (_LOST_PROSE if cell.sentence or cell.length > _LONGEST_FOOTER else 0.0)


_Levels = Mapping[int | None, int]
"""The level of theme, 0 for the outer one, of headings whose number has a given rank; None for those without."""


def _levels_in(slots: Sequence[Column], slot: int, levels: _Levels) -> Mapping[int | None, float]:
    """Return what a heading of each rank costs in a slot."""
    if slots[slot] is SECTION:
        return dict.fromkeys((None, 2), _WRONG_LEVEL)
    neighbours = [place for place in (slot - 1, slot + 1) if 0 <= place < len(slots)]
    doubled = next((place for place in neighbours if slots[place] is slots[slot]), None)
    if slots[slot].field is not Field.THEME or doubled is None:
        return {}
    return {rank: _WRONG_LEVEL for rank, level in levels.items() if (level == 0) != (slot < doubled)}


def _levels(cells: Sequence[Nature]) -> _Levels:
    """Return what the numbers of the headings say about their level.

    一、 is outer to （一）. Where only one kind is used the headings without a number are the other level: the outer
    one if the count begins below one of them.
    """
    headings = [(above, cell) for above, cell in pairwise([None, *cells]) if cell and cell.heading]
    ranks = {cell.rank for _above, cell in headings} & {0, 1}
    if ranks == {0, 1}:
        return {0: 0, 1: 1}
    for rank in ranks:
        starts = [above for above, cell in headings if cell.rank == rank and _FIRST.match(cell.text)]
        return {rank: 1, None: 0} if any(above and above.heading for above in starts) else {rank: 0, None: 1}
    return {}
