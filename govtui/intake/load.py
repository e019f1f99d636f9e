"""From a file to the document that it holds."""

from __future__ import annotations

import hashlib
from pathlib import Path

from govtui.errors import IntakeError
from govtui.intake.decode import check_size, decode
from govtui.intake.readers.plain import read_plain
from govtui.intake.recogniser import Recognition, recognise
from govtui.model import DocumentDraft
from govtui.text import one_line

_SAVE_AS_TEXT = "请在 WPS 或 Word 中打开，另存为“纯文本（*.txt）”再导入"
_SAVE_SHEET_AS_TEXT = "请在 WPS 表格或 Excel 中打开，另存为“文本文件（制表符分隔）（*.txt）”再导入"
_COPY_AS_TEXT = "请打开后全选、复制，粘贴到记事本，保存为 .txt 再导入"
_FIND_AS_TEXT = "请找原文的电子版，或先用文字识别软件转成文字"

_OTHER_KINDS = {
    **dict.fromkeys(
        (".doc", ".docx", ".docm", ".wps", ".wpt", ".rtf", ".odt", ".ofd"), ("Word 或 WPS 文档", _SAVE_AS_TEXT)
    ),
    **dict.fromkeys((".xls", ".xlsx", ".xlsm", ".et", ".ods", ".csv"), ("电子表格", _SAVE_SHEET_AS_TEXT)),
    **dict.fromkeys((".pdf",), ("PDF 文件", _COPY_AS_TEXT)),
    **dict.fromkeys((".htm", ".html", ".mht", ".mhtml"), ("网页文件", _COPY_AS_TEXT)),
    **dict.fromkeys((".zip", ".rar", ".7z"), ("压缩包", "请先解压，再导入里面的任务分解表")),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff"), ("图片", _FIND_AS_TEXT)),
}
_SIGNATURES = {
    b"PK\x03\x04": ("Word、Excel 文档或压缩包", _SAVE_AS_TEXT),
    b"\xd0\xcf\x11\xe0": ("旧版 Word 或 Excel 文档", _SAVE_AS_TEXT),
    b"%PDF": ("PDF 文件", _COPY_AS_TEXT),
    b"{\\rtf": ("RTF 文档", _SAVE_AS_TEXT),
}
"""How files of these kinds begin, whatever their name says."""


def read_document(path: Path) -> DocumentDraft:
    """Return the document that a file holds.

    Raises IntakeError where the file cannot be read, is of a kind that is not read yet, is empty, too large, binary or
    in an unknown encoding, or holds no table with a header and tasks.
    """
    return examine(path).document


def examine(path: Path) -> Recognition:
    """Return the document that a file holds and the fate of each of its lines; raises as `read_document` does."""
    data = _read(path)
    grids = read_plain(decode(data))
    return recognise(grids, source=one_line(path.name), fingerprint=hashlib.sha256(data).hexdigest())


def _read(path: Path) -> bytes:
    name = one_line(path.name) or one_line(str(path))
    try:
        if path.is_dir():
            raise IntakeError("这是文件夹", f"“{name}”是文件夹，不是文件", "请选里面的任务分解表文件")
        if not path.exists():
            raise IntakeError("文件不存在", f"没有找到“{name}”", "请核对文件名和所在的文件夹")
        if kind := _OTHER_KINDS.get(path.suffix.lower()):
            raise _of_other_kind(name, kind)
        check_size(path.stat().st_size)
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = "没有读取权限" if isinstance(error, PermissionError) else "系统没有读出它的内容"
        hint = "请确认文件没有被别的程序占用、U 盘已插好，并且有读取权限"
        raise IntakeError("文件打不开", f"“{name}”：{reason}", hint) from error
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            raise _of_other_kind(name, kind)
    return data


def _of_other_kind(name: str, kind: tuple[str, str]) -> IntakeError:
    what, hint = kind
    return IntakeError("还不能直接读这种文件", f"“{name}”是{what}，目前只读纯文本", hint)
