"""Text cut or wrapped to a width, with what was searched for in an ink of its own. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from govtui.pinyin import spans
from govtui.text import clip, width, wrap
from widgets.segments import Line

CUT = "…"

Span = tuple[int, int]
"""Where something stands in a text: from, to."""


class Part(NamedTuple):
    """What one line shows of a text."""

    text: str
    start: int
    """Where it begins in the whole text."""
    cut: bool = False
    """There is more of the text than is shown."""


def hits_in(words: Sequence[str], text: str) -> Sequence[Span]:
    """Return where `words` stand in a text."""
    return spans(words, text) if words and text else ()


def laid_out(text: str, cells: int, height: int) -> list[Part]:
    """Break a text into at most `height` lines of at most `cells` cells, the last ending in … if it does not fit.

    Of a long text only the beginning is measured. An empty one has no line.
    """
    if not text:
        return []
    text = text[: (height + 1) * cells + 1]  # no character but a combining mark is narrower than a cell
    if height == 1:
        return [Part(text, 0)] if width(text) <= cells else [Part(clip(text, cells - 1, ""), 0, cut=True)]
    parts = wrapped(text, cells)
    if len(parts) > height:
        last = parts[height - 1]
        parts[height - 1 :] = [Part(clip(last.text, cells - 1, ""), last.start, cut=True)]
    return parts


def wrapped(text: str, cells: int) -> list[Part]:
    """Break a text into lines of at most `cells` cells, at least one."""
    parts: list[Part] = []
    start = 0
    for line in wrap(text, cells):
        start = text.index(line, start)
        parts.append(Part(line, start))
        start += len(line)
    return parts


def inked(part: Part, ink: str, hits: Sequence[Span], fill: str = "") -> Line:
    """Return the pieces of a part of a text in which `hits` stand; `fill` follows it."""
    pieces: Line = []
    done = 0
    for begin, end in hits:
        begin, end = max(begin - part.start, done), min(end - part.start, len(part.text))
        if begin < end:
            if begin > done:
                pieces.append((part.text[done:begin], ink))
            pieces.append((part.text[begin:end], "hit"))
            done = end
    return [*pieces, (f"{part.text[done:]}{CUT if part.cut else ''}{fill}", ink)]


def inked_lines(text: str, cells: int, ink: str = "", words: Sequence[str] = ()) -> list[Line]:
    """Return a text wrapped to `cells`, `words` marked where they stand."""
    hits = hits_in(words, text)
    return [inked(part, ink, hits) for part in wrapped(text, cells)]
