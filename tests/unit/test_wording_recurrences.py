"""Rhythms: a table of wordings with the days they mean, and what holds for every rhythm."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_wording_properties import WORDING

from govtui.wording.recurrences import LAST_DAY, Recurrence, dates, recurrence_of, recurrence_words
from govtui.wording.rhythms import RECURRING

TABLE: dict[str, Any] = tomllib.loads((Path(__file__).parents[1] / "data" / "recurrences.toml").read_text("utf-8"))
NOT_CERTAIN = TABLE.pop("not_certain")["texts"]
DATES = TABLE.pop("dates_of_2026")
FIRST, LAST = dt.date(2026, 1, 1), dt.date(2026, 12, 31)

DAYS = st.lists(st.integers(1, LAST_DAY), min_size=1, max_size=4, unique=True).map(sorted).map(tuple)
MONTH_ENDS = {1: 31, 2: 29, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}
MONTH_DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2000, 12, 31)).map(
    lambda day: (day.month, LAST_DAY if day.day == MONTH_ENDS[day.month] else day.day)
)
RHYTHMS = st.one_of(
    st.just(Recurrence("day")),
    st.sets(st.integers(0, 6), min_size=1).map(lambda days: Recurrence("week", weekdays=tuple(sorted(days)))),
    st.builds(
        lambda weekday, nth: Recurrence("month", weekdays=(weekday,), nth=nth),
        st.integers(0, 6),
        st.sampled_from([1, 2, 3, 4, -1]),
    ),
    DAYS.map(lambda days: Recurrence("month", days=days)),
    st.sets(MONTH_DAYS, min_size=1, max_size=12).map(lambda days: Recurrence("year", month_days=tuple(sorted(days)))),
)
SPANS = st.tuples(st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)), st.integers(0, 800), st.integers(0, 800))


@pytest.mark.parametrize(("text", "words"), [case for cases in TABLE.values() for case in cases.items()])
def test_the_rhythm_is_understood(text: str, words: str) -> None:
    recurrence = recurrence_of(text)
    assert recurrence is not None
    assert recurrence_words(recurrence) == words


@pytest.mark.parametrize(
    "text", [*NOT_CERTAIN, "", "每名干部", "按月度计划推进", "法定期限内", "定期开展", "每逢节日前"]
)
def test_what_is_not_certain_has_no_days(text: str) -> None:
    assert recurrence_of(text) is None


@pytest.mark.parametrize(("words", "days"), DATES.items())
def test_its_days_are_these(words: str, days: str) -> None:
    recurrence = recurrence_of(words)
    assert recurrence is not None
    assert [f"{day.month}.{day.day}" for day in dates(recurrence, FIRST, LAST)] == days.split()


def test_a_month_that_is_too_short_has_its_last_day_once() -> None:
    assert dates(Recurrence("month", days=(29, 30, LAST_DAY)), dt.date(2026, 2, 1), dt.date(2026, 3, 30)) == (
        dt.date(2026, 2, 28),
        dt.date(2026, 3, 29),
        dt.date(2026, 3, 30),
    )


def test_no_days_lie_in_a_span_that_runs_back() -> None:
    assert dates(Recurrence("day"), LAST, FIRST) == ()


@given(RHYTHMS)
def test_the_words_of_a_rhythm_are_read_back(recurrence: Recurrence) -> None:
    assert recurrence_of(recurrence_words(recurrence)) == recurrence


@settings(deadline=None)
@given(RHYTHMS, SPANS)
def test_days_come_in_order_and_none_is_lost_between_two_spans(
    recurrence: Recurrence, span: tuple[dt.date, int, int]
) -> None:
    start, before, behind = span
    middle = start + dt.timedelta(before)
    end = middle + dt.timedelta(behind)
    days = dates(recurrence, start, end)
    assert list(days) == sorted(set(days))
    assert all(start <= day <= end for day in days)
    assert dates(recurrence, start, middle) + dates(recurrence, middle + dt.timedelta(1), end) == days


@settings(deadline=None)
@given(DAYS, st.integers(1990, 2090))
def test_each_month_has_a_day_for_each_number_it_reaches(days: tuple[int, ...], year: int) -> None:
    found = Counter(
        day.month for day in dates(Recurrence("month", days=days), dt.date(year, 1, 1), dt.date(year, 12, 31))
    )
    assert all(found[month] == len(days) for month in (1, 3, 5, 7, 8, 10, 12))
    assert all(1 <= found[month] <= len(days) for month in range(1, 13))


@given(WORDING)
def test_only_what_recurs_has_a_rhythm(text: str) -> None:
    recurrence = recurrence_of(text)
    if recurrence is not None:
        assert RECURRING.search(re.sub(r"\s", "", unicodedata.normalize("NFKC", text)))
        assert recurrence_of(recurrence_words(recurrence)) == recurrence


@given(
    st.sampled_from(["每", "每个", "按", "各", "逐"]),
    st.lists(st.sampled_from("日天周星期旬月季度半年首末次第一三底前后、和5工作内"), max_size=8),
)
def test_no_rhythm_is_too_odd(start: str, letters: list[str]) -> None:
    recurrence = recurrence_of(start + "".join(letters))
    assert recurrence is None or dates(recurrence, FIRST, LAST)
