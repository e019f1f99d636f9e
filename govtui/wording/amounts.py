"""Amounts in running text: a number with the word that it counts, 10次, 5个工作日, 99.5%, 百分之九十五, 3.5亿元."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from govtui.wording.numerals import CHINESE_NUMERALS, NUMBER, parse_number

Kind = Literal["share", "time", "occasion", "count"]
_KINDS: tuple[Kind, ...] = ("share", "time", "occasion", "count")

_SHARES = ("%", "％", "‰", "个百分点", "百分点")
_TIMES = ("个工作日", "工作日", "个自然日", "个小时", "小时", "分钟", "个月", "个星期", "星期", "日", "天", "周", "年")
_OCCASIONS = (
    "场次",
    "批次",
    "人次",
    "件次",
    "家次",
    "户次",
    "车次",
    "班次",
    "台次",
    "次",
    "场",
    "期",
    "轮",
    "遍",
    "篇",
)
_COUNTS = (
    *("个", "家", "项", "条", "件", "份", "部", "套", "处", "名", "人", "户", "所", "座", "支", "门", "本", "台"),
    *("起", "栋", "幢", "辆", "路", "批", "张", "盏", "棵", "株", "册", "间"),
    *(
        "公里",
        "千米",
        "亩",
        "公顷",
        "平方米",
        "平方公里",
        "立方米",
        "吨",
        "元",
        "美元",
        "欧元",
        "港元",
        "字",
        "分",
        "课时",
        "学时",
    ),
)
_LONGER_WORDS = (
    *("次性", "部门", "部分", "处室", "场所", "期间", "期限", "分之", "分别", "分类", "名单", "本级", "本地", "门户"),
    *("门类", "台账", "支部", "年度", "年级", "元素", "人员", "人民", "人口", "人大", "日常", "周边", "家庭", "条件"),
)
"""Words that begin like a unit and are none: 一次性, 5部门, 1本级."""


def _either(words: tuple[str, ...]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_UNIT = (
    f"(?:(?P<share>{_either(_SHARES)})|(?P<time>{_either(_TIMES)})"
    f"|[万亿]?(?:(?P<occasion>{_either(_OCCASIONS)})|(?P<count>{_either(_COUNTS)})))"
    f"(?!{'|'.join(f'(?<={word[0]}){word[1]}' for word in _LONGER_WORDS)})"
)

AMOUNT = (
    rf"(?:(?:(?P<low>{NUMBER})[%％]?[—–~～至-])?(?P<number>{NUMBER})余?(?P<unit>{_UNIT})"
    f"|百分之(?P<percent>{NUMBER}))"
)
"""One amount or a range of it (1—2次); a pattern may hold it once, `read_amount` reads its groups."""

NUMERAL = re.compile(rf"[\d{CHINESE_NUMERALS}]")
"""How an amount begins."""

_BARE_UNIT = re.sub("[?]P<[a-z]+>", "?:", _UNIT)
HAS_AMOUNT = re.compile(rf"[\d{CHINESE_NUMERALS}](?:余?{_BARE_UNIT}|(?<=百)分之)")
"""Finds something in every text with an amount."""

FREE_START = (
    rf"(?<![\dA-Za-z第近.．+＋×*/])(?<!\d月)(?<![一二三四五六七八九十]月)(?:(?=\d|百分之)|(?<![{CHINESE_NUMERALS}]))"
)
"""Where an amount may begin that nothing introduces: in no ordinal (第3次), date (9月5日) or name (2+X)."""


class Amount(msgspec.Struct, frozen=True, gc=False):
    """A number and what it counts."""

    number: int | float
    """The greater one of a range."""
    low: int | float | None
    """The lesser one of a range."""
    unit: str
    """As printed: %, 次, 个工作日, 亿元."""
    kind: Kind
    """`share`, `time`, `occasion` (what happens so often) or `count` (what there is so much of)."""
    in_digits: bool
    """Written with digits, not with Chinese numerals."""


def read_amount(match: re.Match[str]) -> Amount | None:
    """Return the amount in a match of a pattern that holds `AMOUNT`; None where its number leaves a doubt."""
    number = 100 if match["percent"] == "百" else parse_number(match["number"] or match["percent"])
    low = parse_number(match["low"]) if match["low"] else None
    if number is None or (match["low"] and (low is None or low >= number)):
        return None
    if match["percent"]:
        return Amount(number, None, "%", "share", in_digits=True)
    kind = next(kind for kind in _KINDS if match[kind])
    return Amount(number, low, match["unit"], kind, match["number"][0].isdecimal())
