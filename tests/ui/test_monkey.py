"""Random keys, texts, clicks and windows on every screen: nothing of it may end in an exception.

Each run is known by its screen and its seed, which stand in its name: a run that fails can be had again. The long form,
`GOVTUI_KEYS=20000`, makes more runs of each screen; `GOVTUI_SEED` is the first seed.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from govtui import opening
from govtui.app import GovtuiApp
from govtui.config import Settings
from govtui.keys.keymap import PARTS
from govtui.ledger.ledger import Ledger
from govtui.model import Evidence, EvidenceKind
from govtui.terminal.signs import Signs
from screens.main import MainScreen

WAYS = {
    "main": (),
    "filter": ("f3",),
    "facets": ("left",),
    "statistics": ("f9",),
    "history": ("ctrl+l",),
    "month": ("f12",),
    "today": ("ctrl+t",),
    "menu": ("f10",),
    "palette": ("ctrl+p",),
    "layout": ("ctrl+v",),
    "views": ("ctrl+s",),
    "task": ("enter",),
    "status": ("f2",),
    "progress": ("f4",),
    "edit": ("ctrl+e",),
    "copy": ("ctrl+c",),
    "export": ("f8",),
    "ledger menu": ("f5",),
    "preview": ("f7",),
    "clocks": "show_clocks",
    "rounds": "show_rounds",
    "timing": "show_timing",
    "units": "show_units",
    "twins": "show_twins",
    "settings": "show_settings",
    "manual": "show_manual",
    "tour": "show_tour",
}
"""The screens that are begun from: by keys, or by an action of the main screen that has none of its own."""

ASKED = int(os.environ.get("GOVTUI_KEYS", "600"))
FIRST_SEED = int(os.environ.get("GOVTUI_SEED", "1"))
STEPS = max(12, min(60, ASKED // len(WAYS)))
SEEDS = range(FIRST_SEED, FIRST_SEED + max(1, ASKED // (len(WAYS) * STEPS)))

LEAVES = {"ctrl+q"}
KEYS = sorted({key for part in PARTS for action in part.actions for key in action.every_key} - LEAVES)
TEXTS = (
    *("财政局", "状态:推进中", "单位:教体局，财政局", "灯:逾期 -培训", "时限:<12-31", "“引号", "分组:单位", "czj"),
    *(
        "：，",
        "2023-09-31",
        "9月5日",
        "3",
        "0",
        "１２",
        "ａ",
        "[b]粗[/b]",
        "\\",
        "{x}",
        "%s",
        "𠮷",
        "é",
        "e\u0301",
        "①…—·",
    ),
)
PASTED = ("序号\t具体要求\n1\t修路\n2\t架桥", "第一行\r\n第二行", "\x1b[31m红\x1b[0m", " " * 300, "长" * 2000)
SIZES = ((80, 24), (20, 6), (1, 1), (250, 70), (132, 40), (60, 100))


@pytest.fixture
def quiet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what is done by chance inside the test's own folder, start no program, and do not wait between two keys."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(opening, "_STARTERS", ())
    monkeypatch.setattr(GovtuiApp, "exit", lambda *_, **__: None)
    for module in ("textual.app", "textual.pilot"):
        monkeypatch.setattr(f"{module}.wait_for_idle", lambda *_: asyncio.sleep(0))


async def use_mouse(pilot: Pilot[None], random: Random, deeds: Sequence[type[events.MouseEvent]]) -> tuple[int, int]:
    """Do something with the mouse as a terminal tells of it: somewhere in the window, whatever stands there."""
    x, y = place = random.randrange(pilot.app.size.width), random.randrange(pilot.app.size.height)
    for deed in deeds:
        pilot.app.post_message(deed(None, x, y, 0, 0, 1, False, False, False, screen_x=x, screen_y=y))
    await pilot.pause()
    return place


async def step(pilot: Pilot[None], random: Random) -> str:
    """Do something by chance, and return what was done."""
    app, chance = pilot.app, random.random()
    typing = isinstance(app.focused, Input | TextArea)
    if chance < (0.3 if typing else 0.1):
        text = random.choice(TEXTS)
        await pilot.press(*text)
        return f"types {text!r}"
    if chance < 0.4:
        times = random.choice((1, 1, 2))
        place = await use_mouse(pilot, random, [events.MouseDown, events.MouseUp] * times)
        return f"clicks {place} {times}×"
    if chance < 0.45:
        deeds = random.choice(([events.MouseScrollDown], [events.MouseScrollUp], [events.MouseDown, events.MouseMove]))
        place = await use_mouse(pilot, random, deeds)
        return f"{deeds} {place}"
    if chance < 0.5:
        size = random.choice(SIZES)
        await pilot.resize_terminal(*size)
        return f"resizes {size}"
    if chance < 0.53:
        pasted = random.choice(PASTED)
        app.post_message(events.Paste(pasted))
        await pilot.pause()
        return f"pastes {pasted[:20]!r}"
    key = random.choice(KEYS)
    if key == "slash" and typing:  # no name of a file may lead out of the test's own folder
        key = "enter"
    await pilot.press(key)
    return f"presses {key}"


async def go_to(pilot: Pilot[None], way: tuple[str, ...] | str) -> None:
    if isinstance(way, str):
        await pilot.app.screen.run_action(way)
        await pilot.pause()
    else:
        await pilot.press(*way)


@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", WAYS)
async def test_no_key_brings_the_program_down(
    name: str, seed: int, ledger: Ledger, today: dt.date, tmp_path: Path, plan_file: Path
) -> None:
    random = Random(f"{name} {seed}")
    ledger.attach("1-1", [Evidence(kind=EvidenceKind.NUMBER, name="青政办发〔2023〕15号")])
    settings = Settings(
        import_folder=str(plan_file.parent), export_folder=str(tmp_path), toured=True, greeting=random.random() < 0.3
    )
    app = GovtuiApp(ledger, today, settings=settings, signs=random.choice(list(Signs)), greets=True)
    done: list[str] = []
    async with app.run_test(size=(100, 30)) as pilot:
        while not isinstance(app.screen, MainScreen):
            await pilot.press("escape")
        await go_to(pilot, WAYS[name])
        for _ in range(STEPS):
            done.append(await step(pilot, random))
            assert app.failure is None, "\n".join(done)
        await app.workers.wait_for_complete()
        await pilot.press("f24")  # waits for a screen that the last step has opened
    assert app.failure is None, "\n".join(done)
