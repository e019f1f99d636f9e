"""The system's clipboard, read past the terminal: the old Windows console loses the tabs of a table that is pasted.

What was copied from Word, Excel, WPS or a browser lies there twice: as text, and as a web page that knows the table's
merged cells and the paragraphs in them. The page is preferred where it holds a table.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from threading import Thread

import msgspec

from govtui.errors import IntakeError
from govtui.intake.decode import MAX_BYTES, check_size, decode
from govtui.intake.load import LoadedFile, load_bytes
from govtui.intake.readers.page_encoding import decode_page
from govtui.intake.watch import Watch, unwatched
from govtui.text import clean

PASTED = "粘贴的内容"
"""What a table is called that came without a file."""
SECONDS = 2.0
"""How long another program may take to hand over what was copied in it."""

_TABLE = re.compile(r"<t(?:able|r)\b", re.IGNORECASE)
_FRAGMENT = re.compile(rb"(Start|End)(Fragment|HTML):\s*(-?\d{1,12})", re.IGNORECASE)
_HTML_TYPE = "text/html"


class Clip(msgspec.Struct, frozen=True):
    """What the clipboard holds."""

    text: str = ""
    html: str = ""
    """The part of a web page that was copied; empty where it holds no table."""

    @property
    def best(self) -> str:
        """The page with the table as a whole page, else the text."""
        return f"<html><body>{self.html}</body></html>" if self.html else self.text


class UnansweredError(Exception):
    """A program that gives the clipboard did not: it ended with an error, or took too long."""


def read_clipboard() -> str:
    """Return what was copied, as `load_pasted` reads it best: a web page where that holds a table, else text.

    Raises IntakeError where there is no way to the clipboard, or nothing in it that can be read.
    """
    return take_clip().best


def load_pasted(content: str, watch: Watch = unwatched) -> LoadedFile:
    """Return what is made of pasted text or of a page from the clipboard; raises as `load_bytes` does."""
    return load_bytes(PASTED, content.encode("utf-8", "replace"), watch)


def take_clip() -> Clip:
    """Return what the clipboard holds, as text and as a table; raises as `read_clipboard` does."""
    clip = _from_windows() if sys.platform == "win32" else _from_programs()
    if not clip.text.strip() and not clip.html:
        raise _empty()
    return clip


def _from_windows() -> Clip:
    from govtui.intake.clipboard_windows import take

    html, text = take(SECONDS, MAX_BYTES)
    return _clip(fragment_of(html) if html else b"", clean(text.decode("utf-16-le", "replace").partition("\0")[0]))


def fragment_of(data: bytes) -> bytes:
    """Return what was copied out of Windows' “HTML Format”: a header with places in bytes, then a page in UTF-8.

    The format is Microsoft's “HTML Clipboard Format”. Where the places are wrong, the page as a whole is given.
    """
    data = data.rstrip(b"\0")
    places = {(name + part).lower(): int(number) for name, part, number in _FRAGMENT.findall(data[:1024])}
    for part in (b"fragment", b"html"):
        start, end = places.get(b"start" + part, -1), places.get(b"end" + part, -1)
        if 0 < start < end <= len(data):
            return data[start:end]
    return data[max(data.find(b"<"), 0) :]


def _clip(html: bytes, text: str) -> Clip:
    check_size(max(len(html), len(text)))
    if not html:
        return Clip(text)
    try:
        page = decode_page(html)
    except IntakeError:
        return Clip(text)
    first = _TABLE.search(page)
    if not first:
        return Clip(text)
    if first[0].lower() == "<tr":  # a sheet gives its rows only; the table's own tag stands before them
        page = f"<table>{page}</table>"
    return Clip(text, page)


class _Program(msgspec.Struct, frozen=True):
    """A program that prints the clipboard, and its arguments."""

    name: str
    text: Sequence[Sequence[str]]
    """Ways to ask for text, the best first."""
    types: Sequence[str] = ()
    """How to ask for the kinds of content that there are; empty where it knows text only."""
    html: Sequence[str] = ()


_PROGRAMS = (
    _Program(
        "wl-paste",
        (("--no-newline", "--type", "text/plain;charset=utf-8"), ("--no-newline",)),
        ("--list-types",),
        ("--no-newline", "--type", _HTML_TYPE),
    ),
    _Program(
        "xclip",
        (("-selection", "clipboard", "-o", "-t", "UTF8_STRING"), ("-selection", "clipboard", "-o")),
        ("-selection", "clipboard", "-o", "-t", "TARGETS"),
        ("-selection", "clipboard", "-o", "-t", _HTML_TYPE),
    ),
    _Program("xsel", (("--clipboard", "--output"),)),
)


def _from_programs() -> Clip:
    there = [program for program in _PROGRAMS if shutil.which(program.name)]
    if not there:
        raise IntakeError(
            "读不到剪贴板",
            "这台电脑上没有 wl-paste、xclip 或 xsel，程序不能直接读剪贴板",
            "请用 Ctrl+V 或右键粘贴到粘贴框",
        )
    if "WAYLAND_DISPLAY" not in os.environ:
        there.sort(key=lambda program: program.name == "wl-paste")
    answered = False
    for program in there:
        try:
            clip = _asked(program)
        except UnansweredError:
            continue
        if clip.text.strip() or clip.html:
            return clip
        answered = True
    if answered:
        raise _empty()
    raise IntakeError(
        "读不到剪贴板",
        f"{'、'.join(program.name for program in there)} 没有给出内容：剪贴板是空的，或这里连不上桌面",
        "请重新复制一次；还不行，请用 Ctrl+V 或右键粘贴到粘贴框",
    )


def _asked(program: _Program) -> Clip:
    kinds = _or_nothing(program, program.types).decode("ascii", "replace").lower() if program.types else ""
    html = _or_nothing(program, program.html) if _HTML_TYPE in kinds else b""
    for last, arguments in enumerate(program.text, 1 - len(program.text)):
        try:
            return _clip(html, _text(_output(program, arguments)))
        except UnansweredError:
            if last == 0 and not html:
                raise
    return _clip(html, "")


def _or_nothing(program: _Program, arguments: Sequence[str]) -> bytes:
    try:
        return _output(program, arguments)
    except UnansweredError:
        return b""


def _text(data: bytes) -> str:
    return decode(data) if data.strip(b" \t\r\n\0") else ""


def _output(program: _Program, arguments: Sequence[str]) -> bytes:
    """Return what a program prints; raises UnansweredError, and IntakeError where it is too much.

    It is read by a thread: a program whose clipboard's owner hangs never closes what it prints.
    """
    try:
        process = subprocess.Popen(
            [program.name, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError as error:
        raise UnansweredError from error
    printed: list[bytes] = []
    reader = Thread(target=_read_into(printed, process), daemon=True)
    reader.start()
    reader.join(SECONDS)
    late = reader.is_alive()
    too_much = bool(printed) and len(printed[0]) > MAX_BYTES
    if late or too_much:
        process.kill()
    try:
        code = process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        code = 1
    if too_much:
        check_size(len(printed[0]))
    if late or code or not printed:
        raise UnansweredError
    return printed[0]


def _read_into(printed: list[bytes], process: subprocess.Popen[bytes]) -> Callable[[], None]:
    def read() -> None:
        if process.stdout is not None:
            with process.stdout:
                printed.append(process.stdout.read(MAX_BYTES + 1))

    return read


def _empty() -> IntakeError:
    return IntakeError(
        "剪贴板里没有表格",
        "剪贴板是空的，或里面是图片、文件，不是文字",
        "请先在 Word、WPS 或网页里选中整张表格复制，再试一次",
    )
