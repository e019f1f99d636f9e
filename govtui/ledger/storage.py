"""How `ledger.json` stands on the disk: a TinyDB file, replaced as a whole, sealed with a digest.

TinyDB's own storage writes into the open file, which is lost when that is interrupted; this one never holds it open.
Any program that knows TinyDB can read the file. The digest, the first field of the record in the table `meta`, is the
SHA-256 of all bytes behind it, so a changed byte anywhere is noticed.

The file is written and read in portions, a line each, so that neither takes the memory of the whole or holds up what
goes on meanwhile. A table begins on a line of its own; files of earlier programs, which are one line, are read whole.

    {"meta":{"1":{"digest":"…","format":3,…}
    },"documents":{"1":{…},"2":{…}
    },"tasks":{"1":{…},…,"128":{…},
    "129":{…},…
    }}
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Mapping
from io import FileIO
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple

import msgspec
from tinydb import Storage

from govtui.ledger.disk import force, open_file, read_file, replacing

_START: Final = b'{"meta":{"1":{"digest":"'
_DIGEST_END: Final = len(_START) + 64

_LAST: Final = b"}}\n"

_PORTION: Final = 64
"""Records encoded at a time: a hundred KB, and a quarter of a millisecond in which no other thread can run."""

_BLOCK: Final = 1 << 18
"""Bytes read at a time, at least."""

_FORCED: Final = 8 << 20
"""Bytes that are forced to the disk at a time: an edit meanwhile has to wait for no more."""

_LONGEST_META: Final = 1 << 16
"""Bytes of the first line, about; one that is much longer is that of an earlier program's file."""

NO_DIGEST: Final = "0" * 64
"""What the record in `meta` holds in place of its digest until the storage writes it."""


class UnsealedError(Exception):
    """The bytes of a file are not those that the storage wrote, or it is that of an earlier program."""


class Portion(NamedTuple):
    """Some records of a table, which may have more of them."""

    table: str
    records: memoryview
    """A JSON object, the records by their keys. It is overwritten when the next portion is asked for."""


class LedgerStorage(Storage):
    """A TinyDB storage in UTF-8 that replaces its file at once."""

    def __init__(self, path: str | Path) -> None:
        super().__init__()
        self._path = Path(path)

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return the tables, None if the file is missing or empty. Raises OSError or msgspec.DecodeError."""
        try:
            data = read_file(self._path)
        except FileNotFoundError:
            return None
        return msgspec.json.decode(data, type=dict[str, dict[str, Any]]) if data else None

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Replace the file by `data`: tables of records, typed values or plain ones. Raises OSError."""
        with replacing(self._path) as file:
            _write_sealed(file, _lines(data))


def read_portions(path: Path) -> Iterator[Portion]:
    """Yield what the storage wrote, in the order in which it stands in the file.

    Raises OSError, and UnsealedError, which may come at the very end: nothing may be relied on before.
    """
    with open_file(path) as file:
        lines = _Lines(file)
        line, table = lines.read(_LONGEST_META), ""
        if not lines.begins_with(_START):
            raise UnsealedError
        sealed, digest = bytes(line[len(_START) : _DIGEST_END]), hashlib.sha256(line[_DIGEST_END:])
        while not lines.begins_with(_LAST):
            begin = 0
            if not lines.begins_with(b'"'):  # or else the table goes on
                begin = lines.find(b":{") + 2
                table = str(line[lines.find(b'"') + 1 : begin - 3], "utf-8", "replace")
            yield Portion(table, lines.as_object(begin))
            line = lines.read()
            digest.update(line)
        if not lines.at_end() or digest.hexdigest().encode() != sealed:
            raise UnsealedError


class _Lines:
    """The lines of a file, one after the other in the same memory: new memory for each costs more than to read it."""

    def __init__(self, file: FileIO) -> None:
        self._file = file
        self._buffer = bytearray(_BLOCK)
        self._begin = self._end = 1
        """Where the present line stands, behind a byte that nobody needs any more."""
        self._filled = 1
        """Where that ends which was read of the file."""

    def read(self, longest: int = sys.maxsize) -> memoryview:
        """Return the next line, line end included, until another is asked for.

        Raises OSError, and UnsealedError where there is none, or one of more bytes than the `longest`.
        """
        self._begin, known = self._end, 0
        while (end := self._buffer.find(b"\n", self._begin + known, self._filled)) < 0:
            known = self._filled - self._begin
            if known > longest or not self.read_on():
                raise UnsealedError
        self._end = end + 1
        return memoryview(self._buffer)[self._begin : self._end]

    def read_on(self) -> bool:
        """Read more of the file behind the beginning of the present line; say whether there was more."""
        kept = self._buffer[self._begin : self._filled]
        if len(kept) + 1 == len(self._buffer):
            self._buffer = bytearray(2 * len(self._buffer))
        self._begin, self._filled = 1, 1 + len(kept)
        self._buffer[1 : self._filled] = kept
        size = self._file.readinto(memoryview(self._buffer)[self._filled :]) or 0
        self._filled += size
        return size > 0

    def at_end(self) -> bool:
        """Say whether the file ends with the present line. Raises OSError."""
        return self._end == self._filled and not self.read_on()

    def begins_with(self, text: bytes) -> bool:
        """Say whether the present line begins with a text."""
        return self._buffer.startswith(text, self._begin, self._end)

    def find(self, text: bytes) -> int:
        """Return where in the present line a text stands, -1 if it does not."""
        place = self._buffer.find(text, self._begin, self._end)
        return place - self._begin if place >= 0 else -1

    def as_object(self, begin: int) -> memoryview:
        """Make an object of the records that stand in the present line behind `begin`, and return it."""
        first, last = self._begin + begin - 1, self._end - 1
        if self._buffer[last - 1 : last] == b",":
            last -= 1
        self._buffer[first], self._buffer[last] = b"{}"
        return memoryview(self._buffer)[first : last + 1]


def is_sealed(data: bytes) -> bool:
    """Say whether a file's bytes are those that the storage wrote."""
    return data.startswith(_START) and data[len(_START) : _DIGEST_END] == _digest(data)


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(memoryview(data)[_DIGEST_END:]).hexdigest().encode()


def _write_sealed(file: BinaryIO, lines: Iterator[bytes]) -> None:
    """Write lines and put the digest of what stands behind its place there, if the first has a place for it."""
    first = next(lines)
    file.write(first)
    digest = hashlib.sha256(memoryview(first)[_DIGEST_END:])
    waiting = 0
    for line in lines:
        file.write(line)
        digest.update(line)
        waiting += len(line)
        if waiting > _FORCED:
            force(file)
            waiting = 0
    if first.startswith(_START):
        file.seek(len(_START))
        file.write(digest.hexdigest().encode())


def _lines(tables: Mapping[str, Mapping[str, Any]]) -> Iterator[bytes]:
    opening = b"{"
    for table, records in tables.items():
        head, items, rest = b"%b%b:{" % (opening, msgspec.json.encode(table)), iter(records.items()), len(records)
        while head or rest > 0:
            portion = msgspec.json.encode(dict(islice(items, _PORTION)))[1:-1]
            rest -= _PORTION
            yield b"%b%b%b\n" % (head, portion, b"," if rest > 0 else b"")
            head = b""
        opening = b"},"
    yield _LAST if tables else b"{}\n"
