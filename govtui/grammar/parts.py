"""What the command line's grammar is made of: arguments and commands as values."""

from __future__ import annotations

from typing import Any, NamedTuple


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


def text(name: str, shown: str, help_text: str) -> Argument:
    """Return an argument that takes a text, empty if it is not written."""
    return Argument((name,), shown, help_text, {"default": ""})


def switch(name: str, help_text: str) -> Argument:
    """Return an argument that is there or not."""
    return Argument((name,), name, help_text, {"action": "store_true"})


JSON = switch("--json", "输出 JSON，供其他程序使用")
