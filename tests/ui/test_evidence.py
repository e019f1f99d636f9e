"""Evidence on the screen: adding what was typed, dropped or chosen, opening, removing, and what is missing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from screen_text import assert_snapshot, screen_text
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from govtui.app import GovtuiApp
from govtui.ledger.evidence import kept_path
from govtui.ledger.ledger import Ledger
from govtui.model import Evidence, EvidenceKind, Progress, Task
from govtui.review import gathering
from screens.choose_evidence import ChooseEvidenceDialog
from screens.evidence import EvidenceDialog
from screens.main import MainScreen
from screens.progress import ProgressDialog
from screens.reading import NoticeDialog
from screens.task import TaskDialog
from widgets.evidence_table import EvidenceTable

SIZE = (80, 24)
NUMBER = "青政办发〔2023〕15号"
PAGE = "https://www.qinghe.example/1.html"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    folder = tmp_path / "home" / "照片"
    folder.mkdir()
    path = folder / "现场 照片.jpg"
    path.write_bytes(b"photo" * 100)
    return path


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str | Path]:
    found: list[str | Path] = []
    monkeypatch.setattr(gathering, "open_with_system", found.append)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return found


async def settled(app: GovtuiApp, pilot: Pilot[None]) -> None:
    """Wait until what runs beside the screen is done and shown."""
    await app.workers.wait_for_complete()
    await pilot.pause()


async def show_evidence(app: GovtuiApp, pilot: Pilot[None]) -> EvidenceDialog:
    await pilot.press("enter", "f6")
    await settled(app, pilot)
    assert isinstance(app.screen, EvidenceDialog)
    return app.screen


async def add(app: GovtuiApp, pilot: Pilot[None], text: str) -> None:
    app.screen.query_one("#piece", Input).value = text
    await pilot.press("enter")
    await settled(app, pilot)


def first(ledger: Ledger) -> Task:
    return next(iter(ledger.tasks.values()))


def names(pieces: tuple[Evidence, ...]) -> list[str]:
    return [piece.name for piece in pieces]


async def test_the_evidence_of_a_task_is_a_key_away_from_it_and_leads_back(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await show_evidence(app, pilot)
        await pilot.press("escape")
        assert isinstance(app.screen, TaskDialog)


async def test_what_is_typed_is_added(app: GovtuiApp, ledger: Ledger, photo: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await show_evidence(app, pilot)
        await add(app, pilot, f"'{photo}'；青政办发[2023]15号；{PAGE}")
        assert names(first(ledger).evidence) == ["现场 照片.jpg", NUMBER, PAGE]
        assert app.screen.query_one("#piece", Input).value == ""
        assert "已附上“现场 照片.jpg”等3份" in screen_text(app)
        assert kept_path(ledger.folder, first(ledger).evidence[0]).read_bytes() == b"photo" * 100
        await pilot.press("escape")
        assert f"现场 照片.jpg；{NUMBER}" in screen_text(app)


async def test_several_files_that_are_dropped_come_as_lines(app: GovtuiApp, ledger: Ledger, photo: Path) -> None:
    other = photo.with_name("签到表.pdf")
    other.write_bytes(b"pdf")
    async with app.run_test(size=SIZE) as pilot:
        dialog = await show_evidence(app, pilot)
        dialog.query_one("#piece", Input).post_message(events.Paste(f"{photo}\n{other}\n"))
        await pilot.pause()
        await pilot.press("enter")
        await settled(app, pilot)
        assert names(first(ledger).evidence) == ["现场 照片.jpg", "签到表.pdf"]


async def test_a_new_piece_goes_where_the_cursor_is(app: GovtuiApp, ledger: Ledger) -> None:
    task = first(ledger)
    ledger.add_progress([task.id], Progress(dt.date(2023, 11, 20), "已核对\n清单。"))
    async with app.run_test(size=SIZE) as pilot:
        await show_evidence(app, pilot)
        await pilot.press("down")
        await pilot.pause()
        assert "附在：进展 2023-11-20 已核对 清单。" in screen_text(app)
        await add(app, pilot, NUMBER)
        assert not first(ledger).evidence
        assert names(first(ledger).progress[-1].evidence) == [NUMBER]
        row = app.screen.query_one(EvidenceTable).row
        assert row is not None
        assert row.evidence == first(ledger).progress[-1].evidence[0]


async def test_the_same_piece_twice_says_so(app: GovtuiApp, ledger: Ledger) -> None:
    ledger.attach(first(ledger).id, [Evidence(EvidenceKind.NUMBER, NUMBER)])
    before = len(ledger.history())
    async with app.run_test(size=SIZE) as pilot:
        await show_evidence(app, pilot)
        await add(app, pilot, NUMBER)
        assert "已经有这份材料了" in screen_text(app)
        assert len(ledger.history()) == before


async def test_a_file_that_is_not_there_is_told_and_what_was_typed_stays(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await show_evidence(app, pilot)
        await add(app, pilot, "没有.pdf")
        assert isinstance(app.screen, NoticeDialog)
        assert "没有找到文件" in screen_text(app)
        await pilot.press("escape")
        assert app.screen.query_one("#piece", Input).value == "没有.pdf"
        assert not first(ledger).evidence


async def test_a_file_is_chosen_from_the_folders(app: GovtuiApp, ledger: Ledger, photo: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await show_evidence(app, pilot)
        await pilot.press("f4")
        await settled(app, pilot)
        assert isinstance(app.screen, ChooseEvidenceDialog)
        app.screen.query_one("#path", Input).value = str(photo)
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, EvidenceDialog)
        assert names(first(ledger).evidence) == ["现场 照片.jpg"]
        await pilot.press("f4")
        await settled(app, pilot)
        assert "现场 照片.jpg" in screen_text(app), "the folder of the last file comes first"


async def test_choosing_what_is_not_there(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await show_evidence(app, pilot)
        await pilot.press("f4")
        await settled(app, pilot)
        app.screen.query_one("#path", Input).value = "没有这样的文件"
        await pilot.pause()
        await pilot.press("enter")
        assert "没有找到“没有这样的文件”" in screen_text(app)
        await pilot.press("escape")
        assert isinstance(app.screen, EvidenceDialog)
        assert not first(ledger).evidence


async def test_enter_opens_a_copy(app: GovtuiApp, ledger: Ledger, photo: Path, opened: list[Path]) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await show_evidence(app, pilot)
        await add(app, pilot, str(photo))
        await pilot.press("enter")
        await settled(app, pilot)
        (copy,) = opened
        assert (copy.name, copy.read_bytes()) == (photo.name, photo.read_bytes())
        assert "打开的是副本" in screen_text(app)


async def test_a_number_cannot_be_opened(app: GovtuiApp, ledger: Ledger, opened: list[Path]) -> None:
    ledger.attach(first(ledger).id, [Evidence(EvidenceKind.NUMBER, NUMBER)])
    async with app.run_test(size=SIZE) as pilot:
        await show_evidence(app, pilot)
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, NoticeDialog)
        assert not opened


async def test_a_piece_is_removed_and_comes_back_by_undoing(app: GovtuiApp, ledger: Ledger) -> None:
    ledger.attach(first(ledger).id, [Evidence(EvidenceKind.NUMBER, NUMBER)])
    async with app.run_test(size=SIZE) as pilot:
        await show_evidence(app, pilot)
        await pilot.press("f8")
        assert not first(ledger).evidence
        assert f"已移除“{NUMBER}”" in screen_text(app)
        await pilot.press("f8")
        assert "移到要移除的材料上" in screen_text(app)
        await pilot.press("escape", "escape")
        assert isinstance(app.screen, MainScreen)
        await pilot.press("ctrl+z")
        assert names(first(ledger).evidence) == [NUMBER]


async def test_missing_and_changed_files_are_named(app: GovtuiApp, ledger: Ledger, photo: Path) -> None:
    other = photo.with_name("签到表.pdf")
    other.write_bytes(b"signed")
    pieces = gathering.gather(ledger.folder, [str(photo), str(other)])
    ledger.attach(first(ledger).id, pieces)
    kept_path(ledger.folder, pieces[0]).unlink()
    spoiled = kept_path(ledger.folder, pieces[1])
    spoiled.chmod(0o600)
    spoiled.write_bytes(b"SIGNED")
    async with app.run_test(size=SIZE) as pilot:
        await show_evidence(app, pilot)
        text = screen_text(app)
        assert "文件不见了" in text
        assert "内容被改动或已" in text
        assert "现场 照片.jpg：文件不见了" in text
        await pilot.press("down")
        await pilot.pause()
        assert "签到表.pdf：内容被改动或已损坏" in screen_text(app)


async def test_a_ledger_that_can_only_be_read(ledger: Ledger, today: dt.date, photo: Path) -> None:
    ledger.attach(first(ledger).id, [Evidence(EvidenceKind.NUMBER, NUMBER)])
    with Ledger.open(ledger.folder, reading=True) as reader:
        app = GovtuiApp(reader, today)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            await pilot.press("escape")  # the note that it can only be read
            await show_evidence(app, pilot)
            assert NUMBER in screen_text(app)
            for keys in (["f8"], ["f4"]):
                await pilot.press(*keys)
                await pilot.pause()
                assert isinstance(app.screen, NoticeDialog)
                await pilot.press("escape")
            await add(app, pilot, str(photo))
            assert isinstance(app.screen, NoticeDialog)
            assert not (ledger.folder / "evidence").exists()


async def test_copying_can_be_stopped(app: GovtuiApp, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    import screens.evidence as module

    go_on = threading.Event()

    def slow(folder: Path, parts: list[str], watch: object) -> list[Evidence]:
        go_on.wait(10)
        watch(1, 2)  # type: ignore[operator]
        return [Evidence(EvidenceKind.NUMBER, NUMBER)]

    monkeypatch.setattr(module, "gather", slow)
    async with app.run_test(size=SIZE) as pilot:
        await show_evidence(app, pilot)
        app.screen.query_one("#piece", Input).value = "大文件.zip"
        await pilot.press("enter")
        assert "正在存进台账" in screen_text(app)
        await pilot.press("escape")
        assert "已停止" in screen_text(app)
        assert isinstance(app.screen, EvidenceDialog)
        go_on.set()
        await settled(app, pilot)
        assert not first(ledger).evidence


# With an entry of progress


async def write_progress(pilot: Pilot[None], app: GovtuiApp, evidence: str) -> None:
    await pilot.press("f4")
    app.screen.query_one(TextArea).text = "已核对。"
    app.screen.query_one("#evidence", Input).value = evidence
    await pilot.press("ctrl+s")
    await settled(app, pilot)


async def test_evidence_comes_with_an_entry(app: GovtuiApp, ledger: Ledger, photo: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await write_progress(pilot, app, f"{photo}；{NUMBER}")
        assert isinstance(app.screen, MainScreen)
        assert names(first(ledger).progress[-1].evidence) == ["现场 照片.jpg", NUMBER]


async def test_an_entry_needs_no_evidence(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await write_progress(pilot, app, "")
        assert isinstance(app.screen, MainScreen)
        assert first(ledger).progress[-1].evidence == ()


async def test_evidence_that_cannot_be_taken_keeps_the_entry_in_the_dialog(app: GovtuiApp, ledger: Ledger) -> None:
    before = len(first(ledger).progress)
    async with app.run_test(size=SIZE) as pilot:
        await write_progress(pilot, app, "没有.pdf")
        assert isinstance(app.screen, NoticeDialog)
        await pilot.press("escape")
        assert isinstance(app.screen, ProgressDialog)
        assert app.screen.query_one(TextArea).text == "已核对。"
        assert len(first(ledger).progress) == before
        app.screen.query_one("#evidence", Input).value = NUMBER
        await pilot.press("ctrl+s")
        await settled(app, pilot)
        assert names(first(ledger).progress[-1].evidence) == [NUMBER]


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_how_it_looks(app: GovtuiApp, ledger: Ledger, photo: Path, size: tuple[int, int]) -> None:
    task = first(ledger)
    pieces = gathering.gather(ledger.folder, [str(photo), NUMBER, PAGE])
    ledger.attach(task.id, pieces[:2])
    ledger.add_progress([task.id], Progress(dt.date(2023, 11, 20), "已核对公开清单，更正7处。", "", (pieces[2],)))
    ledger.add_progress([task.id], Progress(dt.date(2023, 11, 21), "已在网站首页设置入口。"))
    async with app.run_test(size=size) as pilot:
        await show_evidence(app, pilot)
        assert_snapshot(app, f"evidence-{size[0]}x{size[1]}")
