"""The main screen's filter: searched between keys, with what can be typed next and what was not understood.

The window is filled first and painted; the rest is found behind it in slices, and a newer key drops the older search.
Whoever asks for the view while a search is under way has it finished first: nothing works with half of the rows.
"""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.timer import Timer

from govtui.keys.actions import Part
from govtui.keys.finding import TYPING
from govtui.keys.main import MAIN
from govtui.review.filter.completing import complete
from govtui.review.filter.query import Query
from govtui.review.grouping import Grouping
from govtui.review.orders import Order
from govtui.review.rows import TaskRow
from govtui.review.scan import Scan
from govtui.review.view import TaskView
from screens.bindings import present
from screens.marking import MarkingScreen
from widgets.completion_list import Offer
from widgets.filter_line import FilterLine, Offers
from widgets.key_bar import KeyBar
from widgets.segments import Line

PREPARED_AT_ONCE = 500
"""Tasks whose texts are prepared for searching in one go: some milliseconds' work."""

SEARCHED_AT_ONCE = 0.006
"""Seconds for which everything is searched before something is painted …"""

FILLED_AT_MOST = 0.008
"""… those for which is searched on until the window is full …"""

SEARCHED_EVERY = 0.004
"""… and those that each slice of the rest takes: keys come first."""

LETTERS_HINT = "这个字母不是按键。要查找，按 F3 或 / 再输入"
FULL_WIDTH_HINT = "收到的是全角字符。请切换到英文输入，或按 F3 输入筛选"


def order_words(order: Order, group: Grouping) -> Line:
    """Return in which groups and which order tasks stand, what matters more first."""
    grouped: Line = [] if group is Grouping.NONE else [(f"按{group.value}分组  ", "label")]
    return [*grouped, (order.value, "label")]


def problem_words(query: Query) -> str:
    """Return what was not understood of a filter, and what would be right; empty where all was."""
    if not query.problems:
        return ""
    first, *others = query.problems
    return f"{first.explanation}（另有{len(others)}处看不懂）" if others else first.explanation


