"""The statistics (统计) on a screen of their own: by unit, theme, document, month, and the trend over the months."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import msgspec
from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.worker import Worker, get_current_worker

from govtui.errors import GovtuiError
from govtui.keys.statistics import STATISTICS, VIEWS
from govtui.ledger.then import Present
from govtui.review.figure_terms import filter_of
from govtui.review.figures import Figure, Sorting, cell_of, explanation_of, sorted_rows, sorting_words, title_of
from govtui.review.statistics import Dimension, Point, Statistics, statistics_of
from govtui.review.trend import trend_of
from govtui.review.view import TaskView
from govtui.text import clip, one_line
from screens.bindings import bindings, present
from screens.moving import BarScreen, RowMoving, Rows
from screens.reading import error_dialog, help_dialog
from widgets.key_bar import KeyBar
from widgets.line_bar import LineBar
from widgets.row_list import RowList
from widgets.segments import Line
from widgets.statistics_table import StatisticsTable, TrendTable
from widgets.view_bar import ViewBar

TREND = len(VIEWS)
"""The page of the trend."""

FILTER_CELLS = 30
"""So much of the filter is shown."""


class Place(msgspec.Struct, frozen=True):
    """Where the clerk was in the statistics, to come back to."""

    page: int = 1
    key: str | None = None
    """The row's key; None for the total."""
    figure: Figure = Figure.TASKS
    sorting: Sorting = Sorting()
    whole: bool = False
    """All tasks are counted, whatever the filter lets through."""


