"""The commands about units (单位名录): `units` lists them, `unit` puts them right."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from govtui.arguments import UsageError
from govtui.commands.common import DONE, change_words, opened, print_json, print_lines, say, window_cells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from govtui.ledger.ledger import Ledger
    from govtui.ledger.transactions import Transaction

_PATTERNS = {
    "own": "govtui unit own 县政府办公室",
    "join": "govtui unit join 县发改局 县发展和改革局",
    "part": "govtui unit part 县发改局",
    "apart": "govtui unit apart 建设局 县住建局",
    "short": "govtui unit short 县发展和改革局 发改",
    "group": "govtui unit group 各乡镇 城关镇 柳林镇",
}
_WORDS = {"own": (1, 1), "join": (2, 99), "part": (1, 1), "apart": (2, 2), "short": (2, 2), "group": (2, 999)}
"""How many words there must be behind each, at least and at most."""


def units(request: Namespace) -> int:
    """List the units, and the names that may be one unit."""
    from govtui.printing.units import unit_record, unit_table
    from govtui.review.directory import Directory
    from govtui.review.unit_words import directory_words, suggestion_words

    with opened(request, reading=True) as ledger:
        directory = Directory.of(ledger.tasks.values(), ledger.units.records.values())
    listed = directory.listed(" ".join(request.words))
    suggestions = directory.suggestions()
    if request.json:
        pairs = [{"name": each.name, "into": each.into} for each in suggestions]
        print_json({"units": list(map(unit_record, listed)), "suggestions": pairs})
        return DONE
    if listed:
        print_lines(unit_table(listed, window_cells()))
    say(directory_words(directory))
    if suggestions:
        advice = "合并用 govtui unit join，不是同一单位用 govtui unit apart"
        say(f"可能是同一单位：{suggestion_words(suggestions)}（{advice}）")
    return DONE


def unit(request: Namespace) -> int:
    """Put a unit right."""
    deed, words = request.deed, request.words
    least, most = _WORDS[deed]
    if not least <= len(words) <= most:
        hint = f"写法如 {_PATTERNS[deed]}；名称里有空格时加引号"
        raise UsageError("命令写法不对", f"{deed} 后面的内容{'不够' if len(words) < least else '太多'}", hint)
    with opened(request) as ledger:
        transaction = _do(ledger, deed, words)
    print_lines([change_words(transaction) if transaction else "没有改动：已经是这样了"])
    return DONE


def _do(ledger: Ledger, deed: str, words: Sequence[str]) -> Transaction | None:
    first, *rest = words
    match deed:
        case "own":
            return ledger.units.set_own(first)
        case "join":
            return ledger.units.join([first, *rest[:-1]], rest[-1])
        case "part":
            return ledger.units.part(first)
        case "apart":
            return ledger.units.set_apart(first, rest[0])
        case "short":
            return ledger.units.set_short(first, rest[0])
        case _:
            return ledger.units.set_group(first, [] if rest == [""] else rest)
