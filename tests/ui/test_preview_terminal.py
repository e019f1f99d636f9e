"""The preview in a pseudo-terminal: a file of the command line put right and stored, a table pasted and taken back."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from preview_plan import PLAN
from terminal import Terminal, introduce

from govtui.ledger.ledger import Ledger

pytestmark = pytest.mark.terminal


def program(tmp_path: Path, *arguments: str) -> tuple[list[str], dict[str, str]]:
    """Return the command line and the environment of the program, with a home of its own."""
    introduce(tmp_path / "home")
    env = {
        "HOME": str(tmp_path / "home"),
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "GOVTUI_LEDGER": str(tmp_path / "ledger"),
    }
    return [sys.executable, "-m", "govtui", "--today", "2023-03-01", *arguments], env


def test_a_file_is_put_right_and_stored(tmp_path: Path) -> None:
    plan = tmp_path / "托育服务.txt"
    plan.write_text(PLAN, encoding="utf-8")
    command, env = program(tmp_path, "open", str(plan))
    with Terminal(command, env) as terminal:
        terminal.wait_for("导入预览")
        terminal.wait_for("原表序号5个，读出5项；缺（二）")

        terminal.press("f3")
        terminal.wait_for("疑点1/")

        terminal.press("home", *["down"] * 3, *["right"] * 5, "f4")  # a wrong column
        terminal.wait_for("“评价办法”这一栏是什么")
        terminal.press(*["up"] * 5, "enter")
        terminal.wait_for("“评价办法”读作指标")

        terminal.press("end", "up", "f2")  # a line's fate
        terminal.wait_for("第9行是什么")
        terminal.press("up", "up", "enter")
        terminal.wait_for("任务5项变为4项")

        terminal.press("up", "up", "up", *["left"] * 4)  # a theme
        terminal.press("enter")
        terminal.wait_for("修改：第6行 重点任务")
        terminal.press("right", "\x1b[3~", "二", "ctrl+s")
        terminal.wait_for("改了第6行")
        terminal.wait_gone("缺（二）")

        terminal.resize(120, 36)
        terminal.wait_for("更正3处")
        terminal.press("ctrl+z")
        terminal.wait_for("更正2处")
        terminal.wait_for("缺（二）")

        terminal.press("escape")
        terminal.wait_for("还没有存入")
        terminal.press("enter")
        terminal.wait_gone("还没有存入")
        terminal.press("ctrl+s")
        terminal.wait_for("已保存")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    with Ledger.open(tmp_path / "ledger") as ledger:
        assert [task.seq for task in ledger.tasks.values()] == ["1", "2", "3", "4"]
        assert ledger.task("1-1").measure == "查看网站"


def test_a_table_is_pasted_stored_and_taken_back(tmp_path: Path) -> None:
    command, env = program(tmp_path)
    with Terminal(command, env) as terminal:
        terminal.wait_for("台账还是空的")
        terminal.press("f7")
        terminal.wait_for("选择文件")
        terminal.press("f5")
        terminal.wait_for("粘贴表格")
        terminal.paste(PLAN)
        terminal.wait_for("按 Ctrl+S 读入")
        terminal.press("ctrl+s")
        terminal.wait_for("读出5项")
        terminal.press("ctrl+s")
        terminal.wait_for("已保存")
        terminal.wait_for("1-5")
        terminal.press("ctrl+z")
        terminal.wait_for("台账还是空的")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
