"""The main screen's marks: tasks that the next action is for, all at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import BindingType

from govtui.keys.marking import SEVERAL
from govtui.model import Task
from govtui.text import clip, one_line
from screens.bindings import bindings
from screens.deciding import DecisionDialog
from screens.ledger_screen import LedgerScreen
from widgets.segments import Line
from widgets.task_table import TaskTable
from widgets.task_text import LABEL_CELLS, field


class MarkingScreen(LedgerScreen):
    """A ledger of which tasks can be marked. What is marked stays so under another filter, and is told of."""

    def action_mark(self) -> None:
        """Mark the task under the cursor, or take its mark away, and go on to the next."""
        if task := self._chosen_task():
            self._mark(self._view.marks ^ {task.id})
            self.action_move_down()

    def action_mark_up(self) -> None:
        """Mark the task under the cursor and go to the one before."""
        self._mark_and_go(-1)

    def action_mark_down(self) -> None:
        """Mark the task under the cursor and go to the next."""
        self._mark_and_go(1)

    def _mark_and_go(self, step: int) -> None:
        if task := self._chosen_task():
            self._mark(self._view.marks | {task.id})
            self._table.move_to(self._table.cursor + step)

    def action_mark_all(self) -> None:
        """Mark all tasks on the screen; if they are marked already, take their marks away."""
        shown = {row.task.id for row in self._view.rows}
        self._mark(self._view.marks - shown if shown <= self._view.marks else self._view.marks | shown)

    def on_task_table_marked(self, message: TaskTable.Marked) -> None:
        """A click on the place for the mark marks a task, or takes its mark away."""
        self._mark(self._view.marks ^ {message.row.task.id})

    def _with_subjects(self, deed: str, go_on: Callable[[Sequence[Task]], None]) -> None:
        """Go on with the tasks that an action is for; where it would act on several, ask first whether that is meant.

        `deed` completes the question: 改为“已完成”.
        """
        tasks = self._subjects()
        if len(tasks) < 2:
            if tasks:
                go_on(tasks)
            return
        dialog = SeveralDialog(tasks, deed, self._hidden(tasks))
        self.app.push_screen(dialog, lambda agreed: go_on(tasks) if agreed else None)

    def _hidden(self, tasks: Sequence[Task]) -> int:
        """Return how many of the tasks the filter keeps out of sight."""
        shown = {row.task.id for row in self._view.rows}
        return sum(task.id not in shown for task in tasks)


class SeveralDialog(DecisionDialog):
    """Names the tasks that something would be done to, and asks whether to do it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(SEVERAL)

    def __init__(self, tasks: Sequence[Task], deed: str, hidden: int) -> None:
        """Ask about a `deed`; so many of the tasks are `hidden` by the filter."""

        def lines_at(cells: int) -> list[Line]:
            texts = ((task.id, clip(one_line(task.requirement), cells - LABEL_CELLS)) for task in tasks)
            return [line for number, text in texts for line in field(number, text, cells)]

        advice = f"其中{hidden}项不在屏幕上（筛选以外）" if hidden else "都在屏幕上"
        ways = (f"{deed}，共{len(tasks)}项", "不做")
        super().__init__(f"标记的{len(tasks)}项任务：{deed}", SEVERAL, lines_at, ways, advice)
