"""Backups on bad days: damaged at any byte, on a full disk, beside a writer, restored by a program that is killed."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import itertools
import os
import random
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from ledger_samples import CHINA, Clock, document_draft

from govtui.errors import LedgerError
from govtui.ledger import disk as disk_module
from govtui.ledger.backup import restore as restore_module
from govtui.ledger.backup.archive import faults_of, read_manifest, write_archive
from govtui.ledger.backup.keeping import automatic_backups, back_up
from govtui.ledger.backup.restore import restore
from govtui.ledger.backup.unpacking import unpacked
from govtui.ledger.ledger import Ledger
from govtui.ledger.recovery import recover
from govtui.model import Status

NOW = dt.datetime(2023, 11, 22, 9, 1, tzinfo=CHINA)
LETTER = "青禾县政务公开工作会议纪要".encode()
PHOTO = bytes(range(256)) * 4

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger with three transactions and two pieces of evidence."""
    folder = tmp_path / "ledger"
    with Ledger.open(folder, operator="李四", now=Clock()) as ledger:
        ledger.add_documents([document_draft("1", "2")])
        ledger.set_status(["1-1"], Status.DOING)
        ledger.set_note(["1-2"], "甲")
    (folder / "evidence").mkdir()
    for data in (LETTER, PHOTO):
        (folder / "evidence" / hashlib.sha256(data).hexdigest()).write_bytes(data)
    return folder


@pytest.fixture
def archive(ledger: Path, tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return backed_up(ledger, tmp_path / "stick" / "备份.zip")


def backed_up(folder: Path, target: Path, evidence: bool = True) -> Path:
    place = recover(folder).place
    write_archive(folder, target, place, made_at=NOW, name="便民", operator="李四", evidence=evidence)
    return target


def other_ledger(folder: Path) -> Path:
    """Make a ledger that never knew that of the backup."""
    with Ledger.open(folder, operator="王五", now=Clock()) as ledger:
        ledger.add_documents([document_draft("7")])
    return folder


def later_ledger(ledger: Path) -> Path:
    """Let the ledger of the backup go on."""
    with Ledger.open(ledger, operator="李四", now=Clock()) as opened:
        opened.set_status(["1-1", "1-2"], Status.DONE)
        opened.add_documents([document_draft("9")])
    return ledger


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "lock"
    }


# Damage


def held_in(path: Path) -> dict[str, bytes]:
    with unpacked(path) as archive:
        return {member.path: b"".join(archive.blocks(member)) for member in archive.manifest.files}


def test_whatever_byte_is_changed_it_is_named_or_nothing_is_different(archive: Path, tmp_path: Path) -> None:
    """Some bytes of a ZIP, like the hour of a file, say nothing of what is in it."""
    sound, manifest, expected = archive.read_bytes(), read_manifest(archive), held_in(archive)
    spoilt = tmp_path / "spoilt.zip"
    harmless = 0
    for place in range(len(sound)):
        data = bytearray(sound)
        data[place] ^= (0x01, 0x80, 0xFF, 0x10)[place % 4]
        spoilt.write_bytes(data)
        if not faults_of(spoilt):
            assert (read_manifest(spoilt), held_in(spoilt)) == (manifest, expected), place
            harmless += 1
    assert harmless < len(sound) / 5


def test_an_archive_cut_off_anywhere_is_named(archive: Path, tmp_path: Path) -> None:
    sound = archive.read_bytes()
    for length in range(0, len(sound), 7):
        (tmp_path / "cut.zip").write_bytes(sound[:length])
        assert faults_of(tmp_path / "cut.zip"), length


def test_an_archive_mangled_at_random_is_named_or_restored_whole(archive: Path, ledger: Path, tmp_path: Path) -> None:
    chance, sound, expected = random.Random(4), archive.read_bytes(), recover(ledger)
    spoilt, restored = tmp_path / "spoilt.zip", 0
    for count in range(400):
        data = bytearray(sound)
        for _ in range(chance.choice((1, 2, 8))):
            start = chance.randrange(len(data))
            data[start : start + chance.choice((1, 4, 100))] = chance.randbytes(chance.choice((0, 1, 4, 100)))
        spoilt.write_bytes(data)
        with suppress(LedgerError):
            restore(spoilt, tmp_path / f"{count}", made_at=NOW, operator="")
            assert recover(tmp_path / f"{count}").place == expected.place
            assert recover(tmp_path / f"{count}").state.tasks == expected.state.tasks
            restored += 1
    assert restored < 100


# Disks


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no limit to the size of a file")
def test_a_write_that_fails_at_any_byte_leaves_nothing_behind(ledger: Path, tmp_path: Path, start: Start) -> None:
    other_ledger(tmp_path / "other")
    output, _ = start("fill_backup.py", tmp_path).communicate(timeout=120)
    assert len(output.split()) == 2, output
    backups, restores = map(int, output.split())
    assert (backups > 50, restores > 20) == (True, True)


