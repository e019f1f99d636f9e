from __future__ import annotations

import datetime as dt

import pytest

from govtui.model import After, Deadline, DeadlineKind, Progress, Status
from govtui.review.owing import next_words, owed_words
from govtui.timing.reports import missed_report
from tests.sheet_samples import DAY, task_row

JUNE, DECEMBER = dt.date(2023, 6, 20), dt.date(2023, 12, 20)
REPORTS = (JUNE, dt.date(2023, 9, 20), DECEMBER)


def entry(day: dt.date) -> tuple[Progress, ...]:
    return (Progress(day, "已核对7处。"),)


def by(day: dt.date) -> Deadline:
    return Deadline(DeadlineKind.BY, day)


@pytest.mark.parametrize(
    ("fields", "owed"),
    [
        ({}, "尚未启动\n未登记过进展"),
        ({"status": Status.DOING, "progress": entry(JUNE)}, "正在推进，尚未办结"),
        ({"status": Status.PAUSED, "deadline": by(JUNE)}, "逾期155天\n暂缓办理，何时恢复待定\n未登记过进展"),
        (
            {"status": Status.DOING, "progress": entry(JUNE), "report_dates": REPORTS},
            "正在推进，尚未办结\n9月20日应报送的进展未登记",
        ),
        ({"status": Status.DONE, "deadline": by(JUNE)}, ""),
        ({"status": Status.CLOSED}, ""),
    ],
)
def test_what_is_owed(fields: dict[str, object], owed: str) -> None:
    assert owed_words(task_row(**fields), DAY) == owed


@pytest.mark.parametrize(
    ("told", "missed"),
    [
        (JUNE, dt.date(2023, 9, 20)),
        (dt.date(2023, 6, 21), None),
        (dt.date(2023, 10, 8), None),
    ],
)
def test_a_report_counts_when_it_comes_early_or_late(told: dt.date, missed: dt.date | None) -> None:
    task = task_row(progress=entry(told), report_dates=REPORTS).task
    assert missed_report(task, DAY) == missed


def test_a_report_that_is_due_today_is_not_missed() -> None:
    assert missed_report(task_row(report_dates=(DAY,)).task, DAY) is None


@pytest.mark.parametrize(
    ("deadline", "coming"),
    [
        (by(dt.date(2023, 11, 30)), "11月30日到期（还有8天）"),
        (by(DAY), "11月22日到期（今天到期）"),
        (by(dt.date(2024, 3, 1)), "2024年3月1日到期（还有100天）"),
        (by(JUNE), "已于6月20日到期"),
        (Deadline(DeadlineKind.ONGOING, until=dt.date(2023, 12, 31)), "持续至12月31日"),
        (Deadline(DeadlineKind.ONGOING, until=JUNE), "已于6月20日期满"),
        (Deadline(DeadlineKind.ONGOING), "长期，没有截止日期"),
        (Deadline(DeadlineKind.AFTER, after=After("文件印发", 10, True)), "文件印发后10个工作日内，起算日期待定"),
        (Deadline(), "时限未写明"),
    ],
)
def test_what_comes_next(deadline: Deadline, coming: str) -> None:
    assert next_words(task_row(deadline=deadline), DAY) == coming


def test_the_next_report_comes_before_the_deadline() -> None:
    row = task_row(deadline=by(dt.date(2023, 12, 31)), report_dates=REPORTS)
    assert next_words(row, DAY) == "12月20日前报送进展\n12月31日到期（还有39天）"


def test_a_wording_that_was_not_understood_holds_as_it_stands() -> None:
    assert next_words(task_row(deadline_text="按省里统一部署"), DAY) == "以原文时限为准"
