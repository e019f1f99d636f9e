"""The words by which columns and cells are known: data files under `assets/words/`, read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from enum import Enum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from govtui.config import settings_file
from govtui.errors import IntakeError
from govtui.paths import asset
from govtui.text import fold, squeeze

LONGEST_HEADER = 20
"""Characters of a column's name; a longer cell is content."""

_PLAIN_NAME = re.compile("[\u4e00-\u9fff]{3,8}")
_BRACKETS = re.compile(r"\([^()]*\)")
_PERIOD = re.compile("^(?:截至)?(?:[0-9]{4}年度?)?(?:[0-9]{1,2}月[份底末]?)?")


class Word(Enum):
    """What a column's name says about the column. The names are the tables of `columns.toml`."""

    NOTE = "note"
    DEADLINE = "deadline"
    STATUS = "status"
    PROGRESS = "progress"
    SUPPORT = "support"
    LEAD = "lead"
    MEASURE = "measure"
    UNITS = "units"
    PERSON = "person"
    SEQ = "seq"
    REQUIREMENT = "requirement"
    THEME = "theme"
    TASK = "task"
    """A theme or the requirement, which only the columns beside it tell."""
    GOAL = "goal"
    """A theme or a measure, likewise."""
    OTHER = "other"


@cache
def load_words(name: str) -> Mapping[str, Any]:
    """Return the content of `assets/words/<name>.toml` with what the office has added to it.

    An office adds words in a file of the same name in `words_folder()`, in the same tables. Raises IntakeError for one
    that cannot be read.
    """
    shipped = tomllib.loads(asset(f"words/{name}.toml").read_text(encoding="utf-8"))
    own = words_folder() / f"{name}.toml"
    try:
        added = tomllib.loads(own.read_text(encoding="utf-8-sig"))
        return _with(shipped, added)
    except FileNotFoundError:
        return shipped
    except (OSError, ValueError, TypeError) as error:
        hint = "请按 assets/words 中同名文件的写法改正，或删去这个文件"
        raise IntakeError("本单位的词表有误", f"{own} 读不出来（{_cause(error)}）", hint) from error


def words_folder() -> Path:
    """Return where an office keeps words of its own: `words` beside the user's settings."""
    return settings_file().with_name("words")


def _with(shipped: Mapping[str, Any], added: Mapping[str, Any]) -> dict[str, Any]:
    """Return a table of words with the added ones behind its own. Raises TypeError where their shapes differ."""
    merged = dict(shipped)
    for key, value in added.items():
        known = shipped.get(key)
        if isinstance(known, dict) and isinstance(value, dict):
            merged[key] = _with(known, value)
        elif isinstance(known, list) and isinstance(value, list) and all(isinstance(word, str) for word in value):
            merged[key] = [*known, *value]
        else:
            raise TypeError(key)
    return merged


def _cause(error: Exception) -> str:
    if isinstance(error, TypeError):
        return f"不认识“{error}”这一项"
    line = re.search(r"line (\d+)", str(error))
    return f"第 {line[1]} 行" if line else "写法或编码不对"


@cache
def any_of(words: Iterable[str]) -> str:
    """Return a regular expression for one of `words`, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


@lru_cache(maxsize=8192)
def column_word(name: str) -> Word | None:
    """Return what a column's name says, None where the text names no column that is known."""
    bare = _bare(name)
    if not bare or len(bare) > LONGEST_HEADER:
        return None
    known, composed = _vocabulary()
    if word := known.get(bare):
        return word
    if not composed.fullmatch(bare):
        return None
    present = [word for word in Word if any(fold(head) in bare for head in load_words("columns")[word.value]["heads"])]
    if Word.LEAD in present and Word.SUPPORT in present:
        return Word.UNITS
    if Word.PERSON in present and Word.UNITS not in present:
        return Word.PERSON
    if present[:1] == [Word.MEASURE] and Word.REQUIREMENT in present:  # 要求及标准, but 量化指标要求
        return min((Word.MEASURE, Word.REQUIREMENT), key=lambda word: _first_head(bare, word))
    return present[0] if present else None


def _first_head(bare: str, word: Word) -> int:
    return min(place for head in load_words("columns")[word.value]["heads"] if (place := bare.find(fold(head))) >= 0)


CONTENT = (Word.REQUIREMENT, Word.TASK, Word.GOAL, Word.THEME)
"""The words of columns that can hold what is to be done."""


@lru_cache(maxsize=8192)
def ending_word(name: str) -> Word | None:
    """Return what the end of a name says, a word of `CONTENT` or a measure, whatever stands before it: 测评内容.

    Only beside names that are known as a whole: many other texts end so too.
    """
    bare = _bare(name)
    if not _PLAIN_NAME.fullmatch(bare):
        return None
    heads = [(head, word) for word in (*CONTENT, Word.MEASURE) for head in load_words("columns")[word.value]["heads"]]
    return next((word for head, word in heads if bare.endswith(head)), None)


def looks_like_header(name: str) -> bool:
    """Tell whether a text is short enough to be the name of a column."""
    return 0 < len(_bare(name)) <= LONGEST_HEADER


def _bare(name: str) -> str:
    text = fold(squeeze(name)).strip(":")
    return _PERIOD.sub("", _BRACKETS.sub("", text)) or text


@cache
def _vocabulary() -> tuple[Mapping[str, Word], re.Pattern[str]]:
    """Return the words that are taken as they stand, and the pattern of names composed of modifiers and heads."""
    table = load_words("columns")
    known = {fold(text): word for word in reversed(Word) for text in table[word.value]["words"]}
    heads = [head for word in Word for head in table[word.value]["heads"]]
    pieces = (fold(piece) for piece in (*table["modifiers"], *heads, *known))
    return known, re.compile(any_of(tuple(pieces)) + "+")
