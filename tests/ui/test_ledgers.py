"""F5: which ledger is open, its name, who works in it; backups, restoring one, checking, handing over."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import threading
import time
import zipfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from main_plan import NOW, plan
from screen_text import assert_snapshot, screen_text
from textual.pilot import Pilot
from textual.widgets import Input
from textual.worker import WorkerCancelled

from govtui.app import GovtuiApp
from govtui.config import RecentLedger, Settings, load_settings, save_settings
from govtui.errors import LedgerError
from govtui.keys.keymap import CHOOSE_BACKUP, CHOOSE_LEDGER, LEDGER_MENU, LEDGERS, NAME, TARGET
from govtui.ledger.backup import keeping as backups
from govtui.ledger.ledger import Ledger
from govtui.shelf import holds_ledger, ledgers_folder
from screens import keeping, placing, safekeeping
from screens.ledger_menu import Errand, LedgerMenu
from screens.ledgers import FindLedgerDialog, LedgersDialog, NewLedgerDialog, RenameDialog
from screens.main import MainScreen
from screens.operator import OperatorDialog
from screens.placing import BackupDialog, HandoverDialog
from screens.reading import NoticeDialog
from screens.restoring import FindBackupDialog, RestoreDialog
from screens.working import WorkingDialog
from widgets.file_table import FileTable
from widgets.ledger_table import LedgerTable

SIZE = (80, 24)


class Desk:
    """The application as a clerk meets it."""

    def __init__(self, app: GovtuiApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until nothing goes on any more."""
        await self.pilot.press(*keys)
        await self.settled()

    async def settled(self) -> None:
        for _ in range(3):  # what a worker has found may begin another one
            with suppress(WorkerCancelled):  # a dialog that closes takes its worker with it, which has told all by then
                await self.app.workers.wait_for_complete()
            await self.pilot.pause()

    def fill(self, name: str, value: str) -> None:
        self.app.screen.query_one(f"#{name}", Input).value = value

    @property
    def text(self) -> str:
        return screen_text(self.app)

    @property
    def listed(self) -> list[str]:
        return [row.title for row in self.app.screen.query_one(LedgerTable)._rows]


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have one time for all that is remembered and made."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    for module in (keeping, safekeeping):
        monkeypatch.setattr(module, "local_now", lambda: NOW)
    monkeypatch.setattr(backups, "elsewhere_note", lambda *_: "")


