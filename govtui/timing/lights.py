"""Days left and lights (亮灯) of a task on a given day. Pure functions of task, almanac and day.

Which light burns is for the office's rules (`govtui.timing.rules`) to say. A light never stands alone: each reading
says in a word why it burns, and which rule has decided.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping

import msgspec

from govtui.model import After, Deadline, DeadlineKind, Light, Task
from govtui.timing.almanac import PLAIN, Almanac
from govtui.timing.dues import due_day
from govtui.timing.pace import Pace, behind_by, paces
from govtui.timing.reports import missed_report
from govtui.timing.rules import Standing

NO_BEGINNINGS: Mapping[str, dt.date] = {}


class LightReading(msgspec.Struct, frozen=True, gc=False):
    """The light of a task on a day, with the reason in a word, the days that are left and the rule that decided."""

    light: Light
    word: str
    days_left: int | None
    """Negative where the deadline has passed; None where there is no date."""
    rule: str = ""
    """The rule's name; empty where none fitted."""
    due: dt.date | None = None
    """The day that `days_left` counts to: that of an extension where there was one."""
    extended: bool = False
    """There was an extension (延期)."""
    paused: bool = False
    """There is no date because a pause has no end yet."""


class LightReader:
    """Reads the lights of tasks on one day. Equal standings share a reading, so that many tasks cost little."""

    def __init__(
        self, today: dt.date, almanac: Almanac = PLAIN, beginnings: Mapping[str, dt.date] = NO_BEGINNINGS
    ) -> None:
        """Read on `today`; `beginnings` says by the document's id when a plan began, where that is known."""
        self.today = today
        self.almanac = almanac
        self._beginnings = beginnings
        rules = almanac.rules
        self._idle_limits = rules.limits("stale_days")
        self._behind_limits = rules.limits("behind")
        self._looks_for_missed = rules.asks("missed_round")
        self._known: dict[tuple[object, ...], LightReading] = {}

    def read(self, task: Task) -> LightReading:
        """Return the light of `task`."""
        kind, extended = task.deadline.kind, bool(task.extensions)
        due = self._due(task)
        newest, counted = self._beginnings.get(task.document), False
        if entries := task.progress:
            newest = entries[0].day
            for entry in entries:
                if entry.day > newest:
                    newest = entry.day
                if entry.counts:
                    counted = True
        idle = bisect_right(self._idle_limits, (self.today - newest).days) if newest else -1
        behind = 0
        if counted and self._behind_limits:
            points = behind_by(task, self.today, self._beginnings.get(task.document), due)
            behind = 0 if points is None else 1 + bisect_right(self._behind_limits, points)
        missed = bool(task.report_dates) and self._looks_for_missed and missed_report(task, self.today) is not None
        key = (task.status, kind, due, extended, missed, idle, behind, due is None and task.event_on is not None)
        reading = self._known.get(key)
        if reading is None:
            reading = self._known[key] = self._decide(self.standing(task), due)
        return reading

    def standing(self, task: Task) -> Standing:
        """Return all that the rules look at."""
        due = self._due(task)
        waiting = task.deadline.kind is DeadlineKind.AFTER and due is None
        return Standing(
            status=task.status,
            ongoing=task.deadline.kind is DeadlineKind.ONGOING,
            days_left=(due - self.today).days if due else None,
            idle=self._idle(task),
            behind=behind_by(task, self.today, self._beginnings.get(task.document), due),
            missed=missed_report(task, self.today) is not None,
            extended=bool(task.extensions),
            event_missing=waiting and task.event_on is None,
            paused=waiting and task.event_on is not None and bool(task.pauses),
        )

    def paces(self, task: Task) -> list[Pace]:
        """Return how the indicators of `task` stand that somebody has begun to count."""
        return self.every_pace(task) if any(entry.counts for entry in task.progress) else []

    def every_pace(self, task: Task) -> list[Pace]:
        """Return how the indicators of `task` stand that can be counted, whether or not anybody has."""
        return paces(task, self.today, self._beginnings.get(task.document), self._due(task))

    def explain(self, task: Task) -> list[str]:
        """Return in words which rules were looked at for `task`, one a line, and which of them decided."""
        standing = self.standing(task)
        lines = []
        for number, rule in enumerate(self.almanac.rules.rules, 1):
            tried = list(rule.tried(standing))
            fits = all(holds for _, holds in tried)
            reasons = [words for words, holds in tried if fits or not holds]
            if fits:
                said = f"符合（{'，'.join(reasons)}）" if reasons else "其余任务都符合"
                lines.append(f"{number}. {rule.name}：{said}，{_shown(rule.light, rule.word)}")
                break
            lines.append(f"{number}. {rule.name}：不符合，须{'，'.join(reasons)}")
        else:
            lines.append("没有一条规则符合，不亮灯")
        return lines

    def _due(self, task: Task) -> dt.date | None:
        if task.event_on is not None and task.deadline.kind is DeadlineKind.AFTER and not task.extensions:
            return due_day(task, self.almanac.calendar)  # nothing else needs the calendar
        return task.extensions[-1].until if task.extensions else task.deadline.due or task.deadline.until

    def _idle(self, task: Task) -> int | None:
        newest = max((entry.day for entry in task.progress), default=self._beginnings.get(task.document))
        return (self.today - newest).days if newest else None

    def _decide(self, standing: Standing, due: dt.date | None) -> LightReading:
        rule = self.almanac.rules.decide(standing)
        light, word, name = (rule.light, rule.word, rule.name) if rule else (Light.OFF, "未定", "")
        return LightReading(light, word, standing.days_left, name, due, standing.extended, standing.paused)


