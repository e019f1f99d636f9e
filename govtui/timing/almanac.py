"""What is needed to read time: the calendar of working days and the office's rules of lights.

Nothing is read from a file before it is asked for: many a ledger needs no calendar, and the screen stands sooner.
"""

from __future__ import annotations

from functools import cached_property

from govtui.timing.calendars import load_calendar, shipped_years
from govtui.timing.workdays import WorkCalendar


class Almanac:
    """Immutable: what is not given is loaded when it is first needed, and stays as it was then."""

    def __init__(self, calendar: WorkCalendar | None = None, *, own: bool = False) -> None:
        """Hold what is given; the rest is as shipped, with `own` together with the clerk's own files."""
        self._given_calendar = calendar
        self._own = own

    @cached_property
    def calendar(self) -> WorkCalendar:
        """The calendar of working days."""
        if self._given_calendar is not None:
            return self._given_calendar
        return load_calendar().calendar if self._own else WorkCalendar(shipped_years())


PLAIN = Almanac()
"""Everything as shipped."""


def load_almanac() -> Almanac:
    """Return what is shipped together with the clerk's own files in the configuration folder."""
    return Almanac(own=True)
