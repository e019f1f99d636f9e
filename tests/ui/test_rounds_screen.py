"""Reporting rounds on the screen: opening one, who owes an entry, handing it in, comparing, setting more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from main_plan import NOW, plan
from screen_text import assert_snapshot, screen_text
from textual.pilot import Pilot
from textual.widgets import Input

from govtui.app import GovtuiApp
from govtui.config import Settings
from govtui.ledger import submissions
from govtui.ledger.ledger import Ledger
from govtui.model import Progress, Status
from govtui.timekeeping import HandIn, Round
from govtui.timing.rounds import RoundReading, RoundState
from screens import rounds as rounds_module
from screens.export import ExportDialog
from screens.main import MainScreen
from screens.reading import NoticeDialog, ReadingDialog
from screens.round_dialogs import SetRoundsDialog
from screens.rounds import RoundsScreen
from widgets.round_table import OwingTable, RoundTable
from widgets.task_table import TaskTable

SIZE = (80, 24)
SEPTEMBER, DECEMBER = dt.date(2023, 9, 5), dt.date(2023, 12, 5)
TODAY = dt.date(2023, 9, 4)


@pytest.fixture
def today() -> dt.date:
    return TODAY


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger whose plan asks for reports in July and December, with a round in September and a monthly schedule."""
    draft = plan()
    with Ledger.open(tmp_path / "ledger", operator="李青", now=lambda: NOW) as ledger:
        ledger.add_documents([draft])
        ledger.add_progress(["1-2"], Progress(dt.date(2023, 9, 1), "已公布3次，共涉及补贴1200户。", "县农业农村局"))
        ledger.time.add_schedule("每月25日前", "月报", dt.date(2023, 9, 1))
        ledger.time.open_round(SEPTEMBER, "9月报送", TODAY, ["1"])
        yield ledger


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds_module, "local_now", lambda: NOW)


async def settled(app: GovtuiApp, pilot: Pilot[None]) -> None:
    """Wait until what runs beside the screen is done and shown."""
    await app.workers.wait_for_complete()
    await pilot.pause()


async def show_rounds(app: GovtuiApp, pilot: Pilot[None]) -> RoundsScreen:
    await pilot.press("ctrl+r")
    await pilot.pause()
    assert isinstance(app.screen, RoundsScreen)
    return app.screen


def here(app: GovtuiApp) -> RoundReading:
    row = app.screen.query_one(RoundTable).row
    assert row is not None
    return row


def stored(ledger: Ledger, due: dt.date = SEPTEMBER) -> Round:
    return next(each for each in ledger.time.rounds.values() if each.due == due)


