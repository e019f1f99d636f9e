"""What a document says once for all of its tasks: the deadline of those without one, and who of several units leads."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from govtui.intake.columns import Field
from govtui.intake.common import common_deadline
from govtui.intake.grid import Grid
from govtui.intake.rows import Table
from govtui.model import TaskDraft
from govtui.wording.deadlines import task_deadline
from govtui.wording.lead_first import lead_first, says_lead_first, says_rest_support
from govtui.wording.units import UnitCell


def apply_to_all(tasks: Sequence[TaskDraft], grid: Grid, table: Table, year: int | None) -> tuple[TaskDraft, ...]:
    """Return the tasks of a table with what the lines around it say of all of them.

    各项任务于2026年11月底前完成 is the deadline of a table without such a column; 列第一位的为牵头单位 makes the first
    unit of each cell the leading one, also where the name of their column says so.
    """
    rows = {number for row in grid.rows for number in range(row.first_line, row.last_line + 1)} if grid.solid else set()
    around = [line.text for line in grid.lines if line.number not in rows or len(line.text.split("\t")) == 1]
    if not any(column.field is Field.DEADLINE for column in table.columns) and (said := common_deadline(around)):
        deadline_of = task_deadline(said, "", year)
        tasks = [
            task if task.deadline_text else msgspec.structs.replace(task, deadline_text=said, deadline=deadline_of)
            for task in tasks
        ]
    said_of_units = [*around, *(column.name for column in table.columns if column.field.names_units)]
    if says_lead_first(said_of_units):
        rest_supports = says_rest_support(said_of_units)
        tasks = [_with_lead(task, rest_supports) for task in tasks]
    return tuple(tasks)


def _with_lead(task: TaskDraft, rest_supports: bool) -> TaskDraft:
    cell = lead_first(UnitCell(lead=task.lead, support=task.support, units=task.units), rest_supports=rest_supports)
    return msgspec.structs.replace(task, lead=cell.lead, support=cell.support)
