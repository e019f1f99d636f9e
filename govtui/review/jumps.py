"""Where to go from one task to another: to a number, to the next one of a kind. Pure functions of rows and places."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from govtui.model import Light
from govtui.review.rows import TaskRow
from govtui.text import fold

Wanted = Callable[[TaskRow], bool]

_DASHES = re.compile(r"(?<=\d)[—–−‐‑﹣一]+(?=\d)")
"""What an input method makes of the minus key between two digits."""

_STOPS = re.compile("[。·．、]")


def is_red(row: TaskRow) -> bool:
    """Say whether the red light burns."""
    return row.reading.light is Light.RED


def is_idle(row: TaskRow) -> bool:
    """Say whether something is still owed for a task for which no progress was ever entered."""
    return not row.task.status.settled and not row.task.progress


def next_place(rows: Sequence[TaskRow], start: int, step: int, wanted: Wanted) -> int | None:
    """Return the place of the nearest wanted row after `start` (before it, where `step` is -1), past the end from the
    other end on; None where there is none but the one at `start`.
    """
    for distance in range(1, len(rows)):
        place = (start + step * distance) % len(rows)
        if wanted(rows[place]):
            return place
    return None


def typed_number(text: str) -> str:
    """Return a number as the ledger has it, of what was typed: ２－４。１ is 2-4.1."""
    return _STOPS.sub(".", _DASHES.sub("-", fold("".join(text.split())))).strip(".")


def is_numbered(row: TaskRow, number: str) -> bool:
    """Say whether a row is meant by `number`, as `typed_number` gives it: that of the ledger, or the printed one."""
    return number in (fold(row.task.id), fold(row.task.seq))


def is_part_of(row: TaskRow, number: str) -> bool:
    """Say whether a row is one of several into which the item with `number` was divided: 4.1 for 4."""
    return fold(row.task.id).startswith(f"{number}.") or fold(row.task.seq).startswith(f"{number}.")


def place_of_number(rows: Sequence[TaskRow], start: int, typed: str) -> int | None:
    """Return the place of the row with the number that was `typed`; None where there is none.

    Several plans may have printed the same number: it is the next one after `start`, which is itself the last one.
    """
    number = typed_number(typed)
    if not number:
        return None
    for wanted in (is_numbered, is_part_of):
        for distance in range(1, len(rows) + 1):
            place = (start + distance) % len(rows)
            if wanted(rows[place], number):
                return place
    return None
