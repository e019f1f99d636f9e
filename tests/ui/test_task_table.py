"""The table of tasks by itself: cursor and window through every change, headings, marks, the mouse."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.events import MouseScrollDown
from textual.geometry import Offset
from textual.message import Message
from textual.pilot import Pilot
from textual.screen import Screen

from govtui.config import ColumnChoice
from govtui.model import Task
from govtui.paths import asset
from govtui.review.grouping import Group
from govtui.review.rows import TaskRow
from govtui.timing.lights import read_light
from screens.themes import DEFAULTS
from widgets.segments import INK_CLASSES
from widgets.task_table import TaskTable

ROWS = 200
SIZE = (80, 21)
"""A header and twenty lines."""


def row(number: int) -> TaskRow:
    task = Task(id=f"1-{number}", document="1", seq=str(number), requirement=f"编制第{number}份公开目录，" * 6)
    return TaskRow(task, read_light(task, dt.date(2023, 11, 22)))


ALL = tuple(row(number) for number in range(1, ROWS + 1))
GROUPS = tuple(Group(f"第{place + 1}组", place * 10, 10, place % 11, 1) for place in range(ROWS // 10))


class InkedScreen(Screen[None]):
    """A screen that knows the inks, as every screen of the program does."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(INK_CLASSES)


class TableApp(App[None]):
    """Nothing but the table, and what it has said."""

    CSS_PATH = sorted(asset("styles").glob("*.tcss"))

    def __init__(self) -> None:
        super().__init__()
        self.said: list[Message] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return DEFAULTS

    def get_default_screen(self) -> Screen[None]:
        return InkedScreen()

    def compose(self) -> ComposeResult:
        yield TaskTable()

    def on_mount(self) -> None:
        self.table.show(ALL)

    @property
    def table(self) -> TaskTable:
        return self.query_one(TaskTable)

    def on_task_table_highlighted(self, message: TaskTable.Highlighted) -> None:
        self.said.append(message)

    def on_task_table_chosen(self, message: TaskTable.Chosen) -> None:
        self.said.append(message)

    def on_task_table_marked(self, message: TaskTable.Marked) -> None:
        self.said.append(message)

    def on_task_table_resized(self, message: TaskTable.Resized) -> None:
        self.said.append(message)

    def on_task_table_order_requested(self, message: TaskTable.OrderRequested) -> None:
        self.said.append(message)

    def of(self, kind: type[Message]) -> list[Message]:
        return [message for message in self.said if isinstance(message, kind)]


def lines(table: TaskTable) -> list[str]:
    return [table.render_line(y).text.rstrip() for y in range(table.size.height)]


def cursor_line(table: TaskTable) -> int:
    """The line of the window in which the task under the cursor begins."""
    assert table.cursor_row
    named = [table.cursor_row.task.id]
    return next(y for y, text in enumerate(lines(table)) if text.lstrip(" *").split()[:1] == named)


async def test_every_row_can_be_reached_and_is_in_sight() -> None:
    app = TableApp()
    async with app.run_test(size=SIZE) as pilot:
        table = app.table
        for height, groups in ((1, ()), (2, ()), (3, GROUPS), (1, GROUPS)):
            table.set_columns((), height)
            table.show(ALL, groups=groups)
            for place in (0, 1, 9, 10, 11, 57, 199, 198, 100, 0):
                table.move_to(place)
                await pilot.pause()
                assert table.cursor == place
                assert 1 <= cursor_line(table) <= table.size.height - height, (height, place)


@pytest.mark.parametrize("height", [1, 2, 3])
@pytest.mark.parametrize("groups", [(), GROUPS])
async def test_pages_lead_from_the_first_row_to_the_last_and_back(height: int, groups: Sequence[Group]) -> None:
    app = TableApp()
    async with app.run_test(size=SIZE):
        table = app.table
        table.set_columns((), height)
        table.show(ALL, groups=groups)
        for direction, end in ((1, ROWS - 1), (-1, 0)):
            places = [table.cursor]
            while table.cursor != end:
                table.page(direction)
                assert (table.cursor - places[-1]) * direction > 0
                assert abs(table.cursor - places[-1]) <= table.window_lines // height
                places.append(table.cursor)
            assert len(places) >= ROWS * height // table.window_lines


async def test_a_page_in_the_least_of_windows_moves_a_row() -> None:
    app = TableApp()
    async with app.run_test(size=(80, 2)):
        app.table.set_columns((), 3)
        app.table.page(1)
        assert app.table.cursor == 1


async def test_the_cursor_stays_on_its_task_and_in_its_line() -> None:
    app = TableApp()
    async with app.run_test(size=SIZE) as pilot:
        table = app.table
        table.move_to(100)
        table.move_to(95)
        await pilot.pause()
        line = cursor_line(table)
        changes = (
            lambda: table.show(ALL[::-1]),
            lambda: table.show(ALL, groups=GROUPS),
            lambda: table.show(ALL, groups=GROUPS, marks=frozenset({"1-96"}), words=["公开"]),
            lambda: table.show(tuple(row(number) for number in range(1, ROWS + 1))),
            lambda: table.show(ALL[50:150]),
            lambda: table.set_columns((ColumnChoice("编号"), ColumnChoice("具体要求")), 1),
        )
        for change in changes:
            change()
            await pilot.pause()
            assert table.cursor_row is not None
            assert (table.cursor_row.task.id, cursor_line(table)) == ("1-96", line)


async def test_a_row_far_away_comes_into_the_middle() -> None:
    app = TableApp()
    async with app.run_test(size=SIZE) as pilot:
        for place, line in ((100, 11), (105, 16), (199, 20), (60, 11), (0, 1)):
            app.table.move_to(place)
            await pilot.pause()
            assert cursor_line(app.table) == line


