"""What stands in a cell of the task table: the text of one row for one column, with its ink. Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from govtui.model import DeadlineKind, Task
from govtui.review.facts import indicator_words, progress_words
from govtui.review.rows import TaskRow
from govtui.text import one_line
from govtui.timing.lights import left_words, light_words
from govtui.timing.pace import Pace, Verdict
from widgets.segments import LIGHT_INKS, Piece

NO_TITLES: Mapping[str, str] = {}


def _no_paces(_task: Task) -> Sequence[Pace]:
    return ()


class CellContext(NamedTuple):
    """What cells tell that stands in no row."""

    documents: Mapping[str, str] = NO_TITLES
    """What each document is called, by its id."""
    paces: Callable[[Task], Sequence[Pace]] = _no_paces
    """How the indicators of a task stand."""


BARE = CellContext()

Cell = Callable[[TaskRow, CellContext], Piece]
"""Gives a row's text and ink."""


def number(row: TaskRow, _context: CellContext) -> Piece:
    """Return 编号."""
    return row.task.id, "label"


def status(row: TaskRow, _context: CellContext) -> Piece:
    """Return 状态."""
    return row.task.status.label, "faint" if row.task.status.settled else ""


def light(row: TaskRow, _context: CellContext) -> Piece:
    """Return the light as a word: its colour is never alone."""
    return light_words(row.reading), LIGHT_INKS[row.reading.light]


def theme(row: TaskRow, _context: CellContext) -> Piece:
    """Return the theme that the task stands under, the innermost."""
    return (one_line(row.task.themes[-1]) if row.task.themes else ""), "theme"


def requirement(row: TaskRow, _context: CellContext) -> Piece:
    """Return 具体要求."""
    return one_line(row.task.requirement), "faint" if row.task.status.settled else ""


def units(row: TaskRow, _context: CellContext) -> Piece:
    """Return all units, those that lead first."""
    task = row.task
    return "、".join(task.lead + tuple(unit for unit in task.units if unit not in task.lead)), "label"


def lead(row: TaskRow, _context: CellContext) -> Piece:
    """Return 牵头单位; empty where the plan names none."""
    return "、".join(row.task.lead), "label"


def support(row: TaskRow, _context: CellContext) -> Piece:
    """Return 配合单位; empty where the plan names none."""
    return "、".join(row.task.support), "label"


def deadline(row: TaskRow, _context: CellContext) -> Piece:
    """Return the date that holds, 延 before that of an extension; else the wording."""
    due = row.reading.due
    if due and row.reading.extended:
        return f"延{due}", ""
    if due and row.task.deadline.kind is not DeadlineKind.ONGOING:
        return due.isoformat(), ""
    return one_line(row.task.deadline_text), "label"


def short_deadline(row: TaskRow, context: CellContext) -> Piece:
    """Return the same in ten cells."""
    text, ink = deadline(row, context)
    return (f"延{text[3:]}" if row.reading.extended and row.reading.due else text), ink


def left(row: TaskRow, _context: CellContext) -> Piece:
    """Return the days left."""
    return left_words(row.task, row.reading), LIGHT_INKS[row.reading.light]


def latest(row: TaskRow, _context: CellContext) -> Piece:
    """Return the newest entry of progress."""
    entries = row.task.progress
    return (one_line(progress_words(entries[-1])) if entries else ""), ""


def updated(row: TaskRow, _context: CellContext) -> Piece:
    """Return the day of the newest entry of progress."""
    entries = row.task.progress
    return (max(entry.day for entry in entries).isoformat() if entries else ""), "label"


def indicators(row: TaskRow, context: CellContext) -> Piece:
    """Return how the indicators stand, 3/10次 欠序时; as they are worded where none can be counted."""
    task = row.task
    if not task.indicators:
        return one_line(task.measure), "label"
    if not (paces := context.paces(task)):
        return "；".join(indicator_words(indicator) for indicator in task.indicators), "label"
    if not any(entry.counts for entry in task.progress):  # who does not count is not judged by it
        return "；".join(pace.count for pace in paces), "label"
    late = any(pace.verdict in (Verdict.BEHIND, Verdict.OVER) for pace in paces)
    return "；".join(f"{pace.count} {pace.verdict.value}" for pace in paces), "yellow" if late else "green"


def document(row: TaskRow, context: CellContext) -> Piece:
    """Return what the document is called that the task comes from."""
    return one_line(context.documents.get(row.task.document, row.task.document)), "label"


def note(row: TaskRow, _context: CellContext) -> Piece:
    """Return 备注."""
    return one_line(row.task.note), "label"


def problem(row: TaskRow, _context: CellContext) -> Piece:
    """Return 存在问题 as it was told last; what is settled has none any more."""
    if row.task.status.settled:
        return "", ""
    return next((one_line(entry.problem) for entry in reversed(row.task.progress) if entry.problem), ""), "yellow"


def extra(name: str) -> Cell:
    """Return what gives the text of one of the plan's own columns."""

    def cell(row: TaskRow, _context: CellContext) -> Piece:
        return next((one_line(text) for title, text in row.task.extra if title == name), ""), "label"

    return cell
