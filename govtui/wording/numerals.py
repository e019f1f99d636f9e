"""Numbers as plans print them: 10, １０, 1,000, 99.5, 3万, 十, 二十一, 两, 二〇二三, 半.

`NUMBER` is the piece of a regular expression that finds such a number in running text; `parse_number` reads it.
"""

from __future__ import annotations

import re

CHINESE_DIGITS = "〇○零一二两三四五六七八九"
"""The digits; 〇 is also printed as the circle ○, and two is 两 before a measure word."""

CHINESE_NUMERALS = f"{CHINESE_DIGITS}十百千"

NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}}){{1,4}}(?!\d)|\d{{1,15}}(?:[.．]\d{{1,6}})?|[{CHINESE_NUMERALS}]{{1,12}})"
"""Digits of either width with thousands or a fraction, or a run of Chinese numerals; it captures no group.

It is bounded, as no plan demands greater numbers and a search for it in a hostile text must end soon."""

_VALUES = {digit: value for value, digits in enumerate(("〇○零", "一", "二两", *"三四五六七八九")) for digit in digits}
_SCALES = {"亿": 10**8, "万": 10**4, "千": 1000, "百": 100, "十": 10}
_DIGITAL = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)([.．]\d+)?([百千万亿]*)")
_POSITIONAL = re.compile("[〇○零一二三四五六七八九]{4,}")
_LONGEST = 40
"""Longer runs of digits are no number that anybody demands; they are left alone."""


def parse_number(text: str) -> int | float | None:
    """Return the number that the whole of `text` writes, or None where it writes none or leaves a doubt.

    A doubt is 三百五 (350 in speech, 305 on paper) or 三五 (three to five).
    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    if match := _DIGITAL.fullmatch(text):
        return _digital(*match.groups())
    if text == "半":
        return 0.5
    if _POSITIONAL.fullmatch(text):
        return int("".join(str(_VALUES[char]) for char in text))
    return _chinese(text)


def _digital(whole: str, fraction: str | None, scales: str) -> int | float:
    factor = 1
    for scale in scales:
        factor *= _SCALES[scale]
    digits = whole.replace(",", "")
    if not fraction:
        return int(digits) * factor
    value = float(digits + fraction.replace("．", ".")) * factor
    return int(value) if factor > 1 and value.is_integer() else value


def _chinese(text: str) -> int | None:
    """Read 一千二百三十四, scale by scale from the greatest; None where it is no such number."""
    if text in _VALUES:
        return _VALUES[text]
    for mark, scale in _SCALES.items():
        head, found, tail = text.partition(mark)
        if not found:
            continue
        factor = _chinese(head) if head else {10: 1}.get(scale)
        rest = _below(tail, scale)
        if not factor or rest is None or (scale < 10**4 and factor > 9):
            return None
        return factor * scale + rest
    return None


def _below(tail: str, scale: int) -> int | None:
    """Read what follows a scale: a skipped place wants its 零, so 一百零五 and 一百五十 but not 一百五."""
    if not tail:
        return 0
    skipped = tail[0] in "零〇○"
    rest = _chinese(tail[1:] if skipped else tail)
    if rest is None or rest >= scale or (rest < scale // 10) != skipped:
        return None
    return rest
