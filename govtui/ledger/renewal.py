"""A newer version of a document that stands in the ledger: which tasks stayed, what changed in them, what follows.

`compare` says it, for the clerk to see before anything is stored; `renewal_changes` makes the transaction of it. Tasks
that stayed keep their id and the clerk's work and take the new wording.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any, Final

import msgspec

from govtui.ledger.drafts import document_of, task_as_stored
from govtui.ledger.likeness import Wording, match, wording_key
from govtui.ledger.numbering import further_ids
from govtui.ledger.state import Order
from govtui.ledger.transactions import Change
from govtui.model import Document, DocumentData, DocumentDraft, Status, Task, TaskDraft, status_of
from govtui.text import clean, fold

NOT_LISTED: Final = "新版来文未列入"
"""What is noted beside a task with work done that the newer version does not have any more."""

SEQ: Final = "序号"

MOST_ALIKE: Final = 0.6
"""Share of a draft's requirements that stand in a document word for word from which it is a version of that one."""
LEAST_ALIKE: Final = 0.2
"""The same where something else speaks for it, but not with certainty."""

_SHORTEST_TITLE = 8
"""Characters of a title that names a document: 任务分解表 names any."""

_VERSION_WORDS = "修订|修改|修正|调整|更新|变更|最新|新版|版|稿|定稿|终稿|征求意见|送审|报批|正式|试行|印发"
_VERSIONS = re.compile(
    rf"[（(\[【〔][^（）()\[\]【】〔〕]*(?:{_VERSION_WORDS})[^（）()\[\]【】〔〕]*[）)\]】〕]"
    r"|(?:修订|修改|修正|调整|更新|征求意见|送审|报批|最终|最新|正式|第[一二三四五六七八九十\d]+)[版稿]|新版|定稿|终稿"
    r"|(?<![a-z])v\d+(?:\.\d+)*$|\(\d+\)$"
)
"""What tells one version of a document from another in its title, in half-width form and small letters."""


class FieldChange(msgspec.Struct, frozen=True, gc=False):
    """A field of a task that the newer version words in another way."""

    name: str
    """The field's name in Chinese: 完成时限, or that of a column of the plan: 责任人."""
    before: str
    after: str


class Match(msgspec.Struct, frozen=True):
    """A task of the newer version, and the one in the ledger that it goes on with."""

    draft: TaskDraft
    task: Task | None = None
    """None where it is new."""
    changes: tuple[FieldChange, ...] = ()


class Renewal(msgspec.Struct, frozen=True, kw_only=True):
    """What a newer version makes of a document."""

    document: Document
    matches: tuple[Match, ...]
    """The tasks of the newer version in their order."""
    dropped: tuple[Task, ...]
    """Those that it does not have any more, as far as that is new."""

    @property
    def added(self) -> tuple[TaskDraft, ...]:
        """The tasks that are new."""
        return tuple(match.draft for match in self.matches if match.task is None)

    @property
    def kept(self) -> tuple[Match, ...]:
        """The tasks that stayed, changed or not."""
        return tuple(match for match in self.matches if match.task is not None)

    @property
    def changed(self) -> tuple[Match, ...]:
        """The tasks that stayed and are worded in another way."""
        return tuple(match for match in self.matches if any(change.name != SEQ for change in match.changes))

    @property
    def renumbered(self) -> tuple[Match, ...]:
        """The tasks that stayed as they are under another number: one task put in above changes all the others'."""
        return tuple(match for match in self.matches if [change.name for change in match.changes] == [SEQ])


