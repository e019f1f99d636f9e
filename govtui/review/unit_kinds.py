"""What kind of unit a name means by its shape, and whom a collective (各部门, 各乡镇（街道）) stands for.

Which units there are differs from county to county, so nothing is listed: a collective says itself whom it means. One
with a word of its own (各执法单位, 各水气企业) stands for whomever the clerk says, and for nobody until then.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

_LEVELS = "省市县区旗州"
_LEVEL = re.compile(
    rf"^(?:[一-鿿]{{2,4}}?(?<![社园城都]))?(?P<level>[{_LEVELS}])"
    "(?!场|容|域|政(?:公司|园林|设施|管理|工程|局|处|中心))(?=.{2})"
)
"""县财政局, 青禾县财政局; not 市场监管局, 社区服务中心."""

_TOWN = re.compile("(?:镇|乡|街道|街道办|街道办事处|镇人民政府|乡人民政府|镇政府|乡政府)$")
_COUNTY = re.compile(f"[{_LEVELS}](?:人民政府|政府|委)?$")
_OFFICE = re.compile("(?:科|股|处|(?<!办公)室)$")
_ZONE = re.compile("(?:开发区|园区|经开区|高新区|新区)(?:管委会|管理委员会)?$|管委会$|管理委员会$")
_ENTERPRISE = re.compile("(?:公司|集团|企业|银行|支行|合作社|厂)$")

_MEANT = "有关|相关|责任|成员|职能|组成|工作|直属|所属|下属|各级|其他|其它|所有|全体"
_COLLECTIVE = re.compile(
    rf"(?:[一-鿿]{{2,4}}?)??(?P<level>[{_LEVELS}])?(?P<body>委|人民政府|政府|直|级|属|辖|内)*"
    rf"(?P<each>各|(?=有关|相关)|全[{_LEVELS}])(?:{_MEANT})*(?P<rest>[^各]+)"
)
_SIGNS = re.compile("[（(）)、，,/和及与]")
_KIND_WORDS = re.compile(
    "(?P<TOWN>乡镇人民政府|乡镇政府|乡镇街道|乡镇办|乡镇街|乡镇|镇街道|镇街|镇人民政府|镇政府|乡人民政府|乡政府|镇|乡|街道办事处|街道办|街道|街|办事处)"
    "|(?P<DEPARTMENT>政府部门|工作部门|职能部门|部门|直属机构|机关|委办局|委局办|局)"
    "|(?P<ANY>单位)|(?P<ZONE>园区|开发区|功能区|管委会)|(?P<OFFICE>科室|处室|股室|科|股)"
    "|(?P<COUNTY>[县市区旗州](?:人民政府|政府)?|人民政府|政府)"
)


class UnitKind(Enum):
    """What a unit is, as far as its name says."""

    __hash__ = object.__hash__  # Enum's own is a call of Python code each time

    DEPARTMENT = "部门"
    TOWN = "乡镇（街道）"
    COUNTY = "县（市、区）"
    ZONE = "园区"
    OFFICE = "科室"
    ENTERPRISE = "企业"


_DEPENDS = frozenset({UnitKind.DEPARTMENT, UnitKind.TOWN, UnitKind.ZONE, UnitKind.OFFICE})
"""Whom 各单位 means where nothing else is said."""


@lru_cache(maxsize=4096)
def kind_of(name: str) -> UnitKind:
    """Return what a unit is; what is nothing else is a department."""
    for pattern, kind in (
        (_TOWN, UnitKind.TOWN),
        (_ZONE, UnitKind.ZONE),
        (_COUNTY, UnitKind.COUNTY),
        (_OFFICE, UnitKind.OFFICE),
        (_ENTERPRISE, UnitKind.ENTERPRISE),
    ):
        if pattern.search(name):
            return kind
    return UnitKind.DEPARTMENT


def level_of(name: str) -> str:
    """Return the level that a unit's name begins with, 县 of 县财政局 and of 青禾县财政局; empty where it has none."""
    match = _LEVEL.match(name)
    return match["level"] if match else ""


def without_level(name: str) -> str:
    """Return a name without the place and the level that it begins with: 财政局 of 青禾县财政局."""
    match = _LEVEL.match(name)
    return name[match.end() :] if match else name


@lru_cache(maxsize=4096)
def is_collective(name: str) -> bool:
    """Say whether a name stands for several units: 各乡镇, 县直各部门, 相关单位, 各执法单位."""
    return "各" in name or _COLLECTIVE.fullmatch(name) is not None


@lru_cache(maxsize=4096)
def meant_by(name: str) -> tuple[str, frozenset[UnitKind]]:
    """Return the level of a collective, empty for any, and the kinds of units that it means, as far as is known.

    各乡镇（街道） means the towns, 各单位 everybody, 县直各单位 the departments of the county.
    """
    match = _COLLECTIVE.fullmatch(name)
    if not match:
        return "", frozenset()
    rest, kinds = _SIGNS.sub("", match["rest"]), set()
    while rest:
        word = _KIND_WORDS.match(rest)
        if not word or not word.lastgroup:
            return "", frozenset()
        kinds.add(word.lastgroup)
        rest = rest[word.end() :]
    level = match["level"] or match["each"][1:]
    if "TOWN" in kinds:
        kinds.discard("COUNTY")  # 各镇（街道）政府 names no county
    if "ANY" not in kinds:
        return level, frozenset(UnitKind[each] for each in kinds)
    if level or "DEPARTMENT" in kinds:  # 各部门（单位）
        return level, frozenset({UnitKind.DEPARTMENT} | {UnitKind[each] for each in kinds - {"ANY"}})
    return level, _DEPENDS


def stands_for(collective: str, name: str) -> bool:
    """Say whether a unit is of a kind that a collective means, as far as the names say."""
    level, kinds = meant_by(collective)
    if kind_of(name) not in kinds:
        return False
    own = level_of(name)
    below = kind_of(name) is not UnitKind.DEPARTMENT  # 县各乡镇: the county is not the town's own level
    return below or not level or not own or level == own
