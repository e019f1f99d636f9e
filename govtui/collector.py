"""The garbage collector, held while thousands of values are made.

Going through all that is new again and again, it would double the time of loading; none of it is garbage.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_held(*, lasting: bool = False) -> Iterator[None]:
    """Hold the collector; afterwards it is as it was before.

    Where the values are `lasting`, it leaves them and all that there is by then alone for good: going through them once
    would take a seventh of the time of loading them.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
        if lasting:
            gc.freeze()
    finally:
        if enabled:
            gc.enable()
