"""Which column each cell of a row stands in, where rows and header differ in length.

A header cell over two sub-columns counts once in the header and twice in the rows (themes of two levels), and it may
do so on some pages only. Rows of one length are taken together and laid on the columns in the way that suits the
content of their cells best.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import msgspec

from govtui.intake.columns import Column, Field
from govtui.intake.grid import Cell, Row
from govtui.intake.guessing import Decisions, columns_of
from govtui.intake.header import Header
from govtui.intake.kinds import nature
from govtui.intake.suiting import misfit

SAMPLE = 40
"""Rows that are looked at to judge a layout."""
MOST_DROPPED = 2
"""Columns that rows can lack elsewhere than at their end."""
ADVANTAGE = 0.5
"""Cost a row by which another layout must be better than the usual one to be taken."""


class Fitting(msgspec.Struct, frozen=True, gc=False):
    """The columns of a table and where the cells of its rows stand in them."""

    columns: tuple[Column, ...]
    layouts: Mapping[int, tuple[Column, ...]]
    """For every length of a row the column of each of its cells; the theme's may stand there several times."""

    def place(self, row: Row) -> list[tuple[Column, Cell]]:
        """Return the cells of a row, which must be one of those that were fitted, with their columns."""
        return list(zip(self.layouts[len(row.cells)], row.cells, strict=True))


def fit_columns(header: Header, rows: Sequence[Row], chosen: Decisions | None = None) -> Fitting:
    """Return the fitting of a table's rows to its header; `chosen` are the fields decided for some of its columns."""
    by_width: dict[int, list[Row]] = {}
    for row in rows:
        by_width.setdefault(len(row.cells), []).append(row)
    columns = columns_of(header.names, by_width.get(len(header.names), []), chosen)
    return Fitting(columns, {width: _best(columns, width, group[:SAMPLE]) for width, group in by_width.items()})


def _best(columns: tuple[Column, ...], width: int, rows: Sequence[Row]) -> tuple[Column, ...]:
    usual, *others = _layouts(columns, width)
    margin = ADVANTAGE * len(rows)
    costs = {layout: _cost(layout, rows) for layout in others}
    best = min(costs, key=lambda layout: costs[layout], default=usual)
    return best if best is not usual and costs[best] + margin < _cost(usual, rows) else usual


def _layouts(columns: tuple[Column, ...], width: int) -> Iterator[tuple[Column, ...]]:
    """Give the ways in which rows of `width` cells can lie on the columns, the usual one first."""
    extra = width - len(columns)
    if extra <= 0:
        yield columns[:width]
        if 0 < -extra <= MOST_DROPPED:
            kept = combinations(columns, width)
            yield from (layout for layout in kept if any(column.field is Field.REQUIREMENT for column in layout))
        return
    places = sorted(range(len(columns)), key=lambda place: columns[place].field is not Field.THEME)
    for place in places:
        column = columns[place]
        if column.field is Field.THEME or column.field.names_units:
            yield columns[:place] + (column,) * extra + columns[place:]
        elif column.field is Field.REQUIREMENT:  # 工作任务 over the theme and the requirement
            yield columns[:place] + (Column(column.name, Field.THEME),) * extra + columns[place:]
    yield columns + (Column("", Field.OTHER),) * extra


def _cost(layout: Sequence[Column], rows: Sequence[Row]) -> float:
    return sum(
        misfit(column.field, nature(cell.text)) for row in rows for column, cell in zip(layout, row.cells, strict=True)
    )
