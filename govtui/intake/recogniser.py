"""A grid to the document that it holds: header, rows, items, themes, drafts, and what has to be said about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from govtui.errors import IntakeError
from govtui.intake import remarks
from govtui.intake.choices import Choices
from govtui.intake.columns import Column, Field
from govtui.intake.document import read_document_facts
from govtui.intake.drafts import Drafts, make_drafts
from govtui.intake.fates import Fate, Fates, runs_of
from govtui.intake.grid import Grid, Source
from govtui.intake.header import Header, find_header
from govtui.intake.items import Gathered, gather
from govtui.intake.records import value_columns
from govtui.intake.rows import Table, read_rows
from govtui.intake.stack import read_stack
from govtui.intake.themes import Resolved, resolve_themes
from govtui.model import DocumentDraft, Remark
from govtui.wording.documents import find_year

Span = tuple[int, int]
"""The first and the last line of something in the source."""


class Reading(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One table of a source as it was understood."""

    table: int
    """Its place among the tables of the source, from 0."""
    grid: Grid
    """With what the clerk has changed in it."""
    header: Header | None
    """None where the table has none."""
    columns: tuple[Column, ...]
    """Those of the header, or by their content; empty for running text."""
    fates: Fates
    """What became of each line."""
    start: int
    """The place of its first task among the document's tasks …"""
    origins: tuple[tuple[Span, ...], ...]
    """… and for each of its tasks the lines that it was read from."""


class Recognition(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A document as it was understood, and how each of its tables was read."""

    document: DocumentDraft
    source: Source
    readings: tuple[Reading, ...]
    """Those of the tables that were read, in their order."""

    @property
    def fates(self) -> Fates:
        """What became of each line of the first table's source."""
        return self.readings[0].fates


def recognise(source: Source, *, name: str, fingerprint: str = "", choices: Choices | None = None) -> Recognition:
    """Return what a source says, with what the clerk has decided about its reading.

    `name` is the file's name. Raises IntakeError where there is no table, none with a header that is understood, or
    none with a task in it.
    """
    choices = choices or Choices()
    grids = source.grids
    for table, grid in enumerate(grids):
        if header := find_header(grid):
            return _recognise(source, table, header, name, fingerprint)
    if any(not grid.is_stack for grid in grids):
        raise IntakeError(
            "看不懂表头",
            "文件里有表格，但没有一行写明“任务”“要求”“责任单位”“完成时限”一类的栏目名称",
            "请在表格第一行补上栏目名称，再导入",
        )
    raise IntakeError(
        "没有找到任务表",
        "文件里没有带表头的任务分解表",
        "请确认选对了文件；表头应写明“工作任务”“具体要求”“责任单位”“完成时限”等栏目",
    )


def _recognise(source: Source, place: int, header: Header, name: str, fingerprint: str) -> Recognition:
    grid = source.grids[place]
    facts, fates = read_document_facts(grid.above(header.start))
    table = (read_stack if grid.is_stack else read_rows)(grid, header, facts.title)
    columns = value_columns(table.columns)
    gathered = gather(table.records)
    resolved = resolve_themes(gathered.items, top_down=grid.is_stack)
    year = facts.year or _year_of_deadlines(table)
    drafts = make_drafts(gathered, resolved.themes, columns, year)
    if not drafts.tasks:
        raise IntakeError("表头下面没有任务", "找到了表头，但下面没有一行写有任务内容", "请确认表格完整，再导入")
    fates = _all_fates(grid, header, gathered, {**fates, **table.fates})
    document = DocumentDraft(
        **{**msgspec.structs.asdict(facts), "year": year},
        source=name,
        columns=header.columns,
        tasks=drafts.tasks,
        remarks=tuple(remarks.limited(_remarks(grid, table, gathered, resolved, drafts, (facts.year, year), fates))),
        fingerprint=fingerprint,
    )
    reading = Reading(
        table=place,
        grid=grid,
        header=header,
        columns=table.columns,
        fates=fates,
        start=0,
        origins=tuple(tuple(part.spans) for item in gathered.items for part in item.parts),
    )
    return Recognition(document=document, source=source, readings=(reading,))


def _year_of_deadlines(table: Table) -> int | None:
    """Return the year that most deadlines name, for a document that does not say its own."""
    places = [place for place, column in enumerate(value_columns(table.columns)) if column.field is Field.DEADLINE]
    cells = (record.values[place] for record in table.records for place in places)
    years = Counter(year for lines in cells if lines and (year := find_year("".join(lines))))
    return years.most_common(1)[0][0] if years else None


def _all_fates(grid: Grid, header: Header, gathered: Gathered, fates: Fates) -> Fates:
    for row in grid.rows[header.start : header.end]:
        fates.update(dict.fromkeys(range(row.first_line, row.last_line + 1), Fate.HEADER))
    for record, _item in gathered.joined:
        fates.update(dict.fromkeys(range(record.line, record.last_line + 1), Fate.CONTINUATION))
    for record in gathered.empty:
        fates.update(dict.fromkeys(range(record.line, record.last_line + 1), Fate.LEFT_OUT))
    return {line.number: fates.get(line.number, Fate.LEFT_OUT) for line in grid.lines}


def _remarks(
    grid: Grid,
    table: Table,
    gathered: Gathered,
    resolved: Resolved,
    drafts: Drafts,
    years: tuple[int | None, int | None],
    fates: Fates,
) -> Iterator[Remark]:
    tasks = drafts.tasks
    fields = {column.field for column in table.columns}
    theme_name = next((column.name for column in table.columns if column.field is Field.THEME and column.name), "主题")
    inherited_themes = resolved.inherited if Field.THEME in fields else 0
    yield from remarks.remark_theme_gaps(tasks)
    yield from remarks.remark_numbers(gathered, len(tasks))
    yield from remarks.remark_duplicates(tasks)
    yield from remarks.remark_rows(gathered.themes_only, gathered.empty)
    yield from remarks.remark_joined(gathered.joined)
    yield from remarks.remark_blocks(resolved.blocks)
    yield from remarks.remark_deadlines(tasks, Field.DEADLINE in fields, *years)
    yield from remarks.remark_units(any(field.names_units for field in fields))
    yield from remarks.remark_inherited(inherited_themes, drafts.inherited, theme_name)
    yield from remarks.remark_unread(drafts.unread)
    for fate in (Fate.LEFT_OUT, Fate.NOTE):
        yield from remarks.remark_left_out(runs_of(fate, grid.lines, fates))
