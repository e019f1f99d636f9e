"""The line over a group of tasks: what it is called, how many there are, how far they have come. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from govtui.review.grouping import Group
from govtui.text import one_line, pad, width
from widgets.bars import bar
from widgets.segments import Line

BAR_CELLS = 12
_SHARE_CELLS = 5
_LEAST_TITLE = 8


class Digits(NamedTuple):
    """How many digits the largest figures of some groups have, so that those of all line up."""

    total: int
    settled: int
    overdue: int

    @classmethod
    def of(cls, groups: Sequence[Group]) -> Digits:
        """Return those of `groups`."""
        counts = [(group.count, group.settled, group.overdue) for group in groups]
        return cls(*(len(str(max(figures))) for figures in zip(*counts, strict=True))) if counts else cls(1, 1, 1)


def group_line(group: Group, digits: Digits, cells: int) -> Line:
    """Return the heading of a group in `cells` cells; figures and bars stand below those of the group before.

    Where there is not room for everything the bar goes first, then what is overdue and done.
    """
    share = group.settled / group.count if group.count else 0.0
    percent = f"{share:.0%}" if share == 1 else f"{min(99, round(share * 100))}%"
    figures: list[Line] = [
        [(_figure("共", group.count, digits.total), "")],
        [(_figure("完成", group.settled, digits.settled), "green" if group.settled else "label")],
        [(_figure("逾期", group.overdue, digits.overdue), "red" if group.overdue else "label")],
        [*bar(share, BAR_CELLS), (percent.rjust(_SHARE_CELLS), "")],
    ]
    while figures and _cells(figures) > cells - _LEAST_TITLE:
        figures.pop()
    line: Line = [(f" {pad(one_line(group.title), max(1, cells - _cells(figures)))}", "heading")]
    for figure in figures:
        line += [("  ", ""), *figure]
    return line


def _figure(label: str, number: int, digits: int) -> str:
    return f"{label}{number:>{digits}}项"


def _cells(figures: Sequence[Line]) -> int:
    """Return the cells of some figures with the blanks before and behind them."""
    return sum(width(text) for figure in figures for text, _ink in figure) + 2 * len(figures) + 2