def likely_predecessor(
    draft: DocumentDraft, documents: Mapping[str, Document], tasks: Mapping[str, Task]
) -> Document | None:
    """Return the document of which `draft` seems to be a newer version, the latest of several; None if there is none.

    It has the same 文号 or the same title, apart from blanks and the words of versions (修订稿), or most of its
    requirements. The plan of another year is another document, and so is another annex of the same paper; and a file is
    no newer version of itself.
    """
    candidates = {
        id: document
        for id, document in documents.items()
        if not _of_another_year(draft, document)
        and not (draft.fingerprint and draft.fingerprint == document.fingerprint)
    }
    if not candidates:
        return None
    wanted = {wording_key(task.requirement) for task in draft.tasks}
    held: dict[str, set[str]] = {document_id: set() for document_id in candidates}
    for task in tasks.values():
        if task.document in held and (key := wording_key(task.requirement)) in wanted:
            held[task.document].add(key)
    scores = {
        document_id: score
        for document_id, document in candidates.items()
        if (score := _predecession(draft, document, len(held[document_id]) / max(1, len(wanted))))
    }
    return documents[max(scores, key=lambda document_id: (scores[document_id], int(document_id)))] if scores else None


def _of_another_year(draft: DocumentData, document: DocumentData) -> bool:
    return bool(draft.year and document.year and draft.year != document.year)


def _predecession(draft: DocumentData, document: DocumentData, share: float) -> float:
    """Return how surely a document goes before a draft with a `share` of its requirements; 0: not at all."""
    title, other = _title_key(draft), _title_key(document)
    same_title = title == other
    same_number = bool(draft.doc_number) and _plain(draft.doc_number or "") == _plain(document.doc_number or "")
    sure = same_title and (same_number or len(title) >= _SHORTEST_TITLE)
    if sure or share >= MOST_ALIKE or ((same_title or same_number) and share >= LEAST_ALIKE):
        return share + same_title + same_number
    return 0


def _title_key(document: DocumentData) -> str:
    """Return what a document is called in all of its versions."""
    name = _plain(document.title or PurePath(document.source).stem)
    return wording_key(_VERSIONS.sub("", name)) or name


def compare(document: Document, tasks: Mapping[str, Task], draft: DocumentDraft) -> Renewal:
    """Return what `draft` makes of a `document`, of the ledger's `tasks` with those of this document among them."""
    standing = [task for task in tasks.values() if task.document == document.id]
    found = match(list(map(_wording, standing)), list(map(_wording, draft.tasks)))
    matches = tuple(
        Match(new) if place is None else Match(new, task := standing[place], tuple(_field_changes(task, new)))
        for new, place in zip(draft.tasks, found, strict=True)
    )
    kept = set(found)
    dropped = (task for place, task in enumerate(standing) if place not in kept and NOT_LISTED not in task.note)
    return Renewal(document=document, matches=matches, dropped=tuple(dropped))


def _wording(task: TaskDraft) -> Wording:
    return Wording(
        wording_key(task.requirement),
        fold(task.seq),
        tuple(map(wording_key, task.themes)),
        wording_key(task.units_text),
    )


_NAMES: Final = {
    "seq": SEQ,
    "requirement": "具体要求",
    "units_text": "责任单位",
    "measure": "量化指标",
    "deadline_text": "完成时限",
    "status_text": "办理状态",
    "progress_text": "进展情况",
}


def _field_changes(task: Task, draft: TaskDraft) -> Iterator[FieldChange]:
    """Give what a draft words in another way; blanks and the width of signs make no difference."""
    pairs = [(name, getattr(task, field), getattr(draft, field)) for field, name in _NAMES.items()]
    pairs.insert(1, ("重点任务", "／".join(task.themes), "／".join(draft.themes)))
    if not task.note:  # else the clerk's note stays
        pairs.append(("备注", "", draft.note))
    old, new = dict(task.extra), dict(draft.extra)
    pairs += [(name, old.get(name, ""), new.get(name, "")) for name in {**new, **old}]
    for name, before, after in pairs:
        if _plain(before) != _plain(after):
            yield FieldChange(name, before, clean(after))


def _plain(text: str) -> str:
    return fold("".join(clean(text).split()))


