"""What a zip container must keep to before anything in it is parsed: .docx, .xlsx, .odt and their relatives.

Checked on the container's own list of entries and by one pass over its XML parts that keeps nothing, so a file that was
made to exhaust the computer is refused before it can. Parts count as XML by their names (`XML_SUFFIXES`): a reader
parses no other.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO
from typing import IO
from xml.parsers import expat

from govtui.errors import IntakeError

MAX_ENTRIES = 5_000
"""A document with a picture on each of 200 pages has about 250."""
MAX_UNPACKED = 128 * 1024 * 1024
"""Bytes of all entries unpacked. A sheet of 20,000 rows has about 22 MB, a plan of 1,000 tasks in Word 12."""
MAX_RATIO = 200
"""How many times an entry may be larger than it is packed; sheets and documents come to 20, blank ones to 60 …"""
RATIO_FROM = 4 * 1024 * 1024
"""… and from what unpacked size on that is asked: small parts that repeat themselves do no harm."""
MAX_DEPTH = 200
"""Elements inside each other. A table in a text box in a table has about 50; libxml2 gives up at 256."""

XML_SUFFIXES = (".xml", ".rels", ".vml")
COMPOUND = b"\xd0\xcf\x11\xe0"
"""How the compound files begin in which old Office documents and encrypted new ones are kept."""

_CHUNK = 4 * 1024 * 1024
"""Bytes given to expat at a time. It looks through an unfinished tag again with each, so they must not be small."""
_CENTRAL_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1
"""The bit of an entry's flags that says that it is encrypted."""
_SPLIT_UP = "请只保留任务分解表，删去其余内容和图片，另存后再导入"
_SAVE_AGAIN = "请用 WPS 或 Office 打开，选“另存为”存成新文件再导入；打不开时请重新取得原文"


def check_container(data: bytes) -> None:
    """Raise IntakeError for bytes that are no sound zip container, are encrypted, or go beyond a limit of this module.

    The limits are on entries, unpacked size, ratio and depth; a DTD, which could define entities, is no part of Office.
    """
    if is_encrypted_package(data):
        raise encrypted()
    if data.count(_CENTRAL_ENTRY) > MAX_ENTRIES:  # before a list of them is made
        raise _too_many_entries(data.count(_CENTRAL_ENTRY))
    try:
        with zipfile.ZipFile(BytesIO(data)) as container:
            entries = container.infolist()
            _check_entries(entries)
            for entry in entries:
                if entry.filename.lower().endswith(XML_SUFFIXES):
                    with container.open(entry) as part:
                        _check_part(part)
    except IntakeError:
        raise
    except Exception as error:  # what zipfile raises for damaged bytes is not told by its types
        raise damaged() from error


def is_encrypted_package(data: bytes) -> bool:
    """Tell whether bytes are a new Office document under a password: those are wrapped into a compound file."""
    return data.startswith(COMPOUND) and "EncryptedPackage".encode("utf-16-le") in data


def encrypted() -> IntakeError:
    """Return the refusal of a file under a password."""
    return IntakeError(
        "文件加了密码",
        "不知道密码就看不到里面的内容",
        "请用 WPS 或 Office 打开，去掉密码（文件→文档加密，或文件→信息→保护文档），保存后再导入",
    )


def damaged() -> IntakeError:
    """Return the refusal of a container that cannot be unpacked or has a part that cannot be parsed."""
    return IntakeError("文件已损坏", "里面的内容解不开，可能没有下载完整，或不是这种格式的文件", _SAVE_AGAIN)


def _check_entries(entries: Sequence[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise _too_many_entries(len(entries))
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise encrypted()
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise damaged()  # Office knows no other way of packing, and zipfile unpacks the others without a bound
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED:
        raise IntakeError(
            "文件太大",
            f"解开后有 {_megabytes(unpacked)} MB，最多能读 {_megabytes(MAX_UNPACKED)} MB",
            _SPLIT_UP,
        )
    for entry in entries:
        if entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * max(1, entry.compress_size):
            ratio = entry.file_size // max(1, entry.compress_size)
            raise IntakeError(
                "文件压缩得不正常",
                f"有一部分解开后是原来的 {ratio} 倍，最多 {MAX_RATIO} 倍，正常的文件不会这样",
                _SAVE_AGAIN,
            )


def _too_many_entries(count: int) -> IntakeError:
    return IntakeError("文件太复杂", f"里面有 {count} 个部分，最多能读 {MAX_ENTRIES} 个", _SPLIT_UP)


def _megabytes(size: int) -> int:
    return -(-size // (1024 * 1024))


def _check_part(part: IO[bytes]) -> None:
    """Look through an XML part for what no Office document has.

    A part that is no sound XML passes: drawings for old browsers often are not, and whoever parses it will see.
    """
    depth = 0

    def refuse_doctype(*_declaration: object) -> None:
        raise IntakeError("文件不安全", "里面有文档类型声明（DTD），正常的文件不会有，可能被做过手脚", _SAVE_AGAIN)

    def begin(_name: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise IntakeError("文件太复杂", f"里面的内容一层套一层，超过了 {MAX_DEPTH} 层", _SAVE_AGAIN)

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse_doctype
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    try:
        while chunk := part.read(_CHUNK):
            parser.Parse(chunk, False)
    except expat.ExpatError as error:
        if error.code == expat.errors.codes[expat.errors.XML_ERROR_UNKNOWN_ENCODING]:
            raise damaged() from error  # another parser may know the encoding and see what was not seen here
