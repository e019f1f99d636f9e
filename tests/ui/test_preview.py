"""The preview: what it shows of a plan, moving about in it, stepping through its doubts, storing and leaving."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from preview_plan import PLAN, opened
from screen_text import screen_text
from textual.widgets import TextArea

from govtui.app import GovtuiApp
from govtui.errors import LedgerError
from govtui.keys.intake import PREVIEW
from govtui.ledger.ledger import Ledger
from screens.choosing import ChoiceDialog
from screens.main import MainScreen
from screens.preview import PreviewScreen
from screens.reading import NoticeDialog, ReadingDialog
from widgets.draft_table import DraftTable
from widgets.key_bar import KeyBar
from widgets.source_table import SourceTable

SIZE = (80, 24)


def test_every_key_of_the_preview_is_pressed_in_a_test() -> None:
    files = [Path(__file__), Path(__file__).with_name("test_preview_corrections.py")]
    pressed = "".join(file.read_text(encoding="utf-8") for file in files)
    missing = [action.id for action in PREVIEW.actions if not any(f'"{key}"' in pressed for key in action.keys)]
    assert not missing


async def test_source_tasks_and_numbers_are_shown(app: GovtuiApp, plan_file: Path) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        preview = await opened(app, pilot, plan_file)
        text = screen_text(app)
        assert "原表序号5个，读出5项；缺（二）；1个时限没有看懂；1行没有读" in text
        assert "青禾县2023年托育服务重点任务分解表" in text
        assert "各镇（街道）另行制定本辖区工作方案" in text, "what was not read is shown as well"
        assert [task.seq for task in preview.tasks] == ["1", "2", "3", "4", "5"]


async def test_the_cursor_lights_up_what_belongs_together(app: GovtuiApp, plan_file: Path) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        preview = await opened(app, pilot, plan_file)
        await preview.to_line(8, 2)
        drafts, source = preview.screen.query_one(DraftTable), preview.screen.query_one(SourceTable)
        assert drafts.draft is not None
        assert drafts.draft.seq == "4"
        lines = [preview.screen._seen.outline.rows[place].first for place in source._linked]
        assert sorted(lines) == [7, 8], "both rows of the task"
        await preview.press("tab", "down")
        assert source.row is not None
        assert source.row.first == 9
        assert "设立投诉电话" in screen_text(app)


async def test_doubtful_places_are_stepped_through(app: GovtuiApp, plan_file: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        preview = await opened(app, pilot, plan_file)
        doubts = preview.screen._seen.doubts
        seen = []
        for number in range(1, len(doubts) + 1):
            await preview.press("f3")
            assert preview.screen.source.row is not None
            seen.append(preview.screen.source.row.first)
            assert f"疑点{number}/{len(doubts)}" in screen_text(app)
        assert seen == sorted(seen)
        assert {6, 10} <= set(seen), "the deadline that was not understood, and the line that was left out"
        await preview.press("ctrl+p")
        assert f"疑点{len(doubts) - 1}/" in screen_text(app)
        await preview.press("up")
        assert "疑点" not in screen_text(app).splitlines()[-3], "what was said of another place goes"


async def test_after_a_correction_the_next_doubt_is_the_next_one(app: GovtuiApp, plan_file: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        preview = await opened(app, pilot, plan_file)
        await preview.press("f3", "f3")
        await preview.to_line(6, 4)
        await preview.press("enter")
        app.screen.query_one(TextArea).text = "2023年10月底"
        await preview.press("ctrl+s", "f3", "f3")
        assert preview.screen.source.row is not None
        assert preview.screen.source.row.first == 8


async def test_remarks_and_keys_are_listed(app: GovtuiApp, plan_file: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        preview = await opened(app, pilot, plan_file)
        await preview.press("f5")
        assert isinstance(app.screen, NoticeDialog)
        assert "原表缺（二）" in screen_text(app)
        await preview.press("escape", "f1")
        assert isinstance(app.screen, ReadingDialog)
        assert "按键说明" in screen_text(app)
        await preview.press("escape")
        assert isinstance(app.screen, PreviewScreen)


async def test_moving(app: GovtuiApp, plan_file: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        preview = await opened(app, pilot, plan_file)
        source = preview.screen.source
        await preview.press("end")
        assert source.row is not None
        assert source.row.first == 10
        await preview.press("pageup", "home")
        assert source.cursor == 0
        await preview.press("pagedown")
        assert source.cursor > 2
        await preview.press("tab", "end", "up")
        assert preview.screen.drafts.draft is not None
        assert preview.screen.drafts.draft.seq == "4"
        await preview.press("ctrl+down", "ctrl+up", "left")
        assert source.active, "the columns are those of the source"
        await preview.press("right", "right")
        assert source.column == 3


async def test_a_task_is_read_in_full(app: GovtuiApp, plan_file: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        preview = await opened(app, pilot, plan_file)
        await preview.press("tab", "home", "enter")
        assert isinstance(app.screen, ReadingDialog)
        text = screen_text(app)
        for part in ("任务 1", "（一）扩大供给", "县财政局", "2023-12-31前", "评价办法"):
            assert part in text


async def test_storing_and_undoing(app: GovtuiApp, ledger: Ledger, plan_file: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        preview = await opened(app, pilot, plan_file)
        await preview.to_line(5, 2)
        await preview.press("f8")
        assert len(ledger.documents) == 1, "nothing is stored before the clerk agrees"
        transactions = len(ledger.history())
        await preview.press("ctrl+s")
        assert isinstance(app.screen, MainScreen)
        assert len(ledger.history()) == transactions + 1
        assert len([task for task in ledger.tasks.values() if task.document == "2"]) == 4
        assert "已保存" in screen_text(app)
        await preview.press("ctrl+z")
        assert len(ledger.documents) == 1


async def test_a_failure_to_store_loses_no_correction(
    app: GovtuiApp, ledger: Ledger, plan_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise LedgerError("没有保存", "磁盘已满", "请清理磁盘空间后重试")

    async with app.run_test(size=SIZE) as pilot:
        preview = await opened(app, pilot, plan_file)
        await preview.press("down", "f8")
        with monkeypatch.context() as patch:
            patch.setattr(ledger, "add_documents", full)
            await preview.press("ctrl+s")
            assert "磁盘已满" in screen_text(app)
        await preview.press("escape")
        assert "更正1处" in screen_text(app)
        await preview.press("ctrl+s")
        assert len(ledger.documents) == 2


async def test_leaving_asks_before_corrections_are_lost(app: GovtuiApp, ledger: Ledger, plan_file: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        preview = await opened(app, pilot, plan_file)
        await preview.press("escape")
        assert isinstance(app.screen, MainScreen), "nothing was corrected: nothing is asked"
        preview = await opened(app, pilot, plan_file)
        await preview.press("down", "f8", "escape")
        assert isinstance(app.screen, ChoiceDialog)
        assert "已更正1处，还没有存入" in screen_text(app)
        await preview.press("enter")
        assert isinstance(app.screen, PreviewScreen)
        await preview.press("escape")
        await preview.choose("放弃更正")
        assert isinstance(app.screen, MainScreen)
        assert len(ledger.documents) == 1


async def test_a_plan_on_the_command_line_is_opened_at_once(ledger: Ledger, today: dt.date, plan_file: Path) -> None:
    app = GovtuiApp(ledger, today, plan=plan_file)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, PreviewScreen)
        assert "读出5项" in screen_text(app)


async def test_text_of_the_file_is_never_markup(app: GovtuiApp, tmp_path: Path) -> None:
    file = tmp_path / "[red]表.txt"
    file.write_text(PLAN.replace("公布年度检查结果。", "公布[/附件]检查[b]结果。"), encoding="utf-8")
    async with app.run_test(size=(120, 36)) as pilot:
        preview = await opened(app, pilot, file)
        await preview.to_line(6, 2)
        assert "公布[/附件]检查[b]结果。" in screen_text(app)
        await preview.press("f2")
        assert "[/附件]" in screen_text(app)


async def test_mouse(app: GovtuiApp, plan_file: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        preview = await opened(app, pilot, plan_file)
        source = preview.screen.source
        await pilot.click(SourceTable, offset=(40, 3 - source.scroll_offset.y))
        assert source.row is not None
        assert source.row.first == 4
        await pilot.click(DraftTable, offset=(20, 3))
        assert preview.screen.drafts.active
        assert preview.screen.drafts.cursor == 2
        await pilot.click(KeyBar, offset=(12, 1))
        assert isinstance(app.screen, NoticeDialog), "a key on the second line of the bar"


@pytest.mark.parametrize("size", [(60, 16), (100, 24), (200, 50)])
async def test_it_is_usable_at_every_size(app: GovtuiApp, plan_file: Path, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        preview = await opened(app, pilot, plan_file)
        await preview.press("end", "home", "tab", "end", "f3", "f2")
        assert isinstance(app.screen, ChoiceDialog)
        await preview.press("escape")
        for pane in (preview.screen.source, preview.screen.drafts):
            assert pane.window_rows >= 2
        await pilot.resize_terminal(80, 24)
        await preview.settled()
        source = preview.screen.source
        assert source.scroll_offset.y <= source.cursor < source.scroll_offset.y + source.window_rows
