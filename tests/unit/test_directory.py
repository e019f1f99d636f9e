from __future__ import annotations

import time
from typing import Any

import pytest
from ledger_samples import task_draft

import govtui.pinyin
from govtui.model import Task, Unit
from govtui.review.directory import NOBODY, Directory
from govtui.review.unit_kinds import UnitKind, is_collective, kind_of, level_of, meant_by, stands_for, without_level
from govtui.review.unit_likeness import Suggestion, stem, suggestions


def task(number: int, *units: str, lead: tuple[str, ...] = (), support: tuple[str, ...] = ()) -> Task:
    draft = task_draft(str(number), units=units, lead=lead, support=support)
    fields: dict[str, Any] = {name: getattr(draft, name) for name in draft.__struct_fields__}
    return Task(id=f"1-{number}", document="1", **fields)


TASKS = [
    task(1, "县发改局", "县财政局", lead=("县发改局",), support=("县财政局",)),
    task(2, "县发展和改革局", "各乡镇（街道）"),
    task(3, "各乡镇（街道）", "县直各部门", lead=("各乡镇（街道）",)),
    task(4, "县财政局"),
    task(5, "各执法单位", "县公安局"),
]
JOINED = Unit(id="1", name="县发展和改革局", short="发改", aliases=("县发改局",))


def test_units_are_counted_by_the_tasks_that_name_them() -> None:
    directory = Directory.of(TASKS)
    assert directory.names[:3] == ("县发改局", "县财政局", "县发展和改革局")
    assert [(entry.name, entry.tasks, entry.lead, entry.support) for entry in directory.entries[:3]] == [
        ("县财政局", 2, 0, 1),
        ("各乡镇（街道）", 2, 1, 0),
        ("县发改局", 1, 1, 0),
    ]
    assert [entry.name for entry in directory.entries if entry.collective] == [
        "各乡镇（街道）", "县直各部门", "各执法单位",
    ]  # fmt: skip


def test_joined_names_are_one_unit() -> None:
    directory = Directory.of([*TASKS, task(6, "县发改局", "县发展和改革局")], [JOINED])
    assert directory.canonical("县发改局") == "县发展和改革局"
    assert directory.canonical("没有的单位") == "没有的单位"
    assert directory.display("县发改局") == "发改"
    assert directory.display("县财政局") == "县财政局"
    entry = directory.entry("县发改局")
    assert entry
    assert (entry.name, entry.tasks, entry.lead) == ("县发展和改革局", 3, 1), "a task with both names counts once"
    assert directory.entry("没有的单位") is None


@pytest.mark.parametrize("text", ["发改", "改革", "县发展和改革局", "县发改"])
def test_a_unit_is_found_by_any_of_its_names(text: str) -> None:
    assert Directory.of(TASKS, [JOINED]).matching(text) == {"县发改局", "县发展和改革局"}


