"""Taking back: which change is next to be taken back or to stand again, and what that does to the ledger as it is now.

Nothing is ever removed from the history. A change is taken back by a transaction that does the inverse (`undoes`), and
it stands again by one that takes back that one (`redoes`). A change in the middle can be taken back as long as nothing
later depends on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

import msgspec

from govtui.errors import RequestError
from govtui.ledger.state import ContradictionError, State
from govtui.ledger.transactions import Change, Transaction
from govtui.model import Evidence, Progress

_DEPENDENTS_NAMED = 5
_GROWING: Final = {"progress": tuple[Progress, ...], "evidence": tuple[Evidence, ...]}
"""Fields of a task whose entries are independent of each other, with their types."""

_Part = tuple[str, str, str, Progress | Evidence | None]
"""Table, id, field (empty for a record that is added or removed) and, in a growing field, the entry."""


class DependentError(RequestError):
    """A change cannot be taken back alone: later ones were made on top of it."""

    def __init__(self, wanted: Transaction, dependents: Sequence[Transaction]) -> None:
        named = "、".join(f"第{each.number}号“{each.reason}”" for each in dependents[:_DEPENDENTS_NAMED])
        more = f"等{len(dependents)}条" if len(dependents) > _DEPENDENTS_NAMED else ""
        super().__init__(
            "不能单独撤销",
            f"第{wanted.number}号改动之后，还有改动是在它的基础上做的：{named}{more}",
            "请先从后往前撤销这些改动，再撤销这一条",
        )
        self.dependents = tuple(dependents)


class TakingBack(NamedTuple):
    """A transaction to be made: what it is in words, what it changes, which others it concerns."""

    reason: str
    changes: tuple[Change, ...]
    undoes: int
    redoes: int | None = None


def newest_standing(newest_first: Iterable[Transaction]) -> Transaction | None:
    """Return the newest change that is neither taken back nor a taking back itself; None if there is none."""
    return next((each for each in _standing(newest_first) if each.undoes is None), None)


def newest_taken_back(newest_first: Iterable[Transaction]) -> Transaction | None:
    """Return the newest taking back that can itself be taken back, so that its change stands again.

    None once something else was changed after it: what was done since then would be skipped.
    """
    for transaction in _standing(newest_first):
        if transaction.undoes is None:
            return None
        if transaction.redoes is None:
            return transaction
    return None


def _standing(newest_first: Iterable[Transaction]) -> Iterator[Transaction]:
    """Yield the transactions that nothing later has taken back."""
    taken_back = set()
    for transaction in newest_first:
        if transaction.number in taken_back:
            continue
        if transaction.undoes is not None:
            taken_back.add(transaction.undoes)
        yield transaction


def find(number: int, newest_first: Iterable[Transaction]) -> tuple[Transaction, list[Transaction]]:
    """Return the transaction that a clerk means by a number, and those after it that stand, newest first.

    For one that made another stand again that is the other one itself. Raises RequestError if there is no such
    number, or if the change is taken back already.
    """
    later: list[Transaction] = []
    taken_back_by: dict[int, int] = {}
    for transaction in newest_first:
        stands = transaction.number not in taken_back_by
        if transaction.number == number and stands and transaction.redoes is not None:
            number = transaction.redoes
        elif transaction.number == number:
            if not stands:
                by = taken_back_by[number]
                raise RequestError("没有撤销", f"第{number}号改动已经撤销过了", f"如要恢复它，请撤销第{by}号改动")
            return transaction, later
        if stands:
            later.append(transaction)
            if transaction.undoes is not None:
                taken_back_by[transaction.undoes] = transaction.number
    raise RequestError("没有撤销", f"修改记录里没有第{number}号改动", "编号见 govtui history")


def taking_back(wanted: Transaction, later: Sequence[Transaction], state: State) -> TakingBack:
    """Return the transaction that takes back `wanted`; `later` are those after it that stand, newest first.

    Raises DependentError where a later one was made on top of it, also if the ledger happens to be as `wanted` left it.
    """
    dependents = list(_dependents(wanted, later))
    if dependents:
        raise DependentError(wanted, dependents)
    changes = tuple(_inverse(change, state) for change in reversed(wanted.changes))
    try:
        state.resolve(changes)
    except (ContradictionError, msgspec.ValidationError):
        raise DependentError(wanted, later) from None
    if wanted.undoes is None:
        return TakingBack(f"撤销：{wanted.reason}", changes, wanted.number)
    return TakingBack(f"恢复：{wanted.reason.removeprefix('撤销：')}", changes, wanted.number, wanted.undoes)


def _inverse(change: Change, state: State) -> Change:
    """Return the change that takes one back, as the ledger is now: entries that others have added since then stay."""
    task = state.tasks.get(change.id) if change.table == "tasks" else None
    if task is None or change.before is None or change.after is None:
        return change.inverse()
    before, after = dict(change.after), dict(change.before)
    for name, entries in _GROWING.items():
        if name in before:
            current = getattr(task, name)
            taken = (msgspec.convert(change.after[name], entries), msgspec.convert(change.before[name], entries))
            remaining = _without(*taken, current)
            if remaining is not None:
                before[name], after[name] = msgspec.to_builtins(current), msgspec.to_builtins(remaining)
    return Change(change.table, change.id, before, after)


def _without(after: Sequence[Any], before: Sequence[Any], current: Sequence[Any]) -> list[Any] | None:
    """Return `current` with what lies between `after` and `before` taken back; None where it does not hold that."""
    if current == after:
        return list(before)
    result = list(current)
    for entry in reversed(beyond(after, before)):
        if entry not in result:
            return None
        del result[len(result) - 1 - result[::-1].index(entry)]
    for entry in beyond(before, after):
        result.insert(_old_place(entry, before, result), entry)
    return result


def _old_place(entry: Any, before: Sequence[Any], current: Sequence[Any]) -> int:
    """Return the place in `current` of an entry that comes back: behind the nearest one that stood before it."""
    place = before.index(entry)
    for preceding in reversed(before[:place]):
        if preceding in current:
            return current.index(preceding) + 1
    following = (current.index(each) for each in before[place + 1 :] if each in current)
    return next(following, min(place, len(current)))


def beyond(entries: Sequence[Any], others: Sequence[Any]) -> list[Any]:
    """Return the entries that are not among the others, each counted."""
    rest = list(others)
    found = []
    for entry in entries:
        if entry in rest:
            rest.remove(entry)
        else:
            found.append(entry)
    return found


def _dependents(wanted: Transaction, later: Sequence[Transaction]) -> Iterator[Transaction]:
    """Yield the later transactions, oldest first, that touch what `wanted` touches and do not cancel each other."""
    touched = set().union(*map(_touched, wanted.changes))
    whole = {(table, id) for table, id, field, _ in touched if not field}
    for transaction in reversed(later):
        if transaction.undoes is not None and transaction.undoes > wanted.number:
            continue
        others = set().union(*map(_touched, transaction.changes))
        if touched & others or any((table, id) in whole for table, id, *_ in others) or _swallows(others, touched):
            yield transaction


def _swallows(others: Iterable[_Part], touched: Iterable[_Part]) -> bool:
    """Say whether one of `others` adds or removes a record of which a part is touched."""
    whole = {(table, id) for table, id, field, _ in others if not field}
    return any((table, id) in whole for table, id, *_ in touched)


def _touched(change: Change) -> set[_Part]:
    """Return the parts of the ledger that a change touches."""
    if change.before is None or change.after is None:
        parts: set[_Part] = {(change.table, change.id, "", None)}
        if change.table == "documents":  # with it go its tasks
            parts.add(("order", change.id, "", None))
        return parts
    parts = set()
    for field in change.after:
        if change.table == "tasks" and field in _GROWING:
            before, after = (msgspec.convert(each[field], _GROWING[field]) for each in (change.before, change.after))
            entries = beyond(before, after) + beyond(after, before)
            parts.update((change.table, change.id, field, entry) for entry in entries)
        else:
            parts.add((change.table, change.id, field, None))
    return parts
