"""What the wording of a deadline means: tables of cases."""

from __future__ import annotations

import datetime as dt

import pytest

from govtui.model import After, Deadline, DeadlineKind
from govtui.wording.deadlines import join_deadline_lines, parse_deadline, task_deadline

YEAR = 2026
NOTHING = Deadline()


def by(month: int, day: int, year: int = YEAR) -> Deadline:
    return Deadline(DeadlineKind.BY, due=dt.date(year, month, day))


def ongoing(year: int | None = None, month: int = 12, day: int = 31) -> Deadline:
    return Deadline(DeadlineKind.ONGOING, until=dt.date(year, month, day) if year else None)


def after(event: str, days: int, workdays: bool = False) -> Deadline:
    return Deadline(DeadlineKind.AFTER, after=After(event, days, workdays))


DAYS = [
    ("2026年11月30日", by(11, 30)),
    ("2026年11月30日前", by(11, 30)),
    ("11月30日之前完成", by(11, 30)),
    ("6月1日以前", by(6, 1)),
    ("9月15号前", by(9, 15)),
    ("2026-11-30", by(11, 30)),
    ("2026.11.30前", by(11, 30)),
    ("2026/6/1", by(6, 1)),
    ("２０２６年９月３０日前", by(9, 30)),
    ("二〇二六年十月二十一日前", by(10, 21)),
    ("十二月三十一日前办结", by(12, 31)),
    ("2027年1月31日前公开年报", by(1, 31, 2027)),
    ("明年3月31日前", by(3, 31, 2027)),
    ("次年1月底前", by(1, 31, 2027)),
    ("于10月20日前完成机房搬迁", by(10, 20)),
]
MONTHS = [
    ("2026年11月底", by(11, 30)),
    ("2026年2月底前", by(2, 28)),
    ("2028年2月末", by(2, 29, 2028)),
    ("10月底前", by(10, 31)),
    ("9月末", by(9, 30)),
    ("8月", by(8, 31)),
    ("2026年8月份", by(8, 31)),
    ("8月内完成", by(8, 31)),
    ("2021.8", by(8, 31, 2021)),
    ("2026/11", by(11, 30)),
    ("2026.11底", by(11, 30)),
    ("十一月底前", by(11, 30)),
    ("2026 年 11 月 底", by(11, 30)),
    ("11月上旬", by(11, 10)),
    ("11月中旬", by(11, 20)),
    ("11月中旬前", by(11, 20)),
    ("2月下旬", by(2, 28)),
    ("10月前", by(9, 30)),
    ("10月份前完成", by(9, 30)),
    ("2027年1月前", by(12, 31)),
    ("1月前", by(1, 31)),
    ("10月底前对本年度制发的文件逐件复核", by(10, 31)),
    ("2026年10月底前对2022年以来归集的数据全部校核", by(10, 31)),
]
LONGER = [
    ("年底", by(12, 31)),
    ("年底前", by(12, 31)),
    ("2026年年底前", by(12, 31)),
    ("2026年底前完成", by(12, 31)),
    ("今年年底", by(12, 31)),
    ("本年度末", by(12, 31)),
    ("年末前", by(12, 31)),
    ("年内", by(12, 31)),
    ("2026年内完成", by(12, 31)),
    ("2026年", by(12, 31)),
    ("本年度", by(12, 31)),
    ("到2028年", by(12, 31, 2028)),
    ("2028年前", by(12, 31, 2027)),
    ("2026—2028年", by(12, 31, 2028)),
    ("上半年", by(6, 30)),
    ("上半年前", by(6, 30)),
    ("下半年", by(12, 31)),
    ("三季度", by(9, 30)),
    ("第三季度末", by(9, 30)),
    ("第三季度前", by(6, 30)),
    ("2026年第3季度", by(9, 30)),
    ("一季度前", by(3, 31)),
    ("前三季度", by(9, 30)),
]
SEVERAL = [
    ("6月20日、12月20日前", by(12, 20)),
    ("3、6、9月底前", by(9, 30)),
    ("5月底前动工，9月投入使用", by(9, 30)),
    ("5月底前定方案；8月中旬前完成改造。", by(8, 20)),
    ("2026年3月至10月", by(10, 31)),
    ("2027年1—3月", by(3, 31, 2027)),
    ("9月1日—20日", by(9, 20)),
    ("9月1日至10月31日", by(10, 31)),
    ("12月31日前完成，2027年1月15日前报送总结", by(12, 31)),
    ("11月底前完成，完成情况纳入年度报告", by(11, 30)),
    ("2026年底前（长期坚持）", by(12, 31)),
    ("2026年底前完成并长期坚持", by(12, 31)),
    ("11月底前完成首次，此后每季度更新", by(11, 30)),
    ("持续推进，12月底前完成", by(12, 31)),
    ("2026年8月底 2026年年底", by(12, 31)),
    ("2026年年底 2026年8月底", by(12, 31)),
    ("2026年9月底 2026年8月底", by(9, 30)),
    ("5月底前动工 9月底前完工", by(9, 30)),
    ("全年坚持 8月底前", ongoing(YEAR)),
]
KEPT_UP = [
    ("全年", ongoing(YEAR)),
    ("全年坚持", ongoing(YEAR)),
    ("全年持续推进，总结材料随年报一并公开", ongoing(YEAR)),
    ("2027年全年", ongoing(2027)),
    ("2026年持续推进", ongoing(YEAR)),
    ("动态更新，全年坚持", ongoing(YEAR)),
    ("持续推进至2027年6月底", ongoing(2027, 6, 30)),
    ("长期坚持", ongoing()),
    ("常年", ongoing()),
    ("长期", ongoing()),
    ("持续推进", ongoing()),
    ("常态化开展", ongoing()),
    ("动态更新本科室办事指南", ongoing()),
    ("及时更新", ongoing()),
    ("及时公开", ongoing()),
    ("实时更新", ongoing()),
    ("防汛期间长期坚持", ongoing()),
    ("9月1日起长期坚持", ongoing()),
    ("立行立改，长期坚持", ongoing()),
    ("每月25日前", ongoing()),
    ("每季度末", ongoing()),
    ("每年3月底前", ongoing()),
    ("按季度推进", ongoing()),
    ("每半年一次", ongoing()),
    ("定期开展", ongoing()),
    ("动态更新，12月31日前将更新情况向社会公开", ongoing()),
]
AFTER_AN_EVENT = [
    ("文件印发后3个工作日内", after("文件印发", 3, workdays=True)),
    ("规划批复后的20个工作日内", after("规划批复", 20, workdays=True)),
    ("会议结束之后5日内", after("会议结束", 5)),
    ("信息形成后7天内公开", after("信息形成", 7)),
    ("自收到申请之日起20个工作日内", after("收到申请", 20, workdays=True)),
    ("合同签订之日起十五日内", after("合同签订", 15)),
    ("验收合格后两周内", after("验收合格", 14)),
    ("于方案审定后10个自然日以内", after("方案审定", 10)),
]
NOT_UNDERSTOOD = [
    "",
    "  ",
    "——",
    "无",
    "待定",
    "尽快",
    "立即",
    "春节前",
    "汛期前",
    "月底前",
    "季度末",
    "23年底",
    "13月底",
    "2月30日前",
    "去年12月底",
    "2022年以来",
    "9月1日起",
    "三年内",
    "文件印发后3个月内",
    "后10个工作日内",
    "10个工作日内",
    "按上级要求",
    "及时完成",
    "适时",
]


