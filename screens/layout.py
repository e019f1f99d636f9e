"""The dialog about what the main screen shows: columns, lines of a row, groups, where the task's text stands.

The table behind it follows every key; what was there before comes back with Esc.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar, TypeVar

import msgspec
from textual.app import ComposeResult
from textual.binding import BindingType

from govtui.config import ColumnChoice
from govtui.keys.layout import LAYOUT
from govtui.review.grouping import Grouping
from screens.bindings import bindings
from screens.dialog import Dialog
from screens.moving import RowMoving
from widgets.column_list import ColumnChoices, ColumnList
from widgets.columns import KINDS, NARROWEST, WIDEST
from widgets.line_bar import LineBar

PANE_WORDS = {"": "自动", "right": "右侧", "below": "下方", "off": "不显示"}
"""Where the task's text can stand, in the order in which it is gone through."""

MOST_LINES = 3
STEP = 2
"""Cells of a Chinese character."""

Choice = TypeVar("Choice")


class Layout(msgspec.Struct, frozen=True):
    """What the main screen shows and where."""

    columns: tuple[ColumnChoice, ...] = ()
    """Empty for those that the table finds fit."""
    lines: int = 1
    grouping: Grouping = Grouping.NONE
    pane: str = ""


Preview = Callable[[Layout], Mapping[str, int]]
"""Shows a layout, and gives the cells of the columns that there was room for."""


class LayoutDialog(Dialog[Layout], RowMoving):
    """Its result is the layout to keep."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(LAYOUT)

    def __init__(self, layout: Layout, names: Iterable[str], preview: Preview, written: Grouping | None = None) -> None:
        """Begin with `layout`, offer the columns of the program and the plans' own `names`.

        `written` is the grouping that the filter asks for, which goes before the one that is chosen here.
        """
        super().__init__("版面", LAYOUT)
        self._before = layout
        self._layout = layout
        self._names = tuple(names)
        self._preview = preview
        self._written = written
        self._columns: list[ColumnChoices] = []

    def body(self) -> ComposeResult:
        """Lay out what is chosen beside the columns, and the columns."""
        yield LineBar(id="arrangement")
        yield ColumnList()

    def on_mount(self) -> None:
        """Show what stands there now."""
        self._take(self._layout)

    @property
    def moved_rows(self) -> ColumnList:
        """The list that the keys move in."""
        return self.query_one(ColumnList)

    def on_row_list_chosen(self) -> None:
        """A double click is as good as the key."""
        self.action_choose_column()

    # Columns

    def action_choose_column(self) -> None:
        """Choose the column under the cursor, or leave it out; its width is found anew."""
        place = self.moved_rows.cursor
        column = self._columns[place]
        if column.chosen and sum(each.chosen for each in self._columns) == 1:
            self.say(("至少要有一栏", "yellow"))
            return
        self._columns[place] = ColumnChoices(column.name, not column.chosen)
        self._show_columns(place)

    def action_narrow(self) -> None:
        """Make the column under the cursor narrower."""
        self._widen(-STEP)

    def action_widen(self) -> None:
        """Make the column under the cursor wider."""
        self._widen(STEP)

    def action_raise(self) -> None:
        """Move the column under the cursor one place to the front."""
        self._swap(-1)

    def action_lower(self) -> None:
        """Move the column under the cursor one place back."""
        self._swap(1)

    def _widen(self, step: int) -> None:
        place = self.moved_rows.cursor
        column = self._columns[place]
        cells = column.cells or self._shown.get(column.name, 0)
        if not column.chosen or not cells:
            self.say(
                ("先按空格选上这一栏", "yellow") if not column.chosen else ("这一栏放不下，先收窄别的栏", "yellow")
            )
            return
        self._columns[place] = column._replace(cells=min(max(NARROWEST, cells + step), WIDEST))
        self._show_columns(place)

    def _swap(self, step: int) -> None:
        place = self.moved_rows.cursor
        other = place + step
        if 0 <= other < len(self._columns):
            self._columns[place], self._columns[other] = self._columns[other], self._columns[place]
            self._show_columns(other)

    # What is beside the columns

    def action_next_lines(self) -> None:
        """Have rows of another number of lines."""
        self._change(lines=self._layout.lines % MOST_LINES + 1)

    def action_next_grouping(self) -> None:
        """Group the tasks by something else."""
        self._change(grouping=_next(list(Grouping), self._layout.grouping))
        if self._written is not None:
            self._say_what_is_written(self._written)

    def action_next_pane(self) -> None:
        """Have the task's text in another place."""
        self._change(pane=_next(list(PANE_WORDS), self._layout.pane))

    def action_reset(self) -> None:
        """Have everything as it was before anything was chosen."""
        self._take(Layout())

    def action_save(self) -> None:
        """Hand over the layout."""
        self.dismiss(self._layout)

    def action_close(self) -> None:
        """Leave with everything as it was before."""
        self._preview(self._before)
        self.dismiss(None)

    # Showing

    def _take(self, layout: Layout) -> None:
        """Show a layout with its columns first, in their order, and those that are not chosen behind them."""
        self._layout = layout
        self._shown = self._preview(layout)
        cells = {choice.name: choice.cells for choice in layout.columns} or dict.fromkeys(self._shown, 0)
        others = [name for name in (*(kind.title for kind in KINDS), *self._names) if name not in cells]
        self._columns = [ColumnChoices(name, chosen=True, cells=own) for name, own in cells.items()]
        self._columns += [ColumnChoices(name, chosen=False) for name in dict.fromkeys(others)]
        self._show(self.moved_rows.cursor)

    def _show_columns(self, cursor: int) -> None:
        chosen = tuple(ColumnChoice(column.name, column.cells) for column in self._columns if column.chosen)
        self._change(cursor=cursor, columns=chosen)

    def _change(self, *, cursor: int | None = None, **changes: Any) -> None:
        self._layout = msgspec.structs.replace(self._layout, **changes)
        self._shown = self._preview(self._layout)
        self._show(self.moved_rows.cursor if cursor is None else cursor)

    def _show(self, cursor: int) -> None:
        layout = self._layout
        self.moved_rows.show(self._columns, self._shown, cursor)
        self.query_one("#arrangement", LineBar).show(
            [
                *(("F2", "key"), (f" 每项{layout.lines}行   ", "")),
                *(("F3", "key"), (f" 分组：{layout.grouping.value}   ", "")),
                *(("F4", "key"), (f" 任务内容：{PANE_WORDS.get(layout.pane, '自动')}", "")),
            ]
        )
        missing = [column.name for column in self._columns if column.chosen and column.name not in self._shown]
        if missing:
            self.say((f"窗口放不下：{'、'.join(missing)}。收窄或去掉几栏，或者移到前面", "yellow"))
        elif self._written is not None:
            self._say_what_is_written(self._written)
        else:
            self.say(("上面的表格随时照此显示。Ctrl+上箭头、下箭头移动栏目", "label"))

    def _say_what_is_written(self, written: Grouping) -> None:
        self.say((f"筛选行里写着“分组:{written.value}”，以它为准；这里选的清除筛选后才用", "yellow"))


def _next(choices: Sequence[Choice], present: Choice) -> Choice:
    return choices[(choices.index(present) + 1) % len(choices)] if present in choices else choices[0]
