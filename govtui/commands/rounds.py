"""The commands about reporting rounds (报送批次): `rounds` lists, sets and hands them in, `diff` compares two."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from govtui.arguments import UsageError
from govtui.commands.common import DONE, change_words, opened, print_json, print_lines, say, window_cells
from govtui.commands.sheets import sheet_form, sheet_target
from govtui.errors import RequestError

if TYPE_CHECKING:
    from govtui.excel.register import Changes
    from govtui.ledger.ledger import Ledger
    from govtui.timing.rounds import RoundReading

_IDS_NAMED = 10


def rounds(request: Namespace) -> int:
    """List the rounds, or set, remove or hand in one."""
    asked = [word for word in (request.add, request.remove, request.hand_in) if word]
    if len(asked) > 1:
        raise UsageError("命令写法不对", "--add、--remove、--hand-in 一次只能写一个", "写法见 govtui rounds --help")
    if request.add:
        return _add(request)
    if request.remove:
        return _remove(request)
    return _hand_in(request) if request.hand_in else _list(request)


def readings_of(ledger: Ledger, request: Namespace) -> tuple[RoundReading, ...]:
    """Return the rounds of a ledger on the day that is asked for."""
    from govtui.review.rounds import rounds_on

    time = ledger.time
    return rounds_on(ledger.tasks.values(), time.rounds.values(), time.schedules.values(), request.today)


def changes_since_round(ledger: Ledger, request: Namespace, word: str) -> Changes:
    """Return what has become of the tasks since a round, since the last one that was handed in where none is named.

    Raises RequestError where there is no such round, or it was not handed in; LedgerError.
    """
    from govtui.excel.submission import changes_since
    from govtui.review.rounds import handed_in_before, round_named

    readings = readings_of(ledger, request)
    reading = round_named(readings, word, request.today) if word else handed_in_before(readings)
    found = changes_since(ledger.present(), reading.opened, ledger.tasks) if reading and reading.opened else None
    if found is None:
        said = f"“{reading.due} {reading.title}”还没有报送" if reading else "台账里还没有报送过的批次"
        raise RequestError("没有导出", f"{said}，没有可比的情况", "用 govtui rounds 看各批次的状态")
    return found


def _list(request: Namespace) -> int:
    from govtui.printing.rounds import next_lines, round_record, round_table

    with opened(request, reading=True) as ledger:
        readings, tasks = readings_of(ledger, request), dict(ledger.tasks)
    if request.json:
        records = [round_record(number, each, tasks) for number, each in enumerate(readings, 1)]
        print_json({"today": request.today, "rounds": records})
        return DONE
    if not readings:
        say("还没有报送批次：来文里没有写报送日期，可用 govtui rounds --add 设定")
        return DONE
    print_lines([*round_table(readings, window_cells()), *next_lines(readings, tasks, request.today)])
    return DONE


def _add(request: Namespace) -> int:
    """Set rounds that come again and again, or open one on a day."""
    from govtui.review.keeping_rounds import set_rounds
    from govtui.review.rounds import EXAMPLES, understood_when

    when = understood_when(request.add, request.today)
    if when is None:
        raise UsageError(
            "命令写法不对", f"看不懂“{request.add}”是什么时候", f"写法如：{EXAMPLES}；只报一次的写日期，如 12月5日"
        )
    documents = tuple(filter(None, request.documents.replace("、", ",").replace("，", ",").split(",")))
    with opened(request) as ledger:
        done = set_rounds(ledger, request.add, request.title, request.today, documents)
    print_lines([change_words(done), f"理解为{when.words}，接下来是：{'、'.join(map(str, when.days))}"])
    return DONE


def _remove(request: Namespace) -> int:
    from govtui.review.keeping_rounds import remove_round

    with opened(request) as ledger:
        done = remove_round(ledger, _named(ledger, request, request.remove))
    print_lines([change_words(done)])
    return DONE


def _named(ledger: Ledger, request: Namespace, word: str) -> RoundReading:
    from govtui.review.rounds import round_named

    return round_named(readings_of(ledger, request), word, request.today)


def _hand_in(request: Namespace) -> int:
    """Write the sheet of a round, keep it, and write down that it was handed in."""
    path = sheet_target(request, "没有报送")
    from govtui.excel.submission import submission_of, submit
    from govtui.ledger.ledger import local_now
    from govtui.review.keeping_rounds import hand_in, refuse_hand_in

    with opened(request) as ledger:
        reading = _named(ledger, request, request.hand_in)
        refuse_hand_in(ledger, reading)
        changes = None
        if request.since_round is not None:
            changes = changes_since_round(ledger, request, request.since_round)
        what = submission_of(ledger, reading, request.today)
        done = submit(path, what, sheet_form(request, what.documents), local_now, changes=changes)
        transaction = hand_in(ledger, reading, done.hand_in, request.today)
    if reading.owing:
        say(f"其中{len(reading.owing)}项没有登记这一批的进展：{'、'.join(reading.owing[:_IDS_NAMED])}")
    for note in done.sheet.notes:
        say(note)
    print_lines([change_words(transaction), f"已导出{done.sheet.rows}项：{done.sheet.path}"])
    return DONE


def diff(request: Namespace) -> int:
    """Say what has become of the tasks between two rounds, or since one."""
    from govtui.printing.rounds import comparison_lines, comparison_record
    from govtui.review.comparing import NOW_WORDS, compare_rounds
    from govtui.review.rounds import round_named

    with opened(request, reading=True) as ledger:
        readings = readings_of(ledger, request)
        before, after = (
            None if word.strip().lower() in NOW_WORDS else round_named(readings, word, request.today)
            for word in (request.before, request.after)
        )
        found = compare_rounds(ledger.present(), before, after)
    if request.json:
        print_json(comparison_record(found))
    else:
        print_lines(comparison_lines(found, window_cells()))
    return DONE
