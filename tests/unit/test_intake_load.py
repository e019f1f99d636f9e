"""From a file to a document, and every way in which that is refused."""

from __future__ import annotations

import hashlib
from pathlib import Path

import docx
import pytest
from intake_plans import HEAD, NAMES, ROADS, expected, fields, numbered, opened_by_tabs, rows_of

from govtui.errors import IntakeError
from govtui.intake.kind import Kind, kind_of
from govtui.intake.load import examine, read_document
from govtui.intake.readers.plain import MAX_LINES
from govtui.intake.readers.plain_cells import MAX_CELL, MAX_COLUMNS
from govtui.text import clean

PLAN = "\n".join([*HEAD, *opened_by_tabs([NAMES, *rows_of(numbered(ROADS))])])


def refusal(path: Path) -> IntakeError:
    with pytest.raises(IntakeError) as refused:
        read_document(path)
    error = refused.value
    for part in (error.title, error.message, error.hint):
        assert part
        assert not part.endswith("。")
        assert clean(part) == part
    return error


def written(folder: Path, text: str, name: str = "plan.txt") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_document_knows_its_file(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "民生实事.txt"
    path.write_bytes(PLAN.encode(encoding))
    document = read_document(path)
    assert fields(document) == expected(numbered(ROADS))
    assert document.source == "民生实事.txt"
    assert document.fingerprint == hashlib.sha256(path.read_bytes()).hexdigest()
    assert examine(path).document == document


def test_name_of_a_file_cannot_act_on_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[31mb\u202e.txt"
    path.write_text(PLAN, encoding="utf-8")
    assert read_document(path).source == "ab.txt"
    assert "\x1b" not in str(refusal(tmp_path / "\x1b[2J.txt"))


def test_missing_file_and_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.txt").title == "文件不存在"
    assert refusal(tmp_path).title == "这是文件夹"
    assert refusal(Path("a\0b.txt")).title in ("文件不存在", "文件打不开")


def test_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    path = written(tmp_path, PLAN)
    monkeypatch.setattr(Path, "read_bytes", fail)
    error = refusal(path)
    assert error.title == "文件打不开"
    assert "没有读取权限" in error.message


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (" \n\t\n", "文件是空的"),
        ("关于做好政务公开工作的通知。\n各乡镇：\n请认真落实。\n", "没有找到任务表"),
        ("姓名\t电话\n甲\t123\n乙\t456\n", "看不懂表头"),
        ("\n".join(opened_by_tabs([["姓名", "电话"], ["甲", "123"]])), "看不懂表头"),
        ("序号\t工作任务\t责任单位\t完成时限\n", "没有找到任务表"),
        ("||\n|--|--|", "没有找到任务表"),
        ("序号\t工作任务\t责任单位\t完成时限\n\t\t\t\n", "表头下面没有任务"),
        ("序号\n工作任务\n责任单位\n完成时限\n", "表头下面没有任务"),
        ("字" * (MAX_CELL + 1), "单元格太长"),
        ("\n".join(["\t".join("序" * (MAX_COLUMNS + 1))] * 3), "表格太宽"),
        ("行\n" * MAX_LINES, "文件太大"),
    ],
)
def test_text_without_a_plan(tmp_path: Path, text: str, title: str) -> None:
    assert refusal(written(tmp_path, text)).title == title


def test_too_large_is_known_before_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govtui.intake.load.MAX_BYTES", 100)
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("the file was read"))
    assert refusal(written(tmp_path, PLAN)).title == "文件太大"


def test_document_with_pictures_may_be_larger_than_a_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = docx.Document()
    table = document.add_table(2, 3)
    for cell, text in zip(table._cells, ["序号", "工作任务", "责任单位", "1", "修补坑槽。", "县交通局"], strict=True):
        cell.text = text
    path = tmp_path / "plan.docx"
    document.save(str(path))
    monkeypatch.setattr("govtui.intake.decode.MAX_BYTES", 100)
    assert read_document(path).tasks[0].units == ("县交通局",)
    assert refusal(written(tmp_path, PLAN)).title == "文件太大"


@pytest.mark.parametrize(
    ("name", "start", "hint"),
    [("a.zip", b"PK\x03\x04", "解压"), ("a.jpg", b"\xff\xd8\xff", "电子版"), ("a.ofd", b"PK\x03\x04", "记事本")],
)
def test_kinds_that_nothing_reads_say_what_to_do(tmp_path: Path, name: str, start: bytes, hint: str) -> None:
    path = tmp_path / name
    path.write_bytes(start + b"\0" * 100)
    error = refusal(path)
    assert error.title == "不能读这种文件"
    assert hint in error.hint


def test_kind_is_told_by_how_a_file_begins() -> None:
    page = "<html><table><tr><td>序号</td></tr></table></html>".encode()
    assert kind_of("系统导出.xls", page) is Kind.HTML
    assert kind_of("系统导出.xls", "序号\t任务\n".encode("gb18030")) is Kind.CSV
    assert kind_of("计划.txt", b"%PDF-1.7") is Kind.PDF
    assert kind_of("计划.doc", b"PK\x03\x04....word/document.xml") is Kind.DOCX
    assert kind_of("计划.docx", b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le")) is Kind.OLD_TEXT
    assert kind_of("计划.wps", b"{\\rtf1") is Kind.OLD_TEXT
    assert kind_of("计划", b"From: a\nMIME-Version: 1.0\nContent-Type: multipart/related\n") is Kind.MHT
