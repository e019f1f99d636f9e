"""What has become of tasks between two moments, as lines of text. Pure functions."""

from __future__ import annotations

from govtui.review.differences import Comparison, Difference, counts_of
from govtui.review.facts import progress_words
from govtui.text import one_line
from widgets.segments import Line
from widgets.task_text import field, paragraph

_LABEL_CELLS = 14


def comparison_lines(found: Comparison, cells: int) -> list[Line]:
    """Return what is compared and how much is new, then each task with what is new of it."""
    lines = paragraph(f"{one_line(found.before)} → {one_line(found.after)}", cells, "heading")
    lines += paragraph(counts_of(found.differences) or "没有变化", cells, "strong")
    for each in found.differences:
        lines += [[], *difference_lines(each, cells)]
    return lines


def difference_lines(found: Difference, cells: int) -> list[Line]:
    """Return what is new of a task."""
    lines: list[Line] = [[(f"{found.task.id}  ", "label"), ("、".join(found.marks), "green")]]
    lines += paragraph(one_line(found.task.requirement), cells)
    for name, before, after in found.fields:
        told = f"{one_line(before) or '（空）'} → {one_line(after) or '（空）'}"
        lines += field(f"  {name}", told, cells, label_cells=_LABEL_CELLS)
    for entry in found.progress:
        lines += field(f"  {entry.day}", one_line(progress_words(entry)), cells, label_cells=_LABEL_CELLS)
    return lines
