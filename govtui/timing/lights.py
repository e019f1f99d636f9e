"""Days left and lights (亮灯) of a task on a given day. Pure functions of task, rules and day.

The rules here are the office's default: red past the deadline, yellow in the last stretch before it, green before
that. A light never stands alone: each reading says in a word why it burns.
"""

from __future__ import annotations

import datetime as dt

import msgspec

from govtui.model import After, Deadline, DeadlineKind, Light, Task


class LightRules(msgspec.Struct, frozen=True):
    """When a light changes its colour."""

    soon_days: int = 15
    """Yellow from this many days before the deadline."""


class LightReading(msgspec.Struct, frozen=True, gc=False):
    """The light of a task on a day, with the reason in a word and the days that are left."""

    light: Light
    word: str
    days_left: int | None
    """Negative where the deadline has passed; None where there is no date."""


DEFAULT_RULES = LightRules()


def days_left(deadline: Deadline, today: dt.date) -> int | None:
    """Return the days from `today` to the deadline's date: 0 on the day itself, negative after it, None without one."""
    end = deadline.due or deadline.until
    return (end - today).days if end else None


def read_light(task: Task, today: dt.date, rules: LightRules = DEFAULT_RULES) -> LightReading:
    """Return the light of `task` on the day `today`.

    An ongoing task is never overdue: when its period (全年) is over and nobody has settled it, it is yellow, 期满.
    """
    left = days_left(task.deadline, today)
    if task.status.settled:
        return LightReading(Light.OFF, "办结", left)
    match task.deadline.kind:
        case DeadlineKind.BY if left is not None:
            if left < 0:
                return LightReading(Light.RED, "逾期", left)
            if left <= rules.soon_days:
                return LightReading(Light.YELLOW, "临期", left)
            return LightReading(Light.GREEN, "正常", left)
        case DeadlineKind.ONGOING:
            if left is not None and left < 0:
                return LightReading(Light.YELLOW, "期满", left)
            return LightReading(Light.GREEN, "持续", left)
        case DeadlineKind.AFTER:
            return LightReading(Light.OFF, "待启动", left)
        case _:
            return LightReading(Light.OFF, "无期限", left)


def light_words(reading: LightReading) -> str:
    """Return a light as it is shown: its colour and its reason, 红 逾期; a light that is off has only a reason."""
    return reading.word if reading.light is Light.OFF else f"{reading.light.label} {reading.word}"


def days_left_words(deadline: Deadline, left: int | None) -> str:
    """Return the days left as an office words them: 逾期12天, 今天到期, 还有3天, 长期; empty where nothing is known."""
    if left is None:
        return {DeadlineKind.ONGOING: "长期", DeadlineKind.AFTER: "待定"}.get(deadline.kind, "")
    if left < 0:
        return f"{'期满' if deadline.kind is DeadlineKind.ONGOING else '逾期'}{-left}天"
    return f"还有{left}天" if left else "今天到期"


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
