"""Text cut or wrapped to a width, with what was searched for in an ink of its own. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from govtui.pinyin import spans
from govtui.text import char_width, width, wrap
from widgets.segments import Line

CUT = "…"

Span = tuple[int, int]
"""Where something stands in a text: from, to."""


_REACH = 16
"""Characters beyond what is shown in which a hit is looked for that begins before."""


class Part(NamedTuple):
    """What one line shows of a text."""

    text: str
    start: int
    """Where it begins in the whole text."""
    cells: int
    """Its width, with the sign that there is more."""
    cut: bool = False
    """There is more of the text than is shown."""


def hits_in(words: Sequence[str], text: str) -> Sequence[Span]:
    """Return where `words` stand in a text."""
    return _hits(tuple(words), text) if words and text else ()


@lru_cache(maxsize=2048)
def _hits(words: tuple[str, ...], text: str) -> Sequence[Span]:
    """Return the same. States, units and themes are the same in many rows."""
    return spans(words, text)


def hits_shown(words: Sequence[str], text: str, parts: Sequence[Part]) -> Sequence[Span]:
    """Return where `words` stand in the parts of a text; what is not shown is not looked through."""
    return hits_in(words, text[: parts[-1].start + len(parts[-1].text) + _REACH]) if words and parts else ()


def laid_out(text: str, cells: int, height: int) -> list[Part]:
    """Break a text into at most `height` lines of at most `cells` cells, the last ending in … if it does not fit.

    Of a long text only the beginning is measured. An empty one has no line.
    """
    if not text:
        return []
    if height == 1:
        return [_cut(text, 0, cells)]
    text = text[: (height + 1) * cells + 1]  # no character but a combining mark is narrower than a cell
    parts = wrapped(text, cells)
    if len(parts) > height:
        last = parts[height - 1]
        parts[height - 1 :] = [_cut(last.text, last.start, cells, more=True)]
    return parts


def _cut(text: str, start: int, cells: int, more: bool = False) -> Part:
    """Return as much of a text as fits into a line; what does not, or that there is `more`, is told by a sign."""
    used = 0
    for place, char in enumerate(text):
        used += char_width(char)
        if used > cells:
            more = True
            text = text[: place + 1]
            break
    if not more:
        return Part(text, start, used)
    end = len(text)
    while end and used > cells - len(CUT):
        end -= 1
        used -= char_width(text[end])
    return Part(text[:end], start, used + len(CUT), cut=True)


def wrapped(text: str, cells: int) -> list[Part]:
    """Break a text into lines of at most `cells` cells, at least one."""
    parts: list[Part] = []
    start = 0
    for line in wrap(text, cells):
        start = text.index(line, start)
        parts.append(Part(line, start, width(line)))
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
