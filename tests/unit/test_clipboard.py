"""The clipboard: as Windows hands it over, by programs that print it, and what is made of a paste."""

from __future__ import annotations

import ctypes
import os
import sys
import time
from pathlib import Path

import pytest

from govtui.errors import IntakeError
from govtui.intake import clipboard
from govtui.intake.clipboard import Clip, fragment_of, load_pasted, read_clipboard, take_clip

TABLE = "<table><tr><td>序号</td><td>具体要求</td></tr><tr><td>1</td><td>修好农村公路</td></tr></table>"
TEXT = "序号\t具体要求\r\n1\t修好农村公路\r\n"


def cf_html(page: str, fragment: str) -> bytes:
    """Return a page as Windows' “HTML Format”, with `fragment` as what was copied."""
    header = "Version:1.0\r\nStartHTML:{:010}\r\nEndHTML:{:010}\r\nStartFragment:{:010}\r\nEndFragment:{:010}\r\n"
    start = len(header.format(0, 0, 0, 0))
    whole, part = page.encode(), fragment.encode()
    first = start + whole.index(part)
    return header.format(start, start + len(whole), first, first + len(part)).encode() + whole + b"\0"


@pytest.mark.parametrize("words", ["<html><body>青禾县<!--StartFragment-->{}<!--EndFragment-->注</body></html>"])
def test_the_places_of_the_html_format_are_bytes(words: str) -> None:
    assert fragment_of(cf_html(words.format(TABLE), TABLE)).decode() == TABLE


def test_wrong_places_give_the_page() -> None:
    data = b"Version:0.9\r\nStartHTML:-1\r\nStartFragment:99999\r\nEndFragment:99999999\r\n<html>x</html>"
    assert fragment_of(data) == b"<html>x</html>"
    assert fragment_of(b"") == b""


class FakeFunction:
    """A function of the system that can be given argument types, as ctypes' can."""

    def __init__(self, call: object) -> None:
        self.call = call

    def __call__(self, *arguments: object) -> object:
        return self.call(*arguments)  # type: ignore[operator]


class FakeWindows:
    """The functions of Windows over a clipboard of its own."""

    def __init__(self, contents: dict[int, bytes], *, busy: int = 0) -> None:
        self.contents = {kind: ctypes.create_string_buffer(data, len(data)) for kind, data in contents.items()}
        self.busy = busy
        self.closed = False
        self.GetClipboardData = FakeFunction(lambda kind: kind)
        self.RegisterClipboardFormatW = FakeFunction(lambda name: 49000 if name == "HTML Format" else 0)
        self.IsClipboardFormatAvailable = FakeFunction(lambda kind: kind in self.contents)
        self.OpenClipboard = FakeFunction(self.open)
        self.CloseClipboard = FakeFunction(lambda: setattr(self, "closed", True))
        self.GlobalLock = FakeFunction(lambda kind: ctypes.addressof(self.contents[kind]))
        self.GlobalUnlock = FakeFunction(lambda kind: 1)
        self.GlobalSize = FakeFunction(lambda kind: len(self.contents[kind]))

    def open(self, window: object) -> bool:
        self.busy -= 1
        return self.busy < 0


def on_windows(monkeypatch: pytest.MonkeyPatch, fake: FakeWindows) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "WinDLL", lambda name: fake, raising=False)
    monkeypatch.setattr(clipboard, "SECONDS", 0.3)


def test_windows_gives_both_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    # Excel: the table's own tag stands outside of what was copied
    rows = TABLE.removeprefix("<table>").removesuffix("</table>")
    page = f"<html><body><table>\r\n<!--StartFragment-->{rows}<!--EndFragment-->\r\n</table></body></html>"
    fake = FakeWindows({49000: cf_html(page, rows), 13: TEXT.encode("utf-16-le") + b"\0\0\0\0"}, busy=2)
    on_windows(monkeypatch, fake)
    assert take_clip() == Clip(TEXT.replace("\r", ""), TABLE)
    assert fake.closed


