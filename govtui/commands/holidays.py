"""The command about the years of holidays: `holidays`."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from govtui.commands.common import DONE, path_of, print_lines, say
from govtui.errors import RequestError

if TYPE_CHECKING:
    from govtui.timing.year_checks import YearReading

_NOT_STORED = "没有存入放假安排"


def holidays(request: Namespace) -> int:
    """List the years whose holidays are known, show one, or add one."""
    from govtui.printing.times import source_words, years_lines
    from govtui.timing.calendars import load_calendar
    from govtui.timing.notice import print_notice

    if request.add:
        return _add(request)
    loaded = load_calendar()
    for notice in loaded.notices:
        say(notice)
    if request.year is None:
        print_lines(years_lines(loaded.calendar, loaded.own_years))
        return DONE
    year = next((year for year in loaded.calendar.years if year.number == request.year), None)
    if year is None:
        raise RequestError(
            "没有这一年的放假安排",
            f"{request.year}年的日期按周一至周五估算",
            "放假通知发布后，用 govtui holidays --add 文件 导入",
        )
    print_lines(print_notice(year).split("\n"))
    say(f"{year.number}年：{source_words(year, loaded.own_years)}")
    return DONE


def _add(request: Namespace) -> int:
    from govtui.timing.calendars import load_calendar, store_year
    from govtui.timing.notice import print_notice

    reading = _read(request)
    if reading.year is None:
        raise RequestError(_NOT_STORED, "；".join(reading.faults), "请对照国务院办公厅的通知改正后再导入")
    year = reading.year
    print_lines(print_notice(year).split("\n"))
    if load_calendar().calendar.knows(year.number):
        say(f"已有{year.number}年的放假安排，存入后以这份为准")
    if not (request.yes or _agreed(request)):
        say("还没有存入。与通知核对无误后，加 --yes 再运行一次")
        return DONE
    file = store_year(year)
    print_lines([f"已存入{year.number}年放假安排：{file}"])
    return DONE


def _read(request: Namespace) -> YearReading:
    from govtui.timing.notice import read_notice
    from govtui.timing.year_files import LARGEST_FILE, read_year_file

    if request.add != "-":
        return read_year_file(path_of(request.add), request.year)
    data = sys.stdin.buffer.read(LARGEST_FILE)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", errors="replace")
    return read_notice(text, request.year)


def _agreed(request: Namespace) -> bool:
    """Ask on a terminal whether to store; where nobody can be asked, the answer is no."""
    if request.add == "-" or not _can_ask():
        return False
    try:
        return input("存入吗？存入请输入 y 再按 Enter：").strip().lower() in ("y", "yes", "是")
    except EOFError:
        return False


def _can_ask() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()
