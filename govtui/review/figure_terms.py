"""The filter that shows the tasks behind a figure of a statistic."""

from __future__ import annotations

from govtui.model import Light, Status
from govtui.review.figures import Figure
from govtui.review.filter.editing import written
from govtui.review.statistics import UNDATED, Dimension

SETTLED = f"{Status.DONE.label},{Status.CLOSED.label}"
UNSETTLED = f"-状态:{SETTLED}"

NOTHING = "无"
"""The value of a field that says that there is none."""

_FIGURE_TERMS = {
    Figure.SETTLED: f"状态:{SETTLED}",
    Figure.DOING: f"状态:{Status.DOING.label}",
    Figure.TODO: f"状态:{Status.TODO.label}",
    Figure.PAUSED: f"状态:{Status.PAUSED.label}",
    Figure.RED: f"灯:{Light.RED.label}",
    Figure.YELLOW: f"灯:{Light.YELLOW.label}",
    Figure.IDLE: f"进展:{NOTHING} {UNSETTLED}",
    Figure.BEHIND: f"指标:欠序时,超上限 {UNSETTLED}",
}
"""Behind the other figures stand all tasks of the row."""


def filter_of(start: str, by: Dimension, key: str | None, figure: Figure) -> str:
    """Return the filter under which exactly the tasks of a figure stand.

    `start` is the filter that was counted under, `key` the row's, None for the total.
    """
    terms = [start.strip()]
    if key is not None:
        terms.append(row_term(by, key, led=figure is Figure.LED))
    terms.append(_FIGURE_TERMS.get(figure, ""))
    return " ".join(filter(None, terms))


def row_term(by: Dimension, key: str, *, led: bool = False) -> str:
    """Return the term for all tasks of a row; of a unit only those that it leads, where that is asked."""
    match by:
        case Dimension.UNIT:
            return f"{'牵头' if led else '单位'}:{quoted(key) if key else NOTHING}"
        case Dimension.THEME:
            return f"主题:{quoted(key) if key else NOTHING}"
        case Dimension.DOCUMENT:
            return f"来文:{key}"
        case Dimension.MONTH:
            return f"时限:{NOTHING if key == UNDATED else key}"
        case Dimension.STATUS:
            return f"状态:{Status(key).label}"
        case Dimension.LIGHT:
            return f"灯:{Light(key).label}"


def quoted(value: str) -> str:
    """Return a name in quotation marks: then it means what is called just that, and not what contains it."""
    shown = written(value)
    return shown if shown != value else f'"{value}"'
