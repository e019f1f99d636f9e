"""The command line: each command asks the rooms below, prints what they answer and returns an exit code.

Results go to standard output, messages to standard error. 0: done, 1: refused with a reason, 2: wrong usage.
"""

from __future__ import annotations

import datetime as dt
import shutil
import sys
import tempfile
from argparse import Namespace
from collections.abc import Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from govtui.arguments import UsageError, parse
from govtui.errors import GovtuiError, RequestError

if TYPE_CHECKING:  # none of these is needed to print the help
    from collections.abc import Iterator

    from govtui.excel.register import SheetForm
    from govtui.intake.recognition import Recognition
    from govtui.ledger.ledger import Ledger
    from govtui.ledger.transactions import Transaction
    from govtui.model import Document, DocumentDraft
    from govtui.review.view import TaskView

DONE, REFUSED, WRONG_USAGE = 0, 1, 2


def run(words: Sequence[str]) -> int:
    """Do what the words of a command line (without the program's name) ask for; return the exit code.

    Raises UsageError for words that make no command, other GovtuiErrors for what is refused.
    """
    try:
        request = parse(words, dt.date.today())
    except SystemExit:  # the help or the version has been printed
        return DONE
    return _COMMANDS[request.command](request)


def say(message: str) -> None:
    """Print a message, which is no result, on a line of its own."""
    from govtui.text import one_line

    print(one_line(message), file=sys.stderr)


# The screen


def _screen(request: Namespace) -> int:
    _need_terminal()
    from govtui.app import run_app
    from govtui.ledger.ledger import Ledger

    plan = _path(request.file).absolute() if request.command else None
    with Ledger.open(_folder(request)) as ledger:
        return run_app(ledger, request.today, plan=plan)


def _demo(request: Namespace) -> int:
    _need_terminal()
    from govtui.app import run_app
    from govtui.sample import build_demo, demo_day

    today = request.today if request.today_given else demo_day()
    with (
        tempfile.TemporaryDirectory(prefix="govtui-demo-", ignore_cleanup_errors=True) as folder,
        build_demo(Path(folder), today) as ledger,
    ):
        return run_app(ledger, today, demo=True)


def _need_terminal() -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise RequestError(
            "打不开屏幕", "这里不是终端", "请在终端窗口里运行，或改用 govtui list 等命令，见 govtui --help"
        )


# Plans


def _read(request: Namespace) -> int:
    from govtui.printing import draft_page, draft_record, json_text, reading_lines

    read, failed = _understand(request)
    if request.json:
        print(json_text({"documents": [draft_record(each.document) for each in read]}))
    else:
        for place, each in enumerate(read):
            _print([""] * bool(place) + draft_page(each.document, _cells()) + ["", *reading_lines(each)])
    return REFUSED if failed else DONE


def _import(request: Namespace) -> int:
    from govtui.ledger.ledger import Ledger
    from govtui.ledger.renewal import likely_predecessor
    from govtui.printing import draft_summary, json_text, loaded_record

    read, failed = _understand(request)
    drafts = [each.document for each in read]
    if failed and not drafts:
        return REFUSED  # why not has been said of each
    if failed:
        raise RequestError("没有存入任何内容", f"{failed}个文件读不了", "改正或去掉这些文件后再试")
    if request.renew:
        return _renew(request, drafts)
    with Ledger.open(_folder(request)) as ledger:
        _tell_notices(ledger)
        if not request.again:
            _refuse_known(ledger, drafts)
        earlier = [likely_predecessor(draft, ledger.documents, ledger.tasks) for draft in drafts]
        transaction = ledger.add_documents(drafts, again=request.again)
        added = [change.id for change in transaction.changes if change.table == "documents"]
        loaded = [ledger.documents[document_id] for document_id in added]
    if request.json:
        records = list(map(loaded_record, loaded, drafts))
        print(json_text({"ledger": str(ledger.folder), "transaction": transaction.number, "documents": records}))
    else:
        for document, draft in zip(loaded, drafts, strict=True):
            _print(draft_summary(document, draft))
        _print([f"已存入台账：{ledger.folder}"])
    for document, before in zip(loaded, earlier, strict=True):
        if before:
            _tell_of_earlier(document, before)
    return DONE


