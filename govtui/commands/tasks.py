"""The commands that look at tasks and change them: `list`, `show`, `set`, `undo`, `redo`."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

import msgspec

from govtui.arguments import UsageError
from govtui.commands.common import (
    DONE,
    change_words,
    filtered,
    opened,
    print_json,
    print_lines,
    say,
    view_of,
    window_cells,
)

if TYPE_CHECKING:
    from govtui.ledger.ledger import Ledger
    from govtui.model import Progress
    from govtui.request import Request


def list_tasks(request: Namespace) -> int:
    """List the tasks under a filter."""
    from govtui.printing.pages import count_words, group_record, grouped_lines, task_record, task_table

    with opened(request, reading=True) as ledger:
        view = filtered(ledger, request)
    if request.json:
        groups = {"groups": list(map(group_record, view.groups))} if view.groups else {}
        print_json({"today": view.today, "tasks": [task_record(row) for row in view.rows], **groups})
        return DONE
    if view.rows:
        print_lines(grouped_lines(task_table(view.rows, window_cells()), view.groups))
    say(f"{view.today}：{count_words(view.counts())}")
    return DONE


def show(request: Namespace) -> int:
    """Show everything about a task, its history too."""
    from govtui.printing.clocks import clock_record
    from govtui.printing.history import entry_record
    from govtui.printing.pages import task_page, task_record
    from govtui.review.clocks import clock_line, hung_on
    from govtui.review.history import entries_of
    from govtui.review.timekeeping import TaskTime

    with opened(request, reading=True) as ledger:
        task = ledger.task(request.id)
        history = entries_of(ledger.history(task.id))
        document = ledger.documents[task.document]
        view = view_of(ledger, request, [task])
        row = view.rows[0]
        clocks = hung_on(task.id, ledger.time.clocks.values(), view.reader.almanac, request.today)
    if request.json:
        records = {"clocks": list(map(clock_record, clocks)), "history": list(map(entry_record, history))}
        print_json({**task_record(row), **records})
    else:
        time = TaskTime.of(task, view.reader)
        print_lines(task_page(row, document, history, time, window_cells(), map(clock_line, clocks)))
    return DONE


def change(request: Namespace) -> int:
    """Change tasks: their wording first, then what became of them."""
    from govtui.request import parse_request

    wanted = parse_request(request.words, request.today)
    if request.twins and wanted.entry is None:
        raise UsageError("命令写法不对", "--twins 要和进展一起写", "写法如 govtui set 1-3 进展=已印发通知 --twins")
    with opened(request) as ledger:
        entry = _counted(ledger, wanted)
        made = [ledger.edit(wanted.ids, wanted.wording)] if wanted.wording else []
        if entry and request.twins:
            made.append(ledger.change(wanted.ids, status=wanted.status, note=wanted.note))
            made.append(ledger.add_progress(wanted.ids, entry, with_twins=True))
        else:
            made.append(ledger.change(wanted.ids, status=wanted.status, note=wanted.note, progress=entry))
    print_lines([change_words(each) for each in made if each] or ["没有改动：已经是这样了"])
    return DONE


def _counted(ledger: Ledger, wanted: Request) -> Progress | None:
    """Return the entry of progress with what it counts; one that does nothing else says so. Raises RequestError."""
    from govtui.review.counting import counts_for
    from govtui.review.phrases import counted_words

    if wanted.entry is None or not wanted.counts:
        return wanted.entry
    tasks = list(map(ledger.task, wanted.ids))
    counts = counts_for(tasks, wanted.counts)
    indicators = {indicator.text: indicator for indicator in tasks[0].indicators}
    text = wanted.entry.text or counted_words((indicators[each.indicator], each.value) for each in counts)
    return msgspec.structs.replace(wanted.entry, text=text, counts=counts)


def undo(request: Namespace) -> int:
    """Take back the newest change, or the one with a number."""
    with opened(request) as ledger:
        transaction = ledger.undo(request.number)
    print_lines([change_words(transaction)])
    return DONE


def redo(request: Namespace) -> int:
    """Make the change stand again that was taken back last."""
    with opened(request) as ledger:
        transaction = ledger.redo()
    print_lines([change_words(transaction)])
    return DONE
