"""The figures of a statistic: what each is called and means, how rows are sorted by it, which tasks stand behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from enum import Enum
from typing import Any

import msgspec

from govtui.pinyin import initials
from govtui.review.statistics import NATURAL_ORDER, Dimension, Statistics, Tally
from govtui.text import one_line, width


class Figure(Enum):
    """What is told of each row; the value is its name in the table."""

    NAME = "名称"
    TASKS = "任务"
    LED = "牵头"
    SETTLED = "完成"
    DOING = "推进中"
    TODO = "未启动"
    PAUSED = "暂缓"
    RED = "红灯"
    YELLOW = "黄灯"
    IDLE = "无进展"
    BEHIND = "欠序时"
    RATE = "完成率"
    LAST = "最近进展"


VALUES: dict[Figure, Callable[[Tally], Any]] = {
    Figure.NAME: lambda row: row.name,
    Figure.TASKS: lambda row: row.tasks,
    Figure.LED: lambda row: row.led,
    Figure.SETTLED: lambda row: row.settled,
    Figure.DOING: lambda row: row.doing,
    Figure.TODO: lambda row: row.todo,
    Figure.PAUSED: lambda row: row.paused,
    Figure.RED: lambda row: row.red,
    Figure.YELLOW: lambda row: row.yellow,
    Figure.IDLE: lambda row: row.idle,
    Figure.BEHIND: lambda row: row.behind,
    Figure.RATE: lambda row: row.rate,
    Figure.LAST: lambda row: row.last or dt.date.min,
}
"""What a row is sorted by."""

SHARES = frozenset({Figure.RATE, Figure.LAST, Figure.NAME})
"""The figures that are no number of tasks of their own: behind them stand all tasks of the row."""


GAP = 2
"""Blanks before a number."""

NAME_AT_LEAST = {Dimension.THEME: 26, Dimension.DOCUMENT: 26}
SHORT_NAME = 14
"""Cells that a name has at least: titles are long, and begin alike."""

LEFT_OUT = (Figure.NAME, Figure.PAUSED, Figure.LAST, Figure.DOING, Figure.TODO, Figure.LED, Figure.YELLOW)
"""What gives way where there is no room for all, the first first; a name only becomes shorter."""


class Sorting(msgspec.Struct, frozen=True):
    """By which figure rows are sorted: None puts whoever is furthest behind first."""

    figure: Figure | None = None
    falling: bool = True

    def next_of(self, figure: Figure) -> Sorting:
        """Return the sorting after a press on a column: the highest first, then the lowest first, then as at first."""
        first = figure is not Figure.NAME
        if figure is not self.figure:
            return Sorting(figure, falling=first)
        return Sorting(figure, falling=not first) if self.falling is first else Sorting()


def sorted_rows(statistics: Statistics, sorting: Sorting) -> list[Tally]:
    """Return the rows in an order; equal ones stay as they are.

    Furthest behind is who has the most red lights, then the most that are behind their pace, then the lowest rate, then
    the most tasks. Months, statuses and lights are rather read in their own order.
    """
    if sorting.figure is Figure.NAME:
        return sorted(statistics.rows, key=_name_key(statistics.by), reverse=sorting.falling)
    if sorting.figure:
        return sorted(statistics.rows, key=VALUES[sorting.figure], reverse=sorting.falling)
    if statistics.by in NATURAL_ORDER:
        return list(statistics.rows)
    return sorted(statistics.rows, key=lambda row: (-row.red, -row.behind, row.rate, -row.tasks))


def _name_key(by: Dimension) -> Callable[[Tally], Any]:
    """Return what names are sorted by: their own order, a document's number, else the initials of their pinyin."""
    if natural := NATURAL_ORDER.get(by):
        return lambda row: natural(row.key)
    if by is Dimension.DOCUMENT:
        return lambda row: int(row.key)
    return lambda row: (initials(row.name), row.name)


