"""What can be put right in the wording of tasks, and what a new wording is understood as. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from govtui.errors import RequestError
from govtui.ledger.rewording import FIELD_NAMES, reworded
from govtui.model import Task
from govtui.review.facts import indicator_words
from govtui.text import clip, one_line
from govtui.timing.lights import deadline_meaning

SHARED_FIELDS = ("units_text", "deadline_text", "note")
"""The fields that make sense for several tasks at once, in their order."""
MANY_LINES = frozenset({"themes", "note"})
"""The fields whose line breaks say something."""
_ORDER = ("themes", "requirement", "units_text", "deadline_text", "measure", "note")


class Field(NamedTuple):
    """A field of one task or several, as it can be put right."""

    name: str
    """As the ledger takes it."""
    label: str
    text: str
    """As it stands; empty where several tasks have different texts."""
    alike: bool = True
    """All the tasks have this text."""


def fields_of(tasks: Sequence[Task]) -> tuple[Field, ...]:
    """Return the fields of the only one of `tasks`, or those that make sense for all of them."""
    names = _ORDER if len(tasks) == 1 else SHARED_FIELDS
    fields = [_field(name, [_text(task, name) for task in tasks]) for name in names]
    columns = tasks[0].extra if len(tasks) == 1 else ()
    return (*fields, *(Field(name, one_line(name), text) for name, text in columns))


def _field(name: str, texts: Sequence[str]) -> Field:
    alike = len(set(texts)) == 1
    return Field(name, FIELD_NAMES[name], texts[0] if alike else "", alike)


def _text(task: Task, name: str) -> str:
    value = getattr(task, name)
    return "\n".join(value) if isinstance(value, tuple) else str(value)


def understood(task: Task, name: str, text: str, year: int | None) -> str:
    """Return what a new text of a field of `task` is understood as; empty where it means no more than it says.

    `year` is the document's.
    """
    try:
        new = msgspec.structs.replace(task, **reworded(task, {name: text}, year))
    except RequestError as error:
        return error.message
    return _TOLD[name](task, new) if name in _TOLD else ""


def _told_units(_task: Task, new: Task) -> str:
    others = [unit for unit in new.units if unit not in (*new.lead, *new.support)]
    rest = "其他" if new.lead or new.support else "责任单位"
    roles = (("牵头", new.lead), ("配合", new.support), (rest, others))
    told = "；".join(f"{role}：{'、'.join(units)}" for role, units in roles if units)
    return told or ("没有读出单位" if new.units_text else "没有责任单位")


def _told_deadline(_task: Task, new: Task) -> str:
    meaning = deadline_meaning(new.deadline)
    if not meaning:
        return f"{'没有读懂' if new.deadline_text else '没有时限'}，不按时限亮灯"
    return f"读作：{meaning}"


def _told_requirement(task: Task, new: Task) -> str:
    told = [f"指标：{'；'.join(map(indicator_words, new.indicators))}"] if new.indicators else []
    if new.deadline != task.deadline:
        told.append(f"时限：{deadline_meaning(new.deadline) or '没有'}")
    if new.report_dates != task.report_dates:
        told.append(f"报送日期：{'、'.join(map(str, new.report_dates)) or '没有'}")
    counted = {count.indicator for entry in task.progress for count in entry.counts}
    lost = sorted(counted - {indicator.text for indicator in new.indicators})
    told += [f"已有计数的指标“{name}”不再出现，它的计数不再显示" for name in lost]
    return "。".join(told)


def _told_themes(_task: Task, new: Task) -> str:
    return f"{len(new.themes)}级标题，一行一级：{' / '.join(new.themes)}" if new.themes else "没有标题"


_TOLD = {
    "units_text": _told_units,
    "deadline_text": _told_deadline,
    "requirement": _told_requirement,
    "themes": _told_themes,
}


def edit_words(fields: Sequence[Field], changed: Mapping[str, str], cells: int = 60) -> str:
    """Return what is to be changed: 完成时限改为“12月底”，备注删去."""
    labels = {field.name: field.label for field in fields}
    told = (
        f"{labels[name]}改为“{one_line(text)}”" if text.strip() else f"{labels[name]}删去"
        for name, text in changed.items()
    )
    return clip("，".join(told), cells)
