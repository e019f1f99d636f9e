"""The screens as they look, at three sizes. Look at a picture before storing a new one."""

from __future__ import annotations

import re

import pytest
from screen_text import assert_snapshot, screen_text

from govtui.app import GovtuiApp
from govtui.keymap import PARTS, STATUS
from govtui.model import Status

SIZES = [(80, 24), (120, 36), (200, 50)]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_main_screen(app: GovtuiApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await pilot.press("down")
        await pilot.pause()
        assert_snapshot(app, f"main-{size[0]}x{size[1]}")


@pytest.mark.parametrize(
    ("name", "keys"),
    [("status", ["f2"]), ("progress", ["f4"]), ("task", ["enter"]), ("help", ["f1"]), ("filtered", ["财", "政"])],
)
async def test_dialogs(app: GovtuiApp, name: str, keys: list[str]) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert_snapshot(app, name)


@pytest.mark.parametrize("keys", [[], ["f2"], ["f4"], ["f7"], ["f8"], ["f1"], ["enter"], ["ctrl+c"], ["ctrl+z"] * 5])
async def test_nothing_english_is_left(app: GovtuiApp, keys: list[str]) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        words = re.findall(r"[A-Za-z]{3,}", re.sub(r"\S*[/\\.]\S*", "", screen_text(app)))
    keys_and_names = {"Ctrl", "Esc", "Enter", "Tab", "Shift", "PgUp", "PgDn", "Home", "End", "Excel"}
    assert not set(words) - keys_and_names


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.title)
def test_every_action_has_a_key_that_passes_an_input_method(part: object) -> None:
    for action in part.actions:  # type: ignore[attr-defined]
        safe = [key for key in action.keys if len(key) > 1 or key.isdigit()]
        assert safe, action.id


def test_the_digits_of_the_status_dialog_stand_for_the_statuses_in_their_order() -> None:
    picks = [action.label for action in STATUS.actions if action.id.startswith("pick(")]
    assert picks == [status.label for status in Status]
