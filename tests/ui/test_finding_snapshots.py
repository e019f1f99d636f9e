"""How finding looks: the list below the filter, what was not understood, facets, views, the jump, at three sizes."""

from __future__ import annotations

import pytest
from screen_text import assert_snapshot

from govtui.app import GovtuiApp

SIZES = [(80, 24), (120, 36), (200, 50)]
LOOKS = {
    "completion": ["f3", *"单位:", *"财"],
    "problem": ["f3", *"灯:紫"],
    "facets": ["left", "down", "down"],
    "narrowed": ["left", "tab", "tab", "tab", *"mzj"],
    "views": ["3", "ctrl+s"],
    "number": ["g", "7", "7", "enter"],
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", LOOKS)
async def test_finding(app: GovtuiApp, name: str, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        first, *keys = LOOKS[name]
        await pilot.press(first)
        await pilot.pause(0.25)  # the facets are counted behind the keys
        await pilot.press(*keys)
        await pilot.pause(0.25)
        assert_snapshot(app, f"finding-{name}-{size[0]}x{size[1]}")