def read_light(
    task: Task, today: dt.date, almanac: Almanac = PLAIN, beginnings: Mapping[str, dt.date] = NO_BEGINNINGS
) -> LightReading:
    """Return the light of one task on the day `today`."""
    return LightReader(today, almanac, beginnings).read(task)


def explain(
    task: Task, today: dt.date, almanac: Almanac = PLAIN, beginnings: Mapping[str, dt.date] = NO_BEGINNINGS
) -> list[str]:
    """Return in words which rules were looked at for a task, one a line, and which of them decided."""
    return LightReader(today, almanac, beginnings).explain(task)


def light_words(reading: LightReading) -> str:
    """Return a light as it is shown: its colour and its reason, 红 逾期; a light that is off has only a reason."""
    return _shown(reading.light, reading.word)


def left_words(task: Task, reading: LightReading) -> str:
    """Return the days left of a task as an office words them, 暂停中 while they are not counted; none once settled."""
    if task.status.settled:
        return ""
    return "暂停中" if reading.paused else days_left_words(task.deadline, reading.days_left)


def days_left_words(deadline: Deadline, left: int | None) -> str:
    """Return the days left as an office words them: 逾期12天, 今天到期, 还有3天, 长期; empty where nothing is known."""
    if left is None:
        return {DeadlineKind.ONGOING: "长期", DeadlineKind.AFTER: "待定"}.get(deadline.kind, "")
    if left < 0:
        return f"{'期满' if deadline.kind is DeadlineKind.ONGOING else '逾期'}{-left}天"
    return f"还有{left}天" if left else "今天到期"


def _shown(light: Light, word: str) -> str:
    return word if light is Light.OFF else f"{light.label} {word}"


def deadline_meaning(deadline: Deadline) -> str:
    """Return in words what was understood of a deadline, to stand beside its wording; empty where there is none."""
    match deadline.kind:
        case DeadlineKind.BY if deadline.due:
            return f"{deadline.due}前"
        case DeadlineKind.ONGOING:
            return f"持续至{deadline.until}" if deadline.until else "长期，没有截止日期"
        case DeadlineKind.AFTER if deadline.after:
            return f"{after_words(deadline.after)}，起算日期待定"
        case _:
            return ""


def after_words(after: After) -> str:
    """Return a stretch of days that begins with an event: 文件印发后10个工作日内."""
    return f"{after.event}后{after.days}{'个工作日' if after.workdays else '日'}内"
