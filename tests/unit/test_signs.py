"""Stand-ins of one cell for signs that some consoles draw two cells wide, and which of both is chosen."""

from __future__ import annotations

import unicodedata

import pytest

from govtui.terminal.choosing import choose, settled
from govtui.terminal.signs import _LIKE, UNKNOWN, Signs, in_ascii, is_ambiguous
from govtui.terminal.widths import SIGNS, is_complete, question, read_answer
from govtui.text import char_width, width


def test_every_ambiguous_character_has_a_stand_in_of_one_cell() -> None:
    chars = [char for code in range(0x110000) if is_ambiguous(char := chr(code))]
    assert len(chars) > 800
    drawn = in_ascii("".join(chars))
    assert len(drawn) == len(chars)
    assert drawn.isascii()
    assert drawn.isprintable()


def test_nothing_else_is_touched() -> None:
    chars = "".join(chr(code) for code in range(0x3000, 0x10000) if chr(code).isprintable())
    left = "".join(char for char in chars if not is_ambiguous(char))
    assert in_ascii(left) == left
    accents = "a\u0301"  # a mark that takes no cell stays over its letter
    assert in_ascii(accents) == accents


def test_what_stands_in_the_table_takes_one_cell() -> None:
    assert {char for chars in _LIKE for char in chars if char_width(char) != 1} == set()
    assert all(drawn.isascii() for drawn in _LIKE.values())


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("推进“一网通办”", '推进"一网通办"'),
        ("修路……架桥——通车", "修路~~架桥--通车"),
        ("①证照②服务", "1证照2服务"),
        ("⑫", UNKNOWN),
        ("Ⅲ类、Ⅸ类", "3类、9类"),
        ("买买提·艾力", "买买提.艾力"),
        ("95℃ ≥3 → √ ■ ●", "95C >3 > v # @"),
        ("┌─┐", "+-+"),
        ("café α β", "cafe a b"),
        ("《办法》（试行）：", "《办法》（试行）："),
    ],
)
def test_texts(text: str, drawn: str) -> None:
    assert in_ascii(text) == drawn
    assert width(in_ascii(text)) == width(text)


def test_numbers_never_become_other_numbers() -> None:
    for code in range(0x110000):
        char = chr(code)
        if is_ambiguous(char) and (value := unicodedata.numeric(char, None)) is not None:
            assert in_ascii(char) in (f"{value:g}", UNKNOWN, *("0Xx" if value == 10 else "")), char


def answers(*columns: int) -> bytes:
    return b"".join(f"\x1b[7;{column}R".encode() for column in columns)


def test_answers_are_told_from_what_is_typed() -> None:
    assert read_answer(answers(2, 2), SIGNS).cells == {"“": 1, "─": 1}
    answer = read_answer(b"/\xe8\xb4" + answers(3) + b"\xa2" + answers(2) + b"\r", SIGNS)
    assert answer.cells == {"“": 2, "─": 1}
    assert answer.typed == "/财\r"
    assert read_answer(b"\x1b[A", SIGNS).typed == "\x1b[A", "an arrow is a key"


@pytest.mark.parametrize("data", [b"", answers(2), answers(9, 2), answers(1, 2), b"\x1b[2R"])
def test_half_an_answer_and_an_impossible_one_are_none(data: bytes) -> None:
    assert read_answer(data, SIGNS).cells == {}


def test_the_question_is_complete_when_each_sign_is_answered() -> None:
    assert question(SIGNS).count("\x1b[6n") == len(SIGNS)
    assert not is_complete(answers(2), SIGNS)
    assert is_complete(answers(2, 3), SIGNS)


@pytest.mark.parametrize(
    ("setting", "term", "cells", "signs"),
    [
        ("", "xterm-256color", {"“": 1, "─": 1}, Signs.BOX),
        ("", "xterm-256color", {"“": 2, "─": 1}, Signs.ASCII),
        ("", "xterm-256color", {"“": 1, "─": 2}, Signs.ASCII),
        ("", "xterm-256color", {}, Signs.BOX),
        ("", "", {"“": 2, "─": 2}, Signs.ASCII),
        ("", "linux", {"“": 1, "─": 1}, Signs.ASCII),
        ("", "dumb", {}, Signs.ASCII),
        ("box", "linux", {"“": 2, "─": 2}, Signs.BOX),
        ("ascii", "xterm", {"“": 1, "─": 1}, Signs.ASCII),
        ("nonsense", "xterm", {"“": 1, "─": 1}, Signs.BOX),
    ],
)
def test_what_is_chosen(setting: str, term: str, cells: dict[str, int], signs: Signs) -> None:
    choice = choose(setting, term, cells)
    assert choice.signs is signs
    assert choice.reason
    assert not choice.reason.endswith("。")


def test_the_terminal_is_not_asked_where_nothing_hangs_on_it() -> None:
    assert settled("", "xterm") is None
    assert settled("box", "xterm") is not None
    assert settled("", "linux") is not None
