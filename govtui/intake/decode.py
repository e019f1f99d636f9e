"""Bytes to clean text: UTF-8, GB18030 and UTF-16, the encodings in which Chinese offices save plain text."""

from __future__ import annotations

import codecs

from govtui.errors import IntakeError
from govtui.text import clean

MAX_BYTES = 8 * 1024 * 1024
"""The largest text that is read. A plan of 1,000 tasks has about 0.5 MB."""
MAX_CONTROL_SHARE = 0.05
"""Text holds hardly any control characters; more than this share of them makes a file binary."""
SURE_SHARE = 0.8
"""Of the characters beyond ASCII, the share in everyday use from which UTF-16 without a mark is taken as certain."""
PLAUSIBLE_SHARE = 0.5
"""The same for GB18030. Big5 or Shift-JIS read as GB18030 come to about 0.3, traditional Chinese in it to 0.65."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAVE_AS_UTF8 = "请用记事本打开，选“另存为”，编码选“UTF-8”，再导入新文件"


def decode(data: bytes) -> str:
    """Return the clean text of a file's bytes (see `govtui.text.clean`).

    Raises IntakeError where the bytes are too many, empty, binary or in an encoding that is not known for certain.
    """
    check_size(len(data))
    text = _decoded(data)
    if _control_share(text) > MAX_CONTROL_SHARE:
        raise _binary()
    text = clean(text.replace("\N{IDEOGRAPHIC SPACE}", "  "))  # as wide as two: columns may be set apart by one
    if not text.strip():
        raise IntakeError("文件是空的", "里面没有任何文字", "请确认选对了文件，或从原文重新复制保存")
    return text


def check_size(size: int, most: int | None = None) -> None:
    """Raise IntakeError for a file of more than `most` bytes, by default `MAX_BYTES`."""
    most = MAX_BYTES if most is None else most
    if size > most:
        raise IntakeError(
            "文件太大",
            f"文件有 {size / 1024 / 1024:.1f} MB，最多能读 {most // 1024 // 1024} MB",
            "请只保留任务分解表，另存为较小的文件再导入",
        )


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding) or _refuse_mark(data, mark)
    if b"\0" in data and (text := _utf16_without_mark(data)):
        return text
    for encoding in ("utf-8", "gb18030"):
        text = _strict(data, encoding)
        if text is not None and (encoding == "utf-8" or _everyday_share(text) >= PLAUSIBLE_SHARE):
            return text
    if b"\0" in data:
        raise _binary()
    raise IntakeError("认不出文件的编码", "既不是 UTF-8，也不是 GB18030（GBK）或 UTF-16", _SAVE_AS_UTF8)


def _refuse_mark(data: bytes, mark: bytes) -> str:
    if data == mark:
        return ""
    raise IntakeError("文件的编码有误", "文件开头标明的编码与内容不符，文件可能不完整", _SAVE_AS_UTF8)


def _binary() -> IntakeError:
    return IntakeError(
        "不是文本文件",
        "里面是程序或图片一类的数据，不是文字",
        "请在 WPS 或 Word 中打开原文，另存为“纯文本（*.txt）”再导入",
    )


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _utf16_without_mark(data: bytes) -> str | None:
    """Return the text of UTF-16 without a mark, None unless it is certain.

    A line break or a digit has a zero byte, at odd places in little-endian order and at even ones in big-endian.
    """
    encoding = "utf-16-le" if data[1::2].count(0) > data[::2].count(0) else "utf-16-be"
    text = _strict(data, encoding)
    if not text or "\0" in text or _everyday_share(text) < SURE_SHARE:
        return None
    return text


def _everyday_share(text: str) -> float:
    """Return the share of GB 2312's characters, those in everyday use, among the characters beyond ASCII."""
    foreign = [char for char in text if char > "\x7f"]
    return sum(len(char.encode("gb2312", "ignore")) > 0 for char in foreign) / len(foreign) if foreign else 1.0


def _control_share(text: str) -> float:
    controls = sum(char < " " and char not in "\t\n\r\f\v\x1b" for char in text)
    return controls / len(text) if text else 0.0
