"""What an entry counts for indicators: which of them can be counted, and how it is written."""

from __future__ import annotations

import pytest

from govtui.errors import RequestError
from govtui.model import Indicator, Task
from govtui.review.counting import countable, counts_for, typed_number
from govtui.timekeeping import Count

VISITS = Indicator("不少于10次", ">=", 10, "次", "年")
SHARE = Indicator("占比50%", ">=", 50, "%")
ANSWER = Indicator("5个工作日内", "<=", 5, "个工作日")
NOTICE = Indicator("不少于30日", ">=", 30, "日")
HOURS = Indicator("不少于8课时", ">=", 8, "课时")


def task(*indicators: Indicator) -> Task:
    return Task(id="1-1", document="1", seq="1", requirement="走访。", indicators=indicators)


def test_stretches_of_time_are_not_counted() -> None:
    assert countable(task(VISITS, SHARE, ANSWER, NOTICE, HOURS)) == (VISITS, SHARE, HOURS)


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
