"""What a legal clock shows on a day: when it runs out, how that date came about, and what is against the rule.

Counting begins on the day after the event. Days within a pause do not count; after one that begins `anew` (补正) all
days are counted again, from the day after its end. Pure functions of (clock, template, calendar, today).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum

import msgspec

from govtui.timekeeping import Clock, Pause
from govtui.timing.clock_templates import CALENDAR_DAYS, WORKDAYS, ClockTemplate
from govtui.timing.workdays import WorkCalendar, estimate_words

_DAY = dt.timedelta(days=1)
_WEEKDAYS = "一二三四五六日"


class ClockState(Enum):
    """How a clock stands, in the words of an office."""

    OVERDUE = "逾期"
    RUNNING = "计时中"
    PAUSED = "暂停"
    FULL = "已满期"
    """A 不少于 has run out: it can be ended now."""
    IN_TIME = "按期办结"
    LATE = "逾期办结"
    EARLY = "提前结束"
    """A 不少于 was ended before it had run out."""

    @property
    def answered(self) -> bool:
        """Whether the clock stands still for good."""
        return self in (ClockState.IN_TIME, ClockState.LATE, ClockState.EARLY)


class ClockReading(msgspec.Struct, frozen=True):
    """A clock as it stands on a day."""

    state: ClockState
    due: dt.date
    """The last day; while it is paused, as it would be if that day were the last of the pause."""
    days_left: int
    """Days of the calendar from today to `due`, negative behind it; of an answered one from the day of the answer."""
    units_left: int
    """The same in the template's unit: working days where it counts these."""
    unit: str
    how: tuple[str, ...]
    """How the date came about, a sentence each, the event first."""
    unknown_years: tuple[int, ...] = ()
    """The years without a table in which working days were counted."""
    extended: bool = False
    warnings: tuple[str, ...] = ()
    """What is against the rule, or soon will be, a sentence each."""

    @property
    def caveat(self) -> str:
        """The sentence to be shown with the day; empty where every year is known."""
        return estimate_words(self.unknown_years)


def clock_due(clock: Clock, template: ClockTemplate, calendar: WorkCalendar, today: dt.date) -> ClockReading:
    """Return how a clock of this template stands today. Raises OverflowError beyond the year 9999."""
    count = _Counting(clock, template, calendar, today)
    due = count.due()
    seen_on = clock.answered or today
    units_left = count.between(seen_on, due)
    unknown_years = tuple(sorted(count.unknown))  # what the warnings look at does not make the date uncertain
    return ClockReading(
        state=_state(clock, template, due, today),
        due=due,
        days_left=(due - seen_on).days,
        units_left=units_left,
        unit=count.unit,
        how=tuple(_how(count, due)),
        unknown_years=unknown_years,
        extended=count.extension_holds,
        warnings=tuple(dict.fromkeys(_warnings(count, due))),
    )


def left_words(reading: ClockReading) -> str:
    """Return how much time is left, or by how much it was missed: 还有5个工作日, 今天到期, 逾期3天; empty in time."""
    state, left = reading.state, reading.days_left
    number = f"{abs(reading.units_left)}{unit_words(reading.unit)}"
    if reading.units_left == 0:  # nothing but weekends between the two days
        number = f"{abs(left)}天"
    match state:
        case ClockState.IN_TIME:
            return ""
        case ClockState.LATE:
            return f"逾期{number}"
        case ClockState.EARLY:
            return f"差{number}"
        case ClockState.PAUSED:
            return f"余{number}" if left >= 0 else f"已逾期{number}"
        case ClockState.FULL:
            return "已满期"
    if left == 0:
        return "今天到期"
    return f"还有{number}" if left > 0 else f"逾期{number}"


def law_words(template: ClockTemplate) -> str:
    """Return the rule that a template goes by: law, 文号, article, and since when it holds."""
    if template.local:
        return f"{template.law}（不是全国统一规定，请对照本地文件）"
    day = template.in_force
    since = f"，{day.year}年{day.month}月{day.day}日起施行" if day else ""
    return f"《{template.law}》（{template.number}{since}）{template.article}"


def span_words(template: ClockTemplate) -> str:
    """Return how long a template runs: 收到申请之日起20个工作日, 每年1月31日前."""
    if template.fixed:
        month, day = template.fixed
        return f"每年{month}月{day}日前"
    least = "不少于" if template.at_least else ""
    return f"{template.begins}之日起{least}{template.days}{unit_words(template.unit)}"


