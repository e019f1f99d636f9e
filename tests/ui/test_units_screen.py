"""The directory of units on the screen: what may be one unit, 本单位, joining, members, short names, undo."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from main_plan import plan
from screen_text import assert_snapshot, screen_text
from textual.pilot import Pilot
from textual.widgets import Input

from govtui.app import GovtuiApp
from govtui.config import Settings
from govtui.ledger.ledger import Ledger
from govtui.model import TaskDraft
from govtui.review.directory import UnitEntry
from screens.choosing import ChoiceDialog
from screens.main import MainScreen
from screens.reading import HelpDialog, NoticeDialog
from screens.unit_dialogs import JoinDialog, MembersDialog, ShortNameDialog
from screens.units import UnitsScreen
from widgets.filter_line import FilterLine
from widgets.unit_table import MemberTable, UnitTable

SIZE = (80, 24)


@pytest.fixture
def app(ledger: Ledger, today: dt.date) -> GovtuiApp:
    """The application on a ledger in which some units have two names, and some names mean several units."""
    more = (
        ("县发改局", "各乡镇（街道）"),
        ("县发展和改革局", "各乡镇（街道）", "县直各部门"),
        ("财政局", "城关镇", "各执法单位"),
    )
    tasks = tuple(
        TaskDraft(seq=str(seq), requirement=f"做好第{seq}件事", units=units, lead=units[:1], support=units[1:])
        for seq, units in enumerate(more, 1)
    )
    ledger.add_documents([msgspec.structs.replace(plan(), tasks=tasks, fingerprint="e" * 64)])
    return GovtuiApp(ledger, today, settings=Settings(unit="青禾县政府办公室"))


def units(ledger: Ledger) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...], bool]]:
    return [msgspec.structs.astuple(unit)[1:6] for unit in ledger.units.records.values()]


async def show_units(app: GovtuiApp, pilot: Pilot[None]) -> UnitTable:
    await app.screen.run_action("show_units")
    await pilot.pause()
    assert isinstance(app.screen, UnitsScreen)
    return app.screen.query_one(UnitTable)


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def find(app: GovtuiApp, pilot: Pilot[None], text: str) -> None:
    """Type a text into the line above the list."""
    app.screen.query_one("#wanted", Input).value = text
    await pilot.pause()


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_what_it_looks_like(app: GovtuiApp, ledger: Ledger, size: tuple[int, int]) -> None:
    ledger.units.set_own("县财政局")
    ledger.units.set_short("县农业农村局", "农业")
    ledger.units.set_group("各执法单位", ["县公安局", "县财政局", "城关镇", "柳林镇"])
    async with app.run_test(size=size) as pilot:
        await show_units(app, pilot)
        assert_snapshot(app, f"units-{size[0]}x{size[1]}")
        await find(app, pilot, "各执法")
        await press(pilot, "f5")
        assert_snapshot(app, f"units-members-{size[0]}x{size[1]}")
        await press(pilot, "escape", "escape")
        await find(app, pilot, "县发改局")
        await press(pilot, "end", "f4")
        assert_snapshot(app, f"units-join-{size[0]}x{size[1]}")


async def test_what_may_be_one_unit_is_joined_with_one_key(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await show_units(app, pilot)
        assert "可能是同一单位：Enter 合并，F8 不是" in screen_text(app)
        await press(pilot, "enter", "enter")
        assert [(unit[0], unit[2]) for unit in units(ledger)] == [
            ("县财政局", ("财政局",)),
            ("县发展和改革局", ("县发改局",)),
        ]
        assert "可能是同一单位" not in screen_text(app)
        await press(pilot, "ctrl+z")
        assert [unit[0] for unit in units(ledger)] == ["县财政局"]
        await press(pilot, "ctrl+z", "ctrl+z")
        assert units(ledger) == []
        assert "在这里没有可以撤销的改动" in screen_text(app)
        assert len(ledger.history()) == 8, "the tasks are left alone"


async def test_what_only_looks_like_one_unit_is_put_away_for_good(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        table = await show_units(app, pilot)
        await press(pilot, "f8")
        assert [(unit.name, unit.distinct) for unit in ledger.units.records.values()] == [("财政局", ("县财政局",))]
        assert "“财政局”和“县财政局”不是同一单位" in screen_text(app)
        await press(pilot, "f8")
        assert isinstance(table.row, UnitEntry), "no offer is left"
        await press(pilot, "escape")
        table = await show_units(app, pilot)
        assert isinstance(table.row, UnitEntry), "nor does one come back"
        await find(app, pilot, "县财政局")
        assert "不同于" in screen_text(app)


async def test_the_own_unit_decides_what_is_ours_on_the_main_screen(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        main = app.screen
        assert isinstance(main, MainScreen)
        await show_units(app, pilot)
        await find(app, pilot, "城关镇")
        await press(pilot, "f2")
        assert units(ledger) == [("城关镇", "", (), (), True)]
        assert "本单位：城关镇" in screen_text(app)
        await press(pilot, "escape")
        assert "含本单位" in screen_text(app)
        await press(pilot, "escape")
        main.look_for("单位:本单位")
        await pilot.pause()
        assert [row.task.id for row in main._view.rows] == ["1-4.1", "2-1", "2-2", "2-3"]
        await press(pilot, "ctrl+z")
        assert units(ledger) == []
        assert main._view.directory.own == ""


async def test_the_same_key_takes_the_own_unit_away(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        table = await show_units(app, pilot)
        await press(pilot, "f2")
        assert "先把光标移到一个单位上" in screen_text(app), "two names that may be one are no unit"
        await find(app, pilot, "各执法")
        await press(pilot, "f2")
        assert "是统称，不能设为本单位" in screen_text(app)
        await find(app, pilot, "县司法局")
        await press(pilot, "f2")
        assert table.entry
        assert table.entry.own
        await press(pilot, "f2")
        assert units(ledger) == []


async def test_a_unit_that_no_task_names_is_written(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await show_units(app, pilot)
        await find(app, pilot, "qqq")
        await press(pilot, "f2")
        assert units(ledger) == [], "pinyin is no name"
        await find(app, pilot, "柳林镇")
        assert "按 F2 把它设为本单位" in screen_text(app)
        await press(pilot, "f2")
        assert units(ledger) == [("柳林镇", "", (), (), True)]


async def test_a_unit_is_joined_with_another(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        table = await show_units(app, pilot)
        await find(app, pilot, "县司法局")
        await press(pilot, "f4")
        assert isinstance(app.screen, JoinDialog)
        await find(app, pilot, "城关")
        assert "合并以后按“城关镇”统计" in screen_text(app)
        await press(pilot, "f2")
        assert "合并以后按“县司法局”统计" in screen_text(app)
        await press(pilot, "enter")
        assert units(ledger) == [("县司法局", "", ("城关镇",), (), False)]
        assert table.entry
        assert table.entry.name == "县司法局"
        await press(pilot, "f8")
        assert units(ledger) == []
        await press(pilot, "f8")
        assert "没有合并过别的名称" in screen_text(app)


async def test_the_likest_unit_comes_first(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await show_units(app, pilot)
        await find(app, pilot, "县发改局")
        await press(pilot, "end", "f4")
        entry = app.screen.query_one(UnitTable).entry
        assert entry
        assert entry.name == "县发展和改革局"
        await find(app, pilot, "没有")
        await press(pilot, "enter")
        assert isinstance(app.screen, JoinDialog), "there is nothing to join it with"


async def test_which_of_several_names_is_let_go_is_asked(app: GovtuiApp, ledger: Ledger) -> None:
    ledger.units.join(["财政局", "城关镇"], "县财政局")
    async with app.run_test(size=SIZE) as pilot:
        await show_units(app, pilot)
        await find(app, pilot, "县财政局")
        await press(pilot, "f8")
        assert isinstance(app.screen, ChoiceDialog)
        await press(pilot, "escape")
        assert units(ledger)[0][2] == ("财政局", "城关镇")
        await press(pilot, "f8", "down", "enter")
        assert units(ledger)[0][2] == ("财政局",)


async def test_members_are_marked_and_written(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await show_units(app, pilot)
        await find(app, pilot, "各乡镇")
        await press(pilot, "f5")
        dialog = app.screen
        assert isinstance(dialog, MembersDialog)
        entry = dialog.query_one(MemberTable).entry
        assert entry
        assert entry.name == "城关镇", "those of the kind that is meant come first"
        await press(pilot, "enter")
        await find(app, pilot, "柳林镇")
        assert "按 Enter 把“柳林镇”加进来" in screen_text(app)
        await press(pilot, "enter")
        assert dialog.query_one(Input).value == ""
        await find(app, pilot, "llz2")
        await press(pilot, "enter")
        assert "要加进来，请写中文名称" in screen_text(app)
        await press(pilot, "ctrl+s")
        assert units(ledger) == [("各乡镇（街道）", "", (), ("城关镇", "柳林镇"), False)]
        await press(pilot, "f5")
        assert "已勾选2个" in screen_text(app)
        await press(pilot, "enter", "ctrl+s")
        assert units(ledger)[0][3] == ("柳林镇",)
        await press(pilot, "f5", "f8")
        assert "没有勾选：按名称理解包括谁" in screen_text(app)
        await press(pilot, "ctrl+s")
        assert units(ledger) == []


async def test_a_short_name_is_given(app: GovtuiApp, ledger: Ledger) -> None:
    ledger.units.set_short("县司法局", "司法")
    async with app.run_test(size=SIZE) as pilot:
        await show_units(app, pilot)
        await find(app, pilot, "县财政局")
        await press(pilot, "end", "f6")
        assert isinstance(app.screen, ShortNameDialog)
        app.screen.query_one("#short", Input).value = "财政"
        await press(pilot, "enter")
        assert ("县财政局", "财政", (), (), False) in units(ledger)
        await press(pilot, "f6")
        app.screen.query_one("#short", Input).value = "司法"
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, NoticeDialog)
        assert "已经是“县司法局”的简称" in screen_text(app)


async def test_the_tasks_of_a_unit_are_shown(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await show_units(app, pilot)
        await find(app, pilot, "sfj")
        await press(pilot, "enter")
        assert isinstance(app.screen, MainScreen)
        assert app.screen.query_one(FilterLine).text == "单位:县司法局"
        assert [row.task.id for row in app.screen._view.rows] == ["1-1"]


async def test_escape_clears_the_line_first(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        table = await show_units(app, pilot)
        number = table.count
        await find(app, pilot, "没有这样的单位")
        assert table.count == 0
        await press(pilot, "enter", "f4", "f5", "f6", "f8")
        assert isinstance(app.screen, UnitsScreen)
        assert "先把光标移到一个单位上" in screen_text(app)
        await press(pilot, "escape")
        assert table.count == number
        await press(pilot, "f1")
        assert isinstance(app.screen, HelpDialog)
        await press(pilot, "escape", "down", "end", "escape")
        assert isinstance(app.screen, MainScreen)


async def test_an_onlooker_changes_nothing(ledger: Ledger, today: dt.date) -> None:
    with Ledger.open(ledger.folder, reading=True) as other:
        app = GovtuiApp(other, today)
        async with app.run_test(size=SIZE) as pilot:
            await press(pilot, "escape")
            await show_units(app, pilot)
            assert "只供查看" in screen_text(app)
            for key in ("f2", "f4", "f5", "f6", "f8"):
                await find(app, pilot, "县财政局")
                await press(pilot, key)
                assert isinstance(app.screen, NoticeDialog)
                await press(pilot, "escape")
    assert units(ledger) == []
