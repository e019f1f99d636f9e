"""The dialogs, beyond their keys: clicks, Enter from line to line, and that nothing typed is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from screen_text import screen_text
from textual.widgets import Input

from govtui.app import GovtuiApp
from govtui.keymap import FORM, MAIN, Part, key_name
from govtui.text import width
from screens.export import ExportDialog
from screens.main import MainScreen
from screens.progress import ProgressDialog
from screens.status import StatusDialog
from widgets.key_bar import KeyBar

SIZE = (80, 24)


def place_on_bar(part: Part, action_id: str) -> tuple[int, int]:
    """Return where on the key bar an action's label begins."""
    start = 0
    for action in part.actions:
        if action.shown:
            if action.id == action_id:
                return start + 1, 0
            start += width(f" {key_name(action.keys[0])} {action.label}")
    raise AssertionError(action_id)


@pytest.mark.parametrize(
    ("action", "dialog"),
    [("set_status", StatusDialog), ("add_progress", ProgressDialog), ("export_sheet", ExportDialog)],
)
async def test_a_click_on_the_key_bar_is_as_good_as_the_key(app: GovtuiApp, action: str, dialog: type) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.click(KeyBar, offset=place_on_bar(MAIN, action))
        assert isinstance(app.screen, dialog)


async def test_a_click_on_a_dialogs_key_bar_closes_it(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f4")
        await pilot.click(KeyBar, offset=place_on_bar(FORM, "close"))
        assert isinstance(app.screen, MainScreen)


async def test_enter_goes_through_the_lines_one_by_one(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f8")
        lines = []
        for _ in range(6):
            assert isinstance(app.focused, Input)
            lines.append(app.focused.id)
            if app.focused.id != "path":
                await pilot.press("enter")
        assert lines == ["title", "unit", "filler", "reviewer", "phone", "path"]


async def test_enter_on_the_path_asks_before_it_replaces_a_sheet(app: GovtuiApp, tmp_path: Path) -> None:
    target = tmp_path / "报送.xlsx"
    target.write_bytes(b"old")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f8")
        app.screen.query_one("#path", Input).value = str(target)
        await pilot.press("shift+tab", "enter")
        assert "再按一次 Enter 或 Ctrl+S 覆盖" in screen_text(app)
        assert isinstance(app.focused, Input)
        assert app.focused.id == "path"
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
    assert target.read_bytes()[:2] == b"PK"
