"""What happens to time, in the history: what from, what to, of which kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from govtui.ledger.ledger import Ledger
from govtui.model import Progress
from govtui.review.entries import Entry, Kind, passage_words
from govtui.review.history import entries_of
from govtui.review.history_query import kinds_named
from govtui.timekeeping import Count, Extension, HandIn, Pause
from tests.ledger_samples import CHINA, Clock, document_draft

MONDAY = dt.date(2023, 9, 4)
NEXT_MONDAY = dt.date(2023, 9, 11)
DUE, LATER = dt.date(2023, 11, 30), dt.date(2023, 12, 15)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger", operator="李青", now=Clock()) as ledger:
        ledger.add_documents([document_draft("1", "2")])
        yield ledger


def last(ledger: Ledger) -> Entry:
    return entries_of(ledger.history())[-1]


def told(ledger: Ledger) -> list[str]:
    return [passage_words(passage) for passage in last(ledger).passages]


def test_the_day_of_an_event(ledger: Ledger) -> None:
    ledger.time.set_event(["1-1", "1-2"], MONDAY)
    assert told(ledger) == ["起算日（新增）：2023-09-04"]
    assert last(ledger).kinds == (Kind.TIME,)
    assert last(ledger).passages[0].tasks == ("1-1", "1-2")
    ledger.time.set_event(["1-1"], NEXT_MONDAY)
    assert told(ledger) == ["起算日：2023-09-04 → 2023-09-11"]
    ledger.time.set_event(["1-1"], None)
    assert told(ledger) == ["起算日（删去）：2023-09-11"]


def test_a_pause_and_its_end(ledger: Ledger) -> None:
    ledger.time.pause("1-1", Pause(MONDAY, reason="补正", anew=True))
    assert told(ledger) == ["暂停（新增）：2023-09-04起，补正，恢复后重新起算"]
    ledger.time.resume("1-1", NEXT_MONDAY)
    assert told(ledger) == ["暂停：2023-09-04起，补正，恢复后重新起算 → 2023-09-04至2023-09-11，补正，恢复后重新起算"]
    assert last(ledger).kinds == (Kind.TIME,)


def test_an_extension_tells_the_date_before_it(ledger: Ledger) -> None:
    ledger.time.extend({"1-1": DUE, "1-2": None}, LATER, "场地未落实", approver="周慧", day=MONDAY)
    assert told(ledger) == [
        "延期（新增）：2023-11-30 → 2023-12-15，场地未落实，批准人周慧",
        "延期（新增）：延至2023-12-15，场地未落实，批准人周慧",
    ]
    ledger.undo()
    assert told(ledger)[-1] == "延期（删去）：2023-11-30 → 2023-12-15，场地未落实，批准人周慧"
    assert last(ledger).kinds == (Kind.TAKEN_BACK, Kind.TIME)


def test_a_tick(ledger: Ledger) -> None:
    ledger.time.check(["1-2"], MONDAY)
    assert told(ledger) == ["已核验（新增）：2023-09-04"]
    assert last(ledger).kinds == (Kind.TIME,)


def test_counts_stand_with_their_entry(ledger: Ledger) -> None:
    ledger.add_progress(["1-1"], Progress(MONDAY, "已核对。", counts=(Count("不少于2次", 1), Count("满意度90%", 2.5))))
    assert told(ledger) == ["进展（新增）：2023-09-04 已核对。（计数：不少于2次 +1，满意度90% +2.5）"]
    assert last(ledger).kinds == (Kind.PROGRESS, Kind.COUNT)
    ledger.add_progress(["1-1"], Progress(MONDAY, "未计数。"))
    assert last(ledger).kinds == (Kind.PROGRESS,)


def test_a_clock(ledger: Ledger) -> None:
    ledger.time.start_clock("request", "李某申请公开征地批文", MONDAY, task="1-1")
    assert told(ledger) == ["法定期限（新增）：李某申请公开征地批文，2023-09-04起算，任务 1-1"]
    assert last(ledger).kinds == (Kind.CLOCK,)
    (clock_id,) = ledger.time.clocks
    ledger.time.change_clock(clock_id, pauses=(Pause(NEXT_MONDAY, reason="征求第三方意见"),))
    assert told(ledger) == ["法定期限暂停（新增）：2023-09-11起，征求第三方意见"]
    ledger.time.change_clock(clock_id, extension=Extension(MONDAY, DUE, LATER, "材料多"))
    assert told(ledger) == ["法定期限延期（新增）：2023-11-30 → 2023-12-15，材料多"]
    ledger.time.change_clock(clock_id, answered=LATER)
    assert told(ledger) == ["法定期限办结日期（新增）：2023-12-15"]
    ledger.time.remove_clock(clock_id)
    assert told(ledger) == ["法定期限（删去）：李某申请公开征地批文，2023-09-04起算，任务 1-1"]


def test_a_round_and_what_was_handed_in(ledger: Ledger) -> None:
    ledger.time.open_round(MONDAY, "9月4日报送", MONDAY, ("1",))
    assert told(ledger) == ["报送批次（新增）：9月4日报送（2023-09-04），来文1"]
    (round_id,) = ledger.time.rounds
    at = dt.datetime(2023, 9, 4, 16, 20, tzinfo=CHINA)
    ledger.time.hand_in(round_id, HandIn(at, 3, "进展.xlsx", "a" * 64, 2))
    assert told(ledger) == ["报送批次报送（新增）：2023-09-04 16:20，2项任务，进展.xlsx"]
    assert last(ledger).kinds == (Kind.ROUND,)


def test_rounds_that_are_set(ledger: Ledger) -> None:
    ledger.time.add_schedule("每月25日前", "月报", MONDAY)
    assert told(ledger) == ["定期报送（新增）：月报（每月25日前），2023-09-04起"]
    assert last(ledger).kinds == (Kind.ROUND,)


def test_the_kinds_are_found_by_their_names() -> None:
    assert kinds_named("时限") == [Kind.TIME]
    assert kinds_named("期限") == [Kind.CLOCK]
    assert kinds_named("批次") == [Kind.ROUND]
