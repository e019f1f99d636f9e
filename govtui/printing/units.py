"""What the command line prints of the units of a ledger, as text and JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from govtui.printing.pages import table_lines
from govtui.review.directory import UnitEntry
from govtui.review.unit_words import unit_part, unit_remark
from govtui.text import one_line

UNIT_COLUMNS = ("任务", "牵头", "配合", "简称", "说明", "单位", "又名、包括")


def unit_table(entries: Sequence[UnitEntry], cells: int | None) -> list[str]:
    """Return the units, those with most tasks first."""
    rows = [
        (
            str(entry.tasks),
            str(entry.lead),
            str(entry.support),
            one_line(entry.short),
            unit_part(entry),
            one_line(entry.name),
            unit_remark(entry),
        )
        for entry in entries
    ]
    return table_lines(UNIT_COLUMNS, rows, cells)


def unit_record(entry: UnitEntry) -> dict[str, Any]:
    """Return a unit as JSON shows it."""
    return {
        "name": entry.name,
        "short": entry.short,
        "aliases": entry.aliases,
        "distinct": entry.distinct,
        "members": entry.members,
        "collective": entry.collective,
        "own": entry.own,
        "includes_own": entry.ours,
        "tasks": entry.tasks,
        "lead": entry.lead,
        "support": entry.support,
    }
