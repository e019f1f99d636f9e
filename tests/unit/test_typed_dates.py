"""Dates as people type them, on Wednesday, 22 November 2023."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.wording.typed_dates import parse_typed_date

TODAY = dt.date(2023, 11, 22)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("9.5", "2023-09-05"),
        ("9月5日", "2023-09-05"),
        ("9月5号", "2023-09-05"),
        ("9-5", "2023-09-05"),
        ("9/5", "2023-09-05"),
        ("2022-9-5", "2022-09-05"),
        ("2022年9月5日", "2022-09-05"),
        ("2022.09.05", "2022-09-05"),
        ("20220905", "2022-09-05"),
        ("９．５", "2023-09-05"),
        (" 9 月 5 日 ", "2023-09-05"),
        ("今天", "2023-11-22"),
        ("昨天", "2023-11-21"),
        ("前天", "2023-11-20"),
        ("明天", "2023-11-23"),
        ("3天前", "2023-11-19"),
        ("10日后", "2023-12-02"),
        ("2个月前", "2023-09-22"),
        ("1月后", "2023-12-22"),
        ("月底", "2023-11-30"),
        ("上月底", "2023-10-31"),
        ("上个月底", "2023-10-31"),
        ("下月末", "2023-12-31"),
        ("周五", "2023-11-24"),
        ("本周一", "2023-11-20"),
        ("上周五", "2023-11-17"),
        ("上星期天", "2023-11-19"),
        ("下周三", "2023-11-29"),
    ],
)
def test_understood(text: str, date: str) -> None:
    assert parse_typed_date(text, TODAY) == dt.date.fromisoformat(date)


@pytest.mark.parametrize(
    "text", ["", "x", "13.1", "2月30日", "九月", "2023", "9.5.", "周八", "9999个月后", "9999-12-31x"]
)
def test_not_understood(text: str) -> None:
    assert parse_typed_date(text, TODAY) is None


def test_a_month_ends_where_it_ends() -> None:
    assert parse_typed_date("月底", dt.date(2024, 2, 1)) == dt.date(2024, 2, 29)
    assert parse_typed_date("1个月前", dt.date(2023, 3, 31)) == dt.date(2023, 2, 28)


@given(st.text(alphabet="0123456789.-/年月日天前后上下本周底末个一五今昨", max_size=10), st.dates())
def test_no_text_is_too_odd(text: str, today: dt.date) -> None:
    parse_typed_date(text, today)


@given(st.dates())
def test_a_printed_date_means_itself(day: dt.date) -> None:
    assert parse_typed_date(day.isoformat(), TODAY) == day
    assert parse_typed_date(f"{day.year:04}年{day.month}月{day.day}日", TODAY) == day
