"""What the clerk changes in a task, as changes of its fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from govtui.errors import RequestError
from govtui.ledger.transactions import Change, Table
from govtui.model import Evidence, Progress, Status, Task
from govtui.text import clean, one_line


def edit(task: Task, status: Status | None, note: str | None, progress: Progress | None) -> Change | None:
    """Return the change that gives a task new values and adds an entry; None if it has the values already."""
    wanted = {"status": status, "note": note, "progress": (*task.progress, progress) if progress else None}
    new = {field: value for field, value in wanted.items() if value not in (None, getattr(task, field))}
    if not new:
        return None
    old = {field: getattr(task, field) for field in new}
    return Change("tasks", task.id, before=msgspec.to_builtins(old), after=msgspec.to_builtins(new))


def change_of(table: Table, record: Any, wanted: Mapping[str, Any]) -> Change | None:
    """Return the change that gives fields of a record other values; None if it has them."""
    new = {field: value for field, value in wanted.items() if value != getattr(record, field)}
    if not new:
        return None
    old = {field: getattr(record, field) for field in new}
    return Change(table, record.id, msgspec.to_builtins(old), msgspec.to_builtins(new))


def presentable_note(note: str) -> str:
    """Return 备注 with nothing in it that could act on a terminal; its line breaks stay."""
    return clean(note).strip()


def presentable_entry(entry: Progress) -> Progress:
    """Return a progress entry with clean texts. Raises RequestError for one that says nothing."""
    text = clean(entry.text).strip()
    if not text:
        raise RequestError("进展没有登记", "进展内容是空的", "请填写进展内容后重试")
    return msgspec.structs.replace(
        entry,
        text=text,
        unit=one_line(entry.unit),
        evidence=tuple(map(_presentable, entry.evidence)),
        problem=clean(entry.problem).strip(),
        next_step=clean(entry.next_step).strip(),
    )


def attachment(task: Task, evidence: Sequence[Evidence], entry: int | None) -> Change | None:
    """Return the change that adds 佐证材料 to a task or to one of its progress entries; None if all of it is there.

    Raises RequestError where there is no such entry or nothing to add.
    """
    if not evidence:
        raise RequestError("没有添加佐证材料", "没有写要添加什么", "请给出文件、网址或文号")
    present = _evidence_of(task, entry)
    new = tuple(dict.fromkeys(each for each in map(_presentable, evidence) if each not in present))
    return _with_evidence(task, entry, (*present, *new)) if new else None


def detachment(task: Task, evidence: Evidence, entry: int | None) -> Change:
    """Return the change that removes 佐证材料. Raises RequestError where it is not there."""
    present = _evidence_of(task, entry)
    if evidence not in present:
        raise RequestError("没有移除", f"任务 {task.id} 没有“{one_line(evidence.name)}”这份佐证材料", "请核对后重试")
    return _with_evidence(task, entry, tuple(each for each in present if each != evidence))


def _evidence_of(task: Task, entry: int | None) -> tuple[Evidence, ...]:
    if entry is None:
        return task.evidence
    if not 0 <= entry < len(task.progress):
        raise RequestError(
            "没有这条进展", f"任务 {task.id} 有{len(task.progress)}条进展，没有第{entry + 1}条", "请核对后重试"
        )
    return task.progress[entry].evidence


def _with_evidence(task: Task, entry: int | None, evidence: tuple[Evidence, ...]) -> Change:
    before: dict[str, Any]
    after: dict[str, Any]
    if entry is None:
        before, after = {"evidence": task.evidence}, {"evidence": evidence}
    else:
        entries = list(task.progress)
        entries[entry] = msgspec.structs.replace(entries[entry], evidence=evidence)
        before, after = {"progress": task.progress}, {"progress": tuple(entries)}
    return Change("tasks", task.id, msgspec.to_builtins(before), msgspec.to_builtins(after))


def _presentable(evidence: Evidence) -> Evidence:
    """Return 佐证材料 with a clean name. Raises RequestError for one without a name."""
    name = one_line(evidence.name)
    if not name:
        raise RequestError("没有添加佐证材料", "佐证材料没有名称", "请给出文件、网址或文号")
    return msgspec.structs.replace(evidence, name=name)
