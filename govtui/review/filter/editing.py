"""Changes of a filter's text that leave the rest of it as it was typed: what the facets beside the table do."""

from __future__ import annotations


def toggled(text: str, field: str, value: str) -> str:
    """Return the filter with a value of a field added, or taken away where it stands."""
    return f"{text} {field}:{value}".strip()


def has_term(text: str, field: str, value: str) -> bool:
    """Say whether a filter asks for a value of a field."""
    return f"{field}:{value}" in text