@pytest.mark.parametrize(
    ("text", "meaning"), [*DAYS, *MONTHS, *LONGER, *SEVERAL, *KEPT_UP, *AFTER_AN_EVENT], ids=lambda case: str(case)[:24]
)
def test_the_wording_is_understood(text: str, meaning: Deadline) -> None:
    assert parse_deadline(text, YEAR) == meaning


@pytest.mark.parametrize("text", NOT_UNDERSTOOD)
def test_what_is_not_certain_is_left_alone(text: str) -> None:
    assert parse_deadline(text, YEAR) == NOTHING


@pytest.mark.parametrize("text", ["年底前", "10月底前", "12月31日前完成", "上半年", "第三季度"])
def test_a_date_without_any_year_is_not_guessed(text: str) -> None:
    assert parse_deadline(text, None) == NOTHING


def test_without_a_year_what_is_kept_up_is_still_known_as_such() -> None:
    assert parse_deadline("全年", None) == ongoing()
    assert parse_deadline("2027年全年", None) == ongoing(2027)
    assert parse_deadline("2027年6月底", None) == by(6, 30, 2027)


CELL = "2026年年底 2026年8月底"


@pytest.mark.parametrize(
    ("requirement", "meaning"),
    [
        ("公布清理后的文件目录，8月底前实现在线查询。", by(8, 31)),
        ("2026年8月31日前完成旧文件清理。", by(8, 31)),
        ("优化栏目设置，方便群众查找。", by(12, 31)),
        ("年底前完成全部栏目的迁移。", by(12, 31)),
        ("8月底前完成初步清理，年底前全面完成。", by(12, 31)),
        ("9月底前完成培训。", by(12, 31)),
        ("对2026年8月以来的文件逐件复核。", by(12, 31)),
    ],
)
def test_of_several_deadlines_a_task_gets_the_one_it_names(requirement: str, meaning: Deadline) -> None:
    assert task_deadline(CELL, requirement, YEAR) == meaning


