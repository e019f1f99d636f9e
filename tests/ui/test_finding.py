"""Finding on the main screen: the filter and what can be typed next, hints, views, facets, jumps."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest
from screen_text import screen_text
from textual import events
from textual.pilot import Pilot

from govtui.app import GovtuiApp
from govtui.config import SavedView, Settings
from govtui.ledger.ledger import Ledger
from govtui.model import Progress, Status
from govtui.review.grouping import Grouping
from govtui.review.orders import Order
from screens.facets import FacetPanel
from screens.jumping import NumberDialog
from screens.main import MainScreen
from screens.views import ViewNameDialog, ViewsDialog
from widgets.completion_list import CompletionList
from widgets.filter_line import FilterInput, FilterLine
from widgets.line_bar import LineBar
from widgets.task_table import TaskTable
from widgets.view_bar import ViewBar

SIZE = (100, 30)


def main_screen(app: GovtuiApp) -> MainScreen:
    screen = app.screen_stack[1]
    assert isinstance(screen, MainScreen)
    return screen


def shown_ids(app: GovtuiApp) -> list[str]:
    return [row.task.id for row in main_screen(app)._view.rows]


def cursor_id(app: GovtuiApp) -> str:
    row = main_screen(app).query_one(TaskTable).cursor_row
    return row.task.id if row else ""


def filter_text(app: GovtuiApp) -> str:
    return main_screen(app).query_one(FilterLine).text


def said(app: GovtuiApp) -> str:
    """What the line at the foot says."""
    bar = main_screen(app).query_one("#summary", LineBar)
    return "".join(text for text, _ink in bar._left)


async def type_text(pilot: Pilot[None], text: str) -> None:
    await pilot.press(*("space" if char == " " else char for char in text))


async def offered(app: GovtuiApp, pilot: Pilot[None]) -> CompletionList:
    """Wait until what can be typed next stands there, or would."""
    await pilot.pause(0.15)
    return main_screen(app).query_one(CompletionList)


# The filter


async def test_keys_go_to_the_filter_only_when_it_is_asked_for(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("q", "x")
        assert filter_text(app) == ""
        await pilot.press("f3")
        await type_text(pilot, "信访")
        assert (filter_text(app), shown_ids(app)) == ("信访", ["1-4.2"])
        await pilot.press("enter")
        assert app.focused is None
        assert filter_text(app) == "信访"


async def test_what_an_input_method_sends_at_once_is_typed_whole(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        for char in "农业农村局":  # without waiting: they lie in the queue together
            app.post_message(events.Key(char, char))
        await pilot.pause()
        assert (filter_text(app), shown_ids(app)) == ("农业农村局", ["1-2"])
        assert main_screen(app).query_one(FilterLine).has_keys


async def test_a_letter_without_a_meaning_says_once_how_to_search(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("q")
        assert "按 F3 或 / 再输入" in said(app)
        await pilot.press("f6")
        await pilot.press("z")
        assert "F3" not in said(app)


async def test_full_width_letters_say_once_what_to_switch_to(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ｊ")
        assert cursor_id(app) == "1-2", "the full-width twin of a key does the same"
        await pilot.press("ｑ")
        assert "请切换到英文输入" in said(app)
        assert filter_text(app) == ""


@pytest.mark.parametrize("key", ["ctrl+a", "ctrl+e", "ctrl+w", "ctrl+u"])
async def test_keys_with_ctrl_edit_nothing_in_the_filter(app: GovtuiApp, key: str) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f3")
        await type_text(pilot, "财政")
        await pilot.press(key)
        await pilot.pause()
        assert filter_text(app) == "财政"
        assert main_screen(app).query_one(FilterInput).cursor_position == 2


async def test_another_text_can_be_looked_for_without_the_keys(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        main_screen(app).look_for("信访")
        await pilot.pause()
        assert shown_ids(app) == ["1-4.2"]
        assert app.focused is None
        await pilot.press("escape")
        assert len(shown_ids(app)) == 6


async def test_what_is_not_understood_is_underlined_and_explained(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        main_screen(app).look_for("财政 状态:没有的")
        await pilot.pause()
        (problem,) = main_screen(app)._view.query.problems
        assert problem.explanation in said(app)
        line = main_screen(app).query_one(FilterInput)
        styles = [segment.style for segment in line.render_line(0) if segment.style and segment.style.underline]
        assert styles
        await pilot.press("escape")
        assert problem.explanation not in said(app)


async def test_a_search_that_takes_longer_is_finished_for_whoever_needs_it(
    app: GovtuiApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screens.finding.SEARCHED_AT_ONCE", 0.0)
    monkeypatch.setattr("screens.finding.FILLED_AT_MOST", 0.0)
    monkeypatch.setattr("screens.finding.SEARCHED_EVERY", 5.0)
    monkeypatch.setattr("govtui.review.scan.FIRST_PORTION", 1)
    async with app.run_test(size=SIZE) as pilot:
        main_screen(app).look_for("县民政局")
        await pilot.pause()
        screen = main_screen(app)
        assert screen._scan is not None
        assert "至少" in screen_text(app)
        assert [row.task.id for row in screen._view.rows] == ["1-5"]
        assert screen._scan is None


async def test_the_rest_of_a_search_comes_between_keys(app: GovtuiApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("screens.finding.SEARCHED_AT_ONCE", 0.0)
    monkeypatch.setattr("screens.finding.FILLED_AT_MOST", 0.0)
    monkeypatch.setattr("govtui.review.scan.FIRST_PORTION", 1)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("end")
        main_screen(app).look_for("县")
        await pilot.pause(0.3)
        assert main_screen(app)._scan is None
        assert "6/6项" in screen_text(app)
        assert cursor_id(app) == "1-5", "the cursor is on its task again"


# What can be typed next


async def test_a_field_and_a_value_are_completed(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f3")
        await type_text(pilot, "状")
        assert (await offered(app, pilot)).display
        await pilot.press("tab")
        assert filter_text(app) == "状态:"
        await type_text(pilot, "未")
        await offered(app, pilot)
        assert "未启动" in screen_text(app)
        await pilot.press("tab")
        assert filter_text(app).strip() == "状态:未启动"
        assert main_screen(app)._view.query.problems == ()


async def test_arrows_choose_in_the_list_and_enter_takes(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f3")
        await type_text(pilot, "状态:")
        listed = await offered(app, pilot)
        assert (listed.display, listed.cursor) == (True, -1)
        await pilot.press("down", "down", "up")
        assert listed.cursor == 0
        assert cursor_id(app) == "1-1", "the table stays where it was"
        await pilot.press("enter")
        assert filter_text(app).startswith("状态:")
        assert filter_text(app) != "状态:"
        assert main_screen(app).query_one(FilterLine).has_keys


async def test_arrows_behind_a_plain_word_move_the_tasks(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f3")
        await type_text(pilot, "财政")
        listed = await offered(app, pilot)
        assert "单位:县财政局" in screen_text(app)
        await pilot.press("down")
        assert (listed.cursor, cursor_id(app)) == (-1, "1-2")
        await pilot.press("tab")
        assert filter_text(app) == "单位:县财政局"


async def test_enter_without_a_choice_goes_to_the_tasks(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f3")
        await type_text(pilot, "状态:")
        assert (await offered(app, pilot)).display
        await pilot.press("enter")
        assert app.focused is None
        assert not main_screen(app).query_one(CompletionList).display


async def test_escape_closes_the_list_before_it_clears_the_filter(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f3")
        await type_text(pilot, "状态:")
        listed = await offered(app, pilot)
        await pilot.press("escape")
        assert (listed.display, filter_text(app)) == (False, "状态:")
        await pilot.press("escape")
        assert (filter_text(app), app.focused) == ("", None)


async def test_tab_typed_faster_than_the_list_comes_takes_what_it_would_show(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f3", "状", "tab")
        assert filter_text(app) == "状态:"


async def test_a_click_takes_an_offer(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f3")
        await type_text(pilot, "状态:")
        await offered(app, pilot)
        await pilot.click(CompletionList, offset=(3, 0))
        assert filter_text(app) != "状态:"


# Views


@pytest.mark.parametrize(
    ("key", "ids"),
    [
        ("3", ["1-1"]),
        ("３", ["1-1"]),
        ("8", ["1-1", "1-4.1", "1-4.2", "1-5"]),
        ("9", ["1-4.2"]),
        ("0", ["1-3"]),
        ("1", ["1-1", "1-2", "1-3", "1-4.1", "1-4.2", "1-5"]),
    ],
)
async def test_digits_choose_views(app: GovtuiApp, key: str, ids: list[str]) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(key)
        assert shown_ids(app) == ids
        assert app.focused is None


async def test_what_is_to_be_looked_at_today(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2")
        lights = {row.task.id: row.reading.light.label for row in main_screen(app)._view.rows}
        assert lights
        assert set(lights.values()) <= {"红", "黄", "蓝"}
        assert "1-1" in lights
        assert "1-3" not in lights


async def test_our_own_views_say_how_the_unit_is_set(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("6")
        assert "单位名录" in said(app)
        assert filter_text(app) == ""


async def test_a_click_chooses_a_view(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.click(ViewBar, offset=(18, 0))
        assert shown_ids(app) == ["1-1"]


async def test_a_low_window_has_no_bar_of_views(app: GovtuiApp) -> None:
    async with app.run_test(size=(80, 18)) as pilot:
        await pilot.pause()
        assert "今日关注" not in screen_text(app)


async def test_a_view_is_saved_used_renamed_and_removed(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f3")
        await type_text(pilot, "财政局")
        await pilot.press("enter", "f6", "tab", "ctrl+s")
        assert isinstance(app.screen, ViewsDialog)
        await pilot.press("f2")
        assert isinstance(app.screen, ViewNameDialog)
        await pilot.press("enter")
        assert "还没有写名称" in screen_text(app) or "视图要有名称" in screen_text(app)
        await type_text(pilot, "财政")
        await pilot.press("enter")
        assert "财政局 排序:轻重缓急 分组:单位" in screen_text(app)
        await pilot.press("escape", "escape")
        saved = main_screen(app)._settings.views
        assert saved == (SavedView("财政", filter="财政局", order="轻重缓急", group="单位"),)
        main_screen(app)._view = main_screen(app)._view.ordered(Order.PLAN).grouped(Grouping.NONE)
        main_screen(app).look_for("")
        await pilot.press("ctrl+s", "1")
        view = main_screen(app)._view
        assert (filter_text(app), view.order, view.group) == ("财政局", Order.URGENCY, Grouping.UNIT)
        assert set(shown_ids(app)) == {"1-1", "1-2"}
        await pilot.press("ctrl+s", "f3", "end")
        await type_text(pilot, "类")
        await pilot.press("ctrl+s")
        assert [view.name for view in main_screen(app)._settings.views] == ["财政类"]
        await pilot.press("delete")
        assert main_screen(app)._settings.views == ()
        await pilot.press("f8")
        assert "自带的视图不能" in screen_text(app)


async def test_a_built_in_view_is_used_from_the_dialog(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+s", "down", "down", "enter")
        assert shown_ids(app) == ["1-1"]
        await pilot.press("ctrl+s", "5")
        assert "还没有第5个自存的视图" in screen_text(app)


# Facets


async def counted(app: GovtuiApp, pilot: Pilot[None]) -> FacetPanel:
    """Wait until the facets are counted."""
    await pilot.pause(0.2)
    return main_screen(app).query_one(FacetPanel)


async def test_facets_are_chosen_into_the_filter(app: GovtuiApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("left")
        panel = await counted(app, pilot)
        assert panel.has_focus
        await pilot.press("down", "enter")
        assert "状态" in filter_text(app)
        todo = [task.id for task in app.ledger.tasks.values() if task.status is Status.TODO]
        assert shown_ids(app) == todo
        await counted(app, pilot)
        assert "[x] 未启动" in screen_text(app)
        assert "[ ] 已完成              1" in screen_text(app), "its own terms do not count for a facet"
        await pilot.press("delete")
        assert filter_text(app) == ""
        await pilot.press("right")
        assert app.focused is None
        assert panel.display
        assert main_screen(app)._settings.facets
        await pilot.press("left", "escape")
        assert not panel.display
        assert not main_screen(app)._settings.facets


async def test_letters_narrow_the_values_of_a_facet(app: GovtuiApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.press("left")
        panel = await counted(app, pilot)
        await pilot.press("tab", "tab", "tab")
        assert panel.line is not None
        assert panel.line.facet.title == "责任单位"
        await type_text(pilot, "mzj")
        assert panel.line.value is not None
        assert panel.line.value.label == "县民政局"
        assert "县信访局" not in panel_text(panel)
        await type_text(pilot, "q")
        assert "没有符合的" in panel_text(panel)
        await pilot.press("enter", "backspace")
        assert "县民政局" in panel_text(panel)
        await pilot.press("enter")
        assert shown_ids(app) == ["1-5"]
        await pilot.press("escape")
        assert "县信访局" in panel_text(panel), "first the letters go"
        assert panel.has_focus


def panel_text(panel: FacetPanel) -> str:
    return "\n".join(panel.render_line(y).text for y in range(panel.size.height))


async def test_sections_open_and_close(app: GovtuiApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.press("left")
        panel = await counted(app, pilot)
        await pilot.press("left")
        assert "暂缓" not in panel_text(panel)
        assert "+ 办理状态" in panel_text(panel)
        await pilot.press("enter")
        assert "暂缓" in panel_text(panel)
        await pilot.press("end", "shift+tab", "shift+tab")
        assert panel.line is not None
        assert panel.line.facet.title == "重点任务"
        await pilot.press("home", "pagedown", "pageup", "down", "up")
        assert panel.cursor == 0


async def test_in_a_narrow_window_the_facets_are_a_drawer(app: GovtuiApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        table = main_screen(app).query_one(TaskTable)
        before = table.size.width
        await pilot.press("left")
        panel = await counted(app, pilot)
        assert panel.display
        assert table.size.width == before
        await pilot.press("right")
        await pilot.pause()
        assert not panel.display


async def test_facets_that_stayed_open_are_open_again(ledger: Ledger, today: dt.date) -> None:
    app = GovtuiApp(ledger, today, settings=Settings(facets=True))
    async with app.run_test(size=(120, 36)) as pilot:
        await counted(app, pilot)
        assert "办理状态" in screen_text(app)
        assert app.focused is None
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert not main_screen(app).query_one(FacetPanel).display


async def test_a_click_chooses_a_value(app: GovtuiApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("left")
        await counted(app, pilot)
        await pilot.click(FacetPanel, offset=(6, 4))
        assert shown_ids(app) == ["1-3"]


# Jumps


@pytest.mark.parametrize(
    ("typed", "place"), [("4.2", "1-4.2"), ("５", "1-5"), ("1-5", "1-5"), ("4", "1-4.1"), ("1", "1-1")]
)
async def test_go_to_a_number(app: GovtuiApp, typed: str, place: str) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("g")
        assert isinstance(app.screen, NumberDialog)
        await type_text(pilot, typed)
        await pilot.press("enter")
        assert cursor_id(app) == place


async def test_a_number_that_is_not_there_is_asked_for_again(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+g", "enter")
        assert "还没有写编号" in screen_text(app)
        await type_text(pilot, "77")
        await pilot.press("enter")
        assert isinstance(app.screen, NumberDialog)
        assert "没有编号是 77 的任务" in screen_text(app)
        await pilot.press("escape")
        assert cursor_id(app) == "1-1"


async def test_a_number_behind_the_filter_can_be_had_without_it(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        main_screen(app).look_for("信访")
        await pilot.press("ctrl+g")
        await type_text(pilot, "5")
        await pilot.press("enter")
        assert "被筛选挡住了" in screen_text(app)
        await pilot.press("f8")
        assert (cursor_id(app), filter_text(app)) == ("1-5", "")


async def test_red_ones_one_after_the_other_and_back(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+n")
        assert "只有这一项红灯" in said(app), "the cursor is on the only one"
        await pilot.press("end", "n")
        assert cursor_id(app) == "1-1"
        assert "已从头再找起" in said(app)
        await pilot.press("backspace")
        assert cursor_id(app) == "1-5"
        await pilot.press("ctrl+b")
        assert cursor_id(app) == "1-1"
        await pilot.press("b")
        assert cursor_id(app) == "1-5"
        await pilot.press("b")
        assert "没有可以回到的地方" in said(app)
        main_screen(app).look_for("信访")
        await pilot.press("ctrl+n")
        assert "屏幕上没有红灯" in said(app)


async def test_the_next_without_progress(app: GovtuiApp, ledger: Ledger) -> None:
    ledger.add_progress(["1-4.1"], Progress(dt.date(2023, 11, 1), "已设立12个窗口。"))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+right")
        assert cursor_id(app) == "1-4.2", "1-2 and 1-4.1 have progress, 1-3 is done"
        await pilot.press("p")
        assert cursor_id(app) == "1-5"


async def test_back_to_a_task_that_the_filter_hides(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("end", "ctrl+n")
        main_screen(app).look_for("清单 公开")
        await pilot.press("backspace")
        assert "不在现在的筛选里" in said(app)


# Groups and orders


async def test_groups_come_in_turn(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        seen = []
        for _ in Grouping:
            seen.append(main_screen(app)._view.group)
            await pilot.press("tab")
        assert seen == list(Grouping)
        assert main_screen(app)._view.group is Grouping.NONE
        await pilot.press("tab", "f6")
        assert "按单位分组  轻重缓急" in screen_text(app)


async def test_what_the_filter_says_of_groups_goes_first(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        main_screen(app).look_for("分组:状态")
        await pilot.press("tab")
        await asyncio.sleep(0)
        assert "以它为准" in said(app)
        assert main_screen(app)._view.shown_group is Grouping.STATUS


async def test_what_was_found_is_told_as_far_as_there_is_room(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        found = [("100000", "strong"), ("/100000项  ", "label"), ("按单位分组  ", "label"), ("轻重缓急", "label")]
        app.screen.query_one(FilterLine).found(found)
        await pilot.pause()
        assert "100000/100000项  按单位分组" in screen_text(app)
        assert "轻重缓急" not in screen_text(app)
