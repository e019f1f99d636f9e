"""The orders in which tasks can be shown. Pure functions of a row."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any

from govtui.model import Light, Status
from govtui.review.rows import TaskRow

_NO_DATE = 10**6
"""Days left of a task without a date, for sorting: behind all others."""

URGENCY = {Light.RED: 0, Light.YELLOW: 1, Light.BLUE: 2, Light.GREEN: 3, Light.OFF: 4}
STAGE = {Status.TODO: 0, Status.DOING: 1, Status.PAUSED: 2, Status.DONE: 3, Status.CLOSED: 4}


class Order(Enum):
    """The orders in which tasks can be shown; the value is the word that the clerk sees."""

    PLAN = "原表顺序"
    URGENCY = "轻重缓急"
    DEADLINE = "完成时限"
    STATUS = "办理状态"


OrderKey = Callable[[TaskRow], tuple[Any, ...]]
"""What rows are compared by; rows with the same key stay in the order of their plans."""


def _left(row: TaskRow) -> int:
    return _NO_DATE if row.reading.days_left is None else row.reading.days_left


ORDER_KEYS: dict[Order, OrderKey] = {
    Order.PLAN: lambda _row: (),
    Order.URGENCY: lambda row: (URGENCY[row.reading.light], _left(row)),
    Order.DEADLINE: lambda row: (_left(row),),
    Order.STATUS: lambda row: (STAGE[row.task.status], URGENCY[row.reading.light], _left(row)),
}
