"""The lights of all tasks on a day: `lights`. The floor is what it may take: 60 ms for 10,000 tasks.

A tenth of the entries counts for the task's indicator, and every fiftieth task counts from an event or was extended.
"""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import msgspec

from govtui.ledger.ledger import Ledger
from govtui.model import After, Deadline, DeadlineKind, Task
from govtui.review.view import TaskView
from govtui.timekeeping import Count, Extension, Pause
from govtui.timing.almanac import Almanac
from govtui.timing.lights import read_light
from tests.bench.generate import TODAY
from tests.bench.measure import Measurement, measurement, timed

BOUND = 6e-6
"""Seconds that a task may take: 10,000 in 60 ms, 100,000 in 600 ms."""


def measure_lights(folder: Path, tasks: int, rounds: int) -> Measurement:
    """Make a view of all tasks, with the light of each; calendar and rules are loaded."""
    with Ledger.open(folder, reading=True) as ledger:
        documents = tuple(ledger.documents.values())
        stand = [_lived(task, place) for place, task in enumerate(ledger.tasks.values())]
    almanac = Almanac()
    almanac.calendar.add(TODAY, 1)
    read_light(stand[0], TODAY, almanac)
    times = [
        timed(lambda: TaskView.of(stand, TODAY, almanac=almanac, documents=documents)) for _ in range(max(1, rounds))
    ]
    return measurement("lights", tasks, times, [BOUND * tasks])


def _lived(task: Task, place: int) -> Task:
    """Return a task to which has happened what happens to time."""
    dice = random.Random(place)
    progress = tuple(
        msgspec.structs.replace(entry, counts=(Count(task.indicators[0].text, 1),)) if dice.random() < 0.1 else entry
        for entry in task.progress
    )
    task = msgspec.structs.replace(task, progress=progress)
    match place % 50:
        case 0:
            granted = Extension(TODAY - dt.timedelta(20), TODAY, TODAY + dt.timedelta(dice.randint(-9, 90)), "场地未定")
            return msgspec.structs.replace(task, extensions=(granted,))
        case 1:
            event = TODAY - dt.timedelta(dice.randint(1, 60))
            pauses = (Pause(event + dt.timedelta(2), event + dt.timedelta(6), "征求意见"),)
            after = Deadline(DeadlineKind.AFTER, after=After("方案印发", 20, True))
            return msgspec.structs.replace(task, deadline=after, event_on=event, pauses=pauses)
        case _:
            return task
