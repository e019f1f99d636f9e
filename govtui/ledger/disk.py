"""Files that are wholly there or not at all, and what a failing disk means in the clerk's words."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path
from typing import BinaryIO, Final, TypeVar

_Result = TypeVar("_Result")

_PAUSES: tuple[float, ...] = (0.01, 0.03, 0.1, 0.3) if os.name == "nt" else ()
"""Seconds to wait before trying again: on Windows a virus scanner or a reader may hold a file for a moment."""

_TROUBLES: Final = {
    errno.ENOSPC: ("磁盘已满", "请清理磁盘空间后重试"),
    errno.EDQUOT: ("磁盘配额已用完", "请清理磁盘空间或联系管理员扩大配额后重试"),
    errno.EFBIG: ("文件超过了系统允许的大小", "请联系管理员放宽文件大小限制后重试"),
    errno.ENOENT: ("文件夹已经不在原来的位置", "请检查U盘是否拔出、文件夹是否移走或改名，放回原处后重试"),
    errno.EROFS: ("磁盘是只读的", "请检查U盘或磁盘的写保护后重试"),
    errno.EACCES: ("没有访问权限，或文件正被别的程序占用", "请检查文件夹的权限，关闭占用文件的程序后重试"),
    errno.EPERM: ("没有访问权限", "请检查文件夹的权限后重试"),
    errno.EEXIST: ("同名的文件占着台账文件夹的位置", "请移走或改名那个文件，或者换一个文件夹"),
    errno.ENOTDIR: ("路径中有一段是文件，不是文件夹", "请核对路径，或者换一个文件夹"),
    errno.ENAMETOOLONG: ("名称或路径太长", "请换一个名称短一些、层级少一些的文件夹"),
    errno.ELOOP: ("链接绕成了圈，找不到真正的文件夹", "请核对路径，或者换一个文件夹"),
    errno.EISDIR: ("应当是文件的位置上是一个文件夹", "请移走或改名那个文件夹"),
    errno.EIO: ("磁盘读写出错", "磁盘或U盘可能已损坏，请尽快把台账文件夹复制到别处"),
}


def explain(error: OSError) -> tuple[str, str]:
    """Return what happened and what to do about it, in Chinese."""
    cause = f"系统报告：{error.strerror or error}"
    return _TROUBLES.get(error.errno or 0, (cause, "请检查磁盘和文件夹后重试"))


def only_readable(error: OSError) -> str:
    """Return the sentence in Chinese for a ledger that cannot be written."""
    cause, hint = explain(error)
    return f"台账文件夹不能写入（{cause}），只能查看，不能修改；{hint}"


def read_file(path: Path) -> bytes:
    """Return the bytes of a file. Raises OSError."""
    return _patiently(path.read_bytes)


def open_file(path: Path) -> FileIO:
    """Open a file for reading. Raises OSError."""
    return _patiently(lambda: FileIO(path))


def write_file(path: Path, data: bytes | bytearray) -> None:
    """Put `data` into `path` so that after a crash at any moment the file is the old one or the new one, whole.

    Raises OSError; the file that stood there is untouched then.
    """
    with replacing(path) as file:
        file.write(data)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Give an empty file to be written, which takes the place of `path` at the end if nothing was raised.

    After a crash at any moment the file at `path` is the old one or the new one, whole. The temporary file stands in
    the same folder: only within one disk can a file take another's place at once. Raises OSError; the file that stood
    there is untouched then. What was written can be read again.
    """
    temporary = path.with_name(f"{path.name}.tmp")
    try:
        with temporary.open("w+b") as file:
            yield file
            force(file)
        move_file(temporary, path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def force(file: BinaryIO) -> None:
    """Have on the disk what was written to a file. Raises OSError."""
    file.flush()
    os.fsync(file.fileno())


def move_file(source: Path, target: Path) -> None:
    """Give `source` the name `target`, whose file it replaces. Raises OSError."""
    _patiently(lambda: source.replace(target))


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can: Windows cannot open a folder, some shares refuse."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _patiently(action: Callable[[], _Result]) -> _Result:
    for pause in _PAUSES:
        try:
            return action()
        except PermissionError:
            time.sleep(pause)
    return action()
