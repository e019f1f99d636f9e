"""The filter behind each figure: it shows as many tasks as the figure says, whatever names are made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statistics_county import DAY, DOCUMENTS, FINANCE, JUSTICE, TASKS, county, made_tasks

from govtui.model import Task, Unit
from govtui.review.directory import Directory
from govtui.review.figure_terms import filter_of
from govtui.review.figures import SHARES, VALUES, Figure
from govtui.review.statistics import Dimension, statistics_of
from govtui.review.view import TaskView

NUMBERS = [figure for figure in Figure if figure not in SHARES]


def assert_each_figure_opens_its_tasks(view: TaskView, start: str = "") -> None:
    counted = view.filtered(start)
    for by in Dimension:
        statistics = statistics_of(counted, by)
        for figure in NUMBERS:
            for row in statistics.rows:
                if figure is not Figure.LED or (by is Dimension.UNIT and row.key):
                    text = filter_of(start, by, row.key, figure)
                    shown = view.filtered(text)
                    assert len(shown.rows) == VALUES[figure](row), text
                    assert not shown.query.problems, text
            if figure is not Figure.LED:
                text = filter_of(start, by, None, figure)
                assert len(view.filtered(text).rows) == VALUES[figure](statistics.total), text


@pytest.mark.parametrize("start", ["", "任务", f"单位:{FINANCE}", "-状态:已完成"])
def test_each_figure_opens_its_tasks(start: str) -> None:
    assert_each_figure_opens_its_tasks(county(), start)


def test_a_unit_of_several_names_opens_the_tasks_of_all_of_them() -> None:
    directory = Directory.of(TASKS, [Unit(id="1", name=FINANCE, aliases=(JUSTICE,))])
    assert_each_figure_opens_its_tasks(county().with_directory(directory))


def test_a_member_of_a_collective_opens_its_own_tasks_alone() -> None:
    directory = Directory.of(TASKS, [Unit(id="1", name="各乡镇", members=(FINANCE, "清河镇"))])
    assert_each_figure_opens_its_tasks(county().with_directory(directory))


@given(st.lists(made_tasks(), max_size=12))
def test_names_may_be_made_of_anything(made: list[Task]) -> None:
    assert_each_figure_opens_its_tasks(TaskView.of(made, DAY, documents=DOCUMENTS))


def test_the_filter_says_what_is_asked_for() -> None:
    assert filter_of("", Dimension.UNIT, FINANCE, Figure.RED) == '单位:"县财政局" 灯:红'
    assert filter_of("公开 ", Dimension.UNIT, FINANCE, Figure.LED) == '公开 牵头:"县财政局"'
    assert filter_of("", Dimension.UNIT, "", Figure.TASKS) == "单位:无"
    assert filter_of("", Dimension.MONTH, "2026-09", Figure.SETTLED) == "时限:2026-09 状态:已完成,已销号"
    assert filter_of("公开", Dimension.MONTH, None, Figure.RATE) == "公开"
