"""The core measures text as the screen library does: where they differ, columns run out of line."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from govtui.text import char_width

BLOCKS = {
    "Latin and Greek": (0x20, 0x3FF),
    "Indic scripts": (0x900, 0xDFF),
    "Hangul letters": (0x1100, 0x11FF),
    "punctuation, letter-like signs, arrows, mathematics": (0x2010, 0x22FF),
    "circled numbers, boxes, blocks, shapes": (0x2460, 0x25FF),
    "Chinese punctuation, kana": (0x3001, 0x3163),
    "Chinese characters": (0x3400, 0x4DBF),
    "more Chinese characters": (0x4E00, 0x9FFF),
    "full-width forms": (0xFF01, 0xFF60),
    "rare Chinese characters": (0x20000, 0x2A6DF),
}


@pytest.mark.parametrize("block", BLOCKS)
def test_widths_are_those_of_the_screen_library(block: str) -> None:
    first, last = BLOCKS[block]
    chars = [chr(code) for code in range(first, last + 1) if chr(code).isprintable()]
    assert [char for char in chars if char_width(char) != cell_len(char)] == []
