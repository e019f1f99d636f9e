"""The history as it stood at a moment, from its newest change backwards, however long the journal is.

The journal is read block by block, and no file stays open between two of them. A line is decoded only as far as it is
asked for: a journal of a million lines can be looked through while the clerk goes on working.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from govtui.errors import LedgerError
from govtui.ledger.disk import explain
from govtui.ledger.journal import Place
from govtui.ledger.transactions import Transaction, decode, inspect

BLOCK: Final = 1 << 18
"""Bytes read at a time: some milliseconds' work. A line that is longer is read as a whole."""


class Touched(msgspec.Struct, frozen=True, gc=False):
    """What a change was made to."""

    table: str
    id: str


class Heading(msgspec.Struct, frozen=True, gc=False):
    """What a transaction says of itself, without what from and what to: told from a line much faster than all of it."""

    number: int
    time: dt.datetime
    operator: str
    account: str
    reason: str
    changes: tuple[Touched, ...]
    undoes: int | None = None
    redoes: int | None = None


_HEADINGS = msgspec.json.Decoder(Heading)


class PastLine(NamedTuple):
    """A sound line of the journal."""

    start: int
    """The bytes of the journal before it."""
    line: bytes

    @property
    def takes_back(self) -> bool:
        """Say whether the transaction undoes another one. Within a text of the clerk's the quotes would be escaped."""
        return b'"undoes":' in self.line

    def heading(self) -> Heading:
        """Return what the transaction says of itself."""
        return _HEADINGS.decode(self.line)

    def transaction(self) -> Transaction:
        """Return all of it."""
        return decode(self.line)


class Block(NamedTuple):
    """Some lines that stand one behind the other."""

    lines: tuple[PastLine, ...]
    """Newest first; those that are damaged are left out."""
    start: int
    """The bytes of the journal before them: where the next block ends."""


class Past:
    """A journal up to a place; what is added later is not part of it."""

    def __init__(self, path: Path, place: Place) -> None:
        self._path = path
        self.count = place.number
        """How many transactions there are: they are counted without a gap."""
        self.end = place.end
        """The bytes that they take."""

    def before(self, end: int) -> Block:
        """Return the lines of a block that ends at a byte, where a line ends; at least one line unless that is 0.

        Raises LedgerError.
        """
        size = BLOCK
        while True:
            start = max(0, end - size)
            data = self._read(start, end)
            cut = data.find(b"\n") + 1 if start else 0  # what comes before belongs to a line that begins earlier
            if start == 0 or 0 < cut < len(data):
                break
            size *= 2  # all of this is within one line
        lines = []
        for line in reversed(data[cut:].split(b"\n")[:-1]):
            end -= len(line) + 1
            if inspect(line + b"\n"):
                lines.append(PastLine(end, line + b"\n"))
        return Block(tuple(lines), start + cut)

    def at(self, start: int) -> PastLine:
        """Return the line that begins at a byte. Raises LedgerError, also where another line stands there by now."""
        try:
            with self._path.open("rb") as file:
                file.seek(start)
                line = file.readline()
        except OSError as error:
            raise _not_readable(*explain(error)) from error
        if start >= self.end or not inspect(line):
            raise _changed()
        return PastLine(start, line)

    def _read(self, start: int, end: int) -> bytes:
        if end == 0:
            return b""
        try:
            with self._path.open("rb") as file:
                file.seek(start)
                data = file.read(end - start)
        except OSError as error:
            raise _not_readable(*explain(error)) from error
        if len(data) < end - start or not data.endswith(b"\n"):
            raise _changed()
        return data


def _not_readable(cause: str, hint: str) -> LedgerError:
    return LedgerError("修改记录读不出来", f"读取修改记录时出错（{cause}）", hint)


def _changed() -> LedgerError:
    return LedgerError("修改记录读不出来", "台账打开期间，修改记录被别的程序改动或替换了", "请退出后重新打开台账")
