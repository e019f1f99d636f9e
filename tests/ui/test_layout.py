"""The dialog about the layout: the table behind it follows, Esc brings back what was there, Ctrl+S keeps it."""

from __future__ import annotations

import datetime as dt

import pytest
from screen_text import screen_text

from govtui.app import GovtuiApp
from govtui.config import ColumnChoice, Settings, load_settings
from govtui.keys.layout import LAYOUT
from govtui.ledger.ledger import Ledger
from govtui.review.grouping import Grouping
from screens.layout import LayoutDialog
from screens.main import MainScreen
from widgets.column_list import ColumnList
from widgets.task_table import TaskTable
from widgets.text_pane import TextPane

SIZE = (120, 36)


def main_of(app: GovtuiApp) -> MainScreen:
    return next(screen for screen in app.screen_stack if isinstance(screen, MainScreen))


def table(app: GovtuiApp) -> TaskTable:
    return main_of(app).query_one(TaskTable)


def titles(app: GovtuiApp) -> list[str]:
    return [column.title for column in table(app).columns]


def cells(app: GovtuiApp, title: str) -> int:
    return next(column.cells for column in table(app).columns if column.title == title)


USUAL = ["编号", "状态", "亮灯", "重点任务", "具体要求", "责任单位", "完成时限", "剩余"]


def test_every_key_of_the_layout_has_a_test() -> None:
    assert not [action.id for action in LAYOUT.actions if f"test_key_{action.id}" not in globals()]


@pytest.mark.parametrize("key", ["space", "enter"])
async def test_key_choose_column(app: GovtuiApp, key: str) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+v", "down", key)
        assert titles(app) == [title for title in USUAL if title != "状态"]
        await pilot.press(key)
        assert titles(app) == USUAL


