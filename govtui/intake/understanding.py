"""One table of a source, read as far as it can be without the rest of the document: its header, items and themes."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

import msgspec

from govtui.intake.choices import TableChoices
from govtui.intake.columns import Field
from govtui.intake.document import DocumentFacts, read_document_facts, with_signature
from govtui.intake.fates import Fate, Fates
from govtui.intake.grid import Cell, Grid, Line, Row
from govtui.intake.guessing import Decisions, guess_header
from govtui.intake.header import Header, find_header, header_at
from govtui.intake.items import Gathered, gather
from govtui.intake.kinds import Likeness, nature
from govtui.intake.prose import Prose, find_prose, read_prose
from govtui.intake.recognition import Profile
from govtui.intake.records import value_columns
from govtui.intake.rows import Table, read_rows
from govtui.intake.stack import read_stack
from govtui.intake.tables import headings_above
from govtui.intake.themes import Resolved, resolve_themes
from govtui.text import squeeze
from govtui.wording.documents import find_year

FROM_PROFILE = "按上次同样表头的选择"
FROM_CLERK = "由您指定"


class Strength(IntEnum):
    """How sure it is that a table is a plan's."""

    GUESSED = 0
    """By the content of its columns alone."""
    NAMED = 1
    """Its header names what is to be done, but neither units nor deadlines."""
    TEXT = 2
    """A plan in running text."""
    PLAN = 3
    """Its header names what is to be done and by whom or by when, or the clerk decided about it."""


