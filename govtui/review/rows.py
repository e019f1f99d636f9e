"""A task as it stands on a given day, ready to be shown, sorted and searched."""

from __future__ import annotations

from govtui.model import DeadlineKind, Task
from govtui.pinyin import folded_alike, initials
from govtui.timing.lights import LightReading


class TaskRow:
    """A task as it stands on a given day, with its light and the prepared strings to search in."""

    __slots__ = ("haystack", "initials", "place", "reading", "task")

    def __init__(self, task: Task, reading: LightReading, place: int = 0) -> None:
        self.task = task
        self.reading = reading
        self.place = place
        """Its place among all tasks of the ledger, in the order of their plans."""
        self.haystack = ""
        """All the words of the task, folded; empty until they are asked for."""
        self.initials = ""
        """The pinyin initials of `haystack`, character by character; empty until they are asked for."""

    @property
    def overdue(self) -> bool:
        """The task is not settled, and its day is past; what was to be kept up until a day is not owed since then."""
        left, kept_up = self.reading.days_left, self.task.deadline.kind is DeadlineKind.ONGOING
        return left is not None and left < 0 and not kept_up and not self.task.status.settled

    def prepare(self) -> None:
        """Make the strings to search in, if that has not been done."""
        self.lettered()

    def lettered(self) -> str:
        """Return the initials of the string to search in, which are made the first time."""
        if not self.initials:
            self.initials = initials(self.folded())
        return self.initials

    def folded(self) -> str:
        """Return the string to search in, which is made the first time."""
        if self.haystack:
            return self.haystack
        task = self.task
        parts = (
            task.id,
            *task.themes,
            task.requirement,
            task.units_text,
            task.measure,
            task.deadline_text,
            task.status.label,
            self.reading.light.label,
            self.reading.word,
            "延期" if self.reading.extended else "",
            task.note,
            task.status_text,
            *(f"{bare(name)}:{text}" for name, text in task.extra),
            *(part for entry in task.progress for part in (entry.text, entry.problem, entry.next_step) if part),
            *(evidence.name for evidence in task.evidence),
            *(evidence.name for entry in task.progress for evidence in entry.evidence),
        )
        self.haystack = folded_alike("\n".join(parts))
        return self.haystack


def bare(name: str) -> str:
    """Return the name of a column without its blanks, which no term can have: 责 任 人."""
    return "".join(name.split())
