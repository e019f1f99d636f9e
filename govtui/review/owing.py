"""What an open task still owes and what comes next, for whoever takes it over. Pure functions of a task and a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from govtui.model import DeadlineKind, Status
from govtui.review.rows import TaskRow
from govtui.timing.lights import days_left_words, deadline_meaning
from govtui.timing.reports import missed_report

_STANDS = {
    Status.TODO: "尚未启动",
    Status.DOING: "正在推进，尚未办结",
    Status.PAUSED: "暂缓办理，何时恢复待定",
}


def owed_words(row: TaskRow, today: dt.date) -> str:
    """Return what is still owed, a line each: how late it is, what is not done, not told, not reported.

    Empty for a task that is settled.
    """
    return "" if row.task.status.settled else "\n".join(_owed(row, today))


def _owed(row: TaskRow, today: dt.date) -> Iterator[str]:
    task, left = row.task, row.reading.days_left
    if left is not None and left < 0:
        yield days_left_words(task.deadline, left)
    yield _STANDS[task.status]
    if not task.progress:
        yield "未登记过进展"
    elif missed := missed_report(task, today):
        yield f"{spoken_day(missed, today)}应报送的进展未登记"


def next_words(row: TaskRow, today: dt.date) -> str:
    """Return the days to keep in mind next, a line each: the next report, then the deadline and how far it is."""
    return "\n".join(_next(row, today))


def _next(row: TaskRow, today: dt.date) -> Iterator[str]:
    deadline, left = row.task.deadline, row.reading.days_left
    if coming := min((day for day in row.task.report_dates if day >= today), default=None):
        yield f"{spoken_day(coming, today)}前报送进展"
    due, extended = row.reading.due, "（延期）" if row.reading.extended else ""
    match deadline.kind:
        case DeadlineKind.ONGOING if due and left is not None:
            ended = f"{spoken_day(due, today)}{extended}"
            yield f"持续至{ended}" if left >= 0 else f"已于{ended}期满"
        case _ if due and left is not None:
            ended = f"{spoken_day(due, today)}{extended}"
            yield f"{ended}到期（{days_left_words(deadline, left)}）" if left >= 0 else f"已于{ended}到期"
        case _:
            yield deadline_meaning(deadline) or ("以原文时限为准" if row.task.deadline_text else "时限未写明")


def spoken_day(day: dt.date, today: dt.date) -> str:
    """Return a day as offices write it, the year only where it is another one: 12月20日."""
    year = "" if day.year == today.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"
