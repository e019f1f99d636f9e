"""Rules of lights as data: each a light, a word and conditions; the first one that fits decides. No files here.

    title = "通用规则"

    [[rule]]
    name = "临期"
    light = "黄"
    word = "临期"
    days_left_below = 16

Conditions of one rule must all hold; a rule without any always fits. What each means stands at `Rule`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from govtui.errors import GovtuiError
from govtui.model import LIGHT_LABELS, STATUS_LABELS, Light, Status, status_of
from govtui.text import clip, one_line, width

LONGEST_WORD, LONGEST_GREY_WORD = 4, 6
"""Cells: so much of a word fits into the column of lights, beside its colour or, for grey, alone."""


class RulesError(GovtuiError):
    """A file of rules is not as it must be; the message names the line where that is known."""


class Standing(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """All that rules look at: how a task stands on a day."""

    status: Status = Status.TODO
    ongoing: bool = False
    """The work is kept up (全年, 长期): it has no day on which it must be done."""
    days_left: int | None = None
    """Negative where the date has passed; None where there is no date."""
    idle: int | None = None
    """Days since the last entry of progress, or since the plan began if there is none; None where that is unknown."""
    behind: float | None = None
    """Percentage points by which an indicator is behind the part of its period that has gone; None if none is."""
    missed: bool = False
    """A report date has passed without an entry since the one before it."""
    extended: bool = False
    event_missing: bool = False
    """The deadline counts from an event whose day nobody has given yet."""
    paused: bool = False
    """A pause has no end yet."""


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One rule; a condition that is None is not asked."""

    name: str
    light: Light
    word: str
    status: tuple[Status, ...] | None = None
    """办理状态 is one of these."""
    overdue: bool | None = None
    """The deadline has passed; never so for ongoing work."""
    expired: bool | None = None
    """The period of ongoing work is over."""
    days_left_below: int | None = None
    """Fewer days than this are left until the deadline; never so for ongoing work."""
    stale_days: int | None = None
    """No entry of progress for at least so many days."""
    behind: float | None = None
    """An indicator is at least so many percentage points behind."""
    missed_round: bool | None = None
    extended: bool | None = None
    event_missing: bool | None = None
    paused: bool | None = None
    ongoing: bool | None = None
    dated: bool | None = None
    """There is a date, be it a deadline or the end of a period."""

    def fits(self, standing: Standing) -> bool:
        """Say whether all conditions hold."""
        return not any(not met for _, met in self.tried(standing))

    def condition_words(self) -> Iterator[str]:
        """Yield the conditions in words."""
        return (words for words, _ in self.tried(Standing()))

    def tried(self, standing: Standing) -> Iterator[tuple[str, bool]]:
        """Yield the conditions that are asked, in words, and whether each of them holds."""
        for condition, (words, holds) in CONDITIONS.items():
            asked = getattr(self, condition)
            if asked is not None:
                yield words(asked), holds(asked, standing)


class LightRules(msgspec.Struct, frozen=True):
    """The rules of an office, in the order in which they are tried."""

    rules: tuple[Rule, ...]
    title: str = ""

    def decide(self, standing: Standing) -> Rule | None:
        """Return the first rule that fits; None where none does."""
        return next((rule for rule in self.rules if rule.fits(standing)), None)

    def asks(self, condition: str) -> bool:
        """Say whether any rule asks a condition, given by the name of its field."""
        return any(getattr(rule, condition) is not None for rule in self.rules)

    def limits(self, condition: str) -> tuple[float, ...]:
        """Return the numbers that the rules compare with in a condition, the smallest first."""
        numbers = {getattr(rule, condition) for rule in self.rules}
        return tuple(sorted(number for number in numbers if number is not None))


def _over(standing: Standing) -> bool:
    return standing.days_left is not None and standing.days_left < 0


def _yes_or_no(yes: str, no: str, of: Callable[[Standing], bool]) -> _Condition:
    return (lambda asked: yes if asked else no), (lambda asked, standing: of(standing) is asked)


_Condition = tuple[Callable[[Any], str], Callable[[Any, Standing], bool]]

CONDITIONS: dict[str, _Condition] = {
    "status": (
        lambda statuses: f"办理状态为{'、'.join(status.label for status in statuses)}",
        lambda statuses, standing: standing.status in statuses,
    ),
    "paused": _yes_or_no("计时暂停中", "计时没有暂停", lambda standing: standing.paused),
    "event_missing": _yes_or_no("起算日期未登记", "起算日期已知", lambda standing: standing.event_missing),
    "ongoing": _yes_or_no("属持续性工作", "不属持续性工作", lambda standing: standing.ongoing),
    "dated": _yes_or_no("有截止日期", "没有截止日期", lambda standing: standing.days_left is not None),
    "overdue": _yes_or_no("已过完成时限", "未过完成时限", lambda standing: _over(standing) and not standing.ongoing),
    "expired": _yes_or_no("持续期已满", "持续期未满", lambda standing: _over(standing) and standing.ongoing),
    "days_left_below": (
        lambda days: f"剩余不足{days}天" if days > 0 else f"逾期超过{-days}天",
        lambda days, standing: not standing.ongoing and standing.days_left is not None and standing.days_left < days,
    ),
    "missed_round": _yes_or_no("有到期未报的批次", "没有到期未报的批次", lambda standing: standing.missed),
    "behind": (
        lambda points: f"落后序时进度{points:g}个百分点以上",
        lambda points, standing: standing.behind is not None and standing.behind >= points,
    ),
    "stale_days": (
        lambda days: f"{days}天以上没有登记进展",
        lambda days, standing: standing.idle is not None and standing.idle >= days,
    ),
    "extended": _yes_or_no("延过期", "没有延过期", lambda standing: standing.extended),
}
"""Each condition by its name in a file: how it is worded, and whether it holds."""

