"""What holds for the reading of any text, whatever it says."""

from __future__ import annotations

import datetime as dt
import re

from hypothesis import given
from hypothesis import strategies as st

from govtui.model import Deadline, DeadlineKind
from govtui.wording.deadlines import join_deadline_lines, parse_deadline, task_deadline
from govtui.wording.documents import find_doc_number, find_year, parse_date
from govtui.wording.indicators import find_indicators
from govtui.wording.moments import find_moments
from govtui.wording.report_dates import find_report_dates
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


@given(WORDING)
def test_document_data_are_parts_of_the_text(text: str) -> None:
    number, year = find_doc_number(text), find_year(text)
    assert number is None or number in text
    assert year is None or 1900 <= year <= 2099
    assert parse_date(text) is None or re.search(r"\d|[一二]", text)
