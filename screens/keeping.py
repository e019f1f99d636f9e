"""The main screen's care for the ledger as a whole: which one is open, its name, who works in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec
from textual.message import Message

from govtui.config import Settings
from govtui.errors import GovtuiError, LedgerError, RequestError
from govtui.ledger.ledger import Ledger, local_now
from govtui.ledger.lock import account_name
from govtui.paths import shown_path
from govtui.shelf import forget, holds_ledger, prefer, remember, same_folder
from screens.exporting import ExportingScreen
from screens.ledger_menu import Errand, LedgerMenu

if TYPE_CHECKING:  # dialogs that no start needs
    from screens.ledgers import Instead, NewLedger
    from screens.working import Tell

Outcome = TypeVar("Outcome")

NOT_IN_A_DEMO = frozenset({Errand.OPEN, Errand.CREATE, Errand.RESTORE, Errand.OPERATOR})
"""What would lead out of the sample ledger, or into the user's settings."""


class KeepingScreen(ExportingScreen):
    """A ledger that can be named, signed, and exchanged for another one."""

    _at_work = False

    class Opened(Message):
        """Another ledger is open, and to be shown in the place of this one."""

        def __init__(self, ledger: Ledger, settings: Settings, told: tuple[str, ...]) -> None:
            super().__init__()
            self.ledger, self.settings, self.told = ledger, settings, told

    def on_mount(self) -> None:
        """Remember that this ledger was open; first it is shown, for writing that down takes a moment."""
        self.call_after_refresh(self._remember_opened)

    def _remember_opened(self) -> None:
        self._remember(remember(self._settings, self._ledger.folder, self._ledger.name, local_now()))

    def action_ledger_menu(self) -> None:
        """Offer what can be done with the ledger as a whole."""
        menu = LedgerMenu(self._ledger.name, self._ledger.folder, self._ledger.operator)
        self.app.push_screen(menu, self._take_errand)

    def _take_errand(self, errand: Errand | None) -> None:
        if errand is None:
            return
        if self._demo and errand in NOT_IN_A_DEMO:
            self._fail(
                RequestError("示例台账里没有这一项", "示例只用来试用，改动不保留", "退出后运行 govtui，打开自己的台账")
            )
            return
        self.errands()[errand]()

    def errands(self) -> dict[Errand, Callable[[], None]]:
        """Return what is done for each line of the menu."""
        return {
            Errand.OPEN: self._choose_ledger,
            Errand.CREATE: self._ask_new,
            Errand.RENAME: self._ask_name,
            Errand.OPERATOR: self.ask_operator,
        }

    # Another ledger

    def _choose_ledger(self) -> None:
        from screens.ledgers import LedgersDialog

        self.app.push_screen(LedgersDialog(self._ledger.folder, self._settings, self._forget), self._take_choice)

    def _take_choice(self, choice: Path | Instead | None) -> None:
        from screens.ledgers import FindLedgerDialog, Instead

        if choice is Instead.CREATE:
            self._ask_new()
        elif choice is Instead.RENAME:
            self._ask_name()
        elif choice is Instead.BROWSE:
            self.app.push_screen(FindLedgerDialog(self._ledger.folder.parent), self._take_folder)
        elif choice is not None:
            self.open_ledger(choice)

    def _take_folder(self, folder: Path | None) -> None:
        if folder is not None:
            self.open_ledger(folder)

    def _forget(self, folder: Path) -> Settings:
        self._remember(forget(self._settings, folder))
        return self._settings

    def _ask_new(self) -> None:
        from screens.ledgers import NewLedgerDialog

        self.app.push_screen(NewLedgerDialog(self._today.year, self._settings), self._take_new)

    def _take_new(self, new: NewLedger | None) -> None:
        if new is not None:
            self.open_ledger(new.folder, new.name)

    def open_ledger(self, folder: Path, new_name: str = "") -> None:
        """Open another ledger and show it; with a `new_name` it is begun. This one stays if that fails."""
        if same_folder(folder, self._ledger.folder):
            self._say([("这本台账现在就开着", "label")])
        elif any(not worker.is_finished for worker in self.app.workers if worker.group == "export"):
            self._say([("正在导出，请等导出完再换台账", "yellow")])
        else:
            operator = self._settings.operator
            said = f"正在{'新建' if new_name else '打开'} {shown_path(folder, 60)} ……"
            self.work("台账", said, lambda _: _opened(folder, operator, new_name), self.show_other)

    def show_other(self, ledger: Ledger, told: tuple[str, ...] = ()) -> None:
        """Have another ledger shown from now on, and first what is `told` of it."""
        self._remember(prefer(self._settings, ledger.folder))
        self.post_message(self.Opened(ledger, self._settings, told))

    # Its name, and who works in it

    def _ask_name(self) -> None:
        from screens.ledgers import RenameDialog

        if self._writable():
            self.app.push_screen(RenameDialog(self._ledger.name), self._take_name)

    def _take_name(self, name: str | None) -> None:
        if name is not None:
            self._do(lambda: self._ledger.rename(name))
            self._show_header()
            self._remember_opened()

    def ask_operator(self, then: Callable[[], None] | None = None, *, first: bool = False) -> None:
        """Ask who signs the changes, and `then` go on."""
        from screens.operator import OperatorDialog

        def take(name: str | None) -> None:
            self._take_operator(name)
            if then is not None:
                then()

        self.app.push_screen(OperatorDialog(self._settings.operator, account_name(), first=first), take)

    def _take_operator(self, name: str | None) -> None:
        if name is None or name == self._settings.operator:
            return
        self._remember(msgspec.structs.replace(self._settings, operator=name))
        self._ledger.set_operator(name)
        said = f"以后的改动记在“{name}”名下" if name else "以后的改动记在电脑账号名下"
        self._say([(said, "green")])

    # Slow work

    def work(self, title: str, said: str, job: Callable[[Tell], Outcome], then: Callable[[Outcome], None]) -> None:
        """Do `job` in a thread and say meanwhile what it is; `then` take what came of it, or tell why nothing did."""
        from screens.working import WorkingDialog

        def take(outcome: Outcome | GovtuiError | None) -> None:
            self._at_work = False
            if isinstance(outcome, GovtuiError):
                self._fail(outcome)
            elif outcome is not None:
                then(outcome)

        self._at_work = True
        self.app.push_screen(WorkingDialog(title, said, job), take)

    def _look(self) -> None:
        if not self._at_work:  # a ledger is for one thread at a time
            super()._look()


def _opened(folder: Path, operator: str, new_name: str) -> Ledger:
    """Open the ledger in `folder`, or begin it under a new name. Raises LedgerError and RequestError."""
    if not new_name and not holds_ledger(folder):
        raise LedgerError(
            "台账打不开", f"“{folder}”里没有台账，或所在的盘没有接好", "请接好U盘或网络盘后重试，或换一个文件夹"
        )
    ledger = Ledger.open(folder, operator=operator)
    try:
        if new_name:
            ledger.rename(new_name)
    except GovtuiError:
        ledger.close()
        raise
    return ledger
