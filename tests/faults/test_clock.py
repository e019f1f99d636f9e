"""Clocks that jump: numbers order the changes, the time that a computer shows orders nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

from ledgers import STEPS, opened, plan, standing

from govtui.ledger.ledger import Ledger
from govtui.model import Status

CHINA = dt.timezone(dt.timedelta(hours=8))

JUMPS = (
    dt.datetime(2023, 11, 22, 9, 0, tzinfo=CHINA),
    dt.datetime(1980, 1, 1, 0, 0, tzinfo=CHINA),  # an empty battery
    dt.datetime(2038, 1, 19, 11, 14, 8, tzinfo=CHINA),
    dt.datetime(2023, 11, 22, 1, 0, tzinfo=dt.UTC),  # another time zone, the same moment as the first
    dt.datetime(1970, 1, 1, 0, 0, tzinfo=dt.timezone(dt.timedelta(hours=-11))),
    dt.datetime(2023, 11, 22, 8, 59, 59, 999999, tzinfo=CHINA),
    dt.datetime(9999, 12, 31, 23, 59, 59, tzinfo=CHINA),
    dt.datetime(1, 1, 2, 0, 0, tzinfo=CHINA),
)


def jumping() -> Callable[[], dt.datetime]:
    """Return a clock that shows one of `JUMPS` after the other, over and over."""

    def moments() -> Iterator[dt.datetime]:
        while True:
            yield from JUMPS

    return moments().__next__


def test_a_clock_that_jumps_within_a_sitting_changes_nothing(tmp_path: Path) -> None:
    with opened(tmp_path / "steady") as steady:
        for step in STEPS:
            step(steady)
        expected = [(task.id, task.status, task.note, task.progress) for task in steady.tasks.values()]
    with Ledger.open(tmp_path / "jumping", operator="李四", now=jumping()) as ledger:
        for step in STEPS:
            step(ledger)
        before = standing(ledger)
    with Ledger.open(tmp_path / "jumping", operator="李四", now=jumping()) as ledger:
        assert (ledger.read_only, ledger.notices) == ("", ())
        assert standing(ledger) == before
        assert [(task.id, task.status, task.note, task.progress) for task in ledger.tasks.values()] == expected
        history = ledger.history()
        assert [transaction.number for transaction in history] == list(range(1, len(STEPS) + 1))
        times = [transaction.time for transaction in history]
        assert times != sorted(times)


def test_a_clock_that_jumps_between_sittings_changes_nothing(tmp_path: Path) -> None:
    for round_number, moment in enumerate(JUMPS):
        with Ledger.open(tmp_path, operator="李四", now=lambda moment=moment: moment) as ledger:
            assert (ledger.read_only, ledger.notices) == ("", ())
            assert len(ledger.documents) == round_number
            ledger.add_documents([plan("1", "2", source=f"第{round_number}份.txt")], again=True)
            ledger.set_note([f"{round_number + 1}-1"], f"第{round_number}次")
    with opened(tmp_path) as ledger:
        assert list(ledger.documents) == [str(number) for number in range(1, len(JUMPS) + 1)]
        assert [document.imported_at for document in ledger.documents.values()] == list(JUMPS)
        assert [transaction.time for transaction in ledger.history()][::2] == list(JUMPS)


def test_the_newest_change_is_taken_back_whatever_the_clock_says(tmp_path: Path) -> None:
    moment = [JUMPS[2]]
    with Ledger.open(tmp_path, now=lambda: moment[0]) as ledger:
        ledger.add_documents([plan("1")])
        ledger.set_status(["1-1"], Status.DOING)
        moment[0] = JUMPS[1]
        ledger.set_status(["1-1"], Status.DONE)
    with Ledger.open(tmp_path, now=lambda: moment[0]) as ledger:
        assert ledger.undo().undoes == 3
        assert ledger.task("1-1").status is Status.DOING
        assert ledger.undo().undoes == 2
        assert ledger.task("1-1").status is Status.TODO


def test_a_reader_is_told_who_holds_it_by_any_clock(tmp_path: Path) -> None:
    for moment in JUMPS:
        with Ledger.open(tmp_path, operator="王五", now=lambda moment=moment: moment):
            reader = Ledger.open(tmp_path, operator="李四", now=lambda: JUMPS[1])
            assert "王五" in reader.read_only
            assert f"{moment.year}年{moment.month}月{moment.day}日" in reader.read_only
            reader.close()