def test_windows_with_text_only_with_nothing_and_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    on_windows(monkeypatch, FakeWindows({13: "修路".encode("utf-16-le") + b"\0\0"}))
    assert read_clipboard() == "修路"
    on_windows(monkeypatch, FakeWindows({}))
    with pytest.raises(IntakeError, match="剪贴板里没有表格"):
        read_clipboard()
    on_windows(monkeypatch, FakeWindows({}, busy=10_000))
    with pytest.raises(IntakeError, match="占用"):
        read_clipboard()


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the only place where programs are found."""
    if os.name == "nt":
        pytest.skip("Windows has functions of its own for it, tested above")
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    return folder


def program(folder: Path, name: str, body: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{body}\n", encoding="utf-8")
    path.chmod(0o755)


def printing(folder: Path, name: str, contents: dict[str, bytes]) -> None:
    """Make a program that prints the content of the kind that its arguments name, and fails for others."""
    cases = ""
    for number, (kind, content) in enumerate(contents.items()):
        (folder / f"{name}.{number}").write_bytes(content)
        cases += f'*"{kind}"*) cat "{folder}/{name}.{number}";;\n'
    program(folder, name, f'case "$*" in\n{cases}*) exit 1;;\nesac')


@pytest.mark.parametrize(
    ("name", "kinds", "text"), [("wl-paste", "--list-types", "text/plain"), ("xclip", "TARGETS", "UTF8_STRING")]
)
def test_programs_give_the_table_and_the_text(programs: Path, name: str, kinds: str, text: str) -> None:
    contents = {kinds: b"TARGETS\ntext/html\nUTF8_STRING\n", "text/html": TABLE.encode(), text: TEXT.encode()}
    printing(programs, name, contents)
    assert take_clip() == Clip(TEXT.replace("\r", ""), TABLE)
    printing(programs, name, {**contents, "text/html": "<b>修路</b>".encode()})
    assert read_clipboard() == TEXT.replace("\r", "")
    printing(programs, name, {**contents, "text/html": TABLE.encode("utf-16")})
    assert take_clip().html == TABLE
    printing(programs, name, {kinds: b"UTF8_STRING\n", text: TEXT.encode()})
    assert take_clip() == Clip(TEXT.replace("\r", ""))


def test_a_program_that_knows_text_only_and_one_that_fails(programs: Path) -> None:
    program(programs, "xclip", "exit 1")
    printing(programs, "xsel", {"--clipboard": TEXT.encode()})
    assert read_clipboard() == TEXT.replace("\r", "")


def test_wayland_is_asked_first_where_it_runs(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printing(programs, "wl-paste", {"--no-newline": b"wayland"})
    printing(programs, "xsel", {"--clipboard": b"x11"})
    assert read_clipboard() == "x11"
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert read_clipboard() == "wayland"


def test_no_program_and_nothing_copied_are_told(programs: Path) -> None:
    with pytest.raises(IntakeError, match="没有 wl-paste") as caught:
        read_clipboard()
    assert "Ctrl+V" in caught.value.hint
    program(programs, "xsel", "exit 0")
    with pytest.raises(IntakeError, match="剪贴板里没有表格"):
        read_clipboard()
    program(programs, "xsel", "exit 3")
    with pytest.raises(IntakeError, match="xsel 没有给出内容"):
        read_clipboard()


def test_a_program_that_hangs_and_one_that_never_ends_are_stopped(
    programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clipboard, "SECONDS", 0.3)
    program(programs, "xsel", "exec sleep 20")
    start = time.monotonic()
    with pytest.raises(IntakeError, match="xsel 没有给出内容"):
        read_clipboard()
    assert time.monotonic() - start < 5
    monkeypatch.setattr(clipboard, "SECONDS", 5)
    program(programs, "xsel", "exec cat /dev/zero")
    with pytest.raises(IntakeError, match="文件太大"):
        read_clipboard()


PASTES = {
    "a page": f"<html><body>{TABLE}</body></html>",
    "tabs": TEXT,
    "blanks for tabs": "序号    具体要求        责任单位\n"
    "1       修好农村公路    县交通局\n"
    "2       管好农村公路    县交通局\n",
    "one cell a line": "序号\n具体要求\n责任单位\n1\n修好农村公路。\n县交通局\n2\n管好农村公路。\n县交通局\n",
}


@pytest.mark.parametrize("content", PASTES.values(), ids=PASTES)
def test_pastes_are_read(content: str) -> None:
    loaded = load_pasted(content)
    assert loaded.name == "粘贴的内容"
    task = loaded.recognised().document.tasks[0]
    assert (task.seq, task.requirement.rstrip("。")) == ("1", "修好农村公路")