class _Counting:
    """The counting of one clock: it remembers the years without a table that it came through."""

    def __init__(self, clock: Clock, template: ClockTemplate, calendar: WorkCalendar, today: dt.date) -> None:
        self.clock, self.template, self.calendar = clock, template, calendar
        self.today = clock.answered or today
        self.unit = WORKDAYS if template.in_workdays else CALENDAR_DAYS
        self.pauses = tuple(sorted(map(self.closed, clock.pauses), key=lambda pause: pause.start))
        self.restart = max((end for pause in self.pauses if pause.anew and (end := pause.end)), default=None)
        """The end of the last pause after which the counting began anew."""
        self.extension_holds = clock.extension is not None and (
            self.restart is None or self.restart <= clock.extension.day
        )
        self.unknown: set[int] = set()

    def closed(self, pause: Pause) -> Pause:
        """Return a pause with an end: one that lasts ends today at the earliest."""
        return pause if pause.end else msgspec.structs.replace(pause, end=max(pause.start, self.today))

    def due(self) -> dt.date:
        extension = self.clock.extension
        if extension is None or not self.extension_holds:
            return self.without_extension()
        later = [pause for pause in self.pauses if pause.end and pause.end > extension.day]
        if not later:
            return extension.until
        kept = self._steps(extension.day, extension.until)
        return self._walk(extension.day, kept, later)

    def without_extension(self) -> dt.date:
        """Return the last day as it is without the extension, by the pauses that there were then."""
        extension = self.clock.extension if self.extension_holds else None
        pauses = [pause for pause in self.pauses if not extension or pause.start <= extension.day]
        if self.template.fixed:
            return self._fixed_day()
        start = self.restart or self.clock.started
        return self._walk(start, self.template.days, pauses)

    def _fixed_day(self) -> dt.date:
        assert self.template.fixed
        month, day = self.template.fixed
        started = self.clock.started
        this_year = dt.date(started.year, month, day)
        if started <= this_year:
            return this_year
        if started.year == dt.MAXYEAR:
            raise OverflowError("no calendar has that year")
        return this_year.replace(year=started.year + 1)

    def _walk(self, start: dt.date, days: int, pauses: Sequence[Pause]) -> dt.date:
        """Return the day so many days after `start`, those in the pauses not counted."""
        due = self.add(start, days)
        lost = 0
        while (now := self.lost_days(start, due, pauses)) != lost:
            lost, due = now, self.add(start, days + now)
        return due

    def lost_days(self, start: dt.date, end: dt.date, pauses: Iterable[Pause]) -> int:
        """Return the days after `start` to `end` that lie in pauses, each counted once."""
        lost, reached = 0, start
        for pause in pauses:  # in the order of their beginnings
            first = max(pause.start - _DAY, reached)
            last = min(pause.end or end, end)
            if last > first:
                lost += self._steps(first, last)
                reached = last
        return lost

    def add(self, start: dt.date, days: int) -> dt.date:
        """Return the day so many days after another, in the template's unit."""
        if self.unit == CALENDAR_DAYS:
            return start + dt.timedelta(days=days)
        found = self.calendar.add(start, days)
        self.unknown.update(found.unknown_years)
        return found.day

    def between(self, start: dt.date, end: dt.date) -> int:
        """Return the days from the one after `start` to `end`, in the template's unit, negative where it is before."""
        if end >= start:
            return self._steps(start, end)
        return -self._steps(end, start)  # an answer on the next working day is late by one

    def _steps(self, start: dt.date, end: dt.date) -> int:
        if self.unit == CALENDAR_DAYS:
            return (end - start).days
        found = self.calendar.count(start, end)
        self.unknown.update(found.unknown_years)
        return found.days

    def workdays(self, start: dt.date, end: dt.date) -> int:
        """Return the working days after `start` to `end`, whatever the template counts in."""
        return self.calendar.count(start, end).days


def _state(clock: Clock, template: ClockTemplate, due: dt.date, today: dt.date) -> ClockState:
    if clock.answered:
        if template.at_least:
            return ClockState.EARLY if clock.answered < due else ClockState.IN_TIME
        return ClockState.IN_TIME if clock.answered <= due else ClockState.LATE
    if clock.pauses and clock.pauses[-1].end is None:
        return ClockState.PAUSED
    if template.at_least:
        return ClockState.FULL if today >= due else ClockState.RUNNING
    return ClockState.OVERDUE if today > due else ClockState.RUNNING


# How the date came about


