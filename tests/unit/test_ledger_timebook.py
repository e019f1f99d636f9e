"""What a clerk does about time: saved, refused, taken back and found again like everything else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from ledger_samples import CHINA, Clock, document_draft

from govtui.errors import ReadOnlyError, RequestError
from govtui.ledger.ledger import Ledger
from govtui.ledger.mending.check import check
from govtui.ledger.taking_back import DependentError
from govtui.timekeeping import Extension, HandIn, Pause


def day(month: int, number: int) -> dt.date:
    return dt.date(2023, month, number)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "台账"


@pytest.fixture
def ledger(folder: Path) -> Iterator[Ledger]:
    with Ledger.open(folder, operator="张三", now=Clock()) as ledger:
        ledger.add_documents([document_draft("1", "2", "3")])
        yield ledger


def test_event(ledger: Ledger) -> None:
    saved = ledger.time.set_event(["1-1", "1-2"], day(11, 1))
    assert saved is not None
    assert saved.reason == "起算日定为2023-11-01：1-1、1-2"
    assert ledger.time.set_event(["1-1"], day(11, 1)) is None
    ledger.time.set_event(["1-1"], None)
    assert (ledger.task("1-1").event_on, ledger.task("1-2").event_on) == (None, day(11, 1))


def test_pause_and_resume(ledger: Ledger) -> None:
    ledger.time.pause("1-1", Pause(day(11, 6), reason=" 补正 ", anew=True))
    with pytest.raises(RequestError, match="没有暂停"):
        ledger.time.pause("1-1", Pause(day(11, 8)))
    with pytest.raises(RequestError, match="没有恢复计时"):
        ledger.time.resume("1-1", day(11, 3))
    ledger.time.resume("1-1", day(11, 9))
    assert ledger.task("1-1").pauses == (Pause(day(11, 6), day(11, 9), "补正", True),)
    with pytest.raises(RequestError, match="没有在暂停"):
        ledger.time.resume("1-1", day(11, 10))
    ledger.undo()
    ledger.time.resume("1-1", day(11, 8))


def test_extension_keeps_the_old_date(ledger: Ledger) -> None:
    befores = {"1-1": day(11, 30), "1-2": None}
    ledger.time.extend(befores, day(12, 15), "场地未交付", approver="分管副县长", day=day(11, 28))
    ledger.time.extend({"1-1": day(12, 15)}, day(12, 31), "仍未交付", day=day(12, 14))
    assert [(each.before, each.until) for each in ledger.task("1-1").extensions] == [
        (day(11, 30), day(12, 15)),
        (day(12, 15), day(12, 31)),
    ]
    assert ledger.task("1-2").extensions == (Extension(day(11, 28), None, day(12, 15), "场地未交付", "分管副县长"),)
    with pytest.raises(RequestError, match="没有延期") as caught:
        ledger.time.extend({"1-1": day(12, 31)}, day(12, 31), "再延", day=day(12, 20))
    assert "不比它晚" in caught.value.message
    with pytest.raises(RequestError, match="没有延期"):
        ledger.time.extend({"1-1": day(12, 31)}, dt.date(2024, 1, 5), " ", day=day(12, 20))
    with pytest.raises(DependentError):
        ledger.undo(2)


def test_tick(ledger: Ledger) -> None:
    ledger.time.check(["1-3"], day(11, 20))
    assert ledger.task("1-3").checked_on == day(11, 20)
    ledger.time.check(["1-3"], None)
    assert ledger.task("1-3").checked_on is None


def test_clock(folder: Path, ledger: Ledger) -> None:
    started = ledger.time.start_clock("application", "李某申请公开征地批文", day(11, 1), task="1-2")
    (clock,) = ledger.time.clocks.values()
    assert (clock.id, clock.task, clock.started) == (str(started.number), "1-2", day(11, 1))
    ledger.time.change_clock(clock.id, pauses=(Pause(day(11, 6), reason="第三方"),))
    ledger.time.change_clock(clock.id, answered=day(11, 20))
    assert ledger.time.change_clock(clock.id, answered=day(11, 20)) is None
    ledger.undo()
    assert ledger.time.clocks[clock.id].answered is None
    ledger.close()
    (folder / "ledger.json").unlink()
    with Ledger.open(folder) as again:
        assert again.time.clocks[clock.id].pauses == (Pause(day(11, 6), reason="第三方"),)
        again.time.remove_clock(clock.id)
        assert not again.time.clocks
        again.undo()
        assert list(again.time.clocks) == [clock.id]
    assert check(folder).sound


def test_rounds(folder: Path, ledger: Ledger) -> None:
    ledger.time.open_round(day(12, 5), "12月5日报送", day(11, 25), ["1"])
    (opened,) = ledger.time.rounds.values()
    with pytest.raises(RequestError, match="没有打开批次"):
        ledger.time.open_round(day(12, 5), "又一次", day(11, 26), ["1"])
    at = dt.datetime(2023, 12, 4, 16, 0, tzinfo=CHINA)
    ledger.time.hand_in(opened.id, HandIn(at, 2, "2023-12-05.xlsx", "a" * 64, 3))
    with pytest.raises(RequestError, match="已经报送"):
        ledger.time.hand_in(opened.id, HandIn(at, 3))
    ledger.time.add_schedule("每月25日前", "", day(11, 1))
    (schedule,) = ledger.time.schedules.values()
    assert schedule.title == "每月25日前"
    ledger.time.remove_schedule(schedule.id)
    with Ledger.open(folder, reading=True) as reader:
        assert reader.time.rounds[opened.id].handed_in == HandIn(at, 2, "2023-12-05.xlsx", "a" * 64, 3)
        assert not reader.time.schedules


@pytest.mark.parametrize(
    "wrong",
    [
        lambda time: time.start_clock("application", " ", day(11, 1)),
        lambda time: time.start_clock("application", "李某", day(11, 1), task="1-9"),
        lambda time: time.change_clock("9", note="无"),
        lambda time: time.remove_clock("9"),
        lambda time: time.open_round(day(12, 5), "", day(11, 1)),
        lambda time: time.hand_in("9", HandIn(dt.datetime(2023, 12, 4, tzinfo=CHINA), 1)),
        lambda time: time.add_schedule("", "月报", day(11, 1)),
        lambda time: time.set_event(["1-9"], day(11, 1)),
    ],
)
def test_what_makes_no_sense_changes_nothing(ledger: Ledger, wrong: Callable[[object], object]) -> None:
    before = len(ledger.history())
    with pytest.raises(RequestError) as caught:
        wrong(ledger.time)
    assert caught.value.hint
    assert len(ledger.history()) == before


def test_an_onlooker_changes_nothing_but_sees_it(folder: Path, ledger: Ledger) -> None:
    with Ledger.open(folder) as onlooker:
        with pytest.raises(ReadOnlyError):
            onlooker.time.set_event(["1-1"], day(11, 1))
        with pytest.raises(ReadOnlyError):
            onlooker.time.start_clock("application", "李某", day(11, 1))
        ledger.time.start_clock("application", "李某", day(11, 1))
        onlooker.follow()
        assert len(onlooker.time.clocks) == 1
