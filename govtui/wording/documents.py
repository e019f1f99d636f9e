"""What the lines around a table say about the document: year, number, dates."""

from __future__ import annotations

import datetime as dt


def find_year(text: str) -> int | None:
    """Return the first year (2023年, 二〇二三年) that the text names."""
    return None


def find_doc_number(text: str) -> str | None:
    """Return the first document number (文号) in the text, as printed."""
    return None


def parse_date(text: str) -> dt.date | None:
    """Return the date that the text writes, or None."""
    return None
