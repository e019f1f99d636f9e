"""A newer version of a document: what it is taken for, what it changes, and that no work of the clerk's is lost."""

from __future__ import annotations

import datetime as dt
import tempfile
import time
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_samples import Clock

from govtui.errors import ReadOnlyError, RequestError
from govtui.ledger.ledger import AlreadyLoadedError, Ledger
from govtui.ledger.likeness import Wording, match, wording_key
from govtui.ledger.renewal import NOT_LISTED, FieldChange, compare, likely_predecessor
from govtui.model import Document, DocumentDraft, Evidence, EvidenceKind, Progress, Status, Task, TaskDraft
from govtui.timekeeping import Extension, Pause

ROADS = "修补县乡道路坑槽，增设警示标志不少于30处。"
BRIDGES = "加宽危窄桥梁12座，桥头设置限载标牌。"
BUSES = "公交线路延伸到60个行政村，老年人免费乘车。"
WATER = "改造农村水厂三座，出厂水水质按季度公布。"
SCHOOLS = "中小学门前划设斑马线，早晚各安排两名协管员。"


def task(seq: str, requirement: str, **fields: Any) -> TaskDraft:
    wording = {"themes": ("一、出行",), "units_text": "县交通局", "deadline_text": "2026年6月底"}
    return TaskDraft(seq=seq, requirement=requirement, **(wording | fields))


def plan(*tasks: TaskDraft, **fields: Any) -> DocumentDraft:
    said = {"source": "分解表.docx", "title": "青禾县2026年民生实事任务分解表", "year": 2026, "fingerprint": "a" * 64}
    return DocumentDraft(tasks=tasks, **(said | fields))


OLD = plan(task("1", ROADS), task("2", BRIDGES), task("3", BUSES), task("4", WATER))
NEW = plan(
    task("1", SCHOOLS),
    task("2", ROADS, deadline_text="2026年9月底"),
    task("3", WATER.replace("三座", "五座"), units_text="县水利局"),
    task("4", BUSES),
    source="分解表（修订）.docx",
    title="青禾县2026年民生实事任务分解表（修订稿）",
    fingerprint="b" * 64,
)


@pytest.fixture
def ledger(tmp_path: Path) -> Any:
    with Ledger.open(tmp_path / "台账", operator="王敏", now=Clock()) as ledger:
        ledger.add_documents([OLD])
        ledger.add_documents([plan(task("1", "清理河道水面垃圾。"), title="青禾县河道管护清单", fingerprint="c" * 64)])
        yield ledger


def everything(ledger: Ledger) -> tuple[list[tuple[str, Document]], list[tuple[str, Task]]]:
    return list(ledger.documents.items()), list(ledger.tasks.items())


def test_what_a_newer_version_changes_is_told_by_field(ledger: Ledger) -> None:
    renewal = compare(ledger.documents["1"], ledger.tasks, NEW)
    assert [draft.requirement for draft in renewal.added] == [SCHOOLS]
    assert [dropped.id for dropped in renewal.dropped] == ["1-2"]
    roads, water = renewal.changed
    assert roads.task is ledger.tasks["1-1"]
    assert roads.changes == (
        FieldChange("序号", "1", "2"),
        FieldChange("完成时限", "2026年6月底", "2026年9月底"),
    )
    assert [change.name for change in water.changes] == ["序号", "具体要求", "责任单位"]
    assert [match.task.id for match in renewal.renumbered if match.task] == ["1-3"]
    assert len(renewal.kept) == 3


