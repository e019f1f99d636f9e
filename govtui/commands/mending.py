"""The commands for bad days: `check`, `repair`."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from govtui.commands.common import DONE, REFUSED, existing_folder, operator_name, path_of, print_lines, say

if TYPE_CHECKING:
    from govtui.ledger.evidence import Watch


def check(request: Namespace) -> int:
    """Look at everything in the ledger's folder and say what is wrong; 1 where something is."""
    from govtui.ledger.mending.check import check as look_at
    from govtui.ledger.mending.telling import advice_for, report_lines

    folder = existing_folder(request)
    with _progress("正在检查") as watch:
        report = look_at(folder, watch)
    print_lines([f"台账：{folder}", *report_lines(report)])
    for text in advice_for(report):
        say(text)
    return DONE if report.sound else REFUSED


def repair(request: Namespace) -> int:
    """Make a new ledger of what is sound in the one that is asked for."""
    from govtui.ledger.ledger import local_now
    from govtui.ledger.mending.repair import repair as make_anew
    from govtui.ledger.mending.telling import advice_for, repaired_lines

    folder, target = existing_folder(request), path_of(request.folder)
    with _progress("正在修复") as watch:
        repaired = make_anew(folder, target, moment=local_now(), operator=operator_name(), watch=watch)
    print_lines(repaired_lines(repaired))
    say(f"原台账没有改动：{folder}；请打开新台账核对无误后再使用：govtui --ledger {target}")
    for text in advice_for(repaired.report):
        say(text)
    return DONE


@contextmanager
def _progress(doing: str) -> Iterator[Watch]:
    """Give what shows the progress to who sits before the window; the line is gone in the end."""
    shown = -1

    def watch(done: int, total: int) -> None:
        nonlocal shown
        percent = done * 100 // max(total, 1)
        if percent != shown:
            shown = percent
            sys.stderr.write(f"\r{doing}… {percent}%")
            sys.stderr.flush()

    def unseen(done: int, total: int) -> None:
        """Show nothing: a file or another program reads along."""

    try:
        yield watch if sys.stderr.isatty() else unseen
    finally:
        if shown >= 0:
            sys.stderr.write(f"\r{' ' * 30}\r")
            sys.stderr.flush()
