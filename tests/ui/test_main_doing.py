"""What is done on the main screen to one task after the other, and to marked ones all at once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from screen_text import screen_text

from govtui.app import GovtuiApp
from govtui.ledger.ledger import Ledger
from govtui.model import Status
from screens.export import ExportDialog
from screens.main import MainScreen
from screens.marking import SeveralDialog
from screens.progress import ProgressDialog
from screens.status import StatusDialog
from screens.timing import ExtendForm
from widgets.task_table import TaskTable

SIZE = (80, 24)


def main_screen(app: GovtuiApp) -> MainScreen:
    assert isinstance(app.screen, MainScreen)
    return app.screen


def cursor_id(app: GovtuiApp) -> str:
    row = main_screen(app).query_one(TaskTable).cursor_row
    return row.task.id if row else ""


def marks(app: GovtuiApp) -> set[str]:
    return set(main_screen(app)._view.marks)


@pytest.mark.parametrize(
    ("key", "status"),
    [
        ("ctrl+o", Status.DOING),
        ("ctrl+f", Status.DONE),
        ("ctrl+x", Status.CLOSED),
        ("ctrl+u", Status.PAUSED),
    ],
)
async def test_key_put(app: GovtuiApp, ledger: Ledger, key: str, status: Status) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(key)
        assert ledger.task("1-1").status is status
        assert "已保存" in screen_text(app)
        assert cursor_id(app) == "1-2", "the next task is under the cursor"
        await pilot.press("up", "ctrl+w")
        assert ledger.task("1-1").status is Status.TODO


async def test_as_many_tasks_are_as_many_strokes(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*["ctrl+f"] * len(ledger.tasks))
    assert {task.status for task in ledger.tasks.values()} == {Status.DONE}


async def test_a_task_that_leaves_the_filter_makes_room_for_the_next(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f3", *"状态:未启动", "enter")
        shown = [row.task.id for row in main_screen(app)._view.rows]
        await pilot.press(*["ctrl+f"] * len(shown))
        assert not main_screen(app)._view.rows
    assert all(ledger.task(task_id).status is Status.DONE for task_id in shown)


async def test_the_dialogs_lead_on_to_the_next_task(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f2", "3")
        assert cursor_id(app) == "1-2"
        await pilot.press("f4", *"已公布", "ctrl+s")
        assert cursor_id(app) == "1-3"
        await pilot.press("f2", "escape")
        assert cursor_id(app) == "1-3", "nothing was done"
    assert ledger.task("1-2").progress[-1].text == "已公布"


async def test_key_mark(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("space", "space")
        assert marks(app) == {"1-1", "1-2"}
        assert "已标记2项" in screen_text(app)
        await pilot.press("up", "space")
        assert marks(app) == {"1-1"}


async def test_key_mark_down(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("shift+down", "shift+down", "shift+down")
        assert marks(app) == {"1-1", "1-2", "1-3"}


async def test_key_mark_up(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("down", "down", "shift+up", "shift+up")
        assert marks(app) == {"1-3", "1-2"}
        assert cursor_id(app) == "1-1"


async def test_key_mark_all(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*"财政", "enter", "ctrl+a")
        assert marks(app) == {"1-1", "1-2"}
        await pilot.press("escape")
        assert marks(app) == {"1-1", "1-2"}, "first the filter goes"
        await pilot.press("escape")
        assert not marks(app)
        await pilot.press("ctrl+a", "ctrl+a")
        assert not marks(app)


async def test_marked_tasks_are_changed_together_after_asking(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("space", "space", "ctrl+f")
        assert isinstance(app.screen, SeveralDialog)
        assert "标记的2项任务：改为“已完成”" in screen_text(app)
        assert ledger.task("1-1").status is Status.TODO
        await pilot.press("escape")
        assert marks(app) == {"1-1", "1-2"}
        await pilot.press("ctrl+f", "enter")
        assert {ledger.task(task_id).status for task_id in ("1-1", "1-2")} == {Status.DONE}
        assert not marks(app), "what was done is not done again by accident"
        await pilot.press("ctrl+z")
        assert {ledger.task(task_id).status for task_id in ("1-1", "1-2")} == {Status.TODO}


async def test_marks_out_of_sight_are_told_of(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("space", "space", "f3", *"状态:已完成", "enter", "space", "ctrl+u")
        assert "其中2项不在屏幕上" in screen_text(app)


async def test_the_dialogs_say_how_many_they_are_for(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("space", "space", "f2")
        assert isinstance(app.screen, StatusDialog)
        assert "标记的2项任务" in screen_text(app)
        await pilot.press("2")
        assert {ledger.task(task_id).status for task_id in ("1-1", "1-2")} == {Status.DOING}
        await pilot.press("home", "space", "space", "f4")
        assert isinstance(app.screen, ProgressDialog)
        assert "标记的2项任务" in screen_text(app)
        await pilot.press(*"已布置", "ctrl+s")
        assert [ledger.task(task_id).progress[-1].text for task_id in ("1-1", "1-2")] == ["已布置", "已布置"]


async def test_several_deadlines_are_put_off_at_once(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("space", "space", "ctrl+d")
        assert isinstance(app.screen, ExtendForm)
        assert "标记的2项任务" in screen_text(app)
        await pilot.press(*"12.15", "tab", *"场地未落实", "ctrl+s")
    assert {ledger.task(task_id).extensions[0].until for task_id in ("1-1", "1-2")} == {dt.date(2023, 12, 15)}


async def test_marked_tasks_are_what_is_exported(app: GovtuiApp, tmp_path: Path) -> None:
    target = tmp_path / "报送.xlsx"
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("space", "end", "space", "f8")
        assert isinstance(app.screen, ExportDialog)
        assert "标记的2项任务" in screen_text(app)
        await pilot.press("shift+tab", "end", "ctrl+u", *str(target), "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "已导出2项" in screen_text(app)
    assert openpyxl.load_workbook(target).active.max_row > 3


async def test_undo_shows_where(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+f", "end", "ctrl+z")
        assert cursor_id(app) == "1-1"
        assert "撤销：办理状态改为“已完成”：1-1" in screen_text(app)
        await pilot.press("end", "ctrl+y")
        assert cursor_id(app) == "1-1"


async def test_a_click_on_the_place_for_the_mark_marks(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.click(TaskTable, offset=(0, 2))
        assert marks(app) == {"1-2"}
