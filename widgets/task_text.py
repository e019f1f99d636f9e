"""A task as lines of text: the short form beside the table, the full form with its history. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from govtui.model import Document, Progress, Task
from govtui.review.entries import Entry, moment_words, story_words
from govtui.review.facts import (
    Fact,
    deadline_fact,
    demand_facts,
    document_facts,
    entry_words,
    remark_words,
    stage_facts,
    task_facts,
    time_facts,
    units_fact,
)
from govtui.review.rows import TaskRow
from govtui.review.timekeeping import TaskTime
from govtui.text import one_line, pad, wrap
from govtui.timing.lights import left_words, light_words
from widgets.segments import LIGHT_INKS, Line

LABEL_CELLS = 10
"""Room for a label of four characters and its colon."""


def short_form(row: TaskRow, cells: int, time: TaskTime) -> list[Line]:
    """Return the lines of the pane beside the table: the whole text of the task, newest progress first."""
    task = row.task
    lines: list[Line] = [state_line(row)]
    if task.themes:
        lines += paragraph(" / ".join(task.themes), cells, "theme")
    lines += paragraph(task.requirement, cells, "strong")
    lines += labelled([units_fact(task), deadline_fact(task), *stage_facts(time), *time_facts(task)], cells)
    lines += progress_lines(reversed(task.progress), cells)
    lines += labelled(demand_facts(task, time), cells)
    return lines


def full_form(
    row: TaskRow,
    document: Document | None,
    history: Sequence[Entry],
    cells: int,
    time: TaskTime,
    clocks: Sequence[str] = (),
) -> list[Line]:
    """Return everything about a task; `history` are the changes that touched it, oldest first.

    `clocks` are the legal clocks that hang on it, a line each.
    """
    task = row.task
    lines: list[Line] = [state_line(row), []]
    for level, theme in enumerate(task.themes):
        lines += field("重点任务" if not level else "", theme, cells)
    lines += [
        *field("具体要求", task.requirement, cells, "strong"),
        [],
        *labelled([*task_facts(task, time), *clock_facts(clocks), rule_fact(row)], cells),
        [],
    ]
    lines += [*heading("进展情况"), *(progress_lines(task.progress, cells) or [[("尚未登记", "label")]]), []]
    if document:
        lines += [*heading("来文"), *document_lines(document, task, cells), []]
    return [*lines, *heading("历次改动"), *story_lines(history, task.id, cells)]


def story_lines(history: Sequence[Entry], task_id: str, cells: int) -> list[Line]:
    """Return when, who, what from and what to of all that became of a task; what does not stand any more is said."""
    lines: list[Line] = []
    for entry in history:
        told = f"{one_line(entry.person)}：{story_words(entry, task_id)}"
        lines += field(moment_words(entry.time), told, cells, "label" if entry.mark else "", label_cells=18)
    return lines


def state_line(row: TaskRow) -> Line:
    """Return number, status and light of a task."""
    reading = row.reading
    left = left_words(row.task, reading)
    told = left.startswith(reading.word)  # 逾期145天 need not be preceded by 逾期
    light = f"{reading.light.label} {left}" if told else light_words(reading)
    return [
        (row.task.id, "heading"),
        ("  ", ""),
        (row.task.status.label, "strong"),
        ("  ", ""),
        (light, LIGHT_INKS[reading.light]),
        ("" if told else f"  {left}", "label"),
    ]


def clock_facts(clocks: Sequence[str]) -> list[Fact]:
    """Return the legal clocks of a task under one label."""
    return [("法定期限" if not place else "", line) for place, line in enumerate(clocks)]


def rule_fact(row: TaskRow) -> Fact:
    """Return which rule of lights has decided."""
    return "亮灯依据", f"规则“{row.reading.rule}”" if row.reading.rule else "没有一条规则符合"


def labelled(facts: Iterable[Fact], cells: int) -> list[Line]:
    """Return labelled texts one below the other; what is empty is left out."""
    return [line for label, text in facts if text for line in field(label, text, cells)]


def progress_lines(entries: Iterable[Progress], cells: int) -> list[Line]:
    """Return the entries of 进展情况, each with its day and the unit that reports it."""
    lines: list[Line] = []
    for entry in entries:
        lines += field(f"{entry.day:%Y-%m-%d}", entry_words(entry), cells, label_cells=12)
    return lines


def document_lines(document: Document, task: Task, cells: int) -> list[Line]:
    """Return the data of the document that a task comes from, with the remarks on that task."""
    remarks = [("读入提示", remark_words(remark)) for remark in document.remarks if remark.task == task.seq]
    return labelled([*document_facts(document), *remarks], cells)


def heading(text: str) -> list[Line]:
    """Return a heading line."""
    return [[(text, "heading")]]


def paragraph(text: str, cells: int, ink: str = "") -> list[Line]:
    """Return `text` wrapped to `cells`."""
    return [[(line, ink)] for line in wrap(text, cells)]


def field(label: str, text: str, cells: int, ink: str = "", label_cells: int = LABEL_CELLS) -> list[Line]:
    """Return a labelled text, its further lines standing under the first."""
    first = pad(label, label_cells)
    rest = " " * label_cells
    wrapped = wrap(text, max(4, cells - label_cells))
    return [[(first if not place else rest, "label"), (line, ink)] for place, line in enumerate(wrapped)]
