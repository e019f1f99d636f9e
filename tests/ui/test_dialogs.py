"""The dialogs, beyond their keys: clicks, Enter from line to line, and that nothing typed is lost."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from screen_text import screen_text
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from govtui.app import GovtuiApp
from govtui.config import Settings
from govtui.errors import ExportError, LedgerError
from govtui.keys.actions import Part, key_name
from govtui.keys.keymap import FORM
from govtui.keys.main import MAIN
from govtui.ledger.ledger import Ledger
from govtui.text import width
from screens.choose_file import ChooseFileDialog
from screens.export import ExportDialog, ExportRequest
from screens.main import MainScreen
from screens.progress import ProgressDialog
from screens.reading import NoticeDialog
from screens.status import StatusDialog
from widgets.key_bar import KeyBar

SIZE = (80, 24)

PLAN = """青禾县2023年托育服务重点任务分解表

序号\t重点任务\t具体要求\t责任单位\t完成时限
1\t扩大供给\t公布托育机构名单和收费标准。\t县卫健局\t2023年12月底
"""


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    file = tmp_path / "托育 服务.txt"
    file.write_text(PLAN, encoding="utf-8")
    return file


async def settled(app: GovtuiApp, pilot: Pilot[None]) -> None:
    """Wait until what runs beside the screen is done and shown."""
    await app.workers.wait_for_complete()
    await pilot.pause()


def fill(app: GovtuiApp, name: str, value: str) -> None:
    app.screen.query_one(f"#{name}", Input).value = value


def place_on_bar(part: Part, action_id: str) -> tuple[int, int]:
    """Return where on the key bar an action's label begins."""
    start = 0
    for action in part.actions:
        if action.shown:
            if action.id == action_id:
                return start + 1, 0
            start += width(f" {key_name(action.keys[0])} {action.label}")
    raise AssertionError(action_id)


@pytest.mark.parametrize(
    ("action", "dialog"),
    [("set_status", StatusDialog), ("add_progress", ProgressDialog), ("export_sheet", ExportDialog)],
)
async def test_a_click_on_the_key_bar_is_as_good_as_the_key(app: GovtuiApp, action: str, dialog: type) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.click(KeyBar, offset=place_on_bar(MAIN, action))
        assert isinstance(app.screen, dialog)


