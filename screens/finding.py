"""The main screen's ways to find tasks: the filter, orders, jumps."""

from __future__ import annotations

from textual import events

from govtui.review.view import Order
from screens.ledger_screen import LedgerScreen
from widgets.filter_line import FilterLine

PREPARED_AT_ONCE = 500
"""Tasks whose texts are prepared for searching in one go: some milliseconds' work."""


class FindingScreen(LedgerScreen):
    """A ledger in which one finds what one looks for."""

    def _prepare_searching(self, start: int = 0) -> None:
        """Fold the texts of all tasks in small portions between keys, so that not even the first filter is slow."""
        rows = self._view.everything[start : start + PREPARED_AT_ONCE]
        for row in rows:
            row.prepare()
        if rows:
            self.set_timer(0.01, lambda: self._prepare_searching(start + PREPARED_AT_ONCE))

    def action_filter(self) -> None:
        """Go to the filter and select what stands in it."""
        self.query_one(FilterLine).focus_input()
        self.query_one(FilterLine).select()

    def leave_filter(self) -> bool:
        """Give the keys back to the tasks, and say whether the filter had them."""
        if not self.query_one(FilterLine).has_keys:
            return False
        self.set_focus(None)
        return True

    def on_key(self, event: events.Key) -> None:
        """What an input method has composed is looked for at once; letters without a meaning are told of."""
        if self.focused is None and event.is_printable and event.character and not event.character.isascii():
            event.stop()
            self.action_filter()
            self.query_one(FilterLine).type_on(event.character)

    def action_clear_filter(self) -> None:
        """Show all tasks again."""
        self.query_one(FilterLine).clear()
        self.leave_filter()

    def action_next_order(self) -> None:
        """Sort the tasks in the next order, and begin at its top."""
        orders = list(Order)
        self._view = self._view.ordered(orders[(orders.index(self._view.order) + 1) % len(orders)])
        self._show_view()
        self._table.move_to(0)
