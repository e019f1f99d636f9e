"""Which columns the task table has at a given width, and what stands in them. Pure functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from govtui.model import DeadlineKind
from govtui.review.rows import TaskRow
from govtui.text import one_line, width
from govtui.timing.lights import left_words, light_words
from widgets.segments import LIGHT_INKS, Piece

GAP = 1
"""Blank cells between two columns."""

ROOM_FOR_THEMES = 104
"""From this width on, a column shows the theme that a task stands under."""


class Column(NamedTuple):
    """A column of the task table: `cell` gives a row's text and ink."""

    title: str
    cells: int
    cell: Callable[[TaskRow], Piece]


def _number(row: TaskRow) -> Piece:
    return row.task.id, "label"


def _status(row: TaskRow) -> Piece:
    return row.task.status.label, "faint" if row.task.status.settled else ""


def _light(row: TaskRow) -> Piece:
    return light_words(row.reading), LIGHT_INKS[row.reading.light]


def _theme(row: TaskRow) -> Piece:
    return (one_line(row.task.themes[-1]) if row.task.themes else ""), "theme"


def _task(row: TaskRow) -> Piece:
    return one_line(row.task.requirement), "faint" if row.task.status.settled else ""


def _units(row: TaskRow) -> Piece:
    task = row.task
    return "、".join(task.lead + tuple(unit for unit in task.units if unit not in task.lead)), "label"


def _deadline(row: TaskRow) -> Piece:
    """Give the date that holds, 延 before that of an extension; else the wording."""
    due = row.reading.due
    if due and row.reading.extended:
        return f"延{due}", ""
    if due and row.task.deadline.kind is not DeadlineKind.ONGOING:
        return due.isoformat(), ""
    return one_line(row.task.deadline_text), "label"


def _short_deadline(row: TaskRow) -> Piece:
    """Give the same in ten cells."""
    text, ink = _deadline(row)
    return (f"延{text[3:]}" if row.reading.extended and row.reading.due else text), ink


def _left(row: TaskRow) -> Piece:
    return left_words(row.task, row.reading), LIGHT_INKS[row.reading.light]


def columns(cells: int, longest_number: int) -> tuple[Column, ...]:
    """Return the columns for a table of `cells` cells; those with long text share what the others leave."""
    number = Column("编号", max(4, min(longest_number, 10)), _number)
    fixed = [
        Column("状态", 6, _status),
        Column("亮灯", 7, _light),
    ]
    themes = cells >= ROOM_FOR_THEMES
    deadline = Column("完成时限", 12, _deadline) if themes else Column("完成时限", 10, _short_deadline)
    dates = [deadline, Column("剩余", 10, _left)]
    taken = sum(column.cells + GAP for column in (number, *fixed, *dates))
    room = max(12, cells - taken - GAP * (1 + themes) - 1)
    theme_cells = room // 5 if themes else 0
    unit_cells = max(6, (room - theme_cells) * 3 // 10)
    texts = [
        *([Column("重点任务", theme_cells, _theme)] if themes else []),
        Column("具体要求", room - theme_cells - unit_cells, _task),
        Column("责任单位", unit_cells, _units),
    ]
    return (number, *fixed, *texts, *dates)


def longest_number(rows: tuple[TaskRow, ...]) -> int:
    """Return the cells of the longest number among `rows`."""
    return max((width(row.task.id) for row in rows), default=0)
