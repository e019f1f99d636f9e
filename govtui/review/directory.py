"""The directory of units (单位名录): which names mean one unit, who a collective stands for, which unit is ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from types import MappingProxyType

from govtui import pinyin
from govtui.model import Task, Unit
from govtui.review import unit_likeness
from govtui.review.unit_kinds import is_collective, stands_for
from govtui.review.unit_likeness import Suggestion

_NO_NAMES: Mapping[str, str] = MappingProxyType({})


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


@dataclass(frozen=True)
class Directory:
    """The units that the tasks name, as the clerk has put them right."""

    own: str = ""
    """本单位; empty until it is set."""
    names: tuple[str, ...] = ()
    """All names that the tasks have, in the order of their first appearance."""
    entries: tuple[UnitEntry, ...] = ()
    """The units, those with most tasks first, and those that only the clerk has named."""
    _canonical: Mapping[str, str] = field(default_factory=lambda: _NO_NAMES, repr=False)
    """The name under which each other name is counted."""
    _shown: Mapping[str, str] = field(default_factory=lambda: _NO_NAMES, repr=False)
    """The short name of each unit that has one."""
    _ours: frozenset[str] = field(default=frozenset(), repr=False)
    """The names, as tasks have them, that mean 本单位 or a collective that it belongs to."""

    @classmethod
    def of(cls, tasks: Iterable[Task], units: Iterable[Unit] = ()) -> Directory:
        """Return the directory of the units that `tasks` name; `units` is what the clerk has put right about them."""
        records = tuple(units)
        canonical = {alias: unit.name for unit in records for alias in unit.aliases}
        own = next((unit.name for unit in records if unit.own), "")
        counted = _counted(list(tasks), canonical)
        names = counted.names
        by_name = {unit.name: unit for unit in records}
        found = dict.fromkeys(chain((canonical.get(name, name) for name in names), by_name))
        entries = [_entry(name, by_name.get(name), counted, canonical, own) for name in found]
        entries.sort(key=lambda entry: -entry.tasks)  # of equal ones the first named comes first
        ours = {entry.name for entry in entries if entry.own or entry.ours}
        return cls(
            own=own,
            names=names,
            entries=tuple(entries),
            _canonical=canonical,
            _shown={unit.name: unit.short for unit in records if unit.short},
            _ours=frozenset(name for name in names if canonical.get(name, name) in ours),
        )

    def canonical(self, name: str) -> str:
        """Return the name under which a unit is counted, whichever of its names is given."""
        return self._canonical.get(name, name)

    def display(self, name: str) -> str:
        """Return what stands for a unit where there is little room: its short name, if it has one."""
        counted = self._canonical.get(name, name)
        return self._shown.get(counted, counted)

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
        return unit_likeness.suggestions({entry.name: entry.tasks for entry in self.entries})


@dataclass(frozen=True, slots=True)
class _Counted:
    """How many tasks name each unit, by the name under which it is counted."""

    names: tuple[str, ...]
    """All names that the tasks have, in the order of their first appearance."""
    named: Mapping[str, int]
    lead: Mapping[str, int]
    support: Mapping[str, int]


def _counted(tasks: list[Task], canonical: Mapping[str, str]) -> _Counted:
    """Count tasks; one that has two names of a unit counts once."""
    cells = ([task.units for task in tasks], [task.lead for task in tasks], [task.support for task in tasks])
    counts = [Counter(chain.from_iterable(each)) for each in cells]
    names = tuple(counts[0])
    if canonical:
        get = canonical.get
        counts = [Counter(chain.from_iterable({get(name, name) for name in cell} for cell in each)) for each in cells]
    return _Counted(names, *counts)


def _entry(name: str, unit: Unit | None, counted: _Counted, canonical: Mapping[str, str], own: str) -> UnitEntry:
    members = tuple(dict.fromkeys(canonical.get(member, member) for member in unit.members)) if unit else ()
    collective = bool(members) or is_collective(name)
    return UnitEntry(
        name=name,
        tasks=counted.named.get(name, 0),
        lead=counted.lead.get(name, 0),
        support=counted.support.get(name, 0),
        short=unit.short if unit else "",
        aliases=unit.aliases if unit else (),
        members=members,
        collective=collective,
        own=bool(own) and name == own,
        ours=bool(own) and collective and (own in members if members else stands_for(name, own)),
    )


NOBODY = Directory()
"""The directory of no unit at all."""
