"""Who did what: the changes of a ledger counted by those who made them, and the latest ones of each task."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from govtui.ledger.transactions import Transaction


@dataclass(frozen=True, slots=True)
class Doer:
    """What one person has done in a ledger."""

    name: str
    changes: int
    first: dt.datetime
    last: dt.datetime
    tasks: int
    """How many tasks these changes touched."""
    latest: str
    """What the last of them was, in words."""


@dataclass(frozen=True, slots=True)
class Doings:
    """What was done in a ledger, by whom."""

    doers: tuple[Doer, ...]
    """Who changed last stands first."""
    latest: Mapping[str, tuple[Transaction, ...]]
    """The latest changes of tasks by their ids, newest first; no entry for a task without any."""


@dataclass(slots=True)
class _Tally:
    first: Transaction
    last: Transaction
    changes: int = 0
    tasks: set[str] = field(default_factory=set)


def who_did_what(history: Iterable[Transaction], task_ids: Collection[str], most: int) -> Doings:
    """Return who made the changes of a `history`, oldest first, and the `most` latest ones of each of these tasks."""
    tallies: dict[str, _Tally] = {}
    latest: dict[str, deque[Transaction]] = {}
    for transaction in history:
        tally = tallies.setdefault(doer_name(transaction), _Tally(transaction, transaction))
        tally.last = transaction
        tally.changes += 1
        for task_id in {change.id for change in transaction.changes if change.table == "tasks"}:
            tally.tasks.add(task_id)
            if task_id in task_ids:
                latest.setdefault(task_id, deque(maxlen=most)).append(transaction)
    doers = [
        Doer(name, tally.changes, tally.first.time, tally.last.time, len(tally.tasks), tally.last.reason)
        for name, tally in tallies.items()
    ]
    doers.sort(key=lambda doer: doer.last, reverse=True)
    return Doings(tuple(doers), {task_id: tuple(reversed(found)) for task_id, found in latest.items()})


def doer_name(transaction: Transaction) -> str:
    """Return who made a change: the name of the operator, the computer's account where none was set."""
    return transaction.operator or transaction.account or "未署名"
