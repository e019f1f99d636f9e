"""Reporting rounds on a day: where they come from, how far they have come, who owes an entry."""

from __future__ import annotations

import datetime as dt
import time
from typing import Any

import pytest
from ledger_samples import CHINA, task_draft

from govtui.errors import RequestError
from govtui.model import Progress, Status, Task
from govtui.review.rounds import (
    days_of,
    handed_in_before,
    next_round,
    round_named,
    rounds_on,
    scope_words,
    understood_schedule,
)
from govtui.timekeeping import HandIn, Round, Schedule
from govtui.timing.rounds import NO_UNIT, RoundReading, RoundState, missing_by_unit

SEPTEMBER, DECEMBER = dt.date(2023, 9, 5), dt.date(2023, 12, 5)
TODAY = dt.date(2023, 11, 22)


def task(task_id: str, **fields: Any) -> Task:
    draft = task_draft(task_id.partition("-")[2])
    known = {name: getattr(draft, name) for name in draft.__struct_fields__}
    return Task(**{**known, "id": task_id, "document": task_id.partition("-")[0], **fields})


def entry(month: int, day: int) -> Progress:
    return Progress(dt.date(2023, month, day), "已公布3次。")


def opened(due: dt.date, handed_in: dt.date | None = None, **fields: Any) -> Round:
    at = dt.datetime.combine(handed_in, dt.time(9), CHINA) if handed_in else None
    return Round(
        **{
            "id": str(due.toordinal()),
            "due": due,
            "title": f"{due.month}月报送",
            "documents": ("1",),
            "opened": due,
            "handed_in": HandIn(at, 7) if at else None,
            **fields,
        }
    )


def told(readings: tuple[RoundReading, ...]) -> list[tuple[str, str, str, str]]:
    return [(str(each.due), each.state.value, " ".join(each.tasks), " ".join(each.owing)) for each in readings]


def test_the_dates_of_plans_are_rounds_of_the_tasks_that_name_them() -> None:
    tasks = [
        task("1-1", report_dates=(SEPTEMBER, DECEMBER)),
        task("1-2", report_dates=(DECEMBER,)),
        task("1-3", report_dates=()),
        task("2-1", report_dates=(DECEMBER,)),
    ]
    readings = rounds_on(tasks, [], [], TODAY)
    assert told(readings) == [
        ("2023-09-05", "过期未报", "1-1", "1-1"),
        ("2023-12-05", "未开始", "1-1 1-2", "1-1 1-2"),
        ("2023-12-05", "未开始", "2-1", "2-1"),
    ]
    assert [scope_words(each.documents) for each in readings] == ["来文1", "来文1", "来文2"]


@pytest.mark.parametrize(
    ("rounds", "progress", "status", "owes"),
    [
        ([], (), Status.DOING, True),
        ([], (entry(9, 5),), Status.DOING, True),  # in time for September, so told there
        ([], (entry(9, 6),), Status.DOING, False),
        ([], (entry(9, 6), entry(9, 1)), Status.DOING, False),
        ([], (), Status.DONE, False),
        ([], (), Status.CLOSED, False),
        ([], (), Status.PAUSED, True),
        ([opened(SEPTEMBER, dt.date(2023, 9, 3))], (entry(9, 4),), Status.DOING, False),  # handed in early
        ([opened(SEPTEMBER, dt.date(2023, 9, 20))], (entry(9, 10),), Status.DOING, True),  # handed in late
        ([opened(SEPTEMBER, dt.date(2023, 9, 20))], (entry(9, 21),), Status.DOING, False),
        ([opened(SEPTEMBER)], (entry(9, 10),), Status.DOING, False),  # opened and never handed in
    ],
)
def test_who_owes_an_entry(rounds: list[Round], progress: tuple[Progress, ...], status: Status, owes: bool) -> None:
    tasks = [task("1-1", report_dates=(SEPTEMBER, DECEMBER), progress=progress, status=status)]
    december = rounds_on(tasks, rounds, [], TODAY)[-1]
    assert december.due == DECEMBER
    assert december.owing == (("1-1",) if owes else ())


def test_a_date_of_another_task_is_no_round_before() -> None:
    tasks = [
        task("1-1", report_dates=(SEPTEMBER, DECEMBER), progress=(entry(9, 6),)),
        task("1-2", report_dates=(dt.date(2023, 11, 10),)),
    ]
    assert rounds_on(tasks, [], [], TODAY)[-1].owing == ()


