"""The history (修改记录) as a sheet to be printed and filed: who, when, on which computer, what from, what to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import msgspec

from govtui.excel.columns import NUMBER, Column, cell_text
from govtui.excel.fonts import choose_fonts, installed_fonts
from govtui.excel.layout import Table, arrange, day_words, heading, name_of
from govtui.excel.register import WrittenSheet
from govtui.excel.saving import checked, save_workbook
from govtui.excel.workbook import Sheet
from govtui.review.entries import Entry, Passage, deed_words, kind_words, task_words

__all__ = ["HistoryForm", "write_history"]

_TASKS_NAMED = 30
"""Tasks that a row names; a change of more of them says how many."""

_COLUMNS = (
    NUMBER,
    Column(head="时间", least=520),
    Column(head="操作人", least=350),
    Column(head="计算机", least=500),
    Column(head="类别", least=310),
    Column(head="任务", least=310),
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
    `govtui.excel.register.write_register`. Raises ExportError; a file that stood there is untouched then and nothing
    else is left behind; LedgerError where the entries cannot be read.
    """
    target = checked(path)
    fonts, font_notes = choose_fonts(installed_fonts() if installed is None else installed)
    count = 0
    texts: list[tuple[str, ...]] = []
    for entry in entries:
        texts += _rows(entry)
        count += 1
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
        f"{entry.time:%Y-%m-%d}\n{entry.time:%H:%M:%S}",
        cell_text(entry.operator),
        cell_text(entry.account),
        kind_words(entry),
    )
    fate = f"\n（{entry.fate}）" if entry.mark else ""
    deed = f"{deed_words(entry)}：" if entry.undoes is not None else ""
    for passage in entry.passages or (Passage(cell_text(entry.reason), "", "", entry.tasks),):
        yield (
            *common,
            task_words(passage.tasks, _TASKS_NAMED),
            f"{deed}{cell_text(passage.name)}{fate}",
            cell_text(passage.before),
            cell_text(passage.after),
        )
