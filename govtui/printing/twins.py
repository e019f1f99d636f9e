"""What the command line prints of tasks that are the same matter in several plans, as text and JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from govtui.model import Task
from govtui.review.twins import TwinPair, differing, differing_words, likeness_words
from govtui.text import clip, one_line


def twin_lines(pair: TwinPair, tasks: Mapping[str, Task], cells: int | None) -> list[str]:
    """Return a pair in three lines: how like they are, and each task with what differs; cut to `cells`, if given."""
    first, second = tasks[pair.first], tasks[pair.second]
    head = f"{pair.first} {pair.second}  {likeness_words(pair)}{'  已关联' if pair.linked else ''}"
    lines = [head]
    for task, spans in zip((first, second), differing(first.requirement, second.requirement), strict=True):
        told = differing_words(task.requirement, spans)
        line = f"  {task.id}  {f'不同：{told}  ' if told else ''}{one_line(task.requirement)}"
        lines.append(clip(line, cells) if cells else line)
    return lines


def twin_record(pair: TwinPair, tasks: Mapping[str, Task]) -> dict[str, Any]:
    """Return a pair as JSON shows it."""
    return {
        "tasks": [pair.first, pair.second],
        "likeness": round(pair.likeness, 3),
        "linked": pair.linked,
        "requirements": [tasks[pair.first].requirement, tasks[pair.second].requirement],
    }
