"""What explains the program: menu, search for functions, help, tour, manual, settings, the clerk's own keys."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from screen_text import screen_text
from textual.pilot import Pilot

from govtui.app import GovtuiApp
from govtui.config import SavedView, Settings, load_settings
from govtui.keys.helping import MANUAL, MENU, PALETTE, SETTINGS, TOUR
from govtui.keys.main import MENU_GROUPS
from govtui.ledger.ledger import Ledger
from govtui.model import Status
from screens.export import ExportDialog
from screens.main import MainScreen
from screens.manual import ManualScreen
from screens.menu import MenuDialog
from screens.month import MonthScreen
from screens.palette import PaletteDialog
from screens.progress import ProgressDialog
from screens.reading import HelpDialog, NoticeDialog
from screens.settings import CHOICES, SettingsDialog
from screens.statistics import StatisticsScreen
from screens.status import StatusDialog
from screens.tour import STEPS, TourDialog
from widgets.action_list import ActionList
from widgets.choice_list import ChoiceList
from widgets.search_line import SearchLine
from widgets.task_table import TaskTable
from widgets.text_pane import TextPane

SIZE = (80, 24)


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what is remembered in a folder of the test."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def chosen(app: GovtuiApp) -> str:
    found = app.screen.query_one(ActionList).chosen
    return found.offer.label if found else ""


def group(app: GovtuiApp) -> str:
    return MENU_GROUPS[app.screen.query_one(ChoiceList).cursor]


async def type_text(pilot: Pilot[None], text: str) -> None:
    await pilot.press(*("space" if char == " " else char for char in text))


@pytest.mark.parametrize(
    ("part", "prefix"),
    [(MENU, "menu"), (PALETTE, "palette"), (TOUR, "tour"), (MANUAL, "manual"), (SETTINGS, "settings")],
)
def test_every_key_of_these_windows_has_a_test(part: object, prefix: str) -> None:
    tests = [name for name in globals() if name.startswith(f"test_{prefix}_key")]
    tested = "".join(name.removeprefix(f"test_{prefix}_key") + " " for name in tests)
    for action in part.actions:  # type: ignore[attr-defined]
        name = action.id.partition("(")[0]
        assert f"_{name}" in tested, name


# The menu


async def test_menu_key_choose_does_it(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f10")
        assert isinstance(app.screen, MenuDialog)
        await pilot.press("2", "enter")  # 办理, its first function
        assert isinstance(app.screen, StatusDialog)


async def test_menu_key_next_group_previous_group_pick(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f10")
        assert group(app) == "查找"
        await pilot.press("right")
        assert group(app) == "办理"
        await pilot.press("left", "shift+tab")
        assert group(app) == "设置和帮助"
        await pilot.press("tab", "４")
        assert group(app) == "来文和报表"


async def test_menu_key_move_up_move_down_page_up_page_down_go_first_go_last(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f10", "down")
        second = chosen(app)
        await pilot.press("up")
        first = chosen(app)
        assert first != second
        await pilot.press("end")
        last = chosen(app)
        await pilot.press("pageup", "pagedown")
        assert chosen(app) == last
        await pilot.press("home")
        assert chosen(app) == first


@pytest.mark.parametrize("key", ["escape", "f10"])
async def test_menu_key_close(app: GovtuiApp, ledger: Ledger, key: str) -> None:
    async with app.run_test(size=SIZE) as pilot:
        before = len(ledger.history())
        await pilot.press("f10", "2", key)
        assert isinstance(app.screen, MainScreen)
        assert len(ledger.history()) == before


async def test_menu_key_erase_typing_leads_to_a_function(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f10", *"dc")
        assert (group(app), chosen(app)) == ("来文和报表", "导出")
        assert "找“dc”" in screen_text(app)
        await pilot.press("backspace", "backspace", *"撤销")  # as an input method sends it
        assert (group(app), chosen(app)) == ("办理", "撤销")
        await pilot.press("Q")
        assert "没有“Q”的功能" in screen_text(app) or chosen(app)
        await pilot.press("backspace", *"daochu", "enter")
        assert isinstance(app.screen, ExportDialog)


async def test_the_menu_fits_into_a_small_window(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        for place in range(1, len(MENU_GROUPS) + 1):
            await pilot.press("f10" if place == 1 else "right")
            text = screen_text(app)
            assert all(name in text for name in MENU_GROUPS)
            assert "Enter 做这一项" in text


async def test_clicks_in_the_menu(app: GovtuiApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("f10")
        await pilot.click(ChoiceList, offset=(4, 4))
        assert group(app) == "时限"
        await pilot.click(ActionList, offset=(4, 2))
        assert chosen(app) == "月历"
        await pilot.click(ActionList, offset=(4, 2), times=2)
        assert isinstance(app.screen, MonthScreen)


async def test_a_status_is_put_from_the_menu(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f10", *"已销号", "enter")
        await pilot.pause()
        assert ledger.task("1-1").status is Status.CLOSED


# The search for functions


async def test_palette_key_choose(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+p")
        assert isinstance(app.screen, PaletteDialog)
        await type_text(pilot, "dc")
        assert chosen(app) == "导出"
        assert "下次可直接按 F8" in screen_text(app)
        await pilot.press("enter")
        assert isinstance(app.screen, ExportDialog)


async def test_palette_key_move_up_move_down_page_up_page_down_close(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+p")
        first = chosen(app)
        await pilot.press("down", "pagedown")
        assert chosen(app) != first
        await pilot.press("pageup", "up")
        assert chosen(app) == first
        await pilot.press("escape")
        assert isinstance(app.screen, MainScreen)


async def test_nothing_found_is_said_and_chosen(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+p", *"没有的东西", "enter")
        assert isinstance(app.screen, PaletteDialog)
        assert "没有这样的功能" in screen_text(app)


async def test_own_views_are_found_too(ledger: Ledger, today: dt.date) -> None:
    view = SavedView("财政局的活", "财政局")
    app = GovtuiApp(ledger, today, settings=Settings(views=(view,)))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+p", *"czjdh")
        assert chosen(app) == "视图：财政局的活"
        await pilot.press("enter")
        await pilot.pause()
        rows = app.screen.query_one(TaskTable)
        assert 0 < rows.count < len(ledger.tasks)


# The help


async def test_the_help_begins_with_where_one_is(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f1")
        assert isinstance(app.screen, HelpDialog)
        assert "主屏幕（现在这里）" in screen_text(app).splitlines()[2]
        await pilot.press("f1")
        assert isinstance(app.screen, MainScreen)
        await pilot.press("f2", "f1")
        assert "更改办理状态（现在这里）" in screen_text(app)
        await pilot.press("escape")
        assert isinstance(app.screen, StatusDialog)
        await pilot.press("escape", "f3", "f1")
        assert "筛选行（正在输入）" in screen_text(app)
        await pilot.press("escape", "escape", "f12", "f1")
        assert "月历（现在这里）" in screen_text(app)


async def test_the_help_from_the_facets(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("left", "f1")
        assert "分类（现在这里）" in screen_text(app)


# The tour


async def test_tour_key_next_step_previous_step(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f10", *"ksrm", "enter")
        assert isinstance(app.screen, TourDialog)
        for place, step in enumerate(STEPS):
            assert step.title in screen_text(app)
            assert f"第{place + 1}步，共5步" in screen_text(app)
            await pilot.press("left", "enter", "enter") if place else await pilot.press("enter")
        assert isinstance(app.screen, MainScreen)


async def test_tour_key_close(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f10", *"ksrm", "enter", "escape")
        assert isinstance(app.screen, MainScreen)


async def test_every_step_fits_into_a_small_window(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f10", *"ksrm", "enter")
        for _ in STEPS:
            pane = app.screen.query_one(TextPane)
            assert pane.virtual_size.height <= pane.size.height
            await pilot.press("enter")


async def test_the_tour_comes_once_by_itself(ledger: Ledger, today: dt.date) -> None:
    settings = Settings(operator="李青", greeting=False)
    app = GovtuiApp(ledger, today, settings=settings, greets=True)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, TourDialog)
        await pilot.press("escape")
        assert isinstance(app.screen, MainScreen)
    assert load_settings().toured
    again = GovtuiApp(ledger, today, settings=Settings(operator="李青", greeting=False, toured=True), greets=True)
    async with again.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert isinstance(again.screen, MainScreen)


async def test_no_tour_of_a_demo_or_an_empty_ledger(ledger: Ledger, today: dt.date, tmp_path: Path) -> None:
    settings = Settings(operator="李青", greeting=False)
    demo = GovtuiApp(ledger, today, settings=settings, demo=True, greets=True)
    async with demo.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert isinstance(demo.screen, MainScreen)
    with Ledger.open(tmp_path / "empty", operator="李青") as empty:
        app = GovtuiApp(empty, today, settings=settings, greets=True)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            assert isinstance(app.screen, MainScreen)


# The manual


async def open_manual(pilot: Pilot[None]) -> None:
    await pilot.press("f10", *"sysc", "enter")
    await pilot.pause()


def top(app: GovtuiApp) -> int:
    return app.screen.query_one(TextPane).scroll_offset.y


async def test_manual_key_scroll_up_scroll_down_page_up_page_down_go_first_go_last(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await open_manual(pilot)
        assert isinstance(app.screen, ManualScreen)
        await pilot.press("down", "down", "up")
        assert top(app) == 1
        await pilot.press("pagedown", "pageup")
        assert top(app) == 1
        await pilot.press("end")
        assert top(app) > 200
        await pilot.press("home")
        assert top(app) == 0


async def test_manual_key_next_chapter_previous_chapter(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await open_manual(pilot)
        await pilot.press("tab", "tab")
        assert screen_text(app).splitlines()[2].endswith("筛选")
        await pilot.press("shift+tab")
        assert screen_text(app).splitlines()[2].endswith("移动和查看")


@pytest.mark.parametrize("typed", ["报送批次", "bspc", "baosongpici"])
async def test_manual_key_next_hit_previous_hit(app: GovtuiApp, typed: str) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await open_manual(pilot)
        await pilot.press(*typed)
        assert "第1处" in screen_text(app)
        assert "报送批次" in screen_text(app)
        await pilot.press("enter")
        assert "第2处" in screen_text(app)
        await pilot.press("f2", "f2")
        assert "第1处" not in screen_text(app)  # from the first to the last


async def test_manual_key_close_help(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await open_manual(pilot)
        await pilot.press(*"没有的字句")
        assert "没有找到" in screen_text(app)
        await pilot.press("f1")
        assert "使用手册（现在这里）" in screen_text(app)
        await pilot.press("escape", "escape")
        assert isinstance(app.screen, ManualScreen)
        assert app.screen.query_one(SearchLine).value == ""
        await pilot.press("escape")
        assert isinstance(app.screen, MainScreen)


async def test_a_click_on_the_contents_leads_to_the_chapter(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await open_manual(pilot)
        await pilot.click("ContentsList", offset=(5, 4))
        await pilot.pause()
        assert screen_text(app).splitlines()[2].endswith("常用视图")


# The settings


async def test_settings_key_next_value_previous_value_move_down_move_up(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f10", *"shezhi", "enter")
        assert isinstance(app.screen, SettingsDialog)
        await pilot.press("enter")
        assert app.theme == "light"
        assert load_settings().theme == "light"
        await pilot.press("left", "left")
        assert load_settings().theme == "terminal"
        await pilot.press("down", "space")
        assert load_settings().mouse is False
        assert "下次打开程序时生效" in screen_text(app)
        await pilot.press("up", "right")
        assert app.theme == "dark"


async def test_settings_key_close(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f10", *"shezhi", "enter", "down", "down", "enter", "escape")
        assert isinstance(app.screen, MainScreen)
        assert load_settings().signs == "box"


async def test_a_click_changes_a_setting(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f10", *"shezhi", "enter")
        await pilot.click(ChoiceList, offset=(5, 3))
        assert load_settings().greeting is False


async def test_the_demo_keeps_no_settings(ledger: Ledger, today: dt.date) -> None:
    app = GovtuiApp(ledger, today, demo=True)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f10", *"shezhi", "enter", "enter")
        assert app.theme == "light"
        assert "演示中不保存设置" in screen_text(app)
    assert load_settings() == Settings()


def test_every_value_that_can_be_chosen_is_one_of_the_settings() -> None:
    defaults = Settings()
    for choice in CHOICES:
        assert getattr(defaults, choice.field) in [value.value for value in choice.values]


# The clerk's own keys


async def test_own_keys_do_what_they_say_and_are_shown(ledger: Ledger, today: dt.date) -> None:
    keys = {"add_progress": ("f9",), "show_statistics": ("f4",)}
    app = GovtuiApp(ledger, today, settings=Settings(keys=keys))
    async with app.run_test(size=(120, 36)) as pilot:
        assert "F9 进展" in screen_text(app)
        assert "F4 统计" in screen_text(app)
        await pilot.press("f9")
        assert isinstance(app.screen, ProgressDialog)
        await pilot.press("escape", "f4")
        assert isinstance(app.screen, StatisticsScreen)
        await pilot.press("escape", "f10", *"进展")
        found = app.screen.query_one(ActionList).chosen
        assert found
        assert found.offer.key == "F9"
        await pilot.press("escape", "f1")
        assert any("F9" in line and "进展：" in line for line in screen_text(app).splitlines())


async def test_clashes_are_said_at_opening_and_the_first_has_the_key(ledger: Ledger, today: dt.date) -> None:
    keys = {"add_progress": ("f4",), "show_statistics": ("f4",), "fly": ("f11",)}
    app = GovtuiApp(ledger, today, settings=Settings(keys=keys))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, NoticeDialog)
        text = "".join(screen_text(app).split())
        assert "F4同时给了“进展”和“统计”" in text
        assert "没有叫“fly”的功能" in text
        await pilot.press("escape", "f4")
        assert isinstance(app.screen, ProgressDialog)


async def test_a_key_taken_away_does_nothing_any_more(ledger: Ledger, today: dt.date) -> None:
    app = GovtuiApp(ledger, today, settings=Settings(keys={"next_order": ("f11",)}))
    async with app.run_test(size=SIZE) as pilot:
        order = app.screen._view.order  # type: ignore[attr-defined]
        await pilot.press("f6")
        assert app.screen._view.order is order  # type: ignore[attr-defined]
        await pilot.press("f11")
        assert app.screen._view.order is not order  # type: ignore[attr-defined]


async def test_the_tour_comes_with_the_first_plan(today: dt.date, tmp_path: Path, plan_file: Path) -> None:
    with Ledger.open(tmp_path / "empty", operator="李青") as empty:
        settings = Settings(operator="李青", import_folder=str(plan_file.parent))
        app = GovtuiApp(empty, today, settings=settings, plan=plan_file, greets=True)
        async with app.run_test(size=SIZE) as pilot:
            await app.workers.wait_for_complete()
            await pilot.pause()
            await pilot.press("ctrl+s")
            await app.workers.wait_for_complete()
            await pilot.pause()
            if not isinstance(app.screen, TourDialog):  # doubts are asked about once more
                await pilot.press("ctrl+s")
                await pilot.pause()
            assert isinstance(app.screen, TourDialog)
