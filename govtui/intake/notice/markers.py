"""The numbers that open paragraphs: 第一部分, 一、, 第三条, 任务一：, （二）, 1., 1.2, （3）, ④, 五是."""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum

import msgspec

from govtui.text import fold
from govtui.wording.numerals import parse_number


class Style(IntEnum):
    """How a number is printed, in the order in which the styles stand under each other by custom."""

    PART = 0
    """第一部分, 第二章"""
    SECTION = 10
    """一、"""
    ARTICLE = 20
    """第一条"""
    WORD = 30
    """任务一："""
    SUB = 40
    """（一）"""
    ITEM = 50
    """1."""
    DOTTED = 55
    """1.1"""
    DOTTED_TWICE = 57
    """1.1.1"""
    PAREN = 60
    """（1） 1）"""
    CIRCLE = 70
    """①"""
    ORDINAL = 80
    """一是"""


class Marker(msgspec.Struct, frozen=True, gc=False):
    """A number that opens a paragraph."""

    style: Style
    value: int
    """Its count on its own level."""
    number: str
    """The number without its signs, as a task has it: 3, 三, 1.2."""
    printed: str
    """The number as printed."""
    rest: str
    """The paragraph without it."""


_CHINESE = "[一二三四五六七八九十百零〇]{1,4}"
_WORDS = "任务|事项|问题|措施|项目|议题|行动|工程|清单|要点|重点"
_PATTERNS = (
    (Style.PART, rf"第\s*(?P<n>{_CHINESE}|\d{{1,2}})\s*(?:部分|[章篇节编])\s*[：:、.．]?"),
    (Style.ARTICLE, rf"第\s*(?P<n>{_CHINESE}|\d{{1,3}})\s*条(?=[\s：:、])[：:、]?"),
    (Style.WORD, rf"[【\[]?(?:{_WORDS})\s*(?P<n>{_CHINESE}|\d{{1,3}})\s*[】\]]?\s*[：:、.．]"),
    (Style.ORDINAL, rf"(?P<n>{_CHINESE})是(?:要)?[：:，,]?"),
    (Style.SECTION, rf"(?P<n>{_CHINESE})\s*[、.．](?!{_CHINESE}(?:[、是类级]|方面))"),
    (Style.SUB, rf"(?:[（(]\s*(?P<n>{_CHINESE})\s*[）)]\s*[、.．]?|(?P<c>[㈠-㈩]))"),
    (Style.DOTTED_TWICE, r"(?P<n>\d{1,2}[.．]\d{1,2}[.．]\d{1,2})(?=[\s、.．一-鿿])[、.．]?"),
    (
        Style.DOTTED,
        r"(?P<n>\d{1,2}[.．]\d{1,2})(?=[\s、一-鿿])(?!\s*(?:[万亿千百元个%公米吨倍日号亩分天年]|[至到]\d))、?",
    ),
    # A digit behind the sign makes it a decimal, unless it is a year: 1.2026年.
    (Style.ITEM, r"(?:(?P<n>\d{1,3})\s*[.．、](?!\d)|(?P<y>\d{1,3})[.．、](?=\d{4}年|\d{1,2}月)|(?P<c>[⒈-⒛]))"),
    (Style.PAREN, r"(?:[（(]\s*(?P<n>\d{1,3})\s*[）)]\s*[、.．]?|(?P<m>\d{1,2})\s*[）)]|(?P<c>[⑴-⒇]))"),
    (Style.CIRCLE, r"(?P<c>[①-⑳])\s*[、.．]?"),
)
_COMPILED = tuple((style, re.compile(pattern + r"\s*")) for style, pattern in _PATTERNS)


def read_marker(text: str) -> Marker | None:
    """Return the number that opens a paragraph, None where none does or where nothing follows it."""
    for style, pattern in _COMPILED:
        match = pattern.match(text)
        if match and match.end() < len(text):
            groups = match.groupdict()
            if circled := groups.get("c"):
                number = str(int(unicodedata.numeric(circled)))
            else:
                number = fold(groups.get("n") or groups.get("y") or groups.get("m") or "")
            value = parse_number(number.rsplit(".", 1)[-1])
            if isinstance(value, int):
                number = number if not number.isdecimal() else str(int(number))
                return Marker(style, value, number, match[0].strip(), text[match.end() :])
    return None
