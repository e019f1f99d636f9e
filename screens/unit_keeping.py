"""The main screen's way to the directory of units, and what it knows of them."""

from __future__ import annotations

from collections.abc import Sequence

from govtui.ledger.transactions import Change
from govtui.review.directory import Directory
from screens.finding import FindingScreen


class UnitKeepingScreen(FindingScreen):
    """A ledger whose units are put right."""

    def action_show_units(self) -> None:
        """Show the units of the ledger."""
        from screens.units import UnitsScreen

        screen = UnitsScreen(self._ledger, writable=self._writable, changed=self._refresh)
        self.app.push_screen(screen, self._take_units)

    def _take_units(self, text: str | None) -> None:
        if text:
            self.look_for(text)

    def _show_changes(self, changes: Sequence[Change]) -> None:
        """Know the units anew where a change has touched them."""
        if any(map(_touches_units, changes)):
            self._know_units()
        super()._show_changes(changes)

    def _know_units(self) -> None:
        directory = Directory.of(self._ledger.tasks.values(), self._ledger.units.records.values())
        self._view = self._view.with_directory(directory)


def _touches_units(change: Change) -> bool:
    """Say whether a change is one of units, or of the units that a task names."""
    if change.table == "tasks" and change.before is not None and change.after is not None:
        return "units" in change.after
    return change.table in ("units", "tasks", "documents")
