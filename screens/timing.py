"""The dialogs about the time of one task: the day of its event, pauses, extensions, ticking a measure.

Each shows the date that holds and how it came about, takes what is typed, and has the ledger changed; F2 goes on to the
next of them that makes sense for the task.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

import msgspec
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from govtui.errors import GovtuiError
from govtui.keys.actions import Part
from govtui.keys.timing import PAUSING, TIMING
from govtui.ledger.evidence import evidence_of
from govtui.ledger.ledger import Ledger
from govtui.ledger.timebook import ended
from govtui.ledger.transactions import Transaction
from govtui.model import Evidence, Task
from govtui.review.deeds import TimeDeed, shared_deeds
from govtui.review.facts import deadline_fact, due_facts
from govtui.review.typed_days import DATE_EXAMPLES, TypedDay, day_words, read_day
from govtui.text import one_line
from govtui.timekeeping import Pause
from govtui.timing.dues import due_of
from govtui.timing.workdays import WorkCalendar, estimate_words
from screens.bindings import bindings
from screens.dialog import FormDialog
from screens.moving import ChoiceMoving
from screens.reading import error_dialog
from widgets.choice_list import ChoiceList
from widgets.segments import Line, Piece
from widgets.task_text import labelled
from widgets.text_pane import TextPane

Outcome = TimeDeed | tuple[Transaction, ...]
"""What should be done next, or the changes that were made."""

PAUSES = (
    ("补正", "恢复后重新起算", True),
    ("征求第三方意见", "恢复后接着算", False),
    ("", "其他原因，恢复后接着算", False),
)
"""Why the days of a deadline stand still: the reason, what follows from it, whether the counting begins anew."""


class TimeForm(FormDialog[Outcome], ChoiceMoving):
    """What the dialogs share: the date that holds, a date that is typed, and the way to the ledger."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(TIMING)
    DEED: ClassVar[TimeDeed]
    DAY: ClassVar[str]
    """What the date that is typed means, as the label of its line."""

    def __init__(
        self, ledger: Ledger, tasks: Sequence[Task], today: dt.date, calendar: WorkCalendar, part: Part = TIMING
    ) -> None:
        """Ask about the time of one task, or of several that get the same."""
        one = tasks[0]
        what = f"{one.id} {one_line(one.requirement)}" if len(tasks) == 1 else f"标记的{len(tasks)}项任务"
        super().__init__(f"{self.DEED.value}：{what}", part)
        self._ledger = ledger
        self._tasks = tuple(tasks)
        self._subject = one
        """The task that stands for all of them where one is shown."""
        self._today = today
        self._calendar = calendar

    def body(self) -> ComposeResult:
        """Lay out what there is to know, then the lines to fill in."""
        yield TextPane(self._known, id="said")
        yield from self.lines()

    def lines(self) -> ComposeResult:
        """Lay out the lines to fill in."""
        yield from self.line(self.DAY, "day", self._today.isoformat())

    def on_mount(self) -> None:
        """Begin with the date."""
        self.query_one("#day", Input).focus()
        self._say_day()

    def _known(self, cells: int) -> list[Line]:
        due = due_of(self._subject, self._calendar)
        facts = due_facts(self._subject, due) or [("到期日", day_words(due.day, self._calendar) if due.day else "没有")]
        deeds = "、".join(deed.value for deed in shared_deeds(self._tasks) if deed is not self.DEED)
        if len(self._tasks) > 1:
            dues = [(task.id, self._due_words(task)) for task in self._tasks]
            return labelled([("还可登记", deeds), *dues], cells)
        return labelled([deadline_fact(self._subject), *facts, ("还可登记", deeds)], cells)

    def _due_words(self, task: Task) -> str:
        day = due_of(task, self._calendar).day
        return f"到期 {day_words(day, self._calendar)}" if day else "没有到期日"

    @property
    def _ids(self) -> list[str]:
        return [task.id for task in self._tasks]

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what was understood while a date is typed."""
        if event.input.id == "day":
            self._say_day()

    def _say_day(self) -> None:
        if (found := self._day()) is None:
            self.say(("日期还看不懂", "yellow"))
        else:
            self.say(*self.said(found))

    def _day(self) -> TypedDay | None:
        return read_day(self.value("day"), self._today, self._calendar)

    def said(self, found: TypedDay) -> tuple[Piece, ...]:
        """Return what is said of a day that is typed: what was understood, and what would follow from it."""
        understood = (f"{self.DAY}：{found.words}  ", "label")
        try:
            due = due_of(self.changed(found.day), self._calendar)
        except GovtuiError:
            return (understood,)
        if due.day is None:
            return (understood,)
        follows = (f"到期：{day_words(due.day, self._calendar)}", "strong")
        caveat = estimate_words(due.unknown_years)
        return (follows, (f"  {caveat}", "yellow")) if caveat else (understood, follows)

    def changed(self, day: dt.date) -> Task:
        """Return the task as it would be with the day that is typed. Raises RequestError where that cannot be."""
        return self._subject

    def action_next_deed(self) -> None:
        """Go on to the next of what can be done about this task's time."""
        deeds = shared_deeds(self._tasks)
        if len(deeds) == 1:
            self.say((f"{'这项' if len(self._tasks) == 1 else '这几项'}任务的时限只能登记{self.DEED.value}", "label"))
        else:
            self.dismiss(deeds[(deeds.index(self.DEED) + 1) % len(deeds)])

    def finished(self, name: str) -> None:
        """Go on to the next line; after the last one save."""
        if name == self.query(Input).last().id:
            self.action_save()
        else:
            self.focus_next()

    def action_save(self) -> None:
        """Have the ledger changed, or say what is missing."""
        if (found := self._day()) is None:
            self.say((f"日期看不懂，可写作 {DATE_EXAMPLES}", "yellow"))
            self.query_one("#day", Input).focus()
        else:
            self.make(found.day)

    def make(self, day: dt.date) -> None:
        """Have the ledger changed with the day that was typed."""
        raise NotImplementedError

    def _do(self, *changes: Callable[[], Transaction | None]) -> None:
        """Make changes one after the other; what the ledger refuses is told, and the dialog stays."""
        made: list[Transaction] = []
        try:
            for change in changes:
                if transaction := change():
                    made.append(transaction)
        except GovtuiError as error:
            self.app.push_screen(error_dialog(error))
            return
        self.dismiss(tuple(made))


