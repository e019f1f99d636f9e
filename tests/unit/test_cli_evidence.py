"""The commands for 佐证材料."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Govtui, command_line

from govtui.ledger.evidence import kept_path
from govtui.ledger.ledger import Ledger
from govtui.model import EvidenceKind, Progress, Task
from govtui.review import gathering
from govtui.review.gathering import parts_of
from tests.ledger_samples import Clock, document_draft
from tests.sheet_samples import DAY

NUMBER = "青政办发〔2023〕15号"
PAGE = "https://www.qinghe.example/1.html"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A ledger with two tasks, the first with an entry of progress."""
    with Ledger.open(tmp_path / "台账", now=Clock()) as ledger:
        ledger.add_documents([document_draft("1", "2")])
        ledger.add_progress(["1-1"], Progress(DAY, "已核对7处。"))
    return tmp_path / "台账"


@pytest.fixture
def govtui(capsys: pytest.CaptureFixture[str], folder: Path) -> Govtui:
    return command_line(capsys, "--ledger", folder)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "现场 照片.jpg"
    path.write_bytes(b"photo" * 100)
    return path


def task(folder: Path, task_id: str = "1-1") -> Task:
    with Ledger.open(folder, reading=True) as ledger:
        return ledger.tasks[task_id]


def test_files_addresses_and_numbers_are_attached_in_one_change(govtui: Govtui, folder: Path, photo: Path) -> None:
    answer = govtui("attach", "1-1", photo, PAGE, "青政办发[2023]15号")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("第3号改动：")
    file, page, number = task(folder).evidence
    assert (file.kind, file.name, file.size) == (EvidenceKind.FILE, "现场 照片.jpg", 500)
    assert (page.name, number.name) == (PAGE, NUMBER)
    photo.unlink()
    assert kept_path(folder, file).read_bytes() == b"photo" * 100


def test_evidence_of_an_entry(govtui: Govtui, folder: Path) -> None:
    assert govtui("attach", "1-1", NUMBER, "--entry", "1").code == 0
    assert [piece.name for piece in task(folder).progress[0].evidence] == [NUMBER]
    assert not task(folder).evidence


def test_what_is_there_is_not_attached_again(govtui: Govtui, folder: Path) -> None:
    govtui("attach", "1-1", NUMBER)
    answer = govtui("attach", "1-1", NUMBER)
    assert (answer.code, answer.out) == (0, "没有改动：这些材料已经附上了\n")


@pytest.mark.parametrize("entry", ["0", "2", "-1"])
def test_an_entry_that_is_not_there(govtui: Govtui, folder: Path, photo: Path, entry: str) -> None:
    answer = govtui("attach", "1-1", photo, f"--entry={entry}")
    assert (answer.code, answer.out) == (1, "")
    assert f"没有第{entry}条" in answer.err
    assert not (folder / "evidence").exists()


def test_one_that_cannot_be_attached_keeps_all_out(govtui: Govtui, folder: Path, photo: Path) -> None:
    answer = govtui("attach", "1-1", photo, photo.with_name("没有.pdf"))
    assert answer.code == 1
    assert "没有找到文件" in answer.err
    assert not task(folder).evidence


def test_the_list_says_what_each_piece_is_and_whether_it_is_sound(govtui: Govtui, folder: Path, photo: Path) -> None:
    govtui("attach", "1-1", photo, PAGE)
    govtui("attach", "1-1", NUMBER, "--entry", "1")
    answer = govtui("evidence", "1-1")
    assert (answer.code, answer.err) == (0, "")
    assert [line.split() for line in answer.out.splitlines()] == [
        ["序号", "归属", "类别", "大小", "现状", "材料名称"],
        ["1", "整项任务", "文件", "500", "字节", "完好", "现场", "照片.jpg"],
        ["2", "整项任务", "网址", PAGE],
        ["3", "进展1（2023-11-22）", "文号", NUMBER],
    ]


