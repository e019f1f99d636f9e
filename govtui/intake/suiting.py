"""How badly the content of a cell suits a column.

Costs are in one unit wherever they are added up: 0 suits, 1 is odd, 4 and more is hardly possible. They were found by
trying and only need to be right in relation to one another.
"""

from __future__ import annotations

from govtui.intake.columns import Field
from govtui.intake.kinds import LONGEST_THEME, Likeness, Nature

IMPOSSIBLE = 20.0
SHORTEST_REQUIREMENT = 12
"""Characters of a requirement; shorter ones occur, but rarely."""
LONGEST_MEASURE = 40
LONGEST_UNSEEN_DEADLINE = 12
"""Characters of a deadline that does not look like one: 按要求."""

_NUMBER = 6.0
"""A running number anywhere but in its column."""
_OPENS = 2.0
"""A running number that opens a text, as it opens requirements."""
_EMPTY = {Field.REQUIREMENT: 10.0, Field.SEQ: 1.0}


def misfit(field: Field, seen: Nature) -> float:
    """Return how badly a text suits a column."""
    if not seen.text:
        return _EMPTY.get(field, 0.0)
    odd = _OPENS * seen.opens + _NUMBER * seen.number
    match field:
        case Field.SEQ:
            return 0.0 if seen.number else IMPOSSIBLE
        case Field.REQUIREMENT:
            short = max(0, SHORTEST_REQUIREMENT - seen.length) / SHORTEST_REQUIREMENT
            heading = 2.0 * (seen.rank in (0, 1) and seen.length <= LONGEST_THEME and not seen.sentence)
            return short + heading + _taken(seen) + 0.3 * (not seen.sentence)
        case Field.THEME:
            long = max(0, seen.length - LONGEST_THEME) / 10
            return 0.2 + long + _taken(seen) + 6.0 * seen.sentence
        case Field.UNITS | Field.LEAD | Field.SUPPORT if seen.units:
            return 0.0
        case Field.UNITS | Field.LEAD | Field.SUPPORT:
            return 4.0 + odd + 4.0 * seen.sentence + 2.0 * (seen.deadline is Likeness.STRONG)
        case Field.DEADLINE if seen.deadline:
            return 0.8 * (Likeness.STRONG - seen.deadline) + odd
        case Field.DEADLINE:
            long = max(0, seen.length - LONGEST_UNSEEN_DEADLINE) / 10
            return 2.5 + long + 1.0 * seen.units + 3.0 * seen.sentence + odd
        case Field.MEASURE:
            return 1.0 + max(0, seen.length - LONGEST_MEASURE) / 20 + _taken(seen) / 2
        case _:
            return 1.5


def _taken(seen: Nature) -> float:
    """Return the cost of free text that looks like the content of another column."""
    deadline = (0.0, 0.4, 4.0)[seen.deadline]
    return _NUMBER * seen.number + deadline + 3.0 * (seen.units and not seen.sentence)
