"""Draws the pictures of the README and the manual from the real program: `python -m tests.pictures`.

The demo is started without a window, keys are pressed, and what stands on the screen becomes an SVG in which every
character has its place on the terminal's grid. It needs no font of its own and looks the same wherever it is made.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
from html import escape
from pathlib import Path

from rich.color import Color
from textual.strip import Strip

from govtui.app import GovtuiApp
from govtui.sample import build_demo, demo_day
from govtui.text import char_width

FOLDER = Path(__file__).parents[1] / "assets" / "help"
CELL, LINE, POINTS = 9, 20, 15
SETTLED_AFTER = 0.3
"""Seconds until what can be typed next has been worked out."""
FONTS = "'Noto Sans Mono CJK SC', 'Sarasa Mono SC', NSimSun, 'Microsoft YaHei', monospace"
PICTURES: dict[str, tuple[tuple[int, int], tuple[str, ...]]] = {
    "main-screen": ((120, 32), ("f6", "down", "down")),
    "filter": ((100, 26), ("f3", *"dw:c")),
    "groups": ((120, 32), ("tab", "down", "space", "space")),
    "facets": ((120, 32), ("left", "down", "down", "enter")),
    "statistics": ((120, 32), ("f9",)),
    "progress": ((100, 28), ("f3", *"培训", "enter", "f4", "f6", "1")),
}


async def draw(name: str, size: tuple[int, int], keys: Sequence[str]) -> Path:
    """Start the demo at `size`, press `keys`, and write the picture called `name`."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = build_demo(Path(folder) / "ledger", demo_day())
        app = GovtuiApp(ledger, demo_day(), demo=True)
        async with app.run_test(size=size) as pilot:
            await pilot.press(*keys)
            await pilot.pause(SETTLED_AFTER)
            strips = layered([screen._compositor.render_strips() for screen in app.screen_stack])
        ledger.close()
    file = FOLDER / f"{name}.svg"
    file.write_text(svg(strips, size), encoding="utf-8")
    return file


def layered(screens: Sequence[list[Strip]]) -> list[Strip]:
    """Return the lines of the screen on top; where it leaves a line out, those of the ones below it."""
    *below, top = screens
    return [line or next((other[y] for other in reversed(below)), line) for y, line in enumerate(top)]


def svg(strips: Sequence[Strip], size: tuple[int, int]) -> str:
    """Return the screen's lines as an SVG of one rectangle and one text a run of equal style."""
    columns, lines = size
    shapes = [shape for y, strip in enumerate(strips) for shape in _runs(strip, y * LINE)]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {columns * CELL} {lines * LINE}" '
        f'font-family="{FONTS}" font-size="{POINTS}" shape-rendering="crispEdges" xml:space="preserve">'
    )
    return "\n".join([head, *shapes, "</svg>", ""])


def _runs(strip: Strip, top: int) -> list[str]:
    shapes, column = [], 0
    for text, style, _control in strip:
        left, places = column * CELL, []
        for char in text:
            places.append(column * CELL)
            column += char_width(char)
        background = _hex(style.bgcolor if style else None, "#12171e")
        shapes.append(
            f'<rect x="{left}" y="{top}" width="{column * CELL - left}" height="{LINE}" fill="{background}"/>'
        )
        if text.strip():
            colour = _hex(style.color if style else None, "#d8dee6")
            bold = ' font-weight="bold"' if style and style.bold else ""
            xs = " ".join(map(str, places))
            shapes.append(f'<text x="{xs}" y="{top + 15}" fill="{colour}"{bold}>{escape(text)}</text>')
    return shapes


def _hex(colour: Color | None, default: str) -> str:
    return colour.get_truecolor().hex if colour and not colour.is_default else default


if __name__ == "__main__":
    for picture, (size, keys) in PICTURES.items():
        print(asyncio.run(draw(picture, size, keys)))
