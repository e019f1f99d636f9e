"""A ledger as simple as can be, in memory: the changes that stand, done one after the other from nothing.

Each change is a function of the present and gives the next one. A change that is taken back is left out, one that
stands again is put in at its old place: so there is nothing to be undone, and nothing to be got wrong about it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import msgspec
from ledgers import Standing

from govtui.model import Document, Evidence, Progress, Task, Unit


class ConflictError(Exception):
    """A change has nothing to be done to: it depends on one that does not stand."""


class Present(NamedTuple):
    """What stands in the ledger: documents and tasks by id, and the order of each document's tasks."""

    documents: dict[str, Document]
    tasks: dict[str, Task]
    orders: dict[str, tuple[str, ...]]
    name: str = ""
    units: dict[str, Unit] = {}  # noqa: RUF012 - never changed, only replaced

    @classmethod
    def of(
        cls, documents: Mapping[str, Document], tasks: Mapping[str, Task], name: str, units: Mapping[str, Unit]
    ) -> Present:
        """Return what stands in a ledger."""
        orders = {number: tuple(task.id for task in tasks.values() if task.document == number) for number in documents}
        return cls(dict(documents), dict(tasks), orders, name, dict(units))

    def standing(self) -> Standing:
        numbers = sorted(self.orders, key=int)
        return Standing(
            tuple(self.documents[number] for number in numbers),
            tuple(self.tasks[task_id] for number in numbers for task_id in self.orders[number]),
        )


Step = Callable[[Any], Any]
"""Takes what stands and gives what stands then."""


def adding(documents: Sequence[Document], tasks: Sequence[Task]) -> Step:
    def step(present: Present) -> Present:
        orders = {
            document.id: tuple(task.id for task in tasks if task.document == document.id) for document in documents
        }
        return present._replace(
            documents=present.documents | {document.id: document for document in documents},
            tasks=present.tasks | {task.id: task for task in tasks},
            orders=present.orders | orders,
        )

    return step


def changing(fields: Mapping[str, Mapping[str, Any]]) -> Step:
    """Give the step that sets some fields of some tasks, by id."""

    def step(present: Present) -> Present:
        if not present.tasks.keys() >= fields.keys():
            raise ConflictError(*fields)
        changed = {task_id: msgspec.structs.replace(present.tasks[task_id], **new) for task_id, new in fields.items()}
        return present._replace(tasks=present.tasks | changed)

    return step


def reporting(task_ids: Sequence[str], entry: Progress) -> Step:
    return _each(task_ids, lambda task: msgspec.structs.replace(task, progress=(*task.progress, entry)))


def attaching(task_id: str, evidence: Evidence, text: str | None) -> Step:
    """Give the step that adds 佐证材料 to a task or to its entry with a text."""
    return _with_evidence(task_id, text, lambda present: (*present, evidence))


