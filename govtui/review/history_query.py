"""The language in which the history is filtered, in the manner of the filter for tasks: terms that must all hold.

    财政局 已公布       both words occur somewhere: in what was done, what from, what to, by whom, when
    -导入              the word does not occur
    任务:1-3           the task with this number and its parts 1-3.1, 1-3.2; 任务:3 in any document; 编号: likewise
    操作人:李青         the operator's name, or the computer's account, contains the word
    日期:2023-09       a day, a month, a year, or from one to another: 日期:9.1-9.30
    自:2023-09-01      from a day on; 至:2023-09-30 up to a day
    类别:进展           what was changed: 导入、更新来文、办理状态、进展、备注、佐证、时限、计数……

A date without a year is the latest one that has been. Full-width letters, digits and colons count as half-width ones.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from govtui.ledger.past import Heading, PastLine
from govtui.ledger.transactions import Transaction
from govtui.review.entries import Kind, moment_words
from govtui.review.history import kinds_of
from govtui.review.passages import passages_of
from govtui.text import fold
from govtui.wording.spans import Span, typed_span


class Looked:
    """A line of the journal that is looked at: decoded no further than is asked for, and once."""

    def __init__(self, line: PastLine) -> None:
        self.line = line

    @cached_property
    def heading(self) -> Heading:
        """What it says of itself."""
        return self.line.heading()

    @cached_property
    def transaction(self) -> Transaction:
        """All of it."""
        return self.line.transaction()

    @cached_property
    def said(self) -> str:
        """Who, when, what, without what from and what to; folded."""
        head = self.heading
        return fold(f"第{head.number}号 {moment_words(head.time)} {head.operator} {head.account} {head.reason}")

    @cached_property
    def told(self) -> str:
        """The rest: what kind of change, to which tasks, what from, what to; folded."""
        kinds = (kind.value for kind in kinds_of(self.transaction))
        passages = (
            text
            for passage in passages_of(self.transaction)
            for text in (*passage.tasks, passage.name, passage.before, passage.after)
        )
        return fold("\n".join((*kinds, *passages)))


class Cost(IntEnum):
    """How much of a line must be decoded to try a condition; the cheap ones are tried first."""

    BYTES = 0
    HEADING = 1
    ALL = 2


@dataclass(frozen=True, slots=True)
class Condition:
    """One term of a filter."""

    cost: Cost
    holds: Callable[[Looked], bool]


@dataclass(frozen=True, slots=True)
class HistoryQuery:
    """A parsed filter: all its conditions must hold."""

    conditions: tuple[Condition, ...] = ()
    unclear: tuple[str, ...] = ()
    """Terms that were not understood, as a date that is none; they keep nothing out."""

    def lets_through(self, looked: Looked) -> bool:
        """Say whether all conditions hold for a line."""
        return all(condition.holds(looked) for condition in self.conditions)

    def also(self, other: HistoryQuery) -> HistoryQuery:
        """Return the query for which all conditions of both must hold."""
        return history_query((*self.conditions, *other.conditions), (*self.unclear, *other.unclear))


def history_query(conditions: Iterable[Condition], unclear: Sequence[str] = ()) -> HistoryQuery:
    """Return the query of some conditions, which are tried in the order of what they cost."""
    return HistoryQuery(tuple(sorted(conditions, key=lambda condition: condition.cost)), tuple(unclear))


def parse_history_query(text: str, today: dt.date) -> HistoryQuery:
    """Return the query that `text` words on the day `today`. What is no known field is searched as a word."""
    conditions: list[Condition] = []
    unclear: list[str] = []
    for term in fold(text).split():
        negated = len(term) > 1 and term.startswith("-")
        body = term[1:] if negated else term
        name, colon, value = body.partition(":")
        values = tuple(part for part in value.replace("、", ",").split(",") if part)
        if not colon or name not in _FIELDS:
            found: Condition | None = saying(body)
        elif not values:  # still being typed
            continue
        else:
            found = _FIELDS[name](values, today)
        if found is None:
            unclear.append(body)
        else:
            conditions.append(_not(found) if negated else found)
    return history_query(conditions, unclear)


def saying(word: str) -> Condition:
    """The word occurs in what is said of a change; what it does to each field is only looked at if need be."""
    return Condition(Cost.ALL, lambda looked: word in looked.said or word in looked.told)


def of_task(task_id: str) -> Condition:
    """The change touches the task with just this id."""
    return _of_tasks([task_id], lambda touched: touched == task_id)


def about_tasks(values: Sequence[str]) -> Condition:
    """The change touches a task with one of these numbers, or a part of it: 1-3, or 3 of any document."""

    def wanted(task_id: str) -> bool:
        names = (fold(task_id), fold(task_id.partition("-")[2]))
        return any(name == value or name.startswith(f"{value}.") for name in names for value in values)

    return _of_tasks(values, wanted)


def _of_tasks(values: Sequence[str], wanted: Callable[[str], bool]) -> Condition:
    def holds(looked: Looked) -> bool:
        if value_bytes and not any(value in looked.line.line for value in value_bytes):  # tells most lines at once
            return False
        return any(touched.table == "tasks" and wanted(touched.id) for touched in looked.heading.changes)

    # Letters may stand in an id in another form or case than in a folded value, and not all signs as they are.
    value_bytes = [value.encode() for value in values if all(sign.isdigit() or sign in "-." for sign in value)]
    value_bytes = value_bytes if len(value_bytes) == len(values) else []
    return Condition(Cost.BYTES, holds)


def by_persons(names: Sequence[str]) -> Condition:
    """The operator's name, or the account, contains one of these words."""

    def holds(looked: Looked) -> bool:
        person = fold(f"{looked.heading.operator}\n{looked.heading.account}")
        return any(name in person for name in names)

    return Condition(Cost.HEADING, holds)


