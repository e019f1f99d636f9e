"""What is done to tasks on the main screen: to the marked ones all at once, or to the one under the cursor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import msgspec

from govtui.ledger.transactions import Transaction
from govtui.model import Status, Task
from screens.marking import MarkingScreen

if TYPE_CHECKING:  # dialogs that no start needs
    from screens.progress import ProgressRequest


class DoingScreen(MarkingScreen):
    """A ledger whose tasks are dealt with one after the other: what is done leads on to the next task."""

    def action_put(self, number: int) -> None:
        """Change the status to the one with a number, without asking."""
        status = list(Status)[number - 1]
        if self._writable():
            self._with_subjects(f"改为“{status.label}”", lambda tasks: self._set_status(tasks, status))

    def action_set_status(self) -> None:
        """Ask for another status."""
        from screens.status import StatusDialog

        if (tasks := self._subjects()) and self._writable():
            self.app.push_screen(StatusDialog(tasks), lambda status: self._take_status(tasks, status))

    def _take_status(self, tasks: Sequence[Task], status: Status | None) -> None:
        if status is not None:
            self._set_status(tasks, status)

    def _set_status(self, tasks: Sequence[Task], status: Status) -> None:
        self._do_and_go_on(lambda: self._ledger.set_status([task.id for task in tasks], status))

    def action_add_progress(self) -> None:
        """Ask for an entry of progress."""
        if (tasks := self._subjects()) and self._writable():
            self._ask_progress(tasks)

    def _ask_progress(self, tasks: Sequence[Task], start: ProgressRequest | None = None) -> None:
        from govtui.review.phrases import Phrases
        from govtui.review.twins import twins_of
        from screens.progress import ProgressDialog

        dialog = ProgressDialog(
            tasks,
            self._view.reader,
            self._ledger.folder,
            start,
            phrases=lambda: Phrases.of(self._settings.phrases, self._ledger.tasks.values()),
            keep=lambda own: self._remember(msgspec.structs.replace(self._settings, phrases=own)),
            twins=twins_of(tasks, self._ledger.tasks),
        )
        self.app.push_screen(dialog, lambda request: self._take_progress(tasks, request))

    def _take_progress(self, tasks: Sequence[Task], request: ProgressRequest | None) -> None:
        if request is None:
            return
        ids = [task.id for task in tasks]
        self._do_and_go_on(
            lambda: self._ledger.add_progress(ids, request.entry, with_twins=request.with_twins),
            lambda: self._ask_progress(tasks, request),
        )

    def _do_and_go_on(self, change: Callable[[], Transaction | None], retry: Callable[[], None] | None = None) -> None:
        """Have the ledger changed, and put the cursor on the task that came next, so that ten tasks are ten strokes."""
        place, rows = self._table.cursor, self._view.rows
        following = rows[place + 1].task.id if place + 1 < len(rows) else ""
        go_on = self.clear_marks if self._view.marks else lambda: self._put_cursor_on(following)
        self._do(change, retry, then=go_on)

    def action_undo(self) -> None:
        """Take back the last change."""
        if self._writable():
            self._show_where(self._do(self._ledger.undo))

    def action_redo(self) -> None:
        """Make the change stand again that was taken back last."""
        if self._writable():
            self._show_where(self._do(self._ledger.redo))

    def _show_where(self, transaction: Transaction | None) -> None:
        """Put the cursor on what was taken back or stands again, where it is one task on the screen."""
        if transaction and len(transaction.changes) == 1:
            self._put_cursor_on(transaction.changes[0].id)
