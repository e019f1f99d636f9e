"""What the wording of a deadline (完成时限) means.

Only what is certain is understood; everything else has the kind `NONE` and stays as worded. A cell is read clause by
clause. Dates that come with what is to happen by them are stages of one piece of work (5月底前动工，9月投入使用): the
last of them is the deadline. Bare dates set apart by a blank (2023年年底 2023年8月底) belong to different tasks: a task
gets the one that its requirement names, or else the general one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from govtui.model import After, Deadline, DeadlineKind
from govtui.wording.lines import join_lines
from govtui.wording.moments import YEAR, Moment, end_of_year, find_moments, read_date, read_year
from govtui.wording.near_times import spell_out
from govtui.wording.numerals import NUMBER, parse_number
from govtui.wording.rhythms import KEPT_UP, LASTS, RECURRING

_CLAUSE_END = re.compile("[，,；;。！!()（）①-⑳]")

_STRETCH = rf"(?:{NUMBER}[—–~～至-])?(?P<number>{NUMBER})个?(?P<unit>工作日|自然日|[日天]|周|星期)"
_HAPPENS = "印发|下发|出台|发布|公布|公告|形成|变更|签订|签署|批准|批复|通过|办结|验收|结束|受理|生效"
_AFTER = re.compile(rf"(?P<event>[^，,；;。]{{1,40}}?)(?:之日起|起|[之以]?后)的?{_STRETCH}(?:[之以]?内|$)")
_AFTER_HAPPENING = re.compile(rf"(?P<event>[^，,；;。]{{1,20}}?(?:{_HAPPENS}))(?:之日)?{_STRETCH}[之以]?内")
"""文件印发后3个工作日内; 文件印发3个工作日内 leaves out the 后 behind a word for what happens."""
_LEAD_IN = re.compile("[^：:]{1,10}[：:]|自|从|在|于|应当?|须|力争|确保|争取|原则上|一般|最迟|不[晚迟]于")
_DAYS = {"周": 7, "星期": 7}

_WHOLE_YEAR = re.compile(rf"(?P<year>{YEAR})?度?全年(?!龄)(?P<done>(?:完成|达到|实现|建成)(?!率|情况))?")
_YEAR_LONG = re.compile(rf"(?:(?P<year>{YEAR})度?|今年|本年度?)(?={LASTS.pattern})")
_UNTIL = re.compile("[至到]$")

REPORTING = re.compile("报送|上报|报告|年报|(?<![月底末旬日号前])总结(?!阶段)")
"""Clauses about reporting do not move the deadline of the work: 12月31日前完成，2024年1月15日前报送总结.

