"""The indicators of a task as lines: what is demanded, and a bar with the count beside it. Pure functions."""

from __future__ import annotations

from govtui.model import Indicator, Task
from govtui.review.facts import indicator_words
from govtui.review.timekeeping import TaskTime
from govtui.text import one_line, pad, wrap
from govtui.timing.pace import SHARES, Pace, Verdict, is_counted, number_words
from widgets.bars import bar
from widgets.segments import Line

BAR_CELLS = 12
_LEAST_WORDS = 12
"""Cells beside a bar; with fewer, the words go below it."""

_INKS = {Verdict.BEHIND: "yellow", Verdict.OVER: "red", Verdict.ON_TIME: "green", Verdict.AHEAD: "green"}


def indicator_lines(task: Task, time: TaskTime, cells: int, label_cells: int) -> list[Line]:
    """Return the indicators, each with a bar if it can be counted, under one label of `label_cells` cells."""
    lines: list[Line] = []
    for indicator in task.indicators:
        lines += [[(text, "")] for text in wrap(one_line(indicator_words(indicator)), max(4, cells - label_cells))]
        pace = next((pace for pace in time.paces if pace.indicator == indicator), None)
        lines += _counted(indicator, pace, cells - label_cells) if is_counted(indicator) else []
    return [[(pad("计数指标" if not place else "", label_cells), "label"), *line] for place, line in enumerate(lines)]


def _counted(indicator: Indicator, pace: Pace | None, cells: int) -> list[Line]:
    done = pace.done if pace else 0
    drawn = bar(done / indicator.value, min(BAR_CELLS, max(1, cells)), _INKS[pace.verdict] if pace else "green")
    room = cells - BAR_CELLS - 1
    beside = room >= _LEAST_WORDS
    words = wrap(_words(indicator, pace), room if beside else max(4, cells))
    ink = _INKS[pace.verdict] if pace and pace.verdict is not Verdict.ON_TIME else "" if pace else "label"
    if not beside:
        return [drawn, *([(line, ink)] for line in words)]
    first, *rest = words
    return [[*drawn, (f" {first}", ink)], *([(" " * (BAR_CELLS + 1) + line, ink)] for line in rest)]


def _words(indicator: Indicator, pace: Pace | None) -> str:
    """Return the count, its share of what is asked, and what that means: 3/10次 30%，欠序时25个百分点."""
    if pace is None:
        return f"0/{number_words(indicator.value)}{indicator.unit}，尚未计数"
    if indicator.unit in SHARES:  # two percentages side by side would only be puzzling
        return pace.words
    return pace.words.replace(pace.count, f"{pace.count} {round(pace.done / indicator.value * 100)}%", 1)
