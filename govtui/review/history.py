"""The history as the clerk reads it: entries made of transactions, and which of them do not stand any more.

A taking back (`undoes`) makes an earlier entry void, unless it was taken back itself. So whoever goes from the newest
transaction backwards knows of each whether it stands as soon as it is met; `Standing` is what must be remembered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from govtui.ledger.past import Heading
from govtui.ledger.transactions import Change, Transaction
from govtui.review.entries import Entry, Head, Kind
from govtui.review.passages import passages_of

_KINDS = {
    "status": Kind.STATUS,
    "note": Kind.NOTE,
    "evidence": Kind.EVIDENCE,
    "twins": Kind.TWINS,
    **dict.fromkeys(("event_on", "pauses", "extensions", "checked_on"), Kind.TIME),
}
"""The fields that a clerk changes, but for the progress; all others are what the plan says of a task."""

_TABLES = {
    "ledger": Kind.RENAMED,
    "clocks": Kind.CLOCK,
    "rounds": Kind.ROUND,
    "schedules": Kind.ROUND,
    "units": Kind.UNIT,
}
"""The tables whose changes are all of one kind."""

_TOLD = ("number", "time", "operator", "account", "reason", "undoes", "redoes")
"""What an entry says as its transaction does."""


class Standing:
    """Which transactions were taken back, told by those that came later."""

    def __init__(self) -> None:
        self._taken_back_by: dict[int, int] = {}

    def meet(self, transaction: Transaction | Heading) -> None:
        """Take notice of the next older transaction; those that take nothing back may be left out."""
        if transaction.undoes is not None and transaction.number not in self._taken_back_by:
            self._taken_back_by[transaction.undoes] = transaction.number

    def taken_back_by(self, number: int) -> int | None:
        """Return the number of the transaction by which another one does not stand any more; None if it stands."""
        return self._taken_back_by.get(number)


def head_of(transaction: Transaction | Heading, taken_back_by: int | None) -> Head:
    """Return an entry without what it changed."""
    return Head(**_head(transaction, taken_back_by))


def entry_of(transaction: Transaction, taken_back_by: int | None = None) -> Entry:
    """Return a transaction as an entry; `taken_back_by` is the later one by which it does not stand any more."""
    kinds, passages = kinds_of(transaction), passages_of(transaction)
    return Entry(**_head(transaction, taken_back_by), kinds=kinds, passages=passages)


def _head(transaction: Transaction | Heading, taken_back_by: int | None) -> dict[str, Any]:
    told = {name: getattr(transaction, name) for name in _TOLD}
    tasks = tuple(change.id for change in transaction.changes if change.table == "tasks")
    return {**told, "tasks": tasks, "taken_back_by": taken_back_by}


def entries_of(transactions: Sequence[Transaction]) -> tuple[Entry, ...]:
    """Return transactions as entries, oldest first, as they are given: all of a ledger, or all that touch a task."""
    standing = Standing()
    for transaction in reversed(transactions):
        standing.meet(transaction)
    return tuple(entry_of(each, standing.taken_back_by(each.number)) for each in transactions)


def kinds_of(transaction: Transaction) -> tuple[Kind, ...]:
    """Return what a transaction is about: first whether it takes back or restores, then what it touches."""
    touched = {kind for change in transaction.changes for kind in _kinds_of(change)}
    for larger in (Kind.IMPORTED, Kind.RENEWED):
        if larger in touched:  # what else changed came with the document
            touched = {larger}
    if transaction.undoes is not None:
        touched.add(Kind.TAKEN_BACK if transaction.redoes is None else Kind.RESTORED)
    return tuple(kind for kind in Kind if kind in touched) or (Kind.OTHER,)


def _kinds_of(change: Change) -> Iterator[Kind]:
    if change.table in _TABLES:
        yield _TABLES[change.table]
    elif change.table == "documents" and (change.before is None or change.after is None):
        yield Kind.IMPORTED
    elif change.table != "tasks" or change.before is None or change.after is None:
        yield Kind.RENEWED
    else:
        for field in change.after:
            if field == "progress":
                yield from _progress_kinds(change.before[field], change.after[field])
            else:
                yield _KINDS.get(field, Kind.WORDING)


def _progress_kinds(before: Sequence[dict[str, object]], after: Sequence[dict[str, object]]) -> Iterator[Kind]:
    """Say whether entries changed, whether what shows them did, and whether what they count did."""
    bare = [[{**entry, "evidence": None, "counts": None} for entry in entries] for entries in (before, after)]
    if bare[0] != bare[1]:
        yield Kind.PROGRESS
    for field, kind in (("evidence", Kind.EVIDENCE), ("counts", Kind.COUNT)):
        parts = [[part for entry in entries for part in _parts(entry, field)] for entries in (before, after)]
        if parts[0] != parts[1]:
            yield kind


def _parts(entry: dict[str, object], field: str) -> Sequence[object]:
    parts = entry.get(field)
    return parts if isinstance(parts, list | tuple) else ()
