"""From what a reader understood to what stands in the ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import msgspec

from govtui.ledger.numbering import task_ids
from govtui.ledger.transactions import Change
from govtui.model import Document, DocumentData, DocumentDraft, Progress, Status, Task, TaskDraft, status_of
from govtui.text import clean

_DRAFTED = msgspec.structs.fields(TaskDraft)
_SAID = msgspec.structs.fields(DocumentData)


def document_of(draft: DocumentDraft, document_id: str, imported_at: dt.datetime) -> Document:
    """Return the document that `draft` becomes, its texts cleaned."""
    document = Document(
        id=document_id,
        fingerprint=draft.fingerprint,
        remarks=draft.remarks,
        imported_at=imported_at,
        **{field.name: getattr(draft, field.name) for field in _SAID},
    )
    return msgspec.convert(_cleaned(msgspec.to_builtins(document)), Document)


def additions(document: Document, drafts: tuple[TaskDraft, ...]) -> Iterator[Change]:
    """Yield the changes that add a document and its tasks, their texts cleaned."""
    yield Change("documents", document.id, after=msgspec.to_builtins(document))
    ids = task_ids(document.id, (draft.seq for draft in drafts))
    for task_id, draft in zip(ids, drafts, strict=True):
        task = _task_of(draft, task_id, document)
        yield Change("tasks", task_id, after=_cleaned(msgspec.to_builtins(task)))


def task_as_stored(draft: TaskDraft, task_id: str, document: Document) -> Task:
    """Return the task that a draft becomes, its texts cleaned."""
    return msgspec.convert(_cleaned(msgspec.to_builtins(_task_of(draft, task_id, document))), Task)


def _task_of(draft: TaskDraft, task_id: str, document: Document) -> Task:
    """Return the task that a draft becomes; what the plan reports of it is its first progress."""
    fields = {field.name: getattr(draft, field.name) for field in _DRAFTED}
    reported = (Progress(document.imported_at.date(), draft.progress_text),) if draft.progress_text else ()
    status = status_of(draft.status_text) or Status.TODO
    return Task(id=task_id, document=document.id, status=status, progress=reported, **fields)


def _cleaned(value: Any) -> Any:
    """Return plain JSON values with all their texts cleaned."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: _cleaned(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_cleaned(item) for item in value]
    return value