class StatisticsScreen(BarScreen[str], RowMoving):
    """Its result is the filter that shows the tasks behind a figure, None where one only looked."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(STATISTICS)

    class Counted(Message):
        """The trend has been worked out."""

        def __init__(self, outcome: tuple[Point, ...] | GovtuiError) -> None:
            super().__init__()
            self.outcome = outcome

    def __init__(self, view: TaskView, ledger_name: str, present: Callable[[], Present], place: Place) -> None:
        """Count what `view` shows, of the ledger called so; `present` gives the ledger, to look back from."""
        super().__init__()
        self._view = view
        self._ledger_name = ledger_name
        self._present = present
        self._place = place
        self._known: dict[tuple[int, bool], Statistics] = {}
        self._trends: dict[bool, tuple[Point, ...]] = {}
        self._worker: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        """Lay out header, pages, the tables of which one is shown, what the figure means, and foot."""
        yield LineBar(id="header")
        with Horizontal(id="pages"):
            yield ViewBar(tuple(enumerate(VIEWS, 1)))
            yield LineBar(id="scope")
        yield StatisticsTable(id="statistics")
        yield TrendTable(id="trend")
        yield LineBar(id="meaning")
        yield LineBar(id="summary")
        yield KeyBar(present(self, STATISTICS))

    def on_mount(self) -> None:
        """Show the page where the clerk was last."""
        left: Line = [("统计  ", "heading"), (one_line(self._ledger_name), "strong")]
        self.query_one("#header", LineBar).show(left, [(f"今天 {self._view.today}", "")])
        self._table.put_on(self._place.figure)
        self._show_page(self._place.page)

    @property
    def place(self) -> Place:
        """Where the clerk is."""
        row = self._table.row
        if self._place.page == TREND or row is None:
            return self._place
        key = row.key if self._table.cursor else None
        return msgspec.structs.replace(self._place, key=key, figure=self._table.figure)

    @property
    def counted_under(self) -> str:
        """The filter that lets through what is counted, as long as not all is."""
        return self._view.query.text

    @property
    def moved_rows(self) -> Rows:
        """The list that the keys move in."""
        return self._trend if self._place.page == TREND else self._table

    @property
    def _table(self) -> StatisticsTable:
        return self.query_one(StatisticsTable)

    @property
    def _trend(self) -> TrendTable:
        return self.query_one(TrendTable)

    @property
    def _dimension(self) -> Dimension:
        return Dimension(VIEWS[self._place.page - 1])

    @property
    def _counted_view(self) -> TaskView:
        return self._view.filtered("") if self._place.whole else self._view

    # Showing

    def _show_page(self, page: int) -> None:
        self._stop_counting()
        self._place = msgspec.structs.replace(self.place, page=page)
        self.query_one(ViewBar).show(page)
        self.query_one("#scope", LineBar).show([], self._scope_line())
        self._table.display, self._trend.display = page != TREND, page == TREND
        if page == TREND:
            self._show_trend()
        else:
            self._show_figures()

    def _scope_line(self) -> Line:
        view = self._view
        text = one_line(view.query.text)
        if not text:
            return [(f"全部{len(view.everything)}项任务", "")]
        if self._place.whole:
            return [(f"全部{len(view.everything)}项任务，不管筛选", "yellow")]
        return [(f"筛选：{clip(text, FILTER_CELLS)}  ", "strong"), (f"{len(view.rows)}项任务", "")]

    def _statistics(self) -> Statistics:
        known = self._known.get((self._place.page, self._place.whole))
        if known is None:
            known = statistics_of(self._counted_view, self._dimension)
            self._known[self._place.page, self._place.whole] = known
        return known

    def _show_figures(self) -> None:
        """Show the page's figures, the cursor on the row where it was, else on this month or the first one."""
        statistics, place = self._statistics(), self._place
        rows = sorted_rows(statistics, place.sorting)
        keys = [row.key for row in rows]
        month = "" if place.sorting.figure else f"{self._view.today:%Y-%m}"
        wanted = next((key for key in (place.key, month) if key in keys), None)
        cursor = 1 if wanted is None else keys.index(wanted) + 1
        self._table.show(statistics, rows, place.sorting, cursor, "没有任务可统计")
        self._show_meaning()

    def _show_meaning(self) -> None:
        """Say what the figure under the cursor counts, and in which order the rows stand."""
        statistics, row, figure = self._statistics(), self._table.row, self._table.figure
        said: Line = [(f"{title_of(figure, statistics)}：", "strong"), (explanation_of(figure, statistics), "label")]
        if row and figure is not Figure.NAME:
            said = [(f"{one_line(row.name)}  ", "strong"), (f"{cell_of(figure, row) or '没有'}  ", ""), *said]
        self.query_one("#meaning", LineBar).show(said)
        self.query_one("#summary", LineBar).show([(sorting_words(statistics, self._place.sorting), "label")])

    # The trend

    def _show_trend(self) -> None:
        self.query_one("#meaning", LineBar).show(
            [("每月末台账里的任务、完成的和亮红灯的，按当时登记的算；红灯按现在的亮灯规则", "label")]
        )
        self.query_one("#summary", LineBar).show([("最近12个月，新的在下面", "label")])
        if (points := self._trends.get(self._place.whole)) is not None:
            self._trend.show(points, self._red)
            return
        self._trend.show((), self._red, "正在统计……按 Esc 停止")
        view = self._counted_view
        only = {row.task.id for row in view.rows} if len(view.rows) < len(view.everything) else None
        self._worker = self._count(self._present(), only)

    @property
    def _red(self) -> str:
        known = next(iter(self._known.values()), None) or statistics_of(self._view, Dimension.STATUS)
        return title_of(Figure.RED, known)

    @work(thread=True)
    def _count(self, present: Present, only: set[str] | None) -> None:
        worker = get_current_worker()
        view = self._view
        try:
            outcome = trend_of(
                present,
                view.today,
                almanac=view.reader.almanac,
                only=only,
                goes_on=lambda: not worker.is_cancelled,
            )
        except GovtuiError as error:
            self.post_message(self.Counted(error))
            return
        if outcome is not None and not worker.is_cancelled:
            self.post_message(self.Counted(outcome))

    def on_statistics_screen_counted(self, message: Counted) -> None:
        """Show the months, or why there are none."""
        if self._worker is None:  # stopped just before
            return
        self._worker = None
        if isinstance(message.outcome, GovtuiError):
            self._trend.show((), self._red, "统计不出来")
            self.app.push_screen(error_dialog(message.outcome))
            return
        self._trends[self._place.whole] = message.outcome
        self._trend.show(message.outcome, self._red)

    def _stop_counting(self) -> bool:
        """Stop working out the trend, and say whether there was something to stop."""
        if self._worker is None:
            return False
        self._worker.cancel()
        self._worker = None
        return True

    # Moving

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Say what is under the cursor."""
        if message.rows is self._table and self._place.page != TREND:
            self._show_meaning()

    async def on_row_list_chosen(self, _message: RowList.Chosen) -> None:
        """A second click is as good as Enter."""
        self.action_choose()

    def on_view_bar_chosen(self, message: ViewBar.Chosen) -> None:
        """A click on a page is as good as its digit."""
        self._show_page(message.digit)

    def action_show_page(self, page: int) -> None:
        """Show a page."""
        self._show_page(page)

    def action_next_page(self) -> None:
        """Show the next page."""
        self._show_page(self._place.page % TREND + 1)

    def action_previous_page(self) -> None:
        """Show the page before."""
        self._show_page((self._place.page - 2) % TREND + 1)

    def action_move_left(self) -> None:
        """Move to the figure on the left."""
        self._table.move_column(-1)

    def action_move_right(self) -> None:
        """Move to the figure on the right."""
        self._table.move_column(1)

    # Doing

    def action_sort(self) -> None:
        """Sort the rows by the figure under the cursor, the cursor at the top."""
        if self._place.page == TREND:
            self._say("趋势总是按月份排列")
            return
        sorting = self._place.sorting.next_of(self._table.figure)
        self._place = msgspec.structs.replace(self.place, sorting=sorting, key=None)
        self._show_figures()

    def action_change_scope(self) -> None:
        """Count all tasks instead of those that the filter lets through, or the other way round."""
        if not self._view.query.text.strip():
            self._say("现在没有筛选，统计的就是全部任务")
            return
        self._place = msgspec.structs.replace(self.place, whole=not self._place.whole)
        self._show_page(self._place.page)

    def action_choose(self) -> None:
        """Go to the tasks behind the figure under the cursor."""
        if self._place.page == TREND:
            self._say("这里是当时的数；要看现在的任务，请到其他几页")
            return
        statistics, row, figure = self._statistics(), self._table.row, self._table.figure
        if row is None:
            return
        if cell_of(figure, row) in ("0", ""):
            self._say(f"{one_line(row.name)}没有这样的任务")
            return
        start = "" if self._place.whole else self._view.query.text
        total = self._table.cursor == 0
        self.dismiss(filter_of(start, statistics.by, None if total else row.key, figure))

    def _say(self, words: str) -> None:
        self.query_one("#summary", LineBar).show([(words, "yellow")])

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(help_dialog(self, STATISTICS))

    def action_close(self) -> None:
        """Stop what is being worked out; else go back to the ledger."""
        if self._stop_counting():
            self._trend.show((), self._red, "统计已停止。按 Tab、数字换页，按 5 重新统计")
        else:
            self.dismiss(None)
