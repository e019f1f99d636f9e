"""Values of a spreadsheet's cells to the text that the sheet shows, the same for every format of workbooks."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

LAST_SERIAL = 2958465
"""31 December 9999, the last day that a sheet knows."""
OFFSET_1904 = 1462
"""Days from the first day of workbooks that count from 1900 to that of those from 1904."""

_EPOCH = dt.datetime(1899, 12, 30)
_BEFORE_LEAP_BUG = 60
"""Serial 60 is 29 February 1900, a day that never was; days before it are counted from one day later."""
_EXACT_DIGITS = 15
"""Digits of a number that a workbook keeps; what follows is noise of the binary fraction: 0.30000000000000004."""
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def number_text(value: float) -> str:
    """Return a number as plain digits: 12, 0.95, 110101199001011000; without the noise of binary fractions."""
    if isinstance(value, int):
        return str(value)
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    text = format(value, f".{_EXACT_DIGITS}g")
    return str(int(Decimal(text))) if value.is_integer() and abs(value) < 1e20 else text


def truth_text(value: bool) -> str:
    """Return a tick box's or a formula's truth value as an office writes it."""
    return "是" if value else "否"


def moment_of(serial: float, from_1904: bool = False) -> dt.datetime | None:
    """Return the moment that a serial number stands for, to the second; None where it stands for none."""
    serial += OFFSET_1904 if from_1904 else 0
    if not 0 <= serial < LAST_SERIAL + 1:
        return None
    days, seconds = divmod(round(serial * 86400), 86400)
    return _EPOCH + dt.timedelta(days + (0 < days < _BEFORE_LEAP_BUG), seconds)


def date_text(day: dt.date) -> str:
    """Return 2023年11月30日."""
    return f"{day.year}年{day.month}月{day.day}日"


def time_text(hours: int, minutes: int, seconds: int = 0) -> str:
    """Return 9:30 or 9:30:15."""
    return f"{hours}:{minutes:02}" + (f":{seconds:02}" if seconds else "")


def moment_text(moment: dt.datetime) -> str:
    """Return 2023年11月30日 9:30, and at midnight the day alone."""
    if moment.time() == dt.time():
        return date_text(moment)
    return f"{date_text(moment)} {time_text(moment.hour, moment.minute, moment.second)}"


def value_text(value: object) -> str:
    """Return the text of a value whose number format is not known: text, numbers, truth, dates, times, durations."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return truth_text(value)
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, dt.datetime):
        return moment_text(value)
    if isinstance(value, dt.date):
        return date_text(value)
    if isinstance(value, dt.time):
        return time_text(value.hour, value.minute, value.second)
    if isinstance(value, dt.timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return time_text(*divmod(minutes, 60), seconds)
    return ""


def unescaped(text: str) -> str:
    """Return the text of a workbook's XML with the characters that are written in it as `_x000D_`."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
