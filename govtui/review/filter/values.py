"""How the value of a field is understood: as one of some words, as a number, as words in a text."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from govtui.pinyin import find, initials
from govtui.review.filter.terms import Value
from govtui.review.filter.times import comparison_of
from govtui.text import fold

Found = TypeVar("Found")


class NotUnderstoodError(Exception):
    """A value means nothing for its field; the argument says in Chinese what would be right."""


NONE_WORDS = frozenset({"无", "没有", "wu"})
SOME_WORDS = frozenset({"有", "you"})

_OPERATORS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq}


def named(text: str, options: Mapping[str, Found]) -> list[Found]:
    """Return what a word stands for: by its name, by a part of it while it is being typed, or by pinyin."""
    if text in options:
        return [options[text]]
    found = [option for name, option in options.items() if text in fold(name)]
    if not found and text.isascii():
        found = [option for name, option in options.items() if initials(name).startswith(text) or find(text, name)]
    return list(dict.fromkeys(found))


def is_word(text: str, *words: str) -> bool:
    """Say whether a value is one of some words, or the initials or the full pinyin of one."""
    return any(text == word or (text.isascii() and find(text, word) == (0, len(word))) for word in words)


def number_test(text: str) -> Callable[[float], bool] | None:
    """Return the test of a number that a comparison words: <3, >=2, 3条; None for what is none."""
    sign, rest = comparison_of(text)
    match = re.fullmatch(r"(\d{1,6})[条次个]?", rest)
    if not match:
        return None
    return compared(sign, int(match[1]))


def compared(sign: str, bound: float) -> Callable[[float], bool]:
    """Return the test of a number against a bound; without a sign they must be the same."""
    compare = _OPERATORS[sign or "="]
    return lambda number: bool(compare(number, bound))


def word_in(value: Value) -> Callable[[str], bool]:
    """Return the test whether a text that is not folded holds a value, by pinyin too unless it was quoted."""
    text = value.text
    if value.quoted or not re.search("[a-z]", text):
        return lambda within: text in fold(within)
    return lambda within: find(text, within) is not None
