"""The way to every screen and every dialog from the main screen, on the ledger of `wide_plan`."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input
from textual.worker import WorkerCancelled
from wide_plan import NEWER, NOTICE, OFFICE, PLAN

from govtui.app import GovtuiApp
from govtui.intake.load import load_source
from govtui.ledger.ledger import Ledger
from govtui.ledger.mending import check
from govtui.timekeeping import Pause
from screens.calendar_export import CalendarExportDialog
from screens.choose_evidence import ChooseEvidenceDialog
from screens.choose_file import ChooseFileDialog
from screens.choosing import CellDialog, ChoiceDialog, TablesDialog
from screens.clock_forms import DayForm, ExtensionForm, NewClockForm, TemplateDialog
from screens.clock_forms import PauseForm as PauseClockForm
from screens.clocks import ClocksScreen
from screens.copying import CopyDialog
from screens.editing import EditDialog
from screens.evidence import EvidenceDialog
from screens.export import ExportDialog
from screens.history import HistoryScreen
from screens.history_dialogs import HistoryExportDialog, TakeBackDialog
from screens.holidays import PasteNoticeDialog, YearDialog
from screens.jumping import NumberDialog
from screens.layout import LayoutDialog
from screens.ledger_menu import LedgerMenu
from screens.ledgers import FindLedgerDialog, LedgersDialog, NewLedgerDialog, RenameDialog
from screens.main import MainScreen
from screens.manual import ManualScreen
from screens.marking import SeveralDialog
from screens.menu import MenuDialog
from screens.month import DayDialog, MonthScreen
from screens.operator import OperatorDialog
from screens.palette import PaletteDialog
from screens.paste import PasteDialog
from screens.placing import BackupDialog, HandoverDialog
from screens.preview import PreviewScreen
from screens.progress import ProgressDialog
from screens.reading import HelpDialog, NoticeDialog, ReadingDialog
from screens.renewing import RenewalDialog
from screens.restoring import FindBackupDialog, RestoreDialog
from screens.round_dialogs import SetRoundsDialog
from screens.rounds import RoundsScreen
from screens.settings import SettingsDialog
from screens.statistics import StatisticsScreen
from screens.status import StatusDialog
from screens.task import TaskDialog
from screens.timing import EventForm, ExtendForm, PauseForm, ResumeForm, TickForm
from screens.today import TodayScreen
from screens.tour import TourDialog
from screens.twins import TwinsScreen
from screens.unit_dialogs import JoinDialog, MembersDialog, ShortNameDialog
from screens.units import UnitsScreen
from screens.views import ViewNameDialog, ViewsDialog
from screens.working import WorkingDialog
from widgets.paste_box import PasteBox

PATIENCE = 300
"""Looks at a screen that is being laid out."""

LOOKED = threading.Event()
"""The test has seen what it came for, and what waits for it may go on."""

PLAN_NAME = "“托育”①.txt"


class Desk:
    """The application on the way to a screen of the kind `wanted`."""

    def __init__(self, app: GovtuiApp, pilot: Pilot[None], wanted: type[Screen[Any]]) -> None:
        self.app = app
        self.pilot = pilot
        self._wanted = wanted

    async def press(self, *keys: str) -> None:
        """Press keys, and wait after each until what it has begun is done."""
        for key in keys:
            await self.pilot.press(key)
            await self.settled()

    async def settled(self) -> None:
        """Wait until nothing goes on any more, nor is to be done in a moment, but what waits for the test itself."""
        for _ in range(3):  # what a worker has found may begin another one
            if not (isinstance(self.app.screen, WorkingDialog) and self._wanted is WorkingDialog):
                with suppress(WorkerCancelled):  # a dialog that closes takes its worker with it
                    await self.app.workers.wait_for_complete()
            await self.pilot.pause(0)
            for _ in range(PATIENCE):
                if not any(map(_is_busy, self._shown())):
                    break
                await self.pilot.pause(0.01)

    def _shown(self) -> list[Screen[Any]]:
        return [*self.app._background_screens, self.app.screen]

    async def resize(self, columns: int, lines: int) -> None:
        """Make the window another size, and wait until the screen has taken it."""
        await self.pilot.resize_terminal(columns, lines)
        for _ in range(PATIENCE):
            if all(screen._compositor.size == (columns, lines) for screen in self._shown()):
                break
            await self.pilot.pause(0.01)
        await self.settled()

    async def fill(self, name: str, value: str) -> None:
        """Write a value into a line."""
        self.app.screen.query_one(f"#{name}", Input).value = value
        await self.settled()


def _is_busy(screen: Screen[Any]) -> bool:
    """Say whether a screen is still to be laid out or drawn, or something of it has a message to answer or waits."""
    nodes = list(screen.walk_children(with_self=True))
    return (
        bool(screen._layout_required or screen._dirty_widgets)
        or any(node._next_callbacks or not node._message_queue.empty() for node in nodes)
        or any(_is_pending(timer) for node in nodes for timer in node._timers)
    )


def _is_pending(timer: Timer) -> bool:
    """Say whether something is to be done once, a moment from now; what is done every second is not waited for."""
    return timer._repeat is not None and timer._task is not None and not timer._task.done()


Step = str | Callable[[Desk], Awaitable[None]]
"""A key, or something else that is done on the way."""


class Way(NamedTuple):
    """How to come to a screen."""

    screen: type[Screen[Any]]
    steps: tuple[Step, ...] = ()
    prepare: Callable[[Ledger, Path, pytest.MonkeyPatch], object] = lambda *_: None
    """What is done to the ledger, the user's own folder and the world before the program is opened."""