def test_the_clerk_s_work_stays_with_the_tasks_that_stayed(ledger: Ledger) -> None:
    ledger.change(
        ["1-1", "1-4"], status=Status.DOING, note="已核实", progress=Progress(dt.date(2026, 3, 2), "已开工。")
    )
    transaction = ledger.renew("1", NEW)
    assert (
        transaction.reason
        == "更新《青禾县2026年民生实事任务分解表（修订稿）》：新增1项、改动2项、取消1项，1项只改了序号"
    )
    assert [(task.id, task.seq, task.requirement[:4]) for task in ledger.tasks.values()] == [
        ("1-1-2", "1", SCHOOLS[:4]),
        ("1-1", "2", ROADS[:4]),
        ("1-4", "3", WATER[:4]),
        ("1-3", "4", BUSES[:4]),
        ("2-1", "1", "清理河道"),
    ]
    water = ledger.tasks["1-4"]
    assert (water.status, water.note, len(water.progress)) == (Status.DOING, "已核实", 1)
    assert (water.requirement, water.units_text) == (WATER.replace("三座", "五座"), "县水利局")
    assert ledger.tasks["1-1"].deadline_text == "2026年9月底"
    document = ledger.documents["1"]
    assert (document.source, document.fingerprint, document.title) == (NEW.source, NEW.fingerprint, NEW.title)
    assert len(ledger.history()) == 4


def test_evidence_and_what_happened_to_time_stay_too(ledger: Ledger) -> None:
    day, later = dt.date(2026, 3, 2), dt.date(2026, 12, 1)
    paper = Evidence(EvidenceKind.NUMBER, "青政办发〔2026〕5号")
    ledger.attach("1-4", [paper])
    ledger.time.set_event(["1-4", "1-2"], day)
    ledger.time.pause("1-4", Pause(day))
    ledger.time.extend({"1-4": None}, later, "材料多", day=day)
    ledger.time.check(["1-4"], day)
    ledger.renew("1", NEW)
    water = ledger.tasks["1-4"]
    assert water.requirement == WATER.replace("三座", "五座")
    assert (water.evidence, water.event_on, water.checked_on) == ((paper,), day, day)
    assert (water.pauses, water.extensions) == ((Pause(day),), (Extension(day, None, later, "材料多"),))
    assert "1-2" in ledger.tasks, "a dropped task of which something is known stays"


def test_dropped_tasks_with_work_stay_and_are_put_off(ledger: Ledger) -> None:
    ledger.add_progress(["1-2"], Progress(dt.date(2026, 3, 2), "图纸已审。"))
    ledger.set_note(["1-4"], "与市里核对")
    ledger.set_status(["1-3"], Status.DONE)
    ledger.renew("1", plan(task("1", ROADS), fingerprint="b" * 64))
    assert list(ledger.tasks) == ["1-1", "1-2", "1-3", "1-4", "2-1"]
    bridges, buses, water = (ledger.tasks[task_id] for task_id in ("1-2", "1-3", "1-4"))
    assert (bridges.status, bridges.note, len(bridges.progress)) == (Status.PAUSED, NOT_LISTED, 1)
    assert (buses.status, buses.note) == (Status.DONE, NOT_LISTED)
    assert (water.status, water.note) == (Status.PAUSED, f"与市里核对；{NOT_LISTED}")
    ledger.renew("1", plan(task("1", ROADS), fingerprint="d" * 64))
    assert ledger.tasks["1-4"].note == f"与市里核对；{NOT_LISTED}"
    assert "任务没有变化" in ledger.history()[-1].reason


def test_tasks_that_are_listed_again_are_taken_up_again(ledger: Ledger) -> None:
    ledger.add_progress(["1-2"], Progress(dt.date(2026, 3, 2), "图纸已审。"))
    ledger.set_note(["1-4"], "与市里核对")
    ledger.renew("1", plan(task("1", ROADS), fingerprint="b" * 64))
    ledger.renew("1", msgspec.structs.replace(OLD, fingerprint="d" * 64))
    bridges, water = ledger.tasks["1-2"], ledger.tasks["1-4"]
    assert (bridges.status, bridges.note) == (Status.DOING, "")
    assert (water.status, water.note) == (Status.TODO, "与市里核对")
    assert list(ledger.tasks) == ["1-1", "1-2", "1-3-2", "1-4", "2-1"]


