"""The hand-over (工作交接表) as a workbook to be printed and signed: what is open, who did what, what lies where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from govtui.excel.columns import NUMBER, Column, TaskColumn, cell_text, columns_for, progress_text, sources
from govtui.excel.fonts import choose_fonts, installed_fonts
from govtui.excel.handover_form import HandoverForm, List, cover
from govtui.excel.layout import BLANK, Table, arrange, day_words, name_of
from govtui.excel.register import WrittenSheet
from govtui.excel.saving import checked, save_workbook
from govtui.excel.themes import ThemePath, theme_path
from govtui.excel.workbook import Sheet
from govtui.ledger.transactions import Transaction
from govtui.model import Document, Evidence, EvidenceKind
from govtui.review.doings import Doings, doer_name, who_did_what
from govtui.review.materials import KIND_WORDS, size_words
from govtui.review.owing import next_words, owed_words, spoken_day
from govtui.review.rows import TaskRow
from govtui.text import clip, one_line
from govtui.timing.lights import light_words

__all__ = ["HandoverForm", "Material", "Place", "write_handover"]

_LATEST = 5
"""Changes that are listed of an open task."""

_EXCERPT = 100
"""Cells of a requirement where a task is only named by it."""


class Material(msgspec.Struct, frozen=True):
    """A piece of evidence as it is handed over."""

    task: str
    """The task's id."""
    day: dt.date | None
    """Of the progress entry that it shows; None for what belongs to the task as a whole."""
    evidence: Evidence
    where: str
    """Where the successor finds it, in words: a path within the hand-over, or where an address leads."""
    fault: str = ""
    """What is wrong with it, in Chinese; empty for what is there and sound."""


class Place(msgspec.Struct, frozen=True):
    """Something that the successor must find."""

    what: str
    """What it is: 台账文件夹, 备份."""
    name: str
    where: str
    remark: str = ""


def write_handover(
    path: Path,
    rows: Sequence[TaskRow],
    form: HandoverForm,
    *,
    documents: Sequence[Document] = (),
    history: Iterable[Transaction] = (),
    materials: Sequence[Material] = (),
    places: Sequence[Place] = (),
    installed: Collection[str] | None = None,
) -> WrittenSheet:
    """Write the hand-over of a ledger to an .xlsx file that replaces one of the same name.

    `rows` are all of its tasks, in the order in which the open ones are to be listed; `history` all of its changes,
    oldest first. `installed` are fonts as in `govtui.excel.register.write_register`. The result counts the open tasks.
    Raises ExportError; a file that stood there is untouched then and nothing else is left behind.
    """
    target = checked(path)
    fonts, font_notes = choose_fonts(installed_fonts() if installed is None else installed)
    open_rows = [row for row in rows if not row.task.status.settled]
    doings = who_did_what(history, {row.task.id for row in open_rows}, _LATEST)
    lists = (
        List("未办结任务", "项", _open_tasks(open_rows, form, documents)),
        List("经办人员", "人", _doers(doings, form)),
        List("办理经过", "项", _latest(open_rows, doings, form)),
        List("材料清单", "件", _materials(materials, rows, form)),
        List("文件位置", "处", _places(documents, places, form)),
    )
    faults = sum(bool(material.fault) for material in materials)
    layouts = [(listed.name, arrange(listed.table)) for listed in lists]
    sheets = [
        Sheet("交接说明", cover(form, rows, len(documents), faults, lists)),
        *(Sheet(name, layout) for name, layout in layouts),
    ]
    save_workbook(target, sheets, fonts, title="工作交接表", creator=form.giver or form.unit, day=form.day)
    notes = (f"“{name}”中{note}" for name, layout in layouts for note in layout.notes)
    return WrittenSheet(target, len(open_rows), (*notes, *font_notes))


def _table(
    name: str,
    form: HandoverForm,
    columns: Sequence[Column],
    texts: Sequence[tuple[str, ...]],
    paths: Sequence[ThemePath] = (),
    groups: Sequence[str] = (),
    note: str = "",
) -> Table:
    """Return one list of the hand-over, with the lines that all of them have."""
    people = (("移交人", form.giver), ("接收人", form.receiver), ("监交人", form.witness))
    return Table(
        title=f"工作交接{name}",
        left=f"移交单位：{name_of(form.unit)}",
        right=f"交接日期：{day_words(form.day)}",
        columns=tuple(columns),
        texts=texts,
        paths=paths,
        groups=groups,
        note=note,
        signature="　　　　".join(f"{what}：{name_of(who) or BLANK}" for what, who in people),
    )


def _open_tasks(rows: Sequence[TaskRow], form: HandoverForm, documents: Sequence[Document]) -> Table:
    """Return the tasks that are not settled, by the numbers under which the ledger knows them."""
    known = {document.id: document for document in documents}
    columns = tuple(_task_columns(rows, known, form.day))
    return _table(
        "未办结任务清单",
        form,
        (Column(head="编号", least=240), *columns),
        [(cell_text(row.task.id), *(column.text(row) for column in columns)) for row in rows],
        [theme_path(row) for row in rows],
        [row.task.document for row in rows],
        sources(rows, known),
    )


