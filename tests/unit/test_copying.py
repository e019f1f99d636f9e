"""What is copied of tasks as text, and the ways to the system's clipboard."""

from __future__ import annotations

import csv
import ctypes
import datetime as dt
import io
import sys
import time
from pathlib import Path

import pytest

from govtui.copying import clipboard
from govtui.copying.clipboard import fits_terminals, put_on_clipboard, ways_to_copy, write_copy
from govtui.errors import ExportError
from govtui.model import Deadline, DeadlineKind, Progress, Status, Task
from govtui.review.copied import column_text, columns_of, table_text, tasks_text
from govtui.review.rows import TaskRow
from govtui.timing.lights import LightReader

READER = LightReader(dt.date(2023, 9, 5))


def row(seq: str = "1", requirement: str = "修好四条农村公路", **fields: object) -> TaskRow:
    values = {
        "id": f"1-{seq}",
        "document": "1",
        "seq": seq,
        "requirement": requirement,
        "units_text": "县交通运输局",
        "deadline_text": "2023年10月底前",
        "deadline": Deadline(kind=DeadlineKind.BY, due=dt.date(2023, 10, 31)),
        "status": Status.DOING,
        **fields,
    }
    task = Task(**values)  # type: ignore[arg-type]
    return TaskRow(task, READER.read(task))


def cells(text: str) -> list[list[str]]:
    """Read a table as Excel reads what is pasted."""
    return list(csv.reader(io.StringIO(text, newline=""), delimiter="\t"))


def test_a_table_keeps_line_breaks_tabs_and_quotes_in_their_cells() -> None:
    text = table_text([row(requirement='修路：\n1.勘测“甲”；\n2.动工"乙"\t丙')], "\r\n")
    head, line = cells(text)
    assert line[head.index("具体要求")] == '修路：\n1.勘测“甲”；\n2.动工"乙"\t丙'
    assert len(line) == len(head)
    assert text.endswith("\r\n")


@pytest.mark.parametrize("text", ["=1+1", "+86", "-推进", "@某", "4-1", "3/5", "01", "4.10", "=cmd|' /C calc'!A1"])
def test_a_sheet_takes_what_is_pasted_for_nothing_but_text(text: str) -> None:
    (_, line) = cells(table_text([row(seq=text)]))
    assert line[0] == f"'{text}"


