"""Which columns the task table has in a width, and how wide each of them is. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from govtui.config import ColumnChoice
from govtui.review.orders import Order
from govtui.review.rows import TaskRow
from govtui.text import one_line, width
from widgets import cells as texts
from widgets.cells import Cell

GAP = 1
"""Blank cells between two columns."""

ROOM_FOR_THEMES = 104
"""From this width on, a column shows the theme that a task stands under."""

ROOM_FOR_UNITS = 58
"""From this width on, units and deadlines have columns of their own."""

NARROWEST, WIDEST = 4, 120
"""Cells that a column may be given."""


class Kind(NamedTuple):
    """A column that the task table can have."""

    title: str
    cell: Cell
    natural: int
    """Cells that it takes, or at least takes if it has a share."""
    share: int = 0
    """Its part in what the others leave, where its width is not chosen; 0 for a column with a width of its own."""
    wraps: bool = False
    """A long text goes on in the further lines of its row."""
    order: Order | None = None
    """How a click on its title sorts."""


KINDS = (
    Kind("编号", texts.number, 4, order=Order.PLAN),
    Kind("状态", texts.status, 6, order=Order.STATUS),
    Kind("亮灯", texts.light, 7, order=Order.URGENCY),
    Kind("重点任务", texts.theme, 8, share=5, wraps=True),
    Kind("具体要求", texts.requirement, 8, share=14, wraps=True),
    Kind("责任单位", texts.units, 6, share=6, wraps=True),
    Kind("牵头单位", texts.lead, 6, share=4, wraps=True),
    Kind("配合单位", texts.support, 6, share=5, wraps=True),
    Kind("完成时限", texts.deadline, 10, order=Order.DEADLINE),
    Kind("剩余", texts.left, 10, order=Order.DEADLINE),
    Kind("最近进展", texts.latest, 8, share=9, wraps=True),
    Kind("更新日期", texts.updated, 10),
    Kind("指标", texts.indicators, 8, share=5, wraps=True),
    Kind("来文", texts.document, 6, share=4, wraps=True),
    Kind("备注", texts.note, 6, share=4, wraps=True),
    Kind("存在问题", texts.problem, 8, share=6, wraps=True),
)
"""Every column that any ledger can have. Plans may have further ones of their own (`extra`)."""

_BY_TITLE = {kind.title: kind for kind in KINDS}
_FULL_DEADLINE = 12
"""Cells that a date takes with its century and 延."""
_LONGEST_NUMBER = 10

_NARROW = ("编号", "状态", "亮灯", "具体要求", "剩余")
_USUAL = ("编号", "状态", "亮灯", "具体要求", "责任单位", "完成时限", "剩余")
_WIDE = ("编号", "状态", "亮灯", "重点任务", "具体要求", "责任单位", "完成时限", "剩余")


class Column(NamedTuple):
    """A column of the task table as it stands there."""

    title: str
    cells: int
    cell: Cell
    wraps: bool = False
    order: Order | None = None


def usual_choices(cells: int) -> tuple[ColumnChoice, ...]:
    """Return the columns that a table of `cells` cells has where the clerk has chosen none."""
    titles = _WIDE if cells >= ROOM_FOR_THEMES else _USUAL if cells >= ROOM_FOR_UNITS else _NARROW
    return tuple(map(ColumnChoice, titles))


def kind_of(title: str) -> Kind:
    """Return the column with a title; an unknown one is a column of some plan."""
    return _BY_TITLE.get(title) or Kind(title, texts.extra(title), 8, share=4, wraps=True)


def columns(cells: int, longest_number: int, choices: Sequence[ColumnChoice] = ()) -> tuple[Column, ...]:
    """Return the columns for a table of `cells` cells.

    Without `choices` those that fit it; else the chosen ones in their order, as far as there is room: the last are left
    out. A column without a width takes its natural one, those with long texts share what the others leave.
    """
    chosen = {choice.name: choice.cells for choice in choices or usual_choices(cells)}
    kinds = [kind_of(title) for title in chosen]
    widths = [min(max(own, NARROWEST), WIDEST) if own else 0 for own in chosen.values()]
    roomy = cells >= ROOM_FOR_THEMES
    least = [own or _natural(kind, longest_number, roomy) for kind, own in zip(kinds, widths, strict=True)]
    while len(least) > 1 and sum(least) + GAP * len(least) > cells:
        least.pop()
    least[0] = max(1, min(least[0], cells - GAP))
    shares = [0 if own else kind.share for kind, own in zip(kinds, widths, strict=True)]
    rooms = _shared_out(cells - GAP * len(least), least, shares[: len(least)])
    return tuple(
        Column(one_line(kind.title), room, _cell(kind, room), kind.wraps, kind.order)
        for kind, room in zip(kinds, rooms, strict=False)
    )


def left_out(choices: Sequence[ColumnChoice], shown: Sequence[Column]) -> tuple[str, ...]:
    """Return the titles of the chosen columns for which there was no room."""
    titles = {column.title for column in shown}
    return tuple(choice.name for choice in choices if one_line(choice.name) not in titles)


def longest_number(rows: tuple[TaskRow, ...]) -> int:
    """Return the cells of the longest number among `rows`."""
    numbers = [row.task.id for row in rows]
    return max(map(len if "".join(numbers).isascii() else width, numbers), default=0)


def _natural(kind: Kind, longest_number: int, roomy: bool) -> int:
    if kind.cell is texts.number:
        return max(kind.natural, min(longest_number, _LONGEST_NUMBER))
    return _FULL_DEADLINE if roomy and kind.cell is texts.deadline else kind.natural


def _cell(kind: Kind, room: int) -> Cell:
    return texts.short_deadline if kind.cell is texts.deadline and room < _FULL_DEADLINE else kind.cell


def _shared_out(room: int, least: Sequence[int], shares: Sequence[int]) -> list[int]:
    """Return a width for each column: what the fixed ones leave is shared out, the largest share taking the rest."""
    widths = list(least)
    sharing = sorted((place for place, share in enumerate(shares) if share), key=lambda place: shares[place])
    room -= sum(least) - sum(least[place] for place in sharing)
    parts = sum(shares)
    owed = sum(least[place] for place in sharing)
    for place in sharing:
        owed -= least[place]
        widths[place] = max(1, min(max(least[place], room * shares[place] // parts), room - owed))
        room -= widths[place]
        parts -= shares[place]
    return widths
