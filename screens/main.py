"""The main screen: the table of tasks with the filter above it and the whole text of one task beside or below it.

It holds one immutable view and hands it down; widgets tell what happened by messages; every change goes to the ledger
and comes back through `_refresh`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import msgspec
from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.message import Message
from textual.screen import Screen

from govtui.config import Settings, save_settings
from govtui.errors import GovtuiError
from govtui.keymap import MAIN
from govtui.ledger.ledger import Ledger
from govtui.ledger.transactions import Transaction
from govtui.model import Document, Progress, Status, Task
from govtui.review.facts import sheet_title
from govtui.review.query import TaskRow
from govtui.review.view import Order, TaskView
from govtui.text import clip
from screens.bindings import bindings
from screens.export import ExportDialog, ExportRequest, proposal, sheet_form
from screens.progress import ProgressDialog
from screens.reading import error_dialog, help_dialog, notice_dialog
from screens.status import StatusDialog
from screens.task import TaskRequest, task_dialog
from widgets.filter_line import FilterLine
from widgets.key_bar import KeyBar
from widgets.line_bar import LineBar
from widgets.segments import Line
from widgets.summary import found_line, header_lines, summary_line
from widgets.task_table import TaskTable
from widgets.task_text import short_form
from widgets.text_pane import TextPane

if TYPE_CHECKING:  # loads what writes workbooks, which most sessions need late or never
    from govtui.excel.register import WrittenSheet

WIDE_FROM = 132
"""From this many columns on, the task's text stands beside the table instead of below it."""

PREPARED_AT_ONCE = 500
"""Tasks whose texts are prepared for searching in one go: some milliseconds' work."""


