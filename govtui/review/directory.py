"""The directory of units (单位名录): which names mean one unit, who a collective stands for, which unit is ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from types import MappingProxyType

from govtui import pinyin
from govtui.model import Task, Unit
from govtui.review import unit_likeness
from govtui.review.unit_kinds import is_collective, stands_for
from govtui.review.unit_likeness import Suggestion

_NO_NAMES: Mapping[str, str] = MappingProxyType({})
_NO_RECORDS: Mapping[str, Unit] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class UnitEntry:
    """A unit or a collective as the directory lists it."""

    name: str
    """The name under which it is counted."""
    tasks: int = 0
    """How many tasks name it, in whatever part."""
    lead: int = 0
    """How many of them say that it leads …"""
    support: int = 0
    """… or that it supports."""
    short: str = ""
    """简称, as the clerk has set it."""
    aliases: tuple[str, ...] = ()
    """The other names that mean it."""
    distinct: tuple[str, ...] = ()
    """The units that are like it in name and are others, as the clerk has said."""
    members: tuple[str, ...] = ()
    """The units that a collective stands for, as the clerk has said, by the names under which they are counted."""
    collective: bool = False
    """It stands for several units."""
    own: bool = False
    """It is 本单位."""
    ours: bool = False
    """It is a collective that 本单位 belongs to."""

    @property
    def names(self) -> tuple[str, ...]:
        """All names by which it is found."""
        return tuple(filter(None, (self.name, self.short, *self.aliases)))

    def contains(self, words: Sequence[str]) -> bool:
        """Say whether each of some words stands in one of its names, or in that of a member; by pinyin too."""
        names = (*self.names, *self.members)
        return all(any(pinyin.find(word, name) for name in names) for word in words)


@dataclass(frozen=True, eq=False)
class Directory:
    """The units that the tasks name, as the clerk has put them right.

    Counting the tasks of a large ledger takes longer than the program may need to start: what is counted is counted
    when it is first asked for, of the tasks as they were when the directory was made.
    """

    own: str = ""
    """本单位; empty until it is set."""
    _tasks: tuple[Task, ...] = field(default=(), repr=False)
    _records: Mapping[str, Unit] = field(default_factory=lambda: _NO_RECORDS, repr=False)
    """What the clerk has put right, by the name under which a unit is counted."""
    _canonical: Mapping[str, str] = field(default_factory=lambda: _NO_NAMES, repr=False)
    """The name under which each other name is counted."""

    @classmethod
    def of(cls, tasks: Iterable[Task], units: Iterable[Unit] = ()) -> Directory:
        """Return the directory of the units that `tasks` name; `units` is what the clerk has put right about them."""
        records = {unit.name: unit for unit in units}
        canonical = {alias: unit.name for unit in records.values() for alias in unit.aliases}
        own = next((unit.name for unit in records.values() if unit.own), "")
        return cls(own, tuple(tasks), records, canonical)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """All names that the tasks have, in the order of their first appearance."""
        return tuple(self._named)

    @cached_property
    def entries(self) -> tuple[UnitEntry, ...]:
        """The units, those with most tasks first, and those that only the clerk has named."""
        get = self._canonical.get
        named = _tally((task.units for task in self._tasks), self._canonical) if self._canonical else self._named
        lead = _tally((task.lead for task in self._tasks), self._canonical)
        support = _tally((task.support for task in self._tasks), self._canonical)
        found = dict.fromkeys(chain((get(name, name) for name in self.names), self._records))
        entries = [self._entry(name, named[name], lead[name], support[name]) for name in found]
        entries.sort(key=lambda entry: -entry.tasks)  # of equal ones the first named comes first
        return tuple(entries)

    @cached_property
    def _named(self) -> Counter[str]:
        """How many tasks have each name, in the order of their first appearance."""
        return _tally(task.units for task in self._tasks)

    @cached_property
    def _ours(self) -> frozenset[str]:
        """The names, as tasks have them, that mean 本单位 or a collective that it belongs to."""
        if not self.own:
            return frozenset()
        return frozenset(
            name for name in self.names if (counted := self.canonical(name)) == self.own or self._includes_own(counted)
        )

    @cached_property
    def _apart(self) -> frozenset[frozenset[str]]:
        """The pairs of names that are two units, as the clerk has said, by the names under which they are counted."""
        return frozenset(
            frozenset((name, self.canonical(other))) for name, unit in self._records.items() for other in unit.distinct
        )

    def canonical(self, name: str) -> str:
        """Return the name under which a unit is counted, whichever of its names is given."""
        return self._canonical.get(name, name)

    def display(self, name: str) -> str:
        """Return what stands for a unit where there is little room: its short name, if it has one."""
        counted = self._canonical.get(name, name)
        unit = self._records.get(counted)
        return (unit.short if unit else "") or counted

    def entry(self, name: str) -> UnitEntry | None:
        """Return the unit that a name means, None where nobody has named it."""
        counted = self.canonical(name)
        return next((entry for entry in self.entries if entry.name == counted), None)

    def matching(self, text: str) -> frozenset[str]:
        """Return the names, as tasks have them, of the units of which a name contains `text`, collectives included.

        A name is found literally and by its pinyin; a collective also by its members, as the clerk has set them.
        """
        found = {entry.name for entry in self.entries if any(pinyin.find(text, name) for name in entry.names)}
        found |= {entry.name for entry in self.entries if not found.isdisjoint(entry.members)}
        return frozenset(name for name in self.names if self._canonical.get(name, name) in found)

    def listed(self, text: str) -> tuple[UnitEntry, ...]:
        """Return the units of which a name contains all words of a text, or that have such a member."""
        words = text.split()
        return tuple(entry for entry in self.entries if entry.contains(words))

    def is_ours(self, task: Task) -> bool:
        """Say whether a task names 本单位, or a collective that it belongs to."""
        return not self._ours.isdisjoint(task.units)

    def leads(self, task: Task) -> bool:
        """Say whether 本单位 leads a task: as 牵头单位, or named first where nobody is said to lead."""
        return not self._ours.isdisjoint(task.lead or task.units[:1])

    def suggestions(self) -> tuple[Suggestion, ...]:
        """Return the pairs of names that may be one unit. Nothing is joined without the clerk."""
        return unit_likeness.suggestions({entry.name: entry.tasks for entry in self.entries}, self._apart)

    def _entry(self, name: str, tasks: int, lead: int, support: int) -> UnitEntry:
        unit, members = self._records.get(name), self._members(name)
        return UnitEntry(
            name=name,
            tasks=tasks,
            lead=lead,
            support=support,
            short=unit.short if unit else "",
            aliases=unit.aliases if unit else (),
            distinct=tuple(sorted(chain.from_iterable(pair - {name} for pair in self._apart if name in pair))),
            members=members,
            collective=bool(members) or is_collective(name),
            own=name == self.own,
            ours=self._includes_own(name),
        )

    def _members(self, name: str) -> tuple[str, ...]:
        """Return the units that a collective stands for, as the clerk has said, as they are counted."""
        unit = self._records.get(name)
        return tuple(dict.fromkeys(map(self.canonical, unit.members))) if unit else ()

    def _includes_own(self, name: str) -> bool:
        """Say whether a unit that is counted under a name is a collective to which 本单位 belongs."""
        if not self.own:
            return False
        members = self._members(name)
        return self.own in members if members else is_collective(name) and stands_for(name, self.own)


def _tally(cells: Iterable[Collection[str]], canonical: Mapping[str, str] = _NO_NAMES) -> Counter[str]:
    """Count tasks by the name under which a unit is counted; one that has two names of a unit counts once."""
    if canonical:
        get, others = canonical.get, frozenset(canonical)
        cells = (cell if others.isdisjoint(cell) else {get(name, name) for name in cell} for cell in cells)
    return Counter(chain.from_iterable(cells))


NOBODY = Directory()
"""The directory of no unit at all."""
