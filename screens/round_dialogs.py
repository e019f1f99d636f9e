"""The small dialogs of reporting rounds: setting them, and what has become of tasks since one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import ClassVar

import msgspec
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from govtui.keys.keymap import FORM
from govtui.review.differences import Comparison
from govtui.review.rounds import EXAMPLES, understood_when
from govtui.text import fold, one_line
from screens.bindings import bindings
from screens.dialog import FormDialog
from screens.reading import ReadingDialog
from widgets.difference_text import comparison_lines


class SetRounds(msgspec.Struct, frozen=True):
    """When reports are due, as the clerk typed it."""

    wording: str
    title: str
    documents: tuple[str, ...]


class SetRoundsDialog(FormDialog[SetRounds]):
    """When reports are due; the days that it means are shown while it is typed."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(FORM)

    def __init__(self, today: dt.date, documents: Collection[str]) -> None:
        """Ask, in a ledger with these documents."""
        super().__init__("设定报送时间", FORM)
        self._today = today
        self._documents = documents

    def body(self) -> ComposeResult:
        """Lay out the lines."""
        yield from self.line("什么时候", "wording", "", "如 每月25日前、每季度末前；只报一次的写日期")
        yield from self.line("名称", "title", "", "可不填，如 月报、季报")
        many = len(self._documents) > 1
        yield from self.line("哪些来文", "documents", "", f"可不填，不填为全部来文{'；如 1,2' if many else ''}")

    def on_mount(self) -> None:
        """Say what can be typed."""
        self._say_days()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the days that it means while it is typed."""
        self._say_days()

    def _say_days(self) -> None:
        wording = self.value("wording")
        when = understood_when(wording, self._today) if wording else None
        if when:
            days = "、".join(f"{day.year}年{day.month}月{day.day}日" for day in when.days)
            self.say((f"{'只报一次' if when.once else f'理解为{when.words}'}：{days}", "label"))
        elif wording:
            self.say((f"还看不懂，写法如：{EXAMPLES}", "yellow"))
        else:
            self.say(("写好后显示理解成哪几天", "label"))

    def finished(self, name: str) -> None:
        """Save after the last line, else go on to the next."""
        if name == "documents":
            self.action_save()
        else:
            self.focus_next()

    def action_save(self) -> None:
        """Hand over what was typed, or say what is wrong."""
        wording = one_line(self.value("wording"))
        typed = fold(self.value("documents")).replace("、", ",").replace(" ", ",")
        documents = tuple(dict.fromkeys(filter(None, typed.split(","))))
        if not wording or understood_when(wording, self._today) is None:
            self._say_days() if wording else self.say(("还没有写什么时候报送", "yellow"))
            self.query_one("#wording", Input).focus()
        elif unknown := [each for each in documents if each not in self._documents]:
            self.say((f"台账中没有来文 {unknown[0]}；来文的号是任务编号的前半部分", "yellow"))
            self.query_one("#documents", Input).focus()
        else:
            self.dismiss(SetRounds(wording, one_line(self.value("title")), documents))


def comparison_dialog(found: Comparison) -> ReadingDialog[None]:
    """Return the dialog with what has become of tasks."""
    return ReadingDialog("报送情况比较", lambda cells: comparison_lines(found, cells))
