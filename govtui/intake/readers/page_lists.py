"""The numbers that a browser puts before the items of numbered lists: they stand nowhere in the page's text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from govtui.intake.readers.markup import Start

MAX_LISTS = 50
"""Lists inside one another."""

_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)")
_NUMBER = re.compile(r"\s*(-?\d{1,6})")
_CHINESE = ("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal", "simp-chinese-formal", "cjk-decimal")
_TYPES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_DIGITS = "零一二三四五六七八九"


@dataclass(slots=True)
class _List:
    style: str
    """As CSS calls it; empty where the items have no numbers."""
    number: int


class ListNumbers:
    """The lists that are open and how far they have counted."""

    def __init__(self) -> None:
        self._open: list[_List] = []
        self._deeper = 0

    def open(self, tag: Start) -> None:
        """Begin a list."""
        if len(self._open) == MAX_LISTS:
            self._deeper += 1
            return
        style = ""
        if tag.name == "ol":
            kind = tag.attributes.get("type", "")
            said = _STYLE.search(tag.attributes.get("style", "").lower())
            style = said[1] if said else _TYPES.get(kind, "decimal")
        start = _NUMBER.match(tag.attributes.get("start", ""))
        self._open.append(_List("" if style == "none" else style, int(start[1]) - 1 if start else 0))

    def close(self) -> None:
        """End the list that was begun last."""
        if self._deeper:
            self._deeper -= 1
        elif self._open:
            self._open.pop()

    def next(self, tag: Start) -> str:
        """Return what stands before an item; nothing in a list without numbers."""
        if not self._open or self._deeper:
            return ""
        current = self._open[-1]
        value = _NUMBER.match(tag.attributes.get("value", ""))
        current.number = int(value[1]) if value else current.number + 1
        return _printed(current.number, current.style) if current.style else ""


def _printed(number: int, style: str) -> str:
    if style in _CHINESE and 0 < number < 100:
        return f"{_chinese(number)}、"
    if style.endswith(("alpha", "latin")) and 0 < number <= 26:
        return f"{chr((64 if style.startswith('upper') else 96) + number)}."
    if style.endswith("roman") and 0 < number < 40:
        roman = ""
        for value, letters in _ROMAN:
            roman += letters * (number // value)
            number %= value
        return f"{roman.upper() if style.startswith('upper') else roman}."
    return f"{number}."


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    before = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return before + (_DIGITS[ones] if ones or not tens else "")
