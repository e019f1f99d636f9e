"""What a cell of responsible units (责任单位) says: who leads, who supports, who is named.

Names stay as printed; no prefix is added (县司法局、发改局) and bracketed parts stay with their unit. A unit leads or
supports only where the cell says so (牵头, 配合, 会同 …).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from functools import lru_cache

import msgspec

from govtui.wording.lines import join_lines
from govtui.wording.moments import find_moments
from govtui.wording.persons import PERSON_LABEL, are_persons, is_person, without_person
from govtui.wording.rhythms import KEPT_UP
from govtui.wording.unit_names import BRACKETED, are_apart, ends_firmly, joins, may_end, may_start


class UnitCell(msgspec.Struct, frozen=True, gc=False):
    """The units of a cell, in the order of the cell, as printed, each once."""

    lead: tuple[str, ...] = ()
    """Units that 牵头; empty where the cell does not say."""
    support: tuple[str, ...] = ()
    """Units that 配合; empty where the cell does not say."""
    units: tuple[str, ...] = ()
    """All units, lead and support included."""


class _Role(Enum):
    """What a cell says of a unit, as long as the other units are not known."""

    UNSAID = auto()
    SHARES = auto()
    """按职责分工: supports where another unit leads."""
    DOES = auto()
    """负责: leads where another unit supports, supports where another unit leads."""
    SUPPORT = auto()
    LEAD = auto()


_EXPLICIT = (_Role.LEAD, _Role.SUPPORT)


class _Named(msgspec.Struct):
    name: str
    role: _Role


_PLACES_OF_ONE_UNIT = "各(?:[省市县区州旗]、)+[省市县区州旗](?=[政人党]|[，,；;（(]|$)"
"""各县、市、区政府 is printed with the sign that elsewhere separates units, and is one unit."""
_NUMBERED_OFFICES = r"[一-鿿]{1,8}?(?:[一二三四五六七八九十\d]、)+[一二三四五六七八九十\d](?=[科室处股队所])"
"""审批一、二、三科"""
_LEVELS_OF_ONE_UNIT = "[省市县区州镇乡村](?:、[省市县区州镇乡村]){1,3}[两二三四五多各]级"
"""县、乡、村三级政务大厅"""
_ITEM = re.compile(
    rf"(?:{_PLACES_OF_ONE_UNIT}|{_LEVELS_OF_ONE_UNIT}|{_NUMBERED_OFFICES}|{BRACKETED}|[^、，,；;。/／|｜\s])+"
)

_NUMBERING = re.compile(
    r"(?<![\d第])\d{1,2}[.．、](?=[一-鿿“])|[（(]\d{1,2}[）)](?=[一-鿿“])|[①-⑳]|^[一二三四五六七八九十]、(?=[一-鿿]{3})"
)
"""1.县财政局 2.县审计局"""
_MARKS = "★☆*＊▲△●○※#"
_NO_UNIT = re.compile("无|暂无|不涉及|待定|待明确|未定|略|同上|同前|以上|[详另]?见.{1,8}|另行(?:通知|明确)")

_OFFICES = "(?:单位|部门|科室|处室|股室)"
_LEAD = (
    "(?:分别|共同|联合|双|总|主要)?(?:负责)?牵头(?:负责|落实|抓总|推进|办理|组织实施|组织|实施)?|主办|为主(?:负责)?"
    f"|(?:作?为|是)(?:第一)?(?:牵头|主办|主责){_OFFICES}"
)
_SUPPORT = (
    "(?:积极|协同|共同)?配合(?:落实|做好|实施|推进|办理|负责)?|(?:共同)?参与(?:落实)?|参加|协助(?:落实)?|(?<![政科])协办"
    f"|(?:作?为|是)(?:配合|协办|协同|参与){_OFFICES}"
)
_SHARES = (
    "(?:(?:按照?|依据|根据)?(?:各自)?(?:职责|职能)?(?:任务)?分工|(?:按照?|依据|根据)(?:各自)?(?:职责|职能))"
    "(?:抓好|做好|分别)?(?:负责|落实|推进)*|(?:监督)?指导|监督"
)
_DOES = (
    "(?:具体|共同|分别|主要|统一)?(?:负责|承办|办理)(?:落实|实施|推进)?|(?:抓好)?落实|(?:具体|组织)?实施"
    f"|(?<!城乡)统筹(?:协调|推进|负责|落实)?|(?:作?为|是)(?:责任|承办|实施){_OFFICES}"
)
_ROLE = f"(?P<LEAD>{_LEAD})|(?P<SUPPORT>{_SUPPORT})|(?P<SHARES>{_SHARES})|(?P<DOES>{_DOES})"
_ROLE_START = re.compile(_ROLE)
_ROLE_END = re.compile(f"(?:{_ROLE})$")
_LONGEST_ROLE = 20
_ROLE_BRACKET = re.compile(
    "[（(][^（(）)]{0,8}?(?:(?P<LEAD>牵头|主办)|(?P<SUPPORT>配合|协办|参与))(?:单位|部门|科室)?[)）]$"
)
_LABEL = re.compile(
    "(?:[省市县区镇]级|各)?"
    "(?:(?P<LEAD>牵头|主办|主责)|(?P<SUPPORT>配合|协办|协同|参与|参加|协助)|(?P<DOES>(?:主要|第一|主体)责任)"
    "|(?P<UNSAID>责任|承办|负责|落实|实施|具体|完成|监督|督办|督导|指导))"
    f"(?:责任)?{_OFFICES}?(?:[（(]{_OFFICES}[）)])?(?:(?:及|和)(?:责任|负责)人)?[：:]"
)
_BARE_LABEL = re.compile(
    f"(?:(?P<LEAD>牵头|主办|主责)|(?P<SUPPORT>配合|协办|协同)|(?P<UNSAID>责任|承办)){_OFFICES}(?:[为是](?=.)|$)"
)
"""A label in place of the colon: 牵头单位 县财政局 配合单位 县审计局; 牵头单位为县财政局."""
_OPENED = re.compile(
    "[（(](?P<inside>(?:会同|(?:牵头|主办|配合|协办|参与|责任)(?:单位|部门|科室)?[：:])[^（(）)]+)[）)]"
)
"""县财政局（会同县审计局）, 县财政局（配合单位：县审计局）"""
_ANY_LABEL = re.compile(f"{re.sub('[?]P<[A-Z]+>', '?:', _LABEL.pattern)}|{PERSON_LABEL.pattern}")
_LEAD_OR_BRACKET = re.compile(
    "(?P<lead>牵头(?!负责|落实|抓总|推进|办理|组织|实施|单位|部门|科室|处室|股室|[：:]|$))|[（(〔【]|(?P<closing>[)）〕】])"
)
"""Where an item goes on that leaves out the comma: 办公室牵头各科室配合; and the brackets in which it does not."""

_TOGETHER = re.compile("会同|(?<!管委)(?<!常委)会")
_JOINT = re.compile("以及|及(?!其(?!他|它))|[和与]|联合(?!会)")
_LEFTOVER = re.compile("以及|[及和与由]|以(?!工代赈)")
_AND_SO_ON = re.compile("等(?!级)")
_OTHERS = re.compile("相关|有关|其他|其它|各|成员|责任|职能|主管")
_CLOSES_LIST = re.compile(rf"(?:(?:\d+|[一二三四五六七八九十]+)[个家]?)?(?:部门|单位|科室|处室)?(?:{BRACKETED})?")
"""等部门 and 等5个单位 only close the list, where 等相关部门 names one more unit."""

_BRACKET = re.compile("[（(](?P<inside>[^（(）)]{1,40})[）)]")
_LAST_BRACKET = re.compile(f"{_BRACKET.pattern}$")
_ANY_YEAR = 2000

_HAS_LETTERS = re.compile(r"\w")

_GOES_ON = re.compile("[、，,；;：:/／|｜（(和及与等由各]$|会同$")
_CONTINUES = re.compile("[、，,；;：:/／|｜。（()）和及与等的]")
_LAST_NAME = re.compile(r"[^、，,；;：:/／|｜\s]*$")
_FIRST_NAME = re.compile(rf"(?:{BRACKETED}|[^、，,；;：:/／|｜\s])*")


_remembered = lru_cache(maxsize=4096)
"""A plan names the same units again and again, in ever new company."""


def parse_units(text: str) -> UnitCell:
    """Return the units that a cell names, and which of them lead and support."""
    named: list[_Named] = []
    said, mode = 0, _Role.UNSAID  # named[said:] wait for the role that their phrase ends with
    persons = False
    for item in _items(text):
        if label := _LABEL.match(item) or _BARE_LABEL.match(item):
            said, mode, persons = len(named), _role(label), False
            item = item[label.end() :]
        persons = persons or PERSON_LABEL.match(item) is not None
        if persons:
            continue
        leading, item, together = _part_together(item)
        if together:
            named += [_Named(name, _Role.LEAD) for name in _names(leading)]
            _say(named[said:], _Role.LEAD)
            said, mode = len(named), _Role.SUPPORT
        if bracket := _ROLE_BRACKET.search(item):
            named += [_Named(name, _role(bracket)) for name in _names(item[: bracket.start()])]
            said = len(named)
            continue
        item, role = _part_role(item)
        named += [_Named(name, mode) for name in _names(item)]
        if role is not _Role.UNSAID:
            _say(named[said:], role)
            said, mode = len(named), _Role.UNSAID
    return _cell(named)


def join_unit_lines(lines: Sequence[str]) -> str:
    """Return the lines of a wrapped unit cell as one text.

    Wrapped phrases are joined without a blank (各发文科室 / 配合, 各乡镇 / （街道）); one blank stays where a break
    separates two complete entries without punctuation (县委组织部 / 各乡镇).
    """
    return join_lines(lines, _stand_apart)


def _items(text: str) -> Iterator[str]:
    text = _OPENED.sub(lambda match: f"；{match['inside']}；", join_unit_lines([text]))
    text = _BRACKET.sub(lambda match: "" if are_persons(match["inside"]) else match[0], text)
    for item in _ITEM.findall(_NUMBERING.sub("；", text)):
        for phrase in _phrases(item):
            yield from _labelled(phrase)


def _phrases(item: str) -> Iterator[str]:
    """Give the parts of an item after each 牵头 that stands outside of brackets."""
    cuts = [len(item)]
    bracketed = False
    for sign in reversed(list(_LEAD_OR_BRACKET.finditer(item))) if "牵头" in item else ():
        if not sign["lead"]:
            bracketed = sign["closing"] is not None
        elif not bracketed:
            cuts.append(sign.end())
    start = 0
    for cut in reversed(cuts):
        yield item[start:cut]
        start = cut


def _labelled(item: str) -> Iterator[str]:
    """Give the parts of an item before each label: 责任单位：县水利局责任人：李四."""
    start = 0
    for label in _ANY_LABEL.finditer(item) if "：" in item or ":" in item else ():
        if start < label.start() and not _is_open(item[: label.start()]):
            yield item[start : label.start()]
            start = label.start()
    yield item[start:]


def _role(match: re.Match[str]) -> _Role:
    return _Role[match.lastgroup or "UNSAID"]


def _say(named: Sequence[_Named], role: _Role) -> None:
    """Give the role to the units; a weak word (负责) does not take away what a label or 会同 has said."""
    for unit in named:
        if role in _EXPLICIT or unit.role not in _EXPLICIT:
            unit.role = role


@_remembered
def _part_together(item: str) -> tuple[str, str, bool]:
    """Return what stands before and after the 会同 or 会 between units of an item, and whether there is one."""
    for match in _TOGETHER.finditer(item):
        before, after = item[: match.start()], item[match.end() :]
        unmistakable = match[0] == "会同"
        if (may_end(before) and (unmistakable or may_start(after))) or (unmistakable and not before):
            return before, after, True
    return "", item, False


@_remembered
def _part_role(item: str) -> tuple[str, _Role]:
    """Return an item without the role words at its end, and the strongest role that they say."""
    role = _Role.UNSAID
    while match := _ROLE_END.search(item, max(0, len(item) - _LONGEST_ROLE)):
        item = item[: match.start()]
        role = max(role, _role(match), key=lambda said: said.value)
    return item, role


@_remembered
def _names(item: str) -> tuple[str, ...]:
    """Return the names in an item that no sign separates: 和 and 及 between units, 等相关部门."""
    return tuple(_each_name(item))


def _each_name(item: str) -> Iterator[str]:
    if leftover := _LEFTOVER.match(item):
        item = item[leftover.end() :]
    listed, others = _part_others(item)
    start = 0
    for joint in _JOINT.finditer(listed):
        if joins(listed[start : joint.start()], listed[joint.end() :]):
            yield listed[start : joint.start()]
            start = joint.end()
    for name in (listed[start:], others):
        yield from _units(name)


def _units(name: str) -> Iterator[str]:
    """Give the unit that a name names, without marks and persons: nothing for 张三, 10月底前完成 or 无."""
    name = name.strip(_MARKS)
    if (bracket := _LAST_BRACKET.search(name)) and is_person(name[: bracket.start()]):
        name = bracket["inside"]
    if is_person(name):
        return
    name = without_person(name)
    if not _HAS_LETTERS.search(name) or _NO_UNIT.fullmatch(name):
        return
    if may_end(name) or not (find_moments(name, _ANY_YEAR) or KEPT_UP.match(name)):
        yield name


def _part_others(item: str) -> tuple[str, str]:
    """Return the units before 等 and the one that 等 adds; without such a 等 the whole item and nothing."""
    for match in _AND_SO_ON.finditer(item):
        listed, others = item[: match.start()], item[match.end() :]
        if not may_end(listed):
            continue
        if _CLOSES_LIST.fullmatch(others):
            return listed, ""
        if _OTHERS.match(others) or may_end(others):
            return listed, others
    return item, ""


def _cell(named: Sequence[_Named]) -> UnitCell:
    _settle_the_last(named)
    roles = {unit.role for unit in named}
    lead, support = {_Role.LEAD}, {_Role.SUPPORT}
    if _Role.LEAD in roles:
        support |= {_Role.SHARES, _Role.DOES}
    elif _Role.SUPPORT in roles:
        lead |= {_Role.DOES}
    return UnitCell(
        lead=_once(unit.name for unit in named if unit.role in lead),
        support=_once(unit.name for unit in named if unit.role in support),
        units=_once(unit.name for unit in named),
    )


def _settle_the_last(named: Sequence[_Named]) -> None:
    """Let those who 落实 behind who supports share the work of who does it: A负责，B配合，各镇落实."""
    roles = [unit.role for unit in named]
    if _Role.DOES in roles and _Role.SUPPORT in roles[roles.index(_Role.DOES) :]:
        for unit in named[roles.index(_Role.SUPPORT, roles.index(_Role.DOES)) :]:
            unit.role = _Role.SUPPORT if unit.role is _Role.DOES else unit.role


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _stand_apart(before: str, after: str) -> bool:
    """Say whether a break between two pieces of a cell separates two complete entries."""
    if _is_open(before):
        return False
    if _LABEL.match(after) or _BARE_LABEL.match(after) or PERSON_LABEL.match(after):
        return True
    if _GOES_ON.search(before) or _CONTINUES.match(after) or _ROLE_START.match(after):
        return _NUMBERING.match(after) is not None and not _GOES_ON.search(before)
    last, role = _part_role(_LAST_NAME.findall(before)[0])
    first, _role_of_first = _part_role(_FIRST_NAME.findall(after)[0])
    if _NUMBERING.match(after) or _BARE_LABEL.fullmatch(last):
        return True
    if role is not _Role.UNSAID:
        return may_start(first) or may_end(first)
    if is_person(first):
        return ends_firmly(last) or is_person(last)
    return are_apart(last, first) or (is_person(last) and (may_start(first) or may_end(first)))


def _is_open(text: str) -> bool:
    """Say whether a bracket is still open at the end of the text."""
    return sum(map(text.count, "（(〔【")) > sum(map(text.count, "）)〕】"))
