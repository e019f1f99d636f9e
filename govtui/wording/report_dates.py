"""The days on which a requirement asks for reports (报送)."""

from __future__ import annotations

import datetime as dt


def find_report_dates(requirement: str, year: int | None) -> tuple[dt.date, ...]:
    """Return the days before which a requirement asks for a report, in the order of the text."""
    return ()
