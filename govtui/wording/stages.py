"""The stages (阶段) of one task: 6月底前完成方案，11月底前完成验收 is two of them.

A task has one deadline, the end of the work; the stages say what is to be done on the way there. They are read from
the wording whenever they are wanted. Reports that are asked for on the way, and what only recurs, are no stages.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import msgspec

from govtui.model import Deadline, DeadlineKind
from govtui.wording.deadlines import (
    REPORTING,
    as_it_stands,
    is_bare,
    join_deadline_lines,
    parse_deadline,
    split_breaths,
)
from govtui.wording.moments import find_moments, separate_days
from govtui.wording.near_times import spell_out
from govtui.wording.rhythms import RECURRING

_NUMBERED = r"[（(]\d{1,2}[）)]|[①-⑳]"
_PIECE = re.compile(rf"(?:{_NUMBERED})?(?:(?!{_NUMBERED})(?:[^，,；;。！!（(]|[（(][^（()）]*[）)]?))+")
"""What stands between two commas or numbers; a comma in brackets parts nothing."""
_AROUND = " 、，,；;。！!"


class Stage(msgspec.Struct, frozen=True, gc=False):
    """A part of the work with a time of its own."""

    text: str
    """As worded, its date included: 6月底前完成方案."""
    due: dt.date | None
    """The last day that is in time, the end of what is kept up from then on (全年推进); None where it has none
    (长期坚持), or where it begins with an event whose date the wording does not tell (印发后15日内完成方案)."""


def stages_of(deadline_text: str, year: int | None, issued_on: dt.date | None = None) -> tuple[Stage, ...]:
    """Return the stages that the wording of a deadline sets, in its order; nothing where there are not several.

    `year` is the document's, for dates printed without one; `issued_on` its day, which 本月底 and 下周五 are seen from.
    Bare dates that a blank sets apart (2026年年底 2026年8月底) belong to different tasks and are no stages.
    """
    year = issued_on.year if year is None and issued_on else year
    entries = spell_out(join_deadline_lines([deadline_text]), issued_on).split()
    if len(entries) > 1 and all(is_bare(entry, year) for entry in entries):
        return ()
    parts = [part for entry in entries for part in _parts(as_it_stands(entry), year)]
    stages = tuple(Stage(text, due) for text, dues in parts for due in dues)
    return stages if len(stages) > 1 and any(stage.due for stage in stages) else ()


_Part = tuple[str, tuple[dt.date | None, ...]]


def _parts(entry: str, year: int | None) -> Iterator[_Part]:
    """Give the parts of an entry that have a time of their own, each with what follows it and with its days."""
    start = end = 0
    dues: tuple[dt.date | None, ...] = ()
    dated = False
    for text, at in _breaths(entry, year):
        reading = parse_deadline(text, year)
        if reading.kind is not DeadlineKind.NONE:
            if dues:
                yield entry[start:end].strip(_AROUND), dues
            dues, start = _dues(text, reading, year, lasting=dated), at
            dated = dated or bool(dues)
        end = at + len(text)
    if dues:
        yield entry[start:end].strip(_AROUND), dues


def _breaths(entry: str, year: int | None) -> Iterator[tuple[str, int]]:
    """Give the pieces of an entry that hold one time at most, with where they begin."""
    for piece in _PIECE.finditer(entry):
        at = piece.start()
        for text in split_breaths(piece[0], year):
            yield text, at
            at += len(text)


def _dues(text: str, reading: Deadline, year: int | None, lasting: bool) -> tuple[dt.date | None, ...]:
    """Return the days of a part: several for 6月、12月底前各检查一次, nothing where it is no stage.

    What is kept up is one only behind another one (`lasting`): 3月启动，全年推进.
    """
    if REPORTING.search(text):
        return ()
    if reading.kind is DeadlineKind.ONGOING:
        return (reading.until,) if lasting and not RECURRING.search(text) else ()
    if reading.kind is DeadlineKind.AFTER:
        return (None,)
    days = separate_days(text, next(iter(find_moments(text, year)), ()))
    return days if reading.due in days else (reading.due,)
