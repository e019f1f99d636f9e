"""The numbers that a requirement demands (可计数的指标)."""

from __future__ import annotations

from govtui.model import Indicator


def find_indicators(requirement: str) -> tuple[Indicator, ...]:
    """Return the indicators of a requirement, in the order of the text."""
    return ()