def _how(count: _Counting, due: dt.date) -> Iterator[str]:
    clock, template = count.clock, count.template
    begun = f"{day_words(clock.started)}{template.begins}"
    if template.fixed:
        yield f"{begun}，期限是{span_words(template)}"
    else:
        least = "不少于" if template.at_least else ""
        yield f"{begun}，次日起算，{least}{template.days}{unit_words(template.unit)}"
    for pause in () if template.fixed else clock.pauses:
        yield _pause_words(count, pause, due)
    if extension := clock.extension:
        told_by = f"，{extension.approver}批准" if extension.approver else ""
        reason = f"（{extension.reason}）" if extension.reason else ""
        was = f"由{day_words(extension.before)}" if extension.before else ""
        lapsed = "" if count.extension_holds else "；后来重新计算，这次延期不再适用"
        yield f"{day_words(extension.day)}{was}延至{day_words(extension.until)}{told_by}{reason}{lapsed}"
    if clock.pauses and clock.pauses[-1].end is None and not clock.answered:
        yield f"现在暂停；如果今天恢复，到{day_words(due, weekday=True)}为止"
    else:
        yield f"最后一天是{day_words(due, weekday=True)}"
    if clock.answered:
        yield f"{day_words(clock.answered)}办结"


def _pause_words(count: _Counting, pause: Pause, due: dt.date) -> str:
    reason = pause.reason or "暂停"
    if pause.end is None:
        return f"{day_words(pause.start)}起{reason}，{'恢复后重新计算' if pause.anew else '暂停计算'}"
    if pause.anew:
        rule = count.template.rule_of(pause.reason)
        ended = rule.ends if rule and rule.ends else "结束"
        return f"{day_words(pause.start)}{reason}，{day_words(pause.end)}{ended}，次日起重新计算"
    if pause.start > due:
        return f"{day_words(pause.start)}{reason}，那时期限已过"
    left_out = count.between(pause.start - _DAY, pause.end)
    return f"{day_words(pause.start)}至{day_words(pause.end)}{reason}，{left_out}{unit_words(count.unit)}不计算在内"


def day_words(day: dt.date, *, weekday: bool = False) -> str:
    """Return a day as an office writes it: 2024年3月8日, with its weekday if wanted."""
    return f"{day.year}年{day.month}月{day.day}日" + (f"（星期{_WEEKDAYS[day.weekday()]}）" if weekday else "")


def unit_words(unit: str) -> str:
    """Return what stands behind a number of days in a template's unit."""
    return "个工作日" if unit == WORKDAYS else "天"


# What is against the rule


def _warnings(count: _Counting, due: dt.date) -> Iterator[str]:
    clock, template = count.clock, count.template
    yield from _pause_warnings(count)
    yield from _extension_warnings(count)
    if template.at_least:
        if clock.answered and clock.answered < due:
            yield f"不足{template.days}{unit_words(template.unit)}就结束了，应当在公布时说明理由"
    elif not clock.answered and count.today <= due and not count.calendar.is_workday(due):
        before = count.calendar.add(due, -1).day
        guessed = "" if count.calendar.knows(due.year) else f"（{estimate_words([due.year])}）"
        yield f"最后一天不是工作日，最好在{day_words(before, weekday=True)}前办完{guessed}"
    if clock.answered and clock.answered < clock.started:
        yield f"办结日期早于{template.begins}的日期，请核对"
    elif count.today < clock.started:
        yield f"{template.begins}的日期还没有到，请核对"


def _pause_warnings(count: _Counting) -> Iterator[str]:
    clock, template = count.clock, count.template
    if template.fixed and clock.pauses:
        yield "期限是固定的日期，暂停不改变它"
    restarts = 0
    start = clock.started
    for pause in count.pauses:
        rule = template.rule_of(pause.reason)
        if pause.start < clock.started:
            yield f"{pause.reason or '暂停'}早于{template.begins}的日期，请核对"
        if rule and rule.within and count.workdays(start, pause.start) > rule.within:
            latest = count.calendar.add(start, rule.within).day
            yield f"{rule.reason}告知已晚，最迟应在{day_words(latest)}（{_article(rule.article)}）"
        if rule and rule.at_most and pause.end and count.workdays(pause.start, pause.end) > rule.at_most:
            over = f"{rule.reason}已超过{rule.at_most}个工作日（{_article(rule.article)}）"
            yield f"{over}，对方逾期未答复的，由本机关依规定决定"
        if pause.anew:
            restarts += 1
            start = pause.end or start
    if restarts > 1:
        yield f"{restarts}次重新计算；补正事项应当一次性告知"


def _article(article: str) -> str:
    return article or "按规定"


def _extension_warnings(count: _Counting) -> Iterator[str]:
    extension, template = count.clock.extension, count.template
    if extension is None or not count.extension_holds:
        return
    if not template.extension:
        yield "这个期限没有可以延长的规定"
        return
    base = count.without_extension()
    latest = count.add(base, template.extension)
    if extension.until > latest:
        most = f"{template.extension}{unit_words(template.unit)}"
        yield f"延期超过了最长{most}，最迟到{day_words(latest)}"
    if extension.day > base:
        yield f"延期是{day_words(base)}期满以后才决定的"
    if template.approver and not extension.approver:
        yield f"没有写批准人，延期须经{template.approver}同意"
