"""The screen that shows everything about one task."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from textual.binding import BindingType

from govtui.keys.keymap import TASK
from govtui.ledger.ledger import Ledger
from govtui.model import Task
from govtui.review.facts import Fact
from govtui.review.rows import TaskRow
from govtui.review.timekeeping import TaskTime
from govtui.timing.lights import LightReader
from screens.bindings import bindings
from screens.reading import ReadingDialog
from widgets.segments import Line
from widgets.task_text import full_form
from widgets.text_pane import LinesAt

TaskRequest = Literal["set_status", "add_progress", "show_evidence", "show_timing", "show_history"]
"""What the clerk wants done with the task that was being read."""


class TaskDialog(ReadingDialog[TaskRequest]):
    """A task in full. Its result is what should be done with it next, None for nothing."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(TASK)

    def __init__(self, title: str, lines_at: LinesAt) -> None:
        super().__init__(title, lines_at, TASK)

    def action_set_status(self) -> None:
        """Go on to the status of this task."""
        self.dismiss("set_status")

    def action_add_progress(self) -> None:
        """Go on to a progress entry for this task."""
        self.dismiss("add_progress")

    def action_show_history(self) -> None:
        """Go on to the history of this task."""
        self.dismiss("show_history")

    def action_show_evidence(self) -> None:
        """Go on to the evidence of this task."""
        self.dismiss("show_evidence")

    def action_show_timing(self) -> None:
        """Go on to the time of this task."""
        self.dismiss("show_timing")


def task_dialog(ledger: Ledger, row: TaskRow, reader: LightReader, words: Sequence[str] = ()) -> TaskDialog:
    """Return the dialog of a task with its document and its history; raises LedgerError if that cannot be read.

    What follows from its time is as the `reader` of lights counts; `words` are marked where they stand.
    """
    from govtui.review.clocks import clock_line, hung_on  # no start needs them
    from govtui.review.history import entries_of

    history = entries_of(ledger.history(row.task.id))
    document = ledger.documents.get(row.task.document)
    time = TaskTime.of(row.task, reader)
    hung = hung_on(row.task.id, ledger.time.clocks.values(), reader.almanac, reader.today)
    clocks = [clock_line(each) for each in hung]
    twins = twins_named(row.task, ledger) if row.task.twins else ()

    def lines_at(cells: int) -> list[Line]:
        return full_form(row, document, history, cells, time, clocks, words=words, twins=twins)

    return TaskDialog(f"任务 {row.task.id}", lines_at)


def twins_named(task: Task, ledger: Ledger) -> Sequence[Fact]:
    """Return the tasks that are the same matter as `task` in other plans."""
    from govtui.review.twins import twin_facts  # most tasks have none, and no start needs it

    return twin_facts(task, ledger.tasks)
