"""The main screen's facets: what tasks can be told apart by, at the left of the table, chosen into the filter."""

from __future__ import annotations

from typing import ClassVar

import msgspec
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.timer import Timer

from govtui.keys.finding import FACETS
from govtui.pinyin import find
from govtui.review.facets import FacetCounting
from govtui.review.filter.editing import toggled
from govtui.review.grouping import document_words
from govtui.review.view import TaskView
from screens.bindings import bindings
from screens.finding import FindingScreen
from widgets.facet_list import FacetList
from widgets.filter_line import FilterLine

ROOM_FROM = 100
"""From this many columns on the facets stand beside the table; in fewer they lie over it while they have the keys."""

COUNTED_AT_ONCE = 0.006
"""Seconds for which is counted between keys."""

COUNTED_AFTER = 0.05
"""Seconds without another change of the view after which the facets are counted."""

FACETS_HINT = "Enter 选或取消，打字或拼音首字母查找，右箭头回到任务，Esc 关闭"


class FacetPanel(FacetList):
    """The facets, as they take keys."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(FACETS)

    class Left(Message):
        """The keys shall go back to the tasks; `closed`, the panel too."""

        def __init__(self, *, closed: bool) -> None:
            super().__init__()
            self.closed = closed

    def __init__(self) -> None:
        super().__init__(lambda typed, label: find(typed, label) is not None)

    def on_key(self, event: events.Key) -> None:
        """What is typed is looked for among the values of the section under the cursor."""
        if event.is_printable and event.character and not event.character.isspace():
            event.stop()
            event.prevent_default()
            self.narrow(self.typed + event.character)

    def action_move_up(self) -> None:
        """Move the cursor up."""
        self.move(-1)

    def action_move_down(self) -> None:
        """Move the cursor down."""
        self.move(1)

    def action_page_up(self) -> None:
        """Move the cursor a window up."""
        self.page(-1)

    def action_page_down(self) -> None:
        """Move the cursor a window down."""
        self.page(1)

    def action_go_first(self) -> None:
        """Move the cursor to the first line."""
        self.move_to(0)

    def action_go_last(self) -> None:
        """Move the cursor to the last line."""
        self.move_to(self.count - 1)

    def action_next_section(self) -> None:
        """Move the cursor to the next section."""
        self.move_section(1)

    def action_previous_section(self) -> None:
        """Move the cursor to the section before."""
        self.move_section(-1)

    def action_choose(self) -> None:
        """Add the value under the cursor to the filter, or take it away."""
        self.choose()

    def action_fold(self) -> None:
        """Close the section under the cursor, or open it."""
        self.fold()

    def action_erase(self) -> None:
        """Take back the last character of what is looked for."""
        self.narrow(self.typed[:-1])

    def action_clear_section(self) -> None:
        """Take everything that is chosen in this section out of the filter."""
        if self.line is not None:
            self.post_message(self.Toggled(self.line.facet.field, [value.value for value in self.chosen_values()]))

    def action_leave(self) -> None:
        """Give the keys back to the tasks."""
        self.post_message(self.Left(closed=False))

    def action_close(self) -> None:
        """Take back what is looked for; close the panel where nothing is."""
        if self.typed:
            self.narrow("")
        else:
            self.post_message(self.Left(closed=True))


class FacetScreen(FindingScreen):
    """A ledger with its facets beside it."""

    _counting: FacetCounting | None = None
    _counted_view: TaskView | None = None
    _counting_timer: Timer | None = None

    def _beside_table(self) -> ComposeResult:
        yield FacetPanel()

    def on_mount(self) -> None:
        """Have the facets open, if they were left so and there is room for them."""
        if self._settings.facets and self.app.size.width >= ROOM_FROM:
            self._panel.display = True
            self._count_soon()

    def on_resize(self, event: events.Resize) -> None:
        """Beside the table there must be room; where there is none, the facets show only while they have the keys."""
        narrow = event.size.width < ROOM_FROM
        self._panel.set_class(narrow, "-drawer")
        self._panel.display = self._panel.has_focus or (self._settings.facets and not narrow)
        self._count_soon()

    def action_show_facets(self) -> None:
        """Open the facets and give them the keys."""
        self._panel.set_class(self.size.width < ROOM_FROM, "-drawer")
        self._panel.display = True  # not by a class, whose style comes a moment later: only what shows can have keys
        self.set_focus(self._panel)
        self._show_keys(FACETS)
        self._keep_open(True)
        self._count_soon()
        self._say([("Enter 选或取消，打字或拼音首字母查找，左箭头收起，右箭头回到任务，Esc 关闭", "")])

    def on_facet_panel_left(self, message: FacetPanel.Left) -> None:
        """Give the keys back to the tasks, and close the panel if that is wanted."""
        message.stop()
        self.set_focus(None)
        if message.closed:
            self._keep_open(False)
        if message.closed or self._panel.has_class("-drawer"):
            self._panel.display = False
        self._show_view()

    def on_facet_list_toggled(self, message: FacetList.Toggled) -> None:
        """Add values to the filter, or take them away."""
        message.stop()
        line = self.query_one(FilterLine)
        text = line.text
        for value in message.values:
            text = toggled(text, message.field, value)
        line.put(text)

    @property
    def _panel(self) -> FacetPanel:
        return self.query_one(FacetPanel)

    def _keep_open(self, is_open: bool) -> None:
        if self._settings.facets != is_open:
            self._remember(msgspec.structs.replace(self._settings, facets=is_open))

    # Counting

    def _show_rest(self) -> None:
        super()._show_rest()
        self._count_soon()

    def _count_soon(self) -> None:
        """Count the facets of another view, when the keys have come to rest."""
        if not self._panel.display or self._counted_view is self._last_view:
            return
        self._counting = None
        if self._counting_timer is not None:
            self._counting_timer.stop()
        self._counting_timer = self.set_timer(COUNTED_AFTER, self._count)

    def _count(self) -> None:
        """Count for a slice; show the facets when all is counted."""
        if self._counting is None:
            view = self._counted_view = self._view
            documents = {number: document_words(number, view.stock.documents) for number in view.stock.documents}
            self._counting = FacetCounting(view, documents)
        if self._counting.advance(COUNTED_AT_ONCE):
            self._panel.show(self._counting.facets)
            self._counting = None
        else:
            self._counting_timer = self.set_timer(COUNTED_AT_ONCE, self._count)
