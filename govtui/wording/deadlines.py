"""What the wording of a deadline (完成时限) means."""

from __future__ import annotations

from collections.abc import Sequence

from govtui.model import Deadline


def parse_deadline(text: str, year: int | None) -> Deadline:
    """Return the meaning of a deadline cell; kind `NONE` where it is empty or not understood."""
    return Deadline()


def task_deadline(cell: str, requirement: str, year: int | None) -> Deadline:
    """Return the deadline of one task under a cell that may hold several."""
    return parse_deadline(cell, year)


def join_deadline_lines(lines: Sequence[str]) -> str:
    """Return the lines of a wrapped deadline cell as one text."""
    return "".join(lines)
