"""How wide the terminal draws what Unicode leaves open, as it answers to being asked for the cursor.

Each sign is printed at the left edge, followed by the question where the cursor is now.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

SIGNS = "“─"
"""The signs that decide: a quotation mark, of which texts are full, and a box line."""
MORE_SIGNS = "财“…—①·─│■●→√Ⅰα"
"""What the help desk wants to know of as well."""

ASK_CURSOR = "\x1b[6n"
ERASE_LINE = "\x1b[K"

_ANSWER = re.compile(rb"\x1b\[\d{1,5};(\d{1,5})R")
_POSSIBLE = (1, 2)


class Answer(msgspec.Struct, frozen=True):
    """What came back from the terminal."""

    cells: Mapping[str, int] = {}
    """The cells that each sign takes; empty where the terminal did not answer, or was not asked."""
    typed: str = ""
    """What was typed meanwhile; it belongs to the program."""


def question(signs: str) -> str:
    """Return what to write to the terminal; nothing of it stays to be seen."""
    return "".join(f"\r{sign}{ASK_CURSOR}" for sign in signs) + f"\r{ERASE_LINE}"


def read_answer(data: bytes, signs: str) -> Answer:
    """Tell the terminal's answers about `signs` from what was typed between them."""
    columns = [int(found[1]) for found in _ANSWER.finditer(data)]
    typed = _ANSWER.sub(b"", data).decode("utf-8", "ignore")
    cells = [column - 1 for column in columns[: len(signs)]]
    if len(cells) < len(signs) or any(count not in _POSSIBLE for count in cells):
        return Answer({}, typed)  # a cursor elsewhere means that something else was printed at the same time
    return Answer(dict(zip(signs, cells, strict=True)), typed)


def is_complete(data: bytes, signs: str) -> bool:
    """Say whether there is an answer about each of the `signs`."""
    return len(_ANSWER.findall(data)) >= len(signs)
