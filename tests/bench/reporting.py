"""The reporting rounds of all tasks on a day: `rounds`; what has become of them since one: `since`.

Of twenty plans each names two dates for a fifth of its tasks, and there is a schedule by the month and one by the
quarter. The floor is what it may take: 60 ms for 10,000 tasks; that of `since` is opening the ledger.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec

from govtui.ledger.ledger import Ledger
from govtui.review.differences import differences
from govtui.review.rounds import rounds_on
from govtui.timekeeping import Schedule
from tests.bench.generate import TODAY
from tests.bench.measure import Measurement, measurement, timed

BOUND = 6e-6
"""Seconds that a task may take."""

_DATES = tuple(TODAY + dt.timedelta(days) for days in (-40, 30))
_SCHEDULES = (
    Schedule(id="1", wording="每月25日前", title="月报", since=TODAY - dt.timedelta(400)),
    Schedule(id="2", wording="每季度末前", title="季报", since=TODAY - dt.timedelta(400)),
)


def measure_rounds(folder: Path, tasks: int, rounds: int) -> Measurement:
    """Work out all rounds with the tasks that owe an entry."""
    with Ledger.open(folder, reading=True) as ledger:
        stand = [
            msgspec.structs.replace(task, document=str(place % 20 + 1), report_dates=() if place % 5 else _DATES)
            for place, task in enumerate(ledger.tasks.values())
        ]
    rounds_on(stand[:1], (), _SCHEDULES, TODAY)
    times = [timed(lambda: rounds_on(stand, (), _SCHEDULES, TODAY)) for _ in range(max(1, rounds))]
    return measurement("rounds", tasks, times, [BOUND * tasks])


def measure_since(folder: Path, tasks: int, rounds: int) -> Measurement:
    """Take back what was done since the middle of the history, and compare all tasks with how they stand now."""
    with Ledger.open(folder, reading=True) as ledger:
        present, middle = ledger.present(), max(1, ledger.past().count // 2)
        floor = [timed(lambda: Ledger.open(folder, reading=True).close()) for _ in range(max(1, rounds))]
        times = [timed(lambda: differences(present.tasks_at(middle), ledger.tasks)) for _ in range(max(1, rounds))]
    return measurement("since", tasks, times, floor)
