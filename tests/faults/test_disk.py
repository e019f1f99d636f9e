"""Disks that are full or cannot be written."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from ledger_samples import document_draft

from govtui.errors import LedgerError, ReadOnlyError
from govtui.ledger.ledger import Ledger
from govtui.model import Status


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no limit to the size of a file")
def test_a_write_that_fails_at_any_byte_changes_nothing(
    tmp_path: Path, start: Callable[..., subprocess.Popen[str]]
) -> None:
    output, _ = start("fill.py", tmp_path).communicate(timeout=60)
    assert output.strip().isdigit(), output
    assert int(output) > 20
    with Ledger.open(tmp_path) as ledger:
        assert (ledger.read_only, ledger.notices) == ("", ())
        assert len(ledger.history()) == 4
        assert len(ledger.tasks) == 20
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


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind the superuser or Windows")
def test_a_folder_without_permission_is_read_only(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        ledger.add_documents([document_draft("1")])
    tmp_path.chmod(0o555)
    try:
        with Ledger.open(tmp_path) as ledger:
            assert "没有访问权限" in ledger.read_only
            assert list(ledger.tasks) == ["1-1"]
    finally:
        tmp_path.chmod(0o755)
