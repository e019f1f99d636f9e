"""The statistics: what stands there, every key, the way to the tasks behind a figure and back."""

from __future__ import annotations

import datetime as dt
import threading
from pathlib import Path

import pytest
from main_plan import NOW, plan
from screen_text import assert_snapshot, screen_text
from textual.pilot import Pilot

from govtui.app import GovtuiApp
from govtui.config import Settings
from govtui.errors import LedgerError
from govtui.keys.statistics import STATISTICS
from govtui.ledger.ledger import Ledger
from govtui.model import Progress, Status
from govtui.review.figures import Figure
from govtui.timekeeping import Count
from screens import statistics as module
from screens.main import MainScreen
from screens.reading import ReadingDialog
from screens.statistics import TREND, StatisticsScreen
from widgets.filter_line import FilterLine
from widgets.key_bar import KeyBar
from widgets.statistics_table import StatisticsTable, TrendTable
from widgets.view_bar import ViewBar

SIZE = (80, 24)
SIZES = [(80, 24), (120, 36), (200, 50)]


@pytest.fixture
def app(ledger: Ledger, today: dt.date) -> GovtuiApp:
    counted = Progress(dt.date(2023, 11, 2), "又公布1次。", counts=(Count("不少于4次", 1),))
    ledger.add_progress(["1-2"], counted)
    ledger.set_status(["1-2"], Status.DOING)
    return GovtuiApp(ledger, today, settings=Settings())


def shown(app: GovtuiApp) -> StatisticsScreen:
    assert isinstance(app.screen, StatisticsScreen)
    return app.screen


def table(app: GovtuiApp) -> StatisticsTable:
    return shown(app).query_one(StatisticsTable)


def trend(app: GovtuiApp) -> TrendTable:
    return shown(app).query_one(TrendTable)


def row_name(app: GovtuiApp) -> str:
    row = table(app).row
    assert row
    return row.name


def line_of(app: GovtuiApp, name: str) -> str:
    return next(line for line in screen_text(app).splitlines() if line.startswith(f" {name} "))


async def pressed(pilot: Pilot[None], *names: str) -> None:
    await pilot.press(*names)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def test_every_key_has_a_test() -> None:
    tested = {name.partition("test_key_")[2] for name in globals()}
    missing = [action.id for action in STATISTICS.actions if action.id.partition("(")[0] not in tested]
    assert not missing


# What stands there


