"""Chinese by its pinyin: 财政局 is found by czj and by caizhengju."""

from __future__ import annotations

from collections.abc import Iterable

from govtui.text import fold


def initials(text: str) -> str:
    """Return the first letters of the syllables of `text`, character by character and as long as it, in ASCII."""
    return "".join(char if char.isascii() else " " for char in fold(text))


def find(word: str, text: str) -> tuple[int, int] | None:
    """Return where a word stands first in a text: literally, by initials, by full pinyin; None where it does not."""
    place = fold(text).find(fold(word))
    return None if place < 0 else (place, place + len(word))


def spans(words: Iterable[str], text: str) -> list[tuple[int, int]]:
    """Return where some words stand in a text, in their order, none reaching into another."""
    return sorted(found for word in words if (found := find(word, text)))
