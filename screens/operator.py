"""The dialog that asks for 操作人: who signs what is changed from now on."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from govtui.config import proper_operator
from govtui.errors import RequestError
from govtui.keys.keymap import NAME
from govtui.text import one_line
from screens.bindings import bindings
from screens.dialog import FormDialog
from widgets.segments import Line
from widgets.task_text import paragraph
from widgets.text_pane import TextPane


class OperatorDialog(FormDialog[str]):
    """Its result is the name, which may be empty where there was one before."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(NAME)

    def __init__(self, name: str, account: str, *, first: bool = False) -> None:
        """Ask, with the present `name` filled in; without one the computer's `account` stands for the clerk."""
        super().__init__("您是哪一位？" if first else "操作人", NAME)
        self._first = first
        self._account = account or "本机账号"
        self._present = name

    def body(self) -> ComposeResult:
        """Lay out what it is for, and the line."""
        yield TextPane(self._lines, id="said")
        yield from self.line("操作人", "operator", self._present, "姓名，如 李青")

    def _lines(self, cells: int) -> list[Line]:
        asked = "每次改动都会记下操作人，以后谁改了什么都能查到。"
        later = "写好按 Enter；只问这一次，以后按 F5 更换。按 Esc 不填，" if self._first else "不填的话，"
        return paragraph(f"{asked}{later}记的是电脑账号“{one_line(self._account)}”。", cells, "label")

    def finished(self, name: str) -> None:
        """Save."""
        self.action_save()

    def action_save(self) -> None:
        """Hand over the name, or say what is wrong with it."""
        try:
            self.dismiss(proper_operator(self.value("operator")))
        except RequestError as error:
            self.say((f"{error.title}，{error.hint}", "yellow"))
