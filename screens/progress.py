"""The dialog in which an entry of 进展情况 is written, for one task or several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.suggester import SuggestFromList
from textual.widgets import Input, TextArea

from govtui.keys.actions import key_name
from govtui.keys.doing import PROGRESS
from govtui.model import Progress, Task
from govtui.review.counting import is_share, typed_number
from govtui.review.facts import indicator_words, progress_words
from govtui.review.phrases import (
    Completion,
    Phrases,
    common_indicators,
    counted_words,
    last_entry,
    sentence_at,
    with_phrase,
)
from govtui.review.typed_days import DATE_EXAMPLES, read_day
from govtui.text import clean, clip, one_line
from govtui.timekeeping import Count
from govtui.timing.lights import LightReader
from govtui.timing.pace import Pace, number_words
from screens.bindings import bindings, present
from screens.dialog import FormDialog
from screens.gathering import Gathering
from widgets.entry_area import EntryArea
from widgets.line_bar import LineBar
from widgets.line_input import LineInput, PathInput
from widgets.phrase_list import PhraseList

ROOMY_FROM = 40
"""From this many lines on, there is an empty line between the lines of the dialog."""
_TOLD_TWINS = 40
"""Cells for the ids of a task's twins."""


class ProgressRequest(NamedTuple):
    """An entry as the clerk wants it."""

    entry: Progress
    with_twins: bool = False
    """It goes to the linked tasks too."""


class _Lines(VerticalScroll, can_focus=False):
    """The lines of the dialog; those that there is no room for are scrolled to as one comes to them."""


