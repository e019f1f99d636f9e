"""The State Council's notice on the holidays of a year (国务院办公厅关于…年部分节假日安排的通知), read and printed.

Its items are worded like this; half-width marks, missing numbers and lost line breaks are taken as well:

    一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
    五、端午节：6月10日放假，与周末连休。
    六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。

Nothing is guessed: a sentence with a date that is not understood, a weekday or a number of days that does not fit is a
fault, and a notice with faults gives no year.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from govtui.text import clean, clip, fold
from govtui.timing.workdays import Year
from govtui.timing.year_checks import (
    EARLIEST_YEAR,
    FEAST,
    LATEST_YEAR,
    LONGEST_FEAST,
    WEEKDAYS,
    YearReading,
    day_words,
    days_of,
    judged,
    proper_name,
    spans_of,
)

LONGEST_NOTICE = 100_000
"""Characters; a notice has about six hundred."""

_TITLE = re.compile(r"(?<!\d)(\d{4})年(?:[^年月日。,:]{0,12})(?:节假日|放假|元旦)")
_FIRST_FEAST = re.compile(r"元旦节?(?:假期)?:?(?:\d{4}年12月.{1,20}至)?(\d{4})年1月")
_HEADING = re.compile(
    rf"[一二三四五六七八九十]{{1,3}}、(?P<named>[^:。,、月]{{1,30}}(?:、[^:。,、月]{{1,10}})?):"
    rf"|(?P<feasts>(?:{FEAST})(?:[、和与及](?:{FEAST})){{0,3}})(?:假期)?(?::|(?=\d))"
)
_END = re.compile(r"节假日期间|国务院办公厅\d{4}年")
"""What stands behind the last item."""

_DATE = r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}[日号](?:\([^()]{0,40}\))?"
_SPAN = rf"{_DATE}(?:[至到—–~-]{{1,2}}{_DATE})?"
_STATEMENT = re.compile(
    rf"(?P<days>{_SPAN}(?:[、,和及与]{_SPAN})*)(?:(?:正常|照常|调休)?上班|(?P<off>放假(?:调休|公休)?|补休|调休))"
)
_NOTE = re.compile(r"[,;]|(?P<joined>与周末连休)|不?调休|(?:[共计]|共计)?(?P<count>\d{1,2}|[一二三四五六七八九十])天")
_PARTS = re.compile(r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})[日号](?:\(([^()]*)\))?")
_WEEKDAY = re.compile("(?:周|星期|礼拜)([一二三四五六日天])")
_DATED = re.compile(r"\d[日号]")
_ADVICE = re.compile("鼓励|提倡|倡导")
"""What an office is advised to do (安排职工在除夕（2月9日）休息) is no holiday."""
_BULLET = re.compile(r"^[^\w]+")
_NUMERALS = "一二三四五六七八九十"


def read_notice(text: str, number: int | None = None) -> YearReading:
    """Return the holidays that a notice announces, or what is wrong with it.

    `number` is the year where the clerk has named it; otherwise the text must, in its title or its first sentence.
    """
    if len(text) > LONGEST_NOTICE:
        return YearReading(None, ("文字太长，请只粘贴放假安排通知的正文",))
    text = fold("".join(clean(text).split()))  # a line may break within a number
    headings = list(_HEADING.finditer(text))
    if not headings:
        return YearReading(None, ("没有找到放假安排，应有“一、元旦：1月1日放假”这样的内容",))
    number, fault = _find_year(text, headings[0].start(), number)
    if number is None:
        return YearReading(None, (fault,))
    closing = _END.search(text, headings[-1].end())
    ends = [*(heading.start() for heading in headings[1:]), closing.start() if closing else len(text)]
    notice = _Notice(number)
    for heading, end in zip(headings, ends, strict=True):
        notice.read_item(proper_name(heading["named"] or heading["feasts"]), text[heading.end() : end])
    if notice.faults:
        return YearReading(None, tuple(dict.fromkeys(notice.faults)))
    return judged(Year(number, notice.holidays, notice.make_up_days))


def print_notice(year: Year) -> str:
    """Return a year's holidays in the words of a notice, to be looked at; `read_notice` reads them back."""
    lines = [f"{year.number}年节假日安排"]
    for place, name in enumerate(dict.fromkeys(year.holidays[day] for day in sorted(year.holidays))):
        days = days_of(year.holidays, name)
        spans = "、".join(_span_words(first, last, year.number) for first, last in spans_of(days))
        working = "、".join(day_words(day, year.number) for day in days_of(year.make_up_days, name))
        lead = f"{_NUMERALS[place]}、" if place < len(_NUMERALS) else ""
        lines.append(f"{lead}{name}：{spans}放假，共{len(days)}天。{f'{working}上班。' if working else ''}")
    return "\n".join(lines)


def _span_words(first: dt.date, last: dt.date, year: int) -> str:
    if first == last:
        return day_words(first, year)
    end = day_words(last, first.year)
    if last.year == first.year:
        end = end.removeprefix(f"{first.month}月") if last.month == first.month else end
    return f"{day_words(first, year)}至{end}"


