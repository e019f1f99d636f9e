"""The dialog that changes the status of a task."""

from __future__ import annotations

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

    def __init__(self, task: Task) -> None:
        super().__init__(f"办理状态：{task.id} {one_line(task.requirement)}", STATUS)
        self._statuses = tuple(Status)
        self._present = task.status

    def body(self) -> ComposeResult:
        """Lay out the list, with the cursor on the next step after the present one."""
        labels = [f"{status.label}（现在）" if status is self._present else status.label for status in self._statuses]
        yield ChoiceList(labels, self._statuses.index(_next_step(self._present)))

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
