"""The command that writes the sheet to be handed in: `export`."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from govtui.arguments import UsageError
from govtui.commands.common import DONE, filtered, opened, path_of, print_lines, say
from govtui.errors import RequestError

if TYPE_CHECKING:
    from govtui.excel.register import SheetForm
    from govtui.model import Document


def export(request: Namespace) -> int:
    """Write the formal sheet of the tasks under a filter."""
    path = path_of(request.output)
    if path.suffix.lower() != ".xlsx":
        raise UsageError("命令写法不对", f"“{path.name}”不是 Excel 文件名", "文件名请以 .xlsx 结尾")
    if path.exists() and not request.force:
        raise RequestError("没有导出", f"“{path}”已经存在", "换一个文件名，或加 --force 覆盖它")
    with opened(request, reading=True) as ledger:
        view = filtered(ledger, request)
        sources = dict.fromkeys(row.task.document for row in view.rows)
        documents = [ledger.documents[source] for source in sources]
    if not view.rows:
        raise RequestError("没有导出", "没有符合条件的任务", "用 govtui list 看看筛选条件")
    from govtui.excel.register import write_register

    sheet = write_register(path, view.rows, _form(request, documents), documents=documents)
    for note in sheet.notes:
        say(note)
    print_lines([f"已导出{sheet.rows}项：{sheet.path}"])
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
