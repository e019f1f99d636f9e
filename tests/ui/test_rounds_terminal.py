"""A reporting round opened and handed in on the real program in a pseudo-terminal, then read back."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path

import pytest
from main_plan import plan
from terminal import Terminal, introduce

from govtui.ledger.ledger import Ledger
from govtui.ledger.submissions import sheet_fault
from govtui.model import Progress, Status
from govtui.review.differences import differences, marks_of

pytestmark = pytest.mark.terminal


def test_a_round_is_set_opened_and_handed_in(tmp_path: Path) -> None:
    folder, sheet = tmp_path / "ledger", tmp_path / "home" / "十月.xlsx"
    introduce(tmp_path / "home")
    with Ledger.open(folder, operator="李青") as ledger:
        ledger.add_documents([plan()])
        ledger.add_progress(["1-1"], Progress(dt.date(2023, 9, 26), "清单已公布。"))
    env = {"HOME": str(tmp_path / "home"), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "GOVTUI_LEDGER": str(folder)}
    command = [sys.executable, "-m", "govtui", "--today", "2023-10-20"]
    with Terminal(command, env) as terminal:
        terminal.wait_for("1-4.1")
        terminal.press("ctrl+r")
        terminal.wait_for("报送批次")
        terminal.press("f7")
        terminal.wait_for("设定报送时间")
        terminal.press("每月25日前")
        terminal.wait_for("理解为每月25日：2023年10月25日")
        terminal.press("tab", "月报", "ctrl+s")
        terminal.wait_for("设定定期报送：月报")
        terminal.press("f2")
        terminal.wait_for("填报中")
        terminal.press("f8")
        terminal.wait_for("存为文件")
        terminal.press(*["tab"] * 5, "ctrl+u", str(sheet), "ctrl+s")
        terminal.wait_for("已报送")
    with Ledger.open(folder, reading=True) as ledger:
        (found,) = ledger.time.rounds.values()
        assert (found.due, found.title) == (dt.date(2023, 10, 25), "月报")
        assert found.handed_in is not None
        assert sheet_fault(folder, found.handed_in) == ""
        assert (folder / "submissions" / found.handed_in.file).read_bytes() == sheet.read_bytes()
    with Ledger.open(folder, operator="李青") as ledger:
        ledger.set_status(["1-2"], Status.DONE)
        found_marks = marks_of(differences(ledger.present().tasks_at(found.handed_in.number), ledger.tasks))
    assert found_marks == {"1-2": "状态变化"}
