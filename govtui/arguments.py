"""The command line's grammar, as data: the parser and the Chinese help are both made from it.

argparse does the parsing; its own help is not used, for it measures characters instead of cells and speaks English.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath
from typing import Any, NamedTuple, NoReturn

from govtui import __version__
from govtui.errors import GovtuiError
from govtui.text import pad, width, wrap


class UsageError(GovtuiError):
    """A command was worded in a way that does not exist."""


class Argument(NamedTuple):
    """Something that can be written behind a command."""

    names: tuple[str, ...]
    shown: str
    """How the help writes it: `-o 文件.xlsx`."""
    help: str
    settings: dict[str, Any]
    """What the parser is told of it."""
    required: bool = False


class Command(NamedTuple):
    """A command with its arguments and examples of its use."""

    name: str
    summary: str
    arguments: tuple[Argument, ...] = ()
    examples: tuple[tuple[str, str], ...] = ()
    """Pairs of what to type and what it does."""


def _text(name: str, shown: str, help_text: str) -> Argument:
    return Argument((name,), shown, help_text, {"default": ""})


def _switch(name: str, help_text: str) -> Argument:
    return Argument((name,), name, help_text, {"action": "store_true"})


_FILES = Argument(
    ("files",),
    "文件…",
    "任务分解表：Word、WPS、Excel、网页、CSV、PDF、纯文本，可写多个",
    {"nargs": "+", "metavar": "文件"},
    True,
)
_CHOICES = (
    Argument(("--table",), "--table 表", "只读第几个表或哪个工作表，可写多次", {"action": "append", "default": []}),
    _text("--header", "--header 行", "表头在第几行；两行表头写 3-4，没有表头写 0"),
    Argument(
        ("--map",),
        "--map 栏名=字段",
        "把一栏认作什么，如 责任处室=责任单位、5=完成时限；可写多次",
        {"action": "append", "default": []},
    ),
)
"""How the reader is put right where it misunderstands a table."""
_FILTER = Argument(
    ("filter",), "筛选…", "筛选条件，写法见 govtui --help；不写为全部任务", {"nargs": "*", "metavar": "筛选"}
)
_JSON = _switch("--json", "输出 JSON，供其他程序使用")

OPEN = Command(
    "open",
    "打开台账屏幕，读入文件并预览；“open”可以不写",
    (Argument(("file",), "文件", "任务分解表", {"metavar": "文件"}, True),),
    (("govtui 任务分解表.docx", "预览后再决定存不存"),),
)

COMMANDS = (
    OPEN,
    Command("demo", "打开示例台账，看看这个程序能做什么；改动不保留"),
    Command(
        "read",
        "读文件，显示读懂了什么，不存入台账",
        (_FILES, *_CHOICES, _JSON),
        (
            ("govtui read 任务分解表.docx", "查看读出的任务和存疑之处"),
            ("govtui read 分工表.xlsx --table 2 --header 3 --map 责任处室=责任单位", "指明表、表头和栏目再读"),
        ),
    ),
    Command(
        "import",
        "读文件，存入台账；几个文件一并存入，有一个读不了就都不存",
        (
            _FILES,
            *_CHOICES,
            _JSON,
            _switch("--again", "文件以前存过也再存一遍"),
            _text("--renew", "--renew 来文号", "当作这份来文的新版：更新它的任务，保留状态、进展和备注"),
        ),
        (
            ("govtui import 任务分解表.docx", "把任务存入台账"),
            ("govtui import 任务分解表（修订）.docx --renew 1", "用新版更新第1份来文"),
        ),
    ),
    Command(
        "list",
        "列出任务",
        (_FILTER, _JSON),
        (
            ("govtui list 状态:推进中 单位:财政局", "财政局正在推进的任务"),
            ("govtui list 灯:红 --today 2026-09-30", "到9月30日会逾期的任务"),
        ),
    ),
    Command(
        "show",
        "显示一项任务的全部内容和历次改动",
        (Argument(("id",), "编号", "任务编号，如 2-4.1", {"metavar": "编号"}, True), _JSON),
        (("govtui show 2-4.1", "显示第2份来文的第4.1项"),),
    ),
    Command(
        "set",
        "更改任务：状态、备注，或登记一条进展",
        (
            Argument(
                ("words",),
                "编号… 项目=内容…",
                "先写任务编号，再写改什么：状态=已完成 备注=… 进展=… 单位=（报送进展的单位）",
                {"nargs": "+", "metavar": "编号 项目=内容"},
                True,
            ),
        ),
        (
            ("govtui set 1-3 1-4 状态=已完成", "把两项任务改为已完成"),
            ("govtui set 1-3 进展=已印发通知 单位=县财政局", "登记一条进展，日期为今天"),
        ),
    ),
    Command("undo", "撤销最近一次改动，可连续撤销"),
    Command(
        "export",
        "导出可报送的 Excel 表",
        (
            _FILTER,
            Argument(("-o", "--output"), "-o 文件.xlsx", "存为哪个文件", {"required": True}, True),
            _switch("--force", "文件已存在时覆盖它"),
            _text("--title", "--title 标题", "表的标题；不写时用来文标题"),
            _text("--unit", "--unit 单位", "填报单位；这四项不写时用上次在屏幕上填的"),
            _text("--filler", "--filler 姓名", "填报人；可打印后手写"),
            _text("--reviewer", "--reviewer 姓名", "审核人；可打印后手写"),
            _text("--phone", "--phone 电话", "联系电话"),
        ),
        (("govtui export 单位:教体局 -o 教体局.xlsx --unit 青禾县教体局", "导出教体局的任务"),),
    ),
)

GENERAL = (
    Argument(
        ("--ledger",),
        "--ledger 文件夹",
        "台账所在文件夹；不写时用环境变量 GOVTUI_LEDGER 指定的，再不然用本用户的数据文件夹",
        {"default": argparse.SUPPRESS},
    ),
    Argument(("--today",), "--today 日期", "把哪一天当作今天，如 2026-09-18", {"default": argparse.SUPPRESS}),
    Argument(("-h", "--help"), "-h, --help", "显示这份说明；写在命令后面则显示该命令的说明", {"action": "help"}),
)
VERSION = Argument(("--version",), "--version", "显示版本号", {"action": "version", "version": f"govtui {__version__}"})


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
    from govtui.review.query import FILTER_EXAMPLES

    examples = [example for command in COMMANDS for example in command.examples]
    return _page(
        f"govtui {__version__}  任务台账",
        ("用法：govtui [选项] [命令]", ()),
        ("不写命令时打开台账屏幕。命令：", [(_usage(command, brief=True), command.summary) for command in COMMANDS]),
        ("选项（写在命令前后都可以）：", [(item.shown, item.help) for item in (*GENERAL, VERSION)]),
        ("例：", examples),
        ("筛选：", FILTER_EXAMPLES),
        ("返回码：", (("0", "已完成"), ("1", "没有做，原因已说明"), ("2", "命令写法不对"))),
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
