"""The dialogs about one legal clock: choosing a template, starting, pausing, resuming, extending, answering.

Each shows what will come of what is typed while it is typed; its result are the fields that the ledger shall store.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

import msgspec
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from govtui.errors import GovtuiError, RequestError
from govtui.keys.actions import Part
from govtui.keys.clocks import CLOCK_FORM, CLOCK_TEMPLATES, NEW_CLOCK, PAUSE_CLOCK
from govtui.review.clock_deeds import answered, extended, extension_day, pause_reasons, paused, resumed
from govtui.review.clocks import ClockRow, clock_rows, clock_standing, template_facts
from govtui.review.typed_days import DATE_EXAMPLES, day_words, read_day
from govtui.text import one_line
from govtui.timekeeping import Clock
from govtui.timing.almanac import Almanac
from govtui.timing.clock_templates import ClockTemplate
from govtui.timing.clocks import ClockState, span_words
from screens.bindings import bindings
from screens.dialog import Dialog, FormDialog
from widgets.choice_list import ChoiceList
from widgets.segments import Line
from widgets.task_text import labelled
from widgets.text_pane import TextPane

Fields = dict[str, Any]
"""Fields of a clock with the values that they shall have."""


class TemplateDialog(Dialog[ClockTemplate]):
    """The templates with their days; below them the law and the article of the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(CLOCK_TEMPLATES)

    def __init__(self, templates: Sequence[ClockTemplate]) -> None:
        super().__init__("新开法定期限", CLOCK_TEMPLATES)
        self._templates = tuple(templates)

    def body(self) -> ComposeResult:
        """Lay out the list and the rule."""
        yield ChoiceList([f"{each.title}：{span_words(each)}" for each in self._templates], numbered=False)
        yield TextPane(id="rule")

    def on_mount(self) -> None:
        """Show the rule of the first one."""
        self._show_rule()

    def _show_rule(self) -> None:
        template = self._templates[self.query_one(ChoiceList).cursor]
        self.query_one("#rule", TextPane).show(lambda cells: labelled(template_facts(template), cells))

    def action_move_up(self) -> None:
        """Move the cursor up."""
        self.query_one(ChoiceList).move(-1)
        self._show_rule()

    def action_move_down(self) -> None:
        """Move the cursor down."""
        self.query_one(ChoiceList).move(1)
        self._show_rule()

    def on_choice_list_chosen(self, message: ChoiceList.Chosen) -> None:
        """Take the clicked one."""
        self.dismiss(self._templates[message.place])

    def action_choose(self) -> None:
        """Take the one under the cursor."""
        self.dismiss(self._templates[self.query_one(ChoiceList).cursor])


class ClockForm(FormDialog[Fields]):
    """What the forms share: dates as people type them, and the clock as it would be, said while it is typed."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(CLOCK_FORM)

    def __init__(self, title: str, almanac: Almanac, today: dt.date, part: Part = CLOCK_FORM) -> None:
        super().__init__(title, part)
        self._almanac = almanac
        self._today = today

    def fields(self) -> Fields:
        """Return what was typed. Raises RequestError for what makes no sense."""
        raise NotImplementedError

    def seen(self) -> Clock:
        """Return the clock as it would be. Raises RequestError where it cannot be told."""
        raise NotImplementedError

    def known(self, cells: int) -> list[Line]:
        """Return what there is to know before anything is typed."""
        return []

    def body(self) -> ComposeResult:
        """Lay out what there is to know, then the lines."""
        yield TextPane(self.known, id="said")
        yield from self.lines()

    def lines(self) -> ComposeResult:
        """Lay out the lines to fill in."""
        yield from ()

    def on_mount(self) -> None:
        """Begin with the first line, and say what would come of it as it stands."""
        self.query(Input).first().focus()
        self.say_outcome()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what would come of it while it is typed."""
        self.say_outcome()

    def say_outcome(self) -> None:
        """Say how the clock would stand, or what is not understood yet."""
        try:
            clock = self.seen()
        except RequestError as error:
            self.say((error.message, "yellow"))
            return
        (row,) = clock_rows([clock], self._almanac.templates, self._almanac.calendar, self._today)
        self.say(*_outcome(row, self._almanac))

    def day(self, name: str) -> dt.date:
        """Return the day in a line. Raises RequestError for one that is not understood."""
        if (found := read_day(self.value(name), self._today, self._almanac.calendar)) is None:
            raise RequestError("日期看不懂", "日期还看不懂", f"可写作 {DATE_EXAMPLES}")
        return found.day

    def finished(self, name: str) -> None:
        """Go on to the next line; after the last one save."""
        if name == self.query(Input).last().id:
            self.action_save()
        else:
            self.focus_next()

    def action_save(self) -> None:
        """Hand over what was typed, or say what is wrong with it."""
        try:
            self.dismiss(self.fields())
        except GovtuiError as error:
            self.say((f"{error.message}；{error.hint}" if error.hint else error.message, "yellow"))


