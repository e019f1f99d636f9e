"""The days on which a requirement asks for reports."""

from __future__ import annotations

import datetime as dt

import pytest

from govtui.wording.report_dates import find_report_dates

YEAR = 2026


@pytest.mark.parametrize(
    ("requirement", "days"),
    [
        ("认真梳理，分别于6月10日、11月10日前报送工作总结。", ["2026-06-10", "2026-11-10"]),
        ("于6月10日前和11月10日前将进展情况报县政府办公室。", ["2026-06-10", "2026-11-10"]),
        ("6月10日和11月10日前，将自查情况上报", ["2026-06-10", "2026-11-10"]),
        ("6月10日前报送半年总结，12月10日前报送全年总结", ["2026-06-10", "2026-12-10"]),
        ("请于2027年1月15日、7月15日前报送统计表", ["2027-01-15", "2027-07-15"]),
        ("11月底前报送年度总结", ["2026-11-30"]),
        ("实施方案务于2月3日前报送分管县领导，审定后于2月7日前报送县政府", ["2026-02-03", "2026-02-07"]),
        ("3、6、9、12月底前报送", ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"]),
        ("6月、12月底前呈报", ["2026-06-30", "2026-12-31"]),
        ("一、二、三季度末报送", ["2026-03-31", "2026-06-30", "2026-09-30"]),
        ("每年1月31日前报送上年情况", ["2026-01-31"]),
        ("10月20日前完成自查并报送自查报告", ["2026-10-20"]),
        ("截至11月30日的情况于12月5日前报送", ["2026-12-05"]),
        ("进展情况报送时间为6月20日和12月20日", ["2026-06-20", "2026-12-20"]),
        ("9月5日前报送一次，遇有变化时9月5日前报送", ["2026-09-05"]),
    ],
)
def test_dates_of_reports_are_found(requirement: str, days: list[str]) -> None:
    assert [day.isoformat() for day in find_report_dates(requirement, YEAR)] == days


@pytest.mark.parametrize(
    "requirement",
    [
        "",
        "2026年底前将评议结果向社会公开",
        "于9月份集中开展开放活动",
        "于9月份报送",
        "9月底前完成清理，及时报送结果",
        "每季度报送一次",
        "每月25日前报送进展情况",
        "12月底前建立信息报送制度",
        "对2025年12月以来的信息及时上报",
        "8月底前实现统一查询；报送工作按月通报",
        "2月30日前报送",
    ],
)
def test_other_dates_are_none(requirement: str) -> None:
    assert find_report_dates(requirement, YEAR) == ()


def test_without_a_year_only_printed_years_count() -> None:
    assert find_report_dates("6月10日、11月10日前报送", None) == ()
    assert find_report_dates("2026年6月10日前报送", None) == (dt.date(2026, 6, 10),)
