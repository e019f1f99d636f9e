"""The commands for backups: what they do, and what they say of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from ledger_samples import Clock, document_draft

from govtui.__main__ import main
from govtui.ledger.backup.archive import faults_of, read_manifest
from govtui.ledger.backup.keeping import made_elsewhere
from govtui.ledger.evidence import keep_file
from govtui.ledger.ledger import Ledger
from govtui.ledger.lock import FolderLock
from govtui.ledger.recovery import recover


class Answer(NamedTuple):
    code: int
    out: list[str]
    err: list[str]


Govtui = Callable[..., Answer]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A ledger with two tasks and a file of evidence."""
    folder = tmp_path / "台账"
    (tmp_path / "照片.jpg").write_bytes(b"photo")
    with Ledger.open(folder, operator="李四", now=Clock()) as ledger:
        ledger.add_documents([document_draft("1", "2")])
        ledger.attach("1-1", [keep_file(folder, tmp_path / "照片.jpg")])
    return folder


@pytest.fixture
def govtui(capsys: pytest.CaptureFixture[str], folder: Path) -> Govtui:
    """The command line on the ledger of `folder`."""

    def run(*words: str | Path) -> Answer:
        code = main(["--ledger", str(folder), *map(str, words)])
        out, err = capsys.readouterr()
        return Answer(code, out.splitlines(), err.splitlines())

    return run


def noted(folder: Path, note: str) -> None:
    with Ledger.open(folder, now=Clock()) as ledger:
        ledger.set_note(["1-1"], note)


def reminders(answer: Answer) -> list[str]:
    return [line for line in answer.err if "备份到别的磁盘" in line]


def test_into_a_file_with_everything(govtui: Govtui, folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "备份.zip"
    answer = govtui("backup", target)
    assert (answer.code, answer.out) == (0, [f"已备份：{target}", "内容截至第2号改动，含佐证材料1件"])
    assert faults_of(target) == []
    assert made_elsewhere(folder)[0].path == str(target.resolve())


def test_into_a_folder_under_a_telling_name(govtui: Govtui, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "U盘").mkdir()
    with Ledger.open(folder, now=Clock()) as ledger:
        ledger.rename("便民服务")
    answer = govtui("backup", tmp_path / "U盘")
    (made,) = (tmp_path / "U盘").iterdir()
    assert re.fullmatch(r"便民服务-备份-\d{8}-\d{6}-第3号\.zip", made.name)
    assert (answer.code, answer.out[0]) == (0, f"已备份：{made}")
    assert read_manifest(made).name == "便民服务"


def test_into_the_ledgers_own_folder(govtui: Govtui, folder: Path) -> None:
    answer = govtui("backup")
    (made,) = (folder / "backups").glob("自动备份-*-第2号.zip")
    assert (answer.code, answer.out) == (
        0,
        [f"已备份：{made}", "内容截至第2号改动；不含佐证材料的原件，它们在台账文件夹的 evidence 里"],
    )
    assert made_elsewhere(folder) == ()
    assert len(reminders(answer)) == 1  # the ledger is years old, and this is its own disk


def test_while_another_one_works_with_the_ledger(govtui: Govtui, folder: Path, tmp_path: Path) -> None:
    with Ledger.open(folder, operator="王五", now=Clock()) as ledger:
        ledger.set_note(["1-2"], "甲")
        assert govtui("backup", tmp_path / "备份.zip").code == 0
        assert govtui("backup").code == 0
        ledger.set_note(["1-2"], "乙")
    assert read_manifest(tmp_path / "备份.zip").number == 3


def test_a_file_that_is_there_stays_unless_it_is_forced(govtui: Govtui, tmp_path: Path) -> None:
    target = tmp_path / "备份.zip"
    target.write_bytes(b"last year's")
    answer = govtui("backup", target)
    assert (answer.code, answer.out, "--force" in answer.err[0]) == (1, [], True)
    assert target.read_bytes() == b"last year's"
    assert govtui("backup", target, "--force").code == 0
    assert faults_of(target) == []


def test_where_there_is_no_stick(govtui: Govtui, tmp_path: Path) -> None:
    answer = govtui("backup", tmp_path / "U盘")
    assert (answer.code, "U盘请先插好" in answer.err[0]) == (1, True)
    answer = govtui("backup", tmp_path / "U盘" / "备份.zip")
    assert (answer.code, "U盘是否拔出" in answer.err[0]) == (1, True)
    assert not (tmp_path / "U盘").exists()


def test_a_damaged_ledger_is_not_backed_up_as_if_it_were_sound(govtui: Govtui, folder: Path, tmp_path: Path) -> None:
    journal = (folder / "journal.jsonl").read_bytes()
    (folder / "journal.jsonl").write_bytes(journal.replace(b'"number":1', b'"number":3'))
    for words in (["backup"], ["backup", tmp_path / "备份.zip"]):
        answer = govtui(*words)
        assert (answer.code, answer.out) == (1, [])
        assert "第 1 行" in answer.err[-1]
    assert not (tmp_path / "备份.zip").exists()


def test_a_ledger_comes_back(govtui: Govtui, folder: Path, tmp_path: Path) -> None:
    govtui("backup", tmp_path / "备份.zip")
    noted(folder, "后来的备注")
    answer = govtui("restore", tmp_path / "备份.zip")
    (before,) = (folder / "backups").glob("恢复前-*.zip")
    assert (answer.code, answer.err) == (0, [])
    assert answer.out[0] == f"已恢复：{folder}"
    assert re.fullmatch(r"备份做于\d+年\d+月\d+日 \d\d:\d\d，内容截至第2号改动", answer.out[1])
    assert answer.out[2:] == [f"恢复前的内容另存为：{before}"]
    assert recover(folder).state.tasks["1-1"].note == ""
    assert govtui("restore", before).code == 0
    assert recover(folder).state.tasks["1-1"].note == "后来的备注"


def test_into_another_folder(govtui: Govtui, folder: Path, tmp_path: Path) -> None:
    govtui("backup", tmp_path / "备份.zip")
    answer = govtui("restore", tmp_path / "备份.zip", "--ledger", tmp_path / "新台账")
    assert (answer.code, answer.out[0], answer.out[2:]) == (0, f"已恢复：{tmp_path / '新台账'}", ["放回佐证材料1件"])
    assert recover(tmp_path / "新台账").state.tasks == recover(folder).state.tasks


def test_evidence_that_is_nowhere_is_named(govtui: Govtui, folder: Path) -> None:
    govtui("backup")
    (kept,) = (folder / "evidence").iterdir()
    kept.chmod(0o600)
    kept.unlink()
    (made,) = (folder / "backups").glob("自动备份-*.zip")
    answer = govtui("restore", made)
    assert answer.code == 0
    assert "有1件佐证材料备份里没有" in answer.err[0]
    assert kept.name in answer.err[0]


def test_what_cannot_be_restored_changes_nothing(govtui: Govtui, folder: Path, tmp_path: Path) -> None:
    target, before = tmp_path / "备份.zip", recover(folder)
    govtui("backup", target)
    target.write_bytes(target.read_bytes()[:-30])
    answer = govtui("restore", target)
    assert (answer.code, answer.out) == (1, [])
    assert "台账没有改动" in answer.err[0]
    assert govtui("restore", tmp_path / "没有.zip").code == 1
    assert govtui("restore", tmp_path).code == 2
    govtui("backup", target, "--force")
    lock = FolderLock(folder)
    lock.acquire("王五", Clock()())
    answer = govtui("restore", target)
    assert (answer.code, "王五" in answer.err[0]) == (1, True)
    lock.release()
    assert recover(folder).place == before.place
