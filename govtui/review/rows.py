"""A task as it stands on a given day, ready to be shown, sorted and searched."""

from __future__ import annotations

from govtui.model import Task
from govtui.text import fold
from govtui.timing.lights import LightReading


class TaskRow:
    """A task as it stands on a given day, with its light and one prepared string to search in."""

    __slots__ = ("haystack", "reading", "task")

    def __init__(self, task: Task, reading: LightReading) -> None:
        self.task = task
        self.reading = reading
        self.haystack = ""
        """All the words of the task, folded; empty until `prepare` has been called."""

    def prepare(self) -> None:
        """Make the string to search in, if that has not been done."""
        if self.haystack:
            return
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
            *(entry.text for entry in task.progress),
            *(evidence.name for evidence in task.evidence),
            *(evidence.name for entry in task.progress for evidence in entry.evidence),
        )
        self.haystack = fold("\n".join(parts))


def bare(name: str) -> str:
    """Return the name of a column without its blanks, which no term can have: 责 任 人."""
    return "".join(name.split())
