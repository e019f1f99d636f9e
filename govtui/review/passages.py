"""What a transaction changed, as the clerk reads it: the name of each field, what from, what to.

Lists are told by what was added to them and removed; a document that is loaded is told in one line with the number of
its tasks, and not task by task.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec

from govtui.ledger.summary import title_of
from govtui.ledger.taking_back import beyond
from govtui.ledger.transactions import Change, Record, Transaction
from govtui.model import Deadline, Document, Evidence, Indicator, Progress, Status
from govtui.review.entries import Passage
from govtui.review.facts import indicator_words, progress_words
from govtui.review.materials import evidence_names, evidence_words
from govtui.review.time_passages import Told, record_times, task_times
from govtui.review.timekeeping import count_words
from govtui.review.unit_passages import record_units
from govtui.timing.lights import deadline_meaning

_DEADLINE: Final = ("deadline_text", "deadline")


def _plain(value: Any) -> str:
    return str(value or "").strip()


def _joined(sign: str) -> Callable[[Any], str]:
    return lambda value: sign.join(map(str, value))


def _status(value: Any) -> str:
    return Status(value).label


def _indicators(value: Any) -> str:
    return "；".join(map(indicator_words, msgspec.convert(value, tuple[Indicator, ...])))


_FIELDS: Final[dict[str, tuple[str, Callable[[Any], str]]]] = {
    "status": ("办理状态", _status),
    "note": ("备注", _plain),
    "seq": ("序号", _plain),
    "themes": ("重点任务", _joined("／")),
    "requirement": ("具体要求", _plain),
    "units_text": ("责任单位", _plain),
    "lead": ("牵头单位", _joined("、")),
    "support": ("配合单位", _joined("、")),
    "measure": ("量化指标", _plain),
    "report_dates": ("报送日期", _joined("、")),
    "indicators": ("计数指标", _indicators),
    "status_text": ("原表状态", _plain),
    "progress_text": ("原表进展", _plain),
    "twins": ("相同任务", _joined("、")),
}
"""The fields of a task that are told by one text each, in the order in which they are told."""

_DOCUMENT_FIELDS: Final[dict[str, tuple[str, Callable[[Any], str]]]] = {
    "title": ("标题", _plain),
    "year": ("年度", _plain),
    "issuer": ("发文机关", _plain),
    "doc_number": ("文号", _plain),
    "index_number": ("索引号", _plain),
    "issued_on": ("成文日期", _plain),
    "source": ("文件", _plain),
    "columns": ("栏目", _joined("、")),
}


def passages_of(transaction: Transaction) -> tuple[Passage, ...]:
    """Return what a transaction changed, in its order; what happened alike to several tasks stands once."""
    loaded = {change.id for change in transaction.changes if change.table == "documents" and _is_whole(change)}
    counts = Counter(_document_of(change) for change in transaction.changes if change.table == "tasks")
    told: dict[Told, list[str]] = {}
    for change in transaction.changes:
        match change.table:
            case "documents":
                lines = _document(change, counts[change.id])
            case "tasks" if _is_whole(change) and _document_of(change) in loaded:
                continue
            case "tasks":
                lines = _task(change)
            case "ledger":
                lines = _named(change)
            case "clocks" | "rounds" | "schedules":
                lines = record_times(change)
            case "units":
                lines = record_units(change)
            case _:
                continue  # an order follows from the tasks that were added and removed
        for line in lines:
            if line[1] == line[2]:  # what was understood of a wording may change, and still be said alike
                continue
            told.setdefault(line, []).extend([change.id] if change.table == "tasks" else [])
    return tuple(Passage(*line, tuple(tasks)) for line, tasks in told.items())


def _is_whole(change: Change) -> bool:
    """Say whether a record was added or removed."""
    return change.before is None or change.after is None


def _document_of(change: Change) -> str:
    """Return the document of a task that was added or removed; empty for one that was edited."""
    record = (change.after or change.before) if _is_whole(change) else None
    return str(record["document"]) if record else ""


def _document(change: Change, tasks: int) -> Iterator[Told]:
    name = f"来文{change.id}"
    if not _is_whole(change):
        for label, before, after in _fields(change, _DOCUMENT_FIELDS):
            yield f"{name}{label}", before, after
        return
    record = change.after or change.before
    words = f"{title_of(msgspec.convert(record, Document))}共{tasks}项任务"
    yield (name, "", words) if change.after else (name, words, "")


def _named(change: Change) -> Iterator[Told]:
    before, after = change.before or {}, change.after or {}
    yield "台账名称", _plain(before.get("name")), _plain(after.get("name"))


def _task(change: Change) -> Iterator[Told]:
    """Give what became of a task: one that came or went is told by its requirement."""
    if _is_whole(change):
        yield "任务", _requirement(change.before), _requirement(change.after)
        return
    before, after = change.before or {}, change.after or {}
    yield from _fields(change, _FIELDS)
    if "units" in after and not {"units_text", "lead", "support"} & after.keys():
        yield "责任单位", _joined("、")(before["units"]), _joined("、")(after["units"])
    if any(field in after for field in _DEADLINE):
        yield "完成时限", _deadline(before), _deadline(after)
    if "extra" in after:
        yield from _columns(before["extra"], after["extra"])
    if "progress" in after:
        yield from _progress(before["progress"], after["progress"])
    if "evidence" in after:
        yield from _evidence("佐证材料", _pieces(before["evidence"]), _pieces(after["evidence"]))
    yield from task_times(before, after)


def _requirement(record: Record | None) -> str:
    return _plain(record["requirement"]) if record else ""


def _fields(change: Change, fields: Mapping[str, tuple[str, Callable[[Any], str]]]) -> Iterator[Told]:
    before, after = change.before or {}, change.after or {}
    for field, (name, words) in fields.items():
        if field in after:
            yield name, words(before[field]), words(after[field])


def _deadline(record: Record) -> str:
    """Return a deadline as worded, with what was understood of it where that is there and not the same."""
    said = _plain(record.get("deadline_text"))
    meaning = deadline_meaning(msgspec.convert(record["deadline"], Deadline)) if "deadline" in record else ""
    return f"{said}（{meaning}）" if said and meaning not in ("", said) else said or meaning


def _columns(before: Any, after: Any) -> Iterator[Told]:
    """Give the columns of the plan's own whose text is another one."""
    old, new = (dict(map(tuple, columns)) for columns in (before, after))
    for name in {**new, **old}:
        if old.get(name, "") != new.get(name, ""):
            yield name, _plain(old.get(name)), _plain(new.get(name))


