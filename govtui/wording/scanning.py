"""Long patterns tried only where they can begin."""

from __future__ import annotations

import re
from collections.abc import Iterator


def find_each(pattern: re.Pattern[str], opening: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Give the matches of `pattern` in a text, as its own `finditer` does.

    `opening` matches wherever one of them can begin, and perhaps elsewhere. It begins with a set of characters, which
    a search passes over many times as fast as it tries one alternative after the other at every character.
    """
    at = 0
    while place := opening.search(text, at):
        start = place.start()
        if match := pattern.match(text, start):
            yield match
            at = match.end()
        else:
            at = start + 1
