"""The main screen's way to put the wording of tasks right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from govtui.model import Task
from screens.ledger_screen import LedgerScreen


class EditingScreen(LedgerScreen):
    """A ledger in which the wording of tasks can be put right."""

    def action_edit_task(self) -> None:
        """Ask for other texts in the fields of the task under the cursor, or of the marked ones."""
        if (tasks := self._subjects()) and self._writable():
            self._ask_wording(tasks)

    def _ask_wording(self, tasks: Sequence[Task], start: Mapping[str, str] | None = None) -> None:
        from screens.editing import EditDialog

        document = self._ledger.documents.get(tasks[0].document)
        dialog = EditDialog(tasks, document.year if document else None, start)
        self.app.push_screen(dialog, lambda fields: self._take_wording(tasks, fields))

    def _take_wording(self, tasks: Sequence[Task], fields: Mapping[str, str] | None) -> None:
        if fields:
            ids = [task.id for task in tasks]
            self._do(lambda: self._ledger.edit(ids, fields), lambda: self._ask_wording(tasks, fields))
