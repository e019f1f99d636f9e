"""A clerk's whole day in the real program, in windows of many sizes; the next morning everything is there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from terminal import Terminal, introduce

from govtui.ledger.ledger import Ledger
from govtui.model import Status

pytestmark = pytest.mark.terminal

SAMPLES = Path(__file__).parents[2] / "assets" / "samples"
PLANS = ("政务公开.txt", "安全生产.txt", "营商环境.txt")
TODAY = "2026-09-18"
SIZES = ((200, 50), (80, 24), (132, 40), (250, 70), (80, 24))


def resize_through(terminal: Terminal, text: str) -> None:
    """Drag the window to many sizes; the text must be there in each, and nothing beyond the edge."""
    for columns, lines in SIZES:
        terminal.resize(columns, lines)
        terminal.wait_for(text)
        terminal.wait_for("F1 帮助")


def test_a_day_of_a_clerk(tmp_path: Path) -> None:
    home = tmp_path / "home"
    introduce(home)
    settings = home / ".config" / "govtui" / "settings.json"
    settings.write_text(settings.read_text(encoding="utf-8").replace('"greeting": false', '"greeting": true'), "utf-8")
    env = {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "GOVTUI_LEDGER": str(tmp_path / "ledger"),
    }
    command = [sys.executable, "-m", "govtui", "--today", TODAY]
    plans = [str(SAMPLES / name) for name in PLANS]
    subprocess.run([*command, "import", *plans], env=env, check=True, capture_output=True)
    with Terminal(command, env) as terminal:
        morning(terminal)
        deal_with_several(terminal)
        report(terminal)
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    read_back(tmp_path)
    with Terminal(command, env, 120, 36) as terminal:
        the_next_morning(terminal)


def morning(terminal: Terminal) -> None:
    """Look what presses today, go to it, find the tasks of an office by its initials, and enter progress."""
    terminal.wait_for("【逾期】")
    resize_through(terminal, "【逾期】")
    terminal.press_and_see("/")
    terminal.press("xfjydd")
    terminal.wait_for("消防救援大队")
    terminal.press_and_see("enter")
    resize_through(terminal, "xfjydd")
    terminal.press_and_see("f4")
    terminal.wait_for("登记进展：")
    terminal.press("已联合检查三轮，整改“九小场所”隐患……", "ctrl+s")
    terminal.wait_for("已保存")
    terminal.press("escape")
    terminal.wait_for("61/61项")


def deal_with_several(terminal: Terminal) -> None:
    """Mark some tasks, have them done at once, change one's mind and change it back."""
    terminal.press_and_see("home")
    for _ in range(3):
        terminal.press_and_see("space")
    terminal.wait_for("已标记3项")
    terminal.resize(200, 50)
    terminal.wait_for("已标记3项")
    terminal.resize(80, 24)
    terminal.press_and_see("f2")
    terminal.wait_for("办理状态")
    terminal.press_and_see("3")
    terminal.wait_for("改为“已完成”：1-1、1-2、1-3")
    terminal.press("ctrl+z")
    terminal.wait_for("撤销：办理状态改为“已完成”")
    terminal.press("ctrl+y")
    terminal.wait_for("恢复：办理状态改为“已完成”")


def report(terminal: Terminal) -> None:
    """Look at the figures, go from one to its tasks, and write the sheet."""
    terminal.press("f9")
    terminal.wait_for("完成率")
    terminal.resize(200, 50)
    terminal.wait_for("完成率")
    terminal.resize(80, 24)
    terminal.wait_for("最落后的在前")
    terminal.press_and_see("down")
    terminal.press_and_see("enter")
    terminal.wait_for("筛选 ")
    terminal.press_and_see("escape")
    terminal.wait_for("61/61项")
    terminal.press_and_see("0")
    terminal.wait_for("3/61项")
    terminal.press("f8")
    terminal.wait_for("导出报送表：屏幕上的3项任务")
    terminal.press("ctrl+s")
    terminal.wait_for("已导出3项")


def read_back(tmp_path: Path) -> None:
    """Read the ledger and the sheet with other eyes than the screen's."""
    with Ledger.open(tmp_path / "ledger", reading=True) as ledger:
        done = [task.id for task in ledger.tasks.values() if task.status is Status.DONE]
        assert done == ["1-1", "1-2", "1-3"]
        (noted,) = [task for task in ledger.tasks.values() if task.progress]
        assert noted.progress[0].text == "已联合检查三轮，整改“九小场所”隐患……"
        assert "消防" in noted.units_text + noted.requirement
        requirements = [ledger.task(task_id).requirement for task_id in done]
    (sheet,) = (tmp_path / "home").glob("*.xlsx")
    values = [cell.value for row in openpyxl.load_workbook(sheet).active.iter_rows() for cell in row]
    assert set(requirements) <= set(values)


def the_next_morning(terminal: Terminal) -> None:
    """See that all of it is there, and that the last change can still be taken back."""
    terminal.wait_for("【逾期】")
    terminal.press("escape")
    terminal.wait_gone("【逾期】")
    terminal.wait_for("已完成 3")
    terminal.press("ctrl+l")
    terminal.wait_for("李青")
    terminal.wait_for("恢复：办理状态改为“已完成”")
    terminal.press("escape")
    terminal.wait_for("1-1 ")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
