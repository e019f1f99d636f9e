"""The package of a hand-over: what is in it, that the successor can begin with it, that it is whole or not there."""

from __future__ import annotations

import datetime as dt
import errno
import io
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from govtui.errors import ExportError, LedgerError
from govtui.excel.handover import HandoverForm
from govtui.handover import package
from govtui.handover.estate import Estate, Piece, estate_of, fault_words, pieces_of, write_sheet
from govtui.handover.package import hand_over
from govtui.ledger.backup.archive import faults_of
from govtui.ledger.backup.keeping import back_up, back_up_to
from govtui.ledger.backup.restore import restore
from govtui.ledger.evidence import keep_file, kept_path
from govtui.ledger.ledger import Ledger
from govtui.ledger.recovery import recover
from govtui.model import Evidence, EvidenceKind, Progress, Status
from tests.ledger_samples import CHINA, Clock, document_draft

TODAY = dt.date(2023, 11, 22)
MADE = dt.datetime(2023, 11, 22, 17, 30, tzinfo=CHINA)
FORM = HandoverForm(day=TODAY, unit="青禾县行政审批服务局", giver="李春生", receiver="周慧", ledger="便民服务")
WEB = Evidence(EvidenceKind.WEB, "https://www.qinghe.example/1.html")
NUMBER = Evidence(EvidenceKind.NUMBER, "青政办发〔2023〕15号")


