"""The register of legal clocks, the pressing ones first, and what there is to say of each. Pure functions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec

from govtui.review.facts import Fact
from govtui.text import one_line
from govtui.timekeeping import Clock
from govtui.timing.almanac import Almanac
from govtui.timing.clock_templates import ClockTemplate
from govtui.timing.clocks import (
    ClockReading,
    ClockState,
    clock_due,
    day_words,
    law_words,
    left_words,
    span_words,
    unit_words,
)
from govtui.timing.workdays import WorkCalendar


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

    @property
    def left_in_short(self) -> str:
        """The same for a column; 约 where working days were counted in years without a table."""
        return f"约{self.left}" if self.left and self.reading and self.reading.caveat else self.left


def clock_rows(
    clocks: Iterable[Clock], templates: Sequence[ClockTemplate], calendar: WorkCalendar, today: dt.date
) -> tuple[ClockRow, ...]:
    """Return clocks by the day on which they run out, the answered ones at the end, the last answered first."""
    by_key = {template.key: template for template in templates}
    return tuple(sorted((_row(clock, by_key.get(clock.template), calendar, today) for clock in clocks), key=_order))


def hung_on(task_id: str, clocks: Iterable[Clock], almanac: Almanac, today: dt.date) -> tuple[ClockRow, ...]:
    """Return the clocks that hang on a task, in the register's order."""
    hung = [clock for clock in clocks if clock.task == task_id]
    return clock_rows(hung, almanac.templates, almanac.calendar, today) if hung else ()


def _row(clock: Clock, template: ClockTemplate | None, calendar: WorkCalendar, today: dt.date) -> ClockRow:
    if template is None:
        return ClockRow(clock, None, None)
    try:
        return ClockRow(clock, template, clock_due(clock, template, calendar, today))
    except OverflowError:  # beyond any calendar
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
        facts.append(("到期", f"{day_words(reading.due, weekday=True)}，{clock_standing(row)}"))
        facts += [("怎么算的" if not place else "", line) for place, line in enumerate(reading.how)]
        facts.append(("估算", reading.caveat))
        facts += [("请留意" if not place else "", line) for place, line in enumerate(reading.warnings)]
        if template and reading.state in (ClockState.OVERDUE, ClockState.FULL):
            facts.append(("怎么办", template.advice))
    elif template:
        facts.append(("提示", "日期超出可以计算的范围，请核对起算日期"))
    return [*facts, ("任务", clock.task), ("备注", one_line(clock.note))]


def template_facts(template: ClockTemplate) -> list[Fact]:
    """Return the rule of a template by labels: its law, how far it may be extended, what does not count."""
    facts = [("依据", law_words(template))]
    if template.extension:
        by = f"，须经{template.approver}同意" if template.approver else ""
        facts.append(("延期", f"最多{template.extension}{unit_words(template.unit)}{by}"))
    for place, rule in enumerate(template.pause):
        told = [
            f"{rule.reason}{'后重新计算' if rule.anew else '不计算在内'}",
            f"{rule.within}个工作日内提出" if rule.within else "",
            f"对方{rule.at_most}个工作日内答复" if rule.at_most else "",
            rule.article,
        ]
        facts.append(("暂停" if not place else "", "，".join(filter(None, told))))
    return facts


def clock_line(row: ClockRow) -> str:
    """Return a clock on one line, as it stands in the text of its task: 李某申请公开征地批文：2月22日到期，还有5天."""
    paused = row.reading is None or row.reading.state is ClockState.PAUSED
    due = f"{row.reading.due}到期" if row.reading and not paused else ""
    caveat = row.reading.caveat if row.reading else ""
    said = "，".join(filter(None, (due, clock_standing(row), caveat)))
    return f"{one_line(row.clock.title)}（{row.kind}）：{said}"


def clock_standing(row: ClockRow) -> str:
    """Return how a clock stands and how much is left: 计时中，还有5个工作日; 逾期2个工作日."""
    if row.left.startswith(row.state):
        return row.left
    return "，".join(filter(None, (row.state, row.left)))
