"""Deadlines, clocks and rounds as a file for another calendar: iCalendar (RFC 5545), all-day events with an alarm.

Each event keeps its UID, so that a newer file, read into the same calendar, replaces what stood there.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from govtui.errors import ExportError, RequestError
from govtui.ledger.disk import explain, replacing
from govtui.review.agenda import Item, ItemKind
from govtui.text import one_line

if TYPE_CHECKING:
    from govtui.ledger.ledger import Ledger

LINE_OCTETS = 75
"""A line of the file has no more, its CRLF not counted."""

ALARM = "-P2DT15H"
"""Nine in the morning three days before: counted from the midnight with which the day begins."""

_WORDS = {ItemKind.TASK: "到期", ItemKind.ROUND: "报送", ItemKind.CLOCK: "法定期限"}
_LONGEST_TITLE = 60
"""Characters of an event's title; the whole text stands in its description."""


def calendar_file(items: Iterable[Item], *, name: str, origin: str, made_at: dt.datetime) -> bytes:
    """Return the file with those of `items` that have a day.

    `origin` tells this ledger's events from another ledger's; `made_at` is a moment with its offset.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//govtui//govtui//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(one_line(name))}",
    ]
    stamp = f"{made_at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
    for item in items:
        if item.day:
            lines += _event(item, item.day, origin, stamp)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def write_calendar_file(path: Path, items: Iterable[Item], *, ledger: Ledger, made_at: dt.datetime) -> int:
    """Write the file with those of `items` that have a day, as a whole or not at all; return how many these are.

    Raises RequestError where there is none, ExportError where it cannot be written.
    """
    dated = [item for item in items if item.day]
    if not dated:
        raise RequestError("没有导出", "没有带日期的任务、法定期限或报送批次", "先登记任务的时限，再导出")
    first = next(iter(ledger.history()), None)
    origin = f"{first.time.isoformat()} {first.account}" if first else ledger.name
    data = calendar_file(dated, name=ledger.name or "工作台账", origin=origin, made_at=made_at)
    try:
        with replacing(path) as file:
            file.write(data)
    except OSError as error:
        raise ExportError("日历文件没有保存", *explain(error)) from error
    return len(dated)


def _event(item: Item, day: dt.date, origin: str, stamp: str) -> list[str]:
    title = item.title if len(item.title) <= _LONGEST_TITLE else f"{item.title[: _LONGEST_TITLE - 1]}…"
    number = f"{item.task} " if item.task else ""
    summary = f"【{'期满' if item.ends else _WORDS[item.kind]}】{number}{title}"
    details = [item.title, item.detail, item.caveat]
    lines = [
        "BEGIN:VEVENT",
        f"UID:{_uid(item, origin)}",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{_date(day)}",
    ]
    if day < dt.date.max:
        lines.append(f"DTEND;VALUE=DATE:{_date(day + dt.timedelta(1))}")
    return [
        *lines,
        f"SUMMARY:{_escaped(summary)}",
        f"DESCRIPTION:{_escaped(chr(10).join(detail for detail in details if detail))}",
        f"CATEGORIES:{_escaped(item.kind.value)}",
        "TRANSP:TRANSPARENT",  # it takes no time of the day
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_escaped(summary)}",
        f"TRIGGER:{ALARM}",
        "END:VALARM",
        "END:VEVENT",
    ]


def _uid(item: Item, origin: str) -> str:
    """Return a name that depends on nothing that can change while the thing stays the same."""
    digest = hashlib.sha256(f"{origin}\n{item.kind.name}\n{item.key}".encode()).hexdigest()[:32]
    return f"{digest}@govtui"


def _date(day: dt.date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _escaped(text: str) -> str:
    """Return a text as a value: marks of the format are escaped, line breaks are written as \\n."""
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """Return a line in pieces of at most `LINE_OCTETS`, no character cut through; further pieces begin with a blank."""
    pieces: list[bytes] = []
    piece = b""
    for char in line:
        encoded = char.encode()
        if len(piece) + len(encoded) > LINE_OCTETS:
            pieces.append(piece)
            piece = b" "
        piece += encoded
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
