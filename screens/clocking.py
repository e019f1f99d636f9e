"""The main screen's way to the legal clocks."""

from __future__ import annotations

from screens.reporting import ReportingScreen


class ClockingScreen(ReportingScreen):
    """A ledger in which legal clocks run."""

    def action_show_clocks(self) -> None:
        """Show the register of legal clocks."""
        self.show_clocks()

    def show_clocks(self, key: str = "") -> None:
        """Show the register of legal clocks, the cursor on the one with an id."""
        from screens.clocks import ClocksScreen

        row = self._table.cursor_row
        screen = ClocksScreen(
            self._ledger,
            self._today,
            self._view.reader.almanac,
            key=key,
            task=row.task.id if row else "",
            writable=self._writable,
            changed=self._refresh,
        )
        self.app.push_screen(screen)
