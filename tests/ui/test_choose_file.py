"""Choosing a file, typing or dropping a path, pasting a table, and stopping what is being read."""

from __future__ import annotations

import datetime as dt
import os
import threading
from pathlib import Path

import pytest
from preview_plan import PLAN, Preview
from screen_text import screen_text
from textual import events
from textual.widgets import Input

from govtui.app import GovtuiApp
from govtui.config import Settings, load_settings
from govtui.errors import IntakeError
from govtui.intake.clipboard import Clip
from govtui.intake.load import LoadedFile, load_source
from govtui.intake.watch import Watch
from govtui.keys.intake import CHOOSE_FILE, PASTE
from govtui.ledger.ledger import Ledger
from screens.choose_file import ChooseFileDialog
from screens.import_plan import import_plan, intake_of
from screens.importing import Intake
from screens.main import MainScreen
from screens.paste import PasteDialog
from screens.preview import PreviewScreen
from screens.reading import NoticeDialog
from widgets.file_table import FileTable
from widgets.paste_box import PasteBox

SIZE = (80, 24)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "来文"
    (place / "往年").mkdir(parents=True)
    for age, name in enumerate(["托育服务.txt", "防汛.txt", "养老服务.docx"]):
        (place / name).write_text(PLAN, encoding="utf-8")
        os.utime(place / name, (1_700_000_000 - age, 1_700_000_000 - age))
    (place / "往年" / "旧表.txt").write_text(PLAN, encoding="utf-8")
    return place


@pytest.fixture
def app(ledger: Ledger, today: dt.date, folder: Path) -> GovtuiApp:
    return GovtuiApp(ledger, today, settings=Settings(import_folder=str(folder)))


def shown(app: GovtuiApp) -> list[str]:
    return [entry.name for entry in app.screen.query_one(FileTable)._entries]


def under_cursor(app: GovtuiApp) -> str:
    entry = app.screen.query_one(FileTable).entry
    return entry.name if entry else ""


async def ask(app: GovtuiApp, preview: Preview, intake: Intake, folder: Path) -> None:
    """Open the chooser with callables of the test's own."""
    import_plan(app, intake, lambda *_: None, str(folder))
    await preview.settled()
    assert isinstance(app.screen, ChooseFileDialog)


def test_every_key_is_pressed_in_a_test() -> None:
    pressed = Path(__file__).read_text(encoding="utf-8")
    actions = [*CHOOSE_FILE.actions, *PASTE.actions]
    assert not [action.id for action in actions if not any(f'"{key}"' in pressed for key in action.keys)]


