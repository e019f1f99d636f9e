from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.excel.measure import (
    BODY_SIZE,
    HEAD_SIZE,
    cut_after,
    height_of,
    line_count,
    line_height,
    line_starts,
    lines_in,
    room_of,
    text_width,
    units_for,
)
from govtui.text import NOT_AT_LINE_END, NOT_AT_LINE_START

texts = st.text(st.sampled_from("青禾县公开政务，。；（）“”《》、abcXYW0189 .-/%\n"), max_size=120)
rooms = st.integers(200, 3000)


def lines_of(text: str, room: int) -> list[str]:
    starts = [*line_starts(text, room), len(text)]
    return [text[start:end] for start, end in pairwise(starts)]


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("", 500, [""]),
        ("青禾县政务", 500, ["青禾县政务"]),
        ("青禾县政务公开", 500, ["青禾县政务", "公开"]),
        ("青禾县政务，公开", 500, ["青禾县政", "务，公开"]),
        ("青禾县政（务）", 500, ["青禾县政", "（务）"]),
        ("全年12次", 300, ["全年", "12次"]),
        ("一\n二\n", 500, ["一\n", "二\n", ""]),
        ("。。。。。。", 300, ["。。。", "。。。"]),
        ("abcdefghij", 320, ["abcde", "fghij"]),
    ],
)
def test_lines_break_where_every_program_may_break_them(text: str, room: int, lines: list[str]) -> None:
    assert lines_of(text, room) == lines


@given(texts, rooms)
def test_every_line_fits_and_none_is_broken_in_the_wrong_place(text: str, room: int) -> None:
    lines = lines_of(text, room)
    assert "".join(lines) == text
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        assert text_width(line.removesuffix("\n")) <= room
        if not following or line.endswith("\n") or len(line) == 1:
            continue
        allowed = [cut for cut in range(1, len(line) + 1) if may_break((line + following)[cut - 1 : cut + 1])]
        assert not allowed or allowed[-1] == len(line), "broken in a place that not every program allows"


def may_break(pair: str) -> bool:
    before, after = pair
    if before in NOT_AT_LINE_END or after in NOT_AT_LINE_START:
        return False
    return not (before.isascii() and after.isascii()) or before == " "


@given(texts, rooms)
def test_counting_agrees_with_breaking(text: str, room: int) -> None:
    assert line_count(text, room) == len(line_starts(text, room))


def test_more_room_never_takes_more_lines() -> None:
    text = "各窗口每月核对一次办事指南，发现与现行规定不一致的（含附件2），当天更正并在“江州政务”网站说明。" * 5
    counts = [line_count(text, room) for room in range(300, 4000, 50)]
    assert counts == sorted(counts, reverse=True)


@given(texts, rooms, st.integers(1, 12))
def test_cutting_loses_nothing_but_the_line_break_at_the_cut(text: str, room: int, lines: int) -> None:
    head, rest = cut_after(text, room, lines)
    assert text in (head + rest, f"{head}\n{rest}")
    assert line_count(head, room) <= lines
    assert (line_count(text, room) <= lines) == (rest == "" and head == text)


def test_text_is_cut_at_the_end_of_a_sentence() -> None:
    head, rest = cut_after(
        "青禾县的第一句话到此为止。第二句话还很长很长，要写到后面的行里去，一直写下去才能说完。", 500, 4
    )
    assert head == "青禾县的第一句话到此为止。"
    assert rest.startswith("第二句话")


def test_a_closing_quotation_mark_stays_with_its_sentence() -> None:
    assert cut_after("他说“青禾县的第一句话到此为止。”" + "很长" * 30, 500, 4).head.endswith("。”")


@given(st.integers(50, 4000), st.sampled_from([BODY_SIZE, HEAD_SIZE]))
def test_units_give_the_room_that_was_asked_for(width: int, size: float) -> None:
    units = units_for(width, size)
    assert room_of(units, size) >= width - 1
    assert room_of(units - 1, size) < width


@given(st.integers(1, 100))
def test_a_height_holds_its_lines_and_not_one_more(lines: int) -> None:
    assert lines_in(height_of(lines)) == lines
    assert lines_in(height_of(lines + 1) - 0.1) == lines


def test_lines_are_as_far_apart_as_in_the_tallest_stand_in_font() -> None:
    assert (line_height(10.5), line_height(12), line_height(22)) == (15, 18, 31.5)
