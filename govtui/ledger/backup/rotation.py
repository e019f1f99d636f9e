"""Which backups are no longer needed: the last ten stay, one a day for a month, and one a month for ever.

A clock that jumped must not cost a backup. So a day is old when 31 later days have backups of their own, not when the
clock says so; and backups from a time that has not come yet, which a clock ran ahead to, stay with one for each day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

LAST: Final = 10
"""Backups that stay, whenever they were made."""
DAYS: Final = 31
"""Days with backups of which the newest stays."""


def outdated(made: Sequence[datetime], now: datetime) -> list[int]:
    """Return the positions in `made`, rising, of the backups that can go at the moment `now`.

    All times are of one kind, local ones without an offset or all with one; in what order they stand does not matter.
    """
    newest_first = sorted(range(len(made)), key=lambda position: (made[position], position), reverse=True)
    come = [position for position in newest_first if made[position] <= now]
    ahead = [position for position in newest_first if made[position] > now]
    days = _newest_of(come, [made[position].date() for position in come])[:DAYS]
    months = _newest_of(come, [(made[position].year, made[position].month) for position in come])
    kept = {*come[:LAST], *days, *months, *_newest_of(ahead, [made[position].date() for position in ahead])}
    return [position for position in range(len(made)) if position not in kept]


def _newest_of(newest_first: Sequence[int], spans: Iterable[object]) -> list[int]:
    """Return the first of each span of time, where `spans` says for each position in which one it lies."""
    firsts: dict[object, int] = {}
    for position, span in zip(newest_first, spans, strict=True):
        firsts.setdefault(span, position)
    return list(firsts.values())
