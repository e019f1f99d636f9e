"""The command that hands a ledger over to a successor: `handover`."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from govtui.arguments import UsageError
from govtui.commands.common import DONE, opened, path_of, print_lines, say
from govtui.errors import RequestError

if TYPE_CHECKING:
    from govtui.excel.handover import HandoverForm
    from govtui.handover.estate import Estate

_ENDINGS = (".zip", ".xlsx")


def hand_over(request: Namespace) -> int:
    """Write the package of a hand-over, or its sheet alone: the file's ending tells which."""
    path = path_of(request.file)
    if path.suffix.lower() not in _ENDINGS:
        raise UsageError(
            "命令写法不对", f"“{path.name}”看不出要什么", "文件名以 .zip 结尾是交接包，以 .xlsx 结尾只是工作交接表"
        )
    if path.exists() and not request.force:
        raise RequestError("没有交接", f"“{path}”已经存在", "换一个文件名，或加 --force 覆盖它")
    from govtui.handover.estate import estate_of
    from govtui.timing.almanac import load_almanac

    with opened(request, reading=True) as ledger:
        estate = estate_of(ledger, request.today, load_almanac())
    if not estate.rows:
        raise RequestError("没有交接", "台账里还没有任务", "用 govtui import 存入任务分解表，或用 --ledger 指明台账")
    form = _form(request, estate)
    return _package(path, estate, form) if path.suffix.lower() == ".zip" else _sheet(path, estate, form)


def _package(path: Path, estate: Estate, form: HandoverForm) -> int:
    from govtui.handover.package import hand_over
    from govtui.ledger.ledger import local_now

    done = hand_over(path, estate, form, local_now())
    for note in done.notes:
        say(note)
    print_lines([f"已做好交接包：未办结{done.open_tasks}项，佐证材料{done.files}件：{done.path}"])
    return DONE


def _sheet(path: Path, estate: Estate, form: HandoverForm) -> int:
    from govtui.handover.estate import fault_words, pieces_of, write_sheet

    pieces = pieces_of(estate)
    sheet = write_sheet(path, estate, form, pieces, packed=False)
    for note in (*fault_words(pieces), *sheet.notes):
        say(note)
    print_lines([f"已导出工作交接表：未办结{sheet.rows}项：{sheet.path}"])
    return DONE


def _form(request: Namespace, estate: Estate) -> HandoverForm:
    """Return from whom to whom: as asked for, else as it was last filled in on the screen."""
    from govtui.config import load_settings
    from govtui.excel.handover import HandoverForm

    remembered = load_settings()
    return HandoverForm(
        day=request.today,
        unit=request.unit or remembered.unit,
        giver=request.giver or estate.operator or remembered.filler,
        receiver=request.to,
        witness=request.witness,
        ledger=estate.name,
    )
