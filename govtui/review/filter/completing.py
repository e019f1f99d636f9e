"""What can come next while a filter is typed: fields and their values, with how many tasks each would leave."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from govtui.pinyin import find, initials
from govtui.review.filter.parsing import GROUP_CHOICES, ORDER_CHOICES
from govtui.review.filter.reference import BY_NAME, FIELDS, Key
from govtui.review.filter.tally import WORDS, Keys, Option, Tally, column_keys, keys_of, options_of
from govtui.review.filter.terms import Term, terms_of
from govtui.review.rows import TaskRow
from govtui.review.scan import Scan
from govtui.review.view import TaskView
from govtui.text import fold

MOST_CHOICES = 12
COUNTED_AT_ONCE = 0.008
"""Seconds."""
_KEPT = 32
"""Tallies and searches; there are some for each filter that is typed."""
_OF_A_WORD = (Key.UNIT, Key.STATUS, Key.LIGHT, Key.DEADLINE)
"""The fields of which a value is offered for a word without a field."""


class Choice(msgspec.Struct, frozen=True):
    """One way to go on."""

    text: str
    """What takes the place of the typed part."""
    label: str
    """What the clerk sees."""
    count: int | None = None
    """How many tasks it would leave; None for what is counted later or not at all."""


class Completions(msgspec.Struct, frozen=True):
    """What the part of a filter between two places can become."""

    start: int
    end: int
    choices: tuple[Choice, ...] = ()


def complete(text: str, cursor: int, view: TaskView) -> Completions:
    """Return what the part of `text` at the cursor can become, under the rest of the filter.

    Of a word become a field (状 → 状态:), or a value of one (财政 → 单位:县财政局); behind a colon, a value.
    """
    term = next((term for term in terms_of(text) if term.start <= cursor <= term.end), None)
    if term is None:
        return Completions(cursor, cursor, tuple(_fields("", view)[:MOST_CHOICES]))
    rest = f"{text[: term.start]} {text[term.end :]}".strip()
    if term.field is None or cursor < term.values_start:
        return _of_a_word(text, cursor, term, rest, view)
    value = next((value for value in term.values if value.start <= cursor <= value.end), None)
    start, end = (value.start, value.end) if value else (cursor, cursor)
    typed = fold(text[start:cursor]).lstrip('"“”「『')
    taken = {held.text for held in term.values if held is not value}
    options = [option for option in _options(term.field, rest, view) if fold(option.value) not in taken]
    return Completions(start, end, tuple(map(_choice, _fitting(typed, options)[:MOST_CHOICES])))


def _of_a_word(text: str, cursor: int, term: Term, rest: str, view: TaskView) -> Completions:
    """Return the fields and the values that a word may be the beginning of."""
    start = term.start + term.negated
    end = term.end if term.field is None else term.values_start
    typed = fold(text[start:cursor])
    if not typed or (term.field is None and term.values[0].quoted):
        return Completions(start, end)
    choices = _fields(typed, view)
    if term.field is None and (len(typed) > 1 or not typed.isascii()):
        for key in _OF_A_WORD:
            for option in _fitting(typed, _options(key.value, rest, view, COUNTED_AT_ONCE / len(_OF_A_WORD))):
                choices.append(Choice(f"{key.value}:{option.text}", f"{key.value}:{option.label}", option.count))
    return Completions(start, end, tuple(choices[:MOST_CHOICES]))


def _fields(typed: str, view: TaskView) -> list[Choice]:
    """Return the fields and columns of which a name begins with what was typed, in Chinese, in Latin or by pinyin."""
    found = [
        Choice(f"{known.name}:", f"{known.name}:  {known.meaning}")
        for known in FIELDS
        if any(name.startswith(typed) for name in known.names) or _begins(typed, known.name)
    ]
    columns = [name for name in view.stock.columns if typed and (fold(name).startswith(typed) or _begins(typed, name))]
    return found + [Choice(f"{name}:", f"{name}:  原表的栏目") for name in columns]


def _begins(typed: str, name: str) -> bool:
    return typed.isascii() and (initials(name).startswith(typed) or (find(typed, name) or (1, 1))[0] == 0)


def _fitting(typed: str, options: Sequence[Option]) -> list[Option]:
    """Return the options that hold what was typed, those first that begin with it, those behind found by pinyin."""
    if not typed:
        return list(options)
    begins: list[Option] = []
    holds: list[Option] = []
    sounds: list[Option] = []
    sounds_within: list[Option] = []
    for option in options:
        label = fold(option.label)
        if label.startswith(typed):
            begins.append(option)
        elif typed in label:
            holds.append(option)
        elif typed.isascii() and (span := find(typed, label)):
            (sounds_within if span[0] else sounds).append(option)
    return begins + holds + sounds + sounds_within


def _choice(option: Option) -> Choice:
    return Choice(option.text, option.label, option.count)


def _options(field: str, rest: str, view: TaskView, seconds: float = COUNTED_AT_ONCE) -> Sequence[Option]:
    """Return the values of a field under the rest of the filter, counted for about so long."""
    known = BY_NAME.get(field)
    if known is None:
        name = next((name for name in view.stock.columns if field in fold(name)), None)
        if name is None:
            return []
        tally, whole = _counted(f":{name}", column_keys(name), rest, view, seconds)
        return [
            Option(str(value), str(value), count if whole else None) for value, count in tally.counts.most_common(200)
        ]
    if known.key is Key.ORDER:
        return [Option(word, word, None) for word in ORDER_CHOICES]
    if known.key is Key.GROUP:
        return [Option(word, word, None) for word in GROUP_CHOICES]
    keys = keys_of(known.key, view.context)
    if keys is None:
        return options_of(known.key, None, view.context, whole=False)
    tally, whole = _counted(known.key, keys, rest, view, seconds)
    return options_of(known.key, tally, view.context, whole=whole)


def _counted(key: Key | str, keys: Keys, rest: str, view: TaskView, seconds: float) -> tuple[Tally, bool]:
    """Return the tally of a field under the rest of a filter, begun now or before, and whether all is counted.

    While the rows of the rest are still being searched, all tasks are counted, for the names alone.
    """
    kept = view.stock.kept
    if len(kept) >= _KEPT:
        kept.clear()
    rows = _rows(rest, view, seconds)
    name = (key, rest if rows is not None else "", view.marks)
    if name not in kept:
        kept[name] = Tally(view.everything if rows is None else rows, keys, sampled=key in WORDS)
    tally: Tally = kept[name]
    return tally, tally.advance(seconds) and rows is not None


def _rows(rest: str, view: TaskView, seconds: float) -> Sequence[TaskRow] | None:
    """Return the rows that the rest of the filter leaves, searched once for all fields; None while that goes on."""
    if not rest:
        return view.everything
    kept, name = view.stock.kept, ("", rest, view.marks)
    if name not in kept:
        kept[name] = view.scan(rest)
    scan: Scan = kept[name]
    return scan.rows if scan.advance(seconds) else None
