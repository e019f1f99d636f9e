"""The main screen's way to the directory of units, and from a unit to its tasks."""

from __future__ import annotations

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
