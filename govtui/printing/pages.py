"""What the command line prints: tables and pages of text measured in cells, and JSON. Pure functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from govtui.config import RecentLedger
from govtui.intake.columns import FIELD_NAMES
from govtui.intake.recognition import Recognition
from govtui.ledger.renewal import Renewal
from govtui.model import Document, DocumentDraft, Light, RemarkKind, TaskDraft
from govtui.review.entries import Entry, moment_words, story_words
from govtui.review.facts import (
    Fact,
    document_facts,
    draft_facts,
    entry_words,
    remark_counts,
    remark_words,
    task_facts,
)
from govtui.review.grouping import Group
from govtui.review.materials import KIND_WORDS, Attached, size_words
from govtui.review.rows import TaskRow
from govtui.review.timekeeping import TaskTime
from govtui.review.view import Counts
from govtui.text import one_line, pad, width, wrap
from govtui.timing.dues import day_words, due_of
from govtui.timing.lights import LightReader, deadline_meaning, left_words, light_words
from govtui.timing.rules import LightRules

GAP = "  "
"""Between two columns of a table."""

LABEL_CELLS = 10
NARROWEST = 8
"""A column is not cut below this many cells."""

TASK_COLUMNS = ("编号", "状态", "亮灯", "剩余", "责任单位", "完成时限", "具体要求")
DRAFT_COLUMNS = ("编号", "完成时限", "理解为", "责任单位", "具体要求")
EVIDENCE_COLUMNS = ("序号", "归属", "类别", "大小", "现状", "材料名称")
LEDGER_COLUMNS = ("", "名称", "上次打开", "现状", "位置")
RULE_COLUMNS = ("序号", "规则", "亮灯", "任务", "条件")
LONG_COLUMNS = {
    "责任单位": 1,
    "完成时限": 1,
    "理解为": 1,
    "具体要求": 3,
    "材料名称": 3,
    "位置": 3,
    "条件": 3,
    "事项": 3,
}
"""The columns that are cut where the terminal is too narrow, with the share of the room that each then has."""

TASK_KEYS = TaskDraft.__struct_fields__
"""The names under which JSON holds a task, in their order; others build on them."""


def json_text(value: object) -> str:
    """Return `value` as indented JSON, Chinese as it is."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()


def draft_record(draft: DocumentDraft) -> dict[str, Any]:
    """Return a document as JSON shows it, with its tasks and remarks."""
    record = {name: getattr(draft, name) for name in draft.__struct_fields__}
    del record["fingerprint"]
    return record


def loaded_record(document: Document, draft: DocumentDraft) -> dict[str, Any]:
    """Return a document that has just been loaded as JSON shows it: what it became, how much there is of it."""
    names = ("id", "source", "title", "remarks")
    return {**{name: getattr(document, name) for name in names}, "tasks": len(draft.tasks)}


def renewal_record(renewal: Renewal) -> dict[str, int]:
    """Return how many tasks a newer version has added, changed, left as they were, dropped, as JSON shows it."""
    kept, changed = len(renewal.kept), len(renewal.changed)
    counts = {"added": len(renewal.added), "changed": changed, "unchanged": kept - changed}
    return {**counts, "dropped": len(renewal.dropped)}


def task_record(row: TaskRow) -> dict[str, Any]:
    """Return a task of the ledger as JSON shows it."""
    task = row.task
    return {
        "id": task.id,
        "document": task.document,
        **{name: getattr(task, name) for name in TASK_KEYS},
        "status": task.status,
        "light": row.reading.light,
        "light_word": row.reading.word,
        "light_rule": row.reading.rule,
        "due": row.reading.due,
        "extended": row.reading.extended,
        "days_left": row.reading.days_left,
        "progress": task.progress,
        "evidence": task.evidence,
        "event_on": task.event_on,
        "pauses": task.pauses,
        "extensions": task.extensions,
        "checked_on": task.checked_on,
        "note": task.note,
    }


