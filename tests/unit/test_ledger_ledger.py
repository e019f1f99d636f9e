from __future__ import annotations

import datetime as dt
import gc
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from ledger_samples import CHINA, Clock, document_draft, task_draft
from tinydb import Query, TinyDB

from govtui.collector import collector_held
from govtui.errors import LedgerError, ReadOnlyError, RequestError
from govtui.ledger import session as session_module
from govtui.ledger.checkpoint import read_checkpoint
from govtui.ledger.ledger import AlreadyLoadedError, Ledger, local_now
from govtui.ledger.transactions import FORMAT
from govtui.model import DeadlineKind, DocumentDraft, Progress, Status, TaskDraft


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "台账 '2023'"


@pytest.fixture
def ledger(folder: Path) -> Iterator[Ledger]:
    with Ledger.open(folder, operator="张三", now=Clock()) as ledger:
        yield ledger


ENTRY = Progress(dt.date(2023, 11, 20), "办事指南已核对完毕", "县行政审批服务局")


def test_a_new_ledger_is_empty_and_can_be_changed(ledger: Ledger, folder: Path) -> None:
    assert (ledger.read_only, ledger.notices) == ("", ())
    assert dict(ledger.documents) == dict(ledger.tasks) == {}
    assert ledger.history() == []
    assert json.loads((folder / "ledger.json").read_bytes())["tasks"] == {}


def test_the_folder_may_be_named_by_text_and_lie_deep(tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "a" / "b")) as ledger:  # type: ignore[arg-type]
        assert ledger.folder == tmp_path / "a" / "b"


def test_an_import_is_one_transaction(ledger: Ledger) -> None:
    drafts = [document_draft("1", "2"), document_draft("1", "1", "", title=None, source="督办事项.xlsx")]
    transaction = ledger.add_documents(drafts)
    assert list(ledger.documents) == ["1", "2"]
    assert list(ledger.tasks) == ["1-1", "1-2", "2-1", "2-1-2", "2-r3"]
    assert transaction.reason == "导入《青禾县便民服务任务分解表》等2份来文共5项"
    assert transaction.number == 1
    assert (transaction.operator, transaction.time) == ("张三", dt.datetime(2023, 11, 22, 9, 2, tzinfo=CHINA))
    assert ledger.history() == [transaction]


def test_a_document_keeps_what_it_says(ledger: Ledger) -> None:
    draft = document_draft("4.1")
    transaction = ledger.add_documents([draft])
    document, task = ledger.documents["1"], ledger.task("1-4.1")
    assert (document.title, document.year, document.issued_on) == (draft.title, 2023, dt.date(2023, 3, 1))
    assert (document.columns, document.remarks, document.fingerprint) == (
        draft.columns,
        draft.remarks,
        draft.fingerprint,
    )
    assert document.imported_at == transaction.time
    assert (task.document, task.status, task.progress, task.note) == ("1", Status.TODO, (), "")
    given = draft.tasks[0]
    assert all(getattr(task, field) == getattr(given, field) for field in given.__struct_fields__)
    assert task.deadline.kind is DeadlineKind.BY


def test_one_document_without_title_is_named_by_its_file(ledger: Ledger) -> None:
    assert ledger.add_documents([document_draft("1", title=None)]).reason == "导入“便民服务.txt”共1项"


def test_texts_are_cleaned_on_the_way_in(ledger: Ledger) -> None:
    nasty = "办事\x1b[31m指南\u202e核对\ud800\x07"
    ledger.add_documents([document_draft("1", title=nasty, tasks=(task_draft("1", requirement=nasty),))])
    assert ledger.documents["1"].title == ledger.task("1-1").requirement == "办事指南核对"
    ledger.change(["1-1"], note=nasty, progress=Progress(ENTRY.day, nasty, nasty + "\n局"), reason=nasty + "\n二")
    task = ledger.task("1-1")
    assert task.note == task.progress[0].text == "办事指南核对"
    assert task.progress[0].unit == "办事指南核对 局"
    assert ledger.history()[-1].reason == "办事指南核对 二：1-1"


def test_line_breaks_of_a_note_stay(ledger: Ledger) -> None:
    ledger.add_documents([document_draft("1")])
    ledger.set_note(["1-1"], "  甲\r\n乙\n")
    assert ledger.task("1-1").note == "甲\n乙"


def test_numbers_of_any_size_are_kept(ledger: Ledger, folder: Path) -> None:
    indicator = task_draft().indicators[0].__class__("不少于9次", ">=", 10**25, "次")
    ledger.add_documents([document_draft("1", tasks=(task_draft("1", indicators=(indicator,)),))])
    ledger.close()
    assert Ledger.open(folder).task("1-1").indicators == (indicator,)