def detaching(task_id: str, evidence: Evidence, text: str | None) -> Step:
    def without(present: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        if evidence not in present:
            raise ConflictError(task_id)
        return tuple(each for each in present if each != evidence)

    return _with_evidence(task_id, text, without)


def naming(name: str) -> Step:
    return lambda present: present._replace(name=name)


def putting_right(before: Mapping[str, Unit], after: Mapping[str, Unit]) -> Step:
    """Give the step that does to the units what lies between two states of them."""
    fields = {key: difference(before[key], after[key]) for key in before.keys() & after.keys()}
    gone = {key: before[key] for key in before.keys() - after.keys()}
    come = {key: after[key] for key in after.keys() - before.keys()}

    def step(present: Present) -> Present:
        if any(present.units.get(key) != unit for key, unit in gone.items()):
            raise ConflictError(*gone)
        if not present.units.keys() >= {key for key, new in fields.items() if new}:
            raise ConflictError(*fields)
        left = {key: unit for key, unit in present.units.items() if key not in gone}
        changed = {key: msgspec.structs.replace(left[key], **new) for key, new in fields.items() if new}
        return present._replace(units=left | changed | come)

    return step


def renewing(document_id: str, before: Present, after: Present) -> Step:
    """Give the step that does to a document's tasks what lies between two states of them, and nothing else."""
    old, new = (
        {task_id: present.tasks[task_id] for task_id in present.orders[document_id]} for present in (before, after)
    )
    fields = {task_id: difference(old[task_id], new[task_id]) for task_id in old.keys() & new.keys()}
    document = difference(before.documents[document_id], after.documents[document_id])

    def step(present: Present) -> Present:
        if set(present.orders.get(document_id, ())) != old.keys():
            raise ConflictError(document_id)
        if any(present.tasks[task_id] != old[task_id] for task_id in old.keys() - new.keys()):
            raise ConflictError(document_id)
        left = {task_id: task for task_id, task in present.tasks.items() if task_id not in old}
        kept = {task_id: msgspec.structs.replace(present.tasks[task_id], **new) for task_id, new in fields.items()}
        renewed = msgspec.structs.replace(present.documents[document_id], **document)
        return present._replace(
            documents=present.documents | {document_id: renewed},
            tasks=left | new | kept,
            orders=present.orders | {document_id: after.orders[document_id]},
        )

    return step


def difference(before: Document | Task | Unit, after: Document | Task | Unit) -> dict[str, Any]:
    """Return the fields in which a record is not what it was, with what they are."""
    return {
        name: getattr(after, name) for name in after.__struct_fields__ if getattr(after, name) != getattr(before, name)
    }


def _each(task_ids: Sequence[str], change: Callable[[Task], Task]) -> Step:
    def step(present: Present) -> Present:
        if not present.tasks.keys() >= set(task_ids):
            raise ConflictError(task_ids)
        return present._replace(tasks=present.tasks | {task_id: change(present.tasks[task_id]) for task_id in task_ids})

    return step


def _with_evidence(
    task_id: str, text: str | None, change: Callable[[tuple[Evidence, ...]], tuple[Evidence, ...]]
) -> Step:
    def changed(task: Task) -> Task:
        if text is None:
            return msgspec.structs.replace(task, evidence=change(task.evidence))
        places = [place for place, entry in enumerate(task.progress) if entry.text == text]
        if not places:
            raise ConflictError(task_id)
        entries = list(task.progress)
        entries[places[0]] = msgspec.structs.replace(entries[places[0]], evidence=change(entries[places[0]].evidence))
        return msgspec.structs.replace(task, progress=tuple(entries))

    return _each([task_id], changed)


@dataclass
class Entry:
    """One transaction of the history."""

    step: Step | None
    """None for one that takes back another or makes it stand again."""
    touched: frozenset[str] = frozenset()
    """The ids of the documents and tasks that the step touches."""
    stands: bool = True
    undoes: int | None = None
    redoes: int | None = None


@dataclass
class Model:
    """What a ledger must hold after what was done."""

    nothing: Any
    """What stands in a new ledger."""
    history: list[Entry] = field(default_factory=list)
    last_document: int = 0
    present: Any = None

    def __post_init__(self) -> None:
        self.present = self.nothing

    def entry(self, number: int) -> Entry:
        return self.history[number - 1]

    def done(self, step: Step, touched: Sequence[str]) -> None:
        """Take in a change."""
        self.present = step(self.present)
        self.history.append(Entry(step, frozenset(touched)))

    def newest_standing(self) -> int | None:
        """Return the number of the change that an undo takes back."""
        numbers = (number for number, entry in self._newest_first() if entry.step and entry.stands)
        return next(numbers, None)

    def next_to_stand_again(self) -> int | None:
        """Return the number of the taking back that a redo takes back: none if something else was done since."""
        for number, entry in self._newest_first():
            if entry.stands and entry.step:
                return None
            if entry.stands and entry.redoes is None:
                return number
        return None

    def _newest_first(self) -> list[tuple[int, Entry]]:
        return list(enumerate(self.history, 1))[::-1]

    def meant_by(self, number: int) -> int | None:
        """Return the number of what is taken back when a clerk names a number; None where it is taken back already."""
        entry = self.entry(number)
        if not entry.stands:
            return None
        number = entry.redoes or number
        return number if self.entry(number).stands else None

    def take_back(self, number: int) -> None:
        """Take back a change, or a taking back. Raises ConflictError where later ones depend on it."""
        entry = self.entry(number)
        changed = number if entry.step else entry.undoes
        assert changed is not None
        before = self.entry(changed).stands
        self.entry(changed).stands = not entry.step
        try:
            self.present = self._all_again()
        except ConflictError:
            self.entry(changed).stands = before
            raise
        if not entry.step:
            entry.stands = False
        self.history.append(Entry(None, undoes=number, redoes=None if entry.step else changed))

    def later(self, number: int) -> list[int]:
        """Return what was done after something, stands, and touches the same records."""
        touched = self._touched(number)
        numbers = range(number + 1, len(self.history) + 1)
        return [each for each in numbers if self.entry(each).stands and self._touched(each) & touched]

    def _touched(self, number: int) -> frozenset[str]:
        """Return the records that a change touches, or the change that is taken back or stands again by this one."""
        entry = self.entry(number)
        return entry.touched if entry.step else self._touched(entry.redoes or entry.undoes or 0)

    def _all_again(self) -> Any:
        present = self.nothing
        for entry in self.history:
            if entry.step and entry.stands:
                present = entry.step(present)
        return present
