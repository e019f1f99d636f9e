"""Stretches of time as a filter words them, and filters of deadlines and reports."""

from __future__ import annotations

import datetime as dt

import pytest

from govtui.model import After, Deadline, DeadlineKind, Progress, Status, Task
from govtui.review.filter.times import days_of, wanted_days
from govtui.review.view import TaskView

DAY = dt.date(2026, 9, 18)  # a Friday


def workdays_later(day: dt.date, count: int) -> dt.date:
    return day + dt.timedelta(days=count * 7 // 5)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("今天", "09-18", "09-18"),
        ("明天", "09-19", "09-19"),
        ("本周", "09-14", "09-20"),
        ("这周", "09-14", "09-20"),
        ("下周", "09-21", "09-27"),
        ("上周", "09-07", "09-13"),
        ("周五", "09-18", "09-18"),
        ("本月", "09-01", "09-30"),
        ("下个月", "10-01", "10-31"),
        ("上月", "08-01", "08-31"),
        ("本季度", "07-01", "09-30"),
        ("下季度", "10-01", "12-31"),
        ("一季度", "01-01", "03-31"),
        ("第四季度", "10-01", "12-31"),
        ("今年", "01-01", "12-31"),
        ("上半年", "01-01", "06-30"),
        ("下半年", "07-01", "12-31"),
        ("9月", "09-01", "09-30"),
        ("十月份", "10-01", "10-31"),
        ("2026年2月", "02-01", "02-28"),
        ("2026-12", "12-01", "12-31"),
        ("2026年", "01-01", "12-31"),
        ("7天内", "09-18", "09-25"),
        ("两周内", "09-18", "10-02"),
        ("3个月内", "09-18", "12-18"),
        ("5个工作日内", "09-18", "09-25"),
        ("未来10天", "09-18", "09-28"),
        ("12-31", "12-31", "12-31"),
        ("年底", "12-31", "12-31"),
        ("<12-31", None, "12-30"),
        ("《12-31", None, "12-30"),
        ("<=12-31", None, "12-31"),
        ("≤12月", None, "12-31"),
        ("<12月", None, "11-30"),
        (">9月", "10-01", None),
        (">=9月", "09-01", None),
        ("=9月", "09-01", "09-30"),
        ("12-1..12-31", "12-01", "12-31"),
        ("9月~10月", "09-01", "10-31"),
        ("9月至年底", "09-01", "12-31"),
        ("..10-1", None, "10-01"),
        ("10-1..", "10-01", None),
    ],
)
def test_days_that_are_asked_for(text: str, first: str | None, last: str | None) -> None:
    found = wanted_days(text, DAY, workdays_later)
    assert found is not None
    assert found == (first and dt.date.fromisoformat(f"2026-{first}"), last and dt.date.fromisoformat(f"2026-{last}"))


@pytest.mark.parametrize(
    "text", ["13月", "2月30日", "<", "..", "<本周内外", "12-31..12-1", "明后天", "<..9月", "0月", ""]
)
def test_what_names_no_days(text: str) -> None:
    assert wanted_days(text, DAY, workdays_later) is None


def test_looking_back_a_length_of_time_ends_today() -> None:
    assert wanted_days("近7天", DAY, None, back=True) == (dt.date(2026, 9, 11), DAY)
    assert wanted_days("3个月内", DAY, None, back=True) == (dt.date(2026, 6, 18), DAY)


@pytest.mark.parametrize(
    ("text", "days"),
    [("90天", 90), ("90", 90), ("两周", 14), ("3个月", 90), ("三十日", 30), ("本周", None), ("9-1", None)],
)
def test_lengths_of_time(text: str, days: int | None) -> None:
    assert days_of(text) == days


def task(number: str, deadline: Deadline, *reports: tuple[int, int], **rest: object) -> Task:
    progress = tuple(Progress(dt.date(2026, month, day), "已办理。") for month, day in reports)
    return Task(id=number, document="1", seq=number, requirement="巡查。", deadline=deadline, progress=progress, **rest)


VIEW = TaskView.of(
    [
        task("1", Deadline(DeadlineKind.BY, due=dt.date(2026, 9, 10)), (9, 15), deadline_text="9月10日前"),
        task("2", Deadline(DeadlineKind.BY, due=dt.date(2026, 9, 10)), (3, 1), status=Status.DONE),
        task("3", Deadline(DeadlineKind.BY, due=DAY), (9, 18)),
        task("4", Deadline(DeadlineKind.BY, due=dt.date(2026, 12, 31)), deadline_text="2026年底"),
        task("5", Deadline(DeadlineKind.ONGOING), (6, 1), (6, 20)),
        task(
            "6", Deadline(DeadlineKind.AFTER, after=After("方案印发", 20, True)), deadline_text="方案印发后20个工作日"
        ),
        task("7", Deadline()),
    ],
    DAY,
)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("时限:逾期", "1"),
        ("sx:yq", "1"),
        ("时限:今天", "3"),
        ("时限:本周", "3"),
        ("sx:bz", "3"),
        ("时限:本月", "123"),
        ("时限:<9-18", "12"),
        ("时限:<=9-18", "123"),
        ("时限:>9-18", "4"),
        ("时限:9-10..9-18", "123"),
        ("时限:四季度,今天", "34"),
        ("-时限:本月", "4567"),
        ("时限:长期", "5"),
        ("时限:待定", "6"),
        ("时限:无", "7"),
        ("时限:有", "1234"),
        ("时限:印发", "6"),
        ("时限:年底", "4"),
        ("更新:今天", "3"),
        ("更新:本周", "13"),
        ("更新:近7天", "13"),
        ("更新:6月", "5"),
        ("更新:<9-1", "25"),
        ("更新:>90天", "2467"),
        ("更新:>=90天", "24567"),
        ("更新:<=30", "13"),
        ("更新:>3个月", "2467"),
        ("更新:无", "467"),
        ("更新:有", "1235"),
    ],
)
def test_filters_of_time(text: str, ids: str) -> None:
    view = VIEW.filtered(text)
    assert not view.query.problems
    assert "".join(row.task.id for row in view.rows) == ids


@pytest.mark.parametrize("text", ["时限:13月", "时限:<明后天", "更新:>年前年后", "更新:巡查"])
def test_what_is_no_time_is_explained_and_does_not_count(text: str) -> None:
    view = VIEW.filtered(text)
    (problem,) = view.query.problems
    assert text[problem.start : problem.end] == text[3:]
    assert "可以写" in problem.explanation
    assert len(view.rows) == 7
