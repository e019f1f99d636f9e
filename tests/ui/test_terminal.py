"""A clerk's way through the real program in a pseudo-terminal, then the ledger and the sheet read back."""

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

SAMPLE = Path(__file__).parents[2] / "assets" / "samples" / "政务公开.txt"


def program(tmp_path: Path, *arguments: str) -> tuple[list[str], dict[str, str]]:
    """Return the command line and the environment of the program, with a home of its own."""
    home = tmp_path / "home"
    env = {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "GOVTUI_LEDGER": str(tmp_path / "ledger"),
    }
    return [sys.executable, "-m", "govtui", *arguments], env


def test_the_whole_way(tmp_path: Path) -> None:
    command, env = program(tmp_path, "--today", "2026-09-01")
    sheet = tmp_path / "home" / "报送.xlsx"
    with Terminal(command, env) as terminal:
        terminal.wait_for("您是哪一位？")
        terminal.press("李青", "enter")
        terminal.wait_for("以后的改动记在")  # the empty ledger shows behind the question already
        terminal.wait_for("台账还是空的")

        terminal.press("f7")
        terminal.wait_for("导入任务分解表")
        terminal.press(str(SAMPLE), "enter")
        terminal.wait_for("导入预览")
        terminal.press("ctrl+s")
        terminal.wait_for("已保存")
        terminal.wait_for("快速入门")
        terminal.press("escape")
        terminal.wait_for("1-1 ")

        terminal.press("培", "训")
        terminal.wait_gone("1-1 ")
        terminal.press("escape", "home")
        terminal.wait_for("1-1 ")

        terminal.press("f2")
        terminal.wait_for("办理状态：1-1")
        terminal.press("3")
        terminal.wait_for("改为“已完成”")

        terminal.press("f4")  # the cursor has gone on
        terminal.wait_for("登记进展：1-2")
        terminal.press("第一批已经公布", "ctrl+s")
        terminal.wait_for("第一批已经公布")

        terminal.press("f2")
        terminal.wait_for("办理状态：1-3")
        terminal.press("5")
        terminal.wait_for("改为“暂缓”")
        terminal.press("ctrl+z")
        terminal.wait_for("撤销")

        terminal.resize(120, 36)
        terminal.wait_for("重点任务")  # the column for which there is room now
        terminal.press("状态:已完成")
        terminal.wait_for("1/")
        terminal.press("f8")
        terminal.wait_for("导出报送表：屏幕上的1项任务")
        terminal.press("shift+tab", "ctrl+u", str(sheet), "enter")
        terminal.wait_for("已导出1项")

        terminal.press("escape", "ctrl+q")  # a note on missing fonts may stand over the screen
        assert terminal.wait_exit() == 0

    with Ledger.open(tmp_path / "ledger") as ledger:
        assert not ledger.read_only
        assert not ledger.notices
        assert ledger.task("1-1").status is Status.DONE
        assert [entry.text for entry in ledger.task("1-2").progress] == ["第一批已经公布"]
        assert ledger.task("1-3").status is Status.TODO
        requirement = ledger.task("1-1").requirement
    values = [cell.value for row in openpyxl.load_workbook(sheet).active.iter_rows() for cell in row]
    assert requirement in values
    assert "已完成" in values


def test_a_second_instance_is_read_only_and_says_who_holds_the_ledger(tmp_path: Path) -> None:
    command, env = program(tmp_path)
    introduce(tmp_path / "home")
    subprocess.run([*command, "import", str(SAMPLE)], env=env, check=True, capture_output=True)
    with Terminal(command, env) as first:
        first.wait_for("1-1")
        _work_read_only(command, env)
        first.press("f2")
        first.wait_for("办理状态")
        first.press("3")
        first.wait_for("已保存")


def _work_read_only(command: list[str], env: dict[str, str]) -> None:
    """Open the ledger that another instance holds, and try to change it."""
    with Terminal(command, env) as second:
        second.wait_for("打开台账时的提示")
        second.press("escape")
        second.wait_for("只读")
        second.press("f2")
        second.wait_for("台账现在只能查看")
        second.press("escape", "ctrl+q")
        assert second.wait_exit() == 0


