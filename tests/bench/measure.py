"""Figures: times in milliseconds or memory in megabytes with their floor, and the memory that the process came to."""

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
    unit: str
    """`ms` or `MB`: of the three figures that follow."""
    median: float
    p95: float
    floor: float
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
        unit="ms",
        median=round(middle, 3),
        p95=round(percentile(times, 95) * 1000, 3),
        floor=round(least, 3),
        ratio=round(middle / least, 2),
        rss_mb=most_memory(),
        settled_ms=round(median(settled) * 1000, 3) if settled else None,
    )


def growth(name: str, tasks: int, action: Callable[[], object], size: int) -> Measurement:
    """Return the line for the memory by which this process grows at most while it does something.

    The floor are `size` bytes. To be called once in a process. Raises SystemExit where the system does not tell.
    """
    before = most_memory()
    action()
    after = most_memory()
    if before is None or after is None:
        raise SystemExit(f"{name}: this system does not tell how much memory a process has")
    grown, least = after - before, size / (1 << 20)
    figure = round(grown, 3)
    return Measurement(name, tasks, "MB", figure, figure, round(least, 3), round(grown / least, 2), after)


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
