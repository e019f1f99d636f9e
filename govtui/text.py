"""Text as a terminal and a sheet see it: cleaning, folding, and width in cells.

A wide character (Chinese, full-width) takes two cells, a combining mark none, everything else one. Characters whose
width Unicode calls ambiguous (“ ” … — ①, box lines) count as one, as Windows Terminal and the screen library do.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ESCAPE_SEQUENCE = re.compile(
    "\x1b\\[[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor
    "|\x1b[\\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\\\|$)"  # OSC, DCS, SOS, PM, APC up to their end
    "|\x1b[ -/]*[0-~]?"  # two-character sequences, a lone ESC
    "|\x9b[0-?]*[ -/]*[@-~]"  # CSI as one C1 byte
)
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACE = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_KEPT_CONTROLS = "\n\t"


def clean(text: str) -> str:
    """Return `text` without anything that could act on a terminal or hide in it.

    Escape sequences, control characters, bidirectional controls, zero-width characters and lone surrogates go;
    line breaks become `\\n`, the kinds of blank become a plain space. Tabs and line breaks stay.
    """
    if text.isprintable():
        return text
    text = _ESCAPE_SEQUENCE.sub("", text)
    text = _LINE_BREAK.sub("\n", text)
    text = _SPACE.sub(" ", text)
    return "".join(filter(_harmless, text))


@lru_cache(maxsize=65536)
def _harmless(char: str) -> bool:
    if ord(char) & 0xFFFE == 0xFFFE:  # noncharacters, which no XML file may hold
        return False
    return char in _KEPT_CONTROLS or unicodedata.category(char) not in ("Cc", "Cf", "Cs")


def one_line(text: str) -> str:
    """Return cleaned text with every run of white space folded to one space, for a cell of a table."""
    if text.isprintable() and " " not in text:  # most cells: no other white space is printable
        return text
    return " ".join(clean(text).split())


def squeeze(text: str) -> str:
    """Return cleaned text with all white space removed, except one space between two ASCII letters or digits.

    Chinese has no blanks between words: those found in a plan come from wrapped cells and copying.
    """
    if text.isprintable() and " " not in text:  # most cells: no other white space is printable
        return text
    parts = clean(text).split()
    if not parts:
        return ""
    joined = parts[0]
    for part in parts[1:]:
        joined += f" {part}" if _in_word(joined[-1]) and _in_word(part[0]) else part
    return joined


_FULL_WIDTH = re.compile("[\uff01-\uff5e]")
_HALF_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}


_COMMON = tuple((char, _HALF_WIDTH[char]) for char in "，：；（）")
"""Those that stand in every text: replacing them one by one takes a fifth of the time of looking each of them up."""


def fold(text: str) -> str:
    """Return the form in which text is compared and searched: full-width characters as half-width, in lower case.

    Ten times as fast as Unicode's NFKC, which counts when 10,000 tasks are searched for the first time.
    """
    for wide, half in _COMMON:
        text = text.replace(wide, half)
    if _FULL_WIDTH.search(text):
        text = _FULL_WIDTH.sub(lambda found: _HALF_WIDTH[found[0]], text)
    return text.lower()


@lru_cache(maxsize=65536)
def char_width(char: str) -> int:
    """Return the cells that one character takes: 0, 1 or 2."""
    if unicodedata.category(char) in ("Mn", "Me", "Mc", "Cf", "Cc") or _joins_syllable(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _joins_syllable(char: str) -> bool:
    """Say whether a character is a vowel or a final of Hangul, drawn into the syllable before it."""
    return "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7ff"


def width(text: str) -> int:
    """Return the cells that `text` takes on one line."""
    return len(text) if text.isascii() else sum(map(char_width, text))


def clip(text: str, cells: int, mark: str = "…") -> str:
    """Return `text` cut to at most `cells` cells, with `mark` at its end where something was cut off."""
    if width(text) <= cells:
        return text
    room = cells - width(mark)
    if room < 0:
        mark, room = "", cells
    return text[: _fitting(text, room)] + mark


def pad(text: str, cells: int, align: str = "left") -> str:
    """Return `text` clipped or filled up with blanks to exactly `cells` cells; `align` is left, right or centre."""
    text = clip(text, cells)
    room = cells - width(text)
    before = {"left": 0, "right": room, "centre": room // 2}[align]
    return " " * before + text + " " * (room - before)


NOT_AT_LINE_START = frozenset("，。、；：？！）》〉】〕”’」』,.;:?!)]}%…")
NOT_AT_LINE_END = frozenset("（《〈【〔“‘「『([{")


def wrap(text: str, cells: int) -> list[str]:
    """Break `text` into lines of at most `cells` cells, at least one line; its own line breaks stay.

    Chinese breaks between any two characters, except that a line neither begins with closing nor ends with
    opening punctuation; a run of Latin letters or digits stays whole where it fits into a line, and so does a number
    or a date with its signs: 2026-12-31, 1,200.5.
    """
    return [line for part in text.split("\n") for line in _wrap_paragraph(part, max(2, cells))]


def _wrap_paragraph(text: str, cells: int) -> list[str]:
    lines: list[str] = []
    while width(text) > cells:
        cut = _break_point(text, _fitting(text, cells))
        lines.append(text[:cut].rstrip(" "))
        text = text[cut:].lstrip(" ")
    return [*lines, text] if text or not lines else lines


def _fitting(text: str, cells: int) -> int:
    """Return how many characters of `text` fit into `cells`."""
    used = 0
    for index, char in enumerate(text):
        used += char_width(char)
        if used > cells:
            return index
    return len(text)


def _break_point(text: str, limit: int) -> int:
    """Return the best place to break at or before `limit`, at least 1; `limit` itself if there is no good one."""
    limit = max(1, limit)
    within_number = 0
    for cut in range(limit, max(0, limit - 24), -1):
        if not _may_break(text, cut):
            continue
        if not _in_number(text, cut):
            return cut
        if not within_number and text[cut] not in _NUMBER_SIGNS:
            within_number = cut  # behind a sign of a number that takes more than a line
    return within_number or limit


def _may_break(text: str, cut: int) -> bool:
    before, after = text[cut - 1], text[cut]
    if before in NOT_AT_LINE_END or after in NOT_AT_LINE_START:
        return False
    return not (_in_word(before) and _in_word(after))


_NUMBER_SIGNS = frozenset("-./,:")


def _in_number(text: str, cut: int) -> bool:
    """Say whether a break would stand before or behind a sign between two digits."""
    sign = cut if text[cut] in _NUMBER_SIGNS else cut - 1
    return text[sign] in _NUMBER_SIGNS and text[sign - 1 : sign].isdecimal() and text[sign + 1 : sign + 2].isdecimal()


def _in_word(char: str) -> bool:
    return char.isascii() and char.isalnum()
