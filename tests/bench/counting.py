"""The statistics of all tasks: `statistics`, by unit; and how the ledger stood at the ends of the months: `trend`.

The floor of the first is one pass over the tasks that counts each under its units; that of the second opening the
ledger.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

from govtui.ledger.ledger import Ledger
from govtui.review.statistics import Dimension, statistics_of
from govtui.review.trend import MONTHS, trend_of
from govtui.review.view import TaskView
from tests.bench.generate import TODAY, make_ledger
from tests.bench.measure import Measurement, measurement, timed


def measure_statistics(folder: Path, tasks: int, rounds: int) -> Measurement:
    """Count all tasks of a view by unit; its lights are read already."""
    with Ledger.open(folder, reading=True) as ledger:
        view = TaskView.of(ledger.tasks.values(), TODAY, documents=ledger.documents.values())
    floor = [timed(lambda: _pass_over(view)) for _ in range(max(1, rounds))]
    times = [timed(lambda: statistics_of(view, Dimension.UNIT)) for _ in range(max(1, rounds))]
    return measurement("statistics", tasks, times, floor)


def measure_trend(folder: Path, tasks: int, rounds: int) -> Measurement:
    """Go back through a history of a year to the end of each month, and count there."""
    lived = folder.with_name("lived")
    make_ledger(lived, tasks, _Year())
    with Ledger.open(lived, reading=True) as ledger:
        floor = [timed(lambda: Ledger.open(lived, reading=True).close()) for _ in range(max(1, rounds))]
        times = [timed(lambda: trend_of(ledger.present(), TODAY)) for _ in range(max(1, rounds))]
        assert len(trend_of(ledger.present(), TODAY) or ()) == MONTHS
    return measurement("trend", tasks, times, floor)


class _Year:
    """A clock by which some days pass each time that it is asked, so that the history takes most of a year."""

    def __init__(self) -> None:
        self.time = dt.datetime.combine(TODAY - dt.timedelta(360), dt.time(9), dt.timezone(dt.timedelta(hours=8)))

    def __call__(self) -> dt.datetime:
        self.time += dt.timedelta(days=1.5)
        return self.time


def _pass_over(view: TaskView) -> Counter[tuple[str, object, object]]:
    counted: Counter[tuple[str, object, object]] = Counter()
    for row in view.rows:
        for unit in row.task.units:
            counted[unit, row.task.status, row.reading.light] += 1
    return counted
