"""The main screen's views: built-in ones on the digits, the clerk's own in a dialog."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import msgspec
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from govtui.config import SavedView, Settings
from govtui.errors import RequestError
from govtui.keys.finding import VIEW_NAME, VIEWS
from govtui.review.grouping import grouping_named, remembered_word
from govtui.review.orders import Order
from govtui.review.saved_views import (
    BUILT_IN,
    built_in,
    present_digit,
    present_name,
    proper_view_name,
    whole_text,
    with_view,
    without_view,
)
from screens.bindings import bindings
from screens.dialog import Dialog, FormDialog
from screens.facets import FacetScreen
from screens.moving import RowMoving, Rows
from widgets.filter_line import FilterLine
from widgets.row_list import RowList
from widgets.view_bar import ViewBar
from widgets.view_table import ViewLine, ViewTable

OWN_UNIT_UNSET = "还没有设本单位：按 F10 打开菜单，选“单位名录”，把自己的单位设为本单位"

NO_FILTER = "（没有筛选）"

KeepViews = Callable[[tuple[SavedView, ...]], None]


class ViewScreen(FacetScreen):
    """A ledger that is looked at in views."""

    def _above_table(self) -> ComposeResult:
        yield ViewBar([(view.digit, view.name) for view in BUILT_IN])
        yield from super()._above_table()

    def action_choose_view(self, digit: int) -> None:
        """Show what a built-in view shows, from its first task on."""
        view = built_in(digit)
        if view.ours and not self._view.directory.own:
            self._say([(OWN_UNIT_UNSET, "yellow")])
            return
        unknown = bool(view.otherwise) and bool(self._view.scan(view.filter).query.problems)
        self.look_for(view.otherwise if unknown else view.filter)
        self._table.move_to(0)

    def on_view_bar_chosen(self, message: ViewBar.Chosen) -> None:
        """A click is as good as the digit."""
        self.action_choose_view(message.digit)

    def action_show_views(self) -> None:
        """Choose among all views, or save the present one."""
        view = self._view
        present = SavedView(
            "",
            filter=self.query_one(FilterLine).text.strip(),
            order="" if view.order is Order.PLAN else view.order.value,
            group=remembered_word(view.group),
            columns=self._settings.columns,
        )
        self.app.push_screen(ViewsDialog(self._settings.views, present, self._keep_views), self._take_view)

    def _keep_views(self, own: tuple[SavedView, ...]) -> None:
        self._remember(msgspec.structs.replace(self._settings, views=own))
        self._show_view()

    def _take_view(self, view: SavedView | int | None) -> None:
        """Use what was chosen: a digit for a built-in view, else one of the clerk's own."""
        if isinstance(view, int):
            self.action_choose_view(view)
        elif view is not None:
            self._use(view)

    def _use(self, view: SavedView) -> None:
        """Show one of the clerk's own views as it was saved."""
        order = next((order for order in Order if order.value == view.order), Order.PLAN)
        self._view = self._view.ordered(order).grouped(grouping_named(view.group))
        self._take_looks(self._settings, view)
        self.look_for(view.filter)
        self._show_view()
        self._table.move_to(0)
        self._say([("视图 ", "label"), (view.name, "strong")])

    def _take_looks(self, settings: Settings, view: SavedView) -> None:
        """Keep the columns and the grouping of a view, and have the table show its columns."""
        self._remember(msgspec.structs.replace(settings, columns=view.columns, group=view.group))
        if view.columns != settings.columns:
            self._table.set_columns(view.columns, settings.row_lines)

    def _show_rest(self) -> None:
        super()._show_rest()
        text = self._last_view.query.text
        own = present_name(text, self._settings.views)
        self.query_one(ViewBar).show(None if own else present_digit(text), own)


