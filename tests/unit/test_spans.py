"""Stretches of days as they are typed into the filter of the history."""

from __future__ import annotations

import datetime as dt

import pytest

from govtui.wording.spans import Span, typed_span

TODAY = dt.date(2023, 11, 22)


def span(first: str, last: str) -> Span:
    return Span(dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023", span("2023-01-01", "2023-12-31")),
        ("2022年", span("2022-01-01", "2022-12-31")),
        ("2023-09", span("2023-09-01", "2023-09-30")),
        ("2024年2月", span("2024-02-01", "2024-02-29")),
        ("9月", span("2023-09-01", "2023-09-30")),
        ("12月", span("2022-12-01", "2022-12-31")),  # the one that has been
        ("2023-09-01", span("2023-09-01", "2023-09-01")),
        ("20230901", span("2023-09-01", "2023-09-01")),
        ("９．１", span("2023-09-01", "2023-09-01")),
        ("12.5", span("2022-12-05", "2022-12-05")),
        ("昨天", span("2023-11-21", "2023-11-21")),
        ("9.1-9.30", span("2023-09-01", "2023-09-30")),
        ("9月1日至9月30日", span("2023-09-01", "2023-09-30")),
        ("2023-09-01-2023-09-30", span("2023-09-01", "2023-09-30")),
        ("2022.9.1~9.30", span("2022-09-01", "2022-09-30")),  # of the year that stands before it
        ("2022.12.1-1.15", span("2022-12-01", "2023-01-15")),
        ("11.1-11.30", span("2023-11-01", "2023-11-30")),  # the end may be to come
        ("12月-2月", span("2022-12-01", "2023-02-28")),
        ("2022-2023", span("2022-01-01", "2023-12-31")),
        ("上周一到今天", span("2023-11-13", "2023-11-22")),
    ],
)
def test_what_is_meant(text: str, expected: Span) -> None:
    assert typed_span(text, TODAY) == expected


@pytest.mark.parametrize(
    "text", ["", "abc", "0000", "13月", "0000-1", "2.30", "2023-09-01~", "-", "今天-昨天", "2023-2022"]
)
def test_what_means_nothing(text: str) -> None:
    assert typed_span(text, TODAY) is None
