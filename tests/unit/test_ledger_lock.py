from __future__ import annotations

import errno
import getpass
import json
import os
import platform
import threading
from pathlib import Path

import pytest
from ledger_samples import Clock, document_draft

from govtui.errors import ReadOnlyError
from govtui.ledger.ledger import Ledger
from govtui.ledger.lock import FolderLock, account_name


def test_the_second_is_told_who_holds_the_ledger(tmp_path: Path) -> None:
    first, second = FolderLock(tmp_path), FolderLock(tmp_path)
    assert first.acquire("张三", Clock()()) == ""
    refusal = second.acquire("李四", Clock()())
    assert refusal.startswith("台账正由张三（计算机 ")
    assert platform.node() in refusal
    assert "自 2023年11月22日 09:01 起）使用，" in refusal
    assert "不能修改" in refusal
    first.release()
    assert second.acquire("李四", Clock()()) == ""
    second.release()


def test_without_a_name_the_account_is_named(tmp_path: Path) -> None:
    lock = FolderLock(tmp_path)
    lock.acquire("", Clock()())
    holder = json.loads((tmp_path / "holder.json").read_bytes())
    assert holder == {
        "operator": account_name(),
        "computer": platform.node(),
        "pid": os.getpid(),
        "since": "2023-11-22T09:01:00+08:00",
    }
    lock.release()
    assert not (tmp_path / "holder.json").exists()


def test_a_computer_without_accounts_has_no_account_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 5000")

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert account_name() == ""


@pytest.mark.parametrize("content", [None, b"", b"{", b'{"operator": 1}', b"\xff\xfe"])
def test_a_holder_that_cannot_be_read_is_another_window(tmp_path: Path, content: bytes | None) -> None:
    first, second = FolderLock(tmp_path), FolderLock(tmp_path)
    first.acquire("张三", Clock()())
    if content is None:
        (tmp_path / "holder.json").unlink()
    else:
        (tmp_path / "holder.json").write_bytes(content)
    assert "另一个窗口" in second.acquire("李四", Clock()())
    first.release()


def test_what_a_crash_left_behind_does_not_block(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text("4711")
    (tmp_path / "holder.json").write_text('{"operator":"张三","computer":"OFFICE-3","pid":4711,"since":"2023-11-22"}')
    lock = FolderLock(tmp_path)
    assert lock.acquire("李四", Clock()()) == ""
    assert json.loads((tmp_path / "holder.json").read_bytes())["operator"] == "李四"
    lock.release()


@pytest.mark.parametrize(("code", "word"), [(errno.EROFS, "只读"), (errno.EACCES, "权限")])
def test_a_folder_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, word: str
) -> None:
    def refuse(*_args: object) -> int:
        raise OSError(code, "refused")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    refused = FolderLock(tmp_path)
    assert word in refused.acquire("张三", Clock()())
    monkeypatch.undo()
    other = FolderLock(tmp_path)
    assert other.acquire("李四", Clock()()) == ""  # the refused one holds nothing
    other.release()


def test_a_full_disk_does_not_keep_the_ledger_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    lock = FolderLock(tmp_path)
    assert lock.acquire("张三", Clock()()) == ""
    lock.release()


def test_a_worker_thread_can_give_back_what_another_took(tmp_path: Path) -> None:
    lock, other = FolderLock(tmp_path), FolderLock(tmp_path)
    lock.acquire("张三", Clock()())
    worker = threading.Thread(target=lock.release)
    worker.start()
    worker.join()
    assert other.acquire("李四", Clock()()) == ""
    other.release()


def test_a_second_ledger_reads_and_the_next_one_writes(tmp_path: Path) -> None:
    with Ledger.open(tmp_path, operator="张三") as first:
        second = Ledger.open(tmp_path, operator="李四")
        assert "张三" in second.read_only
        assert first.read_only == ""
        second.close()
        third = Ledger.open(tmp_path)
        assert third.read_only, "closing a reader must not give the lock away"
        third.close()
    with Ledger.open(tmp_path) as fourth:
        assert fourth.read_only == ""


def test_who_only_reads_takes_nobodys_turn(tmp_path: Path) -> None:
    folder = tmp_path / "ledger"
    Ledger.open(folder).close()
    with Ledger.open(folder, reading=True) as reader:
        assert reader.read_only
        assert not (folder / "holder.json").exists()
        with Ledger.open(folder) as writer:
            assert not writer.read_only


def test_who_only_reads_is_not_kept_out_and_writes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "ledger"
    with Ledger.open(folder) as writer:
        writer.add_documents([document_draft("1", "2")])
        before = {file.name: file.read_bytes() for file in folder.iterdir() if file.name != "lock"}
        with Ledger.open(folder, reading=True) as reader:
            assert dict(reader.tasks) == dict(writer.tasks)
            with pytest.raises(ReadOnlyError):
                reader.undo()
        assert {file.name: file.read_bytes() for file in folder.iterdir() if file.name != "lock"} == before
