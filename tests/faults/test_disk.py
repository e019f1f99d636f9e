"""Disks that are full or cannot be written."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path
from typing import Any

import pytest
from ledger_samples import document_draft

from govtui.errors import LedgerError, ReadOnlyError
from govtui.ledger import journal as journal_module
from govtui.ledger.ledger import Ledger
from govtui.model import Status


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no limit to the size of a file")
def test_a_write_that_fails_at_any_byte_changes_nothing(
    tmp_path: Path, start: Callable[..., subprocess.Popen[str]]
) -> None:
    folder = tmp_path / "ledger"
    output, _ = start("fill.py", folder).communicate(timeout=120)
    assert output.strip().isdigit(), output
    assert int(output) > 3000, "not every byte was tried"
    with Ledger.open(folder) as ledger:
        assert (ledger.read_only, ledger.notices) == ("", ())
        assert len(ledger.history()) == 4
        assert len(ledger.tasks) == 4
        assert ledger.task("1-3").status is Status.DONE


@contextmanager
def full(disk: Path) -> Iterator[None]:
    """Leave not a byte free."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))
    assert shutil.disk_usage(disk).free == 0
    yield
    filler.unlink()


def last_note_that_fits(ledger: Ledger, task_id: str) -> str:
    """Use up what is left of the journal's last block, and return the last note that was saved."""
    saved = ledger.task(task_id).note
    for count in range(1000):
        try:
            ledger.set_note([task_id], f"第{count}次")
        except LedgerError:
            return saved
        saved = f"第{count}次"
    raise AssertionError("the disk is not full")


def test_a_full_disk_keeps_what_was_there_and_the_ledger_goes_on(small_disk: Path) -> None:
    folder = small_disk / "ledger"
    large = document_draft(*map(str, range(1, 101)), title="大表")
    with Ledger.open(folder) as ledger:
        ledger.add_documents([document_draft("1", "2")])
        with full(small_disk):
            with pytest.raises(LedgerError, match="磁盘已满") as caught:
                ledger.add_documents([large])
            assert "清理磁盘空间" in caught.value.hint
            assert list(ledger.tasks) == ["1-1", "1-2"]
            with pytest.raises(LedgerError, match="没有丢失"):
                ledger.checkpoint()
            note = last_note_that_fits(ledger, "1-1")
            assert ledger.task("1-1").note == note
        ledger.set_status(["1-2"], Status.DONE)
        ledger.add_documents([large])
    with Ledger.open(folder) as ledger:
        assert (ledger.read_only, ledger.notices) == ("", ())
        assert (ledger.task("1-1").note, ledger.task("1-2").status) == (note, Status.DONE)
        assert len(ledger.tasks) == 102


def test_on_a_full_disk_a_ledger_can_be_opened_and_read(small_disk: Path) -> None:
    folder = small_disk / "ledger"
    with Ledger.open(folder) as ledger:
        ledger.add_documents([document_draft("1", "2")])
    with full(small_disk):
        with Ledger.open(folder) as ledger:
            assert list(ledger.tasks) == ["1-1", "1-2"]
        with Ledger.open(small_disk / "another") as ledger, pytest.raises(LedgerError, match="磁盘已满"):
            ledger.add_documents([document_draft("1")])


def test_a_write_protected_disk_is_read_only(small_disk: Path) -> None:
    folder = small_disk / "ledger"
    with Ledger.open(folder) as ledger:
        ledger.add_documents([document_draft("1", "2")])
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True, timeout=10)
    with Ledger.open(folder) as ledger:
        assert "磁盘是只读的" in ledger.read_only
        assert list(ledger.tasks) == ["1-1", "1-2"]
        with pytest.raises(ReadOnlyError):
            ledger.set_status(["1-1"], Status.DONE)
    with pytest.raises(LedgerError, match="磁盘是只读的"):
        Ledger.open(small_disk / "another")


TROUBLES = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EROFS: "磁盘是只读的",
    errno.EIO: "磁盘读写出错",
    errno.ENODEV: "没有存入",
}


class FailingFile(FileIO):
    """A file on a disk that takes so many bytes more and then fails."""

    room = 1 << 40
    number = errno.ENOSPC

    def write(self, data: Any) -> int:
        cls = type(self)
        if not cls.room:
            raise OSError(cls.number, os.strerror(cls.number))
        count = super().write(data[: cls.room])
        cls.room -= count
        return count


