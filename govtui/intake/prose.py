"""Plans in running text: numbered paragraphs under headings, with labels or brackets that say by whom and by when.

What is a task, what a theme, and what becomes of the rest: see `govtui.intake.notice.tasks`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from govtui.intake.common import common_deadline
from govtui.intake.fates import Fate, Fates
from govtui.intake.grid import Grid
from govtui.intake.notice.columns import as_table, deadline
from govtui.intake.notice.outline import build_outline, recurring_labels
from govtui.intake.notice.paragraphs import Paragraph, find_paragraphs, is_page_number
from govtui.intake.notice.region import find_region, is_plan, tail_fates
from govtui.intake.notice.tasks import Found, find_tasks
from govtui.intake.rows import Table
from govtui.intake.words import Word
from govtui.text import squeeze
from govtui.wording.moments import find_moments

LONGEST_OPENING = 16
"""Characters of a date that opens a task."""

_ANY_YEAR = 2000


class Prose(msgspec.Struct, frozen=True, gc=False):
    """Where a plan in running text begins and ends, as rows of its grid; the second is the first one behind it."""

    start: int
    end: int


def find_prose(grid: Grid) -> Prose | None:
    """Return where the plan stands in the text, None where there is none for certain.

    The lines above it hold the document's data; salutation and introduction are part of it.
    """
    if not grid.is_stack:
        return None
    paragraphs = find_paragraphs(grid, {})
    region = find_region(paragraphs)
    if region is None:
        return None
    found, _fates, _scoped = _read(paragraphs[region.start : region.end])
    if not is_plan(paragraphs, region, found):
        return None
    end = paragraphs[region.end].row if region.end < len(paragraphs) else len(grid.rows)
    return Prose(paragraphs[region.start].row, end)


def read_prose(grid: Grid, prose: Prose, fates: Mapping[int, Fate]) -> Table:
    """Return the tasks of a plan in running text as records with their headings, and what became of its lines.

    `fates` are the clerk's decisions by line: `TASK` and `THEME` begin one, `CONTINUATION` goes on with the paragraph
    above, anything else is no part of the tasks. What is decided to be a task below the plan's end is read as well.
    """
    every = find_paragraphs(grid, fates)
    wanted = [place for place, one in enumerate(every) if one.fate in (Fate.TASK, Fate.THEME, Fate.CONTINUATION)]
    start = next((place for place, one in enumerate(every) if one.row >= prose.start), len(every))
    end = next((place for place, one in enumerate(every) if one.row >= prose.end), len(every))
    start, end = min([start, *wanted]), max([end, *(place + 1 for place in wanted)])
    found, told, scoped = _read(every[start:end])
    _set_deadlines(found, [paragraph.text for paragraph in every if paragraph.text not in scoped])
    columns, records = as_table(found)
    pages = {line.number: Fate.NOTE for line in grid.lines if is_page_number(line.text)}
    below = tail_fates(every[end:])
    decided = {line: fate for line, fate in fates.items() if fate not in (Fate.TASK, Fate.THEME, Fate.CONTINUATION)}
    return Table(columns, records, {**below, **told, **pages, **decided})


def _read(paragraphs: Sequence[Paragraph]) -> tuple[list[Found], Fates, set[str]]:
    known = recurring_labels(paragraphs)
    outline = build_outline(paragraphs, known)
    return *find_tasks(outline, known), outline.scoped


def _set_deadlines(found: Sequence[Found], texts: Sequence[str]) -> None:
    """Give tasks without a deadline the date that opens them, or else the one that holds for all."""
    common = common_deadline(texts)
    for task in found:
        if not any(said.word is Word.DEADLINE for said in task.said):
            text = _opening_date(task.paragraphs) or common
            task.said += [deadline(text)] if text else []


def _opening_date(paragraphs: Sequence[str]) -> str:
    """Return the date that opens a task, where it names no other: 9月底前，完成…."""
    text = squeeze("".join(paragraphs))
    groups = find_moments(text, _ANY_YEAR)
    if len(groups) != 1 or len(groups[0]) != 1 or groups[0][0].start:
        return ""
    date = text[: groups[0][0].end]
    ends = date.endswith(("前", "底", "末", "内")) and len(date) <= LONGEST_OPENING
    return date if ends else ""
