"""Two reporting rounds compared: what has become of their tasks from one to the other, or until now."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from govtui.errors import RequestError
from govtui.ledger.then import tasks_at
from govtui.model import Task
from govtui.review.differences import Comparison, differences
from govtui.timing.rounds import RoundReading

NOW_WORDS = ("now", "现在", "今天", "目前")
"""What names the ledger as it stands instead of a round."""


def compare_rounds(
    folder: Path, tasks: Mapping[str, Task], before: RoundReading | None, after: RoundReading | None
) -> Comparison:
    """Compare the tasks as they were handed in for two rounds; None is the ledger as it stands, with its `tasks`.

    Only tasks of the documents that both are about are compared. Raises RequestError for a round that was not handed
    in, LedgerError where the history cannot be read.
    """
    stood = [_stood(folder, each, tasks) for each in (before, after)]
    scopes = [set(each.documents) for each in (before, after) if each is not None and each.documents]
    first, second = (
        {key: task for key, task in found.items() if all(task.document in scope for scope in scopes)} for found in stood
    )
    return Comparison(moment_of(before), moment_of(after), differences(first, second))


def moment_of(reading: RoundReading | None) -> str:
    """Return a round as the moment at which it was handed in, in words; 现在 for none."""
    return f"{reading.due} {reading.title}" if reading else "现在"


def _stood(folder: Path, reading: RoundReading | None, tasks: Mapping[str, Task]) -> Mapping[str, Task]:
    if reading is None:
        return tasks
    handed_in = reading.opened.handed_in if reading.opened else None
    if handed_in is None:
        raise RequestError(
            "没有比较", f"“{moment_of(reading)}”还没有报送", "报送过的批次才留有当时的情况；要和现状比，请写“现在”"
        )
    return tasks_at(folder, handed_in.number)
