"""Numbers as plans print them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.wording.numerals import NUMBER, parse_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("10", 10),
        ("１０", 10),
        (" 12 ", 12),
        ("1,000", 1000),
        ("1,234,567", 1234567),
        ("99.5", 99.5),
        ("９９．５", 99.5),
        ("3万", 30000),
        ("1.5亿", 150_000_000),
        ("0.25万", 2500),
        ("500万", 5_000_000),
        ("零", 0),
        ("一", 1),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三十一", 31),
        ("两百", 200),
        ("一百零五", 105),
        ("一百一十", 110),
        ("一百五十", 150),
        ("三千二百", 3200),
        ("一万二千", 12000),
        ("三万零五百", 30500),
        ("二〇二六", 2026),
        ("二○二六", 2026),
        ("一九九八", 1998),
        ("半", 0.5),
    ],
)
def test_numbers_are_read(text: str, number: float) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "百",
        "万",
        "三五",
        "三百五",
        "两万五",
        "十十",
        "十百",
        "一百二千",
        "1,00",
        "1.2.3",
        "-3",
        "甲",
        "第三",
        "9" * 60,
    ],
)
def test_what_leaves_a_doubt_is_no_number(text: str) -> None:
    assert parse_number(text) is None


def test_whole_numbers_stay_whole() -> None:
    assert isinstance(parse_number("1.5亿"), int)
    assert isinstance(parse_number("20"), int)
    assert isinstance(parse_number("20.5"), float)


def _in_chinese(number: int) -> str:
    """Write a number below 10,000 in the plain way, 一千零五 and 十二."""
    written, skipped = "", False
    for scale, mark in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, scale)
        if digit:
            written += ("零" if skipped and written else "") + "零一二三四五六七八九"[digit] + mark
        skipped = not digit
    return written.removeprefix("一") if written.startswith("一十") else written or "零"


@given(st.integers(0, 9999))
def test_every_chinese_number_is_read(number: int) -> None:
    assert parse_number(_in_chinese(number)) == number


@given(st.integers(0, 10**12))
def test_every_number_with_thousands_is_read(number: int) -> None:
    assert parse_number(f"{number:,}") == number
    assert re.fullmatch(NUMBER, f"{number:,}")


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    assert parse_number(text) is None or isinstance(parse_number(text), int | float)
