"""Two reporting rounds compared: what has become of their tasks from one to the other, or until now."""

from __future__ import annotations

from collections.abc import Mapping

from govtui.errors import RequestError
from govtui.ledger.then import Present
from govtui.model import Task
from govtui.review.differences import Comparison, differences
from govtui.timing.rounds import RoundReading

NOW_WORDS = ("now", "现在", "今天", "目前")
"""What names the ledger as it stands instead of a round."""


def compare_rounds(present: Present, before: RoundReading | None, after: RoundReading | None) -> Comparison:
    """Compare the tasks as they were handed in for two rounds; None is the ledger as it stands.

    Compared are the tasks that they are about, and those of their documents that are gone by now. Raises RequestError
    for a round that was not handed in, LedgerError where the history cannot be read.
    """
    tasks = present.state.tasks
    stood = [_stood(present, each) for each in (before, after)]
    rounds = [each for each in (before, after) if each is not None]
    about = {task_id for each in rounds for task_id in each.tasks} if rounds else tasks.keys()

    def is_meant(task: Task) -> bool:
        gone = task.id not in tasks and all(not each.documents or task.document in each.documents for each in rounds)
        return task.id in about or gone

    first, second = ({key: task for key, task in found.items() if is_meant(task)} for found in stood)
    return Comparison(moment_of(before), moment_of(after), differences(first, second))


def moment_of(reading: RoundReading | None) -> str:
    """Return a round as the moment at which it was handed in, in words; 现在 for none."""
    return f"{reading.due} {reading.title}" if reading else "现在"


def _stood(present: Present, reading: RoundReading | None) -> Mapping[str, Task]:
    if reading is None:
        return present.state.tasks
    handed_in = reading.opened.handed_in if reading.opened else None
    if handed_in is None:
        raise RequestError(
            "没有比较", f"“{moment_of(reading)}”还没有报送", "报送过的批次才留有当时的情况；要和现状比，请写“现在”"
        )
    return present.tasks_at(handed_in.number)
