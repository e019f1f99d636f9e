"""The lines of a wrapped cell made one text again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

_REACH = 120
"""How many characters before a break are looked at to see what it separates."""


def join_lines(lines: Sequence[str], stand_apart: Callable[[str, str], bool]) -> str:
    """Return the lines as one text: one blank where a break or blank separates two entries, nothing where it wraps one.

    `stand_apart` decides from the end of the entry before the break and the piece behind it.
    """
    entries = [""]
    for piece in " ".join(lines).split():
        if entries[-1] and stand_apart(entries[-1][-_REACH:], piece):
            entries.append(piece)
        else:
            entries[-1] += piece
    return " ".join(entries)
