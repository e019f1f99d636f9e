"""The time of a task on the screen: an event's day, pauses, extensions, ticks, and counting indicators."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from main_plan import NOW
from screen_text import assert_snapshot, screen_text
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from govtui.app import GovtuiApp
from govtui.config import Settings
from govtui.ledger.ledger import Ledger
from govtui.model import After, Deadline, DeadlineKind, DocumentDraft, Indicator, TaskDraft
from govtui.timekeeping import Count, Extension, Pause
from screens.main import MainScreen
from screens.progress import ProgressDialog
from screens.reading import NoticeDialog
from screens.task import TaskDialog
from screens.timing import EventForm, ExtendForm, PauseForm, ResumeForm, TickForm

SIZE = (80, 24)
SIZES = [(80, 24), (120, 36)]
TODAY = dt.date(2023, 11, 22)
"""A Wednesday."""

PAPERS = TaskDraft(
    seq="1",
    requirement="方案印发后10个工作日内公布办事指南，在县政府网站首页设置入口。",
    units_text="县行政审批服务局",
    deadline_text="方案印发后10个工作日内",
    deadline=Deadline(DeadlineKind.AFTER, after=After("方案印发", 10, workdays=True)),
)
VISITS = TaskDraft(
    seq="2",
    requirement="主要负责人走访企业不少于10次，图文解读占比50%。",
    units_text="县政府办公室",
    deadline_text="2023年11月底",
    deadline=Deadline(DeadlineKind.BY, due=dt.date(2023, 11, 30)),
    indicators=(Indicator("不少于10次", ">=", 10, "次", "年"), Indicator("占比50%", ">=", 50, "%")),
)
LOOKS = TaskDraft(
    seq="3",
    requirement="集中公开惠民政策。",
    units_text="县民政局",
    measure="查看网站发布信息",
    deadline_text="全年",
    deadline=Deadline(DeadlineKind.ONGOING, until=dt.date(2023, 12, 31)),
)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    draft = DocumentDraft(
        source="便民.txt", title="青禾县便民服务任务分解表", tasks=(PAPERS, VISITS, LOOKS), fingerprint="d" * 64
    )
    ledger = Ledger.open(tmp_path / "ledger", operator="李青", now=lambda: NOW)
    ledger.add_documents([draft])
    return ledger


@pytest.fixture
def app(ledger: Ledger) -> GovtuiApp:
    return GovtuiApp(ledger, TODAY, settings=Settings())


async def on_task(pilot: Pilot[None], number: int, key: str) -> None:
    """Press a key on the task with this number."""
    await pilot.press(*["down"] * (number - 1), key)


def fill(app: GovtuiApp, name: str, value: str) -> None:
    app.screen.query_one(f"#{name}", Input).value = value


# The event


async def test_the_day_of_an_event_is_one_key_and_a_date_away(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+d")
        assert isinstance(app.screen, EventForm)
        assert "“方案印发”的日期尚未登记" in screen_text(app)
        await pilot.press(*"11.20")
        await pilot.pause()
        assert "起算日：2023年11月20日（周一）  到期：2023年12月4日（周一）" in screen_text(app)
        await pilot.press("enter")
        assert isinstance(app.screen, MainScreen)
        assert ledger.task("1-1").event_on == dt.date(2023, 11, 20)
        await pilot.press("enter")
        assert isinstance(app.screen, TaskDialog)
        text = screen_text(app)
        assert "到期日    2023-12-04" in text
        assert "自2023年11月20日（方案印发）次日起算，10个工作日" in text


async def test_the_day_is_taken_away_by_emptying_the_line(app: GovtuiApp, ledger: Ledger) -> None:
    ledger.time.set_event(["1-1"], dt.date(2023, 11, 20))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+d", "f2", "f2")
        assert isinstance(app.screen, EventForm)
        fill(app, "day", "")
        await pilot.press("ctrl+s")
        assert ledger.task("1-1").event_on is None


async def test_a_date_that_is_none_stays_in_the_dialog(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+d")
        fill(app, "day", "某天")
        await pilot.press("ctrl+s")
        assert isinstance(app.screen, EventForm)
        assert "日期看不懂，可写作" in screen_text(app)
        await pilot.press("escape")
        assert ledger.task("1-1").event_on is None


async def test_a_year_without_its_table_says_so_while_typing(app: GovtuiApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("ctrl+d")
        fill(app, "day", "2031-3-3")
        await pilot.pause()
        assert "按周一至周五估算（未导入2031年放假安排）" in screen_text(app)


# Pauses


async def test_pausing_and_going_on(app: GovtuiApp, ledger: Ledger) -> None:
    ledger.time.set_event(["1-1"], dt.date(2023, 11, 20))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+d")
        assert isinstance(app.screen, PauseForm)
        await pilot.press("down", "ctrl+s")
        assert ledger.task("1-1").pauses == (Pause(TODAY, reason="征求第三方意见"),)
        await pilot.press("ctrl+d")
        assert isinstance(app.screen, ResumeForm)
        await pilot.press(*"11.24")
        await pilot.pause()
        assert "到期：2023年12月7日（周四）" in screen_text(app)
        await pilot.press("ctrl+s")
        assert ledger.task("1-1").pauses == (Pause(TODAY, dt.date(2023, 11, 24), "征求第三方意见"),)


async def test_a_correction_counts_anew(app: GovtuiApp, ledger: Ledger) -> None:
    ledger.time.set_event(["1-1"], dt.date(2023, 11, 20))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+d", "tab", *"缺材料", "ctrl+s")
        assert ledger.task("1-1").pauses == (Pause(TODAY, reason="缺材料", anew=True),)


async def test_an_end_before_the_pause_is_refused(app: GovtuiApp, ledger: Ledger) -> None:
    ledger.time.set_event(["1-1"], dt.date(2023, 11, 1))
    ledger.time.pause("1-1", Pause(TODAY))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+d")
        fill(app, "day", "11.20")
        await pilot.press("ctrl+s")
        assert isinstance(app.screen, NoticeDialog)
        await pilot.press("escape")
        assert isinstance(app.screen, ResumeForm)
        assert ledger.task("1-1").pauses[0].end is None


# Extensions


async def test_an_extension_keeps_the_old_date_and_is_undone(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await on_task(pilot, 2, "ctrl+d")
        assert isinstance(app.screen, ExtendForm)
        await pilot.press(*"12.15", "enter", *"场地未落实", "enter", *"周慧", "enter")
        assert isinstance(app.screen, MainScreen)
        expected = Extension(TODAY, dt.date(2023, 11, 30), dt.date(2023, 12, 15), "场地未落实", "周慧")
        assert ledger.task("1-2").extensions == (expected,)
        assert "延期      2023-11-30 → 2023-12-15，场地未落实，批准人周慧" in screen_text(app)
        await pilot.press("ctrl+z")
        assert not ledger.task("1-2").extensions


async def test_an_extension_needs_a_later_date_and_a_reason(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await on_task(pilot, 2, "ctrl+d")
        await pilot.press(*"11.30")
        await pilot.pause()
        assert "2023年11月30日（周四）不比现在的期限2023-11-30晚" in screen_text(app)
        await pilot.press("ctrl+s")
        assert "新期限要晚于现在的期限2023-11-30" in screen_text(app)
        fill(app, "day", "+10工作日")
        await pilot.pause()
        assert "新期限：2023年12月6日（周三）  推后6天" in screen_text(app)
        await pilot.press("ctrl+s")
        assert "还没有写延期的原因" in screen_text(app)
        assert isinstance(app.focused, Input)
        assert app.focused.id == "reason"
        assert not ledger.task("1-2").extensions


async def test_what_else_can_be_done_is_a_key_away(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+d", "f2")
        assert isinstance(app.screen, ExtendForm)
        await pilot.press("f2")
        assert isinstance(app.screen, EventForm)
        await pilot.press("escape")
        await on_task(pilot, 2, "ctrl+d")
        await pilot.press("f2")
        assert isinstance(app.screen, ExtendForm)
        assert "这项任务的时限只能登记延期" in screen_text(app)


async def test_from_the_details_of_a_task(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "ctrl+d")
        assert isinstance(app.screen, EventForm)


# Ticks


async def test_a_measure_is_ticked_with_the_address_as_evidence(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await on_task(pilot, 3, "ctrl+d")
        assert isinstance(app.screen, TickForm)
        assert "查看网站发布信息" in screen_text(app)
        await pilot.press("tab", *"https://www.qinghe.example/1.html", "enter")
        assert isinstance(app.screen, MainScreen)
        task = ledger.task("1-3")
        assert task.checked_on == TODAY
        assert [piece.name for piece in task.evidence] == ["https://www.qinghe.example/1.html"]
        assert "已核验    2023-11-22" in screen_text(app)


async def test_a_tick_is_taken_away_by_emptying_the_line(app: GovtuiApp, ledger: Ledger) -> None:
    ledger.time.check(["1-3"], TODAY)
    async with app.run_test(size=SIZE) as pilot:
        await on_task(pilot, 3, "ctrl+d")
        await pilot.press("f2")
        fill(app, "day", "")
        await pilot.press("ctrl+s")
        assert ledger.task("1-3").checked_on is None


async def test_a_file_is_not_taken_for_an_address(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await on_task(pilot, 3, "ctrl+d")
        fill(app, "address", "截图.png")
        await pilot.press("ctrl+s")
        assert "这里写网址或文号" in screen_text(app)
        assert ledger.task("1-3").checked_on is None


# Counting


async def test_indicators_are_counted_with_an_entry(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await on_task(pilot, 2, "f4")
        app.screen.query_one(TextArea).text = "已走访。"
        assert "每年不少于10次：0/10次" in screen_text(app)
        fill(app, "count-0", "+2")
        await pilot.pause()
        assert "登记后 2/10次" in screen_text(app)
        fill(app, "count-1", "40%")
        await pilot.pause()
        assert "登记后 40%/50%" in screen_text(app)
        await pilot.press("ctrl+s")
        assert ledger.task("1-2").progress[-1].counts == (Count("不少于10次", 2), Count("占比50%", 40))
        await pilot.press("up")  # the next task is under the cursor
        assert "2/10次 20%，欠序时78个百分点" in screen_text(app)
        await pilot.press("enter", "end", "pageup")
        assert "计数：不少于10次 +2" in screen_text(app)


async def test_a_count_that_is_none_keeps_the_entry_in_the_dialog(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await on_task(pilot, 2, "f4")
        app.screen.query_one(TextArea).text = "已走访。"
        fill(app, "count-0", "几次")
        await pilot.press("ctrl+s")
        assert isinstance(app.screen, ProgressDialog)
        assert "计数看不懂" in screen_text(app)
        assert not ledger.task("1-2").progress


async def test_nothing_is_in_the_way_where_nothing_is_counted(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f4")
        assert not app.screen.query("#count-0")
        app.screen.query_one(TextArea).text = "已公布。"
        fill(app, "day", "-2工作日")
        await pilot.press("ctrl+s")
        (entry,) = ledger.task("1-1").progress
        assert (entry.day, entry.counts) == (dt.date(2023, 11, 20), ())


# How it looks


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(
    ("name", "number", "key"),
    [("event", 1, "ctrl+d"), ("extend", 2, "ctrl+d"), ("tick", 3, "ctrl+d"), ("count", 2, "f4")],
)
async def test_how_it_looks(app: GovtuiApp, size: tuple[int, int], name: str, number: int, key: str) -> None:
    async with app.run_test(size=size) as pilot:
        await on_task(pilot, number, key)
        await pilot.pause()
        assert_snapshot(app, f"timing-{name}-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_how_a_pause_looks(app: GovtuiApp, ledger: Ledger, size: tuple[int, int]) -> None:
    ledger.time.set_event(["1-1"], dt.date(2023, 11, 20))
    async with app.run_test(size=size) as pilot:
        await pilot.press("ctrl+d")
        await pilot.pause()
        assert_snapshot(app, f"timing-pause-{size[0]}x{size[1]}")
