"""序时进度: what was counted for an indicator, against the part of its period that has gone. Pure functions.

A number that is demanded in the year runs from the plan's beginning to the deadline, one of a quarter or a month within
that quarter or month. What entries count adds up; of a share (%) the newest entry says how high it is. Durations
(5个工作日) are not counted. A whole step that is not due yet is no arrears: of 2次 a year one is on time until its end.
"""

from __future__ import annotations

import calendar
import datetime as dt
import math
from collections.abc import Iterable
from enum import Enum
from functools import lru_cache

import msgspec

from govtui.model import Document, Indicator, Task

SHARES = frozenset({"%", "％", "‰"})
_DURATIONS = ("工作日", "自然日", "小时", "分钟", "个月", "星期")
_BARE_DURATIONS = frozenset({"日", "天", "周", "年", "月", "秒"})
_SLIGHT = 0.5
"""Percentage points: less is no difference."""
_MONTHS = {"月": 1, "季度": 3, "半年": 6}


class Verdict(Enum):
    """How far the count has come, in the words of an office."""

    BEHIND = "欠序时"
    ON_TIME = "达序时"
    AHEAD = "超序时"
    OVER = "超上限"
    """More than an indicator with `<=` allows."""


class Pace(msgspec.Struct, frozen=True):
    """An indicator as it stands on a day."""

    indicator: Indicator
    done: int | float
    points: float
    """The share done less the share of the period gone, in percentage points; negative behind."""
    verdict: Verdict
    first: dt.date
    """The first day of the period."""
    last: dt.date
    """Its last day."""

    @property
    def words(self) -> str:
        """The count and what it means: 3/10次，欠序时25个百分点."""
        points = round(abs(self.points))
        if self.verdict is Verdict.ON_TIME:
            return f"{self.count}，{self.verdict.value}"
        return f"{self.count}，{self.verdict.value}{points}个百分点"

    @property
    def count(self) -> str:
        """How much is done of what is asked: 3/10次, 40%/50%."""
        unit = self.indicator.unit
        asked = f"{number_words(self.indicator.value)}{unit}"
        return f"{number_words(self.done)}{unit if unit in SHARES else ''}/{asked}"

    def with_entry(self, value: float) -> str:
        """Return how the count reads after another entry of its period: so much more, or the newest share."""
        done = value if self.indicator.unit in SHARES else self.done + value
        return msgspec.structs.replace(self, done=done).count


def number_words(number: int | float) -> str:
    """Return a number without a fraction of nothing."""
    return str(int(number)) if number == int(number) else str(round(number, 2))


def is_counted(indicator: Indicator) -> bool:
    """Say whether an indicator can be counted: not a stretch of time, not none at all."""
    unit = indicator.unit
    return not (indicator.value <= 0 or unit in _BARE_DURATIONS or unit.endswith(_DURATIONS))


def paces(task: Task, today: dt.date, begin: dt.date | None, due: dt.date | None) -> list[Pace]:
    """Return how each countable indicator stands on `today`, in their order.

    `begin` is the day on which the plan began, `due` the one on which the task is due; None where they are not known.
    """
    return [_pace(task, indicator, today, begin, due) for indicator in task.indicators if is_counted(indicator)]


def behind_by(task: Task, today: dt.date, begin: dt.date | None, due: dt.date | None) -> float | None:
    """Return the percentage points by which the indicator that is furthest behind is so, as a positive number.

    None where none is behind, and where nobody has counted anything: who does not count is not judged by it.
    """
    if not task.indicators or not any(entry.counts for entry in task.progress):
        return None
    most = None
    for pace in paces(task, today, begin, due):
        if (pace.verdict is Verdict.BEHIND or pace.verdict is Verdict.OVER) and abs(pace.points) > (most or 0):
            most = abs(pace.points)
    return most


def plan_beginning(document: Document) -> dt.date:
    """Return the day on which a plan began: its issue, or 1 January of its year if it was issued before or undated."""
    year = document.year or (document.issued_on or document.imported_at).year
    new_year = dt.date(year, 1, 1)
    return max(document.issued_on, new_year) if document.issued_on else new_year


def beginnings(documents: Iterable[Document]) -> dict[str, dt.date]:
    """Return for each document, by its id, the day on which its plan began."""
    return {document.id: plan_beginning(document) for document in documents}


def _pace(task: Task, indicator: Indicator, today: dt.date, begin: dt.date | None, due: dt.date | None) -> Pace:
    now = min(today, due) if due else today
    first, last = _period(indicator.period, now, begin, due)
    done = _done(task, indicator, first if indicator.period else None, last if now == today else None)
    asked, length = indicator.value, (last - first).days + 1
    passed = min(max(0, (today - first).days + 1), length)
    if indicator.op == "<=":
        over = done > asked
        return Pace(
            indicator,
            done,
            (done - asked) / asked * 100 if over else 0.0,
            Verdict.OVER if over else Verdict.ON_TIME,
            first,
            last,
        )
    points = (done / asked - passed / length) * 100
    if points <= -_SLIGHT and done < asked * passed // length:
        verdict = Verdict.BEHIND
    elif points >= _SLIGHT and (done >= asked or done > math.ceil(asked * passed / length)):
        verdict = Verdict.AHEAD
    else:
        verdict = Verdict.ON_TIME
    return Pace(indicator, done, points, verdict, first, last)


@lru_cache(maxsize=4096)  # the tasks of a plan share their days
def _period(period: str | None, now: dt.date, begin: dt.date | None, due: dt.date | None) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of the stretch around `now` in which a number is demanded."""
    if period == "周":
        monday = now - dt.timedelta(now.weekday())
        return monday, monday + dt.timedelta(6)
    if period == "日":
        return now, now
    if months := _MONTHS.get(period or ""):
        last_month = -(-now.month // months) * months
        last = dt.date(now.year, last_month, calendar.monthrange(now.year, last_month)[1])
        return dt.date(now.year, last_month - months + 1, 1), last
    first, last = dt.date(now.year, 1, 1), dt.date(now.year, 12, 31)
    if period is None and begin:  # demanded once, however many years there are for it
        first = min(begin, now)
        last = due or last
    elif begin and begin <= now:
        first = max(first, begin)
    if due and due >= first:
        last = min(last, due)
    return first, last


def _done(task: Task, indicator: Indicator, first: dt.date | None, last: dt.date | None) -> int | float:
    """Return what was counted between two days, which are None for no bound: all together, or the newest share."""
    if first and indicator.period == "年":  # work was done before its plan was issued
        first = dt.date(first.year, 1, 1)
    values = []
    for entry in task.progress:
        if entry.counts and (first is None or entry.day >= first) and (last is None or entry.day <= last):
            values += [count.value for count in entry.counts if count.indicator == indicator.text]
    if indicator.unit in SHARES:
        return values[-1] if values else 0
    return sum(values)
