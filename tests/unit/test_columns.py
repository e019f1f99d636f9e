"""The columns of the task table."""

from __future__ import annotations

import datetime as dt

import pytest

from govtui.model import Deadline, DeadlineKind
from govtui.text import width
from govtui.timing.lights import days_left_words
from widgets.columns import columns


@pytest.mark.parametrize("cells", [60, 80, 120, 200])
@pytest.mark.parametrize("kind", [DeadlineKind.BY, DeadlineKind.ONGOING])
def test_years_behind_are_not_cut_off(cells: int, kind: DeadlineKind) -> None:
    room = next(column.cells for column in columns(cells, 5) if column.title == "剩余")
    deadline = Deadline(kind, due=dt.date(2023, 12, 31), until=dt.date(2023, 12, 31))
    assert width(days_left_words(deadline, -9999)) <= room
