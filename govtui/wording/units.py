"""What a cell of responsible units (责任单位) says: who leads, who supports, who is named."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec


class UnitCell(msgspec.Struct, frozen=True, gc=False):
    """The units of a cell, in the order of the cell, as printed."""

    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    units: tuple[str, ...] = ()


def parse_units(text: str) -> UnitCell:
    """Return the units that the cell names."""
    return UnitCell()


def join_unit_lines(lines: Sequence[str]) -> str:
    """Return the lines of a wrapped unit cell as one text."""
    return "".join(lines)
