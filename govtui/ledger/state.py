"""What stands in the ledger now: documents and tasks in memory, and how a change acts on them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

import msgspec

from govtui.ledger.transactions import Change, Record, Table
from govtui.model import Document, Task, Unit
from govtui.timekeeping import Clock, Round, Schedule

THE_LEDGER: Final = "1"
"""The id of the only record of the table `ledger`."""

Order = tuple[str, ...]
"""The ids of all tasks of a document, in their order."""

Stored = Document | Task | Clock | Round | Schedule | Unit
"""What a table of records holds."""

KINDS: Final[dict[Table, type[Stored]]] = {
    "documents": Document,
    "tasks": Task,
    "clocks": Clock,
    "rounds": Round,
    "schedules": Schedule,
    "units": Unit,
}
"""The tables of records with what they hold, in the order in which they are written down."""
_PARTS: Final[dict[Table, type[msgspec.Struct]]] = {
    table: msgspec.defstruct(
        f"{kind.__name__}Part",
        [(field.name, field.type | msgspec.UnsetType, msgspec.UNSET) for field in msgspec.structs.fields(kind)],
        forbid_unknown_fields=True,
    )
    for table, kind in KINDS.items()
}
"""Some fields of a record: converted as a whole, as msgspec works a type out anew unless it is a struct."""


class ContradictionError(Exception):
    """A change does not fit what stands in the ledger: it was made to something else."""


class Outcome(NamedTuple):
    """What a record or an order will be when its change is applied; None where a record is removed."""

    table: Table
    id: str
    value: Stored | Order | str | None
    """A text is the ledger's name."""


class Snapshot(NamedTuple):
    """The state at one moment, to be written down while the work goes on."""

    tables: dict[Table, tuple[Stored, ...]]
    last_document: int
    name: str


