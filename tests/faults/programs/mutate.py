"""Files of every kind, broken in ways that accidents and attackers break them; the same seed breaks the same way."""

from __future__ import annotations

import io
import re
import zipfile
from random import Random

HUGE = ("0", "-1", "1", "2", "255", "16384", "65535", "1048577", "4294967295", "99999999999999999999", "1e309", "x", "")
"""What numbers in a file are replaced by."""
TOKENS = (
    *(b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"<", b">", b"&", b'"', b"'", b"\t", b"\n\n", b"\r", b"|", b",", b";"),
    *(b"\x1b[2J", b"</table>", b"<table>", b"<tr>", b"<td rowspan=65535 colspan=65535>", b"<td>" * 40, b"<p>", b"<br>"),
    *(
        b"<div>" * 300,
        b"<!--",
        b"-->",
        b"<![CDATA[",
        b"<!DOCTYPE x [<!ENTITY a 'aaaa'>]>",
        b"&#0;",
        b"&#xD800;",
        b"&a;",
    ),
    *(
        b"<meta charset=utf-16>",
        "序号".encode(),
        "责任单位".encode(),
        "一、".encode(),
        "（".encode(),
        "\u202e".encode(),
    ),
    *("2026年13月40日".encode(), "\U0001f600".encode(), b"\xa1\xa1", b"9" * 400, "牵头".encode() * 200),
    *(b"<w:tbl><w:tr><w:tc>", b"</w:tc></w:tr></w:tbl>", b"<w:vMerge/>", b'<w:gridSpan w:val="9999999"/>', b"<w:p>"),
    *(b"</w:p>", b"<w:sdt><w:sdtContent>", b"<w:del>", b"<w:txbxContent>", b"<mergeCell ref='A1:XFD1048576'/>"),
    *(b"<mergeCell ref='?'/>", b"<row r='1048576'>", b"<c r='XFD1' t='s'><v>999999</v></c>", b"<v>1e400</v>"),
)
"""What is put into the bytes of a file."""
TEXTS = (
    *(
        "",
        " ",
        "\t",
        "\n\n",
        "。",
        "、",
        "（",
        "”",
        "1.",
        "（三）",
        "一、",
        "9" * 400,
        "牵头" * 200,
        "字" * 3000,
        "\u202e",
    ),
    *("序号", "责任单位", "完成时限", "2026年13月40日", "同上", "合计", "注：", "第一季度前", "&#xD800;", "\x1b[2J"),
)
"""What texts in a file are replaced by."""


def mutate(data: bytes, rng: Random) -> bytes:
    """Return a file broken somewhere: most often in what it holds, so that it can still be read, else in its bytes."""
    if data.startswith(b"PK") and rng.random() < 0.9:
        return _container(data, rng)
    return _content(data, rng)


