"""The commands that open the screen: none at all, `open`, `demo`."""

from __future__ import annotations

import os
import sys
import tempfile
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from govtui.commands.common import ledger_folder, operator_name, path_of
from govtui.errors import RequestError

if TYPE_CHECKING:
    from govtui.terminal.asking import Asking


def screen(request: Namespace) -> int:
    """Show the ledger, a plan to be loaded first if one is named."""
    _need_terminal()
    from govtui.config import load_settings

    with _asking(load_settings().signs) as asking:  # it answers while all the rest is loaded
        from govtui.app import run_app
        from govtui.ledger.ledger import Ledger

        plan = path_of(request.file).absolute() if request.command else None
        with Ledger.open(ledger_folder(request), operator=operator_name()) as ledger:
            return run_app(ledger, request.today, asking, plan=plan)


def demo(request: Namespace) -> int:
    """Show a sample ledger that is gone afterwards."""
    _need_terminal()
    with _asking() as asking:
        from govtui.app import run_app
        from govtui.sample import build_demo, demo_day

        today = request.today if request.today_given else demo_day()
        with (
            tempfile.TemporaryDirectory(prefix="govtui-demo-", ignore_cleanup_errors=True) as folder,
            build_demo(Path(folder), today) as ledger,
        ):
            return run_app(ledger, today, asking, demo=True)


def _asking(setting: str = "") -> Asking:
    """Return the question how the terminal draws, needless where its kind or the `setting` of signs says it."""
    from govtui.terminal.asking import Asking
    from govtui.terminal.choosing import settled

    return Asking(needed=settled(setting, os.environ.get("TERM", "")) is None)


def _need_terminal() -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise RequestError(
            "打不开屏幕", "这里不是终端", "请在终端窗口里运行，或改用 govtui list 等命令，见 govtui --help"
        )
