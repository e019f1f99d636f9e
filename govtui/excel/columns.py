"""The columns of the register: which ones a list of tasks needs, and what stands in them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from govtui.model import Document, Progress
from govtui.review.query import TaskRow
from govtui.text import clean

PLAIN_NUMBER = re.compile("[1-9][0-9]{0,8}")
"""A number that can stand in a sheet as a number and looks the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the register."""

    head: str
    least: int
    """The width, in hundredths of an em of the body font, below which it is only if all its texts are shorter."""
    stretches: bool = False
    """Takes the room that is left when every cell of the others stands on one line."""
    centred: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskColumn(Column):
    """A column whose cells say something about one task each."""

    text: Callable[[TaskRow], str]


NUMBER = Column(head="序号", least=240)
THEME = Column(head="重点任务", least=400)


def cell_text(text: str) -> str:
    """Return user text as it may stand in a cell: no control characters, no tabs, no blanks or lines around it."""
    text = text.strip()
    return text if text.isprintable() else clean(text).replace("\t", " ").strip()


def columns_for(rows: Sequence[TaskRow], documents: Mapping[str, Document], day: dt.date) -> tuple[TaskColumn, ...]:
    """Return the columns right of the themes, for these tasks on this day.

    量化指标 is there where a task has one; 任务来源 where the tasks come from several documents that are known here.
    """
    measured = any(row.task.measure.strip() for row in rows)
    mixed = bool(documents) and _from_several(rows)
    return (
        TaskColumn(
            head="具体要求",
            text=lambda row: cell_text(row.task.requirement),
            least=1000,
            stretches=True,
            centred=False,
        ),
        *([TaskColumn(head="量化指标", text=lambda row: cell_text(row.task.measure), least=400)] if measured else []),
        TaskColumn(head="责任单位", text=lambda row: cell_text(row.task.units_text), least=400),
        TaskColumn(head="完成时限", text=lambda row: cell_text(row.task.deadline_text), least=690),
        TaskColumn(head="办理状态", text=lambda row: row.task.status.label, least=310),
        TaskColumn(
            head="进展情况",
            text=lambda row: progress_text(row.task.progress, day),
            least=1000,
            stretches=True,
            centred=False,
        ),
        *([TaskColumn(head="任务来源", text=_source_text, least=400)] if mixed else []),
        TaskColumn(head="备注", text=lambda row: cell_text(row.task.note), least=400, centred=False),
    )


def progress_text(entries: Sequence[Progress], day: dt.date) -> str:
    """Return 进展情况 as offices write it: a line an entry, oldest first, the year where `day` has another."""
    return "\n".join(_entry_text(entry, day) for entry in entries)


def _entry_text(entry: Progress, day: dt.date) -> str:
    year = "" if entry.day.year == day.year else f"{entry.day.year}年"
    unit = cell_text(entry.unit)
    return f"{year}{entry.day.month}月{entry.day.day}日{f'（{unit}）' if unit else ''}：{cell_text(entry.text)}"


def _source_text(row: TaskRow) -> str:
    """Return a short name of the document, which `sources` explains, and the task's number in it."""
    return f"来文{row.task.document}第{cell_text(row.task.seq)}项"


def sources(rows: Sequence[TaskRow], documents: Mapping[str, Document]) -> str:
    """Return what the names under 任务来源 stand for, for a line below the table; empty for tasks of one document.

    A column with whole titles would be the tallest of most rows and treble the pages.
    """
    if not documents or not _from_several(rows):
        return ""
    used = [document for document in documents.values() if any(row.task.document == document.id for row in rows)]
    names = (f"来文{document.id}为{_document_name(document)}" for document in used)
    return f"任务来源：{'；'.join(names)}。"


def _document_name(document: Document) -> str:
    number = f"（{cell_text(document.doc_number)}）" if document.doc_number else ""
    return f"《{cell_text(document.title)}》{number}" if document.title else f"“{cell_text(document.source)}”"


def numbers(rows: Sequence[TaskRow]) -> list[str]:
    """Return what stands under 序号.

    Tasks of one document keep its numbers, by which the office above looks them up. Tasks of several are numbered
    through: there would be two of every number, and nobody could say which one is meant.
    """
    if _from_several(rows):
        return [str(number) for number in range(1, len(rows) + 1)]
    return [cell_text(row.task.seq) for row in rows]


def _from_several(rows: Sequence[TaskRow]) -> bool:
    return len({row.task.document for row in rows}) > 1
