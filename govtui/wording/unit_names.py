"""What the name of a unit (单位) looks like: how it may begin and end, and where two names touch.

No list of units exists that would fit every county, so names are known by their shape: they end in 局, 办公室, 部门 …
and begin, where they do not leave the prefix out, with 各 or their level (省, 市, 县, 区, 镇 …).
"""

from __future__ import annotations

import re

BRACKETED = "[（(〔【][^（(〔【）)〕】]*[）)〕】]"

_OFFICE = "科|室|处|股|组|专班"
_BODY = (
    "局|委|办|部|厅|院|校|馆|站|所|队|社|园|场|台|公司|集团|银行|中心|政府|单位|部门|机构|机关|企业|街道|办事处|协会"
    "|(?:员|合|管|管委|工|学|商|红十字)会|妇联|残联|工商联|文联|科协|侨联|总工会|团委"
)
_ZONE = "(?:开发|经开|高新|新|园|管理|示范|试验|保税|度假)区|乡镇"
_PLACE = "[乡镇村区县市州旗]"

_END = re.compile(rf"(?:{_OFFICE}|{_BODY}|{_ZONE}|{_PLACE})(?:{BRACKETED})?$")
_FIRM_END = re.compile(rf"(?:(?P<office>{_OFFICE})|{_BODY}|{_ZONE})(?:{BRACKETED})?$")
_OFFICE_END = re.compile(rf"(?:{_OFFICE})(?:{BRACKETED})?$")
_NEVER_END = re.compile("(?:老干|干)部$|督办$")
_START = re.compile(
    "各|[省市县区州旗镇](?!和)|相关|有关|其他|其它|全[省市县区]|经开区|高新区|园区|国家|国网|团[省市县区]|驻"
)
_GENERIC = re.compile(f"(?:人民)?政府|部门|单位|街道|机构|机关|企业|科室|处室|{_OFFICE}|{_BODY}|{_PLACE}")
"""Words that are no unit by themselves."""

_KIND_OF_UNIT = re.compile("(?:人民)?政府|部门|单位|机构|机关|企业|科室|处室")
"""Words of which a name may consist only where others stand beside it."""

_WORDS = (
    *("办公室", "委员会", "管委会", "联合会", "管理局", "监管局", "执法局", "服务局", "办事处", "管理处", "服务中心"),
    *("部门", "单位", "科室", "处室", "乡镇", "街道", "政府", "企业", "公司", "中心", "分局", "大队", "支队", "社区"),
)
"""Words through which a line may break although its first half looks like an end: 政府办 / 公室."""
_NEEDS_HEAD = re.compile("[分支]局|分公司|监委|办事处|(?:人民)?政府|管委会|委员会|[总大中支]队|管理[局处]|服务中心")
_OF_PARTY = re.compile("组织部|宣传部|统战部|政法委|网信办|编办|党校|社会工作部|巡察办|办公室|办")
_BODIES_WITH_OFFICES = ("政府", "委", "会", "局", "院", "镇", "乡", "街道", "中心")
_OF_BODY = re.compile("办公室|办")
_OF_GOVERNMENT = re.compile("各(?:工作)?部门|各单位|[直所]属|组成部门")
_TOWN = re.compile("[一-鿿]{2,5}(?:镇|街道|(?<!城)乡)")
"""城关镇 / 河东乡"""
_LONGEST_END = 60
"""How much of a text is looked at to see how it ends."""


def may_end(text: str) -> bool:
    """Say whether a name may end where `text` ends."""
    return len(text) > 1 and _at_end(_END, text) is not None and not _at_end(_NEVER_END, text)


def may_start(text: str) -> bool:
    """Say whether `text` begins as only a name can, with 各 or the unit's level."""
    return _START.match(text) is not None


def ends_firmly(text: str) -> bool:
    """Say whether `text` ends as only a unit does, and not merely as a place (县, 村)."""
    return _at_end(_FIRM_END, text) is not None and not _at_end(_NEVER_END, text)


def joins(before: str, after: str) -> bool:
    """Say whether 和 or 及 between two texts joins two units, and is not part of one name.

    县司法局 and 各执法单位 are two; 住房 and 城乡建设局, 教科 and 体育局, 党委 and 政府 are parts of one.
    """
    ending = _at_end(_FIRM_END, before)
    if len(before) < 2 or not ending or _at_end(_NEVER_END, before):
        return False
    if may_start(after):
        return True
    if ending["office"]:
        return len(after) > 1 and _at_end(_OFFICE_END, after) is not None
    return not _GENERIC.fullmatch(after) and _at_end(_FIRM_END, after) is not None and not before.endswith("乡镇")


def are_apart(before: str, after: str) -> bool:
    """Say whether a line break between two names separates them, and does not merely wrap one."""
    if not may_end(before) or not (may_end(after) or after.startswith("各")) or _GENERIC.fullmatch(after):
        return False
    if _KIND_OF_UNIT.fullmatch(before):  # 机关 / 党委
        return False
    if _TOWN.fullmatch(before) and _TOWN.fullmatch(after):
        return True
    if not _at_end(_FIRM_END, before) and not may_start(after):  # 县住房和城乡 / 建设局
        return False
    if _NEEDS_HEAD.fullmatch(after) or before.endswith("总局") or (before.endswith("局") and after.endswith("分局")):
        return False
    if before.endswith("委") and _OF_PARTY.fullmatch(after):
        return False
    if before.endswith(_BODIES_WITH_OFFICES) and _OF_BODY.fullmatch(after):
        return False
    if before.endswith("政府") and "各" not in before and _OF_GOVERNMENT.match(after):
        return False
    return not any(_cut(word, before, after) for word in _WORDS)


def _at_end(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return pattern.search(text, max(0, len(text) - _LONGEST_END))


def _cut(word: str, before: str, after: str) -> bool:
    """Say whether the break runs through a word: 政府办 / 公室."""
    return any(before.endswith(word[:at]) and after.startswith(word[at:]) for at in range(1, len(word)))
