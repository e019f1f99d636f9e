"""What may be done with a legal clock: each function returns the fields to change, or refuses. Pure functions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

from govtui.errors import RequestError
from govtui.ledger.timebook import ended
from govtui.review.clocks import ClockRow
from govtui.text import one_line
from govtui.timekeeping import Clock, Extension, Pause
from govtui.timing.clock_templates import WORKDAYS, ClockTemplate
from govtui.timing.clocks import ClockState
from govtui.timing.workdays import WorkCalendar

_ONLY_DAYS = re.compile(r"[+＋]?(\d{1,3})(?:个?(工作日|天))?")

OTHER_REASON = "其他"
"""A reason for a pause that the template does not know of."""


def find_clock(clocks: Iterable[Clock], typed: str) -> Clock:
    """Return the clock with this number, or the only one whose title has these words. Raises RequestError else."""
    clocks = list(clocks)
    typed = one_line(typed)
    found = [clock for clock in clocks if clock.id == typed]
    found = found or [clock for clock in clocks if typed and typed in one_line(clock.title)]
    if len(found) == 1:
        return found[0]
    said = f"“{typed}”可以指{len(found)}件" if found else f"没有号数为“{typed}”的法定期限"
    raise RequestError("没有找到这个期限", said, "用 govtui clocks 看看有哪些")


def pause_reasons(template: ClockTemplate | None) -> tuple[str, ...]:
    """Return the reasons for a pause that can be chosen from, those of the rule first."""
    return (*(rule.reason for rule in template.pause), OTHER_REASON) if template else (OTHER_REASON,)


def extension_day(row: ClockRow, typed: str, calendar: WorkCalendar) -> dt.date | None:
    """Return the day so many days after the present last one, for 20, 20天, 20个工作日; None for any other text."""
    match = _ONLY_DAYS.fullmatch("".join(typed.split()))
    if match is None or row.reading is None:
        return None
    days = int(match[1])
    counts_workdays = match[2] == WORKDAYS if match[2] else row.reading.unit == WORKDAYS
    try:
        due = row.reading.due
        return calendar.add(due, days).day if counts_workdays else due + dt.timedelta(days=days)
    except OverflowError:
        return None


def paused(clock: Clock, template: ClockTemplate | None, start: dt.date, reason: str) -> dict[str, Any]:
    """Let days not count from `start` on, for a reason; 补正 begins the counting anew as its rule says.

    Refused for one that is answered or paused, that has a fixed day, or for a day before its event.
    """
    _refuse_answered(clock)
    if template and template.fixed:
        raise RequestError("没有暂停", f"“{one_line(clock.title)}”的期限是固定的日期", "固定日期不能暂停")
    if clock.pauses and clock.pauses[-1].end is None:
        raise RequestError("没有暂停", f"“{one_line(clock.title)}”已经在暂停", "请先恢复，再重新暂停")
    if start < clock.started:
        raise RequestError("没有暂停", f"{start}早于起算的{clock.started}", "请核对日期")
    rule = template.rule_of(one_line(reason)) if template else None
    return {"pauses": (*clock.pauses, Pause(start, None, one_line(reason), bool(rule and rule.anew)))}


def resumed(clock: Clock, end: dt.date) -> dict[str, Any]:
    """Let days count again after `end`, the day on which the correction or the opinion came."""
    _refuse_answered(clock)
    return {"pauses": ended(clock.pauses, end, f"“{one_line(clock.title)}”")}


def extended(row: ClockRow, until: dt.date, reason: str, approver: str, day: dt.date) -> dict[str, Any]:
    """Put the last day off; the date that held before any extension is kept with it."""
    clock = row.clock
    _refuse_answered(clock)
    if row.reading is None:
        raise RequestError("没有延期", "这个期限算不出到期日", "请先核对模板和起算日期")
    if row.reading.state is ClockState.PAUSED:
        raise RequestError("没有延期", f"“{one_line(clock.title)}”正在暂停，到期日还没有定", "请先恢复计时再延期")
    if not one_line(reason):
        raise RequestError("没有延期", "没有写延期的原因", "请写明原因；批准人可不填")
    if until <= row.reading.due:
        raise RequestError("没有延期", f"新期限{until}不比现在的{row.reading.due}晚", "请核对新期限")
    if any(pause.anew and pause.end and pause.end > day for pause in clock.pauses):
        raise RequestError("没有延期", f"重新计算从{day}以后才开始", "请核对暂停的日期和延期决定的日期")
    held = clock.extension.before if clock.extension and row.reading.extended else row.reading.due
    return {"extension": Extension(day, held, until, one_line(reason), one_line(approver))}


def answered(clock: Clock, day: dt.date) -> dict[str, Any]:
    """Let it stand still for good. Refused for one that is answered, or for a day before its event."""
    _refuse_answered(clock)
    if day < clock.started:
        raise RequestError("没有办结", f"{day}早于起算的{clock.started}", "请核对日期")
    return {"answered": day}


def _refuse_answered(clock: Clock) -> None:
    if clock.answered:
        raise RequestError(
            "没有改动", f"“{one_line(clock.title)}”已于{clock.answered}办结", "办结登记错了，可以撤销那次改动"
        )
