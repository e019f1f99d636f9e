"""Keys that come faster than anything is painted: in one piece, before there is a screen, and twice by mistake."""

from __future__ import annotations

import datetime as dt

import pytest
from textual import events
from textual.pilot import Pilot

from govtui.app import GovtuiApp
from govtui.config import Settings
from govtui.ledger.ledger import Ledger
from govtui.model import Status
from screens.main import MainScreen
from screens.status import StatusDialog
from screens.typing_ahead import events_of
from widgets.filter_line import FilterLine

NOTED = "\x1bOS已经办好\x13"
"""F4, an entry, Ctrl+S, as a terminal sends them."""


async def send(pilot: Pilot[None], typed: str) -> None:
    """Send what is typed in one piece, as a slow line does."""
    for event in events_of(typed):
        pilot.app.post_message(event)
    await pilot.pause()
    await pilot.pause()


async def test_an_entry_of_progress_in_one_piece(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await send(pilot, NOTED)
        assert isinstance(app.screen, MainScreen)
        assert [entry.text for entry in ledger.task("1-1").progress] == ["已经办好"]


@pytest.mark.parametrize("typed", ["/czj", "/财政", "財政"])
async def test_the_filter_and_its_words_in_one_piece(app: GovtuiApp, typed: str) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await send(pilot, typed)
        assert app.screen.query_one(FilterLine).text == typed.removeprefix("/")


async def test_what_was_typed_before_there_is_a_screen(ledger: Ledger, today: dt.date) -> None:
    app = GovtuiApp(ledger, today, settings=Settings(toured=True), typed=f"\x1b[B{NOTED}")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert [entry.text for entry in ledger.task("1-2").progress][1:] == ["已经办好"]


@pytest.mark.parametrize("times", [2, 3, 4])
async def test_a_double_click_on_a_choice_chooses_once(app: GovtuiApp, ledger: Ledger, times: int) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("f2")
        assert isinstance(app.screen, StatusDialog)
        region = app.screen.query_one("ChoiceList").region
        clicks = [events.MouseDown, events.MouseUp] * times
        for click in clicks:
            x, y = region.x + 4, region.y + 2
            app.post_message(click(None, x, y, 0, 0, 1, False, False, False, screen_x=x, screen_y=y))
        await pilot.pause()
        assert any(isinstance(screen, MainScreen) for screen in app.screen_stack)
        assert ledger.task("1-1").status is Status.DONE
        assert sum("已完成" in each.reason for each in ledger.history("1-1")) == 1


async def test_a_key_for_nobody_is_no_key_for_what_is_behind(app: GovtuiApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await send(pilot, "\x1bOQ\x1b")
        assert isinstance(app.screen, MainScreen)
        assert len(app.screen_stack) == 2
