"""The sheet of a reporting round (报送批次): written where the clerk wants it, kept in the ledger, with what is new."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from govtui.excel.register import Changes, SheetForm, WrittenSheet, write_register
from govtui.ledger.ledger import Ledger
from govtui.ledger.submissions import keep_sheet
from govtui.ledger.then import Present
from govtui.model import Document, Task
from govtui.review.differences import differences, marks_of
from govtui.review.rows import TaskRow
from govtui.review.view import TaskView
from govtui.timekeeping import HandIn, Round
from govtui.timing.rounds import RoundReading


class Submitted(NamedTuple):
    """A sheet that went out."""

    sheet: WrittenSheet
    hand_in: HandIn
    """To be written down in the ledger."""


class Submission(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be handed in for a round."""

    folder: Path
    """The ledger's."""
    reading: RoundReading
    rows: Sequence[TaskRow]
    documents: Sequence[Document]
    number: int
    """The last transaction that the rows show."""


def submission_of(ledger: Ledger, reading: RoundReading, today: dt.date) -> Submission:
    """Return what is to be handed in for a round: its tasks as they stand on a day, in their order."""
    view = TaskView.of([ledger.tasks[task_id] for task_id in reading.tasks], today)
    sources = dict.fromkeys(row.task.document for row in view.rows)
    return Submission(
        folder=ledger.folder,
        reading=reading,
        rows=view.rows,
        documents=tuple(ledger.documents[source] for source in sources),
        number=ledger.past().count,
    )


def changes_since(present: Present, earlier: Round, tasks: Mapping[str, Task]) -> Changes | None:
    """Return what has become of tasks since a round was handed in, None for one that was not. Raises LedgerError."""
    if earlier.handed_in is None:
        return None
    before = present.tasks_at(earlier.handed_in.number)
    day = earlier.handed_in.at.date()
    return Changes(marks_of(differences(before, tasks)), f"{day.year}年{day.month}月{day.day}日报送")


def submit(
    path: Path,
    what: Submission,
    form: SheetForm,
    clock: Callable[[], dt.datetime],
    *,
    changes: Changes | None = None,
    installed: Iterable[str] | None = None,
) -> Submitted:
    """Write the sheet of a round to `path` and keep a copy in the ledger's folder.

    Nothing is written down in the ledger yet: that is for whoever may change it. Raises ExportError and LedgerError.
    """
    sheet = write_register(
        path,
        what.rows,
        form,
        documents=what.documents,
        changes=changes,
        installed=None if installed is None else set(installed),
    )
    kept = keep_sheet(what.folder, sheet.path, what.reading.due, what.reading.title)
    hand_in = HandIn(at=clock(), number=what.number, file=kept.name, sha256=kept.sha256, tasks=sheet.rows)
    return Submitted(sheet, hand_in)