_LIGHTS = {**{label: light for light, label in LIGHT_LABELS.items()}, **{light.value: light for light in Light}}
_HEAD = re.compile(r"\s*\[\[\s*rule\s*\]\]")


def read_rules(text: str, name: str) -> LightRules:
    """Return the rules that a TOML text lists; `name` is that of its file. Raises RulesError for anything amiss."""
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = re.search(r"line (\d+)", str(error))
        raise _amiss(name, int(line[1]) if line else None, "写法不对") from None
    if unknown := set(table) - {"title", "rule"}:
        raise _amiss(name, _line_of(text, None, min(unknown)), f"不认识“{clip(min(unknown), 20)}”")
    entries = table.get("rule")
    if not isinstance(entries, list) or not entries or not all(isinstance(entry, dict) for entry in entries):
        raise _amiss(name, None, "没有规则，每条规则以 [[rule]] 开头")
    title = table.get("title", "")
    if not isinstance(title, str):
        raise _amiss(name, _line_of(text, None, "title"), "title 应是文字")
    rules: list[Rule] = []
    for place, entry in enumerate(entries):
        try:
            rules.append(_rule_of(entry))
        except _RuleError as fault:
            raise _amiss(name, _line_of(text, place, fault.key), fault.words) from None
        if rules[-1].name in {rule.name for rule in rules[:-1]}:
            raise _amiss(name, _line_of(text, place, "name"), f"规则“{rules[-1].name}”重名")
    return LightRules(tuple(rules), one_line(title))


class _RuleError(Exception):
    """What is wrong with one key of a rule."""

    def __init__(self, key: str, words: str) -> None:
        super().__init__(words)
        self.key = key
        self.words = words


def _rule_of(entry: dict[str, Any]) -> Rule:
    """Return the rule of a table. Raises _RuleError for the first key that is wrong."""
    for key in ("name", "light", "word"):
        value = entry.get(key)
        if not isinstance(value, str) or not one_line(value):
            raise _RuleError(key, f"{key} 应写明，是一段文字")
    if entry["light"] not in _LIGHTS:
        raise _RuleError("light", f"light 应是{'、'.join(LIGHT_LABELS.values())}之一")
    light, word = _LIGHTS[entry["light"]], one_line(entry["word"])
    longest = LONGEST_GREY_WORD if light is Light.OFF else LONGEST_WORD
    if width(word) > longest:
        raise _RuleError("word", f"“{clip(word, 20)}”太长，{light.label}灯的 word 应在{longest // 2}个字以内")
    asked = {key: _asked(key, value) for key, value in entry.items() if key not in ("name", "light", "word")}
    return Rule(name=one_line(entry["name"]), light=light, word=word, **asked)


def _asked(key: str, value: Any) -> Any:
    """Return what a condition of a file compares with. Raises _RuleError."""
    if key not in CONDITIONS:
        raise _RuleError(key, f"没有“{clip(key, 30)}”这个条件")
    if key == "status":
        return _statuses(value)
    if key in ("days_left_below", "stale_days", "behind"):
        if type(value) is int or (type(value) is float and key == "behind"):
            return value
        raise _RuleError(key, f"{key} 应是数字")
    if not isinstance(value, bool):
        raise _RuleError(key, f"{key} 应是 true 或 false")
    return value


def _statuses(value: Any) -> tuple[Status, ...]:
    if isinstance(value, list) and value and all(isinstance(word, str) for word in value):
        statuses = [status_of(word) for word in value]
        if None not in statuses:
            return tuple(status for status in statuses if status)
    raise _RuleError("status", f'status 应像 ["已完成", "已销号"]，可用{"、".join(STATUS_LABELS.values())}')


def _line_of(text: str, place: int | None, key: str) -> int | None:
    """Return the line, from 1, of a key in the rule at `place`, or of the rule itself; None where it is not found."""
    lines = text.splitlines()
    heads = [number for number, line in enumerate(lines, 1) if _HEAD.match(line)]
    first, last = 1, heads[0] if heads else len(lines) + 1
    if place is not None:
        if place >= len(heads):
            return None
        first, last = heads[place], [*heads, len(lines) + 1][place + 1]
    written = re.compile(rf"\s*\"?{re.escape(key)}\"?\s*[=.]")
    found = (number for number in range(first, last) if written.match(lines[number - 1]))
    return next(found, None if place is None else first)


def _amiss(name: str, line: int | None, words: str) -> RulesError:
    where = f"{name}第{line}行" if line else name
    return RulesError("亮灯规则有误", f"{where}：{words}", "请照提示改正；删去或改名这个文件，就用程序自带的规则")
