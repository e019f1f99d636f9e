"""From a file to the document that it holds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path

from govtui.errors import IntakeError
from govtui.intake.choices import Choices
from govtui.intake.decode import check_size
from govtui.intake.grid import Source
from govtui.intake.kind import Kind, kind_of
from govtui.intake.recogniser import recognise
from govtui.intake.recognition import Profile, Recognition
from govtui.intake.tables import put_together
from govtui.intake.watch import Watch, unwatched
from govtui.model import DocumentDraft
from govtui.text import one_line

Reader = Callable[[bytes, Watch], Source]
"""Makes a source of a file's bytes; raises IntakeError, and StoppedError where the watch does."""

READERS: Mapping[Kind, str] = {
    Kind.TEXT: "plain.read_text",
    Kind.CSV: "separated.read_separated",
    Kind.HTML: "web.read_web",
    Kind.MHT: "web.read_archive",
    Kind.DOCX: "word.read_word",
    Kind.XLSX: "sheet.read_sheet",
    Kind.OLD_SHEET: "old_sheet.read_old_sheet",
    Kind.OLD_TEXT: "converted.read_converted",
    Kind.PDF: "pdf.read_pdf",
}
"""Module and function of each reader under `govtui.intake.readers`; a module is loaded when a file needs it."""

MAX_BYTES = 64 * 1024 * 1024
"""The largest file that is read, of a kind that may hold pictures; a text of that size holds no plan."""
_WITH_PICTURES = (Kind.DOCX, Kind.XLSX, Kind.OLD_SHEET, Kind.OLD_TEXT, Kind.PDF)

_FIND_AS_TEXT = "请找原文的电子版，或先用文字识别软件转成文字"
_WITHOUT_READER = {
    Kind.ARCHIVE: ("压缩包", "请先解压，再导入里面的任务分解表"),
    Kind.PICTURE: ("图片", _FIND_AS_TEXT),
    Kind.OFD: ("OFD 版式文件", "请在阅读器中打开后全选、复制，粘贴到记事本，保存为 .txt 再导入"),
}


def read_document(path: Path) -> DocumentDraft:
    """Return the document that a file holds; raises IntakeError as `load_source` and `recognise` do."""
    return examine(path).document


def examine(path: Path, choices: Choices | None = None, profiles: Sequence[Profile] = ()) -> Recognition:
    """Return the document that a file holds and how it was read; raises as `read_document` does."""
    return load_source(path).recognised(choices, profiles)


class LoadedFile:
    """A file that was read once and can be recognised again and again, as the clerk's choices change."""

    def __init__(self, name: str, source: Source, fingerprint: str) -> None:
        self.name = name
        self.source = source
        self.fingerprint = fingerprint
        """SHA-256 of the bytes in hexadecimal."""

    def recognised(self, choices: Choices | None = None, profiles: Sequence[Profile] = ()) -> Recognition:
        """Return what the file says under `choices`; raises IntakeError as `recognise` does."""
        return recognise(self.source, name=self.name, fingerprint=self.fingerprint, choices=choices, profiles=profiles)


def load_source(path: Path, watch: Watch = unwatched) -> LoadedFile:
    """Return what the reader of its kind makes of a file.

    Raises IntakeError where the file cannot be read, is of a kind that nothing reads, is empty, too large, damaged or
    encrypted, or in an unknown encoding; StoppedError where the watch does.
    """
    name = one_line(path.name) or one_line(str(path))
    return load_bytes(name, _read(path, name), watch)


def load_bytes(name: str, data: bytes, watch: Watch = unwatched) -> LoadedFile:
    """Return what the reader makes of bytes that came under a name, from a file or the clipboard; raises likewise."""
    kind = kind_of(name, data)
    if refusal := _WITHOUT_READER.get(kind):
        what, hint = refusal
        raise IntakeError("不能读这种文件", f"“{name}”是{what}", hint)
    check_size(len(data), MAX_BYTES if kind in _WITH_PICTURES else None)
    return LoadedFile(name, put_together(_reader(kind)(data, watch)), hashlib.sha256(data).hexdigest())


def _reader(kind: Kind) -> Reader:
    module, function = READERS[kind].split(".")
    reader: Reader = getattr(import_module(f"govtui.intake.readers.{module}"), function)
    return reader


def _read(path: Path, name: str) -> bytes:
    try:
        if path.is_dir():
            raise IntakeError("这是文件夹", f"“{name}”是文件夹，不是文件", "请选里面的任务分解表文件")
        if not path.exists():
            raise IntakeError("文件不存在", f"没有找到“{name}”", "请核对文件名和所在的文件夹")
        check_size(path.stat().st_size, MAX_BYTES)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = "没有读取权限" if isinstance(error, PermissionError) else "系统没有读出它的内容"
        hint = "请确认文件没有被别的程序占用、U 盘已插好，并且有读取权限"
        raise IntakeError("文件打不开", f"“{name}”：{reason}", hint) from error
