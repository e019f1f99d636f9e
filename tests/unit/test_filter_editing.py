"""Changing a filter value by value, as the facets beside the table do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.review.filter.editing import has_term, toggled, without, written


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "状态:推进中"),
        ("培训", "培训 状态:推进中"),
        ("培训 ", "培训 状态:推进中"),
        ("状态:已完成", "状态:已完成,推进中"),
        ("状态：已完成、  培训", "状态：已完成、推进中  培训"),
        ("状态: 培训", "状态:推进中 培训"),
        ("zt:已完成", "zt:已完成,推进中"),
        ("-状态:已完成", "-状态:已完成 状态:推进中"),
        ("状态:推进中", ""),
        ("状态：推进中", ""),
        ("培训  状态:推进中 公开", "培训  公开"),
        ("培训 状态:推进中", "培训"),
        ("状态:推进中,已完成 培训", "状态:已完成 培训"),
        ("状态:已完成，推进中 培训", "状态:已完成 培训"),
        ("状态:暂缓、推进中、已完成", "状态:暂缓、已完成"),
        ("状态:推进中 培训 状态:推进中", "培训"),
    ],
)
def test_a_value_is_added_or_taken_away(before: str, after: str) -> None:
    assert toggled(before, "状态", "推进中") == after


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("县财政局", "县财政局"),
        ("县 财政局", '"县 财政局"'),
        ("甲,乙", '"甲,乙"'),
        ("甲、乙", '"甲、乙"'),
        ("“一网通办”", "「“一网通办”」"),
        ("<3", '"<3"'),
        ("", '""'),
        ("各镇(街道)", "各镇(街道)"),
    ],
)
def test_a_value_is_written_so_that_it_is_read_as_it_is(value: str, text: str) -> None:
    assert written(value) == text


VALUES = st.text("县财政局 ,、“”<3:-", min_size=1, max_size=8).filter(str.strip)
FILTERS = st.lists(st.sampled_from(["培训", "-乡镇", "状态:推进中", "单位:教育局", "dw:", '"两 词"']), max_size=4).map(
    " ".join
)


@given(FILTERS, VALUES)
def test_twice_is_as_before(text: str, value: str) -> None:
    there = toggled(text, "单位", value)
    assert has_term(there, "单位", value)
    assert not has_term(toggled(there, "单位", value), "单位", value)
    assert has_term(there, "状态", "推进中") == has_term(text, "状态", "推进中")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("状态:推进中", ""),
        ("培训 状态:推进中 公开", "培训 公开"),
        ("培训 -zt:推进中  公开 状态:已完成", "培训 公开"),
        ("培训 单位:教育局", "培训 单位:教育局"),
    ],
)
def test_a_filter_without_a_field(text: str, left: str) -> None:
    assert without(text, "状态") == left


def test_a_term_is_there_by_whichever_name() -> None:
    assert has_term("培训 zt:已完成,推进中", "状态", "推进中")
    assert has_term("责任人:王某", "责任人", "王某")
    assert not has_term("-状态:推进中", "状态", "推进中")
    assert not has_term("推进中", "状态", "推进中")
    assert not has_term("状态:推进中", "灯", "推进中")
