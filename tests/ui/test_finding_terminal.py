"""Finding in the real program in a pseudo-terminal, as an input method types: whole words, full-width letters."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from main_plan import plan
from terminal import Terminal

from govtui.ledger.ledger import Ledger

pytestmark = pytest.mark.terminal


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    folder, home = tmp_path / "ledger", tmp_path / "home"
    with Ledger.open(folder, operator="李青") as ledger:
        ledger.add_documents([plan()])
    settings = home / ".config" / "govtui" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps({"operator": "李青", "greeting": False, "toured": True}), encoding="utf-8")
    env = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "GOVTUI_LEDGER": str(folder)}
    with Terminal([sys.executable, "-m", "govtui", "--today", "2023-11-22"], env) as terminal:
        terminal.wait_for("6/6项")
        yield terminal
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0


def test_a_word_that_an_input_method_composed_is_looked_for_at_once(terminal: Terminal) -> None:
    terminal.press("农业农村局")  # its bytes come in one go, and nobody has asked for the filter
    terminal.wait_for("1/6项")
    assert "筛选 农业农村局" in terminal.text
    terminal.press("、")
    terminal.wait_for("筛选 农业农村局、")
    terminal.press("enter", "/")
    terminal.press("信访")
    terminal.wait_for("筛选 信访 ")
    terminal.wait_for("1-4.2")
    terminal.press("enter", "escape")
    terminal.wait_for("6/6项")


def test_the_cursor_of_the_terminal_stands_in_the_filter(terminal: Terminal) -> None:
    terminal.press("\x1bOR", "财政")
    terminal.wait_for("2/6项")
    cursor = terminal.screen.cursor
    line = terminal.text.splitlines()[cursor.y]
    assert "筛选 财政" in line
    assert cursor.x >= len(" 筛选 财政".encode("gbk")), "there an input method shows its candidates"


def test_full_width_letters_are_keys_or_are_told_of(terminal: Terminal) -> None:
    terminal.press("ｊ")
    terminal.wait_for("1-2  未启动")
    terminal.press("ｑ")
    terminal.wait_for("请切换到英文输入，或按 F3 输入筛选")
    terminal.press("３")
    terminal.wait_for("时限:逾期")
    terminal.wait_for("1/6项")


def test_fields_are_typed_with_full_width_signs_and_completed(terminal: Terminal) -> None:
    terminal.press("\x1bOR", "单位：民政")
    terminal.wait_for("县民政局      ")
    terminal.press("tab")
    terminal.wait_for("筛选 单位：县民政局")
    terminal.wait_for("1/6项")
    terminal.press("enter", "escape", "left")
    terminal.wait_for("- 办理状态")
    terminal.press("down", "enter")
    terminal.wait_for("筛选 状态:未启动")
    terminal.press("right")
    terminal.wait_gone("办理状态")