@pytest.mark.parametrize("text", ["1", "4.1", "一", "-", "—推进", "2023-09-05", "（一）", "10"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    (_, line) = cells(table_text([row(seq=text)]))
    assert line[0] == text


def test_columns_are_those_that_the_tasks_need() -> None:
    plain = [column.head for column in columns_of([row()])]
    assert "量化指标" not in plain
    assert "来文" not in plain
    full = [
        column.head
        for column in columns_of([row(measure="4条", extra=(("责任人", "王青"),)), row("2", document="2", id="2-2")])
    ]
    assert {"量化指标", "来文", "责任人"} <= set(full)
    assert len(full) == len(set(full))


def test_a_column_is_a_line_a_task() -> None:
    rows = [row(requirement="修路\n架桥"), row("2", "=植树")]
    column = next(column for column in columns_of(rows) if column.head == "具体要求")
    assert column_text(rows, column) == "修路 架桥\n'=植树\n"


def test_the_text_says_everything_of_a_task() -> None:
    entry = Progress(dt.date(2023, 9, 4), "已完成两条", "县交通运输局")
    text = tasks_text([row(themes=("交通",), progress=(entry,)), row("2", "植树")], READER)
    first, second = text.split("\n\n")
    assert first.splitlines()[0] == "1-1 修好四条农村公路"
    for words in ("重点任务：交通", "责任单位：县交通运输局", "2023年10月底前", "推进中", "亮灯：", "已完成两条"):
        assert words in first
    assert second.startswith("1-2 植树")


# The ways


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programs that is the only one in the PATH beside the shell's own."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    return folder


def add(folder: Path, name: str, script: str) -> None:
    file = folder / name
    file.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n", encoding="utf-8")
    file.chmod(0o755)


def test_xclip_gets_the_text_and_goes_on_in_the_background(programs: Path, tmp_path: Path) -> None:
    got = tmp_path / "got"
    add(programs, "xclip", f'cat > "{got}"; echo "$*" > "{got}.arguments"; sleep 30 & exit 0')
    begin = time.monotonic()
    assert put_on_clipboard("修路\t架桥\n“一”") == "xclip"
    assert time.monotonic() - begin < clipboard.SECONDS, "nobody waits for what keeps the clipboard"
    assert got.read_text(encoding="utf-8") == "修路\t架桥\n“一”"
    assert (tmp_path / "got.arguments").read_text() == "-selection clipboard -in\n"


def test_a_program_that_fails_or_hangs_gives_way_to_the_next(
    programs: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(clipboard, "SECONDS", 0.2)
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    add(programs, "wl-copy", "sleep 30")
    add(programs, "xclip", "exit 1")
    add(programs, "xsel", f'cat > "{tmp_path / "got"}"')
    assert ways_to_copy() == ("wl-copy", "xclip", "xsel")
    assert put_on_clipboard("修路") == "xsel"
    add(programs, "xsel", "exit 1")
    assert put_on_clipboard("修路") == ""


def test_without_a_desktop_no_program_is_asked(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY")
    add(programs, "xclip", "exit 0")
    assert ways_to_copy() == ()
    assert put_on_clipboard("修路") == ""


class FakeFunction:
    """A function of the system that can be given argument types, as ctypes' can."""

    def __init__(self, call: object) -> None:
        self.call = call

    def __call__(self, *arguments: object) -> object:
        return self.call(*arguments)  # type: ignore[operator]


class FakeWindows:
    """The functions of Windows over a clipboard of its own; it is busy for some tries, or refuses the data."""

    def __init__(self, *, busy: int = 0, refuses: bool = False) -> None:
        self.busy = busy
        self.refuses = refuses
        self.memory: dict[int, object] = {}
        self.content = b"what was there"
        self.freed = self.closed = False
        self.GlobalAlloc = FakeFunction(self.allocate)
        self.GlobalLock = FakeFunction(lambda handle: handle)
        self.GlobalUnlock = FakeFunction(lambda handle: 1)
        self.GlobalFree = FakeFunction(self.free)
        self.OpenClipboard = FakeFunction(self.open)
        self.EmptyClipboard = FakeFunction(self.empty)
        self.SetClipboardData = FakeFunction(self.set)
        self.CloseClipboard = FakeFunction(self.close)

    def allocate(self, flags: int, size: int) -> int:
        buffer = ctypes.create_string_buffer(size)
        self.memory[ctypes.addressof(buffer)] = buffer
        return ctypes.addressof(buffer)

    def free(self, handle: int) -> None:
        self.freed = True

    def open(self, window: None) -> bool:
        self.busy -= 1
        return self.busy < 0

    def empty(self) -> bool:
        self.content = b""
        return True

    def set(self, kind: int, handle: int) -> int:
        assert kind == 13
        if self.refuses:
            return 0
        self.content = self.memory[handle].raw  # type: ignore[attr-defined]
        return handle

    def close(self) -> None:
        self.closed = True


def on_windows(monkeypatch: pytest.MonkeyPatch, fake: FakeWindows) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "WinDLL", lambda name: fake, raising=False)


def test_windows_takes_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = FakeWindows(busy=2)
    on_windows(monkeypatch, fake)
    assert ways_to_copy() == ("Windows",)
    assert put_on_clipboard("修路\r\n𠮷") == "Windows"
    assert fake.content.decode("utf-16-le") == "修路\r\n𠮷\0"
    assert fake.closed
    assert not fake.freed


def test_windows_refuses_or_is_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = FakeWindows(refuses=True)
    on_windows(monkeypatch, fake)
    assert put_on_clipboard("修路") == ""
    assert fake.freed
    assert fake.closed
    monkeypatch.setattr(clipboard, "SECONDS", 0.1)
    busy = FakeWindows(busy=10_000)
    on_windows(monkeypatch, busy)
    assert put_on_clipboard("修路") == ""
    assert busy.content == b"what was there"


def test_terminals_take_only_so_much() -> None:
    assert fits_terminals("修" * 18_000)
    assert not fits_terminals("修" * 19_000)


def test_a_copy_in_a_file_takes_the_place_of_none(tmp_path: Path) -> None:
    first = write_copy("修路\r\n", tmp_path, "复制的内容")
    second = write_copy("架桥\r\n", tmp_path, "复制的内容")
    assert [first.name, second.name] == ["复制的内容.txt", "复制的内容2.txt"]
    assert first.read_bytes() == b"\xef\xbb\xbf" + "修路\r\n".encode()


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as failure:
        write_copy("修路", tmp_path / "gone", "复制的内容")
    assert "写不进" in failure.value.message
    assert not (tmp_path / "gone").exists()
