"""Days left, lights and their words on a given day."""

from __future__ import annotations

import datetime as dt

import pytest

from govtui.model import After, Deadline, DeadlineKind, Light, Status, Task
from govtui.timing.almanac import Almanac
from govtui.timing.lights import days_left_words, read_light
from govtui.timing.rules import read_rules

DAY = dt.date(2026, 9, 18)


def by(days: int) -> Deadline:
    return Deadline(DeadlineKind.BY, due=DAY + dt.timedelta(days))


def ongoing(days: int | None = None) -> Deadline:
    return Deadline(DeadlineKind.ONGOING, until=None if days is None else DAY + dt.timedelta(days))


AFTER = Deadline(DeadlineKind.AFTER, after=After("方案印发", 10, True))


def task(deadline: Deadline, status: Status = Status.TODO) -> Task:
    return Task(id="1-1", document="1", seq="1", requirement="更新目录", deadline=deadline, status=status)


@pytest.mark.parametrize(
    ("deadline", "light", "word", "left"),
    [
        (by(-1), Light.RED, "逾期", -1),
        (by(0), Light.YELLOW, "临期", 0),
        (by(15), Light.YELLOW, "临期", 15),
        (by(16), Light.GREEN, "正常", 16),
        (ongoing(), Light.GREEN, "持续", None),
        (ongoing(104), Light.GREEN, "持续", 104),
        (ongoing(0), Light.GREEN, "持续", 0),
        (ongoing(-3), Light.YELLOW, "期满", -3),
        (AFTER, Light.OFF, "待启动", None),
        (Deadline(), Light.OFF, "无期限", None),
        (Deadline(DeadlineKind.BY), Light.OFF, "无期限", None),
    ],
)
def test_light(deadline: Deadline, light: Light, word: str, left: int | None) -> None:
    reading = read_light(task(deadline), DAY)
    assert (reading.light, reading.word, reading.days_left) == (light, word, left)


@pytest.mark.parametrize("status", [Status.DONE, Status.CLOSED])
def test_settled_task_has_no_light(status: Status) -> None:
    reading = read_light(task(by(-40), status), DAY)
    assert (reading.light, reading.word, reading.days_left) == (Light.OFF, "办结", -40)


@pytest.mark.parametrize("status", [Status.TODO, Status.DOING, Status.PAUSED])
def test_open_task_is_overdue_whatever_its_status(status: Status) -> None:
    assert read_light(task(by(-1), status), DAY).light is Light.RED


def test_office_may_warn_earlier() -> None:
    text = '[[rule]]\nname = "临期"\nlight = "黄"\nword = "临期"\ndays_left_below = 21\n'
    almanac = Almanac(rules=read_rules(text, "lights.toml"))
    assert read_light(task(by(20)), DAY, almanac).light is Light.YELLOW
    assert read_light(task(by(21)), DAY, almanac).light is Light.OFF


@pytest.mark.parametrize(
    ("deadline", "words"),
    [
        (by(-12), "逾期12天"),
        (by(0), "今天到期"),
        (by(3), "还有3天"),
        (ongoing(), "长期"),
        (ongoing(-3), "期满3天"),
        (ongoing(104), "还有104天"),
        (AFTER, "待定"),
        (Deadline(), ""),
    ],
)
def test_days_left_words(deadline: Deadline, words: str) -> None:
    assert days_left_words(deadline, read_light(task(deadline), DAY).days_left) == words


def test_colour_is_never_without_a_word() -> None:
    assert all(light.label for light in Light)
    assert len({light.label for light in Light}) == len(Light)
