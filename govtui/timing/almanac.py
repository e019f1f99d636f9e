"""What is needed to read time: the calendar of working days, the office's rules of lights, the templates of clocks.

Nothing is read from a file before it is asked for: many a ledger needs no calendar, and the screen stands sooner.
The office's own rules stand in `lights.toml` beside the settings.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from govtui.config import settings_file
from govtui.paths import asset

if TYPE_CHECKING:  # each of them costs the start some milliseconds
    from govtui.timing.clock_templates import ClockTemplate
    from govtui.timing.rules import LightRules
    from govtui.timing.workdays import WorkCalendar

PLAIN_RULES = "通用规则"
LARGEST_RULES = 100_000
"""Bytes of a file of rules; the shipped ones have some thousands."""


class Almanac:
    """Immutable: what is not given is loaded when it is first needed, and stays as it was then."""

    def __init__(
        self, calendar: WorkCalendar | None = None, rules: LightRules | None = None, *, own: bool = False
    ) -> None:
        """Hold what is given; the rest is as shipped, with `own` together with the clerk's own files."""
        self._given_calendar = calendar
        self._given_rules = rules
        self._own = own

    @cached_property
    def calendar(self) -> WorkCalendar:
        """The calendar of working days."""
        from govtui.timing.calendars import load_calendar, shipped_years
        from govtui.timing.workdays import WorkCalendar

        if self._given_calendar is not None:
            return self._given_calendar
        return load_calendar().calendar if self._own else WorkCalendar(shipped_years())

    @cached_property
    def rules(self) -> LightRules:
        """The rules of lights. A damaged file of the office's own is passed over: `notices` tells of it."""
        from govtui.timing.rules import RulesError

        if self._given_rules is not None:
            return self._given_rules
        try:
            return load_rules() if self._own else shipped_rules(PLAIN_RULES)
        except RulesError:
            return shipped_rules(PLAIN_RULES)

    @cached_property
    def templates(self) -> tuple[ClockTemplate, ...]:
        """The templates of legal clocks."""
        from govtui.timing.clock_templates import load_templates, shipped_templates

        return load_templates().templates if self._own else shipped_templates()

    @cached_property
    def notices(self) -> tuple[str, ...]:
        """A sentence for each of the clerk's own files that is not used, with the reason."""
        from govtui.timing.rules import RulesError

        if not self._own:
            return ()
        notices: list[str] = []
        if settings_file().with_name("holidays").is_dir():  # most offices have none of these files
            from govtui.timing.calendars import load_calendar

            notices += load_calendar().notices
        if settings_file().with_name("clocks.toml").exists():
            from govtui.timing.clock_templates import load_templates

            notices += load_templates().notices
        try:
            load_rules()
        except RulesError as error:
            notices.append(f"{error.title}，改用{PLAIN_RULES}：{error.message}")
        return tuple(notices)


PLAIN = Almanac()
"""Everything as shipped."""


def load_almanac() -> Almanac:
    """Return what is shipped together with the clerk's own files in the configuration folder."""
    return Almanac(own=True)


def own_rules_file() -> Path:
    """Return where the office's own rules of lights are kept: `lights.toml` beside the settings."""
    return settings_file().with_name("lights.toml")


def load_rules() -> LightRules:
    """Return the office's own rules, the shipped ones where there are none. Raises RulesError for a damaged file."""
    from govtui.timing.rules import RulesError, read_rules

    file = own_rules_file()
    try:
        with file.open("rb") as opened:
            text = opened.read(LARGEST_RULES).decode("utf-8-sig")
    except FileNotFoundError:
        return shipped_rules(PLAIN_RULES)
    except (OSError, UnicodeDecodeError):
        raise RulesError("亮灯规则读不了", str(file), "请存成 UTF-8 编码的文本，或者删去这个文件") from None
    return read_rules(text, file.name)


def shipped_rules(title: str) -> LightRules:
    """Return the shipped rules with a title. Raises KeyError for a title that none has."""
    from govtui.timing.rules import read_rules

    file = presets()[title]
    return read_rules(file.read_text(encoding="utf-8"), file.name)


def presets() -> dict[str, Path]:
    """Return the files of shipped rules by their titles, the plain ones first."""
    files = {file.stem: file for file in sorted(asset("lights").glob("*.toml"))}
    return {PLAIN_RULES: files.pop("default")} | files
