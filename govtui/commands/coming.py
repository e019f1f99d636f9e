"""The commands about what comes: `today`, `calendar`, `ics`."""

from __future__ import annotations

import datetime as dt
import re
from argparse import Namespace

from govtui.arguments import UsageError
from govtui.commands.common import (
    DONE,
    filtered,
    opened,
    path_of,
    print_json,
    print_lines,
    say,
    view_of,
    window_cells,
)
from govtui.errors import RequestError

OVERDUE = 3
"""The exit code that says that something is overdue."""

_MONTH = re.compile(r"(?:(\d{4})\s*[-/.年]\s*)?(\d{1,2})\s*月?")


def today(request: Namespace) -> int:
    """Tell what is to be looked at today."""
    from govtui.printing.times import today_lines, today_record, today_words
    from govtui.review.coming import coming_of, today_from

    with opened(request, reading=True) as ledger:
        view = view_of(ledger, request, ledger.tasks.values())
        found = today_from(coming_of(view, ledger.time), view)
    if request.json:
        print_json(today_record(found))
    else:
        print_lines(today_lines(found, window_cells(), whole=request.all))
        say(f"{found.day}：{today_words(found)}")
        for caveat in found.caveats:
            say(caveat)
    return OVERDUE if found.overdue else DONE


def calendar(request: Namespace) -> int:
    """Print the page of a month."""
    from govtui.printing.times import month_lines
    from govtui.review.coming import coming_of
    from govtui.review.month import month_of, moved_by_months

    first = _month(request.month, request.today)
    with opened(request, reading=True) as ledger:
        view = view_of(ledger, request, ledger.tasks.values())
        items = coming_of(view, ledger.time, moved_by_months(first, 1)).items
    month = month_of(first, items, view.reader.almanac.calendar)
    print_lines(month_lines(month, request.today, window_cells()))
    return DONE


def ics(request: Namespace) -> int:
    """Write deadlines, clocks and rounds to a file for another calendar."""
    from govtui.ledger.ledger import local_now
    from govtui.review.agenda import ItemKind
    from govtui.review.calendar_file import write_calendar_file
    from govtui.review.coming import YEAR_AHEAD, coming_of

    path = path_of(request.file)
    if path.suffix.lower() != ".ics":
        raise UsageError("命令写法不对", f"“{path.name}”不是日历文件名", "文件名请以 .ics 结尾")
    if path.exists() and not request.force:
        raise RequestError("没有导出", f"“{path}”已经存在", "换一个文件名，或加 --force 覆盖它")
    with opened(request, reading=True) as ledger:
        view = filtered(ledger, request)
        if not view.rows:
            raise RequestError("没有导出", "没有符合条件的任务", "用 govtui list 看看筛选条件")
        chosen = {row.task.id for row in view.rows}
        items = [
            item
            for item in coming_of(view, ledger.time, request.today + YEAR_AHEAD).items
            if not request.filter or item.kind is ItemKind.ROUND or item.task in chosen
        ]
        number = write_calendar_file(path, items, ledger=ledger, made_at=local_now())
    print_lines([f"已导出{number}项：{path}"])
    return DONE


def _month(word: str, today: dt.date) -> dt.date:
    """Return the first day of the month that a word names. Raises UsageError."""
    if not word:
        return today.replace(day=1)
    if match := _MONTH.fullmatch(word.strip()):
        try:
            return dt.date(int(match[1] or today.year), int(match[2]), 1)
        except ValueError:
            pass
    raise UsageError("命令写法不对", f"“{word}”不是月份", "月份的写法如 2026-09")
