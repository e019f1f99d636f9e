"""Bytes of a web page to text: by its mark, by what it says of itself, and by looking: what it says is often wrong."""

from __future__ import annotations

import codecs
import re

from govtui.errors import IntakeError

MOST_DAMAGED = 0.01
"""Share of the characters that may be damaged: a page cut in the middle of one is still read."""
DECLARATION_BYTES = 4096
"""Bytes at the start of a page within which it says its encoding."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_BIG5 = ("big5", "big5-hkscs", "big5hkscs", "cp950", "x-x-big5")
_REPLACED = "\N{REPLACEMENT CHARACTER}"


def decode_page(data: bytes, declared: str = "") -> str:
    """Return the text of a page, as it stands; `declared` is what was said outside of it, by the part of an archive.

    GB 2312 and GBK are read as GB18030, which contains both: pages that say gb2312 have characters beyond it. Raises
    IntakeError where the page is empty or its encoding is none of those that Chinese offices use.
    """
    text = _decoded(data, declared.lower()).replace("\0", "")
    if not text.strip():
        raise IntakeError("网页是空的", "里面没有任何内容", "请确认网页已经显示完整，再另存一次")
    return text


def _decoded(data: bytes, declared: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if encoding := _utf16_without_mark(data):
        return data.decode(encoding, "replace")
    said = {declared, *(name.decode("ascii").lower() for name in _DECLARED.findall(data[:DECLARATION_BYTES]))}
    try:
        return data.decode("utf-8")  # no page in another encoding is UTF-8 by chance, whatever it says
    except UnicodeDecodeError:
        pass
    encodings = ["big5hkscs"] if said.intersection(_BIG5) else ["gb18030", "utf-8"]
    read = [data.decode(encoding, "replace") for encoding in encodings]
    best = min(read, key=_damage)
    if _damage(best) > MOST_DAMAGED:
        raise IntakeError(
            "认不出网页的编码",
            "既不是 UTF-8，也不是 GB2312（GBK、GB18030）或 UTF-16",
            "请在浏览器中打开，把表格复制到 WPS 表格，另存为 .xlsx 再导入",
        )
    return best


def _damage(text: str) -> float:
    return text.count(_REPLACED) / len(text) if text else 0.0


def _utf16_without_mark(data: bytes) -> str:
    """Return the order of UTF-16 without a mark, else nothing: each `<` of its tags has a zero byte beside it."""
    start = data[:DECLARATION_BYTES]
    if start.count(b"<\0") > 2 and start.count(b"\0") * 5 > len(start):
        return "utf-16-le" if start.find(b"<\0") % 2 == 0 else "utf-16-be"
    return ""
