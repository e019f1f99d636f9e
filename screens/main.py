"""The main screen: the table of tasks with the filter above it and the whole text of one task beside or below it.

Here stands what the keys do: each asks the ledger for one thing and shows what came of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

import msgspec
from textual.binding import BindingType

from govtui.config import Settings
from govtui.errors import GovtuiError
from govtui.keys.main import MAIN
from govtui.ledger.ledger import Ledger
from govtui.ledger.transactions import Transaction
from govtui.model import Task
from govtui.timing.almanac import PLAIN, Almanac
from screens.bindings import bindings
from screens.copying import CopyingScreen
from screens.doing import DoingScreen
from screens.editing_tasks import EditingScreen
from screens.helping import HelpingScreen
from screens.jumping import JumpingScreen
from screens.laying_out import LayingOutScreen
from screens.ledger_menu import Errand
from screens.reading import notice_dialog
from screens.surveying import SurveyingScreen
from screens.task import TaskRequest, task_dialog
from screens.timekeeping import TimingScreen
from screens.twinning import TwinningScreen
from screens.unit_keeping import UnitKeepingScreen
from widgets.text_pane import TextPane

PREPARED_AFTER = 0.25
"""Seconds from the opening until texts are prepared for searching: the ledger is to stand there first."""

WIDE_FROM = 132
"""From this many columns on, the task's text stands beside the table instead of below it."""


class MainScreen(
    UnitKeepingScreen,
    SurveyingScreen,
    JumpingScreen,
    LayingOutScreen,
    DoingScreen,
    EditingScreen,
    TwinningScreen,
    CopyingScreen,
    TimingScreen,
    HelpingScreen,
):
    """The ledger under review."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(MAIN)
    AUTO_FOCUS = ""  # letters and digits are keys of their own until the clerk goes to the filter
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - declared so by the toolkit
        (0, "-narrow"),
        (WIDE_FROM, "-wide"),
    ]

    def __init__(
        self,
        ledger: Ledger,
        today: dt.date,
        settings: Settings,
        *,
        demo: bool = False,
        plan: Path | None = None,
        first: bool = False,
        told: tuple[str, ...] = (),
        greets: bool = False,
        almanac: Almanac = PLAIN,
    ) -> None:
        """Show a ledger, and say what is `told` of its opening.

        The `first` time on a computer the clerk is asked for a name; then a `plan` is read, if there is one. Otherwise
        what is to be looked at today comes first, if the screen `greets`.
        """
        super().__init__(ledger, today, settings, demo=demo, almanac=almanac)
        self._plan = plan
        self._first = first
        self._told = told
        self._greets = greets

    def on_mount(self) -> None:
        """Show the ledger, and what was found when it was opened."""
        self._show_header()
        self._show_view()
        self.set_timer(PREPARED_AFTER, self._prepare_searching)
        read_only = self._ledger.read_only
        notices = [*self._told, *(notice for notice in self._ledger.notices if notice not in read_only)]
        notices += self._view.reader.almanac.notices
        notices += self.key_notices()
        notices += [read_only] if read_only else [] if self._demo else self._ledger.advice()
        if notices:
            self.app.push_screen(notice_dialog("打开台账时的提示", notices), lambda _: self._begin())
        else:
            self._begin()

    def _begin(self) -> None:
        if self._first:
            self.ask_operator(self._begin_with_tasks, first=True)
        else:
            self._begin_with_tasks()

    def _begin_with_tasks(self) -> None:
        if self._greets:
            self.offer_tour(self._open_plan)
        else:
            self._open_plan()

    def _open_plan(self) -> None:
        if self._plan:
            self._import(self._plan)
        elif self._greets:
            self.greet()

    def on_task_table_chosen(self) -> None:
        """A second click on a task opens it."""
        self.action_show_task()

    # Moving

    def action_pane_up(self) -> None:
        """Scroll the task's text up."""
        self.query_one("#task", TextPane).scroll_lines(-1)

    def action_pane_down(self) -> None:
        """Scroll the task's text down."""
        self.query_one("#task", TextPane).scroll_lines(1)

    # Looking

    def action_show_task(self) -> None:
        """Show everything about the task under the cursor; from the filter, go back to the tasks."""
        if self.leave_filter():
            return
        row = self._table.cursor_row
        if row is None:
            self._chosen_task()
            return
        try:
            dialog = task_dialog(self._ledger, row, self._view.reader, self._view.query.hits)
        except GovtuiError as error:
            self._fail(error)
            return
        self.app.push_screen(dialog, self._take_task_request)

    def action_show_history(self) -> None:
        """Show all that was changed in the ledger."""
        self._show_history()

    def _show_history(self, task_id: str = "") -> None:
        """Show what was changed in the ledger, or in one task of it."""
        from screens.history import HistoryScreen

        screen = HistoryScreen(
            self._ledger,
            self._today,
            self._settings,
            task_id=task_id,
            writable=self._writable,
            remember=self._remember,
        )
        self.app.push_screen(screen, self._take_history)

    def errands(self) -> dict[Errand, Callable[[], None]]:
        """Add what is done on this screen."""
        return {**super().errands(), Errand.HISTORY: self.action_show_history}

    def action_import_plan(self) -> None:
        """Ask for a plan, show what is understood of it, and store it when the clerk agrees."""
        self._import()

    def _import(self, plan: Path | None = None) -> None:
        from screens.import_plan import import_plan, intake_of

        if self._writable():
            intake = intake_of(self._ledger, demo=self._demo)
            import_plan(self.app, intake, self._take_import, self._settings.import_folder, plan)

    def action_quit(self) -> None:
        """Leave the program."""
        self.app.exit()

    # What the dialogs give

    def _take_task_request(self, request: TaskRequest | None) -> None:
        if request == "set_status":
            self.action_set_status()
        elif request == "add_progress":
            self.action_add_progress()
        elif request == "show_history" and (task := self._chosen_task()):
            self._show_history(task.id)
        elif request == "show_evidence" and (task := self._chosen_task()):
            self._show_evidence(task)
        elif request == "show_timing":
            self.action_show_timing()

    def _take_history(self, made: Sequence[Transaction] | None) -> None:
        """Show the ledger after what was taken back from the history."""
        for transaction in made or ():
            self._refresh(transaction)

    def _show_evidence(self, task: Task) -> None:
        """Show the evidence of a task, and then the task again."""
        from screens.evidence import EvidenceDialog

        dialog = EvidenceDialog(self._ledger, task.id, self._refresh)
        self.app.push_screen(dialog, lambda _: self.action_show_task())

    def _take_import(self, transaction: Transaction, folder: str) -> None:
        """Show a document that was stored, and remember the folder that it came from."""
        if folder:
            self._remember(msgspec.structs.replace(self._settings, import_folder=folder))
        self._refresh(transaction)
        new = {change.id for change in transaction.changes}
        self._table.move_to(next((place for place, row in enumerate(self._view.rows) if row.task.id in new), 0))
        if self._greets:
            self.offer_tour()
