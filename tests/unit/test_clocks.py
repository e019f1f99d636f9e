"""Legal clocks on days that were worked out by hand, across Spring Festivals with their make-up days.

Working days around the festivals, by the State Council's notices:
2024: 10 to 17 February off, 4 and 18 February (Sundays) worked, 9 February worked.
2025: 28 January to 4 February off, 26 January (Sunday) and 8 February (Saturday) worked.
2026: 15 to 23 February off, 14 and 28 February (Saturdays) worked.
"""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.timekeeping import Clock, Extension, Pause
from govtui.timing.calendars import shipped_years
from govtui.timing.clock_templates import shipped_templates
from govtui.timing.clocks import ClockReading, ClockState, clock_due, law_words, left_words, span_words
from govtui.timing.workdays import WorkCalendar

CALENDAR = WorkCalendar(shipped_years())
TEMPLATES = {template.key: template for template in shipped_templates()}


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def clock(key: str, started: str, **fields: object) -> Clock:
    return Clock(id="7", template=key, title="李某申请公开征地批文", started=day(started), **fields)  # type: ignore[arg-type]


def read(which: Clock, today: str | dt.date = "2024-01-22") -> ClockReading:
    on = day(today) if isinstance(today, str) else today
    return clock_due(which, TEMPLATES[which.template], CALENDAR, on)


def pause(start: str, end: str | None = None, reason: str = "征求第三方意见", *, anew: bool = False) -> Pause:
    return Pause(day(start), day(end) if end else None, reason, anew)


CASES = [
    # 1: 23 January … 7: 31, 8: 1 February, 9: 2, 10: 4 (Sunday), 11 to 15: 5 to 9, 16: 18 (Sunday), 20: 22
    ("依申请公开", "2024-01-22", "2024-02-22"),
    # 1 to 4: 21 to 24 January, 5: 26 (Sunday), 6: 27, 7 to 9: 5 to 7 February, 10: 8 (Saturday), 15: 14, 20: 21
    ("主动公开", "2025-01-20", "2025-02-21"),
    # 31 January 2025 is a day of the Spring Festival; a fixed day stays where it is
    ("年度报告-部门", "2024-12-20", "2025-01-31"),
    ("年度报告-政府", "2025-01-06", "2025-03-31"),
    # every day counts: 28: 29 February, 30: 2 March
    ("公开征求意见", "2024-02-01", "2024-03-02"),
    # 1 to 3: 11 to 13 February, 4: 14 (Saturday), 5 to 8: 24 to 27, 9: 28 (Saturday), 10: 2 March
    ("意见采纳", "2026-02-10", "2026-03-02"),
    # 1, 2: 8 and 9 February, 3: 18 (Sunday), 4, 5: 19 and 20
    ("信件", "2024-02-07", "2024-02-20"),
    # 1: 27 January, 2, 3: 5 and 6 February
    ("网站纠错", "2025-01-26", "2025-02-06"),
]


@pytest.mark.parametrize(("key", "started", "due"), CASES)
def test_each_clock_across_a_spring_festival(key: str, started: str, due: str) -> None:
    reading = read(clock(key, started), started)
    assert reading.due == day(due)
    assert not reading.unknown_years


def test_every_shipped_template_stands_in_the_cases() -> None:
    assert [key for key, *_ in CASES] == list(TEMPLATES)


@pytest.mark.parametrize(
    ("key", "started", "start", "end", "due"),
    [
        # 7 days to 31 January; 1, 2, 4 to 9, 18 to 20 February do not count; 8: 21 February … 14: 29, 20: 8 March
        ("依申请公开", "2024-01-22", "2024-02-01", "2024-02-20", "2024-03-08"),
        # five do not count: 24, 26, 27 January, 5, 6 February; so five more after 21 February
        ("主动公开", "2025-01-20", "2025-01-24", "2025-02-06", "2025-02-28"),
        ("年度报告-部门", "2024-12-20", "2025-01-06", "2025-01-10", "2025-01-31"),
        ("年度报告-政府", "2025-01-06", "2025-02-05", "2025-02-10", "2025-03-31"),
        # the eight days of the festival
        ("公开征求意见", "2024-02-01", "2024-02-10", "2024-02-17", "2024-03-10"),
        # four: 12, 13, 14, 24 February; 3 to 6 March
        ("意见采纳", "2026-02-10", "2026-02-12", "2026-02-24", "2026-03-06"),
        # two: 9 and 18 February; 21 and 22
        ("信件", "2024-02-07", "2024-02-09", "2024-02-18", "2024-02-22"),
        # two: 27 January and 5 February; 7, and 8 (Saturday)
        ("网站纠错", "2025-01-26", "2025-01-27", "2025-02-05", "2025-02-08"),
    ],
)
def test_each_clock_with_a_pause(key: str, started: str, start: str, end: str, due: str) -> None:
    assert read(clock(key, started, pauses=(pause(start, end),)), started).due == day(due)


