"""A newer version of a document that stands in the ledger: what the preview shows of it, and the ways to store it."""

from __future__ import annotations

from pathlib import Path

import pytest
from preview_plan import PLAN, Preview, opened
from screen_text import screen_text

from govtui.app import GovtuiApp
from govtui.errors import LedgerError
from govtui.ledger.ledger import Ledger
from govtui.model import Status
from screens.main import MainScreen
from screens.preview import PreviewScreen
from screens.renewing import RenewalDialog
from widgets.text_pane import TextPane

SIZE = (80, 24)
NEWER = (
    PLAN.replace("重点任务分解表\n", "重点任务分解表（修订稿）\n")
    .replace("2023年9月底", "2023年10月底")
    .replace("5\t\t设立投诉电话。向社会公布号码。\t县卫健局\t2023年6月底", "5\t\t开设家长课堂。\t县妇联\t2023年12月底")
)


@pytest.fixture
def newer_file(tmp_path: Path) -> Path:
    file = tmp_path / "托育服务（修订稿）.txt"
    file.write_text(NEWER, encoding="utf-8")
    return file


async def asked(app: GovtuiApp, preview: Preview, old: Path, newer: Path) -> Preview:
    """Store a plan, begin with its second task, and ask for the newer version to be stored."""
    preview = await opened(app, preview.pilot, old)
    await preview.press("ctrl+s")
    app.screen._ledger.set_status(["2-2"], Status.DOING)  # type: ignore[attr-defined]
    preview = await opened(app, preview.pilot, newer)
    await preview.press("ctrl+s")
    assert isinstance(app.screen, RenewalDialog)
    return preview


async def test_a_newer_version_says_what_it_changes(app: GovtuiApp, plan_file: Path, newer_file: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await asked(app, Preview(app, pilot), plan_file, newer_file)
        text = screen_text(app)
        for part in (
            "像是来文2的新版",
            "新增1项、改动1项、取消1项，其余3项不变",
            "开设家长课堂",
            "更新来文2（保留进展）",
        ):
            assert part in text
        assert "存为新的来文" in text
        assert "“2023年10月底”" in text


async def test_work_is_kept_and_one_undo_brings_the_older_back(
    app: GovtuiApp, ledger: Ledger, plan_file: Path, newer_file: Path
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        preview = await asked(app, Preview(app, pilot), plan_file, newer_file)
        before = list(ledger.documents.items()), list(ledger.tasks.items())
        transactions = len(ledger.history())
        await preview.press("enter")
        assert isinstance(app.screen, MainScreen)
        assert len(ledger.history()) == transactions + 1
        assert len(ledger.documents) == 2
        assert (ledger.tasks["2-2"].status, ledger.tasks["2-2"].deadline_text) == (Status.DOING, "2023年10月底")
        assert "2-5" not in ledger.tasks
        assert "已保存" in screen_text(app)
        assert len(app.screen._view.everything) == len(ledger.tasks)
        await preview.press("ctrl+z")
        assert (list(ledger.documents.items()), list(ledger.tasks.items())) == before
        assert [row.task for row in app.screen._view.everything] == list(ledger.tasks.values())


async def test_it_may_be_stored_beside_the_older(
    app: GovtuiApp, ledger: Ledger, plan_file: Path, newer_file: Path
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        preview = await asked(app, Preview(app, pilot), plan_file, newer_file)
        await preview.choose("存为新的来文")
        assert isinstance(app.screen, MainScreen)
        assert list(ledger.documents) == ["1", "2", "3"]
        assert ledger.tasks["2-2"].deadline_text == "2023年9月底"


async def test_escape_goes_back_to_the_preview(
    app: GovtuiApp, ledger: Ledger, plan_file: Path, newer_file: Path
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        preview = await asked(app, Preview(app, pilot), plan_file, newer_file)
        transactions = len(ledger.history())
        await preview.press("escape")
        assert isinstance(app.screen, PreviewScreen)
        assert len(ledger.history()) == transactions
        await preview.press("ctrl+s")
        assert isinstance(app.screen, RenewalDialog), "it is asked again"


async def test_a_failure_to_renew_loses_nothing(
    app: GovtuiApp, ledger: Ledger, plan_file: Path, newer_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise LedgerError("没有保存", "磁盘已满", "请清理磁盘空间后重试")

    async with app.run_test(size=SIZE) as pilot:
        preview = await asked(app, Preview(app, pilot), plan_file, newer_file)
        monkeypatch.setattr(ledger, "renew", full)
        await preview.press("enter")
        assert "磁盘已满" in screen_text(app)
        await preview.press("escape")
        assert isinstance(app.screen, PreviewScreen)


async def test_a_long_list_of_changes_is_paged_through(app: GovtuiApp, tmp_path: Path) -> None:
    head = "青禾县2023年水渠清淤任务分解表\n\n序号\t具体要求\t责任单位\t完成时限\n"
    old, new = tmp_path / "水渠.txt", tmp_path / "水渠新.txt"
    rows = [f"{n}\t清理第{n}号水渠的淤泥，岸边设置警示牌。\t县水利局\t2023年9月底\n" for n in range(1, 41)]
    old.write_text(head + "".join(rows), encoding="utf-8")
    new.write_text(head + "".join(rows).replace("9月底", "10月底"), encoding="utf-8")
    async with app.run_test(size=SIZE) as pilot:
        await asked(app, Preview(app, pilot), old, new)
        pane = app.screen.query_one(TextPane)
        assert "改动40项" in screen_text(app)
        assert "更新来文2" in screen_text(app), "the ways stay in sight"
        await pilot.press("pagedown")
        assert pane.scroll_offset.y > 0
        await pilot.press("pageup", "down", "up")
        assert pane.scroll_offset.y == 0


async def test_another_plan_is_stored_without_a_question(app: GovtuiApp, ledger: Ledger, plan_file: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        preview = await opened(app, pilot, plan_file)
        await preview.press("ctrl+s")
        assert isinstance(app.screen, MainScreen)
        assert list(ledger.documents) == ["1", "2"]
