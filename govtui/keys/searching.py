"""Finding a function by some characters, by the first letters of its pinyin or by its key: best first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from govtui.keys.actions import Action, Part, key_name
from govtui.pinyin import find
from govtui.text import fold

FEWEST_LETTERS = 3
"""From so many letters on, pinyin is looked for in the sentences too, not only in the labels."""


class Offer(NamedTuple):
    """Something that can be chosen from a list of functions."""

    run: str
    """The action with its argument, as the screen runs it."""
    label: str
    help: str
    key: str = ""
    """As it stands on the keyboard; empty where there is none."""
    group: str = ""


class Found(NamedTuple):
    """An offer that fits, and what of it is to be marked: (start, end) in its label and in its help."""

    offer: Offer
    label_span: tuple[int, int] | None = None
    help_span: tuple[int, int] | None = None


def offer_of(action: Action) -> Offer:
    """Return what stands in the list for an action: its first key is the one to be learnt."""
    key = key_name(action.every_key[0]) if action.every_key else ""
    return Offer(action.id, action.label, action.help, key, action.menu)


def offers_of(part: Part) -> list[Offer]:
    """Return what can be chosen of a part: everything that has a place in the menu, in the order of the table."""
    return [offer_of(action) for action in part.actions if action.menu]


def search(offers: Sequence[Offer], wanted: str) -> list[Found]:
    """Return the offers in which every word of `wanted` is found, best first: by label, by key, by help, by group.

    Among equals the order stays. An empty text finds all.
    """
    words = wanted.split()
    ranked: list[tuple[tuple[int, ...], int, Found]] = []
    for place, offer in enumerate(offers):
        ranks = [_rank(offer, word) for word in words]
        if all(rank is not None for rank in ranks):
            ranked.append((tuple(rank or 0 for rank in ranks), place, _marked(offer, words)))
    return [found for _ranks, _place, found in sorted(ranked, key=lambda entry: entry[:2])]


def _rank(offer: Offer, word: str) -> int | None:
    """Return how well a word fits, from 0 for the best; None where it does not."""
    in_label = find(word, offer.label)
    if in_label is not None:
        return 0 if in_label == (0, len(offer.label)) else 1 if in_label[0] == 0 else 2
    if fold(word) == fold(offer.key):
        return 3
    in_help = _in_sentence(word, offer.help)
    if in_help is not None:
        return 4 if in_help[0] == 0 else 5
    return 6 if offer.group and find(word, offer.group) is not None else None


def _in_sentence(word: str, sentence: str) -> tuple[int, int] | None:
    """Return where a word stands in a sentence. So few letters as begin many a pair of characters mean none of them."""
    if word.isascii() and len(word) < FEWEST_LETTERS:
        place = fold(sentence).find(fold(word))
        return None if place < 0 else (place, place + len(word))
    return find(word, sentence)


def _marked(offer: Offer, words: Sequence[str]) -> Found:
    in_label = next((span for word in words if (span := find(word, offer.label))), None)
    others = [word for word in words if not find(word, offer.label)]
    in_help = next((span for word in others if (span := _in_sentence(word, offer.help))), None)
    return Found(offer, in_label, in_help)