@pytest.mark.parametrize(("key", "started", "due"), CASES)
def test_each_clock_with_an_extension(key: str, started: str, due: str) -> None:
    until = day(due) + dt.timedelta(days=3)
    extended = clock(key, started, extension=Extension(day(due), day(due), until, "情况复杂", "周慧"))
    reading = read(extended, started)
    assert reading.due == until
    assert reading.extended
    assert ("这个期限没有可以延长的规定" in reading.warnings) is (key != "依申请公开")


def test_the_answer_to_an_application_is_extended_by_20_working_days_at_most() -> None:
    # received 2 February 2026; 1 to 9: 3 to 13, 10: 14 (Saturday), 11 to 14: 24 to 27, 15: 28 (Saturday), 20: 6 March
    assert read(clock("依申请公开", "2026-02-02")).due == day("2026-03-06")
    # 9 March is the first of the extension, 20 March the 10th, 3 April the 20th; 4 to 6 April is 清明节
    for until, faults in (("2026-04-03", 0), ("2026-04-07", 1)):
        extension = Extension(day("2026-03-05"), day("2026-03-06"), day(until), "案情复杂", "周慧")
        reading = read(clock("依申请公开", "2026-02-02", extension=extension), "2026-03-09")
        assert reading.due == day(until)
        assert len(reading.warnings) == faults
    assert reading.warnings == ("延期超过了最长20个工作日，最迟到2026年4月3日",)
    assert "2026年3月5日由2026年3月6日延至2026年4月7日，周慧批准（案情复杂）" in reading.how


def test_an_extension_needs_an_approver_and_comes_in_time() -> None:
    extension = Extension(day("2026-03-09"), day("2026-03-06"), day("2026-03-20"), "案情复杂")
    assert read(clock("依申请公开", "2026-02-02", extension=extension), "2026-03-09").warnings == (
        "延期是2026年3月6日期满以后才决定的",
        "没有写批准人，延期须经政府信息公开工作机构负责人同意",
    )


def test_a_pause_after_an_extension_puts_it_off() -> None:
    # extended on 5 March to 20 March; 11 to 13 March (three working days) do not count: 23, 24, 25 March
    extension = Extension(day("2026-03-05"), day("2026-03-06"), day("2026-03-20"), "案情复杂", "周慧")
    paused = (pause("2026-03-11", "2026-03-13"),)
    reading = read(clock("依申请公开", "2026-02-02", extension=extension, pauses=paused), "2026-03-16")
    assert reading.due == day("2026-03-25")
    assert reading.warnings == ()


def test_an_extension_does_not_outlive_a_new_counting() -> None:
    # corrected on 10 March; 1: 11 March, 3: 13, 8: 20, 13: 27, 18: 3 April, then 清明节 to the 6th, 19: 7, 20: 8 April
    extension = Extension(day("2026-03-05"), day("2026-03-06"), day("2026-03-20"), "案情复杂", "周慧")
    paused = (pause("2026-03-09", "2026-03-10", "补正", anew=True),)
    reading = read(clock("依申请公开", "2026-02-02", extension=extension, pauses=paused))
    assert reading.due == day("2026-04-08")
    assert not reading.extended
    assert any("这次延期不再适用" in line for line in reading.how)


def test_a_correction_begins_the_counting_anew() -> None:
    # received 15 January 2025; told on 22 January, the 5th working day; corrected on 6 February:
    # 1: 7 February, 2: 8 (Saturday), 3 to 7: 10 to 14, 12: 21, 17: 28, 18 to 20: 3 to 5 March
    corrected = clock("依申请公开", "2025-01-15", pauses=(pause("2025-01-22", "2025-02-06", "补正", anew=True),))
    reading = read(corrected, "2025-02-10")
    assert reading.due == day("2025-03-05")
    assert reading.warnings == ()
    assert reading.how == (
        "2025年1月15日收到申请，次日起算，20个工作日",
        "2025年1月22日补正，2025年2月6日收到补正的申请，次日起重新计算",
        "最后一天是2025年3月5日（星期三）",
    )