@pytest.fixture
def settings(tmp_path: Path, ledger: Ledger) -> Settings:
    """Three ledgers are remembered: the open one, another, and one on a stick that is not there."""
    with Ledger.open(tmp_path / "旧台账", operator="李青", now=lambda: NOW) as other:
        other.rename("2022年便民公开台账")
    known = (
        RecentLedger(str(ledger.folder), "", NOW),
        RecentLedger(str(tmp_path / "旧台账"), "2022年便民公开台账", NOW - dt.timedelta(days=300)),
        RecentLedger(str(tmp_path / "U盘" / "应急台账"), "应急台账"),
    )
    save_settings(Settings(operator="李青", recent=known))
    return load_settings()


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stick that is plugged in."""
    place = tmp_path / "盘E"
    place.mkdir()
    monkeypatch.setattr(placing, "other_disks", lambda _: (place, tmp_path))
    monkeypatch.setattr(safekeeping, "is_apart", lambda _, target: target.is_relative_to(place))
    return place


@pytest.fixture
def open_desk(ledger: Ledger, today: dt.date, settings: Settings) -> Callable[[], object]:
    @asynccontextmanager
    async def opened(size: tuple[int, int] = SIZE, **how: bool) -> AsyncIterator[Desk]:
        app = GovtuiApp(ledger, today, settings=settings, **how)  # type: ignore[arg-type]
        async with app.run_test(size=size) as pilot:
            desk = Desk(app, pilot)
            await desk.settled()
            yield desk
        app.ledger.close()

    return opened


def test_every_key_is_pressed_in_a_test() -> None:
    pressed = Path(__file__).read_text(encoding="utf-8")
    actions = [
        action
        for part in (LEDGER_MENU, LEDGERS, NAME, CHOOSE_LEDGER, CHOOSE_BACKUP, TARGET)
        for action in part.actions
        if not action.id.startswith("pick(")
    ]
    assert not [action.id for action in actions if not any(f'"{key}"' in pressed for key in action.keys)]


# The menu


@pytest.mark.parametrize(
    ("digit", "dialog"),
    [
        ("1", LedgersDialog),
        ("2", NewLedgerDialog),
        ("３", RenameDialog),
        ("5", BackupDialog),
        ("6", FindBackupDialog),
        ("７", NoticeDialog),
        ("8", HandoverDialog),
        ("9", OperatorDialog),
    ],
)
async def test_each_errand_is_two_keys_away(open_desk: Callable, digit: str, dialog: type) -> None:
    async with open_desk() as desk:
        await desk.press("f5", digit)
        assert isinstance(desk.app.screen, dialog)


def test_the_digits_stand_for_the_errands_in_their_order() -> None:
    picks = [action for action in LEDGER_MENU.actions if action.id.startswith("pick(")]
    assert len(picks) == len(Errand)
    assert all(action.label[:2] in errand.value for action, errand in zip(picks, Errand, strict=True))


async def test_the_menu_is_gone_through_by_arrows(open_desk: Callable) -> None:
    async with open_desk() as desk:
        await desk.press("f5", "up")
        await desk.press("enter")
        assert isinstance(desk.app.screen, OperatorDialog)
        await desk.press("escape", "f5", "down", "down")
        await desk.press("enter")
        assert isinstance(desk.app.screen, RenameDialog)


async def test_the_menu_says_which_ledger_it_is_about(open_desk: Callable) -> None:
    async with open_desk() as desk:
        await desk.press("f5")
        assert isinstance(desk.app.screen, LedgerMenu)
        assert "台账：未命名" in desk.text
        assert "操作人：李青" in desk.text
        await desk.press("escape")
        assert isinstance(desk.app.screen, MainScreen)


@pytest.mark.parametrize("digit", ["1", "2", "6", "9"])
async def test_a_demo_leads_nowhere_else(open_desk: Callable, digit: str) -> None:
    async with open_desk(demo=True) as desk:
        await desk.press("f5", digit)
        assert "示例台账里没有这一项" in desk.text


# Opening


async def test_another_ledger_is_opened_and_shown(open_desk: Callable, ledger: Ledger, tmp_path: Path) -> None:
    async with open_desk() as desk:
        await desk.press("f5", "1")
        assert desk.listed == ["未命名台账", "2022年便民公开台账", "应急台账"]
        await desk.press("enter")
        assert isinstance(desk.app.screen, MainScreen)
        assert desk.text.startswith(" 2022年便民公开台账")
        assert desk.app.ledger.folder == tmp_path / "旧台账"
        assert desk.app.ledger.operator == "李青"
        assert ledger.read_only, "the one before is closed, and others can have it"
        assert (ledger.folder / "ledger.json").exists()
        assert len(desk.app.screen_stack) == 2, "the screen before is gone"
        saved = load_settings()
        assert saved.ledger == str(tmp_path / "旧台账")
        assert [recent.name for recent in saved.recent] == ["2022年便民公开台账", "", "应急台账"]


async def test_one_that_cannot_be_opened_leaves_the_present_one_open(
    open_desk: Callable, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> Ledger:
        raise LedgerError("台账打不开", "磁盘读写出错", "请复制到别处")

    async with open_desk() as desk:
        monkeypatch.setattr(keeping.Ledger, "open", fail)
        await desk.press("f5", "1", "enter")
        assert "台账打不开" in desk.text
        await desk.press("escape")
        assert desk.app.ledger is ledger
        assert not ledger.read_only
        await desk.press("f2", "2")
        assert "已保存" in desk.text
        assert not load_settings().ledger


async def test_one_that_is_away_can_be_opened_when_it_is_back(open_desk: Callable, tmp_path: Path) -> None:
    async with open_desk() as desk:
        await desk.press("f5", "1", "down")
        assert "现在找不到：" in desk.text
        await desk.press("enter")
        assert isinstance(desk.app.screen, LedgersDialog)
        assert "接好U盘或网络盘后再按 Enter" in desk.text
        shutil.copytree(tmp_path / "旧台账", tmp_path / "U盘" / "应急台账")
        await desk.press("enter")
        await desk.press("enter")
        assert desk.app.ledger.folder == tmp_path / "U盘" / "应急台账"


async def test_the_open_one_is_not_opened_again_nor_taken_out(open_desk: Callable, ledger: Ledger) -> None:
    async with open_desk() as desk:
        await desk.press("f5", "1", "up", "enter")
        assert "现在就开着" in desk.text
        await desk.press("f8")
        assert "不能从列表移除" in desk.text
        assert desk.app.ledger is ledger


async def test_one_is_taken_out_of_the_list_and_stays_where_it_is(open_desk: Callable, tmp_path: Path) -> None:
    async with open_desk() as desk:
        await desk.press("f5", "1", "pagedown", "delete")
        assert desk.listed == ["未命名台账", "2022年便民公开台账"]
        await desk.press("pageup", "down", "f8")
        assert desk.listed == ["未命名台账"]
        assert len(load_settings().recent) == 1
        assert holds_ledger(tmp_path / "旧台账")


async def test_one_is_looked_for_in_the_folders(open_desk: Callable, tmp_path: Path) -> None:
    async with open_desk() as desk:
        await desk.press("f5", "1", "f4")
        assert isinstance(desk.app.screen, FindLedgerDialog)
        table = desk.app.screen.query_one(FileTable)
        assert [entry.name for entry in table.entries] == ["..", "[台账] ledger", "[台账] 旧台账", "home"]
        assert table.cursor == 1
        await desk.press("f4", "f2", "pagedown", "pageup", "down", "up")  # drives, home, and back by typing
        desk.fill("path", str(tmp_path / "home"))
        await desk.press("enter")
        assert isinstance(desk.app.screen, FindLedgerDialog), "a folder without a ledger is gone into"
        desk.fill("path", str(tmp_path / "旧台账" / "journal.jsonl"))
        await desk.press("enter")
        assert desk.app.ledger.folder == tmp_path / "旧台账", "a file of the ledger means the ledger"


async def test_where_there_is_no_ledger_none_is_begun(open_desk: Callable, tmp_path: Path) -> None:
    (tmp_path / "表.txt").write_text("序号", encoding="utf-8")
    async with open_desk() as desk:
        await desk.press("f5", "1", "f4")
        desk.fill("path", str(tmp_path / "表.txt"))
        await desk.press("enter")
        assert "这里没有台账" in desk.text
        await desk.press("escape")
        main = desk.app.screen
        assert isinstance(main, MainScreen)
        main.open_ledger(tmp_path / "home")
        await desk.settled()
        assert "台账打不开" in desk.text
        assert not list((tmp_path / "home").glob("*.jsonl"))


async def test_a_lock_that_another_holds_is_told(open_desk: Callable, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "旧台账", operator="王五"):
        async with open_desk() as desk:
            await desk.press("f5", "1", "enter")
            assert "王五" in desk.text
            await desk.press("escape")
            assert "只读" in desk.text


# A new one, and its name


async def test_a_new_ledger_is_begun_and_shown(open_desk: Callable, ledger: Ledger) -> None:
    async with open_desk() as desk:
        await desk.press("f5", "1", "f2")
        desk.fill("name", "2024年政务公开台账")
        await desk.settled()
        assert "台账文件夹：" in desk.text
        await desk.press("enter", "enter")
        assert desk.text.startswith(" 2024年政务公开台账")
        assert desk.app.ledger.name == "2024年政务公开台账"
        assert desk.app.ledger.folder == ledgers_folder() / "2024年政务公开台账"
        assert desk.app.ledger.history()[0].operator == "李青"
        assert load_settings().ledger == str(desk.app.ledger.folder)


@pytest.mark.parametrize("name", ["", "2022年便民公开台账", "///"])
async def test_a_name_that_cannot_be_is_said_before_anything_is_made(
    open_desk: Callable, name: str, ledger: Ledger
) -> None:
    async with open_desk() as desk:
        await desk.press("f5", "2")
        desk.fill("name", name)
        await desk.press("ctrl+s")
        assert isinstance(desk.app.screen, NewLedgerDialog)
        assert not ledgers_folder().exists()
        await desk.press("escape")
        assert desk.app.ledger is ledger


async def test_the_ledger_gets_another_name(open_desk: Callable, ledger: Ledger) -> None:
    async with open_desk() as desk:
        await desk.press("f5", "1", "f3")
        desk.fill("name", " 便民公开 ")
        await desk.press("ctrl+s")
        assert ledger.name == "便民公开"
        assert desk.text.startswith(" 便民公开 ")
        assert "已保存" in desk.text
        assert load_settings().recent[0].name == "便民公开"
        await desk.press("ctrl+z")
        assert ledger.name == ""


# Who works in it


async def test_the_first_start_asks_once(open_desk: Callable, ledger: Ledger) -> None:
    async with open_desk(first=True) as desk:
        assert isinstance(desk.app.screen, OperatorDialog)
        desk.fill("operator", "王禾")
        await desk.press("enter")
        assert isinstance(desk.app.screen, MainScreen)
        assert ledger.operator == "王禾"
        assert load_settings().operator == "王禾"
        await desk.press("f2", "2")
        assert ledger.history()[-1].operator == "王禾"


async def test_who_does_not_want_to_tell_goes_on(open_desk: Callable, ledger: Ledger) -> None:
    async with open_desk(first=True) as desk:
        await desk.press("escape")
        assert isinstance(desk.app.screen, MainScreen)
        assert load_settings().recent, "so that it is not asked again"


async def test_the_name_can_be_changed_and_taken_away(open_desk: Callable, ledger: Ledger) -> None:
    async with open_desk() as desk:
        await desk.press("f5", "9")
        desk.fill("operator", "青" * 21)
        await desk.press("enter")
        assert "姓名太长" in desk.text
        desk.fill("operator", "")
        await desk.press("ctrl+s")
        assert "电脑账号" in desk.text
        assert (ledger.operator, load_settings().operator) == ("", "")


# Copies


async def test_a_backup_goes_to_the_stick(open_desk: Callable, stick: Path) -> None:
    async with open_desk() as desk:
        await desk.press("f5", "5")
        target = Path(desk.app.screen.query_one("#path", Input).value)
        assert target.parent == stick
        await desk.press("enter")
        assert isinstance(desk.app.screen, MainScreen)
        assert "核对无误" in desk.text
        assert zipfile.is_zipfile(target)


async def test_a_backup_on_the_same_disk_is_warned_about(open_desk: Callable, stick: Path) -> None:
    async with open_desk() as desk:
        await desk.press("f5", "5", "f4")
        assert Path(desk.app.screen.query_one("#path", Input).value).parent == stick.parent
        await desk.press("f4", "f4")
        await desk.press("ctrl+s")
        assert isinstance(desk.app.screen, NoticeDialog)
        assert "同一块盘" in desk.text


async def test_a_path_that_is_no_place_for_a_backup_is_said(open_desk: Callable, stick: Path) -> None:
    async with open_desk() as desk:
        await desk.press("f5", "5")
        for path, said in [("", "还没有写"), (str(stick / "没有" / "备份.zip"), "这个文件夹，U盘请先插好")]:
            desk.fill("path", path)
            await desk.press("tab", "shift+tab", "ctrl+s")
            assert said in desk.text
        (stick / "备份.zip").write_bytes(b"1")
        desk.fill("path", str(stick / "备份"))
        await desk.press("ctrl+s")
        assert "文件已经存在" in desk.text
        assert (stick / "备份.zip").read_bytes() == b"1"
        await desk.press("ctrl+s")
        assert "核对无误" in desk.text
        assert zipfile.is_zipfile(stick / "备份.zip")


async def test_without_another_disk_it_says_what_that_means(
    open_desk: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placing, "other_disks", lambda _: ())
    async with open_desk() as desk:
        await desk.press("f5", "5")
        assert "盘坏了会一起丢失" in desk.text
        await desk.press("f4")
        assert "没有找到U盘或其他盘" in desk.text


def test_other_disks_are_those_apart_from_the_ledger(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placing, "is_apart", lambda _, place: place != Path("/"))
    found = placing.other_disks(ledger.folder)
    assert Path("/") not in found
    assert all(os.access(place, os.W_OK) for place in found)


async def test_a_failure_leaves_the_ledger_open(open_desk: Callable, stick: Path, ledger: Ledger) -> None:
    async with open_desk() as desk:
        await desk.press("f5", "5")
        (stick / "备份.zip").mkdir()
        desk.fill("path", str(stick / "备份.zip" / "深.zip"))
        shutil.rmtree(stick)
        await desk.press("ctrl+s")
        assert "U盘请先插好" in desk.text
        await desk.press("escape")
        assert not ledger.read_only


# Bringing one back


async def backed_up(ledger: Ledger, folder: Path) -> Path:
    """Make a backup of two changes, of which one is taken back afterwards."""
    ledger.back_up(folder / "备份.zip")
    ledger.set_note(["1-1"], "备份以后才写的")
    return folder / "备份.zip"


async def test_a_backup_is_restored_beside_the_present_one(open_desk: Callable, ledger: Ledger, tmp_path: Path) -> None:
    archive = await backed_up(ledger, tmp_path)
    async with open_desk() as desk:
        await desk.press("f5", "6", "f4", "f2", "f6", "pagedown", "pageup", "up", "down")
        desk.fill("path", str(archive))
        await desk.press("enter")
        assert isinstance(desk.app.screen, RestoreDialog)
        assert "2023年11月22日 09:30" in desk.text
        assert "共3次改动" in desk.text
        assert "共4次改动" in desk.text
        await desk.press("enter")
        assert "已从2023年11月22日 09:30的备份恢复" in desk.text
        await desk.press("escape")
        assert desk.app.ledger.folder.parent == ledgers_folder()
        assert not desk.app.ledger.tasks["1-1"].note
    with Ledger.open(ledger.folder, reading=True) as before:
        assert before.tasks["1-1"].note == "备份以后才写的"


async def test_a_backup_takes_the_place_of_the_present_one(open_desk: Callable, ledger: Ledger, tmp_path: Path) -> None:
    archive = await backed_up(ledger, tmp_path)
    async with open_desk() as desk:
        await desk.press("f5", "6")
        desk.fill("path", str(archive))
        await desk.press("enter")
        await desk.press("down", "enter")
        assert "恢复前的内容另存为" in desk.text
        await desk.press("escape")
        assert desk.app.ledger.folder == ledger.folder
        assert not desk.app.ledger.read_only
        assert not desk.app.ledger.tasks["1-1"].note
        assert list((ledger.folder / "backups").glob("恢复前-*.zip"))


async def test_into_an_empty_ledger_it_is_put_at_once(
    today: dt.date, tmp_path: Path, ledger: Ledger, settings: Settings
) -> None:
    archive = await backed_up(ledger, tmp_path)
    app = GovtuiApp(Ledger.open(tmp_path / "新电脑"), today, settings=settings)
    async with app.run_test(size=SIZE) as pilot:
        desk = Desk(app, pilot)
        await desk.press("f5", "6")
        desk.fill("path", str(archive))
        await desk.press("enter")
        assert "还是空的" in desk.text
        await desk.press("enter")
        await desk.press("escape")
        assert app.ledger.folder == tmp_path / "新电脑"
        assert len(app.ledger.tasks) == len(plan().tasks)
    app.ledger.close()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no archive"])
async def test_what_is_no_backup_is_told_and_changes_nothing(
    open_desk: Callable, ledger: Ledger, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "假.zip").write_bytes(content)
    async with open_desk() as desk:
        await desk.press("f5", "6")
        desk.fill("path", str(tmp_path / "假.zip"))
        await desk.press("enter")
        assert "备份读不出来" in desk.text
        await desk.press("escape")
        assert desk.app.ledger is ledger
        assert not ledger.read_only


async def test_where_restoring_fails_the_old_ledger_is_there_again(
    open_desk: Callable, ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise LedgerError("没有恢复", "磁盘已满", "请清理磁盘空间后重试")

    archive = await backed_up(ledger, tmp_path)
    async with open_desk() as desk:
        await desk.press("f5", "6")
        desk.fill("path", str(archive))
        await desk.press("enter")
        monkeypatch.setattr("govtui.ledger.backup.restore.restore", fail)
        await desk.press("down", "enter")
        assert "没有恢复：磁盘已满" in desk.text
        await desk.press("escape", "f2", "2")
        assert "已保存" in desk.text
        assert desk.app.ledger.tasks["1-1"].note == "备份以后才写的"


# Checking and handing over


async def test_a_sound_ledger_is_found_sound(open_desk: Callable) -> None:
    async with open_desk() as desk:
        await desk.press("f5", "7")
        assert "没有发现问题" in desk.text


async def test_what_is_wrong_is_named(open_desk: Callable, ledger: Ledger) -> None:
    journal = ledger.folder / "journal.jsonl"
    journal.write_bytes(journal.read_bytes().replace("便民公开".encode(), "便民不开".encode(), 1))
    async with open_desk() as desk:
        await desk.press("f5", "7")
        assert "修改记录被改动" in desk.text


async def test_the_ledger_is_handed_over(open_desk: Callable, stick: Path) -> None:
    async with open_desk() as desk:
        await desk.press("f5", "8")
        assert desk.app.screen.query_one("#giver", Input).value == "李青"
        desk.fill("receiver", "周慧")
        await desk.press("enter", "enter", "enter")
        target = Path(desk.app.screen.query_one("#path", Input).value)
        assert target.parent == stick
        await desk.press("enter")
        assert "已做好交接包" in desk.text
        assert zipfile.is_zipfile(target)


async def test_an_empty_ledger_is_not_handed_over(today: dt.date, tmp_path: Path) -> None:
    app = GovtuiApp(Ledger.open(tmp_path / "空"), today)
    async with app.run_test(size=SIZE) as pilot:
        desk = Desk(app, pilot)
        await desk.press("f5", "8")
        assert "没有可交接的内容" in desk.text
    app.ledger.close()


async def test_while_something_slow_is_done_no_key_reaches_the_ledger(
    open_desk: Callable, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    async with open_desk() as desk:
        main = desk.app.screen
        assert isinstance(main, MainScreen)
        main.work("台账", "正在做慢活", lambda _: go_on.wait(10), lambda _: None)
        await desk.pilot.pause()
        assert isinstance(desk.app.screen, WorkingDialog)
        await desk.pilot.press("escape", "f2", "2", "ctrl+z", "enter")
        assert isinstance(desk.app.screen, WorkingDialog)
        assert len(ledger.history()) == 3
        go_on.set()
        await desk.settled()
        assert isinstance(desk.app.screen, MainScreen)


# How it looks


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("ledger-menu", ["f5"]),
        ("ledgers", ["f5", "1"]),
        ("ledger-new", ["f5", "2"]),
        ("ledger-operator", ["f5", "9"]),
        ("ledger-check", ["f5", "7"]),
        ("ledger-handover", ["f5", "8"]),
    ],
)
async def test_dialogs(
    open_desk: Callable, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], name: str, keys: list[str]
) -> None:
    monkeypatch.setattr("widgets.ledger_table.shown_path", lambda path, cells: f"D:/{path.name}")
    monkeypatch.setattr("screens.ledgers.shown_path", lambda path, cells: f"D:/{path.name}")
    monkeypatch.setattr("screens.ledgers.ledgers_folder", lambda: Path("D:/台账"))
    monkeypatch.setattr("screens.ledger_menu.shown_path", lambda path, cells: f"D:/{path.name}")
    monkeypatch.setattr(keeping, "account_name", lambda: "liqing")
    monkeypatch.setattr(placing, "other_disks", lambda _: (Path("E:/"),))
    async with open_desk(size) as desk:
        await desk.press(*keys)
        assert_snapshot(desk.app, f"{name}-{size[0]}x{size[1]}")
