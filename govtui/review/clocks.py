"""The register of legal clocks, the pressing ones first, and what may be done with a clock. Pure functions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from govtui.errors import RequestError
from govtui.ledger.timebook import ended
from govtui.review.facts import Fact
from govtui.text import one_line
from govtui.timekeeping import Clock, Extension, Pause
from govtui.timing.clock_templates import ClockTemplate
from govtui.timing.clocks import ClockReading, ClockState, clock_due, day_words, law_words, left_words, span_words
from govtui.timing.workdays import WorkCalendar

OTHER_REASON = "其他"
"""A reason for a pause that the template does not know of."""


class ClockRow(msgspec.Struct, frozen=True):
    """A clock as the register shows it."""

    clock: Clock
    template: ClockTemplate | None
    """None where the office has removed its template: then nothing can be worked out."""
    reading: ClockReading | None

    @property
    def kind(self) -> str:
        """What kind of clock it is."""
        return self.template.title if self.template else self.clock.template

    @property
    def state(self) -> str:
        """How it stands, in words."""
        return self.reading.state.value if self.reading else "算不出"

    @property
    def left(self) -> str:
        """How much time is left, in words."""
        return left_words(self.reading) if self.reading else ""


def clock_rows(
    clocks: Iterable[Clock], templates: Sequence[ClockTemplate], calendar: WorkCalendar, today: dt.date
) -> tuple[ClockRow, ...]:
    """Return clocks by the day on which they run out, the answered ones at the end, the last answered first."""
    by_key = {template.key: template for template in templates}
    return tuple(sorted((_row(clock, by_key.get(clock.template), calendar, today) for clock in clocks), key=_order))


def _row(clock: Clock, template: ClockTemplate | None, calendar: WorkCalendar, today: dt.date) -> ClockRow:
    if template is None:
        return ClockRow(clock, None, None)
    try:
        return ClockRow(clock, template, clock_due(clock, template, calendar, today))
    except (OverflowError, ValueError):  # beyond any calendar
        return ClockRow(clock, template, None)


def _order(row: ClockRow) -> tuple[bool, int]:
    if row.clock.answered:
        return True, -row.clock.answered.toordinal()
    return False, row.reading.due.toordinal() if row.reading else 0


def running_words(rows: Sequence[ClockRow]) -> str:
    """Return how many clocks run and how many are late: 3件在计时，1件逾期."""
    running = [row for row in rows if not row.clock.answered]
    counts = [
        (f"{len(running)}件在办", bool(running)),
        *(
            (f"{number}件{state.value}", bool(number))
            for state in (ClockState.OVERDUE, ClockState.PAUSED, ClockState.FULL)
            for number in [sum(row.reading is not None and row.reading.state is state for row in running)]
        ),
        (f"{len(rows) - len(running)}件已办结", len(rows) > len(running)),
    ]
    return "，".join(words for words, wanted in counts if wanted) or "没有在计时的期限"


def clock_facts(row: ClockRow) -> list[Fact]:
    """Return all there is to say of a clock, by labels; what is empty is left out where it is shown."""
    clock, template, reading = row.clock, row.template, row.reading
    facts = [("事项", one_line(clock.title)), ("期限", row.kind)]
    if template:
        facts += [("规定", span_words(template)), ("依据", law_words(template))]
    else:
        facts.append(("提示", "设置文件夹的 clocks.toml 里没有这个模板了，算不出日期"))
    if reading:
        facts.append(("到期", f"{day_words(reading.due, weekday=True)}　{row.state}　{row.left}"))
        facts += [("怎么算的" if not place else "", line) for place, line in enumerate(reading.how)]
        facts.append(("估算", reading.caveat))
        facts += [("请留意" if not place else "", line) for place, line in enumerate(reading.warnings)]
        if template and reading.state in (ClockState.OVERDUE, ClockState.FULL):
            facts.append(("怎么办", template.advice))
    elif template:
        facts.append(("提示", "日期超出可以计算的范围，请核对起算日期"))
    return [*facts, ("任务", clock.task), ("备注", one_line(clock.note))]


def clock_line(row: ClockRow) -> str:
    """Return a clock on one line, as it stands in the text of its task: 李某申请公开征地批文：2月22日到期，还有5天."""
    if row.reading is None:
        return f"{one_line(row.clock.title)}（{row.kind}）：{row.state}"
    due = "" if row.reading.state is ClockState.PAUSED else f"，{row.reading.due}到期"
    return f"{one_line(row.clock.title)}（{row.kind}）：{row.state}{due}，{row.left}"


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


# What may be done: each function returns the fields to change, or raises RequestError


def pause_reasons(template: ClockTemplate | None) -> tuple[str, ...]:
    """Return the reasons for a pause that can be chosen from, those of the rule first."""
    return (*(rule.reason for rule in template.pause), OTHER_REASON) if template else (OTHER_REASON,)


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
    if until <= row.reading.due:
        raise RequestError("没有延期", f"新期限{until}不比现在的{row.reading.due}晚", "请核对新期限")
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
