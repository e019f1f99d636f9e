"""Restoring: the ledger of the backup stands there, and what stood there before can be had back."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path

import msgspec
import pytest
from ledger_samples import CHINA, Clock, document_draft

from govtui.errors import LedgerError, ReadOnlyError
from govtui.ledger.backup import restore as restore_module
from govtui.ledger.backup.archive import faults_of, write_archive
from govtui.ledger.backup.keeping import back_up
from govtui.ledger.backup.restore import DamagedArchiveError, Restored, restore
from govtui.ledger.ledger import Ledger
from govtui.ledger.lock import FolderLock
from govtui.ledger.recovery import recover
from govtui.ledger.transactions import FORMAT, decode, seal
from govtui.model import Status, Task

NOW = dt.datetime(2023, 11, 22, 9, 1, tzinfo=CHINA)
LETTER = "青禾县政务公开工作会议纪要".encode()
LETTER_PATH = f"evidence/{hashlib.sha256(LETTER).hexdigest()}.docx"


def opened(folder: Path) -> Ledger:
    return Ledger.open(folder, operator="李四", now=Clock())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A ledger with three transactions and two pieces of evidence."""
    folder = tmp_path / "台账"
    with opened(folder) as ledger:
        ledger.add_documents([document_draft("1", "2")])
        ledger.set_status(["1-1"], Status.DOING)
        ledger.set_note(["1-2"], "甲")
    (folder / "evidence").mkdir()
    (folder / LETTER_PATH).write_bytes(LETTER)
    (folder / "evidence" / "照片.jpg").write_bytes(b"\xff\xd8")
    return folder


@pytest.fixture
def backup(folder: Path, tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return backed_up(folder, tmp_path / "stick" / "备份.zip")


def backed_up(folder: Path, target: Path, evidence: bool = True) -> Path:
    place = recover(folder).place
    write_archive(folder, target, place, made_at=NOW, name="便民", operator="李四", evidence=evidence)
    return target


def worked_on(folder: Path) -> None:
    with opened(folder) as ledger:
        ledger.set_note(["1-1"], "后来的备注")
        ledger.add_documents([document_draft("9")])


def tasks_of(folder: Path) -> Mapping[str, Task]:
    """Return the tasks of a ledger that must be in order."""
    with opened(folder) as ledger:
        assert (ledger.read_only, ledger.notices) == ("", ())
        return dict(ledger.tasks)


def restored(archive: Path, folder: Path) -> Restored:
    return restore(archive, folder, made_at=NOW, operator="李四")


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "lock"
    }


def test_the_ledger_of_the_backup_stands_there_and_what_stood_there_is_kept(folder: Path, backup: Path) -> None:
    earlier = tasks_of(folder)
    worked_on(folder)
    later, files = tasks_of(folder), contents(folder)
    found = restored(backup, folder)
    assert (found.manifest.number, found.evidence, found.missing) == (3, 0, ())
    assert found.before == folder / "backups" / "恢复前-20231122-090100.zip"
    assert not (folder / "restoring").exists()
    assert tasks_of(folder) == earlier
    assert faults_of(found.before) == []
    with zipfile.ZipFile(found.before) as archive:
        assert archive.read("journal.jsonl") == files["journal.jsonl"]
        assert archive.read("ledger.json") == files["ledger.json"]
    # and back again
    again = restored(found.before, folder)
    assert again.before is not None
    assert again.before.name == "恢复前-20231122-090100-2.zip"
    assert tasks_of(folder) == later


def test_into_a_new_folder(folder: Path, backup: Path, tmp_path: Path) -> None:
    new = tmp_path / "新的" / "台账"
    found = restored(backup, new)
    assert (found.before, found.evidence, found.missing) == (None, 2, ())
    assert tasks_of(new) == tasks_of(folder)
    assert (new / LETTER_PATH).read_bytes() == LETTER
    assert not (new / LETTER_PATH).stat().st_mode & stat.S_IWUSR
    assert not (new / "backups").exists()


def test_a_damaged_ledger_is_kept_as_it_was(folder: Path, backup: Path) -> None:
    expected = tasks_of(folder)
    damaged = (folder / "journal.jsonl").read_bytes().replace(b'"number":2', b'"number":7')
    (folder / "journal.jsonl").write_bytes(damaged)
    (folder / "ledger.json").write_bytes(b"{")
    before = restored(backup, folder).before
    assert before is not None
    with zipfile.ZipFile(before) as archive:
        assert archive.read("journal.jsonl") == damaged
        assert archive.read("ledger.json") == b"{"
    assert tasks_of(folder) == expected
    assert faults_of(before) == []
    with pytest.raises(DamagedArchiveError, match="第 2 行被改动"):
        restored(before, folder)
    assert tasks_of(folder) == expected


