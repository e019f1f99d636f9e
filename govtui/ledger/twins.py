"""The same matter in several plans: tasks that the clerk has linked know each other, each all the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from govtui.ledger.transactions import Change
from govtui.model import Progress, Task


def with_twins(task_ids: Iterable[str], tasks: Mapping[str, Task]) -> tuple[str, ...]:
    """Return tasks with all that are linked with them, each once, those that were asked for first.

    A twin that is no task any more is left out.
    """
    found = dict.fromkeys(task_ids)
    waiting = list(found)
    while waiting:
        for twin in tasks[waiting.pop(0)].twins:
            if twin in tasks and twin not in found:
                found[twin] = None
                waiting.append(twin)
    return tuple(found)


def linked(task_ids: Iterable[str], tasks: Mapping[str, Task]) -> Iterator[Change]:
    """Give the changes that make tasks, and those that they are linked with, know all the others."""
    group = set(with_twins(task_ids, tasks))
    in_order = [task_id for task_id in tasks if task_id in group]
    for task_id in in_order:
        yield from _known_to(tasks[task_id], [each for each in in_order if each != task_id])


def unlinked(task_ids: Sequence[str], tasks: Mapping[str, Task]) -> Iterator[Change]:
    """Give the changes by which tasks are alone again; those that are left stay linked among each other."""
    leaving = set(task_ids)
    for task_id in with_twins(task_ids, tasks):
        task = tasks[task_id]
        yield from _known_to(task, [] if task_id in leaving else [each for each in task.twins if each not in leaving])


def _known_to(task: Task, others: Sequence[str]) -> Iterator[Change]:
    if tuple(others) != task.twins:
        yield Change("tasks", task.id, {"twins": list(task.twins)}, {"twins": list(others)})


def entry_for(task: Task, entry: Progress) -> Progress:
    """Return an entry of progress as it fits a task: with the counts for the indicators that it has."""
    texts = {indicator.text for indicator in task.indicators}
    return msgspec.structs.replace(entry, counts=tuple(count for count in entry.counts if count.indicator in texts))
