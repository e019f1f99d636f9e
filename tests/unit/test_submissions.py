"""Handing in: the sheet that goes out, the copy that is kept, what is new since the last one, checks and backups."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from pathlib import Path

import msgspec
import openpyxl
import pytest
from ledger_samples import Clock, document_draft, task_draft, tasks_at

from govtui.errors import LedgerError, RequestError
from govtui.excel.layout import SheetForm
from govtui.excel.submission import Submission, changes_since, submit
from govtui.ledger import submissions
from govtui.ledger.backup.archive import faults_of, read_manifest, write_archive
from govtui.ledger.backup.manifest import kept_words
from govtui.ledger.backup.restore import restore
from govtui.ledger.journal import Place
from govtui.ledger.ledger import Ledger
from govtui.ledger.mending.check import check
from govtui.ledger.mending.findings import FindingKind
from govtui.ledger.mending.telling import KIND_LABELS, advice_for
from govtui.ledger.recovery import recover
from govtui.ledger.submissions import keep_sheet, kept_sheet_path, sheet_fault
from govtui.model import Progress, Status
from govtui.review.comparing import compare_rounds
from govtui.review.differences import marks_of
from govtui.review.rounds import rounds_on
from govtui.review.view import TaskView
from govtui.timekeeping import HandIn, Round

SEPTEMBER, DECEMBER = dt.date(2023, 9, 5), dt.date(2023, 12, 5)
TODAY = dt.date(2023, 9, 4)
NO_FONTS: tuple[str, ...] = ()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A ledger whose round of September was handed in, with work done since."""
    folder, clock = tmp_path / "台账", Clock()
    with Ledger.open(folder, operator="李青", now=clock) as ledger:
        ledger.add_documents([document_draft("1", "2", "3")])
        ledger.set_status(["1-1"], Status.DOING)
        opened = ledger.time.open_round(SEPTEMBER, "9月报送", TODAY, ["1"])
        done = submit(tmp_path / "九月.xlsx", submission(ledger), form(), clock, installed=NO_FONTS)
        ledger.time.hand_in(opened.changes[0].id, done.hand_in)
        ledger.add_progress(["1-1"], Progress(dt.date(2023, 9, 20), "已公布3次。"))
        ledger.set_status(["1-2"], Status.DONE)
    return folder


def submission(ledger: Ledger) -> Submission:
    readings = rounds_on(ledger.tasks.values(), ledger.time.rounds.values(), (), TODAY)
    return Submission(
        folder=ledger.folder,
        reading=readings[0],
        rows=TaskView.of(ledger.tasks.values(), TODAY).rows,
        documents=tuple(ledger.documents.values()),
        number=ledger.past().count,
    )


def form() -> SheetForm:
    return SheetForm(title="青禾县便民服务任务进展情况表", day=TODAY, unit="青禾县政府办公室")


def the_round(folder: Path) -> Round:
    with Ledger.open(folder, reading=True) as ledger:
        (found,) = ledger.time.rounds.values()
    return found


def handed_in(folder: Path) -> HandIn:
    found = the_round(folder).handed_in
    assert found is not None
    return found


def test_what_was_handed_in_is_kept_with_its_hash_and_the_number_of_the_last_change(
    tmp_path: Path, folder: Path
) -> None:
    found = handed_in(folder)
    kept = kept_sheet_path(folder, found)
    assert kept == folder / "submissions" / "2023-09-05-9月报送.xlsx"
    assert kept.read_bytes() == (tmp_path / "九月.xlsx").read_bytes()
    assert found.sha256 == hashlib.sha256(kept.read_bytes()).hexdigest()
    assert (found.tasks, found.number) == (3, 3)
    assert [task.status for task in tasks_at(folder, found.number).values()] == [
        Status.DOING,
        Status.TODO,
        Status.TODO,
    ]
    assert sheet_fault(folder, found) == ""


