"""The dialog in which an entry of 进展情况 is written."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.suggester import SuggestFromList
from textual.widgets import Input, TextArea

from govtui.keymap import FORM
from govtui.model import Progress, Task
from govtui.text import clean, one_line
from govtui.wording.typed_dates import parse_typed_date
from screens.bindings import bindings
from screens.dialog import FormDialog


class ProgressDialog(FormDialog[Progress]):
    """Text, date and unit of an entry; its result is the entry."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(FORM)

    def __init__(self, task: Task, today: dt.date, start: Progress | None = None) -> None:
        """Ask about `task`, with the lines filled in as in `start` if it was written before and not saved."""
        super().__init__(f"登记进展：{task.id} {one_line(task.requirement)}", FORM)
        self._today = today
        self._units = task.lead or task.units
        self._start = start or Progress(today, "", self._units[0] if len(self._units) == 1 else "")

    def body(self) -> ComposeResult:
        """Lay out the text, then date and unit, which are mostly right as they stand."""
        yield TextArea(self._start.text, soft_wrap=True, show_line_numbers=False, compact=True, placeholder="进展情况")
        yield from self.line("日期", "day", self._start.day.isoformat())
        yield from self.line("填报单位", "unit", self._start.unit, "可不填")

    def on_mount(self) -> None:
        """Offer the task's units while one is typed."""
        self.query_one("#unit", Input).suggester = SuggestFromList(self._units)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the date as it is understood while it is typed."""
        if event.input.id == "day":
            day = parse_typed_date(event.value, self._today)
            self.say((f"日期：{day:%Y年}{day.month}月{day.day}日", "label") if day else ("日期还看不懂", "yellow"))

    def action_save(self) -> None:
        """Hand over the entry, or say what is missing."""
        text = clean(self.query_one(TextArea).text).strip()
        day = parse_typed_date(self.value("day"), self._today)
        if not text:
            self.say(("还没有填写进展情况", "yellow"))
            self.query_one(TextArea).focus()
        elif day is None:
            self.say(("日期看不懂，可写作 9.5、9月5日、昨天、上周五", "yellow"))
            self.query_one("#day", Input).focus()
        else:
            self.dismiss(Progress(day, text, one_line(self.value("unit"))))