def test_without_a_journal_there_is_something_to_keep_too(folder: Path, backup: Path) -> None:
    (folder / "journal.jsonl").unlink()
    before = restored(backup, folder).before
    assert before is not None
    with zipfile.ZipFile(before) as archive:
        assert archive.read("ledger.json")
        assert archive.read("journal.jsonl") == b""
    assert len(tasks_of(folder)) == 2


def test_evidence_that_is_missing_or_spoiled_comes_back(folder: Path, backup: Path) -> None:
    (folder / "evidence" / "照片.jpg").unlink()
    (folder / LETTER_PATH).write_bytes(LETTER[:-1] + b"?")
    (folder / LETTER_PATH).chmod(0o444)
    found = restored(backup, folder)
    assert (found.evidence, found.missing) == (2, ())
    assert (folder / LETTER_PATH).read_bytes() == LETTER
    assert (folder / "evidence" / "照片.jpg").read_bytes() == b"\xff\xd8"
    assert found.before is not None
    with zipfile.ZipFile(found.before) as archive:
        assert archive.read(LETTER_PATH) == LETTER[:-1] + b"?"
    # what was spoiled does not drive out what is sound
    assert restored(found.before, folder).evidence == 0
    assert (folder / LETTER_PATH).read_bytes() == LETTER


def test_a_file_that_no_name_proves_is_left_alone(folder: Path, backup: Path) -> None:
    (folder / "evidence" / "照片.jpg").write_bytes(b"another")
    restored(backup, folder)
    assert (folder / "evidence" / "照片.jpg").read_bytes() == b"another"


def test_an_automatic_backup_finds_the_evidence_that_lies_beside_it(folder: Path, tmp_path: Path) -> None:
    automatic = back_up(folder, recover(folder).place, made_at=NOW, name="", operator="")
    (folder / LETTER_PATH).write_bytes(b"?" * len(LETTER))
    found = restored(automatic, tmp_path / "新")
    assert (found.evidence, found.missing) == (1, (LETTER_PATH,))
    assert (tmp_path / "新" / "evidence" / "照片.jpg").read_bytes() == b"\xff\xd8"


def test_evidence_that_is_nowhere_is_named(folder: Path, tmp_path: Path) -> None:
    backed_up(folder, tmp_path / "无原件.zip", evidence=False)
    found = restored(tmp_path / "无原件.zip", tmp_path / "新")
    assert found.missing == (LETTER_PATH, "evidence/照片.jpg")
    (folder / LETTER_PATH).rename((folder / LETTER_PATH).with_suffix(".DOC"))  # the same content, another suffix
    assert restored(tmp_path / "无原件.zip", folder).missing == ()


def test_an_empty_ledger_can_be_restored(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "空").mkdir()
    backed_up(tmp_path / "空", tmp_path / "空.zip")
    found = restored(tmp_path / "空.zip", folder)
    assert found.before is not None
    assert tasks_of(folder) == {}


# Refused


def test_a_damaged_backup_changes_nothing(folder: Path, backup: Path, tmp_path: Path) -> None:
    files = contents(folder)
    data = bytearray(backup.read_bytes())
    data[200] ^= 1
    backup.write_bytes(data)
    with pytest.raises(DamagedArchiveError, match=r"“journal\.jsonl”已损坏.*台账没有改动") as caught:
        restored(backup, folder)
    assert caught.value.faults == tuple(faults_of(backup))
    assert contents(folder) == files
    backup.write_bytes(b"PK")
    with pytest.raises(DamagedArchiveError, match="不是 govtui 的备份"):
        restored(backup, tmp_path / "新")
    assert not (tmp_path / "新").exists()
    with pytest.raises(LedgerError, match="不在原来的位置"):
        restored(tmp_path / "没有.zip", folder)


def test_of_many_faults_the_first_are_named(folder: Path, backup: Path) -> None:
    with zipfile.ZipFile(backup, "a") as archive:
        for count in range(5):
            archive.writestr(f"evidence/{count}", b"")
    with pytest.raises(DamagedArchiveError, match=r"“evidence/0”；多出了“evidence/1”；多出了“evidence/2”；共5处"):
        restored(backup, folder)


