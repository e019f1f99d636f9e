"""The reporting rounds on a screen of their own: what is due, who owes an entry; opening, handing in, comparing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

import msgspec
from textual.app import ComposeResult
from textual.binding import BindingType

from govtui.config import Settings
from govtui.errors import GovtuiError, RequestError
from govtui.keys.rounds import ROUNDS
from govtui.ledger.ledger import Ledger, local_now
from govtui.ledger.then import Present
from govtui.ledger.transactions import Transaction
from govtui.review.comparing import compare_rounds
from govtui.review.differences import Comparison
from govtui.review.keeping_rounds import hand_in, open_round, refuse_hand_in, remove_round, set_rounds
from govtui.review.rounds import handed_in_before, next_round, rounds_on, scope_words
from govtui.text import one_line
from govtui.timekeeping import Round
from govtui.timing.rounds import RoundReading, RoundState, missing_by_unit
from screens.bindings import bindings, present
from screens.export import FORM_LINES, ExportDialog, ExportRequest, proposal, sheet_form
from screens.moving import BarScreen, RowMoving, Rows
from screens.reading import error_dialog, help_dialog, notice_dialog
from screens.round_dialogs import SetRounds, SetRoundsDialog, comparison_dialog
from screens.working import Tell, WorkingDialog
from widgets.key_bar import KeyBar
from widgets.line_bar import LineBar
from widgets.round_table import OwingTable, RoundTable
from widgets.row_list import RowList
from widgets.segments import Line

if TYPE_CHECKING:  # loads what writes workbooks
    from govtui.excel.submission import Submission, Submitted

UNITS_SHOWN = 12
"""Units that are named with the tasks that they owe."""


class RoundsScreen(BarScreen[str], RowMoving):
    """Its result is the id of the task that the clerk wants to see, None for none."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(ROUNDS)

    def __init__(
        self,
        ledger: Ledger,
        today: dt.date,
        settings: Settings,
        *,
        key: str = "",
        writable: Callable[[], bool] = lambda: True,
        remember: Callable[[Settings], None] = lambda _settings: None,
        changed: Callable[[Transaction], None] = lambda _transaction: None,
    ) -> None:
        """Show the rounds of a ledger, the cursor on the one with a `key`, else on the next.

        `writable` says whether something can be changed, and tells the clerk why not; `remember` is called with the
        names on a sheet, `changed` with every change that is made here.
        """
        super().__init__()
        self._ledger = ledger
        self._today = today
        self._settings = settings
        self._key = key
        self._writable = writable
        self._remember = remember
        self._changed = changed
        self._readings: tuple[RoundReading, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out header, rounds, the tasks that owe an entry, and foot."""
        yield LineBar(id="header")
        yield RoundTable(id="rounds")
        yield LineBar(id="owing-title")
        yield OwingTable(id="owing")
        yield LineBar(id="summary")
        yield KeyBar(present(self, ROUNDS))

    def on_mount(self) -> None:
        """Show the rounds."""
        name = self._ledger.name or "台账"
        right: Line = [("只供查看", "yellow")] if self._ledger.read_only else [(f"今天 {self._today}", "label")]
        self.query_one("#header", LineBar).show([("报送批次  ", "heading"), (one_line(name), "strong")], right)
        self._owing.active = False
        self._read()
        coming = next_round(self._readings, self._today)
        wanted = next((each for each in self._readings if each.key == self._key), coming)
        self._show(self._readings.index(wanted) if wanted else len(self._readings) - 1)

    @property
    def moved_rows(self) -> Rows:
        """The list that the keys move in."""
        return self._list

    @property
    def _table(self) -> RoundTable:
        return self.query_one(RoundTable)

    @property
    def _owing(self) -> OwingTable:
        return self.query_one(OwingTable)

    @property
    def _list(self) -> RowList:
        """The list that the keys go to."""
        return self._owing if self._owing.active else self._table

    # Showing

    def _read(self) -> None:
        time = self._ledger.time
        self._readings = rounds_on(
            self._ledger.tasks.values(), time.rounds.values(), time.schedules.values(), self._today
        )

    def _show(self, cursor: int) -> None:
        self._table.show(self._readings, self._today, cursor)
        self._show_owing()

    def _show_owing(self) -> None:
        """Show the tasks that owe an entry for the round under the cursor."""
        reading = self._table.row
        tasks = [self._ledger.tasks[task_id] for task_id in reading.owing] if reading else []
        self._owing.show(tasks, _why_none(reading))
        title: Line = []
        if tasks:
            units = missing_by_unit(tasks)
            named = "、".join(f"{one_line(unit)}{count}项" for unit, count in units[:UNITS_SHOWN])
            title = [(f"还没有登记进展：{len(tasks)}项  ", "strong"), (named, "label")]
        elif reading:
            title = [(scope_words(reading.documents), "label")]
        self.query_one("#owing-title", LineBar).show(title)
        if not tasks:
            self._activate(self._table)

    def _say(self, *line: tuple[str, str]) -> None:
        self.query_one("#summary", LineBar).show(list(line))

    def _fail(self, error: GovtuiError) -> None:
        self.app.push_screen(error_dialog(error))

    # Moving

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Show what the round under the cursor is about."""
        self._activate(message.rows)
        if message.rows is self._table:
            self._show_owing()

    def on_row_list_chosen(self, _message: RowList.Chosen) -> None:
        """A second click is as good as Enter."""
        self.action_choose()

    def _activate(self, rows: RowList) -> None:
        for each in (self._table, self._owing):
            each.active = each is rows
            each.refresh()

    def action_next_pane(self) -> None:
        """Let the keys go to the other list."""
        if self._owing.active:
            self._activate(self._table)
        elif self._owing.count:
            self._activate(self._owing)

    def action_choose(self) -> None:
        """Go to the task under the cursor, or from the rounds to the tasks of one."""
        if self._owing.active and (task := self._owing.row):
            self.dismiss(task.id)
        else:
            self.action_next_pane()

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(help_dialog(self, ROUNDS))

    def action_close(self) -> None:
        """Go back to the main screen."""
        self.dismiss(None)

    # Doing

    def _chosen(self) -> RoundReading | None:
        if self._table.row is None:
            self._say(("还没有报送批次，按 F7 设定", "yellow"))
        return self._table.row

    def _do(self, change: Callable[[], Transaction]) -> bool:
        """Have the ledger changed, and say whether it was; tell why where it was not."""
        try:
            transaction = change()
        except GovtuiError as error:
            self._fail(error)
            return False
        self._changed(transaction)
        here = self._table.row
        self._read()
        same = (place for place, each in enumerate(self._readings) if here and each.key == here.key)
        self._show(next(same, self._table.cursor))
        self._say(("已保存  ", "green"), (transaction.reason, ""), ("  可在主屏幕按 Ctrl+Z 撤销", "label"))
        return True

    def action_open_round(self) -> None:
        """Begin to collect what is to be handed in for the round under the cursor."""
        reading = self._chosen()
        if reading is None or not self._writable():
            return
        if reading.opened:
            self._say((f"“{one_line(reading.title)}”已经打开了，现在{reading.state.value}", "yellow"))
            return
        self._do(lambda: open_round(self._ledger, reading, self._today))

    def action_set_rounds(self) -> None:
        """Ask when reports are due."""
        if self._writable():
            self.app.push_screen(SetRoundsDialog(self._today, self._ledger.documents.keys()), self._take_rounds)

    def _take_rounds(self, wanted: SetRounds | None) -> None:
        if wanted is None:
            return
        before = {each.key for each in self._readings}
        if self._do(lambda: set_rounds(self._ledger, wanted.wording, wanted.title, self._today, wanted.documents)):
            new = (place for place, each in enumerate(self._readings) if each.key not in before)
            self._table.move_to(next(new, self._table.cursor))

    def action_remove(self) -> None:
        """Remove the round under the cursor, or its schedule."""
        reading = self._chosen()
        if reading and self._writable():
            self._do(lambda: remove_round(self._ledger, reading))

    # Handing in

    def action_hand_in(self) -> None:
        """Ask where the sheet of the round under the cursor goes."""
        reading = self._chosen()
        if reading is None or not self._writable():
            return
        try:
            refuse_hand_in(self._ledger, reading)
        except GovtuiError as error:
            self._fail(error)
            return
        title = self._sheet_title(reading)
        self._ask_hand_in(reading, proposal(title, self._today, self._settings))

    def _sheet_title(self, reading: RoundReading) -> str:
        from govtui.review.facts import sheet_title

        tasks = map(self._ledger.tasks.__getitem__, reading.tasks)
        sources = dict.fromkeys(task.document for task in tasks)
        return sheet_title([self._ledger.documents[source] for source in sources])

    def _ask_hand_in(self, reading: RoundReading, start: ExportRequest) -> None:
        earlier = handed_in_before(self._readings, reading)
        dialog = ExportDialog(
            f"报送：{reading.due} {one_line(reading.title)}，{len(reading.tasks)}项任务",
            start,
            note=f"还有{len(reading.owing)}项没有登记进展" if reading.owing else "",
            earlier=_round_of(earlier),
        )
        self.app.push_screen(dialog, lambda request: self._take_hand_in(reading, request))

    def _take_hand_in(self, reading: RoundReading, request: ExportRequest | None) -> None:
        if request is None:
            return
        from govtui.excel.submission import submission_of

        what = submission_of(self._ledger, reading, self._today)
        job = partial(_submit, what, request, self._today, self._ledger.present())
        said = f"正在导出{len(what.rows)}项并存进台账……"
        self.app.push_screen(
            WorkingDialog("报送", said, job), lambda outcome: self._take_submitted(reading, request, outcome)
        )

    def _take_submitted(
        self, reading: RoundReading, request: ExportRequest, outcome: Submitted | GovtuiError | None
    ) -> None:
        """Write down that the sheet was handed in; where it could not be written, ask again with what was typed."""
        if isinstance(outcome, GovtuiError):
            self.app.push_screen(error_dialog(outcome), lambda _: self._ask_hand_in(reading, request))
            return
        if outcome is None or not self._do(lambda: hand_in(self._ledger, reading, outcome.hand_in, self._today)):
            return
        typed = {name: getattr(request.settings, name) for name in (*FORM_LINES, "export_folder")}
        self._settings = msgspec.structs.replace(self._settings, **typed)
        self._remember(self._settings)
        said = f"已报送{outcome.sheet.rows}项：{outcome.sheet.path}"
        self._say((said, "green"))
        if outcome.sheet.notes:
            self.app.push_screen(notice_dialog("报送完成，请留意", [said, *outcome.sheet.notes]))

    # Comparing

    def action_compare(self) -> None:
        """Show what has become of the tasks since the round before the one under the cursor."""
        reading = self._chosen()
        if reading is None:
            return
        before = handed_in_before(self._readings, reading)
        after = reading if reading.state is RoundState.HANDED_IN else None
        if before is None and after is not None:
            before, after = after, None  # the first one is compared with how things stand
        if before is None:
            self._fail(RequestError("没有比较", "还没有更早报送过的批次", "报送过一次以后，才能看出哪些是新情况"))
            return
        job = partial(_compare, self._ledger.present(), before, after)
        self.app.push_screen(WorkingDialog("比较", "正在查当时的情况……", job), self._show_comparison)

    def _show_comparison(self, found: Comparison | GovtuiError | None) -> None:
        if isinstance(found, GovtuiError):
            self._fail(found)
        elif found is not None:
            self.app.push_screen(comparison_dialog(found))


def _round_of(reading: RoundReading | None) -> Round | None:
    return reading.opened if reading else None


def _why_none(reading: RoundReading | None) -> str:
    if reading is None:
        return ""
    if reading.opened and (done := reading.opened.handed_in):
        kept = f"，留存在台账的 submissions 文件夹：{one_line(done.file)}" if done.file else ""
        return f"已于{done.at:%Y-%m-%d %H:%M}报送{done.tasks}项{kept}"
    return "这一批的任务都已登记进展" if reading.tasks else "这一批没有任务"


def _submit(what: Submission, request: ExportRequest, today: dt.date, present: Present, _tell: Tell) -> Submitted:
    """Write the sheet of a round and keep it. Raises ExportError and LedgerError."""
    from govtui.excel.submission import changes_since, submit

    tasks = {row.task.id: row.task for row in what.rows}
    changes = changes_since(present, request.earlier, tasks) if request.earlier else None
    return submit(request.path, what, sheet_form(request, today), local_now, changes=changes)


def _compare(present: Present, before: RoundReading, after: RoundReading | None, _tell: Tell) -> Comparison:
    return compare_rounds(present, before, after)
