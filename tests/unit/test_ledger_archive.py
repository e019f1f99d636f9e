"""Backups: what is in them, what is noticed of what happens to them, and who is not believed."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from ledger_samples import CHINA, Clock, document_draft

from govtui.errors import LedgerError
from govtui.ledger.backup import archive as archive_module
from govtui.ledger.backup import chain as chain_module
from govtui.ledger.backup.archive import faults_of, read_manifest, write_archive, write_raw_archive
from govtui.ledger.backup.manifest import Manifest, is_lawful, note_for
from govtui.ledger.journal import Place
from govtui.ledger.ledger import Ledger
from govtui.ledger.recovery import recover
from govtui.ledger.transactions import FORMAT
from govtui.model import Status

MADE_AT = dt.datetime(2023, 11, 22, 9, 1, tzinfo=CHINA)
LETTER = "青禾县政务公开工作会议纪要".encode() * 400


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A ledger with three transactions and two pieces of evidence, one of them put there by hand."""
    folder = tmp_path / "台账"
    with Ledger.open(folder, operator="李四", now=Clock()) as ledger:
        ledger.add_documents([document_draft("1", "2")])
        ledger.set_status(["1-1"], Status.DOING)
        ledger.set_note(["1-2"], "甲")
    (folder / "evidence").mkdir()
    (folder / "evidence" / hashlib.sha256(LETTER).hexdigest()).write_bytes(LETTER)
    (folder / "evidence" / "照片.jpg").write_bytes(b"\xff\xd8")
    return folder


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Where backups go."""
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def place_of(folder: Path) -> Place:
    return recover(folder).place


def back_up(folder: Path, target: Path, evidence: bool = True, place: Place | None = None) -> Manifest:
    return write_archive(
        folder,
        target,
        place or place_of(folder),
        made_at=MADE_AT,
        name="便民服务台账",
        operator="李四",
        evidence=evidence,
    )


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def put_members(path: Path, content: dict[str, bytes], stored: tuple[str, ...] = ("evidence/",)) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in content.items():
            kind = zipfile.ZIP_STORED if name.startswith(stored) else zipfile.ZIP_DEFLATED
            archive.writestr(name, data, compress_type=kind)


def test_a_backup_holds_the_journal_the_evidence_a_note_and_the_sums_of_all(folder: Path, stick: Path) -> None:
    target = stick / "备份.zip"
    manifest = back_up(folder, target)
    content = members(target)
    assert content["journal.jsonl"] == (folder / "journal.jsonl").read_bytes()
    evidence = [f"evidence/{hashlib.sha256(LETTER).hexdigest()}", "evidence/照片.jpg"]
    assert list(content) == ["journal.jsonl", *evidence, "说明.txt", "manifest.json"]
    assert content[evidence[0]] == LETTER
    assert {member.path: member.sha256 for member in manifest.files} == {
        name: hashlib.sha256(data).hexdigest() for name, data in content.items() if name != "manifest.json"
    }
    place = place_of(folder)
    assert (manifest.number, manifest.hash, manifest.format) == (3, place.hash, FORMAT)
    assert (manifest.made_at, manifest.name, manifest.operator) == (MADE_AT, "便民服务台账", "李四")
    assert read_manifest(target) == manifest
    assert faults_of(target) == []
    assert names_in(stick) == ["备份.zip"]


def test_the_note_is_for_humans(folder: Path, stick: Path) -> None:
    back_up(folder, stick / "备份.zip")
    note = members(stick / "备份.zip")["说明.txt"].decode("utf-8-sig")
    for words in (
        "“便民服务台账”的备份",
        "2023年11月22日 09:01",
        "操作人 李四",
        "govtui restore",
        "佐证材料的原件\r\n",
    ):
        assert words in note
    back_up(folder, stick / "无原件.zip", evidence=False)
    assert "不含佐证材料的原件" in members(stick / "无原件.zip")["说明.txt"].decode("utf-8-sig")


def test_without_evidence_it_is_named_and_not_read(folder: Path, stick: Path) -> None:
    name = hashlib.sha256(LETTER).hexdigest()
    (folder / "evidence" / name).write_bytes(LETTER[:-1] + b"?")  # the name says what its sum was
    manifest = back_up(folder, stick / "备份.zip", evidence=False)
    assert list(members(stick / "备份.zip")) == ["journal.jsonl", "说明.txt", "manifest.json"]
    assert [(member.path, member.size, member.sha256) for member in manifest.beside] == [
        (f"evidence/{name}", len(LETTER), name),
        ("evidence/照片.jpg", 2, hashlib.sha256(b"\xff\xd8").hexdigest()),
    ]
    assert faults_of(stick / "备份.zip") == []


def test_an_earlier_place_gives_the_ledger_of_that_time(folder: Path, stick: Path) -> None:
    place = place_of(folder)
    with Ledger.open(folder, now=Clock()) as ledger:
        ledger.set_status(["1-1"], Status.DONE)
    manifest = back_up(folder, stick / "备份.zip", place=place)
    assert manifest.number == 3
    assert len(members(stick / "备份.zip")["journal.jsonl"]) == place.end
    assert faults_of(stick / "备份.zip") == []


def test_an_empty_ledger_can_be_backed_up(stick: Path) -> None:
    manifest = back_up(stick, stick / "备份.zip")
    assert (manifest.number, faults_of(stick / "备份.zip")) == (0, [])


def test_what_is_being_put_there_or_does_not_belong_there_is_no_evidence(folder: Path, stick: Path) -> None:
    (folder / "evidence" / "new.tmp").write_bytes(b"half")
    (folder / "evidence" / "link").symlink_to(folder / "journal.jsonl")
    (folder / "evidence" / "a:b").write_bytes(b"no name on Windows")
    assert len(back_up(folder, stick / "备份.zip").evidence) == 2


def test_files_of_many_blocks_are_streamed(stick: Path, folder: Path) -> None:
    """Lines longer than a block, lines across blocks, and evidence of several blocks."""
    with Ledger.open(folder, now=Clock()) as ledger:
        ledger.set_note(["1-1"], "核对" * 900_000)
        for count in range(30):
            ledger.set_note(["1-2"], f"{count}" + "整改" * 20_000)
    (folder / "evidence" / "录像.mp4").write_bytes(b"0123456789abcdef" * 200_000)
    manifest = back_up(folder, stick / "备份.zip")
    assert manifest.number == 34
    assert faults_of(stick / "备份.zip") == []
    assert members(stick / "备份.zip")["journal.jsonl"] == (folder / "journal.jsonl").read_bytes()


# What cannot be backed up


def test_a_journal_that_is_not_sound_is_not_backed_up_as_if_it_were(folder: Path, stick: Path) -> None:
    place, target = place_of(folder), stick / "备份.zip"
    sound = (folder / "journal.jsonl").read_bytes()
    back_up(folder, target)
    kept = target.read_bytes()
    for content, line in ((sound.replace("窗口".encode(), "大厅".encode(), 1), 1), (sound[:-40], 3)):
        (folder / "journal.jsonl").write_bytes(content)
        with pytest.raises(LedgerError, match=f"第 {line} 行被改动，或从它起缺了内容"):
            back_up(folder, target, place=place)
    assert target.read_bytes() == kept
    assert names_in(stick) == ["备份.zip"]


def test_a_place_that_is_not_the_journals_is_refused(folder: Path, stick: Path) -> None:
    with pytest.raises(LedgerError, match="没有备份"):
        back_up(folder, stick / "备份.zip", place=place_of(folder)._replace(hash="1" * 64))
    (folder / "journal.jsonl").unlink()
    with pytest.raises(LedgerError, match="读取台账的文件"):
        back_up(folder, stick / "备份.zip", place=Place(3, "1" * 64, 100))
    assert names_in(stick) == []


def test_a_missing_stick_and_a_folder_in_the_way_are_told(folder: Path, stick: Path) -> None:
    with pytest.raises(LedgerError, match="文件夹已经不在原来的位置") as caught:
        back_up(folder, stick / "U盘" / "备份.zip")
    assert "U盘是否拔出" in caught.value.hint
    (stick / "备份.zip").mkdir()
    with pytest.raises(LedgerError, match="是一个文件夹"):
        back_up(folder, stick / "备份.zip")


@pytest.mark.parametrize("name", ["journal.jsonl", "ledger.json", "备份"])
def test_only_an_archive_is_replaced(folder: Path, name: str) -> None:
    before = place_of(folder)
    with pytest.raises(LedgerError, match=r"要以 \.zip 结尾"):
        back_up(folder, folder / name)
    assert place_of(folder) == before


def test_what_the_disk_did_not_keep_is_noticed(folder: Path, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that says that it has written, and gives back something else."""
    force = archive_module.force_to_disk

    def forget(file: object) -> None:
        force(file)  # type: ignore[arg-type]
        path = stick / "备份.zip.tmp"
        data = bytearray(path.read_bytes())
        data[100] ^= 1
        path.write_bytes(data)

    monkeypatch.setattr(archive_module, "force_to_disk", forget)
    with pytest.raises(LedgerError, match="写好后重新读出来核对，与写入的不一致"):
        back_up(folder, stick / "备份.zip")
    assert names_in(stick) == []