async def test_the_list_begins_where_the_last_plan_came_from(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        preview = Preview(app, pilot)
        await preview.press("f7")
        assert shown(app) == ["..", "往年", "托育服务.txt", "防汛.txt", "养老服务.docx"]
        assert under_cursor(app) == "托育服务.txt", "the newest file"
        await preview.press("enter")
        assert isinstance(app.screen, PreviewScreen)
        await preview.press("ctrl+s")
        assert isinstance(app.screen, MainScreen)


async def test_the_folder_is_remembered(app: GovtuiApp, folder: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        preview = Preview(app, pilot)
        await preview.press("f7", "home")
        app.screen.query_one("#path", Input).value = str(folder / "往年" / "旧表.txt")
        await preview.press("enter", "ctrl+s")
        assert load_settings().import_folder == str(folder / "往年")
        await preview.press("f7")
        assert shown(app) == ["..", "旧表.txt"]


async def test_moving_through_folders_and_orders(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        preview = Preview(app, pilot)
        await preview.press("f7", "up")
        assert under_cursor(app) == "往年"
        await preview.press("enter")
        assert shown(app) == ["..", "旧表.txt"]
        await preview.press("pageup", "enter")
        assert "托育服务.txt" in shown(app)
        await preview.press("f6")
        assert shown(app)[2:] == ["养老服务.docx", "托育服务.txt", "防汛.txt"]
        assert "按名称" in screen_text(app)
        await preview.press("pagedown")
        assert under_cursor(app) == "防汛.txt"
        await preview.press("pageup", "down")
        assert under_cursor(app) == "往年"


async def test_home_and_drives(app: GovtuiApp, tmp_path: Path) -> None:
    (tmp_path / "home" / "家里的.txt").write_text(PLAN, encoding="utf-8")
    async with app.run_test(size=SIZE) as pilot:
        preview = Preview(app, pilot)
        await preview.press("f7", "f2")
        assert shown(app) == ["..", "家里的.txt"]
        await preview.press("f4")
        assert "各个盘" in screen_text(app)
        assert "/" in shown(app)


async def test_typing_filters(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        preview = Preview(app, pilot)
        await preview.press("f7", "服", "务")
        assert shown(app) == ["托育服务.txt", "养老服务.docx"]
        await preview.press("无")
        assert "没有名称含“服务无”的文件" in screen_text(app)
        await preview.press("backspace", "enter")
        assert isinstance(app.screen, PreviewScreen)


async def test_a_path_that_is_typed_shows_its_folder(app: GovtuiApp, folder: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        preview = Preview(app, pilot)
        await preview.press("f7")
        line = app.screen.query_one("#path", Input)
        line.value = f"{folder}/往年/"
        await preview.settled()
        assert shown(app) == ["..", "旧表.txt"]
        line.value = f"{folder}/养"
        await preview.settled()
        assert shown(app) == ["养老服务.docx"]
        line.value = f'"{folder}/往年/旧表.txt"'
        await preview.press("enter")
        assert isinstance(app.screen, PreviewScreen)


async def test_a_file_that_cannot_be_read_is_told_and_another_can_be_chosen(app: GovtuiApp, folder: Path) -> None:
    (folder / "空.txt").write_bytes(b"")
    async with app.run_test(size=SIZE) as pilot:
        preview = Preview(app, pilot)
        await preview.press("f7", "空", "enter")
        assert isinstance(app.screen, NoticeDialog)
        assert "怎么办" in screen_text(app)
        await preview.press("escape", "backspace", "防", "enter")
        assert isinstance(app.screen, PreviewScreen)


async def test_a_folder_that_is_gone_falls_back_to_home(ledger: Ledger, today: dt.date, tmp_path: Path) -> None:
    app = GovtuiApp(ledger, today, settings=Settings(import_folder=str(tmp_path / "拔掉的U盘")))
    async with app.run_test(size=SIZE) as pilot:
        await Preview(app, pilot).press("f7")
        assert isinstance(app.screen, ChooseFileDialog)
        assert "文件夹 ~" in screen_text(app)


async def test_a_long_reading_says_how_far_it_is_and_is_stopped(
    app: GovtuiApp, ledger: Ledger, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screens.loading.PATIENCE", 0.0)
    monkeypatch.setattr("screens.loading.BETWEEN", 0.0)
    go_on, told = threading.Event(), threading.Event()

    def slow(path: Path, watch: Watch) -> LoadedFile:
        watch(300, 20_000)
        told.set()
        go_on.wait(10)
        watch(600, 20_000)
        return load_source(path)

    base = intake_of(ledger, demo=False)
    async with app.run_test(size=SIZE) as pilot:
        preview = Preview(app, pilot)
        await ask(app, preview, Intake(base.known, base.store, load=slow), folder)
        await pilot.press("enter")
        told.wait(10)
        await pilot.pause(0.1)
        assert "300/20000" in screen_text(app)
        await pilot.press("escape")
        assert "已停止读入" in screen_text(app)
        go_on.set()
        await preview.settled()
        assert isinstance(app.screen, ChooseFileDialog), "what was stopped does not come up later"
        await preview.press("escape")
        assert isinstance(app.screen, MainScreen)


async def test_a_table_is_pasted(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        preview = Preview(app, pilot)
        await preview.press("f7", "f5")
        assert isinstance(app.screen, PasteDialog)
        await preview.press("ctrl+s")
        assert "还没有粘贴内容" in screen_text(app)
        box = app.screen.query_one(PasteBox)
        box.post_message(events.Paste(PLAN.replace("\n", "\r\n") + "\x1b[31m"))
        await preview.settled()
        assert box.text == PLAN, "tabs stay, what could act on the terminal goes"
        await preview.press("ctrl+s")
        assert isinstance(app.screen, PreviewScreen)
        assert "粘贴的内容" in screen_text(app)
        assert [task.seq for task in preview.tasks] == ["1", "2", "3", "4", "5"]
        await preview.press("ctrl+s")
        assert ledger.documents["2"].source == "粘贴的内容"


async def test_a_table_that_is_pasted_into_the_line_goes_into_the_box(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        preview = Preview(app, pilot)
        await preview.press("f7")
        app.screen.query_one("#path", Input).post_message(events.Paste(PLAN))
        await preview.settled()
        assert isinstance(app.screen, PasteDialog)
        assert app.screen.query_one(PasteBox).text == PLAN
        await preview.press("escape")
        app.screen.query_one("#path", Input).post_message(events.Paste("/某处/表.txt\n"))
        await preview.settled()
        assert app.screen.query_one("#path", Input).value == "/某处/表.txt"


async def test_a_paste_that_lost_its_tabs_is_noticed(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        preview = Preview(app, pilot)
        await preview.press("f7", "f5")
        app.screen.query_one(PasteBox).post_message(events.Paste(PLAN.replace("\t", "")))
        await preview.settled()
        assert "没有分栏" in screen_text(app)
        await preview.press("escape")
        assert isinstance(app.screen, ChooseFileDialog)


async def test_the_clipboard_is_read_directly(app: GovtuiApp, ledger: Ledger, folder: Path) -> None:
    base = intake_of(ledger, demo=False)
    async with app.run_test(size=SIZE) as pilot:
        preview = Preview(app, pilot)
        await ask(app, preview, Intake(base.known, base.store, clipboard=lambda: Clip(PLAN)), folder)
        await preview.press("f5", "ctrl+v")
        assert app.screen.query_one(PasteBox).text == PLAN
        await preview.press("f5")
        assert isinstance(app.screen, PreviewScreen)
        assert len(preview.tasks) == 5


async def test_a_clipboard_that_cannot_be_read_is_told(app: GovtuiApp, ledger: Ledger, folder: Path) -> None:
    def empty() -> Clip:
        raise IntakeError("剪贴板里没有文字", "复制的是图片", "请重新复制表格")

    base = intake_of(ledger, demo=False)
    async with app.run_test(size=SIZE) as pilot:
        preview = Preview(app, pilot)
        await ask(app, preview, Intake(base.known, base.store, clipboard=empty), folder)
        await preview.press("f5", "f5")
        assert "剪贴板里没有文字" in screen_text(app)
        assert "怎么办" in screen_text(app)
        await preview.press("escape", "ctrl+v")
        assert isinstance(app.screen, PasteDialog)
        assert "请点鼠标右键粘贴" in screen_text(app)


async def test_a_table_of_a_web_page_is_taken_from_the_clipboard_with_its_cells(
    app: GovtuiApp, ledger: Ledger, folder: Path
) -> None:
    rows = [line.split("\t") for line in PLAN.split("\n\n")[1].splitlines()[:3]]
    html = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    clip = Clip("没有分栏的文字", f"<table>{html}</table>")
    base = intake_of(ledger, demo=False)
    async with app.run_test(size=SIZE) as pilot:
        preview = Preview(app, pilot)
        await ask(app, preview, Intake(base.known, base.store, clipboard=lambda: clip), folder)
        await preview.press("f5", "ctrl+v")
        assert app.screen.query_one(PasteBox).text == "没有分栏的文字", "what can be read by a person"
        await preview.press("f5")
        assert isinstance(app.screen, PreviewScreen)
        assert [task.seq for task in preview.tasks] == ["1", "2"]
