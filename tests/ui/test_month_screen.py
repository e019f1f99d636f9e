"""The month: what stands on its days, every key, going to an item, adding a year's holidays from the notice."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from screen_text import assert_snapshot, screen_text
from textual.pilot import Pilot

from govtui.app import GovtuiApp
from govtui.config import Settings
from govtui.keys.keymap import DAY, MONTH, YEAR
from govtui.ledger.ledger import Ledger
from govtui.timing.calendars import load_calendar, own_calendars_folder
from screens.calendar_export import CalendarExportDialog
from screens.holidays import PasteNoticeDialog, YearDialog
from screens.main import MainScreen
from screens.month import DayDialog, MonthScreen
from screens.reading import NoticeDialog, ReadingDialog
from widgets.agenda_list import AgendaList
from widgets.filter_line import FilterLine
from widgets.key_bar import KeyBar
from widgets.month_grid import MonthGrid
from widgets.paste_box import PasteBox
from widgets.task_table import TaskTable
from widgets.text_pane import TextPane

SIZE = (80, 24)

NOTICE = """关于2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。2月14日（周日）、2月20日（周六）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日（周三）放假，共1天。
六、中秋节：9月15日（周三）放假，共1天。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。
"""


@pytest.fixture
def app(ledger: Ledger, today: dt.date) -> GovtuiApp:
    ledger.time.start_clock("依申请公开", "张某申请公开征地批文", dt.date(2023, 11, 2))
    ledger.time.add_schedule("每月末", "月报", dt.date(2023, 11, 1))
    return GovtuiApp(ledger, today, settings=Settings())


def month(app: GovtuiApp) -> MonthScreen:
    assert isinstance(app.screen, MonthScreen)
    return app.screen


async def pressed(pilot: Pilot[None], *names: str) -> None:
    await pilot.press(*names)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


@pytest.mark.parametrize("part", [MONTH, DAY, YEAR], ids=lambda part: part.title)
def test_every_key_has_a_test(part: object) -> None:
    tested = {name.partition("test_key_")[2] for name in globals()}
    missing = [action.id for action in MONTH.actions if action.id not in tested]
    assert not missing


# What stands there


async def test_it_shows_this_month_with_today_and_what_falls_on_its_days(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f12")
        text = screen_text(app)
        assert text.startswith(" 2023年11月  青禾县2023年便民公开重点任务分解表")
        assert "22今" in text
        assert "期1法1报1" in text
        assert "2023年11月22日 星期三 工作日  今天" in text
        await pressed(pilot, "down", "right")
        assert "2023年11月30日 星期四 工作日  8天后  到期1 法定1 报送1" in screen_text(app)
        assert "1-2  公布惠农补贴发放名册" in screen_text(app)


async def test_holidays_and_make_up_days_are_told_in_words(app: GovtuiApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await pressed(pilot, "f12", "pageup")
        text = screen_text(app)
        for day in (" 1休 中秋、国庆", " 6休 中秋、国庆", " 7班 中秋、国庆", " 8班 中秋、国庆"):
            assert day in text
        assert "休=放假" in text


async def test_a_year_without_holidays_says_so(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f12", *["pagedown"] * 38)
        assert month(app)._cursor.year == 2027
        assert "未导入2027年放假安排，只分周末和工作日（F7 导入）" in screen_text(app)


async def test_a_schedule_is_followed_into_later_months(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f12", *["pagedown"] * 27)
        assert month(app)._month.title == "2026年2月"
        assert month(app)._month.days[27].count_words() == "报送1"


async def test_the_edges_of_the_calendar_hold(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f12")
        month(app).show_day(dt.date(9999, 12, 31))
        await pressed(pilot, "right", "down", "pagedown")
        assert month(app)._cursor == dt.date(9999, 12, 31)
        month(app).show_day(dt.date(1, 1, 1))
        await pressed(pilot, "left", "up", "pageup")
        assert month(app)._cursor == dt.date(1, 1, 1)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_how_it_looks(app: GovtuiApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await pressed(pilot, "f12", "down", "right")
        assert_snapshot(app, f"month-{size[0]}x{size[1]}")
        await pressed(pilot, "pageup", "home", "pageup", *["up"] * 3)
        assert_snapshot(app, f"month-holidays-{size[0]}x{size[1]}")
        await pressed(pilot, "home", "down", "right", "enter")
        assert_snapshot(app, f"month-day-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", [(60, 16), (40, 12), (200, 50)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_other_sizes_do_no_harm(app: GovtuiApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await pressed(pilot, "f12", "pagedown", "down", "enter")
        assert "2023年12月" in screen_text(app)


# The keys


async def test_key_help(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f12", "f1")
        assert isinstance(app.screen, ReadingDialog)


async def test_key_move_left(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f12", *["left"] * 22)
        assert month(app)._cursor == dt.date(2023, 10, 31)
        assert "2023年10月" in screen_text(app)


async def test_key_move_right(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f12", "right")
        assert month(app)._cursor == dt.date(2023, 11, 23)


async def test_key_move_up(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f12", "up")
        assert month(app)._cursor == dt.date(2023, 11, 15)


async def test_key_move_down(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f12", "down", "down")
        assert month(app)._cursor == dt.date(2023, 12, 6)


async def test_key_page_up(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f12", "pageup")
        assert month(app)._cursor == dt.date(2023, 10, 22)


async def test_key_page_down(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f12", "pagedown", "pagedown")
        assert month(app)._cursor == dt.date(2024, 1, 22)


async def test_key_go_today(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f12", "pagedown", "down", "home")
        assert month(app)._cursor == dt.date(2023, 11, 22)


async def test_key_close(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f12", "escape")
        assert isinstance(app.screen, MainScreen)


async def test_key_choose(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "信", "f12", "enter")
        assert isinstance(app.screen, MonthScreen), "nothing falls on today"
        await pressed(pilot, "down", "right", "enter")
        assert isinstance(app.screen, DayDialog)
        assert app.screen.query_one(AgendaList).count == 3
        await pressed(pilot, "down", "pagedown", "pageup", "up", "enter")
        assert isinstance(app.screen, MainScreen)
        assert app.screen.query_one(FilterLine).text == ""
        row = app.screen.query_one(TaskTable).cursor_row
        assert row is not None
        assert row.task.id == "1-2"


async def test_leaving_a_day_leads_back_to_the_month(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f12", "down", "right", "enter", "escape")
        assert month(app)._cursor == dt.date(2023, 11, 30)


async def test_clicks_move_and_open(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f12")
        grid = app.screen.query_one(MonthGrid)
        y = 1 + 4 * grid._week_height()  # the week of the 27th
        await pilot.click(MonthGrid, offset=(3 * 80 // 7 + 2, y))
        await pilot.pause()
        assert month(app)._cursor == dt.date(2023, 11, 30)
        await pilot.click(MonthGrid, offset=(3 * 80 // 7 + 2, y), times=2)
        await pilot.pause()
        assert isinstance(app.screen, DayDialog)
        await pilot.click(AgendaList, offset=(20, 1), times=2)
        await pilot.pause()
        assert isinstance(app.screen, MainScreen)


async def test_a_click_beside_the_days_does_nothing(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f12")
        await pilot.click(MonthGrid, offset=(3, 0))
        await pilot.click(MonthGrid, offset=(3, 1))  # the Monday before the first
        await pilot.pause()
        assert month(app)._cursor == dt.date(2023, 11, 22)


async def test_a_click_on_the_key_bar_is_as_good_as_the_key(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f12")
        await pilot.click(KeyBar, offset=(2, 0))
        await pilot.pause()
        assert isinstance(app.screen, ReadingDialog)


async def test_key_export_calendar(app: GovtuiApp, tmp_path: Path) -> None:
    target = tmp_path / "日程"
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f12", "f8")
        assert isinstance(app.screen, CalendarExportDialog)
        assert "提前三天提醒" in screen_text(app)
        await pressed(pilot, "ctrl+u", *str(target), "enter")
        assert "已导出" in screen_text(app)
        assert isinstance(app.screen, MonthScreen)
        await pressed(pilot, "f8")
        assert "日程20231122.ics" in screen_text(app), "offered in the same folder"
        await pressed(pilot, "escape")
    text = target.with_suffix(".ics").read_bytes().decode()
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert "【到期】1-2" in text
    assert text.count("BEGIN:VEVENT") > 12, "the days of the schedule a year ahead"


async def test_a_calendar_file_that_cannot_be_written_is_told_of(app: GovtuiApp, tmp_path: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f12", "f8", "ctrl+u", *str(tmp_path / "没有" / "日程.ics"), "enter")
        assert "日历文件没有保存" in screen_text(app)


# Another year's holidays


async def paste(app: GovtuiApp, pilot: Pilot[None], text: str) -> None:
    app.screen.query_one(PasteBox).add(text)
    await pressed(pilot, "ctrl+s")


async def test_key_add_year(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f12", *["pagedown"] * 39, "f7")
        assert isinstance(app.screen, PasteNoticeDialog)
        assert "导入放假安排" in screen_text(app)
        assert "粘贴通知后按 Ctrl+S 读入" in screen_text(app)
        await paste(app, pilot, NOTICE)
        assert isinstance(app.screen, YearDialog)
        assert "与日历核对无误" in screen_text(app)
        assert "二、春节：2月5日（周五）至11日（周四）放假，共7天" in screen_text(app)
        assert not own_calendars_folder().exists()
        await pressed(pilot, "ctrl+s")
        assert month(app)._cursor == dt.date(2027, 2, 22)
        assert "未导入" not in screen_text(app)
        assert " 6休 春节" in screen_text(app)
        assert load_calendar().calendar.knows(2027)
        await pressed(pilot, "escape")
        assert isinstance(app.screen, MainScreen)
        assert app.screen._view.reader.almanac.calendar.knows(2027)


async def test_a_notice_that_does_not_fit_can_be_put_right(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f12", "f7")
        await paste(app, pilot, NOTICE.replace("共7天", "共8天", 1))
        assert isinstance(app.screen, NoticeDialog)
        assert "通知写作共8天" in screen_text(app)
        await pressed(pilot, "escape")
        assert isinstance(app.screen, PasteNoticeDialog)
        assert "共8天" in app.screen.query_one(PasteBox).text
        await pressed(pilot, "escape")
        assert isinstance(app.screen, MonthScreen)


async def test_a_year_that_is_there_already_is_told_of(app: GovtuiApp) -> None:
    from govtui.timing.notice import print_notice

    year = next(year for year in load_calendar().calendar.years if year.number == 2024)
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f12", "f7")
        await paste(app, pilot, print_notice(year))
        assert "已有2024年的放假安排，存入后以这份为准" in screen_text(app)
        pane = app.screen.query_one(TextPane)
        await pressed(pilot, "down", "pagedown", "end", "home", "pageup", "up")
        assert pane.scroll_offset.y == 0
        await pressed(pilot, "escape")
        assert isinstance(app.screen, PasteNoticeDialog), "back to the text"
        assert not own_calendars_folder().exists()


async def test_a_folder_that_cannot_be_written_is_told_of(app: GovtuiApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govtui.timing.calendars.write_whole", lambda *_: False)
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f12", "f7")
        await paste(app, pilot, NOTICE)
        await pressed(pilot, "ctrl+s")
        assert "放假安排没有存入" in screen_text(app)


async def test_a_demo_stores_no_year(ledger: Ledger, today: dt.date) -> None:
    app = GovtuiApp(ledger, today, demo=True)
    async with app.run_test(size=SIZE) as pilot:
        await pressed(pilot, "f12", "f7")
        assert isinstance(app.screen, NoticeDialog)
        assert "示例台账里没有这一项" in screen_text(app)
