"""When a task falls due, and how that date came about: by its wording, an event, pauses, extensions. Pure functions.

Days are counted from the day after the event, as 之日起10个工作日内 is counted; a day within a pause does not count,
and after a pause with `anew` the counting begins again. An extension stands above all of it: its date holds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import msgspec

from govtui.model import After, DeadlineKind, Task
from govtui.timekeeping import Extension, Pause
from govtui.timing.workdays import WorkCalendar, estimate_words

_ONE_DAY = dt.timedelta(1)


class Due(msgspec.Struct, frozen=True, gc=False):
    """The last day on which something is in time."""

    day: dt.date | None
    """None where there is no date, or none yet: `how` says why."""
    how: tuple[str, ...] = ()
    """How the date came about, in pieces that are read one after the other; empty where there is nothing to tell."""
    unknown_years: tuple[int, ...] = ()
    """The years without a table of holidays in which working days were counted."""
    extended: bool = False
    """The date is that of an extension (延期)."""
    paused: bool = False
    """There is no date because the counting stands still."""

    @property
    def words(self) -> str:
        """How the date came about, as a sentence without its full stop."""
        return "，".join(self.how)


class Stretch(msgspec.Struct, frozen=True, gc=False):
    """What counting days led to."""

    day: dt.date | None
    """None where a pause has no end yet, or where the day is beyond any calendar."""
    pauses: tuple[Pause, ...] = ()
    """Those that made a difference."""
    unknown_years: tuple[int, ...] = ()
    """The years without a table of holidays in which working days were counted."""


def due_day(task: Task, calendar: WorkCalendar) -> dt.date | None:
    """Return the day of `due_of` alone, which costs much less."""
    if task.extensions:
        return task.extensions[-1].until
    deadline = task.deadline
    if deadline.kind is DeadlineKind.AFTER:
        after = deadline.after
        if after is None or task.event_on is None:
            return None
        return count_days(task.event_on, after.days, after.workdays, task.pauses, calendar).day
    return deadline.due or deadline.until


def due_of(task: Task, calendar: WorkCalendar) -> Due:
    """Return when `task` falls due; for an ongoing one that is the end of its period."""
    deadline = task.deadline
    match deadline.kind:
        case DeadlineKind.AFTER if deadline.after:
            due = _due_after(task, deadline.after, calendar)
        case DeadlineKind.BY if deadline.due:
            due = Due(deadline.due, _by_wording(task))
        case DeadlineKind.ONGOING:
            how = _by_wording(task) if deadline.until else ("长期，没有截止日期",)
            due = Due(deadline.until, how)
        case _:
            due = Due(None)
    return _extended(due, task.extensions) if task.extensions else due


def count_days(start: dt.date, days: int, workdays: bool, pauses: Sequence[Pause], calendar: WorkCalendar) -> Stretch:
    """Return the day that is `days` after `start`, the days of `pauses` (in their order) not counted."""
    base, left = start, days
    unknown: set[int] = set()
    felt: list[Pause] = []
    for pause in pauses:
        if pause.end is not None and pause.end <= base:
            continue
        passed = count_between(base, pause.start - _ONE_DAY, workdays, calendar)
        if passed >= left:  # it was due before the pause began
            break
        felt.append(pause)
        if pause.end is None:
            return Stretch(None, tuple(felt))
        if workdays and not pause.anew:
            unknown.update(calendar.count(base, pause.start).unknown_years)
        base, left = pause.end, days if pause.anew else left - passed
    try:
        if not workdays:
            return Stretch(base + dt.timedelta(left), tuple(felt))
        reckoned = calendar.add(base, left)
    except OverflowError:
        return Stretch(None, tuple(felt))
    return Stretch(reckoned.day, tuple(felt), tuple(sorted(unknown.union(reckoned.unknown_years))))


def count_between(start: dt.date, end: dt.date, workdays: bool, calendar: WorkCalendar) -> int:
    """Return the days from the day after `start` to `end` that count; none where `end` lies before `start`."""
    return max(0, calendar.count(start, end).days if workdays else (end - start).days)


def count_words(
    event: str, start: dt.date, days: int, workdays: bool, stretch: Stretch, calendar: WorkCalendar
) -> tuple[str, ...]:
    """Return how counting led to its day: 自2023年10月31日（文件印发）次日起算, 10个工作日, 到2023年11月14日."""
    named = f"（{event}）" if event else ""
    how = [f"自{day_words(start)}{named}次日起算", f"{days}{_unit(workdays)}"]
    how += _pause_words(stretch.pauses, workdays, calendar)
    if stretch.day:
        how.append(f"到{day_words(stretch.day)}")
    elif not (stretch.pauses and stretch.pauses[-1].end is None):
        how.append("超出可计算的日期")
    if caveat := estimate_words(stretch.unknown_years):
        how.append(caveat)
    return tuple(how)


def day_words(day: dt.date) -> str:
    """Return a day as offices write it: 2023年11月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _by_wording(task: Task) -> tuple[str, ...]:
    return (f"按原文“{task.deadline_text}”",) if task.deadline_text else ()


def _due_after(task: Task, after: After, calendar: WorkCalendar) -> Due:
    start = task.event_on
    if start is None:
        waiting = f"“{after.event}”的日期尚未登记"
        return Due(None, (waiting, f"登记后从次日起算{after.days}{_unit(after.workdays)}"))
    stretch = count_days(start, after.days, after.workdays, task.pauses, calendar)
    how = count_words(after.event, start, after.days, after.workdays, stretch, calendar)
    paused = stretch.day is None and bool(stretch.pauses) and stretch.pauses[-1].end is None
    return Due(stretch.day, how, stretch.unknown_years, paused=paused)


def _pause_words(pauses: Sequence[Pause], workdays: bool, calendar: WorkCalendar) -> Iterator[str]:
    for pause in pauses:
        reason = f"（{pause.reason}）" if pause.reason else ""
        if pause.end is None:
            yield f"{day_words(pause.start)}起暂停中{reason}"
        elif pause.anew:
            yield f"暂停到{day_words(pause.end)}{reason}，次日起重新计算"
        else:
            days = count_between(pause.start - _ONE_DAY, pause.end, workdays, calendar)
            yield f"扣除暂停{days}{_unit(workdays)}{reason}"


def _extended(due: Due, extensions: Sequence[Extension]) -> Due:
    """Return the date that the last extension set, after what was due before it."""
    how = list(due.how)
    for extension in extensions:
        before = f"由{day_words(extension.before)}" if extension.before else ""
        details = "，".join(filter(None, (extension.reason, extension.approver and f"批准人{extension.approver}")))
        how.append(f"{before}延期至{day_words(extension.until)}{f'（{details}）' if details else ''}")
    return Due(extensions[-1].until, tuple(how), extended=True)


def _unit(workdays: bool) -> str:
    return "个工作日" if workdays else "天"
