"""Opening a ledger after something happened to its files."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from ledger_samples import Clock, document_draft

from govtui.errors import ReadOnlyError
from govtui.ledger import session as session_module
from govtui.ledger.ledger import Ledger
from govtui.ledger.transactions import FORMAT, Change, decode, seal
from govtui.model import Status, Task

Tasks = dict[str, Task]


def opened(folder: Path) -> Ledger:
    return Ledger.open(folder, operator="李四", now=Clock())


def tasks_of(folder: Path) -> Tasks:
    """Open, look, close."""
    with opened(folder) as ledger:
        return dict(ledger.tasks)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "lock"}


def lines(folder: Path) -> list[bytes]:
    return (folder / "journal.jsonl").read_bytes().splitlines(keepends=True)


def put_lines(folder: Path, content: list[bytes]) -> None:
    (folder / "journal.jsonl").write_bytes(b"".join(content))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A ledger with six transactions, closed as it should be: `ledger.json` holds all of them."""
    folder = tmp_path / "ledger"
    with opened(folder) as ledger:
        edit(ledger)
    return folder


@pytest.fixture
def crashed(tmp_path: Path, folder: Path) -> Path:
    """The same with four transactions beyond `ledger.json`: the program ended without closing it."""
    crashed = tmp_path / "crashed"
    with opened(tmp_path / "running") as ledger:
        ledger.add_documents([document_draft("1", "2")])
        ledger.set_status(["1-1"], Status.DOING)
        ledger.checkpoint()
        ledger.set_note(["1-2"], "甲")
        ledger.add_documents([document_draft("9")])
        ledger.set_status(["2-9"], Status.DONE)
        ledger.undo()
        shutil.copytree(tmp_path / "running", crashed)
    (crashed / "lock").unlink()
    (crashed / "holder.json").unlink()
    return crashed


def edit(ledger: Ledger) -> None:
    ledger.add_documents([document_draft("1", "2")])
    ledger.set_status(["1-1"], Status.DOING)
    ledger.set_note(["1-2"], "甲")
    ledger.add_documents([document_draft("9")])
    ledger.set_status(["2-9"], Status.DONE)
    ledger.undo()


@pytest.fixture
def expected(folder: Path) -> Tasks:
    return tasks_of(folder)


def test_the_tail_beyond_the_checkpoint_is_replayed(crashed: Path, expected: Tasks) -> None:
    with opened(crashed) as ledger:
        assert (ledger.read_only, ledger.notices) == ("", ())
        assert dict(ledger.tasks) == expected
        assert ledger.undo().undoes == 4


def test_a_line_torn_at_any_byte_is_dropped_and_told(crashed: Path) -> None:
    *whole, last = lines(crashed)
    put_lines(crashed, whole)
    before = tasks_of_copy(crashed)
    checkpoint = (crashed / "ledger.json").read_bytes()
    for length in range(1, len(last)):
        (crashed / "ledger.json").write_bytes(checkpoint)
        put_lines(crashed, [*whole, last[:length]])
        with opened(crashed) as ledger:
            assert ledger.read_only == ""
            assert len(ledger.notices) == 1
            assert "没有写完" in ledger.notices[0]
            assert dict(ledger.tasks) == before
            ledger.set_note(["1-1"], f"第{length}次")
        assert len(lines(crashed)) == len(whole) + 1
        with opened(crashed) as ledger:
            assert ledger.notices == ()
            assert ledger.task("1-1").note == f"第{length}次"


def test_a_torn_first_line_leaves_an_empty_ledger(tmp_path: Path) -> None:
    with opened(tmp_path):
        pass
    (tmp_path / "journal.jsonl").write_bytes(b'{"number":1,"time":"2023')
    with opened(tmp_path) as ledger:
        assert ledger.read_only == ""
        assert len(ledger.notices) == 1
        ledger.add_documents([document_draft("1")])
    assert list(tasks_of(tmp_path)) == ["1-1"]


def test_a_reader_is_silent_about_a_line_that_is_being_written(crashed: Path, expected: Tasks) -> None:
    with opened(crashed):
        with (crashed / "journal.jsonl").open("ab") as file:
            file.write(b'{"number":7,')
        before = contents(crashed)
        reader = opened(crashed)
        assert reader.notices == ()
        assert dict(reader.tasks) == expected
        assert contents(crashed) == before


