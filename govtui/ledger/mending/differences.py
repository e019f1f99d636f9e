"""The changes that make one state of a ledger another, and those that must have gone before a change that is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from govtui.ledger.state import KINDS, THE_LEDGER, State
from govtui.ledger.transactions import Change, Record, Table


def changes_between(old: State, new: State) -> list[Change]:
    """Return the changes that lead from `old` to `new`, none where the two are the same.

    The highest document number that was ever given is no part of any change, and may differ afterwards.
    """
    changes = [change for table in KINDS for change in _of_records(table, old.records(table), new.records(table))]
    if old.name != new.name:
        changes.append(Change("ledger", THE_LEDGER, {"name": old.name}, {"name": new.name}))
    return changes + list(_of_orders(old, new, changes))


def changes_before(changes: Iterable[Change], state: State) -> list[Change]:
    """Return the changes that lead from `state` to one that `changes` fit, none where there are no such changes.

    A change tells what was there before it, so what it was made to is known even if how that came about is lost.
    """
    needed = []
    for change in changes:
        if change.before is None:
            continue
        current = _as_stands(change, state)
        if current is None:
            return []
        fields = [field for field, value in change.before.items() if field not in current or current[field] != value]
        if fields:
            before = {field: current.get(field) for field in fields}
            needed.append(Change(change.table, change.id, before, {field: change.before[field] for field in fields}))
    return needed


def _as_stands(change: Change, state: State) -> Record | None:
    """Return the record that a change is made to as it stands now, as plain values; None if there is none."""
    if change.table == "ledger":
        return {"name": state.name}
    if change.table == "order":
        return {"tasks": list(state.order_of(change.id))}
    record = state.records(change.table).get(change.id)
    # As the journal would hold it, where a sequence is a list.
    return None if record is None else msgspec.json.decode(msgspec.json.encode(record))


def _of_records(table: Table, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for record_id, before in old.items():
        after = new.get(record_id)
        if after is None:
            yield Change(table, record_id, before=msgspec.to_builtins(before))
        elif after != before:
            fields = [field for field in before.__struct_fields__ if getattr(before, field) != getattr(after, field)]
            yield Change(
                table,
                record_id,
                msgspec.to_builtins({field: getattr(before, field) for field in fields}),
                msgspec.to_builtins({field: getattr(after, field) for field in fields}),
            )
    for record_id, after in new.items():
        if record_id not in old:
            yield Change(table, record_id, after=msgspec.to_builtins(after))


def _of_orders(old: State, new: State, changes: list[Change]) -> Iterator[Change]:
    """Yield the orders that do not come of the other changes alone; a new document's tasks are added in theirs."""
    result = State()
    result.become(old)
    result.apply(result.resolve(changes))
    for document_id in old.documents:
        order = new.order_of(document_id)
        if order and (order != result.order_of(document_id) or list(result.tasks) != list(new.tasks)):
            before = old.order_of(document_id)
            yield Change("order", document_id, {"tasks": list(before)}, {"tasks": list(order)})
