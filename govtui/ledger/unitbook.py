"""What the clerk puts right about units (单位名录): ours, which names are one unit or two, who collectives stand for.

Each method is one transaction, refused, taken back and told in the history like every other change of the ledger. A
unit is named by any of its names; nothing of what the tasks say is changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

import msgspec

from govtui.errors import RequestError
from govtui.ledger.edits import change_of
from govtui.ledger.session import Session
from govtui.ledger.transactions import Change, Transaction
from govtui.model import Unit
from govtui.text import one_line

_NOT_DONE = "没有修改单位名录"
_NAMES_SHOWN = 3


class UnitBook:
    """The part of a ledger that is about units. Use `Ledger.units`."""

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        self._session = session
        self.records: Mapping[str, Unit] = MappingProxyType(session.state.units)
        """What was put right, by id. A live view; a unit that nobody has put right has no record."""

    def set_own(self, name: str) -> Transaction | None:
        """Say which unit is 本单位; none with an empty name. Returns None if nothing changes.

        Raises ReadOnlyError; LedgerError if it cannot be saved. So do the others.
        """
        self._session.refuse_if_read_only()
        name = one_line(name)
        former = next((unit for unit in self.records.values() if unit.own), None)
        if former and name in _names_of(former):
            return None
        changes = [self._put(former, own=False)] if former else []
        if name:
            changes.append(self._put(self._unit(name), own=True))
        return self._commit(f"本单位设为“{name}”" if name else "不再指定本单位", changes)

    def join(self, names: Sequence[str], into: str) -> Transaction | None:
        """Say that some names mean one unit, which is counted under the name `into`. Returns None if that is so.

        Raises RequestError where a name is empty, and where there is only one.
        """
        self._session.refuse_if_read_only()
        into = _named(into)
        others = [name for name in dict.fromkeys(map(_named, names)) if name != into]
        if not others:
            raise RequestError(_NOT_DONE, "只写了一个单位的名称", "请写出两个名称，如“县发改局”和“县发展和改革局”")
        known = {unit.id: unit for unit in map(self._known, (into, *others)) if unit}
        units = list(known.values())
        first = units[0] if units else self._new(into)
        aliases = dict.fromkeys([*(name for unit in units for name in _names_of(unit)), *others])
        aliases.pop(into, None)
        members = dict.fromkeys(member for unit in units for member in unit.members if member not in {into, *aliases})
        changes = [Change("units", unit.id, before=msgspec.to_builtins(unit)) for unit in units[1:]]
        joined = self._put(
            first,
            name=into,
            aliases=tuple(aliases),
            members=tuple(members),
            short=next((unit.short for unit in units if unit.short), ""),
            own=any(unit.own for unit in units),
            distinct=self._distinct(units, {into, *aliases}),
        )
        return self._commit(f"“{_listed(others)}”和“{into}”算作同一单位", [*changes, joined])

    def part(self, name: str) -> Transaction | None:
        """Say that a name means a unit of its own again; the name of a joined unit itself lets go of all others.

        Returns None if it was joined with none.
        """
        self._session.refuse_if_read_only()
        unit = self._known(name := _named(name))
        if unit is None or not unit.aliases:
            return None
        left = () if name == unit.name else tuple(alias for alias in unit.aliases if alias != name)
        return self._commit(f"“{name}”重新算作单独的单位", [self._put(unit, aliases=left)])

    def set_apart(self, name: str, other: str) -> Transaction | None:
        """Say that two names mean two units, however alike they are. Returns None if that is so.

        Joining the two later takes it back. Raises RequestError where a name is empty, where there is only one, and
        where they were joined.
        """
        self._session.refuse_if_read_only()
        unit, them = self._unit(name := _named(name)), self._known(other := _named(other))
        if other == name:
            raise RequestError(_NOT_DONE, "只写了一个单位的名称", "请写出两个名称，如“市财政局”和“县财政局”")
        if other in _names_of(unit):
            raise RequestError(_NOT_DONE, f"“{name}”和“{other}”已合并为同一单位", "请先把其中一个名称拆开")
        theirs = _names_of(them) if them else (other,)
        if not set(unit.distinct).isdisjoint(theirs) or (them and not set(them.distinct).isdisjoint(_names_of(unit))):
            return None
        words = f"“{name}”和“{other}”不是同一单位"
        return self._commit(words, [self._put(unit, distinct=(*unit.distinct, theirs[0]))])

    def set_group(self, name: str, members: Sequence[str]) -> Transaction | None:
        """Say which units a collective stands for; with none, it is told by its name again. Returns None if that is so.

        Raises RequestError where a name is empty.
        """
        self._session.refuse_if_read_only()
        unit = self._unit(name := _named(name))
        wanted = tuple(member for member in dict.fromkeys(map(_named, members)) if member not in _names_of(unit))
        words = f"“{name}”包括{_listed(wanted)}" if wanted else f"不再指定“{name}”包括哪些单位"
        return self._commit(words, [self._put(unit, members=wanted)])

    def set_short(self, name: str, short: str) -> Transaction | None:
        """Set the short name of a unit, or take it away. Returns None if nothing changes.

        Raises RequestError where another unit has it.
        """
        self._session.refuse_if_read_only()
        unit, short = self._unit(name := _named(name)), one_line(short)
        other = next((each for each in self.records.values() if short and each.short == short), None)
        if other and other.id != unit.id:
            raise RequestError(_NOT_DONE, f"“{short}”已经是“{other.name}”的简称", "请换一个简称")
        words = f"“{unit.name}”的简称设为“{short}”" if short else f"取消“{unit.name}”的简称"
        return self._commit(words, [self._put(unit, short=short)])

    def _known(self, name: str) -> Unit | None:
        """Return the record of a unit by any of its names."""
        return next((unit for unit in self.records.values() if name in _names_of(unit)), None)

    def _unit(self, name: str) -> Unit:
        return self._known(name) or self._new(name)

    def _new(self, name: str) -> Unit:
        """Return a record by the number of the transaction that will be made: no record before had it."""
        return Unit(id=str(self._session.journal.place.number + 1), name=name)

    def _distinct(self, units: Iterable[Unit], names: Collection[str]) -> tuple[str, ...]:
        """Return what is still distinct from units that become one with these names."""
        return tuple(dict.fromkeys(name for unit in units for name in unit.distinct if name not in names))

    def _put(self, unit: Unit, **fields: object) -> Change | None:
        """Return the change that gives a record other values: it comes with its first one and goes with its last."""
        wanted = msgspec.structs.replace(unit, **fields)
        stands, says = unit.id in self.records, _says_something(wanted)
        if stands and says:
            return change_of("units", unit, fields)
        if says:
            return Change("units", unit.id, after=msgspec.to_builtins(wanted))
        return Change("units", unit.id, before=msgspec.to_builtins(unit)) if stands else None

    def _commit(self, words: str, changes: Iterable[Change | None]) -> Transaction | None:
        found = [change for change in changes if change]
        return self._session.commit(words, found) if found else None


def _names_of(unit: Unit) -> tuple[str, ...]:
    return (unit.name, *unit.aliases)


def _says_something(unit: Unit) -> bool:
    return bool(unit.short or unit.aliases or unit.members or unit.own or unit.distinct)


def _named(name: str) -> str:
    """Return a name on one line. Raises RequestError for an empty one."""
    if not (name := one_line(name)):
        raise RequestError(_NOT_DONE, "单位的名称是空的", "请写出单位的名称")
    return name


def _listed(names: Sequence[str]) -> str:
    more = f"等{len(names)}个单位" if len(names) > _NAMES_SHOWN else ""
    return "、".join(names[:_NAMES_SHOWN]) + more