def without_checkpoint(folder: Path) -> None:
    (folder / "ledger.json").unlink()


def emptied_checkpoint(folder: Path) -> None:
    (folder / "ledger.json").write_bytes(b"")


def halved_checkpoint(folder: Path) -> None:
    data = (folder / "ledger.json").read_bytes()
    (folder / "ledger.json").write_bytes(data[: len(data) // 2])


def zeroed_checkpoint(folder: Path) -> None:
    (folder / "ledger.json").write_bytes(bytes(4096))


def foreign_checkpoint(folder: Path) -> None:
    (folder / "ledger.json").write_text('{"_default": {"1": {"name": "别的数据"}}}', encoding="utf-8")


def other_encoding(folder: Path) -> None:
    data = (folder / "ledger.json").read_text(encoding="utf-8")
    (folder / "ledger.json").write_bytes(data.encode("gb18030"))


def edited_checkpoint(folder: Path) -> None:
    """As by an editor: still good JSON, and everything of the right kind."""
    data = (folder / "ledger.json").read_text(encoding="utf-8")
    (folder / "ledger.json").write_text(data.replace("窗口办事指南", "窗口服务指南"), encoding="utf-8")


def record_without_meta(folder: Path) -> None:
    tables = json.loads((folder / "ledger.json").read_bytes())
    (folder / "ledger.json").write_text(json.dumps({**tables, "meta": {}}), encoding="utf-8")


SPOILED = [
    without_checkpoint,
    emptied_checkpoint,
    halved_checkpoint,
    zeroed_checkpoint,
    foreign_checkpoint,
    other_encoding,
    edited_checkpoint,
    record_without_meta,
]


@pytest.mark.parametrize("spoil", SPOILED)
def test_a_spoiled_checkpoint_is_rebuilt_from_the_journal(
    folder: Path, expected: Tasks, spoil: Callable[[Path], None]
) -> None:
    spoil(folder)
    found = (folder / "ledger.json").read_bytes() if (folder / "ledger.json").exists() else None
    with opened(folder) as ledger:
        assert ledger.read_only == ""
        assert len(ledger.notices) == 1
        assert "ledger.json" in ledger.notices[0]
        assert "重建" in ledger.notices[0]
        assert dict(ledger.tasks) == expected
        assert list(ledger.tasks) == list(expected)
    kept = folder / "ledger.json.damaged"
    assert (kept.read_bytes() if kept.exists() else None) == found
    with opened(folder) as ledger:
        assert ledger.notices == ()
        assert dict(ledger.tasks) == expected


@pytest.mark.parametrize("spoil", SPOILED[1:])
def test_without_journal_a_spoiled_checkpoint_is_left_alone(folder: Path, spoil: Callable[[Path], None]) -> None:
    spoil(folder)
    (folder / "journal.jsonl").unlink()
    before = contents(folder)
    with opened(folder) as ledger:
        assert "ledger.json" in ledger.read_only
        assert ledger.notices
        with pytest.raises(ReadOnlyError):
            ledger.add_documents([document_draft("1")])
    assert contents(folder) == before


def test_a_reader_rebuilds_in_memory_alone(folder: Path, expected: Tasks) -> None:
    with opened(folder):
        edited_checkpoint(folder)
        before = contents(folder)
        reader = opened(folder)
        assert dict(reader.tasks) == expected
        assert "重建" in reader.notices[0]
        reader.close()
        assert contents(folder) == before


def test_an_older_checkpoint_is_brought_up_to_date(crashed: Path, folder: Path, expected: Tasks) -> None:
    shutil.copy(crashed / "ledger.json", folder / "ledger.json")
    with opened(folder) as ledger:
        assert (ledger.read_only, ledger.notices) == ("", ())
        assert dict(ledger.tasks) == expected


def test_a_checkpoint_of_another_ledger_is_not_believed(folder: Path, expected: Tasks, tmp_path: Path) -> None:
    with opened(tmp_path / "other") as other:
        other.add_documents([document_draft("5", "6")])
    shutil.copy(tmp_path / "other" / "ledger.json", folder / "ledger.json")
    with opened(folder) as ledger:
        assert ledger.read_only == ""
        assert "对不上" in ledger.notices[0]
        assert dict(ledger.tasks) == expected


def damaged(line: bytes) -> bytes:
    return line.replace("李四".encode(), "王五".encode(), 1)


@pytest.mark.parametrize("position", [1, 2, 3, 4, 5, 6])
def test_a_changed_line_is_named_and_nothing_is_written(folder: Path, expected: Tasks, position: int) -> None:
    content = lines(folder)
    content[position - 1] = damaged(content[position - 1])
    put_lines(folder, content)
    before = contents(folder)
    with opened(folder) as ledger:
        assert f"第 {position} 行" in ledger.notices[0]
        assert f"第 {position} 行" in ledger.read_only
        assert "任务的内容没有受影响" in ledger.read_only
        assert dict(ledger.tasks) == expected
        assert [transaction.number for transaction in ledger.history()] == [
            number for number in range(1, 7) if number != position
        ]
    assert contents(folder) == before


@pytest.mark.parametrize(("position", "kept"), [(3, 2), (4, 3), (5, 4), (6, 5)])
def test_what_lies_behind_a_changed_line_is_not_guessed(crashed: Path, position: int, kept: int) -> None:
    content = lines(crashed)
    put_lines(crashed, content[:kept])
    expected = tasks_of_copy(crashed)
    content[position - 1] = damaged(content[position - 1])
    put_lines(crashed, content)
    with opened(crashed) as ledger:
        assert f"第 {position} 行被改动" in ledger.notices[0]
        assert f"第 {position} 行起的修改没有载入" in ledger.read_only
        assert dict(ledger.tasks) == expected


def tasks_of_copy(folder: Path) -> Tasks:
    copy = folder.with_name("copy")
    shutil.copytree(folder, copy)
    return tasks_of(copy)


@pytest.mark.parametrize("position", [1, 2])
def test_a_changed_line_before_the_checkpoint_does_not_stop_the_replay(
    crashed: Path, expected: Tasks, position: int
) -> None:
    content = lines(crashed)
    content[position - 1] = damaged(content[position - 1])
    put_lines(crashed, content)
    with opened(crashed) as ledger:
        assert f"第 {position} 行" in ledger.read_only
        assert dict(ledger.tasks) == expected


def test_a_line_that_was_rewritten_with_a_hash_of_its_own_is_noticed(folder: Path, expected: Tasks) -> None:
    content = lines(folder)
    forged = msgspec.structs.replace(decode(content[2]), operator="王五", hash="")
    content[2] = seal(forged).line
    put_lines(folder, content)
    with opened(folder) as ledger:
        assert "第 4 行被改动，或它前面缺了行" in ledger.read_only
        assert dict(ledger.tasks) == expected


def test_nothing_is_applied_on_top_of_a_rewritten_line(crashed: Path) -> None:
    content = lines(crashed)
    forged = msgspec.structs.replace(decode(content[2]), operator="王五", hash="")
    content[2] = seal(forged).line
    put_lines(crashed, content)
    with opened(crashed) as ledger:
        assert "第 4 行起的修改没有载入" in ledger.read_only
        assert list(ledger.documents) == ["1"]


def test_who_opens_a_damaged_ledger_does_not_hold_it(folder: Path) -> None:
    content = lines(folder)
    put_lines(folder, [damaged(content[0]), *content[1:]])
    with opened(folder) as ledger:
        assert ledger.read_only
        put_lines(folder, content)  # mended by hand meanwhile
        with opened(folder) as other:
            assert other.read_only == ""


@pytest.mark.parametrize("position", [1, 2, 3, 4, 5])
def test_a_missing_line_is_named(folder: Path, expected: Tasks, position: int) -> None:
    content = lines(folder)
    del content[position - 1]
    put_lines(folder, content)
    with opened(folder) as ledger:
        assert f"第 {position} 行被改动，或它前面缺了行" in ledger.read_only
        assert dict(ledger.tasks) == expected


@pytest.mark.parametrize("kept", [0, 1, 5])
def test_a_journal_that_lost_its_end_is_named(folder: Path, expected: Tasks, kept: int) -> None:
    content = lines(folder)
    put_lines(folder, content[:kept])
    before = contents(folder)
    with opened(folder) as ledger:
        assert f"缺少第 {kept + 1} 行起的内容" in ledger.read_only
        assert dict(ledger.tasks) == expected
    assert contents(folder) == before


def test_a_line_that_was_saved_and_is_now_torn_is_damage(folder: Path, expected: Tasks) -> None:
    *whole, last = lines(folder)
    put_lines(folder, [*whole, last[:-20]])
    before = contents(folder)
    with opened(folder) as ledger:
        assert "缺少第 6 行起的内容" in ledger.read_only
        assert dict(ledger.tasks) == expected
    assert contents(folder) == before


def test_a_journal_that_was_lost_is_named(folder: Path, expected: Tasks) -> None:
    (folder / "journal.jsonl").unlink()
    with opened(folder) as ledger:
        assert "缺少第 1 行起的内容" in ledger.read_only
        assert dict(ledger.tasks) == expected
    assert not (folder / "journal.jsonl").exists()


def test_a_line_written_twice_is_named(folder: Path, expected: Tasks) -> None:
    content = lines(folder)
    put_lines(folder, [*content, content[-1]])
    with opened(folder) as ledger:
        assert "第 7 行" in ledger.read_only
        assert dict(ledger.tasks) == expected


def test_a_line_that_does_not_fit_is_named(crashed: Path) -> None:
    content = lines(crashed)
    last = decode(content[-1])
    wrong = msgspec.structs.replace(last.changes[0], before={"status": "paused"})
    content[-1] = seal(msgspec.structs.replace(last, changes=(wrong,), hash="")).line
    put_lines(crashed, content)
    with opened(crashed) as ledger:
        assert "第 6 行" in ledger.read_only
        assert ledger.task("2-9").status is Status.DONE


@pytest.mark.parametrize("document", ["", "一", "１", "-1"])
def test_a_line_with_a_document_of_no_number_is_named(crashed: Path, document: str) -> None:
    """Nobody but a forger writes such a line: its hash is right."""
    content = lines(crashed)
    last = decode(content[-1])
    task = next(change.after for change in decode(content[0]).changes if change.table == "tasks")
    forged = Change("tasks", "1-8", after={**(task or {}), "id": "1-8", "document": document})
    content[-1] = seal(msgspec.structs.replace(last, changes=(forged,), undoes=None, hash="")).line
    put_lines(crashed, content)
    with opened(crashed) as ledger:
        assert "第 6 行" in ledger.read_only


def newer_checkpoint(folder: Path, **tables: object) -> None:
    path = folder / "ledger.json"
    content = {**json.loads(path.read_bytes()), **tables}
    content["meta"]["1"]["format"] = FORMAT + 1
    path.write_text(json.dumps(content), encoding="utf-8")


@pytest.mark.parametrize("readable", [True, False])
def test_what_a_newer_program_wrote_is_only_read(folder: Path, expected: Tasks, readable: bool) -> None:
    newer_checkpoint(folder, **({"rounds": {}} if readable else {"tasks": [1, 2]}))
    before = contents(folder)
    with opened(folder) as ledger:
        assert "较新版本" in ledger.read_only
        assert f"格式 {FORMAT + 1}" in ledger.read_only
        assert dict(ledger.tasks) == (expected if readable else {})
        with pytest.raises(ReadOnlyError):
            ledger.set_status(["1-1"], Status.DONE)
    assert contents(folder) == before


def test_a_line_of_a_newer_program_is_not_applied(crashed: Path) -> None:
    content = lines(crashed)
    expected = len(content) - 1
    content[-1] = seal(msgspec.structs.replace(decode(content[-1]), format=FORMAT + 1, hash="")).line
    put_lines(crashed, content)
    before = contents(crashed)
    with opened(crashed) as ledger:
        assert "较新版本" in ledger.read_only
        assert len(ledger.history()) == expected
        assert ledger.task("2-9").status is Status.DONE
    assert contents(crashed) == before


def test_a_long_tail_is_written_down_when_nothing_else_is_to_do(crashed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_module, "TAIL_BOUND", 100)
    with opened(crashed) as ledger:
        assert ledger.tidy()
        ledger.checkpoint()  # waits for it
        assert json.loads((crashed / "ledger.json").read_bytes())["meta"]["1"]["number"] == 6
