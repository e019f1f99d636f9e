"""The commands about legal clocks (法定期限): `clocks` lists them, `clock` starts one and does what becomes of it."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from govtui.arguments import UsageError
from govtui.commands.common import DONE, change_words, opened, print_json, print_lines, say, window_cells

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from govtui.ledger.ledger import Ledger
    from govtui.ledger.transactions import Transaction
    from govtui.review.clocks import ClockRow
    from govtui.timing.almanac import Almanac

_PATTERNS = {
    "start": "govtui clock start 模板 名称 --from 日期",
    "pause": "govtui clock pause 号 日期 原因",
    "resume": "govtui clock resume 号 日期",
    "extend": "govtui clock extend 号 新期限 --reason 原因 --approver 姓名",
    "answer": "govtui clock answer 号 日期",
    "show": "govtui clock show 号",
    "remove": "govtui clock remove 号",
}
_MOST_WORDS = {"start": 2, "pause": 3, "resume": 2, "extend": 2, "answer": 2, "show": 1, "remove": 1}


def clocks(request: Namespace) -> int:
    """List the clocks, the pressing ones first, or the templates."""
    from govtui.printing.clocks import clock_record, clock_table

    if request.templates:
        return _templates(json=request.json)
    with opened(request, reading=True) as ledger:
        rows = _rows(ledger, request)
    if request.json:
        print_json([clock_record(row) for row in rows])
    elif rows:
        print_lines(clock_table(rows, window_cells()))
    else:
        say("还没有法定期限，用 govtui clocks --templates 看模板，用 govtui clock start 开始计时")
    return DONE


def clock(request: Namespace) -> int:
    """Start a clock, or do to one what is asked for; then say how it stands."""
    deed, words = request.deed, request.words
    least = 2 if deed in ("start", "extend") else 1
    if not least <= len(words) <= _MOST_WORDS[deed]:
        raise UsageError("命令写法不对", f"{deed} 后面的内容{'不够' if len(words) < least else '太多'}", _usage(deed))
    if deed == "show":
        with opened(request, reading=True) as ledger:
            return _show(ledger, request)
    with opened(request) as ledger:
        transaction = _start(ledger, request) if deed == "start" else _do(ledger, request)
        if transaction is None:
            print_lines(["没有改动：已经是这样了"])
            return DONE
        rows = _rows(ledger, request, transaction.changes[0].id)
    print_lines([change_words(transaction)])
    for row in rows:
        _tell(row)
    return DONE


def _usage(deed: str) -> str:
    return f"写法如 {_PATTERNS[deed]}；名称、原因有空格时加引号"


def _templates(*, json: bool) -> int:
    from govtui.printing.clocks import template_lines, template_record
    from govtui.timing.clock_templates import load_templates, own_templates_file

    loaded = load_templates()
    for notice in loaded.notices:
        say(notice)
    if json:
        print_json([template_record(template, template.key in loaded.own) for template in loaded.templates])
    else:
        print_lines(template_lines(loaded.templates, window_cells()))
        say(f"要改写或添加，请写在 {own_templates_file()}，写法见说明书“法定期限”")
    return DONE


def _almanac() -> Almanac:
    from govtui.timing.almanac import load_almanac

    return load_almanac()


def _rows(ledger: Ledger, request: Namespace, only: str = "") -> tuple[ClockRow, ...]:
    from govtui.review.clocks import clock_rows

    almanac = _almanac()
    wanted = [each for each in ledger.time.clocks.values() if not only or each.id == only]
    return clock_rows(wanted, almanac.templates, almanac.calendar, request.today)


def _start(ledger: Ledger, request: Namespace) -> Transaction:
    from govtui.timing.clock_templates import find_template

    almanac = _almanac()
    template = find_template(almanac.templates, request.words[0])
    started = _day(request.start, request.today, almanac) if request.start else request.today
    title = request.words[1]
    return ledger.time.start_clock(template.key, title, started, task=request.task, note=request.note)


def _do(ledger: Ledger, request: Namespace) -> Transaction | None:
    from govtui.review.clock_deeds import find_clock

    found = find_clock(ledger.time.clocks.values(), request.words[0])
    if request.deed == "remove":
        return ledger.time.remove_clock(found.id)
    (row,) = _rows(ledger, request, found.id)
    return ledger.time.change_clock(found.id, **_fields(row, request))


def _fields(row: ClockRow, request: Namespace) -> dict[str, Any]:
    """Return what is to be changed of a clock. Raises RequestError for what makes no sense, UsageError for a date."""
    from govtui.review.clock_deeds import OTHER_REASON, answered, extended, paused, resumed

    words: Sequence[str] = request.words[1:]
    almanac = _almanac()
    if request.deed == "extend":
        until = _new_last_day(words[0], row, request.today, almanac)
        return extended(row, until, request.reason, request.approver, request.today)
    day = _day(words[0], request.today, almanac) if words else request.today
    if request.deed == "pause":
        return paused(row.clock, row.template, day, words[1] if len(words) > 1 else OTHER_REASON)
    return resumed(row.clock, day) if request.deed == "resume" else answered(row.clock, day)


def _new_last_day(word: str, row: ClockRow, today: dt.date, almanac: Almanac) -> dt.date:
    """Return the day that is meant; working days alone are counted from the present last day."""
    from govtui.review.clock_deeds import extension_day

    return extension_day(row, word, almanac.calendar) or _day(word, today, almanac)


def _day(word: str, today: dt.date, almanac: Almanac) -> dt.date:
    from govtui.review.typed_days import DATE_EXAMPLES, read_day

    if (found := read_day(word, today, almanac.calendar)) is None:
        raise UsageError("命令写法不对", f"“{word}”不是日期", f"日期可写作 2023-09-05、{DATE_EXAMPLES}")
    return found.day


def _show(ledger: Ledger, request: Namespace) -> int:
    from govtui.printing.clocks import clock_lines
    from govtui.review.clock_deeds import find_clock

    found = find_clock(ledger.time.clocks.values(), request.words[0])
    for row in _rows(ledger, request, found.id):
        print_lines(clock_lines(row, window_cells()))
    return DONE


def _tell(row: ClockRow) -> None:
    """Say how a clock stands after a change, and what is against its rule."""
    from govtui.review.clocks import clock_line

    say(f"第{row.clock.id}号　{clock_line(row)}")
    if row.reading:
        for text in row.reading.warnings:
            say(text)
