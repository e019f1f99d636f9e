"""The trend: how the ledger stood at the end of each month, whatever was done since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger_samples import CHINA, document_draft, task_draft

from govtui.errors import LedgerError
from govtui.ledger.ledger import Ledger
from govtui.ledger.recovery import JOURNAL_NAME
from govtui.model import Deadline, DeadlineKind, Status
from govtui.review.statistics import Point
from govtui.review.trend import MONTHS, month_ends, trend_of

TODAY = dt.date(2024, 2, 10)
DECEMBER = Deadline(DeadlineKind.BY, dt.date(2023, 12, 15))


class SetClock:
    """A clock that shows the day that it was set to."""

    day = dt.date(2023, 10, 5)

    def __call__(self) -> dt.datetime:
        return dt.datetime.combine(self.day, dt.time(10), CHINA)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Four tasks, loaded in October, settled from November on; one was settled and taken up again."""
    clock = SetClock()
    with Ledger.open(tmp_path / "台账", now=clock) as ledger:
        drafts = tuple(task_draft(seq, deadline=DECEMBER, report_dates=(), indicators=()) for seq in "1234")
        ledger.add_documents([document_draft(fingerprint="a" * 64, tasks=drafts)])
        clock.day = dt.date(2023, 11, 30)
        ledger.set_status(["1-1", "1-2"], Status.DONE)
        clock.day = dt.date(2023, 12, 31)
        ledger.set_status(["1-2"], Status.DOING)
        clock.day = dt.date(2024, 2, 1)
        ledger.set_status(["1-2", "1-3"], Status.CLOSED)
        yield ledger


def test_each_month_is_told_as_it_stood_at_its_end(ledger: Ledger) -> None:
    assert trend_of(ledger.present(), TODAY) == (
        Point(dt.date(2023, 10, 31), tasks=4, settled=0, red=0),
        Point(dt.date(2023, 11, 30), tasks=4, settled=2, red=0),  # what was done on the last day counts
        Point(dt.date(2023, 12, 31), tasks=4, settled=1, red=3),
        Point(dt.date(2024, 1, 31), tasks=4, settled=1, red=3),
        Point(TODAY, tasks=4, settled=3, red=1),
    )


def test_what_is_done_meanwhile_does_not_count(ledger: Ledger) -> None:
    present = ledger.present()
    ledger.set_status(["1-4"], Status.DONE)
    points = trend_of(present, TODAY)
    assert points is not None
    assert points[-1].settled == 3


def test_only_some_tasks(ledger: Ledger) -> None:
    points = trend_of(ledger.present(), TODAY, only={"1-2"})
    assert points is not None
    assert [(point.tasks, point.settled, point.red) for point in points] == [
        (1, 0, 0),
        (1, 1, 0),
        (1, 0, 1),
        (1, 0, 1),
        (1, 1, 0),
    ]
    assert [point.rate for point in points] == [0, 1, 0, 0, 1]


def test_at_most_twelve_months_are_told(ledger: Ledger) -> None:
    points = trend_of(ledger.present(), dt.date(2026, 7, 20))
    assert points is not None
    assert len(points) == MONTHS
    assert points[0].day == dt.date(2025, 8, 31)
    assert {(point.tasks, point.settled) for point in points} == {(4, 3)}


def test_the_ends_of_months() -> None:
    ends = month_ends(dt.date(2024, 3, 31))
    assert ends[:3] == [dt.date(2024, 2, 29), dt.date(2024, 1, 31), dt.date(2023, 12, 31)]
    assert ends[-1] == dt.date(2023, 4, 30)


def test_a_ledger_without_tasks_has_one_point(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "空") as ledger:
        assert trend_of(ledger.present(), TODAY) == (Point(TODAY, 0, 0, 0),)


def test_it_can_be_stopped(ledger: Ledger) -> None:
    asked: list[None] = []
    assert trend_of(ledger.present(), TODAY, goes_on=lambda: asked.append(None) or len(asked) < 3) is None
    assert len(asked) == 3


def test_a_damaged_journal_is_told(ledger: Ledger) -> None:
    journal = ledger.folder / JOURNAL_NAME
    present = ledger.present()
    lines = journal.read_bytes().splitlines(keepends=True)
    lines[2] = lines[2][:40] + b"x" + lines[2][41:]
    journal.write_bytes(b"".join(lines))
    with pytest.raises(LedgerError) as raised:
        trend_of(present, TODAY)
    assert raised.value.hint == "请运行 govtui check 检查台账"
