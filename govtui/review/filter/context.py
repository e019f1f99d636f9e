"""What a filter is read against: the day, the directory of units, the marks, and what stands in the tasks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from govtui.review.directory import NOBODY, Directory
from govtui.review.stock import EMPTY, Stock
from govtui.timing.lights import LightReader


@dataclass(frozen=True)
class Context:
    """What gives the words of a filter their meaning."""

    today: dt.date
    reader: LightReader
    """Knows the calendar, the words of lights, and how indicators stand."""
    directory: Directory = NOBODY
    marks: frozenset[str] = frozenset()
    """The ids of the marked tasks."""
    stock: Stock = field(default=EMPTY, repr=False)
    """The tasks that are searched: which columns and which words there are."""