def renewal_changes(
    renewal: Renewal, draft: DocumentDraft, order: Order, taken: Iterable[str], moment: dt.datetime
) -> Iterator[Change]:
    """Give the changes that make the newer version of the document.

    `order` is that of the document's tasks as they stand; `taken` are ids that no new task may have beside those.
    """
    document = document_of(draft, renewal.document.id, moment)
    first_stored = renewal.document.imported_at  # what the newer version reports has its own day all the same
    yield from _edit("documents", renewal.document, msgspec.structs.replace(document, imported_at=first_stored))
    fresh = [(row, match.draft.seq) for row, match in enumerate(renewal.matches, 1) if match.task is None]
    ids = iter(further_ids(document.id, fresh, {*order, *taken}))
    listed = []
    for match_ in renewal.matches:
        if match_.task is None:
            task = task_as_stored(match_.draft, next(ids), document)
            yield Change("tasks", task.id, after=msgspec.to_builtins(task))
        else:
            task = _renewed(match_.task, task_as_stored(match_.draft, match_.task.id, document))
            yield from _edit("tasks", match_.task, task)
        listed.append(task.id)
    removed = set()
    for task in renewal.dropped:
        if has_work(task):
            yield from _edit("tasks", task, _unlisted(task))
        else:
            removed.add(task.id)
            yield Change("tasks", task.id, before=msgspec.to_builtins(task))
    new_order = _new_order(order, listed, removed)
    if new_order != order:
        yield Change("order", document.id, {"tasks": list(order)}, {"tasks": list(new_order)})


def _edit(table: Any, before: Document | Task, after: Document | Task) -> Iterator[Change]:
    """Give the change of the fields in which two values differ, if there are any."""
    fields = [field for field in before.__struct_fields__ if getattr(before, field) != getattr(after, field)]
    if fields:
        old, new = msgspec.to_builtins(before), msgspec.to_builtins(after)
        yield Change(table, before.id, {name: old[name] for name in fields}, {name: new[name] for name in fields})


_WORK = ("evidence", "event_on", "pauses", "extensions", "checked_on")
"""Fields that are the clerk's alone: no version of a plan says anything of them."""


def _renewed(task: Task, fresh: Task) -> Task:
    """Return a task with the wording of a `fresh` one that was made of the newer version, and with the clerk's work.

    What the newer version reports is added to the progress if it is news, and its status holds as long as nobody has
    changed the one that the older version reported.
    """
    known = {entry.text for entry in task.progress}
    news = tuple(entry for entry in fresh.progress if entry.text not in known)
    untouched = task.status is (status_of(task.status_text) or Status.TODO)
    status = fresh.status if untouched and status_of(fresh.status_text) else task.status
    note = task.note
    if NOT_LISTED in note:  # it is listed again
        note = "；".join(part for part in note.split("；") if part != NOT_LISTED)
        if status is Status.PAUSED:
            status = Status.DOING if task.progress else Status.TODO
    work = {field: getattr(task, field) for field in (*_WORK, "twins")}
    return msgspec.structs.replace(fresh, status=status, progress=task.progress + news, note=note or fresh.note, **work)


def has_work(task: Task) -> bool:
    """Say whether something has been done about a task, or noted of it."""
    worked = any(getattr(task, field) for field in _WORK)
    return task.status is not Status.TODO or bool(task.progress or task.note or worked)


def _unlisted(task: Task) -> Task:
    """Return a task that the newer version does not have: put off, unless it is settled, which stays true."""
    note = f"{task.note}；{NOT_LISTED}" if task.note else NOT_LISTED
    return msgspec.structs.replace(task, note=note, status=task.status if task.status.settled else Status.PAUSED)


def _new_order(order: Sequence[str], listed: Sequence[str], removed: Iterable[str]) -> Order:
    """Return the order of the newer version, with what it does not list and yet stays at the end."""
    gone = {*listed, *removed}
    return (*listed, *(task_id for task_id in order if task_id not in gone))
