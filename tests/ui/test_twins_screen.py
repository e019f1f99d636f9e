"""The screen that lists tasks which are the same matter in several plans: each key, what is shown, what is kept."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pytest
from main_plan import plan
from screen_text import assert_snapshot, screen_text
from textual.pilot import Pilot

from govtui.app import GovtuiApp
from govtui.config import Settings
from govtui.ledger.ledger import Ledger
from screens import twinning
from screens.main import MainScreen
from screens.reading import HelpDialog, NoticeDialog
from screens.twins import TwinsScreen
from widgets.text_pane import TextPane
from widgets.twin_table import TwinTable

SIZES = [(80, 24), (120, 36)]
SMALL = SIZES[0]


@pytest.fixture
def two_plans(ledger: Ledger) -> Ledger:
    """A ledger with the city's plan too: four of its sentences are the county's."""
    city = [
        msgspec.structs.replace(
            task,
            requirement=task.requirement.replace("县", "市").replace("4次", "6次").replace("5个工作日", "3个工作日"),
            units_text=task.units_text.replace("县", "市"),
        )
        for task in plan().tasks
        if task.seq in ("2", "3", "4.2", "5")
    ]
    draft = msgspec.structs.replace(
        plan(), title="青禾市2023年便民公开任务分解表", source="市.txt", fingerprint="e" * 64, tasks=tuple(city)
    )
    ledger.add_documents([draft])
    return ledger


async def shown(app: GovtuiApp, pilot: Pilot[None], *keys: str) -> TwinsScreen:
    """Open the screen and press some keys."""
    assert isinstance(app.screen, MainScreen)
    app.screen.action_show_twins()
    await app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.press(*keys)
    await pilot.pause()
    assert isinstance(app.screen, TwinsScreen)
    return app.screen


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_how_it_looks(app: GovtuiApp, two_plans: Ledger, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await shown(app, pilot, "down")
        assert_snapshot(app, f"twins-{size[0]}x{size[1]}")


async def test_the_likest_pair_comes_first_with_what_differs(app: GovtuiApp, two_plans: Ledger) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await shown(app, pilot)
        assert "待核对 4  已关联 0  不是同一件 0" in screen_text(app)
        await pilot.press("down")
        said = screen_text(app)
    assert "不同之处  “不少于4次”" in said
    assert "不同之处  “不少于6次”" in said


async def test_the_cursor_stands_on_the_pair_of_the_task_one_comes_from(app: GovtuiApp, two_plans: Ledger) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("down", "down", "down", "down")
        screen = await shown(app, pilot)
        place = screen.query_one(TwinTable).cursor
        assert screen._shown[place].first == "1-4.2"


async def test_linking_goes_on_to_the_next_pair(app: GovtuiApp, two_plans: Ledger) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await shown(app, pilot, "home", "enter", "enter")
        assert "待核对 2  已关联 2" in screen_text(app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, MainScreen)
        assert "关联为相同任务：1-2、2-2" in screen_text(app)
    assert two_plans.task("1-3").twins == ("2-3",)
    assert two_plans.task("2-2").twins == ("1-2",)


async def test_linked_pairs_are_looked_at_and_let_go(app: GovtuiApp, two_plans: Ledger) -> None:
    two_plans.link(["1-3", "2-3"])
    async with app.run_test(size=SMALL) as pilot:
        await shown(app, pilot, "f4")
        assert "这两项没有关联" in screen_text(app)
        await pilot.press("f6", "enter")
        assert "已经关联" in screen_text(app)
        await pilot.press("f8")
        assert "先按 F4 取消关联" in screen_text(app)
        await pilot.press("f4")
        assert "待核对 4  已关联 0" in screen_text(app)
        assert "还没有关联过" in screen_text(app)
        await pilot.press("enter", "f4", "f8")
        assert "没有选中的任务" in screen_text(app)
    assert two_plans.task("1-3").twins == ()


async def test_undo_and_redo(app: GovtuiApp, two_plans: Ledger) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await shown(app, pilot, "home", "enter", "ctrl+z")
        assert "待核对 4  已关联 0" in screen_text(app)
        await pilot.press("ctrl+y")
        assert "待核对 3  已关联 1" in screen_text(app)
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert isinstance(app.screen, NoticeDialog)
    assert two_plans.task("1-3").twins == ("2-3",)


async def test_what_is_not_the_same_is_remembered_while_the_program_is_open(app: GovtuiApp, two_plans: Ledger) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await shown(app, pilot, "home", "f8")
        assert "1-3 和 2-3不是同一件" in screen_text(app)
        await pilot.press("escape")
        await pilot.pause()
        await shown(app, pilot)
        assert "待核对 3  已关联 0  不是同一件 1" in screen_text(app)
        await pilot.press("tab", "tab", "f8")
        assert "1-3 和 2-3又列为待核对" in screen_text(app)
        assert "待核对 4" in screen_text(app)
    assert two_plans.history()[-1].reason.startswith("导入")


async def test_moving_scrolling_and_help(app: GovtuiApp, two_plans: Ledger) -> None:
    async with app.run_test(size=(60, 16)) as pilot:
        screen = await shown(app, pilot, "home")
        table = screen.query_one(TwinTable)
        for key, place in (("end", 3), ("up", 2), ("down", 3), ("pageup", 0), ("pagedown", 3), ("home", 0)):
            await pilot.press(key)
            assert table.cursor == place, key
        await pilot.press("ctrl+down")
        assert [pane.scroll_offset.y for pane in screen.query(TextPane)] == [1, 1]
        await pilot.press("ctrl+up", "f1")
        await pilot.pause()
        assert [pane.scroll_offset.y for pane in screen.query(TextPane)] == [0, 0]
        assert isinstance(app.screen, HelpDialog)


async def test_a_second_click_links(app: GovtuiApp, two_plans: Ledger) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await shown(app, pilot, "home")
        await pilot.click("#pairs", offset=(4, 2), times=2)
        await pilot.pause()
    assert two_plans.task("1-2").twins == ("2-2",)


async def test_one_plan_has_nothing_to_compare(app: GovtuiApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        assert isinstance(app.screen, MainScreen)
        app.screen.action_show_twins()
        await pilot.pause()
        assert "不到两份来文" in screen_text(app)


async def test_where_no_two_are_alike_that_is_said(app: GovtuiApp, ledger: Ledger) -> None:
    other = msgspec.structs.replace(plan().tasks[0], requirement="开展消防安全检查，建立隐患台账。")
    ledger.add_documents([msgspec.structs.replace(plan(), fingerprint="e" * 64, tasks=(other,))])
    async with app.run_test(size=SMALL) as pilot:
        assert isinstance(app.screen, MainScreen)
        app.screen.action_show_twins()
        await pilot.pause()
        assert "没有找到几份来文里内容几乎相同的任务" in screen_text(app)


async def test_many_tasks_are_compared_beside_the_screen(
    app: GovtuiApp, two_plans: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(twinning, "AT_ONCE", 0)
    async with app.run_test(size=SMALL) as pilot:
        await shown(app, pilot)
        assert "待核对 4" in screen_text(app)


async def test_who_only_looks_on_changes_nothing(two_plans: Ledger, today: dt.date, tmp_path: Path) -> None:
    with Ledger.open(two_plans.folder, operator="王禾") as onlooker:
        app = GovtuiApp(onlooker, today, settings=Settings())
        async with app.run_test(size=SMALL) as pilot:
            await pilot.pause()
            await pilot.press("escape")
            await pilot.pause()
            await shown(app, pilot)
            assert "只供查看" in screen_text(app)
            await pilot.press("enter")
            await pilot.pause()
            assert isinstance(app.screen, NoticeDialog)
    assert two_plans.task("1-3").twins == ()


async def test_the_details_of_a_task_name_its_twins(app: GovtuiApp, two_plans: Ledger) -> None:
    two_plans.link(["1-2", "2-2"])
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.press("down", "enter")
        await pilot.pause()
        assert "相同任务" in screen_text(app)
        assert "2-2  公布惠农补贴发放名册" in screen_text(app)