A 总结 right behind its date (10月—12月总结, 11月总结验收) is the last part of the work itself."""
_DONE = re.compile("完成|办结|建成|实现|取得|见成?效|到位")
"""What follows the date that closes work which is otherwise kept up: 持续推进，12月底前完成."""
_BEGINS = re.compile("[^，,；;。]{0,8}?(?:启动|开始|开工|动工|动员|部署|铺开)")
_PREPARES = re.compile(
    "[^，,；;。]{0,4}?(?:制定|制订|拟定|拟订|编制|起草|印发|下发|出台)[^，,；;。]{0,10}(?:方案|计划|通知)$"
)
"""What follows the date of a mere beginning: 3月启动，全年推进; 3月底前制定方案，全年推进."""

_COVERED = re.compile("截[至止]到?$")
"""截至11月30日的情况于12月5日前报送: the first date says what the report covers."""

_MOVED = re.compile("(?:调整|变更|延期|延长|延后|延迟|推迟|展期|顺延|提前|延)[至到为]")
"""由6月底调整至9月底: the date that follows is the deadline now."""
_PERHAPS = re.compile("(?:可|如|若|确|须经|经批准|经同意|特殊|不[得能]|力争|争取|尽量)[^；;。]{0,20}$")
"""确有困难的可延长至9月底: what follows is the deadline of nothing yet."""
_YEAR_BEHIND = re.compile(rf"(?P<wording>[^（()）]*)[（(](?P<year>{YEAR})[）)]")
"""1月底前（2027年）"""

_COMPACT = re.compile(r"(?<![\d.])(20[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])(?![\d.号])")
"""20261130, as sheets and systems write it."""
_TO = "[—–~～至到-]{1,2}"
_DAY = r"([0-9]{1,2})[.．/／]([0-9]{1,2})"
_DAY_SPAN = re.compile(f"{_DAY}{_TO}{_DAY}[日前]?")
_YEAR_SPAN = re.compile(f"(20[0-9]{{2}}){_TO}(20[0-9]{{2}})")
_LONGEST_PLAN = 15
"""Years that a plan spans; 2009—2088 would be something else."""

_TIME_OF_DAY = re.compile(r"[0-2]?[0-9][:：][0-5][0-9]")
"""What a sheet prints behind a date: 2026-11-30 00:00:00. It stays apart, or its digits would join those of the day."""

_GOES_ON = re.compile("[、，,；;：:（(至到—–~～对将于和及与在自-]$|(?<!全)年$")
_CONTINUES = re.compile("[、，,；;：:。）)至到—–~～和及与前之以内后起-]")
_LEAP_YEAR = 2000
"""A year in which every wording of a date is a date: to see whether lines are complete, the year does not matter."""


def parse_deadline(text: str, year: int | None, issued_on: dt.date | None = None) -> Deadline:
    """Return the meaning of a deadline cell; kind `NONE` where it is empty or not understood.

    `year` is the document's, for dates printed without one; `issued_on` its day, which 本月底 and 下周五 are seen from.
    """
    return task_deadline(text, "", year, issued_on)


def task_deadline(cell: str, requirement: str, year: int | None, issued_on: dt.date | None = None) -> Deadline:
    """Return the deadline of one task under a cell that may hold several.

    The task whose requirement names the date of one of them gets that one; every other task gets the general one:
    what is kept up or lasts to the end of the year, else the first.
    """
    year = issued_on.year if year is None and issued_on else year
    entries = spell_out(join_deadline_lines([cell]), issued_on).split()
    options = [option for entry in entries if (option := _read_entry(entry, year)).kind is not DeadlineKind.NONE]
    if not options:
        return Deadline()
    if len(options) == 1:
        return options[0]
    named = {option for option in options if option.due and _names(requirement, option.due)}
    if len(named) == 1:
        return named.pop()
    if options[0].kind is not DeadlineKind.BY:
        return options[0]
    if all(is_bare(entry, year) for entry in entries):
        return next((option for option in options if _is_year_long(option)), options[0])
    return _latest(options)


def join_deadline_lines(lines: Sequence[str]) -> str:
    """Return the lines of a wrapped deadline cell as one text.

    Wrapped phrases are joined without a blank (2023年11 / 月底前); one blank stays where a break separates two
    complete deadlines without punctuation (2023年年底 / 2023年8月底).
    """
    return join_lines(lines, _stand_apart)


@lru_cache(maxsize=2048)  # a plan words its deadlines in few ways
def _read_entry(entry: str, year: int | None) -> Deadline:
    if span := _read_span(entry, year):
        return span
    entry = as_it_stands(entry)
    clauses = [(clause, _read_clause(clause, year)) for clause in _clauses(entry, year)]
    readings = [(clause, reading) for clause, reading in clauses if reading.kind is not DeadlineKind.NONE]
    if not readings:
        return Deadline()
    first = readings[0][1]
    closing = [reading for clause, reading in readings if _closes(clause, year)]
    if first.kind is DeadlineKind.AFTER:
        return _latest(closing) if closing else first
    lasting = [reading for _clause, reading in readings if reading.kind is DeadlineKind.ONGOING]
    if first.kind is DeadlineKind.BY and not (lasting and _only_begins(readings[0][0], year)):
        work = [reading for clause, reading in readings if not REPORTING.search(clause)]
        return _latest(work if _latest(work).due else [reading for _clause, reading in readings])
    ending = [reading for _clause, reading in readings if reading.until]
    return next(iter([*closing, *ending, *lasting, first]))


def as_it_stands(entry: str) -> str:
    """Return an entry with its dates as they are read and hold now: 2026-11-30 for 20261130, without what was moved."""
    if behind := _YEAR_BEHIND.fullmatch(entry):
        entry = behind["year"] + behind["wording"]
    moved = _MOVED.search(entry)
    if moved and any(group[0].start == 0 for group in find_moments(entry[moved.end() :], _LEAP_YEAR)):
        entry = entry[: moved.start()] if _PERHAPS.search(entry[: moved.start()]) else entry[moved.end() :]
    return _COMPACT.sub(r"\1-\2-\3", entry)


def _read_span(entry: str, year: int | None) -> Deadline | None:
    """Return the end of what can be a span of time only where nothing else stands in the cell: 3.1—11.30, 2026—2028."""
    if match := _DAY_SPAN.fullmatch(entry):
        first, last = (read_date(str(year), *match.group(at, at + 1)) if year else None for at in (1, 3))
        return Deadline(DeadlineKind.BY, due=last) if first and last and first < last else None
    if match := _YEAR_SPAN.fullmatch(entry):
        first_year, last_year = map(int, match.groups())
        end = end_of_year(last_year) if first_year < last_year <= first_year + _LONGEST_PLAN else None
        return Deadline(DeadlineKind.BY, due=end) if end else None
    return None


def _clauses(entry: str, year: int | None) -> Iterator[str]:
    """Give the clauses of an entry; 一季度启动、三季度完成 is two of them, 6月20日、12月20日前 one."""
    for clause in _CLAUSE_END.split(entry):
        yield from split_breaths(clause, year)


def split_breaths(clause: str, year: int | None) -> Iterator[str]:
    """Give the parts of a clause that have a date of their own: 县级9月底前、乡镇10月底前, 上半年开工下半年完工."""
    start = end = 0
    for group in find_moments(clause, year):
        between = clause[end : group[0].start]
        if end and between.strip("、"):
            at = group[0].start
            if between.startswith("、") and (group[-1].precise or clause[group[-1].end - 1] == "前"):
                at = end + 1
            if at == end + 1 or between.endswith("、") or _BEGINS.fullmatch(between):
                yield clause[start:at]
                start = at
        end = group[-1].end
    yield clause[start:]


def _read_clause(clause: str, year: int | None) -> Deadline:
    if after := _AFTER.search(clause) or _AFTER_HAPPENING.search(clause):
        return _after(after)
    groups = find_moments(clause, year)
    if (
        len(groups) > 1
        and _COVERED.search(clause, 0, groups[0][0].start)
        and clause.startswith("的", groups[0][-1].end)
    ):
        groups = groups[1:]
    first = groups[0][0] if groups else None
    recurring = RECURRING.search(clause)
    if recurring and not (first and first.end <= recurring.start()):
        return Deadline(DeadlineKind.ONGOING)
    if recurring and not groups[0][-1].precise and groups[0][-1].end == recurring.start():  # 3月—11月每月25日前
        return Deadline(DeadlineKind.ONGOING, until=groups[0][-1].day)
    long = _WHOLE_YEAR.search(clause) or _YEAR_LONG.search(clause)
    if long and not (first and first.end <= long.start() and clause[first.end - 1] == "前"):  # not 12月底前完成全年任务
        end = end_of_year(read_year(long["year"]) if long["year"] else year)
        if end and long.re is _WHOLE_YEAR and long["done"]:
            return Deadline(DeadlineKind.BY, due=end)
        return Deadline(DeadlineKind.ONGOING, until=end)
    if first:
        day = max(moment.day for moment in groups[0])
        before = clause[: first.start]
        if (_UNTIL.search(before) and KEPT_UP.search(before)) or _is_kept_up_for(clause, groups[0][-1]):
            return Deadline(DeadlineKind.ONGOING, until=day)
        return Deadline(DeadlineKind.BY, due=day)
    return Deadline(DeadlineKind.ONGOING if KEPT_UP.search(clause) else DeadlineKind.NONE)


def _is_kept_up_for(clause: str, last: Moment) -> bool:
    """Say whether a stretch of time is how long the work is kept up: 3月—11月持续开展, not 11月底前持续推进."""
    return not last.precise and clause[last.end - 1] != "前" and LASTS.match(clause, last.end) is not None


def _after(match: re.Match[str]) -> Deadline:
    event, unit, days = match["event"], match["unit"], parse_number(match["number"])
    if RECURRING.match(event):  # 每季度结束后10日内
        return Deadline(DeadlineKind.ONGOING)
    while lead_in := _LEAD_IN.match(event):
        event = event[lead_in.end() :]
    if not event or not isinstance(days, int):
        return Deadline()
    after = After(event=event, days=days * _DAYS.get(unit, 1), workdays=unit == "工作日")
    return Deadline(DeadlineKind.AFTER, after=after)


def _closes(clause: str, year: int | None) -> bool:
    """Say whether a clause sets a date by which work that is kept up must have come to something.

    A stretch of time alone (全年（1—12月）) only says once more how long it is kept up.
    """
    groups = find_moments(clause, year)
    if not groups or groups[0][0].start or REPORTING.search(clause) or RECURRING.search(clause):
        return False
    last = groups[0][-1]
    if last.end == len(clause):
        return last.precise or clause.endswith("前")
    return _DONE.match(clause, last.end) is not None


def _only_begins(clause: str, year: int | None) -> bool:
    groups = find_moments(clause, year)
    end = groups[0][-1].end if groups else 0
    return bool(groups) and (_BEGINS.match(clause, end) or _PREPARES.match(clause, end)) is not None


def _latest(options: Sequence[Deadline]) -> Deadline:
    """Return the option with the last date, `NONE` where none has a date."""
    dated = [option for option in options if option.due]
    return max(dated, key=lambda option: option.due or dt.date.min, default=Deadline())


def is_bare(entry: str, year: int | None) -> bool:
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
    if _TIME_OF_DAY.match(after) and before[-1:].isdecimal():
        return True
    if _GOES_ON.search(before) or _CONTINUES.match(after):
        return False
    groups = find_moments(after, _LEAP_YEAR)
    begins_dated = bool(groups) and groups[0][0].start == 0
    begins_ongoing = any(pattern.match(after) for pattern in (_WHOLE_YEAR, KEPT_UP, RECURRING))
    if not begins_dated and not begins_ongoing:
        return False
    kind = _read_entry(before, _LEAP_YEAR).kind
    if begins_dated:
        return kind is not DeadlineKind.NONE
    return kind is DeadlineKind.BY and not before.endswith("前")
