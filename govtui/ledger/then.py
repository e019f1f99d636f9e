"""The tasks as they stood after a transaction: the journal is only ever appended to, so its beginning still says it."""

from __future__ import annotations

from pathlib import Path

import msgspec

from govtui.collector import collector_held
from govtui.errors import LedgerError
from govtui.ledger.disk import explain
from govtui.ledger.journal import read_links
from govtui.ledger.recovery import JOURNAL_NAME
from govtui.ledger.state import ContradictionError, State
from govtui.ledger.transactions import decode
from govtui.model import Task

_NOT_TOLD = "当时的情况查不出来"


def tasks_at(folder: Path, number: int) -> dict[str, Task]:
    """Return the tasks of the ledger in `folder` by id as they stood after the transaction with a number, 0 for none.

    The journal is replayed line by line, so only the state is held; somebody may be writing meanwhile. Raises
    LedgerError where the journal cannot be read, is damaged before that line or does not go so far.
    """
    state = State()
    if number <= 0:
        return state.tasks
    try:
        with collector_held():
            for link in read_links(folder / JOURNAL_NAME):
                if not link.chained:
                    break
                state.apply(state.resolve(decode(link.line).changes))
                if link.position == number:
                    return state.tasks
    except OSError as error:
        cause, hint = explain(error)
        raise LedgerError(_NOT_TOLD, f"读取修改记录（{JOURNAL_NAME}）时出错（{cause}）", hint) from error
    except (msgspec.DecodeError, UnicodeDecodeError, ContradictionError) as error:
        raise _broken(number) from error
    raise _broken(number)


def _broken(number: int) -> LedgerError:
    message = f"修改记录（{JOURNAL_NAME}）到不了第{number}号改动，前面有损坏或缺失"
    return LedgerError(_NOT_TOLD, message, "请运行 govtui check 检查台账")
