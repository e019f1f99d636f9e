"""Legal clocks on the screen: the register, starting, pausing, resuming, extending, answering."""

from __future__ import annotations

import datetime as dt

import pytest
from screen_text import assert_snapshot, screen_text
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from govtui.app import GovtuiApp
from govtui.ledger.ledger import Ledger
from govtui.timekeeping import Clock, Pause
from screens.clock_forms import ExtensionForm, NewClockForm, PauseForm, TemplateDialog
from screens.clocks import ClocksScreen
from screens.main import MainScreen
from screens.reading import NoticeDialog, ReadingDialog
from widgets.choice_list import ChoiceList
from widgets.clock_table import ClockTable

SIZE = (80, 24)
TITLE = "李某申请公开征地批文"


def start(
    ledger: Ledger, key: str = "依申请公开", started: str = "2023-11-13", title: str = TITLE, task: str = ""
) -> str:
    day = dt.date.fromisoformat(started)
    return ledger.time.start_clock(key, title, day, task=task).changes[0].id


def only(ledger: Ledger) -> Clock:
    (clock,) = ledger.time.clocks.values()
    return clock


async def show_clocks(app: GovtuiApp, pilot: Pilot[None]) -> ClocksScreen:
    await pilot.press("ctrl+k")
    await pilot.pause()
    assert isinstance(app.screen, ClocksScreen)
    return app.screen


async def fill(app: GovtuiApp, pilot: Pilot[None], **values: str) -> None:
    for name, value in values.items():
        app.screen.query_one(f"#{name}", Input).value = value
    await pilot.pause()


