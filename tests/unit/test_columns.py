"""The columns of the task table."""

from __future__ import annotations

import datetime as dt

import pytest

from govtui.model import Deadline, DeadlineKind, Task
from govtui.review.rows import TaskRow
from govtui.text import width
from govtui.timekeeping import Extension
from govtui.timing.lights import days_left_words, read_light
from widgets.cells import BARE
from widgets.columns import columns


@pytest.mark.parametrize("cells", [60, 80, 120, 200])
@pytest.mark.parametrize("kind", [DeadlineKind.BY, DeadlineKind.ONGOING])
def test_years_behind_are_not_cut_off(cells: int, kind: DeadlineKind) -> None:
    room = next(column.cells for column in columns(cells, 5) if column.title == "剩余")
    deadline = Deadline(kind, due=dt.date(2023, 12, 31), until=dt.date(2023, 12, 31))
    assert width(days_left_words(deadline, -9999)) <= room


@pytest.mark.parametrize(("cells", "shown"), [(80, "延23-12-20"), (120, "延2023-12-20")])
@pytest.mark.parametrize("kind", [DeadlineKind.BY, DeadlineKind.ONGOING, DeadlineKind.NONE])
def test_the_date_that_holds_says_that_it_was_extended(cells: int, shown: str, kind: DeadlineKind) -> None:
    granted = (Extension(dt.date(2023, 11, 20), dt.date(2023, 11, 30), dt.date(2023, 12, 20), "场地未定"),)
    task = Task(id="1-1", document="1", seq="1", requirement="更新目录", deadline=Deadline(kind), extensions=granted)
    row = TaskRow(task, read_light(task, dt.date(2023, 11, 22)))
    column = next(column for column in columns(cells, 5) if column.title == "完成时限")
    assert column.cell(row, BARE) == (shown, "")
    assert width(shown) <= column.cells
