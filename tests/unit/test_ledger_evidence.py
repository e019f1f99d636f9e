"""佐证材料: what a clerk types of it, and the files that the ledger keeps."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from pathlib import Path

import pytest

from govtui.errors import GovtuiError, LedgerError, RequestError
from govtui.ledger import evidence as evidence_module
from govtui.ledger.evidence import (
    MAX_SIZE,
    copy_to_read,
    evidence_of,
    fault_of,
    keep_file,
    kept_path,
)
from govtui.model import Evidence, EvidenceKind

CONTENT = "青禾县农村公路验收单\n".encode() * 1000
SUM = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "台账"
    folder.mkdir()
    return folder


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "验收单.PDF"
    path.write_bytes(CONTENT)
    return path


def stored(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "evidence").glob("*"))


# What is typed


@pytest.mark.parametrize(
    ("typed", "kind", "name"),
    [
        (
            "https://www.qinghe.gov.cn/art/12.html?a=1#b",
            EvidenceKind.WEB,
            "https://www.qinghe.gov.cn/art/12.html?a=1#b",
        ),
        ("  http://10.1.2.3:8080/x ", EvidenceKind.WEB, "http://10.1.2.3:8080/x"),
        ("HTTPS://青禾.政务.cn/公开", EvidenceKind.WEB, "HTTPS://青禾.政务.cn/公开"),
        ("https：//www.qinghe.gov.cn", EvidenceKind.WEB, "https://www.qinghe.gov.cn"),
        ("www.qinghe.gov.cn/art", EvidenceKind.WEB, "http://www.qinghe.gov.cn/art"),
        ("青政办发〔2023〕15号", EvidenceKind.NUMBER, "青政办发〔2023〕15号"),
        ("青政办发[2023]15号", EvidenceKind.NUMBER, "青政办发〔2023〕15号"),
        ("青政办发［２０２３］１５号", EvidenceKind.NUMBER, "青政办发〔2023〕15号"),
        ("青政办发（2023）15号", EvidenceKind.NUMBER, "青政办发〔2023〕15号"),
        ("《青政办函【2023】 第 7 号》", EvidenceKind.NUMBER, "青政办函〔2023〕第7号"),
    ],
)
def test_addresses_and_numbers_are_known_by_their_shape(typed: str, kind: EvidenceKind, name: str) -> None:
    assert evidence_of(typed) == Evidence(kind, name)


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("验收单.pdf", "验收单.pdf"),
        ('"/data/青禾 县/验收单.pdf"', "/data/青禾 县/验收单.pdf"),
        ("file:///data/%E9%AA%8C%E6%94%B6.pdf", "/data/验收.pdf"),
        ("青政办发〔2023〕15号.pdf", "青政办发〔2023〕15号.pdf"),
        ("关于印发青政办发〔2023〕15号", "关于印发青政办发〔2023〕15号"),
        ("http.pdf", "http.pdf"),
    ],
)
def test_anything_else_is_a_path(typed: str, path: str) -> None:
    assert evidence_of(typed) == Path(path)


@pytest.mark.parametrize(
    "typed", ["", "  \n", "https://", "http://?x", "https://a b.cn", "http:/qinghe", "https://a:b"]
)
def test_what_names_nothing_is_refused(typed: str) -> None:
    with pytest.raises(RequestError) as caught:
        evidence_of(typed)
    assert caught.value.hint


# Keeping


def test_a_file_is_kept_under_its_sum(folder: Path, source: Path) -> None:
    evidence = keep_file(folder, source)
    assert evidence == Evidence(EvidenceKind.FILE, "验收单.PDF", SUM, len(CONTENT))
    kept = kept_path(folder, evidence)
    assert kept == folder / "evidence" / f"{SUM}.pdf"
    assert kept.read_bytes() == CONTENT
    assert not kept.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    assert stored(folder) == [f"{SUM}.pdf"]
    assert fault_of(folder, evidence) == ""
    assert source.read_bytes() == CONTENT


def test_the_same_content_is_kept_once(folder: Path, source: Path, tmp_path: Path) -> None:
    first = keep_file(folder, source)
    written = kept_path(folder, first).stat().st_mtime_ns
    (tmp_path / "副本.docx").write_bytes(CONTENT)
    second = keep_file(folder, tmp_path / "副本.docx")
    assert (second.name, second.sha256) == ("副本.docx", SUM)
    assert kept_path(folder, second) == kept_path(folder, first)
    assert kept_path(folder, first).stat().st_mtime_ns == written
    assert stored(folder) == [f"{SUM}.pdf"]
    assert fault_of(folder, second) == ""


def test_a_damaged_file_is_replaced_by_the_good_one(folder: Path, source: Path) -> None:
    evidence = keep_file(folder, source)
    kept = kept_path(folder, evidence)
    kept.chmod(0o600)
    kept.write_bytes(CONTENT[:-1] + b"x")
    assert fault_of(folder, evidence)
    assert keep_file(folder, source) == evidence
    assert fault_of(folder, evidence) == ""


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("照片.JPEG", ".jpeg"),
        ("没有后缀", ""),
        (".隐藏", ""),
        ("表.这是中文", ""),
        ("a.abcdefghijk", ""),
        ("a.tar.gz", ".gz"),
    ],
)
def test_only_plain_endings_are_taken_over(folder: Path, tmp_path: Path, name: str, suffix: str) -> None:
    (tmp_path / name).write_bytes(CONTENT)
    evidence = keep_file(folder, tmp_path / name)
    assert evidence.name == name
    assert stored(folder) == [f"{SUM}{suffix}"]


def test_progress_is_told_and_may_stop_it(folder: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence_module, "_BLOCK", 10_000)
    told: list[tuple[int, int]] = []
    keep_file(folder, source, lambda done, total: told.append((done, total)))
    assert told == [(min(done, len(CONTENT)), len(CONTENT)) for done in range(10_000, len(CONTENT) + 10_000, 10_000)]

    class StoppedError(Exception):
        pass

    def stop(done: int, total: int) -> None:
        raise StoppedError

    source.write_bytes(CONTENT * 2)
    with pytest.raises(StoppedError):
        keep_file(folder, source, stop)
    assert stored(folder) == [f"{SUM}.pdf"]


def refused(folder: Path, source: Path) -> GovtuiError:
    with pytest.raises(RequestError) as caught:
        keep_file(folder, source)
    assert caught.value.hint
    assert not (folder / "evidence").exists() or not stored(folder)
    return caught.value


def test_what_is_no_file_is_refused(folder: Path, tmp_path: Path) -> None:
    assert "没有找到文件" in refused(folder, tmp_path / "没有.pdf").message
    assert "文件夹" in refused(folder, tmp_path).message
    (tmp_path / "空.pdf").touch()
    assert "空的" in refused(folder, tmp_path / "空.pdf").message
    assert "文件名不合规则" in refused(folder, Path("a\0b")).message
    os.mkfifo(tmp_path / "管道")
    assert "不是普通的文件" in refused(folder, tmp_path / "管道").message


def test_a_file_beyond_the_limit_is_refused_and_the_limit_named(folder: Path, tmp_path: Path) -> None:
    with (tmp_path / "录像.mp4").open("wb") as file:
        file.truncate(MAX_SIZE + 1)
    assert "500 MB" in refused(folder, tmp_path / "录像.mp4").message


def test_a_file_that_may_not_be_read_is_refused(folder: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    really = Path.open

    def denied(path: Path, *arguments: object, **named: object) -> object:
        if path == source:
            raise PermissionError(errno.EACCES, "Permission denied")
        return really(path, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "open", denied)
    assert "没有访问权限" in refused(folder, source).message


@pytest.mark.parametrize("change", [b"more", b""])
def test_a_file_that_changes_meanwhile_is_noticed(folder: Path, source: Path, change: bytes) -> None:
    def meddle(done: int, total: int) -> None:
        with source.open("r+b") as file:
            file.seek(0, os.SEEK_END)
            file.write(change) if change else file.truncate(5)
        os.utime(source, ns=(1, 1))

    with pytest.raises(RequestError, match="没有附上") as caught:
        keep_file(folder, source, meddle)
    assert "被改动" in caught.value.message
    assert stored(folder) == []


def test_a_file_that_is_rewritten_in_place_is_noticed(folder: Path, source: Path) -> None:
    def meddle(done: int, total: int) -> None:
        source.write_bytes(CONTENT[::-1])
        os.utime(source, ns=(1, 1))

    with pytest.raises(RequestError) as caught:
        keep_file(folder, source, meddle)
    assert "被改动" in caught.value.message


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_disk_that_fails_leaves_nothing_behind(
    folder: Path, source: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    def full(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(*((os, "fsync") if failing == "fsync" else (Path, "replace")), full)
    with pytest.raises(LedgerError) as caught:
        keep_file(folder, source)
    assert "磁盘已满" in caught.value.message
    assert caught.value.hint
    assert stored(folder) == []


def test_a_store_that_is_a_file_is_told(folder: Path, source: Path) -> None:
    (folder / "evidence").touch()
    with pytest.raises(LedgerError):
        keep_file(folder, source)


# Faults


def test_what_is_no_file_has_no_fault(folder: Path) -> None:
    assert fault_of(folder, Evidence(EvidenceKind.WEB, "https://qinghe.gov.cn")) == ""
    assert fault_of(folder, Evidence(EvidenceKind.NUMBER, "青政办发〔2023〕15号")) == ""


def test_each_fault_has_its_words(folder: Path, source: Path) -> None:
    evidence = keep_file(folder, source)
    kept = kept_path(folder, evidence)
    kept.chmod(0o600)
    kept.write_bytes(CONTENT[:-1] + b"x")
    assert "内容被改动" in fault_of(folder, evidence)
    kept.write_bytes(CONTENT[:-1])
    assert "大小不对" in fault_of(folder, evidence)
    kept.unlink()
    assert "不见了" in fault_of(folder, evidence)
    kept.mkdir()
    assert fault_of(folder, evidence)


@pytest.mark.parametrize("sha256", ["", "../../etc/passwd", "x" * 64, "a" * 63, "a" * 64 + "/.."])
def test_a_sum_that_is_none_leads_nowhere(folder: Path, tmp_path: Path, sha256: str) -> None:
    evidence = Evidence(EvidenceKind.FILE, "a.pdf", sha256, 1)
    assert "校验值" in fault_of(folder, evidence)
    with pytest.raises(LedgerError):
        kept_path(folder, evidence)
    with pytest.raises(LedgerError):
        copy_to_read(folder, evidence, tmp_path / "out")


# Copies for reading


def test_a_copy_for_reading_has_the_own_name(folder: Path, source: Path, tmp_path: Path) -> None:
    evidence = keep_file(folder, source)
    copy = copy_to_read(folder, evidence, tmp_path / "out")
    assert copy.name == "验收单.PDF"
    assert copy.is_relative_to(tmp_path / "out")
    assert copy.read_bytes() == CONTENT
    assert not copy.stat().st_mode & 0o222
    written = copy.stat().st_mtime_ns
    assert copy_to_read(folder, evidence, tmp_path / "out") == copy
    assert copy.stat().st_mtime_ns == written
    copy.chmod(0o600)
    copy.write_bytes(b"changed by a program")
    assert copy_to_read(folder, evidence, tmp_path / "out").read_bytes() == CONTENT
    assert fault_of(folder, evidence) == ""


def test_two_files_of_one_name_do_not_meet(folder: Path, source: Path, tmp_path: Path) -> None:
    first = copy_to_read(folder, keep_file(folder, source), tmp_path / "out")
    source.write_bytes(b"other")
    second = copy_to_read(folder, keep_file(folder, source), tmp_path / "out")
    assert (first.read_bytes(), second.read_bytes()) == (CONTENT, b"other")


def test_a_damaged_file_is_not_handed_out(folder: Path, source: Path, tmp_path: Path) -> None:
    evidence = keep_file(folder, source)
    kept = kept_path(folder, evidence)
    kept.chmod(0o600)
    kept.write_bytes(CONTENT + b"x")
    with pytest.raises(LedgerError) as caught:
        copy_to_read(folder, evidence, tmp_path / "out")
    assert "已损坏" in caught.value.message
    kept.unlink()
    with pytest.raises(LedgerError) as caught:
        copy_to_read(folder, evidence, tmp_path / "out")
    assert "不见了" in caught.value.message
    assert not list((tmp_path / "out").rglob("*.*"))


def test_a_copy_that_finds_no_place_is_told(folder: Path, source: Path, tmp_path: Path) -> None:
    evidence = keep_file(folder, source)
    (tmp_path / "out").touch()
    with pytest.raises(LedgerError) as caught:
        copy_to_read(folder, evidence, tmp_path / "out")
    assert caught.value.hint