class NewClockForm(ClockForm):
    """What a clock is about, when it began, and on what task it hangs."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(NEW_CLOCK)

    def __init__(
        self, template: ClockTemplate, almanac: Almanac, today: dt.date, task: str, known_task: Callable[[str], object]
    ) -> None:
        """Ask about a clock of this template; `known_task` raises RequestError for a task that is not there."""
        super().__init__(f"新开：{template.title}", almanac, today, NEW_CLOCK)
        self._template = template
        self._task_id = task
        self._known_task = known_task

    def known(self, cells: int) -> list[Line]:
        """Return the rule."""
        return labelled([("规定", span_words(self._template)), template_facts(self._template)[0]], cells)

    def lines(self) -> ComposeResult:
        """Lay out the lines; the task under the cursor is offered, not filled in."""
        yield from self.line("事项", "title", "", "如 李某申请公开征地批文")
        yield from self.line("起算日", "day", self._today.isoformat(), f"{self._template.begins}的日期，次日为第一天")
        offered = f"可不填；光标所在的任务是 {self._task_id}，按 F2 填入" if self._task_id else "可不填，写任务编号"
        yield from self.line("挂在任务", "task", "", offered)
        yield from self.line("备注", "note", "", "可不填")

    def action_take_task(self) -> None:
        """Hang the clock on the task under the cursor of the main screen."""
        if self._task_id:
            self.query_one("#task", Input).value = self._task_id
        else:
            self.say(("主屏幕上没有选中的任务，请写任务编号", "yellow"))

    def seen(self) -> Clock:
        """Return the clock that would be started."""
        return Clock(id="", template=self._template.key, title=self.value("title"), started=self.day("day"))

    def fields(self) -> Fields:
        """Return what the clock begins with."""
        if not one_line(self.value("title")):
            self.query_one("#title", Input).focus()
            raise RequestError("没有写事项", "还没有写是什么事", "如“李某申请公开征地批文”")
        if self.value("task"):
            self._known_task(self.value("task"))
        typed = {name: one_line(self.value(name)) for name in ("title", "task", "note")}
        return {"template": self._template.key, "started": self.day("day"), **typed}


class ChangeForm(ClockForm):
    """A form about a clock that runs."""

    def __init__(self, deed: str, row: ClockRow, almanac: Almanac, today: dt.date, part: Part = CLOCK_FORM) -> None:
        super().__init__(f"{deed}：{one_line(row.clock.title)}", almanac, today, part)
        self._row = row

    def known(self, cells: int) -> list[Line]:
        """Return how the clock stands and how its date came about."""
        row = self._row
        how = row.reading.how[-1] if row.reading else ""
        return labelled([("期限", row.kind), ("现状", clock_standing(row)), ("算法", how)], cells)

    def seen(self) -> Clock:
        """Return the clock with what was typed."""
        return msgspec.structs.replace(self._row.clock, **self.fields())


class PauseForm(ChangeForm):
    """暂停: why, and from what day on the days do not count."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(PAUSE_CLOCK)

    def __init__(self, row: ClockRow, almanac: Almanac, today: dt.date) -> None:
        super().__init__("暂停", row, almanac, today, PAUSE_CLOCK)
        self._reasons = pause_reasons(row.template)

    def lines(self) -> ComposeResult:
        """Lay out the reasons and the lines."""
        yield ChoiceList([self._label(reason) for reason in self._reasons], numbered=False)
        yield from self.line("从哪天起", "day", self._today.isoformat(), "告知补正、发出征求意见书的日期")
        if len(self._reasons) == 1:
            yield from self.line("原因", "reason", "", "为什么暂停")

    def _label(self, reason: str) -> str:
        rule = self._row.template.rule_of(reason) if self._row.template else None
        if rule is None:
            return f"{reason}，恢复后接着算"
        return f"{reason}，{'恢复后重新计算' if rule.anew else '恢复后接着算'}（{rule.article or '本地规定'}）"

    def on_choice_list_chosen(self, message: ChoiceList.Chosen) -> None:
        """Take the clicked reason."""
        self._move_choice(message.place - self.query_one(ChoiceList).cursor)

    def fields(self) -> Fields:
        """Return the pauses with this one."""
        reason = self._reasons[self.query_one(ChoiceList).cursor]
        written = self.value("reason") if len(self._reasons) == 1 else ""
        return paused(self._row.clock, self._row.template, self.day("day"), written or reason)

    def action_move_up(self) -> None:
        """Move to the reason above."""
        self._move_choice(-1)

    def action_move_down(self) -> None:
        """Move to the reason below."""
        self._move_choice(1)

    def _move_choice(self, step: int) -> None:
        self.query_one(ChoiceList).move(step)
        self.say_outcome()


