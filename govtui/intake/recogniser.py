"""A source to the document that it holds: which of its tables are the plan, their tasks, and what has to be said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from govtui.collector import collector_held
from govtui.errors import IntakeError
from govtui.intake import remarks
from govtui.intake.choices import Choices
from govtui.intake.columns import Field
from govtui.intake.document import DocumentFacts, read_document_facts
from govtui.intake.drafts import Drafts, make_drafts
from govtui.intake.fates import Fate, Fates, runs_of
from govtui.intake.grid import Source
from govtui.intake.recognition import Profile, Reading, Recognition
from govtui.intake.records import value_columns
from govtui.intake.rows import Table
from govtui.intake.tables import TEXT_NAME
from govtui.intake.understanding import Strength, Understood, line_fates, understand
from govtui.intake.whole import apply_to_all
from govtui.model import DocumentDraft, Remark, RemarkKind, TaskDraft
from govtui.text import one_line, squeeze
from govtui.wording.documents import find_dated_year, find_year

SAME_SHARE = 0.6
"""Share of a table's requirements that stand in another one from which it is that table again: 汇总 and 分表."""


@collector_held()
def recognise(
    source: Source,
    *,
    name: str,
    fingerprint: str = "",
    choices: Choices | None = None,
    profiles: Sequence[Profile] = (),
) -> Recognition:
    """Return what a source says, with what the clerk has decided about its reading and what is known of its layout.

    `name` is the file's name. Raises IntakeError where there is no table, none with a header that is understood, or
    none with a task in it.
    """
    choices = choices or Choices()
    plans = _chosen(source, choices, profiles) if choices.tables else _found(source, choices, profiles)
    with_tasks = [plan for plan in plans if plan.gathered.items]
    if not with_tasks:
        raise _nothing(source, found=bool(plans))
    facts = _decided_title(with_tasks[0], choices) or _facts(with_tasks)
    year = facts.year or _year_of_deadlines([plan.table for plan in with_tasks])
    return _put_together(source, with_tasks, choices, facts, year, (name, fingerprint))


# --- which tables are the plan ---


def _chosen(source: Source, choices: Choices, profiles: Sequence[Profile]) -> list[Understood]:
    """Return the tables that the clerk has chosen."""
    places = [place for place in sorted(set(choices.tables)) if 0 <= place < len(source.grids)]
    found = (understand(source.grids[place], place, choices.of(place), profiles) for place in places)
    return [plan for plan in found if plan]


def _found(source: Source, choices: Choices, profiles: Sequence[Profile]) -> list[Understood]:
    """Return the tables that make up the plan.

    Of the ways to lay out a text it is the first with a header; of several tables all whose headers are those of a
    plan, else the one that comes closest to it. A table that says what another one says already is left out.
    """
    grids = enumerate(source.grids)
    if source.ways:
        sure = (understand(grid, place, choices.of(place), profiles, guess=False) for place, grid in grids)
        first = next((plan for plan in sure if plan), None)
        return [first] if first else _guessed(source, choices, profiles)
    plans = [plan for place, grid in grids if (plan := understand(grid, place, choices.of(place), profiles))]
    filled = [plan for plan in plans if plan.gathered.items]
    for strength in reversed(Strength):
        equal = [plan for plan in filled if plan.strength is strength]
        if equal:
            return _once_each(equal) if strength is Strength.PLAN else [max(equal, key=_size)]
    return plans


def _guessed(source: Source, choices: Choices, profiles: Sequence[Profile]) -> list[Understood]:
    guesses = (understand(grid, place, choices.of(place), profiles) for place, grid in enumerate(source.grids))
    return [plan for plan in guesses if plan][:1]


def _size(plan: Understood) -> int:
    return len(plan.gathered.items)


def _once_each(plans: Sequence[Understood]) -> list[Understood]:
    """Return the plans without those that repeat what larger ones say."""
    kept: list[Understood] = []
    told: set[str] = set()
    for plan in sorted(plans, key=_size, reverse=True):
        requirements = plan.requirements
        if sum(text in told for text in requirements) < SAME_SHARE * len(requirements):
            kept.append(plan)
            told.update(requirements)
    return sorted(kept, key=lambda plan: plan.place)


def _nothing(source: Source, *, found: bool) -> IntakeError:
    if found:
        return IntakeError("表头下面没有任务", "找到了表头，但下面没有一行写有任务内容", "请确认表格完整，再导入")
    if any(not grid.is_stack for grid in source.grids):
        return IntakeError(
            "看不懂表头",
            "文件里有表格，但没有一行写明“任务”“要求”“责任单位”“完成时限”一类的栏目名称",
            "请在表格第一行补上栏目名称，或在预览中指定表头和各栏，再导入",
        )
    return IntakeError(
        "没有找到任务表",
        "文件里没有带表头的任务分解表，也没有分条写明责任单位或完成时限的任务",
        "请确认选对了文件；表头应写明“工作任务”“具体要求”“责任单位”“完成时限”等栏目",
    )


# --- the document ---


def _facts(plans: Sequence[Understood]) -> DocumentFacts:
    """Return what is said about the document: above several tables with captions of their own its title stands."""
    first = plans[0]
    captions = {plan.facts.title for plan in plans if _sheet(plan) == _sheet(first)}
    if len(captions) < 2:
        return first.facts
    caption = min((line for line, fate in first.above.items() if fate is Fate.TITLE), default=0)
    over, _fates = read_document_facts([line for line in first.grid.lines if line.number < caption])
    if not over.title:
        return first.facts
    return msgspec.structs.replace(first.facts, title=over.title, year=over.year or first.facts.year)


