"""The ledger's reporting rounds (报送批次) with the wording of its schedules understood, and which one a word names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec

from govtui.errors import RequestError
from govtui.model import Task
from govtui.text import fold, one_line
from govtui.timekeeping import Round, Schedule
from govtui.timing.rounds import LOOKED_AHEAD, RoundReading, RoundState, upcoming
from govtui.wording.recurrences import dates, recurrence_of, recurrence_words
from govtui.wording.typed_dates import parse_typed_date

EXAMPLES = "每月25日前、每季度末前、每周五、每年6月底和12月底"


class Understood(msgspec.Struct, frozen=True):
    """What it means when somebody says when a report is due."""

    words: str
    """In the words in which it is understood: 每月25日."""
    days: tuple[dt.date, ...]
    """The next days that it means."""
    once: bool = False
    """It is a date and no rhythm."""


def rounds_on(
    tasks: Iterable[Task],
    rounds: Iterable[Round],
    schedules: Iterable[Schedule],
    today: dt.date,
    until: dt.date | None = None,
) -> tuple[RoundReading, ...]:
    """Return the rounds of a ledger as `govtui.timing.rounds.upcoming` does, by what the schedules' wording means."""
    return upcoming(tasks, rounds, schedules, today, days_of, until)


def days_of(wording: str, start: dt.date, end: dt.date) -> tuple[dt.date, ...]:
    """Return the days that the wording of a schedule means; none where it is not understood."""
    recurrence = recurrence_of(wording)
    return dates(recurrence, start, end) if recurrence else ()


def understood_schedule(wording: str, today: dt.date, shown: int = 3) -> Understood | None:
    """Return what the wording of a schedule means with its next days, None where it is not understood."""
    recurrence = recurrence_of(wording)
    if recurrence is None:
        return None
    return Understood(recurrence_words(recurrence), dates(recurrence, today, today + LOOKED_AHEAD)[:shown])


def understood_when(text: str, today: dt.date) -> Understood | None:
    """Return what a rhythm or a date means (每月25日前; 12月5日前), None where it is neither."""
    if found := understood_schedule(text, today):
        return found
    day = parse_typed_date(one_line(text).removesuffix("前"), today)
    return Understood(str(day), (day,), once=True) if day else None


def scope_words(documents: Sequence[str]) -> str:
    """Return the documents that a round is about, in words."""
    return f"来文{'、'.join(documents)}" if documents else "全部来文"


def handed_in_before(readings: Sequence[RoundReading], reading: RoundReading | None = None) -> RoundReading | None:
    """Return the last round that was handed in, or the last before another one that is about some of its tasks.

    Of the same documents if there is one; None where nothing was handed in.
    """
    found = [each for each in readings if each.state is RoundState.HANDED_IN]
    if reading is not None:
        tasks = set(reading.tasks)
        found = [each for each in found if each != reading and each.due <= reading.due and tasks & set(each.tasks)]
        found = [each for each in found if each.documents == reading.documents] or found
    return max(found, key=lambda each: each.due, default=None)


def next_round(readings: Sequence[RoundReading], today: dt.date) -> RoundReading | None:
    """Return the first round from a day on that is not handed in, None where none comes."""
    coming = (each for each in readings if each.due >= today and each.state is not RoundState.HANDED_IN)
    return next(coming, None)


def round_named(readings: Sequence[RoundReading], word: str, today: dt.date) -> RoundReading:
    """Return the round that a clerk names by its place in the list, counted from 1, or by its date.

    Raises RequestError where there is none, or several of the date.
    """
    text = fold(one_line(word))
    if text.isascii() and text.isdecimal() and 1 <= int(text) <= len(readings):
        return readings[int(text) - 1]
    day = parse_typed_date(text, today)
    found = [each for each in readings if each.due == day]
    if len(found) == 1:
        return found[0]
    if found:
        places = "、".join(str(readings.index(each) + 1) for each in found)
        raise RequestError("批次不明确", f"{day}有{len(found)}个报送批次", f"请写它在列表中的号：{places}")
    raise RequestError(
        "没有这个批次", f"没有“{one_line(word)}”这个报送批次", "请写 govtui rounds 列出的号或日期，如 2 或 2023-09-05"
    )