class State:
    """All records by id. The values are frozen; the dictionaries change in place, and only by `apply`."""

    __slots__ = ("clocks", "documents", "last_document", "name", "rounds", "schedules", "tasks", "units")

    def __init__(
        self,
        documents: dict[str, Document] | None = None,
        tasks: dict[str, Task] | None = None,
        last_document: int = 0,
        name: str = "",
        *,
        clocks: dict[str, Clock] | None = None,
        rounds: dict[str, Round] | None = None,
        schedules: dict[str, Schedule] | None = None,
        units: dict[str, Unit] | None = None,
    ) -> None:
        self.documents = documents or {}
        self.tasks = tasks or {}
        self.clocks = clocks or {}
        self.rounds = rounds or {}
        self.schedules = schedules or {}
        self.units = units or {}
        self.last_document = last_document
        """The highest document number ever given. It never falls: an id on a printed sheet names one task for good."""
        self.name = name
        """What the clerk calls the ledger; empty until it gets a name."""

    def snapshot(self) -> Snapshot:
        """Return everything as it stands now."""
        tables = {table: tuple(self.records(table).values()) for table in KINDS}
        return Snapshot(tables, self.last_document, self.name)

    def become(self, other: State) -> None:
        """Hold what another state holds, in the same dictionaries: whoever looks at them sees it."""
        for table in KINDS:
            mine = self.records(table)
            mine.clear()
            mine.update(other.records(table))
        self.last_document, self.name = other.last_document, other.name

    def resolve(self, changes: Iterable[Change]) -> list[Outcome]:
        """Return what `changes`, each to another record, would lead to. Nothing is changed.

        Raises ContradictionError where a record is not what the change says it was or where an order would not be
        that of all tasks, and msgspec.ValidationError where the change holds what no record can hold.
        """
        changes = list(changes)
        outcomes = [self._outcome(change) for change in changes if change.table != "order"]
        return outcomes + [self._order_outcome(change, outcomes) for change in changes if change.table == "order"]

    def apply(self, outcomes: Iterable[Outcome]) -> None:
        """Put resolved changes into effect: the orders last, when all their tasks are there."""
        returned = False
        for table, record_id, value in outcomes:
            if isinstance(value, str):
                self.name = value
                continue
            if isinstance(value, tuple):
                self._arrange(record_id, value)
                continue
            records = self.records(table)
            if value is None:
                del records[record_id]
                continue
            if table == "documents":
                returned = returned or (record_id not in records and int(record_id) <= self.last_document)
                self.last_document = max(self.last_document, int(record_id))
            records[record_id] = value
        if returned:
            self._put_in_order_of_loading()

    def _put_in_order_of_loading(self) -> None:
        """A document whose loading was taken back and stands again has its old place among the others."""
        documents = sorted(self.documents.items(), key=lambda item: int(item[0]))
        tasks = sorted(self.tasks.items(), key=lambda item: int(item[1].document))
        for mine, in_order in ((self.documents, documents), (self.tasks, tasks)):
            mine.clear()
            mine.update(in_order)  # type: ignore[arg-type]

    def order_of(self, document_id: str) -> Order:
        """Return the ids of a document's tasks in their order."""
        return tuple(task.id for task in self.tasks.values() if task.document == document_id)

    def _arrange(self, document_id: str, order: Order) -> None:
        """Put a document's tasks into an order, in the place that they have among those of the other documents."""
        number = int(document_id)
        others = [task for task in self.tasks.values() if task.document != document_id]
        before = [task for task in others if int(task.document) < number]
        after = [task for task in others if int(task.document) > number]
        arranged = {task.id: task for task in (*before, *map(self.tasks.__getitem__, order), *after)}
        self.tasks.clear()
        self.tasks.update(arranged)

    def records(self, table: Table) -> dict[str, Any]:
        """Return the records of a table by id."""
        records: dict[str, Any] = getattr(self, table)
        return records

    def _outcome(self, change: Change) -> Outcome:
        if change.table == "ledger":
            return self._name_outcome(change)
        current = self.records(change.table).get(change.id)
        if change.before is None or change.after is None:
            if _whole(change, change.before) != current:
                raise ContradictionError(change.id)
            return Outcome(change.table, change.id, _whole(change, change.after))
        if current is None or any(
            getattr(current, field) != value for field, value in _typed(change.table, change.before).items()
        ):
            raise ContradictionError(change.id)
        return Outcome(change.table, change.id, msgspec.structs.replace(current, **_typed(change.table, change.after)))

    def _name_outcome(self, change: Change) -> Outcome:
        before, after = (msgspec.convert(record, _NameRecord).name for record in (change.before, change.after))
        if before != self.name or change.id != THE_LEDGER:
            raise ContradictionError(change.id)
        return Outcome(change.table, change.id, after)

    def _order_outcome(self, change: Change, outcomes: Iterable[Outcome]) -> Outcome:
        """Return the order that a change leads to; `outcomes` are those of the other changes beside it."""
        current, new = self.order_of(change.id), _order(change.after)
        touched = [(task_id, value) for table, task_id, value in outcomes if table == "tasks"]
        added = {task_id for task_id, value in touched if isinstance(value, Task) and value.document == change.id}
        whole = added.union(current).difference(task_id for task_id, value in touched if value is None)
        if change.id not in self.documents or _order(change.before) != current or sorted(new) != sorted(whole):
            raise ContradictionError(change.id)
        return Outcome(change.table, change.id, new)


class _NameRecord(msgspec.Struct, forbid_unknown_fields=True):
    name: str


class _OrderRecord(msgspec.Struct, forbid_unknown_fields=True):
    tasks: Order


def _order(record: Record | None) -> Order:
    return msgspec.convert(record, _OrderRecord).tasks


def _whole(change: Change, record: Record | None) -> Stored | None:
    if record is None:
        return None
    value = msgspec.convert(record, KINDS[change.table])
    number = value.document if isinstance(value, Task) else value.id
    if value.id != change.id or not (number.isascii() and number.isdigit()):
        raise ContradictionError(change.id)
    return value


def _typed(table: Table, record: Record) -> dict[str, Any]:
    """Return the fields of an edit as the values that a record holds."""
    part = msgspec.convert(record, _PARTS[table])
    return {field: getattr(part, field) for field in record}