def evidence_record(found: Attached, fault: str) -> dict[str, Any]:
    """Return a piece of evidence as JSON shows it; `entry` is the number of the progress entry that it shows."""
    evidence = found.evidence
    entry = None if found.place is None else found.place + 1
    return {"kind": evidence.kind, "name": evidence.name, "size": evidence.size, "entry": entry, "fault": fault}


def evidence_table(found: Sequence[Attached], faults: Sequence[str], cells: int | None) -> list[str]:
    """Return a table of a task's evidence, numbered, each with the entry that it shows and what is wrong with it."""
    table = [
        (
            str(number),
            f"进展{piece.place + 1}（{piece.entry.day}）" if piece.entry and piece.place is not None else "整项任务",
            KIND_WORDS[piece.evidence.kind],
            size_words(piece.evidence.size) if piece.evidence.sha256 else "",
            fault or ("完好" if piece.evidence.sha256 else ""),
            piece.evidence.name,
        )
        for number, (piece, fault) in enumerate(zip(found, faults, strict=True), 1)
    ]
    return table_lines(EVIDENCE_COLUMNS, table, cells)


def ledger_record(ledger: RecentLedger, chosen: bool, there: bool) -> dict[str, Any]:
    """Return a known ledger as JSON shows it: is it the one that is opened of itself, is it there now."""
    return {**msgspec.structs.asdict(ledger), "chosen": chosen, "there": there}


def ledger_table(rows: Iterable[tuple[RecentLedger, bool, bool]], cells: int | None) -> list[str]:
    """Return a table of the known ledgers, each with whether it is the one opened of itself and whether it is there."""
    table = [
        (
            "默认" if chosen else "",
            ledger.title,
            f"{ledger.opened_at.astimezone():%Y-%m-%d %H:%M}" if ledger.opened_at else "",
            "" if there else "找不到",
            ledger.folder,
        )
        for ledger, chosen, there in rows
    ]
    return table_lines(LEDGER_COLUMNS, table, cells)


def task_table(rows: Sequence[TaskRow], cells: int | None) -> list[str]:
    """Return a table of tasks, fitted to `cells`, or as wide as it needs to be."""
    table = [
        (
            row.task.id,
            row.task.status.label,
            light_words(row.reading),
            left_words(row.task, row.reading),
            row.task.units_text,
            row.task.deadline_text,
            row.task.requirement,
        )
        for row in rows
    ]
    return table_lines(TASK_COLUMNS, table, cells)


def grouped_lines(table: Sequence[str], groups: Sequence[Group]) -> list[str]:
    """Return the lines of a table of tasks with a line above each group; there may be no groups."""
    heads, rows = list(table[:1]), table[1:]
    if not groups:
        return list(table)
    for group in groups:
        heads += ["", group_words(group), *rows[group.start : group.start + group.count]]
    return heads


def group_words(group: Group) -> str:
    """Return a group with its numbers: 县财政局  12项，办结3项，逾期1项."""
    parts = [f"{group.count}项"]
    parts += [f"办结{group.settled}项"] if group.settled else []
    parts += [f"逾期{group.overdue}项"] if group.overdue else []
    return f"{one_line(group.title)}  {'，'.join(parts)}"


def group_record(group: Group) -> dict[str, Any]:
    """Return a group as JSON shows it; `start` is the place of its first task."""
    return {name: getattr(group, name) for name in group.__struct_fields__}


def draft_page(draft: DocumentDraft, cells: int | None) -> list[str]:
    """Return what was understood of a document: its data, the reader's doubts, its tasks, what else it says of them."""
    table = [
        (task.seq, task.deadline_text, deadline_meaning(task.deadline), task.units_text, task.requirement)
        for task in draft.tasks
    ]
    remarks = [("请留意", remark_words(remark)) for remark in draft.remarks]
    return [
        *fact_lines([*draft_facts(draft), *remarks], cells),
        "",
        *table_lines(DRAFT_COLUMNS, table, cells),
        *_other_lines(draft, cells),
    ]