async def test_the_last_column_stays(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+v", *["space", "down"] * 7, "space")
        assert titles(app) == ["剩余"]
        assert "至少要有一栏" in screen_text(app)


async def test_key_narrow(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        before = cells_of(app)
        await pilot.press("ctrl+v", *["down"] * 5, "left", "left")
        after = cells_of(app)
        assert after["责任单位"] == before["责任单位"] - 4
        assert after["具体要求"] > before["具体要求"]
        await pilot.press(*["left"] * 30)
        assert cells(app, "责任单位") == 4


def cells_of(app: GovtuiApp) -> dict[str, int]:
    return {column.title: column.cells for column in table(app).columns}


async def test_key_widen(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        before = cells_of(app)["责任单位"]
        await pilot.press("ctrl+v", *["down"] * 5, "right")
        assert cells(app, "责任单位") == before + 2
        await pilot.press(*["right"] * 30)
        assert "窗口放不下" in screen_text(app)
        assert len(titles(app)) < len(USUAL)
        assert titles(app) == USUAL[: len(titles(app))]


async def test_what_is_not_chosen_has_no_width(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+v", *["down"] * 8, "right")
        assert "先按空格选上这一栏" in screen_text(app)
        assert titles(app) == USUAL


@pytest.mark.parametrize("key", ["ctrl+up", "shift+up"])
async def test_key_raise(app: GovtuiApp, key: str) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+v", "end", "home", "down", key, key)
        assert titles(app)[:3] == ["状态", "编号", "亮灯"]
        assert app.screen.query_one(ColumnList).cursor == 0


@pytest.mark.parametrize("key", ["ctrl+down", "shift+down"])
async def test_key_lower(app: GovtuiApp, key: str) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+v", "down", key)
        assert titles(app)[:3] == ["编号", "亮灯", "状态"]
        assert app.screen.query_one(ColumnList).cursor == 2


async def test_key_next_lines(app: GovtuiApp) -> None:
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("ctrl+v")
        before = table(app).window_rows
        await pilot.press("f2")
        assert table(app).window_rows == before // 2
        assert "每项2行" in screen_text(app)
        await pilot.press("f2", "f2")
        assert table(app).window_rows == before


async def test_key_next_grouping(app: GovtuiApp) -> None:
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("ctrl+v", "f3")
        assert main_of(app)._view.group is Grouping.UNIT
        assert table(app).render_line(1).text.split()[:2] == ["县政府办公室", "共2项"]
        await pilot.press("escape")
        assert main_of(app)._view.group is Grouping.NONE


async def test_the_grouping_is_kept_for_the_next_time(app: GovtuiApp, ledger: Ledger, today: dt.date) -> None:
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("ctrl+v", "f3", "escape")
        assert load_settings().group == "", "it was not to be kept"
        await pilot.press("ctrl+v", "f3", "f3", "ctrl+s")
        assert load_settings().group == "状态"
        await pilot.press("tab")
        assert load_settings().group == "亮灯"
    again = GovtuiApp(ledger, today, settings=load_settings())
    async with again.run_test(size=(80, 40)) as pilot:
        assert main_of(again)._view.group is Grouping.LIGHT
        assert table(again).render_line(1).text.split()[:2] == ["红", "共1项"]
        await pilot.press(*["tab"] * 4)
        assert main_of(again)._view.group is Grouping.NONE
        assert load_settings().group == ""


@pytest.mark.parametrize("size", [SIZE, (80, 24)])
async def test_what_the_filter_says_of_groups_goes_first(app: GovtuiApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        main_of(app).look_for("分组:状态")
        await pilot.press("ctrl+v")
        assert "筛选行里写着“分组:状态”，以它为准；这里选的清除筛选后才用" in screen_text(app)
        await pilot.press("f3")
        assert "以它为准；这里选的清除筛选后才用" in screen_text(app)
        await pilot.press("ctrl+s")
        assert (main_of(app)._view.group, main_of(app)._view.shown_group) == (Grouping.UNIT, Grouping.STATUS)
        main_of(app).look_for("")
        await pilot.press("ctrl+v")
        assert "以它为准" not in screen_text(app)


async def test_key_next_pane(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        pane = main_of(app).query_one("#task", TextPane)
        await pilot.press("ctrl+v")
        assert pane.region.y > table(app).region.y
        await pilot.press("f4")
        assert (pane.region.y, pane.region.x) == (table(app).region.y, table(app).region.right)
        await pilot.press("f4")
        assert pane.region.y == table(app).region.bottom
        await pilot.press("f4")
        assert not pane.region.area
        await pilot.press("f4")
        assert pane.region.y == table(app).region.bottom


async def test_below_in_a_wide_window(app: GovtuiApp) -> None:
    async with app.run_test(size=(160, 40)) as pilot:
        pane = main_of(app).query_one("#task", TextPane)
        assert pane.region.x == table(app).region.right
        await pilot.press("ctrl+v", "f4", "f4")
        assert (pane.region.x, pane.region.y) == (table(app).region.x, table(app).region.bottom)


async def test_key_reset(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+v", "space", "f2", "f4", "f6")
        assert titles(app) == USUAL
        await pilot.press("ctrl+s")
        assert (app_settings(app).columns, app_settings(app).row_lines, app_settings(app).pane) == ((), 1, "")


def app_settings(app: GovtuiApp) -> Settings:
    return main_of(app)._settings


async def test_key_save(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+v", "down", "space", "f2", "f4", "ctrl+s")
        assert app.screen is main_of(app)
        assert "已记住版面" in screen_text(app)
    saved = load_settings()
    assert [choice.name for choice in saved.columns] == [title for title in USUAL if title != "状态"]
    assert (saved.row_lines, saved.pane) == (2, "right")


async def test_what_was_kept_is_there_the_next_time(ledger: Ledger, today: dt.date) -> None:
    columns = (ColumnChoice("编号"), ColumnChoice("具体要求"), ColumnChoice("更新日期", 12))
    app = GovtuiApp(ledger, today, settings=Settings(columns=columns, row_lines=3, pane="off"))
    async with app.run_test(size=SIZE):
        assert titles(app) == ["编号", "具体要求", "更新日期"]
        assert not main_of(app).query_one("#task", TextPane).region.area
        assert "2023-09-04" in screen_text(app)


async def test_key_close(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+v", "space", "f2", "f3", "f4", "escape")
        assert titles(app) == USUAL
        assert main_of(app).query_one("#task", TextPane).region.y == table(app).region.bottom
    assert load_settings().columns == ()


async def test_key_move_down(app: GovtuiApp) -> None:
    await moved(app, ["down", "down"], 2)


async def test_key_move_up(app: GovtuiApp) -> None:
    await moved(app, ["down", "down", "up"], 1)


async def test_key_page_down(app: GovtuiApp) -> None:
    await moved(app, ["pagedown", "pagedown"], 15)


async def test_key_page_up(app: GovtuiApp) -> None:
    await moved(app, ["end", "pageup", "pageup"], 0)


async def test_key_go_first(app: GovtuiApp) -> None:
    await moved(app, ["end", "home"], 0)


async def test_key_go_last(app: GovtuiApp) -> None:
    await moved(app, ["end"], 15)


async def moved(app: GovtuiApp, keys: list[str], place: int) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+v", *keys)
        assert isinstance(app.screen, LayoutDialog)
        assert app.screen.query_one(ColumnList).cursor == place


async def test_a_double_click_chooses(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+v")
        await pilot.click(ColumnList, offset=(8, 2))
        await pilot.click(ColumnList, offset=(8, 2), times=2)
        assert titles(app) == [title for title in USUAL if title != "状态"]


@pytest.mark.parametrize("size", [(80, 24), (80, 18), (200, 50)])
async def test_the_table_stays_in_sight(app: GovtuiApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await pilot.press("ctrl+v")
        top = app.screen.query_one("#dialog").region.y
        assert top >= table(app).region.y + 3
        assert "Ctrl+S 保存" in screen_text(app)
        assert app.screen.query_one(ColumnList).window_rows >= 5


async def test_the_titles_sort(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        place = next(x for x, column in starts(app) if column == "剩余")
        await pilot.click(TaskTable, offset=(place, 0))
        assert main_of(app)._view.order.value == "完成时限"
        await pilot.click(TaskTable, offset=(place, 0))
        assert main_of(app)._view.order.value == "原表顺序"


def starts(app: GovtuiApp) -> list[tuple[int, str]]:
    found, start = [], 1
    for column in table(app).columns:
        found.append((start, column.title))
        start += column.cells + 1
    return found


async def test_a_width_given_with_the_mouse_is_kept(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        edge = starts(app)[2][0] - 1
        await pilot.mouse_down(TaskTable, offset=(edge, 0))
        await pilot.hover(TaskTable, offset=(edge + 3, 0))
        await pilot.mouse_up(TaskTable, offset=(edge + 3, 0))
        await pilot.pause()
        assert cells(app, "状态") == 9
    assert ColumnChoice("状态", 9) in load_settings().columns