def test_undo_brings_everything_back_exactly(ledger: Ledger) -> None:
    ledger.change(["1-2"], status=Status.DOING)
    before = everything(ledger)
    ledger.renew("1", NEW)
    assert everything(ledger) != before
    assert ledger.undo().reason.startswith("撤销：更新《")
    assert everything(ledger) == before


def test_the_document_keeps_its_id_and_the_day_on_which_it_came(ledger: Ledger) -> None:
    before = ledger.documents["1"]
    ledger.renew("1", NEW)
    after = ledger.documents["1"]
    assert (after.id, after.imported_at) == (before.id, before.imported_at)
    assert (after.source, after.title, after.fingerprint) == (NEW.source, NEW.title, NEW.fingerprint)


@pytest.mark.parametrize("undone", [False, True])
@pytest.mark.parametrize("checkpoint", ["kept", "older", "missing"])
def test_replay_gives_the_same(tmp_path: Path, ledger: Ledger, undone: bool, checkpoint: str) -> None:
    folder = ledger.folder
    ledger.change(["1-2"], status=Status.DOING)
    ledger.checkpoint()
    older = (folder / "ledger.json").read_bytes()
    ledger.renew("1", NEW)
    ledger.renew("1", msgspec.structs.replace(OLD, fingerprint="d" * 64))
    if undone:
        ledger.undo()
    expected = everything(ledger)
    ledger.close()
    if checkpoint == "older":
        (folder / "ledger.json").write_bytes(older)
    elif checkpoint == "missing":
        (folder / "ledger.json").unlink()
    with Ledger.open(folder) as again:
        assert not again.read_only
        assert everything(again) == expected


def test_ids_once_given_are_never_given_again(ledger: Ledger) -> None:
    ledger.renew("1", plan(task("1", ROADS), fingerprint="b" * 64))
    assert list(ledger.tasks) == ["1-1", "2-1"]
    ledger.renew("1", plan(task("1", ROADS), task("2", SCHOOLS), fingerprint="d" * 64))
    assert list(ledger.tasks) == ["1-1", "1-2-2", "2-1"]
    ledger.undo()
    ledger.renew("1", plan(task("1", ROADS), task("2", WATER), fingerprint="e" * 64))
    assert list(ledger.tasks) == ["1-1", "1-2-3", "2-1"]


def test_mere_change_of_order_is_kept(ledger: Ledger) -> None:
    tasks = tuple(reversed(OLD.tasks))
    ledger.renew("1", msgspec.structs.replace(OLD, tasks=tasks, fingerprint="b" * 64))
    assert list(ledger.tasks) == ["1-4", "1-3", "1-2", "1-1", "2-1"]


def test_what_the_newer_version_reports_is_taken_without_loss(ledger: Ledger) -> None:
    ledger.add_progress(["1-1"], Progress(dt.date(2026, 3, 2), "已开工。"))
    ledger.set_status(["1-2"], Status.CLOSED)
    told = plan(
        task("1", ROADS, progress_text="已修补12公里。", status_text="推进中", note="市级试点"),
        task("2", BRIDGES, status_text="正在推进"),
        task("3", BUSES),
        task("4", WATER),
        fingerprint="b" * 64,
    )
    ledger.renew("1", told)
    roads = ledger.tasks["1-1"]
    assert [entry.text for entry in roads.progress] == ["已开工。", "已修补12公里。"]
    assert (roads.status, roads.note) == (Status.DOING, "市级试点")
    assert (ledger.tasks["1-2"].status, ledger.tasks["1-2"].status_text) == (Status.CLOSED, "正在推进")
    ledger.set_note(["1-1"], "与市里核对")
    ledger.renew("1", msgspec.structs.replace(told, fingerprint="d" * 64))
    assert ledger.tasks["1-1"].note == "与市里核对"
    assert len(ledger.tasks["1-1"].progress) == 2