def test_on_a_full_disk_no_backup_goes_and_none_stays_half(small_disk: Path, ledger: Path) -> None:
    folder = small_disk / "ledger"
    with Ledger.open(folder, now=Clock()) as opened:
        opened.add_documents([document_draft(*map(str, range(1, 200)))])
    place = recover(folder).place
    for hour in range(15):
        back_up(folder, place, made_at=NOW + dt.timedelta(hours=hour), name="", operator="")
    kept = automatic_backups(folder)
    with (small_disk / "filler").open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))
    later = NOW + dt.timedelta(days=40)
    with pytest.raises(LedgerError, match="磁盘已满"):
        back_up(folder, place, made_at=later, name="", operator="")
    assert automatic_backups(folder) == kept
    assert list((folder / "backups").glob("*.tmp")) == []
    before = tree(folder)
    archive = backed_up(ledger, ledger / "backups.zip")
    with pytest.raises(LedgerError, match="磁盘已满"):
        restore(archive, folder, made_at=later, operator="")
    assert tree(folder) == before
    (small_disk / "filler").unlink()
    restore(archive, folder, made_at=later, operator="")
    assert recover(folder).state.tasks == recover(ledger).state.tasks


# Beside a writer


def test_a_backup_that_is_made_while_another_program_writes(tmp_path: Path, start: Start) -> None:
    folder = tmp_path / "busy"
    writer = start("edit.py", folder, 4)
    assert writer.stdout is not None
    assert writer.stdout.readline().strip() == "ready"
    expected, numbers = {}, set()
    for count in range(12):
        for _ in range(40):  # so that it goes on: nobody reads what it says otherwise
            writer.stdout.readline()
        found = recover(folder)
        target = tmp_path / f"{count}.zip"
        write_archive(folder, target, found.place, made_at=NOW, name="", operator="", evidence=False)
        expected[target] = found
        numbers.add(found.place.number)
    assert writer.poll() is None
    writer.kill()
    writer.wait()
    assert len(numbers) > 6
    for target, found in expected.items():
        assert faults_of(target) == []
        restore(target, tmp_path / target.stem, made_at=NOW, operator="")
        again = recover(tmp_path / target.stem)
        assert again.place == found.place
        assert (again.state.documents, again.state.tasks) == (found.state.documents, found.state.tasks)


# Killed


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot part a process in two")
@pytest.mark.parametrize("stands_there", [other_ledger, later_ledger])
def test_a_restore_that_is_killed_anywhere_leaves_the_old_ledger_or_the_new_one(
    archive: Path, tmp_path: Path, start: Start, stands_there: Callable[[Path], Path]
) -> None:
    folder = stands_there(tmp_path / ("ledger" if stands_there is later_ledger else "other"))
    (tmp_path / "scratch").mkdir()
    output, _ = start("kill_restore.py", archive, folder, tmp_path / "scratch").communicate(timeout=120)
    stood = output.split()
    assert set(stood) == {"old", "new"}, output
    assert len(stood) > 20
    assert stood == sorted(stood, reverse=True)  # from one moment on it is the new one


@pytest.mark.parametrize("stands_there", [other_ledger, later_ledger])
def test_a_step_that_fails_is_told_and_one_of_the_two_ledgers_stands_whole(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stands_there: Callable[[Path], Path]
) -> None:
    """A disk that fails once, at each step in turn, and works again at once."""
    folder = stands_there(tmp_path / ("ledger" if stands_there is later_ledger else "other"))
    restore(archive, tmp_path / "new", made_at=NOW, operator="")
    old, new, refused = tree(folder), recover(tmp_path / "new"), 0
    for step in range(100):
        with monkeypatch.context() as patch:
            steps = failing_at(step, patch)
            said = refusal(lambda: restore(archive, folder, made_at=NOW, operator=""))
        now = tree(folder)
        if now["journal.jsonl"] == old["journal.jsonl"]:
            assert said, step
            assert {path: now[path] for path in old} == old, step
        else:
            found = recover(folder)
            assert (found.refusal, found.place) == ("", new.place), step
            assert found.state.tasks == new.state.tasks, step
            for path, data in old.items():
                (folder / path).write_bytes(data)
        if said:
            assert "磁盘读写出错" in said
            refused += 1
        if next(steps) <= step:  # the whole restore took fewer steps
            break
    assert refused > 8


def refusal(action: Callable[[], object]) -> str:
    try:
        action()
    except LedgerError as error:
        return str(error)
    return ""


def failing_at(number: int, patch: pytest.MonkeyPatch) -> Iterator[int]:
    """Let the step of this number fail, counted from 0. The next of what is returned is the number of steps taken."""
    count = itertools.count()

    def failing(function: Callable[..., object]) -> Callable[..., object]:
        def step(*arguments: object, **more: object) -> object:
            if next(count) == number:
                raise OSError(errno.EIO, "Input/output error")
            return function(*arguments, **more)

        return step

    for module, names in (
        (disk_module, ("move_file", "force")),
        (restore_module, ("move_file", "recover", "write_raw_archive", "backups_folder")),
        (Path, ("mkdir", "unlink", "rmdir", "chmod")),
    ):
        for name in names:
            patch.setattr(module, name, failing(getattr(module, name)))
    return count
