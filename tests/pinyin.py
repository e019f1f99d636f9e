"""Makes the tables of `assets/pinyin/` from pypinyin's data: `python -m tests.pinyin`.

`phrases.txt`, the words in which a character is read otherwise than alone, is written by hand.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

from pypinyin.constants import PINYIN_DICT

from govtui.pinyin import FIRST, LAST, UNREAD

FOLDER = Path(__file__).parents[1] / "assets" / "pinyin"
NOTICE = """\
# Made from the data of pypinyin 0.55.0 (https://github.com/mozillazg/python-pinyin) by tests/pinyin.py.
# Copyright (c) 2016 mozillazg, 闲耘 <hotoo.cn@gmail.com>; MIT License, see LICENSE.txt beside this file.
"""
PER_LINE = 96

_OTHERWISE = {
    "长": "chang,zhang",
    "嗯": "en",
    "呒": "wu",
    "嘸": "wu",
    "哼": "heng",
    "噷": "hen",
    "唔": "wu",
    "诶": "ei",
    "欸": "ei",
}
"""Where another reading is the most common one, and interjections, whose sounds in the data nobody types."""


def syllables(char: str) -> tuple[str, ...]:
    """Return the syllables with which a character is read, without tones, ü as v, the most common one first."""
    if char in _OTHERWISE:
        return tuple(_OTHERWISE[char].split(","))
    readings = PINYIN_DICT.get(ord(char), "").split(",")
    return tuple(dict.fromkeys(plain for plain in map(_plain, readings) if plain))


def _plain(reading: str) -> str:
    """Return a reading in ASCII; empty for sounds without a vowel."""
    letters = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    plain = "".join(letter for letter in letters if letter.isascii())
    return plain if set(plain) & set("aeiouv") else ""


def initials_text() -> str:
    """Return the content of `initials.txt`: a letter for each character from FIRST to LAST."""
    letters = "".join((syllables(chr(code)) or (UNREAD,))[0][0] for code in range(FIRST, LAST + 1))
    lines = [letters[start : start + PER_LINE] for start in range(0, len(letters), PER_LINE)]
    return NOTICE + "\n".join(lines) + "\n"


def syllables_text() -> str:
    """Return the content of `syllables.txt`: each syllable with the characters that are read so."""
    read: dict[str, list[str]] = {}
    for code in range(FIRST, LAST + 1):
        for syllable in syllables(chr(code)):
            read.setdefault(syllable, []).append(chr(code))
    return NOTICE + "".join(f"{syllable} {''.join(read[syllable])}\n" for syllable in sorted(read))


def main() -> None:
    """Write both tables."""
    (FOLDER / "initials.txt").write_text(initials_text(), encoding="utf-8")
    (FOLDER / "syllables.txt").write_text(syllables_text(), encoding="utf-8")


if __name__ == "__main__":
    main()
