"""`check`: every fault that is planted is found under its own name, and nothing else is."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from ledger_samples import Clock, document_draft, task_draft
from mending_samples import CONTENT, LINES, damaged, lines, make_ledger, opened, put_lines, rewrite, sealed_anew

from govtui.errors import LedgerError, RequestError
from govtui.ledger.backup.archive import write_archive
from govtui.ledger.checkpoint import read_checkpoint, write_checkpoint
from govtui.ledger.journal import Place
from govtui.ledger.mending import check as check_module
from govtui.ledger.mending.check import check
from govtui.ledger.mending.findings import FindingKind, Findings, Report
from govtui.ledger.recovery import recover
from govtui.ledger.transactions import FORMAT, Change, Transaction, decode, seal
from govtui.model import Status
from govtui.timekeeping import HandIn

K = FindingKind


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_ledger(tmp_path)


def kinds(report: Report) -> list[FindingKind]:
    return [finding.kind for finding in report.findings]


def contents(folder: Path) -> dict[Path, tuple[bytes, int]]:
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}


def test_a_sound_ledger_is_sound(folder: Path) -> None:
    before = contents(folder)
    report = check(folder)
    assert report.findings == ()
    assert report.sound
    assert report[1:] == (LINES, 2, 4, 1, 0)
    assert contents(folder) == before


@pytest.mark.parametrize("checkpoint_after", range(LINES + 1))
def test_a_ledger_that_was_not_closed_is_sound(tmp_path: Path, checkpoint_after: int) -> None:
    assert check(make_ledger(tmp_path, checkpoint_after)).findings == ()


def test_a_ledger_in_use_is_sound(tmp_path: Path) -> None:
    with opened(tmp_path / "台账") as ledger:
        assert check(tmp_path / "台账").findings == ()
        ledger.rename("二〇二三年")
        assert check(tmp_path / "台账").findings == ()


@pytest.mark.parametrize("version", range(1, FORMAT))
def test_ledgers_of_earlier_formats_are_sound(tmp_path: Path, version: int) -> None:
    data = Path(__file__).parents[1] / "data" / f"ledger_format_{version}"
    assert check(data).findings == ()


def test_where_there_is_no_ledger_it_is_told(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "没有"):
        with pytest.raises(RequestError) as caught:
            check(folder)
        assert str(folder) in caught.value.message


# The journal


@pytest.mark.parametrize("position", range(1, LINES + 1))
def test_a_changed_line_is_named(folder: Path, position: int) -> None:
    content = lines(folder)
    content[position - 1] = damaged(content[position - 1])
    put_lines(folder, content)
    (finding,) = check(folder).findings
    assert finding.kind is K.CHANGED_LINE
    assert finding.place == f"journal.jsonl 第 {position} 行"


@pytest.mark.parametrize("position", range(1, LINES + 1))
def test_a_missing_line_is_named(folder: Path, position: int) -> None:
    content = lines(folder)
    del content[position - 1]
    put_lines(folder, content)
    (finding,) = check(folder).findings
    assert finding.kind is K.MISSING_LINE
    assert f"第 {position} 条" in finding.text


@pytest.mark.parametrize("kept", range(LINES))
def test_a_lost_end_is_named(folder: Path, kept: int) -> None:
    put_lines(folder, lines(folder)[:kept])
    (finding,) = check(folder).findings
    assert finding.kind is K.MISSING_LINE
    assert f"第 {kept + 1}" in finding.text


def test_a_lost_journal_is_named(folder: Path) -> None:
    (folder / "journal.jsonl").unlink()
    (finding,) = check(folder).findings
    assert finding == (K.MISSING_LINE, f"缺少第 1 至 {LINES} 条修改记录", "journal.jsonl")


@pytest.mark.parametrize("position", range(1, LINES))
def test_lines_that_changed_places_are_named(folder: Path, position: int) -> None:
    content = lines(folder)
    content[position - 1], content[position] = content[position], content[position - 1]
    put_lines(folder, content)
    assert kinds(check(folder)) == [K.MISPLACED_LINE]


@pytest.mark.parametrize("position", range(1, LINES + 1))
def test_a_repeated_line_is_named(folder: Path, position: int) -> None:
    content = lines(folder)
    put_lines(folder, [*content[:position], content[position - 1], *content[position:]])
    assert kinds(check(folder)) == [K.REPEATED_LINE]


def test_a_foreign_line_in_between_is_a_changed_one(folder: Path) -> None:
    content = lines(folder)
    put_lines(folder, [*content[:4], b"notes\n", *content[4:]])
    assert kinds(check(folder)) == [K.CHANGED_LINE]


def test_a_line_that_was_signed_anew_is_named(folder: Path) -> None:
    content = lines(folder)
    forged = msgspec.structs.replace(decode(content[2]), operator="王五", hash="")
    content[2] = seal(forged).line
    put_lines(folder, content)
    assert kinds(check(folder)) == [K.BROKEN_CHAIN]


@pytest.mark.parametrize("cut", [1, 20, 200])
def test_a_torn_line_is_named(folder: Path, cut: int) -> None:
    *whole, last = lines(folder)
    with opened(folder) as ledger:
        ledger.set_status(["1-2"], Status.DOING)
        added = lines(folder)[-1]
        shutil.copy(folder / "ledger.json", folder.parent)
    shutil.copy(folder.parent / "ledger.json", folder)
    put_lines(folder, [*whole, last, added[:-cut]])
    report = check(folder)
    assert kinds(report) == [K.TORN_LINE]
    assert not report.sound


def test_a_line_that_a_writer_is_just_finishing_is_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = lines(folder)
    (folder / "ledger.json").unlink()
    put_lines(folder, [*content[:-1], content[-1][:-20]])
    monkeypatch.setattr(check_module._Check, "_note_leftovers", lambda self: put_lines(folder, content))
    assert kinds(check(folder)) == [K.CHECKPOINT_MISSING]


def test_a_line_that_is_no_transaction_is_named(folder: Path) -> None:
    content = lines(folder)
    strange = content[-1].replace(b'"changes":[', b'"changes":["x",')
    body = strange[: strange.rindex(b',"hash":')]
    content[-1] = b'%b,"hash":"%b"}\n' % (body, hashlib.sha256(body).hexdigest().encode())
    put_lines(folder, content)
    (folder / "ledger.json").unlink()
    assert K.UNKNOWN_LINE in kinds(check(folder))


def planted(folder: Path, change: Callable[[list[Transaction]], None]) -> list[FindingKind]:
    """Change the transactions, sign them, and return what is found beside the missing `ledger.json`."""
    rewrite(folder, change)
    found = kinds(check(folder))
    assert found.pop(0) is K.CHECKPOINT_MISSING
    return found


def put(position: int, **fields: object) -> Callable[[list[Transaction]], None]:
    def change(transactions: list[Transaction]) -> None:
        transactions[position - 1] = msgspec.structs.replace(transactions[position - 1], **fields)

    return change


def test_signing_anew_alone_is_no_fault(folder: Path) -> None:
    assert planted(folder, lambda transactions: None) == []


def test_a_change_that_does_not_fit_is_named(folder: Path) -> None:
    wrong = Change("tasks", "1-1", {"status": "paused"}, {"status": "done"})
    assert planted(folder, put(2, changes=(wrong,))) == [K.CONTRADICTING_LINE]


@pytest.mark.parametrize("bad", ["1-", "x", "1-1 ", "1-１", "../1", "", "01-1", "1-1\n"])
def test_an_id_that_no_task_can_have_is_named(folder: Path, bad: str) -> None:
    assert planted(folder, put(2, changes=(Change("tasks", bad, {"note": ""}, {"note": "x"}),))) == [K.BAD_ID]


def test_a_document_with_an_id_that_is_no_number_is_named(folder: Path) -> None:
    def change(transactions: list[Transaction]) -> None:
        document = transactions[5].changes[0]
        strange = Change("documents", "二", after={**(document.after or {}), "id": "二"})
        transactions[5] = msgspec.structs.replace(transactions[5], changes=(strange,))
        del transactions[6:]

    assert planted(folder, change) == [K.BAD_ID]


def test_a_task_of_no_document_is_named(folder: Path) -> None:
    def change(transactions: list[Transaction]) -> None:
        transactions[5] = msgspec.structs.replace(transactions[5], changes=transactions[5].changes[1:])

    assert planted(folder, change) == [K.UNKNOWN_DOCUMENT]


def test_an_order_with_an_unknown_task_is_named(folder: Path) -> None:
    order = Change("order", "1", {"tasks": ["1-1", "1-2", "1-3"]}, {"tasks": ["1-2", "1-1", "1-7"]})
    assert planted(folder, put(2, changes=(order,))) == [K.UNKNOWN_TASK]


@pytest.mark.parametrize(
    ("position", "fields"),
    [
        (2, {"undoes": 2}),
        (2, {"undoes": 7}),
        (3, {"undoes": 0}),
        (9, {"redoes": 8}),
        (9, {"redoes": 0}),
        (2, {"redoes": 1}),
    ],
)
def test_taking_back_what_is_not_before_is_named(folder: Path, position: int, fields: dict[str, int]) -> None:
    assert planted(folder, put(position, **fields)) == [K.UNKNOWN_TRANSACTION]


def test_a_line_of_a_newer_program_is_named(folder: Path) -> None:
    assert planted(folder, put(LINES, format=FORMAT + 1)) == [K.NEWER_FORMAT]


def test_a_disk_that_does_not_give_the_journal_back_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(path: Path) -> object:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(check_module, "read_links", failing)
    (finding,) = check(folder).findings
    assert finding.kind is K.UNREADABLE_FILE
    assert "第 1 行起" in finding.text
    assert "磁盘读写出错" in finding.text


def test_several_faults_are_all_named(folder: Path) -> None:
    content = lines(folder)
    content[1] = damaged(content[1])
    content[6] = damaged(content[6])
    del content[3]
    put_lines(folder, content)
    assert kinds(check(folder)) == [K.CHANGED_LINE, K.CHANGED_LINE, K.MISSING_LINE]


def test_a_line_behind_the_checkpoint_is_compared_even_where_the_beginning_is_damaged(tmp_path: Path) -> None:
    folder = make_ledger(tmp_path, checkpoint_after=5)
    content = lines(folder)
    wrong = msgspec.structs.replace(
        decode(content[6]), changes=(Change("tasks", "2-9", {"note": "?"}, {"note": "乙"}),), hash=""
    )
    put_lines(folder, [damaged(content[0]), *content[1:6], seal(wrong).line])
    assert kinds(check(folder)) == [K.CHANGED_LINE, K.CONTRADICTING_LINE]


# ledger.json


def test_a_missing_checkpoint_is_named(folder: Path) -> None:
    (folder / "ledger.json").unlink()
    assert kinds(check(folder)) == [K.CHECKPOINT_MISSING]


@pytest.mark.parametrize("data", [b"", b"{}", bytes(4096), b'{"_default": {}}'])
def test_a_damaged_checkpoint_is_named(folder: Path, data: bytes) -> None:
    (folder / "ledger.json").write_bytes(data)
    assert kinds(check(folder)) == [K.CHECKPOINT_DAMAGED]


def test_an_edited_checkpoint_is_named(folder: Path) -> None:
    data = (folder / "ledger.json").read_text(encoding="utf-8")
    (folder / "ledger.json").write_text(data.replace("甲", "丙"), encoding="utf-8")
    assert kinds(check(folder)) == [K.CHECKPOINT_DAMAGED]


@pytest.mark.parametrize("number", [5, LINES])
def test_a_checkpoint_that_differs_is_named(tmp_path: Path, number: int) -> None:
    """Sealed as the program does it, and yet not what the journal leads to."""
    folder = make_ledger(tmp_path, checkpoint_after=number)
    checkpoint = read_checkpoint(folder / "ledger.json")
    assert checkpoint
    place = Place(checkpoint.meta.number, checkpoint.meta.hash)
    tasks = checkpoint.state.tasks
    tasks["1-2"] = msgspec.structs.replace(tasks["1-2"], note="丙")
    write_checkpoint(folder / "ledger.json", checkpoint.state.snapshot(), place)
    (finding,) = check(folder).findings
    assert finding.kind is K.CHECKPOINT_DIFFERENT
    assert "任务 1-2" in finding.text
    del tasks["1-2"]
    checkpoint.state.name = "别的名称"
    write_checkpoint(folder / "ledger.json", checkpoint.state.snapshot(), place)
    (finding,) = check(folder).findings
    assert finding.kind is K.CHECKPOINT_DIFFERENT
    assert "台账名称，任务 1-2" in finding.text


def test_an_order_that_differs_is_named(folder: Path) -> None:
    checkpoint = read_checkpoint(folder / "ledger.json")
    assert checkpoint
    moved = checkpoint.state.tasks.pop("1-1")
    checkpoint.state.tasks["1-1"] = moved
    place = Place(checkpoint.meta.number, checkpoint.meta.hash)
    write_checkpoint(folder / "ledger.json", checkpoint.state.snapshot(), place)
    (finding,) = check(folder).findings
    assert finding.kind is K.CHECKPOINT_DIFFERENT
    assert "任务的顺序" in finding.text


def test_a_checkpoint_before_the_first_line_must_be_empty(tmp_path: Path, folder: Path) -> None:
    write_checkpoint(folder / "ledger.json", recover(folder).state.snapshot(), Place())
    assert kinds(check(folder)) == [K.CHECKPOINT_DIFFERENT]


def test_a_checkpoint_of_another_ledger_is_named(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    put_lines(other, sealed_anew(msgspec.structs.replace(decode(line), operator="赵六") for line in lines(folder)))
    (other / "ledger.json").unlink()
    with opened(other):
        pass
    shutil.copy(other / "ledger.json", folder)
    assert kinds(check(folder)) == [K.CHECKPOINT_FOREIGN]


def test_a_checkpoint_of_a_newer_program_is_named(folder: Path) -> None:
    content = json.loads((folder / "ledger.json").read_bytes())
    content["meta"]["1"]["format"] = FORMAT + 1
    (folder / "ledger.json").write_text(json.dumps(content), encoding="utf-8")
    assert kinds(check(folder)) == [K.NEWER_FORMAT]


def test_references_are_checked_where_only_the_checkpoint_is_left(folder: Path) -> None:
    checkpoint = read_checkpoint(folder / "ledger.json")
    assert checkpoint
    state, place = checkpoint.state, Place(checkpoint.meta.number, checkpoint.meta.hash)
    del state.documents["2"]
    state.tasks["x"] = msgspec.structs.replace(state.tasks["1-1"], id="x")
    write_checkpoint(folder / "ledger.json", state.snapshot(), place)
    (folder / "journal.jsonl").unlink()
    assert kinds(check(folder)) == [K.MISSING_LINE, K.UNKNOWN_DOCUMENT, K.BAD_ID]


# Evidence, backups, leftovers


def kept_file(folder: Path) -> Path:
    (path,) = (folder / "evidence").iterdir()
    path.chmod(0o600)
    return path


def test_missing_evidence_is_named(folder: Path) -> None:
    kept_file(folder).unlink()
    (finding,) = check(folder).findings
    assert finding.kind is K.EVIDENCE_MISSING
    assert finding.place == "任务 1-1"
    assert "核对记录.pdf" in finding.text


@pytest.mark.parametrize("data", [CONTENT[:-1] + b"x", CONTENT[:-1], b"", CONTENT + b"x"])
def test_changed_evidence_is_named(folder: Path, data: bytes) -> None:
    kept_file(folder).write_bytes(data)
    (finding,) = check(folder).findings
    assert finding.kind is K.EVIDENCE_CHANGED
    assert finding.place == "任务 1-1"


def test_evidence_that_only_the_history_knows_is_looked_for(folder: Path) -> None:
    with opened(folder) as ledger:
        ledger.detach("1-1", ledger.task("1-1").evidence[0])
    assert check(folder).findings == ()
    kept_file(folder).unlink()
    assert kinds(check(folder)) == [K.EVIDENCE_MISSING]


def test_evidence_that_nobody_refers_to_is_only_mentioned(folder: Path) -> None:
    (folder / "evidence" / f"{'a' * 64}.pdf").write_bytes(b"x")
    (folder / "evidence" / "手工放入.pdf").write_bytes(b"x")
    report = check(folder)
    assert kinds(report) == [K.UNUSED_EVIDENCE, K.UNUSED_EVIDENCE]
    assert report.findings[1].place == "evidence/手工放入.pdf"
    assert report.sound


def test_what_was_handed_in_is_looked_for(folder: Path) -> None:
    (folder / "submissions").mkdir()
    (folder / "submissions" / "9月.xlsx").write_bytes(CONTENT)
    with opened(folder) as ledger:
        made = ledger.time.open_round(dt.date(2023, 9, 5), "9月报送", dt.date(2023, 9, 1))
        found = HandIn(Clock()(), 9, "9月.xlsx", hashlib.sha256(CONTENT).hexdigest(), 3)
        ledger.time.hand_in(made.changes[0].id, found)
    assert check(folder).findings == ()
    (folder / "submissions" / "9月.xlsx").write_bytes(CONTENT[:-1])
    assert kinds(check(folder)) == [K.SHEET_CHANGED]
    (folder / "submissions" / "9月.xlsx").unlink()
    assert kinds(check(folder)) == [K.SHEET_MISSING]


def test_evidence_with_a_sum_that_is_none_is_named(folder: Path) -> None:
    piece = {"kind": "file", "name": "x.pdf", "sha256": "../../etc/passwd", "size": 1}
    change = Change("tasks", "1-1", {"evidence": []}, {"evidence": [piece]})
    (folder / "evidence").rename(folder / "moved")
    assert planted(folder, put(4, changes=(change,))) == [K.EVIDENCE_MISSING]


def backed_up(folder: Path) -> Path:
    (folder / "backups").mkdir(exist_ok=True)
    target = folder / "backups" / "手动备份.zip"
    recovery = recover(folder)
    made_at = decode(lines(folder)[0]).time
    write_archive(folder, target, recovery.place, made_at=made_at, name="", operator="", evidence=True)
    return target


def test_sound_backups_are_counted(folder: Path) -> None:
    backed_up(folder)
    report = check(folder)
    assert report.findings == ()
    assert report.backups == 1


def test_a_damaged_backup_is_named(folder: Path) -> None:
    target = backed_up(folder)
    data = bytearray(target.read_bytes())
    data[len(data) // 3] ^= 1
    target.write_bytes(data)
    report = check(folder)
    assert {finding.kind for finding in report.findings} == {K.BACKUP_DAMAGED}
    assert report.findings[0].place == "backups/手动备份.zip"
    target.write_bytes(b"")
    assert {finding.kind for finding in check(folder).findings} == {K.BACKUP_DAMAGED}


def test_leftovers_are_only_mentioned(folder: Path) -> None:
    (folder / "ledger.json.tmp").touch()
    (folder / "ledger.json.damaged").touch()
    (folder / "evidence" / "x.tmp").touch()
    report = check(folder)
    assert [(finding.kind, finding.place) for finding in report.findings] == [
        (K.LEFTOVER, "ledger.json.damaged"),
        (K.LEFTOVER, "ledger.json.tmp"),
        (K.LEFTOVER, "evidence/x.tmp"),
    ]
    assert report.sound


# All of them


def test_progress_comes_to_its_end(folder: Path) -> None:
    backed_up(folder)
    told: list[tuple[int, int]] = []
    check(folder, lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1] > len(CONTENT)


def test_it_can_be_stopped(folder: Path) -> None:
    class StoppedError(Exception):
        pass

    def stop(done: int, total: int) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        check(folder, stop)


def test_a_folder_that_cannot_be_listed_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(folder: Path) -> object:
        raise OSError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(check_module, "evidence_in", failing)
    with pytest.raises(LedgerError) as caught:
        check(folder)
    assert caught.value.hint


def test_a_journal_of_rubbish_gives_a_report_that_can_be_read(folder: Path) -> None:
    put_lines(folder, [b"x\n"] * 5000)
    report = check(folder)
    assert len(report.findings) <= 2 * Findings.MOST
    assert "4800" in report.findings[-1].text


def test_no_flipped_byte_is_silent(tmp_path: Path) -> None:
    """Each byte of a small ledger in turn."""
    folder = tmp_path / "small"
    with opened(folder) as ledger:
        ledger.rename("青禾县")
    for name in ("journal.jsonl", "ledger.json"):
        whole = (folder / name).read_bytes()
        for place in range(len(whole)):
            data = bytearray(whole)
            data[place] ^= 1
            (folder / name).write_bytes(data)
            assert not check(folder).sound, (name, place)
        (folder / name).write_bytes(whole)
    assert check(folder).sound


def test_a_twin_that_a_newer_version_has_dropped_is_named_and_no_fault(tmp_path: Path) -> None:
    with opened(tmp_path / "台账") as ledger:
        ledger.add_documents([document_draft("1"), document_draft("1", "2")])
        ledger.link(["1-1", "2-1"])
        ledger.renew("2", document_draft(tasks=(task_draft("2"),)))
        report = check(ledger.folder)
    assert kinds(report) == [K.LOST_TWIN]
    assert report.sound
    assert "任务 1-1 的相同任务 2-1 已不在台账中" in report.findings[0].text


def test_every_kind_of_fault_has_a_test() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    assert not [kind.name for kind in FindingKind if f"K.{kind.name}" not in text]