def test_a_missing_file_is_named_and_the_exit_code_tells(govtui: Govtui, folder: Path, photo: Path) -> None:
    govtui("attach", "1-1", photo)
    kept_path(folder, task(folder).evidence[0]).unlink()
    answer = govtui("evidence", "1-1")
    assert answer.code == 1
    assert "文件不见了" in answer.out


def test_the_list_as_json(govtui: Govtui, folder: Path) -> None:
    govtui("attach", "1-1", NUMBER, "--entry", "1")
    assert json.loads(govtui("evidence", "1-1", "--json").out) == [
        {"kind": "number", "name": NUMBER, "size": 0, "entry": 1, "fault": ""}
    ]
    assert json.loads(govtui("evidence", "1-2", "--json").out) == []


def test_a_task_without_evidence(govtui: Govtui) -> None:
    answer = govtui("evidence", "1-2")
    assert (answer.code, answer.out) == (0, "")
    assert "govtui attach" in answer.err


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str | Path]:
    found: list[str | Path] = []
    monkeypatch.setattr(gathering, "open_with_system", found.append)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return found


def test_a_file_is_opened_as_a_copy_under_its_own_name(
    govtui: Govtui, folder: Path, photo: Path, opened: list[Path]
) -> None:
    govtui("attach", "1-1", photo)
    assert govtui("evidence", "1-1", "--open", "1").code == 0
    (copy,) = opened
    assert (copy.name, copy.read_bytes()) == ("现场 照片.jpg", b"photo" * 100)
    assert not copy.is_relative_to(folder)


def test_an_address_is_opened_as_it_is(govtui: Govtui, opened: list[str]) -> None:
    govtui("attach", "1-1", PAGE)
    assert govtui("evidence", "1-1", "--open", "1").code == 0
    assert opened == [PAGE]


def test_a_number_is_nothing_to_open(govtui: Govtui, opened: list[str]) -> None:
    govtui("attach", "1-1", NUMBER)
    answer = govtui("evidence", "1-1", "--open", "1")
    assert (answer.code, opened) == (1, [])
    assert "按文号" in answer.err


def test_a_piece_is_removed_and_comes_back_by_undoing(govtui: Govtui, folder: Path, photo: Path) -> None:
    govtui("attach", "1-1", photo)
    govtui("attach", "1-1", NUMBER, "--entry", "1")
    before = task(folder)
    assert govtui("evidence", "1-1", "--remove", "2").code == 0
    assert not task(folder).progress[0].evidence
    assert govtui("evidence", "1-1", "--remove", "1").code == 0
    assert not task(folder).evidence
    govtui("undo")
    govtui("undo")
    assert task(folder) == before
    assert kept_path(folder, before.evidence[0]).is_file()


@pytest.mark.parametrize("option", ["--open", "--remove"])
@pytest.mark.parametrize("number", ["0", "2", "-1"])
def test_a_number_that_no_piece_has(govtui: Govtui, folder: Path, option: str, number: str) -> None:
    govtui("attach", "1-1", NUMBER)
    answer = govtui("evidence", "1-1", f"{option}={number}")
    assert answer.code == 1
    assert f"没有第{number}份" in answer.err
    assert len(task(folder).evidence) == 1


@pytest.mark.parametrize("words", [["attach", "9-9", NUMBER], ["evidence", "9-9"]])
def test_an_unknown_task(govtui: Govtui, words: list[str]) -> None:
    answer = govtui(*words)
    assert answer.code == 1
    assert "没有这项任务" in answer.err


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        (" ；; ", []),
        ("a.jpg；b.pdf", ["a.jpg", "b.pdf"]),
        ("a.jpg; 青政办发〔2023〕15号", ["a.jpg", NUMBER]),
        ("https://a.example/x;y=1；b.pdf", ["https://a.example/x;y=1", "b.pdf"]),
        ("a.jpg\nb.pdf", ["a.jpg", "b.pdf"]),
    ],
)
def test_several_pieces_in_a_line(text: str, parts: list[str]) -> None:
    assert parts_of(text) == parts
