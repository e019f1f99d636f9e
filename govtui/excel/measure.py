"""How much room text takes in print: widths, lines and heights in a column of a sheet.

Neither Excel nor WPS fits the height of a row with merged cells, so every height is computed here, on the safe side:
the sheet is printed on computers with fonts that nobody knows. Widths differ from those of a terminal (`govtui.text`):
Chinese fonts draw “ ” … — and ① as wide as a Chinese character, and the Latin letters of a stand-in font are wider
than half of one.

Widths of text are in hundredths of an em, the font's size; heights and sizes are in points.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from govtui.text import NOT_AT_LINE_END, NOT_AT_LINE_START

UNIT = 6.0
"""Points of one unit of column width: a digit of the workbook's default font, Times New Roman 12, 8 pixels wide."""

TITLE_SIZE = 22.0
"""二号, as for the title of a document."""

HEAD_SIZE = 12.0
"""小四, for the heads of columns and the lines above and below the table."""

BODY_SIZE = 10.5
"""五号, the usual size inside a table."""

_SIDES = 4.0
"""Points that a cell keeps free beside its text: five pixels in Excel, less elsewhere."""

_ABOVE_AND_BELOW = 4.0
"""Points that a cell is given above and below its text together."""

_SAFETY = 0.97
"""Share of a cell's width that is filled: the screen and every printer set text a little differently."""

_WIDE, _NARROW = 100, 64
_NARROW_CHARACTERS = "0123456789abcdefghijklnopqrstuvxyz !\"'()*,-./:;?[]_"
"""Those that no common font draws wider than 0.64 em; whatever is not among them counts as a Chinese character."""


class _Widths(dict[str, int]):
    """The widths of characters; those not named are wide, and remembered once they have been met."""

    def __missing__(self, char: str) -> int:
        self[char] = _WIDE
        return _WIDE


_WIDTHS = _Widths(dict.fromkeys(_NARROW_CHARACTERS, _NARROW))


def text_width(text: str) -> int:
    """Return the width of `text` on one line; line breaks count as characters."""
    return sum(map(_WIDTHS.__getitem__, text))


def room_of(units: float, size: float = BODY_SIZE) -> int:
    """Return the width of text of a `size` that fits into a column of so many units of width."""
    return int((units * UNIT - _SIDES) * _SAFETY / size * 100)


def units_for(width: float, size: float = BODY_SIZE) -> int:
    """Return the units of column width that text of this width needs: the inverse of `room_of`."""
    return math.ceil((width * size / 100 / _SAFETY + _SIDES) / UNIT)


def line_height(size: float) -> float:
    """Return the distance of two lines, by the tallest of the usual stand-in fonts, 思源黑体 (Noto Sans CJK).

    Its ascent and descent are 1.16 and 0.288 em, each rounded to pixels of 1/96 inch as the programs do.
    """
    pixels = size * 96 / 72
    return (round(pixels * 1.16) + round(pixels * 0.288)) * 72 / 96


def height_of(lines: int, size: float = BODY_SIZE) -> float:
    """Return the height of a cell with so many lines."""
    return lines * line_height(size) + _ABOVE_AND_BELOW


def lines_in(height: float, size: float = BODY_SIZE) -> int:
    """Return how many lines a cell of this height holds: the inverse of `height_of`."""
    return int((height - _ABOVE_AND_BELOW) / line_height(size))


def line_count(text: str, room: int) -> int:
    """Return how many lines `text` takes when it is wrapped into `room`."""
    if len(text) * _WIDE <= room and "\n" not in text:
        return 1
    return _long_line_count(text, room)


@lru_cache(maxsize=1024)
def _long_line_count(text: str, room: int) -> int:
    """Units, deadlines and progress are often the same for many tasks."""
    return len(line_starts(text, room))


def line_starts(text: str, room: int) -> list[int]:
    """Return the offsets in `text` at which its lines begin when it is wrapped into `room`; at least one.

    Programs differ in where they may break a line. Here as few places as any of them allows are used, so that the
    number of lines is never too low: not before closing or after opening punctuation, nor inside a run of Latin
    letters, digits and their punctuation that fits into a line.
    """
    starts = [0]
    begin = 0
    while (end := text.find("\n", begin)) >= 0:
        _wrap(text, begin, end, room, starts)
        begin = end + 1
        starts.append(begin)
    _wrap(text, begin, len(text), room, starts)
    return starts


def _wrap(text: str, begin: int, end: int, room: int, starts: list[int]) -> None:
    """Add the offsets at which the second and all further lines of the paragraph `text[begin:end]` begin."""
    if (end - begin) * _WIDE <= room:
        return
    reach = list(accumulate(map(_WIDTHS.__getitem__, text[begin:end])))  # the width up to and with each character
    start, used = begin, 0
    while reach[-1] - used > room:
        limit = begin + max(bisect_right(reach, used + room), start - begin + 1)
        start = limit if _breakable(text, limit) else _break_point(text, start, limit)
        used = reach[start - begin - 1]
        starts.append(start)


def _break_point(text: str, start: int, limit: int) -> int:
    """Return the last place after `start`, before `limit`, where a line may end; `limit` itself if there is none."""
    return next((cut for cut in range(limit - 1, start, -1) if _breakable(text, cut)), limit)


def _breakable(text: str, cut: int) -> bool:
    before, after = text[cut - 1], text[cut]
    if after in NOT_AT_LINE_START or before in NOT_AT_LINE_END:
        return False
    return before > "\x7f" or after > "\x7f" or before == " "


_LEAST_REST = 3
"""Lines that go on at least where text is cut, so that no word stands alone."""


class Cut(NamedTuple):
    """Text cut in two; nothing but a line break between the two is lost."""

    head: str
    rest: str


def cut_after(text: str, room: int, lines: int) -> Cut:
    """Cut `text` so that its head takes at most so many lines, at a sentence's end if one is in their second half."""
    starts = line_starts(text, room)
    if len(starts) <= lines:
        return Cut(text, "")
    lines = min(lines, max(1, len(starts) - _LEAST_REST))
    end, half = starts[lines], starts[lines // 2]
    cut = max(text.rfind(mark, half, end) for mark in "\n。；") + 1 or end
    while cut < end and text[cut] in NOT_AT_LINE_START:  # the quotation mark that closes the sentence
        cut += 1
    return Cut(text[:cut].removesuffix("\n"), text[cut:])
