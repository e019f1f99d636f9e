"""The words for the time that is left, on 20 September 2026."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.model import DeadlineKind
from govtui.text import width
from govtui.timing.words import COUNTED_DAYS, point_words, time_left_words
from govtui.wording.typed_dates import parse_typed_date

TODAY = dt.date(2026, 9, 20)
BY, ONGOING, AFTER, NONE = DeadlineKind.BY, DeadlineKind.ONGOING, DeadlineKind.AFTER, DeadlineKind.NONE


@pytest.mark.parametrize(
    ("kind", "end", "words"),
    [
        (BY, "2026-09-08", "逾期12天"),
        (BY, "2025-09-20", "逾期365天"),
        (BY, "2026-09-19", "逾期1天"),
        (BY, "2026-09-20", "今天"),
        (BY, "2026-09-21", "还有1天"),
        (BY, "2026-09-23", "还有3天"),
        (BY, "2026-10-20", "还有30天"),
        (BY, "2026-10-21", "10月21日"),
        (BY, "2026-10-31", "10月底"),
        (BY, "2026-11-30", "11月底"),
        (BY, "2026-12-31", "年底"),
        (BY, "2027-01-31", "明年1月底"),
        (BY, "2027-02-28", "明年2月底"),
        (BY, "2028-02-28", "2028-02-28"),
        (BY, "2027-03-15", "2027-03-15"),
        (BY, "2027-12-31", "明年底"),
        (BY, "2028-12-31", "2028年底"),
        (AFTER, "2026-09-23", "还有3天"),
        (AFTER, "2026-09-08", "逾期12天"),
        (AFTER, None, "待定"),
        (ONGOING, "2026-12-31", "全年"),
        (ONGOING, "2026-11-30", "11月底"),
        (ONGOING, "2026-10-01", "还有11天"),
        (ONGOING, "2026-09-20", "今天"),
        (ONGOING, "2026-09-17", "期满3天"),
        (ONGOING, "2027-12-31", "明年底"),
        (ONGOING, None, "长期"),
        (NONE, None, ""),
    ],
)
def test_the_time_left_is_worded_so(kind: DeadlineKind, end: str | None, words: str) -> None:
    assert time_left_words(kind, dt.date.fromisoformat(end) if end else None, TODAY) == words


def test_a_year_kept_up_is_counted_when_it_ends() -> None:
    assert time_left_words(ONGOING, dt.date(2026, 12, 31), dt.date(2026, 12, 1)) == "还有30天"
    assert time_left_words(ONGOING, dt.date(2026, 12, 31), dt.date(2026, 11, 30)) == "全年"


@given(
    st.sampled_from([BY, ONGOING, AFTER]), st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)), st.integers(-9999, 9999)
)
def test_the_words_fit_their_column(kind: DeadlineKind, today: dt.date, days: int) -> None:
    assert width(time_left_words(kind, today + dt.timedelta(days), today)) <= 10


@given(st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)), st.integers(COUNTED_DAYS, 1500))
def test_the_name_of_a_day_is_read_back(today: dt.date, days: int) -> None:
    day = today + dt.timedelta(days)
    assert parse_typed_date(point_words(day, today), today) == day