def within(spans: Sequence[Span]) -> Condition:
    """The change was made in one of these stretches of days, as the computer's clock showed it then."""
    return Condition(
        Cost.HEADING,
        lambda looked: any(span.first <= looked.heading.time.date() <= span.last for span in spans),
    )


def of_kinds(kinds: Iterable[Kind]) -> Condition:
    """The change is of one of these kinds."""
    wanted = frozenset(kinds)
    return Condition(Cost.ALL, lambda looked: not wanted.isdisjoint(kinds_of(looked.transaction)))


def kinds_named(word: str) -> list[Kind]:
    """Return the kinds whose name contains a word: that one alone where it is the whole of a name."""
    exact = [kind for kind in Kind if fold(kind.value) == fold(word)]
    return exact or [kind for kind in Kind if fold(word) in fold(kind.value)]


def _not(condition: Condition) -> Condition:
    return Condition(condition.cost, lambda looked: not condition.holds(looked))


_Maker = Callable[[tuple[str, ...], dt.date], Condition | None]
"""Makes the condition of a field of its values on a day; None where they are not understood."""


def _tasks(values: tuple[str, ...], _today: dt.date) -> Condition:
    return about_tasks(values)


def _persons(values: tuple[str, ...], _today: dt.date) -> Condition:
    return by_persons(values)


def _kinds(values: tuple[str, ...], _today: dt.date) -> Condition | None:
    kinds = [kind for value in values for kind in kinds_named(value)]
    return of_kinds(kinds) if kinds else None


def _dates(values: tuple[str, ...], today: dt.date) -> Condition | None:
    spans = [span for value in values if (span := typed_span(value, today))]
    return within(spans) if len(spans) == len(values) else None


def _since(values: tuple[str, ...], today: dt.date) -> Condition | None:
    span = typed_span(values[0], today)
    return within([Span(span.first, dt.date.max)]) if span else None


def _until(values: tuple[str, ...], today: dt.date) -> Condition | None:
    span = typed_span(values[0], today)
    return within([Span(dt.date.min, span.last)]) if span else None


_FIELDS: dict[str, _Maker] = {
    **dict.fromkeys(("任务", "编号", "task"), _tasks),
    **dict.fromkeys(("操作人", "经办人", "operator"), _persons),
    **dict.fromkeys(("日期", "时间", "date"), _dates),
    **dict.fromkeys(("自", "从", "since"), _since),
    **dict.fromkeys(("至", "到", "until"), _until),
    **dict.fromkeys(("类别", "kind"), _kinds),
}

HISTORY_EXAMPLES = (
    ("财政局 已公布", "两个词都出现的改动，改前、改后的内容也算"),
    ("任务:1-3", "任务1-3的改动；几项任务用逗号隔开"),
    ("操作人:李青", "李青做的改动"),
    ("日期:2023-09", "2023年9月的改动；也可写日期:9.1-9.30"),
    ("自:2023-09-01", "这一天起的改动；至: 用法相同"),
    ("类别:进展", "、".join(kind.value for kind in Kind if kind is not Kind.OTHER)),
)
"""The language in examples with their meaning, for every place that explains it to a clerk."""
