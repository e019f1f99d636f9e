"""The tasks as they stood after an earlier transaction: what was done since is taken back, from the newest on.

So it costs as much as was done since, and not as much as the ledger is old.
"""

from __future__ import annotations

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
        state.become(self.state)
        end, reached = self.past.end, self.past.count
        with collector_held():
            while reached > max(0, number):
                block = self.past.before(end)
                for line in block.lines:
                    if reached <= number:
                        break
                    if not _take_back(line.transaction(), reached, state):
                        raise _broken(number)
                    reached -= 1
                end = block.start
        return state.tasks


def _take_back(transaction: Transaction, number: int, state: State) -> bool:
    """Take a transaction back, and say whether it is the one with that number and could be."""
    if transaction.number != number:  # a line that is damaged is left out
        return False
    inverse = [change.inverse() for change in reversed(transaction.changes)]
    try:
        state.apply(state.resolve(inverse))
    except (msgspec.ValidationError, ContradictionError):
        return False
    return True


def _broken(number: int) -> LedgerError:
    message = f"修改记录回不到第{number}号改动之后的样子，其中有损坏或缺失"
    return LedgerError("当时的情况查不出来", message, "请运行 govtui check 检查台账")
