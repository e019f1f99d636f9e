"""Dates as people type them, on Wednesday, 22 November 2023."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.wording.typed_dates import parse_typed_date

TODAY = dt.date(2023, 11, 22)
TABLE = Path(__file__).parents[1] / "data" / "typed_dates.toml"
CASES: dict[str, dict[str, dt.date]] = tomllib.loads(TABLE.read_text("utf-8"))
DIGITS = "一二三四五六七八九"


def in_chinese(number: int) -> str:
    """Write a number up to 99 as it is said."""
    tens, ones = divmod(number, 10)
    return (DIGITS[tens - 1] if tens > 1 else "") + ("十" if tens else "") + (DIGITS[ones - 1] if ones else "")


def weekdays_only(day: dt.date, number: int) -> dt.date:
    """Count Monday to Friday."""
    step = dt.timedelta(days=1 if number > 0 else -1)
    while number:
        day += step
        number -= step.days * (day.weekday() < 5)
    return day


def test_the_table_has_as_many_cases_as_there_are_forms() -> None:
    assert sum(map(len, CASES.values())) >= 120


@pytest.mark.parametrize(("text", "day"), [case for cases in CASES.values() for case in cases.items()])
def test_understood(text: str, day: dt.date) -> None:
    assert parse_typed_date(text, TODAY) == day


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "x", "13.1", "0.5", "2.30", "2月30日", "2023-2-29", "20230229", "9月31日", "31日x", "0号", "32号"),
        *("九月", "9月", "2023", "2023年", "202309", "一季度", "上半年", "去年", "本月", "下周", "五季度末", "13月底"),
        *("9.5.", "9.5-9.6", "23.9-5", "9..5", "9", "周八", "周末", "周0", "下下下周一", "上下周一", "三五天后"),
        *(
            "9999个月后",
            "9999年后",
            "9999-12-31x",
            "10天",
            "天后",
            "3天",
            "后3天",
            "+",
            "-",
            "+-3",
            "++3",
            "+0.5",
            "1.5天后",
        ),
        *("前", "月底前前", "今天前", "3天后前", "中", "底", "半年", "半天后", "半个年后", "春节前", "尽快", "长期"),
    ],
)
def test_not_understood(text: str) -> None:
    assert parse_typed_date(text, TODAY) is None


WORKDAYS = [
    ("+10工作日", "2023-12-06"),
    ("+10个工作日", "2023-12-06"),
    ("10个工作日后", "2023-12-06"),
    ("10工作日之后", "2023-12-06"),
    ("十个工作日后", "2023-12-06"),
    ("10 个 工作日 内", "2023-12-06"),
    ("１０个工作日以内", "2023-12-06"),
    ("3个工作日后", "2023-11-27"),
    ("3个工作日前", "2023-11-17"),
    ("-3工作日", "2023-11-17"),
]


@pytest.mark.parametrize(("text", "day"), WORKDAYS)
def test_working_days_are_counted_by_whoever_knows_them(text: str, day: str) -> None:
    assert parse_typed_date(text, TODAY, weekdays_only) == dt.date.fromisoformat(day)
    assert parse_typed_date(text, TODAY) is None


@pytest.mark.parametrize("text", ["10个工作日", "工作日后", "+工作日", "个工作日内"])
def test_working_days_without_number_or_direction_mean_nothing(text: str) -> None:
    assert parse_typed_date(text, TODAY, weekdays_only) is None


def test_more_working_days_than_any_calendar_has() -> None:
    assert parse_typed_date("999个工作日后", dt.date(9999, 1, 1), weekdays_only) is None


def test_a_month_ends_where_it_ends() -> None:
    assert parse_typed_date("月底", dt.date(2024, 2, 1)) == dt.date(2024, 2, 29)
    assert parse_typed_date("1个月前", dt.date(2023, 3, 31)) == dt.date(2023, 2, 28)
    assert parse_typed_date("上月底", dt.date(2023, 3, 31)) == dt.date(2023, 2, 28)
    assert parse_typed_date("下月31日", dt.date(2023, 3, 31)) is None
    assert parse_typed_date("季度末", dt.date(2023, 1, 1)) == dt.date(2023, 3, 31)
    assert parse_typed_date("上季度末", dt.date(2023, 1, 1)) == dt.date(2022, 12, 31)


def test_what_is_left_open_is_taken_from_the_day_itself() -> None:
    assert parse_typed_date("9.5", dt.date(2023, 1, 3)) == dt.date(2023, 9, 5)
    assert parse_typed_date("1.15", dt.date(2023, 12, 28)) == dt.date(2023, 1, 15)
    assert parse_typed_date("周五", dt.date(2023, 11, 26)) == dt.date(2023, 11, 24)
    assert parse_typed_date("75.1.1", TODAY) == dt.date(1975, 1, 1)
    assert parse_typed_date("72.1.1", TODAY) == dt.date(2072, 1, 1)


@given(
    st.text(alphabet="0123456789.-+/年月日天前后上下本周底末个一五今昨明半季度初中旬工作内", max_size=10), st.dates()
)
def test_no_text_is_too_odd(text: str, today: dt.date) -> None:
    day = parse_typed_date(text, today)
    assert day is None or parse_typed_date(f" {text} ", today) == day


@given(st.dates(), st.dates())
def test_a_printed_date_means_itself(day: dt.date, today: dt.date) -> None:
    assert parse_typed_date(day.isoformat(), today) == day
    assert parse_typed_date(f"{day.year:04}年{day.month}月{day.day}日", today) == day


PRINTED: list[Callable[[dt.date], str]] = [
    lambda day: f"{day.month}.{day.day}",
    lambda day: f"{day.month:02}-{day.day:02}",
    lambda day: f"{day.month}/{day.day}",
    lambda day: f"{day.month}月{day.day}日",
    lambda day: f"{day.month} 月 {day.day} 号前",
    lambda day: f"今年{day.month}月{day.day}日",
    lambda day: f"{in_chinese(day.month)}月{in_chinese(day.day)}日",
    lambda day: f"{day:%Y%m%d}",
    lambda day: f"{day.year}.{day.month}.{day.day}",
    lambda day: f"{day.year}/{day.month:02}/{day.day:02}",
    lambda day: f"{day:%y}.{day.month}.{day.day}",
    lambda day: f"{day:%y}年{day.month}月{day.day}日",
]


@given(st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)), st.sampled_from(PRINTED), st.integers(1, 12))
def test_a_date_printed_in_a_usual_way_is_read_back(
    day: dt.date, printed: Callable[[dt.date], str], month: int
) -> None:
    assert parse_typed_date(printed(day), dt.date(day.year, month, 1)) == day


@given(st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)), st.integers(1, 99))
def test_distances_lead_there_and_back(today: dt.date, number: int) -> None:
    for form in (f"{number}天", f"{in_chinese(number)}天", f"{number}个星期", f"{in_chinese(number)}周"):
        there = parse_typed_date(f"{form}后", today)
        assert there is not None
        assert (there - today).days == number * (1 if "天" in form else 7)
        assert parse_typed_date(f"{form}前", there) == today
    assert parse_typed_date(f"+{number}", today) == parse_typed_date(f"{number}日后", today)
    assert parse_typed_date(f"-{number}", today) == parse_typed_date(f"{number}日前", today)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)), st.sampled_from("一二三四五六日"))
def test_weeks_run_from_monday_to_sunday(today: dt.date, weekday: str) -> None:
    days = [parse_typed_date(f"{week}周{weekday}", today) for week in ("上上", "上", "本", "下", "下下")]
    assert all(day is not None and day.weekday() == "一二三四五六日".index(weekday) for day in days)
    this = days[2]
    assert this is not None
    assert this.isocalendar()[:2] == today.isocalendar()[:2]
    assert days == [this + dt.timedelta(weeks=weeks) for weeks in (-2, -1, 0, 1, 2)]


@given(st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)), st.sampled_from(["月", "季度"]))
def test_an_end_is_the_day_before_the_next_beginning(today: dt.date, stretch: str) -> None:
    for this, following in (("上", "本"), ("本", "下")):
        end, beginning = (
            parse_typed_date(f"{shift}{stretch}{point}", today) for shift, point in ((this, "末"), (following, "初"))
        )
        assert end is not None
        assert beginning == end + dt.timedelta(days=1)
