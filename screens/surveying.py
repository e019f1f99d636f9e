"""The main screen's way to the statistics, and from their figures to the tasks behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.finding import FindingScreen

if TYPE_CHECKING:  # counts only when it is asked for
    from screens.statistics import Place, StatisticsScreen


class SurveyingScreen(FindingScreen):
    """A ledger that can be looked at as a whole."""

    _surveyed: tuple[str, str, Place] | None = None
    """The filter that was counted under, the one that the statistics then asked for, and where the clerk was."""

    def action_show_statistics(self) -> None:
        """Show the statistics of what the filter lets through.

        Who comes back from the tasks of a figure finds the statistics as they were, and not those of these tasks.
        """
        from screens.statistics import Place, StatisticsScreen

        view, place = self._view, Place()
        if self._surveyed:
            start, asked, place = self._surveyed
            if view.query.text.strip() == asked.strip():
                view = view.filtered(start)
        name = self._ledger.name or self._sheet_title()
        screen = StatisticsScreen(view, name, self._ledger.present, place)
        self.app.push_screen(screen, lambda asked: self._take_figure(screen, asked))

    def _take_figure(self, screen: StatisticsScreen, asked: str | None) -> None:
        """Show the tasks behind a figure, or the ledger as it was."""
        self._surveyed = (screen.counted_under, asked or "", screen.place)
        if asked is not None:
            self.look_for(asked)
