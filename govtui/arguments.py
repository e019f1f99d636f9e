"""The parser of the command line and its Chinese help, both made from `govtui.grammar.commands`.

argparse does the parsing; its own help is not used, for it measures characters instead of cells and speaks English.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath
from typing import NoReturn

from govtui import __version__
from govtui.errors import GovtuiError
from govtui.grammar.commands import COMMANDS, GENERAL, GROUPS, OPEN, SHOWN_FIRST, VERSION
from govtui.grammar.parts import Argument, Command
from govtui.text import pad, width, wrap


class UsageError(GovtuiError):
    """A command was worded in a way that does not exist."""


class _Parser(argparse.ArgumentParser):
    """argparse with our own help and our own words for what is wrong."""

    help_text = ""

    def format_help(self) -> str:
        return self.help_text

    def error(self, message: str) -> NoReturn:
        name = f"{self.prog} --help"
        raise UsageError("命令写法不对", translated(message), f"写法见 {name}")


_TRANSLATIONS = (
    (r"the following arguments are required: (.+)", "还缺少：{}"),
    (r"argument (.+?): expected (?:one|at least one) argument", "{} 后面缺少内容"),
    (r"argument (.+?): ignored explicit argument .+", "{} 后面不能写内容"),
    (r"argument (.+?): invalid int value: '(.+)'", "{}应当是数字，不能写“{}”"),
    (r"argument command: invalid choice: '?(.+?)'? \(.*", "没有“{}”这个命令"),
    (r"unrecognized arguments: (.+)", "不认识“{}”"),
)


def translated(message: str) -> str:
    """Return argparse's words for a fault in Chinese."""
    for pattern, words in _TRANSLATIONS:
        if match := re.fullmatch(pattern, message, re.DOTALL):
            return words.format(*match.groups())
    return "无法理解这样的写法"


def parse(words: Sequence[str], today: dt.date) -> argparse.Namespace:
    """Return what the words of a command line ask for: `command` (None for the screen), `ledger`, `today`, the rest.

    `today` is the day to use where none is named; `today_given` says whether one was. Raises
    UsageError for what cannot be understood, SystemExit after printing the help or the version.
    """
    parser, commands = _parser()
    request, rest = parser.parse_known_args(_with_command(words))
    unknown = [word for word in rest if not hasattr(request, "filter") or re.match("-[!-~]", word)]
    if unknown:
        commands.get(request.command, parser).error(f"unrecognized arguments: {' '.join(unknown)}")
    if rest:  # words of the filter that argparse took for options (-培训) or that stand behind one
        request.filter = [*request.filter, *rest]
    request.ledger = getattr(request, "ledger", None)
    request.today_given = hasattr(request, "today")
    request.today = _date(getattr(request, "today", None), today)
    return request


def _with_command(words: Sequence[str]) -> list[str]:
    """Return the words with the command that a mere file name stands for."""
    options = {name for argument in GENERAL for name in argument.names if "action" not in argument.settings}
    place = 0
    while place < len(words) and words[place].startswith("-"):
        place += 2 if words[place] in options else 1
    word = words[place] if place < len(words) else ""
    if word and word not in {command.name for command in COMMANDS} and (PurePath(word).suffix or Path(word).is_file()):
        return [*words[:place], OPEN.name, *words[place:]]
    return list(words)


def _parser() -> tuple[argparse.ArgumentParser, dict[str, _Parser]]:
    parser = _Parser(prog="govtui", add_help=False, allow_abbrev=False)
    parser.help_text = main_help()
    _add(parser, (*GENERAL, VERSION))
    group = parser.add_subparsers(dest="command", parser_class=_Parser)
    commands = {}
    for command in COMMANDS:
        commands[command.name] = child = group.add_parser(command.name, add_help=False, allow_abbrev=False)
        child.help_text = command_help(command)
        _add(child, (*command.arguments, *GENERAL))
    return parser, commands


def _add(parser: argparse.ArgumentParser, arguments: Iterable[Argument]) -> None:
    for argument in arguments:
        parser.add_argument(*argument.names, **argument.settings)


def _date(text: str | None, today: dt.date) -> dt.date:
    if text is None:
        return today
    from govtui.wording.typed_dates import parse_typed_date

    if (day := parse_typed_date(text, today)) is None:
        raise UsageError("命令写法不对", f"“{text}”不是日期", "日期的写法如 2026-09-18")
    return day


def main_help() -> str:
    """Return the help of the program: commands, options, examples, the filter's language, exit codes."""
    from govtui.review.filter.reference import FILTER_EXAMPLES

    named = {command.name: command for command in COMMANDS}
    groups = [
        (heading, [(_usage(named[name], brief=True), named[name].summary) for name in names])
        for heading, names in GROUPS
    ]
    return _page(
        f"govtui {__version__}  任务台账",
        ("用法：govtui [选项] [命令]；不写命令时打开台账屏幕", ()),
        *groups,
        ("选项（写在命令前后都可以）：", [(item.shown, item.help) for item in (*GENERAL, VERSION)]),
        ("例（每个命令的写法见 govtui 命令 --help）：", [named[name].examples[0] for name in SHOWN_FIRST]),
        ("筛选：", (*FILTER_EXAMPLES, ("视图:逾期", "一个视图的筛选条件，视图可以是屏幕上存的"))),
        (
            "返回码：",
            (("0", "已完成"), ("1", "没有做，原因已说明"), ("2", "命令写法不对"), ("3", "govtui today：有逾期的")),
        ),
    )


def command_help(command: Command) -> str:
    """Return the help of one command."""
    return _page(
        f"govtui {command.name}  {command.summary}",
        (f"用法：govtui {_usage(command)}", ()),
        ("内容和选项：", [(item.shown, item.help) for item in (*command.arguments, *GENERAL)]),
        *([("例：", command.examples)] if command.examples else []),
    )


def _usage(command: Command, brief: bool = False) -> str:
    """Return how a command is written; in brief without the switches that its own help explains."""
    shown = [
        item.shown if item.required else f"[{item.shown}]"
        for item in command.arguments
        if item.required or not brief or not item.shown.startswith("-")
    ]
    return " ".join((command.name, *shown))


HELP_CELLS = 80
LEFT_CELLS = 40
"""The left column of a section of the help is at most as wide; what is longer gets a line of its own."""


def _page(title: str, *sections: tuple[str, Sequence[tuple[str, str]]]) -> str:
    lines = [title]
    for heading, pairs in sections:
        lines += ["", *wrap(heading, HELP_CELLS), *_pairs(pairs)]
    return "\n".join(lines) + "\n"


def _pairs(pairs: Sequence[tuple[str, str]]) -> list[str]:
    """Return two columns of help, the right one wrapped."""
    cells = min(max((width(left) for left, _ in pairs), default=0), LEFT_CELLS)
    lines = []
    for left, right in pairs:
        first = [f"  {left}"] if width(left) > cells else []
        parts = wrap(right, HELP_CELLS - cells - 4)
        heads = [left, *[""] * len(parts)] if not first else [""] * len(parts)
        lines += first + [f"  {pad(head, cells)}  {part}" for head, part in zip(heads, parts, strict=False)]
    return lines
