"""The main screen's ways to learn what it can do: help, menu, search for functions, tour, manual, settings."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from govtui.keys.finding import FACETS
from govtui.keys.keymap import PARTS
from govtui.keys.main import MAIN
from govtui.keys.own import notices
from govtui.keys.searching import Offer, offers_of
from govtui.review.saved_views import whole_text
from screens.bindings import present
from screens.facets import FacetPanel
from screens.reading import help_dialog
from screens.views import ViewScreen
from widgets.filter_line import FilterLine


class HelpingScreen(ViewScreen):
    """A ledger that explains itself. Every list of functions is made from the table of keys."""

    def action_help(self) -> None:
        """Show the keys, those that work at this moment first."""
        first = (FACETS, MAIN) if isinstance(self.focused, FacetPanel) else (MAIN,)
        self.app.push_screen(help_dialog(self, *first, filtering=self.query_one(FilterLine).has_keys))

    def action_menu(self) -> None:
        """Show every function in words, and do the chosen one."""
        from screens.menu import MenuDialog

        self.app.push_screen(MenuDialog(present(self, MAIN)), self._run)

    def action_palette(self) -> None:
        """Find a function or one of the clerk's own views by typing, and do it."""
        from screens.palette import PaletteDialog

        own = [
            Offer(f"use_view({place})", f"视图：{view.name}", whole_text(view) or "全部任务")
            for place, view in enumerate(self._settings.views)
        ]
        self.app.push_screen(PaletteDialog([*offers_of(present(self, MAIN)), *own]), self._run)

    def action_use_view(self, place: int) -> None:
        """Use the view at `place` among the clerk's own."""
        self._use(self._settings.views[place])

    async def _run(self, action: str | None) -> None:
        if action is not None:
            await self.run_action(action)

    def action_show_tour(self) -> None:
        """Show the five steps."""
        from screens.tour import TourDialog

        self.app.push_screen(TourDialog())

    def offer_tour(self, then: Callable[[], None] | None = None) -> None:
        """Show the five steps where they have not been shown and there are tasks to try them on, and `then` go on."""
        from screens.tour import TourDialog

        go_on = then or (lambda: None)
        if self._demo or self._settings.toured or not self._ledger.tasks:
            go_on()
            return
        self._remember(msgspec.structs.replace(self._settings, toured=True))
        self.app.push_screen(TourDialog(), lambda _: go_on())

    def action_show_manual(self) -> None:
        """Show the manual."""
        from screens.manual import ManualScreen

        self.app.push_screen(ManualScreen())

    def action_show_settings(self) -> None:
        """Show what can be set, and remember what is."""
        from screens.settings import SettingsDialog

        self.app.push_screen(SettingsDialog(self._settings, self._remember, demo=self._demo))

    def key_notices(self) -> list[str]:
        """Return what there is to say of the clerk's own keys: names that nothing has, keys that two actions want."""
        return notices(PARTS, self._settings.keys)
