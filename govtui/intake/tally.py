"""What a recognition comes to in numbers, which the clerk compares with the paper at a glance."""

from __future__ import annotations

import re

import msgspec

from govtui.intake.columns import Field
from govtui.intake.fates import Fate, runs_of
from govtui.intake.kinds import looks_like_number
from govtui.intake.recognition import Reading, Recognition
from govtui.model import DeadlineKind, RemarkKind

_MISSING = re.compile(r"原表缺(?P<missing>[^，]+)")
"""How a remark on a gap names what is missing."""


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """Counts of a recognised document."""

    numbers: int
    """Running numbers that the source prints; 0 where it has none."""
    items: int
    """Numbered items that were read; the tasks where the source has no numbers."""
    tasks: int
    """More than `items` where an item has several content lines."""
    missing: tuple[str, ...] = ()
    """Numbers that the source skips, as it would print them: （三）."""
    unclear_deadlines: int = 0
    """Deadlines that are worded but not understood."""
    without_deadline: int = 0
    """Tasks without a deadline in a table that has a column for it."""
    without_units: int = 0
    """Tasks without units in a table that has a column for them."""
    left_out: int = 0
    """Lines that were not read at all."""


def tally(recognition: Recognition) -> Tally:
    """Return the counts of a recognition; a source's numbers are counted in its cells, not in the tasks."""
    document = recognition.document
    fields = {column.field for reading in recognition.readings for column in reading.columns}
    unclear = [task for task in document.tasks if task.deadline.kind is DeadlineKind.NONE]
    gaps = [remark.text for remark in document.remarks if remark.kind is RemarkKind.GAP]
    has_units = any(field.names_units for field in fields)
    return Tally(
        numbers=sum(map(_printed, recognition.readings)),
        items=sum(len(reading.numbers) or len(reading.origins) for reading in recognition.readings),
        tasks=len(document.tasks),
        missing=tuple(match["missing"] for gap in gaps if (match := _MISSING.search(gap))),
        unclear_deadlines=sum(bool(task.deadline_text) for task in unclear),
        without_deadline=sum(not task.deadline_text for task in unclear) if Field.DEADLINE in fields else 0,
        without_units=sum(not task.units for task in document.tasks) if has_units else 0,
        left_out=_left_out(recognition),
    )


def tally_words(counts: Tally) -> str:
    """Return the counts in one sentence: 原表序号50个，读出50项；缺（三）；3个时限没有看懂."""
    lines = f"，分成{counts.tasks}条任务" if counts.tasks != counts.items else ""
    printed = f"原表序号{counts.numbers}个" if counts.numbers else "原表没有序号"
    parts = [f"{printed}，读出{counts.items}项{lines}"]
    if counts.missing:
        parts.append(f"缺{'、'.join(counts.missing)}")
    for count, words in (
        (counts.unclear_deadlines, "个时限没有看懂"),
        (counts.without_deadline, "项没有时限"),
        (counts.without_units, "项没有责任单位"),
        (counts.left_out, "行没有读"),
    ):
        if count:
            parts.append(f"{count}{words}")
    return "；".join(parts)


def _printed(reading: Reading) -> int:
    """Return how many running numbers a table prints in their column; else those that its items were found to have."""
    place = next((place for place, column in enumerate(reading.columns) if column.field is Field.SEQ), None)
    if place is None or reading.grid.is_stack or reading.header is None:
        return len(reading.numbers)
    body = reading.grid.rows[reading.header.end :]
    if any(
        1 < len(row.cells) != len(reading.columns) for row in body
    ):  # its rows do not lie on the columns as they are
        return len(reading.numbers)
    return sum(
        len(row.cells) > place
        and looks_like_number(row.cells[place].text)
        and reading.fates.get(row.first_line) is not Fate.THEME
        for row in body
    )


def _left_out(recognition: Recognition) -> int:
    """Return the lines that no table knows anything of; those of sheets are counted by sheet."""
    by_name: dict[str, list[Reading]] = {}
    for reading in recognition.readings:
        by_name.setdefault(reading.grid.name, []).append(reading)
    return sum(
        run.count
        for readings in by_name.values()
        for run in runs_of(Fate.LEFT_OUT, readings[0].grid.lines, _together(readings))
    )


def _together(readings: list[Reading]) -> dict[int, Fate]:
    fates: dict[int, Fate] = {}
    for reading in readings:
        fates.update({line: fate for line, fate in reading.fates.items() if fate is not Fate.LEFT_OUT})
    return fates
