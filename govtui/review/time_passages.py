"""What a transaction changed about time, as the clerk reads it: of tasks, of clocks, rounds and schedules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import msgspec

from govtui.ledger.transactions import Change, Record
from govtui.review.timekeeping import (
    clock_words,
    extension_words,
    hand_in_words,
    pause_words,
    round_words,
    schedule_words,
)
from govtui.timekeeping import Clock, Extension, HandIn, Pause, Round, Schedule

Told = tuple[str, str, str]
"""The name of what was changed, what it was, what it is."""


def task_times(before: Record, after: Record) -> Iterator[Told]:
    """Give what became of a task's event, pauses, extensions and tick; the records hold the changed fields alone."""
    for field, name in (("event_on", "起算日"), ("checked_on", "已核验")):
        if field in after:
            yield name, _plain(before.get(field)), _plain(after[field])
    if "pauses" in after:
        yield from _pauses("暂停", before.get("pauses"), after["pauses"])
    if "extensions" in after:
        old, new = (
            msgspec.convert(value or (), tuple[Extension, ...])
            for value in (before.get("extensions"), after["extensions"])
        )
        yield from _listed("延期", list(map(extension_words, old)), list(map(extension_words, new)))


def record_times(change: Change) -> Iterator[Told]:
    """Give what became of a clock, a reporting round or a schedule."""
    name, kind, words = _RECORDS[change.table]
    if change.before is None or change.after is None:
        yield name, _whole(change.before, kind, words), _whole(change.after, kind, words)
        return
    for field, value in change.after.items():
        old = change.before.get(field)
        if field == "pauses":
            yield from _pauses(f"{name}暂停", old, value)
        else:
            label, said = _RECORD_FIELDS.get(field, (field, _plain))
            yield f"{name}{label}", said(old), said(value)


def _pauses(name: str, before: Any, after: Any) -> Iterator[Told]:
    """Give the pauses that came and went; the one that was ended, what from and what to."""
    old, new = (msgspec.convert(value or (), tuple[Pause, ...]) for value in (before, after))
    yield from _listed(name, list(map(pause_words, old)), list(map(pause_words, new)))


def _listed(name: str, old: Sequence[str], new: Sequence[str]) -> Iterator[Told]:
    gone = [words for words in old if words not in new]
    come = [words for words in new if words not in old]
    if len(gone) == len(come):
        yield from ((name, *pair) for pair in zip(gone, come, strict=True))
        return
    yield from ((name, words, "") for words in gone)
    yield from ((name, "", words) for words in come)


def _whole(record: Record | None, kind: type, words: Callable[[Any], str]) -> str:
    return "" if record is None else words(msgspec.convert(record, kind))


def _plain(value: Any) -> str:
    return str(value or "").strip()


def _extension(value: Any) -> str:
    return extension_words(msgspec.convert(value, Extension)) if value else ""


def _hand_in(value: Any) -> str:
    return hand_in_words(msgspec.convert(value, HandIn)) if value else ""


def _joined(value: Any) -> str:
    return "、".join(map(str, value or ()))


_RECORDS: Final[dict[str, tuple[str, type, Callable[[Any], str]]]] = {
    "clocks": ("法定期限", Clock, clock_words),
    "rounds": ("报送批次", Round, round_words),
    "schedules": ("定期报送", Schedule, schedule_words),
}

_RECORD_FIELDS: Final[dict[str, tuple[str, Callable[[Any], str]]]] = {
    "template": ("种类", _plain),
    "title": ("名称", _plain),
    "started": ("起算日", _plain),
    "task": ("对应任务", _plain),
    "note": ("备注", _plain),
    "answered": ("办结日期", _plain),
    "extension": ("延期", _extension),
    "due": ("日期", _plain),
    "opened": ("打开日期", _plain),
    "documents": ("来文", _joined),
    "handed_in": ("报送", _hand_in),
    "wording": ("写法", _plain),
    "since": ("开始日期", _plain),
}
"""How the fields of these records are told when one of them is edited."""