@pytest.mark.parametrize("number", TROUBLES, ids=errno.errorcode.get)
def test_a_disk_that_fails_at_any_byte_of_a_line_while_it_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    class Failing(FailingFile):
        pass

    monkeypatch.setattr(journal_module, "FileIO", Failing)
    Failing.number = number
    with Ledger.open(tmp_path) as ledger:
        ledger.add_documents([document_draft("1", "2")])
        before, journal = dict(ledger.tasks), (tmp_path / "journal.jsonl").read_bytes()
        for room in range(1 << 20):
            Failing.room = room
            try:
                ledger.set_note(["1-1"], "全部窗口已核对")
                break
            except LedgerError as caught:
                error = caught
            assert TROUBLES[number] in error.message
            assert error.hint
            assert dict(ledger.tasks) == before
            assert (tmp_path / "journal.jsonl").read_bytes() == journal
        assert room > 100
        Failing.room = 1 << 40
        ledger.set_status(["1-2"], Status.DONE)
    with Ledger.open(tmp_path) as ledger:
        assert (ledger.read_only, ledger.notices) == ("", ())
        assert (ledger.task("1-1").note, ledger.task("1-2").status) == ("全部窗口已核对", Status.DONE)
        assert len(ledger.history()) == 3


@pytest.fixture
def as_nobody() -> Iterator[Path]:
    """A folder of a user whom permissions bind, which they do not the superuser."""
    nobody = 65534
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "ledger"
        folder.mkdir()
        if os.geteuid():
            yield folder
            folder.chmod(0o755)
            return
        Path(place).chmod(0o755)
        os.chown(folder, nobody, nobody)
        os.seteuid(nobody)
        try:
            yield folder
        finally:
            os.seteuid(0)


without_permissions = pytest.mark.skipif(os.name == "nt", reason="Windows has permissions of another kind")


@without_permissions
def test_a_folder_without_permission_is_read_only(as_nobody: Path) -> None:
    with Ledger.open(as_nobody) as ledger:
        ledger.add_documents([document_draft("1")])
    as_nobody.chmod(0o555)
    with Ledger.open(as_nobody) as ledger:
        assert "没有访问权限" in ledger.read_only
        assert list(ledger.tasks) == ["1-1"]


@without_permissions
def test_a_folder_that_turns_read_only_while_open_loses_nothing(as_nobody: Path) -> None:
    with Ledger.open(as_nobody) as ledger:
        ledger.add_documents([document_draft("1", "2")])
        ledger.checkpoint()
        ledger.set_note(["1-1"], "改之前")
        as_nobody.chmod(0o555)
        ledger.set_note(["1-2"], "改之后")  # the open journal can be written still
        with pytest.raises(LedgerError, match="没有丢失") as caught:
            ledger.checkpoint()
        assert "权限" in caught.value.hint
    (as_nobody / "journal.jsonl").chmod(0o444)
    with Ledger.open(as_nobody) as ledger:
        assert "没有访问权限" in ledger.read_only
        assert [task.note for task in ledger.tasks.values()] == ["改之前", "改之后"]
        with pytest.raises(ReadOnlyError):
            ledger.set_note(["1-1"], "再改")
    (as_nobody / "journal.jsonl").chmod(0o644)
    as_nobody.chmod(0o755)
    with Ledger.open(as_nobody) as ledger:
        assert (ledger.read_only, ledger.notices) == ("", ())
        assert [task.note for task in ledger.tasks.values()] == ["改之前", "改之后"]


@without_permissions
@pytest.mark.parametrize("name", ["journal.jsonl", "ledger.json", "lock"])
def test_a_file_that_may_not_be_written_or_read_is_named(as_nobody: Path, name: str) -> None:
    with Ledger.open(as_nobody) as ledger:
        ledger.add_documents([document_draft("1")])
    (as_nobody / name).chmod(0o444)
    with Ledger.open(as_nobody) as ledger:
        assert list(ledger.tasks) == ["1-1"]
        if name == "journal.jsonl":
            assert "没有访问权限" in ledger.read_only
    (as_nobody / name).chmod(0)
    if name == "lock":
        with Ledger.open(as_nobody) as ledger:
            assert not ledger.read_only or "没有访问权限" in ledger.read_only
            assert list(ledger.tasks) == ["1-1"]
        return
    with pytest.raises(LedgerError, match="没有访问权限") as caught:
        Ledger.open(as_nobody)
    assert "权限" in caught.value.hint
