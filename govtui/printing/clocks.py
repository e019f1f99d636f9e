"""What the command line prints of legal clocks: the register, one clock, the templates, as text and JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from govtui.printing.pages import fact_lines, table_lines
from govtui.review.clocks import ClockRow, clock_facts, template_facts
from govtui.text import one_line
from govtui.timing.clock_templates import ClockTemplate
from govtui.timing.clocks import law_words, span_words

CLOCK_COLUMNS = ("号", "现状", "剩余", "到期", "起算", "任务", "期限", "事项")


def clock_table(rows: Sequence[ClockRow], cells: int | None) -> list[str]:
    """Return the register of clocks, each with its number, and below it what is uncertain about their dates."""
    table = [
        (
            row.clock.id,
            row.state,
            row.left_in_short,
            str(row.reading.due) if row.reading else "",
            str(row.clock.started),
            row.clock.task,
            row.clock.template,
            one_line(row.clock.title),
        )
        for row in rows
    ]
    caveats = dict.fromkeys(row.reading.caveat for row in rows if row.reading and row.reading.caveat)
    return [*table_lines(CLOCK_COLUMNS, table, cells), *caveats]


def clock_lines(row: ClockRow, cells: int | None) -> list[str]:
    """Return all there is to say of a clock."""
    return fact_lines([("号", row.clock.id), *clock_facts(row)], cells)


def clock_record(row: ClockRow) -> dict[str, Any]:
    """Return a clock as JSON shows it, with how its date came about."""
    reading = row.reading
    return {
        **msgspec.structs.asdict(row.clock),
        "law": law_words(row.template) if row.template else None,
        "due": reading.due if reading else None,
        "state": row.state,
        "left": row.left,
        "days_left": reading.days_left if reading else None,
        "how": reading.how if reading else (),
        "warnings": reading.warnings if reading else (),
        "unknown_years": reading.unknown_years if reading else (),
    }


def template_lines(templates: Iterable[ClockTemplate], cells: int | None) -> list[str]:
    """Return the templates to choose from, each with its rule below it."""
    lines: list[str] = []
    for template in templates:
        lines += [""] if lines else []
        lines.append(f"{template.key}：{template.title}，{span_words(template)}")
        lines += fact_lines(template_facts(template), cells)
    return lines


def template_record(template: ClockTemplate, own: bool) -> dict[str, Any]:
    """Return a template as JSON shows it; `own` says whether the office has written it itself."""
    return {**msgspec.structs.asdict(template), "own": own}
