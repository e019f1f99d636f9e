"""The screen that comes first: what is overdue, what comes soon, what has not moved, what the next round lacks."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from govtui.keys.keymap import TODAY
from govtui.keys.main import MAIN
from govtui.review.agenda import Item
from govtui.review.today import Heading, Today
from govtui.text import one_line
from govtui.timing.year_checks import WEEKDAYS
from screens.bindings import bindings, present
from screens.moving import BarScreen, RowMoving, Rows
from screens.reading import help_dialog
from widgets.agenda_list import AgendaList, Row
from widgets.key_bar import KeyBar
from widgets.line_bar import LineBar
from widgets.row_list import RowList
from widgets.segments import Line

FILTER_KEYS = next(action.keys for action in MAIN.actions if action.id == "filter")

NOTHING = "今天没有要紧的事：没有逾期的，30天内也没有到期的"


class Elsewhere(Enum):
    """Where the clerk goes on instead of to an item."""

    MONTH = "month"


class TodayScreen(BarScreen[Item | Elsewhere], RowMoving):
    """Its result is the item to go to; None leads to the ledger."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(TODAY)

    def __init__(
        self,
        today: Today,
        name: str,
        *,
        type_on: Callable[[str], None] = lambda _text: None,
        greets: bool | None = None,
        set_greeting: Callable[[bool], None] = lambda _greets: None,
    ) -> None:
        """Show what is to be looked at in the ledger called `name`.

        What the clerk types is handed to `type_on`, and leads to the ledger. `greets` says whether this screen is shown
        whenever the program is opened, None where that cannot be chosen; `set_greeting` is told when that is changed.
        """
        super().__init__()
        self._today = today
        self._ledger_name = name
        self._type_on = type_on
        self._greets = greets
        self._set_greeting = set_greeting
        self._leaving = False

    def compose(self) -> ComposeResult:
        """Lay out header, counts, list and foot."""
        yield LineBar(id="header")
        yield LineBar(id="counts")
        yield AgendaList(id="today")
        yield LineBar(id="summary")
        yield KeyBar(present(self, TODAY))

    def on_mount(self) -> None:
        """Show the sections."""
        day = self._today.day
        right: Line = [(f"{day} 星期{WEEKDAYS[day.weekday()]}", "")]
        self.query_one("#header", LineBar).show([("今日  ", "heading"), (one_line(self._ledger_name), "strong")], right)
        self.query_one("#counts", LineBar).show(_counts(self._today))
        rows: list[Row] = []
        for section in self._today.sections:
            rows += [section, *section.items]
        self.query_one(AgendaList).show(rows, day, empty_text=NOTHING)
        self._show_foot()

    def _show_foot(self) -> None:
        caveat = "；".join(self._today.caveats)
        said: Line = [(caveat, "yellow")] if caveat else [("Enter 到这一项，Esc 到台账，打字即筛选任务", "label")]
        self.query_one("#summary", LineBar).show(said, self._greeting_words())

    def _greeting_words(self) -> Line:
        if self._greets is None:
            return []
        return [("每次打开先看今日" if self._greets else "打开时不显示今日", "label")]

    # Leaving

    def on_key(self, event: events.Key) -> None:
        """Hand what is typed to the ledger's filter; the key that leads to it there leads to it from here as well."""
        if event.is_printable and event.character:
            event.stop()
            self._lead_on("" if event.key in FILTER_KEYS else event.character)

    def on_paste(self, event: events.Paste) -> None:
        """Hand what an input method or the clipboard pastes to the ledger's filter."""
        event.stop()
        self._lead_on(one_line(event.text))

    def _lead_on(self, text: str) -> None:
        self._type_on(text)
        if not self._leaving:  # a word from an input method comes as several keys
            self._leaving = True
            self.dismiss(None)

    def action_choose(self) -> None:
        """Go to the item under the cursor."""
        if item := self.query_one(AgendaList).item:
            self.dismiss(item)

    def action_close(self) -> None:
        """Go to the ledger."""
        self.dismiss(None)

    def action_show_month(self) -> None:
        """Go to the month."""
        self.dismiss(Elsewhere.MONTH)

    def action_toggle_greeting(self) -> None:
        """Have this screen shown whenever the program is opened, or not any more."""
        if self._greets is not None:
            self._greets = not self._greets
            self._set_greeting(self._greets)
            self._show_foot()

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(help_dialog(self, TODAY))

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A second click on an item goes to it."""
        self.action_choose()

    # Moving

    def action_next_section(self) -> None:
        """Move the cursor to the next section."""
        self._list.to_section(1)

    def action_previous_section(self) -> None:
        """Move the cursor to the section before."""
        self._list.to_section(-1)

    @property
    def moved_rows(self) -> Rows:
        """The list that the keys move in."""
        return self._list

    @property
    def _list(self) -> AgendaList:
        return self.query_one(AgendaList)


def _counts(today: Today) -> Line:
    """Return how much stands under each heading."""
    line: Line = []
    for section in today.sections:
        if section.heading is Heading.ROUND:
            line += [(f"报送缺{section.count}项  ", "label")]
        else:
            ink = "red" if section.heading is Heading.OVERDUE else "label"
            line += [(f"{section.heading.value} ", ink), (f"{section.count}  ", "strong")]
    return line
