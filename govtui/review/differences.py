"""What has become of tasks between two moments, as an office tells it: new entries, another status, new tasks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from govtui.model import Progress, Task
from govtui.review.facts import progress_words

NEW_TASK, GONE_TASK = "新任务", "已取消"
NEW_PROGRESS, PROGRESS_CHANGED = "新增进展", "进展有改动"
STATUS_CHANGED = "状态变化"

_MARKS = {
    "requirement": "要求变化",
    "themes": "要求变化",
    "seq": "要求变化",
    "measure": "要求变化",
    "extra": "要求变化",
    "units_text": "责任单位变化",
    "deadline_text": "时限变化",
    "event_on": "时限变化",
    "pauses": "时限变化",
    "extensions": "延期",
    "note": "备注变化",
}
"""What is said of a task when a field has another value."""
_NAMES = {
    "requirement": "具体要求",
    "measure": "量化指标",
    "units_text": "责任单位",
    "deadline_text": "完成时限",
    "note": "备注",
}
"""The fields of which the old and the new text are told."""


class Difference(msgspec.Struct, frozen=True):
    """What has become of one task."""

    task: Task
    """As it is afterwards; one that is gone as it was."""
    marks: tuple[str, ...]
    """In words, what matters most first: 新任务, 新增进展, 状态变化 …"""
    fields: tuple[tuple[str, str, str], ...] = ()
    """The name of each text that changed, what it was, what it is."""
    progress: tuple[Progress, ...] = ()
    """The entries that were added."""


class Comparison(msgspec.Struct, frozen=True):
    """What has become of tasks between two moments."""

    before: str
    """The first moment in words: 2023-09-05 9月报送."""
    after: str
    differences: tuple[Difference, ...]


def differences(before: Mapping[str, Task], after: Mapping[str, Task]) -> tuple[Difference, ...]:
    """Return what has become of tasks (by id), in the order in which they stand afterwards; those gone come last."""
    found = [_difference(before.get(task_id), task) for task_id, task in after.items()]
    gone = [Difference(task, (GONE_TASK,)) for task_id, task in before.items() if task_id not in after]
    return (*filter(None, found), *gone)


def marks_of(found: Iterable[Difference]) -> dict[str, str]:
    """Return what is said of each task that has changed, by id: 新增进展、状态变化."""
    return {each.task.id: "、".join(each.marks) for each in found}


def counts_of(found: Sequence[Difference]) -> str:
    """Return how many tasks each word is said of: 新增进展3项，状态变化2项."""
    counts: dict[str, int] = {}
    for each in found:
        for mark in each.marks:
            counts[mark] = counts.get(mark, 0) + 1
    return "，".join(f"{mark}{count}项" for mark, count in counts.items())


def _difference(before: Task | None, after: Task) -> Difference | None:
    if before is None:
        return Difference(after, (NEW_TASK,), progress=after.progress)
    if before == after:
        return None
    added = tuple(_beyond(_bare(after.progress), _bare(before.progress)))
    marks = dict.fromkeys(_marks(before, after, added))
    return Difference(after, tuple(marks), tuple(_fields(before, after)), added) if marks else None


def _marks(before: Task, after: Task, added: Sequence[Progress]) -> Iterator[str]:
    if added:
        yield NEW_PROGRESS
    if before.status is not after.status:
        yield STATUS_CHANGED
    if any(_beyond(_bare(before.progress), _bare(after.progress))):
        yield PROGRESS_CHANGED
    for field, mark in _MARKS.items():
        if getattr(before, field) != getattr(after, field):
            yield mark
    if _pieces(after) - _pieces(before):
        yield "新增佐证"


def _fields(before: Task, after: Task) -> Iterator[tuple[str, str, str]]:
    if before.status is not after.status:
        yield "办理状态", before.status.label, after.status.label
    for field, name in _NAMES.items():
        old, new = getattr(before, field), getattr(after, field)
        if old != new:
            yield name, old, new
    for extension in after.extensions[len(before.extensions) :]:
        yield "延期", str(extension.before or ""), f"{extension.until}（{extension.reason}）"
    yield from (
        ("进展（删去）", progress_words(entry), "") for entry in _beyond(_bare(before.progress), _bare(after.progress))
    )


def _bare(entries: Iterable[Progress]) -> list[Progress]:
    """Return entries without their evidence, which may come later."""
    return [msgspec.structs.replace(entry, evidence=()) for entry in entries]


def _pieces(task: Task) -> set[object]:
    return {*task.evidence, *(piece for entry in task.progress for piece in entry.evidence)}


def _beyond(entries: Iterable[Progress], others: Iterable[Progress]) -> Iterator[Progress]:
    """Yield the entries that are not among the others, each counted."""
    rest = list(others)
    for entry in entries:
        if entry in rest:
            rest.remove(entry)
        else:
            yield entry