def file_in(folder: Path, name: str, content: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A ledger with evidence of every kind, two files of one name among it."""
    folder = tmp_path / "台账"
    with Ledger.open(folder, operator="李春生", now=Clock()) as ledger:
        ledger.add_documents([document_draft("1", "2", "3")])
        ledger.rename("便民服务台账")
        ledger.add_progress(["1-1"], Progress(dt.date(2023, 9, 5), "已核对7处。"))
        one = keep_file(folder, file_in(tmp_path / "a", "照片.JPG", b"one" * 1000))
        other = keep_file(folder, file_in(tmp_path / "b", "照片.jpg", b"other" * 1000))
        ledger.attach("1-1", [one, WEB])
        ledger.attach("1-1", [other, one], 0)
        ledger.attach("1-3", [one, NUMBER])
        ledger.set_status(["1-2"], Status.DONE)
    return folder


def estate(folder: Path) -> Estate:
    with Ledger.open(folder, operator="李春生", reading=True) as ledger:
        return estate_of(ledger, TODAY)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    (tmp_path / "U盘").mkdir()
    return tmp_path / "U盘" / "交接.zip"


def members(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_what_is_in_it(folder: Path, target: Path) -> None:
    done = hand_over(target, estate(folder), FORM, MADE)
    assert (done.path, done.open_tasks, done.files) == (target, 2, 3)
    found = members(target)
    assert list(found) == [
        "说明.txt",
        "工作交接表.xlsx",
        "台账备份.zip",
        "佐证材料/1-1/照片.JPG",
        "佐证材料/1-1/照片（2）.jpg",
        "佐证材料/1-3/照片.JPG",
    ]
    assert found["佐证材料/1-1/照片.JPG"] == found["佐证材料/1-3/照片.JPG"] == b"one" * 1000
    assert found["佐证材料/1-1/照片（2）.jpg"] == b"other" * 1000
    assert [path.name for path in target.parent.iterdir()] == ["交接.zip"]


def test_the_successor_has_the_same_ledger(folder: Path, target: Path, tmp_path: Path) -> None:
    hand_over(target, estate(folder), FORM, MADE)
    backup = tmp_path / "台账备份.zip"
    backup.write_bytes(members(target)["台账备份.zip"])
    assert not faults_of(backup)
    restore(backup, tmp_path / "新台账", made_at=MADE, operator="周慧")
    with Ledger.open(folder, reading=True) as old, Ledger.open(tmp_path / "新台账", reading=True) as new:
        assert dict(new.tasks) == dict(old.tasks)
        assert (new.name, new.history()) == ("便民服务台账", old.history())
        (evidence, *_) = new.tasks["1-1"].evidence
        assert kept_path(new.folder, evidence).read_bytes() == b"one" * 1000


def test_the_backup_ends_where_the_sheet_does(folder: Path, target: Path, tmp_path: Path) -> None:
    """Somebody may go on working while the package is made."""
    known = estate(folder)
    with Ledger.open(folder) as ledger:
        ledger.set_note(["1-1"], "交接以后的改动")
    hand_over(target, known, FORM, MADE)
    (tmp_path / "b.zip").write_bytes(members(target)["台账备份.zip"])
    restore(tmp_path / "b.zip", tmp_path / "新台账", made_at=MADE, operator="")
    with Ledger.open(tmp_path / "新台账", reading=True) as new:
        assert [change.number for change in new.history()] == [change.number for change in known.history]


def test_the_sheet_says_where_each_piece_lies(folder: Path, target: Path) -> None:
    hand_over(target, estate(folder), FORM, MADE)
    sheet = load_workbook(io.BytesIO(members(target)["工作交接表.xlsx"]))["材料清单"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4, max_row=sheet.max_row - 1)]
    assert [(row[1], row[3], row[6], row[7]) for row in rows] == [
        ("1-1", "照片.JPG", "佐证材料/1-1/照片.JPG", "完好"),
        ("1-1", WEB.name, "用浏览器打开", "请自行核对"),
        ("1-1", "照片.jpg（9月5日进展）", "佐证材料/1-1/照片（2）.jpg", "完好"),
        ("1-1", "照片.JPG（9月5日进展）", "佐证材料/1-1/照片.JPG", "完好"),
        ("1-3", "照片.JPG", "佐证材料/1-3/照片.JPG", "完好"),
        ("1-3", NUMBER.name, "按文号在机关文件档案中查找", "请自行核对"),
    ]


def test_the_sheet_alone_says_where_in_the_ledger_a_file_is_kept(folder: Path, tmp_path: Path) -> None:
    known = estate(folder)
    write_sheet(tmp_path / "交接.xlsx", known, FORM, pieces_of(known), packed=False)
    sheet = load_workbook(tmp_path / "交接.xlsx")["材料清单"]
    where = str(sheet["G4"].value)
    assert where.startswith("evidence/")
    assert (folder / where).read_bytes() == b"one" * 1000


def test_the_sheet_names_ledger_computer_and_backups(folder: Path, tmp_path: Path) -> None:
    place = recover(folder).place
    back_up_to(folder, tmp_path / "备份.zip", place, made_at=MADE, name="", operator="")
    back_up(folder, place, made_at=MADE, name="", operator="")
    places = {place.what: place for place in estate(folder).places}
    assert places["台账文件夹"].where == str(folder)
    assert places["所在电脑"].name
    assert (places["备份"].name, places["备份"].where) == ("备份.zip", str(tmp_path / "备份.zip"))
    assert places["备份"].remark == "2023-11-22 17:30备份，与台账在同一块磁盘上"
    assert places["自动备份"].where == str(folder / "backups")
    assert "共存有1份" in places["自动备份"].remark


def test_the_note_tells_the_successor_what_to_do(folder: Path, target: Path) -> None:
    hand_over(target, estate(folder), FORM, MADE)
    note = members(target)["说明.txt"]
    assert note.startswith("\ufeff这是工作台账“便民服务”的交接包".encode())
    text = note.decode("utf-8-sig")
    assert "移交人：李春生　接收人：周慧　监交人：（打印后填写）\r\n交接日期：2023年11月22日" in text
    assert "2项未办结任务" in text
    assert "3件佐证材料" in text
    assert "restore 台账备份.zip" in text


def spoil(folder: Path, evidence: Evidence) -> Path:
    path = kept_path(folder, evidence)
    path.chmod(0o600)
    return path


def test_evidence_that_is_missing_or_changed_is_named_and_left_out(folder: Path, target: Path) -> None:
    known = estate(folder)
    one, other = known.rows[0].task.evidence[0], known.rows[0].task.progress[0].evidence[0]
    spoil(folder, one).unlink()
    spoil(folder, other).write_bytes(b"OTHER" * 1000)
    done = hand_over(target, known, FORM, MADE)
    assert done.files == 0
    faults = ["文件不见了", "内容被改动或已损坏", "文件不见了", "文件不见了"]
    assert [note.rpartition("：")[2] for note in done.notes[:4]] == faults
    found = members(target)
    assert not [name for name in found if name.startswith("佐证材料/")]
    text = found["说明.txt"].decode("utf-8-sig")
    assert "  1-1  照片.jpg：内容被改动或已损坏\r\n" in text
    sheet = load_workbook(io.BytesIO(found["工作交接表.xlsx"]))["材料清单"]
    assert [str(row[7].value) for row in sheet.iter_rows(min_row=4, max_row=9)].count("文件不见了") == 3


def test_names_that_windows_does_not_take() -> None:
    names = ['a/b:c?".txt', "CON.txt", "末尾点. ", "名" * 200 + ".pdf", "../../上级.txt"]
    row = estate_row(tuple(Evidence(EvidenceKind.FILE, name, f"{place:064x}", 1) for place, name in enumerate(names)))
    paths = [piece.path for piece in pieces_of(row)]
    assert len({path.casefold() for path in paths}) == len(names)
    for path in paths:
        top, task, name = path.split("/")
        assert (top, task) == ("佐证材料", "1-1")
        assert not set(name) & set('<>:"/\\|?*')
        assert not name.startswith("CON")
        assert name == name.strip(". ")
        assert len(name.encode()) <= 255


def estate_row(evidence: tuple[Evidence, ...]) -> Estate:
    from tests.sheet_samples import task_row

    return Estate(Path("nowhere"), "", "", [task_row("1", evidence=evidence)], [], [], [])


def test_progress_is_told(folder: Path, target: Path) -> None:
    told: list[tuple[str, int, int]] = []
    hand_over(target, estate(folder), FORM, MADE, lambda *step: told.append(step))
    stages = list(dict.fromkeys(what for what, _done, _total in told))
    assert stages == ["核对佐证材料", "备份台账", "装入交接包", "核对交接包"]
    for stage in stages:
        steps = [(done, total) for what, done, total in told if what == stage]
        assert steps == sorted(steps)
        assert steps[-1][0] == steps[-1][1]


class StoppedError(Exception):
    pass


@pytest.mark.parametrize("stage", ["核对佐证材料", "备份台账", "装入交接包", "核对交接包"])
def test_stopping_it_leaves_nothing_behind(folder: Path, target: Path, stage: str) -> None:
    target.write_bytes(b"the old one")

    def stop(what: str, done: int, total: int) -> None:
        if what == stage:
            raise StoppedError

    with pytest.raises(StoppedError):
        hand_over(target, estate(folder), FORM, MADE, stop)
    assert {path.name: path.read_bytes() for path in target.parent.iterdir()} == {"交接.zip": b"the old one"}


def test_a_full_disk_is_told_and_leaves_nothing_behind(
    folder: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target.write_bytes(b"the old one")

    def full(file: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(package, "force_to_disk", full)
    with pytest.raises(ExportError) as caught:
        hand_over(target, estate(folder), FORM, MADE)
    assert "磁盘已满" in caught.value.message
    assert caught.value.hint
    assert {path.name: path.read_bytes() for path in target.parent.iterdir()} == {"交接.zip": b"the old one"}


@pytest.mark.parametrize("place", [60, 5000, -3000, -300, -10])
def test_a_disk_that_keeps_something_else_is_noticed(
    folder: Path, target: Path, monkeypatch: pytest.MonkeyPatch, place: int
) -> None:
    really = package.force_to_disk

    def rot(file: io.BufferedRandom) -> None:
        file.seek(place, io.SEEK_SET if place > 0 else io.SEEK_END)
        file.write(b"\x93\0\xff")
        really(file)

    monkeypatch.setattr(package, "force_to_disk", rot)
    with pytest.raises(ExportError) as caught:
        hand_over(target, estate(folder), FORM, MADE)
    assert "不一致" in caught.value.message
    assert not list(target.parent.iterdir())


def test_a_damaged_journal_is_not_handed_over(folder: Path, target: Path) -> None:
    known = estate(folder)
    journal = folder / "journal.jsonl"
    journal.write_bytes(journal.read_bytes().replace("已核对7处".encode(), "已核对8处".encode(), 1))
    with pytest.raises(LedgerError) as caught:
        hand_over(target, known, FORM, MADE)
    assert "journal.jsonl" in caught.value.message
    assert not list(target.parent.iterdir())


@pytest.mark.parametrize("name", ["没有/交接.zip", "."])
def test_a_place_where_nothing_can_be_written(folder: Path, target: Path, name: str) -> None:
    with pytest.raises(ExportError) as caught:
        hand_over(target.parent / name, estate(folder), FORM, MADE)
    assert caught.value.hint
    assert not list(target.parent.iterdir())


def test_the_name_gets_its_ending(folder: Path, target: Path) -> None:
    assert hand_over(target.with_name("交接2023.11"), estate(folder), FORM, MADE).path.name == "交接2023.11.zip"


def test_an_empty_ledger(tmp_path: Path, target: Path) -> None:
    with Ledger.open(tmp_path / "空台账"):
        pass
    assert hand_over(target, estate(tmp_path / "空台账"), FORM, MADE).open_tasks == 0


def test_what_is_at_fault_in_words() -> None:
    piece = Piece("1-1", None, WEB, "", "文件不见了")
    assert fault_words([piece, piece._replace(fault="")]) == [f"任务 1-1 的佐证材料“{WEB.name}”不能移交：文件不见了"]
