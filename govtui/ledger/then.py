"""The tasks as they stood after an earlier transaction: what was done since is taken back, from the newest on.

So it costs as much as was done since, and not as much as the ledger is old.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from govtui.collector import collector_held
from govtui.errors import LedgerError
from govtui.ledger.past import Past
from govtui.ledger.state import ContradictionError, State
from govtui.ledger.transactions import Transaction
from govtui.model import Task


class Present(NamedTuple):
    """A ledger at one moment, from which can be looked back in another thread while the work goes on."""

    state: State
    """A copy that nobody else changes."""
    past: Past

    def tasks_at(self, number: int) -> dict[str, Task]:
        """Return the tasks by id, in their order, as they stood after the transaction with a number, 0 for none.

        Raises LedgerError where the journal cannot be read, is damaged behind that line or does not go so far.
        """
        if number > self.past.count:
            raise _broken(number)
        state = State()
        with collector_held():
            deque(self.going_back(state, max(0, number)), maxlen=0)
        return state.tasks

    def going_back(self, state: State, until: int = 0) -> Iterator[Transaction]:
        """Yield the transactions from the newest on back; at each of them `state` stands as it left the ledger.

        What `state` held before is gone. At the end it stands as after the transaction with the number `until`. Raises
        LedgerError where the journal cannot be read or is damaged behind that line.
        """
        state.become(self.state)
        end, reached = self.past.end, self.past.count
        while reached > until:
            block = self.past.before(end)
            if not block.lines:
                raise _broken(until)
            for line in block.lines:
                if reached <= until:
                    break
                transaction = line.transaction()
                if transaction.number != reached:  # a line that is damaged is left out
                    raise _broken(until)
                yield transaction
                if not _take_back(transaction, state):
                    raise _broken(until)
                reached -= 1
            end = block.start


def _take_back(transaction: Transaction, state: State) -> bool:
    """Take a transaction back, and say whether it could be."""
    inverse = [change.inverse() for change in reversed(transaction.changes)]
    try:
        state.apply(state.resolve(inverse))
    except (msgspec.ValidationError, ContradictionError):
        return False
    return True


def _broken(number: int) -> LedgerError:
    message = f"修改记录回不到第{number}号改动之后的样子，其中有损坏或缺失"
    return LedgerError("当时的情况查不出来", message, "请运行 govtui check 检查台账")
