"""Groups of tasks in the table: by unit, status, light, theme, document or month. Pure functions.

Each task stands in one group: under the unit that leads it, or the one that is named first; under its outermost theme.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum

import msgspec

from govtui.model import DeadlineKind, Document
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


class Belonging(msgspec.Struct, frozen=True):
    """The group that a row belongs to; `rank` sorts groups, None where they stand in the order of appearance."""

    title: str
    rank: int | None = None


Belongs = Callable[[TaskRow], Belonging]

NO_UNIT, NO_THEME = "没有写责任单位", "没有主题"
_NO_MONTH = {DeadlineKind.ONGOING: ("长期", 10**6), DeadlineKind.AFTER: ("待定", 10**6 + 1)}
_NO_DEADLINE = ("没有写时限", 10**6 + 2)


def belongs(grouping: Grouping, directory: Directory, documents: Mapping[str, Document]) -> Belongs:
    """Return the function that says in which group a row stands."""
    match grouping:
        case Grouping.UNIT:
            return lambda row: _by_unit(row, directory)
        case Grouping.STATUS:
            return lambda row: Belonging(row.task.status.label, STAGE[row.task.status])
        case Grouping.LIGHT:
            return lambda row: Belonging(row.reading.light.label, URGENCY[row.reading.light])
        case Grouping.THEME:
            return lambda row: Belonging(row.task.themes[0] if row.task.themes else NO_THEME)
        case Grouping.DOCUMENT:
            return lambda row: Belonging(document_words(row.task.document, documents))
        case Grouping.MONTH:
            return _by_month
        case Grouping.NONE:
            return lambda _row: Belonging("", 0)


def groups_of(rows: Sequence[TaskRow], belonging: Belongs) -> tuple[Group, ...]:
    """Return the groups of rows that stand sorted by them."""
    groups: list[Group] = []
    title, start, settled, overdue = "", 0, 0, 0
    for place, row in enumerate(rows):
        if (named := belonging(row).title) != title:
            if place > start:
                groups.append(Group(title, start, place - start, settled, overdue))
            title, start, settled, overdue = named, place, 0, 0
        settled += row.task.status.settled
        overdue += row.overdue
    if len(rows) > start:
        groups.append(Group(title, start, len(rows) - start, settled, overdue))
    return tuple(groups)


def document_words(number: str, documents: Mapping[str, Document]) -> str:
    """Return a document as it is named over its tasks: its number and its title."""
    document = documents.get(number)
    title = (document.title or document.source) if document else ""
    return f"来文{number}  {title}".rstrip()


def _by_unit(row: TaskRow, directory: Directory) -> Belonging:
    for name in (*row.task.lead, *row.task.units):
        return Belonging(directory.canonical(name))
    return Belonging(NO_UNIT)


def _by_month(row: TaskRow) -> Belonging:
    due = row.reading.due
    if due is None:
        return Belonging(*_NO_MONTH.get(row.task.deadline.kind, _NO_DEADLINE))
    return Belonging(f"{due.year}年{due.month}月", due.year * 12 + due.month)
