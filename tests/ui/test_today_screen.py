"""What comes first today: when it is shown, every key, going to a task, typing on into the filter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from main_plan import NOW, by, plan
from screen_text import assert_snapshot, screen_text
from textual.pilot import Pilot

from govtui.app import GovtuiApp
from govtui.config import Settings, load_settings
from govtui.keys.keymap import TODAY
from govtui.ledger.ledger import Ledger
from govtui.model import DocumentDraft, Status, TaskDraft
from govtui.review.today import Section
from screens.clocks import ClocksScreen
from screens.main import MainScreen
from screens.month import MonthScreen
from screens.reading import NoticeDialog, ReadingDialog
from screens.rounds import RoundsScreen
from screens.today import TodayScreen
from widgets.agenda_list import AgendaList
from widgets.filter_line import FilterLine
from widgets.key_bar import KeyBar
from widgets.round_table import RoundTable
from widgets.task_table import TaskTable

SIZE = (80, 24)


@pytest.fixture
def app(ledger: Ledger, today: dt.date) -> GovtuiApp:
    ledger.time.start_clock("依申请公开", "张某申请公开征地批文", dt.date(2023, 11, 6))
    ledger.time.add_schedule("每月25日前", "月报", dt.date(2023, 11, 1))
    return GovtuiApp(ledger, today, settings=Settings(operator="李青", toured=True), greets=True)


def today_screen(app: GovtuiApp) -> TodayScreen:
    assert isinstance(app.screen, TodayScreen)
    return app.screen


def key_of(app: GovtuiApp) -> str:
    """The item under the cursor."""
    item = today_screen(app).query_one(AgendaList).item
    return item.key if item else ""


def keys(app: GovtuiApp) -> list[str]:
    """The items and the headings."""
    rows = today_screen(app).query_one(AgendaList)._rows
    return [row.heading.value if isinstance(row, Section) else row.key for row in rows]


def cursor_id(app: GovtuiApp) -> str:
    assert isinstance(app.screen, MainScreen)
    row = app.screen.query_one(TaskTable).cursor_row
    return row.task.id if row else ""


async def pressed(pilot: Pilot[None], *names: str) -> None:
    await pilot.press(*names)
    await pilot.pause()


def test_every_key_of_today_has_a_test() -> None:
    missing = [action.id for action in TODAY.actions if f"test_key_{action.id}" not in globals()]
    assert not missing


# When it is shown


async def test_it_comes_first_and_tells_everything(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert keys(app)[:2] == ["逾期", "1-1"]
        assert keys(app)[-1] == "1-4.2"
        text = screen_text(app)
        for words in ("逾期145天", "【法定期限将到】 1项", "下一次报送", "张某申请公开征地批文", "2023-11-30"):
            assert words in text
        assert key_of(app) == "1-1"


async def test_it_does_not_come_where_there_is_nothing_to_say(tmp_path: Path, today: dt.date) -> None:
    task = TaskDraft(seq="1", requirement="编制规划。", deadline=by(2024, 9, 30))
    far = DocumentDraft(source="远.txt", issued_on=dt.date(2023, 11, 1), tasks=(task,))
    with Ledger.open(tmp_path / "远", now=lambda: NOW) as ledger:
        ledger.add_documents([far])
        app = GovtuiApp(ledger, today, settings=Settings(toured=True), greets=True)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            assert isinstance(app.screen, MainScreen)
            await pressed(pilot, "ctrl+t")
            assert "今天没有要紧的事" in screen_text(app)
            await pressed(pilot, "enter", "down", "tab", "escape")
            assert isinstance(app.screen, MainScreen)


async def test_it_does_not_come_over_an_empty_ledger(tmp_path: Path, today: dt.date) -> None:
    with Ledger.open(tmp_path / "空") as ledger:
        app = GovtuiApp(ledger, today, settings=Settings(toured=True), greets=True)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            assert isinstance(app.screen, MainScreen)


async def test_it_waits_until_the_notices_are_read(ledger: Ledger, today: dt.date) -> None:
    with Ledger.open(ledger.folder, reading=True) as reader:
        app = GovtuiApp(reader, today, settings=Settings(toured=True), greets=True)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            assert isinstance(app.screen, NoticeDialog)
            await pressed(pilot, "escape")
            assert isinstance(app.screen, TodayScreen)


async def test_a_plan_that_is_to_be_read_comes_before_it(ledger: Ledger, today: dt.date, plan_file: Path) -> None:
    app = GovtuiApp(ledger, today, settings=Settings(toured=True), plan=plan_file, greets=True)
    async with app.run_test(size=SIZE) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert not any(isinstance(screen, TodayScreen) for screen in app.screen_stack)


async def test_who_does_not_want_it_does_not_get_it(ledger: Ledger, today: dt.date) -> None:
    app = GovtuiApp(ledger, today, settings=Settings(greeting=False, toured=True), greets=True)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, MainScreen)


# Leading on


async def test_what_is_typed_becomes_the_filter(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pressed(pilot, "信", "访", "局")
        assert isinstance(app.screen, MainScreen)
        assert app.screen.query_one(FilterLine).text == "信访局"
        assert [row.task.id for row in app.screen._view.rows] == ["1-4.2"]
        await pressed(pilot, "backspace")
        assert app.screen.query_one(FilterLine).text == "信访"


async def test_a_paste_becomes_the_filter(app: GovtuiApp) -> None:
    from textual.events import Paste

    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.screen.post_message(Paste("县民政局\n"))
        await pilot.pause()
        assert isinstance(app.screen, MainScreen)
        assert app.screen.query_one(FilterLine).text == "县民政局"


async def test_going_to_a_task_clears_the_filter(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pressed(pilot, "信", "ctrl+t", "tab")
        wanted = key_of(app)
        await pressed(pilot, "tab", "tab", "end", "enter")
        assert isinstance(app.screen, MainScreen)
        assert app.screen.query_one(FilterLine).text == ""
        assert wanted != cursor_id(app)
        assert cursor_id(app) == "1-4.2"


async def test_a_clock_leads_to_the_register_of_clocks(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        while key_of(app) not in ledger.time.clocks:
            await pressed(pilot, "down")
        await pressed(pilot, "enter")
        assert isinstance(app.screen, ClocksScreen)
        assert "张某申请公开征地批文" in screen_text(app)


async def test_a_round_leads_to_that_round(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        while key_of(app) != "2023-12-10 1":
            await pressed(pilot, "down")
        await pressed(pilot, "enter")
        assert isinstance(app.screen, RoundsScreen)
        table = app.screen.query_one(RoundTable)
        assert app.screen._readings[table.cursor].key == "2023-12-10 1"


async def test_a_change_shows_when_it_is_opened_again(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "enter", "f2", "3", "ctrl+t")
        assert ledger.task("1-1").status is Status.DONE
        assert "1-1" not in keys(app)


async def test_a_double_click_goes_to_a_task(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.click(AgendaList, offset=(20, 2), times=2)
        await pilot.pause()
        assert cursor_id(app) == "1-1"


async def test_a_click_on_a_heading_goes_to_its_first_item(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        place = keys(app).index("30天内到期")
        await pilot.click(AgendaList, offset=(4, 1 + place))
        await pilot.pause()
        assert key_of(app) == keys(app)[place + 1]


async def test_a_click_on_the_key_bar_is_as_good_as_the_key(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.click(KeyBar, offset=(2, 0))
        await pilot.pause()
        assert isinstance(app.screen, ReadingDialog)


# The keys


async def test_key_help(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f1")
        assert "按键说明" in screen_text(app)


async def test_key_choose(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "end", "enter")
        assert cursor_id(app) == "1-4.2"


async def test_key_close(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "escape")
        assert isinstance(app.screen, MainScreen)


async def test_key_show_month(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f12")
        assert isinstance(app.screen, MonthScreen)
        await pressed(pilot, "escape")
        assert isinstance(app.screen, MainScreen)


async def test_key_toggle_greeting(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "每次打开先看今日" in screen_text(app)
        await pressed(pilot, "f6")
        assert "打开时不显示今日" in screen_text(app)
        assert load_settings().greeting is False
        await pressed(pilot, "f6")
        assert load_settings().greeting is True


async def test_key_next_section(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        seen = []
        for _ in range(sum(isinstance(row, Section) for row in today_screen(app).query_one(AgendaList)._rows)):
            seen.append(key_of(app))
            await pressed(pilot, "tab")
        assert len(set(seen)) == len(seen)
        assert key_of(app) == seen[0], "behind the last section comes the first"


async def test_key_previous_section(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "tab", "shift+tab")
        assert key_of(app) == "1-1"


async def test_key_move_down(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "down")
        assert key_of(app) == keys(app)[3], "the heading is passed by"


async def test_key_move_up(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "down", "up", "up")
        assert key_of(app) == "1-1"


async def test_key_page_down(app: GovtuiApp) -> None:
    async with app.run_test(size=(80, 12)) as pilot:
        await pressed(pilot, "pagedown")
        assert today_screen(app).query_one(AgendaList).cursor >= 5


async def test_key_page_up(app: GovtuiApp) -> None:
    async with app.run_test(size=(80, 12)) as pilot:
        await pressed(pilot, "pagedown", "pageup", "pageup")
        assert key_of(app) == "1-1"


async def test_key_go_last(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "end")
        assert key_of(app) == "1-4.2"


async def test_key_go_first(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "end", "home")
        assert key_of(app) == "1-1"
        assert today_screen(app).query_one(AgendaList).scroll_offset.y == 0, "with its heading"


# Many tasks, and how it looks


@pytest.fixture
def many(tmp_path: Path) -> Iterator[Ledger]:
    tasks = tuple(
        TaskDraft(seq=str(number), requirement=f"公布第{number}批名册。", deadline=by(2023, 1 + number % 12, 20))
        for number in range(5000)
    )
    with Ledger.open(tmp_path / "多", now=lambda: NOW) as ledger:
        ledger.add_documents([DocumentDraft(source="多.txt", year=2023, tasks=tasks), plan()])
        yield ledger


async def test_five_thousand_tasks_are_a_list_like_any_other(many: Ledger, today: dt.date) -> None:
    app = GovtuiApp(many, today, settings=Settings(toured=True), greets=True)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        rows = today_screen(app).query_one(AgendaList)
        assert rows.count > 4000
        await pressed(pilot, "end", "home", "pagedown")
        wanted = key_of(app)
        await pressed(pilot, "enter")
        assert cursor_id(app) == wanted


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_how_it_looks(app: GovtuiApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await pressed(pilot, "down")
        assert_snapshot(app, f"today-{size[0]}x{size[1]}")
