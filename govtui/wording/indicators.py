"""The numbers that a requirement demands (可计数的指标): 不少于10次, 达到95%以上, 5个工作日内, 新增12个.

An indicator is an explicit number together with a word that demands it. Numbers that only name something are none:
what stands in quotation marks or title marks, ordinals (第三届), kinds and slogans (9类, 三审, 四个行动), phone
numbers, dates. A bare number counts only after a word that says what is to be done (组织1次, 新增12个), or as a share
(占比20%). The text is expected as `squeeze` leaves it, without blanks between Chinese characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

import msgspec

from govtui.model import Indicator
from govtui.wording.amounts import AMOUNT, FREE_START, HAS_AMOUNT, NUMERAL, Amount, read_amount
from govtui.wording.scanning import find_each

_NOT = "不(?:应该|允许|[得能可应宜])?"
_AT_LEAST = (
    rf"{_NOT}(?:少|低|小|短)于|至少|最少|≥|>=|(?<!未)达到|(?<![传下送表抵直])达(?=百分|\d+(?:\.\d+)?[%％])"
    "|(?:提高|提升|增加|增长|增)[到至]"
)
_LESS = "压缩|压减|缩短|缩减|精简|减少|下降|降低|[降减缩压]"
_AT_MOST = f"{_NOT}(?:(?:多|高|大|长)于|超过)|至多|最多|≤|<=|控制[在到]|(?:{_LESS})[到至]"
_ASSERTED = "(?<![不未会再许])(?<!不该)"
_OVER = f"{_ASSERTED}(?:(?:多|高|大)于|超过|突破)"
_UNDER = f"{_ASSERTED}(?:低|少|小)于"
_OPEN = r"[^，,。；;、：:！!？?（()）\d]"
_COMPARED = re.compile(
    f"(?:(?P<at_least>{_AT_LEAST})|(?P<at_most>{_AT_MOST})|(?P<over>{_OVER})|(?P<under>{_UNDER})"
    "|(?P<exactly>(?:保持|稳定|维持)在))"
    f"(?:(?<=[至最]少){_OPEN}{{0,24}}?(?<!第)|(?P<of>{_OPEN}{{1,10}}(?:的|水平|平均)))?"
    f"{AMOUNT}(?P<bound>及?以上|[以之]?内|及?以下|左右)?"
)
_COMPARING = re.compile("[不至最达提增控压缩精减下降多高大低少小超突保稳维≥≤><]")
"""How a comparing word begins."""
_BOUNDED = re.compile(f"{FREE_START}(?![1一]年内){AMOUNT}(?P<bound>及?以上|[以之]?内|及?以下)")
_BARE = re.compile(f"{FREE_START}{AMOUNT}(?P<bound>左右)?(?!及?以上|[以之]?内|及?以下)")

_OPS = {"at_least": ">=", "at_most": "<=", "over": ">=", "under": "<=", "exactly": "="}
_BOUNDS = {"上": ">=", "内": "<=", "下": "<=", "右": "="}

_CONDITION = re.compile("的(?=$|[，,。；;、：:]|[予给]|一律|由|要|应|将|可|单位|部门|地方|地区|责令)|[仍还未]")
"""What follows a number that says when something happens, not what is demanded: 超过3次的，予以通报."""
_NO_DEMAND = re.compile(
    "(?:涉及?|跨|由|从|自|较|连续|已[^，,。；;]{0,4}|[这该届]|[未不][^，,。；;]{0,2}(?:达到|超过|突破|[高低多少大小]于))$"
)
"""What stands before a number that tells of a case or of the past: 涉及2个部门, 已召开3次, 未达到80%."""
_EACH = "每个?(?P<each>半年|两年|年度?|两个月|季度?|月度?|两周|周|星期|[天日])"
_PERIOD = re.compile(
    rf"{_EACH}|(?P<year>(?:(?<![一二两三四五六七八九十几半\d])|(?<=\d{{4}}))年内|年度内|全年(?!任务|目标|计划)"
    r"|(?<![十\d])[一1]年内)"
)
"""In what time a number is demanded; 三年内 is a time of its own."""
_PERIOD_AFTER = re.compile("[/／每](?P<each>半年|季度|[年月周日天])")
_PERIOD_NAMES = {"年度": "年", "季": "季度", "月度": "月", "星期": "周", "天": "日"}

_STAYS_OUTSIDE = re.compile(f"(?:原则上|{_EACH}|年内|全年)$")
_ACTION = re.compile(
    "(?:组织|召开|开展|举办|举行|听取|进行|研究|通报|检查|调度|公布|公开|更新|报送|培训|学习|汇报|督查|抽查|评议|评价"
    "|演练|走访|调研|邀请|发布|会商|巡查|清理|维护|各)$"
)
_RESULT = (
    "新增|新建|新改建|建成|建设|打造|培育|创建|创成|争创|选树|评选|推出|制作|完成|培训|改造|引进|招引|发展|编制|出台"
    "|制定|修订|选派|配备|设立|设置|安装|命名|认定|培养|征集|推广|发放|筹集|投入|投资|争取|精简|取消|减少"
)
_RESULTS = re.compile(
    f"{_RESULT}|实现|到位|利用|使用|拍摄|招募|招聘|申报|申请|发布|绿化|造林|治理|修复|整治|疏浚|硬化|铺设|清理|抽检|检查|开设|编印"
    "|编发|选聘|吸纳|帮扶|救助|慰问|走访"
)
"""Further words do where the number ends its clause: 绿化造林2000亩, but not 治理3个方面的问题."""
# Chinese is not cut into words: two characters are the rule, three where the last one forms words (示范点, 座谈会).
_LAST_WORD = re.compile(
    "(?:示范[村镇户区园岗]|幼儿园|志愿者|充电桩|停车位)$|[一-鿿]{2}[会班课栏点站馆厅室屏库群号]$|[一-鿿]{1,2}(?<!各)$|各?$"
)
_PER = re.compile(f"(?:每个?(?:县|乡镇|乡|镇|街道|村|社区|单位|部门|科室)|{_EACH})$")
"""每村1个, 每月3条"""
_DEMANDING = {
    "share": re.compile(
        "(?:[一-鿿]{2}[率度面]|占比|比例|比重)(?:达|为|是|约|均为)?$|[一-鿿]{2}的$|[一-鿿]{1,2}(?<![和与及至到])$|$"
    ),
    "occasion": _LAST_WORD,
    "count": re.compile(f"(?:{_RESULT}|各|(?:满意度|得分|评分|成绩)(?:达|为)?)$"),
    "time": re.compile("(?:(?:公示|公告|征求意见|展示)(?:期|时间|期限)?为?|(?:时限|期限)为|提前)$"),
}
"""By what is counted: the words before a bare number that make it a demand. Any word will do for a share (占比20%) or
an occasion (汇报2次), for things it must be one that brings them about: 动态公开9类 demands nothing countable."""
_RUN = re.compile("跑$")
_LONGEST_WORD = 8
_LONGEST_CLAUSE = 300

_NAMED = re.compile('“[^“”]*”|‘[^‘’]*’|《[^《》]*》|〈[^〈〉]*〉|「[^「」]*」|『[^『』]*』|"[^"]{0,40}"')
_NEW_STRETCH = re.compile("[。；;！!？?年季月]")
"""What keeps 每年 from reaching on to the next number: the end of its sentence, or another time."""
_CLAUSE_END = re.compile("[，,。；;：:！!？?（()）]")


class _Found(msgspec.Struct, frozen=True):
    """An indicator and where it stands in the text."""

    start: int
    end: int
    op: str
    amount: Amount


def find_indicators(requirement: str) -> tuple[Indicator, ...]:
    """Return the indicators of a requirement, in the order of the text; `text` is a literal part of it.

    `text` runs from the comparing word (不少于, 至少, 达到) or, where none stands before the number, from the number
    (10个工作日内, 95%以上) or the word that demands a bare number (组织1次, 占比20%). 每年 and 原则上 stay outside.
    """
    if not HAS_AMOUNT.search(requirement):  # most of them
        return ()
    text = _NAMED.sub(lambda match: "□" * len(match[0]), requirement)
    taken = bytearray(len(text))
    found: list[_Found] = []
    for each in chain(_compared(text), _bounded(text), _bare(text)):
        if not any(taken[each.start : each.end]):
            taken[each.start : each.end] = b"x" * (each.end - each.start)
            found.append(each)
    found.sort(key=lambda each: each.start)
    _share_comparison(text, found)
    return tuple(
        Indicator(requirement[each.start : each.end], each.op, _value(each), each.amount.unit, period)
        for each, period in zip(found, _periods(text, found), strict=True)
    )


def _share_comparison(text: str, found: list[_Found]) -> None:
    """Give the later ones of 分别达到95%、98% what is said of the first."""
    shared: str | None = None
    for at, each in enumerate(found):
        last = found[at - 1] if at else None
        joined = last is not None and text[last.end : each.start] in ("、", "和", "与", "及")
        if not joined or each.amount.kind != found[at - 1].amount.kind:
            shared = each.op if text.endswith("分别", 0, each.start) else None
        elif shared and each.op == "=":
            found[at] = _Found(each.start, each.end, shared, each.amount)


def _value(found: _Found) -> int | float:
    """Return the number that must be met: of 1—2次 the lesser, of 3—5日内 the greater."""
    amount = found.amount
    return amount.number if found.op == "<=" or amount.low is None else amount.low


def _compared(text: str) -> Iterator[_Found]:
    """Give the numbers after a comparing word: 不少于10次, 至少召开1次, 控制在3%以内."""
    for match in find_each(_COMPARED, _COMPARING, text):
        amount = read_amount(match)
        if amount is None or _CONDITION.match(text, match.end()):
            continue
        word = next(word for word in _OPS if match[word])
        if (match["of"] and amount.kind != "share") or _is_calendar_year(amount):
            continue
        if word in ("over", "under") and amount.kind == "time":  # 超过20个工作日未答复: a case, not a demand
            continue
        op = _OPS[word] if word != "exactly" or not match["bound"] else _BOUNDS[match["bound"][-1]]
        yield _Found(match.start(), match.end(), op, amount)


def _bounded(text: str) -> Iterator[_Found]:
    """Give the numbers before a limiting word: 95%以上, 10个工作日内, 3%以内."""
    for match in find_each(_BOUNDED, NUMERAL, text):
        amount = read_amount(match)
        bound = match["bound"]
        if amount is None or _CONDITION.match(text, match.end()) or _NO_DEMAND.search(_before(text, match)):
            continue
        if _is_calendar_year(amount) or (bound == "内" and amount.kind != "time"):
            continue
        if text.startswith("的", match.end()) and amount.kind != "share" and not bound.endswith("内"):
            continue
        yield _Found(match.start(), match.end(), _BOUNDS[bound[-1]], amount)


def _bare(text: str) -> Iterator[_Found]:
    """Give the numbers that only a word before them makes a demand: 组织1次, 新增12个, 占比20%."""
    for match in find_each(_BARE, NUMERAL, text):
        amount = read_amount(match)
        if amount is None or _CONDITION.match(text, match.end()) or _NO_DEMAND.search(_before(text, match)):
            continue
        word = _demanding_word(text, match, amount)
        if word is not None:
            yield _Found(match.start() - len(word), match.end(), "=" if amount.low is None else ">=", amount)


def _before(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - _LONGEST_WORD) : match.start()]


def _demanding_word(text: str, match: re.Match[str], amount: Amount) -> str | None:
    """Return the word right before the bare amount if the amount is demanded, else None.

    It is empty where the number stands right behind 每年 or 原则上, which are no part of the demand.
    """
    before = _before(text, match)
    if _RUN.search(before) or amount.number == 0:  # 最多跑1次, 0次跑
        return None
    if amount.kind == "count" and not amount.in_digits:  # 三项制度, 五个中心 are names
        return None
    if amount.kind in ("share", "occasion") and _STAYS_OUTSIDE.search(before):
        return ""
    if amount.kind in ("occasion", "count") and _PER.search(before):
        return ""
    demanding = _DEMANDING[amount.kind]
    if amount.kind == "occasion" and not amount.in_digits:  # 召开一次, but not 最多跑一次
        demanding = _ACTION
    if amount.kind == "count" and _ends_clause(text, match.end()) and _brings_about(text, match):
        demanding = _LAST_WORD  # 新增公开栏5处
    word = demanding.search(before)
    return word[0] if word else None


def _brings_about(text: str, match: re.Match[str]) -> bool:
    return _RESULTS.search(_clause_before(text, match.start())) is not None


def _clause_before(text: str, end: int) -> str:
    return _CLAUSE_END.split(text[max(0, end - _LONGEST_CLAUSE) : end])[-1]


def _ends_clause(text: str, at: int) -> bool:
    return text.startswith("、", at) or at == len(text) or _CLAUSE_END.match(text, at) is not None


def _is_calendar_year(amount: Amount) -> bool:
    """Say whether the number names a year and no stretch of years: 2023年内, 不低于2022年水平."""
    return amount.unit == "年" and amount.number >= 100


def _periods(text: str, found: Sequence[_Found]) -> Iterator[str | None]:
    """Give for each indicator in what stretch of time it is demanded anew: 年, 季度, 月; None where nothing is said.

    每年 reaches from one number of occasions to the next in its sentence: 每年培训不少于2次，检查不少于1次.
    """
    period: str | None = None
    last: _Found | None = None
    for each in found:
        said = _period(text, each)
        if said or not (last and _goes_on(text, last, each)):
            period = said
        yield period
        last = each


def _goes_on(text: str, last: _Found, each: _Found) -> bool:
    occasions = last.amount.kind == each.amount.kind == "occasion"
    return occasions and not _NEW_STRETCH.search(text, last.end, each.start)


def _period(text: str, found: _Found) -> str | None:
    if found.amount.kind == "time":
        return None
    clause = _clause_before(text, found.start) + text[found.start : found.end]
    said = list(_PERIOD.finditer(clause))
    match = said[-1] if said else _PERIOD_AFTER.match(text, found.end)
    if match is None:
        return None
    return "年" if match.lastgroup == "year" else _PERIOD_NAMES.get(match["each"], match["each"])
