"""The lines at the head and foot of the main screen: what is open, how many tasks stand where. Pure functions."""

from __future__ import annotations

import datetime as dt

from govtui.model import Light, Status
from govtui.review.view import Counts
from widgets.segments import LIGHT_INKS, Line

_WEEKDAYS = "一二三四五六日"


def header_lines(title: str, today: dt.date, *, demo: bool, read_only: str) -> tuple[Line, Line]:
    """Return the header's left and right part: title and state, date and weekday."""
    left: Line = [(title, "heading")]
    if demo:
        left.append(("  演示，改动不保留", "label"))
    if read_only:
        left.append(("  只读", "red"))
    return left, [(f"{today:%Y-%m-%d} 星期{_WEEKDAYS[today.weekday()]}", "")]


def summary_line(counts: Counts) -> Line:
    """Return the shown tasks counted by status and by light; what there is none of is left out."""
    line: Line = []
    for status in Status:
        if number := counts.statuses.get(status):
            line += [(f"{status.label} ", "label"), (f"{number}  ", "")]
    line.append(("  ", ""))
    for light in (Light.RED, Light.YELLOW, Light.BLUE, Light.GREEN):
        if number := counts.lights.get(light):
            line.append((f"{light.label} {number}  ", LIGHT_INKS[light]))
    if counts.extended:
        line.append((f"延期 {counts.extended}  ", "label"))
    return line
