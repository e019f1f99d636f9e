"""The register (工作台账) as an office hands it in, from the tasks on the screen to the file on the disk."""

from __future__ import annotations

import errno
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import msgspec

from govtui.errors import ExportError
from govtui.excel.fonts import choose_fonts, installed_fonts
from govtui.excel.layout import SheetForm, lay_out
from govtui.excel.workbook import workbook_bytes
from govtui.ledger.disk import explain, write_file
from govtui.model import Document
from govtui.review.query import TaskRow

__all__ = ["SheetForm", "WrittenSheet", "write_register"]

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


class WrittenSheet(msgspec.Struct, frozen=True):
    """A sheet that is on the disk."""

    path: Path
    rows: int
    """Tasks in it."""
    notes: tuple[str, ...] = ()
    """What the clerk should know before handing it in: missing fonts, tasks carried on in further rows."""


def write_register(
    path: Path,
    rows: Sequence[TaskRow],
    form: SheetForm,
    *,
    documents: Iterable[Document] = (),
    installed: Collection[str] | None = None,
) -> WrittenSheet:
    """Write the register of these tasks, in their order, to an .xlsx file that replaces one of the same name.

    `documents` are those of the ledger: with them, a sheet with tasks of several names the source of each.
    `installed` are the fonts to choose from, as `govtui.excel.fonts.families` names them; this computer's if None.
    Raises ExportError; a file that stood there is untouched then and nothing else is left behind.
    """
    target = _checked(path)
    fonts, font_notes = choose_fonts(installed_fonts() if installed is None else installed)
    layout = lay_out(rows, form, documents)
    try:
        data = workbook_bytes(layout, form, fonts)
    except OSError as error:
        cause, hint = explain(error)
        raise ExportError("表格没有生成", f"系统的临时文件夹不能写入：{cause}", hint) from error
    try:
        write_file(target.resolve(), data)
    except PermissionError as error:
        raise (_in_use(target) if target.exists() else _not_writable(target)) from error
    except OSError as error:
        raise _not_saved(target, error) from error
    return WrittenSheet(target, len(rows), (*layout.notes, *font_notes))


def _checked(path: Path) -> Path:
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
