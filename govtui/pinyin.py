"""Chinese by its pinyin: 财政局 is found by czj, by caizhengju, and by caizhe while it is being typed.

The tables in `assets/pinyin/` are made by `tests/pinyin.py`. Initials are a string of letters beside the text, place by
place: searching them costs no more than searching the text. The characters of each syllable are loaded when the first
syllable is typed out. Where a character is read otherwise in a word (重庆, 银行), `phrases.txt` says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from govtui.paths import asset
from govtui.text import fold

FIRST, LAST = 0x4E00, 0x9FFF
"""The characters that have a reading here: all that offices use."""
UNREAD = "-"
"""Stands in the table for a character without a reading."""

_LONGEST_WORD = 40
"""Letters; what is longer is no word that somebody types in pinyin."""
_MOST_READINGS = 24
"""Ways in which a word may be cut into syllables; more than a handful is nonsense."""
_MARKED = re.compile("[A-Z]")
_FOREIGN = re.compile("[^\x00-\x7f]")


def initials(text: str) -> str:
    """Return the first letters of the syllables of `text`, as long as it, in ASCII and in lower case.

    ASCII stays as it is; what is neither becomes a blank.
    """
    table, corrections = _tables()
    letters = text.translate(table)
    if not letters.isascii():  # characters that the table does not have
        letters = _FOREIGN.sub(" ", letters)
    for match in _MARKED.finditer(letters):
        place = match.start()
        behind, before = corrections[text[place]]
        candidates = [*behind.get(text[place + 1 : place + 2], ()), *before.get(text[place - 1 : place], ())]
        for start, phrase, letter in candidates:
            if place >= start and text.startswith(phrase, place - start):
                letters = f"{letters[:place]}{letter}{letters[place + 1 :]}"
                break
    return letters.lower()


def find(word: str, text: str) -> tuple[int, int] | None:
    """Return where a word stands first in a text: literally, by initials, by full pinyin; None where it does not."""
    return next(places(word, text), None)


def spans(words: Iterable[str], text: str) -> list[tuple[int, int]]:
    """Return where some words stand in a text, in their order; what overlaps is one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(span for word in words for span in places(word, text)):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def places(word: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where a word stands in a text: every place where it does literally, else where it does by pinyin."""
    sought, folded = sought_word(fold(word)), folded_alike(text)
    if sought.text and (start := folded.find(sought.text)) >= 0:
        while start >= 0:
            yield start, start + len(sought.text)
            start = folded.find(sought.text, start + len(sought.text))
    else:
        yield from sought.by_pinyin(folded, initials(folded))


def folded_alike(text: str) -> str:
    """Return a text folded, with as many characters as it has."""
    folded = fold(text)
    return folded if len(folded) == len(text) else "".join(fold(char)[0] for char in text)


class SoughtWord:
    """A folded word, made ready to be searched for in many texts."""

    __slots__ = ("_mixed_part", "_readings", "letters", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.letters = text.isascii()
        """It is searched in the initials, where ASCII stands as it is; else in the text itself."""
        self._readings: tuple[_Reading, ...] | None = None if self.letters and _typed(text) else ()
        self._mixed_part = "" if self.letters else max(re.findall("[a-z]+", text), key=len, default="")
        """The letters that are searched first of a word in which they stand among characters (县czj)."""

    @property
    def read_otherwise(self) -> bool:
        """It can also be found where neither the text nor the initials hold it."""
        return bool(self._mixed_part) or bool(self._readings_of())

    def within(self, text: str, letters: str) -> bool:
        """Say whether it stands in a folded text with its initials, in any way."""
        if self.text in (letters if self.letters else text):
            return True
        if self._mixed_part:
            return self._mixed_part in letters and next(self._mixed(text, letters), None) is not None
        return any(reading.within(text, letters) for reading in self._readings_of())

    def by_pinyin(self, text: str, letters: str) -> Iterator[tuple[int, int]]:
        """Yield where it stands in a folded text with its initials by these, then where by full pinyin."""
        if self.letters and self.text:
            start = letters.find(self.text)
            while start >= 0:
                yield start, start + len(self.text)
                start = letters.find(self.text, start + len(self.text))
            for reading in self._readings_of():
                yield from reading.places(text, letters)
        elif self._mixed_part:
            yield from self._mixed(text, letters)

    def _readings_of(self) -> tuple[_Reading, ...]:
        if self._readings is None:
            self._readings = tuple(map(_Reading, _cuts(self.text.replace("'", ""))))
        return self._readings

    def _mixed(self, text: str, letters: str) -> Iterator[tuple[int, int]]:
        part, length = self._mixed_part, len(self.text)
        before = self.text.index(part)
        place = letters.find(part)
        while place >= 0:
            start = place - before
            if start >= 0 and all(
                letter == (letters if letter.isascii() else text)[start + at : start + at + 1]
                for at, letter in enumerate(self.text)
            ):
                yield start, start + length
            place = letters.find(part, place + 1)


@lru_cache(maxsize=512)
def sought_word(text: str) -> SoughtWord:
    """Return a folded word ready to be searched for."""
    return SoughtWord(text)


class _Reading:
    """One way in which a word is made of syllables; the last one may be half typed."""

    __slots__ = ("_chars", "_first", "_letters")

    def __init__(self, parts: tuple[str, ...]) -> None:
        self._letters = "".join(part[0] for part in parts)
        self._chars = tuple(_chars_of(part, whole=at < len(parts) - 1) for at, part in enumerate(parts))
        self._first = re.compile(f"[{self._chars[0]}]") if len(parts) == 1 else None

    def within(self, text: str, letters: str) -> bool:
        if self._first:
            return self._first.search(text) is not None
        start = letters.find(self._letters)
        while start >= 0:
            for at, chars in enumerate(self._chars):
                if text[start + at] not in chars:
                    break
            else:
                return True
            start = letters.find(self._letters, start + 1)
        return False

    def places(self, text: str, letters: str) -> Iterator[tuple[int, int]]:
        if self._first:
            for match in self._first.finditer(text):
                yield match.span()
            return
        length = len(self._letters)
        start = letters.find(self._letters)
        while start >= 0:
            if all(text[start + at] in chars for at, chars in enumerate(self._chars)):
                yield start, start + length
            start = letters.find(self._letters, start + 1)


def _typed(text: str) -> bool:
    """Say whether a word may be pinyin that was typed out."""
    return 2 <= len(text) <= _LONGEST_WORD and re.fullmatch("[a-z']+", text) is not None


_Cases = dict[str, list[tuple[int, str, str]]]
"""By the neighbour of a character: its place in a word, the word, its letter there; longer words first."""


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[int, int], dict[str, tuple[_Cases, _Cases]]]:
    """Return the letters of all characters, capital where some word decides, and what it decides.

    That stands by the character behind it, for words that go on, and by the one before it, for words that end with it.
    """
    letters = "".join(_lines("initials.txt")).replace(UNREAD, " ")
    table = dict.fromkeys((*range(0x80, 0x100), *range(0x2000, 0x2700), *range(0x3000, 0x3040)), ord(" "))
    table.update((code, ord(chr(code).lower())) for code in range(0x80))
    table.update((code, ord(chr(code - 0xFEE0).lower())) for code in range(0xFF01, 0xFF5F))
    table.update(zip(range(FIRST, LAST + 1), letters.encode("ascii"), strict=True))
    read = sorted((line.split() for line in _lines("phrases.txt")), key=lambda pair: -len(pair[0]))
    readings = ((char, letter) for phrase, told in read for char, letter in zip(phrase, told, strict=True))
    several = {char for char, letter in readings if table[ord(char)] != ord(letter)}
    corrections: dict[str, tuple[_Cases, _Cases]] = {char: ({}, {}) for char in several}
    for phrase, told in read:
        for place, (char, letter) in enumerate(zip(phrase, told, strict=True)):
            if char in several:
                ends = place + 1 == len(phrase)
                cases = corrections[char][ends].setdefault(phrase[place - 1 if ends else place + 1], [])
                cases.append((place, phrase, letter))
    table.update((ord(char), table[ord(char)] - 32) for char in several)
    return table, corrections


@lru_cache(maxsize=1)
def _syllables() -> dict[str, str]:
    """Return the characters that are read with each syllable."""
    return dict(line.split(" ") for line in _lines("syllables.txt"))


@lru_cache(maxsize=256)
def _chars_of(part: str, *, whole: bool) -> str:
    """Return the characters that are read with a syllable, or with one that begins so where it is not `whole`."""
    table = _syllables()
    if whole:
        return table[part]
    return "".join(chars for syllable, chars in table.items() if syllable.startswith(part))


def _cuts(text: str) -> list[tuple[str, ...]]:
    """Return the ways to cut letters into syllables, of which the last may be half typed, but not all be letters."""
    table = _syllables()
    found: list[tuple[str, ...]] = []

    def cut(rest: str, parts: tuple[str, ...]) -> None:
        if len(found) >= _MOST_READINGS:
            return
        if any(syllable.startswith(rest) for syllable in table) and (len(rest) > 1 or parts):
            found.append((*parts, rest))
        for length in range(min(6, len(rest) - 1), 0, -1):
            if rest[:length] in table:
                cut(rest[length:], (*parts, rest[:length]))

    cut(text.replace("lue", "lve").replace("nue", "nve"), ())
    return found


def _lines(name: str) -> list[str]:
    text = asset(f"pinyin/{name}").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]