async def test_an_empty_register_says_how_to_begin(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await show_clocks(app, pilot)
        assert "按 F2 选一个模板开始计时" in screen_text(app)
        for key in ("f4", "f6", "f8", "f9"):
            await pilot.press(key)
            await pilot.pause()
            assert "还没有法定期限" in screen_text(app)
        await pilot.press("enter", "escape")
        assert isinstance(app.screen, MainScreen)


async def test_a_clock_is_started_from_a_template(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await show_clocks(app, pilot)
        await pilot.press("f2")
        assert isinstance(app.screen, TemplateDialog)
        assert "国务院令第711号" in screen_text(app)
        await pilot.press("down", "up", "enter")
        await pilot.pause()
        assert isinstance(app.screen, NewClockForm)
        assert "第三十三条" in screen_text(app)
        await fill(app, pilot, title=TITLE, day="上周一", task="1-2", note="平台转来")
        # received on Monday 13 November 2023; 1: 14 November … 4: 17, 9: 24, 14: 1 December, 19: 8, 20: 11
        assert "到期：2023年12月11日（周一）" in screen_text(app)
        await pilot.press("ctrl+s")
        await pilot.pause()
        clock = only(ledger)
        assert (clock.template, clock.title, clock.started) == ("依申请公开", TITLE, dt.date(2023, 11, 13))
        assert (clock.task, clock.note) == ("1-2", "平台转来")
        text = screen_text(app)
        assert "已保存" in text
        assert "2023-12-11" in text
        assert "还有13个工作日" in text


async def test_a_clock_hangs_on_the_task_under_the_cursor(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("down")
        await show_clocks(app, pilot)
        await pilot.press("f2", "enter", "f2")
        await fill(app, pilot, title=TITLE)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert only(ledger).task == "1-2"


async def test_without_a_task_there_is_none_to_hang_on(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*"查无此事")
        await show_clocks(app, pilot)
        await pilot.press("f2", "enter", "f2")
        await pilot.pause()
        assert "没有选中的任务" in screen_text(app)


async def test_what_is_typed_right_behind_a_tab_goes_into_the_next_line(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await show_clocks(app, pilot)
        await pilot.press("f2", "enter")
        await pilot.pause()
        for key, char in (("a", "a"), ("tab", None), ("b", "b"), ("tab", None), ("c", "c"), ("shift+tab", None)):
            app.post_message(events.Key(key, char))  # none waits for what the one before leads to
        await pilot.pause()
        values = {name: app.screen.query_one(f"#{name}", Input).value for name in ("title", "day", "task")}
        assert values == {"title": "a", "day": "b", "task": "c"}
        assert app.focused is app.screen.query_one("#day")


async def test_the_template_can_be_clicked_and_left(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await show_clocks(app, pilot)
        await pilot.press("f2", "escape")
        assert isinstance(app.screen, ClocksScreen)
        await pilot.press("f2")
        await pilot.pause()
        await pilot.click(ChoiceList, offset=(5, 6))
        await pilot.pause()
        assert isinstance(app.screen, NewClockForm)
        assert "答复一般信件" in screen_text(app)
        assert "不是全国统一规定" in screen_text(app)
        await pilot.press("escape")
        assert not ledger.time.clocks


async def test_what_is_missing_is_said_and_the_form_stays(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await show_clocks(app, pilot)
        await pilot.press("f2", "enter", "ctrl+s")
        await pilot.pause()
        assert "还没有写是什么事" in screen_text(app)
        await fill(app, pilot, title=TITLE, day="某日")
        assert "日期还看不懂" in screen_text(app)
        await fill(app, pilot, day="昨天", task="9-9")
        await pilot.press("ctrl+s")
        assert "9-9" in screen_text(app)
        assert isinstance(app.screen, NewClockForm)
        await fill(app, pilot, task="")
        await pilot.press("tab", "tab", "tab", "shift+tab", "tab", "enter")
        await pilot.pause()
        assert only(ledger).started == dt.date(2023, 11, 21)


async def test_a_clock_is_paused_for_a_correction_and_begins_anew(app: GovtuiApp, ledger: Ledger) -> None:
    start(ledger)
    async with app.run_test(size=SIZE) as pilot:
        await show_clocks(app, pilot)
        await pilot.press("f4")
        await pilot.pause()
        assert isinstance(app.screen, PauseForm)
        await fill(app, pilot, day="11.17")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert only(ledger).pauses == (Pause(dt.date(2023, 11, 17), None, "补正", True),)
        assert "恢复后再定" in screen_text(app)
        await pilot.press("f6")
        await pilot.pause()
        assert "请先恢复计时再延期" in screen_text(app)
        await pilot.press("f4")
        await pilot.pause()
        assert "收到补正" in screen_text(app)
        await fill(app, pilot, day="今天")
        await pilot.press("enter")
        await pilot.pause()
        # corrected on Wednesday 22 November; 1: 23, 2: 24, 7: 1 December, 12: 8, 17: 15, 20: 20
        assert "2023-12-20" in screen_text(app)
        assert only(ledger).pauses[0].end == dt.date(2023, 11, 22)


async def test_another_reason_lets_it_go_on(app: GovtuiApp, ledger: Ledger) -> None:
    start(ledger)
    async with app.run_test(size=SIZE) as pilot:
        await show_clocks(app, pilot)
        await pilot.press("f4", "down", "down", "up")
        await pilot.pause()
        assert "恢复后接着算（第三十二条、第三十三条）" in screen_text(app)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert only(ledger).pauses == (Pause(dt.date(2023, 11, 22), None, "征求第三方意见"),)


async def test_a_pause_with_a_reason_in_words_where_the_rule_knows_none(app: GovtuiApp, ledger: Ledger) -> None:
    start(ledger, "信件", "2023-11-20", "来信反映路灯不亮")
    async with app.run_test(size=SIZE) as pilot:
        await show_clocks(app, pilot)
        await pilot.press("f4")
        await pilot.pause()
        await fill(app, pilot, day="2023-11-01")
        await pilot.press("ctrl+s")
        assert "早于起算" in screen_text(app)
        await fill(app, pilot, day="昨天", reason="等供电公司回复")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert only(ledger).pauses[0].reason == "等供电公司回复"


async def test_a_fixed_day_is_not_paused(app: GovtuiApp, ledger: Ledger) -> None:
    start(ledger, "年度报告-部门", "2023-11-20", "2023年度报告")
    async with app.run_test(size=SIZE) as pilot:
        await show_clocks(app, pilot)
        await pilot.press("f4")
        await pilot.pause()
        assert "固定的日期，不能暂停" in screen_text(app)


async def test_a_clock_is_extended(app: GovtuiApp, ledger: Ledger) -> None:
    start(ledger)
    async with app.run_test(size=SIZE) as pilot:
        await show_clocks(app, pilot)
        await pilot.press("f6")
        await pilot.pause()
        assert isinstance(app.screen, ExtensionForm)
        assert "最多20个工作日" in screen_text(app)
        await fill(app, pilot, until="21个工作日")
        # the 20th is Monday 11 December; 21 more: 4: 15, 9: 22, 14: 29, 18: 5 January after New Year's Day, 21: 10
        assert "延期超过了最长20个工作日" in screen_text(app)
        await fill(app, pilot, until="20个工作日")
        await pilot.press("ctrl+s")
        assert "没有写延期的原因" in screen_text(app)
        await fill(app, pilot, reason="案情复杂", approver="周慧")
        await pilot.press("ctrl+s")
        await pilot.pause()
        extension = only(ledger).extension
        assert extension is not None
        assert (extension.before, extension.until) == (dt.date(2023, 12, 11), dt.date(2024, 1, 9))
        assert (extension.reason, extension.approver, extension.day) == ("案情复杂", "周慧", dt.date(2023, 11, 22))
        assert "2024-01-09" in screen_text(app)


async def test_an_answered_clock_goes_to_the_end_and_stands_still(app: GovtuiApp, ledger: Ledger) -> None:
    start(ledger)
    start(ledger, "信件", "2023-11-21", "来信反映路灯不亮")
    async with app.run_test(size=SIZE) as pilot:
        screen = await show_clocks(app, pilot)
        await pilot.press("f8")
        await pilot.pause()
        await fill(app, pilot, day="今天")
        await pilot.press("ctrl+s")
        await pilot.pause()
        row = screen.query_one(ClockTable).row
        assert row is not None
        assert (row.clock.title, row.clock.answered) == ("来信反映路灯不亮", dt.date(2023, 11, 22))
        assert screen.query_one(ClockTable).cursor == 1
        assert "按期办结" in screen_text(app)
        assert "1件在办，1件已办结" in screen_text(app)
        for key in ("f4", "f6", "f8"):
            await pilot.press(key)
            await pilot.pause()
            assert app.screen is screen
            assert "已于2023-11-22办结" in screen_text(app)


async def test_the_details_name_law_and_article_and_how_the_date_came_about(app: GovtuiApp, ledger: Ledger) -> None:
    start(ledger)
    async with app.run_test(size=SIZE) as pilot:
        await show_clocks(app, pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ReadingDialog)
        text = screen_text(app)
        assert "国务院令第711号" in text
        assert "2023年11月13日收到申请，次日起算，20个工作日" in text
        assert "最后一天是2023年12月11日（星期一）" in text


async def test_a_clock_stands_in_the_details_of_its_task(app: GovtuiApp, ledger: Ledger) -> None:
    start(ledger, task="1-1")
    start(ledger, "信件", "2023-11-21", "来信反映路灯不亮", "1-2")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        text = screen_text(app)
        assert "法定期限  李某申请公开征地批文（依申请公开答复）：2023-12-11到期，计时中，还有13个工作日" in text
        assert "路灯" not in text


async def test_a_removed_clock_comes_back_by_undoing_on_the_main_screen(app: GovtuiApp, ledger: Ledger) -> None:
    start(ledger)
    async with app.run_test(size=SIZE) as pilot:
        await show_clocks(app, pilot)
        await pilot.press("f9")
        await pilot.pause()
        assert not ledger.time.clocks
        await pilot.press("escape", "ctrl+z")
        await pilot.pause()
        assert only(ledger).title == TITLE


async def test_moving_through_the_register(app: GovtuiApp, ledger: Ledger) -> None:
    for number in range(30):
        start(ledger, "信件", f"2023-11-{number % 9 + 10}", f"第{number}封来信")
    async with app.run_test(size=SIZE) as pilot:
        screen = await show_clocks(app, pilot)
        table = screen.query_one(ClockTable)
        for key, place in (("down", 1), ("up", 0), ("end", 29), ("home", 0)):
            await pilot.press(key)
            assert table.cursor == place
        await pilot.press("pagedown")
        assert table.cursor > 1
        await pilot.press("pageup", "ctrl+down", "ctrl+up")
        assert table.cursor == 0
        await pilot.press("f1")
        await pilot.pause()
        assert "按键说明" in screen_text(app)


async def test_a_ledger_that_can_only_be_read(ledger: Ledger, today: dt.date) -> None:
    start(ledger)
    with Ledger.open(ledger.folder, reading=True) as reader:
        app = GovtuiApp(reader, today)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            await pilot.press("escape")  # the note that it can only be read
            await show_clocks(app, pilot)
            assert "只供查看" in screen_text(app)
            for key in ("f2", "f4", "f6", "f8", "f9"):
                await pilot.press(key)
                await pilot.pause()
                assert isinstance(app.screen, NoticeDialog)
                await pilot.press("escape")


def fill_register(ledger: Ledger) -> None:
    start(ledger, "依申请公开", "2023-11-13", TITLE, "1-2")
    start(ledger, "信件", "2023-11-10", "来信反映清河路路灯不亮")
    third = start(ledger, "依申请公开", "2023-10-30", "王某申请公开补偿标准")
    pauses = (Pause(dt.date(2023, 11, 6), None, "征求第三方意见"),)
    ledger.time.change_clock(third, pauses=pauses)
    start(ledger, "公开征求意见", "2023-11-06", "养老服务规划征求意见")
    start(ledger, "年度报告-政府", "2023-11-20", "2023年政府信息公开年报")
    start(ledger, "信件", "2023-11-16", "来信询问助餐点时间")
    done = start(ledger, "网站纠错", "2023-11-14", "首页错别字")
    ledger.time.change_clock(done, answered=dt.date(2023, 11, 16))


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_how_it_looks(app: GovtuiApp, ledger: Ledger, size: tuple[int, int]) -> None:
    fill_register(ledger)
    async with app.run_test(size=size) as pilot:
        await show_clocks(app, pilot)
        assert_snapshot(app, f"clocks-{size[0]}x{size[1]}")
        await pilot.press("f2")
        await pilot.pause()
        assert_snapshot(app, f"clock-templates-{size[0]}x{size[1]}")
        await pilot.press("enter")
        await pilot.pause()
        assert_snapshot(app, f"clock-new-{size[0]}x{size[1]}")
        await pilot.press("escape", "down", "down", "down", "f4")
        await pilot.pause()
        assert_snapshot(app, f"clock-pause-{size[0]}x{size[1]}")
        await pilot.press("escape", "f6")
        await pilot.pause()
        await fill(app, pilot, until="5")
        assert_snapshot(app, f"clock-extend-{size[0]}x{size[1]}")
