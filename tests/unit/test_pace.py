"""序时进度: counts against the part of the period that has gone."""

from __future__ import annotations

import datetime as dt

import pytest

from govtui.model import Document, Indicator, Progress, Task
from govtui.timekeeping import Count
from govtui.timing.pace import Verdict, behind_by, is_counted, paces, plan_beginning

day = dt.date
NEW_YEAR, YEARS_END = day(2026, 1, 1), day(2026, 12, 31)
MIDYEAR = day(2026, 7, 2)
"""183 of 365 days have gone: 50.1 %."""


def indicator(value: float, unit: str = "次", op: str = ">=", period: str | None = "年") -> Indicator:
    return Indicator(f"不少于{value:g}{unit}", op, value, unit, period)


def task(wanted: Indicator, *counts: tuple[dt.date, float]) -> Task:
    progress = tuple(Progress(at, "已开展", counts=(Count(wanted.text, value),)) for at, value in counts)
    return Task(id="1-1", document="1", seq="1", requirement="开展培训", indicators=(wanted,), progress=progress)


@pytest.mark.parametrize(
    ("wanted", "counts", "words"),
    [
        (indicator(10), [(day(2026, 3, 1), 1), (day(2026, 5, 1), 2)], "3/10次，欠序时20个百分点"),
        (indicator(10), [(day(2026, 3, 1), 5)], "5/10次，达序时"),
        (indicator(10), [(day(2026, 3, 1), 8)], "8/10次，超序时30个百分点"),
        (indicator(10), [], "0/10次，欠序时50个百分点"),
        # Of two times a year the first is due by the middle of it, the second at its end.
        (indicator(2), [(day(2026, 3, 1), 1)], "1/2次，达序时"),
        (indicator(2), [], "0/2次，欠序时50个百分点"),
        (indicator(1), [], "0/1次，达序时"),
        (indicator(1), [(day(2026, 3, 1), 1)], "1/1次，超序时50个百分点"),
        # Of a share the newest entry holds.
        (indicator(50, "%"), [(day(2026, 3, 1), 20), (day(2026, 6, 1), 40)], "40%/50%，超序时30个百分点"),
        (indicator(50, "%"), [(day(2026, 3, 1), 40), (day(2026, 6, 1), 20)], "20%/50%，欠序时10个百分点"),
        # One month of three, one entry of the quarter before.
        (indicator(3, period="季度"), [(day(2026, 6, 30), 3)], "0/3次，达序时"),
        (indicator(3, period="月"), [(day(2026, 7, 1), 1)], "1/3次，达序时"),
        (indicator(5, op="<="), [(day(2026, 3, 1), 5)], "5/5次，达序时"),
        (indicator(5, op="<="), [(day(2026, 3, 1), 6)], "6/5次，超上限20个百分点"),
        (indicator(1_200_000, "元"), [(day(2026, 3, 1), 600_000.5)], "600000.5/1200000元，达序时"),
        (indicator(4, op="="), [(day(2026, 3, 1), 2)], "2/4次，达序时"),
    ],
)
def test_pace(wanted: Indicator, counts: list[tuple[dt.date, float]], words: str) -> None:
    (found,) = paces(task(wanted, *counts), MIDYEAR, NEW_YEAR, YEARS_END)
    assert found.words == words


def test_a_year_runs_from_the_plans_issue_to_the_deadline() -> None:
    late = task(indicator(4), (day(2026, 6, 1), 1))
    (found,) = paces(late, day(2026, 10, 16), day(2026, 10, 1), day(2026, 10, 30))
    assert (found.first, found.last, found.done) == (day(2026, 10, 1), day(2026, 10, 30), 1)
    assert found.verdict is Verdict.BEHIND
    assert round(found.points) == 25 - 53


def test_what_was_done_after_the_deadline_counts_too() -> None:
    late = task(indicator(2), (day(2026, 6, 1), 1), (day(2027, 1, 8), 1))
    (found,) = paces(late, day(2027, 1, 10), NEW_YEAR, YEARS_END)
    assert (found.done, found.verdict) == (2, Verdict.ON_TIME)


def test_each_year_of_lasting_work_begins_anew() -> None:
    lasting = task(indicator(2), (day(2026, 6, 1), 2))
    assert [pace.done for pace in paces(lasting, day(2026, 12, 31), NEW_YEAR, None)] == [2]
    assert [pace.done for pace in paces(lasting, day(2027, 12, 31), NEW_YEAR, None)] == [0]


@pytest.mark.parametrize("unit", ["个工作日", "工作日", "日", "天", "个月", "小时", "年"])
def test_durations_have_no_pace(unit: str) -> None:
    assert not is_counted(indicator(5, unit, "<="))
    assert paces(task(indicator(5, unit, "<=")), MIDYEAR, NEW_YEAR, YEARS_END) == []


def test_who_does_not_count_is_not_behind() -> None:
    assert behind_by(task(indicator(10)), MIDYEAR, NEW_YEAR, YEARS_END) is None
    behind = behind_by(task(indicator(10), (day(2026, 2, 1), 3)), MIDYEAR, NEW_YEAR, YEARS_END)
    assert behind
    assert round(behind) == 20
    assert behind_by(task(indicator(10), (day(2026, 2, 1), 6)), MIDYEAR, NEW_YEAR, YEARS_END) is None


@pytest.mark.parametrize(
    ("year", "issued_on", "beginning"),
    [
        (2026, day(2026, 3, 4), day(2026, 3, 4)),
        (2026, day(2025, 12, 20), NEW_YEAR),
        (2026, None, NEW_YEAR),
        (None, day(2026, 3, 4), day(2026, 3, 4)),
        (None, None, day(2024, 1, 1)),
    ],
)
def test_when_a_plan_began(year: int | None, issued_on: dt.date | None, beginning: dt.date) -> None:
    loaded = dt.datetime(2024, 5, 6, tzinfo=dt.UTC)
    document = Document(id="1", source="要点.txt", year=year, issued_on=issued_on, imported_at=loaded)
    assert plan_beginning(document) == beginning
