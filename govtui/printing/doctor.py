"""What `doctor` prints: a ruler with edges that must line up, and what the terminal and the computer say. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from govtui.printing.pages import fact_lines
from govtui.review.facts import Fact
from govtui.terminal.choosing import Choice
from govtui.terminal.facts import Folder, TerminalFacts
from govtui.terminal.signs import Signs, in_ascii
from govtui.text import char_width, pad

RULER_CELLS = 40

SAMPLES = (
    ("汉字", "县财政局牵头，县教体局配合"),
    ("引号", "“一网通办”‘两不见面’"),
    ("省略号", "修路、架桥……等—项"),
    ("序号", "①②③ ⅠⅡⅢ ⑴⑵⑶"),
    ("间隔号", "买买提·艾力 ±×÷ 95℃"),
    ("框线", "─│┌┐└┘├┤┬┴┼"),
    ("图形", "■□●○★→√▲"),
    ("希腊字母", "αβγ ΔΩ АБВ"),
)
"""What stands in plans, by kinds: the first is two cells wide everywhere, the others are what terminals differ in."""

LABEL_CELLS = 12
_GIGABYTE = 1024**3


class Report(msgspec.Struct, frozen=True):
    """All that is told."""

    version: str
    terminal: TerminalFacts
    cells: Mapping[str, int]
    """The cells that the terminal takes for each sign it was asked about; empty where it could not be asked."""
    choice: Choice
    mouse: bool
    theme: str
    clipboard: Sequence[str]
    """The ways to the system's clipboard."""
    folders: Sequence[Folder]
    warnings: Sequence[str]


def doctor_lines(report: Report, cells: int | None) -> list[str]:
    """Return the whole page, its texts wrapped to `cells` where that is a number."""
    return [
        f"govtui {report.version} 终端检查（可把这一页发给技术人员）",
        "",
        *ruler_lines(),
        "右边的竖线应当上下对齐；哪一行错开，就是终端把那一行的符号画成了两格",
        "",
        *ruler_lines(plain=True),
        "以上是替代写法，在哪里都对齐；程序发现会错位时自动改用，也可在设置里选定",
        "",
        *fact_lines(_facts(report), cells, LABEL_CELLS),
    ]


def ruler_lines(*, plain: bool = False) -> list[str]:
    """Return a ruler and a line for each kind of sign, all with an edge at the same cell; in stand-ins if `plain`."""
    scale = "".join(f"----+----{number}" for number in range(1, RULER_CELLS // 10 + 1))
    rows = [pad("", LABEL_CELLS) + f"|{scale}|"]
    for label, sample in SAMPLES:
        text = in_ascii(sample) if plain else sample
        rows.append(f"{pad(label, LABEL_CELLS)}|{text}{' ' * (RULER_CELLS - sum(map(char_width, text)))}|")
    return rows


def report_record(report: Report) -> dict[str, Any]:
    """Return the page as JSON shows it."""
    record = {name: getattr(report, name) for name in report.__struct_fields__}
    del record["choice"]
    return {**record, "signs": report.choice.signs.value, "reason": report.choice.reason}


def _facts(report: Report) -> list[Fact]:
    facts = report.terminal
    return [
        ("终端", "\n".join(_terminal_words(facts))),
        ("终端占格", _cells_words(report)),
        ("画法", f"{_SIGNS[report.choice.signs]}（{report.choice.reason}）"),
        ("颜色", f"{facts.colours}，配色 {report.theme}"),
        ("鼠标", "由程序使用" if report.mouse else "留给终端，可直接选取文字"),
        ("剪贴板", "、".join(report.clipboard) or "没有 wl-copy、xclip、xsel，复制时请终端代办，不行就存为文件"),
        ("文字编码", _encoding_words(facts)),
        ("系统", facts.system),
        ("运行环境", f"Python {facts.python}，textual {facts.toolkit or '没有装，打不开屏幕'}"),
        *((folder.name, _folder_words(folder)) for folder in report.folders),
        *(("注意", warning) for warning in report.warnings),
    ]


_SIGNS = {Signs.BOX: "原样", Signs.ASCII: "替代写法"}


def _terminal_words(facts: TerminalFacts) -> list[str]:
    named = "，".join(part for part in (facts.program, f"类型 {facts.kind}" if facts.kind else "") if part)
    lines = [f"{facts.columns}栏{facts.lines}行{f'，{named}' if named else ''}"]
    if not (facts.reads and facts.writes):
        lines.append("这里不是终端窗口（输入或输出接到了别处），没有问到终端怎样画；请在终端窗口里再运行一次")
    return lines


def _cells_words(report: Report) -> str:
    if not report.cells:
        return "没有问到" if report.terminal.reads and report.terminal.writes else ""
    return " ".join(f"{sign}={count}" for sign, count in report.cells.items())


def _encoding_words(facts: TerminalFacts) -> str:
    read, printed, names = facts.encodings
    return f"{facts.locale or '没有设置'}；输入 {read or '无'}，输出 {printed or '无'}，文件名 {names}"


def _folder_words(folder: Folder) -> str:
    words = ["可写" if folder.writable else "不能写", *([] if folder.there else ["还没有建"])]
    free = [] if folder.free is None else [f"剩余 {folder.free / _GIGABYTE:.1f} GB"]
    return f"{folder.path}（{'，'.join([*words, *free])}）"
