"""The columns of the register: which ones a list of tasks needs, and what stands in them."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import msgspec

from govtui.excel.measure import text_width
from govtui.model import Document, Progress, Task
from govtui.review.facts import status_words
from govtui.review.materials import attached_to
from govtui.review.rows import TaskRow
from govtui.review.timekeeping import extended_words
from govtui.text import clean, clip, one_line

PLAIN_NUMBER = re.compile("[1-9][0-9]{0,8}")
"""A number that can stand in a sheet as a number and looks the same."""

_HEAD_CHARACTER = 115
"""Hundredths of an em of the body font that one character of a head takes."""

_MOST_EXTRAS = 7
"""Columns that plans bring along of their own; what goes beyond shares the last one, each text with its name."""

_OTHER_EXTRAS = "其他栏目"

_LONGEST_HEAD = 40
"""Cells of the name of such a column."""

_SENTENCE, _SENTENCE_LEAST = 30, 700
"""Characters of a text from which on it is prose, and the width in hundredths of an em that a column of such has."""

_UNBROKEN = re.compile("[!-~]+")
_LONGEST_UNBROKEN = 900
"""Hundredths of an em up to which a run of digits and letters, as a telephone number, is kept on one line."""

_CENTRED_AT_MOST = 12
"""Characters of a text up to which a column of such texts looks better centred."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the register."""

    head: str
    least: int
    """The width, in hundredths of an em of the body font, below which it is only if all its texts are shorter."""
    stretches: bool = False
    """Takes the room that is left when every cell of the others stands on one line."""
    centred: bool = True
    narrowest: int = 240
    """The width, likewise, that its head takes: two characters, 序号, or 办理状态 on two lines."""
    widens: bool = False
    """Rather makes the sheet wider, which is then printed smaller, than takes its room from the other columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskColumn(Column):
    """A column whose cells say something about one task each."""

    text: Callable[[TaskRow], str]


class Changes(msgspec.Struct, frozen=True):
    """What has become of the tasks since an earlier sheet, for a column of its own."""

    marks: Mapping[str, str]
    """By task id, in words: 新增进展、状态变化. What is not in it has not changed."""
    since: str
    """The earlier sheet, for the line below the table: 2023年9月5日报送."""


NUMBER = Column(head="序号", least=240)
THEME = Column(head="重点任务", least=400)


def cell_text(text: str) -> str:
    """Return user text as it may stand in a cell: no control characters, no tabs, no blanks or lines around it."""
    text = text.strip()
    return text if text.isprintable() else clean(text).replace("\t", " ").strip()


def columns_for(
    rows: Sequence[TaskRow], documents: Mapping[str, Document], day: dt.date, changes: Changes | None = None
) -> tuple[TaskColumn, ...]:
    """Return the columns right of the themes, for these tasks on this day.

    量化指标, 存在问题, 下一步措施 and 佐证材料 are there where a task has any; 任务来源 where the tasks come from
    several documents known here, 变化 where `changes` are to be marked; any other column of the plans, under its own
    name, where a task has something in it.
    """
    own = _own_columns(rows, documents, day, changes)
    note = TaskColumn(head="备注", text=lambda row: cell_text(row.task.note), least=400, centred=False)
    taken = {column.head for column in (NUMBER, THEME, *own, note)}
    return (*own, *_extra_columns(rows, taken), note)


def _own_columns(
    rows: Sequence[TaskRow], documents: Mapping[str, Document], day: dt.date, changes: Changes | None
) -> tuple[TaskColumn, ...]:
    """Return the columns that the register has whatever the plans bring along, but for 备注, which comes last."""
    measured = any(row.task.measure.strip() for row in rows)
    shown = any(attached_to(row.task) for row in rows)
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
        TaskColumn(head="完成时限", text=lambda row: _deadline_text(row.task), least=690),
        TaskColumn(head="办理状态", text=lambda row: cell_text(status_words(row.task)), least=310),
        TaskColumn(
            head="进展情况",
            text=lambda row: progress_text(row.task.progress, day),
            least=1000,
            stretches=True,
            centred=False,
        ),
        *_trouble_columns(rows, day),
        *([_changes_column(changes)] if changes else []),
        *([TaskColumn(head="佐证材料", text=_evidence_text, least=600, centred=False)] if shown else []),
        *([TaskColumn(head="任务来源", text=_source_text, least=400)] if mixed else []),
    )


def _trouble_columns(rows: Sequence[TaskRow], day: dt.date) -> Iterator[TaskColumn]:
    """Give 存在问题 and 下一步措施, each where an entry of any of the tasks says something under it."""
    for head, said in (("存在问题", _problem), ("下一步措施", _next_step)):
        if any(said(entry) for row in rows for entry in row.task.progress):
            yield TaskColumn(
                head=head,
                text=partial(_dated_text, said, day),
                least=700,
                centred=False,
                widens=True,
            )


def _changes_column(changes: Changes) -> TaskColumn:
    return TaskColumn(head="变化", text=lambda row: cell_text(changes.marks.get(row.task.id, "")), least=470)


def _deadline_text(task: Task) -> str:
    """Return the deadline as worded; where it was put off, until when."""
    worded, extended = cell_text(task.deadline_text), extended_words(task)
    return f"{worded}（{extended}）" if worded and extended else worded or extended


def _extra_columns(rows: Sequence[TaskRow], taken: Collection[str]) -> Iterator[TaskColumn]:
    """Give the columns that the plans of these tasks bring along, in the order in which they are met.

    `taken` are the heads that the sheet has already.
    """
    names = list(dict.fromkeys(name for row in rows for name, text in row.task.extra if cell_text(text)))
    shared = names[_MOST_EXTRAS - 1 :] if len(names) > _MOST_EXTRAS else []
    used: Counter[str] = Counter([_OTHER_EXTRAS] if shared else [])
    for name in names[: len(names) - len(shared)]:
        head = _extra_head(name, taken)
        used[head] += 1  # long names may be cut to the same one, and neighbours of one name share their head
        numbered = head if used[head] == 1 else f"{head}{used[head]}"
        yield _extra_column(numbered, rows, partial(_extra_text, name))
    if shared:
        yield _extra_column(_OTHER_EXTRAS, rows, partial(_named_texts, frozenset(shared)))


def _extra_head(name: str, taken: Collection[str]) -> str:
    """Return the name of a column as its head; one that the sheet has already is the plan's (原表)."""
    head = clip(one_line(name), _LONGEST_HEAD)
    return f"{head}（原表）" if head in taken else head