def test_names_are_compared_whatever_their_width(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Directory.of([task(1, "第3ａ中学")]).matching("第３A") == {"第3ａ中学"}
    monkeypatch.setattr(
        govtui.pinyin, "find", lambda word, text: (0, 3) if (word, text) == ("czj", "县财政局") else None
    )
    assert Directory.of(TASKS).matching("czj") == {"县财政局"}


def test_a_collective_is_found_by_its_members() -> None:
    towns = Unit(id="2", name="各乡镇（街道）", members=("城关镇", "柳林镇"))
    directory = Directory.of([*TASKS, task(6, "柳林镇")], [towns])
    assert directory.matching("柳林") == {"柳林镇", "各乡镇（街道）"}
    assert directory.matching("城关") == set(), "no task names it, and nobody has entered it as a unit"
    assert [entry.name for entry in directory.listed("城关")] == ["各乡镇（街道）"]
    assert [entry.name for entry in directory.listed("县 局")] == ["县财政局", "县发改局", "县发展和改革局", "县公安局"]


def ours(own: str, *units: Unit) -> tuple[list[str], list[str]]:
    directory = Directory.of(TASKS, [Unit(id="9", name=own, own=True), *units])
    return [each.id for each in TASKS if directory.is_ours(each)], [each.id for each in TASKS if directory.leads(each)]


def test_collectives_of_the_own_kind_are_ours() -> None:
    assert ours("县财政局") == (["1-1", "1-3", "1-4"], ["1-4"])
    assert ours("城关镇") == (["1-2", "1-3"], ["1-3"])
    assert ours("市财政局") == ([], []), "县直各部门 are those of the county"
    assert ours("县公安局") == (["1-3", "1-5"], [])


def test_what_the_clerk_says_of_a_collective_goes_before_its_shape() -> None:
    assert ours("城关镇", Unit(id="2", name="各乡镇（街道）", members=("柳林镇",))) == ([], [])
    assert ours("县财政局", Unit(id="2", name="各执法单位", members=("县财政局",))) == (
        ["1-1", "1-3", "1-4", "1-5"],
        ["1-4", "1-5"],
    )


def test_another_name_of_the_own_unit_is_ours() -> None:
    unit = Unit(id="1", name="县发展和改革局", aliases=("县发改局",), own=True)
    directory = Directory.of(TASKS, [unit])
    assert directory.own == "县发展和改革局"
    assert [each.id for each in TASKS if directory.is_ours(each)] == ["1-1", "1-2", "1-3"]
    assert [each.id for each in TASKS if directory.leads(each)] == ["1-1", "1-2"]
    members = Unit(id="2", name="各执法单位", members=("县发改局",))
    assert Directory.of(TASKS, [unit, members]).is_ours(TASKS[4]), "a member under its other name"


def test_nobody_has_no_task() -> None:
    assert not any(map(NOBODY.is_ours, TASKS))
    assert not any(map(Directory.of(TASKS).leads, TASKS))
    assert NOBODY.matching("财政") == frozenset()
    assert NOBODY.suggestions() == ()


@pytest.mark.parametrize(
    ("name", "level", "kinds"),
    [
        ("各乡镇", "", "TOWN"),
        ("各镇(街道)", "", "TOWN"),
        ("各镇政府（街道办事处）", "", "TOWN"),
        ("各乡镇人民政府", "", "TOWN"),
        ("各部门（单位）", "", "DEPARTMENT"),
        ("县直各单位", "县", "DEPARTMENT"),
        ("区政府各部门", "区", "DEPARTMENT"),
        ("青禾县各部门", "县", "DEPARTMENT"),
        ("相关部门", "", "DEPARTMENT"),
        ("各有关单位", "", "DEPARTMENT TOWN ZONE OFFICE"),
        ("各单位", "", "DEPARTMENT TOWN ZONE OFFICE"),
        ("各县（市、区）人民政府", "", "COUNTY"),
        ("各科室", "", "OFFICE"),
        ("各园区", "", "ZONE"),
        ("各执法单位", "", ""),
        ("各水气企业", "", ""),
        ("各乡镇卫生院", "", ""),
    ],
)
def test_a_collective_says_whom_it_means(name: str, level: str, kinds: str) -> None:
    assert is_collective(name)
    assert meant_by(name) == (level, frozenset(UnitKind[kind] for kind in kinds.split()))


@pytest.mark.parametrize(
    ("name", "kind", "level", "rest"),
    [
        ("县财政局", "DEPARTMENT", "县", "财政局"),
        ("青禾县财政局", "DEPARTMENT", "县", "财政局"),
        ("市场监督管理局", "DEPARTMENT", "", "市场监督管理局"),
        ("社区服务中心", "DEPARTMENT", "", "社区服务中心"),
        ("办公室", "DEPARTMENT", "", "办公室"),
        ("城关镇", "TOWN", "", "城关镇"),
        ("东关街道办事处", "TOWN", "", "东关街道办事处"),
        ("经开区管委会", "ZONE", "区", "管委会"),
        ("县人民政府", "COUNTY", "县", "人民政府"),
        ("法制科", "OFFICE", "", "法制科"),
        ("县水务公司", "ENTERPRISE", "县", "水务公司"),
    ],
)
def test_a_unit_says_what_it_is(name: str, kind: str, level: str, rest: str) -> None:
    assert (kind_of(name), level_of(name), without_level(name)) == (UnitKind[kind], level, rest)
    assert not is_collective(name)


def test_a_collective_of_another_kind_or_level_does_not_mean_a_unit() -> None:
    assert stands_for("县直各部门", "财政局"), "without a level it may be the county's"
    assert not stands_for("市直各部门", "县财政局")
    assert not stands_for("各乡镇", "县财政局")
    assert stands_for("县各乡镇", "城关镇")
    assert not stands_for("县财政局", "县财政局")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("县发改局", "青禾县发展和改革局"),
        ("人社局", "县人力资源和社会保障局"),
        ("县市监局", "市场监督管理局"),
        ("县府办", "县政府办公室"),
        ("宣传部", "县委宣传部"),
        ("城关镇", "城关镇人民政府"),
        ("县卫健委", "县卫生健康委员会"),
        ("国家税务总局青禾县税务局", "县税务局"),
        ("县应急局", "县应急管理局"),
        ("县审批局（政务服务中心）", "县行政审批服务局"),
    ],
)
def test_names_of_one_unit_have_one_stem(first: str, second: str) -> None:
    assert stem(first) == stem(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("县委办公室", "县政府办公室"),
        ("县教育局", "县财政局"),
        ("县财政局", "县财政局预算科"),
        ("城关镇", "城关派出所"),
    ],
)
def test_names_of_two_units_have_two(first: str, second: str) -> None:
    assert stem(first) != stem(second)


