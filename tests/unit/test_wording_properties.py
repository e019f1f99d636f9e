"""What holds for the reading of any text, whatever it says."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govtui.model import Deadline, DeadlineKind
from govtui.wording import amounts, indicators, moments
from govtui.wording.deadlines import join_deadline_lines, parse_deadline, task_deadline
from govtui.wording.documents import find_doc_number, find_year, parse_date
from govtui.wording.indicators import find_indicators
from govtui.wording.moments import find_moments
from govtui.wording.report_dates import find_report_dates
from govtui.wording.scanning import find_each
from govtui.wording.units import join_unit_lines, parse_units

PIECES = (
    *("2026年", "二〇二六年", "全年", "年底", "前", "11月", "底", "30日", "十二月", "上旬", "第三季度", "上半年"),
    *("后", "的", "起", "-", "—", "至", "2026-11-30", "第", "长期", "持续", "报送", "于"),
    *("10", "3.5", "十", "两", "百分之", "%", "次", "个", "个工作日", "内", "以上", "不少于", "至少", "达到"),
    *("控制在", "每年", "每季度", "组织", "新增", "公示", "〔2026〕", "3号", "青政办发"),
    *("县财政局", "各乡镇", "（街道）", "办公室", "科", "牵头", "配合", "会同", "会", "和", "及", "等", "相关部门"),
    *(
        "国庆节",
        "“十五五”",
        "末",
        "期间",
        "次年",
        "26年",
        "9.30",
        "20261130",
        "启动",
        "完成",
        "两月一次",
        "定期",
        "左右",
        "初",
    ),
    *("张三", "局长", "同志", "责任人：", "①", "1.", "/", "★", "无", "分别", "美元", "百"),
    *("按职责分工", "负责", "牵头单位：", "、", "，", ",", "；", "。", "（", "）", "“", "”", " ", "\n"),
)
WORDING = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
YEARS = st.one_of(st.none(), st.integers(-10, 9999))


def squeezed(text: str) -> str:
    return "".join(text.split())


@given(WORDING, WORDING, YEARS)
def test_a_deadline_holds_what_its_kind_asks_for(cell: str, requirement: str, year: int | None) -> None:
    deadline = task_deadline(cell, requirement, year)
    assert isinstance(deadline, Deadline)
    assert (deadline.due is not None) == (deadline.kind is DeadlineKind.BY)
    assert (deadline.after is not None) == (deadline.kind is DeadlineKind.AFTER)
    assert deadline.until is None or deadline.kind is DeadlineKind.ONGOING
    assert parse_deadline(cell, year) == task_deadline(cell, "", year)


@given(WORDING)
def test_without_any_year_only_printed_years_give_dates(cell: str) -> None:
    deadline = parse_deadline(cell, None)
    day = deadline.due or deadline.until
    assert day is None or re.search(
        r"\d{4}|[一二][〇○零一二两三四五六七八九]{3}|十[一二三四五六七八九]五", squeezed(cell)
    )


@given(WORDING, YEARS)
def test_moments_stand_in_the_text_in_order(text: str, year: int | None) -> None:
    end = 0
    for group in find_moments(text, year):
        assert group
        for moment in group:
            assert 0 <= moment.start < moment.end <= len(text)
        assert group[0].start >= end
        end = group[-1].end


@given(st.dates(dt.date(1950, 1, 1), dt.date(2090, 12, 31)))
def test_every_printed_day_is_read_back(day: dt.date) -> None:
    printed = f"{day.year}年{day.month}月{day.day}日"
    assert parse_deadline(f"{printed}前完成", None) == Deadline(DeadlineKind.BY, due=day)
    assert parse_date(printed) == parse_date(day.isoformat()) == day
    assert find_report_dates(f"于{printed}前报送总结", None) == (day,)


@given(WORDING)
def test_units_are_parts_of_the_cell(text: str) -> None:
    cell = parse_units(text)
    whole = squeezed(text)
    assert all(name and squeezed(name) in whole for name in cell.units)
    assert len(set(cell.units)) == len(cell.units)
    assert {*cell.lead, *cell.support} <= set(cell.units)


@given(WORDING)
def test_indicators_are_parts_of_the_requirement_and_do_not_overlap(text: str) -> None:
    start = 0
    for indicator in find_indicators(text):
        at = text.find(indicator.text, start)
        assert indicator.text
        assert at >= start
        start = at + len(indicator.text)
        assert indicator.op in (">=", "<=", "=")
        assert indicator.unit


@given(st.lists(WORDING, max_size=6))
def test_joining_lines_adds_and_loses_nothing_but_blanks(lines: list[str]) -> None:
    for join in (join_unit_lines, join_deadline_lines):
        joined = join(lines)
        assert squeezed(joined) == squeezed("".join(lines))
        assert joined == joined.strip()
        assert "  " not in joined


COMPARISONS = (
    *(
        "不得少于5次",
        "至少召开5次",
        "最少5次",
        "≥5次",
        ">=5次",
        "达到5次",
        "达95%",
        "提高到95%",
        "增至5次",
        "压缩至5日",
        "缩短到5日",
    ),
    *(
        "精简到5个",
        "减少至5个",
        "下降到5%",
        "降至5%",
        "控制在5%",
        "不超过5%",
        "至多5次",
        "最多5次",
        "≤5%",
        "<=5%",
        "突破5亿元",
    ),
    *("多于5次", "高于5%", "大于5%", "超过5%", "低于5%", "少于5次", "小于5%", "保持在95%", "稳定在95%", "维持在95%"),
)
TIMES = (
    *(
        "3月",
        "12月5日前",
        "三季度",
        "第2季度",
        "前三季度",
        "一、二季度末",
        "上半年",
        "下半年",
        "年底",
        "年内",
        "年度末",
        "2026年底",
        "今年底",
    ),
    *(
        "本年年末",
        "当年6月",
        "明年6月",
        "次年6月",
        "翌年6月",
        "来年6月",
        "下一年6月",
        "下年度末",
        "去年6月",
        "上一年度6月",
        "前年6月",
        "26年3月",
    ),
    *(
        "元旦前",
        "妇女节前",
        "“五一”前",
        "六一前",
        "七一前",
        "八一前",
        "劳动节前",
        "儿童节前",
        "建党节前",
        "建军节前",
        "教师节前",
        "国庆前",
    ),
    *(
        "“十一”前",
        "2026-11-30",
        "2026.8",
        "2026.3—11",
        "9.30前",
        "11/5日",
        "“十五五”末",
        "十四五期间",
        "二〇二六年",
        "2026年",
        "今年",
    ),
)


@given(WORDING)
@example("、".join(COMPARISONS))
@example("、".join(TIMES))
def test_nothing_is_missed_by_looking_only_where_it_can_begin(text: str) -> None:
    for pattern, opening in (
        (indicators._COMPARED, indicators._COMPARING),
        (indicators._BOUNDED, amounts.NUMERAL),
        (indicators._BARE, amounts.NUMERAL),
        (moments._MOMENT, moments._OPENING),
    ):
        assert [found.span() for found in find_each(pattern, opening, text)] == [
            found.span() for found in pattern.finditer(text)
        ]
        if pattern is not moments._MOMENT:
            assert amounts.HAS_AMOUNT.search(text) or not pattern.search(text)


@pytest.mark.parametrize("text", [*COMPARISONS, *TIMES])
def test_each_of_these_can_begin_a_comparison_or_a_time(text: str) -> None:
    pattern = indicators._COMPARED if text in COMPARISONS else moments._MOMENT
    opening = indicators._COMPARING if text in COMPARISONS else moments._OPENING
    assert [found.start() for found in find_each(pattern, opening, text)] == [0]


@given(WORDING)
def test_document_data_are_parts_of_the_text(text: str) -> None:
    number, year = find_doc_number(text), find_year(text)
    assert number is None or number in text
    assert year is None or 1900 <= year <= 2099
    assert parse_date(text) is None or re.search(r"\d|[一二]", text)