def _other_lines(draft: DocumentDraft, cells: int | None) -> list[str]:
    """Return what the tasks have in other columns than those of the table, under a heading; nothing if nowhere any."""
    told = [(task.seq, one_line("；".join(_other_words(task)))) for task in draft.tasks]
    lines = fact_lines(told, cells, max([LABEL_CELLS, *(width(seq) + len(GAP) for seq, text in told if text)]))
    return ["", "其他栏目", *lines] if lines else []


def _other_words(task: TaskDraft) -> Iterator[str]:
    named = (("量化指标", task.measure), ("办理状态", task.status_text), ("进展情况", task.progress_text))
    for name, text in (*named, *task.extra, ("备注", task.note)):
        if text:
            yield f"{name}：{text}"


def draft_summary(document: Document, draft: DocumentDraft) -> list[str]:
    """Return in a line or more what was loaded: the doubtful places one by one, the others summed up."""
    lines = [f"来文{document.id}  {document.title or document.source}：{len(draft.tasks)}项任务"]
    doubtful = [remark for remark in draft.remarks if remark.kind in (RemarkKind.GAP, RemarkKind.UNCLEAR)]
    if draft.remarks:
        lines.append(f"  读入提示：{remark_counts(draft.remarks)}")
    return lines + [f"    {remark_words(remark)}" for remark in doubtful]


def task_page(
    row: TaskRow,
    document: Document,
    history: Iterable[Entry],
    time: TaskTime,
    cells: int | None,
    clocks: Iterable[str] = (),
) -> list[str]:
    """Return everything about a task: its state, its wording, its time, its progress, its document, its history.

    `clocks` are the legal clocks that hang on it, a line each.
    """
    task = row.task
    facts = [
        ("编号", task.id),
        ("办理状态", task.status.label),
        ("亮灯", light_words(row.reading)),
        ("亮灯规则", row.reading.rule),
        ("剩余", left_words(row.task, row.reading)),
        *(("重点任务", theme) for theme in task.themes),
        ("具体要求", task.requirement),
        *task_facts(task, time),
        *(("法定期限", line) for line in clocks),
        *(("进展情况", f"{entry.day} {entry_words(entry)}") for entry in task.progress),
    ]
    remarks = [("读入提示", remark_words(remark)) for remark in document.remarks if remark.task == task.seq]
    changes = [
        ("历次改动", f"{moment_words(entry.time)} {one_line(entry.person)}：{story_words(entry, task.id)}")
        for entry in history
    ]
    sections = (facts, [*document_facts(document), *remarks], changes)
    return [line for section in sections if section for line in (*fact_lines(section, cells), "")][:-1]


def count_words(counts: Counts) -> str:
    """Return how many tasks there are under a filter, how many burn in which light, how many have been extended."""
    burning = [(light, counts.lights.get(light)) for light in (Light.RED, Light.YELLOW, Light.BLUE, Light.GREEN)]
    lights = "，".join(f"{light.label}灯{number}项" for light, number in burning if number)
    shown = f"{counts.shown}项" if counts.shown == counts.total else f"{counts.shown}项（台账共{counts.total}项）"
    return "，".join(filter(None, (shown, lights, f"延期{counts.extended}项" if counts.extended else "")))


def fact_lines(facts: Iterable[Fact], cells: int | None, label_cells: int = LABEL_CELLS) -> list[str]:
    """Return labelled texts, wrapped to `cells`; a label that repeats is printed once."""
    lines = []
    last = ""
    for label, text in facts:
        if not text:
            continue
        parts = wrap(text, cells - label_cells) if cells else text.split("\n")
        lines.append(pad(label if label != last else "", label_cells) + parts[0])
        lines += [" " * label_cells + part for part in parts[1:]]
        last = label
    return lines


