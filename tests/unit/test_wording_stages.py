"""Stages of a task: cases beside those in the table of deadlines, and what always holds."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_wording_properties import WORDING, YEARS, squeezed

from govtui.model import DeadlineKind
from govtui.wording.deadlines import parse_deadline
from govtui.wording.stages import Stage, stages_of

YEAR = 2026


def stage(text: str, *due: int) -> Stage:
    return Stage(text, dt.date(*due) if due else None)


@pytest.mark.parametrize(
    "text",
    [
        *("", "全年", "长期坚持", "尽快", "6月底前完成方案", "文件印发后3个工作日内", "全年坚持，动态更新"),
        *("2026年年底 2026年8月底", "3月—11月", "2026.3.1—11.30", "9月1日至20日", "二、三季度", "5、6月"),
        *("12月31日前完成，落实情况写入年度报告", "全年推进，12月底前完成", "6月底前完成，每季度更新"),
        *("6月底前完成，12月10日前报送总结", "分别于6月20日、12月20日前报送", "原定6月底前，调整为9月底前"),
        *(
            "6月底前（确有困难的可延长至9月底）",
            "2026年9月底前（涉密事项除外，不公开）",
            "印发后5日内公开，归档后10日内移交",
        ),
    ],
)
def test_one_time_has_no_stages(text: str) -> None:
    assert stages_of(text, YEAR) == ()


def test_the_year_may_be_that_of_the_day_of_issue() -> None:
    stages = (stage("3月底前动工", 2025, 3, 31), stage("9月底前完工", 2025, 9, 30))
    assert stages_of("3月底前动工，9月底前完工", None, dt.date(2025, 2, 18)) == stages
    assert stages_of("3月底前动工，9月底前完工", None) == ()


def test_near_times_are_seen_from_the_day_of_issue() -> None:
    stages = stages_of("本月底前报方案，下季度末前完成", YEAR, dt.date(2026, 12, 3))
    assert [each.due for each in stages] == [dt.date(2026, 12, 31), dt.date(2027, 3, 31)]


def test_what_stands_behind_a_time_belongs_to_it() -> None:
    assert stages_of("对照清单，6月底前完成自查，形成问题台账；11月底前完成整改（含复核，不少于两轮）。", YEAR) == (
        stage("6月底前完成自查，形成问题台账", 2026, 6, 30),
        stage("11月底前完成整改（含复核，不少于两轮）", 2026, 11, 30),
    )


@given(WORDING, YEARS)
def test_stages_are_parts_of_the_wording(text: str, year: int | None) -> None:
    stages = stages_of(text, year)
    assert len(stages) != 1
    for each in stages:
        assert each.text
        assert squeezed(each.text).replace("-", "") in squeezed(text).replace("-", "")
    if stages:
        assert any(each.due for each in stages)


@given(
    st.lists(st.sampled_from(["制定方案", "动工", "完成改造", "试运行", "完成验收"]), min_size=2, max_size=5),
    st.lists(st.integers(1, 12), min_size=5, max_size=5, unique=True).map(sorted),
    st.sampled_from("，；"),
)
def test_so_many_times_are_so_many_stages(work: list[str], months: list[int], comma: str) -> None:
    texts = [f"{month}月底前{what}" for month, what in zip(months, work, strict=False)]
    stages = stages_of(comma.join(texts), YEAR)
    assert [each.text for each in stages] == texts
    deadline = parse_deadline(comma.join(texts), YEAR)
    assert deadline.kind is DeadlineKind.BY
    assert deadline.due == stages[-1].due