@pytest.mark.parametrize(("told", "late"), [("2025-01-24", False), ("2025-01-26", True)])
def test_a_correction_is_told_within_seven_working_days(told: str, late: bool) -> None:
    # received 15 January 2025; 7: 24 January (Friday), 8: 26 (Sunday, worked)
    warnings = read(clock("依申请公开", "2025-01-15", pauses=(pause(told, None, "补正", anew=True),)), told).warnings
    assert warnings == (("补正告知已晚，最迟应在2025年1月24日（第三十条）",) if late else ())


def test_a_correction_is_told_once() -> None:
    twice = (
        pause("2025-01-17", "2025-01-20", "补正", anew=True),
        pause("2025-01-22", "2025-01-23", "补正", anew=True),
    )
    warnings = read(clock("依申请公开", "2025-01-15", pauses=twice), "2025-01-24").warnings
    assert warnings == ("2次重新计算；补正事项应当一次性告知",)


@pytest.mark.parametrize(("end", "over"), [("2024-02-27", False), ("2024-02-28", True)])
def test_a_third_party_has_fifteen_working_days(end: str, over: bool) -> None:
    # asked on 1 February 2024; 1: 2, 2: 4 (Sunday), 3 to 7: 5 to 9, 8: 18 (Sunday), 9 to 13: 19 to 23, 14, 15: 26, 27
    asked = clock("依申请公开", "2024-01-22", pauses=(pause("2024-02-01"),))
    warnings = read(asked, end).warnings
    assert bool(warnings) is over
    assert not over or warnings[0].startswith("征求第三方意见已超过15个工作日")


def test_a_clock_that_is_paused() -> None:
    # the 7 days to 31 January have gone; 13 are left whenever it goes on
    asked = clock("依申请公开", "2024-01-22", pauses=(pause("2024-02-01"),))
    for today in ("2024-02-01", "2024-02-12", "2024-02-26"):
        reading = read(asked, today)
        assert reading.state is ClockState.PAUSED
        assert left_words(reading) == "余13个工作日"
    assert reading.how[-2:] == (
        "2024年2月1日起征求第三方意见，暂停计算",
        "现在暂停；如果今天恢复，到2024年3月14日（星期四）为止",
    )


def test_pauses_that_overlap_count_once() -> None:
    both = (pause("2024-02-01", "2024-02-20"), pause("2024-02-05", "2024-02-19", "征求其他机关意见"))
    assert read(clock("依申请公开", "2024-01-22", pauses=both)).due == day("2024-03-08")


def test_a_clock_into_a_year_without_a_table() -> None:
    # 22 to 31 December 2026 are eight; then Monday to Friday: 9: 1 January 2027, 10 to 14: 4 to 8, 19: 15, 20: 18
    reading = read(clock("依申请公开", "2026-12-21"), "2026-12-21")
    assert reading.due == day("2027-01-18")
    assert reading.unknown_years == (2027,)
    assert reading.caveat == "按周一至周五估算（未导入2027年放假安排）"
    assert read(clock("公开征求意见", "2026-12-21"), "2026-12-21").unknown_years == ()


def test_what_a_warning_looks_at_makes_no_date_uncertain() -> None:
    # received 30 November 2026: the 20th is 28 December; the latest day of an extension lies in 2027
    extension = Extension(day("2026-12-25"), day("2026-12-28"), day("2026-12-31"), "案情复杂", "周慧")
    reading = read(clock("依申请公开", "2026-11-30", extension=extension), "2026-12-25")
    assert reading.due == day("2026-12-31")
    assert reading.unknown_years == ()


@pytest.mark.parametrize(
    ("today", "state", "left"),
    [
        ("2024-02-09", ClockState.RUNNING, "还有5个工作日"),
        ("2024-02-17", ClockState.RUNNING, "还有5个工作日"),
        ("2024-02-22", ClockState.RUNNING, "今天到期"),
        ("2024-02-23", ClockState.OVERDUE, "逾期1个工作日"),
        ("2024-02-26", ClockState.OVERDUE, "逾期2个工作日"),
    ],
)
def test_how_it_stands_on_a_day(today: str, state: ClockState, left: str) -> None:
    reading = read(clock("依申请公开", "2024-01-22"), today)
    assert (reading.state, left_words(reading)) == (state, left)


def test_weekends_alone_are_told_in_days() -> None:
    # due on Friday 19 April 2024; on the Sunday no working day has gone by
    overdue = read(clock("信件", "2024-04-12"), "2024-04-21")
    assert left_words(overdue) == "逾期2天"


