"""The chain of hashes of a journal that comes in blocks, as out of an archive, and is never wholly in memory."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from govtui.ledger.journal import Place
from govtui.ledger.transactions import inspect

_LONGEST_LINE: Final = 512 << 20
"""Bytes. A line holds one change: the plan of 100,000 tasks takes a quarter of this."""

_FORMAT = re.compile(rb'\{"number":\d+,"format":(\d{1,9}),')


class Chain:
    """Follows a journal line by line, up to its end or to the first line that is not in order."""

    def __init__(self) -> None:
        self.place = Place()
        """Behind the last line of the unbroken chain."""
        self.broken = 0
        """The first line that was changed, or before which lines are missing; 0 where there is none."""
        self.newest_format = 1
        """The newest format of all lines up to `place`."""
        self._parts: list[bytes] = []
        """The beginning of a line whose end has not come yet."""
        self._waiting = 0

    @property
    def torn(self) -> bool:
        """Say whether something stands behind the last line that has no end."""
        return bool(self._waiting)

    def watch(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield blocks as they come, and follow the lines in them."""
        for block in blocks:
            if not self.broken:
                self._take(block)
            yield block

    def _take(self, block: bytes) -> None:
        *lines, rest = block.split(b"\n")
        for line in lines:
            self._follow(b"".join((*self._parts, line, b"\n")))
            self._parts, self._waiting = [], 0
            if self.broken:
                return
        if rest:
            self._parts.append(rest)
            self._waiting += len(rest)
        if self._waiting > _LONGEST_LINE:
            self._break()

    def _follow(self, line: bytes) -> None:
        place, header = self.place, inspect(line)
        if header is None or header.number != place.number + 1 or header.previous != place.hash:
            self._break()
            return
        self.place = Place(header.number, header.hash, place.end + len(line))
        if found := _FORMAT.match(line):
            self.newest_format = max(self.newest_format, int(found[1]))

    def _break(self) -> None:
        self.broken = self.place.number + 1
        self._parts, self._waiting = [], 0