def _tell_of_earlier(document: Document, before: Document) -> None:
    """Say that a document which was stored beside an earlier version of it could have taken its place."""
    from govtui.ledger.summary import title_of

    say(
        f"“{document.source}”像是来文{before.id}{title_of(before)}的新版，已另存为来文{document.id}。如要更新来文{before.id}"
        f"并保留进展，先 govtui undo，再 govtui import 文件 --renew {before.id}"
    )


def _renew(request: Namespace, drafts: Sequence[DocumentDraft]) -> int:
    """Put the one file that was read in the place of a document."""
    from govtui.ledger.renewal import compare
    from govtui.printing import fact_lines, json_text, loaded_record, renewal_record
    from govtui.review.renewals import renewal_facts

    if len(drafts) != 1 or request.again:
        raise UsageError(
            "命令写法不对", "--renew 只能用于一个文件，也不能和 --again 同用", "写法见 govtui import --help"
        )
    draft, wanted = drafts[0], request.renew.strip().removeprefix("来文")
    with _opened(request) as ledger:
        before = ledger.documents.get(wanted)
        renewal = compare(before, ledger.tasks, draft) if before else None
        transaction = ledger.renew(wanted, draft)  # refuses what is not there
        document = ledger.documents[wanted]
    assert renewal is not None
    if request.json:
        number = transaction.number if transaction else None
        record = {"transaction": number, "documents": [loaded_record(document, draft)]}
        print(json_text({"ledger": str(ledger.folder), **record, "renewal": renewal_record(renewal)}))
    else:
        _print(fact_lines(renewal_facts(renewal), _cells()))
        _print([f"已更新来文{document.id}：{ledger.folder}" if transaction else "没有改动：已经是这样了"])
    return DONE


def _refuse_known(ledger: Ledger, drafts: Sequence[DocumentDraft]) -> None:
    """Say of all files that stand in the ledger where and since when, not only of the first."""
    known = [
        f"“{draft.source}”已于{document.imported_at:%Y-%m-%d %H:%M}存为来文{document.id}"
        for draft in drafts
        if (document := ledger.document_with(draft.fingerprint))
    ]
    if known:
        raise RequestError("没有存入任何内容", "；".join(known), "去掉这些文件；确实要再存一份，加 --again")


def _understand(request: Namespace) -> tuple[list[Recognition], int]:
    """Return what is understood of each file and how many could not be read; why not is said at once."""
    from govtui.intake.asked import Asked, asked_choices
    from govtui.intake.load import load_source
    from govtui.intake.profiles import load_profiles

    asked = Asked(tables=tuple(request.table), header=request.header, fields=tuple(map(_pair, request.map)))
    profiles = load_profiles()
    read = []
    failed = 0
    for path in (path for name in request.files for path in _paths(name)):
        try:
            file = load_source(path)
            read.append(file.recognised(asked_choices(file.source, asked), profiles))
        except GovtuiError as error:
            failed += 1
            said = str(error)
            say(said if path.name in said else f"“{path.name}”{said}")
    return read, failed


def _pair(word: str) -> tuple[str, str]:
    column, sign, field = word.replace("＝", "=", 1).partition("=")
    if not (column and sign and field):
        raise UsageError(
            "命令写法不对", f"“{word}”不是“栏名=字段”", "写法如 --map 责任处室=units，见 govtui read --help"
        )
    return column, field


def _paths(name: str) -> list[Path]:
    """Return the files that a word names: on Windows it is not the shell that knows what `*.txt` means."""
    path = _path(name)
    return sorted(path.parent.glob(path.name)) or [path] if "*" in path.name or "?" in path.name else [path]


# Tasks


def _list(request: Namespace) -> int:
    from govtui.printing import count_words, json_text, task_record, task_table

    with _opened(request, reading=True) as ledger:
        view = _filtered(ledger, request)
    if request.json:
        print(json_text({"today": view.today, "tasks": [task_record(row) for row in view.rows]}))
        return DONE
    if view.rows:
        _print(task_table(view.rows, _cells()))
    say(f"{view.today}：{count_words(view.counts())}")
    return DONE