def table_lines(columns: Sequence[str], rows: Iterable[Sequence[str]], cells: int | None) -> list[str]:
    """Return `rows` under their header, aligned by cells; the long columns give way where `cells` are too few."""
    table = [tuple(columns), *(tuple(map(one_line, row)) for row in rows)]
    widths = [max(map(width, column)) for column in zip(*table, strict=True)]
    if cells is not None:
        shares = {place: LONG_COLUMNS[name] for place, name in enumerate(columns) if name in LONG_COLUMNS}
        _narrow(widths, shares, cells - len(GAP) * (len(widths) - 1))
    return [GAP.join(map(pad, row, widths)).rstrip() for row in table]


def _narrow(widths: list[int], shares: Mapping[int, int], room: int) -> None:
    """Take what is too much, cell by cell, from the column that is widest for its share, down to the narrowest."""
    while sum(widths) > room:
        widest = max(shares, key=lambda place: widths[place] / shares[place])
        if widths[widest] <= NARROWEST:
            return
        widths[widest] -= 1


def reading_lines(recognition: Recognition) -> list[str]:
    """Return how each table was read: where its header is, what each column was taken for and why; and which were not.

    The numbers are those that the command line's `--table`, `--header` and `--map` take.
    """
    read = {reading.table: reading for reading in recognition.readings}
    lines = ["读法"]
    for place, grid in enumerate(recognition.source.grids):
        name = f"（{one_line(grid.name)}）" if grid.name else ""
        if place not in read:
            if not recognition.source.ways:
                lines.append(f"  第{place + 1}个表{name}：没有读入")
            continue
        header = read[place].header
        if header is None:
            where = "分条的正文"
        elif header.start == header.end:
            where = "没有表头"
        else:
            row = grid.rows[header.start].first_line if grid.name or not grid.solid else header.start + 1
            where = f"表头在第{row}行"
        lines.append(f"  第{place + 1}个表{name}：{where}")
        for number, column in enumerate(read[place].columns, 1):
            taken = f"{FIELD_NAMES[column.field]}（{column.field.value}）"
            lines.append(f"    第{number}栏 {column.name or '没有栏名'} → {taken} {column.reason}".rstrip())
    return lines


def rule_records(rules: LightRules, rows: Sequence[TaskRow]) -> list[dict[str, Any]]:
    """Return the rules of lights as JSON shows them, in their order, each with how many of the tasks it decided on."""
    decided = Counter(row.reading.rule for row in rows)
    return [
        {
            "name": rule.name,
            "light": rule.light,
            "word": rule.word,
            "conditions": list(rule.condition_words()),
            "tasks": decided[rule.name],
        }
        for rule in rules.rules
    ]


def rule_table(rules: LightRules, rows: Sequence[TaskRow], cells: int | None) -> list[str]:
    """Return a table of the rules of lights, in their order, each with how many of the tasks it decided on."""
    decided = Counter(row.reading.rule for row in rows)
    table = [
        (
            str(number),
            rule.name,
            f"{rule.light.label} {rule.word}",
            f"{decided[rule.name]}项",
            "，".join(rule.condition_words()) or "其余任务",
        )
        for number, rule in enumerate(rules.rules, 1)
    ]
    return table_lines(RULE_COLUMNS, table, cells)


def light_page(row: TaskRow, reader: LightReader, cells: int | None) -> list[str]:
    """Return why a task has its light: its date and how that came about, what was counted, the rules one by one."""
    task = row.task
    due = due_of(task, reader.almanac.calendar)
    facts = [
        ("任务", f"{task.id} {one_line(task.requirement)}"),
        ("完成时限", task.deadline_text or "未写明"),
        ("截止日期", day_words(due.day) if due.day else ""),
        ("日期由来", due.words),
        *(("计数指标", f"{pace.indicator.text}：{pace.words}") for pace in reader.paces(task)),
        ("亮灯", light_words(row.reading)),
    ]
    return [*fact_lines(facts, cells), "", reader.almanac.rules.title or "本单位规则", *reader.explain(task)]