# What happens to a backup


def spoilt(**changes: bytes | None) -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    names = {"journal": "journal.jsonl", "note": "说明.txt", "photo": "evidence/照片.jpg", "manifest": "manifest.json"}

    def spoil(content: dict[str, bytes]) -> dict[str, bytes]:
        for name, data in changes.items():
            if data is None:
                del content[names[name]]
            else:
                content[names[name]] = data
        return content

    return spoil


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (spoilt(photo=b"\xff\xd9"), "“evidence/照片.jpg”已损坏"),
        (spoilt(photo=b"\xff\xd8\xff"), "“evidence/照片.jpg”已损坏"),
        (spoilt(photo=None), "缺少“evidence/照片.jpg”"),
        (spoilt(note=b"..."), "“说明.txt”已损坏"),
        (spoilt(journal=None), "缺少“journal.jsonl”"),
        (spoilt(journal=b""), "“journal.jsonl”已损坏"),
        (spoilt(manifest=None), "不是 govtui 的备份"),
        (spoilt(manifest=b"{"), "不是 govtui 的备份"),
        (spoilt(manifest=b"\xff\xfe"), "不是 govtui 的备份"),
        (spoilt(manifest=b'{"format": 1}'), "不是 govtui 的备份"),
        (lambda content: {**content, "evidence/x": b""}, "多出了“evidence/x”"),
        (lambda content: {**content, "ledger.json": b"{}"}, "多出了“ledger.json”"),
    ],
)
def test_what_was_changed_is_named(
    folder: Path, stick: Path, spoil: Callable[[dict[str, bytes]], dict[str, bytes]], fault: str
) -> None:
    target = stick / "备份.zip"
    back_up(folder, target)
    put_members(target, spoil(members(target)))
    (found,) = faults_of(target)
    assert fault in found
    assert not found.endswith("。")