def test_a_backup_with_lines_that_do_not_fit_changes_nothing(folder: Path, tmp_path: Path) -> None:
    """Sums and chain are sound, yet opening would find a fault."""
    lines = (folder / "journal.jsonl").read_bytes().splitlines(keepends=True)
    wrong = decode(lines[2])
    changes = (wrong.changes[0].inverse(),)
    lines[2] = seal(msgspec.structs.replace(wrong, changes=changes, hash="")).line
    other = tmp_path / "other"
    other.mkdir()
    (other / "journal.jsonl").write_bytes(b"".join(lines))
    place = recover(folder).place._replace(hash=decode(lines[2]).hash, end=sum(map(len, lines)))
    write_archive(other, tmp_path / "备份.zip", place, made_at=NOW, name="", operator="", evidence=False)
    assert faults_of(tmp_path / "备份.zip") == []
    files = contents(folder)
    with pytest.raises(DamagedArchiveError, match="第 3 行"):
        restored(tmp_path / "备份.zip", folder)
    assert contents(folder) == files


def rewritten(backup: Path, **fields: object) -> None:
    with zipfile.ZipFile(backup) as archive:
        content = {info: archive.read(info) for info in archive.infolist()}
    with zipfile.ZipFile(backup, "w") as archive:
        for info, data in content.items():
            if info.filename == "manifest.json":
                data = json.dumps({**json.loads(data), **fields}).encode()
            archive.writestr(info.filename, data, compress_type=info.compress_type)


@pytest.mark.parametrize("fields", [{}, {"files": {"another": "shape"}}])
def test_a_backup_of_a_newer_program_is_refused(folder: Path, backup: Path, fields: dict[str, object]) -> None:
    files = contents(folder)
    rewritten(backup, format=FORMAT + 1, **fields)
    with pytest.raises(LedgerError, match=rf"较新版本的程序制作（格式 {FORMAT + 1}.*台账没有改动") as caught:
        restored(backup, folder)
    assert not isinstance(caught.value, DamagedArchiveError)
    assert "升级程序" in caught.value.hint
    assert contents(folder) == files


def test_who_holds_the_ledger_is_named(folder: Path, backup: Path) -> None:
    lock = FolderLock(folder)
    lock.acquire("王五", NOW)
    files = contents(folder)
    with pytest.raises(ReadOnlyError, match="台账正由王五") as caught:
        restored(backup, folder)
    assert "等对方退出" in caught.value.hint
    assert contents(folder) == files
    lock.release()
    restored(backup, folder)
    assert FolderLock(folder).acquire("李四", NOW) == ""


def test_without_a_backup_of_what_stands_there_nothing_is_done(folder: Path, backup: Path) -> None:
    worked_on(folder)
    expected = tasks_of(folder)
    (folder / "backups").write_bytes(b"a file in the way")
    with pytest.raises(LedgerError, match="无法建立备份文件夹"):
        restored(backup, folder)
    (folder / "backups").unlink()
    (folder / "backups" / "恢复前-20231122-090100.zip.tmp").mkdir(parents=True)
    with pytest.raises(LedgerError, match="恢复前要先备份现有的内容，这份备份没有做成"):
        restored(backup, folder)
    assert tasks_of(folder) == expected
    assert not (folder / "restoring").exists()


def test_a_disk_that_loses_what_was_put_there_is_noticed(
    folder: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    swap = restore_module._swap

    def lose(folder: Path, stage: Path) -> None:
        swap(folder, stage)
        (folder / "journal.jsonl").write_bytes(b"")

    monkeypatch.setattr(restore_module, "_swap", lose)
    with pytest.raises(LedgerError, match="恢复后核对没有通过") as caught:
        restored(backup, folder)
    assert "恢复前-20231122-090100.zip" in caught.value.hint


def test_what_an_interrupted_restore_left_is_no_trouble(folder: Path, backup: Path) -> None:
    stage = folder / "restoring"
    stage.mkdir()
    for name in ("journal.jsonl", "journal.jsonl.tmp", "ledger.json"):
        (stage / name).write_bytes(b"half")
    restored(backup, folder)
    assert not stage.exists()
    stage.mkdir()
    (stage / "甲.txt").write_bytes(b"not ours")
    restored(backup, folder)
    assert (stage / "甲.txt").exists()
