"""What becomes of each line of a source. Every line that is not blank has a fate; none disappears in silence."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

import msgspec

from govtui.intake.grid import Line


class Fate(Enum):
    """The part that a line plays."""

    TITLE = "title"
    DATA = "data"
    """It says something about the document: 文号, 成文日期, or marks where a part begins: 附件."""
    HEADER = "header"
    REPEATED_HEADER = "repeated_header"
    THEME = "theme"
    TASK = "task"
    CONTINUATION = "continuation"
    """It goes on with a task that a page break had cut."""
    NOTE = "note"
    """A row of the table that is a note or the title again."""
    LEFT_OUT = "left_out"


Fates = dict[int, Fate]
"""Line numbers of the source, from 1, with their fates."""


class Run(msgspec.Struct, frozen=True, gc=False):
    """Lines of one fate that follow one another, blank lines between them not counted."""

    first: int
    last: int
    count: int
    """The lines that are not blank."""
    text: str
    """The first of them."""


def runs_of(fate: Fate, lines: Iterable[Line], fates: Fates) -> list[Run]:
    """Return the runs of lines with a fate; a line that has none yet counts as left out."""
    runs: list[Run] = []
    open_run = False
    for line in lines:
        if fates.get(line.number, Fate.LEFT_OUT) is not fate:
            open_run = False
        elif open_run and runs[-1].last == line.number:
            continue
        elif open_run:
            runs[-1] = Run(runs[-1].first, line.number, runs[-1].count + 1, runs[-1].text)
        else:
            runs.append(Run(line.number, line.number, 1, line.text.strip()))
            open_run = True
    return runs
