"""A disk that fails when something is to be made durable: nothing counts as saved that was not, and work goes on."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from ledgers import CHECKPOINT, JOURNAL, STEPS, Standing, contents, copy_as_on_disk, opened, standing

from govtui.errors import LedgerError
from govtui.ledger.ledger import Ledger

sync = os.fsync


class Disk:
    """Fails when it is asked to make something durable, from the n-th time on, so many times."""

    def __init__(self, first: int, times: int = 1, number: int = errno.EIO) -> None:
        self.asked = 0
        self._failing = range(first, first + times)
        self._number = number

    def sync(self, handle: int) -> None:
        self.asked += 1
        if self.asked in self._failing:
            raise OSError(self._number, os.strerror(self._number))
        sync(handle)


Use = Callable[[Disk], Disk]


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Use:
    def use_disk(disk: Disk) -> Disk:
        monkeypatch.setattr(os, "fsync", disk.sync)
        return disk

    return use_disk


def work(folder: Path) -> tuple[list[Standing], int]:
    """Do all steps, each again until it is saved. Returns what stood there after each, and how often it was refused."""
    states, refused = [], 0
    with opened(folder) as ledger:
        for step in (*STEPS, Ledger.checkpoint):
            before, journal = standing(ledger), contents(folder)[JOURNAL]
            while error := refusal(step, ledger):
                assert "磁盘读写出错" in error.message
                assert "没有存入" in error.message or "没有丢失" in error.message
                assert error.hint
                assert (standing(ledger), contents(folder)[JOURNAL]) == (before, journal)
                refused += 1
                assert refused < 3, "it does not go on when the disk is well again"
            states.append(standing(ledger))
    return states, refused


def refusal(step: Callable[[Ledger], object], ledger: Ledger) -> LedgerError | None:
    try:
        step(ledger)
    except LedgerError as error:
        return error
    return None


def test_whenever_it_fails_it_is_said_and_work_goes_on(tmp_path: Path, use: Use) -> None:
    sound = use(Disk(0, 0))
    expected, _ = work(tmp_path / "sound")
    assert sound.asked > 2 * len(STEPS) - 3, "not every step is made durable"
    refusals = 0
    for first in range(1, sound.asked + 1):
        for times in (1, 2):  # the second failure meets what takes the first one back
            folder = tmp_path / f"{first} {times}"
            use(Disk(first, times))
            states, refused = work(folder)
            use(Disk(0, 0))
            assert [len(state.tasks) for state in states] == [len(state.tasks) for state in expected]
            with opened(folder) as ledger:
                assert (ledger.read_only, ledger.notices) == ("", ())
                assert standing(ledger) == states[-1]
                assert len(ledger.history()) == len(STEPS)
            refusals += bool(refused)
    assert refusals >= 2 * len(STEPS)


def test_what_was_not_saved_is_not_there_after_a_crash(tmp_path: Path, use: Use) -> None:
    with opened(tmp_path / "ledger") as ledger:
        STEPS[0](ledger)
        before = standing(ledger)
        use(Disk(1))
        with pytest.raises(LedgerError):
            STEPS[1](ledger)
        use(Disk(0, 0))
        copy_as_on_disk(tmp_path / "ledger", tmp_path / "crashed")
    with opened(tmp_path / "crashed") as ledger:
        assert (ledger.read_only, ledger.notices) == ("", ())
        assert standing(ledger) == before


def test_a_disk_that_stays_broken_saves_nothing_and_says_so_each_time(tmp_path: Path, use: Use) -> None:
    with opened(tmp_path / "ledger") as ledger:
        STEPS[0](ledger)
        before = standing(ledger)
        use(Disk(1, 1_000_000))
        for step in STEPS[1:3]:
            with pytest.raises(LedgerError, match="磁盘读写出错"):
                step(ledger)
            assert standing(ledger) == before
    use(Disk(0, 0))
    with opened(tmp_path / "ledger") as ledger:
        assert (ledger.read_only, standing(ledger)) == ("", before)


def test_where_not_even_the_line_can_be_taken_back_it_says_what_to_do(
    tmp_path: Path, use: Use, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line may or may not reach the disk, so nothing may be written behind it before that is looked at."""
    truncate = _failing_truncation(monkeypatch)
    with opened(tmp_path / "ledger") as ledger:
        STEPS[0](ledger)
        before = standing(ledger)
        use(Disk(1))
        truncate.append(errno.EIO)
        with pytest.raises(LedgerError, match="磁盘读写出错"):
            STEPS[1](ledger)
        truncate.clear()
        journal = contents(tmp_path / "ledger")[JOURNAL]
        with pytest.raises(LedgerError, match="重新打开台账"):
            STEPS[1](ledger)
        assert standing(ledger) == before
        assert contents(tmp_path / "ledger")[JOURNAL] == journal
    with opened(tmp_path / "ledger") as ledger:
        assert ledger.read_only == ""
        assert len(ledger.history()) == 2
        STEPS[2](ledger)
    with opened(tmp_path / "ledger") as ledger:
        assert (ledger.read_only, ledger.notices, len(ledger.history())) == ("", (), 3)


def _failing_truncation(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Make the cutting of the journal fail as long as the list holds an error's number."""
    from govtui.ledger import journal

    failing: list[int] = []

    class BrokenFile(journal.FileIO):
        def truncate(self, size: int | None = None) -> int:
            if failing:
                raise OSError(failing[0], os.strerror(failing[0]))
            return super().truncate(size)

    monkeypatch.setattr(journal, "FileIO", BrokenFile)
    return failing


def test_a_checkpoint_that_fails_leaves_the_old_one(tmp_path: Path, use: Use) -> None:
    folder = tmp_path / "ledger"
    with opened(folder) as ledger:
        STEPS[0](ledger)
        ledger.checkpoint()
        old = contents(folder)[CHECKPOINT]
        STEPS[1](ledger)
        use(Disk(1))
        with pytest.raises(LedgerError, match="没有丢失"):
            ledger.checkpoint()
        assert contents(folder)[CHECKPOINT] == old
        assert f"{CHECKPOINT}.tmp" not in contents(folder)
        ledger.checkpoint()
        assert contents(folder)[CHECKPOINT] != old
