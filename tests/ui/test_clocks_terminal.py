"""A legal clock started, paused and answered on the real program in a pseudo-terminal, then read back."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path

import pytest
from main_plan import plan
from terminal import Terminal, introduce

from govtui.ledger.ledger import Ledger
from govtui.timekeeping import Pause

pytestmark = pytest.mark.terminal


def test_a_clock_is_started_paused_and_answered(tmp_path: Path) -> None:
    folder = tmp_path / "ledger"
    introduce(tmp_path / "home")
    with Ledger.open(folder, operator="李青") as ledger:
        ledger.add_documents([plan()])
    env = {"HOME": str(tmp_path / "home"), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "GOVTUI_LEDGER": str(folder)}
    command = [sys.executable, "-m", "govtui", "--today", "2024-02-20"]
    with Terminal(command, env) as terminal:
        terminal.wait_for("1-4.1")
        terminal.press("ctrl+k")
        terminal.wait_for("还没有法定期限")
        terminal.press("f2")
        terminal.wait_for("国务院令第711号")
        terminal.press("enter")
        terminal.wait_for("挂在任务")
        terminal.press("李某申请公开征地批文", "tab", "1.22")
        # received on 22 January 2024: the 20th working day is 22 February, across the Spring Festival
        terminal.wait_for("到期：2024年2月22日")
        terminal.press("f2", "ctrl+s")
        terminal.wait_for("还有2个工作日")
        terminal.press("f4")
        terminal.wait_for("恢复后重新计算")
        terminal.press("1.25", "ctrl+s")
        terminal.wait_for("恢复后再定")
        terminal.press("f4")
        terminal.wait_for("收到补正")
        terminal.press("1.31", "ctrl+s")
        # corrected on 31 January; 1: 1 February, 8: 9, 9: 18 (Sunday, worked), 14: 23, 19: 1 March, 20: 4
        terminal.wait_for("2024-03-04")
        terminal.press("f8")
        terminal.wait_for("办结日期")
        terminal.press("ctrl+s")
        terminal.wait_for("按期办结")
    with Ledger.open(folder, reading=True) as ledger:
        (clock,) = ledger.time.clocks.values()
    assert (clock.task, clock.started, clock.answered) == ("1-1", dt.date(2024, 1, 22), dt.date(2024, 2, 20))
    assert clock.pauses == (Pause(dt.date(2024, 1, 25), dt.date(2024, 1, 31), "补正", True),)
