"""Every action of the main screen by each of its keys, and as the menu asks for it: each does something."""

from __future__ import annotations

import datetime as dt

import pytest
from screen_text import screen_text

from govtui.app import GovtuiApp
from govtui.config import Settings
from govtui.keys.actions import Action
from govtui.keys.main import MAIN
from govtui.ledger.ledger import Ledger
from screens.main import MainScreen

SIZE = (80, 24)

BEFORE = {
    "put(1)": ("ctrl+o", "up"),  # the first task has not begun
    "choose_view(1)": ("3",),
    "redo": ("ctrl+f", "ctrl+z"),
    "previous_red": ("end",),
    "next_red": ("end",),
    "next_idle": ("end",),
    "go_back": ("end", "ctrl+n"),
    "clear_filter": ("3",),
    "move_up": ("down",),
    "page_up": ("end",),
    "go_first": ("end",),
    "pane_up": ("end", "ctrl+down"),
    "pane_down": ("end",),
}
"""What has to be done first for an action to have something to do."""

LOW = ("pane_up", "pane_down")
"""Actions that need a text that is longer than its pane."""


async def looks_before_and_after(app: GovtuiApp, action: Action, key: str) -> tuple[str, str]:
    """Return the screen before and after a key, or before and after the action as the menu asks for it."""
    size = (40, 16) if action.id in LOW else SIZE
    async with app.run_test(size=size) as pilot:
        await pilot.press(*BEFORE.get(action.id, ()))
        await pilot.pause(0.1)
        before = screen_text(app)
        if key:
            await pilot.press(key)
        else:
            assert isinstance(app.screen, MainScreen)
            await app.screen.run_action(action.id)
        await pilot.pause(0.1)
        return before, screen_text(app) if app.is_running else ""


@pytest.mark.parametrize(
    ("action", "key"),
    [
        pytest.param(action, key, id=f"{action.id}-{key or 'menu'}")
        for action in MAIN.actions
        for key in action.every_key or ("",)
    ],
)
async def test_it_does_something(ledger: Ledger, today: dt.date, action: Action, key: str) -> None:
    app = GovtuiApp(ledger, today, settings=Settings(unit="青禾县政府办公室"))
    before, after = await looks_before_and_after(app, action, key)
    assert before != after