class Understood(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A table with its header found and its rows put together."""

    place: int
    grid: Grid
    header: Header | None
    strength: Strength
    facts: DocumentFacts
    """What the lines above it say about the document …"""
    above: Fates
    """… and the fates of those that were understood."""
    table: Table
    gathered: Gathered
    resolved: Resolved

    @property
    def requirements(self) -> list[str]:
        """The texts of its tasks."""
        return [squeeze(part.requirement) for item in self.gathered.items for part in item.parts]

    @property
    def end_line(self) -> int:
        """The last line of its rows."""
        return max((row.last_line for row in self.grid.rows), default=0)


def understand(
    grid: Grid, place: int, choices: TableChoices, profiles: Sequence[Profile] = (), *, guess: bool = True
) -> Understood | None:
    """Return what a table says by itself, None where it is none that holds tasks.

    Without `guess` only a header or the form of a plan in running text counts, not the content of columns.
    """
    grid = _edited(grid, choices)
    header, guessed = _header(grid, choices, profiles, guess=guess)
    if header is not None:
        return _of_table(grid, place, header, choices, profiles, guessed=guessed)
    prose = find_prose(grid) if grid.is_stack else None
    return _of_prose(grid, place, prose, choices) if prose else None


def _header(
    grid: Grid, choices: TableChoices, profiles: Sequence[Profile], *, guess: bool
) -> tuple[Header | None, bool]:
    """Return the header as it was decided, is known or can be found, and whether it was only guessed."""
    if choices.header is not None and not grid.is_stack:
        start, end = (min(row, len(grid.rows)) for row in choices.header)
        width = max((len(row.cells) for row in grid.rows), default=0)
        named = header_at(grid.rows, start, end) if start < end else None
        return named or Header(("",) * width, start, start), False
    if header := find_header(grid, [profile.names for profile in profiles]):
        return header, False
    if grid.is_stack or not guess:
        return None, False
    return guess_header(grid), True


def _of_table(
    grid: Grid, place: int, header: Header, choices: TableChoices, profiles: Sequence[Profile], *, guessed: bool
) -> Understood | None:
    chosen = _decisions(header, choices, profiles)
    headings = () if grid.is_stack else headings_above(grid, header.start)
    lines_above = grid.above(header.start) if header.start < len(grid.rows) else grid.lines
    facts, above = read_document_facts(lines_above[: len(lines_above) - len(headings)])
    decided = dict(choices.fates)
    if grid.is_stack:
        table = read_stack(grid, header, facts.title, chosen=chosen, decided=decided)
    else:
        over = [squeeze(line.text) for line in headings]
        table = read_rows(grid, header, facts.title, chosen=chosen, decided=decided, above=over)
    told = _says_who_or_when(table)
    strength = Strength.PLAN if told or choices.header or choices.fields else Strength.NAMED
    gathered = gather(table.records, solid=grid.solid)
    return Understood(
        place=place,
        grid=grid,
        header=header,
        strength=Strength.GUESSED if guessed else strength,
        facts=facts,
        above=above,
        table=table,
        gathered=gathered,
        resolved=resolve_themes(gathered.items, top_down=grid.is_stack or grid.solid),
    )


def _says_who_or_when(table: Table) -> bool:
    """Tell whether a table says by whom, by when or by what measure; 上午 and 下午 are times of a schedule."""
    fields = {column.field for column in table.columns}
    if Field.MEASURE in fields or any(field.names_units for field in fields):
        return True
    places = [place for place, column in enumerate(value_columns(table.columns)) if column.field is Field.DEADLINE]
    texts = ["".join(record.values[place] or ()) for record in table.records for place in places]
    filled = [text for text in texts if text]
    return sum(nature(text).deadline > Likeness.NO for text in filled) * 2 >= len(filled) > 0


def _of_prose(grid: Grid, place: int, prose: Prose, choices: TableChoices) -> Understood:
    facts, above = read_document_facts(grid.above(prose.start))
    facts = with_signature(facts, _lines_below(grid, prose.end))
    table = read_prose(grid, prose, choices.fates)
    facts = _with_year(facts, grid, table)
    gathered = gather(table.records, solid=True)
    return Understood(
        place=place,
        grid=grid,
        header=None,
        strength=Strength.TEXT,
        facts=facts,
        above=above,
        table=table,
        gathered=gathered,
        resolved=resolve_themes(gathered.items, top_down=True),
    )


def _with_year(facts: DocumentFacts, grid: Grid, table: Table) -> DocumentFacts:
    """Return the facts with the year that the introduction of a plan in running text names, where they have none."""
    first = min((record.line for record in table.records), default=0)
    years = (find_year(line.text) for line in grid.lines if line.number < first)
    return facts if facts.year else msgspec.structs.replace(facts, year=next(filter(None, years), None))


def _lines_below(grid: Grid, end: int) -> list[Line]:
    """Return the lines from the row `end` of a grid on."""
    first = grid.rows[end].first_line if end < len(grid.rows) else None
    return [] if first is None else [line for line in grid.lines if line.number >= first]


def _decisions(header: Header, choices: TableChoices, profiles: Sequence[Profile]) -> Decisions:
    learnt = next((profile for profile in reversed(profiles) if profile.names == header.names), None)
    decisions = {place: (field, FROM_PROFILE) for place, field in enumerate(learnt.fields)} if learnt else {}
    return {**decisions, **{place: (field, FROM_CLERK) for place, field in choices.fields.items()}}


def _edited(grid: Grid, choices: TableChoices) -> Grid:
    """Return the grid with the cells that were changed; a line break in a text parts paragraphs."""
    if not choices.cells:
        return grid
    lines = {line for line, _place in choices.cells}
    rows = tuple(_edited_row(row, choices) if row.first_line in lines else row for row in grid.rows)
    return msgspec.structs.replace(grid, rows=rows)


def _edited_row(row: Row, choices: TableChoices) -> Row:
    cells = [
        cell if (text := choices.cells.get((row.first_line, place))) is None else _cell(cell, text)
        for place, cell in enumerate(row.cells)
    ]
    return msgspec.structs.replace(row, cells=tuple(cells))


def _cell(cell: Cell, text: str) -> Cell:
    paragraphs = tuple(part for part in map(str.strip, text.split("\n")) if part)
    return Cell(paragraphs, cell.line, cell.last_line)


def line_fates(understood: Understood) -> Fates:
    """Return what became of the lines of a table: of its header, rows and headings."""
    fates = dict(understood.table.fates)
    if header := understood.header:
        for row in understood.grid.rows[header.start : header.end]:
            fates.update(dict.fromkeys(range(row.first_line, row.last_line + 1), Fate.HEADER))
        headings: tuple[Line, ...] = headings_above(understood.grid, header.start)
        fates.update((line.number, Fate.THEME) for line in headings)
    for record in understood.gathered.continuations:
        fates.update(dict.fromkeys(range(record.line, record.last_line + 1), Fate.CONTINUATION))
    for record in understood.gathered.empty:
        fates.update(dict.fromkeys(range(record.line, record.last_line + 1), Fate.LEFT_OUT))
    return fates