def test_refusals_change_nothing(ledger: Ledger) -> None:
    before, journal = everything(ledger), (ledger.folder / "journal.jsonl").read_bytes()
    with pytest.raises(RequestError, match="没有来文 9"):
        ledger.renew("9", NEW)
    with pytest.raises(RequestError, match="没有任务"):
        ledger.renew("1", plan())
    with pytest.raises(AlreadyLoadedError):
        ledger.renew("1", msgspec.structs.replace(NEW, fingerprint="c" * 64))
    with Ledger.open(ledger.folder, reading=True) as reader, pytest.raises(ReadOnlyError):
        reader.renew("1", NEW)
    assert everything(ledger) == before
    assert (ledger.folder / "journal.jsonl").read_bytes() == journal


def test_texts_of_the_newer_version_are_clean(ledger: Ledger) -> None:
    ledger.renew("1", plan(task("1", ROADS + "\x1b[31m"), title="新版\x07青禾县民生实事", fingerprint="b" * 64))
    assert ledger.tasks["1-1"].requirement == ROADS
    assert ledger.documents["1"].title == "新版青禾县民生实事"


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, "1"),
        ({"title": " 青禾县2026年 民生实事任务分解表（2026年7月修订）"}, "1"),
        ({"title": "青禾县2026年民生实事任务分解表V2"}, "1"),
        ({"title": None, "source": "青禾县2026年民生实事任务分解表(1).xlsx"}, "1"),
        ({"title": "青禾县2026年办好几件实事的清单"}, "1"),  # by its requirements
        ({"title": "青禾县2026年办好几件实事的清单", "tasks": (task("1", SCHOOLS),)}, None),
        ({"title": "青禾县2027年民生实事任务分解表", "year": 2027}, None),
        ({"title": "青禾县河道管护清单（修订）", "tasks": (task("1", SCHOOLS),)}, "2"),
        ({"fingerprint": OLD.fingerprint}, None),  # the same file
    ],
)
def test_predecessor(ledger: Ledger, fields: dict[str, Any], found: str | None) -> None:
    draft = msgspec.structs.replace(OLD, **{"fingerprint": "b" * 64, **fields})
    predecessor = likely_predecessor(draft, ledger.documents, ledger.tasks)
    assert (predecessor.id if predecessor else None) == found


def test_annexes_of_one_paper_are_different_documents(ledger: Ledger) -> None:
    paper = {"doc_number": "青政办发〔2026〕3号", "title": "任务分解表"}
    ledger.add_documents([plan(task("1", ROADS), task("2", BRIDGES), fingerprint="e" * 64, **paper)])
    other = plan(task("1", SCHOOLS), fingerprint="f" * 64, **(paper | {"title": "重点项目清单"}))
    assert likely_predecessor(other, ledger.documents, ledger.tasks) is None
    newer = msgspec.structs.replace(other, tasks=(task("1", SCHOOLS), task("2", BRIDGES)))
    predecessor = likely_predecessor(newer, ledger.documents, ledger.tasks)
    assert predecessor is ledger.documents["3"]


def wordings(*tasks: tuple[str, str]) -> list[Wording]:
    return [Wording(wording_key(text), seq, (), "") for seq, text in tasks]


@pytest.mark.parametrize(
    ("new", "found"),
    [
        ([("1", ROADS), ("2", BRIDGES)], [0, 1]),
        ([("2", ROADS), ("1", BRIDGES)], [0, 1]),
        ([("1", ROADS), ("2", ROADS)], [0, None]),
        ([("7", f"{BRIDGES[:-1]}，六月底前完工。")], [1]),
        ([("2", "危窄桥梁改造资金纳入预算，桥头设置标牌。")], [1]),
        ([("7", "危窄桥梁改造资金纳入预算，桥头设置标牌。")], [None]),
        ([("1", BRIDGES.replace("12", "15")), ("2", WATER)], [1, None]),
        ([("1", "")], [None]),
    ],
)
def test_matching(new: list[tuple[str, str]], found: list[int | None]) -> None:
    assert match(wordings(("1", ROADS), ("2", BRIDGES)), wordings(*new)) == found