async def test_a_click_on_a_dialogs_key_bar_closes_it(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f4")
        await pilot.click(KeyBar, offset=place_on_bar(FORM, "close"))
        assert isinstance(app.screen, MainScreen)


async def test_enter_goes_through_the_lines_one_by_one(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f8")
        lines = []
        for _ in range(6):
            assert isinstance(app.focused, Input)
            lines.append(app.focused.id)
            if app.focused.id != "path":
                await pilot.press("enter")
        assert lines == ["title", "unit", "filler", "reviewer", "phone", "path"]


async def test_enter_on_the_path_asks_before_it_replaces_a_sheet(app: GovtuiApp, tmp_path: Path) -> None:
    target = tmp_path / "报送.xlsx"
    target.write_bytes(b"old")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f8")
        app.screen.query_one("#path", Input).value = str(target)
        await pilot.press("shift+tab", "enter")
        assert "再按一次 Enter 或 Ctrl+S 覆盖" in screen_text(app)
        assert isinstance(app.focused, Input)
        assert app.focused.id == "path"
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
    assert target.read_bytes()[:2] == b"PK"


async def test_coming_into_a_line_selects_what_stands_there(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f4", *"已办", "tab", *"11.20", "ctrl+s")
    assert ledger.task("1-1").progress[-1].day == dt.date(2023, 11, 20)


@pytest.mark.parametrize("wrapping", ["{}", '"{}"', "“{}”", "'{}' "])
async def test_a_path_may_be_pasted_as_it_was_copied(app: GovtuiApp, plan_file: Path, wrapping: str) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f7")
        fill(app, "path", wrapping.format(plan_file))
        await pilot.press("enter")
        await settled(app, pilot)
        assert "读出1项" in screen_text(app)


async def test_a_path_may_be_dragged_as_an_address(app: GovtuiApp, plan_file: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f7")
        fill(app, "path", plan_file.as_uri())
        await pilot.press("enter")
        await settled(app, pilot)
        assert "读出1项" in screen_text(app)


async def test_the_folder_of_the_last_plan_is_not_in_the_way_of_a_path(
    ledger: Ledger, today: dt.date, plan_file: Path
) -> None:
    app = GovtuiApp(ledger, today, settings=Settings(import_folder=str(plan_file.parent)))
    async with app.run_test(size=SIZE) as pilot:
        for name in (plan_file.name, str(plan_file)):
            await pilot.press("f7", *("space" if char == " " else char for char in name), "enter")
            await settled(app, pilot)
            assert "读出1项" in screen_text(app)
            await pilot.press("escape")


async def test_a_plan_is_loaded_again_only_when_asked_twice(app: GovtuiApp, ledger: Ledger, plan_file: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        for _ in range(2):
            await pilot.press("f7")
            fill(app, "path", str(plan_file))
            await pilot.press("enter")
            await settled(app, pilot)
            said = screen_text(app)
            await pilot.press("ctrl+s")
        assert "存为来文2" in said
        assert "再按一次 Ctrl+S" in screen_text(app)
        assert len(ledger.documents) == 2
        await pilot.press("ctrl+s")
        assert len(ledger.documents) == 3
        assert "已保存" in screen_text(app)


@pytest.mark.parametrize(("key", "dialog"), [("f7", ChooseFileDialog), ("f8", ExportDialog)])
@pytest.mark.parametrize("name", ["~没有这个用户/表.txt", "长" * 400, "没有/这个/文件夹.txt"])
async def test_a_path_that_cannot_be_is_answered_in_words(app: GovtuiApp, key: str, dialog: type, name: str) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(key)
        fill(app, "path", name)
        await pilot.press("ctrl+s" if key == "f8" else "enter")
        await settled(app, pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert app.is_running
        assert isinstance(app.screen, dialog | MainScreen)


async def test_a_folder_takes_the_sheet_under_the_proposed_name(app: GovtuiApp, tmp_path: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f8")
        fill(app, "path", str(tmp_path))
        await pilot.press("ctrl+s")
        await settled(app, pilot)
    assert [path.name for path in tmp_path.glob("*.xlsx")] == ["青禾县2023年便民公开重点任务分解表20231122.xlsx"]


async def test_a_failed_export_is_asked_again_with_what_was_typed(app: GovtuiApp, tmp_path: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f8")
        fill(app, "title", "另一个标题")
        fill(app, "filler", "王禾")
        fill(app, "path", str(tmp_path / "没有" / "表.xlsx"))
        await pilot.press("ctrl+s")
        await settled(app, pilot)
        assert isinstance(app.screen, NoticeDialog)
        await pilot.press("escape")
        assert isinstance(app.screen, ExportDialog)
        typed = app.screen.values(["title", "filler", "path"])
        assert typed == {"title": "另一个标题", "filler": "王禾", "path": str(tmp_path / "没有" / "表.xlsx")}


async def test_an_entry_that_could_not_be_saved_is_not_lost(
    app: GovtuiApp, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise LedgerError("没有保存", "磁盘已满", "请清理磁盘空间后重试")

    async with app.run_test(size=SIZE) as pilot:
        with monkeypatch.context() as patch:
            patch.setattr(ledger, "add_progress", full)
            await pilot.press("f4", *"已印发通知", "ctrl+s")
            assert "磁盘已满" in screen_text(app)
        await pilot.press("escape")
        assert isinstance(app.screen, ProgressDialog)
        assert app.screen.query_one(TextArea).text == "已印发通知"
        await pilot.press("ctrl+s")
        assert ledger.task("1-1").progress[-1].text == "已印发通知"


@pytest.mark.parametrize("key", ["f2", "f4", "f7"])
async def test_a_ledger_to_be_read_only_says_so_before_anything_is_typed(
    app: GovtuiApp, ledger: Ledger, key: str
) -> None:
    ledger._session.read_only, ledger._session._can_follow = "台账正由李青使用，本窗口只能查看", False
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("escape", key)
        assert isinstance(app.screen, NoticeDialog)
        assert "只能查看" in screen_text(app)


async def test_a_notice_is_as_high_as_its_text(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*["ctrl+z"] * 5)
        assert isinstance(app.screen, NoticeDialog)
        assert app.screen.query_one("#dialog").size.height <= 8
        assert "没有可以撤销的修改" in screen_text(app)


async def test_a_message_leaves_the_counts_where_there_is_room(app: GovtuiApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("f2", "2")
        foot = screen_text(app).splitlines()[-2]
        assert "已保存" in foot
        assert "推进中 1" in foot


@pytest.mark.parametrize("key", ["f2", "f4", "enter"])
async def test_an_empty_list_is_answered_in_words(app: GovtuiApp, key: str) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("无", "此", "enter", key)
        assert "没有选中的任务" in screen_text(app)


async def test_the_end_of_an_export_waits_while_something_is_typed(app: GovtuiApp, tmp_path: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        main = app.screen
        request = ExportRequest(tmp_path / "表.xlsx", "标题", Settings())
        await pilot.press("f4", *"已印")
        main.post_message(MainScreen.Exported(request, ExportError("表格没有保存", "磁盘已满")))
        await pilot.press(*"发通知")
        assert isinstance(app.screen, ProgressDialog)
        assert app.screen.query_one(TextArea).text == "已印发通知"
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert isinstance(app.screen, NoticeDialog)
        assert "表格没有保存" in screen_text(app)


async def test_a_long_filter_does_not_hide_what_to_do(app: GovtuiApp) -> None:
    async with app.run_test(size=(60, 16)) as pilot:
        await pilot.press(*"一份很长很长的公开工作要点任务分解表" * 3)
        assert "按 Esc 显示全部" in screen_text(app)
