"""Plans in running text."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from govtui.intake.fates import Fate
from govtui.intake.grid import Grid
from govtui.intake.rows import Table


class Prose(msgspec.Struct, frozen=True, gc=False):
    """Where a plan in running text begins and ends."""

    start: int
    end: int


def find_prose(grid: Grid) -> Prose | None:
    """Return where the plan stands in the text, None where there is none."""
    return None


def read_prose(grid: Grid, prose: Prose, fates: Mapping[int, Fate]) -> Table:
    """Return the records of a plan in running text."""
    return Table((), (), {})
