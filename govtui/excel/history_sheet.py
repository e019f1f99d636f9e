"""The history (修改记录) as a sheet to be printed and filed: who, when, on which computer, what from, what to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from govtui.errors import ExportError
from govtui.excel.columns import NUMBER, Column, cell_text
from govtui.excel.fonts import choose_fonts, installed_fonts
from govtui.excel.layout import Table, arrange, day_words, heading, name_of
from govtui.excel.register import WrittenSheet
from govtui.excel.saving import checked, save_workbook
from govtui.excel.workbook import Sheet
from govtui.review.entries import Entry, Passage, deed_words, kind_words, task_words
from govtui.text import width

__all__ = ["HistoryForm", "write_history"]

MOST_ROWS = 1_000_000
"""Rows of one sheet: programs take 1,048,576, and some of them are needed around the table."""

_TASKS_NAMED = 30
"""Tasks that a row names; a change of more of them says how many."""

_TASK_CELLS = 13
"""Cells of a line of tasks. The lines are broken here, because programs would break after the dash within a number."""

_THREE_CHARACTERS = 355
"""The width that a head of three characters takes on one line, in hundredths of an em of the body font."""

_COLUMNS = (
    NUMBER,
    Column(head="时间", least=520),
    Column(head="操作人", least=320, narrowest=_THREE_CHARACTERS),
    Column(head="计算机", least=500, narrowest=_THREE_CHARACTERS),
    Column(head="类别", least=520),
    Column(head="任务", least=650),
    Column(head="内容", least=420),
    Column(head="改前", least=1000, stretches=True, centred=False),
    Column(head="改后", least=1000, stretches=True, centred=False),
)


class HistoryForm(msgspec.Struct, frozen=True, kw_only=True):
    """What stands around the table of a history."""

    title: str
    day: dt.date
    """导出日期."""
    unit: str = ""
    """单位; where it is empty, the line is left out."""
    conditions: tuple[str, ...] = ()
    """Under which the entries were chosen, in Chinese; none for all of them."""


def write_history(
    path: Path, entries: Iterable[Entry], form: HistoryForm, *, installed: Collection[str] | None = None
) -> WrittenSheet:
    """Write the sheet of these entries, in their order, to an .xlsx file that replaces one of the same name.

    An entry takes a row for each thing that it changed. The result counts the entries. `installed` are fonts as in
    `govtui.excel.register.write_register`. Raises ExportError, also for more than `MOST_ROWS` rows, and LedgerError
    where the entries cannot be read; a file that stood there is untouched then and nothing else is left behind.
    """
    target = checked(path)
    fonts, font_notes = choose_fonts(installed_fonts() if installed is None else installed)
    count = 0
    texts: list[tuple[str, ...]] = []
    for entry in entries:
        texts += _rows(entry)
        count += 1
        if len(texts) > MOST_ROWS:
            raise ExportError(
                "表格没有生成", f"改动超过{MOST_ROWS}行，一张表放不下", "请用筛选分几次导出，如“日期:2023”"
            )
    chosen = f"范围：{'，'.join(form.conditions)}；" if form.conditions else ""
    table = Table(
        title=heading(form.title),
        left=f"单位：{name_of(form.unit)}" if form.unit else f"共{count}条",
        right=f"导出日期：{day_words(form.day)}",
        columns=_COLUMNS,
        texts=texts,
        note=cell_text(
            f"{chosen}共{count}条。序号是改动在台账中的编号，不重复使用；一次改动涉及几处的，每处一行，序号相同。"
        ),
    )
    layout = arrange(table)
    sheets = [Sheet("修改记录", layout)]
    save_workbook(target, sheets, fonts, title=form.title, creator=form.unit, day=form.day)
    return WrittenSheet(target, count, (*layout.notes, *font_notes))


def _rows(entry: Entry) -> Iterator[tuple[str, ...]]:
    """Give the rows of an entry, each of which says by itself who, when and on which computer."""
    common = (
        str(entry.number),
        f"{entry.time:%Y-%m-%d %H:%M:%S}",
        cell_text(entry.operator),
        cell_text(entry.account),
        kind_words(entry),
    )
    fate = f"\n（{entry.fate}）" if entry.mark else ""
    deed = f"{deed_words(entry)}：" if entry.undoes is not None else ""
    for passage in entry.passages or (Passage(cell_text(entry.reason), "", "", entry.tasks),):
        yield (
            *common,
            _task_lines(passage.tasks),
            f"{deed}{cell_text(passage.name)}{fate}",
            cell_text(passage.before),
            cell_text(passage.after),
        )


def _task_lines(tasks: Sequence[str]) -> str:
    """Return the tasks of a row, as many on a line as fit."""
    lines = [""]
    for named in task_words(tasks, _TASKS_NAMED).split("、"):
        if lines[-1] and width(lines[-1]) + width(named) > _TASK_CELLS:
            lines.append("")
        lines[-1] += f"{named}、"
    return "\n".join(lines).rstrip("、")
