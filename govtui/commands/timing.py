"""The commands for the time of tasks: `event`, `pause`, `resume`, `extend`, `tick`."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from govtui.arguments import UsageError
from govtui.commands.common import DONE, change_words, opened, print_lines
from govtui.errors import RequestError
from govtui.text import fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from govtui.ledger.ledger import Ledger
    from govtui.ledger.transactions import Transaction
    from govtui.model import Task
    from govtui.timing.almanac import Almanac

_AWAY = frozenset({"取消", "无", "none"})
"""What is written in the place of a date to take it away."""


def event(request: Namespace) -> int:
    """Give the day of the event after which deadlines count, or take it away."""
    from govtui.review.deeds import TimeDeed, refuse_unless_fit

    *ids, word = request.words
    almanac = _almanac()
    if not ids:
        raise UsageError("命令写法不对", "没有写日期", "写法如 govtui event 1-3 9月5日；写“取消”则去掉起算日")
    day = None if fold(word) in _AWAY else _day(word, request, almanac)
    with opened(request) as ledger:
        _refuse_id(ledger, word)
        tasks = list(map(ledger.task, ids))
        for task in tasks:
            refuse_unless_fit(task, TimeDeed.EVENT)
        return _done(ledger, tasks, almanac, lambda named: ledger.time.set_event(named, day))


def pause(request: Namespace) -> int:
    """Let the days of a deadline stand still."""
    from govtui.review.deeds import TimeDeed, refuse_unless_fit
    from govtui.timekeeping import Pause

    almanac = _almanac()
    start = _day(request.start, request, almanac) if request.start else request.today
    with opened(request) as ledger:
        task = ledger.task(request.id)
        refuse_unless_fit(task, TimeDeed.PAUSE)
        made = Pause(start, reason=request.reason, anew=request.anew)
        return _done(ledger, [task], almanac, lambda named: ledger.time.pause(named[0], made))


def resume(request: Namespace) -> int:
    """Let them count again from the day after a day."""
    almanac = _almanac()
    day = _day(request.day, request, almanac) if request.day else request.today
    with opened(request) as ledger:
        task = ledger.task(request.id)
        return _done(ledger, [task], almanac, lambda named: ledger.time.resume(named[0], day))


def extend(request: Namespace) -> int:
    """Put off the due dates of tasks; the old ones are kept."""
    from govtui.timing.dues import due_day

    almanac = _almanac()
    until = _day(request.until, request, almanac)
    with opened(request) as ledger:
        tasks = [ledger.task(task_id) for task_id in request.ids]
        befores = {task.id: due_day(task, almanac.calendar) for task in tasks}

        def change(_: Sequence[str]) -> Transaction | None:
            return ledger.time.extend(befores, until, request.reason, approver=request.approver, day=request.today)

        return _done(ledger, tasks, almanac, change)


def tick(request: Namespace) -> int:
    """Tick measures that are only a way of checking, or take the tick away."""
    from govtui.review.deeds import TimeDeed, refuse_unless_fit

    almanac = _almanac()
    with opened(request) as ledger:
        *ids, word = request.words
        is_id = any(fold(word) == fold(known) for known in ledger.tasks)
        if is_id or not ids:
            ids, day = [*ids, word], request.today
        else:
            day = None if fold(word) in _AWAY else _day(word, request, almanac)
        tasks = list(map(ledger.task, ids))
        for task in tasks:
            refuse_unless_fit(task, TimeDeed.TICK)
        return _done(ledger, tasks, almanac, lambda named: ledger.time.check(named, day))


def _almanac() -> Almanac:
    from govtui.timing.almanac import load_almanac

    return load_almanac()


def _day(word: str, request: Namespace, almanac: Almanac) -> dt.date:
    """Return the day that a word means. Raises UsageError for one that means none."""
    from govtui.review.typed_days import DATE_EXAMPLES, read_day

    if (found := read_day(word, request.today, almanac.calendar)) is None:
        raise UsageError("命令写法不对", f"“{word}”不是日期", f"日期可写作 2023-09-05、{DATE_EXAMPLES}")
    return found.day


def _refuse_id(ledger: Ledger, word: str) -> None:
    """Raise RequestError for a date that is the number of a task too: the date was forgotten, or it must be clear."""
    if any(fold(word) == fold(known) for known in ledger.tasks):
        raise RequestError(
            "没有登记起算日", f"“{word}”既是任务编号，也像日期", "最后写日期；为免混淆，写作 9月5日 或 2023-09-05"
        )


def _done(
    ledger: Ledger, tasks: Sequence[Task], almanac: Almanac, change: Callable[[Sequence[str]], Transaction | None]
) -> int:
    """Have tasks changed, and print what was done and when each of them is due now."""
    from govtui.timing.dues import due_of

    transaction = change([task.id for task in tasks])
    lines = [change_words(transaction) if transaction else "没有改动：已经是这样了"]
    for task in tasks:
        due = due_of(ledger.tasks[task.id], almanac.calendar)
        when = due.day.isoformat() if due.day else "没有到期日"
        lines.append(f"{task.id}  {when}" + (f"  {due.words}" if due.how else ""))
    print_lines(lines)
    return DONE