def forged(target: Path, **fields: object) -> None:
    """Let the manifest say something else, with everything else as it was."""
    content = members(target)
    content["manifest.json"] = json.dumps({**json.loads(content["manifest.json"]), **fields}).encode()
    put_members(target, content)


def resummed(target: Path, path: str, data: bytes) -> None:
    """Change a file and its sums, as somebody would who knows how."""
    content = {**members(target), path: data}
    manifest = json.loads(content["manifest.json"])
    for member in manifest["files"]:
        if member["path"] == path:
            member.update(size=len(data), sha256=hashlib.sha256(data).hexdigest())
    content["manifest.json"] = json.dumps(manifest).encode()
    put_members(target, content)


def test_the_chain_of_the_journal_is_looked_at_too(folder: Path, stick: Path) -> None:
    target = stick / "备份.zip"
    journal = (folder / "journal.jsonl").read_bytes()
    first, second, third = journal.splitlines(keepends=True)
    for changed, fault in [
        (first + second.replace(b"1-1", b"1-2") + third, "第 2 行被改动，或它前面缺了行"),
        (first + third, "第 2 行被改动，或它前面缺了行"),
        (first + second, "完好的最后一行是第 2 行，与清单不符"),
        (journal + b'{"number":4', "最后一行没有写完"),
        (b"\0" * len(journal), "最后一行没有写完"),
    ]:
        back_up(folder, target)
        resummed(target, "journal.jsonl", changed)
        (found,) = faults_of(target)
        assert fault in found


