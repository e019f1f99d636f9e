"""佐证材料: what a clerk types, and the files that are kept of it in the ledger's own folder.

A file is kept under its SHA-256, so the same content is there once and a changed byte is noticed; its own name stands
in the `Evidence`. What was kept is never handed to another program: that gets a copy.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final
from uuid import uuid4

from govtui.errors import LedgerError, RequestError
from govtui.file_names import safe_name
from govtui.ledger.backup.manifest import EVIDENCE_NAME
from govtui.ledger.disk import explain, move_file, sync_folder
from govtui.model import Evidence, EvidenceKind
from govtui.paths import typed_path
from govtui.text import fold, one_line
from govtui.wording.documents import find_doc_number

MAX_SIZE: Final = 500 * 1024 * 1024
"""Bytes of one file: every backup carries all of them."""

Watch = Callable[[int, int], None]
"""Called now and then with the bytes done and their number; whatever it raises stops the work."""

_NAMELESS: Final = "佐证材料"
_BLOCK: Final = 1 << 20
_SUM: Final = re.compile("[0-9a-f]{64}")
_SUFFIX: Final = re.compile(r"\.[a-z0-9]{1,10}", re.ASCII)
_WEB: Final = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_ADDRESS: Final = re.compile(
    r"https?://(?:[^/?#\s@]*@)?(?:\[[0-9a-f:]+\]|[^/?#\s:@\[\]]+)(?::\d{1,5})?(?:[/?#]\S*)?", re.I
)


class UnwrittenError(Exception):
    """The disk did not take a copy; `cause` says why."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(cause)
        self.cause = cause


def unwatched(done: int, total: int) -> None:
    """Take no notice."""


def evidence_of(text: str) -> Evidence | Path:
    """Return the web address or 文号 that a clerk typed as evidence, else the path of a file, which may not be there.

    A 文号 gets the brackets and digits that it is printed with: 青政办发[2023]15号 is 青政办发〔2023〕15号. Raises
    RequestError where nothing is typed, and for an address that names no place.
    """
    typed = one_line(text).replace("：//", "://")  # as an input method types it
    if not typed:
        raise RequestError("没有填写佐证材料", "内容是空的", "请填写文件的路径、网址（https://…）或文号后重试")
    if typed.lower().startswith(("http:", "https:")) or _WEB.fullmatch(typed):
        address = f"http://{typed}" if typed.lower().startswith("www.") else typed
        if not _ADDRESS.fullmatch(address):
            raise RequestError("网址不完整", f"“{typed}”不是完整的网址", "请从浏览器的地址栏复制整个网址")
        return Evidence(EvidenceKind.WEB, address)
    if number := _doc_number(typed):
        return Evidence(EvidenceKind.NUMBER, number)
    return typed_path(text)


def _doc_number(typed: str) -> str:
    """Return the 文号 that is the whole of a text, as it is printed; empty if it is none."""
    plain = "".join(fold(typed.strip("《》“”\"'")).split())
    if find_doc_number(plain) != plain:
        return ""
    return re.sub(r"[〔﹝\[【(](\d{4})[〕﹞\]】)]", r"〔\1〕", plain)


def keep_file(folder: Path, source: Path, watch: Watch = unwatched) -> Evidence:
    """Copy a file into the ledger in `folder`; it is on the disk, whole, when this returns.

    Content that is kept already is not kept twice; a kept file that is damaged is replaced by the good one. Raises
    RequestError for what is no file, an empty one, one beyond `MAX_SIZE`, one that cannot be read or changes meanwhile;
    LedgerError where the ledger's disk fails. What was kept before is untouched then.
    """
    with _told(source), _opened(source) as file:
        before = os.fstat(file.fileno())
        store = folder / EVIDENCE_NAME
        temporary = store / f"{uuid4().hex}.tmp"
        try:
            sha256, size = copy_file(file, before.st_size, temporary, watch)
            after = os.fstat(file.fileno())
            if (size, before.st_size, before.st_mtime_ns) != (after.st_size, after.st_size, after.st_mtime_ns):
                raise RequestError(
                    "没有附上佐证材料",
                    f"“{_shown(source)}”在复制过程中被改动",
                    "请在编辑它的程序中保存并关闭后重试",
                )
            evidence = Evidence(EvidenceKind.FILE, _shown(source), sha256, size)
            with _writing():
                _keep(folder, evidence, temporary)
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
    return evidence


