"""What is copied of tasks as text: one after the other to be read, one column, or a table for Excel and WPS.

A table goes as lines of cells separated by tabs, as Excel itself puts them on the clipboard: a cell with a line break,
a tab or a quotation mark stands in quotes, and a quotation mark in it twice. Excel takes what is pasted for typed: a
cell that begins as a formula would be worked out, and 4-1 would become a day of April. Such a cell gets an apostrophe
before it, which is Excel's own sign for a text; nothing else of the wording is touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

import msgspec

from govtui.review.facts import entry_words, status_words, task_facts
from govtui.review.rows import TaskRow
from govtui.review.timekeeping import TaskTime
from govtui.text import clean, one_line
from govtui.timing.lights import LightReader, left_words, light_words

_NEEDS_QUOTES = re.compile('[\t\n"]')
_TAKEN_FOR_MORE = re.compile(r"[=+@].|-.|\d{1,4}[-/]\d{1,2}$|0\d+$|\d+\.\d*0$", re.DOTALL)
"""Texts that a sheet would make a formula, a day or another number of: =1+1, 4-1, 01, 4.10; no dates with a year."""


class CopiedColumn(msgspec.Struct, frozen=True):
    """A column that can be copied: its head, and what stands in it for a task."""

    head: str
    text: Callable[[TaskRow], str]


def columns_of(rows: Sequence[TaskRow]) -> tuple[CopiedColumn, ...]:
    """Return the columns of some tasks: those that every task has, and those that a plan has brought along."""
    mixed = len({row.task.document for row in rows}) > 1
    return (
        *([CopiedColumn("来文", lambda row: row.task.document)] if mixed else []),
        CopiedColumn("序号", lambda row: row.task.seq),
        CopiedColumn("重点任务", lambda row: "\n".join(row.task.themes)),
        CopiedColumn("具体要求", lambda row: row.task.requirement),
        *([CopiedColumn("量化指标", lambda row: row.task.measure)] if any(row.task.measure for row in rows) else []),
        CopiedColumn("责任单位", lambda row: row.task.units_text),
        CopiedColumn("完成时限", lambda row: row.task.deadline_text),
        CopiedColumn("剩余", lambda row: left_words(row.task, row.reading)),
        CopiedColumn("亮灯", lambda row: light_words(row.reading)),
        CopiedColumn("办理状态", lambda row: status_words(row.task)),
        CopiedColumn("进展情况", _progress),
        *_brought_along(rows),
        CopiedColumn("备注", lambda row: row.task.note),
    )


def _progress(row: TaskRow) -> str:
    return "\n".join(f"{entry.day:%Y-%m-%d} {entry_words(entry)}" for entry in row.task.progress)


def _brought_along(rows: Sequence[TaskRow]) -> Iterator[CopiedColumn]:
    names = dict.fromkeys(name for row in rows for name, text in row.task.extra if text.strip())
    for name in names:
        yield CopiedColumn(one_line(name), partial(_extra, name))


def _extra(name: str, row: TaskRow) -> str:
    return dict(row.task.extra).get(name, "")


def tasks_text(rows: Iterable[TaskRow], reader: LightReader) -> str:
    """Return tasks to be read: number and requirement, then a line for each thing to say, the newest progress last."""
    return "\n".join("".join(f"{line}\n" for line in _task_lines(row, reader)) for row in rows)


def _task_lines(row: TaskRow, reader: LightReader) -> Iterator[str]:
    task = row.task
    yield f"{task.id} {one_line(task.requirement)}"
    if task.themes:
        yield f"重点任务：{one_line('，'.join(task.themes))}"
    for label, text in task_facts(task, TaskTime.of(task, reader)):
        if text:
            yield f"{label}：{one_line(text)}"
    yield f"办理状态：{status_words(task)}"
    yield f"亮灯：{light_words(row.reading)}"
    for entry in task.progress:
        yield f"进展（{entry.day:%Y-%m-%d}）：{one_line(entry_words(entry))}"


def column_text(rows: Iterable[TaskRow], column: CopiedColumn, line_end: str = "\n") -> str:
    """Return one column without its head, a line a task."""
    return "".join(f"{_as_text(one_line(column.text(row)))}{line_end}" for row in rows)


def table_text(rows: Sequence[TaskRow], line_end: str = "\n") -> str:
    """Return the tasks as a table with a line of heads."""
    columns = columns_of(rows)
    lines = [[column.head for column in columns], *([column.text(row) for column in columns] for row in rows)]
    return "".join(f"{chr(9).join(_cell(text) for text in line)}{line_end}" for line in lines)


def _cell(text: str) -> str:
    text = _as_text(clean(text).strip())
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if _NEEDS_QUOTES.search(text) else text


def _as_text(text: str) -> str:
    """Return the text of a cell so that a sheet takes it for nothing but a text."""
    return f"'{text}" if _TAKEN_FOR_MORE.match(text) else text