class DayForm(ChangeForm):
    """One day: on which a correction or an opinion came, or the clock was answered."""

    def __init__(
        self,
        deed: str,
        row: ClockRow,
        almanac: Almanac,
        today: dt.date,
        label: str,
        change: Callable[[Clock, dt.date], Fields],
    ) -> None:
        """Ask for the day under a `label`; `change` makes of it what is to be stored."""
        super().__init__(deed, row, almanac, today)
        self._label = label
        self._change = change

    def lines(self) -> ComposeResult:
        """Lay out the day."""
        yield from self.line(self._label, "day", self._today.isoformat())

    def fields(self) -> Fields:
        """Return what comes of the day."""
        return self._change(self._row.clock, self.day("day"))


class ExtensionForm(ChangeForm):
    """延期: until when, why, who approved it, and when."""

    def __init__(self, row: ClockRow, almanac: Almanac, today: dt.date) -> None:
        super().__init__("延期", row, almanac, today)

    def known(self, cells: int) -> list[Line]:
        """Return what the rule says of extensions as well."""
        facts = template_facts(self._row.template) if self._row.template else []
        rule = next((text for label, text in facts if label == "延期"), "没有可以延长的规定")
        return [*super().known(cells), *labelled([("延期", rule)], cells)]

    def lines(self) -> ComposeResult:
        """Lay out the lines."""
        yield from self.line("延长到", "until", "", "日期，或从现在的期限起再加几天，如 20个工作日")
        yield from self.line("原因", "reason", "", "为什么延期")
        yield from self.line("批准人", "approver", "", "可不填")
        yield from self.line("批准日期", "day", self._today.isoformat())

    def fields(self) -> Fields:
        """Return the extension."""
        return self._extended(self.value("reason"))

    def seen(self) -> Clock:
        """Return the clock with the extension, whatever its reason will be."""
        return msgspec.structs.replace(self._row.clock, **self._extended(self.value("reason") or "延期"))

    def _extended(self, reason: str) -> Fields:
        until = extension_day(self._row, self.value("until"), self._almanac.calendar) or self.day("until")
        return extended(self._row, until, reason, self.value("approver"), self.day("day"))


def resume_form(row: ClockRow, almanac: Almanac, today: dt.date) -> DayForm:
    """Return the form in which a paused clock goes on."""
    rule = row.template.rule_of(row.clock.pauses[-1].reason) if row.template else None
    label = "收到补正" if rule and rule.anew else "收到意见" if rule else "最后一天"
    return DayForm("恢复", row, almanac, today, label, resumed)


def answer_form(row: ClockRow, almanac: Almanac, today: dt.date) -> DayForm:
    """Return the form in which a clock is answered."""
    return DayForm("办结", row, almanac, today, "办结日期", answered)


def _outcome(row: ClockRow, almanac: Almanac) -> list[tuple[str, str]]:
    """Return what is said of a clock that would be stored: its last day, how sure it is, what is against the rule."""
    if row.reading is None:
        return [("算不出到期日", "yellow")]
    said = clock_standing(row)
    if row.reading.state is not ClockState.PAUSED and not row.clock.answered:
        said = f"到期：{day_words(row.reading.due, almanac.calendar)}"
    first = next(iter(filter(None, (*row.reading.warnings, row.reading.caveat))), "")
    return [(said, "label"), (f"  {first}" if first else "", "yellow")]
