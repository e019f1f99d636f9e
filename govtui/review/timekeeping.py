"""What happens to time, in words: pauses, extensions and counts of tasks; clocks, reporting rounds, schedules."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from govtui.model import DeadlineKind, Task
from govtui.text import one_line
from govtui.timekeeping import Clock, Count, Extension, HandIn, Pause, Round, Schedule
from govtui.timing.dues import Due, due_of
from govtui.timing.lights import LightReader
from govtui.timing.pace import Pace, number_words
from govtui.timing.words import time_left_words


class TaskTime(NamedTuple):
    """What follows for one task from its time on a day."""

    due: Due
    paces: tuple[Pace, ...] = ()
    """How the indicators stand that something was counted for."""
    stages: tuple[str, ...] = ()
    """The stages that the wording sets, each with the time that is left: 6月底前完成方案：已过12天."""

    @classmethod
    def of(cls, task: Task, reader: LightReader) -> TaskTime:
        """Return it as the reader of lights counts."""
        counted = {count.indicator for entry in task.progress for count in entry.counts}
        paces = [pace for pace in reader.paces(task) if pace.indicator.text in counted] if counted else []
        return cls(due_of(task, reader.almanac.calendar), tuple(paces), tuple(_stages(task, reader.today)))


_PARTED = re.compile(r"[\s、，,；;。！!（(①-⑳]")
"""What stands in every wording with several stages."""


def _stages(task: Task, today: dt.date) -> Iterator[str]:
    if not _PARTED.search(task.deadline_text):  # most have none: what reads them need not be loaded to begin with
        return
    from govtui.wording.stages import stages_of

    end = task.deadline.due or task.deadline.until
    for stage in stages_of(task.deadline_text, end.year if end else None):
        left = "" if task.status.settled else time_left_words(DeadlineKind.BY, stage.due, today)
        # Whether a stage was done in time nobody has said: it has passed, and is not therefore overdue.
        yield "：".join(filter(None, (one_line(stage.text), left.replace("逾期", "已过"))))


def pause_words(pause: Pause) -> str:
    """Return a pause: 2023-09-04至2023-09-11，补正，恢复后重新起算; one that lasts: 2023-09-04起，补正."""
    span = f"{pause.start}至{pause.end}" if pause.end else f"{pause.start}起"
    return "，".join(filter(None, (span, one_line(pause.reason), "恢复后重新起算" if pause.anew else "")))


def extension_words(extension: Extension) -> str:
    """Return an extension with the date before it: 2023-11-30 → 2023-12-15，场地未落实，批准人周慧."""
    dates = f"{extension.before} → {extension.until}" if extension.before else f"延至{extension.until}"
    approver = one_line(extension.approver)
    return "，".join(filter(None, (dates, one_line(extension.reason), f"批准人{approver}" if approver else "")))


def extended_words(task: Task) -> str:
    """Return the date that holds by the last extension, to stand beside the wording: 延期至12月15日; else empty.

    The year is named where it is not that of the date before.
    """
    if not task.extensions:
        return ""
    last = task.extensions[-1]
    year = "" if last.before and last.before.year == last.until.year else f"{last.until.year}年"
    return f"延期至{year}{last.until.month}月{last.until.day}日"


def count_words(counts: Iterable[Count]) -> str:
    """Return what an entry of progress counts: 不少于2次 +1."""
    return "，".join(f"{one_line(count.indicator)} +{number_words(count.value)}" for count in counts)


def clock_words(clock: Clock) -> str:
    """Return what a clock is that was started or removed: 李某申请公开征地批文，2023-09-04起算."""
    task = f"任务 {clock.task}" if clock.task else ""
    return "，".join(filter(None, (one_line(clock.title), f"{clock.started}起算", task, one_line(clock.note))))


def round_words(opened: Round) -> str:
    """Return what a reporting round is: 9月5日报送（2023-09-05），来文1、2."""
    return f"{one_line(opened.title)}（{opened.due}）{_scope(opened.documents)}"


def schedule_words(schedule: Schedule) -> str:
    """Return what rounds are set: 月报（每月25日前），2023-09-01起."""
    return f"{one_line(schedule.title)}（{one_line(schedule.wording)}），{schedule.since}起{_scope(schedule.documents)}"


def hand_in_words(hand_in: HandIn) -> str:
    """Return what was handed in and when: 2023-09-04 16:20，42项任务，政务公开进展.xlsx."""
    told = (f"{hand_in.at:%Y-%m-%d %H:%M}", f"{hand_in.tasks}项任务", one_line(hand_in.file))
    return "，".join(filter(None, told))


def _scope(documents: Iterable[str]) -> str:
    named = "、".join(documents)
    return f"，来文{named}" if named else ""
