"""The screen of the history: every key, filtering while it is read, taking back one change, the sheet."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from screen_text import assert_snapshot, screen_text
from textual.pilot import Pilot
from textual.widgets import Input

from govtui.app import GovtuiApp
from govtui.config import Settings
from govtui.errors import GovtuiError, LedgerError
from govtui.keys.keymap import HISTORY, TAKING_BACK
from govtui.ledger import past
from govtui.ledger.ledger import Ledger
from govtui.ledger.past import Past
from govtui.ledger.recovery import JOURNAL_NAME
from govtui.model import Progress, Status
from screens.history import HistoryScreen
from screens.history_dialogs import HistoryExportDialog, TakeBackDialog
from screens.main import MainScreen
from screens.reading import NoticeDialog, ReadingDialog
from widgets.history_table import HistoryTable
from widgets.key_bar import KeyBar
from widgets.text_pane import TextPane

SIZE = (80, 24)


@pytest.fixture(autouse=True)
def computer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same account on the same computer everywhere."""
    monkeypatch.setattr("govtui.ledger.session.account_name", lambda: "zhou")
    monkeypatch.setattr("govtui.ledger.session.computer_name", lambda: "OFFICE-3")


@pytest.fixture
def ledger(ledger: Ledger) -> Ledger:
    """The small ledger after seven changes; the fifth was taken back by the sixth."""
    ledger.set_status(["1-1", "1-2"], Status.DOING)  # 4
    ledger.set_note(["1-4.1"], "窗口已设")  # 5
    ledger.undo()  # 6
    ledger.set_operator("周慧")
    ledger.set_status(["1-1"], Status.DONE)  # 7
    return ledger