def _progress(before: Any, after: Any) -> Iterator[Told]:
    """Give the entries that came and went; of one that stayed the evidence that did; of one that was put right both."""
    old, new = (msgspec.convert(entries, tuple[Progress, ...]) for entries in (before, after))
    gone, come = beyond(old, new), beyond(new, old)
    for entry in list(gone):
        same = next((other for other in come if _without_evidence(other) == _without_evidence(entry)), None)
        if same is not None:
            gone.remove(entry)
            come.remove(same)
            yield from _evidence(f"佐证材料（{entry.day}进展）", entry.evidence, same.evidence)
    if len(gone) == len(come) == 1:
        yield "进展", _entry(gone[0]), _entry(come[0])
        return
    yield from (("进展", _entry(entry), "") for entry in gone)
    yield from (("进展", "", _entry(entry)) for entry in come)


def _without_evidence(entry: Progress) -> Progress:
    return msgspec.structs.replace(entry, evidence=())


def _entry(entry: Progress) -> str:
    counted = f"（计数：{count_words(entry.counts)}）" if entry.counts else ""
    shown = f"（佐证：{evidence_names(entry.evidence)}）" if entry.evidence else ""
    trouble = f"（存在问题：{entry.problem}）" if entry.problem else ""
    planned = f"（下一步措施：{entry.next_step}）" if entry.next_step else ""
    return f"{entry.day} {progress_words(entry)}{trouble}{planned}{counted}{shown}"


def _pieces(value: Any) -> tuple[Evidence, ...]:
    return msgspec.convert(value, tuple[Evidence, ...])


def _evidence(name: str, before: Sequence[Evidence], after: Sequence[Evidence]) -> Iterator[Told]:
    yield from ((name, evidence_words(piece), "") for piece in beyond(before, after))
    yield from ((name, "", evidence_words(piece)) for piece in beyond(after, before))
