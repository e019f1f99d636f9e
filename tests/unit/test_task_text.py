"""The text of a task beside the table and in full, at the widths that panes have."""

from __future__ import annotations

import datetime as dt

import pytest

from govtui.model import Deadline, DeadlineKind, Indicator, Progress, Task
from govtui.review.rows import TaskRow
from govtui.review.timekeeping import TaskTime
from govtui.text import width
from govtui.timekeeping import Count
from govtui.timing.lights import LightReader
from widgets.segments import INKS, Line
from widgets.task_text import TWO_COLUMNS_FROM, full_form, short_form

READER = LightReader(dt.date(2023, 11, 22), beginnings={"1": dt.date(2023, 1, 1)})
TASK = Task(
    id="1-2",
    document="1",
    seq="2",
    themes=("（一）推进信息公开", "公布名册"),
    requirement="公布惠农补贴发放名册，全年集中公布不少于10次，群众知晓率达到90%，来信在5个工作日内答复。",
    units=("县农业农村局", "县财政局", "各镇（街道）"),
    lead=("县农业农村局",),
    support=("县财政局",),
    units_text="县农业农村局牵头，县财政局配合，各镇（街道）",
    deadline_text="2023年11月底",
    deadline=Deadline(DeadlineKind.BY, due=dt.date(2023, 11, 30)),
    indicators=(
        Indicator("不少于10次", ">=", 10, "次", "年"),
        Indicator("达到90%", ">=", 90, "%"),
        Indicator("5个工作日", "<=", 5, "个工作日"),
    ),
    progress=(
        Progress(dt.date(2023, 5, 8), "已公布1次。"),
        Progress(
            dt.date(2023, 9, 4),
            "又公布3次。",
            "县农业农村局",
            counts=(Count("不少于10次", 3),),
            problem="两个镇没有报数",
            next_step="逐镇催报",
        ),
    ),
    note="信息公开股承办",
)
ROW = TaskRow(TASK, READER.read(TASK))
TIME = TaskTime.of(TASK, READER)


def texts(lines: list[Line]) -> list[str]:
    return ["".join(text for text, _ink in line) for line in lines]


def short(cells: int, words: tuple[str, ...] = ()) -> list[Line]:
    return short_form(ROW, cells, TIME, words=words, twins=[("相同任务", "2-5  公布补贴名册")])


def full(cells: int, words: tuple[str, ...] = ()) -> list[Line]:
    return full_form(ROW, None, [], cells, TIME, words=words, twins=[("相同任务", "2-5  公布补贴名册")])


@pytest.mark.parametrize("form", [short, full])
@pytest.mark.parametrize("cells", [32, 40, 72, TWO_COLUMNS_FROM, 120, 180])
def test_no_line_is_wider_than_the_pane(form: object, cells: int) -> None:
    lines: list[Line] = form(cells)  # type: ignore[operator]
    assert all(width(text) <= cells for text in texts(lines))
    assert all(ink in INKS for line in lines for _text, ink in line if ink)


@pytest.mark.parametrize("form", [short, full])
@pytest.mark.parametrize("cells", [40, 120])
def test_everything_there_is_to_say_is_said(form: object, cells: int) -> None:
    said = "\n".join(texts(form(cells)))  # type: ignore[operator]
    for word in ("牵头单位  县农业农村局", "配合单位  县财政局", "2023年11月底", "2-5  公布补贴名册", "信息公开股承办"):
        assert word in said
    for word in ("存在问题：两个镇没有报数", "下一步措施：逐镇催报", "3/10次 30%", "0/90%", "尚未计数", "5个工作日"):
        assert word in said


def test_the_newest_progress_comes_first() -> None:
    for form in (short, full):
        said = "\n".join(texts(form(80)))
        assert said.index("2023-09-04") < said.index("2023-05-08")


def test_a_bar_is_as_full_as_its_indicator() -> None:
    fills = {ink: text for line in full(80) if "3/10次" in texts([line])[0] for text, ink in line if "fill" in ink}
    assert {ink: len(text) for ink, text in fills.items()} == {"fill-yellow": 4, "fill-off": 8}  # behind: 3.6 of 12


def test_a_pane_without_room_beside_a_bar_has_the_words_below_it() -> None:
    lines = texts(short(30))
    place = next(place for place, text in enumerate(lines) if "3/10次" in text)
    assert lines[place - 1].strip() == ""


def test_units_without_roles_stand_as_printed() -> None:
    bare = Task(id="1-1", document="1", seq="1", requirement="更新目录", units=("县司法局",), units_text="县司法局等")
    row = TaskRow(bare, READER.read(bare))
    lines = texts(short_form(row, 60, TaskTime.of(bare, READER)))
    assert "责任单位  县司法局等" in lines
    assert not any("牵头单位" in line or "其他单位" in line for line in lines)
    assert any(line.startswith("进展情况") and line.endswith("尚未登记") for line in lines)


def test_units_without_a_role_stand_beside_those_that_have_one() -> None:
    assert "其他单位  各镇（街道）" in texts(short(60))


@pytest.mark.parametrize("form", [short, full])
def test_what_was_searched_for_is_marked_in_every_text(form: object) -> None:
    lines: list[Line] = form(60, ("公布", "财政", "催报"))  # type: ignore[operator]
    hits = [text for line in lines for text, ink in line if ink == "hit"]
    assert {"公布", "财政", "催报"} <= set(hits)
    plain: list[Line] = form(60)  # type: ignore[operator]
    assert texts(lines) == texts(plain)


def test_a_wide_pane_has_what_came_of_the_task_beside_what_is_asked_for() -> None:
    beside, below = short(TWO_COLUMNS_FROM), short(TWO_COLUMNS_FROM - 1)
    assert len(beside) < len(below)
    starts = {width(text[: text.index("2023-0")]) for text in texts(beside) if "2023-0" in text}
    assert len(starts) == 1
    assert starts.pop() > TWO_COLUMNS_FROM // 2
