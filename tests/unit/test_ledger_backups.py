"""Automatic backups: when one is due, which ones stay; and the reminder of those on another disk."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from ledger_samples import CHINA, Clock, document_draft

from govtui.errors import LedgerError
from govtui.ledger.backup import archive as archive_module
from govtui.ledger.backup.archive import faults_of, read_manifest
from govtui.ledger.backup.keeping import (
    automatic_backups,
    back_up,
    back_up_to,
    due,
    elsewhere_note,
    file_for,
    is_apart,
    made_elsewhere,
    note_elsewhere,
)
from govtui.ledger.journal import Place
from govtui.ledger.ledger import Ledger
from govtui.ledger.recovery import recover
from govtui.model import Status

NOW = dt.datetime(2023, 11, 22, 9, 1, tzinfo=CHINA)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "ledger"
    with Ledger.open(folder, now=Clock()) as ledger:
        ledger.add_documents([document_draft("1", "2")])
        ledger.set_status(["1-1"], Status.DOING)
    return folder


def place_of(folder: Path) -> Place:
    return recover(folder).place


def changed(folder: Path, note: str) -> Place:
    with Ledger.open(folder, now=Clock()) as ledger:
        ledger.set_note(["1-2"], note)
    return place_of(folder)


def backed_up(folder: Path, moment: dt.datetime = NOW) -> Path:
    return back_up(folder, place_of(folder), made_at=moment, name="便民服务台账", operator="李四")


def later(**span: float) -> dt.datetime:
    return NOW + dt.timedelta(**span)


# When one is due


def test_an_empty_ledger_needs_none_and_the_first_change_one(tmp_path: Path, folder: Path) -> None:
    assert not due(tmp_path, Place(), NOW)
    assert due(folder, place_of(folder), NOW)


def test_the_name_tells_time_and_number_and_is_no_trouble_to_any_disk(folder: Path) -> None:
    target = backed_up(folder)
    assert target == folder / "backups" / "自动备份-20231122-090100-第2号.zip"
    assert faults_of(target) == []
    assert automatic_backups(folder) == [(target, dt.datetime(2023, 11, 22, 9, 1), 2)]
    assert read_manifest(target).name == "便民服务台账"


def test_none_is_due_while_nothing_changes(folder: Path) -> None:
    backed_up(folder)
    for moment in (NOW, later(hours=2), later(days=400)):
        assert not due(folder, place_of(folder), moment)


def test_one_is_due_an_hour_after_the_last_and_first_thing_in_the_morning(folder: Path) -> None:
    backed_up(folder)
    place = changed(folder, "甲")
    assert not due(folder, place, later(minutes=59))
    assert due(folder, place, later(minutes=60))
    evening = NOW.replace(hour=23, minute=50)
    backed_up(folder, evening)
    place = changed(folder, "乙")
    assert not due(folder, place, evening.replace(minute=59))
    assert due(folder, place, evening + dt.timedelta(minutes=11))


def test_another_history_of_the_same_length_is_a_change(folder: Path) -> None:
    backed_up(folder)
    place = place_of(folder)
    assert due(folder, place._replace(hash="1" * 64), later(hours=2))


def test_one_that_cannot_be_read_is_none(folder: Path) -> None:
    backed_up(folder).write_bytes(b"PK")
    assert due(folder, place_of(folder), later(hours=2))


def test_a_clock_that_ran_ahead_does_not_put_them_off(folder: Path) -> None:
    backed_up(folder, later(days=300))
    place = changed(folder, "甲")
    assert due(folder, place, NOW)
    backed_up(folder, NOW)
    assert not due(folder, place, later(hours=2))


def test_files_of_other_names_are_left_alone(folder: Path) -> None:
    home = folder / "backups"
    home.mkdir()
    names = ("自动备份-20231399-090100-第2号.zip", "恢复前-20231122-090100.zip", "自动备份-1.zip", "a.zip.tmp", "b.zip")
    for name in names:
        (home / name).write_bytes(b"")
    assert automatic_backups(folder) == []
    backed_up(folder)
    assert {path.name for path in home.iterdir()} == {*names, "自动备份-20231122-090100-第2号.zip"}


# Rotation


def stood_in(folder: Path, count: int) -> None:
    """Let there be automatic backups of every half hour before."""
    (folder / "backups").mkdir(exist_ok=True)
    for back in range(1, count + 1):
        moment = NOW - dt.timedelta(minutes=30 * back)
        (folder / "backups" / f"自动备份-{moment:%Y%m%d-%H%M%S}-第1号.zip").write_bytes(b"")


def test_those_that_are_outdated_go(folder: Path) -> None:
    stood_in(folder, 60)
    target = backed_up(folder)
    left = automatic_backups(folder)
    assert left[-1].path == target
    assert [backup.made for backup in left] == [
        dt.datetime(2023, 11, 21, 23, 31),
        *(dt.datetime(2023, 11, 22, 4, 31) + dt.timedelta(minutes=30 * step) for step in range(10)),
    ]


def test_none_goes_where_none_could_be_made(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stood_in(folder, 60)
    before = automatic_backups(folder)

    def fail(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive_module, "force_to_disk", fail)
    with pytest.raises(LedgerError, match="磁盘已满"):
        backed_up(folder)
    assert automatic_backups(folder) == before


def test_one_that_cannot_be_removed_does_no_harm(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stood_in(folder, 60)

    def fail(*arguments: object, **more: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "unlink", fail)
    assert faults_of(backed_up(folder)) == []
    assert len(automatic_backups(folder)) == 61


def test_the_new_one_stays_even_if_the_clock_went_back(folder: Path) -> None:
    for back in range(60):
        backed_up(folder, later(hours=-back))
    assert backed_up(folder, later(days=-1)).exists()


def test_what_an_interrupted_backup_left_is_removed(folder: Path) -> None:
    (folder / "backups").mkdir()
    for name in ("自动备份-20231121-080100-第1号.zip.tmp", "自动备份-20231122-080100-第1号.zip.tmp", "甲.zip.tmp"):
        (folder / "backups" / name).write_bytes(b"half")
    backed_up(folder)
    # another program may be at work on the younger one
    assert {path.name for path in (folder / "backups").glob("*.tmp")} == {
        "自动备份-20231122-080100-第1号.zip.tmp",
        "甲.zip.tmp",
    }


def test_a_folder_that_cannot_be_made_is_told(folder: Path) -> None:
    (folder / "backups").write_bytes(b"a file")
    with pytest.raises(LedgerError, match="无法建立备份文件夹"):
        backed_up(folder)
    assert due(folder, place_of(folder), NOW)


def test_work_goes_on_while_one_is_made(folder: Path) -> None:
    """The backup is of the place that was asked for, whatever is written meanwhile."""
    made: list[Path] = []
    with Ledger.open(folder, now=Clock()) as ledger:
        place = place_of(folder)
        threads = [
            threading.Thread(
                target=lambda at: made.append(back_up(folder, place, made_at=later(seconds=at), name="", operator="")),
                args=(at,),
            )
            for at in range(3)
        ]
        for thread in threads:
            thread.start()
            for count in range(20):
                ledger.set_note(["1-1"], f"{thread.name}{count}")
            thread.join()
    assert [(read_manifest(path).number, faults_of(path)) for path in made] == [(2, [])] * 3
    assert place_of(folder).number == 62


# Elsewhere


def test_a_backup_of_everything_is_remembered(folder: Path, tmp_path: Path) -> None:
    (folder / "evidence").mkdir()
    (folder / "evidence" / "照片.jpg").write_bytes(b"\xff\xd8")
    target = tmp_path / "备份.zip"
    manifest = back_up_to(folder, target, place_of(folder), made_at=NOW, name="台账", operator="李四")
    assert [member.path for member in manifest.evidence] == ["evidence/照片.jpg"]
    (made,) = made_elsewhere(folder)
    assert (made.path, made.made_at, made.number, made.apart) == (str(target.resolve()), NOW, 2, False)
    assert made.sha256 == hashlib.sha256(target.read_bytes()).hexdigest()
    back_up_to(folder, target, changed(folder, "甲"), made_at=later(hours=1), name="台账", operator="李四")
    assert [made.number for made in made_elsewhere(folder)] == [3]


def test_only_so_many_are_remembered(folder: Path, tmp_path: Path) -> None:
    manifest = back_up_to(folder, tmp_path / "a.zip", place_of(folder), made_at=NOW, name="", operator="")
    for count in range(60):
        (tmp_path / f"{count}.zip").write_bytes(b"")
        note_elsewhere(folder, tmp_path / f"{count}.zip", manifest)
    assert [Path(made.path).stem for made in made_elsewhere(folder)] == [str(count) for count in range(10, 60)]


def test_a_backup_is_as_good_where_it_cannot_be_remembered(folder: Path, tmp_path: Path) -> None:
    (folder / "backups").write_bytes(b"a file")
    back_up_to(folder, tmp_path / "备份.zip", place_of(folder), made_at=NOW, name="", operator="")
    assert faults_of(tmp_path / "备份.zip") == []
    assert made_elsewhere(folder) == ()


def test_another_drive_is_another_disk(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_apart(folder, tmp_path)
    monkeypatch.setattr(Path, "drive", property(lambda path: "E:" if path == tmp_path else "C:"))
    assert is_apart(folder, tmp_path)


def remembered(folder: Path, *made: tuple[dt.datetime, bool]) -> None:
    (folder / "backups").mkdir(exist_ok=True)
    entries = [
        {"path": "E:\\备份.zip", "made_at": moment.isoformat(), "number": 1, "sha256": "0" * 64, "apart": apart}
        for moment, apart in made
    ]
    (folder / "backups" / "elsewhere.json").write_text(json.dumps({"backups": entries}), encoding="utf-8")


def test_who_never_made_one_is_reminded_after_a_week(folder: Path) -> None:
    assert elsewhere_note(folder, NOW, None) == ""
    assert elsewhere_note(folder, NOW, later(days=-7)) == ""
    assert "还没有备份到别的磁盘" in elsewhere_note(folder, NOW, later(days=-7, minutes=-1))
    remembered(folder, (later(days=-1), False))
    assert "还没有备份到别的磁盘" in elsewhere_note(folder, NOW, later(days=-8))


def test_who_made_one_long_ago_is_reminded(folder: Path) -> None:
    first = later(days=-100)
    remembered(folder, (later(days=-7), True), (later(days=-20), True))
    assert elsewhere_note(folder, NOW, first) == ""
    assert elsewhere_note(folder, later(hours=1), first) == (
        "台账最近一次备份到别的磁盘是在2023年11月15日，已有7天；请插上U盘或移动硬盘再备份一份"
    )


def test_a_clock_that_ran_ahead_does_not_silence_the_reminder(folder: Path) -> None:
    remembered(folder, (later(days=-20), True), (later(days=300), True))
    assert "2023年11月2日" in elsewhere_note(folder, NOW, later(days=-100))
    remembered(folder, (later(hours=2), True))
    assert elsewhere_note(folder, NOW, later(days=-100)) == ""


@pytest.mark.parametrize("content", [b"", b"{", b'{"backups": 1}', b"\xff\xfe"])
def test_a_record_that_cannot_be_read_is_as_good_as_none(folder: Path, tmp_path: Path, content: bytes) -> None:
    (folder / "backups").mkdir()
    (folder / "backups" / "elsewhere.json").write_bytes(content)
    assert "还没有备份到别的磁盘" in elsewhere_note(folder, NOW, later(days=-100))
    back_up_to(folder, tmp_path / "备份.zip", place_of(folder), made_at=NOW, name="", operator="")
    assert len(made_elsewhere(folder)) == 1


def test_where_a_backup_goes(tmp_path: Path) -> None:
    place = Place(123, "0" * 64, 9)
    assert file_for(tmp_path / "a.ZIP", "台账", place, NOW) == tmp_path / "a.ZIP"
    assert file_for(tmp_path, "2023/便民", place, NOW).name == "2023便民-备份-20231122-090100-第123号.zip"
    assert file_for(tmp_path / "U盘", "", place, NOW).name == "台账-备份-20231122-090100-第123号.zip"
    (tmp_path / "b.zip").mkdir()
    assert file_for(tmp_path / "b.zip", "", place, NOW).parent.name == "b.zip"


def test_asking_what_is_due_loads_no_library() -> None:
    program = "import sys, govtui.ledger.backup.keeping; sys.exit('zipfile' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False, timeout=60).returncode == 0