def test_the_states_of_a_round() -> None:
    tasks = [task("1-1", report_dates=(SEPTEMBER, DECEMBER))]
    states = [
        rounds_on(tasks, rounds, [], today)[0].state
        for rounds, today in [
            ([], dt.date(2023, 9, 1)),
            ([opened(SEPTEMBER)], dt.date(2023, 9, 1)),
            ([opened(SEPTEMBER)], SEPTEMBER),
            ([opened(SEPTEMBER)], dt.date(2023, 9, 6)),
            ([opened(SEPTEMBER, dt.date(2023, 9, 4))], dt.date(2023, 9, 4)),
            ([opened(SEPTEMBER, dt.date(2023, 9, 8))], dt.date(2023, 10, 1)),
        ]
    ]
    assert [state.value for state in states] == ["未开始", "填报中", "填报中", "过期未报", "已报送", "已报送"]


def test_of_a_round_that_is_handed_in_nothing_is_owed() -> None:
    tasks = [task("1-1", report_dates=(SEPTEMBER,))]
    (reading,) = rounds_on(tasks, [opened(SEPTEMBER, SEPTEMBER)], [], TODAY)
    assert (reading.tasks, reading.owing) == (("1-1",), ())


def test_a_schedule_gives_the_rounds_that_passed_and_the_next() -> None:
    schedule = Schedule(id="4", wording="每月25日前", title="月报", since=dt.date(2023, 8, 1))
    tasks = [task("1-1", report_dates=(), progress=(entry(10, 26),)), task("2-1", report_dates=())]
    readings = rounds_on(tasks, [], [schedule], TODAY)
    assert told(readings) == [
        ("2023-08-25", "过期未报", "1-1 2-1", "2-1"),
        ("2023-09-25", "过期未报", "1-1 2-1", "2-1"),
        ("2023-10-25", "过期未报", "1-1 2-1", "2-1"),
        ("2023-11-25", "未开始", "1-1 2-1", "2-1"),
    ]
    assert {each.title for each in readings} == {"月报"}
    assert {each.schedule for each in readings} == {"4"}
    until = rounds_on(tasks, [], [schedule], TODAY, dt.date(2024, 1, 31))
    assert [str(each.due) for each in until][-3:] == ["2023-11-25", "2023-12-25", "2024-01-25"]


def test_a_quarterly_round_wants_something_told_in_the_quarter_whatever_was_handed_in_by_the_month() -> None:
    monthly = Schedule(id="4", wording="每月25日前", title="月报", since=TODAY)
    quarterly = Schedule(id="5", wording="每季度末前", title="季报", since=TODAY)
    tasks = [
        task("1-1", report_dates=(), progress=(entry(10, 8),)),
        task("1-2", report_dates=(), progress=(entry(9, 30),)),
        task("1-3", report_dates=(), progress=(entry(11, 2),)),
    ]
    month, quarter = rounds_on(tasks, [], [monthly, quarterly], TODAY)
    assert (month.title, month.owing) == ("月报", ("1-1", "1-2"))  # since 25 October, though the schedule is new
    assert (quarter.title, quarter.owing) == ("季报", ("1-2",))


def test_a_round_that_the_clerk_has_set_comes_after_the_last_of_all() -> None:
    monthly = Schedule(id="4", wording="每月25日前", title="月报", since=dt.date(2023, 9, 1))
    own = opened(dt.date(2023, 11, 28), documents=(), title="迎检")
    tasks = [
        task("1-1", report_dates=(), progress=(entry(11, 26),)),
        task("1-2", report_dates=(), progress=(entry(11, 20),)),
    ]
    assert rounds_on(tasks, [own], [monthly], dt.date(2023, 11, 27))[-2].owing == ("1-2",)


def test_an_old_schedule_names_only_its_last_rounds() -> None:
    schedule = Schedule(id="4", wording="每月25日前", title="月报", since=dt.date(2020, 1, 1))
    assert len(rounds_on([task("1-1", report_dates=())], [], [schedule], TODAY)) == 7


def test_a_wording_that_is_not_understood_gives_no_round() -> None:
    schedule = Schedule(id="4", wording="适时", title="月报", since=dt.date(2023, 8, 1))
    assert rounds_on([task("1-1", report_dates=())], [], [schedule], TODAY) == ()


