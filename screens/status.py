"""The dialog that changes the status of a task, or of several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from govtui.keys.keymap import STATUS
from govtui.model import Status, Task
from govtui.text import one_line
from screens.bindings import bindings
from screens.dialog import Dialog
from screens.moving import ChoiceMoving
from widgets.choice_list import ChoiceList


class StatusDialog(Dialog[Status], ChoiceMoving):
    """Offers the statuses; its result is the chosen one."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(STATUS)

    def __init__(self, tasks: Sequence[Task]) -> None:
        """Ask for the status of one task, or of several at once."""
        one = tasks[0]
        what = f"{one.id} {one_line(one.requirement)}" if len(tasks) == 1 else f"标记的{len(tasks)}项任务一并更改"
        super().__init__(f"办理状态：{what}", STATUS)
        self._statuses = tuple(Status)
        present = {task.status for task in tasks}
        self._present = one.status if len(present) == 1 else None

    def body(self) -> ComposeResult:
        """Lay out the list, with the cursor on the next step after the present one."""
        labels = [f"{status.label}（现在）" if status is self._present else status.label for status in self._statuses]
        start = _next_step(self._present) if self._present else Status.DONE
        yield ChoiceList(labels, self._statuses.index(start))

    def on_choice_list_chosen(self, message: ChoiceList.Chosen) -> None:
        """Take the clicked status."""
        self.dismiss(self._statuses[message.place])

    def action_choose(self) -> None:
        """Take the status under the cursor."""
        self.dismiss(self._statuses[self.query_one(ChoiceList).cursor])

    def action_pick(self, number: int) -> None:
        """Take the status with this number."""
        self.dismiss(self._statuses[number - 1])


def _next_step(status: Status) -> Status:
    return {Status.TODO: Status.DOING, Status.DOING: Status.DONE, Status.DONE: Status.CLOSED}.get(status, status)
