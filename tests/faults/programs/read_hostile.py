"""Read broken files made of a sample, one after the other, and report what came of them.

Arguments: the sample's path, the first seed, how many, the seconds that one may take, a folder for those that failed.
The last line of the output is a JSON object: counts, the slowest, the greatest memory in MB, and the failures.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from pathlib import Path
from random import Random
from types import FrameType

sys.path.insert(0, str(Path(__file__).parent))

from mutate import mutate

from govtui.errors import IntakeError
from govtui.intake.load import load_bytes


class TooSlowError(BaseException):
    """A file took longer than it may."""


def stop(number: int, frame: FrameType | None) -> None:
    raise TooSlowError


def outcome(name: str, data: bytes) -> str:
    """Return `read` or `refused`; every other end of the reading is raised."""
    try:
        load_bytes(name, data).recognised()
    except IntakeError as error:
        if not (error.title and error.message and error.hint):
            raise AssertionError(f"no hint: {error}") from error
        return "refused"
    return "read"


def main() -> None:
    path, first, count, seconds, folder = (
        Path(sys.argv[1]),
        int(sys.argv[2]),
        int(sys.argv[3]),
        float(sys.argv[4]),
        Path(sys.argv[5]),
    )
    sample = path.read_bytes()
    signal.signal(signal.SIGALRM, stop)
    counts = {"read": 0, "refused": 0}
    slowest, failures = 0.0, []
    for seed in range(first, first + count):
        data = mutate(sample, Random(f"{path.name} {seed}"))
        begun = time.perf_counter()
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            counts[outcome(path.name, data)] += 1
        except BaseException as error:
            signal.setitimer(signal.ITIMER_REAL, 0)
            kept = folder / f"{seed}-{path.name}"
            kept.write_bytes(data)
            failures.append(f"{kept}: {type(error).__name__}: {error}"[:300])
        signal.setitimer(signal.ITIMER_REAL, 0)
        slowest = max(slowest, time.perf_counter() - begun)
    print(json.dumps({**counts, "slowest": round(slowest, 2), "memory": most_memory(), "failures": failures}))


def most_memory() -> int:
    """Return the most megabytes that this process has had; what `getrusage` says begins with those of its parent."""
    (told,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:"))
    return int(told.split()[1]) // 1024


if __name__ == "__main__":
    main()
