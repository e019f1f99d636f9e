"""Sentences for entries of 进展情况: the office's own, and those that were written most in the ledger. Pure functions.

They are completed from what stands in front of the cursor: by its characters, or by the first letters of their pinyin.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from govtui.model import Indicator, Progress, Task
from govtui.pinyin import initials
from govtui.review.counting import is_share
from govtui.text import clip, fold, one_line
from govtui.timing.pace import number_words

OFFERED = 20
"""Phrases that are offered at once."""
LONGEST_PHRASE = 120
"""Characters of a phrase: what is longer is a report."""
_LOOKED_THROUGH = 3000
"""The newest entries in which phrases are looked for."""
_SHORTEST = 3
_SENTENCE = re.compile(r"[^。；！？;!?\n]+[。；！？;!?]?")
_CLAUSE = re.compile(r"[^，、,：:]+[，、,：:]?")
_NUMBERS = re.compile(r"\d+(?:\.\d+)?")
_LETTERS = re.compile(r"[a-z]+$")


class Completion(NamedTuple):
    """A phrase that goes on with what was typed."""

    text: str
    """The whole phrase."""
    replaced: int
    """How many characters in front of the cursor it takes the place of."""


class Phrases(NamedTuple):
    """The phrases of an office and its ledger, the likeliest first."""

    own: tuple[str, ...] = ()
    often: tuple[str, ...] = ()
    """Written twice or more in the ledger."""
    once: tuple[str, ...] = ()
    """Written once: what goes on with what was typed, and too much to look through."""

    @classmethod
    def of(cls, own: Iterable[str], tasks: Iterable[Task]) -> Phrases:
        """Return the office's own phrases and those that the newest entries of some tasks have most."""
        entries = (entry for task in tasks for entry in task.progress)
        newest = heapq.nlargest(_LOOKED_THROUGH, entries, key=lambda entry: entry.day)
        counted = list(_most_used(newest))
        often = tuple(phrase for phrase, count in counted if count > 1)
        return cls(tuple(own), often, tuple(phrase for phrase, count in counted if count == 1))

    def complete(self, before: str) -> tuple[Completion, ...]:
        """Return the phrases that go on with the text in front of the cursor.

        At the beginning of a sentence these are the office's own and those that were written often.
        """
        sentence = before[_end_of_last(before, "。；！？;!?\n") :].lstrip()
        if not sentence:
            return tuple(Completion(phrase, 0) for phrase in dict.fromkeys((*self.own, *self.often)))[:OFFERED]
        phrases = dict.fromkeys((*self.own, *self.often, *self.once))
        clause = sentence[_end_of_last(sentence, "，、,：:") :]
        for typed in dict.fromkeys(filter(None, (sentence, clause))):
            found = [Completion(phrase, len(typed)) for phrase in phrases if _goes_on(phrase, typed)]
            if found:
                return tuple(found[:OFFERED])
        return ()


def _goes_on(phrase: str, typed: str) -> bool:
    """Say whether a phrase goes on with what was typed: its characters, then maybe first letters of pinyin."""
    typed, whole = fold(typed), fold(phrase)
    if whole.startswith(typed):
        return len(whole) > len(typed)
    letters = _LETTERS.search(typed)
    if letters is None or not whole.startswith(typed[: letters.start()]):
        return False
    return initials(phrase)[letters.start() :].startswith(letters[0])


def _most_used(entries: Sequence[Progress]) -> Iterator[tuple[str, int]]:
    """Give the sentences of entries and their first clauses with their number, the most used first.

    Each is as it was written last. Sentences that differ in their numbers alone are one.
    """
    counts: dict[str, int] = {}
    written: dict[str, str] = {}
    for entry in entries:
        for phrase in _phrases_in(entry.text):
            key = _NUMBERS.sub("0", fold(phrase))
            counts[key] = counts.get(key, 0) + 1
            written.setdefault(key, phrase)
    for key in sorted(counts, key=lambda key: -counts[key]):  # of equally used ones the newest comes first
        yield written[key], counts[key]


def _phrases_in(text: str) -> Iterator[str]:
    for sentence in _SENTENCE.findall(text):
        phrase = one_line(sentence)
        if _SHORTEST <= len(phrase) <= LONGEST_PHRASE:
            yield phrase
            first = _CLAUSE.match(phrase)
            if first and _SHORTEST <= len(first[0]) < len(phrase):
                yield first[0]


def _end_of_last(text: str, signs: str) -> int:
    """Return the place behind the last of some signs in a text, 0 where there is none."""
    return max(map(text.rfind, signs)) + 1


def sentence_at(text: str, cursor: int) -> str:
    """Return the sentence of a text that a cursor stands in or right behind; empty for none."""
    for match in _SENTENCE.finditer(text):
        if match.start() <= cursor <= match.end():
            return one_line(match[0])[:LONGEST_PHRASE]
    return ""


def with_phrase(own: Sequence[str], phrase: str) -> tuple[str, ...]:
    """Return the office's own phrases with one more, the newest first."""
    return (phrase, *(each for each in own if each != phrase))


def counted_words(counted: Iterable[tuple[Indicator, int | float]]) -> str:
    """Return what an entry says that does nothing but count: 完成1次，达到40%."""
    return "，".join(_counted(indicator, value) for indicator, value in counted)


def _counted(indicator: Indicator, value: int | float) -> str:
    number = f"{number_words(abs(value))}{indicator.unit}"
    if is_share(indicator):
        return f"达到{number_words(value)}{indicator.unit}"
    return f"完成{number}" if value >= 0 else f"核减{number}"


def last_entry(tasks: Sequence[Task]) -> Progress | None:
    """Return the newest entry of the only one of `tasks`; None where there are several, or none was made."""
    entries = tasks[0].progress if len(tasks) == 1 else ()
    return max(entries, key=lambda entry: entry.day, default=None) if entries else None


def common_indicators(tasks: Sequence[Task], counted: Sequence[Indicator]) -> tuple[Indicator, ...]:
    """Return those of the first task's indicators that all the tasks have in the same words."""
    texts = [{indicator.text for indicator in task.indicators} for task in tasks]
    return tuple(each for each in counted if all(each.text in known for known in texts))


def offered(completion: Completion, cells: int) -> str:
    """Return a phrase in a room of `cells`."""
    return clip(completion.text, cells)
