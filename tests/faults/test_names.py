"""Folders with names of every kind: what the system allows works, what it does not is refused in words."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from ledgers import opened, plan, standing

from govtui.errors import LedgerError
from govtui.model import Status

NAMES = [
    "a b",
    " leading and trailing ",
    "青禾县政务服务大厅2023年台账",
    "引号'\"“”‘’`",
    "100%完成%s%d%%TEMP%",
    "{braces}$HOME$(date)",
    "[方括号](圆括号)*?",
    "-rf",
    "~",
    "#注释;分号&与|或",
    "反斜杠\\n",
    "😀👨‍👩‍👧台账",
    "结尾有点...",
    ".隐藏",
    "换行\n和\t制表",
    "esc\x1b[31m红",
    "组合é",
    "从右到左\u202e台账",
    "NUL",
    "x" * 250,
    "台" * 83,
    "lock",
    "ledger.json",
]
WINDOWS_REFUSES = set('<>:"/\\|?*\n\t\x1b')
"""Signs that no name may have there; one that ends in a dot or a blank loses it, and a few names are devices."""


def usable(name: str) -> bool:
    return os.name != "nt" or not (WINDOWS_REFUSES.intersection(name) or name.endswith((".", " ")) or name == "NUL")


@pytest.mark.parametrize("name", [pytest.param(name, id=ascii(name)[:40]) for name in NAMES if usable(name)])
def test_a_ledger_lives_in_any_folder(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    with opened(folder) as ledger:
        ledger.add_documents([plan("1", "2")])
        ledger.checkpoint()
        ledger.set_status(["1-1"], Status.DONE)
        before = standing(ledger)
        reader = opened(folder)
        assert "李四" in reader.read_only
        assert standing(reader) == before
        reader.close()
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "home") == [name]
    with opened(folder) as ledger:
        assert (ledger.read_only, ledger.notices) == ("", ())
        assert standing(ledger) == before
        ledger.undo()


@pytest.mark.parametrize("name", [pytest.param(name, id=ascii(name)[:40]) for name in NAMES if usable(name)])
def test_the_command_line_finds_it(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    with opened(folder) as ledger:
        ledger.add_documents([plan("1")])
    done = listed(folder)
    assert done.returncode == 0, done.stderr
    assert "公示办事指南" in done.stdout


@pytest.mark.parametrize("name", ["esc\x1b[31m红", "换行\n和\r\t制表", "从右到左\u202e台账"], ids=ascii)
def test_a_name_that_would_act_on_the_terminal_does_not(tmp_path: Path, name: str) -> None:
    done = listed(tmp_path / name)
    assert done.returncode == 1
    assert "没有台账" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not any(sign in done.stderr for sign in "\x1b\r\t\u202e")


def listed(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "govtui", "list", f"--ledger={folder}"]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)


@pytest.mark.parametrize("name", ["台" * 250, "x" * 5000, "/".join(["很长的路径"] * 400)], ids=["name", "long", "path"])
def test_a_name_that_is_too_long_is_refused_in_words(tmp_path: Path, name: str) -> None:
    with pytest.raises(LedgerError) as caught:
        opened(tmp_path / name)
    assert "太长" in caught.value.message
    assert "系统报告" not in caught.value.message
    assert caught.value.hint


def test_a_folder_whose_files_have_no_room_for_their_names_is_refused_in_words(tmp_path: Path) -> None:
    """A path may have 4,096 bytes: the folder can be made, but nothing in it opened."""
    folder = tmp_path
    while len(os.fsencode(folder)) < 4085 - 201:
        folder = folder / ("x" * 200)
    folder = folder / ("x" * (4090 - 1 - len(os.fsencode(folder))))
    with pytest.raises(LedgerError, match="太长"):
        opened(folder)


@pytest.mark.parametrize("place", ["folder", "parent"])
def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path, place: str) -> None:
    (tmp_path / "台账").write_text("别的内容", encoding="utf-8")
    folder = tmp_path / "台账" if place == "folder" else tmp_path / "台账" / "2023"
    with pytest.raises(LedgerError) as caught:
        opened(folder)
    assert "文件" in caught.value.message
    assert caught.value.hint
    assert (tmp_path / "台账").read_text(encoding="utf-8") == "别的内容"


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own on Windows")
def test_a_folder_behind_links_is_one_ledger(tmp_path: Path) -> None:
    (tmp_path / "真的").mkdir()
    (tmp_path / "链接").symlink_to(tmp_path / "真的", target_is_directory=True)
    with opened(tmp_path / "链接") as ledger:
        ledger.add_documents([plan("1")])
        assert "李四" in opened(tmp_path / "真的").read_only
    (tmp_path / "绕圈").symlink_to(tmp_path / "绕圈")
    with pytest.raises(LedgerError) as caught:
        opened(tmp_path / "绕圈")
    assert caught.value.hint