def test_problems_and_next_steps_are_handed_in(tmp_path: Path, folder: Path) -> None:
    with Ledger.open(folder, operator="李青", now=Clock()) as ledger:
        entry = Progress(dt.date(2023, 9, 25), "已公布4次。", problem="两个镇没有报数", next_step="逐镇催报")
        ledger.add_progress(["1-1"], entry)
        done = submit(tmp_path / "又一张.xlsx", submission(ledger), form(), Clock(), installed=NO_FONTS)
    rows = openpyxl.load_workbook(kept_sheet_path(folder, done.hand_in)).active.iter_rows(values_only=True)
    _title, _line, head, first, *_ = ([str(cell or "").replace("\n", "") for cell in row] for row in rows)
    told = dict(zip(head, first, strict=True))
    assert (told["存在问题"], told["下一步措施"]) == ("9月25日：两个镇没有报数", "9月25日：逐镇催报")


def test_a_second_sheet_of_the_same_name_replaces_none(tmp_path: Path, folder: Path) -> None:
    sheet = tmp_path / "另一张.xlsx"
    sheet.write_bytes(b"another")
    kept = keep_sheet(folder, sheet, SEPTEMBER, "9月报送")
    assert kept.name == "2023-09-05-9月报送（2）.xlsx"
    assert sheet_fault(folder, handed_in(folder)) == ""


def test_a_title_that_no_disk_takes_as_a_name(tmp_path: Path) -> None:
    sheet = tmp_path / "表.xlsx"
    sheet.write_bytes(b"sheet")
    kept = keep_sheet(tmp_path, sheet, SEPTEMBER, "上报／市局: a/b\\c?" + "长" * 200)
    assert (tmp_path / "submissions" / kept.name).read_bytes() == b"sheet"
    found = HandIn(dt.datetime.now().astimezone(), 1, kept.name, kept.sha256)
    assert sheet_fault(tmp_path, found) == ""


def test_a_disk_that_fails_is_told_and_leaves_nothing(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(submissions, "replacing", fail)
    with pytest.raises(LedgerError, match=r"磁盘已满.*没有登记"):
        keep_sheet(folder, tmp_path / "九月.xlsx", DECEMBER, "12月报送")
    assert [path.name for path in (folder / "submissions").iterdir()] == ["2023-09-05-9月报送.xlsx"]


def test_the_next_sheet_marks_what_is_new(tmp_path: Path, folder: Path) -> None:
    with Ledger.open(folder, reading=True) as ledger:
        changes = changes_since(ledger.present(), the_round(folder), ledger.tasks)
        assert changes is not None
        assert changes.marks == {"1-1": "新增进展", "1-2": "状态变化"}
        submit(tmp_path / "十二月.xlsx", submission(ledger), form(), Clock(), changes=changes, installed=NO_FONTS)
    (sheet,) = openpyxl.load_workbook(tmp_path / "十二月.xlsx").worksheets
    rows = list(sheet.iter_rows(values_only=True))
    place = next(row for row in rows if "变化" in row).index("变化")
    marked = [str(row[place]) for row in rows if row[place] in ("新增进展", "状态变化")]
    assert marked == ["新增进展", "状态变化"]
    assert any("变化：与2023年11月22日报送时相比，空白为没有变化。" in str(row[0]) for row in rows)


def test_rounds_are_compared_by_the_tasks_that_they_are_about(folder: Path) -> None:
    with Ledger.open(folder, now=Clock()) as ledger:
        ledger.add_documents([document_draft(fingerprint="f" * 64, tasks=(task_draft("8", report_dates=()),))])
        opened = ledger.time.open_round(dt.date(2023, 10, 8), "全部", TODAY)
        ledger.time.hand_in(opened.changes[0].id, HandIn(Clock()(), ledger.past().count))
        ledger.set_status(["2-8", "1-3"], Status.DOING)
        readings = rounds_on(ledger.tasks.values(), ledger.time.rounds.values(), (), TODAY)
        plan, everything = readings[0], readings[1]
        found = compare_rounds(ledger.present(), plan, everything)
        assert marks_of(found.differences) == {"1-1": "新增进展", "1-2": "状态变化", "2-8": "新任务"}
        found = compare_rounds(ledger.present(), plan, None)
        assert marks_of(found.differences) == {"1-1": "新增进展", "1-2": "状态变化", "1-3": "状态变化"}
        assert (found.before, found.after) == ("2023-09-05 9月报送", "现在")
        with pytest.raises(RequestError, match="还没有报送"):
            compare_rounds(ledger.present(), msgspec.structs.replace(plan, opened=None), None)


def test_without_changes_the_sheet_has_no_such_column(tmp_path: Path, folder: Path) -> None:
    (sheet,) = openpyxl.load_workbook(tmp_path / "九月.xlsx").worksheets
    assert "变化" not in [cell for row in sheet.iter_rows(values_only=True) for cell in row]


def test_of_a_round_that_was_not_handed_in_nothing_is_new(folder: Path) -> None:
    unopened = msgspec.structs.replace(the_round(folder), handed_in=None)
    with Ledger.open(folder, reading=True) as ledger:
        assert changes_since(ledger.present(), unopened, {}) is None


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (lambda path: path.unlink(), FindingKind.SHEET_MISSING),
        (lambda path: path.write_bytes(b"x" + path.read_bytes()[1:]), FindingKind.SHEET_CHANGED),
        (lambda path: path.write_bytes(b""), FindingKind.SHEET_CHANGED),
    ],
)
def test_a_sheet_that_is_missing_or_changed_is_found(
    folder: Path, spoil: Callable[[Path], object], kind: FindingKind
) -> None:
    assert check(folder).findings == ()
    spoil(kept_sheet_path(folder, handed_in(folder)))
    report = check(folder)
    (finding,) = report.findings
    assert (finding.kind, finding.place) == (kind, "submissions/2023-09-05-9月报送.xlsx")
    assert finding.text.startswith("“9月报送”（2023-09-05）报送的表：")
    assert not report.sound
    assert KIND_LABELS[kind].startswith("报送过的表")
    (advice,) = advice_for(report)
    assert "放回 submissions 文件夹" in advice


