"""Groups of tasks in the table: by unit, status, light, theme, document or month. Pure functions.

Each task stands in one group: under the unit that leads it, or the one that is named first; under its outermost theme.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from itertools import groupby

import msgspec

from govtui.model import LIGHT_LABELS, STATUS_LABELS, DeadlineKind, Document, Status
from govtui.review.directory import Directory
from govtui.review.orders import STAGE, URGENCY
from govtui.review.rows import TaskRow


class Grouping(Enum):
    """What tasks can be put together by; the value is the word that the clerk sees."""

    NONE = "不分组"
    UNIT = "单位"
    STATUS = "状态"
    LIGHT = "亮灯"
    THEME = "主题"
    DOCUMENT = "来文"
    MONTH = "月份"


def grouping_named(word: str) -> Grouping:
    """Return the grouping that a word stands for where it is remembered; none for what is no such word."""
    return next((grouping for grouping in Grouping if grouping.value == word), Grouping.NONE)


def remembered_word(grouping: Grouping) -> str:
    """Return the word under which a grouping is remembered: the inverse of `grouping_named`, empty for none."""
    return "" if grouping is Grouping.NONE else grouping.value


class Group(msgspec.Struct, frozen=True):
    """Some rows that follow each other, under one heading."""

    title: str
    start: int
    """The place of its first row among the rows shown."""
    count: int
    settled: int
    """How many of them are done or struck off."""
    overdue: int
    """How many are not, and past their day."""


Belonging = tuple[str, int | None]
"""The title of the group that a row belongs to, and the place of the group; None where groups stand as they appear."""

Belongs = Callable[[TaskRow], Belonging]

NO_UNIT, NO_THEME = "没有写责任单位", "没有主题"
_SETTLED = frozenset(status for status in Status if status.settled)
_NO_MONTH = {DeadlineKind.ONGOING: ("长期", 10**6), DeadlineKind.AFTER: ("待定", 10**6 + 1)}
_NO_DEADLINE = ("没有写时限", 10**6 + 2)


def belongs(grouping: Grouping, directory: Directory, documents: Mapping[str, Document]) -> Belongs:
    """Return the function that says in which group a row stands."""
    match grouping:
        case Grouping.UNIT:
            return lambda row: _by_unit(row, directory)
        case Grouping.STATUS:
            return lambda row: (STATUS_LABELS[row.task.status], STAGE[row.task.status])
        case Grouping.LIGHT:
            return lambda row: (LIGHT_LABELS[row.reading.light], URGENCY[row.reading.light])
        case Grouping.THEME:
            return lambda row: (row.task.themes[0] if row.task.themes else NO_THEME, None)
        case Grouping.DOCUMENT:
            return _by_document(documents)
        case Grouping.MONTH:
            return _by_month
        case Grouping.NONE:
            return lambda _row: ("", 0)


def groups_of(rows: Sequence[TaskRow], belonging: Belongs) -> tuple[Group, ...]:
    """Return the groups of rows that stand sorted by them."""
    groups: list[Group] = []
    titles = [belonging(row)[0] for row in rows]
    start = 0
    for title, same in groupby(titles):
        members = rows[start : start + sum(1 for _ in same)]
        settled = sum([row.task.status in _SETTLED for row in members])
        overdue = sum([row.overdue for row in members])
        groups.append(Group(title, start, len(members), settled, overdue))
        start += len(members)
    return tuple(groups)


def document_words(number: str, documents: Mapping[str, Document]) -> str:
    """Return a document as it is named over its tasks: its number and its title."""
    document = documents.get(number)
    title = (document.title or document.source) if document else ""
    return f"来文{number}  {title}".rstrip()


def _by_unit(row: TaskRow, directory: Directory) -> Belonging:
    for name in row.task.lead or row.task.units:
        return directory.canonical(name), None
    return NO_UNIT, None


def _by_document(documents: Mapping[str, Document]) -> Belongs:
    titles = {number: document_words(number, documents) for number in documents}

    def belonging(row: TaskRow) -> Belonging:
        number = row.task.document
        return titles.get(number) or document_words(number, documents), None

    return belonging


def _by_month(row: TaskRow) -> Belonging:
    due = row.reading.due
    if due is None:
        return _NO_MONTH.get(row.task.deadline.kind, _NO_DEADLINE)
    return f"{due.year}年{due.month}月", due.year * 12 + due.month