class ProgressDialog(FormDialog[ProgressRequest], Gathering):
    """Text, date, counts, unit, problem, next step, evidence; its result is the entry, whose files are in the ledger.

    What counts something needs no text; an entry that says nothing at all is none.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(PROGRESS)
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - declared so by the toolkit
        (0, "-low"),
        (ROOMY_FROM, "-high"),
    ]

    def __init__(
        self,
        tasks: Sequence[Task],
        reader: LightReader,
        folder: Path,
        start: ProgressRequest | None = None,
        *,
        phrases: Callable[[], Phrases] = Phrases,
        keep: Callable[[tuple[str, ...]], None] = lambda _own: None,
        twins: Sequence[Task] = (),
    ) -> None:
        """Ask about `tasks` of the ledger in `folder`, as they stand by the `reader` of lights.

        The lines are filled in as in `start` if it was written before and not saved. `phrases` are asked for once the
        dialog stands there; `keep` takes the office's own when they become others. `twins` are linked with the tasks.
        """
        one = tasks[0] if len(tasks) == 1 else None
        title = f"{one.id} {one_line(one.requirement)}" if one else f"标记的{len(tasks)}项任务"
        super().__init__(f"登记进展：{title}", PROGRESS)
        self._tasks = tuple(tasks)
        self._today = reader.today
        self._calendar = reader.almanac.calendar
        self._folder = folder
        self._read_phrases, self._keep, self._twins = phrases, keep, tuple(twins)
        self._phrases = Phrases()
        self._offered: tuple[Completion, ...] = ()
        self._completed: tuple[str, Phrases] | None = None
        """The text that was completed last, and by which phrases."""
        paces = reader.every_pace(tasks[0])
        shared = common_indicators(tasks, [pace.indicator for pace in paces])
        self._counting = {f"count-{place}": pace for place, pace in enumerate(paces) if pace.indicator in shared}
        self._uncounted = not shared and any(map(reader.every_pace, tasks))
        self._last = last_entry(tasks)
        self._units = tuple(dict.fromkeys(unit for task in tasks for unit in task.lead or task.units))
        self._blank = Progress(self._today, "", self._units[0] if len(self._units) == 1 else "")
        self._start = start.entry if start else self._blank
        self._evidence = self._start.evidence
        self._sharing = bool(start and start.with_twins)
        self._leaving = False

    # Laying out

    def body(self) -> ComposeResult:
        """Lay out the text with the phrases and the last entry, then the lines, which are mostly right or empty."""
        start = self._start
        with _Lines(id="lines"):
            yield EntryArea(start.text, "进展情况" + ("；只计数时可不写" if self._counting else ""), id="text")
            yield PhraseList(self._key("take_phrase"), self._key("next_phrase"), id="phrases")
            if self._last:
                yield LineBar(self._last_line(), id="last")
            yield from self.line("日期", "day", start.day.isoformat())
            yield from self._count_lines()
            yield from self.line("填报单位", "unit", start.unit, "可不填")
            yield from self.line("存在问题", "problem", start.problem, "没有可不填")
            yield from self.line("下一步措施", "next_step", start.next_step, "可不填")
            kept = f"已附{len(self._evidence)}份，可再附" if self._evidence else "可不填"
            with Horizontal(classes="form-line"):
                yield LineBar([("佐证材料", "label")], id="label-evidence")
                yield PathInput("", f"{kept}，拖入文件或写路径、网址、文号，多份用“；”隔开", id="evidence")
            if self._twins:
                yield LineBar(id="twins")

    def _count_lines(self) -> ComposeResult:
        for name, pace in self._counting.items():
            counted = (count.value for count in self._start.counts if count.indicator == pace.indicator.text)
            hint = "现为多少" if is_share(pace.indicator) else "本次 +"
            words = indicator_words(pace.indicator)
            told = f"{words}：{pace.count}" if len(self._tasks) == 1 else f"{words}（每项都计）"
            with Horizontal(classes="form-line count-line"):
                yield LineBar([("计数", "label")], id=f"label-{name}")
                yield LineInput(next(map(number_words, counted), ""), hint, id=name)
                yield LineBar([(told, "")], id=f"told-{name}")
        if self._uncounted:
            yield LineBar([("计数       ", "label"), ("这几项任务的指标不相同，请逐项计数", "label")], id="uncounted")

    def _last_line(self) -> list[tuple[str, str]]:
        entry = self._last
        assert entry is not None
        return [
            (f"{self._key('take_last')} ", "key"),
            (f"上条 {entry.day:%m-%d} ", "label"),
            (one_line(progress_words(entry)), "label"),
        ]

    def on_mount(self) -> None:
        """Offer the tasks' units while one is typed, and phrases as soon as the dialog stands there."""
        self.query_one("#unit", Input).suggester = SuggestFromList(self._units)
        self._show_twins()
        self.call_after_refresh(self._begin_phrases)

    # What is understood while it is typed

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the date and the counts as they are understood while they are typed."""
        self._leaving = False
        if event.input.id == "day":
            found = read_day(event.value, self._today, self._calendar)
            self.say((f"日期：{found.words}", "label") if found else ("日期还看不懂", "yellow"))
        elif (pace := self._counting.get(event.input.id or "")) and event.value.strip():
            self._say_count(pace, event.value)

    def _say_count(self, pace: Pace, typed: str) -> None:
        value = typed_number(typed, pace.indicator)
        if value is None:
            self.say((f"计数看不懂，写本次完成的数，如 1、2{pace.indicator.unit}", "yellow"))
            return
        after = f"登记后 {pace.with_entry(value)}" if len(self._tasks) == 1 else f"{len(self._tasks)}项各计一次"
        text = "" if self._text() else f"；没有写文字，将写作“{counted_words([(pace.indicator, value)])}”"
        self.say((f"{after}{text}", "label"))

    def _text(self) -> str:
        return clean(self.query_one("#text", EntryArea).text).strip()

    # Phrases

    def _begin_phrases(self) -> None:
        self._phrases = self._read_phrases()
        self._offer()

    def on_text_area_changed(self, _event: TextArea.Changed) -> None:
        """Offer the phrases that go on with what is written."""
        self._leaving = False
        self._offer()

    def on_text_area_selection_changed(self, _event: TextArea.SelectionChanged) -> None:
        """Offer the phrases that go on with what stands in front of the cursor."""
        self._offer()

    def _offer(self) -> None:
        before = self.query_one("#text", EntryArea).before_cursor
        if (before, self._phrases) == self._completed:  # the toolkit tells of a character twice: it moves the cursor
            return
        self._completed = (before, self._phrases)
        offered = self._phrases.complete(before)
        if offered != self._offered or not offered:
            self._offered = offered
            self.query_one(PhraseList).show([each.text for each in offered], self._nothing_offered(before))

    def _nothing_offered(self, before: str) -> str:
        """Return what is said where there is no phrase: how to come by one."""
        if any(self._phrases) and not before.strip():
            return f"写几个字或拼音首字母，{self._key('take_phrase')} 接上写过的句子"
        nothing = "没有接得上的短语" if any(self._phrases) else "还没有短语"
        return f"{nothing}，{self._key('keep_phrase')} 把写好的一句存为短语"

    def action_next_phrase(self) -> None:
        """Offer the next phrase."""
        self.query_one(PhraseList).next()

    def action_take_phrase(self) -> None:
        """Write the offered phrase."""
        if not self._offered:
            self.say(("没有接得上的短语", "yellow"))
            return
        area = self.query_one("#text", EntryArea)
        phrase = self._offered[self.query_one(PhraseList).cursor]
        area.write(phrase.text, phrase.replaced)
        area.focus()

    def action_keep_phrase(self) -> None:
        """Keep the sentence at the cursor as a phrase of the office, or keep it no longer."""
        area = self.query_one("#text", EntryArea)
        sentence = sentence_at(area.text, len(area.before_cursor))
        if not sentence:
            self.say(("先写一句，再存为短语", "yellow"))
            return
        known = sentence in self._phrases.own
        own = tuple(each for each in self._phrases.own if each != sentence)
        own = own if known else with_phrase(own, sentence)
        self._phrases = self._phrases._replace(own=own)
        self._keep(own)
        self._offer()
        self.say((f"{'已从短语中删去' if known else '已存为短语'}：{sentence}", "green"))

    # Other keys

    def action_take_last(self) -> None:
        """Write the text of the last entry where the cursor stands, to be put right."""
        if self._last is None:
            several = len(self._tasks) > 1
            self.say(("有几项任务，没有共同的上一条进展" if several else "这项任务还没有登记过进展", "yellow"))
            return
        area = self.query_one("#text", EntryArea)
        area.write(self._last.text)
        area.focus()
        for name, text in (("problem", self._last.problem), ("next_step", self._last.next_step)):
            if not self.value(name):
                self.query_one(f"#{name}", Input).value = text
        self.say((f"已取来{self._last.day:%Y-%m-%d}的进展，请改写", "label"))

    def action_go_count(self) -> None:
        """Go to the first count, and from one to the next."""
        names = list(self._counting)
        if not names:
            told = "这几项任务的指标不相同" if self._uncounted else "没有可以计数的指标"
            self.say((told, "yellow"))
            return
        here = self.focused.id if self.focused else ""
        place = names.index(here) + 1 if here in names else 0
        self.query_one(f"#{names[place % len(names)]}", Input).focus()

    def action_share(self) -> None:
        """Have the entry go to the linked tasks too, or not."""
        if not self._twins:
            self.say(("没有关联的相同任务，可在主屏幕菜单的“相同任务”里关联", "yellow"))
            return
        self._sharing = not self._sharing
        self._show_twins()

    def _show_twins(self) -> None:
        if not self._twins:
            return
        named = clip("、".join(task.id for task in self._twins), _TOLD_TWINS)
        key = self._key("share")
        if self._sharing:
            told = [("同时登记到相同任务 ", "green"), (named, "strong"), (f"（{key} 不登记）", "label")]
        else:
            told = [("相同任务 ", "label"), (named, ""), (f"：不登记（{key} 同时登记）", "label")]
        self.query_one("#twins", LineBar).show(told)

    # Leaving

    def action_save(self) -> None:
        """Hand over the entry, or say what is missing."""
        typed = {name: pace for name, pace in self._counting.items() if self.value(name)}
        counts = {name: typed_number(self.value(name), pace.indicator) for name, pace in typed.items()}
        unclear = next((name for name, value in counts.items() if value is None), "")
        counted = [(typed[name].indicator, value) for name, value in counts.items() if value]
        text = self._text() or counted_words(counted)
        found = read_day(self.value("day"), self._today, self._calendar)
        if found is None:
            self._refuse(f"日期看不懂，可写作 {DATE_EXAMPLES}", "day")
        elif unclear:
            self._say_count(typed[unclear], self.value(unclear))
            self.query_one(f"#{unclear}", Input).focus()
        elif not text:
            self._refuse("还没有填写进展情况", "text")
        else:
            entry = Progress(
                day=found.day,
                text=text,
                unit=one_line(self.value("unit")),
                evidence=self._evidence,
                counts=tuple(Count(indicator.text, value) for indicator, value in counted),
                problem=self.value("problem"),
                next_step=self.value("next_step"),
            )
            self.gather(entry, self._folder)

    def _refuse(self, words: str, name: str) -> None:
        self.say((words, "yellow"))
        self.query_one(f"#{name}").focus()

    def gathered(self, entry: Progress) -> None:
        """Hand over the entry with its evidence."""
        self.dismiss(ProgressRequest(entry, self._sharing and bool(self._twins)))

    def action_close(self) -> None:
        """Stop what is being copied; leave if nothing is, and ask once more where something was written."""
        if self.stop_gathering():
            self.say(("已停止，进展还没有登记", "yellow"))
        elif self._is_written() and not self._leaving:
            self._leaving = True
            self.say(("写好的还没有登记，再按一次 Esc 放弃", "yellow"))
        else:
            self.dismiss(None)

    def _is_written(self) -> bool:
        """Say whether something stands in the dialog that would be lost."""
        blank = self._blank
        lines = {"day": blank.day.isoformat(), "unit": blank.unit, "problem": "", "next_step": "", "evidence": ""}
        changed = any(self.value(name) != text for name, text in lines.items())
        return bool(self._text() or self._evidence or changed or any(map(self.value, self._counting)))

    def _key(self, action_id: str) -> str:
        """Return the key of an action of this dialog, as it stands on the keyboard."""
        part = present(self, PROGRESS)
        return next(key_name(action.keys[0]) for action in part.actions if action.id == action_id)