def test_what_may_be_one_unit_is_offered_under_the_fuller_name() -> None:
    counts = {
        "县发改局": 3,
        "县发展和改革局": 1,
        "财政局": 2,
        "县财政局": 9,
        "城关镇人民政府": 1,
        "城关镇": 1,
        "各部门": 5,
    }
    assert suggestions(counts) == (
        Suggestion("财政局", "县财政局"),
        Suggestion("县发改局", "县发展和改革局"),
        Suggestion("城关镇人民政府", "城关镇"),
    )
    assert Directory.of(TASKS).suggestions() == (Suggestion("县发改局", "县发展和改革局"),)
    assert Directory.of(TASKS, [JOINED]).suggestions() == ()


def test_what_the_clerk_has_told_apart_is_not_offered_again() -> None:
    apart = Unit(id="1", name="县发展和改革局", distinct=("县发改局",))
    directory = Directory.of(TASKS, [apart])
    assert directory.suggestions() == ()
    for name, other in (("县发改局", "县发展和改革局"), ("县发展和改革局", "县发改局")):
        entry = directory.entry(name)
        assert entry
        assert entry.distinct == (other,), "told of both"
    more = [*TASKS, task(6, "发改局")]
    joined = Unit(id="2", name="县发改局", aliases=("发改局",))
    assert Directory.of(more, [apart, joined]).suggestions() == (), "whichever of its names was told apart"


def test_a_name_told_apart_from_one_may_still_be_another() -> None:
    counts = {"县发改局": 1, "发改局": 2, "县发展和改革局": 4}
    assert {each.into for each in suggestions(counts)} == {"县发展和改革局"}
    apart = [frozenset(("发改局", "县发展和改革局"))]
    assert suggestions(counts, apart) == (Suggestion("县发改局", "县发展和改革局"), Suggestion("发改局", "县发改局"))


def test_a_name_that_two_levels_may_mean_is_not_offered() -> None:
    assert suggestions({"市财政局": 1, "县财政局": 1, "财政局": 1}) == ()
    assert suggestions({"各镇（街道）": 1, "各镇(街道)": 2, "各镇": 1}) == (Suggestion("各镇（街道）", "各镇(街道)"),)
    assert suggestions({"市财政局": 1, "县财政局": 1, "青禾县财政局": 1}) == (Suggestion("县财政局", "青禾县财政局"),)


def test_a_directory_of_ten_thousand_tasks_is_made_in_no_time() -> None:
    names = [f"县第{number}中心" for number in range(300)]
    tasks = [task(number, *names[number % 290 : number % 290 + 4]) for number in range(10_000)]
    start = time.perf_counter()
    directory = Directory.of(tasks, [Unit(id="1", name=names[0], aliases=(names[1],), own=True)])
    assert time.perf_counter() - start < 0.05, "nothing is counted before somebody asks for it"
    assert directory.is_ours(tasks[0])
    assert len(directory.names) == 293
    assert len(directory.entries) == 292
    assert time.perf_counter() - start < 0.25, "some 10 ms, on a machine that is busy with other things"
