"""What the command line prints of time: today's list, the page of a month, the years of holidays. Pure functions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from govtui.review.agenda import Item, number_of, when_words
from govtui.review.month import LEGEND, Day, Month
from govtui.review.today import Heading, Section, Today
from govtui.text import clip, pad, width
from govtui.timing.workdays import WorkCalendar, Year
from govtui.timing.year_checks import WEEKDAYS

GAP = "  "
DAY_CELLS = 11
"""A day of the month's page; seven of them fit into 80 cells."""


LONG = (Heading.ROUND, Heading.STALE)
SHOWN = 10
"""So many items are printed under headings that can be long."""


def today_lines(today: Today, cells: int | None, *, whole: bool = False) -> list[str]:
    """Return today's sections with their items, a line each, cut to `cells` where that is a number.

    Of what no day presses only the first are told, unless the `whole` is wanted.
    """
    items = [item for section in today.sections for item in section.items]
    widths = (
        max((width(number_of(item)) for item in items), default=0),
        max((width(when_words(item, today.day)) for item in items), default=0),
    )
    lines: list[str] = []
    for section in today.sections:
        lines += [""] if lines else []
        lines.append(section_words(section))
        shown = len(section.items) if whole or section.heading not in LONG else SHOWN
        lines += [_cut(_item_line(item, today.day, widths), cells) for item in section.items[:shown]]
        if left := len(section.items[shown:]):
            lines.append(f"{GAP}……另有{left}项，加 --all 全部列出")
    return lines


def section_words(section: Section) -> str:
    """Return a heading with how many things stand under it: 逾期（5项）."""
    counted = section.note if section.heading is Heading.ROUND else f"{section.count}项"
    return f"{section.heading.value}（{counted}）"


def today_words(today: Today) -> str:
    """Return all of today in one line: 逾期5项，7天内到期2项."""
    said = "，".join(
        f"{'报送缺' if section.heading is Heading.ROUND else section.heading.value}{section.count}项"
        for section in today.sections
    )
    return said or "没有逾期的，30天内也没有到期的"


def today_record(today: Today) -> dict[str, Any]:
    """Return today as JSON shows it."""
    sections = [
        {
            "heading": section.heading.value,
            "count": section.count,
            "items": [item_record(item, today.day) for item in section.items],
        }
        for section in today.sections
    ]
    return {"today": today.day, "overdue": today.overdue, "sections": sections, "caveats": today.caveats}


def item_record(item: Item, today: dt.date) -> dict[str, Any]:
    """Return an item as JSON shows it."""
    return {
        "kind": item.kind.name.lower(),
        "id": item.key,
        "task": item.task,
        "due": item.day,
        "days_left": item.left(today),
        "words": when_words(item, today),
        "title": item.title,
        "detail": item.detail,
    }


def month_lines(month: Month, today: dt.date, cells: int | None) -> list[str]:
    """Return the page of a month: the weeks, and below them what falls on each day."""
    lines = [month.title, "".join(pad(f" 周{name}", DAY_CELLS) for name in WEEKDAYS).rstrip()]
    for week in month.weeks:
        rows = ["".join(pad(_place(day, line, today), DAY_CELLS) for day in week).rstrip() for line in range(2)]
        lines += rows if rows[1] else rows[:1]
    lines += ["", LEGEND.replace("　", GAP), *([month.caveat] if month.caveat else [])]
    listed = [day for day in month.days if day.items]
    for day in listed:
        lines += ["", f"{day.words}：{day.count_words()}"]
        lines += [_cut(f"{GAP}{number_of(item)}{GAP}{item.title}", cells) for item in day.items]
    return lines


def years_lines(calendar: WorkCalendar, own: Sequence[int]) -> list[str]:
    """Return the years whose holidays are known, a line each, and where each comes from."""
    return [
        f"{year.number}年  放假{len(year.holidays)}天，调休上班{len(year.make_up_days)}天  {source_words(year, own)}"
        for year in sorted(calendar.years, key=lambda year: year.number)
    ]


def source_words(year: Year, own: Iterable[int]) -> str:
    """Return where a year's holidays come from."""
    return "本机导入" if year.number in own else "程序自带"


def _item_line(item: Item, today: dt.date, widths: tuple[int, int]) -> str:
    day = item.day.isoformat() if item.day else " " * 10
    fixed = (pad(number_of(item), widths[0]), pad(when_words(item, today), widths[1]), day)
    return GAP + GAP.join((*fixed, item.title, *([item.detail] if item.detail else [])))


def _place(day: Day | None, line: int, today: dt.date) -> str:
    """Return one of the two lines of a day."""
    if day is None:
        return ""
    if line:
        return f"  {day.count_words(short=True)}" if day.items else ""
    feast = f" {day.feast(short=True)}" if day.mark else ""
    return clip(f" {day.day.day:2}{'今' if day.day == today else ''}{day.mark}{feast}", DAY_CELLS - 1)


def _cut(line: str, cells: int | None) -> str:
    return clip(line, cells) if cells else line
