"""What the wording of a deadline (完成时限) means.

Only what is certain is understood; everything else has the kind `NONE` and stays as worded. A cell is read clause by
clause. Dates that come with what is to happen by them are stages of one piece of work (5月底前动工，9月投入使用): the
last of them is the deadline. Bare dates set apart by a blank (2023年年底 2023年8月底) belong to different tasks: a task
gets the one that its requirement names, or else the general one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from govtui.model import After, Deadline, DeadlineKind
from govtui.wording.lines import join_lines
from govtui.wording.moments import YEAR, end_of_year, find_moments, read_year
from govtui.wording.numerals import NUMBER, parse_number

_CLAUSE_END = re.compile("[，,；;。！!()（）]")

_AFTER = re.compile(
    rf"于?(?P<event>[^，,；;。]{{1,40}}?)(?:(?P<since>之日起|起)|[之以]?后)的?"
    rf"(?P<number>{NUMBER})个?(?P<unit>工作日|自然日|[日天]|周|星期)(?:[之以])?内"
)
_DAYS = {"周": 7, "星期": 7}

_RECURRING = re.compile("每[年季月周日天旬个半两]|各季度|按[年季月周]|逐[年季月]|定期")
_WHOLE_YEAR = re.compile(rf"(?P<year>{YEAR})?度?全年(?!龄)")
_YEAR_LONG = re.compile(rf"(?P<year>{YEAR})度?(?=持续|常态|长期|动态|经常|坚持)")
_ONGOING = re.compile(
    "长期|常年|持续|常态|经常|日常|动态|及时(?!完成|办结|整改)|实时|随时|即时|不断|一直|始终|滚动|坚持"
)
_UNTIL = re.compile("[至到]$")

_REPORTING = re.compile("报送|上报|报告|年报|总结")
"""Clauses about reporting do not move the deadline of the work: 12月31日前完成，2024年1月15日前报送总结."""
_DONE = re.compile("$|完成|办结|建成|实现|取得|见效|到位")
"""What follows the date that closes work which is otherwise kept up: 持续推进，12月底前完成."""

_GOES_ON = re.compile("[、，,；;：:（(至到—–~～对将于和及与在自-]$|(?<!全)年$")
_CONTINUES = re.compile("[、，,；;：:。）)至到—–~～和及与前之以内后起-]")
_LEAP_YEAR = 2000
"""A year in which every wording of a date is a date: to see whether lines are complete, the year does not matter."""


def parse_deadline(text: str, year: int | None) -> Deadline:
    """Return the meaning of a deadline cell; kind `NONE` where it is empty or not understood.

    `year` is the document's, for dates printed without one.
    """
    return task_deadline(text, "", year)


def task_deadline(cell: str, requirement: str, year: int | None) -> Deadline:
    """Return the deadline of one task under a cell that may hold several.

    The task whose requirement names the date of one of them gets that one; every other task gets the general one:
    what is kept up or lasts to the end of the year, else the first.
    """
    entries = join_deadline_lines([cell]).split()
    options = [option for entry in entries if (option := _read_entry(entry, year)).kind is not DeadlineKind.NONE]
    if not options:
        return Deadline()
    named = {option for option in options if option.due and _names(requirement, option.due)}
    if len(named) == 1:
        return named.pop()
    if options[0].kind is not DeadlineKind.BY:
        return options[0]
    if all(_is_bare(entry, year) for entry in entries):
        return next((option for option in options if _is_year_long(option)), options[0])
    return _latest(options)


def join_deadline_lines(lines: Sequence[str]) -> str:
    """Return the lines of a wrapped deadline cell as one text.

    Wrapped phrases are joined without a blank (2023年11 / 月底前); one blank stays where a break separates two
    complete deadlines without punctuation (2023年年底 / 2023年8月底).
    """
    return join_lines(lines, _stand_apart)


def _read_entry(entry: str, year: int | None) -> Deadline:
    clauses = [(clause, _read_clause(clause, year)) for clause in _CLAUSE_END.split(entry)]
    readings = [(clause, reading) for clause, reading in clauses if reading.kind is not DeadlineKind.NONE]
    if not readings:
        return Deadline()
    first = readings[0][1]
    if first.kind is DeadlineKind.AFTER:
        return first
    if first.kind is DeadlineKind.BY:
        work = [reading for clause, reading in readings if not _REPORTING.search(clause)]
        return _latest(work if _latest(work).due else [first])
    closing = [reading for clause, reading in readings if _closes(clause, year)]
    ending = [reading for _clause, reading in readings if reading.until]
    return next(iter([*closing, *ending, first]))


def _read_clause(clause: str, year: int | None) -> Deadline:
    if after := _AFTER.search(clause):
        return _after(after)
    groups = find_moments(clause, year)
    first = groups[0][0] if groups else None
    recurring = _RECURRING.search(clause)
    if recurring and not (first and first.end <= recurring.start()):
        return Deadline(DeadlineKind.ONGOING)
    if long := _WHOLE_YEAR.search(clause) or _YEAR_LONG.search(clause):
        return Deadline(DeadlineKind.ONGOING, until=end_of_year(read_year(long["year"]) if long["year"] else year))
    if first:
        day = max(moment.day for moment in groups[0])
        before = clause[: first.start]
        if _UNTIL.search(before) and _ONGOING.search(before):
            return Deadline(DeadlineKind.ONGOING, until=day)
        return Deadline(DeadlineKind.BY, due=day)
    return Deadline(DeadlineKind.ONGOING if _ONGOING.search(clause) else DeadlineKind.NONE)


def _after(match: re.Match[str]) -> Deadline:
    event, days = match["event"], parse_number(match["number"])
    if match["since"]:
        event = event.removeprefix("自")
    if not event or not isinstance(days, int):
        return Deadline()
    unit = match["unit"]
    after = After(event=event, days=days * _DAYS.get(unit, 1), workdays=unit == "工作日")
    return Deadline(DeadlineKind.AFTER, after=after)


def _closes(clause: str, year: int | None) -> bool:
    """Say whether a clause sets a date by which work that is kept up must have come to something."""
    groups = find_moments(clause, year)
    if not groups or _REPORTING.search(clause) or _RECURRING.search(clause):
        return False
    return groups[0][0].start == 0 and _DONE.match(clause, groups[0][-1].end) is not None


def _latest(options: Sequence[Deadline]) -> Deadline:
    """Return the option with the last date, `NONE` where none has a date."""
    dated = [option for option in options if option.due]
    return max(dated, key=lambda option: option.due or dt.date.min, default=Deadline())


def _is_bare(entry: str, year: int | None) -> bool:
    """Say whether an entry is nothing but a date."""
    groups = find_moments(entry, year)
    return bool(groups) and entry[: groups[0][0].start] + entry[groups[0][-1].end :] in ("", "完成")


def _is_year_long(option: Deadline) -> bool:
    end = option.due or option.until
    return end is None or (end.month, end.day) == (12, 31)


def _names(requirement: str, day: dt.date) -> bool:
    return any(moment.day == day for group in find_moments(requirement, day.year) for moment in group)


def _stand_apart(before: str, after: str) -> bool:
    """Say whether a break between two pieces of a cell separates two complete deadlines."""
    if _GOES_ON.search(before) or _CONTINUES.match(after):
        return False
    kind = _read_entry(before, _LEAP_YEAR).kind
    if kind is DeadlineKind.NONE:
        return False
    groups = find_moments(after, _LEAP_YEAR)
    if groups and groups[0][0].start == 0:
        return True
    begins_ongoing = any(pattern.match(after) for pattern in (_WHOLE_YEAR, _ONGOING, _RECURRING))
    return kind is DeadlineKind.BY and begins_ongoing and not before.endswith("前")
