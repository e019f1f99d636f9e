"""The commands that read plans: `read`, `import`."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from govtui.arguments import UsageError
from govtui.commands.common import (
    DONE,
    REFUSED,
    ledger_folder,
    opened,
    operator_name,
    path_of,
    print_json,
    print_lines,
    say,
    tell_notices,
    window_cells,
)
from govtui.errors import GovtuiError, RequestError

if TYPE_CHECKING:
    from govtui.intake.recognition import Recognition
    from govtui.ledger.ledger import Ledger
    from govtui.model import Document, DocumentDraft


def read(request: Namespace) -> int:
    """Show what is understood of files; nothing is stored."""
    from govtui.printing.pages import draft_page, draft_record, reading_lines

    read, failed = _understand(request)
    if request.json:
        print_json({"documents": [draft_record(each.document) for each in read]})
    else:
        for place, each in enumerate(read):
            print_lines([""] * bool(place) + draft_page(each.document, window_cells()) + ["", *reading_lines(each)])
    return REFUSED if failed else DONE


def import_plans(request: Namespace) -> int:
    """Store what files hold, all of them or none, or put one in the place of an earlier version."""
    from govtui.ledger.ledger import Ledger
    from govtui.ledger.renewal import likely_predecessor
    from govtui.printing.pages import draft_summary, loaded_record

    read, failed = _understand(request)
    drafts = [each.document for each in read]
    if failed and not drafts:
        return REFUSED  # why not has been said of each
    if failed:
        raise RequestError("没有存入任何内容", f"{failed}个文件读不了", "改正或去掉这些文件后再试")
    if request.renew:
        return _renew(request, drafts)
    with Ledger.open(ledger_folder(request), operator=operator_name()) as ledger:
        tell_notices(ledger)
        if not request.again:
            _refuse_known(ledger, drafts)
        earlier = [likely_predecessor(draft, ledger.documents, ledger.tasks) for draft in drafts]
        transaction = ledger.add_documents(drafts, again=request.again)
        added = [change.id for change in transaction.changes if change.table == "documents"]
        loaded = [ledger.documents[document_id] for document_id in added]
    if request.json:
        records = list(map(loaded_record, loaded, drafts))
        print_json({"ledger": str(ledger.folder), "transaction": transaction.number, "documents": records})
    else:
        for document, draft in zip(loaded, drafts, strict=True):
            print_lines(draft_summary(document, draft))
        print_lines([f"已存入台账：{ledger.folder}"])
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
    from govtui.printing.pages import fact_lines, loaded_record, renewal_record
    from govtui.review.renewals import renewal_facts

    if len(drafts) != 1 or request.again:
        raise UsageError(
            "命令写法不对", "--renew 只能用于一个文件，也不能和 --again 同用", "写法见 govtui import --help"
        )
    draft, wanted = drafts[0], request.renew.strip().removeprefix("来文")
    with opened(request) as ledger:
        before = ledger.documents.get(wanted)
        renewal = compare(before, ledger.tasks, draft) if before else None
        transaction = ledger.renew(wanted, draft)  # refuses what is not there
        document = ledger.documents[wanted]
    assert renewal is not None
    if request.json:
        number = transaction.number if transaction else None
        record = {"transaction": number, "documents": [loaded_record(document, draft)]}
        print_json({"ledger": str(ledger.folder), **record, "renewal": renewal_record(renewal)})
    else:
        print_lines(fact_lines(renewal_facts(renewal), window_cells()))
        print_lines([f"已更新来文{document.id}：{ledger.folder}" if transaction else "没有改动：已经是这样了"])
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
    path = path_of(name)
    return sorted(path.parent.glob(path.name)) or [path] if "*" in path.name or "?" in path.name else [path]
