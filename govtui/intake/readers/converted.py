"""Documents in older or other formats (.doc .wps .rtf .odt), converted to .docx by LibreOffice where it is installed.

It works in a folder of its own with a profile of its own, so it neither meets a LibreOffice that is open nor leaves
anything behind; macros are not run and nothing is fetched that a document refers to.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from govtui.errors import IntakeError
from govtui.intake.containers import COMPOUND, check_container, encrypted
from govtui.intake.grid import Source
from govtui.intake.kind import is_word_xml
from govtui.intake.readers.word import read_word
from govtui.intake.watch import Watch, unwatched

LONGEST = 60.0
"""Seconds that a conversion may take; a plan takes four, most of them for the start of LibreOffice."""
MAX_CONVERTED = 64 * 1024 * 1024
"""Bytes of a converted document."""

_POLL = 0.1
_SAVE_AS = "请用 WPS 或 Word 打开，点“文件→另存为”，类型选“Word 文档（*.docx）”，再导入新文件"
_OLD_WORD = re.compile(rb"\xec\xa5.[\x00\x01]", re.DOTALL)
"""How the text of an old Word document begins, in some sector of its compound file …"""
_SECTOR = 512
_FLAGS = 11
"""… and where behind that the byte stands whose lowest bit says that it is encrypted ([MS-DOC] 2.5.2, FibBase)."""
_SETTINGS = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
"""No macros, no links, and in the place of the network a door behind which nobody is."""


def read_converted(data: bytes, watch: Watch = unwatched) -> Source:
    """Return what the converted document holds.

    Raises IntakeError where there is no LibreOffice, it does not come to an end or cannot read the document, the
    document is encrypted, and as `read_word` does; StoppedError where the watch does.
    """
    watch(0, 0)
    suffix = _suffix_of(data)
    program = find_program()
    if program is None:
        raise IntakeError("不能直接读这种格式", "这台电脑上没有安装 LibreOffice，旧格式的文档要先转换", _SAVE_AS)
    with tempfile.TemporaryDirectory(prefix="govtui-", ignore_cleanup_errors=True) as folder:
        converted = _convert(program, Path(folder), data, suffix, watch)
    return read_word(converted, watch)


def find_program() -> str | None:
    """Return the path of LibreOffice, None where it is not installed."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return found
    return next((str(path) for path in _usual_places() if path.is_file()), None)


def _usual_places() -> Iterator[Path]:
    if sys.platform == "win32":
        for variable in ("ProgramFiles", "ProgramFiles(x86)", "ProgramW6432"):
            if folder := os.environ.get(variable):
                yield Path(folder, "LibreOffice", "program", "soffice.com")
                yield Path(folder, "LibreOffice", "program", "soffice.exe")
    else:
        yield Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")
        for folder in ("/usr/lib/libreoffice", "/usr/lib64/libreoffice", "/usr/local/lib/libreoffice"):
            yield Path(folder, "program", "soffice")
        yield Path("/snap/bin/libreoffice")
        yield from (found / "program" / "soffice" for found in sorted(Path("/opt").glob("libreoffice*"), reverse=True))


def _suffix_of(data: bytes) -> str:
    """Return what the document is called to LibreOffice, by how it begins.

    Raises IntakeError for what is none of these documents: LibreOffice would take it for text, and it for tasks.
    """
    if data.startswith(COMPOUND):
        if _is_encrypted_word(data):
            raise encrypted()
        return ".doc"
    if data.startswith(b"PK\x03\x04"):
        check_container(data)
        if _is_encrypted_open_document(data):
            raise encrypted()
        return ".odt"
    if data.startswith(b"{\\rtf"):
        return ".rtf"
    if is_word_xml(data) and b"<!DOCTYPE" not in data:
        return ".xml"
    raise IntakeError("文件已损坏", "文件的开头不是 Word、WPS 文档的样子", _SAVE_AS)


def _is_encrypted_word(data: bytes) -> bool:
    sectors = range(_SECTOR, len(data) - _FLAGS, _SECTOR)
    start = next((sector for sector in sectors if _OLD_WORD.match(data, sector)), None)
    return start is not None and bool(data[start + _FLAGS] & 1)


def _is_encrypted_open_document(data: bytes) -> bool:
    """Tell whether an OpenDocument is under a password: its list of parts then says how each is encrypted."""
    with zipfile.ZipFile(BytesIO(data)) as container:
        name = "META-INF/manifest.xml"
        return name in container.namelist() and b"encryption-data" in container.read(name)


def _convert(program: str, folder: Path, data: bytes, suffix: str, watch: Watch) -> bytes:
    original, converted = folder / f"plan{suffix}", folder / "converted" / "plan.docx"
    try:
        original.write_bytes(data)
        process = subprocess.Popen(
            [
                program,
                f"-env:UserInstallation={_profile(folder).as_uri()}",
                *("--headless", "--norestore", "--nologo", "--nolockcheck", "--nodefault"),
                *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(converted.parent), str(original)),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            start_new_session=True,
        )
        _wait(process, watch)
        if not converted.is_file() or converted.stat().st_size > MAX_CONVERTED:
            raise _failed("LibreOffice 没能转换这个文件，文件可能已损坏或加了密码")
        return converted.read_bytes()
    except OSError as error:
        raise _failed("LibreOffice 没有运行起来，或者临时文件夹不能写入") from error


def _wait(process: subprocess.Popen[bytes], watch: Watch) -> None:
    """Wait for the end of the conversion; whatever else happens, nothing of it goes on running."""
    end = time.monotonic() + LONGEST
    try:
        while True:
            try:
                process.wait(_POLL)
                return
            except subprocess.TimeoutExpired:
                watch(0, 0)
            if time.monotonic() > end:
                raise _failed(f"LibreOffice 用了 {LONGEST:.0f} 秒还没有转换完")
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process with those that it has started, which are the ones that do the work."""
    if sys.platform == "win32":
        if process.poll() is None:
            subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        with suppress(ProcessLookupError, PermissionError):  # all of them have come to their end
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _profile(folder: Path) -> Path:
    """Return a profile with the settings under which a stranger's document may be opened."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>',
        encoding="utf-8",
    )
    return profile


def _failed(what: str) -> IntakeError:
    return IntakeError("文档没有转换成功", what, _SAVE_AS)
