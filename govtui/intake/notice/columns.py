"""What is said of the tasks of a plan in running text, as the columns of a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from govtui.intake.columns import Column, Field
from govtui.intake.notice.brackets import DEADLINE_NAME, UNITS_NAME
from govtui.intake.notice.labels import UNIT_WORDS, Said
from govtui.intake.notice.tasks import Found
from govtui.intake.records import Record
from govtui.intake.words import Word
from govtui.text import one_line

_FIELDS = {
    Word.UNITS: Field.UNITS,
    Word.LEAD: Field.LEAD,
    Word.SUPPORT: Field.SUPPORT,
    Word.DEADLINE: Field.DEADLINE,
    Word.MEASURE: Field.MEASURE,
    Word.GOAL: Field.MEASURE,
    Word.PROGRESS: Field.PROGRESS,
    Word.STATUS: Field.STATUS,
    Word.NOTE: Field.NOTE,
}
_ORDER = (Field.MEASURE, Field.DEADLINE, Field.PROGRESS, Field.STATUS)
COLUMN_SHARE = 0.5
"""Share of the assigned tasks that must part who leads from who supports for these to be columns."""


def as_table(found: Sequence[Found]) -> tuple[tuple[Column, ...], tuple[Record, ...]]:
    """Return the columns and the records of tasks."""
    if not found:
        return (), ()
    said = _with_units_as_printed([task.said for task in found])
    columns = _columns(said)
    numbered = [Column("", Field.SEQ)] if any(task.number for task in found) else []
    records = tuple(
        Record(
            line=min(first for first, _last in task.lines),
            last_line=max(last for _first, last in task.lines),
            page=0,
            number=task.number,
            requirement=tuple(task.paragraphs),
            values=tuple(_value(column, of_task) for column in columns),
            sections=task.themes,
        )
        for task, of_task in zip(found, said, strict=True)
    )
    return (*numbered, Column("", Field.REQUIREMENT), *columns), records


def _field(said: Said) -> Field:
    return _FIELDS.get(said.word, Field.OTHER)


def _with_units_as_printed(tasks: Sequence[list[Said]]) -> list[list[Said]]:
    """Return what is said with the units of each task in one text, unless most tasks part who leads and supports.

    A column 配合单位 makes the units of every task leading ones, also where the text does not say so.
    """
    told = [task for task in tasks if any(said.word in UNIT_WORDS for said in task)]
    parted = [task for task in told if any(said.word in (Word.LEAD, Word.SUPPORT) for said in task)]
    if len(parted) >= COLUMN_SHARE * len(told):
        return list(tasks)
    return [_in_one(task) if task in parted else task for task in tasks]


def _in_one(task: Sequence[Said]) -> list[Said]:
    units = [said for said in task if said.word in UNIT_WORDS]
    text = "；".join(f"{said.name}：{said.text}" for said in units)
    return [Said(Word.UNITS, UNITS_NAME, text), *(said for said in task if said not in units)]


def _columns(tasks: Sequence[Sequence[Said]]) -> list[Column]:
    """Return a column for each field, by its commonest name, and one for each label of anything else."""
    names: dict[Field, Counter[str]] = {}
    others: dict[str, None] = {}
    for task in tasks:
        for said in task:
            if _field(said) is Field.OTHER:
                others.setdefault(said.name)
            else:
                names.setdefault(_field(said), Counter())[said.name] += 1
    units = [field for field in names if field.names_units]  # as printed: 牵头单位 may stand before 责任单位
    known = [Column(names[field].most_common(1)[0][0], field) for field in (*units, *_ORDER) if field in names]
    notes = [Column(names[Field.NOTE].most_common(1)[0][0], Field.NOTE)] if Field.NOTE in names else []
    return [*known, *(Column(name, Field.OTHER) for name in others), *notes]


def _value(column: Column, said: Sequence[Said]) -> tuple[str, ...]:
    own = [
        one
        for one in said
        if _field(one) is column.field and (column.field is not Field.OTHER or one.name == column.name)
    ]
    lines = [one_line(line) for one in own for line in one.text.split("\n")]
    if column.field is Field.DEADLINE and len(lines) > 1:
        return ("；".join(filter(None, lines)),)
    return tuple(filter(None, lines))


def deadline(text: str) -> Said:
    """Return what a deadline without a label says."""
    return Said(Word.DEADLINE, DEADLINE_NAME, text)
