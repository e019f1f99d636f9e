"""Which column each cell of a row stands in, where rows and header differ in length.

A header cell over two sub-columns counts once in the header and twice in the rows (themes of two levels), and it may
do so on some pages only. Rows of one length are taken together and laid on the columns in the way that suits the
content of their cells best.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import msgspec

from govtui.intake.columns import Column, Field, assign
from govtui.intake.grid import Cell, Row
from govtui.intake.header import Header
from govtui.intake.kinds import Likeness, nature
from govtui.intake.suiting import misfit
from govtui.intake.words import column_word

SAMPLE = 40
"""Rows that are looked at to judge a layout."""
MOST_DROPPED = 2
"""Columns that rows can lack elsewhere than at their end."""
CLEAR_SHARE = 0.6
"""Share of a column's cells that must be of a kind to tell an unknown name by its content."""
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


def fit_columns(header: Header, rows: Sequence[Row]) -> Fitting:
    """Return the fitting of a table's rows to its header."""
    by_width: dict[int, list[Row]] = {}
    for row in rows:
        by_width.setdefault(len(row.cells), []).append(row)
    columns = _with_content(header, by_width.get(len(header.names), []))
    return Fitting(columns, {width: _best(columns, width, group[:SAMPLE]) for width, group in by_width.items()})


def _with_content(header: Header, rows: Sequence[Row]) -> tuple[Column, ...]:
    """Return the columns by their names and, where the rows are as long as the header, by their content."""
    if not rows:
        return assign(header.names)
    texts = [[text for row in rows[:SAMPLE] if (text := row.cells[place].text)] for place in range(len(header.names))]
    lengths = [sum(map(len, column)) / len(column) if column else 0.0 for column in texts]
    columns = list(assign(header.names, lengths))
    for place, column in enumerate(columns):
        if column_word(column.name) is None and (field := _told_by_content(columns, texts[place])):
            columns[place] = Column(column.name, field)
    return tuple(columns)


def _told_by_content(columns: Sequence[Column], texts: Sequence[str]) -> Field | None:
    fields = {column.field for column in columns}
    natures = [nature(text) for text in texts]
    clear = max(1, len(natures)) * CLEAR_SHARE
    if Field.DEADLINE not in fields and sum(seen.deadline is Likeness.STRONG for seen in natures) >= clear:
        return Field.DEADLINE
    if not any(field.names_units for field in fields) and sum(seen.units for seen in natures) >= clear:
        return Field.UNITS
    return None


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