def test_a_sheet_whose_hand_in_is_taken_back_is_no_finding(folder: Path) -> None:
    with Ledger.open(folder, now=Clock()) as ledger:
        ledger.undo(4)
        (found,) = ledger.time.rounds.values()
        assert found.handed_in is None
    assert check(folder).findings == ()


def test_backups_carry_what_was_handed_in(tmp_path: Path, folder: Path) -> None:
    place: Place = recover(folder).place
    archive, made = tmp_path / "备份.zip", dt.datetime.now().astimezone()
    write_archive(folder, archive, place, made_at=made, name="台账", operator="", evidence=True)
    assert [member.path for member in read_manifest(archive).evidence] == ["submissions/2023-09-05-9月报送.xlsx"]
    assert faults_of(archive) == []
    restore(archive, tmp_path / "新台账", made_at=made, operator="")
    assert check(tmp_path / "新台账").findings == ()
    assert sheet_fault(tmp_path / "新台账", handed_in(tmp_path / "新台账")) == ""
    kept_sheet_path(folder, handed_in(folder)).unlink()
    done = restore(archive, folder, made_at=made, operator="")
    assert done.kept == ("submissions/2023-09-05-9月报送.xlsx",)
    assert kept_words(done.kept) == "报送表1份"
    assert kept_words(("evidence/a.pdf", *done.kept)) == "佐证材料1件、报送表1份"
    assert sheet_fault(folder, handed_in(folder)) == ""


def test_an_automatic_backup_names_what_was_handed_in(tmp_path: Path, folder: Path) -> None:
    archive, made = tmp_path / "备份.zip", dt.datetime.now().astimezone()
    write_archive(folder, archive, recover(folder).place, made_at=made, name="", operator="", evidence=False)
    manifest = read_manifest(archive)
    assert manifest.evidence == ()
    (member,) = manifest.beside
    assert member.sha256 == handed_in(folder).sha256
