"""When a task falls due, and how that is told: wording, event, pauses, extensions."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from govtui.model import After, Deadline, DeadlineKind, Task
from govtui.timekeeping import Extension, Pause
from govtui.timing.almanac import PLAIN
from govtui.timing.dues import due_day, due_of

day = dt.date
EVENT = day(2023, 9, 25)
"""A Monday; 29 September to 6 October are off, 7 and 8 October (Saturday, Sunday) are worked."""
WORKDAYS = Deadline(DeadlineKind.AFTER, after=After("方案印发", 10, True))
DAYS = Deadline(DeadlineKind.AFTER, after=After("方案印发", 30, False))


def task(deadline: Deadline, **fields: Any) -> Task:
    return Task(id="1-1", document="1", seq="1", requirement="更新目录", deadline=deadline, **fields)


@pytest.mark.parametrize(
    ("deadline", "fields", "due"),
    [
        (Deadline(DeadlineKind.BY, due=day(2023, 11, 30)), {}, day(2023, 11, 30)),
        (Deadline(DeadlineKind.ONGOING, until=day(2023, 12, 31)), {}, day(2023, 12, 31)),
        (Deadline(DeadlineKind.ONGOING), {}, None),
        (Deadline(), {}, None),
        (WORKDAYS, {}, None),
        (WORKDAYS, {"event_on": EVENT}, day(2023, 10, 13)),
        (DAYS, {"event_on": EVENT}, day(2023, 10, 25)),
        # 26, 27 September and 9 to 17 October: the make-up days are within the pause
        (WORKDAYS, {"event_on": EVENT, "pauses": (Pause(day(2023, 9, 28), day(2023, 10, 8)),)}, day(2023, 10, 18)),
        (DAYS, {"event_on": EVENT, "pauses": (Pause(day(2023, 9, 28), day(2023, 10, 8)),)}, day(2023, 11, 5)),
        (
            WORKDAYS,
            {"event_on": EVENT, "pauses": (Pause(day(2023, 9, 28), day(2023, 10, 8), "补正", anew=True),)},
            day(2023, 10, 20),
        ),
        (WORKDAYS, {"event_on": EVENT, "pauses": (Pause(day(2023, 10, 9)),)}, None),
        # It was due before the pause began, or the pause was over before the event.
        (WORKDAYS, {"event_on": EVENT, "pauses": (Pause(day(2023, 10, 14)),)}, day(2023, 10, 13)),
        (WORKDAYS, {"event_on": EVENT, "pauses": (Pause(day(2023, 9, 1), EVENT),)}, day(2023, 10, 13)),
        # Two pauses that overlap take each day away once: counted are 26 September and 16 to 26 October.
        (
            WORKDAYS,
            {
                "event_on": EVENT,
                "pauses": (Pause(day(2023, 9, 27), day(2023, 10, 9)), Pause(day(2023, 10, 5), day(2023, 10, 13))),
            },
            day(2023, 10, 26),
        ),
    ],
)
def test_due(deadline: Deadline, fields: dict[str, Any], due: dt.date | None) -> None:
    found = due_of(task(deadline, **fields), PLAIN.calendar)
    assert (found.day, found.extended) == (due, False)
    assert due_day(task(deadline, **fields), PLAIN.calendar) == due


@pytest.mark.parametrize(
    "deadline", [WORKDAYS, Deadline(), Deadline(DeadlineKind.BY, due=day(2023, 11, 30)), Deadline(DeadlineKind.ONGOING)]
)
def test_the_last_extension_holds(deadline: Deadline) -> None:
    extensions = (
        Extension(day(2023, 11, 20), day(2023, 11, 30), day(2023, 12, 15), "材料未齐", "陈副县长"),
        Extension(day(2023, 12, 10), day(2023, 12, 15), day(2023, 12, 31), ""),
    )
    found = due_of(task(deadline, extensions=extensions), PLAIN.calendar)
    assert (found.day, found.extended) == (day(2023, 12, 31), True)
    assert due_day(task(deadline, extensions=extensions), PLAIN.calendar) == found.day
    assert found.how[-2:] == (
        "由2023年11月30日延期至2023年12月15日（材料未齐，批准人陈副县长）",
        "由2023年12月15日延期至2023年12月31日",
    )


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "“方案印发”的日期尚未登记，登记后从次日起算10个工作日"),
        ({"event_on": EVENT}, "自2023年9月25日（方案印发）次日起算，10个工作日，到2023年10月13日"),
        (
            {"event_on": EVENT, "pauses": (Pause(day(2023, 9, 28), day(2023, 10, 8), "征求意见"),)},
            "自2023年9月25日（方案印发）次日起算，10个工作日，扣除暂停3个工作日（征求意见），到2023年10月18日",
        ),
        (
            {"event_on": EVENT, "pauses": (Pause(day(2023, 9, 28), day(2023, 10, 8), "补正", anew=True),)},
            "自2023年9月25日（方案印发）次日起算，10个工作日，暂停到2023年10月8日（补正），次日起重新计算，到2023年10月20日",
        ),
        (
            {"event_on": EVENT, "pauses": (Pause(day(2023, 10, 9), reason="补正"),)},
            "自2023年9月25日（方案印发）次日起算，10个工作日，2023年10月9日起暂停中（补正）",
        ),
        (
            {"event_on": day(2027, 3, 1)},
            "自2027年3月1日（方案印发）次日起算，10个工作日，到2027年3月15日，按周一至周五估算（未导入2027年放假安排）",
        ),
        (
            {"event_on": day(2026, 12, 28), "pauses": (Pause(day(2026, 12, 30), day(2027, 1, 5)),)},
            "自2026年12月28日（方案印发）次日起算，10个工作日，扣除暂停5个工作日，到2027年1月18日，"
            "按周一至周五估算（未导入2027年放假安排）",
        ),
    ],
)
def test_how_the_date_came_about(fields: dict[str, Any], words: str) -> None:
    assert due_of(task(WORKDAYS, **fields), PLAIN.calendar).words == words


def test_a_pause_without_end_leaves_no_date_and_says_so() -> None:
    found = due_of(task(WORKDAYS, event_on=EVENT, pauses=(Pause(day(2023, 10, 9)),)), PLAIN.calendar)
    assert (found.day, found.paused) == (None, True)
    assert not due_of(task(WORKDAYS), PLAIN.calendar).paused


@pytest.mark.parametrize("workdays", [True, False])
def test_no_calendar_reaches_that_far(workdays: bool) -> None:
    deadline = Deadline(DeadlineKind.AFTER, after=After("方案印发", 9_999_999_999, workdays))
    found = due_of(task(deadline, event_on=EVENT), PLAIN.calendar)
    assert (found.day, found.paused, found.how[-1]) == (None, False, "超出可计算的日期")


def test_days_of_a_year_without_table_are_told() -> None:
    assert due_of(task(WORKDAYS, event_on=day(2026, 12, 28)), PLAIN.calendar).unknown_years == (2027,)
    assert due_of(task(DAYS, event_on=day(2026, 12, 28)), PLAIN.calendar).unknown_years == ()
