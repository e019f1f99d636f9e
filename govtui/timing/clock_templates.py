"""Templates of legal clocks: how long, from what event on, by which article; the shipped ones and the office's own.

The office's own lie in `clocks.toml` beside the settings, in the form of `assets/clocks.toml`; one with the key of a
shipped one stands in its place. A template that cites the regulation of 2008 is refused: it is not in force any more,
but pages with its days are still everywhere.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from govtui.config import settings_file
from govtui.errors import RequestError
from govtui.paths import asset
from govtui.text import clip, fold, one_line

WORKDAYS, CALENDAR_DAYS = "工作日", "日"
"""The units in which a template counts, as laws print them."""

LARGEST_FILE = 1_000_000
"""Bytes; the shipped file has some thousands."""

LONGEST = 3660
"""Days; more are a slip."""

_REPEALED = re.compile(r"492\s*号")
_FIXED = re.compile(r"(\d{2})-(\d{2})")


class PauseRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A reason for which days do not count."""

    reason: str
    anew: bool = False
    """Afterwards the counting begins anew."""
    within: int = 0
    """So many working days after the event it must have begun; 0 where nothing says so."""
    at_most: int = 0
    """So many working days the other side has for its answer; 0 where nothing says so."""
    ends: str = ""
    """The event after which days count again: 收到补正的申请."""
    article: str = ""


class ClockTemplate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a clock runs, and by what rule."""

    key: str
    """By it the ledger's clocks name their template; it is also typed on the command line."""
    title: str
    law: str
    """The name of the law; of a local rule, what kind of paper it stands in."""
    number: str = ""
    """文号 of the law; empty for a local rule."""
    article: str = ""
    in_force: dt.date | None = None
    """The day on which the law took force."""
    local: bool = False
    """Each place has its own rule: the office should look its own up."""
    begins: str
    """The event that starts it: 收到申请. Counting begins on the day after."""
    days: int = 0
    unit: str = WORKDAYS
    until: str = ""
    """The fixed last day of each year, as 01-31, instead of a number of days."""
    at_least: bool = False
    """不少于: it must not be ended before it has run out, instead of answered by then."""
    extension: int = 0
    """By how many days, in `unit`, it may be extended at most; 0 where no extension is provided for."""
    approver: str = ""
    """Who approves an extension."""
    advice: str = ""
    """What to do when it runs out."""
    pause: tuple[PauseRule, ...] = ()

    @property
    def in_workdays(self) -> bool:
        """Whether it counts working days."""
        return self.unit == WORKDAYS and not self.until

    @property
    def fixed(self) -> tuple[int, int] | None:
        """The month and the day on which it ends each year; None where it counts days."""
        return (int(self.until[:2]), int(self.until[3:])) if self.until else None

    def rule_of(self, reason: str) -> PauseRule | None:
        """Return what is said of a reason for a pause; None where the rule does not know it."""
        return next((rule for rule in self.pause if rule.reason == reason), None)


class LoadedTemplates(msgspec.Struct, frozen=True):
    """The templates to choose from, and what there is to say of the office's own."""

    templates: tuple[ClockTemplate, ...]
    own: frozenset[str] = frozenset()
    """The keys of those that the office has written itself."""
    notices: tuple[str, ...] = ()
    """A sentence for each of its templates that is not used, with the reason."""


def load_templates(file: Path | None = None) -> LoadedTemplates:
    """Return the shipped templates with the office's own in `file`, `clocks.toml` beside the settings otherwise.

    What is wrong in the office's own file is left out and told of: the shipped template stands then.
    """
    by_key = {template.key: template for template in shipped_templates()}
    own, notices = _read_own(file or own_templates_file())
    by_key |= {template.key: template for template in own}
    return LoadedTemplates(tuple(by_key.values()), frozenset(template.key for template in own), tuple(notices))


def shipped_templates() -> tuple[ClockTemplate, ...]:
    """Return the templates of `assets/clocks.toml`. Raises ValueError for a faulty one: a fault of the program."""
    templates, faults = read_templates(asset("clocks.toml").read_text(encoding="utf-8"))
    if faults:
        raise ValueError("; ".join(faults))
    return tuple(templates)


def own_templates_file() -> Path:
    """Return where the office's own templates are kept: beside the settings."""
    return settings_file().with_name("clocks.toml")


