"""What kind of content a cell holds, judged by its text alone."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache, lru_cache

import msgspec

from govtui.intake.words import any_of, load_words
from govtui.model import DeadlineKind
from govtui.wording.deadlines import parse_deadline
from govtui.wording.moments import find_moments
from govtui.wording.unit_names import may_end

LONGEST_THEME = 30
"""Characters of a heading; longer ones occur, but rarely."""
LONGEST_DEADLINE = 60
LONGEST_SURE_DEADLINE = 20
"""A longer text that begins with a date may as well be what is to be done by it."""
LONGEST_UNIT = 24
LONGEST_CAPTION = 40

_NUMERAL = "[0-9]{1,5}|[一二三四五六七八九十百零〇]{1,5}"
_NUMBER = re.compile(
    rf"[（(〔\[第]?\s*(?:{_NUMERAL}|[①-⑳]|[0-9]{{1,3}}(?:[.．-][0-9]{{1,3}}){{1,2}})\s*[）)〕\].．、，,项条：:]{{0,2}}"
)
_LEADING_NUMBER = re.compile(r"(?:[（(]\s*([0-9]{1,4})\s*[）)]\s*[.．、]?|([0-9]{1,4})\s*[.．、，：:）)](?![0-9]))\s*")
_SENTENCE_END = re.compile(r"[。！？；!?;.…][”’\"'》）)】\]]*$")
_UNIT_SEPARATOR = re.compile(r"[、，,；;。 \n]+|[及和与](?=[^及和与]{2})")
_ORDINAL = "[0-9一二三四五六七八九十]"
_CAPTION = re.compile(
    f"附[件表]?{_ORDINAL}{{0,2}}(?:[：:]|[ 　]|(?<={_ORDINAL}|[件表])[^。])|表{_ORDINAL}|[（(]?续(?:表|上表)[）)]?$"
)
_DIGIT = re.compile("[0-9０-９]")
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_PAIRS = (("（", "）"), ("“", "”"), ("《", "》"), ("〈", "〉"), ("【", "】"), ("‘", "’"))
_ANY_YEAR = 2000
"""A leap year: whether a wording is a date does not depend on the plan's year."""


class Likeness(IntEnum):
    """How much a text looks like something."""

    NO = 0
    WEAK = 1
    STRONG = 2


class Nature(msgspec.Struct, frozen=True, gc=False):
    """What the text of a cell looks like."""

    text: str
    number: bool
    """The whole of it is a running number."""
    deadline: Likeness
    units: bool
    sentence: bool
    """It ends as a sentence does."""
    opens: bool
    """It opens with a running number as requirements do: 3.…"""
    rank: int | None
    """The level of its heading number: 0 for 一、 and 第一章, 1 for （一）, 2 for 1. and lower."""

    @property
    def length(self) -> int:
        """The number of characters."""
        return len(self.text)

    @property
    def heading(self) -> bool:
        """It can be a heading: short, no sentence, and not the content of another column."""
        other = self.units or self.number or self.sentence or self.deadline is Likeness.STRONG
        return 0 < len(self.text) <= LONGEST_THEME and not other


@lru_cache(maxsize=4096)
def nature(text: str) -> Nature:
    """Return the nature of a cell's text."""
    return Nature(
        text=text,
        number=looks_like_number(text),
        deadline=deadline_likeness(text),
        units=looks_like_units(text),
        sentence=ends_sentence(text),
        opens=split_number(text)[0] != "",
        rank=heading_rank(text),
    )


def looks_like_number(text: str) -> bool:
    """Tell whether the whole text is a running number: 1, 1., （一）, ①, 2.3."""
    return len(text) <= 8 and _NUMBER.fullmatch(text) is not None


def split_number(text: str, expected: int | None = None) -> tuple[str, str]:
    """Return the number that opens a requirement, without its punctuation, and the rest; "" where none does.

    A digit after the point makes it a decimal (1.5万人), unless the number is the one that was `expected`.
    """
    match = _LEADING_NUMBER.match(text)
    if not match and expected is not None:
        match = re.match(rf"({expected})()[.．]", text)
    if not match or match.end() == len(text):
        return "", text
    return match[1] or match[2], text[match.end() :]


