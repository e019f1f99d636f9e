"""The application: theme, style sheet, which ledger is on the screen, what happens when something unforeseen does."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
from collections.abc import Sequence
from pathlib import Path

# Read by the toolkit when it is imported. Kitty's key protocol swallows text from input methods in several terminals;
# anything that moves makes an input method's candidate window jump.
os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")

from textual import events
from textual.filter import LineFilter
from textual.scrollbar import ScrollBar

from govtui.config import Settings, load_settings
from govtui.keys.keymap import PARTS
from govtui.ledger.ledger import Ledger
from govtui.paths import asset
from govtui.terminal.asking import Asking
from govtui.terminal.choosing import choose
from govtui.terminal.signs import Signs
from govtui.timing.almanac import PLAIN, Almanac, load_almanac
from screens.bindings import KeyedApp
from screens.keeping import KeepingScreen
from screens.main import MainScreen
from screens.themes import DEFAULTS, wants_no_colour, wear
from screens.typing_ahead import events_of
from widgets.plain_signs import PlainSigns
from widgets.scrollbar import PlainScrollBar

MOUNTING_STEP, MOUNTING_STEPS = 0.002, 500
"""Seconds between two looks whether a screen is there, and how often is looked at most."""

LOW_BELOW = 22
"""In fewer lines than this, dialogs and the task's text make do with less."""


class GovtuiApp(KeyedApp):
    """The ledger on the screen."""

    TITLE = "govtui"
    CSS_PATH = sorted(asset("styles").glob("*.tcss"))
    ENABLE_COMMAND_PALETTE = False
    VERTICAL_BREAKPOINTS = [(0, "-low"), (LOW_BELOW, "-high")]  # noqa: RUF012 - declared so by the toolkit

    def __init__(
        self,
        ledger: Ledger,
        today: dt.date,
        *,
        settings: Settings | None = None,
        demo: bool = False,
        plan: Path | None = None,
        first: bool = False,
        greets: bool = False,
        almanac: Almanac = PLAIN,
        signs: Signs = Signs.BOX,
        typed: str = "",
    ) -> None:
        """Show `ledger`, a `plan` to be read into it; the `first` time on a computer the clerk is asked for a name.

        If it `greets`, what is to be looked at today comes before the ledger, as far as the settings want that. What
        was `typed` before there was a screen is taken as if it came now.
        """
        super().__init__(ansi_color=True if wants_no_colour() else None)
        self._greets = greets
        self._almanac = almanac
        self._plan = plan
        self._first = first
        self.ledger = ledger
        """The one on the screen; it is another one than at first if the clerk opened that."""
        self._today = today
        self._settings = settings or Settings()
        self._demo = demo
        self._sign_filters = [PlainSigns()] if signs is Signs.ASCII else []
        self._typed = typed
        wear(self, self._settings.theme)  # now, for later all style sheets would be read once more
        self.failure: Exception | None = None
        """The unforeseen failure that ended the application."""

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the colours that the style sheets name, as they are before a theme is chosen."""
        return DEFAULTS

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what every line goes through before it is drawn."""
        return [*super().get_line_filters(), *self._sign_filters]

    async def on_event(self, event: events.Event) -> None:
        """Do at once what a key means where nothing is typed into.

        The toolkit sends a key through the screen first and looks for its meaning when it comes back: `/czj` arriving
        in one piece would move the cursor by its `j` before the `/` opens the filter. A key that opened a screen has
        opened it before the next one is looked at.
        """
        if isinstance(event, events.Key):
            if not self.screen_stack:  # on its way while the program was left
                return
            if not event.is_forwarded and await self._done_at_once(event.key):
                return
        await super().on_event(event)

    async def _done_at_once(self, key: str) -> bool:
        """Do what a key means if nothing has the focus, and say whether it meant anything."""
        await self._until_mounted()
        if self.focused is not None:
            return False
        return await self._check_bindings(key, priority=True) or await self._check_bindings(key)

    async def _until_mounted(self) -> None:
        """Wait until the screen on top is all there, which takes some milliseconds; in vain for one that fails."""
        for _ in range(MOUNTING_STEPS):
            if self.screen.is_mounted:
                return
            await asyncio.sleep(MOUNTING_STEP)

    def on_mount(self) -> None:
        """Open the main screen."""
        ScrollBar.renderer = PlainScrollBar
        self.own_keys = self._settings.keys
        self.take_keys(PARTS)
        screen = MainScreen(
            self.ledger,
            self._today,
            self._settings,
            demo=self._demo,
            plan=self._plan,
            first=self._first,
            greets=self._greets,
            almanac=self._almanac,
        )
        self.push_screen(screen)
        for event in events_of(self._typed):
            self.post_message(event)

    def on_keeping_screen_opened(self, message: KeepingScreen.Opened) -> None:
        """Show another ledger in the place of the one before, which is closed."""
        before, self.ledger = self.ledger, message.ledger
        screen = MainScreen(
            self.ledger,
            self._today,
            message.settings,
            told=message.told,
            greets=self._greets,
            almanac=load_almanac(),  # a year of holidays may have been added meanwhile
        )
        self.switch_screen(screen)
        before.close()

    def action_help_quit(self) -> None:
        """Ctrl+C quits nothing: say in the user's language what does."""
        self.notify("退出请按 Ctrl+Q。所有改动都已保存", timeout=4, markup=False)

    def _fatal_error(self) -> None:
        """Leave an unforeseen failure to whoever started the application, without the toolkit's page of English."""
        self.failure = self._exception
        self._close_messages_no_wait()


def run_app(ledger: Ledger, today: dt.date, asking: Asking, *, demo: bool = False, plan: Path | None = None) -> int:
    """Show `ledger` on the day `today` until the clerk leaves, a `plan` to be loaded first; return the exit code.

    By `asking` is known how the terminal draws. The ledger that is on the screen at last is closed. A demo neither
    reads nor writes the user's settings. An unforeseen failure is raised when the terminal is as before.
    """
    for name in ("COLUMNS", "LINES"):  # a size exported once would hide every later change of the window
        os.environ.pop(name, None)
    settings = Settings() if demo else load_settings()
    answer = asking.answer()
    app = GovtuiApp(
        ledger,
        today,
        settings=settings,
        demo=demo,
        plan=plan,
        first=not demo and not settings.recent and not settings.operator,
        greets=True,
        almanac=PLAIN if demo else load_almanac(),
        signs=choose(settings.signs, os.environ.get("TERM", ""), answer.cells).signs,
        typed=answer.typed,
    )
    try:
        app.run(mouse=settings.mouse)
    finally:
        app.ledger.close()
    if app.failure:
        raise app.failure
    return app.return_code or 0