def kept_path(folder: Path, evidence: Evidence) -> Path:
    """Return where the file of a piece of evidence is kept in the ledger in `folder`, or would be if it were there.

    Raises LedgerError for evidence that names no file of the store.
    """
    if evidence.kind is not EvidenceKind.FILE or not _SUM.fullmatch(evidence.sha256):
        raise LedgerError(
            "佐证材料打不开", f"“{one_line(evidence.name)}”没有对应的文件", "请运行 govtui check 检查台账"
        )
    store = folder / EVIDENCE_NAME
    own = store / f"{evidence.sha256}{_suffix(evidence.name)}"
    if not own.exists():  # the same content may have come under a name with another suffix
        return next((path for path in sorted(store.glob(f"{evidence.sha256}*")) if path.suffix != ".tmp"), own)
    return own


def fault_of(folder: Path, evidence: Evidence, watch: Watch = unwatched) -> str:
    """Return what is wrong with a kept file, in Chinese; empty where it is sound, and for what is no file."""
    if evidence.kind is not EvidenceKind.FILE:
        return ""
    try:
        path = kept_path(folder, evidence)
        size = path.stat().st_size
        if size != evidence.size:
            return f"大小不对：应为 {evidence.size} 字节，实为 {size} 字节"
        return "" if digest_of(path, watch) == evidence.sha256 else "内容被改动或已损坏"
    except LedgerError:
        return "记录的校验值不完整，找不到对应的文件"
    except FileNotFoundError:
        return "文件不见了"
    except OSError as error:
        return f"文件读不出来（{explain(error)[0]}）"


def copy_to_read(folder: Path, evidence: Evidence, into: Path) -> Path:
    """Return a copy of a kept file under its own name, for another program to open; it stands in a folder of `into`.

    It is for reading only, so nobody works on it in the belief that the ledger's changes too. Raises LedgerError for a
    kept file that is missing or not what it was, and where the copy cannot be written.
    """
    kept = kept_path(folder, evidence)
    place = into / evidence.sha256[:12]  # two different files may have one name
    target = place / safe_name(evidence.name, _NAMELESS)
    try:
        if target.is_file() and digest_of(target) == evidence.sha256:
            return target
        place.mkdir(parents=True, exist_ok=True)
        temporary = place / f"{uuid4().hex}.tmp"
        try:
            with kept.open("rb") as file:
                sha256, _ = copy_file(file, evidence.size, temporary, unwatched)
            if sha256 != evidence.sha256:
                raise _not_opened(evidence, "内容被改动或已损坏")
            put_in_place(temporary, target)
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
    except FileNotFoundError as error:
        raise _not_opened(evidence, "文件不见了") from error
    except (OSError, UnwrittenError) as error:
        cause, hint = explain(error if isinstance(error, OSError) else error.cause)
        raise LedgerError("佐证材料打不开", f"取出“{one_line(evidence.name)}”时出错（{cause}）", hint) from error
    return target


def digest_of(path: Path, watch: Watch = unwatched) -> str:
    """Return the SHA-256 of a file's bytes in hexadecimal. Raises OSError."""
    found, done = hashlib.sha256(), 0
    with path.open("rb", buffering=0) as file:
        size = os.fstat(file.fileno()).st_size
        while block := file.read(_BLOCK):
            found.update(block)
            done += len(block)
            watch(done, size)
    return found.hexdigest()


def copy_file(file: BinaryIO, size: int, target: Path, watch: Watch = unwatched) -> tuple[str, int]:
    """Copy a file of `size` bytes to a new one, which is on the disk when this returns; give its SHA-256 and its bytes.

    One that is longer is not read to its end. Raises OSError where reading fails, UnwrittenError where writing does;
    the caller removes what was written.
    """
    found, done = hashlib.sha256(), 0
    with _writing():
        target.parent.mkdir(parents=True, exist_ok=True)
        copy = target.open("xb", buffering=0)
    with copy:
        while done <= size and (block := file.read(_BLOCK)):
            found.update(block)
            done += len(block)
            with _writing():
                rest = memoryview(block)
                while rest:
                    rest = rest[copy.write(rest) :]
            watch(done, max(size, done))
        with _writing():
            os.fsync(copy.fileno())
    return found.hexdigest(), done


