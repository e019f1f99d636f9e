"""How the screen is coloured: contrast, and a map of styles that is readable in a diff."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, product
from string import ascii_letters

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.strip import Strip

from govtui.text import width


def luminance(color: Color) -> float:
    assert color.triplet is not None
    parts = (value / 255 for value in color.triplet)
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(style: Style) -> float:
    """Return the contrast ratio that the guidelines for web pages define, 1 for none to 21."""
    assert style.color is not None
    assert style.bgcolor is not None
    one, other = luminance(style.color), luminance(style.bgcolor)
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def drawn(app: App[None]) -> list[Strip]:
    """Return the lines of the screen on top, which are all that is seen: what lies behind it is drawn into them."""
    return app.screen._compositor.render_strips()


def segments(app: App[None]) -> Iterator[Segment]:
    """Return what is drawn; of a dialog only the dialog, for what lies behind it is dimmed on purpose."""
    screen = app.screen
    boxes = screen.query("#dialog")
    region = boxes.first().region if boxes else screen.region
    for strip in drawn(app)[region.y : region.bottom]:
        yield from (part for part in strip.crop(region.x, region.right) if part.text.strip() and part.style)


NAMES = [*ascii_letters, *map("".join, product(ascii_letters, repeat=2))]


def style_map(app: App[None]) -> str:
    """Return a legend, a letter for each style in the order of its first place, and runs of cells by line: `12a 3b`."""
    letters: dict[str, str] = {}
    lines: list[str] = []
    for strip in drawn(app):
        cells = [(_words(part.style), width(part.text)) for part in strip if part.text]
        runs = [(words, sum(count for _, count in run)) for words, run in groupby(cells, key=lambda cell: cell[0])]
        for words, _ in runs:
            letters.setdefault(words, NAMES[len(letters)])
        lines.append(" ".join(f"{count}{letters[words]}" for words, count in runs))
    legend = [f"{letter}  {words}" for words, letter in letters.items()]
    return "\n".join([*legend, "", *lines]) + "\n"


def _words(style: Style | None) -> str:
    if style is None:
        return "none"
    colors = [color.get_truecolor().hex if color else "none" for color in (style.color, style.bgcolor)]
    kinds = [kind for kind in ("bold", "dim", "italic", "underline", "reverse", "strike") if getattr(style, kind)]
    return " ".join([f"{colors[0]} on {colors[1]}", *kinds])
