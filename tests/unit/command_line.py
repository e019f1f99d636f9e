"""The command line as the tests call it: words in, exit code and both streams out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from govtui.__main__ import main


class Answer(NamedTuple):
    """What a command came to."""

    code: int
    out: str
    err: str


Govtui = Callable[..., Answer]


def command_line(capsys: pytest.CaptureFixture[str], *first: str | Path) -> Govtui:
    """Return a function that runs the program with the words `first` and those that it is called with."""

    def run(*words: str | Path) -> Answer:
        code = main([*map(str, first), *map(str, words)])
        return Answer(code, *capsys.readouterr())

    return run
