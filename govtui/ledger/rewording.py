"""A task's wording as the clerk puts it right, and what follows from it: units, deadline, report dates, indicators.

What is understood of a wording is understood as the reader does it. What an older reader has made of a wording that
stays is left alone, and so are counts: they are told apart by the text of their indicator.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from govtui.errors import RequestError
from govtui.ledger.edits import presentable_note
from govtui.ledger.transactions import Change
from govtui.model import Task
from govtui.text import one_line, squeeze
from govtui.wording.deadlines import join_deadline_lines, task_deadline
from govtui.wording.indicators import find_indicators
from govtui.wording.lead_first import lead_first
from govtui.wording.report_dates import find_report_dates
from govtui.wording.units import UnitCell, join_unit_lines, parse_units

FIELD_NAMES: Final = {
    "themes": "重点任务",
    "requirement": "具体要求",
    "units_text": "责任单位",
    "measure": "量化指标",
    "deadline_text": "完成时限",
    "note": "备注",
}
"""The fields that a clerk can put right, with their names; columns of the plan's own are known by theirs."""
_TITLE: Final = "没有修改"


def refuse_unknown_fields(fields: Mapping[str, object], columns: Sequence[str]) -> None:
    """Raise RequestError for a field that no task has; `columns` are the plan's own, by name."""
    for name in fields:
        if name not in FIELD_NAMES and name not in columns:
            known = "、".join((*FIELD_NAMES.values(), *columns))
            raise RequestError(_TITLE, f"没有“{one_line(name)}”这一栏", f"可以修改的有：{known}")


def reworded(task: Task, fields: Mapping[str, object], year: int | None) -> dict[str, Any]:
    """Return the fields of a task that `fields` lead to, those that they ask for and those that follow.

    A field is a text; 重点任务 are several, or one text with a line for each. `year` is the document's.
    Raises RequestError for an empty requirement and for a value that is none of these.
    """
    wanted: dict[str, Any] = {}
    for name, value in fields.items():
        if name == "themes":
            wanted[name] = _themes(value)
        elif name in FIELD_NAMES:
            wanted[name] = _PRESENTABLE.get(name, squeeze)(_text(name, value))
    if wanted.get("requirement") == "":
        raise RequestError(_TITLE, "具体要求是空的", "任务不能没有具体要求；不再办理的任务可以改为暂缓")
    extra = {name: squeeze(_text(name, value)) for name, value in fields.items() if name not in FIELD_NAMES}
    if extra:
        wanted["extra"] = _with_columns(task.extra, extra)
    if "units_text" in wanted and wanted["units_text"] != task.units_text:
        wanted |= _units(task, wanted["units_text"])
    return wanted | _times_and_numbers(task, wanted, year)


def said_of(fields: Mapping[str, object], changes: Iterable[Change]) -> dict[str, str]:
    """Return the fields that `changes` have touched with their new texts, by the names that the clerk knows."""
    touched = {field for change in changes for field in change.after or ()}
    return {
        FIELD_NAMES.get(name, name): "／".join(_themes(value)) if name == "themes" else _text(name, value)
        for name, value in fields.items()
        if (name if name in FIELD_NAMES else "extra") in touched
    }


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise RequestError(_TITLE, f"“{one_line(FIELD_NAMES.get(name, name))}”要写成文字", "请核对后重试")
    return value


def _themes(value: object) -> tuple[str, ...]:
    """Return the headings that are not empty, outermost first."""
    lines = value.splitlines() if isinstance(value, str) else value
    if not isinstance(lines, (list, tuple)):
        lines = [_text("themes", lines)]
    return tuple(filter(None, (squeeze(_text("themes", line)) for line in lines)))


_PRESENTABLE: Final = {
    "units_text": lambda text: join_unit_lines(text.splitlines()),
    "deadline_text": lambda text: join_deadline_lines(text.splitlines()),
    "note": presentable_note,
}
"""What becomes of a field's text, where its blanks and line breaks say something."""


def _with_columns(columns: Sequence[tuple[str, str]], wanted: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the plan's own columns with other texts; a column without a text goes, a new one comes last."""
    return tuple((name, text) for name, text in {**dict(columns), **wanted}.items() if text)


def _units(task: Task, text: str) -> dict[str, Any]:
    cell = _as_before(task, parse_units(text))
    return {"lead": cell.lead, "support": cell.support, "units": cell.units}


def _as_before(task: Task, cell: UnitCell) -> UnitCell:
    """Return a cell with the parts that its column or the notice as a whole gave its units, where it says none itself.

    What the old wording does not say and yet is known of the task came from there: 列首位的为牵头单位.
    """
    said = parse_units(task.units_text)
    if cell.lead or cell.support or said.lead or said.support or not task.units:
        return cell
    if task.lead == task.units:
        return UnitCell(lead=cell.units, units=cell.units)
    if task.support == task.units:
        return UnitCell(support=cell.units, units=cell.units)
    if task.lead == task.units[:1]:
        return lead_first(cell, rest_supports=bool(task.support))
    return cell


def _times_and_numbers(task: Task, wanted: Mapping[str, Any], year: int | None) -> dict[str, Any]:
    """Return what follows from the requirement and the deadline's wording, as far as it is not what followed before."""
    old = (task.deadline_text, task.requirement)
    deadline_text, requirement = new = (wanted.get("deadline_text", old[0]), wanted.get("requirement", old[1]))
    found: dict[str, Any] = {}
    if new == old:
        return found
    deadline = task_deadline(deadline_text, requirement, year)
    if deadline_text != task.deadline_text or deadline != task_deadline(*old, year):
        found["deadline"] = deadline
    report_dates = find_report_dates(requirement, year)
    if report_dates != find_report_dates(task.requirement, year):
        found["report_dates"] = report_dates
    indicators = find_indicators(requirement)
    if indicators != find_indicators(task.requirement):
        found["indicators"] = indicators
    return found
