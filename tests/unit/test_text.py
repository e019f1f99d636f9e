"""Width, clipping, wrapping, folding and cleaning."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.text import NOT_AT_LINE_END, NOT_AT_LINE_START, clean, clip, fold, one_line, pad, squeeze, width, wrap


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("abc", 3),
        ("青禾县", 6),
        ("第3批", 5),
        ("（一）", 6),
        ("“双减”", 6),  # curly quotes are ambiguous, one cell
        ("a·b…", 4),
        ("ＡＢ", 4),
        ("ｶﾞ", 2),
        ("é", 1),  # a combining mark takes no cell
        ("𠮷田", 4),  # beyond the basic plane
        ("🌾", 2),
    ],
)
def test_width(text: str, cells: int) -> None:
    assert width(text) == cells


@pytest.mark.parametrize(
    ("dirty", "clean_text"),
    [
        ("\x1b[31m红\x1b[0m", "红"),
        ("\x1b]0;标题\x07正文", "正文"),
        ("\x1b]8;;http://a\x1b\\链接\x1b]8;;\x1b\\", "链接"),
        ("\x9b2J清屏", "清屏"),
        ("收\x00到\x07", "收到"),
        ("a\u202eb\u2066c\u2069", "abc"),  # overrides and isolates
        ("零\u200b宽\ufeff", "零宽"),
        ("不\xa0断\u3000行", "不 断 行"),
        ("一\r\n二\r三\u2028四\x85五", "一\n二\n三\n四\n五"),
        ("栏\t目\n", "栏\t目\n"),
        ("\ud800孤\uffff", "孤"),
        ("plain ascii", "plain ascii"),
    ],
)
def test_clean(dirty: str, clean_text: str) -> None:
    assert clean(dirty) == clean_text


@given(st.text())
def test_clean_leaves_nothing_that_acts_on_a_terminal(text: str) -> None:
    cleaned = clean(text)
    assert all(char in "\n\t" or ord(char) >= 0x20 for char in cleaned)
    assert not set(cleaned) & {
        chr(code) for code in (*range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
    }
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("text", "squeezed"),
    [
        ("围绕高质量\n发展", "围绕高质量发展"),
        (" 找错” 等 平台 ", "找错”等平台"),
        ("PC  端 App Store 下载", "PC端App Store下载"),
        ("", ""),
        (" \t\n", ""),
    ],
)
def test_squeeze(text: str, squeezed: str) -> None:
    assert squeeze(text) == squeezed


def test_one_line_folds_every_white_space() -> None:
    assert one_line(" 一\n\t二\u3000 三 ") == "一 二 三"


@pytest.mark.parametrize(("text", "folded"), [("ＡＢＣ１２：", "abc12:"), ("Excel", "excel"), ("（一）", "(一)")])
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "cells", "clipped"),
    [
        ("青禾县", 6, "青禾县"),
        ("青禾县", 5, "青禾…"),
        ("青禾县", 4, "青…"),
        ("青禾县", 1, "…"),
        ("青禾县", 0, ""),
        ("abcdef", 4, "abc…"),
    ],
)
def test_clip(text: str, cells: int, clipped: str) -> None:
    assert clip(text, cells) == clipped


@given(st.text(alphabet="青禾县a1，。（“ ", max_size=40), st.integers(0, 30))
def test_clip_never_exceeds_and_pad_fills_exactly(text: str, cells: int) -> None:
    assert width(clip(text, cells)) <= cells
    assert all(width(pad(text, cells, align)) == cells for align in ("left", "right", "centre"))


def test_pad_aligns() -> None:
    assert pad("县", 5) == "县   "
    assert pad("县", 5, "right") == "   县"
    assert pad("县", 5, "centre") == " 县  "


@pytest.mark.parametrize(
    ("text", "cells", "lines"),
    [
        ("", 10, [""]),
        ("县乡村", 4, ["县乡", "村"]),
        ("公开目录，逐项", 8, ["公开目", "录，逐项"]),  # no comma at the beginning of a line
        ("落实（试行）办法", 6, ["落实", "（试", "行）办", "法"]),  # no opening bracket at its end
        ("平台PC端window下载", 11, ["平台PC端", "window下载"]),  # a word stays whole
        ("一\n二", 10, ["一", "二"]),
        ("一\n\n二", 10, ["一", "", "二"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),  # a word longer than the line is cut
        ("期限至2026-12-31止", 12, ["期限至", "2026-12-31止"]),  # a date stays whole
        ("增长12.5%以上", 6, ["增长", "12.5%", "以上"]),
        ("共有1,200.5亩", 8, ["共有", "1,200.5", "亩"]),
        ("比例为1/3以内", 8, ["比例为", "1/3以内"]),
        ("完成了a-b-c", 8, ["完成了a-", "b-c"]),  # no number
        ("2026-12-31", 7, ["2026-", "12-31"]),  # a date longer than the line is cut at a sign
        ("第1号-2月", 6, ["第1号-", "2月"]),
    ],
)
def test_wrap(text: str, cells: int, lines: list[str]) -> None:
    assert wrap(text, cells) == lines


@given(st.text(alphabet="青禾县ab12，。、（）“”%", max_size=80), st.integers(2, 24))
def test_wrap_keeps_every_character_and_the_width(text: str, cells: int) -> None:
    lines = wrap(text, cells)
    assert "".join(lines) == text
    assert all(width(line) <= cells for line in lines)


CLAUSES = st.lists(st.sampled_from(["青禾县", "乡", "（试行）", "“三重一大”", "，", "目录。"]), max_size=30).filter(
    lambda parts: not any(first == second == "，" for first, second in pairwise(parts))
)


@given(CLAUSES)
def test_wrap_puts_punctuation_where_it_belongs(clauses: list[str]) -> None:
    lines = wrap("".join(clauses).lstrip("，"), 16)
    assert all(line[0] not in NOT_AT_LINE_START for line in lines[1:])
    assert all(line[-1] not in NOT_AT_LINE_END for line in lines[:-1])
