"""What stands in the ledger now: documents and tasks in memory, and how a change acts on them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

import msgspec

from govtui.ledger.transactions import Change, Record, Table
from govtui.model import Document, Task

Order = tuple[str, ...]
"""The ids of all tasks of a document, in their order."""

_KINDS: Final[dict[Table, type[Document] | type[Task]]] = {"documents": Document, "tasks": Task}
_FIELD_TYPES: Final[dict[Table, dict[str, Any]]] = {
    table: {field.name: field.type for field in msgspec.structs.fields(kind)} for table, kind in _KINDS.items()
}


class ContradictionError(Exception):
    """A change does not fit what stands in the ledger: it was made to something else."""


class Outcome(NamedTuple):
    """What a record or an order will be when its change is applied; None where a record is removed."""

    table: Table
    id: str
    value: Document | Task | Order | None


class State:
    """Documents and tasks by id. The values are frozen; the dictionaries change in place, and only by `apply`."""

    __slots__ = ("documents", "last_document", "tasks")

    def __init__(
        self,
        documents: dict[str, Document] | None = None,
        tasks: dict[str, Task] | None = None,
        last_document: int = 0,
    ) -> None:
        self.documents = documents or {}
        self.tasks = tasks or {}
        self.last_document = last_document
        """The highest document number ever given. It never falls: an id on a printed sheet names one task for good."""

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
        for table, record_id, value in outcomes:
            if isinstance(value, tuple):
                self._arrange(record_id, value)
                continue
            records = self._records(table)
            if value is None:
                del records[record_id]
                continue
            records[record_id] = value
            if table == "documents":
                self.last_document = max(self.last_document, int(record_id))

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

    def _records(self, table: Table) -> dict[str, Any]:
        return self.documents if table == "documents" else self.tasks

    def _outcome(self, change: Change) -> Outcome:
        current = self._records(change.table).get(change.id)
        if change.before is None or change.after is None:
            if _whole(change, change.before) != current:
                raise ContradictionError(change.id)
            return Outcome(change.table, change.id, _whole(change, change.after))
        if current is None or any(
            getattr(current, field) != value for field, value in _typed(change.table, change.before).items()
        ):
            raise ContradictionError(change.id)
        return Outcome(change.table, change.id, msgspec.structs.replace(current, **_typed(change.table, change.after)))

    def _order_outcome(self, change: Change, outcomes: Iterable[Outcome]) -> Outcome:
        """Return the order that a change leads to; `outcomes` are those of the other changes beside it."""
        current, new = self.order_of(change.id), _order(change.after)
        touched = [(task_id, value) for table, task_id, value in outcomes if table == "tasks"]
        added = {task_id for task_id, value in touched if isinstance(value, Task) and value.document == change.id}
        whole = added.union(current).difference(task_id for task_id, value in touched if value is None)
        if change.id not in self.documents or _order(change.before) != current or sorted(new) != sorted(whole):
            raise ContradictionError(change.id)
        return Outcome(change.table, change.id, new)


class _OrderRecord(msgspec.Struct, forbid_unknown_fields=True):
    tasks: Order


def _order(record: Record | None) -> Order:
    return msgspec.convert(record, _OrderRecord).tasks


def _whole(change: Change, record: Record | None) -> Document | Task | None:
    if record is None:
        return None
    value = msgspec.convert(record, _KINDS[change.table])
    if value.id != change.id:
        raise ContradictionError(change.id)
    return value


def _typed(table: Table, record: Record) -> dict[str, Any]:
    """Return the fields of an edit as the values that a record holds."""
    types = _FIELD_TYPES[table]
    if unknown := record.keys() - types.keys():
        raise msgspec.ValidationError(f"unknown fields: {sorted(unknown)}")
    return {field: msgspec.convert(value, types[field]) for field, value in record.items()}
