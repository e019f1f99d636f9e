"""Working days, counted by hand, day by day, and by chinesecalendar."""

from __future__ import annotations

import datetime as dt

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.timing.calendars import shipped_years
from govtui.timing.workdays import Counted, DayKind, DayReading, Reckoned, WorkCalendar, Year, estimate_words
from tests.holidays import FOLDER, YEARS, print_table

CALENDAR = WorkCalendar(shipped_years())
FIRST, LAST = dt.date(2020, 1, 1), dt.date(2026, 12, 31)
DAYS = [FIRST + dt.timedelta(day) for day in range((LAST - FIRST).days + 1)]


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        # 19 January is a Sunday of work; the feast from the 24th was lengthened to 2 February.
        ("2020-01-17", 10, "2020-02-07"),
        # 7, 8–10, 18–19, 20 (Saturday), 22–26 February, 1–5, 8–10 March.
        ("2021-02-05", 20, "2021-03-10"),
        # Saturday 29 and Sunday 30 January, then 7–11 February.
        ("2022-01-28", 7, "2022-02-11"),
        # 19, 20, Saturday 28, Sunday 29, 30 January.
        ("2023-01-18", 5, "2023-01-30"),
        # 11–13, 16–20, 28–29, 30 January to 3 February, 6–10 February.
        ("2023-01-10", 20, "2023-02-10"),
        # 22–26, 29 January to 2 February, Sunday 4, 5–9, Sunday 18, 19–21 February.
        ("2024-01-20", 20, "2024-02-21"),
        # 6–9, Sunday 18, 19–23 February.
        ("2024-02-05", 10, "2024-02-23"),
        # 21–24, Sunday 26, 27 January, 5–7, Saturday 8, 10–14 February.
        ("2025-01-20", 15, "2025-02-14"),
        # 10–13, Saturday 14, 24–27, Saturday 28 February, 2–6, 9–13 March.
        ("2026-02-09", 20, "2026-03-13"),
        # From the middle of a feast, to both sides.
        ("2026-02-18", 1, "2026-02-24"),
        ("2026-02-18", -1, "2026-02-14"),
        # Across the turn of two years.
        ("2022-12-29", 2, "2023-01-03"),
        ("2023-12-29", 1, "2024-01-02"),
        ("2024-01-02", -1, "2023-12-29"),
        # From 30 September 2025 over the feast: 9–10, Saturday 11, 13–17.
        ("2025-09-30", 8, "2025-10-17"),
        # Of 260, 262 and 261 days from Monday to Friday, 18, 19 and 18 are off; 7, 8 and 5 are worked instead.
        ("2022-12-31", 249 + 251 + 248, "2025-12-31"),
    ],
)
def test_counted_by_hand(start: str, days: int, end: str) -> None:
    assert CALENDAR.add(day(start), days) == Reckoned(day(end))
    assert CALENDAR.count(day(start), day(end)) == Counted(days)


def test_counting_back_leads_to_the_first_of_the_days() -> None:
    assert CALENDAR.add(day("2026-03-13"), -20).day == day("2026-02-09")
    assert CALENDAR.count(day("2026-03-13"), day("2026-02-09")).days == -20
    assert CALENDAR.count(day("2026-03-14"), day("2026-02-09")).days == -21


def test_no_days_lead_nowhere() -> None:
    feast = day("2026-02-18")
    assert CALENDAR.add(feast, 0) == Reckoned(feast)
    assert CALENDAR.count(feast, feast) == Counted(0)
    assert CALENDAR.count(feast, day("2026-02-20")) == Counted(0)


@pytest.mark.parametrize(
    ("date", "kind", "name"),
    [
        ("2026-01-04", DayKind.MAKE_UP, "元旦"),
        ("2026-02-14", DayKind.MAKE_UP, "春节"),
        ("2026-02-15", DayKind.HOLIDAY, "春节"),
        ("2026-09-26", DayKind.HOLIDAY, "中秋节"),
        ("2025-10-06", DayKind.HOLIDAY, "国庆节、中秋节"),
        ("2025-10-11", DayKind.MAKE_UP, "国庆节、中秋节"),
        ("2022-12-31", DayKind.HOLIDAY, "元旦"),
        ("2026-03-07", DayKind.WEEKEND, ""),
        ("2026-03-09", DayKind.WORKDAY, ""),
        ("2027-01-01", DayKind.WORKDAY, ""),
        ("2027-01-02", DayKind.WEEKEND, ""),
    ],
)
def test_what_a_day_is(date: str, kind: DayKind, name: str) -> None:
    assert CALENDAR.kind_of(day(date)) == DayReading(kind, name)
    assert CALENDAR.is_workday(day(date)) is kind.works


# Years without a table


@pytest.mark.parametrize(
    ("start", "days", "end", "unknown"),
    [
        ("2026-12-25", 4, "2026-12-31", ()),
        # 21–25, 28–31 December, 1 January (nobody knows yet), 4–8, 11–15 January.
        ("2026-12-20", 20, "2027-01-15", (2027,)),
        ("2026-12-31", 1, "2027-01-01", (2027,)),
        ("2027-12-31", 1, "2028-01-03", (2028,)),
        ("2027-01-01", -1, "2026-12-31", ()),
        ("2027-01-04", -2, "2026-12-31", (2027,)),
        ("2019-12-31", 5, "2020-01-08", ()),
        ("2019-12-30", 2, "2020-01-02", (2019,)),
        ("2027-03-01", 0, "2027-03-01", ()),
        # 260, 262 and 261 days from Monday to Friday in 2027, 2028 and 2029.
        ("2026-12-31", 261 + 260 + 261, "2029-12-31", (2027, 2028, 2029)),
    ],
)
def test_years_without_a_table_are_named(start: str, days: int, end: str, unknown: tuple[int, ...]) -> None:
    assert CALENDAR.add(day(start), days) == Reckoned(day(end), unknown)
    assert CALENDAR.count(day(start), day(end)) == Counted(days, unknown)


