"""Names that may mean one unit: with and without the level before them, in full and for short (发改 = 发展和改革).

They are only offered; that two names are one unit is the clerk's to say.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from govtui.paths import asset
from govtui.review.unit_kinds import UnitKind, is_collective, kind_of, level_of, without_level
from govtui.text import fold

_BRACKETED = re.compile("[（(〔【][^（(〔【）)〕】]*[）)〕】]")
_STATE = re.compile("^国家税务总局(?=.)")
_PARTY = re.compile("^委(?!办公室$|办$)(?=.{2})")
"""县委宣传部 and 宣传部 are one; 县委办公室 and 县政府办公室 are two."""
_TOWN_OFFICE = re.compile("(?<=[镇乡])(?:人民政府|政府)$")


class Suggestion(NamedTuple):
    """Two names that may mean one unit."""

    name: str
    into: str
    """The fuller one, under which the other would be counted."""


class _Forms(NamedTuple):
    """The words of `assets/words/units.toml`."""

    inside: re.Pattern[str]
    ends: re.Pattern[str]
    full: Mapping[str, str]
    """The full form of each word."""


@cache
def _forms() -> _Forms:
    words = tomllib.loads(asset("words/units.toml").read_text(encoding="utf-8"))
    full = {form: forms[0] for forms in (*words["forms"], *words["ends"]) for form in forms}
    return _Forms(
        re.compile(_longest_first(form for forms in words["forms"] for form in forms)),
        re.compile(f"(?:{_longest_first(form for forms in words['ends'] for form in forms)})$"),
        full,
    )


def _longest_first(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@lru_cache(maxsize=4096)
def stem(name: str) -> str:
    """Return what is left of a unit's name for comparing: without its level and brackets, its words in full."""
    forms = _forms()
    bare = _STATE.sub("", _BRACKETED.sub("", fold(name))) or fold(name)
    bare = _TOWN_OFFICE.sub("", _PARTY.sub("", without_level(bare)))
    bare = forms.inside.sub(lambda found: forms.full[found[0]], bare)
    return forms.ends.sub(lambda found: forms.full[found[0]], bare)


def suggestions(counts: Mapping[str, int], apart: Collection[frozenset[str]] = ()) -> tuple[Suggestion, ...]:
    """Return the pairs of units that may be one, those with most tasks first; `counts` are the tasks of each.

    `apart` are the pairs of which the clerk has said that they are two.
    Collectives are alike where only the width of their signs differs. A name without a level is left out where units
    of two levels might be meant.
    """
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for name in counts:
        alike[fold(name) if is_collective(name) else stem(name)].append(name)
    pairs = [pair for names in alike.values() if len(names) > 1 for pair in _pairs(names, counts, apart)]
    return tuple(sorted(pairs, key=lambda pair: -counts[pair.name] - counts[pair.into]))


def _pairs(names: list[str], counts: Mapping[str, int], apart: Collection[frozenset[str]]) -> Iterator[Suggestion]:
    """Give for each name the fullest one that it may be."""
    levels = {level for name in names if (level := level_of(fold(name)))}
    for level in sorted(levels) or [""]:
        meant = [name for name in names if level_of(fold(name)) in ((level, "") if len(levels) < 2 else (level,))]
        meant.sort(key=lambda name: (level_of(fold(name)) != "", _fullness(name), counts[name]), reverse=True)
        for place, name in enumerate(meant):
            into = next((other for other in meant[:place] if frozenset((name, other)) not in apart), None)
            if into is not None:
                yield Suggestion(name, into)


def _fullness(name: str) -> int:
    """Return how full a name is; of 城关镇 and 城关镇人民政府 the first is what everybody says and prints."""
    return -len(name) if kind_of(name) in (UnitKind.TOWN, UnitKind.ZONE) else len(name)
