"""The menu of what can be done with the ledger as a whole."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from govtui.keys.keymap import LEDGER_MENU
from govtui.paths import shown_path
from govtui.text import one_line
from screens.bindings import bindings
from screens.dialog import Dialog
from screens.moving import ChoiceMoving
from widgets.choice_list import ChoiceList
from widgets.segments import Line
from widgets.task_text import field
from widgets.text_pane import TextPane


class Errand(Enum):
    """What the clerk wants done with the ledger, in the order of the menu; the value is how it is offered."""

    OPEN = "打开另一本台账"
    CREATE = "新建台账"
    RENAME = "给这本台账改名"
    HISTORY = "历史：全部改动"
    BACK_UP = "备份到U盘或其他盘"
    RESTORE = "从备份恢复"
    CHECK = "检查台账是否完好"
    HAND_OVER = "交接：交接表和台账打成一个包"
    OPERATOR = "操作人"


class LedgerMenu(Dialog[Errand], ChoiceMoving):
    """The errands with their digits; its result is the chosen one."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(LEDGER_MENU)

    def __init__(self, name: str, folder: Path, operator: str) -> None:
        """Offer what can be done with the ledger called `name` in `folder`; `operator` is who signs its changes."""
        super().__init__(f"台账：{one_line(name) or '未命名'}", LEDGER_MENU)
        self._folder = folder
        self._operator = one_line(operator)

    def body(self) -> ComposeResult:
        """Lay out where the ledger is, and the list."""
        yield TextPane(self._lines, id="said")
        yield ChoiceList([self._label(errand) for errand in Errand])

    def _lines(self, cells: int) -> list[Line]:
        return field("位置", shown_path(self._folder, cells - 10), cells, "label")

    def _label(self, errand: Errand) -> str:
        if errand is Errand.OPERATOR:
            return f"{errand.value}：{self._operator or '未登记'}"
        return f"{errand.value}"

    def on_choice_list_chosen(self, message: ChoiceList.Chosen) -> None:
        """Take the clicked one."""
        self.action_pick(message.place + 1)

    def action_choose(self) -> None:
        """Take the one under the cursor."""
        self.action_pick(self.query_one(ChoiceList).cursor + 1)

    def action_pick(self, number: int) -> None:
        """Take the one with this number."""
        self.dismiss(list(Errand)[number - 1])
