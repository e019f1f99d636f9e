"""Number formats of spreadsheets: a number and the code of its format to the text that the sheet shows.

Codes are sections for positive, negative and zero values, parted by `;`: `0.0%`, `000`, `yyyy"年"m"月"`, `0"个"`.
What a code does that no plan needs (fractions, exponents, conditions) is shown as with the format General. Dates that
have only separators between their parts are given as 2023年11月30日, those with words keep them: `yyyy"年"m"月底前"`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import takewhile

import msgspec

from govtui.intake.readers.values import moment_of, number_text, time_text

_YEAR_MONTH, _MONTH_DAY, _DATE = 'yyyy"年"m"月"', 'm"月"d"日"', 'yyyy"年"m"月"d"日"'
_TIME, _TIME_SECONDS = 'h"时"mm"分"', 'h"时"mm"分"ss"秒"'
BUILT_IN: Mapping[int, str] = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss",
    # East Asian, as Chinese systems know them (ECMA-376, 18.8.30, zh-cn); workbooks do not write these codes out.
    27: _YEAR_MONTH,
    28: _MONTH_DAY,
    29: _MONTH_DAY,
    30: "m-d-yy",
    31: _DATE,
    32: _TIME,
    33: _TIME_SECONDS,
    34: _TIME,
    35: _TIME_SECONDS,
    36: _YEAR_MONTH,
    50: _YEAR_MONTH,
    51: _MONTH_DAY,
    52: _YEAR_MONTH,
    53: _MONTH_DAY,
    54: _MONTH_DAY,
    55: _TIME,
    56: _TIME_SECONDS,
    57: _YEAR_MONTH,
    58: _MONTH_DAY,
}
"""Codes by the ids that need none in the workbook; ids that are missing here are shown as with General."""

MAX_CODE = 500
"""Characters of a code; Excel allows 255."""
_MOST_PLACES = 20

_TOKEN = re.compile(
    r'"(?P<literal>[^"]*)"?|\\(?P<escaped>.)|[_*].|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式)|AM/PM|A/P|上午/下午"
    r"|(?P<date>y+|m+|d+|h+|s+(?:\.0+)?|aaaa?|e(?![+-])|[bg]+)|(?P<exponent>e[+-]0+)"
    r"|(?P<digits>[0#?](?:[0#?,]*[0#?])?(?:\.[0#?]*)?|\.[0#?]+)|(?P<scale>,+)|(?P<percent>%)|(?P<text>@)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_ELAPSED = re.compile("[hms]+", re.IGNORECASE)
_CURRENCY = re.compile(r"\$([^-]*)")
_WORDS = re.compile("[\u4e00-\u9fff]")


class _Token(msgspec.Struct, frozen=True):
    kind: str
    """literal, general, digits, percent, text, odd (what is not understood), or a part of a date: y m d h n s w,
    where n are minutes and w is a day of the week or an era."""
    text: str = ""


class _Section(msgspec.Struct, frozen=True):
    tokens: tuple[_Token, ...]
    chinese: bool = False
    """Numbers are shown as 一, 二, 三."""
    elapsed: bool = False

    def has(self, kinds: str) -> bool:
        """Tell whether one of the parts of a date is in it, each named by a letter."""
        return any(len(token.kind) == 1 and token.kind in kinds for token in self.tokens)


def shown(value: float, code: str, from_1904: bool = False, with_year: bool = False) -> str:
    """Return the text that a sheet shows for a number; `with_year` adds the year to a date that does without."""
    sections = _sections(code)
    section = sections[0]
    if section.has("ymdhns"):
        return _moment(value, section, from_1904, with_year) or number_text(value)
    if value < 0 and len(sections) > 1:
        section, value = sections[1], -value
    elif value == 0 and len(sections) > 2:
        section = sections[2]
    return _number(value, section) or number_text(value)


@lru_cache(maxsize=1024)
def hides_year(code: str) -> bool:
    """Tell whether a format shows months and days without their year; the year is then that of the typing."""
    section = _sections(code)[0]
    return section.has("m") and not section.has("y")


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[_Section, ...]:
    parts: list[list[re.Match[str]]] = [[]]
    for match in _TOKEN.finditer(code[:MAX_CODE]):
        if match["other"] == ";":
            parts.append([])
        else:
            parts[-1].append(match)
    return tuple(map(_section, parts))


def _section(matches: list[re.Match[str]]) -> _Section:
    tokens: list[_Token] = []
    chinese = elapsed = False
    for match in matches:
        bracket = match["bracket"]
        if bracket is None:
            tokens += _tokens(match)
        elif _ELAPSED.fullmatch(bracket):
            elapsed = True
            tokens.append(_Token(bracket[0].lower()))
        elif currency := _CURRENCY.match(bracket):
            tokens.append(_Token("literal", currency[1]))
        elif bracket.lower().startswith("dbnum"):
            chinese = True
        elif bracket.startswith(("<", ">", "=")):
            tokens.append(_Token("odd"))
    return _Section(tuple(_with_minutes(tokens)), chinese, elapsed)


def _tokens(match: re.Match[str]) -> Iterator[_Token]:
    if date := match["date"]:
        letter = date[0].lower()
        yield _Token("w" if letter in "abg" or (letter == "d" and len(date) > 2) else "y" if letter == "e" else letter)
    elif match["scale"] or match["exponent"]:
        yield _Token("odd")
    else:
        for kind in ("general", "digits", "percent", "text"):
            if match[kind]:
                yield _Token(kind, match[kind])
        if literal := match["literal"] or match["escaped"] or match["other"]:
            yield _Token("literal", literal)


def _with_minutes(tokens: list[_Token]) -> Iterator[_Token]:
    """Give the tokens with the m that are minutes as n: those behind hours or in front of seconds."""
    parts = [index for index, token in enumerate(tokens) if len(token.kind) == 1]
    minutes = {
        here
        for place, here in enumerate(parts)
        if tokens[here].kind == "m"
        and (
            (place > 0 and tokens[parts[place - 1]].kind == "h")
            or (place + 1 < len(parts) and tokens[parts[place + 1]].kind == "s")
        )
    }
    for index, token in enumerate(tokens):
        yield _Token("n") if index in minutes else token


# --- dates ---


def _moment(value: float, section: _Section, from_1904: bool, with_year: bool) -> str:
    if section.elapsed:
        minutes, seconds = divmod(round(value * 86400), 60)
        return time_text(*divmod(minutes, 60), seconds) if value >= 0 else ""
    moment = moment_of(value, from_1904)
    if moment is None:
        return ""
    time = time_text(moment.hour, moment.minute, moment.second)
    if not section.has("ymd"):
        return time
    tokens = list(takewhile(lambda token: token.kind not in ("h", "n", "s"), section.tokens))
    worded = any(_WORDS.search(token.text) for token in tokens)
    date = _worded(moment, tokens) if worded else _standard(moment, section)
    if with_year and not section.has("y"):
        date = f"{moment.year}年{date}"
    return f"{date} {time}" if section.has("h") and moment.time() != dt.time() else date


def _standard(moment: dt.datetime, section: _Section) -> str:
    parts = (("y", f"{moment.year}年"), ("m", f"{moment.month}月"), ("d", f"{moment.day}日"))
    return "".join(text for kind, text in parts if section.has(kind))


def _worded(moment: dt.datetime, tokens: Iterable[_Token]) -> str:
    """Return the date with the words of its format."""
    parts = {"y": moment.year, "m": moment.month, "d": moment.day}
    return "".join(str(parts[token.kind]) if token.kind in parts else token.text for token in tokens).strip()


# --- numbers ---


def _number(value: float, section: _Section) -> str:
    kinds = [token.kind for token in section.tokens]
    numbers = kinds.count("digits") + kinds.count("general")
    if "odd" in kinds or "text" in kinds or numbers > 1 or abs(value) >= 1e15:
        return ""
    sign, value = ("-", -value) if value < 0 else ("", value)
    text = "".join(_piece(token, value, section, kinds.count("percent")) for token in section.tokens).strip()
    return sign + text if text else ""


def _piece(token: _Token, value: float, section: _Section, percents: int) -> str:
    if token.kind == "literal":
        return token.text
    if token.kind == "percent":
        return "%"
    if token.kind == "general" or (token.kind == "digits" and section.chinese):
        return _in_chinese(value) if section.chinese else number_text(value)
    return _digits(value, token.text, percents)


def _digits(value: float, pattern: str, percents: int) -> str:
    whole, _, fraction = pattern.partition(".")
    places = min(len(fraction), _MOST_PLACES)
    rounded = (Decimal(repr(value)) * 100**percents).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    digits, _, decimals = f"{rounded:f}".partition(".")
    digits = digits.lstrip("0").rjust(whole.count("0"), "0")
    if "," in whole:
        digits = f"{int(digits):,}" if digits else ""
    least = fraction.count("0")
    decimals = decimals[:least] + decimals[least:].rstrip("0")
    return f"{digits or '0'}.{decimals}" if decimals else digits


def _in_chinese(value: float) -> str:
    """Return a whole number below 10,000 as 二十一, others in digits."""
    if value != int(value) or not 0 <= value < 10_000:
        return number_text(value)
    text = ""
    for digit, scale in zip(reversed(str(int(value))), ("", "十", "百", "千"), strict=False):
        text = ("〇" if digit == "0" else "一二三四五六七八九"[int(digit) - 1] + scale) + text
    text = re.sub("〇+", "〇", text)
    if len(text) > 1:
        text = text.removesuffix("〇").replace("〇", "零")
    return text.removeprefix("一") if text.startswith("一十") else text