async def hand_in(app: GovtuiApp, pilot: Pilot[None], path: Path) -> None:
    await pilot.press("f8")
    await pilot.pause()
    assert isinstance(app.screen, ExportDialog)
    app.screen.query_one("#path", Input).value = str(path)
    await pilot.press("ctrl+s")
    await settled(app, pilot)
    if isinstance(app.screen, NoticeDialog):  # of fonts that are not there
        await pilot.press("escape")
        await pilot.pause()


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_screen(app: GovtuiApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await show_rounds(app, pilot)
        assert_snapshot(app, f"rounds-{size[0]}x{size[1]}")


async def test_the_cursor_stands_on_the_next_round_with_the_tasks_that_owe_an_entry(
    app: GovtuiApp, ledger: Ledger
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await show_rounds(app, pilot)
        assert (here(app).due, here(app).state) == (SEPTEMBER, RoundState.FILLING)
        assert "1-2" not in here(app).owing
        assert app.screen.query_one(OwingTable).count == len(here(app).owing) > 0
        await pilot.press("escape")
        assert isinstance(app.screen, MainScreen)


async def test_enter_leads_to_a_task_that_owes_an_entry(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await show_rounds(app, pilot)
        wanted = here(app).owing[1]
        await pilot.press("enter", "down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, MainScreen)
        row = app.screen.query_one(TaskTable).cursor_row
        assert row is not None
        assert row.task.id == wanted


async def test_tab_goes_to_the_other_list_and_back(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        screen = await show_rounds(app, pilot)
        await pilot.press("tab", "down")
        assert (screen._table.cursor, screen._owing.cursor) == (1, 1)
        await pilot.press("tab", "down")
        assert (screen._table.cursor, screen._owing.cursor) == (2, 0)


async def test_a_round_is_opened(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await show_rounds(app, pilot)
        await pilot.press("down", "f2")
        assert stored(ledger, dt.date(2023, 9, 25)).title == "月报"
        assert here(app).state is RoundState.FILLING
        assert "打开报送批次：月报" in screen_text(app)
        await pilot.press("f2")
        assert "已经打开了，现在填报中" in screen_text(app)
        await pilot.press("f9")
        assert here(app).opened is None
        await pilot.press("escape", "ctrl+z")  # taken back like every other change
        assert stored(ledger, dt.date(2023, 9, 25)).title == "月报"


async def test_handing_in_writes_the_sheet_keeps_it_and_closes_the_round(
    app: GovtuiApp, ledger: Ledger, tmp_path: Path
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await show_rounds(app, pilot)
        number = ledger.past().count
        await hand_in(app, pilot, tmp_path / "九月.xlsx")
        done = stored(ledger).handed_in
        assert done is not None
        assert (done.number, done.tasks, done.file) == (number, len(here(app).tasks), "2023-09-05-9月报送.xlsx")
        kept = ledger.folder / "submissions" / done.file
        assert kept.read_bytes() == (tmp_path / "九月.xlsx").read_bytes()
        assert ledger.present().tasks_at(number) == dict(ledger.tasks)
        assert here(app).state is RoundState.HANDED_IN
        assert "已报送" in screen_text(app)
        assert app.screen.query_one(OwingTable).count == 0
        await pilot.press("f8")
        assert isinstance(app.screen, NoticeDialog)
        assert "已经报送过了" in screen_text(app)


async def test_a_round_that_was_not_opened_is_opened_by_handing_it_in(
    app: GovtuiApp, ledger: Ledger, tmp_path: Path
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await show_rounds(app, pilot)
        await pilot.press("down")
        await hand_in(app, pilot, tmp_path / "月报.xlsx")
        assert stored(ledger, dt.date(2023, 9, 25)).handed_in is not None


async def test_leaving_the_dialog_hands_nothing_in(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await show_rounds(app, pilot)
        number = ledger.past().count
        await pilot.press("f8", "escape")
        assert isinstance(app.screen, RoundsScreen)
        assert ledger.past().count == number
        assert not (ledger.folder / "submissions").exists()


async def test_a_sheet_that_cannot_be_kept_is_told_and_asked_for_again(
    app: GovtuiApp, ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    async with app.run_test(size=SIZE) as pilot:
        await show_rounds(app, pilot)
        monkeypatch.setattr(submissions, "replacing", fail)
        await hand_in(app, pilot, tmp_path / "九月.xlsx")
        assert isinstance(app.screen, ExportDialog)
        assert app.screen.query_one("#path", Input).value == str(tmp_path / "九月.xlsx")
        assert stored(ledger).handed_in is None


async def test_what_is_new_since_the_last_round_is_compared_and_marked_in_the_next_sheet(
    app: GovtuiApp, ledger: Ledger, tmp_path: Path
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await show_rounds(app, pilot)
        await pilot.press("f6")
        assert "还没有更早报送过的批次" in screen_text(app)
        await pilot.press("escape")
        await hand_in(app, pilot, tmp_path / "九月.xlsx")
        ledger.set_status(["1-1"], Status.DOING)
        ledger.add_progress(["1-2"], Progress(dt.date(2023, 9, 20), "又公布1次。"))
        await pilot.press("f6")
        await settled(app, pilot)
        assert isinstance(app.screen, ReadingDialog)
        text = screen_text(app)
        assert "2023-09-05 9月报送 → 现在" in text
        assert "新增进展" in text
        assert "状态变化" in text
        await pilot.press("escape", "down", "f8")
        await pilot.pause()
        assert "按 F6 标出" in screen_text(app)
        await pilot.press("f6")
        assert "标出2023年11月22日报送以来的新情况（按 F6 不加）" in screen_text(app)
        app.screen.query_one("#path", Input).value = str(tmp_path / "月报.xlsx")
        await pilot.press("ctrl+s")
        await settled(app, pilot)
    (sheet,) = openpyxl.load_workbook(tmp_path / "月报.xlsx").worksheets
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    assert {"变化", "状态变化", "新增进展"} <= set(cells)


async def test_a_comparison_with_the_round_before(app: GovtuiApp, ledger: Ledger) -> None:
    (september,) = ledger.time.rounds
    ledger.time.hand_in(september, HandIn(NOW, ledger.past().count, tasks=6))
    ledger.set_status(["1-1"], Status.DONE)
    ledger.set_note(["1-3"], "已商县司法局")
    ledger.add_progress(["1-1"], Progress(dt.date(2023, 9, 20), "清单已公布，首页入口已设置。", "县财政局"))
    october = ledger.time.open_round(dt.date(2023, 10, 8), "10月报送", TODAY, ["1"]).changes[0].id
    ledger.time.hand_in(october, HandIn(NOW, ledger.past().count, tasks=6))
    ledger.set_status(["1-5"], Status.PAUSED)
    async with app.run_test(size=SIZE) as pilot:
        await show_rounds(app, pilot)
        await pilot.press("down")
        assert here(app).title == "10月报送"
        await pilot.press("f6")
        await settled(app, pilot)
        assert_snapshot(app, "rounds-compare")
        assert "暂缓" not in screen_text(app)


async def test_rounds_are_set_by_a_rhythm_and_on_a_date(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await show_rounds(app, pilot)
        await pilot.press("f7")
        assert isinstance(app.screen, SetRoundsDialog)
        await pilot.press("ctrl+s")
        assert "还没有写什么时候报送" in screen_text(app)
        await pilot.press(*"适时", "ctrl+s")
        assert "还看不懂" in screen_text(app)
        app.screen.query_one("#wording", Input).value = "每季度末前"
        await pilot.pause()
        assert "理解为每季度末：2023年9月30日、2023年12月31日、2024年3月31日" in screen_text(app)
        app.screen.query_one("#documents", Input).value = "7"
        await pilot.press("ctrl+s")
        assert "台账中没有来文 7" in screen_text(app)
        app.screen.query_one("#documents", Input).value = "１"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert (here(app).due, here(app).title) == (dt.date(2023, 9, 30), "每季度末报送")
        await pilot.press("f7", *"10.8", "enter", *"迎检", "enter", "enter")
        await pilot.pause()
        assert (here(app).due, here(app).title, here(app).state) == (
            dt.date(2023, 10, 8),
            "迎检",
            RoundState.FILLING,
        )
    assert [each.wording for each in ledger.time.schedules.values()] == ["每月25日前", "每季度末前"]


async def test_the_export_of_the_main_screen_marks_what_is_new(app: GovtuiApp, ledger: Ledger, tmp_path: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f8")
        assert "还没有报送过，没有可比的" in screen_text(app)
        await pilot.press("f6", "escape")
        await show_rounds(app, pilot)
        await hand_in(app, pilot, tmp_path / "九月.xlsx")
        await pilot.press("escape", "f2", "enter")
        assert ledger.task("1-1").status is Status.DOING
        await pilot.press("f8", "f6")
        app.screen.query_one("#path", Input).value = str(tmp_path / "全部.xlsx")
        await pilot.press("ctrl+s")
        await settled(app, pilot)
    (sheet,) = openpyxl.load_workbook(tmp_path / "全部.xlsx").worksheets
    assert "状态变化" in [cell for row in sheet.iter_rows(values_only=True) for cell in row]


async def test_who_only_looks_on_changes_nothing(ledger: Ledger, tmp_path: Path) -> None:
    with Ledger.open(ledger.folder, reading=True, now=lambda: NOW) as onlooker:
        app = GovtuiApp(onlooker, TODAY, settings=Settings())
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press("escape")
            await show_rounds(app, pilot)
            for key in ("f2", "f7", "f8", "f9"):
                await pilot.press(key)
                assert isinstance(app.screen, NoticeDialog), key
                await pilot.press("escape")
    assert ledger.past().count == 4


async def test_an_empty_ledger_says_how_rounds_come_about(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "空", now=lambda: NOW) as empty:
        app = GovtuiApp(empty, TODAY, settings=Settings())
        async with app.run_test(size=SIZE) as pilot:
            await show_rounds(app, pilot)
            assert "还没有报送批次" in screen_text(app)
            await pilot.press("f2", "f6", "f8", "f9", "enter", "tab", "down")
            assert isinstance(app.screen, RoundsScreen)
