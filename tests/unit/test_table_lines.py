"""Where rows and headings stand: every line holds what says that it stands there, and nothing stands twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.table_lines import Spot, TableLines


@st.composite
def tables(draw: st.DrawFn) -> tuple[int, int, list[int]]:
    rows = draw(st.integers(0, 60))
    starts = draw(st.sets(st.integers(1, rows - 1))) if rows > 1 else set()
    grouped = draw(st.booleans()) and rows > 0
    return rows, draw(st.integers(1, 3)), sorted({0, *starts}) if grouped else []


def listed(rows: int, height: int, starts: list[int]) -> list[Spot]:
    """The lines one after the other, found without any arithmetic."""
    spots: list[Spot] = []
    for row in range(rows):
        if row in starts:
            spots.append(Spot(row, group=starts.index(row)))
        spots += [Spot(row, line) for line in range(height)]
    return spots


@given(tables())
def test_the_arithmetic_tells_what_a_list_of_all_lines_would(table: tuple[int, int, list[int]]) -> None:
    lines, spots = TableLines(*table), listed(*table)
    assert lines.total == len(spots)
    assert [lines.at(line) for line in range(len(spots))] == spots
    for row in range(table[0]):
        assert spots[lines.of(row)] == Spot(row)


def test_nothing_stands_beyond_the_last_line() -> None:
    lines = TableLines(3, 2, [0, 2])
    assert lines.at(-1) is None
    assert lines.at(lines.total) is None
    assert TableLines(0).at(0) is None


@pytest.mark.parametrize(("line", "row"), [(-9, 0), (0, 0), (4, 1), (5, 2), (99, 2)])
def test_the_row_nearest_to_a_line(line: int, row: int) -> None:
    assert TableLines(3, 2, [0, 2]).row_near(line) == row


def test_a_row_is_seen_with_the_heading_of_its_group() -> None:
    lines = TableLines(4, 1, [0, 2])
    assert [lines.group_of(row) for row in range(4)] == [0, 0, 1, 1]
    assert [lines.of(row) - lines.top_of(row) for row in range(4)] == [1, 1, 1, 1]
    assert TableLines(4).top_of(2) == 2
