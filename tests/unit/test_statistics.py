"""Statistics: every figure against what was counted by hand, sums, orders, words."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statistics_county import DAY, FINANCE, JUSTICE, OPENNESS, SERVICE, TASKS, TOWNS, county, made_tasks

from govtui.model import Task, Unit
from govtui.review.directory import Directory
from govtui.review.figures import (
    Figure,
    Sorting,
    cell_of,
    columns_for,
    explanation_of,
    percent,
    sorted_rows,
    sorting_words,
    title_of,
)
from govtui.review.grouping import NO_THEME, NO_UNIT
from govtui.review.statistics import Dimension, Statistics, Tally, statistics_of
from govtui.review.view import TaskView
from govtui.text import width
from govtui.timing.almanac import Almanac
from govtui.timing.rules import LightRules


def by_name(statistics: Statistics) -> dict[str, Tally]:
    return {row.name: row for row in statistics.rows}


def test_units_are_told_with_all_that_there_is_to_count() -> None:
    statistics = statistics_of(county(), Dimension.UNIT)
    rows = by_name(statistics)
    assert list(rows) == [FINANCE, JUSTICE, TOWNS, NO_UNIT]
    assert rows[FINANCE] == Tally(
        name=FINANCE,
        key=FINANCE,
        tasks=3,
        led=1,
        doing=3,
        red=1,
        yellow=2,  # due soon, and behind its pace
        idle=1,
        counted=1,
        behind=1,
        last=dt.date(2026, 9, 3),
    )
    assert rows[JUSTICE] == Tally(
        name=JUSTICE,
        key=JUSTICE,
        tasks=3,
        settled=1,
        doing=2,
        red=1,
        idle=1,
        counted=1,
        last=dt.date(2026, 9, 4),
    )
    assert rows[TOWNS] == Tally(name=TOWNS, key=TOWNS, tasks=1, todo=1, idle=1)
    assert rows[NO_UNIT] == Tally(name=NO_UNIT, key="", tasks=1, paused=1, idle=1)


def test_the_total_counts_each_task_once_and_says_so() -> None:
    statistics = statistics_of(county(), Dimension.UNIT)
    total = statistics.total
    assert (total.tasks, total.settled, total.doing, total.todo, total.paused) == (7, 1, 4, 1, 1)
    assert (total.red, total.yellow, total.idle, total.counted, total.behind) == (1, 2, 3, 2, 1)
    assert total.last == dt.date(2026, 9, 4)
    assert total.rate == pytest.approx(1 / 7)
    assert statistics.overlaps
    assert total.name == "合计（不重计）"
    themes = statistics_of(county(), Dimension.THEME)
    assert not themes.overlaps
    assert themes.total.name == "合计"


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (Dimension.THEME, [(OPENNESS, 2), (SERVICE, 4), (NO_THEME, 1)]),
        (Dimension.DOCUMENT, [("来文1  青禾县公开要点", 4), ("来文2  培训.docx", 3)]),
        (Dimension.MONTH, [("2026年8月", 1), ("2026年9月", 1), ("2026年12月", 3), ("长期", 1), ("没有写时限", 1)]),
        (Dimension.STATUS, [("未启动", 1), ("推进中", 4), ("暂缓", 1), ("已完成", 1)]),
    ],
)
def test_other_ways_to_count(by: Dimension, expected: list[tuple[str, int]]) -> None:
    assert [(row.name, row.tasks) for row in statistics_of(county(), by).rows] == expected


def test_only_what_the_filter_lets_through_is_counted() -> None:
    statistics = statistics_of(county().filtered("状态:已完成"), Dimension.UNIT)
    assert [(row.name, row.tasks, row.rate) for row in statistics.rows] == [(JUSTICE, 1, 1.0)]
    assert statistics_of(county().filtered("没有这样的词"), Dimension.UNIT).rows == ()


def test_a_unit_with_several_names_is_counted_under_one() -> None:
    directory = Directory.of(TASKS, [Unit(id="1", name=FINANCE, aliases=(JUSTICE,))])
    rows = by_name(statistics_of(county().with_directory(directory), Dimension.UNIT))
    assert rows[FINANCE].tasks == 5  # the task that names it by both names is one
    assert JUSTICE not in rows


# In which order


def test_whoever_is_furthest_behind_comes_first() -> None:
    statistics = statistics_of(county(), Dimension.UNIT)
    assert [row.name for row in sorted_rows(statistics, Sorting())][:2] == [FINANCE, JUSTICE]
    assert sorting_words(statistics, Sorting()) == "最落后的在前：先比逾期，再比欠序时，再比完成率"
    rows = (
        Tally(name="甲", key="甲", tasks=9, settled=5),
        Tally(name="乙", key="乙", tasks=9, settled=4),
        Tally(name="丙", key="丙", tasks=9, settled=8, counted=2, behind=1),
        Tally(name="丁", key="丁", tasks=20, settled=19, red=1),
        Tally(name="戊", key="戊", tasks=2, red=2),
        Tally(name="己", key="己", tasks=18, settled=8),
    )
    made = msgspec.structs.replace(statistics, rows=rows)
    assert "".join(row.name for row in sorted_rows(made, Sorting())) == "戊丁丙己乙甲"


def test_months_stand_in_their_order_at_first() -> None:
    statistics = statistics_of(county(), Dimension.MONTH)
    assert sorted_rows(statistics, Sorting()) == list(statistics.rows)
    assert sorting_words(statistics, Sorting()) == "按月份的先后排列"


def test_rows_are_sorted_by_any_figure_in_both_directions() -> None:
    statistics = statistics_of(county(), Dimension.UNIT)
    for figure in Figure:
        sorting = Sorting().next_of(figure)
        first, second = sorted_rows(statistics, sorting), sorted_rows(statistics, sorting.next_of(figure))
        assert sorted(first, key=lambda row: row.name) == sorted(second, key=lambda row: row.name)
        assert sorting.next_of(figure).next_of(figure) == Sorting()
        assert sorting_words(statistics, sorting) != sorting_words(statistics, sorting.next_of(figure))
    most = sorted_rows(statistics, Sorting(Figure.IDLE))
    assert [row.idle for row in most] == [1, 1, 1, 1]
    assert [row.tasks for row in sorted_rows(statistics, Sorting(Figure.TASKS, falling=False))] == [1, 1, 3, 3]
    assert sorting_words(statistics, Sorting(Figure.RATE)) == "按完成率排列，高的在前"
    assert sorting_words(statistics, Sorting(Figure.RED, falling=False)) == "按逾期排列，少的在前"


def test_names_are_sorted_as_one_looks_them_up() -> None:
    unit = statistics_of(county(), Dimension.UNIT)
    assert [row.name for row in sorted_rows(unit, Sorting(Figure.NAME, falling=False))] == [
        TOWNS,  # gxz
        NO_UNIT,  # mysz
        FINANCE,  # xczj
        JUSTICE,  # xsfj
    ]
    months = statistics_of(county(), Dimension.MONTH)
    assert sorted_rows(months, Sorting(Figure.NAME, falling=False)) == list(months.rows)
    assert sorted_rows(months, Sorting(Figure.NAME)) == list(months.rows)[::-1]
    documents = statistics_of(county(), Dimension.DOCUMENT)
    assert [row.key for row in sorted_rows(documents, Sorting(Figure.NAME))] == ["2", "1"]


# In words


def test_figures_are_written_out() -> None:
    row = by_name(statistics_of(county(), Dimension.UNIT))[FINANCE]
    assert [cell_of(figure, row) for figure in (Figure.TASKS, Figure.BEHIND, Figure.RATE, Figure.LAST)] == [
        "3",
        "1/1",
        "0%",
        "2026-09-03",
    ]
    empty = Tally(name="甲", key="甲", tasks=1)
    assert [cell_of(figure, empty) for figure in (Figure.BEHIND, Figure.LAST, Figure.RED)] == ["", "", "0"]


@pytest.mark.parametrize(("share", "words"), [(0, "0%"), (0.001, "1%"), (0.5, "50%"), (0.999, "99%"), (1, "100%")])
def test_what_is_not_all_is_not_100_per_cent(share: float, words: str) -> None:
    assert percent(share) == words


def test_a_red_light_is_called_what_it_means_where_it_means_one_thing() -> None:
    statistics = statistics_of(county(), Dimension.UNIT)
    assert title_of(Figure.RED, statistics) == "逾期"
    assert explanation_of(Figure.YELLOW, statistics) == "亮黄灯的：临期、期满、漏报、滞后"
    without = TaskView.of(TASKS, DAY, almanac=Almanac(rules=LightRules(())))
    assert title_of(Figure.RED, statistics_of(without, Dimension.UNIT)) == "红灯"
    assert all(explanation_of(figure, statistics) for figure in Figure)


def test_what_has_nothing_to_say_gets_no_column_and_what_does_not_fit_goes() -> None:
    statistics = statistics_of(county(), Dimension.UNIT)
    assert set(columns_for(statistics, None)) == set(Figure)
    themes = statistics_of(county().filtered("状态:已完成"), Dimension.THEME)
    assert set(Figure) - set(columns_for(themes, None)) == {Figure.LED, Figure.PAUSED, Figure.BEHIND}
    narrow = columns_for(statistics, 66)
    assert sum(narrow.values()) + 2 * (len(narrow) - 1) <= 66
    assert {Figure.NAME, Figure.TASKS, Figure.SETTLED, Figure.RED, Figure.BEHIND, Figure.RATE} <= set(narrow)


def test_columns_are_as_wide_as_what_stands_in_them() -> None:
    statistics = statistics_of(county(), Dimension.MONTH)
    for figure, cells in columns_for(statistics, None).items():
        texts = [title_of(figure, statistics), *(cell_of(figure, row) for row in (*statistics.rows, statistics.total))]
        assert max(map(width, texts)) == cells


# Sums


@given(st.lists(made_tasks(), max_size=30))
def test_sums_agree(made: list[Task]) -> None:
    for by in Dimension:
        statistics = statistics_of(TaskView.of(made, DAY), by)
        for row in (*statistics.rows, statistics.total):
            assert row.settled + row.doing + row.todo + row.paused == row.tasks
            assert row.red + row.yellow + row.settled <= row.tasks
            assert row.behind <= row.counted <= row.tasks - row.settled
            assert row.led <= row.tasks
            assert row.idle + row.counted <= row.tasks - row.settled
        assert statistics.total.tasks == len(made)
        together = sum(row.tasks for row in statistics.rows)
        if by is Dimension.UNIT:
            assert together == sum(max(1, len(task.units)) for task in made)
        else:
            assert together == len(made)
            assert not statistics.overlaps
