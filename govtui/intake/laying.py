"""How a stack of cells lies best on the columns of a table, row after row.

Of all ways to lay the cells on the columns in their order, the one is found in which they suit their columns best
(`kinds.misfit`) and the fewest cells are missing. Viterbi's algorithm; time is proportional to the number of cells.
The costs are in the unit of `kinds`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from govtui.intake.columns import Column, Field
from govtui.intake.kinds import (
    IMPOSSIBLE,
    LONGEST_THEME,
    Likeness,
    ends_sentence,
    goes_on,
    heading_rank,
    is_note,
    misfit,
    nature,
)

_MISSING = {
    Field.SEQ: 5.0,
    Field.THEME: 0.0,
    Field.REQUIREMENT: 12.0,
    Field.UNITS: 2.5,
    Field.LEAD: 2.5,
    Field.SUPPORT: 0.3,
    Field.MEASURE: 1.0,
    Field.DEADLINE: 3.0,
    Field.OTHER: 0.2,
}
"""What it costs that a row lacks a column: merged cells have no text, 配合单位 is often empty, a requirement never."""
_LACKS_INNER = 2.0
"""A new outer theme nearly always brings a new inner one."""
_WRONG_LEVEL = 3.0
"""A heading in the place of a level that its number does not belong to."""
_SAME_CELL = {
    Field.UNITS: 4.0,
    Field.LEAD: 4.0,
    Field.SUPPORT: 4.0,
    Field.MEASURE: 3.0,
    Field.DEADLINE: 6.0,
    Field.OTHER: 1.0,
}
_SAME_CELL_ELSEWHERE = 7.0
"""What it costs to take a paragraph as more of the cell before it …"""
_BROKEN_OFF = 0.3
"""… and where that cell breaks off."""
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


class _Step(NamedTuple):
    cost: float
    source: int
    """The slot of the cell before."""
    begins: bool


def lay(texts: Sequence[str], slots: Sequence[Column]) -> Laying:
    """Return how `texts`, at least one, lie best on `slots`; two slots of the theme's column hold two levels of it."""
    outside = len(slots)
    levels = _levels(texts)
    before = [_missing(slots, 0, slot) for slot in range(outside)]
    after = [_missing(slots, slot + 1, outside, outer=slot) for slot in range(outside)]
    within = [[_missing(slots, earlier + 1, slot, outer=earlier) for earlier in range(slot)] for slot in range(outside)]
    first = [_Step(before[slot] + _suits(slots, slot, texts[0], levels), slot, True) for slot in range(outside)]
    steps = [[*first, _Step(_LEAVE + _lost(texts[0]), outside, False)]]
    for previous, text in pairwise(texts):
        known = [step.cost for step in steps[-1]]
        row_end = min(range(outside), key=lambda slot: known[slot] + after[slot])
        row_cost = known[row_end] + after[row_end]
        broken = goes_on(previous)
        layer = []
        for slot in range(outside):
            again = _BROKEN_OFF if broken else _SAME_CELL.get(slots[slot].field, _SAME_CELL_ELSEWHERE)
            best = min(
                _Step(row_cost + before[slot], row_end, True),
                _Step(known[slot] + again, slot, False),
                *(_Step(known[earlier] + gap, earlier, False) for earlier, gap in enumerate(within[slot])),
            )
            layer.append(best._replace(cost=best.cost + _suits(slots, slot, text, levels)))
        left = min(_Step(known[outside], outside, False), _Step(row_cost + _LEAVE, row_end, False))
        layer.append(left._replace(cost=left.cost + _lost(text)))
        steps.append(layer)
    ends = [step.cost + gap for step, gap in zip(steps[-1], [*after, 0.0], strict=True)]
    return Laying(min(ends), _trace(steps, ends.index(min(ends))))


def _trace(steps: Sequence[Sequence[_Step]], slot: int) -> list[Place]:
    places = []
    for layer in reversed(steps):
        places.append(Place(slot, layer[slot].begins))
        slot = layer[slot].source
    return places[::-1]


def _missing(slots: Sequence[Column], start: int, end: int, outer: int | None = None) -> float:
    """Return what it costs that the slots from `start` up to `end` are empty after `outer`."""
    cost = sum(_MISSING[column.field] for column in slots[start:end])
    leaves_inner = outer is not None and start < end and slots[outer].field is slots[start].field is Field.THEME
    return cost + (_LACKS_INNER if leaves_inner else 0.0)


def _suits(slots: Sequence[Column], slot: int, text: str, levels: _Levels) -> float:
    cost = misfit(slots[slot].field, text)
    if slots[slot].field is Field.THEME and (level := levels.get(heading_rank(text))) is not None:
        is_outer = slot == 0 or slots[slot - 1].field is not Field.THEME
        is_inner = all(column.field is not Field.THEME for column in slots[slot + 1 : slot + 2])
        cost += _WRONG_LEVEL * (is_outer != is_inner and is_outer != (level == 0))
    return min(cost, IMPOSSIBLE)


def _lost(text: str) -> float:
    if is_note(text):
        return 0.0
    return _OUTSIDE + (_LOST_PROSE if ends_sentence(text) or len(text) > _LONGEST_FOOTER else 0.0)


_Levels = Mapping[int | None, int]
"""The level of theme, 0 for the outer one, of headings whose number has a given rank; None for those without."""


def _levels(texts: Sequence[str]) -> _Levels:
    """Return what the numbers of the headings say about their level.

    一、 is outer to （一）. Where only one kind is used the headings without a number are the other level: the outer
    one if the count begins below one of them.
    """
    headings = [(above, text) for above, text in pairwise(["", *texts]) if _heading_like(text)]
    ranks = {rank for _above, text in headings if (rank := heading_rank(text)) in (0, 1)}
    if ranks == {0, 1}:
        return {0: 0, 1: 1}
    for rank in ranks:
        starts = [above for above, text in headings if heading_rank(text) == rank and _FIRST.match(text)]
        return {rank: 1, None: 0} if any(map(_heading_like, starts)) else {rank: 0, None: 1}
    return {}


def _heading_like(text: str) -> bool:
    seen = nature(text)
    other = seen.units or seen.number or seen.sentence or seen.deadline is Likeness.STRONG
    return 0 < seen.length <= LONGEST_THEME and not other