class MainScreen(Screen[None]):
    """The ledger under review."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(MAIN)
    AUTO_FOCUS = "FilterInput"
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - declared so by the toolkit
        (0, "-narrow"),
        (WIDE_FROM, "-wide"),
    ]

    class Exported(Message):
        """What was asked for is written, as `outcome` tells, or could not be, for the reason that it is."""

        def __init__(self, request: ExportRequest, outcome: WrittenSheet | GovtuiError) -> None:
            super().__init__()
            self.request = request
            self.outcome = outcome

    def __init__(
        self, ledger: Ledger, today: dt.date, settings: Settings, *, demo: bool = False, plan: Path | None = None
    ) -> None:
        super().__init__()
        self._plan = plan
        self._ledger = ledger
        self._today = today
        self._settings = settings
        self._demo = demo
        self._view = TaskView.of(ledger.tasks.values(), today)
        self._counted: Line = []
        self._untold: list[MainScreen.Exported] = []

    def compose(self) -> ComposeResult:
        """Lay out header, filter, table, task and foot."""
        yield LineBar(id="header")
        yield FilterLine(self._filter)
        with Container(id="body"):
            yield TaskTable()
            yield TextPane(id="task")
        yield LineBar(id="summary")
        yield KeyBar(MAIN)

    def on_mount(self) -> None:
        """Show the ledger, and what was found when it was opened."""
        self._show_header()
        self._show_view()
        self._prepare_searching()
        notices = [*self._ledger.notices, *([self._ledger.read_only] if self._ledger.read_only else [])]
        if notices:
            self.app.push_screen(notice_dialog("打开台账时的提示", notices), lambda _: self._open_plan())
        else:
            self._open_plan()

    def _open_plan(self) -> None:
        if self._plan:
            self._import(self._plan)

    # What the widgets tell

    def on_task_table_highlighted(self, message: TaskTable.Highlighted) -> None:
        """Show the task under the cursor."""
        self._show_task(message.row)

    def on_task_table_chosen(self) -> None:
        """A second click on a task opens it."""
        self.action_show_task()

    async def on_key_bar_pressed(self, message: KeyBar.Pressed) -> None:
        """A click on the key bar is as good as the key."""
        await self.run_action(message.action)

    # Moving

    @property
    def _table(self) -> TaskTable:
        return self.query_one(TaskTable)

    def action_move_up(self) -> None:
        """Move the cursor up."""
        self._table.move_to(self._table.cursor - 1)

    def action_move_down(self) -> None:
        """Move the cursor down."""
        self._table.move_to(self._table.cursor + 1)

    def action_page_up(self) -> None:
        """Move the cursor a window up."""
        self._table.page(-1)

    def action_page_down(self) -> None:
        """Move the cursor a window down."""
        self._table.page(1)

    def action_go_first(self) -> None:
        """Move the cursor to the first task."""
        self._table.move_to(0)

    def action_go_last(self) -> None:
        """Move the cursor to the last task."""
        self._table.move_to(len(self._view.rows) - 1)

    def action_pane_up(self) -> None:
        """Scroll the task's text up."""
        self.query_one("#task", TextPane).scroll_lines(-1)

    def action_pane_down(self) -> None:
        """Scroll the task's text down."""
        self.query_one("#task", TextPane).scroll_lines(1)

    # Finding

    def _filter(self, text: str) -> None:
        self._view = self._view.filtered(text)
        self._show_view()

    def _prepare_searching(self, start: int = 0) -> None:
        """Fold the texts of all tasks in small portions between keys, so that not even the first filter is slow."""
        rows = self._view.everything[start : start + PREPARED_AT_ONCE]
        for row in rows:
            row.prepare()
        if rows:
            self.set_timer(0.01, lambda: self._prepare_searching(start + PREPARED_AT_ONCE))

    def action_filter(self) -> None:
        """Go to the filter and select what stands in it."""
        self.query_one(FilterLine).select()

    def action_clear_filter(self) -> None:
        """Show all tasks again."""
        self.query_one(FilterLine).clear()

    def action_next_order(self) -> None:
        """Sort the tasks in the next order, and begin at its top."""
        orders = list(Order)
        self._view = self._view.ordered(orders[(orders.index(self._view.order) + 1) % len(orders)])
        self._show_view()
        self._table.move_to(0)

    # Doing

    def action_set_status(self) -> None:
        """Ask for another status of the task under the cursor."""
        if (task := self._chosen_task()) and self._writable():
            self.app.push_screen(StatusDialog(task), lambda status: self._take_status(task, status))

    def action_add_progress(self) -> None:
        """Ask for a progress entry for the task under the cursor."""
        if (task := self._chosen_task()) and self._writable():
            self._ask_progress(task)

    def action_undo(self) -> None:
        """Take back the last change."""
        self._do(self._ledger.undo)

    def action_show_task(self) -> None:
        """Show everything about the task under the cursor."""
        row = self._table.cursor_row
        if row is None:
            self._chosen_task()
            return
        try:
            dialog = task_dialog(self._ledger, row)
        except GovtuiError as error:
            self._fail(error)
            return
        self.app.push_screen(dialog, self._take_task_request)

    def action_import_plan(self) -> None:
        """Ask for a plan, show what is understood of it, and store it when the clerk agrees."""
        self._import()

    def _import(self, plan: Path | None = None) -> None:
        from screens.import_plan import import_plan, intake_of

        if self._writable():
            intake = intake_of(self._ledger, demo=self._demo)
            import_plan(self.app, intake, self._take_import, self._settings.import_folder, plan)

    def action_export_sheet(self) -> None:
        """Ask where to write the sheet of the tasks on the screen."""
        if not self._view.rows:
            self._say([("没有可导出的任务：屏幕上是空的", "yellow")])
            return
        self._ask_export(proposal(self._sheet_title(), self._today, self._settings))

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(help_dialog())

    def action_quit(self) -> None:
        """Leave the program."""
        self.app.exit()

    def _ask_progress(self, task: Task, start: Progress | None = None) -> None:
        self.app.push_screen(ProgressDialog(task, self._today, start), lambda entry: self._take_progress(task, entry))

    def _ask_export(self, start: ExportRequest) -> None:
        self.app.push_screen(ExportDialog(len(self._view.rows), start), self._take_export)

    # What the dialogs give

    def _take_status(self, task: Task, status: Status | None) -> None:
        if status is not None:
            self._do(lambda: self._ledger.set_status([task.id], status))

    def _take_progress(self, task: Task, entry: Progress | None) -> None:
        if entry is not None:
            self._do(lambda: self._ledger.add_progress([task.id], entry), lambda: self._ask_progress(task, entry))

    def _take_task_request(self, request: TaskRequest | None) -> None:
        if request == "set_status":
            self.action_set_status()
        elif request == "add_progress":
            self.action_add_progress()

    def _take_import(self, transaction: Transaction, folder: str) -> None:
        """Show a document that was stored, and remember the folder that it came from."""
        if folder:
            self._remember(msgspec.structs.replace(self._settings, import_folder=folder))
        self._refresh(transaction)
        new = {change.id for change in transaction.changes}
        self._table.move_to(next((place for place, row in enumerate(self._view.rows) if row.task.id in new), 0))

    def _do(
        self, change: Callable[[], Transaction | None], retry: Callable[[], None] | None = None
    ) -> Transaction | None:
        """Have the ledger changed; show what came of it, or why nothing did, and then `retry`."""
        try:
            transaction = change()
        except GovtuiError as error:
            self._fail(error, retry)
            return None
        self._refresh(transaction)
        return transaction

    def _take_export(self, request: ExportRequest | None) -> None:
        if request is None:
            return
        self._say([(f"正在导出{len(self._view.rows)}项……", "label")])
        self._export(request, self._view.rows, tuple(self._ledger.documents.values()))

    @work(thread=True, exclusive=True, group="export")
    def _export(self, request: ExportRequest, rows: Sequence[TaskRow], documents: Sequence[Document]) -> None:
        from govtui.excel.register import write_register

        try:
            sheet = write_register(request.path, rows, sheet_form(request, self._today), documents=documents)
        except GovtuiError as error:
            self.post_message(self.Exported(request, error))
        else:
            self.post_message(self.Exported(request, sheet))

    def on_main_screen_exported(self, message: Exported) -> None:
        """Tell how an export ended, but never on top of a dialog in which the clerk is typing."""
        self._untold.append(message)
        self._tell_of_exports()

    def on_screen_resume(self) -> None:
        """Tell what had to wait for a dialog to close."""
        self._tell_of_exports()

    def _tell_of_exports(self) -> None:
        while self._untold and self.app.screen is self:
            self._tell_of_export(self._untold.pop(0))

    def _tell_of_export(self, message: Exported) -> None:
        """Say that the sheet is there, or why not; then ask again, so that nothing need be typed twice."""
        request, outcome = message.request, message.outcome
        if isinstance(outcome, GovtuiError):
            self._fail(outcome, lambda: self._ask_export(request))
            return
        self._remember(msgspec.structs.replace(request.settings, import_folder=self._settings.import_folder))
        said = f"已导出{outcome.rows}项：{outcome.path}"
        self._say([(said, "green")])
        if outcome.notes:
            self.app.push_screen(notice_dialog("导出完成，请留意", [said, *outcome.notes]))

    # Showing

    def _chosen_task(self) -> Task | None:
        row = self._table.cursor_row
        if row is None:
            self._say([("没有选中的任务", "yellow")])
        return row.task if row else None

    def _refresh(self, transaction: Transaction | None) -> None:
        """Show the ledger after a change, under the same filter and order, and say what was saved."""
        if transaction is None:
            self._say([("没有改动：已经是这样了", "label")])
            return
        changed = {change.id for change in transaction.changes}  # a document or an order is no task: all is shown anew
        tasks = {task_id: self._ledger.tasks[task_id] for task_id in changed if task_id in self._ledger.tasks}
        if len(self._ledger.tasks) == len(self._view.everything) and len(tasks) == len(changed):
            self._view = self._view.updated(tasks)
        else:
            self._view = self._view.replaced(self._ledger.tasks.values())
            self._show_header()
        self._show_view()
        self._say([("已保存  ", "green"), (transaction.reason, ""), ("  Ctrl+Z 撤销", "label")])

    def _show_view(self) -> None:
        view = self._view
        self._table.show(view.rows, empty_text=self._empty_text())
        self._show_task(self._table.cursor_row)
        counts = view.counts()
        self.query_one(FilterLine).found(found_line(counts, view.order))
        self._counted = summary_line(counts)
        self.query_one("#summary", LineBar).show(self._counted)

    def _show_task(self, row: TaskRow | None) -> None:
        self.query_one("#task", TextPane).show(lambda cells: short_form(row, cells) if row else [])

    def _empty_text(self) -> str:
        if not self._view.everything:
            return "台账还是空的。按 F7 读入任务分解表"
        return f"没有符合“{clip(self._view.query.text.strip(), 24)}”的任务。按 Esc 显示全部"

    def _show_header(self) -> None:
        left, right = header_lines(self._sheet_title(), self._today, demo=self._demo, read_only=self._ledger.read_only)
        self.query_one("#header", LineBar).show(left, right)

    def _sheet_title(self) -> str:
        return sheet_title(self._ledger.documents.values())

    def _say(self, line: Line) -> None:
        """Show a message where the counts stand; they move to the right if there is room."""
        self.query_one("#summary", LineBar).show(line, self._counted)

    def _writable(self) -> bool:
        try:
            self._ledger.refuse_if_read_only()
        except GovtuiError as error:
            self._fail(error)
            return False
        return True

    def _fail(self, error: GovtuiError, retry: Callable[[], None] | None = None) -> None:
        """Tell of a failure; when that has been read, `retry`."""
        self._show_view()
        self.app.push_screen(error_dialog(error), lambda _: retry() if retry else None)

    def _remember(self, settings: Settings) -> None:
        if not self._demo and settings != self._settings:
            save_settings(settings)
        self._settings = settings
