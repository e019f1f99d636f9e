"""The history as the clerk reads it: what from, what to, what still stands, how it is filtered and looked through."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from govtui.errors import LedgerError
from govtui.ledger import past
from govtui.ledger.ledger import Ledger
from govtui.ledger.recovery import JOURNAL_NAME
from govtui.model import Deadline, DeadlineKind, Evidence, EvidenceKind, Progress, Status
from govtui.review.entries import Entry, Kind, Passage, kind_words, passage_words, task_words
from govtui.review.history import entries_of
from govtui.review.history_query import HistoryQuery, history_query, of_task, parse_history_query
from govtui.review.looking_back import LookingBack
from tests.ledger_samples import CHINA, Clock, document_draft, task_draft

TODAY = dt.date(2023, 11, 22)
PHOTO = Evidence(EvidenceKind.FILE, "窗口照片.jpg", "a" * 64, 345_678)
PAPER = Evidence(EvidenceKind.NUMBER, "青政办发〔2023〕15号")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ledger(tmp_path: Path, clock: Clock) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger", operator="李青", now=clock) as ledger:
        ledger.add_documents([document_draft("1", "2", "3")])
        yield ledger


def last(ledger: Ledger) -> Entry:
    return entries_of(ledger.history())[-1]


def told(entry: Entry) -> list[str]:
    return [passage_words(passage) for passage in entry.passages]


# What from, what to


def test_an_import_is_summed_up(ledger: Ledger) -> None:
    entry = last(ledger)
    assert entry.passages == (Passage("来文1", "", "《青禾县便民服务任务分解表》共3项任务"),)
    assert entry.kinds == (Kind.IMPORTED,)
    assert entry.tasks == ("1-1", "1-2", "1-3")
    assert told(entry) == ["来文1（新增）：《青禾县便民服务任务分解表》共3项任务"]


def test_an_entry_of_progress_is_told_with_its_problem_and_the_next_step(ledger: Ledger) -> None:
    ledger.add_progress(["1-1"], Progress(TODAY, "已核对", problem="人手\n不足", next_step=" 12月补齐 "))
    assert ledger.task("1-1").progress[0] == Progress(TODAY, "已核对", problem="人手\n不足", next_step="12月补齐")
    assert last(ledger).kinds == (Kind.PROGRESS,)
    assert told(last(ledger)) == ["进展（新增）：2023-11-22 已核对（存在问题：人手\n不足）（下一步措施：12月补齐）"]
    assert last(ledger).reason == "登记进展“已核对”，存在问题“人手 不足”，下一步措施“12月补齐”：1-1"
    ledger.attach("1-1", [PAPER], 0)
    assert told(last(ledger)) == ["佐证材料（2023-11-22进展）（新增）：青政办发〔2023〕15号"]


def test_each_of_several_documents_has_its_tasks_counted(ledger: Ledger) -> None:
    ledger.add_documents([document_draft("1", "2", title=None), document_draft("7")])
    assert told(last(ledger)) == [
        "来文2（新增）：“便民服务.txt”共2项任务",
        "来文3（新增）：《青禾县便民服务任务分解表》共1项任务",
    ]


def test_a_status_is_told_by_its_label_and_once_for_several_tasks(ledger: Ledger) -> None:
    ledger.set_status(["1-3"], Status.DOING)
    ledger.set_status(["1-1", "1-2", "1-3"], Status.DONE)
    entry = last(ledger)
    assert entry.passages == (
        Passage("办理状态", "未启动", "已完成", ("1-1", "1-2")),
        Passage("办理状态", "推进中", "已完成", ("1-3",)),
    )
    assert entry.kinds == (Kind.STATUS,)
    assert entry.of_task("1-3") == entry.passages[1:]
    assert task_words(entry.tasks) == "1-1、1-2、1-3"
    assert task_words(entry.tasks, most=2) == "1-1、1-2等3项"


def test_of_progress_only_what_came_is_told(ledger: Ledger) -> None:
    ledger.add_progress(["1-1"], Progress(dt.date(2023, 9, 1), "已核对2次。", "县行政审批服务局"))
    ledger.add_progress(["1-1"], Progress(dt.date(2023, 10, 8), "已更正。"))
    assert told(last(ledger)) == ["进展（新增）：2023-10-08 已更正。"]
    ledger.undo()
    entry = last(ledger)
    assert told(entry) == ["进展（删去）：2023-10-08 已更正。"]
    assert kind_words(entry) == "撤销、进展"


def test_a_note_that_comes_changes_and_goes(ledger: Ledger) -> None:
    for note in ("待核实", "已核实", ""):
        ledger.set_note(["1-1"], note)
    lines = [line for entry in entries_of(ledger.history())[1:] for line in told(entry)]
    assert lines == ["备注（新增）：待核实", "备注：待核实 → 已核实", "备注（删去）：已核实"]
    assert last(ledger).kinds == (Kind.NOTE,)


def test_evidence_is_told_by_its_name(ledger: Ledger) -> None:
    ledger.attach("1-1", [PHOTO, PAPER])
    entry = last(ledger)
    assert told(entry) == ["佐证材料（新增）：窗口照片.jpg（338 KB）", "佐证材料（新增）：青政办发〔2023〕15号"]
    assert entry.kinds == (Kind.EVIDENCE,)


def test_evidence_of_a_progress_entry_is_no_other_progress(ledger: Ledger) -> None:
    ledger.add_progress(["1-1"], Progress(dt.date(2023, 10, 8), "已更正。"))
    ledger.attach("1-1", [PAPER], 0)
    entry = last(ledger)
    assert told(entry) == ["佐证材料（2023-10-08进展）（新增）：青政办发〔2023〕15号"]
    assert entry.kinds == (Kind.EVIDENCE,)


def test_a_progress_entry_that_brings_evidence_names_it(ledger: Ledger) -> None:
    ledger.add_progress(["1-1"], Progress(dt.date(2023, 10, 8), "已更正。", evidence=(PAPER,)))
    entry = last(ledger)
    assert told(entry) == ["进展（新增）：2023-10-08 已更正。（佐证：青政办发〔2023〕15号）"]
    assert entry.kinds == (Kind.PROGRESS, Kind.EVIDENCE)


def test_several_fields_of_one_change(ledger: Ledger) -> None:
    ledger.change(["1-1"], status=Status.DOING, note="已布置", progress=Progress(dt.date(2023, 9, 4), "已布置。"))
    entry = last(ledger)
    assert told(entry) == ["办理状态：未启动 → 推进中", "备注（新增）：已布置", "进展（新增）：2023-09-04 已布置。"]
    assert entry.kinds == (Kind.STATUS, Kind.PROGRESS, Kind.NOTE)


def test_a_newer_version_tells_what_it_changes_in_each_task(ledger: Ledger) -> None:
    changed = task_draft(
        "1",
        deadline_text="2023年12月底",
        deadline=Deadline(DeadlineKind.BY, dt.date(2023, 12, 31)),
        extra=(("责任人", "周慧"),),
    )
    newer = document_draft(
        tasks=(changed, task_draft("2"), task_draft("4", requirement="编制便民事项清单。")), fingerprint="b" * 64
    )
    ledger.renew("1", newer)
    entry = last(ledger)
    assert entry.kinds == (Kind.RENEWED,)
    assert told(entry)[:2] == [
        "完成时限：2023年11月底（2023-11-30前） → 2023年12月底（2023-12-31前）",
        "责任人（新增）：周慧",
    ]
    assert "任务（新增）：编制便民事项清单。" in told(entry)
    assert Passage("任务", task_draft("3").requirement, "", ("1-3",)) in entry.passages


def test_the_ledgers_name(ledger: Ledger) -> None:
    ledger.rename("便民服务台账")
    assert told(last(ledger)) == ["台账名称（新增）：便民服务台账"]
    assert last(ledger).kinds == (Kind.RENAMED,)


# What still stands


def test_what_was_taken_back_is_marked_by_what_and_stands_again_after_a_redo(ledger: Ledger) -> None:
    ledger.set_status(["1-1"], Status.DOING)
    ledger.undo()
    changed, undone = entries_of(ledger.history())[1:]
    assert (changed.mark, changed.fate) == ("已撤销", "已由第3号撤销")
    assert (undone.mark, undone.undoes, undone.kinds[0]) == ("", 2, Kind.TAKEN_BACK)

    ledger.redo()
    changed, undone, redone = entries_of(ledger.history())[1:]
    assert changed.mark == ""
    assert (undone.mark, undone.fate) == ("已恢复", "已由第4号恢复")
    assert (redone.redoes, redone.kinds[0]) == (2, Kind.RESTORED)

    ledger.undo()
    changed = entries_of(ledger.history())[1]
    assert changed.fate == "已由第5号撤销"


# Looking back


def looked_through(ledger: Ledger, text: str = "", query: HistoryQuery | None = None) -> list[int]:
    looking = LookingBack(ledger.past(), query or parse_history_query(text, TODAY))
    looking.read_all()
    return [looking.head(place).number for place in range(looking.count)]


@pytest.fixture
def worked(ledger: Ledger, clock: Clock) -> Ledger:
    """A ledger with changes of every kind by two persons on several days, numbered from 1."""
    ledger.set_status(["1-1"], Status.DOING)  # 2
    ledger.add_progress(["1-2"], Progress(dt.date(2023, 9, 4), "已公布3次，核对ABC窗口。"))  # 3
    clock.time = dt.datetime(2023, 9, 10, 8, 0, tzinfo=CHINA)  # it jumped back
    ledger.set_operator("周慧")
    ledger.set_note(["1-3"], "已核实")  # 4
    ledger.rename("便民台账")  # 5
    ledger.attach("1-1", [PAPER])  # 6
    ledger.undo(2)  # 7
    return ledger


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("", [7, 6, 5, 4, 3, 2, 1]),
        ("任务:1-1", [7, 6, 2, 1]),
        ("编号:2", [3, 1]),
        ("任务:1-2、1-3", [4, 3, 1]),
        ("任务:9", []),
        ("操作人:李", [3, 2, 1]),
        ("-操作人:李", [7, 6, 5, 4]),
        ("日期:2023-09", [7, 6, 5, 4]),
        ("日期:11.1-11.30", [3, 2, 1]),
        ("自:2023-10-01", [3, 2, 1]),
        ("至:9月", [7, 6, 5, 4]),
        ("类别:进展", [3]),
        ("类别:办理状态", [7, 2]),
        ("类别:撤销", [7]),
        ("类别:佐证,改名", [6, 5]),
        ("类别：备", [4]),  # still being typed
        ("已公布3次 abc", [3]),
        ("推进中 类别:撤销", [7]),  # stands only in what from, what to
        ("第3号", [3]),
        ("-任务:1-1 -导入", [5, 4, 3]),
        ("操作人:", [7, 6, 5, 4, 3, 2, 1]),  # still being typed
    ],
)
def test_the_language_of_the_filter(worked: Ledger, text: str, numbers: list[int]) -> None:
    assert looked_through(worked, text) == numbers


@pytest.mark.parametrize("text", ["日期:abc", "自:昨夜", "类别:胡说"])
def test_what_is_not_understood_keeps_nothing_out_and_is_said(worked: Ledger, text: str) -> None:
    assert parse_history_query(text, TODAY).unclear == (text,)
    assert len(looked_through(worked, text)) == 7


def test_a_fixed_task_and_a_typed_filter_together(worked: Ledger) -> None:
    fixed = history_query([of_task("1-1")])
    assert looked_through(worked, query=fixed) == [7, 6, 2, 1]
    assert looked_through(worked, query=fixed.also(parse_history_query("操作人:周慧", TODAY))) == [7, 6]


def test_a_long_history_is_read_in_portions_and_told_alike(worked: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of any size, smaller than a line or cutting one, give the same."""
    whole = LookingBack(worked.past())
    whole.read_all()
    expected = [whole.entry(place) for place in range(whole.count)]
    assert [entry.number for entry in whole.oldest_first()] == list(range(1, 8))
    for size in (1, 100, 700, 5000):
        monkeypatch.setattr(past, "BLOCK", size)
        looking = LookingBack(worked.past())
        portions = 0
        while not looking.finished:
            looking.read_on()
            portions += 1
        assert [looking.entry(place) for place in range(looking.count)] == expected
        assert portions > 1
        assert looking.reached == expected[-1].time


