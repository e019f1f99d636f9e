"""The page of a month: its weeks, what each day is, what falls on it; moving about."""

from __future__ import annotations

import datetime as dt

import pytest

from govtui.printing.times import month_lines
from govtui.review.agenda import Item, ItemKind
from govtui.review.month import month_of, moved_by_months
from govtui.text import width
from govtui.timing.almanac import PLAIN
from govtui.timing.workdays import WorkCalendar


def item(kind: ItemKind, day: dt.date | None, key: str = "1-1") -> Item:
    return Item(kind=kind, key=key, day=day, title="公布名册", task=key if kind is ItemKind.TASK else "")


OCTOBER = dt.date(2023, 10, 1)
ITEMS = (
    item(ItemKind.TASK, dt.date(2023, 10, 31)),
    item(ItemKind.TASK, dt.date(2023, 10, 31), "1-2"),
    item(ItemKind.ROUND, dt.date(2023, 10, 31)),
    item(ItemKind.CLOCK, dt.date(2023, 10, 9)),
    item(ItemKind.TASK, dt.date(2023, 11, 1)),
    item(ItemKind.TASK, None),
)


def test_weeks_begin_on_monday_and_hold_every_day_once() -> None:
    for number in range(1, 13):
        month = month_of(dt.date(2024, number, 15), (), PLAIN.calendar)
        assert all(len(week) == 7 for week in month.weeks)
        days = [day.day for week in month.weeks for day in week if day]
        assert days == [day.day for day in month.days]
        assert [day.day.weekday() for day in month.weeks[1] if day] == list(range(7))


def test_a_day_says_what_it_is() -> None:
    days = {day.day.day: day for day in month_of(OCTOBER, (), PLAIN.calendar).days}
    assert days[1].mark == "休"
    assert days[1].feast() == "中秋节、国庆节"
    assert days[1].feast(short=True) == "中秋、国庆"
    assert days[7].mark == "班"
    assert days[7].words == "2023年10月7日 星期六 调休上班（中秋节、国庆节）"
    assert days[9].mark == ""
    assert days[9].words == "2023年10月9日 星期一 工作日"
    assert days[14].words == "2023年10月14日 星期六 周末"


def test_spring_festival_keeps_its_name_in_short() -> None:
    month = month_of(dt.date(2023, 1, 1), (), PLAIN.calendar)
    assert month.days[21].feast(short=True) == "春节"


def test_what_falls_on_a_day_is_counted_by_kind() -> None:
    days = month_of(OCTOBER, ITEMS, PLAIN.calendar).days
    assert days[30].count_words() == "到期2 报送1"
    assert days[30].count_words(short=True) == "期2报1"
    assert days[8].count_words() == "法定1"
    assert sum(len(day.items) for day in days) == 4


def test_a_year_without_a_table_says_so() -> None:
    assert month_of(OCTOBER, (), PLAIN.calendar).caveat == ""
    assert "未导入2027年放假安排" in month_of(dt.date(2027, 1, 1), (), PLAIN.calendar).caveat
    assert "未导入2023年放假安排" in month_of(OCTOBER, (), WorkCalendar()).caveat


@pytest.mark.parametrize(
    ("day", "months", "there"),
    [
        (dt.date(2023, 1, 31), 1, dt.date(2023, 2, 28)),
        (dt.date(2024, 3, 31), -1, dt.date(2024, 2, 29)),
        (dt.date(2023, 12, 5), 1, dt.date(2024, 1, 5)),
        (dt.date(2023, 1, 5), -1, dt.date(2022, 12, 5)),
        (dt.date(9999, 12, 5), 1, dt.date(9999, 12, 5)),
        (dt.date(1, 1, 5), -1, dt.date(1, 1, 5)),
    ],
)
def test_going_to_another_month(day: dt.date, months: int, there: dt.date) -> None:
    assert moved_by_months(day, months) == there


def test_the_printed_page_fits_and_tells_everything_in_words() -> None:
    lines = month_lines(month_of(OCTOBER, ITEMS, PLAIN.calendar), dt.date(2023, 10, 17), 80)
    page = "\n".join(lines)
    assert lines[0] == "2023年10月"
    assert "17今" in page
    assert "1休 " in page
    assert " 7班 " in page
    assert "期2报1" in page
    assert "2023年10月31日 星期二 工作日：到期2 报送1" in page
    assert all(width(line) <= 80 for line in lines)
