"""A grid to the document that it holds: header, rows, items, themes, drafts, and what has to be said about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from govtui.errors import IntakeError
from govtui.intake import remarks
from govtui.intake.columns import Field
from govtui.intake.document import read_document_facts
from govtui.intake.drafts import Drafts, make_drafts
from govtui.intake.fates import Fate, Fates, runs_of
from govtui.intake.grid import Grid
from govtui.intake.header import Header, find_header
from govtui.intake.items import Gathered, gather
from govtui.intake.records import value_columns
from govtui.intake.rows import Table, read_rows
from govtui.intake.stack import read_stack
from govtui.intake.themes import Resolved, resolve_themes
from govtui.model import DocumentDraft, Remark
from govtui.wording.documents import find_year


class Recognition(msgspec.Struct, frozen=True, gc=False):
    """A document as it was understood, and what became of each line of its source."""

    document: DocumentDraft
    fates: Fates


def recognise(grids: Sequence[Grid], *, source: str, fingerprint: str = "") -> Recognition:
    """Return what the first of `grids` that has a header says: they are the ways in which one source can be laid out.

    `source` is the file's name. Raises IntakeError where there is no table, none with a header that is understood, or
    none with a task in it.
    """
    for grid in grids:
        if header := find_header(grid):
            return _recognise(grid, header, source, fingerprint)
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


def _recognise(grid: Grid, header: Header, source: str, fingerprint: str) -> Recognition:
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
        source=source,
        columns=header.columns,
        tasks=drafts.tasks,
        remarks=tuple(remarks.limited(_remarks(grid, table, gathered, resolved, drafts, (facts.year, year), fates))),
        fingerprint=fingerprint,
    )
    return Recognition(document, fates)


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