def _task_columns(rows: Sequence[TaskRow], known: Mapping[str, Document], day: dt.date) -> Iterator[TaskColumn]:
    """Give the register's columns, with the light, and in place of all progress the latest and what is to be done."""
    for column in columns_for(rows, known, day):
        if column.head != "进展情况":
            yield column
        if column.head == "办理状态":
            yield TaskColumn(head="亮灯", text=lambda row: light_words(row.reading), least=370)
        if column.head == "进展情况":
            yield TaskColumn(
                head="最近进展",
                text=lambda row: progress_text(row.task.progress[-1:], day),
                least=900,
                stretches=True,
                centred=False,
            )
            yield _added("尚需办理", lambda row: owed_words(row, day))
            yield _added("下步时限", lambda row: next_words(row, day))


def _added(head: str, text: Callable[[TaskRow], str]) -> TaskColumn:
    """Return a column that the register does not have: the sheet is made wider for it and printed in 小五."""
    return TaskColumn(head=head, text=text, least=550, centred=False, widens=True)


def _doers(doings: Doings, form: HandoverForm) -> Table:
    columns = (
        NUMBER,
        Column(head="经办人", least=500),
        Column(head="改动次数", least=310),
        Column(head="涉及任务", least=310),
        Column(head="起止日期", least=1000),
        Column(head="最近一次改动", least=1500, stretches=True, centred=False),
    )
    texts = [
        (
            str(number),
            cell_text(doer.name),
            f"{doer.changes}次",
            f"{doer.tasks}项",
            _period(doer.first, doer.last),
            f"{_moment(doer.last)} {cell_text(doer.latest)}",
        )
        for number, doer in enumerate(doings.doers, 1)
    ]
    return _table("经办人员一览表", form, columns, texts)


def _latest(rows: Sequence[TaskRow], doings: Doings, form: HandoverForm) -> Table:
    """Return the latest changes of the open tasks, a line each, the newest of a task first."""
    columns = (
        Column(head="编号", least=240),
        Column(head="具体要求", least=2400, stretches=True, centred=False),
        Column(head="最近办理情况", least=2000, stretches=True, centred=False),
    )
    texts = [
        (
            cell_text(row.task.id),
            _excerpt(row.task.requirement),
            "\n".join(_change_line(change, row.task.id) for change in doings.latest.get(row.task.id, ())),
        )
        for row in rows
    ]
    note = f"每项未办结任务列出最近{_LATEST}次改动，新的在前；全部改动用 govtui history 编号 查看。"
    return _table("办理经过", form, columns, texts, note=note)


def _change_line(change: Transaction, task_id: str) -> str:
    """Return when, by whom and what; the task's number, which stands beside it, is left out."""
    said = cell_text(one_line(change.reason).removesuffix(f"：{task_id}"))
    return f"{_moment(change.time)} {cell_text(doer_name(change))}：{said}"


def _materials(materials: Sequence[Material], rows: Sequence[TaskRow], form: HandoverForm) -> Table:
    requirements = {row.task.id: row.task.requirement for row in rows}
    columns = (
        NUMBER,
        Column(head="任务编号", least=310),
        Column(head="所属任务", least=900, stretches=True, centred=False),
        Column(head="材料名称", least=900, stretches=True, centred=False),
        Column(head="类别", least=300),
        Column(head="大小", least=500),
        Column(head="存放位置", least=900, stretches=True, centred=False),
        Column(head="现状", least=400),
    )
    texts = [
        (
            str(number),
            cell_text(material.task),
            _excerpt(requirements.get(material.task, "")),
            _material_name(material, form.day),
            KIND_WORDS[material.evidence.kind],
            size_words(material.evidence.size) if material.evidence.sha256 else "",
            cell_text(material.where),
            _state(material),
        )
        for number, material in enumerate(materials, 1)
    ]
    return _table("佐证材料清单", form, columns, texts)


def _state(material: Material) -> str:
    """Return how a piece was found: only files can be looked at."""
    return cell_text(material.fault) or ("完好" if material.evidence.kind is EvidenceKind.FILE else "请自行核对")


def _material_name(material: Material, day: dt.date) -> str:
    entry = f"（{spoken_day(material.day, day)}进展）" if material.day else ""
    return f"{cell_text(material.evidence.name)}{entry}"


def _places(documents: Sequence[Document], places: Sequence[Place], form: HandoverForm) -> Table:
    columns = (
        NUMBER,
        Column(head="内容", least=600),
        Column(head="名称、文号", least=1000, stretches=True, centred=False),
        Column(head="位置、文件名", least=1000, stretches=True, centred=False),
        Column(head="说明", least=800, centred=False),
    )
    loaded = (
        Place(
            f"来文{document.id}",
            f"《{document.title}》{document.doc_number or ''}" if document.title else document.doc_number or "",
            document.source,
            f"{_moment(document.imported_at)}存入台账",
        )
        for document in documents
    )
    texts = [
        (str(number), *map(cell_text, (place.what, place.name, place.where, place.remark)))
        for number, place in enumerate((*places, *loaded), 1)
    ]
    return _table("文件位置一览表", form, columns, texts)


def _excerpt(text: str) -> str:
    return clip(one_line(text), _EXCERPT)


def _moment(time: dt.datetime) -> str:
    return f"{time:%Y-%m-%d %H:%M}"


def _period(first: dt.datetime, last: dt.datetime) -> str:
    return f"{first:%Y-%m-%d}" if first.date() == last.date() else f"{first:%Y-%m-%d}至{last:%Y-%m-%d}"
