"""Ledgers that an older program wrote, and what this one does not leave to it.

`tests/data/ledger_format_1` was written by the program as it was before format 2: a plan with three tasks, a status
with an entry of progress, a checkpoint, then a note, a status and its undoing, which only the journal has.
`tests/data/ledger_format_2` was written before format 3: a plan, a status, an entry of progress, a checkpoint, then a
renewal that reorders, adds and takes up a note, another note and its undoing.
`tests/data/ledger_format_3` was written before format 4: a plan, a status, an entry of progress with a 文号, a count,
an address, an extension, a legal clock and a name, a checkpoint, then a schedule, a round, an entry for two tasks, a
note and its undoing.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from ledger_samples import Clock, document_draft

from govtui.ledger.backup.archive import faults_of
from govtui.ledger.ledger import Ledger
from govtui.ledger.mending.check import check
from govtui.ledger.migrations import MIGRATIONS
from govtui.ledger.transactions import FORMAT, decode, inspect
from govtui.model import Evidence, EvidenceKind, Progress, Status
from govtui.timekeeping import Count

OLD = Path(__file__).parents[1] / "data" / "ledger_format_1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(OLD, tmp_path / "台账"))


def formats(folder: Path) -> list[int]:
    """Return the format that each line of the journal states; 1 where it states none."""
    return [json.loads(line).get("format", 1) for line in (folder / "journal.jsonl").read_bytes().splitlines()]


def test_the_old_ledger_is_one_indeed() -> None:
    assert b'"format":1,"number":2' in (OLD / "ledger.json").read_bytes()
    assert b'"format"' not in (OLD / "journal.jsonl").read_bytes()
    assert b'"extra"' not in (OLD / "ledger.json").read_bytes()


@pytest.mark.parametrize("missing", ["", "ledger.json"])
def test_ledger_of_format_1_is_read_as_it_is(folder: Path, missing: str) -> None:
    if missing:
        (folder / missing).unlink()
    with Ledger.open(folder, now=Clock()) as ledger:
        assert not ledger.read_only
        assert len(ledger.notices) == 1 + bool(missing)
        assert "从格式 1 升级到格式 4" in ledger.notices[-1]
        first, second, third = ledger.tasks.values()
        assert (first.note, second.status, third.status) == ("已核实", Status.DOING, Status.TODO)
        assert [entry.text for entry in second.progress] == ["已核对窗口办事指南。"]
        assert (first.extra, first.status_text, first.progress_text) == ((), "", "")
        assert first.requirement == document_draft("1").tasks[0].requirement


@pytest.mark.parametrize("missing", ["", "ledger.json"])
def test_ledger_of_format_2_is_read_as_it_is(tmp_path: Path, missing: str) -> None:
    folder = Path(shutil.copytree(OLD.with_name("ledger_format_2"), tmp_path / "台账"))
    assert formats(folder) == [2] * 6
    if missing:
        (folder / missing).unlink()
    with Ledger.open(folder, now=Clock()) as ledger:
        assert "从格式 2 升级到格式 4" in ledger.notices[-1]
        assert list(ledger.tasks) == ["1-2", "1-1", "1-3"]
        assert ledger.task("1-2").note == "试点"
        assert ledger.task("1-2").extra == (("责任人", "王某"),)
        assert [entry.evidence for entry in ledger.task("1-2").progress] == [()]
        assert ledger.name == ""
        ledger.attach("1-2", [Evidence(EvidenceKind.NUMBER, "青政办发〔2023〕15号")])
        ledger.undo(3)  # the entry of progress, written without evidence
        assert ledger.task("1-2").progress == ()


@pytest.mark.parametrize("missing", ["", "ledger.json"])
def test_ledger_of_format_3_is_read_as_it_is(tmp_path: Path, missing: str) -> None:
    folder = Path(shutil.copytree(OLD.with_name("ledger_format_3"), tmp_path / "台账"))
    assert formats(folder) == [3] * 12
    assert b'"problem"' not in (folder / "journal.jsonl").read_bytes()
    if missing:
        (folder / missing).unlink()
    with Ledger.open(folder, now=Clock()) as ledger:
        assert "从格式 3 升级到格式 4" in ledger.notices[-1]
        first, second = ledger.task("1-2").progress
        assert (first.text, first.problem, first.next_step) == ("已核对办事指南", "", "")
        assert (second.text, second.counts) == ("第二次核对", (Count("不少于2次", 1),))
        assert [piece.name for piece in first.evidence] == ["青政办发〔2023〕15号"]
        assert ledger.task("1-2").twins == ()
        assert ledger.task("1-3").extensions[0].until == dt.date(2023, 12, 31)
        assert ledger.name == "青禾县政务服务台账"
        assert [len(records) for records in (ledger.time.clocks, ledger.time.rounds, ledger.time.schedules)] == [1] * 3
        ledger.add_progress(["1-2"], Progress(dt.date(2023, 11, 23), "第三次核对", problem="一台终端损坏"))
        ledger.undo(10)  # the entry for two tasks, written without a problem, with another one behind it by now
        assert [entry.text for entry in ledger.task("1-2").progress] == ["已核对办事指南", "第三次核对"]
        assert ledger.task("1-3").progress == ()
    assert check(folder).sound


@pytest.mark.parametrize("found", range(1, FORMAT))
def test_what_was_there_is_backed_up_before_a_migration(tmp_path: Path, found: int) -> None:
    folder = Path(shutil.copytree(OLD.with_name(f"ledger_format_{found}"), tmp_path / "台账"))
    before = (folder / "journal.jsonl").read_bytes()
    with Ledger.open(folder, now=Clock()):
        assert b'"format":%d' % FORMAT in (folder / "ledger.json").read_bytes()[:200], "an older program keeps off"
    (backup,) = (folder / "backups").glob(f"升级前-格式{found}-*.zip")
    assert faults_of(backup) == []
    with zipfile.ZipFile(backup) as archive:
        assert archive.read("journal.jsonl") == before
    with Ledger.open(folder) as again:
        assert again.notices == ()
        assert len(list((folder / "backups").iterdir())) == 1


def test_without_a_backup_there_is_no_migration(folder: Path) -> None:
    (folder / "backups").write_text("此处被占", encoding="utf-8")
    before = contents(folder)
    with Ledger.open(folder, now=Clock()) as ledger:
        assert "升级前的备份没有做成" in ledger.read_only
        assert list(ledger.tasks) == ["1-1", "1-2", "1-3"]
    assert contents(folder) == before


def test_every_format_has_a_migration_to_it() -> None:
    assert [migration.to for migration in MIGRATIONS] == list(range(2, FORMAT + 1))


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in ("journal.jsonl", "ledger.json")}


def test_what_an_old_ledger_holds_can_be_changed_and_taken_back(folder: Path) -> None:
    old = (folder / "journal.jsonl").read_bytes()
    with Ledger.open(folder, now=Clock()) as ledger:
        ledger.set_status(["1-3"], Status.CLOSED)
        ledger.undo()
        assert ledger.undo().reason.startswith("撤销：备注改为“已核实”")
        ledger.undo()
        ledger.undo()  # the import itself, whose tasks stand in the journal without the new fields
        assert not ledger.tasks
    assert (folder / "journal.jsonl").read_bytes().startswith(old)
    assert formats(folder) == [1] * 5 + [FORMAT] * 5
    with Ledger.open(folder) as again:
        assert not again.tasks
        assert not again.notices


def test_what_is_written_tells_an_older_program_to_keep_its_hands_off(folder: Path) -> None:
    with Ledger.open(folder, now=Clock()) as ledger:
        ledger.set_note(["1-3"], "待核")
    *_old, line = (folder / "journal.jsonl").read_bytes().splitlines(keepends=True)
    assert inspect(line) is not None
    assert decode(line).format == FORMAT
    assert b'"format":%d,"number":6' % FORMAT in (folder / "ledger.json").read_bytes()


def test_a_ledger_that_was_only_looked_at_stays_as_it_was(folder: Path) -> None:
    before = (folder / "journal.jsonl").read_bytes(), (folder / "ledger.json").read_bytes()
    Ledger.open(folder, reading=True).close()
    assert ((folder / "journal.jsonl").read_bytes(), (folder / "ledger.json").read_bytes()) == before