class ViewsDialog(Dialog[SavedView | int], RowMoving):
    """All views. Its result is the digit of a built-in one, or one of the clerk's own."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(VIEWS)

    def __init__(self, own: tuple[SavedView, ...], present: SavedView, keep: KeepViews) -> None:
        """Offer the clerk's `own` views and the built-in ones; what changes of them is handed to `keep` at once.

        `present` is what would be saved, still without a name.
        """
        super().__init__("视图", VIEWS)
        self._own = own
        self._present = present
        self._keep = keep

    def body(self) -> ComposeResult:
        """Lay out the list."""
        yield ViewTable(id="views")

    def on_mount(self) -> None:
        """Show the views, the clerk's own first."""
        self._show(0)

    @property
    def moved_rows(self) -> Rows:
        """The list that the keys move in."""
        return self._table

    @property
    def _table(self) -> ViewTable:
        return self.query_one(ViewTable)

    def _show(self, cursor: int) -> None:
        lines = [
            ViewLine(f"{place}" if place < 10 else "", view.name, whole_text(view) or NO_FILTER)
            for place, view in enumerate(self._own, 1)
        ]
        lines += [ViewLine(f"主屏幕{view.digit}", view.name, view.filter or NO_FILTER) for view in BUILT_IN]
        self._table.show(lines, cursor)
        now = whole_text(self._present)
        self.say(("现在：", "label"), (now or "没有筛选", ""), ("  F2 存为视图", "label"))

    def _chosen_own(self) -> SavedView | None:
        """Return the clerk's own view under the cursor; say so where it is a built-in one."""
        place = self._table.cursor
        if place >= len(self._own):
            self.say(("自带的视图不能改名、删除。按 F2 可把现在的筛选另存为自己的视图", "yellow"))
            return None
        return self._own[place]

    def on_row_list_chosen(self, _message: RowList.Chosen) -> None:
        """A second click uses a view."""
        self.action_choose()

    def action_choose(self) -> None:
        """Hand over the view under the cursor."""
        place, own = self._table.cursor, len(self._own)
        self.dismiss(self._own[place] if place < own else BUILT_IN[place - own].digit)

    def action_pick(self, digit: int) -> None:
        """Hand over one of the clerk's own views by its digit."""
        if digit <= len(self._own):
            self.dismiss(self._own[digit - 1])
        else:
            self.say((f"还没有第{digit}个自存的视图", "yellow"))

    def action_save_view(self) -> None:
        """Ask for a name for what is shown now."""
        self.app.push_screen(ViewNameDialog(self._own, now=whole_text(self._present)), self._take_new)

    def _take_new(self, name: str | None) -> None:
        if name is not None:
            self._change(with_view(self._own, msgspec.structs.replace(self._present, name=name)))
            self._show(len(self._own) - 1)
            self.say((f"已存为视图“{name}”", "green"), ("  以后按 Ctrl+S 再选它", "label"))

    def action_rename(self) -> None:
        """Ask for another name."""
        if view := self._chosen_own():
            dialog = ViewNameDialog(self._own, before=view.name, now=whole_text(view))
            self.app.push_screen(dialog, lambda name: self._take_name(view, name))

    def _take_name(self, view: SavedView, name: str | None) -> None:
        if name is not None:
            self._change(with_view(self._own, msgspec.structs.replace(view, name=name), view.name))
            self._show(self._table.cursor)

    def action_remove(self) -> None:
        """Forget one of the clerk's own views."""
        if view := self._chosen_own():
            self._change(without_view(self._own, view.name))
            self._show(self._table.cursor)
            self.say((f"已删除视图“{view.name}”，任务不受影响", "green"))

    def _change(self, own: tuple[SavedView, ...]) -> None:
        self._own = own
        self._keep(own)


class ViewNameDialog(FormDialog[str]):
    """The name of a view; its result is that name."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(VIEW_NAME)

    def __init__(self, own: tuple[SavedView, ...], *, now: str, before: str = "") -> None:
        """Ask for a name that none of the `own` views has; `before` is the one until now, `now` what the view shows."""
        super().__init__("给视图改名" if before else "存为视图", VIEW_NAME)
        self._own = own
        self._before = before
        self._now = now

    def body(self) -> ComposeResult:
        """Lay out the line."""
        yield from self.line("名称", "name", self._before, "如 财政局逾期")

    def on_mount(self) -> None:
        """Say what is saved."""
        self.say(("内容：", "label"), (self._now or "没有筛选，只有栏目", ""))

    def finished(self, name: str) -> None:
        """Save."""
        self.action_save()

    def action_save(self) -> None:
        """Hand over the name, or say what is wrong with it."""
        try:
            self.dismiss(proper_view_name(self.value("name"), self._own, self._before))
        except RequestError as error:
            self.query_one("#name", Input).focus()
            self.say((f"{error.message}，{error.hint}", "yellow"))
