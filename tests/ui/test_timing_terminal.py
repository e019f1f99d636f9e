"""The time of tasks in a pseudo-terminal: an event's day, an extension, a count; then the ledger is read back."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path

import pytest
from terminal import Terminal, introduce

from govtui.ledger.ledger import Ledger
from govtui.model import After, Deadline, DeadlineKind, Indicator
from govtui.timekeeping import Count
from tests.ledger_samples import Clock, document_draft, task_draft

pytestmark = pytest.mark.terminal


def test_an_event_an_extension_and_a_count(tmp_path: Path) -> None:
    after = Deadline(DeadlineKind.AFTER, after=After("方案印发", 10, workdays=True))
    visits = (Indicator("不少于10次", ">=", 10, "次", "年"),)
    worded = task_draft("1", deadline_text="方案印发后10个工作日内", deadline=after, measure="", indicators=())
    drafts = (worded, task_draft("2", measure="", indicators=visits))
    with Ledger.open(tmp_path / "ledger", now=Clock()) as ledger:
        ledger.add_documents([document_draft(tasks=drafts)])
    introduce(tmp_path / "home")
    env = {"HOME": str(tmp_path / "home"), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    command = [sys.executable, "-m", "govtui", "--ledger", str(tmp_path / "ledger"), "--today", "2023-11-22"]
    with Terminal(command, env) as terminal:
        terminal.wait_for("打开台账时的提示")
        terminal.press("escape")
        terminal.wait_gone("打开台账时的提示")
        terminal.press("ctrl+d")
        terminal.wait_for("日期尚未登记")
        terminal.press("f2")  # what else there is, and back again
        terminal.wait_for("原来的期限会留在记录里")
        terminal.press("f2")
        terminal.wait_for("起算日：1-1")
        terminal.press("11.20")
        terminal.wait_for("到期：2023年12月4日（周一）")
        terminal.press("enter")
        terminal.wait_for("起算日定为2023-11-20")

        terminal.press("down", "ctrl+d")
        terminal.wait_for("延期：1-2")
        terminal.press("+10工作日")
        terminal.wait_for("新期限：2023年12月6日（周三）")
        terminal.press("tab", "场地未落实", "ctrl+s")
        terminal.wait_for("延期至2023-12-06（场地未落实）")

        terminal.press("f4")
        terminal.wait_for("每年不少于10次：0/10次")
        terminal.press("已走访。", "f6", "2")
        terminal.wait_for("登记后 2/10次")
        terminal.press("ctrl+s")
        terminal.wait_for("登记进展“已走访。”")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    with Ledger.open(tmp_path / "ledger", reading=True) as ledger:
        first, second = ledger.tasks.values()
        assert first.event_on == dt.date(2023, 11, 20)
        assert second.extensions[0].until == dt.date(2023, 12, 6)
        assert second.progress[0].counts == (Count("不少于10次", 2),)
