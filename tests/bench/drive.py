"""Screens driven by real key events and timed to the bytes that they paint, without a terminal.

A key has two times: `table`, until the table stands on the screen as it will stay, and `settled`, until nothing at all
is painted any more. What the toolkit paints a second time without a change counts for `settled` alone.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual import events
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Input, Static

SIZE = (120, 36)
QUIET = 0.06
"""Seconds without a byte after which a repaint counts as ended."""

PATIENCE = 20.0
"""Seconds after which a screen that paints nothing is taken for broken."""


class PaintingDriver(HeadlessDriver):
    """A terminal that looks at nothing but the clock: screens render and encode for it as for a real one."""

    @property
    def is_headless(self) -> bool:
        return False

    def write(self, data: str) -> None:
        PAINTED.append((time.monotonic(), data))

    def flush(self) -> None:
        pass


PAINTED: list[tuple[float, str]] = []
"""When what was painted, since the last key."""

CHANGED: list[float] = []
"""When a line of the table was drawn that is another than before, since the last key."""


class KeyTimes(NamedTuple):
    """Seconds from a key to what it causes."""

    table: float
    settled: float


def watch_lines(table: type[ScrollView]) -> None:
    """Have `CHANGED` kept while `table` draws its lines."""
    lines: dict[int, Strip] = {}
    draw = table.render_line

    def render_line(self: ScrollView, y: int) -> Strip:
        strip = draw(self, y)
        if lines.get(y) != strip:
            lines[y] = strip
            CHANGED.append(time.monotonic())
        return strip

    table.render_line = render_line  # type: ignore[method-assign]


async def painted(text: str = "") -> float:
    """Wait until `text` is on the screen and the screen is quiet; return when the last byte was painted."""
    begin = time.monotonic()
    while True:
        await asyncio.sleep(0.004)
        now = time.monotonic()
        if PAINTED and now - PAINTED[-1][0] > QUIET and any(text in data for _, data in PAINTED):
            return PAINTED[-1][0]
        if now - begin > PATIENCE:
            raise TimeoutError(f"nothing was painted: {text!r}")


async def press(app: App[None], key: str, character: str | None = None) -> KeyTimes:
    """Send a key as a terminal would, and wait until the screen is quiet."""
    PAINTED.clear()
    CHANGED.clear()
    begin = time.monotonic()
    assert app._driver
    app._driver.process_message(events.Key(key, character))
    settled = await painted()
    last_change = CHANGED[-1] if CHANGED else begin
    table = next(moment for moment, _ in PAINTED if moment >= last_change)
    return KeyTimes(table - begin, settled - begin)


def drive(app: App[None], ready: str, work: Callable[[], Awaitable[None]]) -> None:
    """Run `app`; when `ready` is painted, do `work` and leave."""

    async def run() -> None:
        PAINTED.clear()
        running = asyncio.create_task(app.run_async(size=SIZE))
        await painted(ready)
        try:
            await work()
        finally:
            app.exit()
            await running

    app.driver_class = PaintingDriver
    asyncio.run(run())


class BareLines(ScrollView, can_focus=False):
    """A table of nothing: the same lines at any place, drawn by the line API."""

    cursor = 0

    def on_mount(self) -> None:
        self.virtual_size = Size(SIZE[0], 1000)

    def render_line(self, y: int) -> Strip:
        mark = ">" if y == self.cursor else " "
        return Strip([Segment(f"{mark} bare {y + self.cursor:4}".ljust(self.size.width))])


class BareApp(App[None]):
    """The floor: the shape of the main screen with nothing in it. It imports nothing of govtui."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = [("down", "move", ""), ("f2", "repaint", "")]
    CSS = "Static { height: 1; } BareLines { height: 1fr; } Input { height: 1; border: none; }"

    def compose(self) -> ComposeResult:
        yield Static("bare", markup=False)
        yield BareInput()
        with Vertical():
            yield BareLines()
        yield Static("bare", markup=False)

    def action_move(self) -> None:
        """Move the cursor by a line: two lines are painted anew."""
        lines = self.query_one(BareLines)
        lines.cursor = (lines.cursor + 1) % 20
        for y in (lines.cursor - 1, lines.cursor):
            lines.refresh(Region(0, y, SIZE[0], 1))

    def action_repaint(self) -> None:
        """Paint all lines anew."""
        lines = self.query_one(BareLines)
        lines.cursor = (lines.cursor + 1) % 20
        lines.refresh()


class BareInput(Input):
    """A filter that filters nothing, but has all lines painted anew."""

    cursor_blink = False

    def watch_value(self, value: str) -> None:
        if self.is_mounted and isinstance(self.app, BareApp):
            self.app.action_repaint()
