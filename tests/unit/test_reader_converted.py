"""Old documents, converted by the LibreOffice that is installed, and what is said where that does not work."""

from __future__ import annotations

import http.server
import io
import os
import subprocess
import tempfile
import threading
import time
import zipfile
from pathlib import Path

import pytest
from word_documents import (
    BEGINS,
    GOES_ON,
    document,
    level,
    lines,
    lists,
    numbered,
    of_kind,
    p,
    repacked,
    tbl,
    tc,
    texts,
    tr,
)

from govtui.errors import IntakeError
from govtui.intake.containers import COMPOUND
from govtui.intake.kind import Kind, kind_of
from govtui.intake.readers import converted
from govtui.intake.readers.converted import find_program, read_converted
from govtui.intake.watch import StoppedError
from govtui.text import clean

PLAN = document(
    p("青禾县2026年重点工作任务分解表"),
    tbl(
        tr("序号", "工作任务", "责任单位"),
        tr(tc(numbered(1)), "疏浚青河河道", tc("县水利局", BEGINS)),
        tr(tc(numbered(1)), "修补乡村道路", tc("", GOES_ON)),
        widths=(1000, 5000, 2400),
    ),
    p("注：按季度报送。"),
    numbering=lists({1: level(0, "decimal", "%1")}, {1: of_kind(1)}),
)


@pytest.fixture(scope="module")
def old_documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the plan in the old formats, as LibreOffice writes them."""
    program = find_program()
    assert program, "these tests need LibreOffice: apt-get install libreoffice-writer-nogui"
    folder = tmp_path_factory.mktemp("old")
    (folder / "plan.docx").write_bytes(PLAN)
    found = {}
    for suffix in ("doc", "rtf", "odt"):
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", suffix, "--outdir", str(folder), "plan.docx"]
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
        found[suffix] = (folder / f"plan.{suffix}").read_bytes()
    return found


def refusal(data: bytes) -> IntakeError:
    with pytest.raises(IntakeError) as refused:
        read_converted(data)
    for part in (refused.value.title, refused.value.message, refused.value.hint):
        assert part
        assert not part.endswith("。")
        assert clean(part) == part
    return refused.value


@pytest.mark.parametrize("suffix", ["doc", "rtf", "odt"])
def test_old_document_is_read_as_the_new_one(old_documents: dict[str, bytes], suffix: str) -> None:
    data = old_documents[suffix]
    assert kind_of(f"plan.{suffix}", data) is Kind.OLD_TEXT
    source = read_converted(data)
    (grid,) = source.grids
    assert texts(grid) == [
        ["序号", "工作任务", "责任单位"],
        ["1", "疏浚青河河道", "县水利局"],
        ["2", "修补乡村道路", "^"],
    ]
    assert lines(source)[0] == "青禾县2026年重点工作任务分解表"
    assert lines(source)[-1] == "注：按季度报送。"


def test_xml_of_2003() -> None:
    def cell(text: str) -> str:
        return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>'

    row = f"<w:tr>{cell('序号')}{cell('任务')}</w:tr>"
    table = f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>{row}</w:tbl>'
    name = "http://schemas.microsoft.com/office/word/2003/wordml"
    body = f"<w:body>{table}<w:p/></w:body>"
    data = f'<?xml version="1.0"?><w:wordDocument xmlns:w="{name}">{body}</w:wordDocument>'.encode()
    assert kind_of("任务分解表.doc", data) is Kind.OLD_TEXT
    assert texts(read_converted(data).grids[0]) == [["序号", "任务"]]
    assert refusal(data.replace(b"<w:wordDocument", b"<!DOCTYPE a><w:wordDocument")).title == "文件已损坏"


def test_document_of_wps_is_known_by_what_it_is(old_documents: dict[str, bytes]) -> None:
    assert kind_of("任务分解表.wps", old_documents["doc"]) is Kind.OLD_TEXT
    assert kind_of("任务分解表.txt", old_documents["doc"]) is Kind.OLD_TEXT


def test_nothing_is_left_behind(
    old_documents: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = {path.name for path in tmp_path.iterdir()}
    read_converted(old_documents["doc"])
    assert {path.name for path in tmp_path.iterdir()} == before


def test_without_libreoffice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(converted, "_usual_places", lambda: iter((tmp_path / "soffice",)))
    error = refusal(b"{\\rtf1 }")
    assert "没有安装 LibreOffice" in error.message
    assert "文件→另存为" in error.hint
    assert "Word 文档（*.docx）" in error.hint
    (tmp_path / "soffice").touch()
    assert find_program() == str(tmp_path / "soffice")


@pytest.mark.parametrize("data", [b"", b"\0\1\2" * 100, "序号\t工作任务".encode()])
def test_what_is_no_old_document_is_not_converted(data: bytes) -> None:
    assert refusal(data).title == "文件已损坏"


def test_damaged_documents() -> None:
    error = refusal(COMPOUND + bytes(3000))
    assert error.title == "文档没有转换成功"
    assert "另存为" in error.hint


def test_documents_under_a_password(old_documents: dict[str, bytes]) -> None:
    data = bytearray(old_documents["doc"])
    start = next(sector for sector in range(512, len(data), 512) if data[sector : sector + 2] == b"\xec\xa5")
    data[start + 11] |= 1
    assert refusal(bytes(data)).title == "文件加了密码"
    manifest = b'<manifest:encryption-data manifest:checksum-type="SHA1"/>'
    assert refusal(repacked(old_documents["odt"], {"META-INF/manifest.xml": manifest})).title == "文件加了密码"


def test_containers_keep_to_their_limits_before_libreoffice_sees_them(old_documents: dict[str, bytes]) -> None:
    hostile = b'<!DOCTYPE a [<!ENTITY x "x">]><a/>'
    assert "DTD" in refusal(repacked(old_documents["odt"], {"content.xml": hostile})).message


# A program in the place of LibreOffice, to see what becomes of one that does not come to its end

needs_shell = pytest.mark.skipif(os.name != "posix", reason="the program in LibreOffice's place is a shell script")


@pytest.fixture
def endless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a program in LibreOffice's place that starts another one and waits for it; return where that tells its id."""
    told = tmp_path / "child"
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\nsleep 300 &\necho $! > {told}.part && mv {told}.part {told}\nwait\n")
    program.chmod(0o755)
    monkeypatch.setattr(converted, "find_program", lambda: str(program))
    return told


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def assert_ends(told: Path) -> None:
    child = int(told.read_text())
    for _ in range(50):
        if not is_running(child):
            return
        time.sleep(0.1)
    pytest.fail("what the program had started goes on running")


