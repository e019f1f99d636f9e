"""The same matter in several plans: what is found, what is told of it."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence

import msgspec
import pytest
from bench.generate import drafts

from govtui.model import Task
from govtui.review.twins import (
    LIKE,
    Sort,
    TwinPair,
    differing,
    differing_words,
    find_twins,
    likeness_words,
    relinked,
    sort_of,
    twin_facts,
    twins_of,
)

SENTENCE = "推动高频政务服务事项全程网办，年底前全程网办率达到95%，每季度通报一次办理情况。"


def task(task_id: str, requirement: str, *twins: str) -> Task:
    document, _, seq = task_id.partition("-")
    return Task(id=task_id, document=document, seq=seq, requirement=requirement, twins=twins)


def keys(pairs: Sequence[TwinPair]) -> list[tuple[str, str]]:
    return [(pair.first, pair.second) for pair in pairs]


def test_equal_wording_in_two_plans_is_found_whatever_its_signs() -> None:
    other = SENTENCE.replace("，", ", ").replace("。", "；")
    found = find_twins([task("1-1", SENTENCE), task("1-2", "开展村务公开培训不少于2次。"), task("2-4", other)])
    assert found == (TwinPair("1-1", "2-4", 1.0),)


@pytest.mark.parametrize(
    "other",
    [
        "推动全县高频政务服务事项全程网办，11月底前全程网办率达到90%，每季度通报一次办理情况。",
        "推动高频政务服务事项全程网办，年底前全程网办率达到95%。",
        "各镇要推动高频政务服务事项“全程网办”，年底前网办率达到95%，每月通报一次情况。",
    ],
)
def test_what_a_lower_office_has_changed_is_found(other: str) -> None:
    (found,) = find_twins([task("1-1", SENTENCE), task("2-1", other)])
    assert LIKE <= found.likeness < 1


@pytest.mark.parametrize(
    "other",
    [
        "推动政务公开标准化规范化建设，年底前实现各镇全覆盖。",
        "每季度通报一次办理情况。",
        "全程网办",
    ],
)
def test_what_only_shares_a_phrase_is_not(other: str) -> None:
    assert find_twins([task("1-1", SENTENCE), task("2-1", other)]) == ()


def test_tasks_of_one_plan_are_no_twins() -> None:
    assert find_twins([task("1-1", SENTENCE), task("1-2", SENTENCE)]) == ()


def test_short_headings_are_not_compared() -> None:
    assert find_twins([task("1-1", "加强领导。"), task("2-1", "加强领导。")]) == ()


def test_three_levels_make_three_pairs_the_likest_first() -> None:
    county = SENTENCE.replace("95%", "90%")
    found = find_twins([task("1-1", SENTENCE), task("2-1", SENTENCE), task("3-1", county)])
    assert keys(found) == [("1-1", "2-1"), ("1-1", "3-1"), ("2-1", "3-1")]


def test_linked_tasks_are_listed_however_different_they_are() -> None:
    tasks = [task("1-1", SENTENCE, "2-1"), task("2-1", "开展村务公开培训不少于2次。", "1-1")]
    (found,) = find_twins(tasks)
    assert found.linked
    assert found.likeness < LIKE


def test_a_twin_that_is_gone_is_not_listed() -> None:
    assert find_twins([task("1-1", SENTENCE, "7-7")]) == ()


def test_near_copies_are_found_in_a_large_ledger_and_at_once() -> None:
    tasks, copies = _large_ledger(4000)
    told: list[tuple[int, int]] = []
    begun = time.process_time()
    found = {pair.key for pair in find_twins(tasks, lambda done, total: told.append((done, total)))}
    spent = time.process_time() - begun
    assert sum(copy in found for copy in copies) >= 0.95 * len(copies)
    assert len(found) < 1.2 * len(copies)
    assert spent < 4
    assert told[0] == (0, len(tasks))
    assert len(told) > 1


def _large_ledger(number: int) -> tuple[list[Task], list[frozenset[str]]]:
    """Return the tasks of plans, and of one more with a near copy of every twentieth; and the pairs that these make."""
    dice = random.Random(7)
    tasks = [
        Task(id=f"{place}-{draft.seq}", document=str(place), **msgspec.structs.asdict(draft))
        for place, plan in enumerate(drafts(number), 1)
        for draft in plan.tasks
    ]
    copies = []
    for place, original in enumerate(dice.sample(tasks, number // 20)):
        cut = dice.randrange(len(original.requirement) - 10)
        words = f"{original.requirement[:cut]}全县范围内{original.requirement[cut + 4 :]}"
        tasks.append(task(f"999-{place}", words))
        copies.append(frozenset((original.id, f"999-{place}")))
    return tasks, copies


def test_the_same_tasks_give_the_same_pairs_in_the_same_order() -> None:
    tasks, _copies = _large_ledger(600)
    assert find_twins(tasks) == find_twins(list(tasks))


# What differs


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("年内培训不少于4次。", "年内培训不少于6次。", ("“不少于4次”", "“不少于6次”")),
        ("县级组织1次，各镇自行安排。", "市级组织1次，各镇自行安排。", ("“县级组织”", "“市级组织”")),
        ("公布名单，更新电话。", "公布名单，更新电话，按月核对。", ("", "“按月核对”")),
        ("公布名单。", "公布名单；", ("", "")),
        ("公布名单。", "公布名单。", ("", "")),
    ],
)
def test_what_differs_is_told_with_the_words_around_it(first: str, second: str, said: tuple[str, str]) -> None:
    spans = differing(first, second)
    assert (differing_words(first, spans[0]), differing_words(second, spans[1])) == said


def test_what_does_not_differ_is_the_same_in_both() -> None:
    first, second = SENTENCE, SENTENCE.replace("年底前", "11月底前").replace("95%", "90%")
    rest = []
    for text, spans in zip((first, second), differing(first, second), strict=True):
        kept, end = "", 0
        for start, stop in spans:
            kept, end = kept + text[end:start], stop
        rest.append(kept + text[end:])
    assert rest[0] == rest[1]


# What is told


@pytest.mark.parametrize(("likeness", "said"), [(1.0, "相同"), (0.999, "99%"), (0.654, "65%")])
def test_how_like_two_tasks_are(likeness: float, said: str) -> None:
    assert likeness_words(TwinPair("1-1", "2-1", likeness)) == said


def test_what_has_become_of_a_pair() -> None:
    pair = TwinPair("1-1", "2-1", 0.9)
    assert sort_of(pair, ()) is Sort.CANDIDATES
    assert sort_of(pair, {pair.key}) is Sort.DENIED
    assert sort_of(pair._replace(linked=True), {pair.key}) is Sort.LINKED


def test_pairs_follow_the_ledger() -> None:
    pairs = [TwinPair("1-1", "2-1", 0.9), TwinPair("1-1", "3-1", 0.8)]
    tasks = {"1-1": task("1-1", SENTENCE, "2-1"), "2-1": task("2-1", SENTENCE, "1-1")}
    assert relinked(pairs, tasks) == (TwinPair("1-1", "2-1", 0.9, linked=True),)


def test_a_tasks_twins_are_named_with_what_they_demand() -> None:
    tasks = {
        each.id: each for each in (task("1-1", SENTENCE, "2-1", "3-1", "9-9"), task("2-1", "甲"), task("3-1", "乙"))
    }
    assert twin_facts(tasks["1-1"], tasks) == [("相同任务", "2-1  甲\n3-1  乙")]
    assert twin_facts(tasks["2-1"], tasks) == []


def test_twins_of_several_tasks_are_those_beside_them() -> None:
    tasks = {
        each.id: each
        for each in (task("1-1", "甲", "2-1", "3-1"), task("2-1", "甲", "1-1", "3-1"), task("3-1", "甲", "1-1", "2-1"))
    }
    assert [each.id for each in twins_of([tasks["1-1"]], tasks)] == ["2-1", "3-1"]
    assert [each.id for each in twins_of([tasks["1-1"], tasks["2-1"]], tasks)] == ["3-1"]
