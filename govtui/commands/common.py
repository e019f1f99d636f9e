"""What the commands share: where the ledger is, how it is opened, how results and messages are printed."""

from __future__ import annotations

import shutil
import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from govtui.errors import LedgerError, RequestError

if TYPE_CHECKING:  # none of these is needed to print the help
    from collections.abc import Iterable, Iterator

    from govtui.ledger.ledger import Ledger
    from govtui.ledger.transactions import Transaction
    from govtui.model import Task
    from govtui.review.view import TaskView

DONE, REFUSED, WRONG_USAGE = 0, 1, 2


def say(message: str) -> None:
    """Print a message, which is no result, on a line of its own."""
    from govtui.text import one_line

    print(one_line(message), file=sys.stderr)


def print_lines(lines: Sequence[str]) -> None:
    """Print the lines of a result with nothing in them that could act on a terminal."""
    from govtui.text import clean

    sys.stdout.write("".join(f"{clean(line)}\n" for line in lines))


def print_json(value: object) -> None:
    """Print a result for other programs."""
    from govtui.printing.pages import json_text

    print(json_text(value))


def window_cells() -> int | None:
    """Return the width to fit a table into; None where nobody looks at it through a window."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def path_of(word: str) -> Path:
    """Return the path that a word of the command line names."""
    try:
        return Path(word).expanduser()
    except RuntimeError:  # `~` where there is no home
        return Path(word)


def ledger_folder(request: Namespace, *, anew: bool = False) -> Path:
    """Return the folder of the ledger that is asked for, by a path or by its name, or that is opened of itself.

    With `anew` a path may be that of a known ledger which is gone. Raises RequestError for a name that no ledger has,
    LedgerError for a known ledger that is not there now.
    """
    from govtui.config import load_settings
    from govtui.shelf import find, folder_to_open

    return find(load_settings(), request.ledger, anew=anew) if request.ledger else folder_to_open(load_settings())


@contextmanager
def opened(request: Namespace, *, reading: bool = False) -> Iterator[Ledger]:
    """Open the ledger that must be there: a mistyped folder is not silently an empty ledger."""
    from govtui.ledger.ledger import Ledger

    with Ledger.open(existing_folder(request), operator=operator_name(), reading=reading) as ledger:
        tell_notices(ledger)
        yield ledger
        if not reading:
            _back_up(ledger)


def _back_up(ledger: Ledger) -> None:
    """Make the automatic backup, if it is due; that it failed is said, and no failure of what was asked for."""
    try:
        ledger.back_up_if_due()
    except LedgerError as error:
        say(f"自动备份没有做成：{error.message}；{error.hint}")


def existing_folder(request: Namespace) -> Path:
    """Return the folder of the ledger that is asked for. Raises RequestError where there is none."""
    folder = ledger_folder(request)
    if not folder.is_dir():
        raise RequestError(
            "没有台账", f"“{folder}”还不存在", "用 govtui import 存入任务分解表，或用 --ledger 指明台账所在文件夹"
        )
    return folder


def operator_name() -> str:
    """Return the name that changes are signed with, as it was set once; empty where it was not."""
    from govtui.config import load_settings

    return load_settings().operator


def tell_notices(ledger: Ledger) -> None:
    """Say what was found when the ledger was opened."""
    for notice in ledger.notices:
        say(notice)


def filtered(ledger: Ledger, request: Namespace, refusal: str = "") -> TaskView:
    """Return the tasks under the filter that is asked for, as they stand on the day that is asked for.

    What was not understood is said and does not count; with the title of a `refusal` it is a RequestError.
    """
    text = " ".join(map(_with_saved_filter, request.filter))
    view = view_of(ledger, request, ledger.tasks.values()).filtered(text)
    for problem in view.query.problems:
        part = text[problem.start : problem.end]
        if refusal:
            raise RequestError(
                refusal, f"筛选条件“{part}”没有看懂：{problem.explanation}", "筛选的写法见 govtui --help"
            )
        say(f"筛选条件“{part}”没有看懂，没有起作用：{problem.explanation}")
    return view


VIEW_MARK = "视图:"
"""Before the name of a saved view, of which the filter takes its place."""


def _with_saved_filter(word: str) -> str:
    """Return a word of the filter, or the filter of the view that it names. Raises RequestError for an unknown one."""
    from govtui.text import fold

    if not fold(word).startswith(VIEW_MARK):
        return word
    from govtui.config import load_settings
    from govtui.review.saved_views import view_text

    return view_text(word[len(VIEW_MARK) :], load_settings().views)


def view_of(ledger: Ledger, request: Namespace, tasks: Iterable[Task]) -> TaskView:
    """Return some tasks of the ledger as they stand on the day that is asked for, by the office's own rules."""
    from govtui.review.directory import Directory
    from govtui.review.view import TaskView
    from govtui.timing.almanac import load_almanac

    almanac = load_almanac()
    for notice in almanac.notices:
        say(notice)
    directory = Directory.of(ledger.tasks.values(), ledger.units.records.values())
    return TaskView.of(tasks, request.today, almanac=almanac, documents=ledger.documents.values(), directory=directory)


def change_words(transaction: Transaction) -> str:
    """Return what was done, with its number in the history."""
    return f"第{transaction.number}号改动：{transaction.reason}"