@needs_shell
def test_time_is_limited(endless: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converted, "LONGEST", 1.0)
    assert "用了 1 秒还没有转换完" in refusal(b"{\\rtf1 }").message
    assert_ends(endless)


@needs_shell
def test_clerk_may_stop_it(endless: Path) -> None:
    def watch(done: int, total: int) -> None:
        if endless.exists():
            raise StoppedError

    with pytest.raises(StoppedError):
        read_converted(b"{\\rtf1 }", watch)
    assert_ends(endless)


@needs_shell
def test_program_that_cannot_be_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_text("no program")
    monkeypatch.setattr(converted, "find_program", lambda: str(program))
    assert "没有运行起来" in refusal(b"{\\rtf1 }").message


class Asked(http.server.BaseHTTPRequestHandler):
    paths: list[str] = []  # noqa: RUF012 - the server makes a handler of its own for each question

    def do_GET(self) -> None:  # the name is the library's
        self.paths.append(self.path)
        self.send_error(404)

    do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        pass


def linking(address: str) -> bytes:
    """Return an OpenDocument with a picture and an object that stand somewhere else."""
    names = {"office": "office", "text": "text", "draw": "drawing", "svg": "svg-compatible", "manifest": "manifest"}
    declared = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for short, name in names.items()
    )
    declared += ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    link = 'xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"'
    frames = "".join(
        f'<draw:frame svg:width="2cm" svg:height="2cm" text:anchor-type="as-char"><draw:{what} {link}/></draw:frame>'
        for what in (f'image xlink:href="{address}/a.png"', f'object xlink:href="{address}/a.odt"')
    )
    body = f"<office:body><office:text><text:p>防汛要点{frames}</text:p></office:text></office:body>"
    entry = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"/>'
    entries = entry.format("/", "application/vnd.oasis.opendocument.text") + entry.format("content.xml", "text/xml")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as container:
        container.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        container.writestr(
            "content.xml",
            f'<office:document-content {declared} office:version="1.2">{body}</office:document-content>',
        )
        container.writestr("META-INF/manifest.xml", f"<manifest:manifest {declared}>{entries}</manifest:manifest>")
    return file.getvalue()


def test_nothing_is_fetched_that_a_document_refers_to(monkeypatch: pytest.MonkeyPatch) -> None:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Asked)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    data = linking(f"http://127.0.0.1:{server.server_port}")
    Asked.paths.clear()
    try:
        assert lines(read_converted(data)) == ["防汛要点"]
        assert Asked.paths == []
        monkeypatch.setattr(converted, "_SETTINGS", ())
        assert lines(read_converted(data)) == ["防汛要点"]
        assert set(Asked.paths) == {"/a.png", "/a.odt"}  # so the document does refer to them
    finally:
        server.shutdown()
        server.server_close()