def deadline_likeness(text: str) -> Likeness:
    """Return how much a text looks like the content of a deadline column."""
    if not text or len(text) > LONGEST_DEADLINE:
        return Likeness.NO
    prose = ends_sentence(text) and len(text) > 16
    moments = find_moments(text, _ANY_YEAR)
    if (moments and moments[0][0].start <= 1) or _deadline_start().match(text):
        return Likeness.WEAK if prose or len(text) > LONGEST_SURE_DEADLINE else Likeness.STRONG
    deadline = parse_deadline(text, _ANY_YEAR)
    if deadline.kind is DeadlineKind.AFTER and not prose and text.endswith("内"):
        return Likeness.STRONG
    if len(text) <= 16 and _deadline_mark().search(text):
        return Likeness.STRONG if len(text) <= 6 else Likeness.WEAK
    return Likeness.WEAK if deadline.kind is not DeadlineKind.NONE and not prose else Likeness.NO


def looks_like_units(text: str) -> bool:
    """Tell whether at least half of the names in a text end as units do; all of them if it ends with a full stop."""
    names = [_role().sub("", name) for name in _UNIT_SEPARATOR.split(_BRACKETED.sub("", text)) if name]
    names = [name for name in names if name]
    units = sum(may_end(name) and len(name) <= LONGEST_UNIT and not _DIGIT.search(name) for name in names)
    return 0 < len(names) <= (units if ends_sentence(text) else 2 * units)


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends as a sentence or a clause of a list does."""
    return _SENTENCE_END.search(text[-6:]) is not None


def goes_on(text: str) -> bool:
    """Tell whether a text breaks off where nothing ends: after a comma, inside brackets or quotation marks."""
    opened = any(text.count(begin) > text.count(end) for begin, end in _PAIRS)
    return opened or text.endswith(("、", "，", ",", "：", ":"))


def as_above(text: str) -> bool:
    """Tell whether a cell says no more than that the one above it holds: 同上."""
    return text in load_words("cells")["as_above"]


def is_note(text: str) -> bool:
    """Tell whether a line beside the tasks begins like a note, a signature line or a button of a web page."""
    return _note().match(text) is not None


def is_caption(text: str) -> bool:
    """Tell whether a line stands above a further table or the rest of one: 附件2 …, 附：…, 表3 …, （续表）."""
    return len(text) <= LONGEST_CAPTION and not ends_sentence(text) and _CAPTION.match(text) is not None


def is_bracketed_heading(text: str) -> bool:
    """Tell whether a line is a heading in heavy brackets: 【企业开办一件事】."""
    return _HEAVY.fullmatch(text) is not None


_HEAVY = re.compile("[【〖][^【】〖〗：:。]{2,25}[】〗]")
_RANKS = (
    re.compile(r"[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十]{1,3}[编章节部]"),
    re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]"),
    re.compile(r"[0-9]{1,2}[.．、]|[（(][0-9]{1,2}[）)]|[①-⑳]"),
)


def heading_rank(text: str) -> int | None:
    """Return the level of the number that opens a heading, None without one."""
    return next((rank for rank, pattern in enumerate(_RANKS) if pattern.match(text)), None)


@cache
def _note() -> re.Pattern[str]:
    words = load_words("cells")
    return re.compile(
        rf"{any_of(tuple(words['note_words']))}(?:$|[：:\s]|[1一][.．、])|{any_of(tuple(words['note_starts']))}"
    )


@cache
def _role() -> re.Pattern[str]:
    return re.compile(any_of(tuple(load_words("cells")["unit_roles"])) + "+$")


@cache
def _deadline_start() -> re.Pattern[str]:
    return re.compile(any_of(tuple(load_words("cells")["deadline_starts"])))


@cache
def _deadline_mark() -> re.Pattern[str]:
    return re.compile(any_of(tuple(load_words("cells")["deadline_marks"])))