def test_old_dates_of_plans_are_named_only_with_a_round() -> None:
    tasks = [task("1-1", report_dates=(SEPTEMBER,)), task("1-2", report_dates=())]
    later = dt.date(2026, 1, 10)
    assert rounds_on(tasks, [], [], later) == ()
    (reading,) = rounds_on(tasks, [opened(SEPTEMBER, SEPTEMBER)], [], later)
    assert reading.tasks == ("1-1",)


def test_what_is_opened_takes_the_place_of_the_date_and_keeps_its_tasks() -> None:
    tasks = [task("1-1", report_dates=(DECEMBER,)), task("1-2", report_dates=())]
    (reading,) = rounds_on(tasks, [opened(DECEMBER, title="年终报送")], [], TODAY)
    assert (reading.title, reading.state, reading.tasks) == ("年终报送", RoundState.FILLING, ("1-1",))
    own, named = rounds_on(tasks, [opened(DECEMBER, documents=(), title="年终报送")], [], TODAY)
    assert (own.title, own.tasks) == ("年终报送", ("1-1", "1-2"))
    assert named.opened is None


def test_units_that_are_missing() -> None:
    tasks = [
        task("1-1"),
        task("1-2"),
        task("1-3", lead=(), units=("县财政局", "县民政局")),
        task("1-4", lead=(), units=()),
    ]
    assert missing_by_unit(tasks) == (("县行政审批服务局", 2), ("县财政局", 1), ("县民政局", 1), (NO_UNIT, 1))


def test_a_round_is_named_by_its_place_or_its_date() -> None:
    tasks = [task("1-1", report_dates=(SEPTEMBER, DECEMBER)), task("2-1", report_dates=(DECEMBER,))]
    readings = rounds_on(tasks, [], [], TODAY)
    assert round_named(readings, "1", TODAY) is readings[0]
    assert round_named(readings, "３", TODAY) is readings[2]
    assert round_named(readings, "9月5日", TODAY) is readings[0]
    assert round_named(readings, "2023-09-05", TODAY) is readings[0]
    with pytest.raises(RequestError, match="有2个报送批次") as several:
        round_named(readings, "12.5", TODAY)
    assert several.value.hint == "请写它在列表中的号：2、3"
    for word in ("4", "0", "8月1日", "年报"):
        with pytest.raises(RequestError, match="没有“"):
            round_named(readings, word, TODAY)


def test_the_round_before_and_the_next() -> None:
    tasks = [task("1-1", report_dates=(SEPTEMBER, DECEMBER)), task("2-1", report_dates=(dt.date(2023, 10, 8),))]
    rounds = [opened(SEPTEMBER, SEPTEMBER), opened(dt.date(2023, 10, 8), dt.date(2023, 10, 8), documents=("2",))]
    september, october, december = readings = rounds_on(tasks, rounds, [], TODAY)
    assert handed_in_before(readings) is october
    assert handed_in_before(readings, december) is september
    assert handed_in_before(readings, october) is None  # no task of it was handed in before
    assert handed_in_before(readings, september) is None
    assert next_round(readings, TODAY) is december
    assert next_round(readings, dt.date(2023, 12, 6)) is None


def test_the_wording_of_a_schedule() -> None:
    found = understood_schedule("每月25日前", TODAY)
    assert found is not None
    assert (found.words, [str(day) for day in found.days]) == ("每月25日", ["2023-11-25", "2023-12-25", "2024-01-25"])
    assert understood_schedule("适时", TODAY) is None
    assert days_of("每季度末", dt.date(2023, 1, 1), dt.date(2023, 6, 30)) == (
        dt.date(2023, 3, 31),
        dt.date(2023, 6, 30),
    )


def test_ten_thousand_tasks_are_read_in_a_moment() -> None:
    tasks = [
        task(f"{number % 20 + 1}-{number}", progress=(entry(9, 6), entry(10, 8)), report_dates=(SEPTEMBER, DECEMBER))
        for number in range(1, 10_001)
    ]
    schedule = Schedule(id="4", wording="每月25日前", title="月报", since=dt.date(2023, 1, 1))
    rounds_on(tasks, [opened(SEPTEMBER, SEPTEMBER)], [schedule], TODAY)
    begun = time.perf_counter()
    readings = rounds_on(tasks, [opened(SEPTEMBER, SEPTEMBER)], [schedule], TODAY)
    took = time.perf_counter() - begun
    print(f"{len(readings)} rounds of {len(tasks)} tasks: {took * 1000:.0f} ms")
    assert took < 0.5  # 60 ms on a machine that does nothing else