def test_a_lone_deadline_does_not_depend_on_the_requirement() -> None:
    assert task_deadline("2026年年底", "6月底前完成初稿。", YEAR) == by(12, 31)


def test_the_day_that_a_requirement_names_without_a_year_is_that_of_the_cell() -> None:
    assert task_deadline("2026年年底 2027年3月底", "3月底前公开年报。", YEAR) == by(3, 31, 2027)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["2026年11", "月底前"], "2026年11月底前"),
        (["2026年", "11月底"], "2026年11月底"),
        (["2026年年", "底"], "2026年年底"),
        (["2026年12月", "31日前"], "2026年12月31日前"),
        (["12月31", "日前完成"], "12月31日前完成"),
        (["第三", "季度前"], "第三季度前"),
        (["全年", "持续推进"], "全年持续推进"),
        (["长期", "坚持"], "长期坚持"),
        (["2026年底前", "持续推进"], "2026年底前持续推进"),
        (["文件印发", "后3个工作", "日内"], "文件印发后3个工作日内"),
        (["9月1日", "至10月31日"], "9月1日至10月31日"),
        (["6月20日、", "12月20日前"], "6月20日、12月20日前"),
        (["2026年10月底前对2022年", "12月以来的数据校核"], "2026年10月底前对2022年12月以来的数据校核"),
        (["动态更新，", "", "随年报公开"], "动态更新，随年报公开"),
        (["2026年年底", "2026年8月底"], "2026年年底 2026年8月底"),
        (["2026年年底 2026年", "8月底"], "2026年年底 2026年8月底"),
        (["6月20日前", "12月20日前"], "6月20日前 12月20日前"),
        (["12月底前完成", "2027年3月31日前公开"], "12月底前完成 2027年3月31日前公开"),
        (["全年", "2026年8月底"], "全年 2026年8月底"),
        (["2026年11月底", "全年坚持"], "2026年11月底 全年坚持"),
        ([], ""),
        (["", " "], ""),
    ],
    ids=lambda case: str(case)[:30],
)
def test_lines_of_a_wrapped_cell_are_joined(lines: list[str], text: str) -> None:
    assert join_deadline_lines(lines) == text
    assert join_deadline_lines([text]) == text
