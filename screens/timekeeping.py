"""The main screen's way to the time of one task: the day of its event, pauses, extensions, ticks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from govtui.model import Task
from govtui.timing.workdays import WorkCalendar
from screens.ahead import AheadScreen

if TYPE_CHECKING:  # dialogs that no start needs
    from govtui.review.deeds import TimeDeed
    from screens.timing import Outcome


class TimingScreen(AheadScreen):
    """A ledger in which it can be said what became of a task's time."""

    @property
    def calendar(self) -> WorkCalendar:
        """The working days that everything on this screen is counted by."""
        return self._view.reader.almanac.calendar

    def action_show_timing(self) -> None:
        """Do something about the time of the marked tasks, or of the one under the cursor."""
        if (tasks := self._subjects()) and self._writable():
            self._ask_timing(tasks)

    def _ask_timing(self, tasks: Sequence[Task], deed: TimeDeed | None = None) -> None:
        from screens.timing import time_form

        form = time_form(self._ledger, tasks, self._today, self.calendar, deed)
        self.app.push_screen(form, lambda outcome: self._take_timing(tasks, outcome))

    def _take_timing(self, tasks: Sequence[Task], outcome: Outcome | None) -> None:
        """Show what was changed, or go on to what else can be done."""
        if outcome is None:
            return
        if not isinstance(outcome, tuple):
            self._ask_timing(tasks, outcome)
            return
        for transaction in outcome or (None,):
            self._refresh(transaction)
