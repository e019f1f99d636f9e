"""Bars: always as long as asked for, empty only for nothing, full only for all."""

from __future__ import annotations

import pytest

from widgets.bars import bar


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