def test_the_caveat_is_a_sentence() -> None:
    reckoned = CALENDAR.add(day("2026-12-20"), 20)
    assert reckoned.caveat == "按周一至周五估算（未导入2027年放假安排）"
    assert CALENDAR.count(day("2026-12-20"), reckoned.day).caveat == reckoned.caveat
    assert CALENDAR.add(day("2026-12-01"), 20).caveat == ""
    assert estimate_words([2028, 2027]) == "按周一至周五估算（未导入2027、2028年放假安排）"
    assert estimate_words([2019, 2027, 2028, 2029]) == "按周一至周五估算（未导入2019、2027至2029年放假安排）"
    assert estimate_words([]) == ""


def test_one_date_of_a_year_does_not_make_it_known() -> None:
    """A notice may rule days of the December before; they hold, but the rest of that year stays an estimate."""
    eve = day("2027-12-31")
    calendar = WorkCalendar((*CALENDAR.years, Year(2028, {eve: "元旦"}, {})))
    assert calendar.kind_of(eve) == DayReading(DayKind.HOLIDAY, "元旦")
    assert not calendar.knows(2027)
    assert calendar.knows(2028)
    assert calendar.add(day("2027-12-30"), 1) == Reckoned(day("2028-01-03"), (2027,))
    assert calendar.count(day("2027-12-24"), day("2028-01-03")) == Counted(5, (2027,))


def test_the_later_year_is_right_about_a_day_that_two_name() -> None:
    both = day("2021-12-26")
    years = (Year(2022, {both: "元旦"}, {}), Year(2021, {}, {both: "国庆节"}))
    for calendar in (WorkCalendar(years), WorkCalendar(years[::-1])):
        assert calendar.kind_of(both) == DayReading(DayKind.HOLIDAY, "元旦")


def test_without_any_table_monday_to_friday_are_worked() -> None:
    assert WorkCalendar().add(day("2026-09-28"), 5) == Reckoned(day("2026-10-05"), (2026,))


def test_the_ends_of_the_calendar() -> None:
    assert CALENDAR.count(dt.date.min, dt.date.min).days == 0
    assert CALENDAR.count(dt.date.min, dt.date.max).days == -CALENDAR.count(dt.date.max, dt.date.min).days
    assert CALENDAR.add(dt.date.max, -1).day == dt.date(9999, 12, 30)
    for start, days in ((dt.date.max, 1), (dt.date.min, -1), (FIRST, 10**8), (FIRST, -(10**8))):
        with pytest.raises(OverflowError):
            CALENDAR.add(start, days)


# Every day of the tables


def test_tables_are_those_of_the_package() -> None:
    for number in YEARS:
        assert (FOLDER / f"{number}.toml").read_text(encoding="utf-8") == print_table(number), number
    assert [year.number for year in CALENDAR.years] == list(YEARS)
    assert all(map(CALENDAR.knows, YEARS))
    assert not CALENDAR.knows(2019)
    assert not CALENDAR.knows(2027)


def test_every_day_agrees_with_chinesecalendar() -> None:
    assert len(DAYS) == 2557
    for date in DAYS:
        assert CALENDAR.is_workday(date) is chinese_calendar.is_workday(date), date
        feast = date in chinese_calendar.holidays
        assert (CALENDAR.kind_of(date).kind is DayKind.HOLIDAY) is feast, date


@pytest.mark.parametrize("days", [1, 3, 5, 7, 10, 15, 20, 60, 250, -1, -5, -20, -250])
def test_adding_and_counting_agree_from_every_day(days: int) -> None:
    for start in DAYS:
        end = CALENDAR.add(start, days).day
        assert CALENDAR.count(start, end).days == days, start
        assert CALENDAR.is_workday(end), start


def by_walking(start: dt.date, days: int) -> dt.date:
    step = dt.timedelta(1 if days > 0 else -1)
    while days:
        start += step
        days -= step.days * CALENDAR.is_workday(start)
    return start


@given(st.dates(FIRST, LAST), st.integers(-400, 400))
def test_adding_goes_as_far_as_walking_does(start: dt.date, days: int) -> None:
    end = by_walking(start, days)
    assert CALENDAR.add(start, days).day == end
    assert CALENDAR.count(start, end).days == days


@given(*[st.dates(dt.date(2018, 1, 1), dt.date(2030, 12, 31))] * 3)
def test_spans_add_up(first: dt.date, second: dt.date, third: dt.date) -> None:
    first, second, third = sorted((first, second, third))
    counted = [CALENDAR.count(*span) for span in ((first, second), (second, third), (first, third))]
    assert counted[0].days + counted[1].days == counted[2].days
    assert set(counted[0].unknown_years + counted[1].unknown_years) == set(counted[2].unknown_years)
