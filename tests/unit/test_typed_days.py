"""A typed date said back: the day of the week, feasts, and how sure the counting is."""

from __future__ import annotations

import datetime as dt

import pytest

from govtui.review.typed_days import read_day
from govtui.timing.almanac import PLAIN

FRIDAY = dt.date(2023, 9, 22)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("9.5", "2023年9月5日（周二）"),
        ("10月2日", "2023年10月2日（周一，中秋节、国庆节放假）"),
        ("10月7日", "2023年10月7日（周六，调休上班）"),
        ("下周日", "2023年10月1日（周日，中秋节、国庆节放假）"),
        ("+10工作日", "2023年10月12日（周四）"),
        ("２工作日前", "2023年9月20日（周三）"),
        ("2031-3-1", "2031年3月1日（周六）"),
    ],
)
def test_a_day_is_said_back_in_full(text: str, words: str) -> None:
    found = read_day(text, FRIDAY, PLAIN.calendar)
    assert found is not None
    assert found.words == words


def test_working_days_of_a_year_without_a_table_are_an_estimate() -> None:
    found = read_day("+5工作日", dt.date(2031, 3, 3), PLAIN.calendar)
    assert found is not None
    assert found.day == dt.date(2031, 3, 10)
    assert found.words == "2031年3月10日（周一），按周一至周五估算（未导入2031年放假安排）"


@pytest.mark.parametrize("text", ["", "某天", "2月30日", "9月"])
def test_what_is_no_day(text: str) -> None:
    assert read_day(text, FRIDAY, PLAIN.calendar) is None
