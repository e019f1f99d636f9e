"""The journal: one line a transaction, appended and forced to the disk before anybody is told that it is saved.

It is the audit trail, the undo stack and the write-ahead log in one.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from io import FileIO
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

import msgspec

from govtui.errors import LedgerError
from govtui.ledger.disk import explain, sync_folder
from govtui.ledger.transactions import GENESIS, Header, Sealed, Transaction, decode, inspect

_BLOCK: Final = 1 << 20
"""Bytes read at a time: a line may be megabytes long."""

_LAST_BLOCK: Final = 1 << 14
"""Bytes read first of the end: what is looked for backwards mostly stands among the last lines."""

_SECTOR: Final = 512
"""The bytes that a disk writes at once, or a part of them."""

_HEAD_LENGTH: Final = 200
_TIME: Final = re.compile(rb'\{"number":\d+,(?:"format":\d+,)?"time":"([^"]+)"')
"""How every line begins, up to the time of its transaction."""

_ZEROS: Final = re.compile(rb"\0+")


class Place(NamedTuple):
    """A point between two lines."""

    number: int = 0
    """The transaction before it."""
    hash: str = GENESIS
    """The hash of the line before it."""
    end: int = 0
    """The bytes before it."""


_BEGINNING: Final = Place()


class Link(NamedTuple):
    """A line of the journal in its place in the chain."""

    position: int
    """Counted from 1."""
    end: int
    """The bytes of the journal up to its end, line end included."""
    line: bytes
    header: Header | None
    """None for a line that is not as it was written."""
    chained: bool
    """The line is as it was written, and so is what it says about the line before."""
    torn: bool
    """The last line, cut off or full of zeros: its writing was interrupted, so nobody was told that it is saved."""


def read_links(path: Path, start: Place = _BEGINNING) -> Iterator[Link]:
    """Yield the lines of a journal behind a place, none for a file that is not there. Raises OSError."""
    try:
        file = path.open("rb", buffering=_BLOCK)
    except FileNotFoundError:
        return
    with file:
        size = os.fstat(file.fileno()).st_size
        end, previous = start.end, start.hash
        file.seek(end)
        for position, line in enumerate(file, start.number + 1):
            end += len(line)
            header = inspect(line)
            chained = header is not None and header.number == position and header.previous == previous
            torn = header is None and end >= size and _is_unfinished(line, end - len(line))
            yield Link(position, end, line, header, chained, torn)
            if torn:  # the writer may just be going on with it
                return
            previous = header.hash if header else ""


def _is_unfinished(line: bytes, start: int) -> bool:
    """Say whether a last line, which begins at the byte `start`, is as an interrupted writing leaves it.

    One that is whole but for a changed byte is not: it was saved, so it is damaged and may not be dropped.
    """
    if not line.endswith(b"\n"):
        return inspect(line[:-1] + b"\n") is None
    # After a power cut a file may have got its length, but not yet all of its content: whole sectors are zero.
    holes = [(start + hole.start(), start + hole.end()) for hole in _ZEROS.finditer(line)]
    return bool(holes) and all(
        (first == start or first % _SECTOR == 0) and last % _SECTOR == 0 for first, last in holes
    )


class Journal:
    """The journal up to `place`; what the file holds behind that is not part of it."""

    def __init__(self, path: Path, place: Place) -> None:
        self.place = place
        self._path = path
        self._file: FileIO | None = None

    def open(self) -> None:
        """Make ready to append; a torn line behind `place` is cut off. Raises OSError."""
        new = not self._path.exists()
        self._file = FileIO(self._path, "a")
        if self._path.stat().st_size > self.place.end:
            self._file.truncate(self.place.end)
            os.fsync(self._file.fileno())
        if new:
            sync_folder(self._path.parent)

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def append(self, sealed: Sealed) -> None:
        """Write a line and force it to the disk.

        Raises LedgerError where that fails; the journal then ends where it ended before, and can still be used.
        """
        assert self._file is not None, "the journal is not open"
        self._refuse_if_touched(self._file)
        try:
            _write_all(self._file, sealed.line)
            os.fsync(self._file.fileno())
        except BaseException as error:
            self._take_back(self._file)
            if isinstance(error, OSError):
                raise _not_saved(error) from error
            raise
        number, line_hash = sealed.transaction.number, sealed.transaction.hash
        self.place = Place(number, line_hash, self.place.end + len(sealed.line))

    def _refuse_if_touched(self, file: FileIO) -> None:
        """Raise LedgerError if the file is not the one that was opened, or does not end where this journal ends."""
        try:
            here, there = os.fstat(file.fileno()), self._path.stat()
        except OSError as error:
            raise _not_saved(error) from error
        if not os.path.samestat(here, there) or here.st_size != self.place.end:
            raise LedgerError(
                "没有保存",
                f"台账打开期间，修改记录（{self._path.name}）被别的程序改动或替换了，这次修改没有存入",
                "请退出后重新打开台账，再做这次修改",
            )

    def _take_back(self, file: FileIO) -> None:
        """Cut off what was written of a line. Where even that fails, the next append finds the file touched."""
        with suppress(OSError):
            file.truncate(self.place.end)
            os.fsync(file.fileno())

    def begun_at(self) -> dt.datetime | None:
        """Return when the first transaction was made, None where there is none or its line does not say.

        Of the line only the beginning is read: the first is mostly a whole plan. Raises OSError.
        """
        if not self.place.end:
            return None
        with self._path.open("rb") as file:
            match = _TIME.match(file.read(_HEAD_LENGTH))
        return msgspec.convert(match[1].decode(), dt.datetime, strict=False) if match else None

    def oldest_first(self, containing: bytes = b"") -> Iterator[Transaction]:
        """Yield the transactions whose line contains some bytes; lines that are damaged are left out.

        Raises OSError, and LedgerError where the file is not the one that was opened or has become shorter.
        """
        if not self.place.end:
            return
        with self._path.open("rb") as file:
            self._refuse_if_lost(file)
            end = 0
            for line in file:
                end += len(line)
                if end > self.place.end:
                    return
                if containing in line and inspect(line):
                    yield decode(line)

    def newest_first(self) -> Iterator[Transaction]:
        """Yield the transactions from the last to the first, reading no more of the file than is asked for.

        Raises what `oldest_first` raises.
        """
        if not self.place.end:
            return
        with self._path.open("rb") as file:
            self._refuse_if_lost(file)
            yield from map(decode, filter(inspect, _lines_backwards(file, self.place.end)))

    def _refuse_if_lost(self, file: BinaryIO) -> None:
        """Raise LedgerError if a file, opened for reading just now, cannot hold what this journal holds."""
        found = os.fstat(file.fileno())
        replaced = self._file is not None and not os.path.samestat(found, os.fstat(self._file.fileno()))
        if replaced or found.st_size < self.place.end:
            raise LedgerError(
                "修改记录读不出来",
                f"台账打开期间，修改记录（{self._path.name}）被别的程序改动或替换了",
                "请退出后重新打开台账",
            )


def _write_all(file: FileIO, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]


def _lines_backwards(file: BinaryIO, end: int) -> Iterator[bytes]:
    """Yield the lines before the byte `end`, where one ends, from the last to the first."""
    rest, size = b"", _LAST_BLOCK
    while end:
        step = min(end, max(size, len(rest)))  # growing with the line: one of megabytes is not copied too often
        size = min(2 * size, _BLOCK)
        end -= step
        file.seek(end)
        rest, *lines = (file.read(step) + rest).split(b"\n")
        yield from (line + b"\n" for line in reversed(lines) if line)
    yield rest + b"\n"


def _not_saved(error: OSError) -> LedgerError:
    cause, hint = explain(error)
    return LedgerError("没有保存", f"写入台账时出错（{cause}），这次修改没有存入，之前保存的内容完好", hint)
