"""The commands that look at tasks and change them: `list`, `show`, `set`, `undo`, `redo`."""

from __future__ import annotations

from argparse import Namespace

import msgspec

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


def list_tasks(request: Namespace) -> int:
    """List the tasks under a filter."""
    from govtui.printing.pages import count_words, task_record, task_table

    with opened(request, reading=True) as ledger:
        view = filtered(ledger, request)
    if request.json:
        print_json({"today": view.today, "tasks": [task_record(row) for row in view.rows]})
        return DONE
    if view.rows:
        print_lines(task_table(view.rows, window_cells()))
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
    """Change tasks."""
    from govtui.request import parse_request
    from govtui.review.counting import counts_for

    ids, wanted, counts = parse_request(request.words, request.today)
    with opened(request) as ledger:
        if counts:
            found = counts_for(list(map(ledger.task, ids)), counts)
            wanted["progress"] = msgspec.structs.replace(wanted["progress"], counts=found)
        transaction = ledger.change(ids, **wanted)
    print_lines([change_words(transaction) if transaction else "没有改动：已经是这样了"])
    return DONE


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
