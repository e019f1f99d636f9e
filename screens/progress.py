"""The dialog in which an entry of 进展情况 is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

import msgspec
from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.widgets import Input, TextArea

from govtui.errors import GovtuiError
from govtui.intake.watch import StoppedError
from govtui.keymap import FORM
from govtui.model import Evidence, Progress, Task
from govtui.text import clean, one_line
from govtui.wording.typed_dates import parse_typed_date
from screens.bindings import bindings
from screens.dialog import FormDialog
from screens.reading import error_dialog
from widgets.line_bar import LineBar
from widgets.line_input import PathInput


class ProgressDialog(FormDialog[Progress]):
    """Text, date, unit and evidence of an entry; its result is the entry, whose files are in the ledger's folder."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(FORM)

    class Gathered(Message):
        """The evidence of an entry is in the ledger's folder, or the error that kept it from there."""

        def __init__(self, turn: int, entry: Progress, outcome: list[Evidence] | GovtuiError) -> None:
            super().__init__()
            self.turn, self.entry, self.outcome = turn, entry, outcome

    def __init__(self, task: Task, today: dt.date, folder: Path, start: Progress | None = None) -> None:
        """Ask about `task` of the ledger in `folder`.

        The lines are filled in as in `start` if it was written before and not saved.
        """
        super().__init__(f"登记进展：{task.id} {one_line(task.requirement)}", FORM)
        self._today = today
        self._folder = folder
        self._turn = 0
        self._copying = False
        self._units = task.lead or task.units
        self._start = start or Progress(today, "", self._units[0] if len(self._units) == 1 else "")

    def body(self) -> ComposeResult:
        """Lay out the text, then date and unit, which are mostly right as they stand, and the evidence."""
        yield TextArea(self._start.text, soft_wrap=True, show_line_numbers=False, compact=True, placeholder="进展情况")
        yield from self.line("日期", "day", self._start.day.isoformat())
        yield from self.line("填报单位", "unit", self._start.unit, "可不填")
        kept = f"已附{len(self._start.evidence)}份，可再附" if self._start.evidence else "可不填"
        with Horizontal(classes="form-line"):
            yield LineBar([("佐证材料", "label")], id="label-evidence")
            yield PathInput("", f"{kept}，拖入文件或写路径、网址、文号，多份用“；”隔开", id="evidence")

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
            self._finish(Progress(day, text, one_line(self.value("unit")), self._start.evidence))

    # Evidence

    def on_path_input_table_pasted(self, message: PathInput.TablePasted) -> None:
        """Several files that are dropped at once come as lines."""
        self.query_one("#evidence", Input).value = "；".join(filter(None, map(str.strip, message.text.splitlines())))

    def _finish(self, entry: Progress) -> None:
        """Hand over the entry, after its files have been copied beside the screen."""
        from govtui.review.gathering import parts_of  # what keeps and opens evidence is not needed to begin with

        parts = parts_of(self.value("evidence"))
        if self._copying:
            return
        if not parts:
            self.dismiss(entry)
            return
        self._turn += 1
        self._copying = True
        self.say(("正在把佐证材料存进台账……按 Esc 停止", "label"))
        self._gather(self._turn, entry, parts)

    @work(thread=True)
    def _gather(self, turn: int, entry: Progress, parts: Sequence[str]) -> None:
        from govtui.review.gathering import gather

        def refuse_if_stopped(*_done: int) -> None:
            if turn != self._turn:
                raise StoppedError

        try:
            self.post_message(self.Gathered(turn, entry, gather(self._folder, parts, refuse_if_stopped)))
        except StoppedError:
            return
        except GovtuiError as error:
            self.post_message(self.Gathered(turn, entry, error))

    def on_progress_dialog_gathered(self, message: Gathered) -> None:
        """Hand over the entry with its evidence, or tell why that could not be taken."""
        if message.turn != self._turn:
            return
        self._copying = False
        if isinstance(message.outcome, GovtuiError):
            self.say(("佐证材料没有附上，进展还没有登记", "yellow"))
            self.query_one("#evidence", Input).focus()
            self.app.push_screen(error_dialog(message.outcome))
            return
        pieces = tuple(dict.fromkeys((*message.entry.evidence, *message.outcome)))
        self.dismiss(msgspec.structs.replace(message.entry, evidence=pieces))

    def action_close(self) -> None:
        """Stop what is being copied; leave if nothing is."""
        self._turn += 1
        if self._copying:
            self._copying = False
            self.say(("已停止，进展还没有登记", "yellow"))
        else:
            self.dismiss(None)
