"""The command that looks at what was changed: `history`."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from govtui.arguments import UsageError
from govtui.commands.common import DONE, opened, path_of, print_json, print_lines, say, window_cells
from govtui.errors import RequestError

if TYPE_CHECKING:
    import datetime as dt

    from govtui.ledger.ledger import Ledger
    from govtui.review.entries import Kind
    from govtui.review.history_query import Condition
    from govtui.review.looking_back import LookingBack
    from govtui.wording.spans import Span


def history(request: Namespace) -> int:
    """List the changes under some conditions, oldest first, or write them to a sheet."""
    if request.output:
        _refuse_target(request)
    with opened(request, reading=True) as ledger:
        looking = _looked_through(ledger, request)
        if request.output:
            return _export(ledger, looking, request)
        from govtui.printing.history import entry_lines, entry_record

        if request.json:
            print_json({"history": list(map(entry_record, looking.oldest_first()))})
            return DONE
        cells = window_cells()
        for entry in looking.oldest_first():
            print_lines(entry_lines(entry, cells))
        total = looking.past.count
        say(f"{looking.count}条改动" + (f"（台账共{total}条）" if looking.count < total else ""))
    return DONE


def _looked_through(ledger: Ledger, request: Namespace) -> LookingBack:
    """Return the changes that are asked for. Raises RequestError for a task that the ledger has never had."""
    from govtui.review.history_query import history_query
    from govtui.review.looking_back import LookingBack

    looking = LookingBack(ledger.past(), history_query(_conditions(ledger, request)))
    looking.read_all()
    if request.id and not looking.count:
        ledger.task(request.id)
    return looking


def _conditions(ledger: Ledger, request: Namespace) -> Iterator[Condition]:
    """Yield the conditions that are asked for. Raises UsageError for a date or a kind that does not exist."""
    from datetime import date

    from govtui.review.history_query import by_persons, kinds_named, of_kinds, of_task, within
    from govtui.text import fold
    from govtui.wording.spans import Span

    if request.id:
        task_id = request.id.strip()  # of a task that was taken back there is only the history
        yield of_task(task_id if task_id in ledger.tasks else fold(task_id))
    if request.operator:
        yield by_persons([fold(request.operator)])
    if request.kind:
        words = request.kind.replace("、", ",").replace("，", ",").split(",")
        yield of_kinds(kind for word in words for kind in (kinds_named(word.strip()) or _no_such_kind(word)))
    if request.since:
        yield within([Span(_days("--since", request.since, request.today).first, date.max)])
    if request.until:
        yield within([Span(date.min, _days("--until", request.until, request.today).last)])


def _days(option: str, text: str, today: dt.date) -> Span:
    from govtui.wording.spans import typed_span

    span = typed_span(text, today)
    if span is None:
        raise UsageError("命令写法不对", f"{option} 后面的“{text}”不是日期", "写法如 2023-09-01、2023-09、9月1日")
    return span


def _no_such_kind(word: str) -> list[Kind]:
    from govtui.review.entries import Kind

    known = "、".join(kind.value for kind in Kind if kind is not Kind.OTHER)
    raise UsageError("命令写法不对", f"没有“{word}”这个类别", f"类别有：{known}")


def _refuse_target(request: Namespace) -> None:
    """Raise what is wrong with the file to be written, before the work is done."""
    path = path_of(request.output)
    if request.json:
        raise UsageError("命令写法不对", "--json 和 -o 不能同用", "写法见 govtui history --help")
    if path.suffix.lower() != ".xlsx":
        raise UsageError("命令写法不对", f"“{path.name}”不是 Excel 文件名", "文件名请以 .xlsx 结尾")
    if path.exists() and not request.force:
        raise RequestError("没有导出", f"“{path}”已经存在", "换一个文件名，或加 --force 覆盖它")


def _export(ledger: Ledger, looking: LookingBack, request: Namespace) -> int:
    """Write the changes to a sheet."""
    from govtui.config import load_settings
    from govtui.excel.history_sheet import HistoryForm, write_history

    if not looking.count:
        raise RequestError("没有导出", "没有符合条件的改动", "放宽条件再试")
    asked = (
        ("任务", request.id),
        ("操作人", request.operator),
        ("类别", request.kind),
        ("自", request.since),
        ("至", request.until),
    )
    form = HistoryForm(
        title=f"{ledger.name or '台账'}修改记录",
        day=request.today,
        unit=load_settings().unit,
        conditions=tuple(f"{name}{value}" for name, value in asked if value),
    )
    sheet = write_history(path_of(request.output), looking.oldest_first(), form)
    for note in sheet.notes:
        say(note)
    print_lines([f"已导出{sheet.rows}条：{sheet.path}"])
    return DONE