def _keep(folder: Path, evidence: Evidence, temporary: Path) -> None:
    """Give a copied file the name under which it is kept, unless it is there. Raises OSError."""
    target = kept_path(folder, evidence)
    if not target.exists() or fault_of(folder, evidence):
        put_in_place(temporary, target)
    sync_folder(target.parent)
    sync_folder(folder)


def put_in_place(temporary: Path, target: Path) -> None:
    """Put a new file in its place, for reading only where the system has such a thing. Raises OSError."""
    with suppress(OSError):
        target.chmod(0o600)  # Windows does not replace what is for reading only
    move_file(temporary, target)
    with suppress(OSError):
        target.chmod(stat.S_IMODE(target.stat().st_mode) & ~0o222)


@contextmanager
def _opened(source: Path) -> Iterator[BinaryIO]:
    """Give the file to be kept. Raises OSError, and RequestError for what is no file that can be kept."""
    found = source.stat()
    name = _shown(source)
    if stat.S_ISDIR(found.st_mode):
        raise RequestError("没有附上佐证材料", f"“{name}”是一个文件夹", "请逐个选择文件，或先压缩成一个 .zip 文件")
    if not stat.S_ISREG(found.st_mode):
        raise RequestError("没有附上佐证材料", f"“{name}”不是普通的文件", "请选择文档、图片或压缩包一类的文件")
    if not found.st_size:
        raise RequestError("没有附上佐证材料", f"“{name}”是空的，没有内容", "请核对文件，确认内容已经保存后重试")
    if found.st_size > MAX_SIZE:
        raise _too_large(source)
    with source.open("rb", buffering=0) as file:
        yield file


@contextmanager
def _told(source: Path) -> Iterator[None]:
    """Tell in the clerk's words why a file cannot be read, or why the ledger's disk does not take it."""
    try:
        yield
    except UnwrittenError as error:
        cause, hint = explain(error.cause)
        message = f"存入佐证材料时出错（{cause}），没有存入任何内容，之前保存的内容完好"
        raise LedgerError("没有附上佐证材料", message, hint) from error
    except FileNotFoundError as error:
        hint = "请核对文件的路径；文号请写成“青政办发〔2023〕15号”的样子，网址请以 https:// 开头"
        raise RequestError("没有附上佐证材料", f"没有找到文件“{one_line(str(source))}”", hint) from error
    except (OSError, ValueError) as error:  # a name with a zero byte is a ValueError
        cause, hint = explain(error) if isinstance(error, OSError) else ("文件名不合规则", "请核对文件的路径")
        raise RequestError("没有附上佐证材料", f"读取“{_shown(source)}”时出错（{cause}）", hint) from error


@contextmanager
def _writing() -> Iterator[None]:
    """Tell apart what fails in writing from what fails in reading. Raises UnwrittenError."""
    try:
        yield
    except OSError as error:
        raise UnwrittenError(error) from error


def _too_large(source: Path) -> RequestError:
    return RequestError(
        "没有附上佐证材料",
        f"“{_shown(source)}”超过了 {MAX_SIZE // (1024 * 1024)} MB",
        "请压缩或拆分后重试；特别大的音像材料请存在别处，只登记它的文号或存放位置",
    )


def _not_opened(evidence: Evidence, cause: str) -> LedgerError:
    hint = "请从备份中找回这份文件，或重新附上；其他佐证材料请用 govtui check 检查"
    return LedgerError("佐证材料打不开", f"“{one_line(evidence.name)}”{cause}", hint)


def _shown(source: Path) -> str:
    return one_line(source.name) or _NAMELESS


def _suffix(name: str) -> str:
    suffix = PurePosixPath(name).suffix.lower()
    return suffix if _SUFFIX.fullmatch(suffix) else ""
