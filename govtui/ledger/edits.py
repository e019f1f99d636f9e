"""What the clerk changes in a task, as changes of its fields."""

from __future__ import annotations

import msgspec

from govtui.errors import RequestError
from govtui.ledger.transactions import Change
from govtui.model import Progress, Status, Task
from govtui.text import clean, one_line


def edit(task: Task, status: Status | None, note: str | None, progress: Progress | None) -> Change | None:
    """Return the change that gives a task new values and adds an entry; None if it has the values already."""
    wanted = {"status": status, "note": note, "progress": (*task.progress, progress) if progress else None}
    new = {field: value for field, value in wanted.items() if value not in (None, getattr(task, field))}
    if not new:
        return None
    old = {field: getattr(task, field) for field in new}
    return Change("tasks", task.id, before=msgspec.to_builtins(old), after=msgspec.to_builtins(new))


def presentable_note(note: str) -> str:
    """Return 备注 with nothing in it that could act on a terminal; its line breaks stay."""
    return clean(note).strip()


def presentable_entry(entry: Progress) -> Progress:
    """Return a progress entry with clean texts. Raises RequestError for one that says nothing."""
    text = clean(entry.text).strip()
    if not text:
        raise RequestError("进展没有登记", "进展内容是空的", "请填写进展内容后重试")
    return Progress(entry.day, text, one_line(entry.unit))