def test_the_same_file_is_loaded_once_unless_asked_for(ledger: Ledger, folder: Path) -> None:
    draft = document_draft("1")
    ledger.add_documents([draft])
    journal = (folder / "journal.jsonl").read_bytes()
    with pytest.raises(AlreadyLoadedError) as caught:
        ledger.add_documents([document_draft("7", "8"), draft])
    assert caught.value.document == ledger.documents["1"]
    assert "来文 1" in caught.value.message
    assert (folder / "journal.jsonl").read_bytes() == journal
    assert list(ledger.documents) == ["1"]
    ledger.add_documents([draft], again=True)
    assert list(ledger.tasks) == ["1-1", "2-1"]
    assert ledger.document_with(draft.fingerprint) == ledger.documents["1"]
    assert ledger.document_with("0" * 64) is None


def test_one_file_twice_in_one_import_is_noticed(ledger: Ledger) -> None:
    with pytest.raises(AlreadyLoadedError):
        ledger.add_documents([document_draft("1"), document_draft("1")])
    assert not ledger.documents


def test_drafts_without_a_fingerprint_are_all_taken(ledger: Ledger) -> None:
    ledger.add_documents([document_draft("1", fingerprint=""), document_draft("2", fingerprint="")])
    assert len(ledger.documents) == 2
    assert ledger.document_with("") is None


def test_importing_nothing_is_refused(ledger: Ledger) -> None:
    with pytest.raises(RequestError):
        ledger.add_documents([])


def test_status_note_and_progress(ledger: Ledger) -> None:
    ledger.add_documents([document_draft("1", "2", "3", "4")])
    status = ledger.set_status(["1-3"], Status.DONE)
    note = ledger.set_note(["1-3", "1-1"], "已报县政府办")
    progress = ledger.add_progress(["1-1", "1-2", "1-3", "1-4"], ENTRY)
    assert status is not None
    assert note is not None
    assert status.reason == "办理状态改为“已完成”：1-3"
    assert note.reason == "备注改为“已报县政府办”：1-3、1-1"
    assert progress.reason == "登记进展“办事指南已核对完毕”：1-1、1-2、1-3等4项"
    assert [task.status for task in ledger.tasks.values()] == [Status.TODO, Status.TODO, Status.DONE, Status.TODO]
    assert [task.note for task in ledger.tasks.values()] == ["已报县政府办", "", "已报县政府办", ""]
    assert all(task.progress == (ENTRY,) for task in ledger.tasks.values())
    cleared = ledger.set_note(["1-1"], "")
    assert cleared is not None
    assert cleared.reason == "清空备注：1-1"


def test_only_what_changes_is_written(ledger: Ledger) -> None:
    ledger.add_documents([document_draft("1", "2")])
    ledger.set_status(["1-1"], Status.DONE)
    transaction = ledger.change(["1-1", "1-2", "1-1"], status=Status.DONE, note="")
    assert transaction is not None
    assert transaction.reason == "办理状态改为“已完成”：1-2"
    [change] = transaction.changes
    assert (change.id, change.before, change.after) == ("1-2", {"status": "todo"}, {"status": "done"})


def test_several_fields_are_one_transaction(ledger: Ledger) -> None:
    ledger.add_documents([document_draft("1")])
    transaction = ledger.change(["1-1"], status=Status.DOING, note="甲", progress=ENTRY)
    assert transaction is not None
    assert transaction.reason == "办理状态改为“推进中”，备注改为“甲”，登记进展“办事指南已核对完毕”：1-1"
    assert len(ledger.history()) == 2


def test_changing_nothing_is_no_transaction(ledger: Ledger, folder: Path) -> None:
    ledger.add_documents([document_draft("1")])
    journal = (folder / "journal.jsonl").read_bytes()
    assert ledger.set_status(["1-1"], Status.TODO) is None
    assert ledger.set_note(["1-1"], " \n") is None
    assert ledger.change(["1-1"]) is None
    assert ledger.set_status([], Status.DONE) is None
    assert (folder / "journal.jsonl").read_bytes() == journal


def test_progress_needs_a_task_and_a_text(ledger: Ledger) -> None:
    ledger.add_documents([document_draft("1")])
    with pytest.raises(RequestError):
        ledger.add_progress([], ENTRY)
    with pytest.raises(RequestError):
        ledger.add_progress(["1-1"], Progress(ENTRY.day, " \u200b\n"))
    assert len(ledger.history()) == 1