async def test_it_shows_the_units_with_whoever_is_furthest_behind_first(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f9")
        text = screen_text(app)
        assert text.startswith(" 统计  青禾县2023年便民公开重点任务分解表")
        assert "今天 2023-11-22" in text
        assert "全部6项任务" in text
        assert "最落后的在前：先比逾期，再比欠序时，再比完成率" in text
        assert line_of(app, "合计（不重计）").split() == ["合计（不重计）", "6", "1", "1", "1", "4", "1/1", "17%"]
        assert line_of(app, "县财政局").split() == ["县财政局", "2", "0", "0", "1", "1", "1", "1/1", "0%"]
        assert row_name(app) == "县财政局"


async def test_only_what_the_filter_lets_through_is_counted_and_that_is_said(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        app.screen.query_one(FilterLine).put("单位:财政局")
        await pressed(pilot, "f9")
        assert "筛选：单位:财政局  2项任务" in screen_text(app)
        assert line_of(app, "合计（不重计）").split()[1] == "2"


async def test_an_empty_ledger_has_nothing_to_count(tmp_path: Path, today: dt.date) -> None:
    with Ledger.open(tmp_path / "空") as ledger:
        app = GovtuiApp(ledger, today, settings=Settings())
        async with app.run_test(size=SIZE) as pilot:
            await pressed(pilot, "f9", "enter", "f6", "left", "down")
            assert "没有任务可统计" in screen_text(app)
            await pressed(pilot, "5", "enter", "f6", "up")
            assert isinstance(app.screen, StatisticsScreen)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_snapshots(app: GovtuiApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await pressed(pilot, "f9")
        assert_snapshot(app, f"statistics-units-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_snapshots_of_the_trend(tmp_path: Path, today: dt.date, size: tuple[int, int]) -> None:
    day = dt.date(2023, 3, 10)
    with Ledger.open(tmp_path / "台账", now=lambda: dt.datetime.combine(day, NOW.timetz())) as ledger:
        ledger.add_documents([plan()])
        for month, settled in ((4, "1-3"), (5, "1-4.1"), (8, "1-5"), (9, "1-2")):
            day = dt.date(2023, month, 20)
            ledger.set_status([settled], Status.DONE)
        app = GovtuiApp(ledger, today, settings=Settings())
        async with app.run_test(size=size) as pilot:
            await pressed(pilot, "escape", "f9", "5")  # the first leaves what is said of a ledger without a backup
            assert_snapshot(app, f"statistics-trend-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", [(80, 24), (60, 16), (250, 70)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_nothing_is_wider_than_the_screen(app: GovtuiApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        for page in range(1, TREND + 1):
            await pressed(pilot, *(["f9"] if page == 1 else []), str(page))
            current = trend(app) if page == TREND else table(app)
            for y in range(current.size.height):
                assert current.render_line(y).cell_length <= current.size.width


# Every key


async def test_key_help(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f9", "f1")
        assert isinstance(app.screen, ReadingDialog)


async def test_key_choose(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f9", "enter")
        assert isinstance(app.screen, MainScreen)
        assert app.screen.query_one(FilterLine).text == '单位:"县财政局"'
        assert [row.task.id for row in app.screen._view.rows] == ["1-1", "1-2"]


async def test_each_figure_opens_its_own_tasks(app: GovtuiApp) -> None:
    async with app.run_test(size=(200, 50)) as pilot:
        await pressed(pilot, "f9")
        table(app).put_on(Figure.RED)
        await pressed(pilot, "enter")
        assert isinstance(app.screen, MainScreen)
        assert app.screen.query_one(FilterLine).text == '单位:"县财政局" 灯:红'
        assert [row.task.id for row in app.screen._view.rows] == ["1-1"]


async def test_the_total_opens_what_was_counted(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        app.screen.query_one(FilterLine).put("财政局")
        await pressed(pilot, "f9", "home", "enter")
        assert isinstance(app.screen, MainScreen)
        assert app.screen.query_one(FilterLine).text == "财政局"


async def test_a_figure_of_nothing_opens_nothing(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f9")
        table(app).put_on(Figure.SETTLED)
        await pressed(pilot, "enter")
        assert "县财政局没有这样的任务" in screen_text(app)


async def test_who_comes_back_finds_the_statistics_as_they_were(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        app.screen.query_one(FilterLine).put("公开")
        await pressed(pilot, "f9", "2", "right", "right", "end")
        name, figure = row_name(app), table(app).figure
        await pressed(pilot, "left", "left", "enter")
        assert isinstance(app.screen, MainScreen)
        assert app.screen.query_one(FilterLine).text.startswith("公开 主题:")
        await pressed(pilot, "f9", "right", "right")
        assert (row_name(app), table(app).figure) == (name, figure)
        assert "筛选：公开" in screen_text(app)
        await pressed(pilot, "escape", "escape")
        assert isinstance(app.screen, MainScreen)
        app.screen.query_one(FilterLine).put("便民")  # another filter is counted under anew
        await pressed(pilot, "f9")
        assert "筛选：便民" in screen_text(app)


async def test_key_sort(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f9", "f6")
        assert "按任务排列，多的在前" in screen_text(app)
        assert [row.tasks for row in table(app)._rows[1:3]] == [2, 2]
        await pressed(pilot, "f6")
        assert "按任务排列，少的在前" in screen_text(app)
        assert table(app)._rows[1].tasks == 1
        await pressed(pilot, "f6")
        assert "最落后的在前" in screen_text(app)
        await pressed(pilot, "5", "f6")
        assert "趋势总是按月份排列" in screen_text(app)


async def test_key_change_scope(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f9", "f3")
        assert "现在没有筛选，统计的就是全部任务" in screen_text(app)
        await pressed(pilot, "escape")
        app.screen.query_one(FilterLine).put("财政局")
        await pressed(pilot, "f9", "f3")
        assert "全部6项任务，不管筛选" in screen_text(app)
        assert line_of(app, "合计（不重计）").split()[1] == "6"
        await pressed(pilot, "home", "enter")
        assert isinstance(app.screen, MainScreen)
        assert app.screen.query_one(FilterLine).text == ""


async def test_key_show_page(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f9")
        for digit, first in zip("2345", ("主题", "来文", "月份", "月末"), strict=True):
            await pressed(pilot, digit)
            assert screen_text(app).splitlines()[2].startswith(f" {first} ")
        await pressed(pilot, chr(ord("２")))
        assert screen_text(app).splitlines()[2].startswith(" 主题 ")


async def test_key_next_page(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f9", "tab", "tab", "tab")
        assert shown(app).place.page == 4
        await pressed(pilot, "tab", "tab")
        assert shown(app).place.page == 1


async def test_key_previous_page(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f9", "shift+tab", "shift+tab")
        assert shown(app).place.page == 4


async def test_key_close(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        app.screen.query_one(FilterLine).put("财政局")
        await pressed(pilot, "f9", "down", "escape")
        assert isinstance(app.screen, MainScreen)
        assert app.screen.query_one(FilterLine).text == "财政局"


async def test_key_move_up(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f9", "up", "up")
        assert row_name(app) == "合计（不重计）"


async def test_key_move_down(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f9", "down", "down", "up")
        assert table(app).cursor == 2


async def test_key_page_up(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f9", "end", "pageup")
        assert table(app).cursor == 0


async def test_key_page_down(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f9", "pagedown")
        assert table(app).cursor == table(app).count - 1


async def test_key_go_first(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f9", "down", "home")
        assert table(app).cursor == 0


async def test_key_go_last(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f9", "end")
        assert table(app).cursor == table(app).count - 1


async def test_key_move_right(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f9", "right", "right")
        assert table(app).figure is Figure.SETTLED
        assert "县财政局  0  完成：已完成和已销号的" in screen_text(app)
        await pressed(pilot, *["right"] * 20)
        assert table(app).figure is Figure.RATE


async def test_key_move_left(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f9", "right", "left", "left", "left")
        assert table(app).figure is Figure.NAME


async def test_a_column_that_no_longer_fits_gives_the_cursor_back(app: GovtuiApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await pressed(pilot, "f9")
        table(app).put_on(Figure.LAST)
        assert table(app).figure is Figure.LAST
        await pilot.resize_terminal(80, 24)
        await pressed(pilot)
        assert table(app).figure is Figure.TASKS


# The mouse


async def test_a_click_puts_the_cursor_on_a_figure_and_a_second_one_opens_it(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f9", "home")
        column = next(each for each in table(app)._columns(79) if each.figure is Figure.RED)
        place = (column.start + column.cells - 1, 2)
        await pilot.click(StatisticsTable, offset=place)
        await pilot.pause()
        assert (row_name(app), table(app).figure) == ("县财政局", Figure.RED)
        await pilot.click(StatisticsTable, offset=place, times=2)
        await pilot.pause()
        assert isinstance(app.screen, MainScreen)


async def test_a_click_on_a_page_or_on_the_key_bar_is_as_good_as_the_key(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f9")
        await pilot.click(ViewBar, offset=(9, 0))
        await pilot.pause()
        assert shown(app).place.page == 2
        await pilot.click(KeyBar, offset=(9, 0))  # Enter
        await pilot.pause()
        assert isinstance(app.screen, MainScreen)


# The trend


async def test_the_trend_tells_of_the_months(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f9", "5")
        assert line_of(app, "今天").split() == ["今天", "6", "1", "1", "17%"]
        assert "按当时登记的算" in screen_text(app)
        await pressed(pilot, "enter")
        assert "这里是当时的数" in screen_text(app)


async def test_escape_stops_the_trend_and_leaves_only_then(app: GovtuiApp, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = threading.Event()

    def slow(*_words: object, goes_on: object, **_named: object) -> None:
        while goes_on():  # type: ignore[operator]
            stopped.wait(0.01)

    monkeypatch.setattr(module, "trend_of", slow)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f9", "5")
        await pilot.pause()
        assert "正在统计……按 Esc 停止" in screen_text(app)
        await pressed(pilot, "escape")
        assert "统计已停止" in screen_text(app)
        monkeypatch.undo()
        await pressed(pilot, "5")
        assert trend(app).count == 1
        await pressed(pilot, "escape")
        assert isinstance(app.screen, MainScreen)


async def test_leaving_the_page_stops_the_trend(app: GovtuiApp, monkeypatch: pytest.MonkeyPatch) -> None:
    ended = threading.Event()

    def slow(*_words: object, goes_on: object, **_named: object) -> None:
        while goes_on():  # type: ignore[operator]
            ended.wait(0.01)
        ended.set()

    monkeypatch.setattr(module, "trend_of", slow)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f9", "5")
        await pilot.pause()
        await pressed(pilot, "1")
        assert ended.is_set()
        assert row_name(app) == "县财政局"


async def test_a_damaged_journal_is_told(app: GovtuiApp, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_words: object, **_named: object) -> None:
        raise LedgerError("当时的情况查不出来", "修改记录有损坏", "请运行 govtui check 检查台账")

    monkeypatch.setattr(module, "trend_of", failing)
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f9", "5")
        assert "请运行 govtui check 检查台账" in screen_text(app)
        await pressed(pilot, "escape")
        assert "统计不出来" in screen_text(app)


# What is left where there is no colour, and where the cursor begins


async def test_without_colours_a_bar_shows_only_what_is_settled(
    app: GovtuiApp, ledger: Ledger, today: dt.date, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f9")
        assert {ink for _, ink in table(app)._bar(table(app)._rows[0], 12)} == {
            "fill-green",
            "fill-red",
            "fill-yellow",
            "fill-off",
        }
    monkeypatch.setenv("NO_COLOR", "1")
    plain = GovtuiApp(ledger, today, settings=Settings())
    async with plain.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f9")
        assert {ink for _, ink in table(plain)._bar(table(plain)._rows[0], 12)} == {"fill-green", "fill-off"}
        await pressed(pilot, "5")
        assert "绿：完成" not in screen_text(plain)


async def test_the_months_begin_with_this_one_and_a_sorted_list_at_its_top(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f9", "4")
        assert row_name(app) == "2023年11月"
        await pressed(pilot, "f6")
        assert table(app).cursor == 1


async def test_what_is_kept_of_a_place_that_is_gone_does_no_harm(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f9", "down", "down")
        key = shown(app).place.key
        await pressed(pilot, "escape")
        app.screen.query_one(FilterLine).put("信访")  # none of them is counted under this filter
        await pressed(pilot, "f9")
        assert key != shown(app).place.key
        assert row_name(app) == "县信访局"
