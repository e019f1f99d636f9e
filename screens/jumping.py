"""The main screen's jumps: to a number, to the next task of a kind, back to where one was; and the ways to group."""

from __future__ import annotations

from typing import ClassVar

import msgspec
from textual.app import ComposeResult
from textual.binding import BindingType

from govtui.keys.finding import NUMBER
from govtui.review.grouping import Grouping, remembered_word
from govtui.review.jumps import Wanted, is_idle, is_red, next_place, place_of_number, typed_number
from govtui.review.rows import TaskRow
from govtui.text import clip
from screens.bindings import bindings
from screens.dialog import FormDialog
from screens.views import ViewScreen

REMEMBERED = 100
"""Places that one can go back to."""


class NumberRequest(msgspec.Struct, frozen=True):
    """The number that shall be gone to."""

    typed: str
    clears: bool = False
    """The filter shall be cleared first."""


class JumpingScreen(ViewScreen):
    """A ledger in which one goes from task to task."""

    _been: tuple[str, ...] = ()
    """The ids of the tasks that one has jumped away from, the last one last."""

    def action_go_number(self) -> None:
        """Ask for a number and go to its task."""
        self._ask_number(NumberRequest(""))

    def action_next_red(self) -> None:
        """Go to the next task with a red light."""
        self._go_next(is_red, 1, "红灯")

    def action_previous_red(self) -> None:
        """Go to the task before with a red light."""
        self._go_next(is_red, -1, "红灯")

    def action_next_idle(self) -> None:
        """Go to the next task without progress."""
        self._go_next(is_idle, 1, "没有登记过进展的任务")

    def action_go_back(self) -> None:
        """Go back to the task from which was jumped last."""
        if not self._been:
            self._say([("没有可以回到的地方：还没有跳转过", "label")])
            return
        *before, last = self._been
        self._been = tuple(before)
        if not self._put_cursor_on(last):
            there = last in self._ledger.tasks
            self._say([(f"任务 {last} {'不在现在的筛选里，按 Esc 显示全部' if there else '已不在台账里'}", "yellow")])

    def action_next_group(self) -> None:
        """Put the tasks together by the next thing that they can be put together by."""
        groupings = list(Grouping)
        group = groupings[(groupings.index(self._view.group) + 1) % len(groupings)]
        self._view = self._view.grouped(group)
        self._show_view()
        self._table.move_to(0)
        self._remember(msgspec.structs.replace(self._settings, group=remembered_word(group)))
        if self._view.query.group is not None:
            self._say([(f"筛选行里写着“分组:{self._view.query.group.value}”，以它为准", "yellow")])

    def _go_next(self, wanted: Wanted, step: int, what: str) -> None:
        rows, start = self._view.rows, self._table.cursor
        place = next_place(rows, start, step, wanted)
        if place is None:
            here = bool(rows) and wanted(rows[start])
            self._say([(f"{'只有这一项' if here else '屏幕上没有'}{what}", "label")])
            return
        self._jump(place)
        if (place - start) * step < 0:
            self._say([(f"已从{'头' if step > 0 else '末尾'}再找起", "label")])

    def _jump(self, place: int) -> None:
        """Go to another place, and remember this one."""
        self._remember_place(self._table.cursor_row)
        self._table.move_to(place)

    def _remember_place(self, row: TaskRow | None) -> None:
        if row is not None:
            self._been = (*self._been, row.task.id)[-REMEMBERED:]

    def _ask_number(self, start: NumberRequest, said: str = "") -> None:
        self.app.push_screen(NumberDialog(start.typed, said), lambda request: self._take_number(request))

    def _take_number(self, request: NumberRequest | None) -> None:
        """Go to a number; where it is not among what is shown, ask again and say why."""
        if request is None:
            return
        before = self._table.cursor_row
        if request.clears:
            self.look_for("")
        place = place_of_number(self._view.rows, self._table.cursor, request.typed)
        if place is not None:
            self._remember_place(before)
            self._table.move_to(place)
            return
        number = clip(typed_number(request.typed), 20)
        if place_of_number(self._view.everything, 0, request.typed) is not None:
            self._ask_number(request, f"{number} 被筛选挡住了：按 F8 清除筛选再去")
        else:
            self._ask_number(request, f"没有编号是 {number} 的任务")


class NumberDialog(FormDialog[NumberRequest]):
    """One line for a number; its result is that number, and whether the filter shall be cleared first."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(NUMBER)

    def __init__(self, typed: str = "", said: str = "") -> None:
        """Ask, with what was `typed` before filled in, and say why that was not enough."""
        super().__init__("到编号", NUMBER)
        self._typed = typed
        self._said = said

    def body(self) -> ComposeResult:
        """Lay out the line."""
        yield from self.line("编号", "number", self._typed, "如 4、4.1，或带来文号 2-4.1")

    def on_mount(self) -> None:
        """Say what a number can be."""
        self.say((self._said, "yellow") if self._said else ("Enter 前往；几份来文里都有就到下一个", "label"))

    def finished(self, name: str) -> None:
        """Go."""
        self.action_save()

    def action_save(self) -> None:
        """Hand over the number."""
        self._hand_over(clears=False)

    def action_clear_filter(self) -> None:
        """Hand over the number, to be looked for without a filter."""
        self._hand_over(clears=True)

    def _hand_over(self, *, clears: bool) -> None:
        typed = self.value("number")
        if typed_number(typed):
            self.dismiss(NumberRequest(typed, clears))
        else:
            self.say(("还没有写编号", "yellow"))