def test_the_same_demanded_of_several_units_is_told_apart_by_number_and_unit() -> None:
    old = [Wording("甲", "1", (), "教育局"), Wording("甲", "2", (), "民政局"), Wording("甲", "3", (), "交通局")]
    new = [Wording("甲", "1", (), "交通局"), Wording("甲", "7", (), "民政局"), Wording("甲", "8", (), "水利局")]
    assert match(old, new) == [0, 1, 2]
    assert match(old, [Wording("甲", "9", (), "民政局")]) == [1]


@pytest.mark.parametrize("seq", ["", "1"])
def test_reworded_tasks_without_a_number_of_their_own_are_matched_by_their_place(seq: str) -> None:
    texts = [f"完成第{n % 10}批{'甲乙丙丁戊己庚辛'[n % 8]}类年度任务，逐项抓好落实。" for n in range(400)]
    old = wordings(*((seq, text) for text in texts))
    new = wordings(*((seq, f"{text}每月通报一次。") for text in texts))
    found = match(old, new)
    assert None not in found
    assert sum(place == n for n, place in enumerate(found)) > 0.9 * len(texts)


def test_thousands_of_reworded_tasks_are_matched_in_a_moment() -> None:
    count = 5_000
    places = ("青山镇", "白河镇", "石桥镇", "柳溪镇", "大坪镇", "南坡镇", "东湾镇")
    phrases = [
        f"{places[n % 7]}第{n}号水库除险加固，{places[n // 7 % 7]}的{n * 37 % 9973}户居民按月领取补贴"
        for n in range(count)
    ]
    old = wordings(*((str(n + 1), f"{text}，逐项抓好落实。") for n, text in enumerate(phrases)))
    new = wordings(*((str(n + 2), f"{text}，形成工作台账，逐项抓好落实。") for n, text in enumerate(phrases)))
    begun = time.perf_counter()
    found = match(old, new)
    assert time.perf_counter() - begun < 2
    assert sum(place == n for n, place in enumerate(found)) > 0.9 * count


POOL = (ROADS, BRIDGES, BUSES, WATER, SCHOOLS, ROADS.replace("30", "50"), BRIDGES + "完工后验收。", "清理河道。", "")
LISTS = st.lists(st.tuples(st.sampled_from(POOL), st.sampled_from(("1", "2", "3", "3.1", "", "（四）"))), max_size=7)


@settings(max_examples=60, deadline=None)
@given(versions=st.lists(LISTS.filter(bool), min_size=2, max_size=4), worked=st.sets(st.integers(0, 6)))
def test_any_versions_of_any_plan(versions: list[list[tuple[str, str]]], worked: set[int]) -> None:
    drafts = [
        plan(*(task(seq, text) for text, seq in version), fingerprint=f"{number:064}")
        for number, version in enumerate(versions)
    ]
    with tempfile.TemporaryDirectory() as name, Ledger.open(Path(name), now=Clock()) as ledger:
        ledger.add_documents(drafts[:1])
        ledger.change([task_id for place, task_id in enumerate(ledger.tasks) if place in worked], status=Status.DOING)
        states = [everything(ledger)]
        for draft in drafts[1:]:
            at_work = {task.id for task in ledger.tasks.values() if task.status is not Status.TODO}
            ledger.renew("1", draft)
            tasks = list(ledger.tasks.values())
            assert [task.requirement for task in tasks][: len(draft.tasks)] == [new.requirement for new in draft.tasks]
            assert all(NOT_LISTED in task.note for task in tasks[len(draft.tasks) :])
            assert at_work <= ledger.tasks.keys()
            with Ledger.open(Path(name), reading=True) as again:
                assert everything(again) == everything(ledger)
            states.append(everything(ledger))
        for state in reversed(states):
            assert everything(ledger) == state
            ledger.undo()
