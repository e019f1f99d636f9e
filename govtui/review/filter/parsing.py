"""Reads a filter."""

from __future__ import annotations

from govtui.review.filter.context import Context
from govtui.review.filter.query import Query
from govtui.review.query import parse_query


def parse_filter(text: str, context: Context) -> Query:
    """Return the query that `text` words, with a problem for each part that was not understood."""
    query = parse_query(text)
    return Query(text, query.words, query.predicates, hits=query.words)
