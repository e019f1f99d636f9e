"""Which task of a newer plan is which of the older one, by their wording. Pure functions, each text looked at once.

Equal wording comes first, whatever the number: a plan that is renumbered has the same tasks. What is left is matched by
the pairs of neighbouring characters and the numbers that two requirements share: for Chinese, as good as words. The
rarer one is in the plan, the more it counts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from math import log
from typing import NamedTuple

from govtui.text import clean, fold

_NO_LETTER = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"\d+")

_LIKE = 0.65
"""Share of the tokens from which on two requirements are the same one, worded anew …"""
_LIKE_AT_NUMBER = 0.4
"""… and the same where both have the same number."""
_NUMBER_BONUS = 0.1
_THEME_BONUS = 0.05
_COMPARED = range(40, 601)
"""How many characters of a requirement are compared, from its beginning: all that matter in a usual plan …"""
_BUDGET = 300_000
"""… and fewer where thousands of them are left, so that these are not too many together."""
_RAREST = 24
"""Tokens of a requirement by which others like it are looked for …"""
_COMMON = 40
"""… none that stands in more requirements than this: it is a phrase of the trade (工作落实)."""
_CANDIDATES = 4
"""Requirements of each kind (like it, at its number) with which one is compared."""


class Wording(NamedTuple):
    """What a task is known by."""

    key: str
    """`wording_key` of its requirement."""
    seq: str
    themes: tuple[str, ...]
    units: str


def wording_key(text: str) -> str:
    """Return what is left of a text for comparing: letters and digits, as readers and offices differ in the rest."""
    return _NO_LETTER.sub("", fold(clean(text)))


def match(old: Sequence[Wording], new: Sequence[Wording]) -> list[int | None]:
    """Return for each new wording the place of the old one that it goes on with, each at most once; None for none."""
    found: list[int | None] = [None] * len(new)
    free = dict.fromkeys(range(len(old)))
    for identity in _IDENTITIES:
        _pair_equal(old, new, identity, found, free)
    for _score, place, other in sorted(_alike(old, new, found, free), key=lambda pair: -pair[0]):
        if found[place] is None and other in free:
            found[place] = other
            del free[other]
    return found


_IDENTITIES: tuple[Callable[[Wording], Hashable], ...] = (
    lambda wording: (wording.key, wording.seq, wording.themes),
    lambda wording: (wording.key, wording.seq),
    lambda wording: (wording.key, wording.themes, wording.units),
    lambda wording: (wording.key, wording.units),
    lambda wording: wording.key,
)
"""What two wordings have in common, from the surest on: a plan may demand the same of several units."""


def _pair_equal(
    old: Sequence[Wording],
    new: Sequence[Wording],
    identity: Callable[[Wording], Hashable],
    found: list[int | None],
    free: dict[int, None],
) -> None:
    places: defaultdict[Hashable, list[int]] = defaultdict(list)
    for other in reversed(free):
        places[identity(old[other])].append(other)
    for place, wording in enumerate(new):
        if found[place] is None and (others := places.get(identity(wording))):
            found[place] = other = others.pop()
            del free[other]


def _alike(
    old: Sequence[Wording], new: Sequence[Wording], found: Sequence[int | None], free: dict[int, None]
) -> Iterator[tuple[float, int, int]]:
    """Give the pairs that may go together: how well, the place of the new wording, the place of the old one."""
    compared = max(_COMPARED.start, min(_COMPARED.stop, _BUDGET // max(1, len(free))))
    tokens = {other: _tokens(old[other].key[:compared]) for other in free}
    holders: defaultdict[str, list[int]] = defaultdict(list)
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for other in free:
        numbers[old[other].seq].append(other)
        for token in tokens[other]:
            holders[token].append(other)
    weights = {token: 1 + log(len(tokens) / len(others)) for token, others in holders.items()}
    heft = {other: sum(map(weights.__getitem__, held)) for other, held in tokens.items()}
    for place, wording in enumerate(new):
        if found[place] is not None:
            continue
        own = _tokens(wording.key[:compared])
        own_heft = sum(weights.get(token, 1.0) for token in own)
        for other in {*_nearest(numbers[wording.seq], place), *_holding_most(own, holders)}:
            same_number = old[other].seq == wording.seq
            shared = own & tokens[other]
            share = 2 * len(shared) / max(1, len(own) + len(tokens[other]))
            if shared and share >= (_LIKE_AT_NUMBER if same_number else _LIKE):
                score = 2 * sum(map(weights.__getitem__, shared)) / (own_heft + heft[other])
                score += _NUMBER_BONUS * same_number + _THEME_BONUS * (old[other].themes == wording.themes)
                yield score, place, other


def _nearest(others: list[int], place: int) -> list[int]:
    """Return the few of ascending places nearest to one: a plan may count anew in each section, or not at all."""
    start = max(0, min(bisect_left(others, place) - _CANDIDATES // 2, len(others) - _CANDIDATES))
    return others[start : start + _CANDIDATES]


def _tokens(text: str) -> set[str]:
    """Return the pairs of neighbouring characters of a text and its numbers."""
    return {text[index : index + 2] for index in range(len(text) - 1)} | {*_NUMBER.findall(text)}


def _holding_most(own: set[str], holders: dict[str, list[int]]) -> list[int]:
    """Return the few that share most of the rarer tokens of a wording."""
    lists = sorted((others for token in own if (others := holders.get(token)) and len(others) <= _COMMON), key=len)
    counts = Counter(other for others in lists[:_RAREST] for other in others)
    return [other for other, _count in counts.most_common(_CANDIDATES)]
