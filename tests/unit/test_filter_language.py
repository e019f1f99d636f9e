"""The filter's language field by field, and what is said of what it does not understand."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.model import (
    Deadline,
    DeadlineKind,
    Document,
    Evidence,
    EvidenceKind,
    Indicator,
    Progress,
    Status,
    Task,
    Unit,
)
from govtui.review.directory import Directory
from govtui.review.filter.query import Problem
from govtui.review.grouping import Grouping
from govtui.review.orders import Order
from govtui.review.view import TaskView
from govtui.timekeeping import Count

DAY = dt.date(2026, 9, 18)
TIMES = Indicator("不少于4次", ">=", 4, "次", "年")
DOCUMENTS = [
    Document(id=number, source="plan.txt", title=title, year=2026, imported_at=dt.datetime(2026, 1, 5, tzinfo=dt.UTC))
    for number, title in (("1", "青禾县政务公开工作要点"), ("2", "青禾县河湖管护方案"))
]
TASKS = [
    Task(
        id="1-1",
        document="1",
        seq="1",
        themes=("（一）便民服务", "窗口建设"),
        requirement="每季度组织一次业务培训，全年不少于4次",
        units_text="县财政局牵头，县教育局、各乡镇配合",
        units=("县财政局", "县教育局", "各乡镇"),
        lead=("县财政局",),
        support=("县教育局", "各乡镇"),
        indicators=(TIMES,),
        status=Status.DOING,
        progress=(
            Progress(DAY, "已培训两次", counts=(Count(TIMES.text, 2),)),
            Progress(DAY, "又培训一次", counts=(Count(TIMES.text, 1),), problem="场地不足"),
        ),
        note="列入督办",
        extra=(("责 任 人", "王某"),),
    ),
    Task(
        id="1-2",
        document="1",
        seq="2",
        requirement="上午10:30以前公开重庆路改造进度，落实“一网 通办”，全年不少于4次",
        units_text="财政局",
        units=("财政局",),
        deadline=Deadline(DeadlineKind.BY, due=dt.date(2026, 9, 1)),
        evidence=(Evidence(EvidenceKind.NUMBER, "青政办发〔2026〕3号"),),
        indicators=(TIMES,),
        progress=(Progress(DAY, "已做四次", counts=(Count(TIMES.text, 4),)),),
        status=Status.DOING,
    ),
    Task(
        id="2-1", document="2", seq="1", requirement="清理河道PC桩", status=Status.DONE, extra=(("备 注 二", "孙某"),)
    ),
]
UNITS = (
    Unit(id="1", name="县财政局", aliases=("财政局",)),
    Unit(id="2", name="城关镇", own=True),
    Unit(id="3", name="各乡镇", members=("城关镇",)),
)
VIEW = TaskView.of(TASKS, DAY, documents=DOCUMENTS, directory=Directory.of(TASKS, UNITS)).marked(["2-1"])


def found(text: str) -> str:
    return " ".join(row.task.id for row in VIEW.filtered(text).rows)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("czj", "1-1 1-2"),
        ("caizheng", "1-1 1-2"),
        ("cql", "1-2"),
        ("pcz", "2-1"),
        ("县czj", "1-1"),
        ("-czj", "2-1"),
        ('"一网 通办"', "1-2"),
        ("“一网 通办”", "1-2"),
        ("「一网 通办」", "1-2"),
        ('-"一网 通办"', "1-1 2-1"),
        ('"czj"', ""),
        ("zt:tjz", "1-1 1-2"),
        ("st:done", "2-1"),
        ("灯:逾期", "1-2"),
        ("d:yq", "1-2"),
        ("单位:财政局", "1-1 1-2"),
        ("dw:czj", "1-1 1-2"),
        ("单位:财政局,教育局", "1-1 1-2"),
        ("-单位:教育局", "1-2 2-1"),
        ("单位:城关镇", "1-1"),
        ("单位:本单位", "1-1"),
        ("单位:无", "2-1"),
        ("牵头:财政", "1-1"),
        ("牵头:本单位", ""),
        ("配合:本单位", "1-1"),
        ("配合:教育", "1-1"),
        ("牵头:无", "1-2 2-1"),
        ("主题:便民", "1-1"),
        ("主题:ckjs", "1-1"),
        ("主题:无", "1-2 2-1"),
        ("要求:培训", "1-1"),
        ("要求:督办", ""),
        ("来文:2", "2-1"),
        ("来文:政务", "1-1 1-2"),
        ("lw:hhgh", "2-1"),
        ("编号:1", "1-1 2-1"),
        ("编号:1-2,2-1", "1-2 2-1"),
        ("进展:无", "2-1"),
        ("进展:有", "1-1 1-2"),
        ("进展:<2", "1-2 2-1"),
        ("进展:2", "1-1"),
        ("进展:>=1条", "1-1 1-2"),
        ("进展:四次", "1-2"),
        ("进展:pxlc", "1-1"),
        ("问题:有", "1-1"),
        ("问题:无", "1-2 2-1"),
        ("问题:场地", "1-1"),
        ("指标:有", "1-1 1-2"),
        ("指标:无", "2-1"),
        ("指标:未达", "1-1"),
        ("指标:达到", "1-2"),
        ("指标:不少于", "1-1 1-2"),
        ("标记:有", "2-1"),
        ("标记:无", "1-1 1-2"),
        ("备注:有", "1-1"),
        ("备注:督办", "1-1"),
        ("备注:孙某", "2-1"),
        ("佐证:有", "1-2"),
        ("佐证:青政办发", "1-2"),
        ("佐证:无 单位:财政局", "1-1"),
        ("责任人:王某", "1-1"),
        ("zrr:wm", "1-1"),
        ("责任人:", "1-1"),
        ("10:30", "1-2"),
        ("状态：推进中，已完成", "1-1 1-2 2-1"),
        ("状态:", "1-1 1-2 2-1"),
        ('单位:"县 财政局"', "1-1 1-2 2-1"),  # no such name: a problem, and all the rest
    ],
)
def test_fields(text: str, ids: str) -> None:
    assert found(text) == ids


@pytest.mark.parametrize(
    ("text", "part", "word"),
    [
        ("状态:推进重", "推进重", "推进中"),
        ("培训 状态:已完成,不知道", "不知道", "未启动"),
        ("灯:紫", "紫", "红"),
        ("单位:水利局", "水利局", "水利局"),
        ("主题:渔业", "渔业", "渔业"),
        ("来文:9", "9", "来文的号数"),
        ("时限:<无名日", "<无名日", "12-31"),
        ("进展:<多", "<多", "进展:<3"),
        ("指标:>多", ">多", "未达"),
        ("标记:红", "红", "有"),
        ("排序:颜色", "颜色", "时限"),
        ("分组:颜色", "颜色", "单位"),
        ("-排序:时限", "-排序:时限", "减号"),
        ("联系人:李某", "联系人:", "原表的栏目"),
        ("-联系人：李某", "联系人：", "原表的栏目"),
        ("培训 “一网", "“一网", "引号"),
        ('单位:"财政', '"财政', "引号"),
    ],
)
def test_what_is_not_understood_is_explained_at_its_place_and_does_not_count(text: str, part: str, word: str) -> None:
    view = VIEW.filtered(text)
    (problem,) = view.query.problems
    assert text[problem.start : problem.end] == part
    assert word in problem.explanation
    rest = " ".join(term for term in text.split(" ") if part not in term and "不知道" not in term)
    rest += " 状态:已完成" if "不知道" in text else ""
    assert view.rows == VIEW.filtered(rest).rows


def test_own_unit_is_asked_for_before_it_is_set() -> None:
    view = TaskView.of(TASKS, DAY).filtered("单位:本单位")
    assert view.query.problems == (Problem(3, 6, "还没有设定本单位，请先在单位名录里设定"),)
    assert len(view.rows) == 3


def test_a_filter_orders_and_groups() -> None:
    view = VIEW.filtered("排序:时限 分组:状态")
    assert (view.query.order, view.query.group) == (Order.DEADLINE, Grouping.STATUS)
    assert [row.task.id for row in view.rows] == ["1-2", "1-1", "2-1"]
    assert [(group.title, group.count) for group in view.groups] == [("推进中", 2), ("已完成", 1)]
    assert VIEW.filtered("px:sx fz:dw").query.group is Grouping.UNIT
    assert VIEW.filtered("排序:原表 排序:状态").query.order is Order.STATUS, "the last one holds"


def test_hits_are_the_words_that_stand_in_texts() -> None:
    query = VIEW.filtered('培训 -乡镇 单位:财政局,本单位 状态:推进中 "一网 通办" 责任人:王某 备注:有').query
    assert query.hits == ("培训", "财政局", "一网 通办", "王某")
    assert set(VIEW.filtered("dw:czj c 4").query.hits) == {"县财政局", "财政局", "4"}, (
        "names, not what sounds like them"
    )


def test_marks_are_asked_for_anew_when_they_change() -> None:
    view = VIEW.filtered("标记:有")
    assert [row.task.id for row in view.marked(["1-1", "1-2"]).rows] == ["1-1", "1-2"]
    assert view.marked([]).rows == ()


def test_a_change_of_a_task_may_give_a_word_a_meaning() -> None:
    view = VIEW.filtered("主题:渔业")
    assert view.query.problems
    changed = view.updated({"2-1": msgspec.structs.replace(TASKS[2], themes=("渔业生产",))})
    assert not changed.query.problems
    assert [row.task.id for row in changed.rows] == ["2-1"]


PARTS = [
    "状态",
    "单位",
    "时限",
    "czj",
    ":",
    "：",
    ",",
    "，",
    "-",
    '"',
    "“",
    "”",
    "「",
    "<",
    "..",
    " ",
    "3",
    "本周",
    "无",
    "责任人",
]


@given(st.lists(st.sampled_from(PARTS), max_size=14).map("".join) | st.text(max_size=20))
def test_every_text_is_a_filter(text: str) -> None:
    view = VIEW.filtered(text)
    for problem in view.query.problems:
        assert 0 <= problem.start < problem.end <= len(text)
        assert problem.explanation
    assert set(view.rows) <= set(VIEW.rows)
