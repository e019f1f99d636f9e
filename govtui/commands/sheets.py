"""The command that writes the sheet to be handed in: `export`."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from govtui.arguments import UsageError
from govtui.commands.common import DONE, filtered, opened, path_of, print_lines, say
from govtui.errors import RequestError

if TYPE_CHECKING:
    from govtui.excel.register import Changes, SheetForm
    from govtui.ledger.ledger import Ledger
    from govtui.model import Document


def export(request: Namespace) -> int:
    """Write the formal sheet of the tasks under a filter."""
    path = sheet_target(request, "没有导出")
    with opened(request, reading=True) as ledger:
        view = filtered(ledger, request, "没有导出")
        sources = dict.fromkeys(row.task.document for row in view.rows)
        documents = [ledger.documents[source] for source in sources]
        changes = _changes(ledger, request)
    if not view.rows:
        raise RequestError("没有导出", "没有符合条件的任务", "用 govtui list 看看筛选条件")
    from govtui.excel.register import write_register

    sheet = write_register(path, view.rows, sheet_form(request, documents), documents=documents, changes=changes)
    for note in sheet.notes:
        say(note)
    print_lines([f"已导出{sheet.rows}项：{sheet.path}"])
    return DONE


def sheet_target(request: Namespace, title: str) -> Path:
    """Return the file that a sheet goes to. Raises UsageError for what is none, RequestError for one that is there."""
    if not request.output:
        raise UsageError("命令写法不对", "没有写存为哪个文件", "加上 -o 文件.xlsx")
    path = path_of(request.output)
    if path.suffix.lower() != ".xlsx":
        raise UsageError("命令写法不对", f"“{path.name}”不是 Excel 文件名", "文件名请以 .xlsx 结尾")
    if path.exists() and not request.force:
        raise RequestError(title, f"“{path}”已经存在", "换一个文件名，或加 --force 覆盖它")
    return path


def _changes(ledger: Ledger, request: Namespace) -> Changes | None:
    """Return what is new since a round, where that is asked for."""
    if request.since_round is None:
        return None
    from govtui.commands.rounds import changes_since_round

    return changes_since_round(ledger, request, request.since_round)


def sheet_form(request: Namespace, documents: Sequence[Document]) -> SheetForm:
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
