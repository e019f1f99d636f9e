"""A sheet before it is part of a workbook: every text, width, height and page of it. Pure functions.

`lay_out` makes the register; other sheets that are one long table are made by `arrange` from a `Table`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import NamedTuple

import msgspec

from govtui.excel.columns import NUMBER, PLAIN_NUMBER, THEME, Changes, Column, columns_for, numbers, sources
from govtui.excel.measure import BODY_SIZE, HEAD_SIZE, TITLE_SIZE, UNIT, height_of, line_starts, room_of, text_width
from govtui.excel.pages import Paginator, Rooms, Strip
from govtui.excel.themes import ThemeCells, ThemePath, theme_path, theme_samples
from govtui.excel.widths import share_page
from govtui.model import Document
from govtui.review.rows import TaskRow
from govtui.text import clip, one_line

MARGINS_MM = {"top": 28.0, "bottom": 26.0, "left": 20.0, "right": 20.0, "header": 15.0, "footer": 15.0}
"""A landscape table is bound at its head. So the top has the 28 mm that GB/T 9704 keeps for binding and the bottom the
26 mm of the outer edge, which leaves the 156 mm of its type area. At the sides its 37 and 35 mm would leave too little
for eight columns."""

_PAGE_SHARE = 0.97
"""Share of a page's height that is filled: printers differ by a line or so."""

_PAGE_HEIGHT = (210 - MARGINS_MM["top"] - MARGINS_MM["bottom"]) / 25.4 * 72 * _PAGE_SHARE

_PAGE_WIDTH = (297 - MARGINS_MM["left"] - MARGINS_MM["right"]) / 25.4 * 72

_SAMPLE = 400
"""Tasks that are looked at for the widths of columns."""

BLANK = "　" * 8
"""Room to write by hand what the form does not say."""

_LONGEST_TITLE = 300
"""Cells of a title; so much takes five lines."""

_LONGEST_NAME = 120
"""Cells of a unit's or a person's name."""

_ABOVE_SIGNATURE = 12.0

_WIDEST_NUMBER = 500
"""Hundredths of an em that 序号 may take; a longer number is wrapped."""

_NAMED_AT_MOST = 5
"""Tasks that a note names."""


