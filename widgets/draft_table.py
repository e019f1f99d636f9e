"""The tasks that were recognised in a plan, one a line, with what was understood of their deadlines."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rich.style import Style
from textual.strip import Strip

from govtui.model import DeadlineKind, TaskDraft
from govtui.text import one_line, pad, width
from widgets.row_list import RowList
from widgets.segments import Line, Piece
from widgets.source_table import DOUBT

ROOM_FOR_THEMES = 76
"""From this width on, a column shows the theme that a task stands under."""
DEADLINE_CELLS = 12
MARK_CELLS = 2


class DraftTable(RowList):
    """The tasks of a document that is not loaded yet."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._tasks: Sequence[TaskDraft] = ()
        self._doubts: Collection[int] = frozenset()
        self._number_cells = 4
        self._themed = self._with_units = False

    @property
    def draft(self) -> TaskDraft | None:
        """The task under the cursor."""
        return self._tasks[self.cursor] if self._tasks else None

    def show(self, tasks: Sequence[TaskDraft], doubts: Collection[int]) -> None:
        """Show other tasks, with the places of those that are doubtful."""
        self._tasks, self._doubts = tasks, doubts
        self._number_cells = max(4, min(10, max((width(task.seq) for task in tasks), default=0)))
        self._themed = any(task.themes for task in tasks)
        self._with_units = any(task.units for task in tasks)
        self.hold(len(tasks), self.cursor)

    def header_line(self, cells: int) -> Line:
        """Return the names of the columns."""
        names = {"number": "序号", "theme": "主题", "text": "要求", "units": "责任单位", "deadline": "时限"}
        line: Line = [(" " * MARK_CELLS, "")]
        return line + [(pad(names[name], room) + " ", "") for name, room in self._columns(cells)]

    def row_strip(self, place: int, cells: int, base: Style) -> Strip:
        """Draw a task."""
        task = self._tasks[place]
        line: Line = [(DOUBT, "yellow") if place in self._doubts else ("  ", "")]
        for name, room in self._columns(cells):
            text, ink = _PIECES[name](task)
            line += [(pad(text, room), ink), (" ", "")]
        return self.draw(line, cells, base)

    def empty_line(self) -> Line:
        """Say what can be done where no task was recognised."""
        return [("  还没有读出任务：F6 指定表头，F4 指定各栏", "yellow")]

    def _columns(self, cells: int) -> list[tuple[str, int]]:
        themed = cells >= ROOM_FOR_THEMES and self._themed
        room = cells - MARK_CELLS - self._number_cells - DEADLINE_CELLS - 3
        themes = [("theme", room // 5)] if themed else []
        left = room - sum(taken + 1 for _name, taken in themes)
        units = [("units", max(6, left * 3 // 10))] if self._with_units else []
        text_cells = max(4, left - sum(taken + 1 for _name, taken in units))
        return [
            ("number", self._number_cells),
            *themes,
            ("text", text_cells),
            *units,
            ("deadline", DEADLINE_CELLS),
        ]


def _number(task: TaskDraft) -> Piece:
    return task.seq, "label"


def _theme(task: TaskDraft) -> Piece:
    return (one_line(task.themes[-1]) if task.themes else ""), "theme"


def _text(task: TaskDraft) -> Piece:
    return one_line(task.requirement), ""


def _units(task: TaskDraft) -> Piece:
    others = tuple(unit for unit in task.units if unit not in task.lead)
    return ("、".join(task.lead + others), "label") if task.units else ("没有", "faint")


def _deadline(task: TaskDraft) -> Piece:
    deadline = task.deadline
    if deadline.kind is DeadlineKind.BY and deadline.due:
        return deadline.due.isoformat(), ""
    if deadline.kind is DeadlineKind.NONE:
        return (one_line(task.deadline_text), "yellow") if task.deadline_text else ("没有", "faint")
    if deadline.kind is DeadlineKind.ONGOING:
        return (f"至{deadline.until}" if deadline.until else "长期"), "label"
    return one_line(task.deadline_text), "label"


_PIECES = {"number": _number, "theme": _theme, "text": _text, "units": _units, "deadline": _deadline}
