"""What the fields of time mean: deadlines, and when something was last reported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from govtui.model import DeadlineKind, Task
from govtui.review.filter.context import Context
from govtui.review.filter.query import Predicate
from govtui.review.filter.terms import Value
from govtui.review.filter.times import comparison_of, days_of, wanted_days
from govtui.review.filter.values import NONE_WORDS, SOME_WORDS, NotUnderstoodError, compared, is_word
from govtui.review.rows import TaskRow
from govtui.text import fold

_BY_INITIALS = ("今天", "明天", "本周", "下周", "上周", "本月", "下月", "上月", "本季度", "下季度", "今年", "本年")


def deadline(value: Value, context: Context) -> Predicate:
    """Read a value of 时限. Raises NotUnderstoodError."""
    text = value.text
    if is_word(text, "逾期"):
        return lambda row: row.overdue
    if is_word(text, "长期"):
        return lambda row: row.reading.due is None and row.task.deadline.kind is DeadlineKind.ONGOING
    if is_word(text, "待定"):
        return lambda row: row.reading.due is None and row.task.deadline.kind is DeadlineKind.AFTER
    if text in NONE_WORDS:
        return lambda row: row.reading.due is None and row.task.deadline.kind not in _WITHOUT_A_DAY
    if text in SOME_WORDS:
        return lambda row: row.reading.due is not None
    stretch = wanted_days(_spelt(text), context.today, _workdays(context))
    if stretch and not value.quoted:
        holds = stretch.holds
        return lambda row: row.reading.due is not None and holds(row.reading.due)
    if any(text in wording for wording in context.stock.deadlines):
        return lambda row: text in fold(row.task.deadline_text)
    raise NotUnderstoodError(
        f"“{value.typed}”不是日期，也不在时限原文里，可以写本周、本月、7天内、逾期、长期、<12-31、12-1..12-31"
    )


_WITHOUT_A_DAY = (DeadlineKind.ONGOING, DeadlineKind.AFTER)


def updated(value: Value, context: Context) -> Predicate:
    """Read a value of 更新. Raises NotUnderstoodError."""
    text, today = value.text, context.today
    if text in NONE_WORDS:
        return lambda row: not row.task.progress
    if text in SOME_WORDS:
        return lambda row: bool(row.task.progress)
    sign, rest = comparison_of(text)
    if (days := days_of(rest)) is not None and (sign or rest[-1:].isdigit()):
        return _age(sign, days, today)
    stretch = wanted_days(_spelt(text), today, _workdays(context), back=True)
    if stretch is None:
        raise NotUnderstoodError(f"看不懂“{value.typed}”，可以写 >90天、本周、上月、近7天、<9-1、无")
    holds = stretch.holds

    def reported(row: TaskRow) -> bool:
        newest = last_report(row.task)
        return newest is not None and holds(newest)

    return reported


def last_report(task: Task) -> dt.date | None:
    """Return the day of the newest entry of progress; None where there is none."""
    return max([entry.day for entry in task.progress]) if task.progress else None


def _age(sign: str, days: int, today: dt.date) -> Predicate:
    """Return the test how many days ago the newest entry was; who never reported did so longest ago."""
    holds = compared(sign, days)

    def old(row: TaskRow) -> bool:
        newest = last_report(row.task)
        return holds((today - newest).days) if newest else sign in (">", ">=")

    return old


def _spelt(text: str) -> str:
    """Return a word for time in Chinese that was typed by its pinyin."""
    if not text.isascii() or not text.isalpha():
        return text
    return next((word for word in _BY_INITIALS if is_word(text, word)), text)


def _workdays(context: Context) -> Callable[[dt.date, int], dt.date]:
    """Return the counting of working days, for which the calendar is loaded only when it is needed."""
    return lambda day, number: context.reader.almanac.calendar.add(day, number).day
