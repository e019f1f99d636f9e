"""The columns of the task table."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.config import ColumnChoice
from govtui.model import Deadline, DeadlineKind, Indicator, Progress, Status, Task
from govtui.review.rows import TaskRow
from govtui.text import width
from govtui.timekeeping import Count, Extension
from govtui.timing.lights import LightReader, days_left_words, read_light
from widgets.cells import BARE, CellContext
from widgets.column_edges import column_at, edge_at, with_edge
from widgets.columns import GAP, KINDS, columns, kind_of, left_out

TODAY = dt.date(2023, 11, 22)
TITLES = [kind.title for kind in KINDS]
CHOICES = st.lists(
    st.builds(ColumnChoice, st.sampled_from([*TITLES, "责任人", "联系电话"]), st.sampled_from([0, 0, 1, 6, 30, 500])),
    min_size=1,
    unique_by=lambda choice: choice.name,
)


def row(**fields: object) -> TaskRow:
    task = Task(id="1-1", document="1", seq="1", **{"requirement": "更新公开目录", **fields})  # type: ignore[arg-type]
    return TaskRow(task, read_light(task, TODAY))


def text_of(title: str, of: TaskRow, context: CellContext = BARE) -> str:
    return kind_of(title).cell(of, context)[0]


@pytest.mark.parametrize("cells", [60, 80, 120, 200])
@pytest.mark.parametrize("kind", [DeadlineKind.BY, DeadlineKind.ONGOING])
def test_years_behind_are_not_cut_off(cells: int, kind: DeadlineKind) -> None:
    room = next(column.cells for column in columns(cells, 5) if column.title == "剩余")
    deadline = Deadline(kind, due=dt.date(2023, 12, 31), until=dt.date(2023, 12, 31))
    assert width(days_left_words(deadline, -9999)) <= room


@pytest.mark.parametrize(("cells", "shown"), [(80, "延23-12-20"), (120, "延2023-12-20")])
@pytest.mark.parametrize("kind", [DeadlineKind.BY, DeadlineKind.ONGOING, DeadlineKind.NONE])
def test_the_date_that_holds_says_that_it_was_extended(cells: int, shown: str, kind: DeadlineKind) -> None:
    granted = (Extension(dt.date(2023, 11, 20), dt.date(2023, 11, 30), dt.date(2023, 12, 20), "场地未定"),)
    column = next(column for column in columns(cells, 5) if column.title == "完成时限")
    assert column.cell(row(deadline=Deadline(kind), extensions=granted), BARE) == (shown, "")
    assert width(shown) <= column.cells


@pytest.mark.parametrize("cells", [40, 54, 60, 80, 104, 128, 200, 250])
def test_columns_that_nobody_chose_fill_the_table(cells: int) -> None:
    found = columns(cells, 5)
    assert sum(column.cells + GAP for column in found) == cells
    assert {"编号", "亮灯", "具体要求"} <= {column.title for column in found}


@given(CHOICES, st.integers(1, 250), st.integers(0, 14))
def test_chosen_columns_keep_their_order_and_never_go_beyond_the_table(
    choices: list[ColumnChoice], cells: int, longest: int
) -> None:
    found = columns(cells, longest, choices)
    titles = [choice.name for choice in choices]
    assert [column.title for column in found] == titles[: len(found)]
    assert sum(column.cells + GAP for column in found) <= max(cells, 1 + GAP)
    assert list(left_out(choices, found)) == titles[len(found) :]
    assert all(column.cells >= 1 for column in found)


def test_a_chosen_width_holds_and_long_texts_share_the_rest() -> None:
    found = columns(100, 5, [ColumnChoice("编号"), ColumnChoice("责任单位", 20), ColumnChoice("具体要求")])
    assert [column.cells for column in found] == [5, 20, 100 - 3 * GAP - 25]


def test_a_column_of_the_plan_is_shown_by_its_name() -> None:
    of = row(extra=(("责 任 人", "周慧"), ("联系电话", "123")))
    assert text_of("联系电话", of) == "123"
    assert text_of("责 任 人", of) == "周慧"
    assert text_of("经费", of) == ""


def test_what_came_of_a_task() -> None:
    entries = (
        Progress(dt.date(2023, 9, 4), "已公布3次。", "县农业农村局", problem="两个镇没有报数", next_step="逐镇催报"),
        Progress(dt.date(2023, 10, 9), "已公布4次。"),
    )
    of = row(progress=entries)
    assert (text_of("最近进展", of), text_of("更新日期", of)) == ("已公布4次。", "2023-10-09")
    assert text_of("存在问题", of) == "两个镇没有报数"
    assert text_of("存在问题", row(progress=entries, status=Status.DONE)) == ""
    assert [text_of(title, row()) for title in ("最近进展", "更新日期", "存在问题")] == ["", "", ""]


def test_who_leads_and_who_supports() -> None:
    of = row(units=("县财政局", "县司法局", "县民政局"), lead=("县司法局",), support=("县财政局",))
    assert text_of("责任单位", of) == "县司法局、县财政局、县民政局"
    assert (text_of("牵头单位", of), text_of("配合单位", of)) == ("县司法局", "县财政局")


def test_an_indicator_is_counted_where_somebody_counts() -> None:
    demanded = (Indicator("不少于10次", ">=", 10, "次", "年"),)
    counted = row(
        indicators=demanded,
        progress=(Progress(dt.date(2023, 9, 4), "已培训。", counts=(Count("不少于10次", 3),)),),
    )
    context = CellContext(paces=LightReader(TODAY).every_pace)
    assert kind_of("指标").cell(counted, context) == ("3/10次 欠序时", "yellow")
    assert kind_of("指标").cell(row(indicators=demanded), context) == ("0/10次", "label")
    assert kind_of("指标").cell(row(measure="查看台账"), context) == ("查看台账", "label")


def test_a_document_is_called_by_its_title_where_that_is_known() -> None:
    assert text_of("来文", row(), CellContext({"1": "青禾县公开要点"})) == "青禾县公开要点"
    assert text_of("来文", row()) == "1"


def test_the_mouse_finds_titles_and_edges() -> None:
    found = columns(80, 5)  # 编号 has five cells, 状态 six
    assert [column and column.title for column in (column_at(found, x) for x in (0, 1, 5, 6, 7, 12, 13))] == [
        *(None, "编号", "编号", None, "状态", "状态", None)
    ]
    assert [edge_at(found, x) for x in (0, 5, 6, 7, 13)] == [None, None, 0, None, 1]


def test_an_edge_is_drawn_within_bounds() -> None:
    found = columns(80, 5)
    drawn = with_edge(found, (), 1, 17)
    assert drawn[1] == ColumnChoice("状态", 10)
    assert [choice.cells for choice in drawn] == [0, 10, 0, 0, 0, 0, 0]
    assert with_edge(found, drawn, 1, 2)[1].cells == 4
    assert with_edge(found, drawn, 1, 500)[1].cells == 120
