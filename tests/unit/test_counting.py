"""What is counted of indicators: what adds up, what the newest entry tells, what cannot be counted."""

from __future__ import annotations

import datetime as dt

import pytest

from govtui.errors import RequestError
from govtui.model import Indicator, Progress, Task
from govtui.review.counting import countable, counts_for, done_of, done_words, typed_number
from govtui.timekeeping import Count

VISITS = Indicator("不少于10次", ">=", 10, "次", "年")
SHARE = Indicator("占比50%", ">=", 50, "%")
ANSWER = Indicator("5个工作日内", "<=", 5, "个工作日")
NOTICE = Indicator("不少于30日", ">=", 30, "日")
HOURS = Indicator("不少于8课时", ">=", 8, "课时")


def task(*indicators: Indicator, progress: tuple[Progress, ...] = ()) -> Task:
    return Task(id="1-1", document="1", seq="1", requirement="走访。", indicators=indicators, progress=progress)


def entry(day: int, *counts: Count) -> Progress:
    return Progress(dt.date(2023, 9, day), "已走访。", counts=counts)


def test_terms_and_upper_limits_are_not_counted() -> None:
    assert countable(task(VISITS, SHARE, ANSWER, NOTICE, HOURS)) == (VISITS, SHARE, HOURS)


def test_occasions_add_up() -> None:
    told = task(VISITS, progress=(entry(1, Count("不少于10次", 1)), entry(2), entry(3, Count("不少于10次", 2))))
    assert done_of(told, VISITS) == 3
    assert done_words(VISITS, 3) == "3/10次"


def test_of_a_share_the_newest_day_counts() -> None:
    told = task(SHARE, progress=(entry(5, Count("占比50%", 40)), entry(3, Count("占比50%", 12.5))))
    assert done_of(told, SHARE) == 40
    assert done_words(SHARE, 40) == "40%/50%"


def test_nothing_counted_is_nought() -> None:
    assert [done_of(task(VISITS, SHARE), each) for each in (VISITS, SHARE)] == [0, 0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", 1),
        ("+2", 2),
        ("２次", 2),
        (" 3 次 ", 3),
        ("-1", -1),
        ("1.5", 1.5),
        ("", None),
        ("两次", None),
        ("1场", None),
    ],
)
def test_numbers_as_they_are_typed(text: str, value: float | None) -> None:
    assert typed_number(text, VISITS) == value


def test_the_only_indicator_needs_no_name() -> None:
    assert counts_for([task(VISITS, ANSWER)], [("", 1)]) == (Count("不少于10次", 1),)


def test_one_of_several_is_named_in_full_or_in_part() -> None:
    both = task(VISITS, SHARE)
    assert counts_for([both], [("占比", 40), ("不少于10次", 1)]) == (Count("占比50%", 40), Count("不少于10次", 1))
    with pytest.raises(RequestError, match="任务 1-1 有几个指标：不少于10次、占比50%"):
        counts_for([both], [("", 1)])
    with pytest.raises(RequestError, match="没有“培训”这个指标"):
        counts_for([both], [("培训", 1)])


def test_a_task_without_indicators_cannot_be_counted() -> None:
    with pytest.raises(RequestError, match="没有可以计数的指标"):
        counts_for([task(ANSWER)], [("", 1)])


def test_several_tasks_must_ask_for_the_same() -> None:
    assert counts_for([task(VISITS), task(VISITS)], [("", 1)]) == (Count("不少于10次", 1),)
    with pytest.raises(RequestError, match="不相同"):
        counts_for([task(VISITS), task(SHARE)], [("", 1)])
