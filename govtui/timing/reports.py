"""Report dates that have passed without a word. Pure functions."""

from __future__ import annotations

import datetime as dt

from govtui.model import Task


def missed_report(task: Task, today: dt.date) -> dt.date | None:
    """Return the newest report date before `today` for which nothing is registered, None where all is told.

    An entry counts for it from the day after the report date before: offices report early, and late.
    """
    passed = sorted(day for day in task.report_dates if day < today)
    if not passed:
        return None
    before = passed[-2] if len(passed) > 1 else dt.date.min
    return None if any(entry.day > before for entry in task.progress) else passed[-1]