def test_a_line_without_an_end_does_not_fill_the_memory(
    folder: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = stick / "备份.zip"
    back_up(folder, target)
    resummed(target, "journal.jsonl", b"x" * (5 << 20))
    monkeypatch.setattr(chain_module, "_LONGEST_LINE", 1 << 20)
    (found,) = faults_of(target)
    assert "第 1 行被改动" in found


HOSTILE = [
    "../journal.jsonl",
    "/etc/passwd",
    "evidence/../../x",
    "evidence//x",
    "evidence/./x",
    "C:\\x",
    "evidence/C:x",
    "evidence\\..\\x",
    "evidence/con",
    "evidence/NUL.txt",
    "evidence/x.",
    "evidence/x ",
    "evidence/a\nb",
    "evidence/" + "x" * 300,
    "evidence/",
    "holder.json",
    "backups/x.zip",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_that_leads_out_of_the_folder_is_a_fault(folder: Path, stick: Path, name: str) -> None:
    assert not is_lawful(name)
    target = stick / "备份.zip"
    manifest = back_up(folder, target)
    put_members(target, {**members(target), name: b"x"})
    assert any("混入了不该有的文件" in fault for fault in faults_of(target))
    member = {"path": name, "size": 1, "sha256": hashlib.sha256(b"x").hexdigest()}
    back_up(folder, target)
    forged(target, files=[*map(msgspec.to_builtins, manifest.files), member])
    assert any("清单里有不该有的文件" in fault for fault in faults_of(target))


@pytest.mark.parametrize(
    "name", ["evidence/" + "a" * 64, "evidence/ab/照片.jpg", "evidence/console.txt", "ledger.json"]
)
def test_names_that_a_backup_may_hold(name: str) -> None:
    assert is_lawful(name)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_stands_there_twice_is_a_fault(folder: Path, stick: Path) -> None:
    target = stick / "备份.zip"
    manifest = back_up(folder, target)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("evidence/照片.jpg", b"\xff\xd8")
    assert faults_of(target) == ["“evidence/照片.jpg”出现了两次"]
    back_up(folder, target)
    files = [msgspec.to_builtins(member) for member in manifest.files]
    forged(target, files=[*files, files[0]])
    assert faults_of(target) == ["清单里有重复的文件"]


def test_evidence_that_grows_when_it_is_unpacked_is_not_unpacked(folder: Path, stick: Path) -> None:
    target = stick / "备份.zip"
    back_up(folder, target)
    content = members(target)
    huge = bytes(30 << 20)
    manifest = json.loads(content["manifest.json"])
    for member in manifest["files"]:
        if member["path"] == "evidence/照片.jpg":
            member.update(size=len(huge), sha256=hashlib.sha256(huge).hexdigest())
    put_members(
        target,
        {**content, "evidence/照片.jpg": huge, "manifest.json": json.dumps(manifest).encode()},
        stored=("nothing",),
    )
    assert target.stat().st_size < 1 << 20
    assert any("照片.jpg”已损坏" in fault for fault in faults_of(target))


def test_many_faults_are_counted(folder: Path, stick: Path) -> None:
    target = stick / "备份.zip"
    back_up(folder, target)
    put_members(target, {**members(target), **{f"evidence/{count}": b"" for count in range(50)}})
    assert len(faults_of(target)) == 21
    assert faults_of(target)[-1] == "另有 30 处"


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x05\x06" + bytes(18), b"no archive at all" * 100])
def test_what_is_no_backup_is_said_to_be_none(stick: Path, content: bytes) -> None:
    path = stick / "备份.zip"
    path.write_bytes(content)
    assert faults_of(path) == ["不是 govtui 的备份，或者已经损坏"]
    with pytest.raises(LedgerError, match=r"备份\.zip 不是 govtui 的备份，或者已经损坏"):
        read_manifest(path)


def test_a_file_that_is_not_there_is_told(stick: Path) -> None:
    (fault,) = faults_of(stick / "备份.zip")
    assert "不在原来的位置" in fault
    with pytest.raises(LedgerError, match="备份读不出来"):
        read_manifest(stick / "备份.zip")


def test_a_backup_of_a_newer_program_is_told_from_a_damaged_one(folder: Path, stick: Path) -> None:
    target = stick / "备份.zip"
    back_up(folder, target)
    forged(target, format=FORMAT + 1)
    assert faults_of(target) == []
    assert read_manifest(target).format == FORMAT + 1
    forged(target, files={"another": "shape"})
    assert f"由较新版本的程序制作（格式 {FORMAT + 1}" in faults_of(target)[0]
    with pytest.raises(LedgerError, match="较新版本") as caught:
        read_manifest(target)
    assert "升级程序" in caught.value.hint


# As it stands


def test_a_raw_backup_holds_what_stands_there(folder: Path, stick: Path) -> None:
    target = stick / "恢复前.zip"
    damaged = (folder / "journal.jsonl").read_bytes().replace("甲".encode(), "乙".encode()) + b'{"number":4'
    (folder / "journal.jsonl").write_bytes(damaged)
    manifest = write_raw_archive(
        folder, target, made_at=MADE_AT, name="", operator="", evidence=["evidence/照片.jpg", "evidence/none"]
    )
    assert (manifest.raw, manifest.number) == (True, 2)
    content = members(target)
    assert content["journal.jsonl"] == damaged
    assert content["ledger.json"] == (folder / "ledger.json").read_bytes()
    assert content["evidence/照片.jpg"] == b"\xff\xd8"
    assert len(manifest.beside) == 1
    assert "可能已经损坏" in content["说明.txt"].decode("utf-8-sig")
    assert faults_of(target) == []
    resummed(target, "journal.jsonl", damaged[: len(damaged) // 2])
    (fault,) = faults_of(target)
    assert "完好的最后一行是第 0 行，与清单不符" in fault


def test_a_raw_backup_with_a_torn_line_is_sound(folder: Path, stick: Path) -> None:
    with (folder / "journal.jsonl").open("ab") as file:
        file.write(b'{"number":4')
    (folder / "ledger.json").unlink()
    manifest = write_raw_archive(folder, stick / "恢复前.zip", made_at=MADE_AT, name="", operator="")
    assert manifest.number == 3
    assert faults_of(stick / "恢复前.zip") == []
    shutil.rmtree(folder)
    folder.mkdir()
    assert write_raw_archive(folder, stick / "空.zip", made_at=MADE_AT, name="", operator="").number == 0


def test_years_that_a_zip_cannot_tell_do_not_stop_it(folder: Path, stick: Path) -> None:
    for year in (1, 9999):
        manifest = write_archive(
            folder,
            stick / "备份.zip",
            place_of(folder),
            made_at=MADE_AT.replace(year=year),
            name="",
            operator="",
            evidence=False,
        )
        assert manifest.made_at.year == year
        assert "（" in note_for(manifest)
