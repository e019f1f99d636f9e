"""The values that the ledger's history is made of, and how one of them becomes a line of the journal.

A line is the canonical JSON of a `Transaction` (fields in the order below, keys of the changes sorted, UTF-8, no blank)
with the hash of the line before and its own hash as the last two fields. The own hash is the SHA-256 of all bytes of
the line before `,"hash":`, so a line can be verified as it stands, whichever program wrote it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from typing import Any, Final, Literal, NamedTuple

import msgspec

FORMAT: Final = 4
"""The format of the ledger's files that this program writes, and the newest that it understands.

What each format brought stands in `migrations.py`. An older program would drop that in silence, so it must not write.
"""

GENESIS: Final = "0" * 64
"""What stands for the hash of the line before the first."""

Table = Literal["documents", "tasks", "order", "ledger", "clocks", "rounds", "schedules", "units"]
"""What a change can touch: a document, a task, the order of a document's tasks, which is known by the document's id
and holds the ids of all of them under `tasks`, the ledger itself, which holds its `name` under the id `1`, a legal
clock, a reporting round, a schedule of such, a unit of 单位名录."""

Record = dict[str, Any]
"""Fields of a document or a task as plain JSON values, by name."""


class Change(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a transaction does to one document or task, or to the order of a document's tasks.

    A record that is added has no `before`, one that is removed no `after`, and the other side is the whole record.
    For an edit both hold the changed fields alone.
    """

    table: Table
    id: str
    before: Record | None = None
    after: Record | None = None

    def inverse(self) -> Change:
        """Return the change that takes this one back."""
        return Change(self.table, self.id, before=self.after, after=self.before)


class Transaction(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that a clerk did, wholly there or not at all."""

    number: int
    """Counted from 1 without a gap."""
    format: int = 1
    """Lines of format 1 do not carry the field: later formats must, and must keep 1 as what its absence means."""
    time: dt.datetime
    """With the offset of the computer's time zone."""
    operator: str
    """操作人: the name that the clerk goes by; may be empty."""
    account: str
    """The computer's account and name: `wang@OFFICE-3`."""
    reason: str
    """One line in Chinese that says what was done, fit to be shown."""
    changes: tuple[Change, ...]
    undoes: int | None = None
    """The number of the transaction that this one takes back."""
    redoes: int | None = None
    """The number of the transaction that stands again by this one, which then `undoes` the taking back."""
    previous: str
    """The hash of the line before."""
    hash: str = ""
    """The line's own hash; empty only until the transaction is sealed."""


class _FormatOnly(msgspec.Struct):
    format: int = 1


class Sealed(NamedTuple):
    """A transaction with the line of the journal that holds it, line end included."""

    transaction: Transaction
    line: bytes


class Header(NamedTuple):
    """What a line says about its place in the chain."""

    number: int
    previous: str
    hash: str


_START = re.compile(rb'\{"number":([1-9][0-9]{0,17}),')
_END = re.compile(rb',"previous":"([0-9a-f]{64})","hash":"([0-9a-f]{64})"\}\n')
_END_LENGTH: Final = len(b',"previous":"","hash":""}\n') + 2 * 64
_SEAL_LENGTH: Final = len(b',"hash":""}\n') + 64
_ENCODER = msgspec.json.Encoder(order="deterministic")
_DECODER = msgspec.json.Decoder(Transaction)
_FORMAT_DECODER = msgspec.json.Decoder(_FormatOnly)


def seal(transaction: Transaction) -> Sealed:
    """Return the line for `transaction` and the transaction as it will be read from that line, hash included."""
    body = _ENCODER.encode(transaction)[:-1]
    line = b'%b,"hash":"%b"}\n' % (body, hashlib.sha256(body).hexdigest().encode())
    return Sealed(_DECODER.decode(line), line)


def inspect(line: bytes) -> Header | None:
    """Return what `line` says about its place in the chain, None if it is not whole or not as it was written."""
    start, end = _START.match(line), _END.fullmatch(line, max(0, len(line) - _END_LENGTH))
    if start is None or end is None:
        return None
    previous, own = end.groups()
    if hashlib.sha256(memoryview(line)[:-_SEAL_LENGTH]).hexdigest().encode() != own:
        return None
    return Header(int(start[1]), previous.decode(), own.decode())


def newer_format(line: bytes) -> int:
    """Return the format of a line that is newer than this program, 0 for one that is not.

    Raises msgspec.DecodeError.
    """
    found = format_of(line)
    return found if found > FORMAT else 0


def format_of(line: bytes) -> int:
    """Return the format that a line was written in. Raises msgspec.DecodeError."""
    return _FORMAT_DECODER.decode(line).format


def decode(line: bytes) -> Transaction:
    """Return the transaction that a line holds which `inspect` found sound.

    Raises msgspec.DecodeError (ValidationError included) for a shape that this program does not know.
    """
    return _DECODER.decode(line)