class FindingScreen(MarkingScreen):
    """A ledger in which one finds what one looks for."""

    _last_view: TaskView
    """The view that no search is under way for; while one is, the one before it."""
    _scan: Scan | None = None
    _searching: Timer | None = None
    _anchor: TaskRow | None = None
    """The row under the cursor when the search began."""
    _rest_due = False
    """What there is to say of the tasks that are shown is still to be said."""
    _hinted: frozenset[str] = frozenset()

    @property
    def _view(self) -> TaskView:
        """The whole view."""
        self._finish_search()
        return self._last_view

    @_view.setter
    def _view(self, view: TaskView) -> None:
        self._drop_search()
        self._last_view = view

    def _above_table(self) -> ComposeResult:
        yield FilterLine(self._filter, offers=self._offers)

    def _prepare_searching(self, start: int = 0) -> None:
        """Fold the texts of all tasks in small portions between keys, so that not even the first filter is slow."""
        rows = self._last_view.everything[start : start + PREPARED_AT_ONCE]
        for row in rows:
            row.prepare()
        if rows:
            self.set_timer(0.01, lambda: self._prepare_searching(start + PREPARED_AT_ONCE))

    # Searching

    def look_for(self, text: str) -> None:
        """Put a text into the filter, as if it had been typed, and leave the keys with the tasks."""
        self.query_one(FilterLine).put(text)
        self.leave_filter()
        if self._rest_due and self._scan is None:
            self._show_rest()  # at once, so that whoever looks for something can have the last word

    def _search(self, text: str) -> None:
        """Search for `text`: what fills the window at once, the rest between keys."""
        self._drop_search()
        scan = self._last_view.scan(text)
        window = self._table.window_rows + 1
        if scan.advance(SEARCHED_AT_ONCE) or (len(scan.rows) < window and scan.advance(FILLED_AT_MOST, window)):
            self._take_found(scan)
            return
        self._anchor = self._table.cursor_row
        self._scan = scan
        self._show_rows(scan.view, "正在查找……")
        self._searching = self.set_interval(SEARCHED_EVERY, self._search_on)

    def _search_on(self) -> None:
        """Search for a slice more, and show the whole when that was the last."""
        scan, anchor = self._scan, self._anchor
        if scan is None or not scan.advance(SEARCHED_EVERY):
            return
        self._drop_search()
        self._take_found(scan)
        if anchor is not None:  # who moves the cursor meanwhile has had the search finished
            self._put_cursor_on(anchor.task.id)

    def _take_found(self, scan: Scan) -> None:
        """Show the tasks that were found, and behind them, when they are painted, what there is to say of them."""
        self._last_view = scan.view
        self._show_rows(scan.view, self._empty_text())
        self._rest_due = True
        self.call_after_refresh(self._show_rest_if_due)

    def _show_rest_if_due(self) -> None:
        if self._rest_due and self._scan is None:
            self._show_rest()

    def _finish_search(self) -> None:
        """Find all rows that the filter lets through, if that has not been done."""
        if self._scan is not None:
            self._view = self._scan.finish()
            self.call_later(self._show_view)  # what stands there are some of the rows

    def _drop_search(self) -> None:
        self._scan = self._anchor = None
        if self._searching is not None:
            self._searching.stop()
            self._searching = None

    def _offers(self, text: str, cursor: int, at_once: bool) -> Offers | None:
        """Return what can be typed next; None as long as a search is under way, unless it is needed at once."""
        if self._scan is not None and not at_once:
            return None
        completions = complete(text, cursor, self._view)
        before = text[: completions.start]
        term = before.split()[-1] if before and not before[-1].isspace() else ""
        offers = [
            Offer(choice.text, choice.label, "" if choice.count is None else f"{choice.count}项")
            for choice in completions.choices
        ]
        are_values = ":" in term or "：" in term
        return Offers(completions.start, completions.end, tuple(offers), are_values)

    # Showing

    def _show_rows(self, view: TaskView, empty_text: str) -> None:
        super()._show_rows(view, empty_text)
        line = self.query_one(FilterLine)
        problems = view.query.problems
        line.underline([(problem.start, problem.end) for problem in problems], problem_words(view.query))
        arrangement = order_words(view.shown_order, view.shown_group)
        if self._scan is not None:
            line.found([(f"至少{len(view.rows)}", "strong"), (f"/{len(view.everything)}项  ", "label"), *arrangement])
        else:
            line.found([(f"{len(view.rows)}", "strong"), (f"/{len(view.everything)}项  ", "label"), *arrangement])

    def _show_rest(self) -> None:
        self._rest_due = False
        super()._show_rest()
        if words := problem_words(self._last_view.query):
            self._say([(words, "yellow")])

    def _empty_text(self) -> str:
        view = self._last_view
        if view.everything and view.query.problems:
            return f"{problem_words(view.query)}。按 Esc 显示全部"
        return super()._empty_text()

    # Keys

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the keys that matter now."""
        if self.query_one(FilterLine).has_keys:
            self._show_keys(TYPING)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Show the keys of the tasks again."""
        self._show_keys(MAIN)

    def _show_keys(self, part: Part) -> None:
        self.query_one("#keys", KeyBar).show(present(self, part))

    def action_take_offer(self) -> None:
        """Put what can be typed next into the filter, as Tab does there."""
        self.query_one(FilterLine).take_key("tab")

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

    def action_clear_filter(self) -> None:
        """Show all tasks again; where all are shown, take the marks away."""
        line = self.query_one(FilterLine)
        if self.leave_filter() or line.text:
            line.clear()
        else:
            self.clear_marks()

    def on_key(self, event: events.Key) -> None:
        """What an input method has composed is looked for at once; characters without a meaning are told of."""
        char = event.character
        if not (event.is_printable and char):
            return
        line = self.query_one(FilterLine)
        if self.focused is not None:
            if line.has_keys:  # typed so fast that it was on its way here when the filter got the keys
                event.stop()
                line.type_on(char)
            return
        if event.key in self._bindings.key_to_bindings:
            return
        event.stop()
        if char.isascii():
            self._hint(LETTERS_HINT)
        elif "\uff01" <= char <= "\uff5e" or not char.isalnum():
            self._hint(FULL_WIDTH_HINT)
        else:
            self.action_filter()
            line.type_on(char)

    def _hint(self, hint: str) -> None:
        """Give a hint, once."""
        if hint not in self._hinted:
            self._hinted |= {hint}
            self._say([(hint, "yellow")])

    def action_next_order(self) -> None:
        """Sort the tasks in the next order, and begin at its top."""
        orders = list(Order)
        self._view = self._view.ordered(orders[(orders.index(self._view.order) + 1) % len(orders)])
        self._show_view()
        self._table.move_to(0)