def _show(request: Namespace) -> int:
    from govtui.printing import history_record, json_text, task_page, task_record
    from govtui.review.view import TaskView

    with _opened(request, reading=True) as ledger:
        task = ledger.task(request.id)
        history = ledger.history(task.id)
        document = ledger.documents[task.document]
    row = TaskView.of([task], request.today).rows[0]
    if request.json:
        print(json_text({**task_record(row), "history": list(map(history_record, history))}))
    else:
        _print(task_page(row, document, history, _cells()))
    return DONE


def _set(request: Namespace) -> int:
    from govtui.request import parse_request

    ids, change = parse_request(request.words, request.today)
    with _opened(request) as ledger:
        transaction = ledger.change(ids, **change)
    _print([_change(transaction) if transaction else "没有改动：已经是这样了"])
    return DONE


def _change(transaction: Transaction) -> str:
    return f"第{transaction.number}号改动：{transaction.reason}"


def _undo(request: Namespace) -> int:
    with _opened(request) as ledger:
        transaction = ledger.undo()
    _print([_change(transaction)])
    return DONE


def _export(request: Namespace) -> int:
    path = _path(request.output)
    if path.suffix.lower() != ".xlsx":
        raise UsageError("命令写法不对", f"“{path.name}”不是 Excel 文件名", "文件名请以 .xlsx 结尾")
    if path.exists() and not request.force:
        raise RequestError("没有导出", f"“{path}”已经存在", "换一个文件名，或加 --force 覆盖它")
    with _opened(request, reading=True) as ledger:
        view = _filtered(ledger, request)
        sources = dict.fromkeys(row.task.document for row in view.rows)
        documents = [ledger.documents[source] for source in sources]
    if not view.rows:
        raise RequestError("没有导出", "没有符合条件的任务", "用 govtui list 看看筛选条件")
    from govtui.excel.register import write_register

    sheet = write_register(path, view.rows, _form(request, documents), documents=documents)
    for note in sheet.notes:
        say(note)
    _print([f"已导出{sheet.rows}项：{sheet.path}"])
    return DONE


def _form(request: Namespace, documents: Sequence[Document]) -> SheetForm:
    """Return what stands around the table: as asked for, else as it was last filled in on the screen."""
    from govtui.config import load_settings
    from govtui.excel.register import SheetForm
    from govtui.review.facts import sheet_title

    remembered = load_settings()
    return SheetForm(
        title=request.title or sheet_title(documents),
        day=request.today,
        unit=request.unit or remembered.unit,
        filler=request.filler or remembered.filler,
        reviewer=request.reviewer or remembered.reviewer,
        phone=request.phone or remembered.phone,
    )


_COMMANDS = {
    None: _screen,
    "open": _screen,
    "demo": _demo,
    "read": _read,
    "import": _import,
    "list": _list,
    "show": _show,
    "set": _set,
    "undo": _undo,
    "export": _export,
}


# What they share


def _path(word: str) -> Path:
    try:
        return Path(word).expanduser()
    except RuntimeError:  # `~` where there is no home
        return Path(word)


def _folder(request: Namespace) -> Path:
    from govtui.paths import default_ledger

    return _path(request.ledger) if request.ledger else default_ledger()


@contextmanager
def _opened(request: Namespace, *, reading: bool = False) -> Iterator[Ledger]:
    """Open the ledger that must be there: a mistyped folder is not silently an empty ledger."""
    from govtui.ledger.ledger import Ledger

    folder = _folder(request)
    if not folder.is_dir():
        raise RequestError(
            "没有台账", f"“{folder}”还不存在", "用 govtui import 存入任务分解表，或用 --ledger 指明台账所在文件夹"
        )
    with Ledger.open(folder, reading=reading) as ledger:
        _tell_notices(ledger)
        yield ledger


def _tell_notices(ledger: Ledger) -> None:
    for notice in ledger.notices:
        say(notice)


def _filtered(ledger: Ledger, request: Namespace) -> TaskView:
    from govtui.review.view import TaskView

    return TaskView.of(ledger.tasks.values(), request.today).filtered(" ".join(request.filter))


def _cells() -> int | None:
    """Return the width to fit a table into; None where nobody looks at it through a window."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def _print(lines: Sequence[str]) -> None:
    from govtui.text import clean

    sys.stdout.write("".join(f"{clean(line)}\n" for line in lines))
