"""The main screen's layout: which columns, how many lines a row has, groups, where the task's text stands."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from govtui.review.grouping import remembered_word
from govtui.review.orders import Order
from govtui.text import one_line
from screens.layout import Layout, LayoutDialog
from screens.ledger_screen import LedgerScreen
from widgets.cells import CellContext
from widgets.columns import kind_of
from widgets.task_table import TaskTable

_PANES = ("right", "below", "off")


class LayingOutScreen(LedgerScreen):
    """A ledger whose clerk decides how it looks."""

    def on_mount(self) -> None:
        """Have everything where the clerk had it last."""
        self._lay_out(self._layout())

    def action_show_layout(self) -> None:
        """Ask what is to be shown and where."""
        names = dict.fromkeys(one_line(name) for row in self._view.everything for name, _text in row.task.extra)
        dialog = LayoutDialog(self._layout(), names, self._preview, self._view.query.group)
        self.app.push_screen(dialog, self._take_layout)

    def on_task_table_resized(self, message: TaskTable.Resized) -> None:
        """Keep the width that a column was given with the mouse."""
        self._remember(msgspec.structs.replace(self._settings, columns=message.columns))

    def on_task_table_order_requested(self, message: TaskTable.OrderRequested) -> None:
        """Sort by the column whose title was clicked; a second click has the order of the plans again."""
        order = kind_of(message.title).order
        if order:
            self._view = self._view.ordered(Order.PLAN if order is self._view.order else order)
            self._show_view()

    def _show_view(self) -> None:
        titles = {document.id: document.title or document.source for document in self._ledger.documents.values()}
        self._table.tell(CellContext(titles, self._view.reader.every_pace))
        super()._show_view()

    def _layout(self) -> Layout:
        settings = self._settings
        return Layout(settings.columns, settings.row_lines, self._view.group, settings.pane)

    def _preview(self, layout: Layout) -> Mapping[str, int]:
        if layout.grouping is not self._view.group:
            self._view = self._view.grouped(layout.grouping)
            self._show_view()
        self._lay_out(layout)
        return {column.title: column.cells for column in self._table.columns}

    def _lay_out(self, layout: Layout) -> None:
        self._table.set_columns(layout.columns, layout.lines)
        for place in _PANES:
            self.set_class(layout.pane == place, f"-pane-{place}")

    def _take_layout(self, layout: Layout | None) -> None:
        """Remember a layout."""
        if layout is not None:
            settings = msgspec.structs.replace(
                self._settings,
                columns=layout.columns,
                row_lines=layout.lines,
                group=remembered_word(layout.grouping),
                pane=layout.pane,
            )
            self._remember(settings)
            self._say([("已记住版面", "green")])
