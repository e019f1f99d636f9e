"""A task as lines of text: the short form beside the table, the full form with its history. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from govtui.model import Document, Progress, Task
from govtui.review.facts import (
    Fact,
    asked_facts,
    deadline_fact,
    document_facts,
    due_facts,
    further_facts,
    progress_words,
    remark_words,
    responsible_facts,
    role_facts,
    stage_facts,
    time_facts,
    units_fact,
)
from govtui.review.materials import evidence_names
from govtui.review.rows import TaskRow
from govtui.review.timekeeping import TaskTime, count_words
from govtui.text import one_line, pad, width, wrap
from govtui.timing.lights import left_words, light_words
from widgets.hits import inked_lines
from widgets.indicator_lines import indicator_lines
from widgets.segments import LIGHT_INKS, Line

if TYPE_CHECKING:
    from govtui.review.entries import Entry

LABEL_CELLS = 10
"""Room for a label of four characters and its colon."""

TWO_COLUMNS_FROM = 100
"""From this width on, what came of a task stands beside what is asked for."""

_DAY_CELLS = 12
_BETWEEN = 3
NO_LINE: Line = []


NO_FACTS: Sequence[Fact] = ()


def short_form(
    row: TaskRow,
    cells: int,
    time: TaskTime,
    *,
    words: Sequence[str] = (),
    twins: Sequence[Fact] = NO_FACTS,
) -> list[Line]:
    """Return the lines of the pane beside the table: the whole text of the task, newest progress first.

    `words` are marked where they stand; `twins` name the tasks that are the same matter in other plans. In a pane that
    is wide enough, what came of the task stands beside what is asked for.
    """
    left = cells * 11 // 20 if cells >= TWO_COLUMNS_FROM else cells
    right = cells - left - _BETWEEN if left < cells else cells
    task = row.task
    asked: list[Line] = [state_line(row)]
    if task.themes:
        asked += inked_lines(" / ".join(task.themes), left, "theme", words)
    asked += inked_lines(task.requirement, left, "strong", words)
    asked += labelled(
        [*responsible_facts(task), deadline_fact(task), *stage_facts(time), *time_facts(task)], left, words
    )
    label_cells = _DAY_CELLS if left < cells else LABEL_CELLS
    came = indicator_lines(task, time, right, label_cells)
    came += progress_lines(task.progress, right, words) or field("进展情况", "尚未登记", right, "label", label_cells)
    rest = labelled([*twins, *asked_facts(task), *further_facts(task)], left, words)
    return side_by_side([*asked, *rest], came, left) if left < cells else [*asked, *came, *rest]


def full_form(
    row: TaskRow,
    document: Document | None,
    history: Sequence[Entry],
    cells: int,
    time: TaskTime,
    clocks: Sequence[str] = (),
    *,
    words: Sequence[str] = (),
    twins: Sequence[Fact] = NO_FACTS,
) -> list[Line]:
    """Return everything about a task; `history` are the changes that touched it, oldest first.

    `clocks` are the legal clocks that hang on it, a line each; `words` are marked where they stand, `twins` name the
    tasks that are the same matter in other plans.
    """
    task = row.task
    lines: list[Line] = [state_line(row), []]
    for level, theme in enumerate(task.themes):
        lines += field("重点任务" if not level else "", theme, cells, "theme", words=words)
    lines += [
        *field("具体要求", task.requirement, cells, "strong", words=words),
        [],
        *labelled([units_fact(task), *role_facts(task)], cells, words),
        *labelled([deadline_fact(task), *due_facts(task, time.due), *stage_facts(time), *time_facts(task)], cells),
        *indicator_lines(task, time, cells, LABEL_CELLS),
        *labelled([*asked_facts(task), *further_facts(task)], cells, words),
        *labelled([*twins, *clock_facts(clocks), rule_fact(row)], cells),
        [],
        *heading("进展情况"),
        *(progress_lines(task.progress, cells, words) or [[("尚未登记", "label")]]),
        [],
    ]
    if document:
        lines += [*heading("来文"), *document_lines(document, task, cells), []]
    return [*lines, *heading("历次改动"), *story_lines(history, task.id, cells)]


def story_lines(history: Sequence[Entry], task_id: str, cells: int) -> list[Line]:
    """Return when, who, what from and what to of all that became of a task; what does not stand any more is said."""
    from govtui.review.entries import moment_words, story_words  # no start needs them

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


def labelled(facts: Iterable[Fact], cells: int, words: Sequence[str] = ()) -> list[Line]:
    """Return labelled texts one below the other; what is empty is left out."""
    return [line for label, text in facts if text for line in field(label, text, cells, words=words)]


def progress_lines(entries: Sequence[Progress], cells: int, words: Sequence[str] = ()) -> list[Line]:
    """Return the entries of 进展情况, the newest first, each with its day and the unit that reports it.

    What stands in its way and what is to be done next stand under it.
    """
    lines: list[Line] = []
    for entry in reversed(entries):
        lines += field(f"{entry.day:%Y-%m-%d}", progress_words(entry), cells, label_cells=_DAY_CELLS, words=words)
        for label, text, ink in _about(entry):
            lines += field("", f"{label}：{text}", cells, ink, _DAY_CELLS, words)
    return lines


def _about(entry: Progress) -> list[tuple[str, str, str]]:
    """Return what there is beside the text of an entry: label, text, ink."""
    facts = (
        ("存在问题", entry.problem, "yellow"),
        ("下一步措施", entry.next_step, ""),
        ("计数", count_words(entry.counts), "label"),
        ("佐证材料", evidence_names(entry.evidence), "label"),
    )
    return [fact for fact in facts if fact[1]]


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


def field(
    label: str, text: str, cells: int, ink: str = "", label_cells: int = LABEL_CELLS, words: Sequence[str] = ()
) -> list[Line]:
    """Return a labelled text, its further lines standing under the first; `words` are marked where they stand."""
    first = pad(label, label_cells)
    rest = " " * label_cells
    lines = inked_lines(text, max(4, cells - label_cells), ink, words)
    return [[(first if not place else rest, "label"), *line] for place, line in enumerate(lines)]


def side_by_side(left: Sequence[Line], right: Sequence[Line], cells: int) -> list[Line]:
    """Return two texts beside each other, the left one in `cells` cells."""
    lines: list[Line] = []
    for first, second in zip_longest(left, right, fillvalue=NO_LINE):
        taken = sum(width(text) for text, _ink in first)
        lines.append([*first, (" " * (cells + _BETWEEN - taken), ""), *second])
    return lines
