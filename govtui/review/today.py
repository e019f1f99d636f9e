"""What a clerk has to know first on a day: what is overdue, what comes soon, what has not moved, the next round.

Pure functions of the agenda's items; settled tasks are not among them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from enum import Enum

import msgspec

from govtui.review.agenda import Item, ItemKind

WEEK, MONTH = 7, 30
"""Days, today not counted."""


class Heading(Enum):
    """The sections, in their order; the value is what stands above each."""

    OVERDUE = "逾期"
    WEEK = "7天内到期"
    MONTH = "30天内到期"
    CLOCKS = "法定期限将到"
    ROUND = "下一次报送"
    ENDED = "期满未办结"
    STALE = "长期没有进展"


class Section(msgspec.Struct, frozen=True):
    """The items under one heading, the most pressing first; there is at least one."""

    heading: Heading
    items: tuple[Item, ...]
    note: str = ""
    """What else is to be said beside the heading."""

    @property
    def count(self) -> int:
        """How many there are: under the round, the tasks that it lacks."""
        return sum(self.heading is not Heading.ROUND or item.kind is ItemKind.TASK for item in self.items)


class NextRound(msgspec.Struct, frozen=True):
    """The round that comes next, and the tasks that have nothing to report for it yet."""

    item: Item
    missing: tuple[Item, ...] = ()


class Today(msgspec.Struct, frozen=True):
    """What is to be looked at on a day."""

    day: dt.date
    sections: tuple[Section, ...] = ()
    """Those that hold something."""
    caveats: tuple[str, ...] = ()
    """What makes some of the days an estimate, a sentence each."""

    @property
    def overdue(self) -> int:
        """How many things are overdue."""
        return sum(section.count for section in self.sections if section.heading is Heading.OVERDUE)


def today_of(
    day: dt.date,
    items: Iterable[Item],
    *,
    stale: Sequence[Item] = (),
    next_round: NextRound | None = None,
    caveats: Iterable[str] = (),
) -> Today:
    """Return what is to be looked at on `day`.

    `items` are the unsettled tasks, the clocks that run, the rounds that were not handed in; `stale` the tasks that
    have not moved for long, of which those that are overdue or come soon are not told again. What the next round lacks
    is told of there, wherever else it stands.
    """
    found: dict[Heading, list[Item]] = {}
    for item in items:
        heading = _heading(item, day)
        if heading and not (next_round and item == next_round.item and heading is not Heading.OVERDUE):
            found.setdefault(heading, []).append(item)
    told = {item.task for listed in found.values() for item in listed if item.kind is ItemKind.TASK}
    if resting := [item for item in stale if item.key not in told]:
        found[Heading.STALE] = resting
    sections = [Section(heading, _pressing(found[heading])) for heading in Heading if heading in found]
    if next_round:
        section = Section(Heading.ROUND, (next_round.item, *next_round.missing), _round_note(next_round))
        place = sum(list(Heading).index(known.heading) < list(Heading).index(Heading.ROUND) for known in sections)
        sections.insert(place, section)
    said = [*caveats, *(item.caveat for section in sections for item in section.items if item.caveat)]
    return Today(day, tuple(sections), tuple(dict.fromkeys(said)))


def _heading(item: Item, day: dt.date) -> Heading | None:
    left = item.left(day)
    if left is None or left > MONTH:
        return None
    if left < 0:
        return Heading.ENDED if item.ends else Heading.OVERDUE
    if item.kind is ItemKind.CLOCK:
        return Heading.CLOCKS
    return Heading.WEEK if left <= WEEK else Heading.MONTH


def _pressing(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(sorted(items, key=lambda item: item.day or dt.date.max))


def _round_note(next_round: NextRound) -> str:
    lacking = len(next_round.missing)
    return f"还有{lacking}项没有登记进展" if lacking else "各项都已登记进展"
