"""The main screen's way to the reporting rounds, and from there to one task."""

from __future__ import annotations

from screens.safekeeping import SafekeepingScreen
from widgets.filter_line import FilterLine


class ReportingScreen(SafekeepingScreen):
    """A ledger of which is handed in, round by round, how things stand."""

    def action_show_rounds(self) -> None:
        """Show the reporting rounds."""
        self.show_rounds()

    def show_rounds(self, key: str = "") -> None:
        """Show the reporting rounds, the cursor on the one with a `key`, else on the next."""
        from screens.rounds import RoundsScreen

        screen = RoundsScreen(
            self._ledger,
            self._today,
            self._settings,
            key=key,
            writable=self._writable,
            remember=self._remember,
            changed=self._refresh,
        )
        self.app.push_screen(screen, lambda task_id: self._go_to_task(task_id) if task_id else None)

    def _go_to_task(self, task_id: str) -> None:
        self.query_one(FilterLine).clear()
        if not self._put_cursor_on(task_id):
            self._say([(f"任务 {task_id} 已不在台账里", "yellow")])
