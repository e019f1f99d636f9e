"""The program's screens: `start`, `filter`, `move`, `paint`. Floors: the same keys on a screen with nothing in it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.measure import Measurement, measurement

if TYPE_CHECKING:
    from textual.app import App

    from tests.bench.drive import KeyTimes

FIRST_TASK = "1-1"
TYPED = ("公示栏目", "财政局", "隐患 整改", "状态:推进中", "没有的词")


def measure_start(folder: Path, tasks: int, rounds: int) -> Measurement:
    """From the start of the process to the first paint with tasks; the floor is an empty app of the same shape."""
    times, floor = [], []
    for _ in range(rounds):
        times.append(_start("ledger", str(folder)))
        floor.append(_start("bare", ""))
    return measurement("start", tasks, times, floor)


def _start(kind: str, folder: str) -> float:
    begin = time.monotonic()
    program = [sys.executable, "-m", "tests.bench.start", kind, folder]
    done = subprocess.run(program, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, check=True)
    return float(done.stdout) - begin


def measure_filter(folder: Path, tasks: int, rounds: int) -> Measurement:
    """Type words into the filter letter by letter and take them back."""
    return _measure("filter", folder, tasks, rounds, _type)


def measure_move(folder: Path, tasks: int, rounds: int) -> Measurement:
    """Move the cursor down, line by line; `settled` includes the text of the task that it comes to."""
    return _measure("move", folder, tasks, rounds, _move)


def measure_paint(folder: Path, tasks: int, rounds: int) -> Measurement:
    """Choose another status in the dialog: from the key that chooses it, through the journal, to the repaint."""
    return _measure("paint", folder, tasks, rounds, _choose_status)


Press = Callable[..., Awaitable["KeyTimes"]]


async def _type(press: Press, bare: bool, rounds: int) -> list[KeyTimes]:
    times = []
    if not bare:
        await press("f3")
    for word in TYPED[: max(1, rounds)]:
        times += [await press(letter, letter) for letter in word]
        times += [await press("backspace") for _ in word]
    return times


async def _move(press: Press, bare: bool, rounds: int) -> list[KeyTimes]:
    return [await press("down") for _ in range(rounds)]


async def _choose_status(press: Press, bare: bool, rounds: int) -> list[KeyTimes]:
    if bare:
        return [await press("f2") for _ in range(rounds)]
    times = []
    for choice in range(rounds):
        await press("f2")
        key = "23"[choice % 2]
        times.append(await press(key, key))
        if choice % 2:  # each task gets one status, then the other: at least one of the two is a change
            await press("down")
    return times


def _measure(
    name: str, folder: Path, tasks: int, rounds: int, work: Callable[[Press, bool, int], Awaitable[list[KeyTimes]]]
) -> Measurement:
    from textual.widgets import Input

    from govtui.app import GovtuiApp
    from govtui.ledger.ledger import Ledger
    from tests.bench.drive import BareApp, BareLines, drive, press, watch_lines
    from tests.bench.generate import TODAY
    from widgets.task_table import TaskTable

    Input.cursor_blink = False  # a blink is a repaint that no key caused
    found: list[list[KeyTimes]] = []

    def on(app: App[None], bare: bool) -> Callable[[], Awaitable[None]]:
        async def press_keys() -> None:
            found.append(await work(lambda *key: press(app, *key), bare, rounds))

        return press_keys

    watch_lines(BareLines)
    watch_lines(TaskTable)
    bare = BareApp()
    drive(bare, "bare", on(bare, True))
    with Ledger.open(folder) as ledger:
        app = GovtuiApp(ledger, TODAY)
        drive(app, FIRST_TASK, on(app, False))
    floor, times = found
    return measurement(
        name, tasks, [key.table for key in times], [key.table for key in floor], [key.settled for key in times]
    )
