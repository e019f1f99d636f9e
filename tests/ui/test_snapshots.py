"""The screens as they look, at three sizes. Look at a picture before storing a new one."""

from __future__ import annotations

import datetime as dt
import os
import re
import time
from pathlib import Path

import pytest
from preview_plan import PLAN, Preview, opened
from screen_text import assert_snapshot, screen_text

from govtui.app import GovtuiApp
from govtui.config import Settings
from govtui.keys.keymap import STATUS
from govtui.ledger.ledger import Ledger
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
    [
        ("status", ["f2"]),
        ("progress", ["f4"]),
        ("task", ["enter"]),
        ("help", ["f1"]),
        ("filtered", ["财", "政", "enter"]),
    ],
)
async def test_dialogs(app: GovtuiApp, name: str, keys: list[str]) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert_snapshot(app, name)


PREVIEW_SIZES = [(80, 24), (120, 36)]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with plans, under a name and with times that are the same everywhere."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    place = tmp_path / "home" / "来文"
    (place / "往年").mkdir(parents=True)
    for age, name in enumerate(["托育服务.txt", "养老服务.docx"]):
        (place / name).write_text(PLAN, encoding="utf-8")
        os.utime(place / name, (1_700_000_000 - age, 1_700_000_000 - age))
    os.utime(place / "往年", (1_600_000_000, 1_600_000_000))
    return place


@pytest.mark.parametrize("size", PREVIEW_SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_choosing_a_file(ledger: Ledger, today: dt.date, home: Path, size: tuple[int, int]) -> None:
    app = GovtuiApp(ledger, today, settings=Settings(import_folder=str(home)))
    async with app.run_test(size=size) as pilot:
        await Preview(app, pilot).press("f7")
        assert_snapshot(app, f"choose-file-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", PREVIEW_SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_preview(app: GovtuiApp, home: Path, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        preview = await opened(app, pilot, home / "托育服务.txt")
        assert_snapshot(app, f"preview-{size[0]}x{size[1]}")
        await preview.press("f3", "tab")
        assert_snapshot(app, f"preview-doubt-{size[0]}x{size[1]}")


@pytest.mark.parametrize(("name", "keys"), [("fate", ["f2"]), ("field", ["f4"]), ("cell", ["enter"])])
async def test_dialogs_of_the_preview(app: GovtuiApp, home: Path, name: str, keys: list[str]) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        preview = await opened(app, pilot, home / "托育服务.txt")
        await preview.press(*keys)
        assert_snapshot(app, f"preview-{name}")


@pytest.mark.parametrize("keys", [[], ["f2"], ["f4"], ["f7"], ["f8"], ["f1"], ["enter"], ["ctrl+c"], ["ctrl+z"] * 5])
async def test_nothing_english_is_left(app: GovtuiApp, keys: list[str]) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        words = re.findall(r"[A-Za-z]{3,}", re.sub(r"\S*[/\\.]\S*", "", screen_text(app)))
    names = {"Ctrl", "Esc", "Enter", "Tab", "Shift", "PgUp", "PgDn", "Home", "End", "Delete", "Backspace"}
    assert not set(words) - names - {"Excel", "WPS", "czj", "caizhengju"}


def test_the_digits_of_the_status_dialog_stand_for_the_statuses_in_their_order() -> None:
    picks = [action.label for action in STATUS.actions if action.id.startswith("pick(")]
    assert picks == [status.label for status in Status]
