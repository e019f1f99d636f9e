"""How the number of tasks, of settled and of overdue ones has moved from month to month, as the journal tells it.

What stood in the ledger at the end of a month is found by going back from how it stands now, once for all months.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable

from govtui.collector import collector_held
from govtui.ledger.state import State
from govtui.ledger.then import Present
from govtui.model import Document, Light, Task
from govtui.review.statistics import Point
from govtui.timing.almanac import PLAIN, Almanac
from govtui.timing.lights import LightReader
from govtui.timing.pace import beginnings

MONTHS = 12
"""The months that are told of, the present one included."""

ASKED_EVERY = 256
"""Transactions between two questions whether to go on."""


def trend_of(
    present: Present,
    today: dt.date,
    *,
    almanac: Almanac = PLAIN,
    only: Collection[str] | None = None,
    goes_on: Callable[[], bool] = lambda: True,
) -> tuple[Point, ...] | None:
    """Return how things stood at the ends of the last months and stand today, the oldest first.

    Months before there was a task are left out. `only` names the tasks to count, None for all. `goes_on` is asked now
    and then; once it denies, None is returned. Raises LedgerError where the journal cannot be read or is damaged.
    """
    points = [_point(present.state, today, almanac, only)]
    days = month_ends(today)
    state = State()
    with collector_held():
        for place, transaction in enumerate(present.going_back(state)):
            if place % ASKED_EVERY == 0 and not goes_on():
                return None
            while days and transaction.time.date() <= days[0]:
                points.append(_point(state, days.pop(0), almanac, only))
                if not goes_on():
                    return None
            if not days:
                break
    return tuple(point for point in reversed(points) if point.tasks or point is points[0])


def month_ends(today: dt.date) -> list[dt.date]:
    """Return the last days of the months before that of `today`, the newest first."""
    ends = []
    day = today
    for _ in range(MONTHS - 1):
        day = day.replace(day=1) - dt.timedelta(1)
        ends.append(day)
    return ends


def _point(state: State, day: dt.date, almanac: Almanac, only: Collection[str] | None) -> Point:
    tasks: Iterable[Task] = state.tasks.values()
    if only is not None:
        tasks = [task for task in tasks if task.id in only]
    return _counted(tasks, state.documents.values(), day, almanac)


def _counted(tasks: Iterable[Task], documents: Iterable[Document], day: dt.date, almanac: Almanac) -> Point:
    reader = LightReader(day, almanac, beginnings(documents))
    number = settled = red = 0
    for task in tasks:
        number += 1
        if task.status.settled:
            settled += 1
        elif reader.read(task).light is Light.RED:
            red += 1
    return Point(day, number, settled, red)
