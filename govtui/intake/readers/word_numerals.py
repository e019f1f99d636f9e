"""Numbers as Word prints them in front of the paragraphs of a list (ISO/IEC 29500-1, 17.18.59 ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_LARGEST = 30_000
"""Beyond it a number is printed in plain digits: nobody counts so far, and letters would grow without end."""
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
)
_EVERYDAY = "零一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"


def format_number(number: int, form: str) -> str:
    """Return a number in a format of Word's; in digits where the format is not known or does not go so far."""
    if form in ("none", "bullet"):
        return ""
    if not 0 <= number <= _LARGEST:
        return str(number)
    return _FORMS.get(form, str)(number)


def _run(first: str, count: int, start: int = 1) -> Callable[[int], str]:
    """Return the format whose signs follow each other in Unicode."""
    return lambda number: chr(ord(first) + number - start) if start <= number < start + count else str(number)


def _of(signs: str, start: int = 1) -> Callable[[int], str]:
    return lambda number: signs[number - start] if start <= number < start + len(signs) else str(number)


def _circled(number: int) -> str:
    for first, start, last in (("①", 1, 20), ("㉑", 21, 35), ("㊱", 36, 50)):
        if start <= number <= last:
            return chr(ord(first) + number - start)
    return str(number)


def _letters(number: int) -> str:
    """Return a, b, … z, aa, bb, … as Word goes on."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= 26 * 20 else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 5000:
        return str(number)
    text = ""
    for worth, letters in _ROMAN:
        text += letters * (number // worth)
        number %= worth
    return text


def _digit_by_digit(number: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))


def _counted(number: int, digits: str = _EVERYDAY, scales: str = "十百千") -> str:
    """Return a number below 10,000 as it is counted: 十二, 一百零三."""
    if number == 0 or number >= 10_000:
        return digits[0] if number == 0 else str(number)
    text = ""
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            text += digits[digit] + (scales[place - 1] if place else "")
        elif text and not text.endswith(digits[0]):
            text += digits[0]
    text = text.rstrip(digits[0])
    return text[1:] if text.startswith("一十") else text


def _counted_below_100(number: int) -> str:
    return _counted(number) if number < 100 else _digit_by_digit(number)


def _legal(number: int) -> str:
    return _counted(number, _LEGAL, "拾佰仟")


_FORMS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: "".join(chr(ord(digit) + 0xFEE0) for digit in str(number)),
    "decimalFullWidth2": lambda number: "".join(chr(ord(digit) + 0xFEE0) for digit in str(number)),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _run("⒈", 20),
    "decimalEnclosedParen": _run("⑴", 20),
    "numberInDash": lambda number: f"- {number} -",
    "ordinal": lambda number: f"{number}{_ordinal_ending(number)}",
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    **dict.fromkeys(("chineseCounting", "taiwaneseCounting", "taiwaneseDigital"), _counted_below_100),
    **dict.fromkeys(("chineseCountingThousand", "taiwaneseCountingThousand", "japaneseCounting"), _counted),
    **dict.fromkeys(("ideographDigital", "japaneseDigitalTenThousand", "koreanDigital2"), _digit_by_digit),
    **dict.fromkeys(("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"), _legal),
    "ideographEnclosedCircle": _run("㊀", 10),
    "ideographTraditional": _of("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _of("子丑寅卯辰巳午未申酉戌亥"),
}


def _ordinal_ending(number: int) -> str:
    return "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
