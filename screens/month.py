"""The month on a screen of its own: how much falls on each day, holidays and make-up days, what a day holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from govtui.keys.keymap import DAY, MONTH
from govtui.review.agenda import Item, number_of
from govtui.review.month import LEGEND, Day, Month, month_of, moved_by_months
from govtui.text import one_line
from govtui.timing.workdays import WorkCalendar
from screens.bindings import bindings, present
from screens.dialog import Dialog
from screens.moving import BarScreen, RowMoving, Rows
from screens.reading import help_dialog
from widgets.agenda_list import AgendaList
from widgets.key_bar import KeyBar
from widgets.line_bar import LineBar, clipped
from widgets.month_grid import MonthGrid
from widgets.row_list import RowList
from widgets.segments import Line
from widgets.text_pane import TextPane

ItemsUntil = Callable[[dt.date], Sequence[Item]]
"""Gives what falls due up to a day, and maybe more."""


class MonthScreen(BarScreen[Item]):
    """A page of the calendar; its result is the item to go to."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(MONTH)

    def __init__(
        self,
        today: dt.date,
        name: str,
        items_until: ItemsUntil,
        calendar: Callable[[], WorkCalendar],
        add_year: Callable[[Callable[[], None]], None],
        export: Callable[[Callable[[str], None]], None],
    ) -> None:
        """Show the month of `today` in the ledger called `name`.

        `calendar` gives the working days as they are known now. `add_year` asks for another year's holidays and calls
        what it was given when there is one; `export` writes the file for another calendar and says so by what it was
        given.
        """
        super().__init__()
        self._today = today
        self._ledger_name = name
        self._items_until = items_until
        self._calendar = calendar
        self._add_year = add_year
        self._export = export
        self._cursor = today
        self._month: Month | None = None

    def compose(self) -> ComposeResult:
        """Lay out header, grid, the day and foot."""
        yield LineBar(id="header")
        yield MonthGrid()
        yield TextPane(id="day")
        yield LineBar(id="summary")
        yield KeyBar(present(self, MONTH))

    def on_mount(self) -> None:
        """Show today."""
        self.show_day(self._today)

    def show_day(self, day: dt.date, *, anew: bool = False) -> None:
        """Put the cursor on a day, and show its month; `anew` if something about it has changed."""
        if anew or self._month is None or self._month.first != day.replace(day=1):
            first_of_next = moved_by_months(day.replace(day=1), 1)
            self._month = month_of(day, self._items_until(first_of_next), self._calendar())
            self._show_frame(self._month)
        self._cursor = day
        self.query_one(MonthGrid).show(self._month, day, self._today)
        self.query_one("#day", TextPane).show(lambda cells: _day_lines(self._day(), self._today, cells))

    def _show_frame(self, month: Month) -> None:
        left: Line = [(f"{month.title}  ", "heading"), (one_line(self._ledger_name), "strong")]
        self.query_one("#header", LineBar).show(left, [(f"今天 {self._today}", "")])
        said: Line = [(f"{month.caveat}（F7 导入）", "yellow")] if month.caveat else [(LEGEND, "label")]
        self.query_one("#summary", LineBar).show(said)

    def _day(self) -> Day:
        assert self._month
        return self._month.days[self._cursor.day - 1]

    # Moving

    def _move(self, days: int) -> None:
        try:
            self.show_day(self._cursor + dt.timedelta(days))
        except OverflowError:
            self.app.bell()

    def action_move_left(self) -> None:
        """Move to the day before."""
        self._move(-1)

    def action_move_right(self) -> None:
        """Move to the next day."""
        self._move(1)

    def action_move_up(self) -> None:
        """Move a week back."""
        self._move(-7)

    def action_move_down(self) -> None:
        """Move a week on."""
        self._move(7)

    def action_page_up(self) -> None:
        """Show the month before."""
        self.show_day(moved_by_months(self._cursor, -1))

    def action_page_down(self) -> None:
        """Show the next month."""
        self.show_day(moved_by_months(self._cursor, 1))

    def action_go_today(self) -> None:
        """Move to today."""
        self.show_day(self._today)

    def on_month_grid_pointed(self, message: MonthGrid.Pointed) -> None:
        """Move to the day that was clicked; a second click lists it."""
        if message.twice:
            self.action_choose()
        else:
            self.show_day(message.day)

    # Doing

    def action_choose(self) -> None:
        """List what falls on the day."""
        if self._day().items:
            self.app.push_screen(DayDialog(self._day(), self._today), self._take_item)
        else:
            self.app.bell()

    def _take_item(self, item: Item | None) -> None:
        if item is not None:
            self.dismiss(item)

    def action_add_year(self) -> None:
        """Ask for the holidays of another year."""
        self._add_year(lambda: self.show_day(self._cursor, anew=True))

    def action_export_calendar(self) -> None:
        """Ask where to write the file for another calendar."""
        self._export(lambda said: self.query_one("#summary", LineBar).show([(said, "green")]))

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(help_dialog(self, MONTH))

    def action_close(self) -> None:
        """Go back to the ledger."""
        self.dismiss(None)


class DayDialog(Dialog[Item], RowMoving):
    """What falls on a day; its result is the item to go to."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(DAY)

    def __init__(self, day: Day, today: dt.date) -> None:
        super().__init__(day.words, DAY)
        self._day = day
        self._today = today

    def body(self) -> ComposeResult:
        """Lay out the list."""
        yield AgendaList(id="items")

    def on_mount(self) -> None:
        """Show the items."""
        self._list.show(self._day.items, self._today)
        self.say((self._day.count_words(), "label"))

    @property
    def moved_rows(self) -> Rows:
        """The list that the keys move in."""
        return self._list

    @property
    def _list(self) -> AgendaList:
        return self.query_one(AgendaList)

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A second click on an item goes to it."""
        self.action_choose()

    def action_choose(self) -> None:
        """Go to the item under the cursor."""
        if item := self._list.item:
            self.dismiss(item)


def _day_lines(day: Day, today: dt.date, cells: int) -> list[Line]:
    """Return what a day is and what falls on it, a line of at most `cells` cells each."""
    away = (day.day - today).days
    said = "今天" if not away else f"{abs(away)}天{'后' if away > 0 else '前'}"
    lines: list[Line] = [[(day.words, "strong"), (f"  {said}  ", "label"), (day.count_words(), "")]]
    lines += [clipped([(f"{number_of(item)}  ", "label"), (item.title, "")], cells) for item in day.items]
    return lines