def test_the_place_of_a_number(worked: Ledger) -> None:
    looking = LookingBack(worked.past(), parse_history_query("任务:1-1", TODAY))
    assert looking.place_of(6) == -1
    looking.read_all()
    assert [looking.place_of(number) for number in (8, 7, 6, 4, 1)] == [0, 0, 1, 2, 3]


def test_what_is_added_later_is_not_part_of_a_past(worked: Ledger) -> None:
    before = worked.past()
    worked.set_status(["1-2"], Status.DONE)
    looking = LookingBack(before)
    looking.read_all()
    assert (looking.count, before.count) == (7, 7)


def test_an_empty_ledger_has_no_past(tmp_path: Path) -> None:
    with Ledger.open(tmp_path, operator="李青") as ledger:
        looking = LookingBack(ledger.past())
        assert looking.finished
        looking.read_all()
        assert looking.count == 0


def test_a_journal_that_was_replaced_meanwhile_is_refused(worked: Ledger) -> None:
    looking = LookingBack(worked.past())
    looking.read_all()
    file = worked.folder / JOURNAL_NAME
    file.write_bytes(b"x" * file.stat().st_size)
    with pytest.raises(LedgerError, match="读不出来"):
        looking.entry(0)
    with pytest.raises(LedgerError, match="读不出来"):
        LookingBack(worked.past()).read_on()
    file.unlink()
    with pytest.raises(LedgerError, match="读不出来"):
        looking.entry(0)
