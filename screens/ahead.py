"""The main screen's way to what lies ahead: today, the month, the holidays of another year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from govtui.errors import GovtuiError, RequestError
from govtui.timing.almanac import load_almanac
from screens.clocking import ClockingScreen
from screens.reading import error_dialog
from widgets.filter_line import FilterLine

if TYPE_CHECKING:  # what works out the days of clocks and rounds: a start that greets nobody does not need it
    from govtui.review.agenda import Item
    from govtui.review.coming import Coming
    from govtui.timing.workdays import WorkCalendar, Year
    from screens.today import Elsewhere


class AheadScreen(ClockingScreen):
    """A ledger of which is told what comes, and that can be gone to from there."""

    def greet(self) -> None:
        """Show today first, if the clerk wants that and there is something to be looked at."""
        if self._settings.greeting and self._view.everything:
            self._show_today(only_if_needed=True)

    def action_show_today(self) -> None:
        """Show what is to be looked at today."""
        self._show_today()

    def _show_today(self, *, only_if_needed: bool = False) -> None:
        from govtui.review.coming import today_from
        from screens.today import TodayScreen

        today = today_from(self._coming(), self._view)
        if today.sections or not only_if_needed:
            screen = TodayScreen(
                today,
                self._ledger.name or self._sheet_title(),
                type_on=self._type_on,
                greets=None if self._demo else self._settings.greeting,
                set_greeting=self._set_greeting,
            )
            self.app.push_screen(screen, self._take_today)

    def _take_today(self, wanted: Item | Elsewhere | None) -> None:
        from screens.today import Elsewhere

        if wanted is Elsewhere.MONTH:
            self.action_show_month()
        elif wanted is not None:
            self._go_to(wanted)

    def _type_on(self, text: str) -> None:
        line = self.query_one(FilterLine)
        line.focus_input()
        line.type_on(text)

    def _set_greeting(self, greets: bool) -> None:
        self._remember(msgspec.structs.replace(self._settings, greeting=greets))

    def action_show_month(self) -> None:
        """Show the month."""
        from screens.month import MonthScreen

        name = self._ledger.name or self._sheet_title()
        screen = MonthScreen(
            self._today, name, self._items_until, self._workdays, self._add_year, self._export_calendar
        )
        self.app.push_screen(screen, lambda item: self._go_to(item) if item else None)

    def _items_until(self, day: dt.date) -> Sequence[Item]:
        return self._coming(day).items

    # The file for another calendar

    def _export_calendar(self, say: Callable[[str], None]) -> None:
        from govtui.ledger.ledger import local_now
        from govtui.review.calendar_file import write_calendar_file
        from govtui.review.coming import YEAR_AHEAD
        from screens.calendar_export import CalendarExportDialog
        from screens.sheet_dialog import proposed_path

        items = [item for item in self._items_until(self._today + YEAR_AHEAD) if item.day]

        def write(path: Path | None) -> None:
            if path is None:
                return
            try:
                number = write_calendar_file(path, items, ledger=self._ledger, made_at=local_now())
            except GovtuiError as error:
                self.app.push_screen(error_dialog(error))
            else:
                self._remember(msgspec.structs.replace(self._settings, export_folder=str(path.parent)))
                say(f"已导出{number}项：{path}")

        start = proposed_path(f"{self._ledger.name or self._sheet_title()}日程", self._today, self._settings, ".ics")
        self.app.push_screen(CalendarExportDialog(len(items), start), write)

    # Holidays

    def _add_year(self, added: Callable[[], None]) -> None:
        from screens.holidays import add_year

        if self._demo:
            why = "导入的放假安排对本机所有台账都有用，示例里的改动不保留"
            self._fail(RequestError("示例台账里没有这一项", why, "退出后运行 govtui，打开自己的台账再导入"))
            return

        def take(year: Year) -> None:
            self._count_anew()
            self._say([(f"已存入{year.number}年放假安排", "green")])
            added()

        add_year(self.app, self._workdays(), take)

    def _count_anew(self) -> None:
        """Read all days anew: the clerk's own files have changed."""
        self._view = self._view.counted_by(load_almanac(), self._ledger.documents.values())
        self._show_view()

    # What lies ahead

    def _go_to(self, item: Item) -> None:
        """Go to a task, or to where a clock or a round stands."""
        from govtui.review.agenda import ItemKind

        if item.kind is ItemKind.TASK:
            self._go_to_task(item.task)
        elif item.kind is ItemKind.ROUND:
            self.show_rounds(item.key)
        else:
            self.show_clocks(item.key)

    def _coming(self, until: dt.date | None = None) -> Coming:
        from govtui.review.coming import coming_of

        return coming_of(self._view, self._ledger.time, until)

    def _workdays(self) -> WorkCalendar:
        return self._view.reader.almanac.calendar
