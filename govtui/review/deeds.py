"""What a clerk can do about the time of one task: which of it makes sense, and why the rest does not."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from govtui.errors import RequestError
from govtui.model import DeadlineKind, Task
from govtui.timing.pace import is_counted
from govtui.wording.indicators import find_indicators


class TimeDeed(Enum):
    """Something that is done about time; the value is the word that the clerk sees."""

    EVENT = "起算日"
    EXTEND = "延期"
    PAUSE = "暂停"
    RESUME = "恢复"
    TICK = "核验"


_REFUSALS = {
    TimeDeed.EVENT: ("没有登记起算日", "时限不是从某件事起算的", "要推后期限，请用延期"),
    TimeDeed.PAUSE: ("没有暂停", "时限不是从某件事起算的，没有计时可以暂停", "要推后期限，请用延期"),
    TimeDeed.RESUME: ("没有恢复计时", "没有在暂停", "只有暂停着的才能恢复"),
    TimeDeed.TICK: ("没有核验", "没有只需查看、核实的量化指标", "能计数的指标，请在登记进展时计数"),
}


def deeds_of(task: Task) -> tuple[TimeDeed, ...]:
    """Return what can be done about the time of a task, what is likely to be wanted first."""
    counts_days = task.deadline.kind is DeadlineKind.AFTER
    begun, paused = counts_days and task.event_on is not None, is_paused(task)
    likely = (
        (TimeDeed.RESUME, paused),
        (TimeDeed.EVENT, counts_days and not begun),
        (TimeDeed.TICK, is_way_of_checking(task) and task.checked_on is None),
        (TimeDeed.PAUSE, begun and not paused),
        (TimeDeed.EXTEND, True),
        (TimeDeed.EVENT, begun),
        (TimeDeed.TICK, is_way_of_checking(task) and task.checked_on is not None),
    )
    return tuple(deed for deed, fits in likely if fits)


def shared_deeds(tasks: Sequence[Task]) -> tuple[TimeDeed, ...]:
    """Return what can be done about the time of all of some tasks at once; a pause belongs to one task alone."""
    if len(tasks) == 1:
        return deeds_of(tasks[0])
    return tuple(
        deed
        for deed in (TimeDeed.EXTEND, TimeDeed.EVENT, TimeDeed.TICK)
        if all(deed in deeds_of(task) for task in tasks)
    )


def is_paused(task: Task) -> bool:
    """Say whether the days of a task's deadline stand still."""
    return bool(task.pauses) and task.pauses[-1].end is None


def is_way_of_checking(task: Task) -> bool:
    """Say whether a task's measure only says how it is checked (查看网站发布信息), with nothing to count."""
    asked = (*task.indicators, *find_indicators(task.measure))
    return bool(task.measure.strip()) and not any(map(is_counted, asked))


def refuse_unless_fit(task: Task, deed: TimeDeed) -> None:
    """Raise RequestError where something makes no sense for a task."""
    if deed in deeds_of(task):
        return
    title, message, hint = _REFUSALS[deed]
    if deed is TimeDeed.PAUSE and task.deadline.kind is DeadlineKind.AFTER:
        message = "已经暂停着" if is_paused(task) else "还没有起算"
        hint = "请先恢复，再重新暂停" if is_paused(task) else "先登记起算日，再暂停"
    raise RequestError(title, f"任务 {task.id} {message}", hint)
