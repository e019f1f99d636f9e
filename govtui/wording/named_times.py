"""Times that have a name instead of a number: 国庆节前, “五一”前, “十五五”末.

Only what has the same date in every year is here. The day of the Spring Festival or the Mid-Autumn Festival, of the
flood season, of a school term or a session of congress is not known from the wording alone: 春节前, 中秋节前, 汛期前,
开学前 stay as worded.
"""

from __future__ import annotations

import re

FEASTS = {
    "元旦": (1, 1),
    "元旦节": (1, 1),
    "妇女节": (3, 8),
    "五一": (5, 1),
    "五一节": (5, 1),
    "劳动节": (5, 1),
    "五一劳动节": (5, 1),
    "六一": (6, 1),
    "儿童节": (6, 1),
    "七一": (7, 1),
    "建党节": (7, 1),
    "八一": (8, 1),
    "建军节": (8, 1),
    "教师节": (9, 10),
    "国庆": (10, 1),
    "国庆节": (10, 1),
}
"""Feasts of the solar calendar with their month and day. 十一 is one only in quotation marks (“十一”前)."""

_QUOTED = {**FEASTS, "十一": (10, 1)}
_LONGEST_FIRST = sorted(FEASTS, key=len, reverse=True)
FEAST = f"(?:(?<![\\d一二三四五六七八九十第〇零]){'|'.join(_LONGEST_FIRST)})"
QUOTED_FEAST = f'[“"「](?:{"|".join(sorted(_QUOTED, key=len, reverse=True))})[”"」](?:国庆|建党|建军|劳动|儿童)?节?'
"""Pieces of regular expressions, without groups."""
FEAST_STARTS = "".join(sorted({name[0] for name in FEASTS}))
FEAST_SECONDS = "".join(sorted({name[1] for name in FEASTS}))
"""The first two characters of a feast's name."""

_MOVABLE = re.compile("(?:中秋|春节|端午|清明|重阳)节?[”、和及与]?[“]?$")
"""What makes a feast behind it uncertain: 中秋、国庆节前 means the earlier of the two."""

PLAN_PERIOD = '[“"「]?十[一二三四五六七八九]五[”"」]?(?:规划)?(?:期?末|(?:规划)?(?:期间?|时期)内?)'
"""The end or the whole of a five-year plan, without groups: “十五五”末, “十四五”期间, not the plan itself."""

_ELEVENTH_PLAN_END = 2010


def read_feast(text: str) -> tuple[int, int]:
    """Return the month and day of what `FEAST` or `QUOTED_FEAST` has found."""
    name = re.sub('[“”"「」]', "", text)
    return _QUOTED[name] if name in _QUOTED else _QUOTED[name[:2]]


def is_movable(before: str) -> bool:
    """Say whether a feast whose date differs from year to year is named right before the one at hand."""
    return _MOVABLE.search(before[-6:]) is not None


def plan_end(text: str) -> int:
    """Return the last year of what `PLAN_PERIOD` has found: 2030 for “十五五”期间."""
    number = "一二三四五六七八九".index(text[text.index("十") + 1])
    return _ELEVENTH_PLAN_END + 5 * number