@pytest.mark.parametrize(
    ("answered", "state", "left"),
    [
        ("2024-02-22", ClockState.IN_TIME, ""),
        ("2024-02-27", ClockState.LATE, "逾期3个工作日"),
    ],
)
def test_an_answered_clock_stands_still(answered: str, state: ClockState, left: str) -> None:
    reading = read(clock("依申请公开", "2024-01-22", answered=day(answered)), "2025-06-01")
    assert (reading.state, left_words(reading)) == (state, left)
    assert reading.state.answered


@pytest.mark.parametrize(
    ("today", "answered", "state", "warned"),
    [
        ("2024-03-01", None, ClockState.RUNNING, False),
        ("2024-03-02", None, ClockState.FULL, False),
        ("2024-03-05", "2024-03-01", ClockState.EARLY, True),
        ("2024-03-05", "2024-03-02", ClockState.IN_TIME, False),
    ],
)
def test_thirty_days_are_the_least(today: str, answered: str | None, state: ClockState, warned: bool) -> None:
    reading = read(clock("公开征求意见", "2024-02-01", answered=day(answered) if answered else None), today)
    assert reading.state is state
    assert bool(reading.warnings) is warned


def test_a_fixed_day_on_a_holiday_is_told_in_time() -> None:
    # 31 January 2025 lies in the festival; 27 January (Monday) is the last working day before it
    reading = read(clock("年度报告-部门", "2024-12-20"), "2025-01-02")
    assert reading.warnings == ("最后一天不是工作日，最好在2025年1月27日（星期一）前办完",)
    assert left_words(reading) == "还有29天"


@pytest.mark.parametrize(
    ("started", "due"), [("2025-01-31", "2025-01-31"), ("2025-02-01", "2026-01-31"), ("2026-01-04", "2026-01-31")]
)
def test_a_fixed_day_is_the_next_one(started: str, due: str) -> None:
    assert read(clock("年度报告-部门", started), started).due == day(due)


@given(
    st.dates(dt.date(2020, 1, 1), dt.date(2026, 6, 30)),
    st.integers(1, 30),
    st.integers(1, 40),
    st.sampled_from(["依申请公开", "主动公开"]),
)
def test_a_pause_of_n_working_days_puts_it_off_by_n(started: dt.date, after: int, days: int, key: str) -> None:
    running = clock(key, started.isoformat())
    before = read(running, started).due
    start = min(started + dt.timedelta(days=after), before)
    end = CALENDAR.add(start - dt.timedelta(days=1), days).day
    paused = msgspec.structs.replace(running, pauses=(Pause(start, end, "征求第三方意见"),))
    assert read(paused, end).due == CALENDAR.add(before, days).day


@given(st.dates(dt.date(2020, 1, 1), dt.date(2026, 6, 30)), st.integers(1, 60))
def test_while_it_is_paused_nothing_is_lost(started: dt.date, lasting: int) -> None:
    start = started + dt.timedelta(days=8)
    paused = clock("依申请公开", started.isoformat(), pauses=(Pause(start, None, "征求第三方意见"),))
    left = {read(paused, start + dt.timedelta(days=passed)).units_left for passed in range(lasting)}
    assert len(left) == 1


def test_an_event_that_is_still_to_come_is_told() -> None:
    assert read(clock("依申请公开", "2024-01-22"), "2024-01-19").warnings == ("收到申请的日期还没有到，请核对",)


@pytest.mark.parametrize("key", ["依申请公开", "公开征求意见", "年度报告-部门"])
def test_a_date_beyond_any_calendar(key: str) -> None:
    with pytest.raises(OverflowError):
        read(clock(key, "9999-12-31"), "2024-01-22")


def test_what_a_template_goes_by() -> None:
    answer = TEMPLATES["依申请公开"]
    assert law_words(answer) == ("《中华人民共和国政府信息公开条例》（国务院令第711号，2019年5月15日起施行）第三十三条")
    assert span_words(answer) == "收到申请之日起20个工作日"
    assert span_words(TEMPLATES["公开征求意见"]) == "公布征求意见稿之日起不少于30天"
    assert span_words(TEMPLATES["年度报告-政府"]) == "每年3月31日前"
    for key in ("意见采纳", "信件", "网站纠错"):
        assert "不是全国统一规定" in law_words(TEMPLATES[key])


def test_the_regulation_of_2008_has_not_crept_in() -> None:
    for template in TEMPLATES.values():
        assert "492" not in template.number
        assert 15 not in (template.days, template.extension)
        assert template.local or (template.in_force and template.in_force >= dt.date(2019, 5, 15))
