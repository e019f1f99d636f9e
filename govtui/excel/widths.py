"""How the columns of a sheet share the width of the page."""

from __future__ import annotations

from collections.abc import Sequence

from govtui.excel.columns import Column
from govtui.excel.measure import units_for

PAGE_UNITS = 119
"""Units of column width on a page: 714 of the 728 points between the margins, so that nothing has to be shrunk."""

_WIDEST_PAGE = 150
"""Units to which columns may widen a page. Printed smaller to fit, its 10.5 points (五号) become 8.3 (near 小五)."""

_POWER = 6
"""How much the tallest cell of a row counts more than the others: it alone makes the row's height."""

_ROUNDS = 8
"""Rounds after which the widths no longer change by a unit."""


def share_page(columns: Sequence[Column], samples: Sequence[Sequence[float]]) -> tuple[int, ...]:
    """Return the width of every column in units, `PAGE_UNITS` together; more only if their least does not fit.

    Columns that widen the page add what they take at least, as long as it can be printed in letters near to 小五.

    `samples` holds, column by column, the widths on one line of what stands in it in a number of rows, in hundredths
    of an em. A column is as wide as its longest text or narrower. Within that the widths are those that make the rows
    together about as low as they can be.
    """
    longest = [max(sample, default=0) for sample in samples]
    least = [
        units_for(max(column.narrowest, min(column.least, width or column.least)))
        for column, width in zip(columns, longest, strict=True)
    ]
    added = sum(floor for column, floor in zip(columns, least, strict=True) if column.widens)
    page = min(PAGE_UNITS + added, _WIDEST_PAGE)
    most = [
        page if column.stretches else max(units_for(width), floor)
        for column, width, floor in zip(columns, longest, least, strict=True)
    ]
    rows = list(zip(*samples, strict=True))
    widths = least
    for _ in range(_ROUNDS):
        widths = _fitted(_claims(rows, widths), least, most, page)
    widest = max((i for i, column in enumerate(columns) if column.stretches), key=widths.__getitem__)
    widths[widest] += max(0, page - sum(widths))
    return tuple(widths)


def _claims(rows: Sequence[Sequence[float]], widths: Sequence[int]) -> list[float]:
    """Return in what proportion the columns should share the width, given that they share it as in `widths`.

    A row is about as high as the p-norm of its cells' areas over their widths. Where the sum of these norms is least,
    each width is the (p+1)th root of the sum of area^p / norm^(p-1), up to a common factor.
    """
    sums = [1e-9] * len(widths)
    for row in rows:
        powers = [(area / width) ** _POWER for area, width in zip(row, widths, strict=True)]
        if total := sum(powers):
            weight = total ** (1 / _POWER - 1)
            for column, area in enumerate(row):
                sums[column] += weight * area**_POWER
    return [total ** (1 / (_POWER + 1)) for total in sums]


def _fitted(claims: Sequence[float], least: Sequence[int], most: Sequence[int], page: int) -> list[int]:
    """Return widths in proportion to the claims, none beyond its bounds, that together just fit a page so wide."""

    def widths(scale: float) -> list[int]:
        return [int(min(max(claim * scale, low), high)) for claim, low, high in zip(claims, least, most, strict=True)]

    small, large = 0.0, page / min(claims)
    for _ in range(60):  # halvings, far finer than the step from one unit to the next
        middle = (small + large) / 2
        small, large = (middle, large) if sum(widths(middle)) <= page else (small, middle)
    return widths(small)
