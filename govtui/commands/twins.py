"""The commands about tasks that are the same matter in several plans: `twins`, `link`, `unlink`."""

from __future__ import annotations

from argparse import Namespace

from govtui.commands.common import DONE, change_words, opened, print_json, print_lines, say, window_cells


def twins(request: Namespace) -> int:
    """List the pairs of tasks that are nearly the same."""
    from govtui.printing.twins import twin_lines, twin_record
    from govtui.review.twins import find_twins

    with opened(request, reading=True) as ledger:
        tasks = dict(ledger.tasks)
        wanted = ledger.task(request.id).id if request.id else ""
    found = [pair for pair in find_twins(list(tasks.values())) if not wanted or wanted in pair.key]
    if request.json:
        print_json({"pairs": [twin_record(pair, tasks) for pair in found]})
        return DONE
    print_lines([line for pair in found for line in twin_lines(pair, tasks, window_cells())])
    linked = sum(pair.linked for pair in found)
    say(f"共{len(found)}对，已关联{linked}对" if found else "没有找到几份来文里内容几乎相同的任务")
    return DONE


def link(request: Namespace) -> int:
    """Say that tasks are the same matter."""
    with opened(request) as ledger:
        transaction = ledger.link(request.ids)
    print_lines([change_words(transaction) if transaction else "没有改动：已经是这样了"])
    return DONE


def unlink(request: Namespace) -> int:
    """Say that tasks are matters of their own."""
    with opened(request) as ledger:
        transaction = ledger.unlink(request.ids)
    print_lines([change_words(transaction) if transaction else "没有改动：没有关联过"])
    return DONE
