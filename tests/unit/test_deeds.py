"""What can be done about the time of a task."""

from __future__ import annotations

import datetime as dt

import pytest

from govtui.errors import RequestError
from govtui.model import After, Deadline, DeadlineKind, Indicator, Task
from govtui.review.deeds import TimeDeed, deeds_of, is_way_of_checking, refuse_unless_fit
from govtui.timekeeping import Pause

DAY = dt.date(2023, 9, 4)
AFTER = Deadline(DeadlineKind.AFTER, after=After("方案印发", 10, workdays=True))


def task(**fields: object) -> Task:
    return Task(id="1-1", document="1", seq="1", requirement="公布清单。", **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("of", "deeds"),
    [
        (task(), [TimeDeed.EXTEND]),
        (task(deadline=AFTER), [TimeDeed.EVENT, TimeDeed.EXTEND]),
        (task(deadline=AFTER, event_on=DAY), [TimeDeed.PAUSE, TimeDeed.EXTEND, TimeDeed.EVENT]),
        (
            task(deadline=AFTER, event_on=DAY, pauses=(Pause(DAY),)),
            [TimeDeed.RESUME, TimeDeed.EXTEND, TimeDeed.EVENT],
        ),
        (task(measure="查看网站发布信息"), [TimeDeed.TICK, TimeDeed.EXTEND]),
        (task(measure="查看网站发布信息", checked_on=DAY), [TimeDeed.EXTEND, TimeDeed.TICK]),
    ],
)
def test_what_makes_sense_comes_in_the_order_in_which_it_is_likely(of: Task, deeds: list[TimeDeed]) -> None:
    assert list(deeds_of(of)) == deeds
    for deed in deeds:
        refuse_unless_fit(of, deed)
    for other in set(TimeDeed) - set(deeds):
        with pytest.raises(RequestError):
            refuse_unless_fit(of, other)


@pytest.mark.parametrize(
    ("measure", "indicators", "checking"),
    [
        ("查看网站发布信息", (), True),
        ("依据实际掌握（开展、建设、监测）情况", (), True),
        ("查看答复是否在5个工作日内", (Indicator("5个工作日内", "<=", 5, "个工作日"),), True),
        ("不少于2次", (), False),
        ("查看网站", (Indicator("不少于2次", ">=", 2, "次"),), False),
        (" ", (), False),
    ],
)
def test_a_measure_that_is_only_a_way_of_checking(
    measure: str, indicators: tuple[Indicator, ...], checking: bool
) -> None:
    assert is_way_of_checking(task(measure=measure, indicators=indicators)) is checking
