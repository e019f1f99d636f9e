"""What the lines around a table say about a document."""

from __future__ import annotations

import datetime as dt

import pytest

from govtui.wording.documents import find_dated_year, find_doc_number, find_year, parse_date


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("青禾县2026年政务公开工作要点", 2026),
        ("2026年度任务分工", 2026),
        ("２０２６年", 2026),
        ("2026 年 3 月", 2026),
        ("二〇二六年", 2026),
        ("二○二六年三月", 2026),
        ("江州市2026年与2027年任务", 2026),
        ("2026—2028年行动方案，2027年分工", 2027),
        ("2026—2028年行动方案", None),
        ("2026年至2028年行动方案", None),
        ("12026年", None),
        ("1000年", None),
        ("三年行动", None),
        ("2026", None),
        ("", None),
    ],
)
def test_the_year_of_a_title(text: str, year: int | None) -> None:
    assert find_year(text) == year


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("青政办发〔2026〕3号", "青政办发〔2026〕3号"),
        ("文号：青政办发〔2026〕12号", "青政办发〔2026〕12号"),
        ("青政办函[2026]3号", "青政办函[2026]3号"),
        ("青政办函（2026）3号", "青政办函（2026）3号"),
        ("青政办字(2026)第3号", "青政办字(2026)第3号"),
        ("江州政〔2026〕8号", "江州政〔2026〕8号"),
        ("和政办发〔2026〕8号", "和政办发〔2026〕8号"),
        ("根据江政办发〔2026〕8号文件要求", "江政办发〔2026〕8号"),
        ("《青禾县公开办法》（青政发〔2026〕5号）", "青政发〔2026〕5号"),
        ("青禾县人民政府办公室青政办发〔2026〕3号", "青政办发〔2026〕3号"),
        ("青政办发﹝2026﹞ 3号", "青政办发﹝2026﹞ 3号"),
        ("先看（2026）3号楼，再看：青政发〔2026〕6号", "青政发〔2026〕6号"),
        ("安置小区（2026）3号楼", None),
        ("〔2026〕3号", None),
        ("第3号", None),
        ("青政办发2026年3号", None),
        ("", None),
    ],
)
def test_the_number_of_a_document_is_found_as_printed(text: str, number: str | None) -> None:
    assert find_doc_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-09",
        "2026年3月9日",
        "2026年03月09日",
        "2026.3.9",
        "2026/3/9",
        "２０２６年３月９日",
        "二〇二六年三月九日",
        "二○二六年三月九日",
        " 2026 年 3 月 9 日 ",
        "2026-03-09 10:30",
        "2026年3月9日 08:15:00",
    ],
)
def test_a_date_is_read(text: str) -> None:
    assert parse_date(text) == dt.date(2026, 3, 9)


@pytest.mark.parametrize(
    "text",
    ["", "2026年3月", "3月9日", "2026-13-01", "2026年2月30日", "20260309", "成文日期", "2026年3月9日前", "26.3.9"],
)
def test_what_is_no_whole_date_is_not_read(text: str) -> None:
    assert parse_date(text) is None


def test_chinese_days_are_read() -> None:
    assert parse_date("二〇二六年十月二十一日") == dt.date(2026, 10, 21)
    assert parse_date("二〇二六年十二月三十一日") == dt.date(2026, 12, 31)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2025年底", 2025),
        ("2025.11.30", 2025),
        ("2025/11", 2025),
        ("2025-08-31", 2025),
        ("2024—2025年", None),
        ("12月底", None),
        ("2025次", None),
        ("2025.118", None),
    ],
)
def test_years_of_dates(text: str, year: int | None) -> None:
    assert find_dated_year(text) == year