def _extra_column(head: str, rows: Sequence[TaskRow], text: Callable[[TaskRow], str]) -> TaskColumn:
    """Return a column as wide at least as its head and a telephone number need, and wider for sentences."""
    texts = [text(row) for row in rows]
    longest = max(map(len, texts), default=0)
    unbroken = max((text_width(run) for text in texts for run in _UNBROKEN.findall(text)), default=0)
    head_line = min(max(2, -(-len(head) // 3)), 6)
    return TaskColumn(
        head=head,
        text=text,
        least=max(_SENTENCE_LEAST if longest > _SENTENCE else 400, min(unbroken, _LONGEST_UNBROKEN)),
        centred=longest <= _CENTRED_AT_MOST,
        narrowest=head_line * _HEAD_CHARACTER + 10,
        widens=True,
    )


def _extra_text(name: str, row: TaskRow) -> str:
    return cell_text(dict(row.task.extra).get(name, ""))


def _named_texts(names: Collection[str], row: TaskRow) -> str:
    """Return the texts of several columns, a line each with the column's name."""
    return "\n".join(f"{one_line(name)}：{cell_text(text)}" for name, text in row.task.extra if name in names)


def progress_text(entries: Sequence[Progress], day: dt.date) -> str:
    """Return 进展情况 as offices write it: a line an entry, oldest first, the year where `day` has another."""
    return "\n".join(_dated(entry, day, cell_text(entry.text)) for entry in entries)


def _dated_text(said: Callable[[Progress], str], day: dt.date, row: TaskRow) -> str:
    """Return what the entries of a task say under another head than 进展情况; those that say nothing are left out.

    Each has its day: the progress beside it tells what has been settled since.
    """
    return "\n".join(_dated(entry, day, text) for entry in row.task.progress if (text := said(entry)))


def _problem(entry: Progress) -> str:
    return cell_text(entry.problem)


def _next_step(entry: Progress) -> str:
    return cell_text(entry.next_step)


def _dated(entry: Progress, day: dt.date, text: str) -> str:
    year = "" if entry.day.year == day.year else f"{entry.day.year}年"
    unit = cell_text(entry.unit)
    return f"{year}{entry.day.month}月{entry.day.day}日{f'（{unit}）' if unit else ''}：{text}"


def _evidence_text(row: TaskRow) -> str:
    """Return the names of all evidence of a task and of its progress, a line each, each once."""
    return "\n".join(dict.fromkeys(cell_text(one_line(found.evidence.name)) for found in attached_to(row.task)))


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
