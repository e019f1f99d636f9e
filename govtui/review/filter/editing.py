"""Changes of a filter's text that leave the rest of it as it was typed: what the facets beside the table do."""

from __future__ import annotations

import re

from govtui.pinyin import folded_alike
from govtui.review.filter.reference import BY_NAME
from govtui.review.filter.terms import Term, terms_of
from govtui.text import fold

_PLAIN = re.compile('[^\\s,、，"“”「」『』<>=≤≥《》]*')
"""What needs no quotation marks as a value."""


def written(value: str) -> str:
    """Return a value as it stands in a filter: in quotation marks where it would be cut or read otherwise."""
    if value and _PLAIN.fullmatch(value):
        return value
    return f"「{value}」" if re.search('["“”]', value) else f'"{value}"'


def toggled(text: str, field: str, value: str) -> str:
    """Return the filter with a value of a field added, or taken away where it stands.

    It joins the values that the field already has.
    """
    terms = [term for term in _terms(text, field) if not term.negated]
    if any(_holds(term, value) for term in terms):
        for term in reversed(terms):
            text = _less(text, term, value)
        return text.strip() if text.isspace() else text
    if not terms:
        gap = "" if not text or text[-1].isspace() else " "
        return f"{text}{gap}{field}:{written(value)}"
    last = terms[-1]
    comma = "," if last.values and text[last.end - 1] not in ",、，" else ""
    return f"{text[: last.end]}{comma}{written(value)}{text[last.end :]}"


def has_term(text: str, field: str, value: str) -> bool:
    """Say whether a filter asks for a value of a field, alone or among others."""
    return any(_holds(term, value) for term in _terms(text, field) if not term.negated)


def without(text: str, field: str) -> str:
    """Return the filter without what it says of a field."""
    for term in reversed(_terms(text, field)):
        text = _cut(text, term.start, term.end)
    return text


def _terms(text: str, field: str) -> list[Term]:
    """Return the terms of a field, by whichever of its names they are written."""
    return [term for term in terms_of(text) if term.field is not None and _same(term.field, fold(field))]


def _same(name: str, other: str) -> bool:
    known = BY_NAME.get(name)
    return name == other or (known is not None and known is BY_NAME.get(other))


def _holds(term: Term, value: str) -> bool:
    return any(held.text == folded_alike(value) for held in term.values)


def _less(text: str, term: Term, value: str) -> str:
    """Return the filter with a value taken out of a term, and the term too where it was the only one."""
    kept = [held for held in term.values if held.text != folded_alike(value)]
    if len(kept) == len(term.values):
        return text
    if not kept:
        return _cut(text, term.start, term.end)
    for place in range(len(term.values) - 1, -1, -1):
        held = term.values[place]
        if held in kept:
            continue
        if place:  # with the comma before it
            text = text[: term.values[place - 1].end] + text[held.end :]
        else:
            text = text[: held.start] + text[term.values[1].start :]
    return text


def _cut(text: str, start: int, end: int) -> str:
    """Return a text without a part of it and the blanks that it leaves doubled."""
    before, after = text[:start], text[end:]
    return before.rstrip() if not after.strip() else before + after.lstrip()
