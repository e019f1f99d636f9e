"""Bars that show shares as blanks in colours: whatever a console makes of box lines, blanks stay in line.

A bar never stands alone: the numbers that it shows are written beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from widgets.segments import FILLS, Line

_NOTHING = 1e-9
"""Less is what adding up fractions has left behind."""


def bar(share: float, cells: int, ink: str = "green") -> Line:
    """Return a bar of `cells` cells of which a `share` (0 to 1, what is beyond is cut) is filled in the colour of a
    light, `red`, `yellow`, `green` or `blue`.

    A bar is empty only where there is nothing, and full only where all is done.
    """
    return stacked([(share, ink)], cells)


def stacked(parts: Sequence[tuple[float, str]], cells: int) -> Line:
    """Return a bar of `cells` cells with several shares in colours of their own, one behind the other.

    What is left of the whole (1) stays empty. Each share that is not nothing has a cell, where there are enough.
    """
    shares: list[tuple[float, str]] = []
    left = 1.0
    for share, ink in parts:
        assert f"fill-{ink}" in FILLS
        shares.append((min(left, max(0.0, share)), f"fill-{ink}"))
        left -= shares[-1][0]
    shares.append((left if left > _NOTHING else 0.0, "fill-off"))
    counts = [max(int(share * cells + _NOTHING), 1 if share else 0) for share, _ in shares]
    while sum(counts) > max(0, cells):
        counts[max(reversed(range(len(counts))), key=counts.__getitem__)] -= 1
    while sum(counts) < cells:
        counts[max(range(len(counts)), key=lambda place: shares[place][0] * cells - counts[place])] += 1
    return [(" " * count, fill) for count, (_, fill) in zip(counts, shares, strict=True) if count]
