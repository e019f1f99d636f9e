"""A workbook put where it belongs: what can be known of its place is asked before the work, and failures are told."""

from __future__ import annotations

import datetime as dt
import errno
from collections.abc import Sequence
from pathlib import Path

from govtui.errors import ExportError
from govtui.excel.fonts import FontSet
from govtui.excel.workbook import Sheet, workbook_bytes
from govtui.ledger.disk import explain, write_file

_SUFFIX = ".xlsx"

_OTHER_FORMATS = frozenset(
    (
        ".xls",
        ".xlsm",
        ".xlsb",
        ".xltx",
        ".et",
        ".ods",
        ".csv",
        ".doc",
        ".docx",
        ".wps",
        ".pdf",
        ".txt",
        ".html",
        ".json",
    )
)
"""Endings that ask for another kind of file. Any other ending, as in 报送表2023.11, is part of the name."""


def checked(path: Path) -> Path:
    """Return the path with its ending if it can probably be written: before the work is done, not after it.

    Raises ExportError.
    """
    try:
        if path.is_dir() or _named(path).is_dir():
            raise ExportError("表格没有保存", f"“{path}”是一个文件夹，不是文件", "请写上文件名，或换一个文件名")
        target = _named(path)
        if not target.parent.is_dir():
            raise ExportError("表格没有保存", f"没有“{target.parent}”这个文件夹", "请先建立这个文件夹，或另选保存位置")
        if target.exists():
            _try_to_open(target)
    except OSError as error:
        raise _not_saved(path, error) from error
    return target


def save_workbook(
    target: Path, sheets: Sequence[Sheet], fonts: FontSet, *, title: str, creator: str, day: dt.date
) -> None:
    """Write a workbook to a path that was `checked`; what is said of it is as in `workbook_bytes`.

    Raises ExportError; a file that stood there is untouched then and nothing else is left behind.
    """
    try:
        data = workbook_bytes(sheets, fonts, title=title, creator=creator, day=day)
    except OSError as error:
        cause, hint = explain(error)
        raise ExportError("表格没有生成", f"系统的临时文件夹不能写入：{cause}", hint) from error
    try:
        write_file(target.resolve(), data)
    except PermissionError as error:
        raise (_in_use(target) if target.exists() else _not_writable(target)) from error
    except OSError as error:
        raise _not_saved(target, error) from error


def _try_to_open(target: Path) -> None:
    try:
        with target.open("r+b"):
            pass
    except PermissionError as error:
        raise _in_use(target) from error


def _named(path: Path) -> Path:
    """Return the path with the ending .xlsx. Raises ExportError for the ending of another format."""
    suffix = path.suffix.lower()
    if suffix in _OTHER_FORMATS:
        raise ExportError(
            "表格没有保存", f"“{path.name}”不是 .xlsx 文件，这里只能写 .xlsx 格式", "请把文件名的结尾改成 .xlsx"
        )
    return path if suffix == _SUFFIX else path.with_name(path.name + _SUFFIX)


def _in_use(target: Path) -> ExportError:
    return ExportError(
        "表格没有保存",
        f"“{target}”不能改写，可能正在 Excel 或 WPS 中打开，也可能是只读文件，原文件没有改动",
        "请先关闭这个文件再导出，或换一个文件名",
    )


def _not_writable(target: Path) -> ExportError:
    return ExportError(
        "表格没有保存", f"没有权限在“{target.parent}”文件夹里保存文件", "请另选保存位置，或请管理员开放权限"
    )


def _not_saved(target: Path, error: OSError) -> ExportError:
    if error.errno in (errno.ENAMETOOLONG, errno.EINVAL):
        return ExportError(
            "表格没有保存", f"系统不接受“{target.name}”这个文件名", "请换一个短一些、没有特殊符号的文件名"
        )
    cause, hint = explain(error)
    return ExportError("表格没有保存", f"“{target}”写不进去：{cause}", hint)
