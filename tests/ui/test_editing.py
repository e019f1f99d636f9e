"""The dialog in which the fields of tasks are put right: each key, what is understood, several tasks at once."""

from __future__ import annotations

import datetime as dt

import pytest
from screen_text import assert_snapshot, screen_text

from govtui.app import GovtuiApp
from govtui.errors import LedgerError
from govtui.keys.doing import EDITING
from govtui.ledger.ledger import Ledger
from screens.editing import EditDialog
from screens.main import MainScreen
from screens.reading import HelpDialog, NoticeDialog
from widgets.field_area import FieldArea

SIZES = [(80, 24), (120, 36)]
SMALL = SIZES[0]
TO_DEADLINE = ["ctrl+e", "down", "down", "down"]
"""From the main screen to 完成时限 of the first task."""


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_how_it_looks(app: GovtuiApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await pilot.press(*TO_DEADLINE, "enter", *"12月底")
        await pilot.pause()
        assert_snapshot(app, f"editing-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_how_it_looks_for_several_tasks(app: GovtuiApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await pilot.press("space", "space", "ctrl+e", "down", *"年底", "enter", "ctrl+s")
        await pilot.pause()
        assert_snapshot(app, f"editing-several-{size[0]}x{size[1]}")


async def test_a_field_is_put_right_and_what_follows_from_it(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press(*TO_DEADLINE, "enter", *"12月底")
        assert "读作：2023-12-31前" in screen_text(app)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, MainScreen)
        assert "已保存" in screen_text(app)
    task = ledger.task("1-1")
    assert (task.deadline_text, task.deadline.due) == ("12月底", dt.date(2023, 12, 31))


async def test_several_fields_are_one_change(app: GovtuiApp, ledger: Ledger) -> None:
    number = ledger.history()[-1].number
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("ctrl+e", "down", "down", "enter", *"县财政局", "enter", "enter", *"年底", "enter", "ctrl+s")
        await pilot.pause()
        await pilot.press("ctrl+z")
        await pilot.pause()
    made = ledger.history()[-2]
    assert made.number == number + 1
    assert {"units_text", "deadline_text"} <= set(made.changes[0].after or {})
    assert ledger.task("1-1").deadline_text == "2023年6月底"


async def test_what_is_typed_begins_to_put_right_the_field_under_the_cursor(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press(*TO_DEADLINE, *"长期坚持", "ctrl+s")
        await pilot.pause()
    assert ledger.task("1-1").deadline_text == "长期坚持"


async def test_long_fields_are_added_to(app: GovtuiApp, ledger: Ledger) -> None:
    before = ledger.task("1-1").requirement
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("ctrl+e", "down", "enter", *"按月核对不少于2次", "ctrl+s")
        await pilot.pause()
    task = ledger.task("1-1")
    assert task.requirement == f"{before}按月核对不少于2次"
    assert [indicator.text for indicator in task.indicators] == ["不少于2次"]


async def test_tab_goes_from_field_to_field(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press(*TO_DEADLINE, "enter", *"年底", "tab", *"查看网站", "tab", *"试点", "shift+tab", *"查看台账")
        await pilot.press("ctrl+s")
        await pilot.pause()
    task = ledger.task("1-1")
    assert (task.deadline_text, task.measure, task.note) == ("年底", "查看台账", "试点")


async def test_themes_and_notes_may_have_lines_and_nothing_else(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("ctrl+e", "f4")
        assert "先按 Enter 修改一栏" in screen_text(app)
        await pilot.press("enter", "f4", *"窗口建设", "tab", "f4")
        assert "这一栏不分行" in screen_text(app)
        await pilot.press("ctrl+s")
        await pilot.pause()
    assert ledger.task("1-1").themes == ("（一）推进信息公开", "窗口建设")


async def test_escape_takes_a_field_back_and_then_asks(app: GovtuiApp, ledger: Ledger) -> None:
    before = ledger.task("1-1")
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press(*TO_DEADLINE, "enter", *"年底", "escape")
        await pilot.pause()
        assert app.screen.query_one(FieldArea).text == "2023年6月底"
        await pilot.press("enter", *"年底", "enter", "escape")
        assert "再按一次 Esc 放弃" in screen_text(app)
        await pilot.press("down", "escape")
        assert isinstance(app.screen, EditDialog)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, MainScreen)
    assert ledger.task("1-1") == before


async def test_without_changes_it_is_left_at_once(app: GovtuiApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("ctrl+e", "ctrl+s")
        assert "没有改动" in screen_text(app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, MainScreen)


async def test_a_field_can_be_as_it_was(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press(*TO_DEADLINE, "enter", *"年底", "enter", "up")
        assert "已改" in screen_text(app)
        await pilot.press("f8")
        assert "已改" not in screen_text(app)


async def test_an_empty_requirement_is_refused(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("ctrl+e", "down", "enter", "ctrl+a", "backspace", "ctrl+s")
        assert "具体要求不能是空的" in screen_text(app)
        assert isinstance(app.screen, EditDialog)


async def test_several_tasks_are_changed_alike_after_asking(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space", "space", "ctrl+e")
        assert "标记的2项任务" in screen_text(app)
        assert "（各不相同）" in screen_text(app)
        assert "具体要求    " not in "".join(app.screen.query_one("#fields").render_line(2).text)
        await pilot.press("down", "enter", *"年底", "ctrl+s")
        assert "2项任务：完成时限改为“年底”。再按一次 Ctrl+S 保存" in screen_text(app)
        assert ledger.task("1-1").deadline_text == "2023年6月底"
        await pilot.press("ctrl+s")
        await pilot.pause()
    assert [ledger.task(each).deadline_text for each in ("1-1", "1-2", "1-3")] == ["年底", "年底", "2024年3月31日前"]
    assert ledger.task("1-1").units_text == "县政府办公室牵头，县财政局、县司法局配合"


async def test_what_could_not_be_saved_stands_there_again(
    app: GovtuiApp, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise LedgerError("没有保存", "磁盘已满", "请清理磁盘空间后重试")

    async with app.run_test(size=SMALL) as pilot:
        with monkeypatch.context() as patch:
            patch.setattr(ledger, "edit", full)
            await pilot.press(*TO_DEADLINE, *"年底", "ctrl+s")
            await pilot.pause()
            assert isinstance(app.screen, NoticeDialog)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, EditDialog)
        await pilot.press("ctrl+s")
        await pilot.pause()
    assert ledger.task("1-1").deadline_text == "年底"


async def test_help_and_moving(app: GovtuiApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("ctrl+e", "down", "down", "up", "f1")
        await pilot.pause()
        assert isinstance(app.screen, HelpDialog)
        await pilot.press("escape")
        await pilot.pause()
        assert "具体要求  按 Enter 修改" in screen_text(app)


async def test_a_second_click_puts_a_field_right(app: GovtuiApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("ctrl+e")
        await pilot.click("#fields", offset=(4, 4))
        await pilot.click("#fields", offset=(4, 4), times=2)
        await pilot.pause()
        assert app.screen.query_one(FieldArea).has_focus
        assert app.screen.query_one(FieldArea).text == "2023年6月底"


def test_every_key_works_with_an_input_method() -> None:
    safe = ("f", "ctrl+", "tab", "shift+tab", "escape", "enter", "up", "down")
    assert all(action.keys[0].startswith(safe) for action in EDITING.actions)