def _find_year(text: str, start: int, number: int | None) -> tuple[int | None, str]:
    """Return the year of a notice whose items begin at `start`, else None and why it is not known."""
    if number is not None and not EARLIEST_YEAR <= number <= LATEST_YEAR:
        return None, f"年份{number}不对"
    named = {int(year) for year in _TITLE.findall(text, 0, start)}
    if not named and (first := _FIRST_FEAST.search(text)):
        named = {int(first[1])}
    if number is not None:
        if named and number not in named:
            return None, f"通知是{'、'.join(map(str, sorted(named)))}年的，不是{number}年的"
        return number, ""
    if not named:
        return None, "看不出是哪一年的放假安排，请连同标题“…年部分节假日安排的通知”一起粘贴"
    if len(named) > 1:
        return None, f"文中提到{'、'.join(map(str, sorted(named)))}几个年份，请只粘贴一年的通知"
    return named.pop(), ""


class _Notice:
    """What was read so far of the notice of one year."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.holidays: dict[dt.date, str] = {}
        self.make_up_days: dict[dt.date, str] = {}
        self.faults: list[str] = []

    def read_item(self, name: str, text: str) -> None:
        """Read what stands behind the name of a feast, up to the next one."""
        off: list[dt.date] = []
        count: int | None = None
        joined = False
        for sentence in text.split("。"):
            sentence = _BULLET.sub("", sentence)
            if _ADVICE.match(sentence):
                continue
            pieces = list(_pieces(sentence))
            if (pieces[-1].end() if pieces else 0) < len(sentence):
                if _DATED.search(sentence):
                    self.faults.append(f"{name}：看不懂“{clip(sentence, 60)}”这一句")
                continue
            for piece in pieces:
                if piece.re is _NOTE:
                    joined = joined or piece["joined"] is not None
                    count = _number(piece["count"]) if piece["count"] else count
                elif piece["off"]:
                    off += self._mark(self.holidays, name, piece["days"])
                else:
                    self._mark(self.make_up_days, name, piece["days"])
        self._check(name, off, count, joined)

    def _check(self, name: str, off: list[dt.date], count: int | None, joined: bool) -> None:
        if joined and off and not _weekend_beside(off):
            self.faults.append(f"{name}：通知写明与周末连休，但放假日期不挨着周末")
        fitting = {len(off), len({*off, *_weekend_beside(off)}) if joined else len(off)}
        if count is not None and off and count not in fitting:
            self.faults.append(f"{name}：放假日期是{len(off)}天，通知写作共{count}天")

    def _mark(self, kind: dict[dt.date, str], name: str, words: str) -> list[dt.date]:
        """Note the days that `words` name, and return them."""
        marked = []
        for day in self._days(name, words):
            known = self.holidays.get(day) or self.make_up_days.get(day)
            if known is not None:
                self.faults.append(
                    f"{day_words(day, self.number)}写了两次（{'；'.join(dict.fromkeys((known, name)))}）"
                )
            else:
                kind[day] = name
                marked.append(day)
        return marked

    def _days(self, name: str, words: str) -> Iterator[dt.date]:
        """Give the days of spans such as 1月28日(星期六)、29日(星期日); a date without a month has the one before."""
        year, month = self.number, 0
        first: dt.date | None = None
        end_before = 0
        for parts in _PARTS.finditer(words):
            printed_year, printed_month, number, remark = parts.groups()
            if printed_year or printed_month:
                year = int(printed_year or self.number)
            month = int(printed_month or month)
            try:
                day = dt.date(year, month, int(number))
            except ValueError:
                self.faults.append(f"{name}：没有“{_bare(parts[0])}”这一天")
                return
            self._check_weekday(name, day, remark or "")
            runs_on = first is not None and words[end_before : parts.start()].strip("至到—–~-") == ""
            if runs_on and first is not None:
                yield from self._rest_of_span(name, first, day)
            else:
                yield day
            first, end_before = day, parts.end()

    def _rest_of_span(self, name: str, first: dt.date, last: dt.date) -> Iterator[dt.date]:
        length = (last - first).days + 1
        if not 1 < length <= LONGEST_FEAST:
            words = f"{day_words(first, self.number)}至{day_words(last, self.number)}"
            why = "先后颠倒，跨年的请写明年份" if length <= 1 else f"有{length}天，太长"
            self.faults.append(f"{name}：{words}{why}")
            return
        for more in range(1, length):
            yield first + dt.timedelta(more)

    def _check_weekday(self, name: str, day: dt.date, remark: str) -> None:
        if (named := _WEEKDAY.search(remark)) and WEEKDAYS.index(named[1].replace("天", "日")) != day.weekday():
            words = f"{day.year}年{day.month}月{day.day}日是周{WEEKDAYS[day.weekday()]}"
            self.faults.append(f"{name}：{words}，通知写作{named[0]}")


def _pieces(sentence: str) -> Iterator[re.Match[str]]:
    """Give the statements and notes of a sentence, one behind the other, as far as they are understood."""
    position = 0
    while match := _STATEMENT.match(sentence, position) or _NOTE.match(sentence, position):
        yield match
        position = match.end()


def _weekend_beside(days: list[dt.date]) -> set[dt.date]:
    """Return the Saturdays and Sundays that lie directly before or behind a stretch of days."""
    found = set()
    for edge, step in ((min(days), -1), (max(days), 1)) if days else ():
        day = edge + dt.timedelta(step)
        while day.weekday() >= WEEKDAYS.index("六"):
            found.add(day)
            day += dt.timedelta(step)
    return found


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else _NUMERALS.index(text) + 1


def _bare(date: str) -> str:
    return date.partition("(")[0]
