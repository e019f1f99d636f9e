"""Tasks of several plans that may be the same matter (相同任务), on a screen of their own: compared and linked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from govtui.errors import GovtuiError
from govtui.keys.twins import TWINS
from govtui.ledger.ledger import Ledger
from govtui.ledger.transactions import Transaction
from govtui.model import Task
from govtui.review.facts import deadline_fact, units_fact
from govtui.review.twins import Sort, Span, TwinPair, differing, differing_words, likeness_words, relinked, sort_of
from govtui.text import one_line
from screens.bindings import bindings, present
from screens.moving import BarScreen, RowMoving, Rows
from screens.reading import error_dialog, help_dialog
from widgets.hits import inked, wrapped
from widgets.key_bar import KeyBar
from widgets.line_bar import LineBar
from widgets.row_list import RowList
from widgets.segments import Line
from widgets.task_text import labelled, paragraph
from widgets.text_pane import LinesAt, TextPane
from widgets.twin_table import TwinRow, TwinTable

_EMPTY = {
    Sort.CANDIDATES: "没有待核对的了。按 F6 看已关联的",
    Sort.LINKED: "还没有关联过",
    Sort.DENIED: "没有标为不是同一件的",
}


class TwinsScreen(BarScreen[tuple[Transaction, ...]], RowMoving):
    """Its result are the changes that were made from it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(TWINS)

    def __init__(
        self,
        ledger: Ledger,
        pairs: Sequence[TwinPair],
        denied: Collection[frozenset[str]] = (),
        *,
        task_id: str = "",
        writable: Callable[[], bool] = lambda: True,
    ) -> None:
        """Show `pairs` of tasks of a ledger; `denied` are those that were said not to be the same matter.

        The cursor stands on the first pair of the task with `task_id`, if there is one. `writable` says whether
        something can be changed, and tells the clerk why not.
        """
        super().__init__()
        self._ledger = ledger
        self._pairs = relinked(pairs, ledger.tasks)
        self.denied = set(denied)
        """The pairs that the clerk has said are not the same matter."""
        self._writable = writable
        self._sort = Sort.CANDIDATES
        self._shown: list[TwinPair] = []
        self._task_id = task_id
        self._made: list[Transaction] = []

    def compose(self) -> ComposeResult:
        """Lay out header, pairs, the two tasks side by side, and foot."""
        yield LineBar(id="header")
        yield TwinTable(id="pairs")
        with Horizontal(id="compared"):
            yield TextPane(id="first")
            yield TextPane(id="second")
        yield LineBar(id="summary")
        yield KeyBar(present(self, TWINS))

    def on_mount(self) -> None:
        """Show the pairs that are to be looked at."""
        self._show()
        own = (place for place, pair in enumerate(self._shown) if self._task_id in pair.key)
        self._table.move_to(next(own, 0))

    @property
    def moved_rows(self) -> Rows:
        """The list that the keys move in."""
        return self._table

    @property
    def _table(self) -> TwinTable:
        return self.query_one(TwinTable)

    @property
    def _pair(self) -> TwinPair | None:
        """The pair under the cursor; where there is none, that is said."""
        if self._shown:
            return self._shown[self._table.cursor]
        self._say([("没有选中的任务", "yellow")])
        return None

    # Showing

    def _show(self) -> None:
        """Show the pairs as they stand now; the cursor stays at its place."""
        sorts = [sort_of(pair, self.denied) for pair in self._pairs]
        self._shown = [pair for pair, sort in zip(self._pairs, sorts, strict=True) if sort is self._sort]
        ids = [task_id for pair in self._shown for task_id in (pair.first, pair.second)]
        self._table.show(ids, len(self._shown), self._table.cursor, self._row, _EMPTY[self._sort])
        self._show_pair()
        self._show_header(Counter(sorts))
        self._say([])

    def _show_header(self, counts: Counter[Sort]) -> None:
        left: Line = [("相同任务  ", "heading")]
        for sort in Sort:
            left.append((f"{sort.value} {counts[sort]}  ", "strong" if sort is self._sort else "label"))
        read_only = [("只供查看", "yellow")] if self._ledger.read_only else []
        self.query_one("#header", LineBar).show(left, read_only or [(one_line(self._ledger.name), "")])

    def _row(self, place: int) -> TwinRow:
        pair = self._shown[place]
        return TwinRow(likeness_words(pair), pair.first, pair.second, self._ledger.tasks[pair.first].requirement)

    def _show_pair(self) -> None:
        panes = [self.query_one(f"#{name}", TextPane) for name in ("first", "second")]
        if not self._shown:
            for pane in panes:
                pane.show(lambda _cells: [])
            return
        pair = self._shown[self._table.cursor]
        tasks = [self._ledger.tasks[pair.first], self._ledger.tasks[pair.second]]
        spans = differing(tasks[0].requirement, tasks[1].requirement)
        for pane, task, own in zip(panes, tasks, spans, strict=True):
            pane.show(self._lines_of(task, own))

    def _lines_of(self, task: Task, spans: Sequence[Span]) -> LinesAt:
        document = self._ledger.documents.get(task.document)
        title = one_line(document.title or document.source) if document else ""

        def lines_at(cells: int) -> list[Line]:
            lines: list[Line] = [[(f"{task.id}  ", "heading"), (task.status.label, "strong")]]
            lines += paragraph(title, cells, "theme")
            lines += [inked(part, "", spans) for part in wrapped(task.requirement, cells)]
            told = ("不同之处", differing_words(task.requirement, spans))
            progress = ("进展", f"{len(task.progress)}条" if task.progress else "还没有")
            return [*lines, [], *labelled([told, units_fact(task), deadline_fact(task), progress], cells)]

        return lines_at

    def _say(self, line: Line) -> None:
        self.query_one("#summary", LineBar).show(line)

    def on_row_list_moved(self, _message: RowList.Moved) -> None:
        """Show the pair under the cursor."""
        self._show_pair()

    def on_row_list_chosen(self, _message: RowList.Chosen) -> None:
        """A second click on a pair links it."""
        self.action_link()

    def action_pane_up(self) -> None:
        """Scroll both tasks up."""
        for pane in self.query(TextPane):
            pane.scroll_lines(-1)

    def action_pane_down(self) -> None:
        """Scroll both tasks down."""
        for pane in self.query(TextPane):
            pane.scroll_lines(1)

    def action_next_sort(self) -> None:
        """Show the pairs of which something else has become."""
        sorts = list(Sort)
        self._sort = sorts[(sorts.index(self._sort) + 1) % len(sorts)]
        self._show()

    # Doing

    def action_link(self) -> None:
        """Say that the two tasks are the same matter."""
        if (pair := self._pair) is None:
            return
        if pair.linked:
            self._say([("这两项已经关联，F4 取消关联", "yellow")])
        else:
            self._do(lambda: self._ledger.link([pair.first, pair.second]))

    def action_unlink(self) -> None:
        """Say that the two tasks are not linked any more: the second one becomes a matter of its own."""
        if (pair := self._pair) is None:
            return
        if not pair.linked:
            self._say([("这两项没有关联", "yellow")])
        else:
            self._do(lambda: self._ledger.unlink([pair.second]))

    def action_deny(self) -> None:
        """Say that the two tasks are not the same matter, or take that back."""
        if (pair := self._pair) is None:
            return
        if pair.linked:
            self._say([("这两项已经关联，先按 F4 取消关联", "yellow")])
            return
        taken_back = pair.key in self.denied
        self.denied ^= {pair.key}
        self._show()
        named = f"{pair.first} 和 {pair.second}"
        words = f"{named}又列为待核对" if taken_back else f"{named}不是同一件，F6 可换看、恢复"
        self._say([(words, "green")])

    def action_undo(self) -> None:
        """Take back the last change."""
        self._do(self._ledger.undo)

    def action_redo(self) -> None:
        """Make the change stand again that was taken back last."""
        self._do(self._ledger.redo)

    def _do(self, change: Callable[[], Transaction | None]) -> None:
        if not self._writable():
            return
        try:
            transaction = change()
        except GovtuiError as error:
            self.app.push_screen(error_dialog(error))
            return
        if transaction is None:
            self._say([("没有改动：已经是这样了", "label")])
            return
        self._made.append(transaction)
        self._pairs = relinked(self._pairs, self._ledger.tasks)
        self._show()
        self._say([("已保存  ", "green"), (transaction.reason, ""), ("  Ctrl+Z 撤销", "label")])

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(help_dialog(self, TWINS))

    def action_close(self) -> None:
        """Go back, with what was changed."""
        self.dismiss(tuple(self._made))
