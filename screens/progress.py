"""The dialog in which an entry of 进展情况 is written."""

from __future__ import annotations

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
from govtui.keys.keymap import FORM
from govtui.model import Evidence, Progress, Task
from govtui.review.counting import is_share, typed_number
from govtui.review.facts import indicator_words
from govtui.review.typed_days import DATE_EXAMPLES, read_day
from govtui.text import clean, clip, one_line
from govtui.timekeeping import Count
from govtui.timing.lights import LightReader
from govtui.timing.pace import Pace, number_words
from screens.bindings import bindings
from screens.dialog import FormDialog
from screens.reading import error_dialog
from widgets.line_bar import LineBar
from widgets.line_input import LineInput, PathInput

_SHOWN_CELLS = 40
"""Cells of an indicator in front of its count."""


class ProgressDialog(FormDialog[Progress]):
    """Text, date, unit and evidence of an entry; its result is the entry, whose files are in the ledger's folder."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(FORM)

    class Gathered(Message):
        """The evidence of an entry is in the ledger's folder, or the error that kept it from there."""

        def __init__(self, turn: int, entry: Progress, outcome: list[Evidence] | GovtuiError) -> None:
            super().__init__()
            self.turn, self.entry, self.outcome = turn, entry, outcome

    def __init__(self, task: Task, reader: LightReader, folder: Path, start: Progress | None = None) -> None:
        """Ask about `task` of the ledger in `folder`, as it stands by the `reader` of lights.

        The lines are filled in as in `start` if it was written before and not saved.
        """
        super().__init__(f"登记进展：{task.id} {one_line(task.requirement)}", FORM)
        self._today = today = reader.today
        self._calendar = reader.almanac.calendar
        self._counting = {f"count-{place}": pace for place, pace in enumerate(reader.every_pace(task))}
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
        for name, pace in self._counting.items():
            with Horizontal(classes="form-line count-line"):
                label = f"{clip(indicator_words(pace.indicator), _SHOWN_CELLS)}：{pace.count}"
                yield LineBar([(label, "label")], id=f"label-{name}")
                hint = "现为多少" if is_share(pace.indicator) else "本次 +"
                yield LineInput(self._counted(pace), hint, id=name)

    def _counted(self, pace: Pace) -> str:
        """Return what was typed before for an indicator and not saved."""
        counts = (count.value for count in self._start.counts if count.indicator == pace.indicator.text)
        return next(map(number_words, counts), "")

    def on_mount(self) -> None:
        """Offer the task's units while one is typed."""
        self.query_one("#unit", Input).suggester = SuggestFromList(self._units)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the date as it is understood while it is typed."""
        if event.input.id == "day":
            found = read_day(event.value, self._today, self._calendar)
            self.say((f"日期：{found.words}", "label") if found else ("日期还看不懂", "yellow"))
        elif (pace := self._counting.get(event.input.id or "")) and event.value.strip():
            self._say_count(pace, event.value)

    def _say_count(self, pace: Pace, typed: str) -> None:
        value = typed_number(typed, pace.indicator)
        if value is None:
            self.say((f"计数看不懂，写本次完成的数，如 1、2{pace.indicator.unit}", "yellow"))
        else:
            self.say((f"{pace.indicator.text}：登记后 {pace.with_entry(value)}", "label"))

    def action_save(self) -> None:
        """Hand over the entry, or say what is missing."""
        text = clean(self.query_one(TextArea).text).strip()
        found = read_day(self.value("day"), self._today, self._calendar)
        typed = {name: pace for name, pace in self._counting.items() if self.value(name)}
        counts = {name: typed_number(self.value(name), pace.indicator) for name, pace in typed.items()}
        unclear = next((name for name, value in counts.items() if value is None), "")
        if not text:
            self.say(("还没有填写进展情况", "yellow"))
            self.query_one(TextArea).focus()
        elif found is None:
            self.say((f"日期看不懂，可写作 {DATE_EXAMPLES}", "yellow"))
            self.query_one("#day", Input).focus()
        elif unclear:
            self._say_count(typed[unclear], self.value(unclear))
            self.query_one(f"#{unclear}", Input).focus()
        else:
            counted = tuple(Count(typed[name].indicator.text, value) for name, value in counts.items() if value)
            unit = one_line(self.value("unit"))
            self._finish(Progress(found.day, text, unit, self._start.evidence, counted))

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