class EventForm(TimeForm):
    """起算日: the day of the event after which the deadline counts."""

    DEED = TimeDeed.EVENT
    DAY = "起算日"

    def lines(self) -> ComposeResult:
        """Lay out the day, empty to take it away."""
        after = self._subject.deadline.after
        start = self._subject.event_on.isoformat() if self._subject.event_on else self._today.isoformat()
        hint = f"{after.event}的日期，次日为第一天" if after else ""
        yield from self.line(self.DAY, "day", start, f"{hint}；清空则去掉起算日")

    def changed(self, day: dt.date) -> Task:
        """Return the task with the event on that day."""
        return msgspec.structs.replace(self._subject, event_on=day)

    def action_save(self) -> None:
        """Take away the day where the line is empty."""
        if self._subject.event_on is not None and not self.value("day"):
            self._do(lambda: self._ledger.time.set_event(self._ids, None))
        else:
            super().action_save()

    def make(self, day: dt.date) -> None:
        """Give the day of the event."""
        self._do(lambda: self._ledger.time.set_event(self._ids, day))


class PauseForm(TimeForm):
    """暂停: from what day on the days do not count, and why."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(PAUSING)
    DEED = TimeDeed.PAUSE
    DAY = "从哪天起"

    def __init__(self, ledger: Ledger, tasks: Sequence[Task], today: dt.date, calendar: WorkCalendar) -> None:
        super().__init__(ledger, tasks, today, calendar, PAUSING)

    def lines(self) -> ComposeResult:
        """Lay out the kinds of pauses, the day and the reason."""
        names = [f"{reason}：{follows}" if reason else follows for reason, follows, _ in PAUSES]
        yield ChoiceList(names, numbered=False)
        yield from super().lines()
        yield from self.line("原因", "reason", "", "可不填；上下键选暂停的种类")

    def on_choice_list_chosen(self, message: ChoiceList.Chosen) -> None:
        """Take the clicked kind."""
        self.query_one(ChoiceList).move(message.place - self.query_one(ChoiceList).cursor)

    def said(self, found: TypedDay) -> tuple[Piece, ...]:
        """Return the day alone: when it will be due shows when the counting goes on."""
        return ((f"{self.DAY}：{found.words}", "label"),)

    def make(self, day: dt.date) -> None:
        """Let the days stand still."""
        reason, _, anew = PAUSES[self.query_one(ChoiceList).cursor]
        pause = Pause(day, reason=self.value("reason") or reason, anew=anew)
        self._do(lambda: self._ledger.time.pause(self._subject.id, pause))


class ResumeForm(TimeForm):
    """恢复: the last day that does not count."""

    DEED = TimeDeed.RESUME
    DAY = "恢复日期"

    def lines(self) -> ComposeResult:
        """Lay out the day."""
        yield from self.line(self.DAY, "day", self._today.isoformat(), "收到补正、意见的日期，次日起算")

    def changed(self, day: dt.date) -> Task:
        """Return the task with its pause ended on that day."""
        pauses = ended(self._subject.pauses, day, self._subject.id)
        return msgspec.structs.replace(self._subject, pauses=pauses)

    def make(self, day: dt.date) -> None:
        """Let the days count again."""
        self._do(lambda: self._ledger.time.resume(self._subject.id, day))


class ExtendForm(TimeForm):
    """延期: a later date, why, and who approved."""

    DEED = TimeDeed.EXTEND
    DAY = "新期限"

    def lines(self) -> ComposeResult:
        """Lay out the date, the reason and the approver."""
        yield from self.line(self.DAY, "day", "", "如 12月15日、月底、+10工作日")
        yield from self.line("原因", "reason", "", "必填")
        yield from self.line("批准人", "approver", "", "可不填")

    @property
    def _before(self) -> dt.date | None:
        """The present date; of several tasks the last one: the new date must be later than each."""
        days = [due_of(task, self._calendar).day for task in self._tasks]
        return max(filter(None, days), default=None)

    def _say_day(self) -> None:
        found = self._day()
        if not self.value("day"):
            self.say(("原来的期限会留在记录里", "label"))
        elif found and self._before and found.day <= self._before:
            self.say((f"{found.words}不比现在的期限{self._before}晚", "yellow"))
        else:
            super()._say_day()

    def said(self, found: TypedDay) -> tuple[Piece, ...]:
        """Return the day, and how much later than the present one it is."""
        later = f"  推后{(found.day - self._before).days}天" if self._before else ""
        return ((f"{self.DAY}：{found.words}", "label"), (later, "strong"))

    def make(self, day: dt.date) -> None:
        """Put off the date, or say why not."""
        before, reason = self._before, self.value("reason")
        if before and day <= before:
            self.say((f"新期限要晚于现在的期限{before}", "yellow"))
            self.query_one("#day", Input).focus()
        elif not reason:
            self.say(("还没有写延期的原因", "yellow"))
            self.query_one("#reason", Input).focus()
        else:
            approver = self.value("approver")
            befores = {task.id: due_of(task, self._calendar).day for task in self._tasks}
            self._do(lambda: self._ledger.time.extend(befores, day, reason, approver=approver, day=self._today))


class TickForm(TimeForm):
    """核验: a measure that is only a way of checking was looked at, and where."""

    DEED = TimeDeed.TICK
    DAY = "核验日期"

    def lines(self) -> ComposeResult:
        """Lay out the day and the address."""
        start = (self._subject.checked_on or self._today).isoformat()
        yield from self.line(self.DAY, "day", start, "看过的日期；清空则去掉核验")
        yield from self.line("网址", "address", "", "可不填；看到的网页地址，存为佐证材料")

    def _known(self, cells: int) -> list[Line]:
        checked = self._subject.checked_on
        told = [("量化指标", self._subject.measure), ("已核验", checked.isoformat() if checked else "还没有")]
        return [*labelled(told, cells), *super()._known(cells)]

    def said(self, found: TypedDay) -> tuple[Piece, ...]:
        """Return the day alone: nothing follows from it."""
        return ((f"{self.DAY}：{found.words}", "label"),)

    def action_save(self) -> None:
        """Take away the tick where the day is empty."""
        if self._subject.checked_on is not None and not self.value("day"):
            self._do(lambda: self._ledger.time.check(self._ids, None))
        else:
            super().action_save()

    def make(self, day: dt.date) -> None:
        """Tick the measure, and attach the address."""
        address = self.value("address")
        tick = [lambda: self._ledger.time.check(self._ids, day)]
        if not address:
            self._do(*tick)
            return
        try:
            piece = evidence_of(address)
        except GovtuiError as error:
            self.app.push_screen(error_dialog(error))
            return
        if isinstance(piece, Evidence):
            self._do(*(partial(self._ledger.attach, task_id, [piece]) for task_id in self._ids), *tick)
        else:
            self.say(("这里写网址或文号；文件请在任务详情里按 F6 附上", "yellow"))


_FORMS: dict[TimeDeed, Callable[[Ledger, Sequence[Task], dt.date, WorkCalendar], TimeForm]] = {
    TimeDeed.EVENT: EventForm,
    TimeDeed.PAUSE: PauseForm,
    TimeDeed.RESUME: ResumeForm,
    TimeDeed.EXTEND: ExtendForm,
    TimeDeed.TICK: TickForm,
}


def time_form(
    ledger: Ledger, tasks: Sequence[Task], today: dt.date, calendar: WorkCalendar, deed: TimeDeed | None = None
) -> TimeForm:
    """Return the dialog about the time of tasks: for what is likely to be wanted, if no deed is named."""
    return _FORMS[deed or shared_deeds(tasks)[0]](ledger, tasks, today, calendar)
