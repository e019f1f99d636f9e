"""The directory of units (单位名录) on a screen of its own: what may be one unit first, then all units with counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from govtui.errors import GovtuiError
from govtui.keys.units import UNITS
from govtui.ledger.ledger import Ledger
from govtui.ledger.transactions import Transaction
from govtui.review.directory import Directory, UnitEntry
from govtui.review.filter.editing import toggled
from govtui.review.unit_likeness import Suggestion
from govtui.review.unit_words import directory_words, suggestion_facts, unit_facts
from govtui.text import one_line
from screens.bindings import bindings, present
from screens.choosing import ChoiceDialog
from screens.moving import BarScreen, RowMoving, Rows
from screens.reading import error_dialog, help_dialog
from screens.unit_dialogs import JoinDialog, Joining, MembersDialog, ShortNameDialog, shown_name
from widgets.key_bar import KeyBar
from widgets.line_bar import LineBar
from widgets.row_list import RowList
from widgets.search_line import SearchLine
from widgets.segments import Line
from widgets.task_text import labelled
from widgets.text_pane import TextPane
from widgets.unit_table import UnitTable

Deed = Callable[[], Transaction | None]


class UnitsScreen(BarScreen[str], RowMoving):
    """Its result is the filter that shows the tasks of a unit, None where one only looked or put right."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(UNITS)

    def __init__(
        self,
        ledger: Ledger,
        *,
        writable: Callable[[], bool] = lambda: True,
        changed: Callable[[Transaction], None] = lambda _transaction: None,
    ) -> None:
        """Show the units of a ledger.

        `writable` says whether something can be changed, and tells the clerk why not; `changed` is told of every
        change that is made here.
        """
        super().__init__()
        self._ledger = ledger
        self._writable = writable
        self._changed = changed
        self._directory = Directory()
        self._made: list[int] = []
        """The numbers of the changes that were made here and stand, the newest last."""

    def compose(self) -> ComposeResult:
        """Lay out header, the line to type into, the units, the one under the cursor, and foot."""
        yield LineBar(id="header")
        yield SearchLine(self._look_for, "打字或拼音首字母筛选，如 发改、czj", id="wanted")
        yield UnitTable(id="units")
        yield TextPane(id="unit")
        yield LineBar(id="summary")
        yield KeyBar(present(self, UNITS))

    def on_mount(self) -> None:
        """Show the units."""
        self._show()

    @property
    def moved_rows(self) -> Rows:
        """The list that the keys move in."""
        return self._table

    @property
    def _table(self) -> UnitTable:
        return self.query_one(UnitTable)

    @property
    def _line(self) -> SearchLine:
        return self.query_one("#wanted", SearchLine)

    # Showing

    def _show(self, name: str = "") -> None:
        """Show the units as they stand now, the cursor on the one with a name if it is there."""
        self._directory = Directory.of(self._ledger.tasks.values(), self._ledger.units.records.values())
        right: Line = [("只供查看", "yellow")] if self._ledger.read_only else []
        self.query_one("#header", LineBar).show(
            [("单位名录  ", "heading"), (directory_words(self._directory), "strong")], right
        )
        self._list(self._line.value, name)

    def _look_for(self, text: str) -> None:
        if self.query(UnitTable):  # the line tells of its first value before there is a list
            self._list(text)

    def _list(self, text: str, name: str = "") -> None:
        entries = self._directory.listed(text)
        names = {entry.name for entry in entries}
        rows = [each for each in self._directory.suggestions() if not names.isdisjoint(each)]
        known = self._directory.canonical(name)
        place = next((place for place, each in enumerate(entries, len(rows)) if each.name == known), None)
        same_text = self._table.cursor if name or not text else 0
        empty = f"没有名称里有“{shown_name(text)}”的单位。按 F2 把它设为本单位" if text else "任务里还没有责任单位"
        self._table.show([*rows, *entries], same_text if place is None else place, empty)
        self._show_unit()

    def _show_unit(self) -> None:
        row = self._table.row
        facts = (
            suggestion_facts(row, self._directory) if isinstance(row, Suggestion) else unit_facts(row) if row else []
        )
        self.query_one("#unit", TextPane).show(lambda cells: labelled(facts, cells))

    def _say(self, *line: tuple[str, str]) -> None:
        self.query_one("#summary", LineBar).show(list(line))

    def on_row_list_moved(self, _message: RowList.Moved) -> None:
        """Show the unit under the cursor."""
        self._show_unit()

    def on_row_list_chosen(self, _message: RowList.Chosen) -> None:
        """A second click is as good as Enter."""
        self.action_choose()

    # Doing

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(help_dialog(self, UNITS))

    def action_close(self) -> None:
        """Clear what was typed; else go back to the ledger."""
        if self._line.value:
            self._line.value = ""
        else:
            self.dismiss(None)

    def action_choose(self) -> None:
        """Join two names that may be one unit; else go to the tasks of the unit under the cursor."""
        row = self._table.row
        if isinstance(row, Suggestion):
            if self._writable():
                self._do(lambda: self._ledger.units.join([row.name], row.into))
        elif row is not None:
            self.dismiss(toggled("", "单位", row.name))

    def action_set_own(self) -> None:
        """Make the unit under the cursor 本单位, or none; a unit that no task names is written into the line."""
        entry, typed = self._table.entry, one_line(self._line.value)
        name = entry.name if entry else typed if self._table.row is None else ""
        if not name or (entry is None and name.isascii()):  # what was meant as pinyin is no name
            self._say_choose_a_unit()
        elif entry and entry.collective:
            self._say((f"“{shown_name(name)}”是统称，不能设为本单位", "yellow"))
        elif self._writable():
            own = "" if entry and entry.own else name
            self._do(lambda: self._ledger.units.set_own(own), name)

    def action_join(self) -> None:
        """Ask which other name is the same unit."""
        if entry := self._chosen():
            self.app.push_screen(JoinDialog(entry.name, self._directory), self._take_joining)

    def _take_joining(self, joining: Joining | None) -> None:
        if joining is not None:
            self._do(lambda: self._ledger.units.join([joining.name], joining.into), joining.into)

    def action_set_members(self) -> None:
        """Ask who the collective under the cursor stands for."""
        if entry := self._chosen():
            self.app.push_screen(
                MembersDialog(entry, self._directory), lambda members: self._take_members(entry, members)
            )

    def _take_members(self, entry: UnitEntry, members: tuple[str, ...] | None) -> None:
        if members is not None:
            self._do(lambda: self._ledger.units.set_group(entry.name, members), entry.name)

    def action_set_short(self) -> None:
        """Ask for the short name of the unit under the cursor."""
        if entry := self._chosen():
            self.app.push_screen(ShortNameDialog(entry), lambda short: self._take_short(entry, short))

    def _take_short(self, entry: UnitEntry, short: str | None) -> None:
        if short is not None:
            self._do(lambda: self._ledger.units.set_short(entry.name, short), entry.name)

    def action_part(self) -> None:
        """Have a name that was joined be a unit of its own again; ask which one where there are several.

        Of two names that may be one unit, say that they are two.
        """
        row = self._table.row
        if isinstance(row, Suggestion):
            if self._writable():
                self._do(lambda: self._ledger.units.set_apart(row.name, row.into))
            return
        entry = self._chosen()
        if entry is None:
            return
        if not entry.aliases:
            self._say((f"“{shown_name(entry.name)}”没有合并过别的名称", "yellow"))
        elif len(entry.aliases) == 1:
            self._part(entry.aliases[0])
        else:
            names = list(map(one_line, entry.aliases))
            self.app.push_screen(
                ChoiceDialog("把哪个名称拆开", names),
                lambda place: self._part(entry.aliases[place]) if place is not None else None,
            )

    def _part(self, name: str) -> None:
        self._do(lambda: self._ledger.units.part(name), name)

    def action_undo(self) -> None:
        """Take back the newest change that was made here and stands."""
        if not self._made:
            self._say(("在这里没有可以撤销的改动；更早的改动可在主屏幕按 Ctrl+Z 撤销", "yellow"))
        elif self._writable():
            self._do(lambda: self._ledger.undo(self._made[-1]), undoes=True)

    def _chosen(self) -> UnitEntry | None:
        """Return the unit under the cursor if it can be changed, and say so where there is none."""
        entry = self._table.entry
        if entry is None:
            self._say_choose_a_unit()
            return None
        return entry if self._writable() else None

    def _say_choose_a_unit(self) -> None:
        self._say(("先把光标移到一个单位上", "yellow"))

    def _do(self, change: Deed, name: str = "", *, undoes: bool = False) -> None:
        """Have the ledger changed, and say what came of it, or why nothing did; the cursor goes to a unit."""
        try:
            transaction = change()
        except GovtuiError as error:
            self.app.push_screen(error_dialog(error))
            return
        if transaction is None:
            self._say(("没有改动：已经是这样了", "label"))
            return
        if undoes:
            self._made.pop()
        else:
            self._made.append(transaction.number)
        self._changed(transaction)
        self._show(name)
        self._say(("已保存  ", "green"), (transaction.reason, ""), ("" if undoes else "  Ctrl+Z 撤销", "label"))
