"""What happens to time while the work goes on: events, pauses, extensions, counts; clocks, reporting rounds. Frozen.

`Task` and `Progress` of the model hold the first ones; clocks, rounds and schedules are records of their own in the
ledger. What follows from them on a given day (`govtui.timing`) is computed and never stored.
"""

from __future__ import annotations

import datetime as dt

import msgspec


class Pause(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A stretch of days that does not count: 补正, 征求第三方意见."""

    start: dt.date
    """The first day that does not count."""
    end: dt.date | None = None
    """The last day that does not count; None while it lasts."""
    reason: str = ""
    anew: bool = False
    """Afterwards the counting begins anew instead of going on: 补正 (政府信息公开条例第30条)."""


class Extension(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """延期: an event of its own, so that the old date is never lost."""

    day: dt.date
    """When it was granted."""
    before: dt.date | None
    """The due date until then; None where there was none."""
    until: dt.date
    """The new due date."""
    reason: str
    approver: str = ""
    """批准人."""


class Count(msgspec.Struct, frozen=True, gc=False):
    """What an entry of progress adds to an indicator: 培训1次 to 不少于2次."""

    indicator: str
    """The `Indicator.text` that it counts for."""
    value: int | float


class Clock(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A running legal clock: 依申请公开, 公开征求意见 … after a template."""

    id: str
    template: str
    """The template's key."""
    title: str
    """What it runs for: 张某申请公开征地批文."""
    started: dt.date
    """The day of the event; counting begins on the day after."""
    task: str = ""
    """The task that it hangs on; empty for one by itself."""
    pauses: tuple[Pause, ...] = ()
    extension: Extension | None = None
    answered: dt.date | None = None
    """The day on which it was answered; it stands still from then on."""
    note: str = ""


class HandIn(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was handed in for a round, and when."""

    at: dt.datetime
    """With the offset of the computer's time zone."""
    number: int
    """The last transaction before it: the tasks stood as the history up to it says."""
    file: str = ""
    """The sheet's name in the ledger's folder `submissions`; empty where none was kept."""
    sha256: str = ""
    tasks: int = 0
    """How many tasks the sheet has."""


class Round(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """报送批次: a date on which progress is handed in. It is stored once the clerk opens it."""

    id: str
    due: dt.date
    title: str
    documents: tuple[str, ...] = ()
    """The documents whose tasks it is about; empty for all."""
    opened: dt.date
    handed_in: HandIn | None = None


class Schedule(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Rounds that the office has set: 每月25日前, 每季度末."""

    id: str
    wording: str
    """As the clerk typed it; what it means is worked out anew each time."""
    title: str
    since: dt.date
    documents: tuple[str, ...] = ()
    """As of a round."""
