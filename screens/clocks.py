"""The register of legal clocks (法定期限) on a screen of its own: starting, pausing, extending, answering them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from govtui.errors import GovtuiError
from govtui.keys.clocks import CLOCKS
from govtui.ledger.ledger import Ledger
from govtui.ledger.transactions import Transaction
from govtui.review.clocks import ClockRow, clock_facts, clock_rows, running_words
from govtui.text import clip, one_line
from govtui.timing.almanac import Almanac
from govtui.timing.clock_templates import ClockTemplate
from govtui.timing.clocks import ClockState
from screens.bindings import bindings, present
from screens.clock_forms import (
    ClockForm,
    ExtensionForm,
    Fields,
    NewClockForm,
    PauseForm,
    TemplateDialog,
    answer_form,
    resume_form,
)
from screens.moving import BarScreen, RowMoving, Rows
from screens.reading import ReadingDialog, error_dialog, help_dialog
from widgets.clock_table import ClockTable
from widgets.key_bar import KeyBar
from widgets.line_bar import LineBar
from widgets.row_list import RowList
from widgets.segments import Line
from widgets.task_text import labelled
from widgets.text_pane import TextPane

_SHOWN_CELLS = 40
"""Cells of a title in a message."""


class ClocksScreen(BarScreen[str], RowMoving):
    """The clocks, the pressing ones first, with the rule and the counting of the one under the cursor below them."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(CLOCKS)

    def __init__(
        self,
        ledger: Ledger,
        today: dt.date,
        almanac: Almanac,
        *,
        key: str = "",
        task: str = "",
        writable: Callable[[], bool] = lambda: True,
        changed: Callable[[Transaction], None] = lambda _transaction: None,
    ) -> None:
        """Show the clocks of a ledger, the cursor on the one with the id `key`; a new one may hang on a `task`.

        `writable` says whether something can be changed, and tells the clerk why not; `changed` is told of every
        change that is made here.
        """
        super().__init__()
        self._ledger = ledger
        self._today = today
        self._almanac = almanac
        self._key = key
        self._task_id = task
        self._writable = writable
        self._changed = changed

    def compose(self) -> ComposeResult:
        """Lay out header, register, the clock under the cursor, and foot."""
        yield LineBar(id="header")
        yield ClockTable(id="clocks")
        yield TextPane(id="clock")
        yield LineBar(id="summary")
        yield KeyBar(present(self, CLOCKS))

    def on_mount(self) -> None:
        """Show the clocks."""
        self._show(self._key)

    @property
    def moved_rows(self) -> Rows:
        """The list that the keys move in."""
        return self._table

    @property
    def _table(self) -> ClockTable:
        return self.query_one(ClockTable)

    # Showing

    def _show(self, key: str = "") -> None:
        """Show the clocks anew, the cursor on the one with an id if it is there."""
        clocks = self._ledger.time.clocks.values()
        rows = clock_rows(clocks, self._almanac.templates, self._almanac.calendar, self._today)
        place = next((place for place, row in enumerate(rows) if row.clock.id == key), self._table.cursor)
        self._table.show(rows, place)
        right: Line = [("只供查看", "yellow")] if self._ledger.read_only else [(f"今天 {self._today}", "label")]
        self.query_one("#header", LineBar).show([("法定期限  ", "heading"), (running_words(rows), "strong")], right)
        self._show_clock()

    def _show_clock(self) -> None:
        row = self._table.row
        pane = self.query_one("#clock", TextPane)
        pane.show(lambda cells: labelled(clock_facts(row), cells) if row else [])

    def _say(self, *line: tuple[str, str]) -> None:
        self.query_one("#summary", LineBar).show(list(line))

    def _chosen(self) -> ClockRow | None:
        """Return the clock under the cursor if it can be changed, and say so where there is none."""
        row = self._table.row
        if row is None:
            self._say(("还没有法定期限，按 F2 新开", "yellow"))
            return None
        return row if self._writable() else None

    def _unanswered(self) -> ClockRow | None:
        """Return the clock under the cursor if something can still become of it."""
        row = self._chosen()
        if row is not None and row.clock.answered:
            self._say((f"已于{row.clock.answered}办结；登记错了，可在修改记录（Ctrl+L）里撤销那次改动", "yellow"))
            return None
        return row

    # Moving

    def on_row_list_moved(self, _message: RowList.Moved) -> None:
        """Show the clock under the cursor."""
        self._show_clock()

    def on_row_list_chosen(self, _message: RowList.Chosen) -> None:
        """A second click on a clock opens it."""
        self.action_show_clock()

    def action_pane_up(self) -> None:
        """Scroll the text below up."""
        self.query_one("#clock", TextPane).scroll_lines(-1)

    def action_pane_down(self) -> None:
        """Scroll the text below down."""
        self.query_one("#clock", TextPane).scroll_lines(1)

    # Doing

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(help_dialog(self, CLOCKS))

    def action_close(self) -> None:
        """Leave; everything is saved."""
        self.dismiss(None)

    def action_show_clock(self) -> None:
        """Show everything about the clock under the cursor."""
        if row := self._table.row:
            title = clip(one_line(row.clock.title), _SHOWN_CELLS)
            self.app.push_screen(ReadingDialog(f"法定期限：{title}", lambda cells: labelled(clock_facts(row), cells)))

    def action_start(self) -> None:
        """Ask for a template, then for what the clock is about."""
        if self._writable():
            self.app.push_screen(TemplateDialog(self._almanac.templates), self._take_template)

    def _take_template(self, template: ClockTemplate | None) -> None:
        if template is not None:
            form = NewClockForm(template, self._almanac, self._today, self._task_id, self._ledger.task)
            self.app.push_screen(form, self._take_new)

    def _take_new(self, fields: Fields | None) -> None:
        if fields is not None:
            transaction = self._do(lambda: self._ledger.time.start_clock(**fields))
            self._show(transaction.changes[0].id if transaction else "")

    def action_pause(self) -> None:
        """Let the clock under the cursor stand still, or go on."""
        if row := self._unanswered():
            if row.reading and row.reading.state is ClockState.PAUSED:
                self._ask(resume_form(row, self._almanac, self._today), row)
            elif row.template and row.template.fixed:
                self._say(("期限是固定的日期，不能暂停", "yellow"))
            else:
                self._ask(PauseForm(row, self._almanac, self._today), row)

    def action_extend(self) -> None:
        """Put off the last day of the clock under the cursor."""
        if row := self._unanswered():
            if row.reading is None or row.reading.state is ClockState.PAUSED:
                self._say(("到期日还没有定，请先恢复计时再延期", "yellow"))
            else:
                self._ask(ExtensionForm(row, self._almanac, self._today), row)

    def action_answer(self) -> None:
        """Write down when the clock under the cursor was answered."""
        if row := self._unanswered():
            self._ask(answer_form(row, self._almanac, self._today), row)

    def action_remove(self) -> None:
        """Remove the clock under the cursor."""
        if row := self._chosen():
            self._do(lambda: self._ledger.time.remove_clock(row.clock.id))
            self._show()

    def _ask(self, form: ClockForm, row: ClockRow) -> None:
        """Show a form about a clock, and have the ledger store what comes of it."""

        def take(fields: Fields | None) -> None:
            if fields is not None:
                self._do(lambda: self._ledger.time.change_clock(row.clock.id, **fields))
                self._show(row.clock.id)

        self.app.push_screen(form, take)

    def _do(self, change: Callable[[], Transaction | None]) -> Transaction | None:
        """Have the ledger changed, and say what came of it, or why nothing did."""
        try:
            transaction = change()
        except GovtuiError as error:
            self.app.push_screen(error_dialog(error))
            return None
        if transaction is None:
            self._say(("没有改动：已经是这样了", "label"))
            return None
        self._changed(transaction)
        self._say(("已保存  ", "green"), (transaction.reason, ""), ("  可在主屏幕按 Ctrl+Z 撤销", "label"))
        return transaction
