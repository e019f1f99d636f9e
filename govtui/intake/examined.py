"""A file as it stands in the preview: what was recognised under the clerk's choices, and where it is doubtful."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from govtui.errors import IntakeError
from govtui.intake.choices import Choices
from govtui.intake.load import LoadedFile
from govtui.intake.outline import Outline, outline
from govtui.intake.recognition import Profile, Recognition
from govtui.intake.tally import tally, tally_words
from govtui.model import DeadlineKind, Remark, RemarkKind, TaskDraft
from govtui.text import clip

QUOTED = 40
"""Cells of a quoted wording."""


class Doubt(msgspec.Struct, frozen=True, gc=False):
    """A doubtful place: a row of the outline and what there is to say about it."""

    place: int
    task: int | None
    """The place of the task that it is about."""
    text: str


class Examined(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What the clerk looks at."""

    choices: Choices
    recognition: Recognition | None
    """None where nothing could be recognised, for the reason that `error` is."""
    error: IntakeError | None
    outline: Outline
    counts: str
    """The numbers in a sentence."""
    doubts: tuple[Doubt, ...] = ()
    """In the order of the source."""

    @property
    def tasks(self) -> Sequence[TaskDraft]:
        """The tasks that were recognised."""
        return self.recognition.document.tasks if self.recognition else ()

    @property
    def remarks(self) -> Sequence[Remark]:
        """Everything that was remarked, with a place or without."""
        return self.recognition.document.remarks if self.recognition else ()


def examined(file: LoadedFile, choices: Choices, profiles: Sequence[Profile] = ()) -> Examined:
    """Return what there is to be seen of a file under the clerk's choices; a failure is part of it."""
    try:
        recognition = file.recognised(choices, profiles)
    except IntakeError as error:
        shown = outline(file.source, None, choices.tables)
        return Examined(choices=choices, recognition=None, error=error, outline=shown, counts="")
    shown = outline(recognition.source, recognition, choices.tables)
    return Examined(
        choices=choices,
        recognition=recognition,
        error=None,
        outline=shown,
        counts=tally_words(tally(recognition)),
        doubts=tuple(sorted(_doubts(recognition, shown), key=lambda doubt: doubt.place)),
    )


def _doubts(recognition: Recognition, shown: Outline) -> Iterator[Doubt]:
    """Give the remarks that name a place, and each task whose deadline or unit is not known."""
    tasks = recognition.document.tasks
    places = {task.seq: place for place, task in reversed(list(enumerate(tasks)))}
    named_deadlines = set()
    for remark in recognition.document.remarks:
        place = shown.place_of(remark, places)
        if place is None or remark.kind is RemarkKind.INHERITED:
            continue
        task = places.get(remark.task) if remark.task else None
        if task is not None and "时限" in remark.text:
            named_deadlines.add(task)
        yield Doubt(place, task, remark.text)
    for at, draft in enumerate(tasks):
        rows = shown.of_tasks[at]
        if rows and draft.deadline_text and draft.deadline.kind is DeadlineKind.NONE and at not in named_deadlines:
            yield Doubt(rows[0], at, f"完成时限“{clip(draft.deadline_text, QUOTED)}”没有看懂，已按原文保留")
    if any(column.field.names_units for columns in shown.columns.values() for column in columns):
        for at, draft in enumerate(tasks):
            if shown.of_tasks[at] and not draft.units:
                yield Doubt(shown.of_tasks[at][0], at, "没有读出责任单位")