class History:
    """The screen of the history on a running application."""

    def __init__(self, app: GovtuiApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        await self.press(*("space" if char == " " else char for char in text))

    async def settle(self) -> None:
        """Wait until everything that was to be read is read."""
        for _ in range(200):
            if not self.screen._wants_more():
                return
            await self.pilot.pause(0.02)
        pytest.fail("the history is still being read")

    @property
    def screen(self) -> HistoryScreen:
        assert isinstance(self.app.screen, HistoryScreen)
        return self.app.screen

    @property
    def table(self) -> HistoryTable:
        return self.screen.query_one(HistoryTable)

    @property
    def number(self) -> int | None:
        """The entry under the cursor."""
        return self.screen._number()

    def numbers(self) -> list[int]:
        return [self.screen._looking.head(place).number for place in range(self.table.count)]

    def text(self) -> str:
        return screen_text(self.app)


def test_every_key_of_the_history_has_a_test() -> None:
    missing = [action.id for action in HISTORY.actions if f"test_key_{action.id}" not in globals()]
    assert not missing


async def test_it_shows_the_newest_first_and_what_does_not_stand(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        history = History(app, pilot)
        await history.press("ctrl+l")
        assert history.numbers() == [7, 6, 5, 4, 3, 2, 1]
        rows = history.text().splitlines()[3:10]
        assert [row.split()[0] for row in rows] == ["7", "6", "5", "4", "3", "2", "1"]
        assert "周慧" in rows[0]
        assert "已撤销 备注改为“窗口已设”" in rows[2]
        assert [row for row in rows if "已撤销" in row] == [rows[2]]


async def test_the_pane_tells_what_from_and_what_to(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        history = History(app, pilot)
        await history.press("ctrl+l")
        assert "办理状态：推进中 → 已完成" in history.text()
        assert "编制全县公开事项清单" in history.text(), "which task that is"
        await history.press("down", "down")
        assert "已由第6号撤销" in history.text()
        assert "备注（新增）：窗口已设" in history.text()
        await history.press("down")
        assert "1-1、1-2 办理状态：未启动 → 推进中" in history.text()


# Keys


async def test_key_help(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        history = History(app, pilot)
        await history.press("ctrl+l", "f1", "end")
        assert "修改记录的筛选行" in history.text()
        assert "任务:1-3" in history.text()


async def test_key_show_entry(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        history = History(app, pilot)
        await history.press("ctrl+l", "end", "enter")
        assert isinstance(app.screen, ReadingDialog)
        assert "来文1（新增）：《青禾县2023年便民公开重点任务分解表》共6项任务" in history.text()
        await history.press("escape")
        assert history.number == 1


async def test_key_filter(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        history = History(app, pilot)
        await history.press("ctrl+l")
        await history.type("周慧")
        await history.press("f3")
        await history.type("窗口")
        assert history.screen.query_one(Input).value == "窗口"
        assert history.numbers() == [6, 5]


@pytest.mark.parametrize(
    ("text", "numbers", "found"),
    [
        ("任务:1-2", [4, 3, 1], "3/7条"),
        ("操作人:周", [7], "1/7条"),
        ("类别:撤销", [6], "1/7条"),
        ("日期:2023-11-22 1200户", [3], "1/7条"),
        ("至:2022", [], "0/7条"),
    ],
)
async def test_typing_filters_at_once(app: GovtuiApp, text: str, numbers: list[int], found: str) -> None:
    async with app.run_test(size=SIZE) as pilot:
        history = History(app, pilot)
        await history.press("ctrl+l")
        await history.type(text)
        assert history.numbers() == numbers
        assert found in history.text()
        if not numbers:
            assert f"没有符合“{text}”的改动" in history.text()
        await history.press("ctrl+u")
        assert len(history.numbers()) == 7


async def test_what_is_not_understood_is_said(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        history = History(app, pilot)
        await history.press("ctrl+l")
        await history.type("日期:某天")
        assert "看不懂“日期:某天”" in history.text()
        await history.press("ctrl+u")
        assert "看不懂" not in history.text()


async def test_key_take_back(app: GovtuiApp, ledger: Ledger) -> None:
    """A change in the middle, on which none of the later ones was made; the cursor stays on it."""
    async with app.run_test(size=SIZE) as pilot:
        history = History(app, pilot)
        await history.press("ctrl+l", "down", "down", "down", "down", "f9")
        assert isinstance(app.screen, TakeBackDialog)
        assert "撤销第3号改动？" in history.text()
        assert "进展（删去）：2023-09-04 县农业农村局：已公布3次" in history.text()
        assert ledger.task("1-2").progress, "nothing is done before the clerk agrees"
        await history.press("enter")
        assert not ledger.task("1-2").progress
        assert history.number == 3
        assert "已保存  撤销：登记进展" in history.text()
        assert "已由第8号撤销" in history.text()
        assert history.numbers()[0] == 8
        await history.press("escape")
        assert isinstance(app.screen, MainScreen)
        assert "撤销：登记进展" in history.text()


@pytest.mark.parametrize("keys", [["escape"], ["down", "enter"]])
async def test_who_does_not_want_to_take_back_changes_nothing(app: GovtuiApp, ledger: Ledger, keys: list[str]) -> None:
    async with app.run_test(size=SIZE) as pilot:
        history = History(app, pilot)
        await history.press("ctrl+l", "ctrl+z", *keys)
        assert ledger.past().count == 7
        await history.press("escape")
        assert isinstance(app.screen, MainScreen)


async def test_a_taking_back_can_be_taken_back(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        history = History(app, pilot)
        await history.press("ctrl+l", "down", "f9")
        assert "恢复第5号改动？" in history.text()
        assert "备注（新增）：窗口已设" in history.text()
        await history.press("enter")
        assert ledger.task("1-4.1").note == "窗口已设"
        assert "已恢复 撤销：备注改为" in history.text()
        await history.press("f9")
        assert "第6号已由第8号恢复，要改回来，请撤销第8号" in history.text()
        assert ledger.past().count == 8


async def test_what_later_changes_depend_on_is_not_taken_back_alone(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=(80, 30)) as pilot:
        history = History(app, pilot)
        await history.press("ctrl+l", "down", "down", "down", "f9", "enter")
        assert isinstance(app.screen, ReadingDialog)
        text = history.text()
        assert "不能单独撤销" in text
        assert "第4号改动之后，下面1条改动是在它的基础上做的" in text
        assert "第7号" in text
        assert "周慧  办理状态改为“已完成”：1-1" in text
        assert ledger.past().count == 7


async def test_who_only_looks_on_is_told_so(ledger: Ledger, today: dt.date) -> None:
    with Ledger.open(ledger.folder, operator="周慧", reading=True) as reader:
        app = GovtuiApp(reader, today, settings=Settings())
        async with app.run_test(size=SIZE) as pilot:
            history = History(app, pilot)
            await history.press("escape", "ctrl+l")
            assert "只供查看" in history.text()
            await history.press("f9")
            assert isinstance(app.screen, NoticeDialog)
            await history.press("escape")
            assert history.number == 7


async def test_what_others_change_meanwhile_appears(ledger: Ledger, today: dt.date) -> None:
    with Ledger.open(ledger.folder, reading=True) as reader:
        app = GovtuiApp(reader, today, settings=Settings())
        async with app.run_test(size=SIZE) as pilot:
            history = History(app, pilot)
            await history.press("escape", "ctrl+l", "down", "down")
            ledger.set_note(["1-5"], "已下通知")
            reader.follow()
            history.screen._keep_up()
            await pilot.pause()
            assert history.numbers()[0] == 8
            assert history.number == 5, "the cursor stays on its entry"


async def test_key_export_history(app: GovtuiApp, tmp_path: Path) -> None:
    target = tmp_path / "记录"
    async with app.run_test(size=(120, 36)) as pilot:
        history = History(app, pilot)
        await history.press("ctrl+l")
        await history.type("任务:1-1")
        await history.press("f8")
        assert isinstance(app.screen, HistoryExportDialog)
        assert "任务:1-1" in history.text()
        await history.press("ctrl+u")
        await history.press("enter")
        assert "还没有写存到哪个文件" in history.text()
        await history.type(str(target))
        await history.press("enter")
        await history.press("escape")  # what is said of fonts
        assert "已导出3条" in history.text()
        main = app.screen_stack[1]
        assert isinstance(main, MainScreen)
        assert main._settings.export_folder == str(tmp_path)
    sheet = openpyxl.load_workbook(target.with_suffix(".xlsx")).active
    numbers = [row[0] for row in sheet.iter_rows(min_row=4, max_row=6, values_only=True)]
    assert numbers == [1, 4, 7]


async def test_nothing_is_exported_where_nothing_was_found(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        history = History(app, pilot)
        await history.press("ctrl+l")
        await history.type("没有这个词")
        await history.press("f8", "enter", "f9")
        assert history.number is None
        assert "没有选中的改动" in history.text()


async def test_key_close(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        history = History(app, pilot)
        await history.press("ctrl+l")
        await history.type("周慧")
        await history.press("escape")
        assert isinstance(app.screen, MainScreen)


async def test_key_move_down(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        history = History(app, pilot)
        await history.press("ctrl+l", "down", "down")
        assert history.number == 5


async def test_key_move_up(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        history = History(app, pilot)
        await history.press("ctrl+l", "down", "down", "up")
        assert history.number == 6


async def test_key_page_down(app: GovtuiApp) -> None:
    async with app.run_test(size=(80, 16)) as pilot:
        history = History(app, pilot)
        await history.press("ctrl+l", "pagedown")
        assert history.table.cursor == history.table.window_rows - 1


async def test_key_page_up(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        history = History(app, pilot)
        await history.press("ctrl+l", "pagedown", "pageup")
        assert history.table.cursor == 0


async def test_key_go_last(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        history = History(app, pilot)
        await history.press("ctrl+l", "end")
        assert history.number == 1


async def test_key_go_first(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        history = History(app, pilot)
        await history.press("ctrl+l", "end", "home")
        assert history.number == 7


async def test_key_pane_down(app: GovtuiApp, ledger: Ledger) -> None:
    ledger.set_note(["1-1"], "逐项核对。" * 120)
    async with app.run_test(size=SIZE) as pilot:
        history = History(app, pilot)
        await history.press("ctrl+l", "ctrl+down", "ctrl+down")
        assert history.screen.query_one("#entry", TextPane).scroll_offset.y == 2


async def test_key_pane_up(app: GovtuiApp, ledger: Ledger) -> None:
    ledger.set_note(["1-1"], "逐项核对。" * 120)
    async with app.run_test(size=SIZE) as pilot:
        history = History(app, pilot)
        await history.press("ctrl+l", "ctrl+down", "ctrl+down", "ctrl+up")
        assert history.screen.query_one("#entry", TextPane).scroll_offset.y == 1


async def test_the_keys_of_the_taking_back(app: GovtuiApp, ledger: Ledger) -> None:
    assert [action.id for action in TAKING_BACK.actions] == [
        *("choose", "close", "move_up", "move_down", "page_up", "page_down")
    ]
    ledger.set_note(["1-1"], "逐项核对。" * 200)
    async with app.run_test(size=SIZE) as pilot:
        history = History(app, pilot)
        await history.press("ctrl+l", "f9", "pagedown")
        pane = app.screen.query_one(TextPane)
        assert pane.scroll_offset.y > 0
        await history.press("pageup", "down", "up", "enter")
        assert ledger.task("1-1").note == ""


async def test_a_click_on_the_key_bar_is_as_good_as_the_key(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        history = History(app, pilot)
        await history.press("ctrl+l")
        last = history.text().splitlines()[-1]
        await pilot.click(KeyBar, offset=(len(last.encode("gbk")) - 2, 0))
        assert isinstance(app.screen, MainScreen)


async def test_a_double_click_opens_an_entry(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+l")
        await pilot.click(HistoryTable, offset=(20, 2), times=2)
        assert isinstance(app.screen, ReadingDialog)


# One task


async def test_the_history_of_a_task_from_its_details(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        history = History(app, pilot)
        await history.press("down", "enter", "ctrl+l")
        assert history.numbers() == [4, 3, 1]
        assert "任务 1-2" in history.text()
        await history.type("李青 类别:进展")
        assert history.numbers() == [3]


async def test_the_details_of_a_task_tell_its_story(app: GovtuiApp) -> None:
    async with app.run_test(size=(80, 50)) as pilot:
        history = History(app, pilot)
        await history.press("end", "up", "up", "enter", "end")
        text = history.text()
        assert "历次改动" in text
        story = text[text.index("历次改动") :]
        places = [
            story.index(part) for part in ("导入《青禾县2023年便民公开重点任务分解表》", "备注（新增）：窗口已设")
        ]
        places.append(story.index("撤销第5号，备注（删去）：窗口已设"))
        assert places == sorted(places), "oldest first"
        assert "（已由第6号撤销）" in story


# Long histories


async def test_a_long_history_is_read_as_far_as_it_is_looked_at(
    app: GovtuiApp, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screens.history.AHEAD", 20)
    monkeypatch.setattr("screens.history.AT_ONCE", 0)
    monkeypatch.setattr(past, "BLOCK", 4000)
    for number in range(150):
        ledger.add_progress(["1-5"], Progress(dt.date(2023, 11, 1), f"第{number}次核对。"))
    async with app.run_test(size=SIZE) as pilot:
        history = History(app, pilot)
        await history.press("ctrl+l")
        await history.settle()
        read = history.table.count
        assert 20 <= read < 100, "not all of it"
        assert "共157条" in history.text()
        await history.press("pagedown", "pagedown")
        await history.settle()
        assert history.table.count > read
        await history.press("end")
        await history.settle()
        assert (history.table.count, history.number) == (157, 1)
        await history.press("home")
        assert history.number == 157


async def test_a_filter_looks_through_all_of_it_and_says_how_far_it_is(
    app: GovtuiApp, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past, "BLOCK", 2000)
    monkeypatch.setattr("screens.history.AT_ONCE", 0)
    monkeypatch.setattr("screens.history.READING_EVERY", 3600)  # goes on only when it is told to
    for number in range(40):
        ledger.set_note(["1-5"], f"第{number}次核对")
    async with app.run_test(size=SIZE) as pilot:
        history = History(app, pilot)
        await history.press("ctrl+l")
        history.screen.query_one(Input).value = "窗口已设"
        await pilot.pause()
        assert "查到2023-11-22" in history.text()
        monkeypatch.setattr("screens.history.READING_EVERY", 0.001)
        history.screen._read(history.screen._looking)
        await history.settle()
        assert history.numbers() == [6, 5]
        assert "2/47条" in history.text()


async def test_a_history_that_cannot_be_read_is_told_of(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        history = History(app, pilot)
        await history.press("ctrl+l")
        file = ledger.folder / JOURNAL_NAME
        whole = file.read_bytes()
        file.write_bytes(b"x" * len(whole))
        history.screen._looking._heads.clear()
        await history.press("down")
        assert isinstance(app.screen, NoticeDialog)
        assert "修改记录读不出来" in history.text()
        await history.press("escape")
        assert "这一条读不出来" in history.text()
        file.write_bytes(whole)


async def test_a_history_whose_reading_fails_is_told_of(app: GovtuiApp, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_past: Past, _end: int) -> None:
        raise LedgerError("修改记录读不出来", "读取修改记录时出错（设备没有就绪）", "请接好U盘后重试")

    async with app.run_test(size=SIZE) as pilot:
        history = History(app, pilot)
        monkeypatch.setattr(Past, "before", fail)
        await history.press("ctrl+l")
        assert isinstance(app.screen, NoticeDialog)
        assert "请接好U盘后重试" in history.text()


async def test_a_sheet_that_cannot_be_written_is_told_of(
    app: GovtuiApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise GovtuiError("表格没有保存", "磁盘已满", "请清理磁盘后重试")

    monkeypatch.setattr("screens.history._write", fail)
    async with app.run_test(size=SIZE) as pilot:
        history = History(app, pilot)
        await history.press("ctrl+l", "f8", "ctrl+u")
        await history.type(str(tmp_path / "记录.xlsx"))
        await history.press("enter")
        assert "请清理磁盘后重试" in history.text()


# How it looks


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_how_it_looks(app: GovtuiApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        history = History(app, pilot)
        await history.press("ctrl+l", "down", "down")
        assert_snapshot(app, f"history-{size[0]}x{size[1]}")