def test_demo(tmp_path: Path) -> None:
    command, env = program(tmp_path, "demo")
    with Terminal(command, env) as terminal:
        terminal.wait_for("今日")
        terminal.press("escape")
        terminal.wait_for("演示")
        terminal.wait_for("1-1")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    assert not (tmp_path / "ledger").exists(), "a demo leaves the clerk's own ledger alone"


def test_today_comes_first_and_typing_leads_on(tmp_path: Path) -> None:
    command, env = program(tmp_path, "--today", "2027-01-08")
    subprocess.run([*command, "import", str(SAMPLE)], env=env, check=True, capture_output=True)
    subprocess.run([*command, "operator", "李青"], env=env, check=True, capture_output=True)
    with Terminal(command, env) as terminal:
        terminal.wait_for("快速入门")
        terminal.press("escape")
        terminal.wait_for("今日")
        terminal.wait_for("【逾期】")
        terminal.wait_for("未导入2027年放假安排")
        terminal.press("f12")
        terminal.wait_for("2027年1月")
        terminal.press("escape")
        terminal.wait_for("按 F3 或 / 输入")
        terminal.press("ctrl+t")
        terminal.wait_for("【逾期】")
        terminal.press("培训")  # as an input method sends a word: all at once
        terminal.wait_for("筛选 培训")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0


def test_what_the_screen_showed_as_saved_survives_a_killed_program(tmp_path: Path) -> None:
    command, env = program(tmp_path)
    introduce(tmp_path / "home")
    subprocess.run([*command, "import", str(SAMPLE)], env=env, check=True, capture_output=True)
    for place in range(3):
        with Terminal(command, env) as terminal:  # leaving it kills the program with SIGKILL
            terminal.wait_for("1-1 ")
            terminal.press(*["down"] * place, "f2")
            terminal.wait_for(f"办理状态：1-{place + 1} ")
            terminal.press("4")
            terminal.wait_for("已保存")
    with Ledger.open(tmp_path / "ledger") as ledger:
        assert not ledger.read_only, "the lock of a killed program does not block"
        assert [ledger.task(f"1-{number}").status for number in (1, 2, 3)] == [Status.CLOSED] * 3


CRASHING = """
import sys
from govtui.__main__ import main
from screens.main import MainScreen
MainScreen.action_help = lambda self: 1 / 0
sys.exit(main(["demo"]))
"""


def test_an_unforeseen_failure_ends_in_a_sentence_and_a_file(tmp_path: Path) -> None:
    _, env = program(tmp_path)
    env["TMPDIR"] = str(tmp_path)
    with Terminal([sys.executable, "-c", CRASHING], env) as terminal:
        terminal.wait_for("今日")
        terminal.press("escape")
        terminal.wait_for("演示")
        terminal.press("f1")
        assert terminal.wait_exit() == 1
        assert "程序出现意外错误" in terminal.text
        assert "Traceback" not in terminal.text
    (details,) = tmp_path.glob("govtui-*.log")
    assert "ZeroDivisionError" in details.read_text(encoding="utf-8")


def test_a_failure_in_the_background_ends_the_same_way(tmp_path: Path) -> None:
    _, env = program(tmp_path)
    env["TMPDIR"] = str(tmp_path)
    script = CRASHING.replace(
        "MainScreen.action_help = lambda self: 1 / 0",
        "from screens.loading import LoadingDialog\nLoadingDialog.Read = lambda *outcome: 1 / 0",
    )
    with Terminal([sys.executable, "-c", script], env) as terminal:
        terminal.wait_for("今日")
        terminal.press("escape")
        terminal.wait_for("演示")
        terminal.press("f7")
        terminal.wait_for("导入任务分解表")
        terminal.press(str(SAMPLE), "enter")
        assert terminal.wait_exit() == 1
        assert "程序出现意外错误" in terminal.text
        assert "Traceback" not in terminal.text