class SheetForm(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on a sheet around its table; what is empty is left to be written by hand."""

    title: str
    day: dt.date
    """填报日期."""
    unit: str = ""
    """填报单位."""
    filler: str = ""
    """填报人."""
    reviewer: str = ""
    """审核人."""
    phone: str = ""
    """联系电话."""
    sheet_name: str = "工作台账"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What is to stand on a sheet: a table and the lines around it. Every text must be clean."""

    title: str
    left: str
    """The line under the title …"""
    right: str
    """… and what stands at its right end."""
    columns: tuple[Column, ...]
    """The number's first, then the others; the themes come between the two."""
    texts: Sequence[tuple[str, ...]]
    """Row by row what stands in these columns."""
    paths: Sequence[ThemePath] = ()
    """Row by row the themes; empty for a table without any."""
    groups: Sequence[str] = ()
    """Row by row what a theme must have in common to be one cell; empty likewise."""
    note: str = ""
    """A line below the table in its small letters."""
    signature: str = ""
    """The last line, to be signed."""


class Line(NamedTuple):
    """A line above or below the table."""

    text: str
    height: float


class Head(NamedTuple):
    """A cell of the table's head, over one column or several."""

    text: str
    columns: int


@dataclass(frozen=True, slots=True)
class Frame:
    """The lines around the rows of a table. Heights in points."""

    title: Line
    left: Line
    """Under the title: 填报单位（盖章） of a register."""
    right: str
    """On the same line, over the last `right_columns` columns: 填报日期."""
    right_columns: int
    heads: tuple[Head, ...]
    head_height: float
    note: Line | None
    """Below the table: what the names under 任务来源 stand for."""
    signature: Line | None
    width: float
    """Of the columns together, in points. Where that is more than a page has, the sheet is printed smaller to fit."""

    @property
    def endings(self) -> tuple[Line, ...]:
        """The lines below the table."""
        return tuple(line for line in (self.note, self.signature) if line)

    def rooms(self) -> Rooms:
        """Return what the frame leaves of the pages for rows, in points before the sheet is made smaller."""
        other = _PAGE_HEIGHT * max(1.0, self.width / _PAGE_WIDTH) - self.head_height
        return Rooms(other - self.title.height - self.left.height, other, sum(line.height for line in self.endings))


@dataclass(frozen=True, slots=True)
class Layout:
    """A table as it will stand on paper."""

    frame: Frame
    columns: tuple[Column, ...]
    """All columns from the left: the number, the themes, the others."""
    widths: tuple[int, ...]
    """Of the columns, in units of column width."""
    levels: int
    """How many of the columns are themes."""
    numeric: bool
    """Every row's number can stand as a number."""
    pages: list[list[Strip]]
    notes: tuple[str, ...]
    """What was not put down as it stands in the ledger, in Chinese."""


def lay_out(
    rows: Sequence[TaskRow], form: SheetForm, documents: Iterable[Document] = (), changes: Changes | None = None
) -> Layout:
    """Return the layout of a register of these tasks, in their order; what has changed since `changes` is marked."""
    known = {document.id: document for document in documents}
    task_columns = columns_for(rows, known, form.day, changes)
    named = numbers(rows)
    people = (("填报人", form.filler), ("审核人", form.reviewer), ("联系电话", form.phone))
    table = Table(
        title=heading(form.title),
        left=f"填报单位（盖章）：{name_of(form.unit)}",
        right=f"填报日期：{day_words(form.day)}",
        columns=(NUMBER, *task_columns),
        texts=[(name, *(column.text(row) for column in task_columns)) for name, row in zip(named, rows, strict=True)],
        paths=[theme_path(row) for row in rows],
        groups=[row.task.document for row in rows],
        note="　".join(filter(None, (sources(rows, known), _changes_note(changes)))),
        signature="　　　　".join(f"{what}：{name_of(who) or BLANK}" for what, who in people),
    )
    layout = arrange(table)
    return layout if rows else replace(layout, notes=("没有符合条件的任务，表中填写“无”", *layout.notes))


def _changes_note(changes: Changes | None) -> str:
    return f"变化：与{heading(changes.since)}时相比，空白为没有变化。" if changes else ""


def heading(title: str) -> str:
    """Return a title as it may stand above a table."""
    return clip(one_line(title), _LONGEST_TITLE)


def name_of(name: str) -> str:
    """Return the name of a unit or a person as it may stand in a line of a sheet."""
    return clip(one_line(name), _LONGEST_NAME)


def day_words(day: dt.date) -> str:
    """Return a day as it stands on a form: 2023年11月22日."""
    return f"{day.year}年{day.month}月{day.day}日"


def arrange(table: Table) -> Layout:
    """Return the layout of a table."""
    texts = table.texts
    named = [row[0] for row in texts]
    paths = table.paths or [()] * len(texts)
    groups = table.groups or [""] * len(texts)
    levels = max(map(len, paths), default=0)

    columns = (_number_column(table.columns[0], named), *[THEME] * levels, *table.columns[1:])
    step = len(texts) // _SAMPLE + 1
    cells = [[float(text_width(row[index])) for row in texts[::step]] for index in range(len(table.columns))]
    widths = share_page(columns, [cells[0], *theme_samples(paths, levels, step), *cells[1:]])

    frame = _frame(table, columns, widths)
    rooms = frame.rooms()
    themes = ThemeCells(widths[1 : 1 + levels], rooms.first - rooms.ending)
    strips = [
        Strip(row, themes.of(group, path, index) if levels else ())
        for index, (row, group, path) in enumerate(zip(texts, groups, paths, strict=True))
    ]
    text_rooms = tuple(room_of(width) for width in (widths[0], *widths[1 + levels :]))
    pages, split = Paginator(rooms, text_rooms, "{}\n续".format).pages(strips)
    numeric = all(map(PLAIN_NUMBER.fullmatch, named))
    return Layout(frame, columns, widths, levels, numeric, pages, tuple(_notes(split, themes.cut)))


def _number_column(column: Column, named: Sequence[str]) -> Column:
    """Return the column for the numbers, wide enough for any usual number on one line."""
    widest = max(map(text_width, named), default=0)
    return replace(column, least=min(max(column.least, widest), _WIDEST_NUMBER))


def _frame(table: Table, columns: Sequence[Column], widths: Sequence[int]) -> Frame:
    total = sum(widths)
    right_columns = next(
        count for count in range(1, len(widths)) if room_of(sum(widths[-count:]), HEAD_SIZE) >= text_width(table.right)
    )
    heads = tuple(_heads(columns, widths))
    signature = line_of(table.signature, total, HEAD_SIZE) if table.signature else None
    return Frame(
        title=line_of(table.title, total, TITLE_SIZE),
        left=line_of(table.left, total - sum(widths[-right_columns:]), HEAD_SIZE),
        right=table.right,
        right_columns=right_columns,
        heads=heads,
        head_height=height_of(1 + max(head.text.count("\n") for head in heads), HEAD_SIZE),
        note=line_of(table.note, total, BODY_SIZE) if table.note else None,
        signature=signature and signature._replace(height=signature.height + _ABOVE_SIGNATURE),
        width=total * UNIT,
    )


def _heads(columns: Sequence[Column], widths: Sequence[int]) -> Iterator[Head]:
    """Return the heads, over neighbouring columns of one name together; one that does not fit is broken evenly."""
    start = 0
    for text, run in groupby(column.head for column in columns):
        count = len(list(run))
        yield Head(_broken(text, room_of(sum(widths[start : start + count]), HEAD_SIZE)), count)
        start += count


def _broken(text: str, room: int) -> str:
    """Return a text on as few lines of about the same length as fit into the room."""
    for lines in range(1, len(text) + 1):
        cuts = [len(text) * line // lines for line in range(lines + 1)]
        parts = [text[begin:end] for begin, end in pairwise(cuts)]
        if all(text_width(part) <= room for part in parts):
            return "\n".join(parts)
    return text


def line_of(text: str, units: int, size: float) -> Line:
    """Return a line, or several where one is too short, across so many units of width."""
    return Line(text, height_of(len(line_starts(text, room_of(units, size))), size))


def _notes(split: Sequence[str], cut_themes: Sequence[str]) -> Iterator[str]:
    if split:
        yield f"第{_some(split)}项内容较长，一页放不下，已分成几行接续填写，接续的行在序号后标“续”"
    for theme in cut_themes:
        yield f"重点任务“{clip(one_line(theme), 20)}”名称过长，表中只列出前面部分，末尾标“略”"


def _some(numbers: Sequence[str]) -> str:
    named = "、".join(numbers[:_NAMED_AT_MOST])
    return named if len(numbers) <= _NAMED_AT_MOST else f"{named}等{len(numbers)}"
