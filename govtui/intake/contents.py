"""The content lines of a requirement cell: its numbered points, or its paragraphs, each of which becomes a task.

A break in a cell may part two things to be done, or merely wrap a line. It parts them where the text before it ends as
a sentence does, or where what follows opens with the next number. A cell that says first what its points are about is
one task with all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from govtui.intake.kinds import ends_sentence, goes_on
from govtui.text import fold, squeeze
from govtui.wording.numerals import parse_number

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_STYLES = (
    re.compile(r"()\(?(\d{1,3})\s*[.、:](?!\d)\s*"),
    re.compile(r"()\((\d{1,3})\)\s*[.、]?\s*"),
    re.compile(r"()(\d{1,3})\)\s*"),
    re.compile(rf"()([{_CIRCLED}])\s*"),
    re.compile(r"()\(([一二三四五六七八九十]{1,3})\)\s*"),
    re.compile(r"()([一二三四五六七八九十]{1,3})、\s*"),
)
"""How points are numbered, in the half-width form of the text. The last two also number headings."""
_MAY_OPEN = re.compile(rf"[(（\d{_CIRCLED}一二三四五六七八九十]")
_FULL_STOP = re.compile("。")
_ENUMERATED = re.compile("[一二三四五六七八九]是|(?:首|其)[先次]|再次|同时|此外|另外")
"""How a clause begins that goes on with the text above it."""


class Marker(NamedTuple):
    """The number that opens a point."""

    style: int
    value: int
    end: int
    """Where the text behind it begins."""


def marker_of(text: str) -> Marker | None:
    """Return the number that opens a text, None where none does."""
    if not _MAY_OPEN.match(text):
        return None
    folded = fold(text[:12])
    for style, pattern in enumerate(_STYLES):
        if (match := pattern.match(folded)) and match.end() < len(text):
            value = _CIRCLED.find(match[2]) + 1 or parse_number(match[2])
            return Marker(style, value, match.end()) if isinstance(value, int) else None
    return None


def content_lines(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """Return the content lines of a cell by its paragraphs and the line breaks in them, their numbers kept."""
    lines = (text for paragraph in paragraphs for line in paragraph.split("\n") if (text := squeeze(line)))
    pieces = [piece for line in lines for piece in _within(line)]
    if len(pieces) < 2:
        return tuple(pieces)
    first = marker_of(pieces[0])
    second = marker_of(pieces[1])
    if first is None and second is not None and second.value == 1:  # the points of what the first piece says
        return ("".join(pieces),)
    return tuple(_by_numbers(pieces, first) if first else _by_sentences(pieces))


def wrapped_lines(paragraph: str) -> tuple[str, ...]:
    """Return the content lines of a paragraph whose line breaks wrap it, but for those before the next number."""
    pieces = [text for line in paragraph.split("\n") if (text := squeeze(line))]
    first = marker_of(pieces[0]) if pieces else None
    lines = _by_numbers(pieces, first) if first else (squeeze(paragraph),)
    return tuple(piece for line in lines if line for piece in _within(line))


def _within(line: str) -> Iterator[str]:
    """Give the points of a line that holds nothing but whole sentences that count on: （1）….（2）….."""
    marker = marker_of(line)
    start = 0
    while marker:
        begin, expected = start + marker.end, marker.value + 1
        ends = (match.end() for match in _FULL_STOP.finditer(line, begin))
        found = ((end, after) for end in ends if (after := marker_of(line[end:])))
        end, after = next((one for one in found if one[1][:2] == (marker.style, expected)), (len(line), None))
        yield line[start:end]
        start, marker = end, after
    if start < len(line):
        yield line[start:]


def _by_numbers(pieces: Sequence[str], first: Marker) -> Iterator[str]:
    """Give the points that count on from the first one; what has no number goes on with the point above it."""
    open_piece, expected = pieces[0], first.value + 1
    for piece in pieces[1:]:
        marker = marker_of(piece)
        if marker and marker.style == first.style and marker.value == expected:
            yield open_piece
            open_piece, expected = piece, expected + 1
        else:
            open_piece += piece
    yield open_piece


def _by_sentences(pieces: Sequence[str]) -> Iterator[str]:
    open_piece = pieces[0]
    for piece in pieces[1:]:
        if ends_sentence(open_piece) and not goes_on(open_piece) and not _ENUMERATED.match(piece):
            yield open_piece
            open_piece = piece
        else:
            open_piece += piece
    yield open_piece


def points(lines: Sequence[str]) -> tuple[str, ...] | None:
    """Return the texts of several lines that count from 1 in one style, without their numbers; None for any others."""
    if len(lines) < 2:
        return None
    markers = [marker_of(line) for line in lines]
    if markers[0] is None:
        return None
    for place, marker in enumerate(markers, 1):
        if marker is None or marker.value != place or marker.style != markers[0].style:
            return None
    return tuple(line[marker.end :] for line, marker in zip(lines, markers, strict=True) if marker)
