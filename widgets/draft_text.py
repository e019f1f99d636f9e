"""What stands in full below the preview's panes: the cell or the line of the source, or a task. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence

from govtui.intake.columns import Column
from govtui.intake.corrections import cell_text
from govtui.intake.grid import Merge
from govtui.intake.labels import FIELD_LABELS
from govtui.intake.outline import OutlineRow
from govtui.model import TaskDraft
from govtui.review.facts import Fact, indicator_words
from govtui.timing.lights import deadline_meaning
from widgets.segments import Line
from widgets.task_text import labelled, paragraph


def doubt_lines(texts: Sequence[str], cells: int) -> list[Line]:
    """Return what is doubtful about the place under the cursor."""
    return [line for text in dict.fromkeys(texts) for line in paragraph(f"？{text}", cells, "yellow")]


def source_lines(row: OutlineRow, column: int | None, columns: Sequence[Column], cells: int) -> list[Line]:
    """Return the cell under the cursor in full, with what its column was taken for and why; or the line."""
    if column is None or not row.cells:
        return paragraph(row.text, cells, "strong")
    cell = row.cells[column]
    text = cell_text(cell) or ("与上一格合并" if cell.merge is Merge.UP else "空格")
    head: list[Line] = []
    if column < len(columns):
        told = columns[column]
        reason = f"  {told.reason}" if told.reason else ""
        head = [[(told.name or f"第{column + 1}栏", "theme"), (" 读作 ", "label"), (FIELD_LABELS[told.field], "key")]]
        head[0].append((reason, "label"))
    return head + paragraph(text, cells, "strong" if cell.paragraphs else "faint")


def draft_facts(task: TaskDraft) -> list[Fact]:
    """Return what was understood of a task beside its themes and its requirement."""
    meaning = deadline_meaning(task.deadline)
    said = task.deadline_text or "没有"
    deadline = f"{said}（{meaning}）" if meaning and meaning != said else said
    return [
        ("责任单位", "、".join(task.units) or "没有"),
        ("牵头单位", "、".join(task.lead)),
        ("配合单位", "、".join(task.support)),
        ("完成时限", deadline),
        ("报送日期", "、".join(day.isoformat() for day in task.report_dates)),
        ("量化指标", task.measure),
        ("计数指标", "；".join(map(indicator_words, task.indicators))),
        ("办理状态", task.status_text),
        ("进展情况", task.progress_text),
        ("备注", task.note),
        *task.extra,
    ]


def draft_lines(task: TaskDraft, cells: int) -> list[Line]:
    """Return a task in full."""
    themes = paragraph(" / ".join(task.themes), cells, "theme") if task.themes else []
    text = paragraph(f"{task.seq}  {task.requirement}", cells, "strong")
    return [*themes, *text, *labelled(draft_facts(task), cells)]
