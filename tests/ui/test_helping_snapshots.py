"""How menu, search for functions, tour, settings and manual look at three sizes."""

from __future__ import annotations

import pytest
from screen_text import assert_snapshot

from govtui.app import GovtuiApp

SIZES = [(80, 24), (120, 36), (200, 50)]
LOOKS = {
    "menu": ["f10", "2"],
    "palette": ["ctrl+p", *"dc"],
    "tour": ["f10", *"ksrm", "enter", "enter"],
    "manual": ["f10", *"sysc", "enter", *"czj"],
}


@pytest.fixture(autouse=True)
def no_settings(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what is remembered in a folder of the test."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", LOOKS)
async def test_helping(app: GovtuiApp, name: str, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await pilot.press(*LOOKS[name])
        await pilot.pause()
        assert_snapshot(app, f"helping-{name}-{size[0]}x{size[1]}")
