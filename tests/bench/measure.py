"""Figures: times in milliseconds with their floor, and the memory that the process came to."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from statistics import median

import msgspec


class Measurement(msgspec.Struct, frozen=True):
    """One line of the result."""

    name: str
    tasks: int
    median_ms: float
    p95_ms: float
    floor_ms: float
    """The median of the least that the same result could cost."""
    ratio: float
    rss_mb: float | None
    """The most memory that the process ever had; None where the system does not tell."""
    settled_ms: float | None = None
    """For keys: the median until nothing at all was painted any more."""


def measurement(
    name: str, tasks: int, times: Sequence[float], floor: Sequence[float], settled: Sequence[float] = ()
) -> Measurement:
    """Return the line for `times`, `floor` and `settled`, all in seconds."""
    middle, least = median(times) * 1000, median(floor) * 1000
    return Measurement(
        name=name,
        tasks=tasks,
        median_ms=round(middle, 3),
        p95_ms=round(percentile(times, 95) * 1000, 3),
        floor_ms=round(least, 3),
        ratio=round(middle / least, 2),
        rss_mb=most_memory(),
        settled_ms=round(median(settled) * 1000, 3) if settled else None,
    )


def percentile(times: Sequence[float], percent: int) -> float:
    """Return the time that `percent` of all do not exceed (nearest rank)."""
    ordered = sorted(times)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]


def most_memory() -> float | None:
    """Return the most memory in MB that this process and those it started came to."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return round(most / (1 << 20 if sys.platform == "darwin" else 1 << 10), 1)


def timed(action: Callable[[], object]) -> float:
    """Return the seconds that `action` takes."""
    with stopwatch() as times:
        action()
    return times[0]


@contextmanager
def stopwatch() -> Iterator[list[float]]:
    """Put the seconds spent inside into the list."""
    times: list[float] = []
    begin = time.perf_counter()
    yield times
    times.append(time.perf_counter() - begin)
