"""Two windows on one ledger: the second sees what the first one does, and goes on when that has gone."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from main_plan import NOW, plan
from screen_text import screen_text
from textual.pilot import Pilot

from govtui.app import GovtuiApp
from govtui.ledger import session
from govtui.ledger.ledger import Ledger
from govtui.model import Progress, Status
from screens import watching
from screens.reading import ReadingDialog
from screens.status import StatusDialog

SIZE = (80, 24)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look every moment, and have time at once."""
    monkeypatch.setattr(watching, "LOOKING_EVERY", 0.02)
    monkeypatch.setattr(watching, "IDLE_AFTER", 0.02)


@pytest.fixture
def onlooker(ledger: Ledger, today: dt.date) -> GovtuiApp:
    """The application of somebody who has come second."""
    return GovtuiApp(Ledger.open(ledger.folder, operator="王五", now=lambda: NOW), today)


async def until(pilot: Pilot[None], done: Callable[[], bool]) -> None:
    for _ in range(250):
        if done():
            return
        await pilot.pause(0.02)
    raise AssertionError("it never came")


async def shows(pilot: Pilot[None], text: str) -> None:
    await until(pilot, lambda: text in screen_text(pilot.app))


async def test_another_ones_changes_appear(onlooker: GovtuiApp, ledger: Ledger) -> None:
    async with onlooker.run_test(size=SIZE) as pilot:
        await shows(pilot, "台账正由李青")
        await pilot.press("escape")
        await shows(pilot, "只读")
        await pilot.press("down", "down")
        ledger.set_status(["1-1"], Status.DOING)
        await shows(pilot, "李青刚刚修改：办理状态改为“推进中”：1-1")
        assert any("推进中" in line for line in screen_text(onlooker).splitlines()[2:-2]), "in its row of the table"
        ledger.add_documents([plan()], again=True)
        await shows(pilot, "/12项")
        ledger.add_progress(["1-3"], Progress(dt.date(2023, 11, 21), "已邀请居民代表旁听2次。"))
        await shows(pilot, "已邀请居民代表旁听2次")  # in the pane of the task under the cursor, which stayed


async def test_the_first_change_takes_over_when_the_other_has_gone(onlooker: GovtuiApp, ledger: Ledger) -> None:
    async with onlooker.run_test(size=SIZE) as pilot:
        await pilot.press("escape", "f2")
        assert isinstance(onlooker.screen, ReadingDialog), "the other one is still at work"
        await pilot.press("escape")
        ledger.set_status(["1-5"], Status.PAUSED)
        ledger.close()
        await shows(pilot, "修改任何一处即可接手")
        await pilot.press("f2")
        assert isinstance(onlooker.screen, StatusDialog)
        assert "只读" not in screen_text(onlooker)
        await pilot.press("3")
        assert "已保存" in screen_text(onlooker)
    with Ledger.open(ledger.folder) as again:
        assert "王五" in again.read_only
        assert (again.task("1-1").status, again.task("1-5").status) == (Status.DONE, Status.PAUSED)


async def test_a_stick_that_is_pulled_out_is_said(onlooker: GovtuiApp, ledger: Ledger) -> None:
    async with onlooker.run_test(size=SIZE) as pilot:
        await pilot.press("escape")
        gone = ledger.folder.with_name("拔出")
        ledger.folder.rename(gone)
        await shows(pilot, "台账读不出来")
        assert "/6项" in screen_text(onlooker)
        gone.rename(ledger.folder)
        ledger.set_status(["1-1"], Status.DOING)
        await shows(pilot, "李青刚刚修改")


async def test_a_ledger_that_was_exchanged_is_loaded_anew(onlooker: GovtuiApp, ledger: Ledger, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "旧") as older:
        older.add_documents([plan(), plan()], again=True)
    async with onlooker.run_test(size=SIZE) as pilot:
        await pilot.press("escape")
        ledger.close()
        for name in ("journal.jsonl", "ledger.json"):
            shutil.copy(tmp_path / "旧" / name, ledger.folder / name)
        await shows(pilot, "/12项")


async def test_what_is_due_is_written_while_nothing_happens(
    app: GovtuiApp, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "TAIL_BOUND", 1)
    written = (ledger.folder / "ledger.json").stat().st_mtime_ns
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: (ledger.folder / "ledger.json").stat().st_mtime_ns != written)
        await until(pilot, lambda: any((ledger.folder / "backups").glob("自动备份-*.zip")))
        assert ledger.trouble == ""


async def test_what_cannot_be_written_is_said_once(
    app: GovtuiApp, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    (ledger.folder / "backups").write_text("此处被占", encoding="utf-8")
    async with app.run_test(size=SIZE) as pilot:
        await shows(pilot, "没有备份：无法建立备份文件夹")
        await pilot.press("f2", "2")
        await shows(pilot, "已保存")
        await pilot.pause(0.2)
        assert "已保存" in screen_text(app), "it is not said again and again"


async def test_undo_takes_over_too(onlooker: GovtuiApp, ledger: Ledger) -> None:
    async with onlooker.run_test(size=SIZE) as pilot:
        await pilot.press("escape")
        ledger.close()
        await pilot.press("ctrl+z")
        await shows(pilot, "已保存  撤销：登记进展")