def sorting_words(statistics: Statistics, sorting: Sorting) -> str:
    """Return in words in which order the rows stand."""
    figure, by = sorting.figure, statistics.by
    if figure is None and by in NATURAL_ORDER:
        return f"按{by.value}的先后排列"
    red = title_of(Figure.RED, statistics)
    if figure is None:
        return f"最落后的在前：先比{red}，再比欠序时，再比完成率"
    if figure is Figure.NAME:
        return "按名称排列" + ("，从后往前" if sorting.falling else "")
    high, low = {Figure.LAST: ("新", "早"), Figure.RATE: ("高", "低")}.get(figure, ("多", "少"))
    return f"按{title_of(figure, statistics)}排列，{high if sorting.falling else low}的在前"


def title_of(figure: Figure, statistics: Statistics) -> str:
    """Return what a column is called. Where a red light means one thing alone, it is called that: 逾期."""
    if figure is Figure.RED and len(statistics.red) == 1:
        return statistics.red[0]
    title: str = statistics.by.value if figure is Figure.NAME else figure.value
    return title


def cell_of(figure: Figure, row: Tally) -> str:
    """Return a figure as it stands in the table: 12, 3/8, 67%, 2026-09-18; empty where there is nothing to say."""
    if figure is Figure.NAME:
        return one_line(row.name)
    if figure is Figure.BEHIND:
        return f"{row.behind}/{row.counted}" if row.counted else ""
    if figure is Figure.RATE:
        return percent(row.rate)
    if figure is Figure.LAST:
        return str(row.last) if row.last else ""
    return str(VALUES[figure](row))


def percent(share: float) -> str:
    """Return a share in whole per cent; what is not all is not 100%, and what is not nothing not 0%."""
    points = round(share * 100)
    if 0 < share < 1:
        points = min(99, max(1, points))
    return f"{points}%"


def columns_for(statistics: Statistics, cells: int | None) -> dict[Figure, int]:
    """Return the figures that fit beside each other into `cells` (None: all), each with the cells of its own.

    Before each but the name stand `GAP` blanks. What has nothing to say is left out.
    """
    rows = (statistics.total, *statistics.rows)
    unwanted = {
        figure
        for figure, says in {Figure.LED: "led", Figure.PAUSED: "paused", Figure.BEHIND: "counted"}.items()
        if not any(getattr(row, says) for row in rows)
    }
    shown = {
        figure: max(width(title_of(figure, statistics)), *(width(cell_of(figure, row)) for row in rows))
        for figure in Figure
        if figure not in unwanted
    }
    for figure in LEFT_OUT:
        if cells is None or sum(shown.values()) + GAP * (len(shown) - 1) <= cells:
            return shown
        if figure is Figure.NAME:
            shown[figure] = min(shown[figure], NAME_AT_LEAST.get(statistics.by, SHORT_NAME))
        else:
            shown.pop(figure, None)
    return shown


def explanation_of(figure: Figure, statistics: Statistics) -> str:
    """Return in words what a column counts."""
    match figure:
        case Figure.NAME:
            return f"按{statistics.by.value}分列的任务"
        case Figure.TASKS:
            return "一项任务有几个单位的，各算一次" if statistics.overlaps else "全部任务"
        case Figure.LED:
            return "其中写明由它牵头的"
        case Figure.SETTLED:
            return "已完成和已销号的"
        case Figure.RED:
            return f"亮红灯的：{'、'.join(statistics.red) or '没有这样的规则'}"
        case Figure.YELLOW:
            return f"亮黄灯的：{'、'.join(statistics.yellow) or '没有这样的规则'}"
        case Figure.IDLE:
            return "没有办结、也没有登记过进展的"
        case Figure.BEHIND:
            return "没有办结、登记过计数的任务里，落后于序时进度的"
        case Figure.RATE:
            return "已完成和已销号的，占全部任务的比例"
        case Figure.LAST:
            return "最近一条进展的日期"
        case _:
            return f"办理状态为{figure.value}的"