def _content(data: bytes, rng: Random) -> bytes:
    """Break elements, attributes or characters of a text, and the bytes of everything else."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return _bytes(data, rng)
    if rng.random() < 0.15:
        return _bytes(data, rng)
    marked = text.count("<") > 20
    for _ in range(rng.choice((1, 2, 4, 12))):
        text = rng.choice(_OF_MARKUP if marked else _OF_TEXT)(text, rng)
    return text.encode("utf-8", "replace")


def _element(text: str, rng: Random) -> tuple[int, int]:
    """Return where an element begins and ends, as far as one can tell without parsing."""
    opening = re.compile(r"<([\w:]+)[^<>]*(/?)>").search(text, rng.randrange(len(text) + 1))
    if not opening:
        return 0, 0
    if opening[2]:
        return opening.span()
    end = text.find(f"</{opening[1]}>", opening.end())
    return (opening.start(), end + len(opening[1]) + 3) if end > 0 else (0, 0)


def _without_element(text: str, rng: Random) -> str:
    start, end = _element(text, rng)
    return text[:start] + text[end:]


def _element_again(text: str, rng: Random) -> str:
    start, end = _element(text, rng)
    return text[:end] + text[start:end] * rng.choice((1, 2, 40)) + text[end:]


def _element_elsewhere(text: str, rng: Random) -> str:
    start, end = _element(text, rng)
    other, _end = _element(text, rng)
    return text[:other] + text[start:end] + text[other:]


def _element_wrapped(text: str, rng: Random) -> str:
    start, end = _element(text, rng)
    name = re.match(r"<([\w:]+)", text[start:end])
    depth = rng.choice((1, 3, 400))
    return (
        text
        if not name
        else f"{text[:start]}{f'<{name[1]}>' * depth}{text[start:end]}{f'</{name[1]}>' * depth}{text[end:]}"
    )


def _attribute(text: str, rng: Random) -> str:
    found = re.compile(r'="([^"<>]*)"').search(text, rng.randrange(len(text) + 1))
    return text if not found else text[: found.start(1)] + rng.choice(HUGE) + text[found.end(1) :]


def _words(text: str, rng: Random) -> str:
    found = re.compile(r">([^<>]+)<").search(text, rng.randrange(len(text) + 1))
    return text if not found else text[: found.start(1)] + rng.choice(TEXTS) + text[found.end(1) :]


def _character(text: str, rng: Random) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + rng.choice(TEXTS) + text[at + rng.choice((0, 1, 30)) :]


def _line(text: str, rng: Random) -> str:
    lines = text.split("\n")
    at, to = rng.randrange(len(lines)), rng.randrange(len(lines))
    taken = lines[at] if rng.random() < 0.5 else lines.pop(at)
    return "\n".join([*lines[:to], *[taken] * rng.choice((0, 1, 50)), *lines[to:]])


_OF_MARKUP = (_without_element, _element_again, _element_elsewhere, _element_wrapped, _attribute, _words)
_OF_TEXT = (_character, _line)


def _bytes(data: bytes, rng: Random) -> bytes:
    for _ in range(rng.choice((1, 1, 2, 3, 8))):
        data = rng.choice((_flip, _cut, _repeat, _insert, _number, _truncate, _swap))(data, rng)
    return data


def _flip(data: bytes, rng: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(min(len(changed), rng.choice((1, 4, 32)))):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _stretch(data: bytes, rng: Random) -> tuple[int, int]:
    start = rng.randrange(len(data) + 1)
    return start, min(len(data), start + rng.choice((1, 2, 8, 64, 512)))


def _cut(data: bytes, rng: Random) -> bytes:
    start, end = _stretch(data, rng)
    return data[:start] + data[end:]


def _repeat(data: bytes, rng: Random) -> bytes:
    start, end = _stretch(data, rng)
    return data[:end] + data[start:end] * rng.choice((1, 3, 200)) + data[end:]


def _insert(data: bytes, rng: Random) -> bytes:
    start, _end = _stretch(data, rng)
    return data[:start] + rng.choice(TOKENS) + data[start:]


def _truncate(data: bytes, rng: Random) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def _swap(data: bytes, rng: Random) -> bytes:
    (first, end), (other, last) = sorted((_stretch(data, rng), _stretch(data, rng)))
    if end > other:
        return data
    return data[:first] + data[other:last] + data[end:other] + data[first:end] + data[last:]


def _number(data: bytes, rng: Random) -> bytes:
    numbers = list(re.finditer(rb"\d+", data))
    if not numbers:
        return data
    found = rng.choice(numbers)
    return data[: found.start()] + rng.choice(HUGE).encode() + data[found.end() :]


def _container(data: bytes, rng: Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        parts = {name: container.read(name) for name in container.namelist()}
    names = [name for name in parts if name.endswith((".xml", ".rels"))]
    main = [name for name in names if re.search(r"document|sheet\d|sharedStrings|styles|numbering|workbook", name)]
    for _ in range(rng.choice((1, 1, 2))):
        name = rng.choice(main if main and rng.random() < 0.8 else names)
        if rng.random() < 0.05:
            parts.pop(name, None)
        elif name in parts:
            parts[name] = _content(parts[name], rng)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", rng.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as container:
        for name, part in parts.items():
            container.writestr(name, part)
    return out.getvalue()
