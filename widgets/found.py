"""What a filter found, and how it is arranged, in the words that stand beside it. Pure functions."""

from __future__ import annotations

from govtui.review.grouping import Grouping
from govtui.review.orders import Order
from widgets.segments import Line


def found_words(shown: int, total: int, order: Order, group: Grouping) -> Line:
    """Return how many tasks of all there are the filter lets through, in which order and which groups."""
    return [(f"{shown}", "strong"), (f"/{total}项  ", "label"), *order_words(order, group)]


def order_words(order: Order, group: Grouping) -> Line:
    """Return in which order and which groups tasks stand."""
    grouped = "" if group is Grouping.NONE else f"  按{group.value}分组"
    return [(f"{order.value}{grouped}", "label")]