def does(action: str) -> Step:
    """Do an action of the screen that has no key."""

    async def step(desk: Desk) -> None:
        await desk.app.screen.run_action(action)
        await desk.settled()

    return step


def fill(name: str, value: str) -> Step:
    """Write a value into the line called `name`."""
    return lambda desk: desk.fill(name, value)


def paste(text: str) -> Step:
    """Put a text into the box for pasted tables and notices."""

    async def step(desk: Desk) -> None:
        desk.app.screen.query_one(PasteBox).text = text
        await desk.settled()

    return step


def _pause(ledger: Ledger, *_: object) -> None:
    ledger.time.pause("1-3", Pause(dt.date(2026, 3, 12), reason="补正“材料”…"))


def _store_plan(ledger: Ledger, home: Path, _: pytest.MonkeyPatch) -> None:
    """Have an older version of the plan in the ledger."""
    file = home / "来文" / PLAN_NAME
    ledger.add_documents([load_source(file).recognised().document])
    file.write_text(NEWER, encoding="utf-8")


def _never_ends(_ledger: Ledger, _home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have checking wait, for as long as the test looks at the dialog that waits with it."""
    checked = check.check
    LOOKED.clear()
    monkeypatch.setattr(check, "check", lambda *given: LOOKED.wait(60) and checked(*given))


def _back_up(ledger: Ledger, _home: Path, _: pytest.MonkeyPatch) -> None:
    folder = ledger.folder / "backups"
    folder.mkdir(exist_ok=True)
    ledger.back_up(folder / "“一网”★备份.zip")


def _put_backups(ledger: Ledger, _home: Path, _: pytest.MonkeyPatch) -> None:
    """Have files in the folder of backups whose sizes are the same everywhere."""
    folder = ledger.folder / "backups"
    folder.mkdir(exist_ok=True)
    for name in ("“一网”★备份.zip", "自动备份-20260317.zip"):
        (folder / name).write_bytes(b"x" * 5000)


def _other_ledger(_ledger: Ledger, home: Path, _: pytest.MonkeyPatch) -> None:
    Ledger.open(home / "来文" / "★台账“去年”").close()


PREVIEW: tuple[Step, ...] = ("f7", "enter")
MONTH_DAY: tuple[Step, ...] = ("f12", *["right"] * 7)
CLOCK_2: tuple[Step, ...] = ("ctrl+k", "down")
TASK_3: tuple[Step, ...] = ("down", "down", "ctrl+d")
LEDGER: tuple[Step, ...] = ("f5",)

WAYS: dict[str, Way] = {
    # The ledger
    "main": Way(MainScreen),
    "main-filter": Way(MainScreen, ("f3", *"单位:")),
    "main-facets": Way(MainScreen, ("left",)),
    "main-groups": Way(MainScreen, ("tab", "space", "space")),
    "main-unclear": Way(MainScreen, ("f3", *"灯:紫—")),
    "task": Way(TaskDialog, ("enter",)),
    "status": Way(StatusDialog, ("f2",)),
    "several": Way(SeveralDialog, ("space", "space", "ctrl+f")),
    "progress": Way(ProgressDialog, ("f4",)),
    "progress-counts": Way(ProgressDialog, ("down", "f4")),
    "edit": Way(EditDialog, ("ctrl+e",)),
    "copy": Way(CopyDialog, ("ctrl+c",)),
    "layout": Way(LayoutDialog, ("ctrl+v",)),
    "views": Way(ViewsDialog, ("ctrl+s",)),
    "view-name": Way(ViewNameDialog, ("ctrl+s", "f2")),
    "number": Way(NumberDialog, ("ctrl+g", "1")),
    "export": Way(ExportDialog, ("f8",)),
    "evidence": Way(EvidenceDialog, ("enter", "f6")),
    "evidence-file": Way(ChooseEvidenceDialog, ("enter", "f6", "f4")),
    "twins": Way(TwinsScreen, (does("show_twins"),)),
    # Looking back
    "history": Way(HistoryScreen, ("ctrl+l",)),
    "history-entry": Way(ReadingDialog, ("ctrl+l", "end", "up", "up", "up", "up", "enter")),
    "history-export": Way(HistoryExportDialog, ("ctrl+l", "f8")),
    "history-take-back": Way(TakeBackDialog, ("ctrl+l", "f9")),
    "statistics": Way(StatisticsScreen, ("f9",)),
    "statistics-themes": Way(StatisticsScreen, ("f9", "tab")),
    "statistics-trend": Way(StatisticsScreen, ("f9", "5")),
    # Time
    "today": Way(TodayScreen, ("ctrl+t",)),
    "month": Way(MonthScreen, MONTH_DAY),
    "month-day": Way(DayDialog, (*MONTH_DAY, "enter")),
    "calendar-export": Way(CalendarExportDialog, ("f12", "f8")),
    "holidays": Way(PasteNoticeDialog, ("f12", "f7")),
    "holidays-year": Way(YearDialog, ("f12", "f7", paste(NOTICE), "ctrl+s")),
    "rounds": Way(RoundsScreen, ("ctrl+r",)),
    "rounds-set": Way(SetRoundsDialog, ("ctrl+r", "f7", fill("wording", "每季度末前"))),
    "rounds-compare": Way(ReadingDialog, ("ctrl+r", "f6")),
    "clocks": Way(ClocksScreen, ("ctrl+k",)),
    "clock-templates": Way(TemplateDialog, ("ctrl+k", "f2")),
    "clock-new": Way(NewClockForm, ("ctrl+k", "f2", "enter", fill("title", "张某“申请”①…"))),
    "clock-pause": Way(PauseClockForm, (*CLOCK_2, "f4")),
    "clock-resume": Way(DayForm, ("ctrl+k", "f4")),
    "clock-extend": Way(ExtensionForm, (*CLOCK_2, "f6", fill("until", "20个工作日"))),
    "clock-answer": Way(DayForm, (*CLOCK_2, "f8")),
    "timing-event": Way(EventForm, (*TASK_3, "f2", "f2")),
    "timing-pause": Way(PauseForm, TASK_3),
    "timing-resume": Way(ResumeForm, TASK_3, _pause),
    "timing-extend": Way(ExtendForm, ("ctrl+d",)),
    "timing-tick": Way(TickForm, ("down", "down", "down", "ctrl+d")),
    # Reading plans in
    "choose-file": Way(ChooseFileDialog, ("f7",)),
    "paste": Way(PasteDialog, ("f7", "f5", paste(PLAN))),
    "preview": Way(PreviewScreen, PREVIEW),
    "preview-doubt": Way(PreviewScreen, (*PREVIEW, "f3", "tab")),
    "preview-fate": Way(ChoiceDialog, (*PREVIEW, "f2")),
    "preview-field": Way(ChoiceDialog, (*PREVIEW, "f4")),
    "preview-cell": Way(CellDialog, (*PREVIEW, "enter")),
    "preview-tables": Way(TablesDialog, (*PREVIEW, "f7")),
    "preview-remarks": Way(NoticeDialog, (*PREVIEW, "f5")),
    "renewal": Way(RenewalDialog, (*PREVIEW, "ctrl+s"), _store_plan),
    # The ledger as a whole
    "ledger": Way(LedgerMenu, LEDGER),
    "ledgers": Way(LedgersDialog, (*LEDGER, "1")),
    "ledger-find": Way(FindLedgerDialog, (*LEDGER, "1", "f4"), _other_ledger),
    "ledger-new": Way(NewLedgerDialog, (*LEDGER, "2", fill("name", "“明年”★台账…"))),
    "ledger-rename": Way(RenameDialog, (*LEDGER, "3")),
    "backup": Way(BackupDialog, (*LEDGER, "5")),
    "backup-find": Way(FindBackupDialog, (*LEDGER, "6"), _put_backups),
    "backup-restore": Way(RestoreDialog, (*LEDGER, "6", "enter"), _back_up),
    "working": Way(WorkingDialog, (*LEDGER, "7"), _never_ends),
    "check": Way(NoticeDialog, (*LEDGER, "7")),
    "handover": Way(HandoverDialog, (*LEDGER, "8")),
    "operator": Way(OperatorDialog, (*LEDGER, "9")),
    "units": Way(UnitsScreen, (does("show_units"), "end")),
    "unit-join": Way(JoinDialog, (does("show_units"), "end", "f4")),
    "unit-members": Way(MembersDialog, (does("show_units"), *"各镇", "end", "f5")),
    "unit-short": Way(ShortNameDialog, (does("show_units"), fill("wanted", OFFICE), "end", "f6")),
    "unit-part": Way(ChoiceDialog, (does("show_units"), fill("wanted", "民政局"), "end", "f8")),
    # The program
    "menu": Way(MenuDialog, ("f10",)),
    "palette": Way(PaletteDialog, ("ctrl+p", *"dc")),
    "help": Way(HelpDialog, ("f1",)),
    "manual": Way(ManualScreen, (does("show_manual"), *"时限")),
    "settings": Way(SettingsDialog, (does("show_settings"),)),
    "tour": Way(TourDialog, (does("show_tour"), "enter")),
}
"""Every screen and dialog by a name for its snapshots."""
