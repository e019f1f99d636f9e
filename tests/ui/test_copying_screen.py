"""Copying on the main screen: as text, one column, a table; to a program, to the terminal, into a file."""

from __future__ import annotations

import base64
import datetime as dt
import os
import re
import select
import subprocess
import sys
from pathlib import Path

import pytest
from screen_text import screen_text
from terminal import Terminal, introduce

from govtui.app import GovtuiApp
from govtui.config import Settings
from govtui.ledger.ledger import Ledger
from screens.copying import CopyDialog

SAMPLE = Path(__file__).parents[2] / "assets" / "samples" / "政务公开.txt"


@pytest.fixture
def got(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that a program which stands for xclip puts what is copied into."""
    got = tmp_path / "got"
    folder = tmp_path / "programs"
    folder.mkdir()
    program = folder / "xclip"
    program.write_text(f'#!/bin/sh\nPATH=/usr/bin:/bin\ncat > "{got}.new"; mv "{got}.new" "{got}"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    return got


async def test_the_text_of_the_task_under_the_cursor(app: GovtuiApp, got: Path) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("down", "ctrl+c")
        assert isinstance(app.screen, CopyDialog)
        assert "这项任务（1-2）的文字" in screen_text(app)
        await pilot.press("1")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "已复制到剪贴板：1项任务的文字" in screen_text(app)
    assert got.read_text(encoding="utf-8").startswith("1-2 ")
    assert "已公布3次" in got.read_text(encoding="utf-8")


async def test_a_table_of_what_is_on_the_screen(app: GovtuiApp, got: Path) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+c", "3")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "项任务的表格" in screen_text(app)
    head, *lines = got.read_text(encoding="utf-8").splitlines()
    assert head.split("\t")[0] == "序号"
    assert len(lines) >= len(app.ledger.tasks)


async def test_one_column_of_the_marked_tasks(app: GovtuiApp, got: Path) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("space", "space", "ctrl+c")
        assert "标记的2项任务的一栏" in screen_text(app)
        await pilot.press("2")
        await pilot.pause()
        assert "复制哪一栏" in screen_text(app)
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "2项任务的“具体要求”" in screen_text(app)
    tasks = list(app.ledger.tasks.values())
    assert got.read_text(encoding="utf-8").splitlines() == [task.requirement for task in tasks[:2]]


async def test_without_a_program_and_a_terminal_it_lies_in_a_file(
    ledger: Ledger, today: dt.date, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    app = GovtuiApp(ledger, today, settings=Settings(export_folder=str(tmp_path)))
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("ctrl+c", "1")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "剪贴板用不了，已存为文件：" in screen_text(app)
    assert (tmp_path / "复制的内容.txt").read_text(encoding="utf-8-sig").startswith("1-1 ")


@pytest.mark.terminal
def test_a_terminal_is_asked_where_there_is_no_program(tmp_path: Path) -> None:
    home = tmp_path / "home"
    introduce(home)
    env = {
        "HOME": str(home),
        "PATH": str(tmp_path),
        "LANG": "C.UTF-8",
        "GOVTUI_LEDGER": str(tmp_path / "ledger"),
    }
    command = [sys.executable, "-m", "govtui"]
    subprocess.run([*command, "import", str(SAMPLE)], env=env, check=True, capture_output=True)
    with Terminal(command, env, 120, 36) as terminal:
        terminal.wait_for("1-1")
        terminal.press("ctrl+c")
        terminal.wait_for("这项任务（1-1）的文字")
        os.write(terminal._fd, b"1")
        data = b""
        while b"\x1b]52;c;" not in data or not data.partition(b"\x1b]52;c;")[2].count(b"\x07"):
            assert select.select([terminal._fd], [], [], 10)[0]
            data += os.read(terminal._fd, 65536)
    (copied,) = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", data)
    assert base64.b64decode(copied).decode().startswith("1-1 ")
