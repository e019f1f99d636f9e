"""The columns that the task table can have, as a list: which are chosen, how wide they are, what stands in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.style import Style
from textual.strip import Strip

from govtui.text import one_line, pad
from widgets.columns import kind_of
from widgets.row_list import RowList
from widgets.segments import Line

_NAME_CELLS, _WIDTH_CELLS = 14, 12

_MEANINGS: Mapping[str, str] = {
    "编号": "来文号和序号",
    "状态": "未启动、推进中、已完成等",
    "亮灯": "灯色和原因",
    "重点任务": "任务所在的标题",
    "具体要求": "任务的原文",
    "责任单位": "全部单位，牵头的在前",
    "牵头单位": "来文写明牵头的单位",
    "配合单位": "来文写明配合的单位",
    "完成时限": "到期日，没有的写原文",
    "剩余": "还有几天、逾期几天",
    "最近进展": "最新一条进展情况",
    "更新日期": "最新一条进展的日期",
    "指标": "计数指标完成多少",
    "来文": "任务出自哪份来文",
    "备注": "备注",
    "存在问题": "最近登记的存在问题",
}


class ColumnChoices(NamedTuple):
    """A column that can be chosen."""

    name: str
    chosen: bool
    cells: int = 0
    """As the clerk has set them; 0 where the table finds them."""


class ColumnList(RowList):
    """Columns in their order, those chosen with a sign before them."""

    def __init__(self) -> None:
        super().__init__()
        self._columns: Sequence[ColumnChoices] = ()
        self._shown: Mapping[str, int] = {}

    def show(self, columns: Sequence[ColumnChoices], shown: Mapping[str, int], cursor: int) -> None:
        """Show `columns`; `shown` are the cells of those that stand in the table now."""
        self._columns, self._shown = columns, shown
        self.hold(len(columns), cursor)

    def header_line(self, cells: int) -> Line:
        """Return the titles."""
        return [("     ", ""), (f"{pad('栏目', _NAME_CELLS)}{pad('栏宽', _WIDTH_CELLS)}内容", "")]

    def row_strip(self, place: int, cells: int, base: Style) -> Strip:
        """Draw a column."""
        column = self._columns[place]
        name = pad(one_line(column.name), _NAME_CELLS - 1)
        line: Line = [(" [x] " if column.chosen else " [ ] ", "key" if column.chosen else "label")]
        line += [(f"{name} ", "strong" if column.chosen else ""), self._width(column)]
        return self.draw([*line, (_MEANINGS.get(column.name, "来文自己的栏目"), "label")], cells, base)

    def _width(self, column: ColumnChoices) -> tuple[str, str]:
        if not column.chosen:
            return pad("", _WIDTH_CELLS), ""
        shown = self._shown.get(one_line(column.name))
        if shown is None:
            return pad("放不下", _WIDTH_CELLS), "yellow"
        kind = "" if column.cells else "自动" if kind_of(column.name).share else "固定"
        return pad(f"{shown:>3}格 {kind}", _WIDTH_CELLS), ""
