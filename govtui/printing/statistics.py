"""What the command line prints of statistics: a table that can be read out, what its figures mean, and JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from govtui.review.figures import (
    GAP,
    Figure,
    Sorting,
    cell_of,
    columns_for,
    percent,
    sorted_rows,
    sorting_words,
    title_of,
)
from govtui.review.statistics import Point, Statistics, Tally
from govtui.text import pad, width


def statistics_table(statistics: Statistics, cells: int | None) -> list[str]:
    """Return a table of all rows, whoever is furthest behind first, and the total below them."""
    columns = columns_for(statistics, cells)
    rows = [*sorted_rows(statistics, Sorting()), statistics.total]
    lines = [_line([title_of(figure, statistics) for figure in columns], list(columns.values()))]
    return lines + [
        _line([_cell(figure, row, statistics) for figure in columns], list(columns.values())) for row in rows
    ]


def statistics_words(statistics: Statistics) -> list[str]:
    """Return what is to be known about the table, a sentence each."""
    total = statistics.total
    red = title_of(Figure.RED, statistics)
    lines = [
        f"{statistics.day}：{total.tasks}项任务，完成{total.settled}项（{percent(total.rate)}），{red}{total.red}项",
        sorting_words(statistics, Sorting()),
    ]
    if statistics.yellow:
        lines.append(f"黄灯：{'、'.join(statistics.yellow)}；欠序时：落后于序时进度的/登记过计数的")
    if statistics.overlaps:
        lines.append("一项任务有几个单位的，每个单位各算一次，合计只算一次")
    return lines


def statistics_record(statistics: Statistics) -> dict[str, Any]:
    """Return statistics as JSON shows them."""
    rows = sorted_rows(statistics, Sorting())
    return {
        "today": statistics.day,
        "by": statistics.by.value,
        "rows": list(map(_record, rows)),
        "total": _record(statistics.total),
    }


def trend_table(points: Sequence[Point], red: str) -> list[str]:
    """Return the months one below the other; `red` is what a red light is called."""
    rows = [
        (str(point.day), str(point.tasks), str(point.settled), str(point.red), percent(point.rate)) for point in points
    ]
    table = [("月末", "任务", "完成", red, "完成率"), *rows]
    widths = [max(map(width, column)) for column in zip(*table, strict=True)]
    return [_line(row, widths) for row in table]


def trend_record(points: Sequence[Point]) -> list[dict[str, Any]]:
    """Return the months as JSON shows them."""
    return [{**msgspec.structs.asdict(point), "rate": round(point.rate, 4)} for point in points]


def _record(row: Tally) -> dict[str, Any]:
    return {**msgspec.structs.asdict(row), "rate": round(row.rate, 4)}


def _cell(figure: Figure, row: Tally, statistics: Statistics) -> str:
    return "" if figure is Figure.LED and row is statistics.total else cell_of(figure, row)


def _line(texts: Sequence[str], widths: Sequence[int]) -> str:
    """Return texts beside each other, the first at the left of its column, the numbers at the right."""
    cells = [
        pad(text, room, "right" if place else "left")
        for place, (text, room) in enumerate(zip(texts, widths, strict=True))
    ]
    return (" " * GAP).join(cells).rstrip()
