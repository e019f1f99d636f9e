"""What the parts of a ledger say of each other: ids, a task's document, an order's tasks, what is undone, evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec

from govtui.ledger.mending.findings import FindingKind, Findings
from govtui.ledger.state import THE_LEDGER, State
from govtui.ledger.transactions import Change, Table, Transaction
from govtui.model import Evidence, EvidenceKind, Task
from govtui.text import clip, one_line

_DOCUMENT_ID: Final = re.compile(r"[1-9]\d{0,8}", re.ASCII)
_TASK_ID: Final = re.compile(r"([1-9]\d{0,8})-(?:r\d{1,9}|\d{1,6}(?:\.\d{1,6})*)(?:-\d{1,9})?", re.ASCII)
_WORDS: Final[dict[Table, str]] = {
    "documents": "来文",
    "tasks": "任务",
    "clocks": "法定期限",
    "rounds": "报送批次",
    "schedules": "定期报送",
    "units": "单位",
}
_SHOWN_CELLS: Final = 40


def check_ids(changes: Iterable[Change], place: str, findings: Findings) -> bool:
    """Note each id that nothing in a ledger can have. Returns whether all are in order."""
    sound = True
    for change in changes:
        known = _TASK_ID if change.table == "tasks" else _DOCUMENT_ID
        if not known.fullmatch(change.id) or (change.table == "ledger" and change.id != THE_LEDGER):
            findings.add(FindingKind.BAD_ID, f"编号“{_shown(change.id)}”不合规则", place)
            sound = False
    return sound


def check_taking_back(transaction: Transaction, place: str, findings: Findings) -> None:
    """Note a transaction that takes back, or makes stand again, one that is not before it."""
    number, undoes, redoes = transaction.number, transaction.undoes, transaction.redoes
    if undoes is not None and not 1 <= undoes < number:
        text = f"第 {number} 条要撤销的第 {undoes} 条不在它之前"
        findings.add(FindingKind.UNKNOWN_TRANSACTION, text, place)
    if redoes is not None and not 1 <= redoes < (undoes or 0):
        text = f"第 {number} 条要恢复的第 {redoes} 条不在它撤销的那条之前"
        findings.add(FindingKind.UNKNOWN_TRANSACTION, text, place)


def strangers(transaction: Transaction, state: State) -> list[str]:
    """Return the tasks that an order of the transaction names and that are neither in the ledger nor added by it."""
    added = {change.id for change in transaction.changes if change.table == "tasks" and change.after is not None}
    named = (
        task_id
        for change in transaction.changes
        if change.table == "order"
        for task_id in _list_of(change.after, "tasks")
    )
    return [str(task_id) for task_id in named if task_id not in added and task_id not in state.tasks]


def check_state(state: State, findings: Findings) -> None:
    """Note what is wrong between the documents and tasks of a ledger."""
    for document_id, document in state.documents.items():
        if not _DOCUMENT_ID.fullmatch(document_id) or document.id != document_id:
            findings.add(FindingKind.BAD_ID, f"来文编号“{_shown(document_id)}”不合规则", f"来文 {_shown(document_id)}")
    for task_id, task in state.tasks.items():
        place = f"任务 {_shown(task_id)}"
        found = _TASK_ID.fullmatch(task_id)
        if found is None or found[1] != task.document or task.id != task_id:
            findings.add(FindingKind.BAD_ID, f"任务编号“{_shown(task_id)}”不合规则，或与来文编号不符", place)
        if task.document not in state.documents:
            text = f"任务 {_shown(task_id)} 所属的来文 {_shown(task.document)} 不在台账中"
            findings.add(FindingKind.UNKNOWN_DOCUMENT, text, place)
        for twin in task.twins:
            if twin not in state.tasks:
                text = f"任务 {_shown(task_id)} 的相同任务 {_shown(twin)} 已不在台账中，不再一起登记进展"
                findings.add(FindingKind.LOST_TWIN, text, place)


def evidence_of_task(task: Task) -> Iterator[Evidence]:
    """Yield the files that a task refers to."""
    pieces = [*task.evidence, *(piece for entry in task.progress for piece in entry.evidence)]
    return (piece for piece in pieces if piece.kind is EvidenceKind.FILE)


def evidence_of_change(change: Change) -> Iterator[Evidence]:
    """Yield the files that a change of a task refers to, before or after."""
    for record in (change.before, change.after):
        entries = _list_of(record, "progress")
        pieces = [*_list_of(record, "evidence"), *(piece for entry in entries for piece in _list_of(entry, "evidence"))]
        for piece in pieces:
            try:
                evidence = msgspec.convert(piece, Evidence)
            except msgspec.ValidationError:
                continue  # the change does not apply either, which is named where it is applied
            if evidence.kind is EvidenceKind.FILE:
                yield evidence


def differences(ours: State, theirs: State) -> list[str]:
    """Return in what two states differ, in Chinese; nothing where they are the same."""
    found = []
    if ours.name != theirs.name:
        found.append("台账名称")
    for table, word in _WORDS.items():
        mine, others = ours.records(table), theirs.records(table)
        ids = [key for key in {**mine, **others} if mine.get(key) != others.get(key)]
        if ids:
            named = "、".join(map(_shown, ids[:3]))
            found.append(f"{word} {named}" + (f" 等 {len(ids)} 项" if len(ids) > 3 else ""))
        elif list(mine) != list(others):
            found.append(f"{word}的顺序")
    if ours.last_document != theirs.last_document:
        found.append("来文编号")
    return found


def _list_of(record: Any, field: str) -> list[Any]:
    """Return what stands in a field of a plain record, nothing where that is no list."""
    value = record.get(field) if isinstance(record, dict) else None
    return value if isinstance(value, list) else []


def _shown(text: str) -> str:
    return clip(one_line(text), _SHOWN_CELLS)
