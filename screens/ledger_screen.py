"""The screen that shows the ledger: table, filter, the text of one task, and what is said of changes and failures.

It holds one immutable view and hands it down; every change goes to the ledger and comes back through `_refresh`.
What the keys do stands in the screens that are made from it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence

import msgspec
from textual.app import ComposeResult
from textual.containers import Container

from govtui.config import Settings, revise_settings
from govtui.errors import GovtuiError
from govtui.keys.main import MAIN
from govtui.ledger.ledger import Ledger
from govtui.ledger.transactions import Change, Transaction
from govtui.model import Task
from govtui.review.directory import Directory
from govtui.review.facts import sheet_title
from govtui.review.grouping import grouping_named
from govtui.review.rows import TaskRow
from govtui.review.timekeeping import TaskTime
from govtui.review.view import TaskView
from govtui.text import clip
from govtui.timing.almanac import PLAIN, Almanac
from screens.bindings import present
from screens.moving import BarScreen, RowMoving, Rows
from screens.reading import error_dialog
from screens.task import twins_named
from widgets.filter_line import FilterLine
from widgets.key_bar import KeyBar
from widgets.line_bar import LineBar
from widgets.segments import Line
from widgets.summary import header_lines, summary_line
from widgets.task_table import TaskTable
from widgets.task_text import short_form
from widgets.text_pane import TextPane


class LedgerScreen(BarScreen[None], RowMoving):
    """The ledger on the screen, with everything needed to change it and to say what came of it."""

    def __init__(
        self,
        ledger: Ledger,
        today: dt.date,
        settings: Settings,
        *,
        demo: bool = False,
        almanac: Almanac = PLAIN,
    ) -> None:
        super().__init__()
        self._ledger = ledger
        self._today = today
        self._settings = settings
        self._demo = demo
        self._view = TaskView.of(
            ledger.tasks.values(),
            today,
            almanac=almanac,
            documents=ledger.documents.values(),
            directory=self._directory(),
        )
        if settings.group:
            self._view = self._view.grouped(grouping_named(settings.group))
        self._counted: Line = []

    def compose(self) -> ComposeResult:
        """Lay out header, filter, table, task and foot."""
        yield LineBar(id="header")
        yield from self._above_table()
        with Container(id="body"):
            yield from self._beside_table()
            yield TaskTable()
            yield TextPane(id="task")
        yield LineBar(id="summary")
        yield KeyBar(present(self, MAIN), id="keys")

    def _above_table(self) -> ComposeResult:
        """Lay out what stands between the header and the tasks."""
        yield FilterLine(self._filter)

    def _beside_table(self) -> ComposeResult:
        """Lay out what stands on the left of the tasks."""
        yield from ()

    def on_task_table_highlighted(self, message: TaskTable.Highlighted) -> None:
        """Show the task under the cursor."""
        self._show_task(message.row)

    def _filter(self, text: str) -> None:
        self._search(text)

    def _search(self, text: str) -> None:
        self._view = self._view.filtered(text)
        self._show_view()

    # Changing

    def _do(
        self,
        change: Callable[[], Transaction | None],
        retry: Callable[[], None] | None = None,
        *,
        then: Callable[[], object] | None = None,
    ) -> Transaction | None:
        """Have the ledger changed; show what came of it, and `then` go on, or why that failed, and then `retry`."""
        try:
            transaction = change()
        except GovtuiError as error:
            self._fail(error, retry)
            return None
        self._refresh(transaction, then)
        return transaction

    def _writable(self) -> bool:
        try:
            self._ledger.refuse_if_read_only()
        except GovtuiError as error:
            self._fail(error)
            return False
        return True

    # Showing

    @property
    def moved_rows(self) -> Rows:
        """The list that the keys move in."""
        return self._table

    @property
    def _table(self) -> TaskTable:
        return self.query_one(TaskTable)

    def _chosen_task(self) -> Task | None:
        row = self._table.cursor_row
        if row is None:
            self._say([("没有选中的任务", "yellow")])
        return row.task if row else None

    def _subjects(self) -> list[Task]:
        """Return the tasks that an action is for: the marked ones in the order of their plans, else the one chosen."""
        if self._view.marks:
            return [row.task for row in self._view.everything if row.task.id in self._view.marks]
        task = self._chosen_task()
        return [task] if task else []

    def clear_marks(self) -> None:
        """Take all marks away."""
        self._mark(frozenset())

    def _mark(self, ids: Collection[str]) -> None:
        self._view = self._view.marked(ids)
        self._show_view()
        if marks := self._view.marks:
            self._say([(f"已标记{len(marks)}项", "strong"), ("  下一步操作对它们一并做，按 Esc 取消标记", "label")])

    def _put_cursor_on(self, task_id: str) -> bool:
        """Put the cursor on a task, and say whether it is on the screen."""
        place = next((place for place, row in enumerate(self._view.rows) if row.task.id == task_id), None)
        if place is not None:
            self._table.move_to(place)
        return place is not None

    def _refresh(self, transaction: Transaction | None, then: Callable[[], object] | None = None) -> None:
        """Show the ledger after a change, under the same filter and order, `then` go on, and say what was saved."""
        if transaction is not None:
            self._show_changes(transaction.changes)
        if then:
            then()
        if transaction is None:
            self._say([("没有改动：已经是这样了", "label")])
            return
        self._say([("已保存  ", "green"), (transaction.reason, ""), ("  Ctrl+Z 撤销", "label")])

    def _show_changes(self, changes: Sequence[Change]) -> None:
        """Show what the ledger holds after some changes, under the same filter and order."""
        changed = {change.id for change in changes}  # a document or an order is no task: all is shown anew
        tasks = {task_id: self._ledger.tasks[task_id] for task_id in changed if task_id in self._ledger.tasks}
        same_units = not any("units" in (change.after or ()) for change in changes)
        if len(self._ledger.tasks) == len(self._view.everything) and len(tasks) == len(changed) and same_units:
            self._view = self._view.updated(tasks)
            self._show_view()
        else:
            self._show_all_anew()

    def _show_all_anew(self) -> None:
        self._view = self._view.with_directory(self._directory())
        self._view = self._view.replaced(self._ledger.tasks.values(), self._ledger.documents.values())
        self._show_header()
        self._show_view()

    def _directory(self) -> Directory:
        return Directory.of(self._ledger.tasks.values(), self._ledger.units.records.values())

    def _show_view(self) -> None:
        self._show_rows(self._view, self._empty_text())
        self._show_rest()

    def _show_rows(self, view: TaskView, empty_text: str) -> None:
        """Show the tasks of a view; where it has none, say why."""
        self._table.show(view.rows, groups=view.groups, marks=view.marks, words=view.query.hits, empty_text=empty_text)

    def _show_rest(self) -> None:
        """Show what there is to say of the tasks that are shown: the text of the one under the cursor, the counts."""
        self._show_task(self._table.cursor_row)
        self._counted = summary_line(self._view.counts())
        self.query_one("#summary", LineBar).show(self._counted)

    def _show_task(self, row: TaskRow | None) -> None:
        reader, words = self._view.reader, self._view.query.hits

        def lines_at(cells: int) -> list[Line]:
            if row is None:
                return []
            twins = twins_named(row.task, self._ledger) if row.task.twins else ()
            return short_form(row, cells, TaskTime.of(row.task, reader), words=words, twins=twins)

        self.query_one("#task", TextPane).show(lines_at)

    def _empty_text(self) -> str:
        if not self._view.everything:
            return "台账还是空的。按 F7 读入任务分解表"
        return f"没有符合“{clip(self._view.query.text.strip(), 24)}”的任务。按 Esc 显示全部"

    def _show_header(self) -> None:
        title = self._ledger.name or self._sheet_title()
        left, right = header_lines(title, self._today, demo=self._demo, read_only=self._ledger.read_only)
        self.query_one("#header", LineBar).show(left, right)

    def _sheet_title(self) -> str:
        return sheet_title(self._ledger.documents.values())

    def _say(self, line: Line) -> None:
        """Show a message where the counts stand; they move to the right if there is room."""
        self.query_one("#summary", LineBar).show(line, self._counted)

    def _fail(self, error: GovtuiError, retry: Callable[[], None] | None = None) -> None:
        """Tell of a failure; when that has been read, `retry`."""
        self._show_view()
        self.app.push_screen(error_dialog(error), lambda _: retry() if retry else None)

    def _remember(self, settings: Settings) -> None:
        """Have other settings; saved is only what has changed, for another window may have saved the rest since."""
        before, self._settings = self._settings, settings
        after = {name: getattr(settings, name) for name in settings.__struct_fields__}
        changed = {name: value for name, value in after.items() if value != getattr(before, name)}
        if not self._demo and changed:
            revise_settings(lambda saved: msgspec.structs.replace(saved, **changed))