def test_an_unknown_task_is_refused_and_close_ones_named(ledger: Ledger) -> None:
    ledger.add_documents([document_draft("1", "12", "4.1"), document_draft("4.1", "5")])
    with pytest.raises(RequestError) as caught:
        ledger.task("4.1")
    assert caught.value.hint == "相近的编号：1-4.1、2-4.1"
    with pytest.raises(RequestError) as caught:
        ledger.set_status(["1-1", "1-13"], Status.DONE)
    assert "1-12" in caught.value.hint
    assert ledger.task("1-1").status is Status.TODO
    with pytest.raises(RequestError) as caught:
        ledger.task("\x1b[2J没有")
    assert "\x1b" not in caught.value.message


def test_an_id_typed_full_width_is_understood(ledger: Ledger) -> None:
    ledger.add_documents([document_draft("4.1")])
    assert ledger.task("１－４．１ ") is ledger.task("1-4.1")
    transaction = ledger.set_status(["１－４．１", "1-4.1"], Status.DONE)
    assert transaction is not None
    assert [change.id for change in transaction.changes] == ["1-4.1"]


def test_views_are_live_and_cannot_be_written(ledger: Ledger) -> None:
    tasks = ledger.tasks
    ledger.add_documents([document_draft("1")])
    assert "1-1" in tasks
    with pytest.raises(TypeError):
        tasks["1-1"] = ledger.task("1-1")  # type: ignore[index]


def test_the_history_of_a_task(ledger: Ledger) -> None:
    ledger.add_documents([document_draft("1", "11")])
    ledger.set_status(["1-1"], Status.DONE)
    ledger.set_status(["1-11"], Status.DONE)
    ledger.set_note(["1-11", "1-1"], "“1-1”")
    assert [transaction.number for transaction in ledger.history("1-1")] == [1, 2, 4]
    assert [transaction.number for transaction in ledger.history("1-11")] == [1, 3, 4]
    assert ledger.history("1") == ledger.history('"') == []
    assert [transaction.number for transaction in ledger.history()] == [1, 2, 3, 4]


def test_everything_is_there_on_reopening(ledger: Ledger, folder: Path) -> None:
    ledger.add_documents([document_draft("1", "2")])
    ledger.change(["1-2"], status=Status.PAUSED, note="甲", progress=ENTRY)
    documents, tasks, history = dict(ledger.documents), dict(ledger.tasks), ledger.history()
    ledger.close()
    with Ledger.open(folder) as again:
        assert (again.read_only, again.notices) == ("", ())
        assert (dict(again.documents), dict(again.tasks), again.history()) == (documents, tasks, history)
        assert list(again.tasks) == list(tasks)


def test_a_closed_ledger_can_be_read_but_not_changed(ledger: Ledger) -> None:
    ledger.add_documents([document_draft("1")])
    ledger.close()
    ledger.close()
    assert ledger.task("1-1").status is Status.TODO
    with pytest.raises(ReadOnlyError):
        ledger.set_status(["1-1"], Status.DONE)


def test_a_reader_can_change_nothing(ledger: Ledger, folder: Path) -> None:
    ledger.add_documents([document_draft("1")])
    ledger.set_status(["1-1"], Status.DONE)
    reader = Ledger.open(folder)
    assert reader.task("1-1").status is Status.DONE
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for request in (
        lambda: reader.set_status(["1-1"], Status.TODO),
        lambda: reader.add_documents([document_draft("9")]),
        reader.undo,
    ):
        with pytest.raises(ReadOnlyError) as caught:
            request()
        assert "张三" in caught.value.message
    reader.checkpoint()
    reader.close()
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    ledger.set_status(["1-1"], Status.CLOSED)
    assert [transaction.number for transaction in reader.history()] == [1, 2]


def test_any_tinydb_script_can_query_the_ledger(ledger: Ledger, folder: Path) -> None:
    ledger.add_documents([document_draft("1", "2", "4.1")])
    ledger.set_status(["1-4.1"], Status.DONE)
    ledger.close()
    assert "青禾县" in (folder / "ledger.json").read_text(encoding="utf-8")
    with TinyDB(folder / "ledger.json", encoding="utf-8", access_mode="r") as database:
        assert database.tables() == {"meta", "documents", "tasks", "clocks", "rounds", "schedules", "units"}
        [task] = database.table("tasks").search(Query().status == "done")
        assert (task.doc_id, task["id"], task["deadline"]["due"]) == (3, "1-4.1", "2023-11-30")
        assert database.table("documents").get(doc_id=1)["title"] == "青禾县便民服务任务分解表"
        [meta] = database.table("meta").all()
        assert (meta["format"], meta["number"], meta["last_document"]) == (FORMAT, 2, 1)


