"""A filter cut into its terms, each part with its place, so that what is wrong can be underlined and what is typed be
completed. Nothing here knows what a term means.

Terms stand apart by blanks. A term may begin with `-`; up to the first colon it names a field, and behind it come
values separated by commas. Where a word or a value begins with a quotation mark, it goes on to the closing one, blanks,
colons and commas included.
"""

from __future__ import annotations

import msgspec

from govtui.pinyin import folded_alike

_CLOSING = {'"': '"”“', "“": '”“"', "”": '”“"', "「": "」", "『": "』"}
"""What closes a quotation, by what opens it; an input method gives “ and ” by turns, whichever is meant."""
_COMMAS = ",、"


class Value(msgspec.Struct, frozen=True):
    """A value, or the word of a term without a field."""

    text: str
    """Folded, without quotation marks."""
    typed: str
    """As it was typed, likewise without them."""
    start: int
    end: int
    """Behind its last character, quotation marks included."""
    quoted: bool = False


class Term(msgspec.Struct, frozen=True):
    """One term of a filter."""

    start: int
    end: int
    negated: bool = False
    field: str | None = None
    """What stands before the colon, folded; None where there is none."""
    field_typed: str = ""
    """The same as it was typed."""
    values: tuple[Value, ...] = ()
    """Empty behind a colon that nothing follows; a term without a field has exactly one."""
    text: str = ""
    """The whole of it without its sign, folded."""
    values_start: int = 0
    """The place behind the colon; of a term without a field, that of its word."""
    unclosed: int | None = None
    """Where a quotation begins that has no end."""


def terms_of(text: str) -> tuple[Term, ...]:
    """Return the terms of a filter, in their order."""
    folded = folded_alike(text)
    terms: list[Term] = []
    place = 0
    while place < len(folded):
        if folded[place].isspace():
            place += 1
            continue
        terms.append(_term(text, folded, place))
        place = terms[-1].end
    return tuple(terms)


def _term(text: str, folded: str, start: int) -> Term:
    negated = folded[start] == "-" and start + 1 < len(folded) and not folded[start + 1].isspace()
    body = start + negated
    if folded[body] in _CLOSING:
        value, end, closed = _value(text, folded, body, "")
        unclosed = None if closed else body
        return Term(start, end, negated, None, "", (value,), value.text, body, unclosed)
    colon = body
    while colon < len(folded) and not folded[colon].isspace() and folded[colon] != ":":
        colon += 1
    if colon == len(folded) or folded[colon] != ":" or colon == body:
        end = _end_of_word(folded, colon)
        value = Value(folded[body:end], text[body:end], body, end)
        return Term(start, end, negated, None, "", (value,), value.text, body)
    values: list[Value] = []
    place, unclosed = colon + 1, None
    while place < len(folded) and not folded[place].isspace():
        value, place, closed = _value(text, folded, place, _COMMAS)
        if not closed:
            unclosed = value.start
        if value.text:
            values.append(value)
        if place < len(folded) and folded[place] in _COMMAS:
            place += 1
    return Term(
        start,
        place,
        negated,
        folded[body:colon],
        text[body:colon],
        tuple(values),
        folded[body:place],
        colon + 1,
        unclosed,
    )


def _value(text: str, folded: str, start: int, separators: str) -> tuple[Value, int, bool]:
    """Return the value that begins at a place, where it ends, and whether its quotation is closed."""
    if closing := _CLOSING.get(folded[start]):
        end = start + 1
        while end < len(folded) and folded[end] not in closing:
            end += 1
        closed = end < len(folded)
        value = Value(folded[start + 1 : end], text[start + 1 : end], start, end + closed, quoted=True)
        return value, end + closed, closed
    end = start
    while end < len(folded) and not folded[end].isspace() and folded[end] not in separators:
        end += 1
    return Value(folded[start:end], text[start:end], start, end), end, True


def _end_of_word(folded: str, place: int) -> int:
    while place < len(folded) and not folded[place].isspace():
        place += 1
    return place
