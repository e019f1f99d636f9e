"""What the lines around a plan say about all of its tasks."""

from __future__ import annotations

from collections.abc import Sequence


def common_deadline(lines: Sequence[str]) -> str:
    """Return the deadline that holds for all tasks, as worded; "" where none does."""
    return ""