async def test_where_the_task_is_gone_the_cursor_stays_in_its_place() -> None:
    app = TableApp()
    async with app.run_test(size=SIZE):
        table = app.table
        table.move_to(95)
        table.show(ALL[:95] + ALL[96:])
        assert table.cursor_row is ALL[96]
        table.show(ALL[:10])
        assert table.cursor == 9
        table.show(())
        assert (table.cursor, table.cursor_row, table.count) == (0, None, 0)
        table.show(ALL)
        assert table.cursor == 0


async def test_rows_of_several_lines_and_headings_stand_below_each_other() -> None:
    app = TableApp()
    async with app.run_test(size=SIZE):
        table = app.table
        table.set_columns((), 2)
        table.show(ALL, groups=GROUPS)
        shown = lines(table)
        assert shown[1].split() == ["第1组", "共10项", "完成", "0项", "逾期1项", "0%"]
        assert [text.split()[0] for text in shown[2:8:2]] == ["1-1", "1-2", "1-3"]
        assert shown[3].startswith("                      ")
        assert shown[3].rstrip().endswith("…")


async def test_the_heading_stays_in_sight_while_its_group_does() -> None:
    app = TableApp()
    async with app.run_test(size=SIZE) as pilot:
        app.table.show(ALL, groups=GROUPS)
        app.table.move_to(28)
        await pilot.pause()
        first = next(text for text in lines(app.table) if text.startswith(" 1-"))
        assert lines(app.table)[1].split()[0] == f"第{(int(first.split()[0][2:]) - 1) // 10 + 1}组"


async def test_a_marked_row_has_a_sign_before_it() -> None:
    app = TableApp()
    async with app.run_test(size=SIZE):
        app.table.show(ALL, marks=frozenset({"1-2"}))
        assert [text[:4] for text in lines(app.table)[1:4]] == [" 1-1", "*1-2", " 1-3"]


async def test_an_empty_table_says_why() -> None:
    app = TableApp()
    async with app.run_test(size=SIZE):
        app.table.show((), empty_text="没有符合的任务")
        assert "  没有符合的任务" in lines(app.table)


# The mouse


async def test_a_click_puts_the_cursor_there_and_a_double_click_opens() -> None:
    app = TableApp()
    async with app.run_test(size=SIZE) as pilot:
        app.table.set_columns((), 2)
        app.table.show(ALL, groups=GROUPS)
        await pilot.click(TaskTable, offset=(30, 5))  # the second line of the second row
        assert app.table.cursor == 1
        await pilot.click(TaskTable, offset=(30, 1))  # a heading is nobody's row
        assert app.table.cursor == 1
        await pilot.click(TaskTable, offset=(30, 4), times=2)
        assert [message.row.task.id for message in app.of(TaskTable.Chosen)] == ["1-2"]  # type: ignore[attr-defined]


async def test_a_click_before_a_row_marks_it() -> None:
    app = TableApp()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.click(TaskTable, offset=(0, 3))
        assert [message.row.task.id for message in app.of(TaskTable.Marked)] == ["1-3"]  # type: ignore[attr-defined]


async def test_the_wheel_scrolls_and_leaves_the_cursor() -> None:
    app = TableApp()
    async with app.run_test(size=SIZE) as pilot:
        for _ in range(10):
            app.table.post_message(MouseScrollDown(app.table, 10, 5, 0, 0, 0, False, False, False))
        await pilot.pause()
        assert app.table.cursor == 0
        assert lines(app.table)[1].split()[0] != "1-1"
        app.table.move_to(1)
        await pilot.pause()
        assert lines(app.table)[1].split()[0] == "1-2"


async def test_a_click_on_a_title_asks_for_an_order_where_there_is_one() -> None:
    app = TableApp()
    async with app.run_test(size=SIZE) as pilot:
        for x in (2, 8, 30):  # 编号, 状态, 具体要求
            await pilot.click(TaskTable, offset=(x, 0))
        asked = app.of(TaskTable.OrderRequested)
        assert [message.title for message in asked] == ["编号", "状态"]  # type: ignore[attr-defined]


async def test_the_edge_of_a_column_is_drawn_with_the_mouse() -> None:
    app = TableApp()
    async with app.run_test(size=SIZE) as pilot:
        table = app.table
        edge = 1 + sum(column.cells + 1 for column in table.columns[:2]) - 1  # behind 状态
        before = [column.cells for column in table.columns]
        await drag(pilot, edge, edge + 4)
        after = {column.title: column.cells for column in table.columns}
        assert after["状态"] == before[1] + 4
        assert sum(cells + 1 for cells in after.values()) <= SIZE[0]
        [message] = app.of(TaskTable.Resized)
        assert message.columns[1] == ColumnChoice("状态", before[1] + 4)  # type: ignore[attr-defined]
        assert not app.of(TaskTable.OrderRequested)
        await pilot.click(TaskTable, offset=(2, 0))  # what comes after is an ordinary click again
        assert len(app.of(TaskTable.OrderRequested)) == 1


async def test_an_edge_that_was_only_clicked_changes_nothing() -> None:
    app = TableApp()
    async with app.run_test(size=SIZE) as pilot:
        before = app.table.columns
        await drag(pilot, before[0].cells + 1, before[0].cells + 1)
        assert (app.table.columns, app.of(TaskTable.Resized)) == (before, [])


async def drag(pilot: Pilot[None], start: int, end: int) -> None:
    await pilot.mouse_down(TaskTable, offset=Offset(start, 0))
    if end != start:
        await pilot.hover(TaskTable, offset=Offset(end, 0))
    await pilot.mouse_up(TaskTable, offset=Offset(end, 0))
    await pilot.pause()
