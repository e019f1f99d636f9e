"""Bars that show a share as blanks in two colours: whatever a console makes of box lines, blanks stay in line.

A bar never stands alone: the number that it shows is written beside it.
"""

from __future__ import annotations

from widgets.segments import FILLS, Line


def bar(share: float, cells: int, ink: str = "green") -> Line:
    """Return a bar of `cells` cells of which a `share` (0 to 1, what is beyond is cut) is filled in the colour of a
    light, `red`, `yellow`, `green` or `blue`.

    A bar is empty only where there is nothing, and full only where all is done.
    """
    assert f"fill-{ink}" in FILLS
    filled = round(min(1.0, max(0.0, share)) * cells)
    if share < 1:
        filled = min(cells - 1, filled)
    if share > 0:
        filled = max(1, filled)
    filled = max(0, min(cells, filled))
    return [(" " * count, fill) for count, fill in ((filled, f"fill-{ink}"), (cells - filled, "fill-off")) if count > 0]