def _decided_title(plan: Understood, choices: Choices) -> DocumentFacts | None:
    """Return what is said about the document with the title that the clerk has pointed out, None without one."""
    decided = choices.of(plan.place).fates
    lines = [line.text for line in plan.grid.lines if decided.get(line.number) is Fate.TITLE]
    if not lines:
        return None
    title = squeeze("\n".join(lines))
    return msgspec.structs.replace(plan.facts, title=title, year=find_year(title) or plan.facts.year)


def _year_of_deadlines(tables: Sequence[Table]) -> int | None:
    """Return the year that most deadlines name, for a document that does not say its own."""
    years: Counter[int] = Counter()
    for table in tables:
        places = [place for place, column in enumerate(value_columns(table.columns)) if column.field is Field.DEADLINE]
        cells = (record.values[place] for record in table.records for place in places)
        years.update(year for lines in cells if lines and (year := find_dated_year("".join(lines))))
    return years.most_common(1)[0][0] if years else None


def _put_together(
    source: Source,
    plans: Sequence[Understood],
    choices: Choices,
    facts: DocumentFacts,
    year: int | None,
    file: tuple[str, str],
) -> Recognition:
    tasks: list[TaskDraft] = []
    said: list[Remark] = [Remark(RemarkKind.FILE, notice) for notice in source.notices]
    readings: list[Reading] = []
    fates = _fates(plans, choices)
    for plan in plans:
        drafts = make_drafts(plan.gathered, plan.resolved.themes, value_columns(plan.table.columns), year)
        drafts = msgspec.structs.replace(drafts, tasks=apply_to_all(drafts.tasks, plan.grid, plan.table, year))
        readings.append(_reading(plan, fates[_sheet(plan)], len(tasks)))
        tasks += drafts.tasks
        said += _named(plan, plans, _remarks(plan, drafts, (facts.year, year)))
    said += _remarks_on_lines(plans, fates)
    name, fingerprint = file
    document = DocumentDraft(
        **{**msgspec.structs.asdict(facts), "year": year},
        source=name,
        columns=_columns(plans[0]),
        tasks=tuple(tasks),
        remarks=tuple(remarks.limited(said)),
        fingerprint=fingerprint,
    )
    return Recognition(document=document, source=source, readings=tuple(readings))


def _columns(plan: Understood) -> tuple[str, ...]:
    if plan.header is None:
        return tuple(column.name for column in plan.table.columns if column.name)
    return plan.header.columns


def _reading(plan: Understood, fates: Fates, start: int) -> Reading:
    items = plan.gathered.items
    return Reading(
        table=plan.place,
        grid=plan.grid,
        header=plan.header,
        columns=plan.table.columns,
        fates=fates,
        start=start,
        origins=tuple(tuple(part.spans) for item in items for part in item.parts),
        numbers=tuple(item.number for item in items if item.number) if plan.gathered.numbered else (),
        layouts=plan.table.layouts,
    )


def _fates(plans: Sequence[Understood], choices: Choices) -> dict[str, Fates]:
    """Return the fates of all lines of the sheets in which the tables stand, by their names; a text has none."""
    found: dict[str, Fates] = {}
    ends: dict[str, int] = {}
    for plan in plans:
        key = _sheet(plan)
        fates = found.setdefault(key, {line.number: Fate.LEFT_OUT for line in plan.grid.lines})
        told = {line: fate for line, fate in plan.above.items() if line > ends.get(key, 0)}
        ends[key] = plan.end_line
        decided = choices.of(plan.place).fates
        for line, fate in {**told, **line_fates(plan), **decided}.items():
            if line in fates:
                fates[line] = fate
    return found


def _sheet(plan: Understood) -> str:
    """Return what tells the lines of a table from those of others: the text outside of tables has the same ones."""
    return "" if plan.grid.name == TEXT_NAME and plan.grid.is_stack else plan.grid.name


# --- what has to be said ---


def _named(plan: Understood, plans: Sequence[Understood], said: Iterator[Remark]) -> Iterator[Remark]:
    """Give the remarks on one of several tables with its name."""
    name = one_line(plan.grid.name) or f"第{plan.place + 1}个表"
    for remark in said:
        yield remark if len(plans) == 1 else msgspec.structs.replace(remark, text=f"{name}：{remark.text}")


def _remarks_on_lines(plans: Sequence[Understood], fates: dict[str, Fates]) -> Iterator[Remark]:
    seen: set[str] = set()
    for plan in plans:
        key = _sheet(plan)
        if key not in seen:
            seen.add(key)
            for fate in (Fate.LEFT_OUT, Fate.NOTE):
                yield from remarks.remark_left_out(runs_of(fate, plan.grid.lines, fates[key]))


def _remarks(plan: Understood, drafts: Drafts, years: tuple[int | None, int | None]) -> Iterator[Remark]:
    tasks, table, gathered = drafts.tasks, plan.table, plan.gathered
    fields = {column.field for column in table.columns}
    theme_name = next((column.name for column in table.columns if column.field is Field.THEME and column.name), "主题")
    inherited_themes = plan.resolved.inherited if Field.THEME in fields else 0
    yield from remarks.remark_header(plan.header, table.columns, guessed=plan.strength is Strength.GUESSED)
    yield from remarks.remark_theme_gaps(tasks)
    yield from remarks.remark_numbers(gathered, len(tasks))
    yield from remarks.remark_duplicates(tasks)
    yield from remarks.remark_rows(gathered.themes_only, gathered.empty)
    yield from remarks.remark_joined(gathered.joined)
    yield from remarks.remark_blocks(plan.resolved.blocks)
    yield from remarks.remark_deadlines(tasks, Field.DEADLINE in fields, *years)
    yield from remarks.remark_units(any(field.names_units for field in fields))
    yield from remarks.remark_inherited(inherited_themes, drafts.inherited, theme_name)
    yield from remarks.remark_unread(drafts.unread)
