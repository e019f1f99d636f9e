"""The forms in which offices and their systems write deadlines, and what only looks like one: tables of cases."""

from __future__ import annotations

import datetime as dt

import pytest

from govtui.model import After, Deadline, DeadlineKind
from govtui.wording.deadlines import join_deadline_lines, parse_deadline

YEAR = 2026
NOTHING = Deadline()


def by(month: int, day: int, year: int = YEAR) -> Deadline:
    return Deadline(DeadlineKind.BY, due=dt.date(year, month, day))


def ongoing(year: int | None = None, month: int = 12, day: int = 31) -> Deadline:
    return Deadline(DeadlineKind.ONGOING, until=dt.date(year, month, day) if year else None)


def after(event: str, days: int, workdays: bool = False) -> Deadline:
    return Deadline(DeadlineKind.AFTER, after=After(event, days, workdays))


TYPED = [
    ("20261130", by(11, 30)),
    ("20261130前", by(11, 30)),
    ("20260301-20261130", by(11, 30)),
    ("2026-11-30 00:00:00", by(11, 30)),
    ("2026/11/30 0:00", by(11, 30)),
    ("2026-11-30T00:00:00", by(11, 30)),
    ("2026年11月30日 17:00前", by(11, 30)),
    ("2026.11.30。", by(11, 30)),
    ("2026.11.30.", by(11, 30)),
    ("9.30前", by(9, 30)),
    ("9.30日前完成", by(9, 30)),
    ("９.３０前", by(9, 30)),
    ("10/31之前", by(10, 31)),
    ("26年11月底", by(11, 30)),
    ("27年3月31日前", by(3, 31, 2027)),
    ("2026 年 11 月\n30 日 前", by(11, 30)),
    ("11月30日下班前", by(11, 30)),
    ("11月30日（周一）前", by(11, 30)),
]
RANGES = [
    ("2026.3-11", by(11, 30)),
    ("2026.01-12", by(12, 31)),
    ("2026.3—2026.11", by(11, 30)),
    ("2026-03-2026-11", by(11, 30)),
    ("2026.3.1-2026.11.30", by(11, 30)),
    ("2026.3.1—11.30", by(11, 30)),
    ("2026/3/1-2026/11/30", by(11, 30)),
    ("3.1-11.30", by(11, 30)),
    ("2026年3月——11月", by(11, 30)),
    ("3月－11月", by(11, 30)),
    ("3月上旬至5月下旬", by(5, 31)),
    ("2025年10月—2026年3月", by(3, 31)),
    ("10月—次年3月", by(3, 31, 2027)),
    ("2027年10月—次年3月", by(3, 31, 2028)),
    ("2026年7月1日-2027年6月30日", by(6, 30, 2027)),
    ("2027年1月1日起至12月31日", by(12, 31, 2027)),
    ("即日起至12月31日", by(12, 31)),
    ("2026—2028", by(12, 31, 2028)),
    ("第二季度—第四季度", by(12, 31)),
    ("10月上中旬", by(10, 20)),
    ("10月中下旬前", by(10, 31)),
]
NAMED = [
    ("国庆节前", by(9, 30)),
    ("2026年国庆节前完成", by(9, 30)),
    ("“十一”前", by(9, 30)),
    ("五一前", by(4, 30)),
    ("“五一”劳动节前", by(4, 30)),
    ("“七一”前", by(6, 30)),
    ("元旦前", by(12, 31)),
    ("2027年元旦前", by(12, 31)),
    ("“十四五”末", by(12, 31, 2025)),
    ("到“十五五”末", by(12, 31, 2030)),
    ("“十五五”期间", by(12, 31, 2030)),
    ("下年度一季度", by(3, 31, 2027)),
    ("下一年度3月底前", by(3, 31, 2027)),
    ("来年3月底前", by(3, 31, 2027)),
    ("不晚于11月30日", by(11, 30)),
    ("不迟于10月底", by(10, 31)),
    ("截止到12月31日", by(12, 31)),
    ("最迟11月底", by(11, 30)),
    ("力争10月底前完成", by(10, 31)),
    ("完成时限：2026年11月底", by(11, 30)),
]
STAGES = [
    ("一季度启动、三季度完成", by(9, 30)),
    ("一季度启动三季度完成", by(9, 30)),
    ("上半年开工下半年完工", by(12, 31)),
    ("5月底前完成摸底；9月底前完成整改；长期坚持", by(9, 30)),
    ("第一阶段（1—3月）摸底，第二阶段（4—6月）整改", by(6, 30)),
    ("1.6月底前完成方案；2.10月底前完成建设", by(10, 31)),
    ("①6月底前启动；②10月底前完成", by(10, 31)),
    ("全年推进，12月底前完成", by(12, 31)),
    ("长期（2026年12月底前见成效）", by(12, 31)),
    ("2026年6月30日（已完成）", by(6, 30)),
    ("2026年9月底前（已延期至12月底）", by(12, 31)),
    ("5月底前印发通知、方案", by(5, 31)),
    ("10月底前对一季度、二季度情况复核", by(10, 31)),
    ("10月底前复核2025年12月的数据", by(10, 31)),
    ("6月底前启动", by(6, 30)),
    ("12月调度", by(12, 31)),
    ("11月初步完成", by(11, 30)),
    ("8月底前完成开学前的检查", by(8, 31)),
]
KEPT_UP = [
    ("3月启动，全年推进", ongoing(YEAR)),
    ("3月启动，长期坚持", ongoing()),
    ("3月—11月持续开展", ongoing(YEAR, 11, 30)),
    ("下半年常态化开展", ongoing(YEAR)),
    ("2026—2028年持续推进", ongoing(2028)),
    ("今年持续推进", ongoing(YEAR)),
    ("“十五五”期间持续推进", ongoing(2030)),
    ("全年（1—12月）", ongoing(YEAR)),
    ("贯穿全年", ongoing(YEAR)),
    ("持续推进（每季度末报送进展）", ongoing()),
    ("立行立改并长期坚持", ongoing()),
    ("常抓不懈", ongoing()),
    ("每季度首月10日前", ongoing()),
    ("每周五", ongoing()),
    ("每年6月底前", ongoing()),
    ("每月25日前", ongoing()),
    ("每3个月", ongoing()),
    ("每隔两周", ongoing()),
    ("每学期", ongoing()),
    ("每双月", ongoing()),
    ("每季度结束后10日内", ongoing()),
    ("按月调度", ongoing()),
    ("月调度、季通报", ongoing()),
    ("两月一次", ongoing()),
    ("一周一调度", ongoing()),
    ("半年一报", ongoing()),
]
AFTER_AN_EVENT = [
    ("信息形成或者变更之日起20个工作日内", after("信息形成或者变更", 20, workdays=True)),
    ("自印发之日起15日内", after("印发", 15)),
    ("事项办结后一周内", after("事项办结", 7)),
    ("会后2日内", after("会", 2)),
    ("会议召开后5个工作日", after("会议召开", 5, workdays=True)),
    ("收到文件之日起30天", after("收到文件", 30)),
    ("力争在文件印发后5日内", after("文件印发", 5)),
    ("完成时限：文件印发后3日内", after("文件印发", 3)),
    ("文件印发后3—5个工作日内", after("文件印发", 5, workdays=True)),
    ("政策文件公布3个工作日内", after("政策文件公布", 3, workdays=True)),
]
NOT_CERTAIN = [
    # roughly then
    *(
        "11月左右",
        "11月30日前后",
        "10月下旬左右",
        "11月初",
        "2026年初",
        "6月中",
        "6月中前",
        "年中",
        "三季度初",
        "第三季度中旬",
    ),
    # seasons and feasts that move, or whose name only means about then
    *(
        "中秋节前",
        "中秋、国庆节前",
        "元旦、春节前",
        "国庆期间",
        "国庆节后",
        "国庆节前后",
        "主汛期前",
        "采暖季前",
        "十一前",
    ),
    *(
        "开学前",
        "9月开学前",
        "9月底开学前",
        "6月汛期来临前",
        "学期末",
        "学年底",
        "2026—2027学年末",
        "两会前",
        "农历年底",
    ),
    *("“双11”前", "第十一前", "十五五规划", "“十五五”初"),
    # numbers that are no dates
    *(
        "3.1",
        "10.31",
        "13.1前",
        "2.30前",
        "1.5日内",
        "20261330",
        "202611",
        "2026",
        "2026-2060",
        "30-Nov-26",
        "19年11月底",
    ),
    *("2026.3—11.30", "2026年9月31日", "Q3", "二六年底"),
    # ranges that run back: in which year do they end?
    *("10月—3月", "10—3月", "2026年10月—3月", "11.30-3.1", "9月20日至5日"),
    # beginnings without an end
    *("即日起", "10月1日起施行", "2026年起", "自2026年7月起", "二季度开始"),
    # spans without a beginning, and points that only another plan knows
    *("三年内", "6个月内", "公示7个工作日内", "文件印发后1个月内", "月底前", "当月底", "次月5日前", "本届政府任期内"),
    *("按上级要求", "按时间节点完成", "根据省部署适时开展", "另行通知", "已完成", "立即整改", "立行立改", "即知即改"),
    # words that look like rhythms
    *(
        "法定期限内",
        "按规定期限完成",
        "按年度计划推进",
        "按月度目标完成",
        "按周密部署",
        "每个乡镇",
        "每两名干部一组",
        "疫情期间",
    ),
    *("经常委会审议后公布", "经常务会议审定", "中长期规划"),
]


@pytest.mark.parametrize(
    ("text", "meaning"),
    [*TYPED, *RANGES, *NAMED, *STAGES, *KEPT_UP, *AFTER_AN_EVENT],
    ids=lambda case: str(case)[:24],
)
def test_the_form_is_understood(text: str, meaning: Deadline) -> None:
    assert parse_deadline(text, YEAR) == meaning


@pytest.mark.parametrize("text", NOT_CERTAIN)
def test_what_only_looks_like_a_deadline_is_left_alone(text: str) -> None:
    assert parse_deadline(text, YEAR) == NOTHING


@pytest.mark.parametrize("text", ["26年11月底", "9.30前", "国庆节前", "10月—次年3月", "下年度一季度", "3.1-11.30"])
def test_a_form_without_a_whole_year_needs_the_documents(text: str) -> None:
    assert parse_deadline(text, None) == NOTHING


def test_the_time_of_day_that_a_sheet_adds_stays_apart_from_the_day() -> None:
    assert join_deadline_lines(["2026-11-30 00:00:00"]) == "2026-11-30 00:00:00"
    assert join_deadline_lines(["2026年11月", "30日"]) == "2026年11月30日"
