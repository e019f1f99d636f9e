"""The history (修改记录) on a screen of its own: looked through from its newest change on, filtered, undone, exported.

However long the history is, only a portion of it is read before the first rows stand there, and the rest between keys
as far as it is asked for.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import msgspec
from textual.app import ComposeResult
from textual.binding import BindingType

from govtui.config import Settings
from govtui.errors import GovtuiError
from govtui.keys.keymap import HISTORY
from govtui.ledger.ledger import Ledger
from govtui.ledger.taking_back import DependentError
from govtui.ledger.transactions import Transaction
from govtui.review.entries import Entry, Head
from govtui.review.history_query import HistoryQuery, history_query, of_task, parse_history_query
from govtui.review.looking_back import LookingBack
from govtui.text import clip
from screens.bindings import bindings, present
from screens.history_dialogs import HistoryExportDialog, TakeBackDialog, dependents_dialog, entry_dialog
from screens.moving import BarScreen, RowMoving, Rows
from screens.reading import error_dialog, help_dialog, notice_dialog
from screens.sheet_dialog import proposed_path
from screens.working import Tell, WorkingDialog
from widgets.filter_line import FilterLine
from widgets.history_table import HistoryTable
from widgets.history_text import entry_lines
from widgets.key_bar import KeyBar
from widgets.line_bar import LineBar
from widgets.row_list import RowList
from widgets.segments import Line
from widgets.text_pane import TextPane

if TYPE_CHECKING:  # loads what writes workbooks
    from govtui.excel.register import WrittenSheet

FOUND_AT_ONCE = 2000
"""Entries under a filter that are looked for without being asked: so many are counted, more are found on the way."""

AHEAD = 200
"""Entries that are read beyond the cursor."""

AT_ONCE = 0.02
"""Seconds for which is read at once …"""

READING_EVERY = 0.005
"""… and those until it goes on: keys come first."""

LOOKING_EVERY = 1.0
"""Seconds between two looks at whether somebody has changed something."""

PASSAGES_SHOWN, TASKS_SHOWN = 40, 20
"""What the pane tells of one entry, and of the tasks of one change; Enter shows all."""

FOR_EXAMPLE = "打字即可筛选，如：任务:1-3  操作人:李  日期:2023-09  类别:进展"


class HistoryScreen(BarScreen[tuple[Transaction, ...]], RowMoving):
    """Its result are the changes that were made from it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(HISTORY)
    AUTO_FOCUS = "FilterInput"

    def __init__(
        self,
        ledger: Ledger,
        today: dt.date,
        settings: Settings,
        *,
        task_id: str = "",
        writable: Callable[[], bool] = lambda: True,
        remember: Callable[[Settings], None] = lambda _settings: None,
    ) -> None:
        """Show the history of a ledger, or of one task of it.

        `writable` says whether something can be changed, and tells the clerk why not; `remember` is called with the
        settings when a sheet was written to another folder.
        """
        super().__init__()
        self._ledger = ledger
        self._today = today
        self._settings = settings
        self._task_id = task_id
        self._writable = writable
        self._remember = remember
        self._fixed = history_query([of_task(task_id)] if task_id else [])
        self._text = ""
        self._made: list[Transaction] = []
        self._looking = LookingBack(ledger.past(), self._fixed)
        self._sought: int | None = None
        """The number of the entry that the cursor shall stand on when it has been read."""
        self._to_the_end = False
        self._shown: tuple[LookingBack, int] | None = None

    def compose(self) -> ComposeResult:
        """Lay out header, filter, table, entry and foot."""
        yield LineBar(id="header")
        yield FilterLine(self._filter, FOR_EXAMPLE, alone=True)
        yield HistoryTable(id="history")
        yield TextPane(id="entry")
        yield LineBar(id="summary")
        yield KeyBar(present(self, HISTORY))

    def on_mount(self) -> None:
        """Show the newest changes, and keep up with what others add."""
        name = self._ledger.name
        what = f"任务 {self._task_id}" if self._task_id else name or "全部改动"
        self.query_one("#header", LineBar).show([("修改记录  ", "heading"), (what, "strong")], self._header_right())
        self._look()
        self.set_interval(LOOKING_EVERY, self._keep_up)

    def _header_right(self) -> Line:
        return [("只供查看", "yellow")] if self._ledger.read_only else []

    @property
    def moved_rows(self) -> Rows:
        """The list that the keys move in."""
        return self._table

    @property
    def _table(self) -> HistoryTable:
        return self.query_one(HistoryTable)

    # Reading

    def _query(self) -> HistoryQuery:
        return self._fixed.also(parse_history_query(self._text, self._today))

    def _filter(self, text: str) -> None:
        self._text = text
        if self.is_mounted:  # the line tells of its empty text when it is made
            self._to_the_end = False
            self._look()
            self._say_unclear()

    def _look(self, sought: int | None = None) -> None:
        """Begin to look through the history from its newest change on; the cursor goes to the entry that is sought."""
        self._sought = sought
        self._looking = LookingBack(self._ledger.past(), self._query())
        self._read(self._looking)

    def _read(self, looking: LookingBack) -> None:
        """Read a portion and show it, and go on a moment later as long as more is wanted."""
        if looking is not self._looking:
            return
        begun = time.monotonic()
        try:
            looking.read_on()
            while self._wants_more() and time.monotonic() < begun + AT_ONCE:
                looking.read_on()
        except GovtuiError as error:
            self._fail(error)
            return
        self._show()
        if self._wants_more():
            self.set_timer(READING_EVERY, partial(self._read, looking))

    def _wants_more(self) -> bool:
        looking = self._looking
        if looking.finished:
            return False
        filtered = bool(looking.query.conditions)
        wanted = max(self._table.cursor + AHEAD, FOUND_AT_ONCE if filtered else 0)
        return self._to_the_end or self._sought is not None or looking.count < wanted

    def _read_ahead(self) -> None:
        """Read on if the cursor comes near to the end of what has been read."""
        if self._wants_more():
            self._read(self._looking)

    def _keep_up(self) -> None:
        """Show what was added to the history since it was looked at, by whomever."""
        if self._ledger.past().end != self._looking.past.end:
            self._look(self._number())

    # Showing

    def _show(self) -> None:
        looking, table = self._looking, self._table
        cursor = 0 if self._shown is None or self._shown[0] is not looking else table.cursor
        if self._sought is not None:
            cursor = max(0, looking.place_of(self._sought))
            if looking.finished or (looking.count and looking.head(cursor).number <= self._sought):
                self._sought = None
        elif self._to_the_end:
            cursor = looking.count - 1
            self._to_the_end = not looking.finished
        table.show(looking.count, cursor, self._head, looking.past.count, self._empty_text())
        self.query_one(FilterLine).found(self._found())
        self._show_entry()

    def _empty_text(self) -> str:
        if not self._looking.finished:
            return "正在查找……"
        text = self._text.strip()
        return f"没有符合“{clip(text, 24)}”的改动" if text else "还没有改动过"

    def _found(self) -> Line:
        looking = self._looking
        total = looking.past.count
        if not looking.query.conditions:
            return [(f"共{total}条", "strong")]
        if looking.finished:
            return [(f"{looking.count}条" if self._task_id else f"{looking.count}/{total}条", "strong")]
        reached = f"{looking.reached:%Y-%m-%d}" if looking.reached else ""
        return [(f"{looking.count}条，", "strong"), (f"查到{reached}", "label")]

    def _head(self, place: int) -> Head | None:
        try:
            return self._looking.head(place)
        except GovtuiError:  # told when the entry is to be shown
            return None

    def _number(self) -> int | None:
        """Return the number of the entry under the cursor."""
        head = self._head(self._table.cursor) if self._table.count else None
        return head.number if head else None

    def _entry(self) -> Entry | None:
        """Return the entry under the cursor; if it cannot be read, tell why."""
        if not self._table.count:
            self._say([("没有选中的改动", "yellow")])
            return None
        try:
            return self._looking.entry(self._table.cursor)
        except GovtuiError as error:
            self._fail(error)
            return None

    def _show_entry(self) -> None:
        """Show the entry under the cursor, unless it is the one that is shown."""
        place = (self._looking, self._table.cursor if self._table.count else -1)
        if place == self._shown:
            return
        self._shown = place
        pane = self.query_one("#entry", TextPane)
        entry = self._entry() if place[1] >= 0 else None
        task = self._ledger.tasks.get(entry.tasks[0]) if entry and len(entry.tasks) == 1 else None
        about = task.requirement if task else ""

        def lines_at(cells: int) -> list[Line]:
            return entry_lines(entry, cells, about, passages=PASSAGES_SHOWN, tasks=TASKS_SHOWN) if entry else []

        pane.show(lines_at)

    def _say(self, line: Line) -> None:
        self.query_one("#summary", LineBar).show(line)

    def _say_unclear(self) -> None:
        unclear = self._looking.query.unclear
        self._say([(f"看不懂“{clip(unclear[0], 30)}”，写法见 F1 帮助末尾", "yellow")] if unclear else [])

    def _fail(self, error: GovtuiError) -> None:
        self.app.push_screen(error_dialog(error))

    # Moving

    def on_row_list_moved(self, _message: RowList.Moved) -> None:
        """Show the entry under the cursor, and read what comes next."""
        self._show_entry()
        self._read_ahead()

    def on_row_list_chosen(self, _message: RowList.Chosen) -> None:
        """A second click on an entry opens it."""
        self.action_show_entry()

    def action_go_first(self) -> None:
        """Move the cursor to the newest entry."""
        self._to_the_end = False
        self._table.move_to(0)

    def action_go_last(self) -> None:
        """Move the cursor to the oldest entry, when everything has been read."""
        self._to_the_end = not self._looking.finished
        self._table.move_to(self._table.count - 1)
        self._read_ahead()

    def action_pane_up(self) -> None:
        """Scroll the entry up."""
        self.query_one("#entry", TextPane).scroll_lines(-1)

    def action_pane_down(self) -> None:
        """Scroll the entry down."""
        self.query_one("#entry", TextPane).scroll_lines(1)

    # Doing

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(help_dialog(self, HISTORY))

    def action_filter(self) -> None:
        """Select what stands in the filter."""
        self.query_one(FilterLine).select()

    def action_show_entry(self) -> None:
        """Show all of the entry under the cursor."""
        if entry := self._entry():
            self.app.push_screen(entry_dialog(entry))

    def action_take_back(self) -> None:
        """Ask whether the entry under the cursor shall be taken back, or what it took back stand again."""
        entry = self._entry()
        if entry is None or not self._writable():
            return
        if entry.mark:
            self._say([(f"第{entry.number}号{entry.fate}，要改回来，请撤销第{entry.taken_back_by}号", "yellow")])
            return
        self.app.push_screen(TakeBackDialog(entry), lambda wanted: self._take_back(entry.number) if wanted else None)

    def _take_back(self, number: int) -> None:
        try:
            transaction = self._ledger.undo(number)
        except DependentError as error:
            self.app.push_screen(dependents_dialog(number, error))
        except GovtuiError as error:
            self._fail(error)
        else:
            self._made.append(transaction)
            self._look(number)
            self._say([("已保存  ", "green"), (transaction.reason, "")])

    def action_close(self) -> None:
        """Leave, and hand over what was changed."""
        self.dismiss(tuple(self._made))

    # The sheet

    def action_export_history(self) -> None:
        """Ask where to write the sheet of the entries under the filter."""
        if not self._table.count:
            self._say([("没有可导出的改动", "yellow")])
            return
        start = proposed_path(self._sheet_title(), self._today, self._settings)
        self.app.push_screen(HistoryExportDialog(self._conditions(), start), self._take_export)

    def _sheet_title(self) -> str:
        return f"{self._ledger.name or '台账'}修改记录"

    def _conditions(self) -> tuple[str, ...]:
        task = f"任务{self._task_id}" if self._task_id else ""
        return tuple(filter(None, (task, self._text.strip())))

    def _take_export(self, path: Path | None) -> None:
        if path is not None:
            form = {"title": self._sheet_title(), "conditions": self._conditions(), "unit": self._settings.unit}
            job = partial(
                _write, path, LookingBack(self._looking.past, self._looking.query), {**form, "day": self._today}
            )
            self.app.push_screen(WorkingDialog("导出修改记录", f"正在导出到 {path.name} ……", job), self._take_sheet)

    def _take_sheet(self, sheet: WrittenSheet | GovtuiError | None) -> None:
        if isinstance(sheet, GovtuiError):
            self._fail(sheet)
        elif sheet is not None:
            self._settings = msgspec.structs.replace(self._settings, export_folder=str(sheet.path.parent))
            self._remember(self._settings)
            said = f"已导出{sheet.rows}条：{sheet.path}"
            self._say([(said, "green")])
            if sheet.notes:
                self.app.push_screen(notice_dialog("导出完成，请留意", [said, *sheet.notes]))


def _write(path: Path, looking: LookingBack, form: dict[str, Any], tell: Tell) -> WrittenSheet:
    """Write the sheet of all entries that are looked for. Raises LedgerError and ExportError."""
    from govtui.excel.history_sheet import HistoryForm, write_history

    while not looking.finished:
        looking.read_on()
        tell(f"已找到{looking.count}条")
    return write_history(path, looking.oldest_first(), HistoryForm(**form))
