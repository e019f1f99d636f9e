"""Every key of the main screen, pressed on the running application."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from screen_text import screen_text
from textual.pilot import Pilot

from govtui.app import GovtuiApp
from govtui.ledger.ledger import Ledger
from govtui.model import Status
from govtui.review.view import Order
from screens.choose_file import ChooseFileDialog
from screens.clocks import ClocksScreen
from screens.export import ExportDialog
from screens.history import HistoryScreen
from screens.ledger_menu import LedgerMenu
from screens.main import MainScreen
from screens.month import MonthScreen
from screens.preview import PreviewScreen
from screens.progress import ProgressDialog
from screens.reading import ReadingDialog
from screens.rounds import RoundsScreen
from screens.status import StatusDialog
from screens.task import TaskDialog
from screens.timing import ExtendForm
from screens.today import TodayScreen
from widgets.filter_line import FilterLine
from widgets.task_table import TaskTable
from widgets.text_pane import TextPane

SIZE = (80, 24)

PLAN = """青禾县2023年养老服务重点任务分解表

序号\t重点任务\t具体要求\t责任单位\t完成时限
1\t扩大供给\t新建村级助餐点，公布地址和开放时间。\t县民政局\t2023年12月底
2\t\t公布养老机构年度检查结果。\t县民政局、县市场监管局\t全年
"""


def main_screen(app: GovtuiApp) -> MainScreen:
    assert isinstance(app.screen, MainScreen)
    return app.screen


def cursor_id(app: GovtuiApp) -> str:
    row = main_screen(app).query_one(TaskTable).cursor_row
    return row.task.id if row else ""


def shown_ids(app: GovtuiApp) -> list[str]:
    return [row.task.id for row in main_screen(app)._view.rows]


async def type_text(pilot: Pilot[None], text: str) -> None:
    await pilot.press(*("space" if char == " " else char for char in text))


async def test_key_help(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f1")
        assert isinstance(app.screen, ReadingDialog)
        assert "按键说明" in screen_text(app)
        await pilot.press("pagedown", "end", "home", "escape")
        assert isinstance(app.screen, MainScreen)


@pytest.mark.parametrize(
    ("keys", "status"),
    [
        (["enter"], Status.DOING),  # the next step stands under the cursor
        (["down", "enter"], Status.DONE),
        (["up", "up", "enter"], Status.PAUSED),
        (["4"], Status.CLOSED),
        (["３"], Status.DONE),  # a full-width digit from an input method
    ],
)
async def test_key_set_status(app: GovtuiApp, ledger: Ledger, keys: list[str], status: Status) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f2")
        assert isinstance(app.screen, StatusDialog)
        await pilot.press(*keys)
        assert ledger.task("1-1").status is status
        assert status.label in screen_text(app)
        assert "已保存" in screen_text(app)


async def test_a_status_that_is_there_already_changes_nothing(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        before = len(ledger.history())
        await pilot.press("f2", "1")
        assert len(ledger.history()) == before
        assert "没有改动" in screen_text(app)


async def test_leaving_the_status_dialog_changes_nothing(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        before = len(ledger.history())
        await pilot.press("f2", "down", "escape")
        assert isinstance(app.screen, MainScreen)
        assert len(ledger.history()) == before


async def test_key_show_timing(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+d")
        assert isinstance(app.screen, ExtendForm)
        await type_text(pilot, "12.15")
        await pilot.press("tab")
        await type_text(pilot, "场地未落实")
        await pilot.press("ctrl+s")
        assert ledger.task("1-1").extensions[0].until == dt.date(2023, 12, 15)
        assert "已保存" in screen_text(app)


async def test_key_show_today(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+t")
        assert isinstance(app.screen, TodayScreen)
        await pilot.press("enter")
        assert cursor_id(app) == "1-1"


async def test_key_show_month(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f12")
        assert isinstance(app.screen, MonthScreen)
        await pilot.press("escape")
        assert isinstance(app.screen, MainScreen)


async def test_key_filter(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await type_text(pilot, "财政")
        await pilot.press("f3")
        await type_text(pilot, "信访")
        assert main_screen(app).query_one(FilterLine).text == "信访"
        assert shown_ids(app) == ["1-4.2"]


async def test_typing_filters_at_once(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await type_text(pilot, "财政局 农业")
        assert shown_ids(app) == ["1-2"]
        assert "1/6项" in screen_text(app)
        await pilot.press("backspace", "backspace", "backspace")
        assert shown_ids(app) == ["1-1", "1-2"]


async def test_a_filter_without_result_says_what_to_do(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await type_text(pilot, "没有这个词")
        assert "没有符合“没有这个词”的任务。按 Esc 显示全部" in screen_text(app)


async def test_key_add_progress(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f4")
        assert isinstance(app.screen, ProgressDialog)
        await type_text(pilot, "清单已报县政府审定")
        await pilot.press("tab", *["backspace"] * 10, *"11.20", "enter")
        await pilot.press("ctrl+u")  # the leading unit is offered
        await type_text(pilot, "县司法局")
        await pilot.press("ctrl+s")
        entry = ledger.task("1-1").progress[-1]
        assert (entry.day, entry.text, entry.unit) == (dt.date(2023, 11, 20), "清单已报县政府审定", "县司法局")
        assert "清单已报县政府审定" in screen_text(app)


async def test_progress_needs_a_text_and_a_date(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f4", "ctrl+s")
        assert "还没有填写进展情况" in screen_text(app)
        await type_text(pilot, "已办")
        await pilot.press("tab", "backspace", "backspace", "x", "ctrl+s")
        assert "日期看不懂" in screen_text(app)
        assert not ledger.task("1-1").progress


async def test_key_next_order(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        orders = []
        for _ in Order:
            orders.append((main_screen(app)._view.order, shown_ids(app)))
            await pilot.press("f6")
        assert [order for order, _ in orders] == list(Order)
        by_urgency = dict(orders)[Order.URGENCY]
        assert by_urgency[:2] == ["1-1", "1-2"], "overdue first, then the nearest deadline"
        assert by_urgency[-1] == "1-3", "what is done comes last"
        assert main_screen(app)._view.order is Order.PLAN


async def test_another_order_begins_at_its_top(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("end", "f6")
        assert cursor_id(app) == "1-1"


async def test_key_import_plan(app: GovtuiApp, ledger: Ledger, tmp_path: Path) -> None:
    plan = tmp_path / "养老服务.txt"
    plan.write_text(PLAN, encoding="utf-8")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f7")
        assert isinstance(app.screen, ChooseFileDialog)
        await type_text(pilot, str(plan))
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, PreviewScreen)
        assert "读出2项" in screen_text(app)
        assert len(ledger.documents) == 1, "nothing is stored before the clerk agrees"
        await pilot.press("ctrl+s")
        assert [task.id for task in ledger.tasks.values() if task.document == "2"] == ["2-1", "2-2"]
        assert shown_ids(app)[-2:] == ["2-1", "2-2"]


async def test_a_plan_that_cannot_be_read_stays_in_the_dialog(app: GovtuiApp, tmp_path: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f7")
        await type_text(pilot, str(tmp_path / "没有.txt"))
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "文件不存在" in screen_text(app)
        assert "怎么办" in screen_text(app)
        await pilot.press("escape")
        assert isinstance(app.screen, ChooseFileDialog)
        assert "没有读入" in screen_text(app)


async def test_key_export_sheet(app: GovtuiApp, tmp_path: Path) -> None:
    target = tmp_path / "报送.xlsx"
    async with app.run_test(size=SIZE) as pilot:
        await type_text(pilot, "财政局")
        await pilot.press("f8")
        assert isinstance(app.screen, ExportDialog)
        await pilot.press("shift+tab", "end", "ctrl+u")
        await type_text(pilot, str(target))
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "已导出2项" in screen_text(app)
    sheet = openpyxl.load_workbook(target).active
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert "青禾县2023年便民公开重点任务分解表" in texts
    assert any("青禾县政府办公室" in text for text in texts)
    assert sum("2023年" in text and "底" in text for text in texts) == 2, "two tasks, deadlines as worded"


async def test_an_existing_sheet_is_only_replaced_when_asked_twice(app: GovtuiApp, tmp_path: Path) -> None:
    target = tmp_path / "报送.xlsx"
    target.write_bytes(b"old")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f8", "shift+tab", "end", "ctrl+u")
        await type_text(pilot, str(target))
        await pilot.press("ctrl+s")
        assert "文件已经存在" in screen_text(app)
        assert target.read_bytes() == b"old"
        await pilot.press("ctrl+s")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "已导出6项" in screen_text(app)
    assert target.read_bytes()[:2] == b"PK"


async def test_key_undo(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f2", "3")
        assert ledger.task("1-1").status is Status.DONE
        await pilot.press("ctrl+z")
        assert ledger.task("1-1").status is Status.TODO
        await pilot.press("ctrl+z")
        assert not ledger.task("1-2").progress, "the change before that one is next"
        await pilot.press("ctrl+z", "ctrl+z")
        assert not ledger.tasks, "the import itself can be taken back"
        assert "台账还是空的。按 F7 读入任务分解表" in screen_text(app)
        await pilot.press("ctrl+z")
        assert isinstance(app.screen, ReadingDialog), "there is nothing left: said, not ignored"


async def test_key_ledger_menu(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f5")
        assert isinstance(app.screen, LedgerMenu)
        await pilot.press("escape")
        assert isinstance(app.screen, MainScreen)


async def test_key_redo(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f2", "3", "ctrl+z", "ctrl+y")
        assert ledger.task("1-1").status is Status.DONE
        assert "已保存  恢复：办理状态改为“已完成”：1-1" in screen_text(app)
        await pilot.press("ctrl+z", "ctrl+z", "ctrl+y", "ctrl+y")
        assert (ledger.task("1-1").status, len(ledger.task("1-2").progress)) == (Status.DONE, 1)
        await pilot.press("ctrl+y")
        assert isinstance(app.screen, ReadingDialog)
        assert "没有可以恢复的修改" in screen_text(app)


async def test_key_quit(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert not app.is_running
    assert app.return_code == 0


async def test_key_show_task(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("down", "enter")
        assert isinstance(app.screen, TaskDialog)
        text = screen_text(app)
        for part in ("1-2", "公布惠农补贴发放名册", "2023-12-10", "已公布3次", "青政办发〔2023〕6号", "李青"):
            assert part in text
        await pilot.press("f2", "3")
        assert ledger.task("1-2").status is Status.DONE


async def test_key_show_clocks(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+k")
        assert isinstance(app.screen, ClocksScreen)
        await pilot.press("escape")
        assert isinstance(app.screen, MainScreen)


async def test_key_show_rounds(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+r")
        assert isinstance(app.screen, RoundsScreen)
        await pilot.press("escape")
        assert isinstance(app.screen, MainScreen)


async def test_key_show_history(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+l")
        assert isinstance(app.screen, HistoryScreen)
        assert "共3条" in screen_text(app)
        await pilot.press("f9", "enter", "escape")
        assert isinstance(app.screen, MainScreen)
        assert not ledger.task("1-2").progress
        assert "撤销：登记进展" in screen_text(app), "the main screen shows what was taken back"


async def test_key_clear_filter(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await type_text(pilot, "财政")
        await pilot.press("escape", "escape")  # the first may close the list of what can be typed next
        assert len(shown_ids(app)) == 6


async def test_key_move_down(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("down", "down")
        assert cursor_id(app) == "1-3"
        assert "[/附件]" in screen_text(app), "what a plan says is never markup"


async def test_key_move_up(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("down", "down", "up")
        assert cursor_id(app) == "1-2"
        await pilot.press("up", "up", "up")
        assert cursor_id(app) == "1-1"


async def test_key_page_down(app: GovtuiApp) -> None:
    async with app.run_test(size=(80, 16)) as pilot:
        await pilot.press("pagedown")
        page = main_screen(app).query_one(TaskTable).window_rows
        assert cursor_id(app) == list(app.ledger.tasks)[min(5, page - 1)]


async def test_key_page_up(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("end", "pageup")
        assert cursor_id(app) == "1-1"


async def test_key_go_first(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("end", "home")
        assert cursor_id(app) == "1-1"


async def test_key_go_last(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("end")
        assert cursor_id(app) == "1-5"


async def test_key_pane_down(app: GovtuiApp) -> None:
    async with app.run_test(size=(30, 16)) as pilot:
        await pilot.press("down", "ctrl+down", "ctrl+down")
        assert main_screen(app).query_one("#task", TextPane).scroll_offset.y == 2


async def test_key_pane_up(app: GovtuiApp) -> None:
    async with app.run_test(size=(30, 16)) as pilot:
        await pilot.press("down", "ctrl+down", "ctrl+down", "ctrl+up")
        assert main_screen(app).query_one("#task", TextPane).scroll_offset.y == 1


async def test_the_cursor_stays_on_its_task(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("down")
        await type_text(pilot, "财政")
        assert cursor_id(app) == "1-2"
        await pilot.press("escape", "escape")
        assert cursor_id(app) == "1-2"


async def test_a_resized_window_keeps_the_cursor_in_sight(app: GovtuiApp) -> None:
    async with app.run_test(size=(200, 50)) as pilot:
        await pilot.press("end")
        await pilot.resize_terminal(60, 14)
        await pilot.pause()
        table = main_screen(app).query_one(TaskTable)
        assert table.scroll_offset.y <= table.cursor < table.scroll_offset.y + table.window_rows
        assert "1-5" in screen_text(app)


async def test_mouse(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.click(TaskTable, offset=(20, 3))
        assert cursor_id(app) == "1-3"
        await pilot.click(TaskTable, offset=(20, 3), times=2)
        assert isinstance(app.screen, TaskDialog)


async def test_ctrl_c_on_another_screen_says_how_to_leave(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.press("ctrl+t", "ctrl+c")
        await pilot.pause(0.5)
        assert "退出请按 Ctrl+Q" in screen_text(app)
        assert app.is_running
