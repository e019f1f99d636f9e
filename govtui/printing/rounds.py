"""What the command line prints of reporting rounds: the list, what is new between two of them, as text and JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from govtui.model import Task
from govtui.printing.pages import table_lines
from govtui.review.differences import Comparison, Difference, counts_of
from govtui.review.facts import progress_words
from govtui.review.rounds import next_round, scope_words
from govtui.text import clip, one_line, wrap
from govtui.timing.rounds import RoundReading, RoundState, missing_by_unit

ROUND_COLUMNS = ("号", "日期", "批次", "范围", "状态", "任务", "未登记")
_UNITS_NAMED = 8
_REQUIREMENT_CELLS = 60


def round_table(readings: Sequence[RoundReading], cells: int | None) -> list[str]:
    """Return the table of all rounds, numbered as other commands name them."""
    rows = [
        (
            str(number),
            str(each.due),
            one_line(each.title),
            scope_words(each.documents),
            each.state.value,
            str(len(each.tasks)),
            "" if each.state is RoundState.HANDED_IN else str(len(each.owing)),
        )
        for number, each in enumerate(readings, 1)
    ]
    return table_lines(ROUND_COLUMNS, rows, cells)


def next_lines(readings: Sequence[RoundReading], tasks: Mapping[str, Task], today: dt.date) -> list[str]:
    """Return what is said of the next round: how far it is, and which units have not told anything yet."""
    coming = next_round(readings, today)
    if coming is None:
        return []
    left = (coming.due - today).days
    said = f"下一批次：{coming.due} {one_line(coming.title)}，{f'还有{left}天' if left else '就是今天'}"
    if not coming.owing:
        return [f"{said}，任务都已登记进展"]
    units = missing_by_unit(tasks[task_id] for task_id in coming.owing)
    named = "、".join(f"{one_line(unit)}{count}项" for unit, count in units[:_UNITS_NAMED])
    more = f"等{len(units)}个单位" if len(units) > _UNITS_NAMED else ""
    return [f"{said}，{len(coming.owing)}项还没有登记进展", f"  {named}{more}"]


def round_record(number: int, reading: RoundReading, tasks: Mapping[str, Task]) -> dict[str, Any]:
    """Return a round as JSON shows it."""
    handed_in = reading.opened.handed_in if reading.opened else None
    missing = missing_by_unit(tasks[task_id] for task_id in reading.owing)
    return {
        "number": number,
        "due": reading.due,
        "title": reading.title,
        "documents": reading.documents,
        "state": reading.state.value,
        "tasks": reading.tasks,
        "owing": reading.owing,
        "missing": [{"unit": unit, "tasks": count} for unit, count in missing],
        "handed_in": handed_in,
    }


def comparison_lines(found: Comparison, cells: int | None) -> list[str]:
    """Return what has become of tasks: a line that counts, then each task with what is new of it."""
    counted = counts_of(found.differences) or "没有变化"
    lines = [f"{found.before} → {found.after}：{counted}"]
    for each in found.differences:
        lines += difference_lines(each, cells)
    return lines


def difference_lines(found: Difference, cells: int | None) -> list[str]:
    """Return what is new of a task: its number, the words for it, and each text that changed."""
    requirement = clip(one_line(found.task.requirement), _REQUIREMENT_CELLS)
    lines = [f"{found.task.id}  {'、'.join(found.marks)}  {requirement}"]
    for name, before, after in found.fields:
        lines += _indented(f"{name}：{one_line(before) or '（空）'} → {one_line(after) or '（空）'}", cells)
    for entry in found.progress:
        lines += _indented(f"{entry.day} {one_line(progress_words(entry))}", cells)
    return lines


def comparison_record(found: Comparison) -> dict[str, Any]:
    """Return a comparison as JSON shows it."""
    return {"before": found.before, "after": found.after, "tasks": list(map(_difference_record, found.differences))}


def _difference_record(found: Difference) -> dict[str, Any]:
    fields = [{"name": name, "before": before, "after": after} for name, before, after in found.fields]
    return {"id": found.task.id, "marks": found.marks, "fields": fields, "progress": found.progress}


def _indented(text: str, cells: int | None) -> list[str]:
    return [f"    {line}" for line in ([text] if cells is None else wrap(text, cells - 4))]