def find_template(templates: Sequence[ClockTemplate], name: str) -> ClockTemplate:
    """Return the template with this key or title, or the only one whose key or title has `name` in it.

    Raises RequestError where none or several have.
    """
    wanted = fold(name)
    exact = [template for template in templates if wanted in (fold(template.key), fold(template.title))]
    parts = [template for template in templates if wanted and wanted in fold(f"{template.key} {template.title}")]
    for found in (exact, parts):
        if len(found) == 1:
            return found[0]
    keys = "、".join(template.key for template in parts or templates)
    said = f"“{clip(one_line(name), 40)}”{'可以指几个模板' if parts else '不是法定期限模板的名称'}"
    raise RequestError("没有这个模板", said, f"可写：{keys}")


def read_templates(text: str) -> tuple[list[ClockTemplate], list[str]]:
    """Return the templates that a TOML text lists, and a sentence for each that cannot be used."""
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = re.search(r"line (\d+)", str(error))
        return [], [f"第{line[1]}行写法不对" if line else "写法不对"]
    listed = table.get("clock")
    if not isinstance(listed, list) or set(table) != {"clock"}:
        return [], ["每个模板应以[[clock]]开头"]
    templates: list[ClockTemplate] = []
    faults = []
    for number, record in enumerate(listed, 1):
        template, fault = _read_template(record)
        if template and any(template.key == other.key for other in templates):
            template, fault = None, "key与前面的重复"
        if template:
            templates.append(template)
        else:
            name = one_line(str(record.get("key", ""))) if isinstance(record, dict) else ""
            faults.append(f"第{number}个模板{f'“{clip(name, 24)}”' if name else ''}：{fault}")
    return templates, faults


def _read_own(file: Path) -> tuple[list[ClockTemplate], list[str]]:
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        return [], []
    except OSError as error:
        return [], [f"法定期限模板{file.name}没有采用：打不开（{error.strerror or '原因不明'}）"]
    if len(data) > LARGEST_FILE:
        return [], [f"法定期限模板{file.name}没有采用：文件太大"]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return [], [f"法定期限模板{file.name}没有采用：请另存为UTF-8编码的文本"]
    templates, faults = read_templates(text)
    return templates, [f"法定期限模板{file.name}没有采用：{fault}" for fault in faults]


def _read_template(record: Any) -> tuple[ClockTemplate | None, str]:
    """Return a template, or what is wrong with it."""
    try:
        template = msgspec.convert(record, ClockTemplate)
    except msgspec.ValidationError as error:
        return None, _shape_fault(str(error))
    fault = next(_faults(template), "")
    return (None, fault) if fault else (template, "")


def _shape_fault(error: str) -> str:
    """Return in Chinese what msgspec says of a record that has not the shape of a template."""
    missing = re.search(r"missing required field `(\w+)`", error)
    unknown = re.search(r"unknown field `(\w+)`", error)
    place = re.search(r"\$\.(\w+)", error)
    if missing:
        return f"缺少{missing[1]}"
    if unknown:
        return f"没有{unknown[1]}这一项"
    return f"{place[1]}写得不对" if place else "写法不对"


def _faults(template: ClockTemplate) -> Iterator[str]:
    texts = (template.key, template.title, template.law, template.begins)
    if not all(text.strip() and text == one_line(text) for text in texts):
        yield "key、title、law、begins都要写，各占一行"
    if _REPEALED.search(f"{template.law}{template.number}{template.article}"):
        yield "国务院令第492号是2008年的旧条例，2019年5月15日起不再施行，请改依国务院令第711号"
    if not template.local and not (template.number and template.article and template.in_force):
        yield "number（文号）、article（条款）、in_force（施行日期）都要写；各地自定的写local = true"
    if template.unit not in (WORKDAYS, CALENDAR_DAYS):
        yield f"unit只能写“{WORKDAYS}”或“{CALENDAR_DAYS}”"
    if bool(template.until) == bool(template.days):
        yield "days（天数）和until（固定日期）要写一个，也只写一个"
    if template.until and not _is_day(template.until):
        yield "until写作月-日，如01-31"
    if not (0 <= template.days <= LONGEST and 0 <= template.extension <= LONGEST):
        yield "天数不对"
    if any(not rule.reason.strip() or rule.within < 0 or rule.at_most < 0 for rule in template.pause):
        yield "pause要写reason，天数不能是负数"
    if len({rule.reason for rule in template.pause}) < len(template.pause):
        yield "pause的reason有重复"


def _is_day(text: str) -> bool:
    match = _FIXED.fullmatch(text)
    try:
        return bool(match and dt.date(2023, int(match[1]), int(match[2])))  # a day that each year has
    except ValueError:
        return False