def test_an_edit_writes_one_line_and_no_more(ledger: Ledger, folder: Path) -> None:
    ledger.add_documents([document_draft(*map(str, range(1, 301)))])
    checkpoint = (folder / "ledger.json").read_bytes()
    journal = (folder / "journal.jsonl").stat().st_size
    ledger.set_status(["1-150"], Status.DONE)
    assert (folder / "ledger.json").read_bytes() == checkpoint
    assert (folder / "journal.jsonl").stat().st_size - journal < 600


def test_a_checkpoint_is_written_when_asked_for_and_when_due(
    folder: Path, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def saved() -> int:
        checkpoint = read_checkpoint(folder / "ledger.json")
        assert checkpoint is not None
        return checkpoint.meta.number

    ledger.add_documents([document_draft("1")])
    assert saved() == 0
    ledger.checkpoint()
    assert saved() == 1
    written = (folder / "ledger.json").stat()
    ledger.checkpoint()
    assert (folder / "ledger.json").stat().st_ino == written.st_ino
    ledger.close()
    monkeypatch.setattr(session_module, "TAIL_BOUND", 1500)
    with Ledger.open(folder) as ledger:
        ledger.back_up_if_due()
        for number, status in enumerate([Status.DONE, Status.TODO] * 4, 1):
            ledger.set_status(["1-1"], status)
            assert saved() == 1, "an edit never writes more than its line"
            if number == 1:
                assert not ledger.tidy(), "so little is not worth it"
        assert ledger.tidy()
        ledger.set_status(["1-1"], Status.CLOSED)  # while it is being written
        wait_for(lambda: saved() == 9)
        assert ledger.trouble == ""


def wait_for(done: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not done():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.01)


def test_a_checkpoint_that_fails_is_told_and_loses_nothing(
    folder: Path, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.add_documents([document_draft("1")])

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(session_module, "write_checkpoint", full)
        with pytest.raises(LedgerError) as caught:
            ledger.checkpoint()
        assert "没有丢失" in caught.value.message
        ledger.close()
    with Ledger.open(folder) as again:
        assert again.notices == ()
        assert list(again.tasks) == ["1-1"]


def test_the_garbage_collector_is_left_as_it_was(folder: Path) -> None:
    assert gc.isenabled()
    with Ledger.open(folder) as ledger:
        ledger.add_documents([document_draft("1")])
    assert gc.isenabled()
    with collector_held():
        assert not gc.isenabled()
        with collector_held():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_time_has_an_offset() -> None:
    assert local_now().utcoffset() is not None


@pytest.mark.parametrize("name", ["", "ledger.json", "journal.jsonl"])
def test_something_in_the_way_is_an_error(folder: Path, name: str) -> None:
    if name:
        (folder / name).mkdir(parents=True)
    else:
        folder.write_text("")
    with pytest.raises(LedgerError) as caught:
        Ledger.open(folder)
    assert caught.value.title == "台账打不开"
    assert caught.value.hint
    if name:  # nothing is held when opening failed
        (folder / name).rmdir()
        with Ledger.open(folder) as ledger:
            assert ledger.read_only == ""


def test_a_long_name_full_of_signs_is_a_folder_like_any(tmp_path: Path) -> None:
    folder = tmp_path / ("台账“甲” [/b] $HOME '" + "长" * 70)
    with Ledger.open(folder) as ledger:
        ledger.add_documents([document_draft("1")])
    with Ledger.open(folder) as ledger:
        assert list(ledger.tasks) == ["1-1"]


def test_what_a_plan_reports_of_itself_becomes_status_and_progress(tmp_path: Path) -> None:
    told = TaskDraft(seq="1", requirement="修补坑槽。", status_text="正在推进", progress_text="已修补12公里。")
    unclear = TaskDraft(
        seq="2", requirement="加宽窄桥。", status_text="等通知", extra=(("责任人", "王某"),), note="试点"
    )
    with Ledger.open(tmp_path / "l", now=lambda: dt.datetime(2026, 5, 6, tzinfo=dt.UTC)) as ledger:
        ledger.add_documents([DocumentDraft(source="a.docx", tasks=(told, unclear))])
        first, second = ledger.tasks.values()
    assert (first.status, first.progress) == (Status.DOING, (Progress(dt.date(2026, 5, 6), "已修补12公里。"),))
    assert (second.status, second.progress, second.status_text) == (Status.TODO, (), "等通知")
    assert (second.extra, second.note) == ((("责任人", "王某"),), "试点")
    with Ledger.open(tmp_path / "l") as again:
        assert tuple(again.tasks.values()) == (first, second)
