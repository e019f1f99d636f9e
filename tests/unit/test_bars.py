"""Bars: always as long as asked for, empty only for nothing, full only for all."""

from __future__ import annotations

import pytest

from widgets.bars import bar, stacked


@pytest.mark.parametrize(
    ("share", "filled"), [(0, 0), (0.001, 1), (0.5, 5), (0.44, 4), (0.999, 9), (1, 10), (1.7, 10), (-0.3, 0)]
)
def test_a_bar_is_filled_as_far_as_its_share_goes(share: float, filled: int) -> None:
    pieces = {ink: len(text) for text, ink in bar(share, 10, "green")}
    assert pieces.get("fill-green", 0) == filled
    assert pieces.get("fill-off", 0) == 10 - filled


@pytest.mark.parametrize("cells", [0, 1, 2, 30])
@pytest.mark.parametrize("share", [0, 0.5, 1])
def test_a_bar_has_the_cells_that_were_asked_for(share: float, cells: int) -> None:
    assert sum(len(text) for text, _ in bar(share, cells, "red")) == cells


def test_a_bar_is_made_of_blanks() -> None:
    assert "".join(text for text, _ in bar(0.3, 12)) == " " * 12


@pytest.mark.parametrize(
    ("shares", "counts"),
    [
        ([0.5, 0.25, 0.25], [5, 3, 2]),
        ([0.98, 0.01, 0.01], [8, 1, 1]),  # whoever is not nothing is seen
        ([1 / 3, 1 / 3, 1 / 3], [4, 3, 3]),
        ([0, 0, 0], [0, 0, 0]),
        ([0.9, 0.9, 0.9], [9, 1, 0]),  # more than the whole is cut
    ],
)
def test_shares_stand_one_behind_the_other(shares: list[float], counts: list[int]) -> None:
    line = stacked(list(zip(shares, ("green", "red", "yellow"), strict=True)), 10)
    drawn = {ink: len(text) for text, ink in line}
    assert [drawn.get(f"fill-{ink}", 0) for ink in ("green", "red", "yellow")] == counts
    assert sum(drawn.values()) == 10
