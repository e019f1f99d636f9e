"""How a reader tells how far it has come, and how it is told to stop."""

from __future__ import annotations

from collections.abc import Callable

Watch = Callable[[int, int], None]
"""Called now and then with the steps done and their number, 0 where that is not known; raises StoppedError to stop."""


class StoppedError(Exception):
    """The clerk does not want the file any more."""


def unwatched(done: int, total: int) -> None:
    """Take no notice."""
